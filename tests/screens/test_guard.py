from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.screens.clock import TurnedClock
from kiosk.screens.guard import NO_GUARD, TAP_GUARD, Guard, Repeats
from tests.builders import circumstances, opened
from tests.conftest import seen

LONG, NONE = timedelta(hours=1), timedelta(0)
MOMENT = timedelta(milliseconds=1)
SPOT, BESIDE, AWAY = QPointF(100, 100), QPointF(108, 100), QPointF(400, 100)
NEAR = 20


def test_the_same_again_is_guarded_for_half_a_second() -> None:
    assert TAP_GUARD.same_again >= timedelta(milliseconds=500)
    assert timedelta(milliseconds=300) <= TAP_GUARD.after_change <= timedelta(milliseconds=400)
    clock = TurnedClock()
    repeats = Repeats(replace(TAP_GUARD, clock=clock))
    assert not repeats.is_second_tap(SPOT, NEAR)
    assert not repeats.is_second_select()
    clock.turn(TAP_GUARD.same_again - MOMENT)
    assert repeats.is_second_tap(SPOT, NEAR)
    assert repeats.is_second_select()
    clock.turn(MOMENT)
    assert not repeats.is_second_tap(SPOT, NEAR)
    assert not repeats.is_second_select()
    repeats.changed()
    clock.turn(TAP_GUARD.after_change - MOMENT)
    assert repeats.is_second_tap(AWAY, NEAR)
    clock.turn(MOMENT)
    assert not repeats.is_second_tap(AWAY, NEAR)


def test_a_second_tap_near_the_first_is_none_and_one_elsewhere_is() -> None:
    repeats = Repeats(Guard(NONE, LONG, TurnedClock()))
    assert not repeats.is_second_tap(SPOT, NEAR)
    assert repeats.is_second_tap(BESIDE, NEAR)
    assert not repeats.is_second_tap(AWAY, NEAR)
    assert not repeats.is_second_tap(SPOT, NEAR)


def test_after_a_change_no_tap_counts_wherever_it_is() -> None:
    repeats = Repeats(Guard(LONG, NONE, TurnedClock()))
    assert not repeats.is_second_tap(SPOT, NEAR)
    repeats.changed()
    assert repeats.is_second_tap(AWAY, NEAR)
    assert not repeats.is_second_select()


def test_without_a_guard_every_tap_and_key_counts() -> None:
    repeats = Repeats(NO_GUARD)
    repeats.changed()
    assert not any(repeats.is_second_tap(SPOT, NEAR) for _tap in range(3))
    assert not any(repeats.is_second_select() for _key in range(3))


@pytest.mark.parametrize(
    ("guard", "ticked"), [(Guard(NONE, LONG, TurnedClock()), True), (NO_GUARD, False)]
)
def test_the_key_that_selects_pressed_twice_acts_once(
    qtbot: QtBot, guard: Guard, ticked: bool
) -> None:
    visitor = seen(qtbot, opened(circumstances(), guard=guard))
    visitor.touch("language:en", "option:kela")
    visitor.tile("option:cough").setFocus()
    for _press in range(2):
        QTest.keyClick(visitor.window.windowHandle(), Qt.Key.Key_Return)
    assert visitor.tile("option:cough").isChecked() is ticked
