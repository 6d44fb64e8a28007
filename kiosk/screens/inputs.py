"""Touches and keys, as the window gets them: which of them count, and what for."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QPointF, Signal
from PySide6.QtGui import QEventPoint, QKeyEvent, QMouseEvent, QTouchEvent
from PySide6.QtWidgets import QWidget

from kiosk.keys import DEFAULT_KEYS, HEADSET
from kiosk.screens.fingers import Fingers
from kiosk.screens.guard import Guard, Repeats
from kiosk.screens.keyboard import Keyboard
from kiosk.screens.screen import Sight


class Inputs(QObject):
    """Filters the events of the window; each touch or key counts once, for what was seen by then.

    `touched` comes with every touch and key, before it has any effect, `commanded` with what a key
    asks for. A key that comes too early is lost, but for what is so whatever is shown.
    """

    touched = Signal()
    commanded = Signal(str)

    def __init__(self, window: QWidget, guard: Guard, sight: Sight) -> None:
        super().__init__(window)
        self._sight = sight
        self._sight.cleared.connect(self._catch_up)
        self._repeats = Repeats(guard)
        self._fingers = Fingers(window)
        self._keyboard = Keyboard(DEFAULT_KEYS)
        self._late = ""
        self.near_px = 0
        self.by_key = False

    def use_keys(self, keys: Mapping[str, str]) -> None:
        """Let keys ask for other things than they do by default."""
        self._keyboard = Keyboard(keys)

    def begin_anew(self) -> None:
        """Take note that something else is shown: what was begun before has no effect on it."""
        self._fingers.lift()
        self._repeats.changed()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.KeyPress and not event.isAutoRepeat():
                self._take(event)
            return True
        pressed_at = _pressed_at(event)
        guarded = pressed_at is not None and not self._counts(pressed_at)
        if pressed_at is not None:
            self.by_key = False
            self.touched.emit()
        if isinstance(event, QTouchEvent):
            return self._fingers.moved(event, new=not guarded) or guarded
        return guarded

    def _counts(self, pressed_at: QPointF) -> bool:
        seen = self._sight.is_clear
        return seen and not self._repeats.is_second_tap(pressed_at, self.near_px)

    def _take(self, event: QKeyEvent) -> None:
        self.by_key = True
        self.touched.emit()
        command = self._keyboard.command(event)
        if not self._sight.is_clear:
            self._late = command if command in HEADSET else self._late
        elif command != "select" or not self._repeats.is_second_select():
            self.commanded.emit(command)

    def _catch_up(self) -> None:
        command, self._late = self._late, ""
        if command:
            self.commanded.emit(command)


def _pressed_at(event: QEvent) -> QPointF | None:
    """Where the event puts a finger or a button down, if it does."""
    match event:
        case QTouchEvent():
            new = (p for p in event.points() if p.state() is QEventPoint.State.Pressed)
            return next((point.position() for point in new), None)
        case QMouseEvent() if event.type() in {
            QEvent.Type.MouseButtonPress,
            QEvent.Type.MouseButtonDblClick,
        }:
            return event.position()
        case _:
            return None
