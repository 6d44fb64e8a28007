"""Fingers on the glass: each presses the button under it, whatever the others do.

Qt's own touch handling gives the first finger the mouse, and with it every tap to a resting palm.
"""

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QEventPoint, QTouchEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

_PRESSED = QEventPoint.State.Pressed


class Fingers:
    """The button that each finger holds down; it acts when the finger is lifted inside it.

    The first to act is the one that is meant: what a palm holds down meanwhile does nothing.
    """

    def __init__(self, ground: QWidget) -> None:
        self._ground = ground
        self._held: dict[int, QAbstractButton] = {}

    def moved(self, event: QTouchEvent, *, new: bool = True) -> bool:
        """Follow a touch event, without `new` presses; whether a button had a part in it."""
        if event.type() is QEvent.Type.TouchCancel:
            self.lift()
            return True
        points = event.points()
        held = [self._followed(p) for p in points if new or p.state() is not _PRESSED]
        return any(held)

    def lift(self) -> None:
        """Let go of every button without effect: what was under the fingers is gone."""
        held, self._held = self._held, {}
        for button in held.values():
            button.setDown(False)

    def _followed(self, point: QEventPoint) -> bool:
        at = point.position().toPoint()
        match point.state():
            case QEventPoint.State.Pressed:
                button = self._button_at(at)
                if button is not None:
                    self._held[point.id()] = button
                    button.setDown(True)
                return button is not None
            case QEventPoint.State.Released:
                return self._released(point.id(), at)
            case _:
                button = self._held.get(point.id())
                if button is not None:
                    button.setDown(self._inside(button, at))
                return button is not None

    def _released(self, finger: int, at: QPoint) -> bool:
        button = self._held.pop(finger, None)
        if button is None:
            return False
        button.setDown(False)
        if button.isVisible() and button.isEnabled() and self._inside(button, at):
            self.lift()
            button.click()
        return True

    def _button_at(self, at: QPoint) -> QAbstractButton | None:
        widget = self._ground.childAt(at)
        return widget if isinstance(widget, QAbstractButton) else None

    def _inside(self, button: QAbstractButton, at: QPoint) -> bool:
        return button.rect().contains(button.mapFrom(self._ground, at))
