from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from kiosk.access import RATES, VOLUMES, Access, Aloud
from kiosk.pack.words import ContactId, Language
from kiosk.screens.clock import TurnedClock
from kiosk.screens.idle import Patience
from kiosk.screens.navigator import Navigator
from kiosk.screens.reading import spelled
from kiosk.screens.tiles import TouchTile
from kiosk.texts.breaks import breakable
from kiosk.voice import Passage
from tests.builders import (
    LANDSCAPE,
    LANGUAGES,
    PORTRAIT,
    Opened,
    circumstances,
    editions,
    navigator_of,
    opened,
)
from tests.conftest import seen
from tests.gallery import VISITS
from tests.listener import Listener
from tests.visitor import Visitor

OPENLY = Access(aloud=Aloud.SPEAKER)


@pytest.fixture
def listener() -> Listener:
    return Listener()


def listening(
    listener: Listener, access: Access = OPENLY, visit: str = "errand", size: QSize = PORTRAIT
) -> Opened:
    given = VISITS[visit]
    around = circumstances(given.site, given.on, given.said)
    return opened(replace(around, voice=lambda: listener), size, access)


def visible(visitor: Visitor, language: str) -> list[tuple[str, str]]:
    """What can be read and is not covered, from above to below, each with its language.

    Where a widget has a language in its name, it is that; elsewhere it is the one of the visit.
    """
    visitor.words()
    window = visitor.window
    found: list[tuple[int, int, str, str]] = []
    for each in (window.notice or window).findChildren(QWidget):
        if not each.isVisible() or not isinstance(each, QLabel | TouchTile):
            continue
        text = each.text() if isinstance(each, QLabel) else ""
        if isinstance(each, TouchTile):
            text = "\n".join(line.text for line in each.face.lines)
        at, tag = each.mapTo(window, QPoint(0, 0)), each.objectName().rpartition(":")[2]
        own = tag if tag in LANGUAGES else language
        found.append((at.y(), at.x(), text, own.split("-", maxsplit=1)[0]))
    return [(text, own) for _y, _x, text, own in sorted(found) if text]


def bare(text: str) -> str:
    """Letters and digits only: numbers are spelled, and sentences end differently."""
    return "".join(filter(str.isalnum, breakable(text)))


def assert_spoken(
    said: Sequence[Passage], shown: Sequence[tuple[str, str]], *, in_order: bool = True
) -> None:
    """All that is shown is said, each thing in its language, and nothing else is."""
    rest = list(said)
    assert len(rest) == len(shown)
    for text, language in shown:
        lines = [bare(line) for line in text.splitlines()]
        candidates = rest[:1] if in_order else rest
        found = [p for p in candidates if all(line in bare(p.text) for line in lines)]
        assert language in {passage.language for passage in found}, (text, language, candidates)
        rest.remove(next(passage for passage in found if passage.language == language))


WAYS_TO_SEE = {
    "portrait": (PORTRAIT, OPENLY),
    "large": (PORTRAIT, replace(OPENLY, text_step=2.0)),
    "landscape": (LANDSCAPE, OPENLY),
}


@pytest.mark.parametrize("seen_as", WAYS_TO_SEE)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("visit", VISITS)
def test_every_visible_word_is_spoken_in_order_and_in_its_language(
    qtbot: QtBot, listener: Listener, visit: str, language: str, seen_as: str
) -> None:
    size, access = WAYS_TO_SEE[seen_as]
    visitor = seen(qtbot, listening(listener, access, visit, size))
    visitor.touch(f"language:{language}", *spoken_touches(visit))
    if visitor.window.notice is None:
        QTest.keyClick(visitor.window.windowHandle(), Qt.Key.Key_F3)
    shown = visible(visitor, language)
    assert_spoken(listener.heard, shown, in_order=size == PORTRAIT)


