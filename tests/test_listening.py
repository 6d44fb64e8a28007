"""Visits by ear and keys alone: from the headset to the card, with nothing seen."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.pack.words import Language, OutcomeId
from kiosk.screens.keyboard import focused
from tests.builders import LANGUAGES, circumstances, editions, opened
from tests.conftest import seen
from tests.listener import Listener
from tests.visitor import Visitor

HEADSET_IN, SPEECH = Qt.Key.Key_F21, Qt.Key.Key_F2
NEXT, SELECT, REPEAT, LOUDER, HELP = (
    Qt.Key.Key_F14,
    Qt.Key.Key_F17,
    Qt.Key.Key_F19,
    Qt.Key.Key_F8,
    Qt.Key.Key_F12,
)


class Blind:
    """A visitor who only hears and presses keys."""

    def __init__(self, qtbot: QtBot, *voices: str) -> None:
        self.listener = Listener(*voices)
        around = replace(circumstances(), voice=lambda: self.listener)
        self.visitor: Visitor = seen(qtbot, opened(around))

    def press(self, key: Qt.Key) -> str:
        """Press a key, and hear what comes of it, or nothing."""
        self.listener.log.clear()
        QTest.keyClick(self.visitor.window.windowHandle(), key)
        self.visitor.words()
        return self.listener.words

    def go_to(self, name: str) -> str:
        """Move on until something of a name has the focus; every stop on the way is heard."""
        for _stop in range(60):
            heard = self.press(NEXT)
            assert heard, "a stop was silent"
            now = focused(self.visitor.window)
            if now is not None and now.objectName() == name:
                return heard
        raise LookupError(name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_the_headset_to_the_card_every_stop_is_heard(qtbot: QtBot, language: Language) -> None:
    blind = Blind(qtbot)
    assert "Tarkista, voitko tulla sisään" in blind.press(HEADSET_IN)
    blind.go_to(f"language:{language}")
    assert blind.listener.heard[0].language == language.split("-", maxsplit=1)[0]
    heard = blind.press(SELECT)
    for answer in ("kela", "none", "yes", "yes"):
        blind.go_to(f"option:{answer}")
        blind.press(SELECT)
        blind.go_to("continue")
        heard = blind.press(SELECT)
    assert editions()[language].pack.outcome(OutcomeId("come-in")).title in heard


def test_the_panel_is_found_and_set_by_ear(qtbot: QtBot) -> None:
    blind = Blind(qtbot)
    blind.press(HEADSET_IN)
    blind.go_to("access")
    assert "Säädä näyttö" in blind.press(SELECT)
    blind.go_to("access:text")
    assert "Suuri" in blind.press(SELECT)
    blind.go_to("close")
    assert "Tarkista, voitko tulla sisään" in blind.press(SELECT)


def test_who_asks_for_speech_first_is_invited_in_every_language(qtbot: QtBot) -> None:
    blind = Blind(qtbot)
    blind.press(SPEECH)
    assert [passage.language for passage in blind.listener.heard] == list(LANGUAGES)
    assert len({passage.text for passage in blind.listener.heard}) == len(LANGUAGES)


def test_a_voice_in_one_language_is_enough_to_begin(qtbot: QtBot) -> None:
    blind = Blind(qtbot, "sv")
    assert "Se om du får komma in" in blind.press(HEADSET_IN)
    blind.visitor.touch("language:fi")
    assert blind.press(REPEAT) == "Svenska"
    blind.visitor.touch("language:sv")
    assert "Vad gäller ditt besök" in blind.listener.words


def test_the_statement_promises_reading_aloud_where_there_is_a_voice(qtbot: QtBot) -> None:
    blind = Blind(qtbot, "sv")
    blind.press(HEADSET_IN)
    blind.visitor.touch("language:sv", "access", "access:statement")
    assert "Alla" in blind.visitor.words()
    assert "kan texterna inte läsas upp" not in blind.visitor.words()
    blind.visitor.touch("language:en")
    assert "cannot be read aloud here" in blind.visitor.words()


def test_a_notice_is_read_again_and_stays_when_the_voice_is_changed(qtbot: QtBot) -> None:
    blind = Blind(qtbot)
    blind.press(HEADSET_IN)
    blind.visitor.touch("language:en")
    notice = blind.press(HELP)
    assert "staff" in notice
    assert blind.press(REPEAT) == notice
    loud = blind.listener.volume
    assert blind.press(LOUDER).endswith(notice)
    assert blind.listener.volume > loud
    assert blind.visitor.window.notice is not None


def test_a_code_stays_too_and_is_gone_with_the_visit(qtbot: QtBot) -> None:
    blind = Blind(qtbot)
    blind.press(HEADSET_IN)
    blind.visitor.touch(
        "language:en", "option:iso-omena-library", "continue", "option:none", "continue"
    )
    blind.visitor.touch("option:no", "continue", "qr:helmet")
    blind.press(LOUDER)
    assert "Helmet" in blind.visitor.heading()
    blind.visitor.touch("close", "done")
    blind.press(LOUDER)
    assert blind.visitor.window.notice is None
