"""What the tests need of the system: named with its Debian package in packaging/needs."""

import ctypes
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LISTS = ROOT / "packaging" / "needs"
ESSENTIAL = frozenset({"sh", "true", "head", "ldd", "setpriv", "uname"})
"""What no Debian is without."""
_MODULES = [Path("/usr") / each / "speech-dispatcher-modules" for each in ("lib", "libexec")]


def needed(*lists: str) -> dict[str, str]:
    """What the lists name, each with the Debian package that it is in."""
    rows = [row.split() for name in lists for row in (LISTS / name).read_text("utf-8").splitlines()]
    return {row[1]: row[0] for row in rows if row and not row[0].startswith("#")}


def is_there(thing: str) -> bool:
    """Whether a library, a file, a module of speech-dispatcher or a program is there."""
    if ".so." in thing:
        try:
            ctypes.CDLL(thing)
        except OSError:
            return False
        return True
    if thing.startswith("/"):
        return Path(thing).exists()
    if thing.startswith("sd_"):
        return any((folder / thing).exists() for folder in _MODULES)
    return shutil.which(thing) is not None


def needs(*things: str, named_in: str = "test") -> pytest.MarkDecorator:
    """Skip where something that the list names is not there, and say which package has it."""
    packages = needed(named_in)
    missing = [packages[thing] for thing in things if not is_there(thing)]
    reason = f"needs the Debian packages {', '.join(missing)}: make test installs them"
    return pytest.mark.skipif(bool(missing), reason=reason)


def only_what_is_named(
    names: Callable[[], dict[str, str]],
) -> Callable[[str, tuple[object, ...]], None]:
    """A hook that lets no program be started that the lists do not name."""

    def look(event: str, arguments: tuple[object, ...]) -> None:
        if event != "subprocess.Popen" or not running():
            return
        program = os.fsdecode(str(arguments[0]))
        own = Path(program).is_absolute() and not program.startswith(("/usr/", "/bin/", "/sbin/"))
        if program == sys.executable or own or Path(program).name in ESSENTIAL:
            return
        if program not in names() and Path(program).name not in names():
            what = f"no list in packaging/needs names {program}, which {running()} starts"
            raise AssertionError(what)

    return look


def running() -> str:
    """The test that runs now."""
    return os.environ.get("PYTEST_CURRENT_TEST", "")


def named_for_this_test() -> dict[str, str]:
    """What the lists name that are installed for the test that runs now."""
    if running().startswith("tests/lockdown"):
        return needed("lockdown")
    if running().startswith("tests/packaging"):
        return needed("test", "package")
    return needed("test")