def test_the_attract_screen_is_spoken_in_all_its_languages(
    qtbot: QtBot, listener: Listener
) -> None:
    visitor = seen(qtbot, listening(listener))
    assert_spoken(listener.heard, visible(visitor, LANGUAGES[0]))
    said = {passage.text: passage.language for passage in listener.heard}
    assert said["Börja på svenska"] == "sv"
    assert said["Start in English"] == "en"
    assert set(said.values()) == {"fi", "sv", "en"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_called_by_its_own_name_in_itself(
    qtbot: QtBot, listener: Listener, language: str
) -> None:
    visitor = seen(qtbot, listening(listener))
    visitor.touch(f"language:{language}")
    said = {passage.text.split(".")[0]: passage.language for passage in listener.heard}
    names = {"Suomi": "fi", "Svenska": "sv", "English": "en", "Selkosuomi": "fi"}
    assert {name: said[name] for name in names} == names


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_idle_warning_is_spoken_whole(qtbot: QtBot, listener: Listener, language: str) -> None:
    patience = Patience(clock=(clock := TurnedClock()))
    around = replace(circumstances(patience=patience), voice=lambda: listener)
    visitor = seen(qtbot, opened(around, access=OPENLY))
    visitor.touch(f"language:{language}")
    clock.turn(patience.until_warning)
    assert visitor.window.notice is not None
    assert_spoken(listener.heard, visible(visitor, language))


def test_the_apology_is_spoken_in_all_languages(qtbot: QtBot, listener: Listener) -> None:
    visitor = seen(qtbot, listening(listener))
    visitor.touch("language:en")
    navigator_of(visitor.window).apologise()
    assert_spoken(listener.heard, visible(visitor, LANGUAGES[0]))
    assert Passage("Skärmen är ur bruk", "sv") in listener.heard


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_code_leads_to_is_spoken(
    qtbot: QtBot, listener: Listener, language: Language
) -> None:
    visitor = seen(qtbot, listening(listener, visit="qr"))
    visitor.touch(f"language:{language}", *spoken_touches("qr"))
    contact = editions()[language].pack.contact(ContactId("helmet"))
    assert contact.text in listener.words
    assert "helmet.fi" in listener.words
    assert len(listener.heard) == len(visible(visitor, language))


def spoken_touches(visit: str) -> list[str]:
    """The touches of a visit with *Continue* after each answer, which speech asks for."""
    touches: list[str] = []
    for name in VISITS[visit].touches:
        touches.append(name)
        symptom = name.split(":")[-1] in {"cough", "shortness-of-breath", "none"}
        if name.startswith("option:") and not symptom:
            touches.append("continue")
    return touches


def test_options_are_told_with_their_place_and_their_state(
    qtbot: QtBot, listener: Listener
) -> None:
    visitor = seen(qtbot, listening(listener))
    visitor.touch("language:en", "option:kela", "continue", "option:cough")
    assert listener.words == "Cough, 2 of 9. chosen"
    visitor.touch("option:cough")
    assert listener.words == "Cough, 2 of 9. not chosen"


def test_with_speech_a_touch_speaks_and_selects_and_continue_goes_on(
    qtbot: QtBot, listener: Listener
) -> None:
    visitor = seen(qtbot, listening(listener))
    visitor.touch("language:en", "option:kela")
    assert listener.words.startswith("Kela")
    assert "chosen" in listener.words
    assert "symptoms" not in visitor.heading()
    visitor.touch("continue")
    assert "symptoms" in visitor.heading()


def test_what_is_missing_is_heard(qtbot: QtBot, listener: Listener) -> None:
    visitor = seen(qtbot, listening(listener))
    visitor.touch("language:en", "option:kela", "continue", "continue")
    assert "symptom" in listener.words


def test_moving_the_focus_reads_what_it_comes_to(qtbot: QtBot, listener: Listener) -> None:
    visitor = seen(qtbot, listening(listener))
    visitor.touch("language:en")
    QTest.keyClick(visitor.window.windowHandle(), Qt.Key.Key_Down)
    assert "1 of 15" in listener.words


def test_numbers_are_read_digit_by_digit_wherever_they_stand() -> None:
    numbers = ("112", "09 816 34500", "+358 9 123")
    assert spelled("Soita heti 112.", numbers) == "Soita heti 1 1 2."
    assert spelled("Ajanvaraus 09\u00a0816\u00a034500", numbers) == "Ajanvaraus 0 9 8 1 6 3 4 5 0 0"
    assert spelled("11 2021, 1120 ja 3112", numbers) == "11 2021, 1120 ja 3112"
    assert spelled("+358 9 123", numbers) == "+ 3 5 8 9 1 2 3"


def test_the_emergency_number_is_spelled_on_the_card(qtbot: QtBot, listener: Listener) -> None:
    visitor = seen(qtbot, listening(listener, visit="stay-home-breath"))
    visitor.touch("language:fi", *spoken_touches("stay-home-breath"))
    assert "1 1 2" in listener.words
    assert "112" not in listener.words


def test_a_new_action_cuts_what_is_being_said(qtbot: QtBot, listener: Listener) -> None:
    visitor = seen(qtbot, listening(listener))
    visitor.touch("language:en", "option:kela", "continue")
    said = [place for place, entry in enumerate(listener.log) if not isinstance(entry, str)]
    assert len(said) > 3
    for _before, after in pairwise(said):
        assert listener.log[after - 1] == "stop"


def test_it_stops_and_repeats_and_changes_pace_and_loudness_by_keys_alone(
    qtbot: QtBot, listener: Listener
) -> None:
    visitor = seen(qtbot, listening(listener))
    visitor.touch("language:en")
    handle, words = visitor.window.windowHandle(), listener.words
    listener.log.clear()
    QTest.keyClick(handle, Qt.Key.Key_F4)
    assert set(listener.log) == {"stop"}
    QTest.keyClick(handle, Qt.Key.Key_F3)
    assert listener.words == words
    QTest.keyClick(handle, Qt.Key.Key_F6)
    assert listener.rate > RATES[Access().rate]
    QTest.keyClick(handle, Qt.Key.Key_F7)
    assert listener.volume < VOLUMES[Access().volume]


def test_speech_starts_by_plugging_in_a_headset_without_sight(
    qtbot: QtBot, listener: Listener
) -> None:
    visitor = seen(qtbot, listening(listener, Access()))
    handle = visitor.window.windowHandle()
    QTest.keyClick(handle, Qt.Key.Key_F21)
    assert {passage.language for passage in listener.heard} == {"fi", "sv", "en"}
    assert "Aloita suomeksi" in listener.words
    QTest.keyClick(handle, Qt.Key.Key_F22)
    listener.log.clear()
    visitor.touch("language:en")
    assert not listener.heard


def test_nothing_is_said_of_health_before_the_visitor_chose_who_hears_it(
    qtbot: QtBot, listener: Listener
) -> None:
    visitor = seen(qtbot, listening(listener, Access()))
    visitor.touch("language:en", "option:kela")
    assert not listener.heard
    QTest.keyClick(visitor.window.windowHandle(), Qt.Key.Key_F2)
    assert "Plug in your headphones" in listener.words
    visitor.touch("option:cough", "continue")
    assert all("ough" not in str(said) and "come in" not in str(said) for said in listener.log)
    QTest.keyClick(visitor.window.windowHandle(), Qt.Key.Key_F2)
    assert "Please do not come in today" in listener.words


def test_the_warning_is_read(qtbot: QtBot, listener: Listener) -> None:
    patience = Patience(clock=(clock := TurnedClock()))
    around = replace(circumstances(patience=patience), voice=lambda: listener, access=OPENLY)
    visitor = seen(qtbot, opened(around))
    visitor.touch("language:en")
    clock.turn(patience.until_warning)
    assert "Are you still there?" in listener.words


def test_pace_loudness_and_speech_are_gone_for_the_next_visitor(
    qtbot: QtBot, listener: Listener
) -> None:
    visitor = seen(qtbot, listening(listener, Access()))
    visitor.touch("access", "access:speech", "access:speech", "access:faster", "access:louder")
    visitor.touch("close", "language:en", "start-over")
    listener.log.clear()
    visitor.touch("language:en", "option:kela")
    assert not listener.heard
    visitor.touch("access", "access:speech", "access:speech")
    assert (listener.rate, listener.volume) == (RATES[Access().rate], VOLUMES[Access().volume])


def test_a_language_without_a_voice_is_said_on_the_button(qtbot: QtBot) -> None:
    visitor = seen(qtbot, listening(Listener("en"), Access()))
    visitor.touch("access", "access:speech")
    assert "Tällä kielellä ei ole puheääntä" in visitor.words()
    visitor.touch("language:en", "access:speech", "access:speech")
    assert "From the loudspeaker" in visitor.words()


def test_without_any_engine_the_kiosk_works_in_silence(qtbot: QtBot) -> None:
    visitor = seen(qtbot, opened(circumstances()))
    visitor.touch("language:en", "access", "access:speech")
    assert "There is no voice for this language here" in visitor.words()
    visitor.touch("close", "option:kela")
    assert "symptoms" in visitor.heading()


def test_the_voice_is_made_only_when_somebody_wants_to_listen(qtbot: QtBot) -> None:
    made: list[Listener] = []

    def voice() -> Listener:
        made.append(Listener())
        return made[-1]

    visitor = seen(qtbot, opened(replace(circumstances(), voice=voice)))
    visitor.touch("language:en", "option:kela", "access")
    assert not made
    visitor.touch("access:speech", "access:speech", "close", "start-over", "access")
    visitor.touch("access:speech")
    assert len(made) == 1


@pytest.mark.parametrize("leave", [Navigator.welcome, Navigator.apologise])
def test_the_next_visitor_does_not_hear_how_the_visit_before_ended(
    qtbot: QtBot, listener: Listener, leave: Callable[[Navigator], None]
) -> None:
    visitor = seen(qtbot, listening(listener, Access()))
    visitor.touch("access", "access:speech", "access:speech", "close", "language:en")
    assert listener.log[-1] != "stop"
    leave(navigator_of(visitor.window))
    assert listener.log[-1] == "stop"
