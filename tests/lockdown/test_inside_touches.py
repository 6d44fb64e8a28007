"""Presses and fingers, as the window gets them."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QPointingDevice,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu
from pytestqt.qtbot import QtBot

from kiosk.screens.clock import TurnedClock
from kiosk.screens.guard import TAP_GUARD, Guard
from tests.builders import circumstances, navigator_of, opened
from tests.conftest import seen
from tests.lockdown.screens import NOTHING_HELD, alone, widgets
from tests.visitor import Visitor


def test_no_press_opens_a_menu(steady: Visitor) -> None:
    before = steady.words()
    for widget in widgets(steady):
        middle = widget.rect().center()
        there = widget.mapToGlobal(middle)
        for reason in QContextMenuEvent.Reason:
            QApplication.sendEvent(widget, QContextMenuEvent(reason, middle, there))
        place = widget.mapTo(steady.window, middle)
        for button in (Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton):
            QTest.mouseClick(steady.window.windowHandle(), button, NOTHING_HELD, place)
        assert alone(steady.window)
        assert not steady.window.findChildren(QMenu)
        assert steady.words() == before


@pytest.mark.parametrize("times", [2, 3, 20])
def test_several_taps_on_one_spot_are_one_step(qtbot: QtBot, times: int) -> None:
    visitor = begun(qtbot)
    question = visitor.heading()
    for _tap in range(times):
        visitor.press(visitor.centre(visitor.tile("option:kela")))
    assert visitor.heading() in {question, "Do you have any of these symptoms?"}
    assert visitor.screen() == "screen:question"


def begun(qtbot: QtBot) -> Visitor:
    """A visitor who has just begun, where taps are guarded and time stands still."""
    clock = TurnedClock()
    visitor = seen(qtbot, opened(circumstances(), guard=Guard(clock=clock)))
    visitor.press(visitor.centre(visitor.tile("language:en")))
    assert visitor.screen() == "screen:attract"  # a tap that comes too soon after the screen
    clock.turn(TAP_GUARD.after_change)
    visitor.press(visitor.centre(visitor.tile("language:en")))
    assert visitor.screen() == "screen:question"
    return visitor


def test_corners_hide_nothing(steady: Visitor) -> None:
    before, rect = steady.words(), steady.window.rect()
    for corner in (rect.topLeft(), rect.topRight(), rect.bottomLeft(), rect.bottomRight()):
        for _tap in range(100):
            steady.press(corner)
    assert steady.words() == before
    assert alone(steady.window)


@pytest.fixture(scope="module")
def glass() -> QPointingDevice:
    return QTest.createTouchDevice()


def test_ten_fingers_do_at_most_one_thing_and_none_sticks(
    visitor: Visitor, glass: QPointingDevice
) -> None:
    visitor.touch("language:en")
    handle = visitor.window.windowHandle()
    tiles = [tile for tile in visitor.window.findChildren(QAbstractButton) if tile.isVisible()]
    spots = [tile.mapTo(visitor.window, tile.rect().center()) for tile in tiles][:10]
    down = QTest.touchEvent(handle, glass, False)
    for finger, spot in enumerate(spots):
        down.press(finger, spot, handle)
    down.commit()
    up = QTest.touchEvent(handle, glass, False)
    for finger, spot in enumerate(spots):
        up.release(finger, spot, handle)
    up.commit()
    assert visitor.screen() == "screen:question"
    assert visitor.tile("option:none").isVisible()
    assert not [t for t in visitor.window.findChildren(QAbstractButton) if t.isDown()]


def test_wiping_from_an_edge_moves_nothing(steady: Visitor, glass: QPointingDevice) -> None:
    before, rect = steady.words(), steady.window.rect()
    handle = steady.window.windowHandle()
    middle = rect.center()
    for start in (
        QPoint(0, middle.y()),
        QPoint(rect.right(), middle.y()),
        QPoint(middle.x(), 0),
        QPoint(middle.x(), rect.bottom()),
    ):
        QTest.touchEvent(handle, glass, False).press(1, start, handle).commit()
        for step in range(1, 6):
            on = start + (middle - start) * step / 5
            QTest.touchEvent(handle, glass, False).move(1, on, handle).commit()
        QTest.touchEvent(handle, glass, False).release(1, QPoint(2, 2), handle).commit()
        assert steady.words() == before


def test_a_finger_that_stays_through_a_reset_answers_nothing(
    visitor: Visitor, glass: QPointingDevice
) -> None:
    visitor.touch("language:en")
    handle, spot = visitor.window.windowHandle(), visitor.centre(visitor.tile("option:kela"))
    QTest.touchEvent(handle, glass, False).press(1, spot, handle).commit()
    navigator_of(visitor.window).welcome()
    QTest.touchEvent(handle, glass, False).release(1, spot, handle).commit()
    assert visitor.screen() == "screen:attract"
    visitor.touch("language:en")
    assert visitor.heading() == "What are you here for?"


def test_a_tap_in_the_moment_of_a_reset_is_not_taken(qtbot: QtBot) -> None:
    visitor = begun(qtbot)
    navigator_of(visitor.window).welcome()
    visitor.press(visitor.centre(visitor.tile("language:en")))
    assert visitor.screen() == "screen:attract"
