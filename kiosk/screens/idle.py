"""Noticing that nobody has touched the screen for a while."""

from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QObject, QTimer, Signal


@dataclass(frozen=True)
class Patience:
    """How long the kiosk waits before it asks whether anybody is there, and then for an answer."""

    until_warning: timedelta = timedelta(seconds=60)
    for_answer: timedelta = timedelta(seconds=30)

    def times(self, factor: int) -> "Patience":
        """A wait so many times as long."""
        return Patience(self.until_warning * factor, self.for_answer * factor)


class Idle(QObject):
    """Says when to warn and when to forget; every touch begins the wait anew.

    It belongs to the screen on show and goes with it.
    """

    warning_due = Signal()
    over = Signal()

    def __init__(self, patience: Patience, screen: QObject) -> None:
        super().__init__(screen)
        self._warning = _single_shot(self, patience.until_warning)
        self._end = _single_shot(self, patience.for_answer)
        self._warning.timeout.connect(self._warn)
        self._end.timeout.connect(self.over)

    def begin(self) -> None:
        """Wait from now on: somebody is there."""
        self._end.stop()
        self._warning.start()

    def _warn(self) -> None:
        self._end.start()
        self.warning_due.emit()


def _single_shot(owner: QObject, after: timedelta) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(after // timedelta(milliseconds=1))
    return timer
