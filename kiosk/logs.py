"""The log: one line per fact that an operator wants, never anything about a visit."""

import io
import logging
import os
import sys
from pathlib import Path

from kiosk import paths

FILE = "kiosk.log"
BEFORE = "kiosk.before.log"
_MOST_BYTES = 1_000_000


def begin(level: int = logging.INFO) -> None:
    """Send the log to standard error, where the journal takes it; without one, to a file."""
    if not sys.stderr:  # a program without a console on Windows
        sys.stderr = _file(paths.run() or paths.state())
    logging.basicConfig(
        stream=sys.stderr, level=level, format="%(levelname)s %(name)s: %(message)s", force=True
    )


def _file(folder: Path) -> io.TextIOWrapper:
    """The log in a folder; one that has grown large gives way at a start, and is kept once."""
    file = folder / FILE
    try:
        if file.exists() and file.stat().st_size > _MOST_BYTES:
            file.replace(folder / BEFORE)
        return _appended(file)
    except OSError:  # it can be written nowhere, and the kiosk still serves
        return _appended(Path(os.devnull))


def _appended(file: Path) -> io.TextIOWrapper:
    return file.open("a", buffering=1, encoding="utf-8", errors="backslashreplace")
