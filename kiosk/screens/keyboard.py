"""Keys: where the focus goes, and what each key asks for."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from kiosk.screens.widgets import HEADING

_HELD_DOWN = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_COMBINING = _HELD_DOWN | Qt.KeyboardModifier.MetaModifier


class Keyboard:
    """What the keys of this machine ask for; a key that asks for nothing does nothing."""

    def __init__(self, keys: Mapping[str, str]) -> None:
        self._asks = {Qt.Key[f"Key_{name}"].value: command for name, command in keys.items()}

    def command(self, event: QKeyEvent) -> str:
        """What a key asks for; nothing where it is held together with others."""
        if event.modifiers() & _COMBINING:
            return ""
        return self._asks.get(event.key(), "")


def move(command: str, shown: QWidget) -> bool:
    """Move the focus on what is shown, or press what has it; whether the command means that."""
    forward = shown.layoutDirection() is not Qt.LayoutDirection.RightToLeft
    match command:
        case "next" | "previous":
            _step(shown, 1 if command == "next" else -1)
        case "right" | "left":
            _step(shown, 1 if (command == "right") is forward else -1)
        case "select":
            _press(shown)
        case _:
            return False
    return True


def focus(shown: QWidget, name: str) -> None:
    """Give the focus to what has a name, or else to the heading."""
    named(shown, name).setFocus()


def named(shown: QWidget, name: str) -> QWidget:
    """What has a name, or else the heading, or all that is shown."""
    stops = focus_order(shown)
    found = [stop for wanted in (name, HEADING) for stop in stops if stop.objectName() == wanted]
    return next(iter(found), shown)


def focused(shown: QWidget) -> QWidget | None:
    """What has the focus, of all that can have it."""
    now = shown.focusWidget()
    return next((stop for stop in focus_order(shown) if stop is now), None)


def focus_order(shown: QWidget) -> Sequence[QWidget]:
    """What the focus can be on, in the order of reading, from the heading on and round again."""
    return [
        each
        for each in shown.findChildren(QWidget)
        if each.isVisibleTo(shown)
        and (each.focusPolicy() & Qt.FocusPolicy.TabFocus or each.objectName() == HEADING)
    ]


def _step(shown: QWidget, by: int) -> None:
    stops = focus_order(shown)
    if not stops:
        return
    now = focused(shown)
    at = stops.index(now) if now in stops else -by if by > 0 else 0
    stops[(at + by) % len(stops)].setFocus()


def _press(shown: QWidget) -> None:
    now = focused(shown)
    if isinstance(now, QAbstractButton):
        now.click()
