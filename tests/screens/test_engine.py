import pytest
from pytestqt.qtbot import QtBot

from kiosk.screens.engine import Engine
from kiosk.voice import Passage

SLOW = 60_000


def test_an_engine_speaks_the_languages_that_it_has_voices_for(qtbot: QtBot) -> None:
    engine = Engine("mock")
    assert engine.speaks("fi")
    assert engine.speaks("en")
    assert not engine.speaks("sv")


def test_it_reads_one_language_after_the_other_and_leaves_out_those_without_a_voice(
    qtbot: QtBot,
) -> None:
    engine = Engine("mock")
    passages = [Passage("Hei", "fi"), Passage("Moi", "fi"), Passage("Hej", "sv")]
    with qtbot.waitSignals(
        [engine.began, engine.began, engine.ended], order="strict", timeout=SLOW
    ):
        engine.say([*passages, Passage("Hello", "en")], 0.0, 1.0)


def test_it_is_silent_at_once(qtbot: QtBot) -> None:
    engine = Engine("mock")
    with qtbot.waitSignal(engine.began, timeout=SLOW):
        engine.say([Passage("Hei kaikki", "fi"), Passage("Hello", "en")], 0.0, 1.0)
    with qtbot.waitSignal(engine.ended, timeout=SLOW):
        engine.stop()


def test_new_words_take_the_place_of_the_old(qtbot: QtBot) -> None:
    engine = Engine("mock")
    engine.say([Passage("Hei " * 50, "fi")], 0.0, 1.0)
    with qtbot.waitSignal(engine.ended, timeout=SLOW):
        engine.say([Passage("Hello", "en")], 0.0, 1.0)


@pytest.mark.qt_log_ignore("is not supported")
def test_a_missing_engine_is_a_voice_without_languages(qtbot: QtBot) -> None:
    engine = Engine("no-such-engine")
    assert not engine.speaks("fi")
    engine.say([Passage("Hei", "fi")], 0.0, 1.0)
    engine.stop()
