# The front doors. Everything happens in .venv; the checks themselves are in .pre-commit-config.yaml, and what Debian packages
# each door needs in packaging/needs.

PYTHON ?= python3
export PYTHON
# Debian's own Python goes into the package: Debian closes its security holes.
PACKAGE_PYTHON := $(firstword $(wildcard /usr/bin/python3) $(PYTHON))
BIN := .venv/bin
NEEDS := @packaging/needs.sh
VENV := @packaging/venv.sh
# On all cores; what is `slow` runs in full in `make check-all`, and what must be `alone` in `make lockdown`.
PYTEST := QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest --numprocesses=auto --dist=loadgroup
COVERAGE ?=
PACKS := assets/packs/espoo assets/packs/template

.PHONY: run test check check-rest check-all hammer faults bench pictures words lock package check-package hostile lockdown vm soak check-bare \
  .venv/run .venv/dev build/venv clean

run:  ## open the kiosk full screen with the built-in Espoo pack
	$(NEEDS) kiosk
	@$(MAKE) --no-print-directory .venv/run
	$(BIN)/python -m kiosk

test:  ## run the whole test suite; with COVERAGE=yes it takes note of what the tests cover
	$(NEEDS) kiosk test
	@$(MAKE) --no-print-directory .venv/dev
	$(PYTEST) -m 'not slow and not alone' $(COVERAGE:yes=--cov --cov-report=)

check:  ## every check, and the tests with their coverage
	@$(MAKE) --no-print-directory test COVERAGE=yes
	@$(MAKE) --no-print-directory check-rest

check-rest: .venv/dev  ## what `make check` has beyond the tests, after `make test COVERAGE=yes`
	$(NEEDS) check
	PATH="$(CURDIR)/$(BIN):$$PATH" packaging/hooks.sh
	$(BIN)/coverage report

check-all: check  ## and all that is slow, and the audit of every screen in every way it can be shown (an hour)
	$(PYTEST) -m slow
	AUDIT=all PROOF=all $(PYTEST) tests/screens/test_audit.py tests/test_proof.py tests/test_flow.py

bench: .venv/dev  ## print the benchmark table and write dist/bench.json
	$(NEEDS) kiosk
	$(BIN)/python -m tests.benchmarks

pictures: .venv/dev  ## draw every screen into dist/pictures, to be looked at
	$(NEEDS) kiosk
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.gallery dist/pictures

words: .venv/dev  ## bring templates and translations up to date with the sources
	$(BIN)/python -m tests.words
	for pack in $(PACKS); do $(BIN)/python -m kiosk.ctl texts export $$pack; done

lock: .venv/dev  ## resolve the dependencies anew
	$(BIN)/pip-compile --quiet --no-strip-extras --generate-hashes --no-annotate --no-header \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --allow-unsafe --output-file packaging/requirements.txt pyproject.toml
	for extra in dev package; do \
	  $(BIN)/pip-compile --quiet --no-strip-extras --generate-hashes --no-annotate --no-header --extra $$extra \
	    --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --allow-unsafe \
	    --output-file packaging/requirements-$$extra.txt pyproject.toml; done

package:  ## build the bundle and the .deb into dist/
	$(NEEDS) kiosk package $$($(PACKAGE_PYTHON) -c 'import sys; print("python3.%d" % sys.version_info[1] if sys.base_prefix == "/usr" else "")')
	@$(MAKE) --no-print-directory build/venv
	packaging/build.sh build/venv/bin/python

check-package:  ## look whether the bundle in dist/ is as it should be, and start its programs
	$(NEEDS) kiosk test package
	@$(MAKE) --no-print-directory .venv/dev build/wheels/ready
	$(BIN)/python -m pytest tests/packaging

lockdown:  ## attack the bundle in dist/ in every way of docs/lockdown.md
	$(NEEDS) kiosk lockdown
	@$(MAKE) --no-print-directory .venv/dev
	LOCKDOWN=all QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest tests/lockdown

hammer:  ## 20,000 keys, clicks, drags and touches each on the real program
	$(NEEDS) kiosk test
	@$(MAKE) --no-print-directory .venv/dev
	HAMMER=all $(BIN)/python -m pytest tests/hammer

hostile:  ## try every hostile file, 3,000 changed by chance, and every pack at its bounds
	$(NEEDS) kiosk test
	@$(MAKE) --no-print-directory .venv/dev
	ADVERSARY=all $(PYTEST) tests/adversary

faults:  ## make every system call of apply, rollback and a start fail, and die at it
	$(NEEDS) kiosk test
	@$(MAKE) --no-print-directory .venv/dev
	$(BIN)/python -m tests.injected

vm:  ## boot the .deb of dist/ in a virtual machine and try it there, as root (a quarter of an hour)
	$(NEEDS) vm
	packaging/vm.sh

soak: check-all hammer hostile faults bench package check-package lockdown vm  ## everything that takes long, in full (two hours)

check-bare:  ## try `make run` and `make test` on a bare Debian: the newest and the one before, as root and as an ordinary user
	$(NEEDS) bare
	packaging/bare.sh bookworm root
	packaging/bare.sh bookworm user
	packaging/bare.sh trixie root
	packaging/bare.sh trixie user

# These look by themselves whether there is anything to do: `make` would trust a folder that another Python has made.
.venv/run:
	$(VENV) .venv run packaging/requirements.txt

.venv/dev:
	$(VENV) .venv run packaging/requirements.txt
	$(VENV) .venv dev packaging/requirements-dev.txt

build/venv:
	@PYTHON=$(PACKAGE_PYTHON) packaging/venv.sh build/venv ready packaging/requirements-package.txt

# What the bundle for Windows is made of: a test looks whether its libraries find one another.
build/wheels/ready: packaging/requirements.txt
	rm -rf build/wheels
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --require-hashes -r $< --no-deps \
	  --platform win_amd64 --python-version 3.11 --only-binary :all: --dest build/wheels
	touch $@

clean:
	rm -rf .venv dist build
