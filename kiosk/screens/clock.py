"""The time that passes: what waits for something asks a clock, so that somebody can turn one."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Protocol
from weakref import WeakSet

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

Act = Callable[[], object]
Now = Callable[[], timedelta]


class Timer(Protocol):
    """Acts when its time has passed, once or again and again; it goes with its owner."""

    def wait(self, span: timedelta) -> None:
        """Wait so long from now on, whatever it has waited before."""

    def stop(self) -> None:
        """Wait no longer."""


class Clock(Protocol):
    """Says how late it is, and makes timers."""

    def now(self) -> timedelta:
        """The time since some moment that is always the same."""

    def timer(self, owner: QObject, act: Act, *, again: bool = False) -> Timer:
        """A timer that does not wait yet."""


class _SystemTimer(QTimer):
    def wait(self, span: timedelta) -> None:
        """Wait so long from now on."""
        self.start(span // timedelta(milliseconds=1))


class SystemClock:
    """The time of this machine."""

    def now(self) -> timedelta:
        """The time since some moment, whatever is done to date and hour."""
        return timedelta(seconds=time.monotonic())

    def timer(self, owner: QObject, act: Act, *, again: bool = False) -> Timer:
        """A timer of Qt."""
        timer = _SystemTimer(owner)
        timer.setSingleShot(not again)
        timer.timeout.connect(act)
        return timer


SYSTEM_CLOCK = SystemClock()


class _TurnedTimer(QObject):
    def __init__(self, owner: QObject, now: Now, act: Act, *, again: bool) -> None:
        super().__init__(owner)
        self._now, self._act, self._again = now, act, again
        self._span = timedelta(0)
        self.due: timedelta | None = None

    def wait(self, span: timedelta) -> None:
        """Wait so long from now on."""
        self._span = span
        self.due = self._now() + span

    def stop(self) -> None:
        """Wait no longer."""
        self.due = None

    def go(self) -> None:
        """Act, as the time has passed."""
        if self._again:
            self.wait(self._span)
        else:
            self.stop()
        self._act()


class TurnedClock:
    """A clock that stands still but for who turns it: to try what takes long without waiting."""

    def __init__(self) -> None:
        self._now = timedelta(0)
        self._timers = WeakSet[_TurnedTimer]()  # or what a timer does would outlive its owner

    def now(self) -> timedelta:
        """How far it has been turned."""
        return self._now

    def timer(self, owner: QObject, act: Act, *, again: bool = False) -> Timer:
        """A timer that acts while the clock is turned."""
        timer = _TurnedTimer(owner, self.now, act, again=again)
        self._timers.add(timer)
        return timer

    def turn(self, span: timedelta) -> None:
        """Let time pass: every timer acts in its turn."""
        end = self._now + span
        while (timer := self._next()) is not None and timer.due is not None and timer.due <= end:
            self._now = timer.due
            timer.go()
        self._now = end

    def _next(self) -> _TurnedTimer | None:
        waiting = (each for each in self._timers if isValid(each) and each.due is not None)
        return min(waiting, key=lambda each: each.due or self._now, default=None)
