import gc
import logging
import sys
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kiosk.access import Access
from kiosk.app.audit import faults
from kiosk.app.faults import ExceptionHook
from kiosk.pack.conditions import Status
from kiosk.pack.words import Language, OutcomeId, QuestionId, ServiceId
from kiosk.screens.clock import TurnedClock
from kiosk.screens.guard import TAP_GUARD, Guard
from kiosk.screens.idle import Patience
from kiosk.screens.keyboard import focused
from kiosk.screens.tiles import TouchTile
from kiosk.session import Session
from tests.builders import (
    LANGUAGES,
    SMALL,
    circumstances,
    editions,
    espoo,
    look,
    navigator_of,
    opened,
)
from tests.conftest import seen
from tests.gallery import VISITS
from tests.hand import PalmedVisitor
from tests.visitor import Visitor

WELL = ("option:none", "continue")
PATIENCE = Patience()
MOMENT = timedelta(milliseconds=1)
TIMES_AT_LEAST = 10
"""So many times can a limit of time be extended at least (WCAG 2.2.1)."""
ONE_OF_EACH_KIND = ("come-in", "mask-first", "by-remote-health", "stay-home-breath", "ask-staff")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name, visit in VISITS.items() if visit.ends])
def test_a_visit_ends_where_it_should(qtbot: QtBot, name: str, language: Language) -> None:
    visit = VISITS[name]
    visitor = seen(qtbot, opened(circumstances(visit.site, visit.on, visit.said)))
    visitor.touch(f"language:{language}", *visit.touches)
    outcome = editions()[language].pack.outcome(OutcomeId(str(visit.ends)))
    assert (visitor.screen(), visitor.kind()) == ("screen:outcome", outcome.kind)
    assert visitor.heading() == outcome.title


def test_the_visits_reach_every_outcome() -> None:
    assert {visit.ends for visit in VISITS.values()} - {None} == {o.id for o in espoo().outcomes}


@pytest.mark.parametrize("step", [1.0, 2.0])
@pytest.mark.parametrize("name", ONE_OF_EACH_KIND)
def test_a_visit_by_touch_ends_where_it_should_with_a_palm_on_the_glass(
    qtbot: QtBot, name: str, step: float
) -> None:
    visit = VISITS[name]
    around = circumstances(visit.site, visit.on, visit.said)
    window = seen(qtbot, opened(around, access=Access(step))).window
    visitor = PalmedVisitor(window)
    visitor.touch("language:sv", *visit.touches)
    assert visitor.kind() == espoo().outcome(OutcomeId(str(visit.ends))).kind
    visitor.touch("staff-help", "close", "done")
    assert visitor.screen() == "screen:attract"


def test_the_visits_by_touch_reach_every_kind_of_outcome() -> None:
    reached = {espoo().outcome(OutcomeId(str(VISITS[n].ends))).kind for n in ONE_OF_EACH_KIND}
    assert reached == {outcome.kind for outcome in espoo().outcomes}


def test_a_well_visitor_is_done_in_six_touches(visitor: Visitor) -> None:
    visitor.touch("language:en", "option:kela", *WELL, "option:yes", "option:yes")
    assert visitor.kind() == "go_ahead"
    assert "Kela · 3rd floor" in visitor.words()


def test_breathlessness_puts_the_emergency_number_first(visitor: Visitor) -> None:
    visitor.touch("language:en", "option:kela", "option:shortness-of-breath", "continue")
    words = visitor.words()
    numbers = [words.index(number) for number in ("112", "116\u00a0117")]
    assert numbers == sorted(numbers)
    others = ("emergency-112", "medical-helpline")
    shown = [label.objectName() for label in visitor.on_show().findChildren(QLabel)]
    assert [name for name in shown if name in others] == list(others)


def test_the_language_changes_on_every_screen_and_the_answers_stay(visitor: Visitor) -> None:
    visitor.touch("language:fi", "option:kela", "option:cough", "language:sv")
    assert visitor.tile("option:cough").isChecked()
    assert visitor.tile("continue").face.lines[0].text == "Fortsätt"
    visitor.touch("continue", "language:en")
    assert visitor.heading() == "Please do not come in today"
    visitor.touch("change", "language:fi")
    assert visitor.heading() == "Vastauksesi"
    visitor.touch("back")
    assert visitor.kind() == "stay_away"


def test_back_keeps_what_was_answered(visitor: Visitor) -> None:
    visitor.touch("language:en", "option:kela", "option:cough", "continue", "change")
    visitor.touch("change:symptoms", "back")
    assert visitor.screen() == "screen:question"
    assert visitor.tile("option:kela").face.edge == look().theme.accent
    tiles = visitor.on_show().findChildren(TouchTile)
    marked = [tile.objectName() for tile in tiles if tile.face.end_icon == "check"]
    assert marked == ["option:kela"]  # not by colour alone
    visitor.touch("option:kela")
    assert visitor.tile("option:cough").isChecked()


