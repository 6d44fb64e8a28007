"""Noticing that nobody has touched the screen for a while."""

from dataclasses import dataclass, replace
from datetime import timedelta

from PySide6.QtCore import QObject, Signal

from kiosk.screens.clock import SYSTEM_CLOCK, Clock, Timer

_MORE_TIME = 10
"""How many times the usual time those have who set any access mode (EN 301 549, 11.2.2.1)."""


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

    def __init__(self, patience: Patience, owner: QObject) -> None:
        super().__init__(owner)
        self._usual = self._timers(patience)
        self._longer = self._timers(patience.times(_MORE_TIME))
        self._running: tuple[Timer, Timer] | None = None

    def begin(self, *, longer: bool = False) -> None:
        """Wait from now on; ten times as long for those who need it."""
        self.stop()
        self._running = self._longer if longer else self._usual
        self._running[0].start()

    def touch(self) -> None:
        """Begin anew, where it waits: somebody is there."""
        if self._running is not None:
            warning, end = self._running
            end.stop()
            warning.start()

    def stop(self) -> None:
        """Wait for nobody."""
        if self._running is not None:
            for timer in self._running:
                timer.stop()
        self._running = None

    def _timers(self, patience: Patience) -> tuple[Timer, Timer]:
        """What ends the wait for a touch, and then the wait for an answer."""
        clock = patience.clock
        return (
            clock.timer(self, patience.until_warning, self._warn),
            clock.timer(self, patience.for_answer, self.over.emit),
        )

    def _warn(self) -> None:
        if self._running is not None:
            self._running[1].start()
        self.warning_due.emit()
