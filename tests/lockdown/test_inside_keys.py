"""Keys, as the widgets get them."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QAction,
    QKeyEvent,
    QShortcut,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from kiosk.keys import DEFAULT_KEYS
from tests.lockdown.screens import NOTHING_HELD, alone
from tests.visitor import Visitor

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_META = Qt.KeyboardModifier.MetaModifier
MODIFIERS = {
    "plain": NOTHING_HELD,
    "shift": _SHIFT,
    "ctrl": _CTRL,
    "alt": _ALT,
    "super": _META,
    "ctrl-alt": _CTRL | _ALT,
    "ctrl-shift": _CTRL | _SHIFT,
}
MAPPED = {Qt.Key[f"Key_{name}"] for name in DEFAULT_KEYS}


def strike(visitor: Visitor, key: Qt.Key, held: Qt.KeyboardModifier, text: str = "") -> None:
    """Press and release a key, also one that QTest has no name for."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(visitor.window.windowHandle(), QKeyEvent(kind, key, held, text))


@pytest.mark.parametrize("held", MODIFIERS)
def test_every_key_that_is_not_mapped_is_swallowed(visitor: Visitor, held: str) -> None:
    visitor.touch("language:en", "option:kela")
    combines = held not in {"plain", "shift"}
    keys = [key for key in Qt.Key if combines or key not in MAPPED]
    assert len(keys) > 400
    before, focused = visitor.words(), visitor.window.focusWidget()
    for key in keys:
        strike(visitor, key, MODIFIERS[held])
        assert visitor.words() == before, key
        assert visitor.window.focusWidget() is focused, key
    assert alone(visitor.window)


def test_escape_never_leads_anywhere_but_to_a_known_screen(screen: Visitor) -> None:
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Tab):
        QTest.keyClick(screen.window.windowHandle(), key)
        assert screen.screen().startswith("screen:")
        assert screen.window.focusWidget().isVisible()
        assert alone(screen.window)


def test_a_burst_of_keys_leaves_the_screen_as_quick_as_before(visitor: Visitor) -> None:
    visitor.touch("language:en", "option:kela")
    before = visitor.words()
    idle = (Qt.Key.Key_A, Qt.Key.Key_1, Qt.Key.Key_PageDown, Qt.Key.Key_Shift)
    for _time in range(2000):
        for key in idle:
            QTest.keyClick(visitor.window.windowHandle(), key)
    assert visitor.words() == before
    for _time in range(500):
        for key in (Qt.Key.Key_F10, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Return, *idle):
            strike(visitor, key, NOTHING_HELD)
    visitor.touch("start-over")
    assert visitor.screen() == "screen:attract"


def test_a_barcode_is_ignored(visitor: Visitor) -> None:
    visitor.touch("language:en", "option:kela")
    before = visitor.words()
    printed = "]C1(01)09506000134352" + "0123456789" * 1000
    for character in (*map(chr, range(32)), *printed, "\x7f"):
        key = Qt.Key.Key_unknown if character < "0" else Qt.Key(ord(character.upper()))
        strike(visitor, key, NOTHING_HELD, character)
    assert visitor.words() == before
    assert alone(visitor.window)


def test_nothing_has_a_shortcut_or_an_action(screen: Visitor) -> None:
    window = screen.window
    assert not window.findChildren(QShortcut)
    assert not window.findChildren(QAction)
    assert all(button.shortcut().isEmpty() for button in window.findChildren(QAbstractButton))
    assert all(label.buddy() is None for label in window.findChildren(QLabel))
