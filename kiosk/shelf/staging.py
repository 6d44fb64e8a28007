"""Writing so that a crash at any moment leaves what was there before, or all that is new."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kiosk.errors import Fault, RefusedError
from kiosk.files import sync_folder
from kiosk.shelf.contents import Contents

if sys.platform != "win32":
    import fcntl

_LOCK = ".lock"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Make a folder and work in it while nobody else does; Windows has no such lock here.

    Raises RefusedError where it cannot be made or written, or somebody else is at work.
    """
    try:
        if not folder.exists():
            folder.mkdir(parents=True)
            folder.chmod(0o755)  # the kiosk runs as somebody else
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
        os.close(lock)


@contextmanager
def staged(folder: Path, files: Contents) -> Iterator[Path]:
    """The files in a new folder that everybody may read and that is on the disk for good.

    What is left of it at the end is taken away.
    """
    stage = Path(tempfile.mkdtemp(dir=folder, prefix=".staged-"))
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


def tidy(folder: Path, kept: set[str]) -> None:
    """Take away everything that nothing leads to; what will not go does no harm."""
    for each in folder.iterdir():
        if each.name in {_LOCK, *kept}:
            continue
        if each.is_dir():
            shutil.rmtree(each, ignore_errors=True)
        else:
            with suppress(OSError):
                each.unlink()