def test_the_first_question_offers_no_way_back(visitor: Visitor) -> None:
    visitor.touch("language:en")
    with pytest.raises(LookupError):
        visitor.tile("back")


def test_one_answer_is_changed_from_the_card_and_the_others_stay(visitor: Visitor) -> None:
    visitor.touch("language:en", "option:kela", *WELL, "option:yes", "option:no")
    assert visitor.kind() == "not_yet"
    visitor.touch("change:mask", "option:yes")
    assert visitor.kind() == "go_ahead"
    visitor.touch("change", "change:symptoms", "option:fever", "continue")
    assert visitor.kind() == "stay_away"


@pytest.mark.parametrize("leave", ["start-over", "done"])
def test_leaving_ends_at_the_attract_screen(visitor: Visitor, leave: str) -> None:
    visitor.touch("language:en", "option:kela", "option:cough")
    if leave == "done":
        visitor.touch("continue")
    visitor.touch(leave)
    assert visitor.screen() == "screen:attract"


def test_none_of_these_and_a_symptom_exclude_each_other(visitor: Visitor) -> None:
    visitor.touch("language:en", "option:kela", "option:cough", "option:none")
    assert not visitor.tile("option:cough").isChecked()
    visitor.touch("option:fever")
    assert not visitor.tile("option:none").isChecked()


def test_a_tick_counts_however_it_is_made(visitor: Visitor) -> None:
    visitor.touch("language:en", "option:kela")
    visitor.tile("option:none").toggle()  # as a screen reader does, without a click
    visitor.tile("option:cough").toggle()
    assert not visitor.tile("option:none").isChecked()
    visitor.touch("continue")
    assert visitor.kind() == "stay_away"


def test_continue_with_nothing_chosen_says_so_and_stays(visitor: Visitor) -> None:
    visitor.touch("language:fi", "option:kela")
    assert "Valitse oireesi" not in visitor.words()
    visitor.touch("continue")
    assert "Valitse oireesi" in visitor.words()
    visitor.touch("option:none")
    assert "Valitse oireesi" not in visitor.words()


def test_where_answers_are_confirmed_a_touch_only_selects(qtbot: QtBot) -> None:
    visitor = seen(qtbot, opened(circumstances(confirm=True)))
    visitor.touch("language:en", "option:kela", "option:laboratory")
    assert visitor.screen() == "screen:question"
    assert not visitor.tile("option:kela").isChecked()
    visitor.touch("continue")
    assert "symptoms" in visitor.heading()


def test_a_code_is_enlarged_and_put_away(visitor: Visitor) -> None:
    visitor.touch("language:sv", "option:iso-omena-library", *WELL, "option:no", "qr:helmet")
    assert "helmet.fi" in visitor.words().replace("\u2060", "")
    assert visitor.on_show().findChild(QLabel, "address") is not None
    visitor.touch("close")
    assert visitor.on_show().findChild(QLabel, "address") is None
    assert visitor.kind() == "remote"


def test_nobody_there_is_warned_and_then_forgotten(qtbot: QtBot) -> None:
    clock = TurnedClock()
    visitor = seen(qtbot, opened(circumstances(patience=Patience(clock=clock))))
    visitor.touch("language:sv", "option:kela")
    clock.turn(PATIENCE.until_warning - MOMENT)
    assert visitor.heading() != "Är du kvar?"
    clock.turn(MOMENT)
    assert visitor.heading() == "Är du kvar?"
    clock.turn(PATIENCE.for_answer - MOMENT)
    assert visitor.heading() == "Är du kvar?"
    clock.turn(MOMENT)
    assert visitor.screen() == "screen:attract"


def test_two_fingers_on_a_notice_are_one_touch(qtbot: QtBot) -> None:
    clock = TurnedClock()
    visitor = seen(qtbot, opened(circumstances(patience=Patience(clock=clock))))
    visitor.touch("language:sv", "option:kela")
    clock.turn(PATIENCE.until_warning)
    assert visitor.heading() == "Är du kvar?"
    handle, at = visitor.window.windowHandle(), visitor.centre(visitor.tile("still-here"))
    glass = QTest.createTouchDevice()
    QTest.touchEvent(handle, glass, False).press(1, at, handle).press(2, at, handle).commit()
    QTest.touchEvent(handle, glass, False).release(1, at, handle).release(2, at, handle).commit()
    assert visitor.heading() != "Är du kvar?"
    assert visitor.screen() == "screen:question"


