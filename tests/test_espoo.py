"""The shipped Espoo pack, tried on every path."""

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import combinations, product
from typing import Any

import pytest

from kiosk import paths
from kiosk.cards.outcome import ICONS
from kiosk.checks.loading import load
from kiosk.flow.answers import option_ids
from kiosk.flow.steps import Ask, Finish, Flow
from kiosk.live import statuses
from kiosk.pack.conditions import Status
from kiosk.pack.models import OutcomeKind, Pack
from kiosk.pack.reading import read_pack, texts
from kiosk.pack.words import Address, Answers, Chosen, Language, OptionId, QuestionId, SiteId
from kiosk.texts.editions import Editions, content_catalog
from tests.plain import JUNE, Oracle, answers

FOLDER = paths.BUILT_IN_PACK
SITES = [SiteId("iso-omena"), SiteId("kalajarvi")]
DATES = [date(2021, 5, 28), JUNE, date(2021, 6, 15), date(2021, 6, 21), date(2026, 11, 24)]
SAID = [None, Status.FULL, Status.CLOSED, Status.REMOTE_ONLY, Status.LIMITED]
SYMPTOMS = QuestionId("symptoms")
EVERYWHERE = pytest.mark.parametrize(("site", "on"), list(product(SITES, DATES)), ids=str)


@cache
def espoo() -> Pack:
    return read_pack(FOLDER)


@cache
def editions() -> Editions:
    return load(FOLDER)


@cache
def raw() -> Any:
    return json.loads((FOLDER / "content.json").read_text("utf-8"))


def entrance(site: SiteId, on: date, said: Status | None = None) -> tuple[Flow, Oracle]:
    """The flow on a day on which staff say the same of every service, and its raw truth."""
    changed = {service.id: said for service in espoo().services} if said else {}
    day = statuses(espoo(), on, changed)
    return Flow(espoo(), site, day), Oracle(
        raw(), site, {str(name): each for name, each in day.items()}
    )


def chosen_in(question: QuestionId, site: SiteId) -> list[Chosen]:
    """Every answer, of symptoms each one, every two, all, and none."""
    offered = option_ids(espoo(), espoo().question(question), site)
    if question != SYMPTOMS:
        return [(option,) for option in offered]
    symptoms = [option for option in offered if option != "none"]
    return [
        *((symptom,) for symptom in symptoms),
        *combinations(symptoms, 2),
        tuple(symptoms),
        (OptionId("none"),),
    ]


def visits(flow: Flow, site: SiteId, before: Answers | None = None) -> Iterator[tuple[Any, Finish]]:
    """Every visit: its answers and its end."""
    given = before or {}
    match flow.next_step(given):
        case Finish() as end:
            yield given, end
        case Ask(question=question):
            for chosen in chosen_in(question, site):
                yield from visits(flow, site, {**given, question: chosen})


@EVERYWHERE
@pytest.mark.parametrize("said", SAID)
def test_nobody_with_a_symptom_is_ever_let_in(site: SiteId, on: date, said: Status | None) -> None:
    flow, _ = entrance(site, on, said)
    ill = 0
    for given, end in visits(flow, site):
        if given.get(SYMPTOMS, ("none",)) != ("none",):
            ill += 1
            assert espoo().outcome(end.outcome).kind is OutcomeKind.STAY_AWAY, given
    assert ill >= 8 * len(chosen_in(QuestionId("errand"), site))


@EVERYWHERE
@pytest.mark.parametrize("said", SAID)
def test_everybody_let_in_has_answered_every_screening_question(
    site: SiteId, on: date, said: Status | None
) -> None:
    flow, _ = entrance(site, on, said)
    for given, end in visits(flow, site):
        if espoo().outcome(end.outcome).kind is OutcomeKind.GO_AHEAD:
            assert given[SYMPTOMS] == ("none",)
            assert given[QuestionId("mask")] != ("no",)
            assert given.get(QuestionId("essential")) == ("yes",) or (
                given[QuestionId("born-2001")] == ("yes",)
            )


@EVERYWHERE
@pytest.mark.parametrize("said", SAID)
def test_every_guarantee_holds_on_every_path(site: SiteId, on: date, said: Status | None) -> None:
    flow, truth = entrance(site, on, said)
    assert raw()["guarantees"]
    for given, end in visits(flow, site):
        picked = {q["id"]: frozenset(given.get(q["id"], ())) for q in raw()["questions"]}
        kind = espoo().outcome(end.outcome).kind
        for guarantee in raw()["guarantees"]:
            if truth.holds(guarantee["when"], picked):
                assert kind not in guarantee.get("never", [])
                assert end.outcome in guarantee.get("must_end_in", [end.outcome])


@EVERYWHERE
def test_every_visit_ends_as_its_rules_say_with_every_question_answered(
    site: SiteId, on: date
) -> None:
    flow, truth = entrance(site, on)
    for given, end in visits(flow, site):
        known: dict[str, frozenset[str]] = {}
        for asking in raw()["questions"]:
            asked = asking["id"] in given
            fallback = truth.choices(asking)[0] if truth.asks(asking, known) else frozenset[str]()
            known[asking["id"]] = frozenset(given[asking["id"]]) if asked else fallback
        assert truth.outcome(known) == end.outcome


def test_every_outcome_is_reached_and_every_rule_but_the_last_decides() -> None:
    reached = {
        end.outcome
        for site, on, said in product(SITES, DATES, SAID)
        for _, end in visits(entrance(site, on, said)[0], site)
    }
    assert reached == {outcome.id for outcome in espoo().outcomes}


