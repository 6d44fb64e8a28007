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
    """Says when to warn and when to forget; every touch begins the wait anew."""

    warning_due = Signal()
    over = Signal()

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self._waits = False
        self._warning = _single_shot(self)
        self._end = _single_shot(self)
        self._warning.timeout.connect(self._warn)
        self._end.timeout.connect(self.over)

    def wait(self, patience: Patience) -> None:
        """Wait from now on, so long."""
        self._waits = True
        self._warning.setInterval(patience.until_warning // _MS)
        self._end.setInterval(patience.for_answer // _MS)
        self.touch()

    def touch(self) -> None:
        """Begin anew, where it waits: somebody is there."""
        if self._waits:
            self._end.stop()
            self._warning.start()

    def stop(self) -> None:
        """Wait for nobody."""
        self._waits = False
        self._warning.stop()
        self._end.stop()

    def _warn(self) -> None:
        self._end.start()
        self.warning_due.emit()


def _single_shot(owner: QObject) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    return timer


_MS = timedelta(milliseconds=1)
