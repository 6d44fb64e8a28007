"""Writing so that a crash at any moment leaves what was there before, or all that is new."""

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kiosk.errors import Fault, RefusedError
from kiosk.raw import sync_folder
from kiosk.shelf.contents import Contents
from kiosk.shelf.pointer import POINTER

if sys.platform != "win32":
    import fcntl

_LOCK = ".lock"
_STAGED = ".staged-"
_PACK = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*-[0-9]+-[0-9a-f]{12}(?:-again)*")


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Make a folder and work in it while nobody else does; Windows has no such lock here.

    Raises RefusedError where it cannot be made or written, where it is somebody else's, or where
    somebody else is at work.
    """
    try:
        _require_own(folder)
        _make(folder)
        lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        what = f"cannot be written ({error.strerror}); run this as root, or name another --state"
        raise RefusedError([Fault(str(folder), "", what)]) from None
    try:
        if sys.platform != "win32":
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        what = "is being changed by another kioskctl; try again when that is done"
        raise RefusedError([Fault(str(folder), "", what)]) from None
    finally:
        with suppress(OSError):  # it is let go of in any case
            os.close(lock)


def _require_own(folder: Path) -> None:
    """Refuse a folder that holds something, but nothing by which a shelf is known."""
    names = {each.name for each in folder.iterdir()} if folder.exists() else set[str]()
    if names and not names & {POINTER, _LOCK}:
        what = f"holds {min(names)} and no packs of a kiosk; name another --state"
        raise RefusedError([Fault(str(folder), "", what)])


def _make(folder: Path) -> None:
    """Make a folder and those above it so that the kiosk, who is somebody else, may pass."""
    for each in (*reversed(folder.parents), folder):
        if not each.exists():
            each.mkdir(exist_ok=True)
            each.chmod(0o755)


@contextmanager
def staged(folder: Path, files: Contents) -> Iterator[Path]:
    """The files in a new folder that everybody may read and that is on the disk for good.

    What is left of it at the end is taken away.
    """
    stage = Path(tempfile.mkdtemp(dir=folder, prefix=_STAGED))
    try:
        stage.chmod(0o755)
        for name, content in files.items():
            _write(stage, name, content)
        for inner in sorted((each for each in stage.rglob("*") if each.is_dir()), reverse=True):
            sync_folder(inner)
        sync_folder(stage)
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _write(stage: Path, name: str, content: bytes) -> None:
    file = stage / name
    for parent in reversed(file.relative_to(stage).parents[:-1]):
        (stage / parent).mkdir(exist_ok=True)
        (stage / parent).chmod(0o755)
    with file.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    file.chmod(0o644)


def unstage(folder: Path) -> None:
    """Take away what a crash has left of packs that were never put in use."""
    for each in folder.iterdir():
        if each.name.startswith(_STAGED):
            shutil.rmtree(each, ignore_errors=True)


def tidy(folder: Path, kept: set[str]) -> None:
    """Take away what was made here and is not needed; what will not go does no harm.

    Whatever has another name is somebody else's.
    """
    unstage(folder)
    for each in folder.iterdir():
        if _PACK.fullmatch(each.name) and each.name not in kept:
            shutil.rmtree(each, ignore_errors=True)
        elif each.name.startswith(f".{POINTER}."):
            with suppress(OSError):
                each.unlink()