def test_every_option_can_be_chosen_somewhere() -> None:
    seen = {
        (question, option)
        for site in SITES
        for given, _ in visits(entrance(site, DATES[0])[0], site)
        for question, chosen in given.items()
        for option in chosen
    }
    every = {
        (question.id, option)
        for site in SITES
        for question in espoo().questions
        for option in option_ids(espoo(), question, site)
    }
    assert seen == every


def test_a_well_visitor_answers_four_questions() -> None:
    flow, _ = entrance(SITES[0], JUNE)
    given: Answers = {}
    well = answers(errand="kela", symptoms="none", essential="yes", mask="yes")
    asked, left = [], []
    while isinstance(step := flow.next_step(given), Ask):
        asked.append(step.question)
        left.append(step.at_most_left)
        given = {**given, step.question: well[step.question]}
    assert asked == ["errand", "symptoms", "essential", "mask"]
    assert left == [3, 2, 1, 0]
    assert step.asked == tuple(asked)
    assert espoo().outcome(step.outcome).kind is OutcomeKind.GO_AHEAD


def test_every_language_is_complete() -> None:
    assert espoo().languages == ("fi", "sv", "en", "fi-simple")
    for language in espoo().languages[1:]:
        catalog = content_catalog(FOLDER, espoo(), language)
        assert catalog.stale == frozenset()
        for place, text in texts(espoo()):
            shown = catalog.text(text, place)
            assert shown or isinstance(text, Address), (language, place)


def test_the_number_of_a_person_is_nowhere() -> None:
    for file in FOLDER.rglob("*"):
        if file.is_file():
            digits = "".join(each for each in file.read_text("utf-8") if each.isdigit())
            assert "0405079083" not in digits, file
            assert "358405079083" not in digits, file


def test_the_ids_that_others_rely_on_are_there() -> None:
    assert espoo().id == "espoo"
    assert espoo().source_language == "fi"
    assert [site.id for site in espoo().sites] == SITES
    assert [question.id for question in espoo().questions] == [
        "errand",
        "symptoms",
        "born-2001",
        "essential",
        "mask",
    ]
    here, there = ({s.id for s in espoo().services_at(site)} for site in SITES)
    other = {"hobby-group", "room", "other"}
    assert here >= other | {
        "iso-omena-library",
        "iso-omena-health-centre",
        "kela",
        "laboratory",
        "x-ray",
        "mental-health-clinic",
        "housing",
        "youth-services",
    }
    assert there >= other | {"kalajarvi-library", "kalajarvi-health-centre", "dental-clinic"}
    assert here & there == other
    options = {q.id: [option.id for option in q.options] for q in espoo().questions}
    assert options[SYMPTOMS][-1] == "none"
    assert options[QuestionId("essential")] == ["yes", "no"]
    assert options[QuestionId("mask")] == ["yes", "no", "exempt", "under-12"]
    assert {outcome.id: outcome.kind for outcome in espoo().outcomes} == {
        "come-in": OutcomeKind.GO_AHEAD,
        "mask-first": OutcomeKind.NOT_YET,
        "wait": OutcomeKind.NOT_YET,
        "by-remote": OutcomeKind.REMOTE,
        "closed-now": OutcomeKind.REMOTE,
        "stay-home": OutcomeKind.STAY_AWAY,
        "ask-staff": OutcomeKind.ASK_STAFF,
    }


def test_every_example_comes_out_as_written() -> None:
    assert espoo().examples
    for example in espoo().examples:
        said = statuses(espoo(), example.date, example.statuses)
        flow = Flow(espoo(), example.site, said)
        step = flow.next_step(example.answers)
        assert isinstance(step, Finish), example.text
        assert step.outcome == example.outcome, example.text
        assert set(step.asked) == set(example.answers), example.text


def words_of(language: str) -> list[str]:
    pack = editions()[Language(language)].pack
    return [text for _place, text in texts(pack) if not isinstance(text, Address)]


def test_outcomes_differ_in_icon_and_words() -> None:
    for edition in editions().values():
        outcomes = edition.pack.outcomes
        kinds = {outcome.kind: outcome.icon or ICONS[outcome.kind] for outcome in outcomes}
        assert len(set(kinds.values())) == len(kinds)
        assert len({outcome.title for outcome in outcomes}) == len(outcomes)


def test_easy_finnish_has_short_sentences() -> None:
    easy, plain = words_of("fi-simple"), words_of("fi")
    longest = max(len(s.split()) for text in easy for s in re.split(r"[.!?](?:\s|$)", text))
    assert longest <= 12
    assert sum(one != other for one, other in zip(easy, plain, strict=True)) > 90


def test_the_programs_own_easy_finnish_has_short_sentences() -> None:
    easy = editions()[Language("fi-simple")].speech.catalog.messages.values()
    forms = [form for each in easy for form in each]
    assert len(forms) > 70
    sentences = [s for form in forms for s in re.split(r"[.!?:](?:\s|$)", form)]
    assert not [sentence for sentence in sentences if len(sentence.split()) > 12]


COLOURS_AND_SIDES = {
    "fi": r"\b(vihre|punai|sini|keltai|oikeal|vasemma)",
    "fi-simple": r"\b(vihre|punai|sini|keltai|oikeal|vasemma)",
    "sv": r"\b(grön|röd|blå|gul|till höger|till vänster)",
    "en": r"\b(green|red|blue|yellow|on the right|on the left)\b",
}


@pytest.mark.parametrize("language", COLOURS_AND_SIDES)
def test_no_text_speaks_of_colours_or_sides(language: str) -> None:
    pattern = re.compile(COLOURS_AND_SIDES[language], re.IGNORECASE)
    program = editions()[Language(language)].speech.catalog.messages.values()
    told = [*words_of(language), *(form for forms in program for form in forms)]
    assert not [text for text in told if pattern.search(text)]
