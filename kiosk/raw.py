"""The bytes of files: the one place that opens a file to read it, or puts another in its place.

It is needed before the first frame, so nothing here knows what a file is about.
"""

import errno
import io
import os
import stat
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

# A pipe that nobody writes to keeps no reader waiting, and no terminal becomes the program's own.
_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)


def bounded(path: Path, most: int) -> bytes:
    """What a regular file holds, of a larger one the first `most + 1` bytes.

    Raises OSError for everything else, a pipe, socket, device or folder among them, and ValueError
    for a path that no file can have.
    """
    with _opened(path) as file:
        return file.read(most + 1)


def require_regular(path: Path) -> None:
    """Raise as `bounded` does where a path leads to no regular file that can be read."""
    _opened(path).close()


def _opened(path: Path) -> io.FileIO | io.BufferedReader:
    file = open(path, "rb", opener=_open_at_once)  # noqa: SIM115 - Path has no opener
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError(errno.EINVAL, "is no regular file", str(path))
    return file


def _open_at_once(name: str, flags: int) -> int:
    return os.open(name, flags | _AT_ONCE)


def replace(
    path: Path, content: bytes, *, mode: int | None = None, lasting: bool = False
) -> OSError | None:
    """Put a file in place so that a crash at any moment leaves the old one or the new one.

    Raises OSError where the old one stays. Where the new one is in place, but its folder could
    not be put on the disk so that it outlasts a loss of power too, that is returned.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.chmod(name, _mode(path) if mode is None else mode)  # noqa: PTH101
            if lasting:
                os.fsync(file.fileno())
        os.replace(name, path)  # noqa: PTH105
    except BaseException:
        with suppress(OSError):
            os.unlink(name)  # noqa: PTH108
        raise
    return unsynced(path.parent) if lasting else None


def _mode(path: Path) -> int:
    """The permissions that a file keeps, or that a new one gets."""
    if not path.is_file():
        return 0o644
    return path.stat().st_mode & 0o777


def sync_folder(folder: Path) -> None:
    """Let what was made or renamed in a folder outlast a loss of power, or raise OSError.

    Windows opens no folders.
    """
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def unsynced(folder: Path) -> OSError | None:
    """Why a folder could not be synced; None where it was."""
    try:
        sync_folder(folder)
    except OSError as error:
        return error
    return None
