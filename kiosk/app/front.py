"""Keeping the window before everything else on the screen."""

from datetime import timedelta

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

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

    def __init__(
        self, window: Window, look_after: timedelta = LOOK_AFTER, lost_after: timedelta = LOST_AFTER
    ) -> None:
        super().__init__(window)
        self._window = window
        self._lost_after_ms = lost_after // _MS
        self._since_there = QElapsedTimer()
        self._since_there.start()
        self.lost = False
        timer = QTimer(self)
        timer.setInterval(look_after // _MS)
        timer.timeout.connect(self.look)
        timer.start()

    def look(self) -> None:
        """Look where the window is, and bring it back where it should be."""
        is_there = self._is_there()
        if is_there:
            self._since_there.start()
        else:
            self._come_back()
        lost = not is_there and self._since_there.elapsed() > self._lost_after_ms
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


_MS = timedelta(milliseconds=1)
