# The front doors. Everything happens in .venv; the checks themselves are in .pre-commit-config.yaml.

PYTHON ?= python3
BIN := .venv/bin
QT_PACKAGES := libdbus-1-3 libegl1 libfontconfig1 libgl1 libglib2.0-0 libxcb-cursor0 libxcb-icccm4 \
  libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-sync1 \
  libxcb-xfixes0 libxcb-xkb1 libxkbcommon0 libxkbcommon-x11-0
TEST_PACKAGES := alsa-utils dbus at-spi2-core gettext libxml2-utils strace xauth xdotool xvfb
LOCKDOWN_PACKAGES := imagemagick openbox strace wmctrl x11-utils x11-xkb-utils x11-xserver-utils xauth xdotool \
  xserver-xorg-core xserver-xorg-video-dummy xvfb
PACKAGE_PACKAGES := binutils dpkg-dev patchelf
# These tests take up to three times as long when their coverage is measured, and cover nothing more.
LONG := tests/test_proof_large.py tests/test_mutation.py tests/screens/test_fit.py tests/screens/test_audit.py
PACKS := assets/packs/espoo assets/packs/template

.PHONY: run test check check-all test-long test-covered hammer faults bench pictures words lock package check-package \
  lockdown soak qt test-packages lockdown-packages package-packages clean

run: .venv/run qt  ## open the kiosk full screen with the built-in Espoo pack
	$(BIN)/python -m kiosk

test: .venv/dev qt  ## run the whole test suite
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest

check: .venv/dev qt  ## every check, then the tests with their coverage
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/pre-commit run --all-files
	$(MAKE) --jobs=2 --output-sync=target test-long test-covered

test-long:
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest $(LONG)

test-covered:
	QT_QPA_PLATFORM=offscreen $(BIN)/coverage run -m pytest $(LONG:%=--ignore=%)
	$(BIN)/coverage report

check-all: check  ## and the audit of every screen in every way it can be shown (an hour)
	AUDIT=all QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest tests/screens/test_audit.py

bench: .venv/dev qt  ## print the benchmark table and write dist/bench.json
	$(BIN)/python -m tests.benchmarks

pictures: .venv/dev qt  ## draw every screen into dist/pictures, to be looked at
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.gallery dist/pictures

words: .venv/dev  ## bring templates and translations up to date with the sources
	$(BIN)/python -m tests.words
	for pack in $(PACKS); do $(BIN)/python -m kiosk.ctl texts export $$pack; done

lock: .venv/dev  ## resolve the dependencies anew
	$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --no-annotate --no-header \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --allow-unsafe --output-file packaging/requirements.txt pyproject.toml
	for extra in dev package; do \
	  $(BIN)/pip-compile --quiet --strip-extras --generate-hashes --no-annotate --no-header --extra $$extra \
	    --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --allow-unsafe \
	    --output-file packaging/requirements-$$extra.txt pyproject.toml; done

package: build/venv/ready package-packages  ## build the bundle and the .deb into dist/
	packaging/build.sh build/venv/bin/python

check-package: .venv/dev test-packages  ## look whether the bundle in dist/ is as it should be, and start its programs
	$(BIN)/python -m pytest tests/packaging

lockdown: .venv/dev lockdown-packages  ## attack the bundle in dist/ in every way of docs/lockdown.md
	LOCKDOWN=all QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest tests/lockdown

hammer: .venv/dev test-packages  ## 20,000 keys, clicks, drags and touches each on the real program
	HAMMER=all $(BIN)/python -m pytest tests/hammer

faults: .venv/dev test-packages  ## make every system call of apply, rollback and a start fail, and die at it
	$(BIN)/python -m tests.injected

soak: check-all hammer faults bench package check-package lockdown  ## everything that takes long, in full (two hours)

.venv/run: packaging/requirements.txt
	@echo "installing what the kiosk needs into .venv ..."
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	touch $@

.venv/dev: packaging/requirements-dev.txt .venv/run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	touch $@

build/venv/ready: packaging/requirements-package.txt
	rm -rf build/venv
	$(PYTHON) -m venv build/venv
	build/venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	touch $@

qt:  ## name the Debian packages that Qt lacks; install them when root
	@packaging/debian-packages.sh $(QT_PACKAGES)

test-packages:
	@packaging/debian-packages.sh $(QT_PACKAGES) $(TEST_PACKAGES)

lockdown-packages:
	@packaging/debian-packages.sh $(QT_PACKAGES) $(LOCKDOWN_PACKAGES)

package-packages:
	@packaging/debian-packages.sh $(PACKAGE_PACKAGES)

clean:
	rm -rf .venv dist build
