"""Noticing that nobody has touched the screen for a while."""

from dataclasses import dataclass, replace
from datetime import timedelta

from PySide6.QtCore import QObject, Signal

from kiosk.screens.clock import SYSTEM_CLOCK, Clock


@dataclass(frozen=True)
class Patience:
    """How long the kiosk waits before it asks whether anybody is there, and then for an answer."""

    until_warning: timedelta = timedelta(seconds=60)
    for_answer: timedelta = timedelta(seconds=30)
    clock: Clock = SYSTEM_CLOCK

    def times(self, factor: int) -> "Patience":
        """A wait so many times as long."""
        longer = self.until_warning * factor, self.for_answer * factor
        return replace(self, until_warning=longer[0], for_answer=longer[1])


class Idle(QObject):
    """Says when to warn and when to forget; every touch begins the wait anew.

    It belongs to the screen on show and goes with it.
    """

    warning_due = Signal()
    over = Signal()

    def __init__(self, patience: Patience, screen: QObject) -> None:
        super().__init__(screen)
        clock = patience.clock
        self._warning = clock.timer(self, patience.until_warning, self._warn)
        self._end = clock.timer(self, patience.for_answer, self.over.emit)

    def begin(self) -> None:
        """Wait from now on: somebody is there."""
        self._end.stop()
        self._warning.start()

    def _warn(self) -> None:
        self._end.start()
        self.warning_due.emit()
