"""Keeping the window before everything else on the screen."""

from datetime import timedelta

from PySide6.QtCore import QObject, Signal

from kiosk.screens.clock import SYSTEM_CLOCK, Clock
from kiosk.screens.window import Window

LOOK_AFTER = timedelta(milliseconds=250)
"""How often it looks whether the window has been moved, covered or left without the keys."""
LOST_AFTER = timedelta(seconds=5)
"""How long the window may have to come back before somebody is told."""


class Front(QObject):
    """Brings the window back whenever a window manager or another program has its place.

    Such a kiosk is lost when that has not helped for a while; `changed` says that it is, or is not
    any more.
    """

    changed = Signal()

    def __init__(self, window: Window, clock: Clock = SYSTEM_CLOCK) -> None:
        super().__init__(window)
        self._window = window
        self._now = clock.now
        self._was_there = clock.now()
        self.lost = False
        clock.timer(self, self.look, again=True).wait(LOOK_AFTER)

    def look(self) -> None:
        """Look where the window is, and bring it back where it should be."""
        is_there = self._is_there()
        if is_there:
            self._was_there = self._now()
        else:
            self._come_back()
        lost = not is_there and self._now() - self._was_there > LOST_AFTER
        if lost is not self.lost:
            self.lost = lost
            self.changed.emit()

    def _is_there(self) -> bool:
        window, handle = self._window, self._window.windowHandle()
        return (
            handle.isActive()
            and window.isFullScreen()
            and handle.isExposed()
            and window.geometry() == window.screen().geometry()
        )

    def _come_back(self) -> None:
        window = self._window
        if not window.windowHandle().isExposed():
            window.hide()  # shown anew, it comes to whichever desktop is on the screen
        window.showFullScreen()
        window.setGeometry(window.screen().geometry())
        window.raise_()
        window.activateWindow()
