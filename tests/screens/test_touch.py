import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.builders import navigator_of
from tests.hand import Hand
from tests.visitor import Visitor


@pytest.fixture
def hand(visitor: Visitor) -> Hand:
    return Hand(visitor)


def test_a_tap_acts_when_the_finger_is_lifted(visitor: Visitor, hand: Hand) -> None:
    at = visitor.centre(visitor.tile("language:en"))
    hand.put(1, at)
    assert visitor.tile("language:en").isDown()
    assert visitor.screen() == "screen:attract"
    hand.lift(1, at)
    assert visitor.screen() == "screen:question"


def test_sliding_off_cancels(visitor: Visitor, hand: Hand) -> None:
    at = visitor.centre(visitor.tile("language:en"))
    hand.put(1, at)
    hand.slide(1, at - QPoint(0, 900))
    assert not visitor.tile("language:en").isDown()
    hand.lift(1, at - QPoint(0, 900))
    assert visitor.screen() == "screen:attract"


def test_a_palm_on_the_glass_does_not_take_the_tap(visitor: Visitor, hand: Hand) -> None:
    palm = QPoint(20, 20)
    hand.put(1, palm)
    at = visitor.centre(visitor.tile("language:en"))
    hand.put(2, at, 1)
    hand.lift(2, at, 1)
    assert visitor.screen() == "screen:question"
    symptoms = visitor.centre(visitor.tile("option:kela"))
    hand.put(2, symptoms, 1)
    hand.lift(2, symptoms, 1)
    assert visitor.tile("option:cough").isVisible()
    hand.lift(1, palm)


def test_two_fingers_on_two_answers_give_one(visitor: Visitor, hand: Hand) -> None:
    visitor.touch("language:en")
    kela, library = (
        visitor.centre(visitor.tile(f"option:{n}")) for n in ("kela", "iso-omena-library")
    )
    hand.put(1, kela)
    hand.put(2, library, 1)
    hand.lift(1, kela, 2)
    question = visitor.heading()
    hand.lift(2, library)
    assert visitor.heading() == question


def test_a_palm_on_a_button_does_nothing_once_a_finger_has_tapped(
    visitor: Visitor, hand: Hand
) -> None:
    visitor.touch("language:en", "option:kela")
    palm = visitor.centre(visitor.tile("start-over"))
    cough = visitor.centre(visitor.tile("option:cough"))
    hand.put(1, palm)
    hand.put(2, cough, 1)
    hand.lift(2, cough, 1)
    assert visitor.tile("option:cough").isChecked()
    assert not visitor.tile("start-over").isDown()
    hand.lift(1, palm)
    assert visitor.screen() == "screen:question"
    assert visitor.tile("option:cough").isChecked()


def test_two_fingers_on_two_symptoms_tick_one(visitor: Visitor, hand: Hand) -> None:
    visitor.touch("language:en", "option:kela")
    cough, fever = (visitor.centre(visitor.tile(f"option:{n}")) for n in ("cough", "fever"))
    hand.put(1, cough)
    hand.put(2, fever, 1)
    hand.lift(1, cough, 2)
    hand.lift(2, fever)
    assert visitor.tile("option:cough").isChecked()
    assert not visitor.tile("option:fever").isChecked()


def test_what_was_under_a_finger_when_the_screen_changed_does_not_act(
    visitor: Visitor, hand: Hand
) -> None:
    visitor.touch("language:en")
    at = visitor.centre(visitor.tile("option:kela"))
    hand.put(1, at)
    navigator_of(visitor.window).welcome()
    hand.lift(1, at)
    assert visitor.screen() == "screen:attract"


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Select]
)
def test_every_key_that_means_select_presses(visitor: Visitor, key: Qt.Key) -> None:
    visitor.tile("language:sv").setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(visitor.window.windowHandle(), key)
    assert visitor.screen() == "screen:question"


@pytest.mark.parametrize("key", [Qt.Key.Key_F4, Qt.Key.Key_Escape, Qt.Key.Key_F1, Qt.Key.Key_Q])
@pytest.mark.parametrize(
    "modifier", [Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier]
)
def test_no_other_key_leads_away(
    visitor: Visitor, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    visitor.touch("language:sv", "option:kela")
    QTest.keyClick(visitor.window.windowHandle(), key, modifier)
    assert visitor.tile("option:cough").isVisible()


def test_the_window_refuses_to_close(visitor: Visitor) -> None:
    visitor.window.close()
    assert visitor.window.isVisible()
