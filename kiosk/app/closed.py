"""Ending when another program takes the window away, so that the service manager starts anew."""

import logging
from collections.abc import Callable
from ctypes import c_uint8, c_uint32

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray

log = logging.getLogger(__name__)

EXIT_CODE = 4
"""Of a kiosk whose window was taken away; it cannot be made anew in the same program."""
_DESTROY_NOTIFY = 17
_SENT = 0x80
_WINDOW_AT = 8
"""Where the X protocol has the window in that event (xproto.h)."""


class TakenAway(QAbstractNativeEventFilter):
    """Hears from X that a window does not exist any more, which Qt tells nobody."""

    def __init__(self, window: int, end: Callable[[int], None]) -> None:
        super().__init__()
        self._window = window
        self._end = end

    def nativeEventFilter(  # noqa: N802 - Qt's name
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> object:
        """Look at one event of X, and let Qt have it."""
        at = int(message)
        if (
            kind == b"xcb_generic_event_t"
            and c_uint8.from_address(at).value & ~_SENT == _DESTROY_NOTIFY
            and c_uint32.from_address(at + _WINDOW_AT).value == self._window
        ):
            log.critical("another program took the window away: the kiosk ends, to start anew")
            self._end(EXIT_CODE)
        return False, 0