def test_no_key_reaches_what_a_notice_covers(visitor: Visitor) -> None:
    visitor.touch("language:sv", "option:iso-omena-library", *WELL, "option:no", "qr:helmet")
    handle = visitor.window.windowHandle()
    for _tab in range(8):
        QTest.keyClick(handle, Qt.Key.Key_Tab)
        notice = visitor.on_show()
        assert notice.objectName() == "qr-large"
        assert focused(notice)
        assert visitor.window.focusWidget() is focused(notice)
    QTest.keyClick(handle, Qt.Key.Key_Escape)
    visitor.words()
    assert visitor.on_show().findChild(QLabel, "address") is None
    assert visitor.kind() == "remote"


def test_back_after_midnight_asks_what_the_new_day_asks(qtbot: QtBot) -> None:
    said: dict[ServiceId, Status] = {}
    around = replace(circumstances(), said=lambda: said)
    visitor = seen(qtbot, opened(around))
    visitor.touch("language:en", "option:kela", *WELL, "option:yes")
    said[ServiceId("kela")] = Status.CLOSED
    visitor.touch("back")
    assert visitor.screen() == "screen:question"


def test_another_resolution_begins_anew_in_its_own_sizes(qtbot: QtBot) -> None:
    visitor = seen(qtbot, opened(circumstances()))
    visitor.touch("language:en", "option:kela")
    visitor.window.resize(SMALL)
    assert visitor.screen() == "screen:attract"
    assert list(faults(visitor.window, look(SMALL))) == []


def test_a_key_that_is_held_is_no_sign_of_anybody(qtbot: QtBot) -> None:
    visitor = seen(qtbot, opened(circumstances()))
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a", True)
    with qtbot.assertNotEmitted(visitor.window.touched):
        QApplication.sendEvent(visitor.window.windowHandle(), held)


def test_a_touch_anywhere_on_the_warning_means_still_here(qtbot: QtBot) -> None:
    clock = TurnedClock()
    visitor = seen(qtbot, opened(circumstances(patience=Patience(clock=clock))))
    visitor.touch("language:sv", "option:kela", "option:cough")
    clock.turn(PATIENCE.until_warning)
    assert visitor.heading() == "Är du kvar?"
    visitor.press(QPoint(5, 5))
    assert visitor.heading() == "Har du något av de här symtomen?"
    assert visitor.tile("option:cough").isChecked()


def test_a_key_on_the_warning_means_still_here(qtbot: QtBot) -> None:
    clock = TurnedClock()
    visitor = seen(qtbot, opened(circumstances(patience=Patience(clock=clock))))
    visitor.touch("language:en")
    clock.turn(PATIENCE.until_warning)
    assert visitor.heading() == "Are you still there?"
    QTest.keyClick(visitor.window.windowHandle(), Qt.Key.Key_Space)
    assert visitor.heading() != "Are you still there?"


def test_a_visit_can_be_extended_without_a_limit(qtbot: QtBot) -> None:
    clock = TurnedClock()
    visitor = seen(qtbot, opened(circumstances(patience=Patience(clock=clock))))
    visitor.touch("language:sv", "option:kela", "option:cough")
    for time in range(2 * TIMES_AT_LEAST):
        clock.turn(PATIENCE.until_warning)
        assert visitor.heading() == "Är du kvar?"
        if time % 2:
            visitor.press(QPoint(5, 5))
        else:
            QTest.keyClick(visitor.window.windowHandle(), Qt.Key.Key_Space)
        assert visitor.heading() == "Har du något av de här symtomen?"
        assert visitor.tile("option:cough").isChecked()


def test_the_attract_screen_waits_for_ever(qtbot: QtBot) -> None:
    clock = TurnedClock()
    visitor = seen(qtbot, opened(circumstances(patience=Patience(clock=clock))))
    visitor.touch("language:en", "start-over")
    clock.turn(timedelta(days=1))
    assert visitor.screen() == "screen:attract"
    assert "Are you still there?" not in visitor.words()


def test_hammering_on_one_spot_is_one_tap(qtbot: QtBot) -> None:
    clock = TurnedClock()
    visitor = seen(qtbot, opened(circumstances(), guard=Guard(clock=clock)))
    at = visitor.centre(visitor.tile("language:en"))
    clock.turn(TAP_GUARD.after_change)
    visitor.press(at)
    assert visitor.screen() == "screen:question"
    for _tap in range(20):
        visitor.press(at)
    with pytest.raises(LookupError):
        visitor.tile("back")


