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
    """Says when to warn and when to forget; every touch begins the wait anew."""

    warning_due = Signal()
    over = Signal()

    def __init__(self, owner: QObject, clock: Clock) -> None:
        super().__init__(owner)
        self._patience: Patience | None = None
        self._warning = clock.timer(self, self._warn)
        self._end = clock.timer(self, self.over.emit)

    def wait(self, patience: Patience) -> None:
        """Wait from now on, so long."""
        self._patience = patience
        self.touch()

    def touch(self) -> None:
        """Begin anew, where it waits: somebody is there."""
        if self._patience is not None:
            self._end.stop()
            self._warning.wait(self._patience.until_warning)

    def stop(self) -> None:
        """Wait for nobody."""
        self._patience = None
        self._warning.stop()
        self._end.stop()

    def _warn(self) -> None:
        if self._patience is not None:
            self._end.wait(self._patience.for_answer)
            self.warning_due.emit()
