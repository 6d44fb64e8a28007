from dataclasses import replace

import pytest

from kiosk.access import CHANGING, RATES, TEXT_STEPS, THEMES, VOLUMES, Access, Aloud
from kiosk.cards.access import access_card, statement_card
from kiosk.cards.setting import Occasion
from kiosk.keys import COMMANDS, DEFAULT_KEYS
from kiosk.pack.words import Language
from tests.builders import ISO_OMENA, LANGUAGES, editions


def after(*commands: str, headset: bool = False) -> Access:
    access = Access()
    for command in commands:
        access = access.changed(command, headset=headset)
    return access


def test_text_and_colours_go_round_every_step() -> None:
    steps = [after(*["access:text"] * touches).text_step for touches in range(4)]
    assert steps == [*TEXT_STEPS, TEXT_STEPS[0]]
    themes = [after(*["access:contrast"] * touches).theme for touches in range(4)]
    assert themes == [*THEMES, THEMES[0]]


@pytest.mark.parametrize("command", ["access:reach", "access:time"])
def test_what_is_on_is_off_after_the_next_touch(command: str) -> None:
    assert after(command) != Access()
    assert after(command, command) == Access()


def test_pace_and_loudness_stop_at_their_ends() -> None:
    assert after(*["access:faster"] * 9).rate == len(RATES) - 1
    assert after(*["access:slower"] * 9).rate == 0
    assert after(*["access:louder"] * 9).volume == len(VOLUMES) - 1
    assert after(*["access:quieter"] * 9).volume == 0


def test_loudness_spans_18_decibels_with_a_step_of_12_above_the_lowest() -> None:
    ratios = [volume / VOLUMES[0] for volume in VOLUMES]
    assert max(ratios) >= 10 ** (18 / 20) * 0.999
    assert any(ratio == pytest.approx(10 ** (12 / 20), rel=0.01) for ratio in ratios)


def test_without_a_headset_nothing_is_heard_until_the_loudspeaker_is_chosen() -> None:
    assert not after("access:speech").speaks
    assert after("access:speech", "access:speech").aloud is Aloud.SPEAKER
    assert after("access:speech", "access:speech", "access:speech") == Access()


def test_with_a_headset_it_is_heard_there_first() -> None:
    assert after("access:speech", headset=True).aloud is Aloud.HEADSET
    assert after("access:speech", "headset:in").aloud is Aloud.HEADSET
    assert after("headset:in").speaks


def test_pulling_the_headset_silences_and_does_not_move_to_the_loudspeaker() -> None:
    assert after("headset:in", "headset:out").aloud is Aloud.OFF
    speaker = replace(Access(), aloud=Aloud.SPEAKER)
    assert speaker.changed("headset:out") == speaker


def test_an_unknown_command_changes_nothing() -> None:
    assert after("access:nonsense") == Access()


def test_every_key_asks_for_something_that_there_is() -> None:
    assert set(DEFAULT_KEYS.values()) <= set(COMMANDS)
    assert set(CHANGING) <= set(COMMANDS)


@pytest.fixture(params=["fi", "sv", "en"])
def occasion(request: pytest.FixtureRequest) -> Occasion:
    return Occasion(editions(), request.param, ISO_OMENA)


def test_every_mode_says_what_it_is_set_to(occasion: Occasion) -> None:
    for access in (Access(), after("access:text", "access:contrast", "access:reach")):
        modes = access_card(occasion, access, voice=True).modes
        assert [mode.name for mode in modes if not mode.value] == ["access:statement"]
        assert [mode.set for mode in modes[:3]] == [access != Access()] * 3


def test_a_missing_voice_is_said_on_the_button(occasion: Occasion) -> None:
    with_voice, without = (
        next(m for m in access_card(occasion, Access(), voice=voice).modes if "speech" in m.name)
        for voice in (True, False)
    )
    assert with_voice.value != without.value
    assert not without.set


def test_what_only_a_voice_needs_is_offered_with_one(occasion: Occasion) -> None:
    def names(access: Access) -> set[str]:
        return {mode.name for mode in access_card(occasion, access, voice=True).modes}

    more = names(after("headset:in")) - names(Access())
    assert more == {
        f"access:{what}" for what in ("repeat", "stop", "slower", "faster", "quieter", "louder")
    }


def test_the_statement_names_the_standards_and_the_staff(occasion: Occasion) -> None:
    words = " ".join(statement_card(occasion, voice=True).paragraphs)
    assert "EN 301 549" in words
    assert "WCAG 2.2" in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_statement_promises_no_reading_where_there_is_no_voice(language: Language) -> None:
    here = Occasion(editions(), language, ISO_OMENA)
    with_voice, without = (statement_card(here, voice=voice).paragraphs for voice in (True, False))
    (promise,), (refusal,) = set(with_voice) - set(without), set(without) - set(with_voice)
    heard = {"fi": "kuunnella", "sv": "läsas upp", "en": "read aloud", "fi-simple": "kuunnella"}
    never = {"fi": "ei voi", "sv": "inte", "en": "cannot", "fi-simple": "ei voi"}
    assert heard[language] in promise
    assert never[language] not in promise
    assert never[language] in refusal
    assert len(with_voice) == len(without)


LACKING_OR_OF_THE_PLACE = {
    "fi": ("viittomakiel", "ääni", "kuulokkeet", "korkeus"),
    "sv": ("teckenspråk", "ljud", "hörlurar", "höjd"),
    "en": ("sign language", "sound", "headphones", "height"),
    "fi-simple": ("viittomakiel", "ääni", "kuulokkeet", "korkeus"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_statement_names_what_is_lacking_and_what_depends_on_the_place(
    language: Language,
) -> None:
    card = statement_card(Occasion(editions(), language, ISO_OMENA), voice=True)
    words = " ".join(card.paragraphs).lower()
    assert all(lacking in words for lacking in LACKING_OR_OF_THE_PLACE[language])
