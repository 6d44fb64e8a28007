"""The lists of Debian packages name what is needed; their scripts say what is missing."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import PySide6
import pytest

from tests.needs import LISTS, ROOT, is_there, needed, needs, only_what_is_named

QT = Path(PySide6.__file__).parent
PLUGINS = (
    "platforms/libqxcb.so",
    "platforms/libqoffscreen.so",
    "xcbglintegrations/*.so",
    "platforminputcontexts/*.so",
    "texttospeech/*.so",
)
BASE = re.compile(r"linux-vdso|ld-linux|lib(c|m|dl|rt|pthread|resolv|stdc\+\+|gcc_s)\.so")
"""What every program links."""
USED_BY_OTHERS = {"/usr/include/stdio.h", "/usr/lib/xorg/modules/drivers/dummy_drv.so"}
"""What the compiler and the X server look for by themselves."""


def used() -> list[Path]:
    """The libraries of Qt that the kiosk and its tests load."""
    code = (
        path.read_text("utf-8") for top in ("kiosk", "tests") for path in (ROOT / top).rglob("*.py")
    )
    modules = set(re.findall(r"from PySide6\.(\w+) import", "\n".join(code)))
    found = [QT / f"{module}.abi3.so" for module in sorted(modules)]
    return found + [path for each in PLUGINS for path in (QT / "Qt" / "plugins").glob(each)]


@cache
def linked(library: str) -> frozenset[str]:
    """What a library links, itself or through others, but for what is Qt's own."""
    told = subprocess.run(["ldd", library], capture_output=True, text=True, check=True).stdout
    names = {line.split()[0] for line in told.splitlines() if str(QT.parent) not in line}
    return frozenset(name for name in names if not BASE.match(Path(name).name))


def found(name: str) -> str:
    """Where the system has a library."""
    listed = subprocess.run(
        ["ldd", *map(str, used())], capture_output=True, text=True, check=True
    ).stdout
    return str(re.findall(rf"{re.escape(name)} => (/\S+)", listed)[0])


def brought_by(libraries: Iterable[str]) -> set[str]:
    """These libraries and all that they link."""
    return {name for each in libraries for name in (each, *linked(found(each)))}


def qt_links() -> set[str]:
    return {name for path in used() for name in linked(str(path))}


def test_the_lists_name_every_library_that_qt_links() -> None:
    listed = [each for each in needed("kiosk", "test") if ".so." in each]
    assert qt_links() - brought_by(listed) == set()


@pytest.mark.parametrize("dropped", ["libpulse.so.0", "libxcb-cursor.so.0", "libEGL.so.1"])
def test_a_package_that_is_dropped_from_the_list_is_missed(dropped: str) -> None:
    listed = [each for each in needed("kiosk", "test") if ".so." in each and each != dropped]
    assert dropped in qt_links() - brought_by(listed)


def test_the_lists_name_no_library_that_qt_does_not_link() -> None:
    assert set(needed("kiosk")) - qt_links() == set()


@pytest.mark.parametrize(("name", "folder"), [("test", "tests"), ("lockdown", "tests/lockdown")])
def test_the_lists_name_nothing_that_no_test_calls(name: str, folder: str) -> None:
    paths = [path for path in (ROOT / folder).rglob("*.py") if path.name != "test_needs.py"]
    code = "\n".join(path.read_text("utf-8") for path in paths)
    programs = {thing for thing in needed(name) if ".so." not in thing}
    assert {thing for thing in programs if f'"{thing}"' not in code} <= USED_BY_OTHERS


def test_a_program_that_no_list_names_is_not_started() -> None:
    look = only_what_is_named(lambda: {"strace": "strace"})
    look("subprocess.Popen", ("strace", ["strace", "true"], None, None))
    look("subprocess.Popen", (sys.executable, [sys.executable], None, None))
    with pytest.raises(AssertionError, match="names no-such-program"):
        look("subprocess.Popen", ("no-such-program", ["no-such-program"], None, None))


def test_no_test_starts_a_program_that_no_list_names() -> None:
    with pytest.raises(AssertionError, match=r"names no-such-program, which tests/test_needs\.py"):
        subprocess.run(["no-such-program"], check=False)


def test_a_test_that_lacks_a_program_is_skipped_with_the_name_of_its_package() -> None:
    assert is_there("sh")
    assert not is_there("sd_nothing")
    assert not is_there("libnothing.so.1")
    here = [thing for thing in needed("test") if is_there(thing)]
    assert not needs(*here).args[0]
    assert "needs the Debian packages :" in needs(*here).kwargs["reason"]


