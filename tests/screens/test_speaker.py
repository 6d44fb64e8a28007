import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from kiosk.opening import Wishes
from kiosk.preparation import prepare
from kiosk.screens.clock import TurnedClock
from kiosk.screens.speaker import PATIENCE, Speaker, command
from kiosk.voice import Passage
from tests.builders import ESPOO, circumstances, opened
from tests.conftest import seen

SLOW = 60_000


@pytest.fixture
def speaker(qtbot: QtBot) -> Iterator[Speaker]:
    speaker = Speaker(command("mock"), TurnedClock())
    yield speaker
    speaker.end()


def python(program: str) -> tuple[str, list[str]]:
    return sys.executable, ["-c", program]


def test_it_comes_to_know_its_languages_and_reads(qtbot: QtBot, speaker: Speaker) -> None:
    assert speaker.speaks("sv")
    with qtbot.waitSignal(speaker.known, timeout=SLOW):
        pass
    assert speaker.speaks("fi-simple")
    assert not speaker.speaks("sv")
    with qtbot.waitSignals([speaker.began, speaker.ended], timeout=SLOW, order="strict"):
        speaker.say([Passage("Hei", "fi")], 0.0, 1.0)


def test_it_is_silent_when_told_so(qtbot: QtBot, speaker: Speaker) -> None:
    with qtbot.waitSignal(speaker.began, timeout=SLOW):
        speaker.say([Passage("Hei " * 400, "fi")], 0.0, 1.0)
    with qtbot.waitSignal(speaker.ended, timeout=SLOW):
        speaker.stop()


def test_the_end_of_one_that_is_no_longer_wanted_is_nothing_to_report(
    qtbot: QtBot, speaker: Speaker, caplog: pytest.LogCaptureFixture
) -> None:
    with qtbot.waitSignal(speaker.known, timeout=SLOW):
        pass
    speaker.end()
    assert speaker.is_over
    assert not caplog.records


@pytest.mark.parametrize("program", ["raise SystemExit(1)", "import os; os.abort()"])
def test_one_that_ends_is_a_voice_without_languages(qtbot: QtBot, program: str) -> None:
    speaker = Speaker(python(program), TurnedClock())
    qtbot.waitUntil(lambda: speaker.is_over, timeout=SLOW)
    qtbot.waitUntil(lambda: not speaker.speaks("fi"), timeout=SLOW)
    speaker.say([Passage("Hei", "fi")], 0.0, 1.0)
    speaker.stop()


def test_one_that_is_not_there_is_a_voice_without_languages(qtbot: QtBot) -> None:
    speaker = Speaker(("no-such-program", []), TurnedClock())
    qtbot.waitUntil(lambda: not speaker.speaks("fi"), timeout=SLOW)


def test_one_that_hangs_is_ended(qtbot: QtBot) -> None:
    hanging = "import time; time.sleep(600)"
    clock = TurnedClock()
    speaker = Speaker(python(hanging), clock)
    clock.turn(PATIENCE)
    qtbot.waitUntil(lambda: speaker.is_over, timeout=SLOW)
    assert not speaker.speaks("fi")


def test_the_screen_answers_while_the_voice_hangs_and_says_at_last_that_there_is_none(
    qtbot: QtBot,
) -> None:
    hanging = "import time; time.sleep(600)"
    clock = TurnedClock()
    around = replace(circumstances(), voice=lambda: Speaker(python(hanging), clock))
    visitor = seen(qtbot, opened(around))
    visitor.touch("language:en", "access", "access:speech", "access:contrast")
    assert "Plug in your headphones" in visitor.words()
    none = "There is no voice for this language here"
    clock.turn(PATIENCE)
    qtbot.waitUntil(lambda: none in visitor.words(), timeout=SLOW)
    visitor.touch("close", "option:kela")
    assert "symptoms" in visitor.heading()


def test_one_that_has_ended_is_made_anew_when_it_is_asked_for_again(qtbot: QtBot) -> None:
    made: list[Speaker] = []

    def voice() -> Speaker:
        made.append(Speaker(python("raise SystemExit(1)"), TurnedClock()))
        return made[-1]

    visitor = seen(qtbot, opened(replace(circumstances(), voice=voice)))
    for times in (1, 2):
        visitor.touch("access", "access:speech")
        qtbot.waitUntil(lambda: made[-1].is_over, timeout=SLOW)
        visitor.touch("close")
        assert len(made) == times


def test_the_voice_of_a_kiosk_is_made_when_it_is_asked_for(qtbot: QtBot) -> None:
    voice = prepare(Wishes(pack=ESPOO)).around.voice
    assert voice is not None
    speaker = voice()
    assert isinstance(speaker, Speaker)
    speaker.end()
