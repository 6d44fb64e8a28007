"""What goes wrong while the kiosk runs: the log gets its place, visitors an apology."""

import logging
import os
import sys
from traceback import extract_tb
from types import TracebackType
from typing import NoReturn

from PySide6.QtCore import QMessageLogContext, QtMsgType

from kiosk.errors import Fault, RefusedError
from kiosk.start import Apologetic

log = logging.getLogger(__name__)

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
}


class QtMessages:
    """Puts what Qt says into the log; where Qt would abort without a screen, ends in one line."""

    def __init__(self) -> None:
        self._before_start: list[tuple[int, str]] | None = []

    def started(self) -> None:
        """Take note that there is a screen: from now on, everything goes straight to the log."""
        early, self._before_start = self._before_start or [], None
        for level, message in early:
            log.log(level, "Qt: %s", message)

    def __call__(self, kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        """Take one message, as `qInstallMessageHandler` hands it over."""
        if kind is QtMsgType.QtFatalMsg:
            self._end(message)
        level = _LEVELS.get(kind, logging.WARNING)
        if self._before_start is None:
            log.log(level, "Qt: %s", message)
        else:
            self._before_start.append((level, message))

    def _end(self, message: str) -> NoReturn:
        reason = next((early for _level, early in self._before_start or []), message)
        what = f"{' '.join(reason.split())}; set DISPLAY, and install Qt's Debian packages (README)"
        sys.stderr.write(f"{Fault('display', '', what)}\n")
        sys.stderr.flush()
        os._exit(RefusedError.exit_code)


class ExceptionHook:
    """For what nobody caught: the log gets its place and no value, visitors get an apology."""

    def __init__(self, apologetic: Apologetic) -> None:
        self._apologetic = apologetic

    def __call__(
        self, kind: type[BaseException], _error: BaseException, trace: TracebackType | None
    ) -> None:
        """Take one exception, as `sys.excepthook` gets it."""
        places = " < ".join(f"{f.filename}:{f.lineno}" for f in reversed(extract_tb(trace)))
        log.critical("out of service: %s at %s", kind.__name__, places)
        self._apologetic.apologise()
        for name in ("last_type", "last_value", "last_traceback", "last_exc"):
            setattr(sys, name, None)  # Python would keep the fault, and with it the visit