def script(folder: Path, name: str, text: str) -> Path:
    """A program of a few lines."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    path.chmod(0o755)
    return path


def run(folder: Path, *command: str | Path, **variables: str) -> "subprocess.CompletedProcess[str]":
    """Run a script with the programs of a folder before all others."""
    path = f"{folder}:/usr/bin:/bin"
    return subprocess.run(
        ["sh", *map(str, command)],
        env={"PATH": path, "HOME": str(folder), **variables},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    """The script with lists of its own: one needs nothing, one what nobody has."""
    shutil.copy(ROOT / "packaging" / "needs.sh", tmp_path)
    (tmp_path / "needs").mkdir()
    (tmp_path / "needs" / "some").write_text("# all there\ndash sh\n", "utf-8")
    (tmp_path / "needs" / "more").write_text("golem-1 libgolem.so.1\ngolem golem\n", "utf-8")
    return tmp_path


def test_what_is_there_is_nothing_to_speak_of(lists: Path) -> None:
    ended = run(lists, "needs.sh", "some")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


def test_an_ordinary_user_reads_in_one_line_what_to_install(lists: Path) -> None:
    script(lists, "id", "echo 1000")
    script(lists, "apt-get", "exit 9")
    ended = run(lists, "needs.sh", "some", "more")
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1
    assert ended.stderr.endswith("apt-get install --no-install-recommends golem golem-1\n")


def test_root_without_a_network_reads_so_in_one_line(lists: Path) -> None:
    script(lists, "id", "echo 0")
    script(lists, "apt-get", "echo 'E: Unable to locate package golem' >&2; exit 100")
    ended = run(lists, "needs.sh", "more")
    assert ended.returncode == 1
    (line,) = ended.stderr.splitlines()
    assert "E: Unable to locate package golem; is the network there?" in line


def test_root_gets_it_installed(lists: Path) -> None:
    script(lists, "id", "echo 0")
    script(
        lists,
        "apt-get",
        f'case "$*" in *install*) touch "{lists}/golem"; chmod +x "{lists}/golem" ;; esac',
    )
    (lists / "needs" / "more").write_text("golem golem\n", "utf-8")
    assert run(lists, "needs.sh", "more").returncode == 0
    assert run(lists, "needs.sh", "more").stdout == ""


def venv(folder: Path, **variables: str) -> "subprocess.CompletedProcess[str]":
    """Make a virtual environment for nothing but what pip has anyway."""
    (folder / "requirements.txt").write_text("", "utf-8")
    return run(
        folder, ROOT / "packaging" / "venv.sh", ".venv", "run", "requirements.txt", **variables
    )


OLD = 'case "$2" in *"< (3, 11)"*) echo True ;; *version_info*) echo 3.10.4 ;; esac'


def one_line(ended: "subprocess.CompletedProcess[str]") -> str:
    assert ended.returncode == 1
    (line,) = ended.stderr.splitlines()
    return line


def test_an_old_python_is_refused_in_one_line(tmp_path: Path) -> None:
    old = script(tmp_path, "python3.10", OLD)
    assert "is Python 3.10.4, and 3.11 or newer is needed" in one_line(
        venv(tmp_path, PYTHON=str(old))
    )
    assert "no-python is not there" in one_line(venv(tmp_path, PYTHON="no-python"))
    assert not (tmp_path / ".venv").exists()


def test_a_folder_of_another_python_is_noticed(tmp_path: Path) -> None:
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    script(tmp_path / ".venv" / "bin", "python", "exit 127")
    assert ".venv holds no Python that runs" in one_line(venv(tmp_path, PYTHON=sys.executable))
    script(tmp_path / ".venv" / "bin", "python", OLD)
    assert ".venv is of Python 3.10.4" in one_line(venv(tmp_path, PYTHON=sys.executable))


def test_what_was_not_installed_whole_is_installed_again(tmp_path: Path) -> None:
    assert venv(tmp_path, PYTHON=sys.executable).returncode == 0
    told = (tmp_path / ".venv" / "run").read_text("utf-8")
    assert venv(tmp_path, PYTHON=sys.executable).stdout == ""
    for changed in ("", told.replace("Python 3", "Python 2"), told.replace(str(tmp_path), "/away")):
        (tmp_path / ".venv" / "run").write_text(changed, "utf-8")
        assert "installing requirements.txt" in venv(tmp_path, PYTHON=sys.executable).stdout
        assert (tmp_path / ".venv" / "run").read_text("utf-8") == told
    (tmp_path / "moved").mkdir()
    (tmp_path / ".venv").rename(tmp_path / "moved" / ".venv")
    assert "was made as" in one_line(venv(tmp_path / "moved", PYTHON=sys.executable))


def test_what_pip_cannot_install_is_told_in_one_line_and_not_trusted(tmp_path: Path) -> None:
    assert venv(tmp_path, PYTHON=sys.executable).returncode == 0
    (tmp_path / "more.txt").write_text(
        "no-such-package-of-the-kiosk==1 --hash=sha256:00\n", "utf-8"
    )
    command = (ROOT / "packaging" / "venv.sh", ".venv", "dev", "more.txt")
    ended = run(tmp_path, *command, PYTHON=sys.executable, PIP_NO_INDEX="1")
    assert "pip could not install more.txt: ERROR: " in one_line(ended)
    assert not (tmp_path / ".venv" / "dev").exists()


def test_every_list_is_installed_by_some_target() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    asked = {name for names in re.findall(r"\$\(NEEDS\) (.+)", makefile) for name in names.split()}
    by_the_python_that_builds = {"python3.11", "python3.13"}
    assert {path.name for path in LISTS.iterdir()} - asked == {"try", *by_the_python_that_builds}
