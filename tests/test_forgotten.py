"""What was replaced is dead at once, though Qt has not deleted it: no input comes in between."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from PySide6.QtCore import SIGNAL, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from kiosk.keys import DEFAULT_KEYS
from kiosk.screens.screen import Screen
from kiosk.screens.tiles import TouchTile
from kiosk.session import Session
from tests.builders import Opened, circumstances, look, navigator_of, opened
from tests.conftest import seen
from tests.hand import FINGER, Hand
from tests.visitor import Visitor

KEYS = {**DEFAULT_KEYS, "Home": "start-over"}
NOTHING_HELD = Qt.KeyboardModifier.NoModifier
KELA, ILL = ("language:sv", "option:kela"), ("option:cough", "continue")
HEARD = ("wanted(QString)", "changed(QWidget*)")


@pytest.fixture
def typing(qtbot: QtBot) -> Visitor:
    """A visitor before a kiosk with a key that starts over, which forgets on the desktop."""
    return seen(qtbot, opened(replace(circumstances(), keys=KEYS)))


def queue(visitor: Visitor, *keys: Qt.Key) -> None:
    """Press keys that the program finds in its queue all at once: nothing is painted between."""
    for key in keys:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, NOTHING_HELD)
            QApplication.sendEvent(visitor.window.windowHandle(), event)


@contextmanager
def counted(visitor: Visitor) -> Iterator[list[Screen]]:
    """The screens that are put on show."""
    made = list[Screen]()
    window = visitor.window
    assert isinstance(window, Opened)
    window.shown.connect(made.append)
    yield made
    window.shown.disconnect(made.append)


def replaced(visitor: Visitor) -> Screen:
    """The screen on show, once another has taken its place."""
    screen = visitor.window.on_show
    assert screen is not None
    visitor.touch("start-over")
    assert Shiboken.isValid(screen)  # or nothing is shown by what follows
    return screen


def visits_kept() -> list[Session]:
    return [each for each in gc.get_objects() if isinstance(each, Session) and each.answers]


def test_an_ended_visit_does_not_come_back(typing: Visitor) -> None:
    typing.touch(*KELA)
    queue(typing, Qt.Key.Key_Home, Qt.Key.Key_Escape, Qt.Key.Key_Backspace)
    assert typing.screen() == "screen:attract"
    queue(typing, Qt.Key.Key_Escape, Qt.Key.Key_Backspace)
    assert typing.screen() == "screen:attract"


@pytest.mark.parametrize("pause", [False, True])
def test_a_key_makes_one_screen_at_most(typing: Visitor, pause: bool) -> None:
    typing.touch(*KELA)
    keys = [Qt.Key.Key_Escape, Qt.Key.Key_Backspace] * 7 + [Qt.Key.Key_F10] * 7
    with counted(typing) as made:
        for pressed, key in enumerate(keys, 1):
            queue(typing, key)
            assert len(made) <= pressed
            if pause:
                typing.words()
    assert len(made) == (len(keys) if pause else 1)


def test_a_touch_makes_one_screen_at_most(visitor: Visitor) -> None:
    visitor.touch("language:en")
    at = visitor.centre(visitor.tile("option:kela"))
    with counted(visitor) as made:
        hand = Hand(visitor)
        for _touch in range(20):
            hand.queue(FINGER, at)
    assert len(made) == 1


def test_a_screen_that_is_gone_obeys_nothing_and_is_connected_to_nothing(visitor: Visitor) -> None:
    visitor.touch(*KELA)
    gone = replaced(visitor)
    assert [gone.receivers(SIGNAL(signal)) for signal in HEARD] == [0, 0]
    for tile in gone.findChildren(TouchTile):
        tile.click()
    for command in ("back", "continue", "access", "language:en", "done", "option:none"):
        gone.ask(command)
    gone.changed.emit(gone)
    assert visitor.screen() == "screen:attract"


def test_a_notice_that_is_gone_obeys_nothing(visitor: Visitor) -> None:
    visitor.touch(*KELA, "staff-help")
    gone = visitor.window.notice
    assert gone is not None
    visitor.touch("close", "staff-help")
    gone.go()
    assert visitor.window.notice is not None


def test_no_visit_is_kept_from_the_moment_it_ends(visitor: Visitor) -> None:
    gc.collect()
    others = visits_kept()  # in windows of other tests
    visitor.touch(*KELA, *ILL)
    assert len(visits_kept()) > len(others)
    done = visitor.centre(visitor.tile("done"))
    gc.disable()  # a visit that waits to be collected is kept
    try:
        visitor.press(done)
        assert visits_kept() == others
    finally:
        gc.enable()


def test_who_waits_no_more_for_a_visit_ends_nothing(qtbot: QtBot) -> None:
    around = circumstances()
    window = opened(around)
    visitor = seen(qtbot, window)
    navigator_of(window).retire()
    window.lead(around)
    visitor.touch(*KELA)
    with counted(visitor) as made:
        window.wanted.emit("back")
        window.resized.emit()
    assert len(made) == 2


def test_a_key_or_touch_has_no_effect_on_what_was_not_seen(typing: Visitor) -> None:
    at = typing.centre(typing.tile("language:sv"))
    typing.touch("language:sv", "start-over")
    queue(typing, Qt.Key.Key_F1)
    assert typing.window.on_show is not None
    assert typing.window.on_show.objectName() == "screen:access"
    queue(typing, Qt.Key.Key_Escape, Qt.Key.Key_F9)
    Hand(typing).queue(FINGER, at)
    QTest.mouseClick(typing.window.windowHandle(), Qt.MouseButton.LeftButton, NOTHING_HELD, at)
    assert typing.screen() == "screen:access"
    queue(typing, Qt.Key.Key_Escape)
    assert typing.screen() == "screen:attract"


def test_whether_a_headset_is_in_is_known_though_nothing_was_seen(typing: Visitor) -> None:
    typing.touch("language:sv")
    queue(typing, Qt.Key.Key_F1, Qt.Key.Key_F21, Qt.Key.Key_A)
    typing.words()
    assert navigator_of(typing.window).headset
    queue(typing, Qt.Key.Key_Escape, Qt.Key.Key_F22, Qt.Key.Key_F21, Qt.Key.Key_F22)
    typing.words()
    assert not navigator_of(typing.window).headset


@pytest.mark.parametrize("way", ["keys", "touch"])
def test_the_attract_screen_afterwards_is_the_one_of_the_start(typing: Visitor, way: str) -> None:
    before = typing.window.grab().toImage()
    typing.touch(*KELA)
    queue(typing, Qt.Key.Key_Tab)
    typing.words()
    if way == "keys":
        queue(typing, Qt.Key.Key_Home)
    else:
        typing.touch("start-over")
    typing.words()
    assert typing.window.grab().toImage() == before
    assert typing.window.look == look()
    assert QPoint(0, 0) == typing.window.pos()
