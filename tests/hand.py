"""Fingers on the real window, as a touch screen reports them, and a visitor who rests a palm."""

from functools import cache

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest

from kiosk.screens.tiles import TouchTile
from kiosk.screens.window import Window
from tests.visitor import Visitor

PALM, FINGER = 1, 2


@cache
def glass() -> QPointingDevice:
    """The one touch screen of the tests."""
    return QTest.createTouchDevice()


class Hand:
    """Puts fingers on the window and lifts them; those that rest are told with each event."""

    def __init__(self, visitor: Visitor) -> None:
        self._window = visitor.window

    def put(self, finger: int, at: QPoint, *resting: int) -> None:
        """Put a finger down."""
        self._event(resting).press(finger, at, self._window.windowHandle()).commit()

    def slide(self, finger: int, at: QPoint, *resting: int) -> None:
        """Move a finger that is down."""
        self._event(resting).move(finger, at, self._window.windowHandle()).commit()

    def lift(self, finger: int, at: QPoint, *resting: int) -> None:
        """Lift a finger."""
        self._event(resting).release(finger, at, self._window.windowHandle()).commit()

    def queue(self, finger: int, at: QPoint) -> None:
        """Touch a point with nothing painted in between, as when touches are queued."""
        handle = self._window.windowHandle()
        self._event(()).press(finger, at, handle).commit(processEvents=False)
        self._event(()).release(finger, at, handle).commit(processEvents=False)

    def _event(self, resting: tuple[int, ...]) -> QTest.QTouchEventSequence:
        sequence = QTest.touchEvent(self._window.windowHandle(), glass(), False)
        for finger in resting:
            sequence.stationary(finger)
        return sequence


class PalmedVisitor(Visitor):
    """A visitor who leans on the edge of the glass with one hand and touches with the other."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._hand = Hand(self)
        self.palm = QPoint(8, window.height() // 2)
        self._hand.put(PALM, self.palm)

    def press(self, at: QPoint) -> None:
        """Touch a point of the window, with the palm where it is."""
        assert not isinstance(self.window.childAt(self.palm), TouchTile)
        self._hand.put(FINGER, at, PALM)
        self._hand.lift(FINGER, at, PALM)
