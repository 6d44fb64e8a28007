"""Taps and keys that come twice by accident."""

from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QPointF

from kiosk.screens.clock import SYSTEM_CLOCK, Clock

SAME_SPOT_MM = 17.0
"""So near to each other, two taps are meant for the same thing."""


@dataclass(frozen=True)
class Guard:
    """How long a second tap anywhere is meant for the screen before, or the same again for one.

    The same again is a tap on the same spot or the key that selects (0.5 s: EN 301 549, 5.8).
    """

    after_change: timedelta = timedelta(milliseconds=350)
    same_again: timedelta = timedelta(milliseconds=500)
    clock: Clock = SYSTEM_CLOCK


TAP_GUARD = Guard()
NO_GUARD = Guard(timedelta(0), timedelta(0))
"""For those who are no people, and tap as fast as they can."""


class Repeats:
    """Tells the second tap or key from the first, by when and where they come."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._now = guard.clock.now
        self._changed: timedelta | None = None
        self._tapped: timedelta | None = None
        self._selected: timedelta | None = None
        self._tap = QPointF()

    def changed(self) -> None:
        """Take note that the screen has changed."""
        self._changed = self._now()

    def is_second_tap(self, at: QPointF, near_px: int) -> bool:
        """Whether a tap comes too soon; one that does not is the first from now on."""
        near = (at - self._tap).manhattanLength() <= near_px
        again = near and self._within(self._tapped, self._guard.same_again)
        second = again or self._within(self._changed, self._guard.after_change)
        if not second:
            self._tap = at
            self._tapped = self._now()
        return second

    def is_second_select(self) -> bool:
        """Whether the key that selects comes too soon; one that does not is the first."""
        second = self._within(self._selected, self._guard.same_again)
        if not second:
            self._selected = self._now()
        return second

    def _within(self, since: timedelta | None, span: timedelta) -> bool:
        return since is not None and self._now() - since < span
