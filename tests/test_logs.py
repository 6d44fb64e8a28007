"""The log of a program that has no standard error, as on Windows."""

import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import pytest

from kiosk import logs


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for the log, in which the log of the tests themselves is put back afterwards."""
    monkeypatch.setenv("RUNTIME_DIRECTORY", str(tmp_path))
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield tmp_path
    for handler in root.handlers:
        if isinstance(handler, logging.StreamHandler) and handler not in handlers:
            handler.stream.close()
    root.handlers[:] = handlers
    root.setLevel(level)


def begin(monkeypatch: pytest.MonkeyPatch) -> TextIO:
    """Begin the log of a program without standard error, and return what it has in its place."""
    monkeypatch.setattr(sys, "stderr", None)
    logs.begin()
    assert sys.stderr is not None
    return sys.stderr


def test_without_standard_error_the_log_is_a_file(
    run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = begin(monkeypatch)
    logging.getLogger("kiosk.test").warning("not heeded: %s", "LD_PRELOAD")
    error.write("display: there is none\n")
    written = (run / logs.FILE).read_text("utf-8").splitlines()
    assert written == ["WARNING kiosk.test: not heeded: LD_PRELOAD", "display: there is none"]


def test_a_log_that_has_grown_large_is_kept_once(
    run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (run / logs.FILE).write_text("x" * 1_000_001, "utf-8")
    (run / logs.BEFORE).write_text("older\n", "utf-8")
    begin(monkeypatch)
    assert (run / logs.FILE).read_text("utf-8") == ""
    assert (run / logs.BEFORE).stat().st_size == 1_000_001


def test_a_log_is_continued_after_a_start(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (run / logs.FILE).write_text("before\n", "utf-8")
    begin(monkeypatch)
    logging.getLogger("kiosk.test").error("now")
    assert (run / logs.FILE).read_text("utf-8") == "before\nERROR kiosk.test: now\n"


def test_a_log_that_can_be_written_nowhere_stops_nobody(
    run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (run / logs.FILE).mkdir()
    begin(monkeypatch)
    logging.getLogger("kiosk.test").error("lost")
    assert list((run / logs.FILE).iterdir()) == []