def test_an_uncaught_fault_shows_the_apology_and_the_kiosk_comes_back(qtbot: QtBot) -> None:
    clock = TurnedClock()
    window = opened(circumstances(patience=Patience(clock=clock)))
    visitor = seen(qtbot, window)
    visitor.touch("language:en")
    navigator_of(window).apologise()
    assert visitor.screen() == "screen:out-of-service"
    for words in ("Näyttö on poissa käytöstä", "Skärmen är ur bruk", "Please ask the staff."):
        assert words in visitor.words()
    clock.turn(PATIENCE.until_warning)
    assert visitor.screen() == "screen:attract"


@pytest.mark.parametrize("leave", ["done", "idle", "fault"])
def test_nothing_remembers_the_visitor(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture, leave: str
) -> None:
    caplog.set_level(logging.DEBUG)
    clock = TurnedClock()
    visitor = seen(qtbot, opened(circumstances(patience=Patience(clock=clock))))
    visitor.touch("language:en", "option:kela", "option:cough", "option:stomach-pain", "continue")
    if leave == "done":
        visitor.touch("change", "back", "done")
    if leave == "fault":
        visitor.touch("change")
        fault_in_a_slot(visitor)
    if leave == "idle":
        clock.turn(PATIENCE.until_warning + PATIENCE.for_answer)
    assert visitor.screen() in {"screen:attract", "screen:out-of-service"}
    gc.collect()
    sessions = [each for each in gc.get_objects() if isinstance(each, Session)]
    assert not [each for each in sessions if each != circumstances().nobody()]
    assert not kept_answers()
    for answer in ("kela", *SYMPTOMS, "stay-home", "stay_away", "symptoms"):
        assert answer not in caplog.text
    assert not QApplication.clipboard().text()


def fault_in_a_slot(visitor: Visitor) -> None:
    """A programming error while a visit is on the screen, as Python itself would report it."""
    navigator = navigator_of(visitor.window)
    session = next(each for each in gc.get_objects() if isinstance(each, Session))
    try:
        session.answers[QuestionId("nonsense")]
    except KeyError as error:
        sys.last_value = error
        ExceptionHook(navigator)(type(error), error, error.__traceback__)


def kept_answers() -> list[object]:
    """Every tuple of just these symptoms that anything still holds.

    Python does not track what holds only strings, so what tracked things hold is followed on.
    """
    held = gc.get_objects()
    found: list[object] = []
    for _depth in range(4):
        held = gc.get_referents(*held)
        found += [each for each in held if type(each) is tuple and list(each) == SYMPTOMS]
        held = [each for each in held if type(each) in {dict, tuple} and not gc.is_tracked(each)]
    return found


SYMPTOMS = ["cough", "stomach-pain"]


class Keeper:
    """Remembers what it should not."""

    answers: dict[str, tuple[str, ...]]


def test_the_search_for_kept_answers_finds_one() -> None:
    keeper = Keeper()
    keeper.answers = {"symptoms": tuple(SYMPTOMS)}
    gc.collect()
    assert kept_answers()
    keeper.answers = {}
    assert not kept_answers()


def test_an_option_too_tall_for_its_page_is_cut_and_not_covered(qtbot: QtBot) -> None:
    # Twice the size of text, which no screen offers yet: the options need more than a page has.
    visitor = seen(qtbot, opened(circumstances(), access=Access(2.0)))
    visitor.touch("language:fi", *VISITS["by-remote-health"].touches)
    assert visitor.kind() == "remote"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_command_has_the_same_words_everywhere(qtbot: QtBot, language: Language) -> None:
    said: dict[str, set[tuple[str, str]]] = {}
    for visit in VISITS.values():
        visitor = seen(qtbot, opened(circumstances(visit.site, visit.on, visit.said)))
        visitor.touch(f"language:{language}", *visit.touches)
        for tile in visitor.on_show().findChildren(TouchTile):
            name = tile.objectName()
            if name in {"back", "start-over", "continue", "done", "change", "access", "staff-help"}:
                face = tile.face
                said.setdefault(name, set()).add((face.lines[0].text, face.icon + face.end_icon))
    assert all(len(words) == 1 for words in said.values()), said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [n for n in VISITS if n not in {"qr", "help"}])
def test_languages_are_called_by_their_own_names_on_every_kind_of_screen(
    qtbot: QtBot, name: str, language: Language
) -> None:
    visit = VISITS[name]
    visitor = seen(qtbot, opened(circumstances(visit.site, visit.on, visit.said)))
    visitor.touch(f"language:{language}", *visit.touches)
    names = {"fi": "Suomi", "sv": "Svenska", "en": "English", "fi-simple": "Selkosuomi"}
    tiles = {tag: visitor.tile(f"language:{tag}") for tag in LANGUAGES}
    assert {tag: tile.face.lines[0].text for tag, tile in tiles.items()} == names
    assert {tag: tile.accessibleName() for tag, tile in tiles.items()} == names
    assert all(tile.isVisible() for tile in tiles.values())
