from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

import pytest

from kiosk.cards.notices import idle_card
from kiosk.cards.question import question_card
from kiosk.cards.setting import Occasion
from kiosk.cards.shapes import QuestionCard
from kiosk.flow.steps import Ask, Finish
from kiosk.pack.models import Outcome
from kiosk.pack.words import Answers, Chosen, ContactId, Language, QuestionId
from tests.assistive.kiosk import WINDOWED, Kiosk, needs_desktop, running
from tests.builders import ISO_OMENA, JUNE, LANGUAGES, answers, editions, espoo, flow

pytestmark = needs_desktop

COME_IN = answers(errand="kela", symptoms="none", essential="yes", mask="yes")
STAY_HOME = answers(errand="iso-omena-library", symptoms="cough shortness-of-breath")
VISITS = (
    answers(errand="kela", symptoms="none", essential="yes", mask="no"),
    answers(errand="housing", symptoms="none"),
    STAY_HOME,
    answers(errand="other", symptoms="none", essential="yes"),
)
ONE_LANGUAGE = [
    pytest.param(language, marks=[] if language == "sv" else [pytest.mark.slow])
    for language in LANGUAGES
]


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[Kiosk]:
    """The kiosk at Iso Omena on 1 June 2021."""
    with running(tmp_path, *WINDOWED, "--site", ISO_OMENA, "--date", JUNE.isoformat()) as kiosk:
        yield kiosk


def asked(given: Answers, language: Language) -> Iterator[tuple[QuestionCard, Chosen]]:
    """The card of every question on the way, with its answer."""
    occasion = Occasion(editions(), language, ISO_OMENA)
    so_far: dict[QuestionId, Chosen] = {}
    while isinstance(step := flow().next_step(so_far), Ask):
        so_far[step.question] = given[step.question]
        yield question_card(occasion, step, (), confirm=False), given[step.question]


def outcome(given: Answers, language: Language) -> Outcome:
    step = flow().next_step(given)
    assert isinstance(step, Finish)
    return editions()[language].pack.outcome(step.outcome)


def presses(card: QuestionCard, chosen: Chosen) -> list[str]:
    return [*(f"option:{option}" for option in chosen), *(["continue"] if card.waits else [])]


def base(language: str) -> str:
    """What Qt tells of a language: easy Finnish is Finnish to a voice."""
    return language.split("-", maxsplit=1)[0]


def offered(card: QuestionCard) -> Mapping[str, tuple[str, str, str]]:
    """What everything to press is called, what it is, and in which language that is said."""
    own, box = base(card.setting.language), "check box" if card.waits else "push button"
    things = {f"option:{choice.id}": (choice.text, box, own) for choice in card.choices}
    commands = (*card.setting.commands, *card.setting.aids)
    things |= {each.name: (each.text, "push button", own) for each in commands}
    return things | {
        f"language:{other.language}": (other.name, "push button", base(other.language))
        for other in card.setting.languages
    }


def headings(kiosk: Kiosk) -> list[str]:
    return [node.name for node in kiosk.shown() if node.role == "heading"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_called_what_is_written_on_it(kiosk: Kiosk, language: Language) -> None:
    kiosk.press(f"language:{language}")
    for card, chosen in asked(COME_IN, language):
        kiosk.arrive(card.heading)
        told = {node.id: (node.name, node.role, node.language) for node in kiosk.controls()}
        assert told == offered(card)
        assert {card.heading, card.setting.site} <= {node.name for node in kiosk.shown()}
        assert headings(kiosk) == [card.heading]
        kiosk.press(*presses(card, chosen))
    kiosk.arrive(outcome(COME_IN, language).title)
    assert headings(kiosk)[0] == outcome(COME_IN, language).title
    assert len(headings(kiosk)) > 1  # those of its sections
    assert all(node.name.strip() and node.role == "push button" for node in kiosk.controls())


@pytest.mark.parametrize("language", ONE_LANGUAGE)
def test_a_visit_without_touch_or_sight_ends_where_it_should(
    kiosk: Kiosk, language: Language
) -> None:
    for given in VISITS:
        kiosk.press(f"language:{language}")
        for card, chosen in asked(given, language):
            kiosk.arrive(card.heading)
            kiosk.press(*presses(card, chosen))
        kiosk.arrive(outcome(given, language).title)
        kiosk.press("done")
        kiosk.arrive(espoo().welcome.title)


def test_the_visits_reach_every_kind_of_outcome() -> None:
    reached = {outcome(given, LANGUAGES[0]).kind for given in (COME_IN, *VISITS)}
    assert reached == {each.kind for each in espoo().outcomes}


@pytest.mark.parametrize("language", ONE_LANGUAGE)
def test_a_tick_is_told_and_what_it_unticks_too(kiosk: Kiosk, language: Language) -> None:
    kiosk.press(f"language:{language}", "option:kela", "option:cough")
    assert kiosk.ticked() == {"option:cough"}
    assert kiosk.changes() == {("option:cough", True)}
    kiosk.press("option:none")
    assert kiosk.ticked() == {"option:none"}
    assert kiosk.changes() == {("option:none", True), ("option:cough", False)}


def test_a_code_on_another_page_is_reached_and_covers_all_else(kiosk: Kiosk) -> None:
    language = Language("en")
    kiosk.press(f"language:{language}")
    for card, chosen in asked(STAY_HOME, language):
        kiosk.arrive(card.heading)
        kiosk.press(*presses(card, chosen))
    kiosk.press("qr:helmet")
    kiosk.arrive(editions()[language].pack.contact(ContactId("helmet")).text)
    assert [node.id for node in kiosk.controls()] == ["close"]
    kiosk.press("close")
    kiosk.arrive(outcome(STAY_HOME, language).title)


@pytest.mark.parametrize("language", ONE_LANGUAGE)
def test_every_new_screen_is_announced_by_its_heading(kiosk: Kiosk, language: Language) -> None:
    kiosk.press(f"language:{language}")
    for card, chosen in asked(COME_IN, language):
        kiosk.hear(card.heading)
        kiosk.press(*presses(card, chosen))
    kiosk.hear(outcome(COME_IN, language).title)
    kiosk.press("done")
    kiosk.hear(espoo().welcome.title)


@pytest.mark.parametrize("language", ONE_LANGUAGE)
def test_what_is_missing_is_announced(kiosk: Kiosk, language: Language) -> None:
    kiosk.press(f"language:{language}")
    errand, symptoms = (card for card, _chosen in islice(asked(COME_IN, language), 2))
    kiosk.press("option:kela")
    kiosk.hear(symptoms.heading)
    assert symptoms.missing
    assert symptoms.missing != errand.missing
    kiosk.press("continue")
    kiosk.hear(symptoms.missing)


def test_the_idle_warning_is_announced_before_the_visit_is_forgotten(tmp_path: Path) -> None:
    with running(tmp_path, "-m", "tests.assistive.turned") as kiosk:
        kiosk.press("language:sv")
        kiosk.hear(next(asked(COME_IN, Language("sv")))[0].heading)
        kiosk.turn()
        warning = idle_card(editions()[Language("sv")].speech)
        kiosk.hear(warning.title)
        assert [node.id for node in kiosk.controls()] == ["still-here"]
        assert warning.note in {node.name for node in kiosk.shown()}
