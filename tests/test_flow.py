"""What to ask next, or where the visit ends."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.flow.steps import Ask, Finish, Flow
from kiosk.pack.conditions import Status
from kiosk.pack.models import Pack
from kiosk.pack.words import Answers, OptionId, OutcomeId, QuestionId, ServiceId, SiteId
from tests.plain import HALL, Changes, Oracle, Picked, Raw, answers, flow, tiny_pack


def rule(when: Raw, outcome: str) -> Raw:
    return {"when": when, "outcome": outcome}


def question(name: str, options: str, **more: Any) -> Raw:
    return {
        "id": name,
        "text": f"{name}?",
        "options": [{"id": option, "text": option} for option in options.split()],
        **more,
    }


def has(name: str, options: str) -> Raw:
    return {"question": name, "any_of": options.split()}


def questions(*asked: Raw, rules: list[Raw]) -> Changes:
    return {"questions": list(asked), "rules": [*rules, {"outcome": "ask"}]}


def starting(pack: Pack) -> Ask:
    step = flow(pack).next_step({})
    assert isinstance(step, Ask)
    return step


@pytest.mark.parametrize(
    ("given_answers", "ends"),
    [
        (answers(errand="passports", ill="cough"), "stay-out"),
        (answers(errand="passports", ill="cough fever"), "stay-out"),
        (answers(errand="passports", ill="fever cough"), "stay-out"),
        (answers(errand="passports", ill="none"), "come-in"),
        (answers(errand="parcels", ill="none"), "ask"),
    ],
)
def test_the_first_rule_that_holds_wins(tmp_path: Path, given_answers: Answers, ends: str) -> None:
    pack = tiny_pack(tmp_path, {"services.parcels.availability": [{"status": "closed"}]})
    asked = (QuestionId("errand"), QuestionId("ill"))
    assert flow(pack).next_step(given_answers) == Finish(OutcomeId(ends), asked)


def test_what_staff_say_of_a_service_decides(tmp_path: Path) -> None:
    pack = tiny_pack(tmp_path)
    well = answers(errand="parcels", ill="none")
    full = flow(pack, {ServiceId("parcels"): Status.FULL}).next_step(well)
    assert isinstance(full, Finish)
    assert full.outcome == "ask"
    calm = flow(pack).next_step(well)
    assert isinstance(calm, Finish)
    assert calm.outcome == "come-in"


def test_questions_come_in_their_order_with_a_number_and_what_may_follow(tmp_path: Path) -> None:
    pack = tiny_pack(tmp_path)
    assert flow(pack).next_step({}) == Ask(QuestionId("errand"), 1, 1)
    assert flow(pack).next_step(answers(errand="parcels")) == Ask(QuestionId("ill"), 2, 0)


def test_an_unanswered_question_is_never_a_no(tmp_path: Path) -> None:
    changes = questions(
        question("a", "yes no"),
        question("b", "yes no"),
        rules=[rule({"not": has("b", "yes")}, "come-in")],
    )
    pack = tiny_pack(tmp_path, changes)
    assert flow(pack).next_step(answers(a="yes")) == Ask(QuestionId("b"), 2, 0)
    assert flow(pack).next_step(answers(a="yes", b="yes")) == Finish(
        pack.outcomes[2].id, (QuestionId("a"), QuestionId("b"))
    )


def test_a_question_waits_for_what_its_condition_looks_at(tmp_path: Path) -> None:
    changes = questions(
        question("a", "yes no"),
        question("b", "yes no", ask_when={"not": has("a", "yes")}),
        rules=[rule(has("b", "yes"), "come-in"), rule(has("a", "yes"), "stay-out")],
    )
    pack = tiny_pack(tmp_path, changes)
    assert flow(pack).next_step({}) == Ask(QuestionId("a"), 1, 1)
    assert flow(pack).next_step(answers(b="yes")) == Ask(QuestionId("a"), 1, 1)


def test_the_flow_stops_as_soon_as_no_answer_can_change_the_outcome(tmp_path: Path) -> None:
    changes = questions(
        question("a", "yes no"),
        question("b", "yes no"),
        rules=[
            rule({"all": [has("a", "yes"), has("b", "yes")]}, "stay-out"),
            rule({"all": [has("a", "yes"), has("b", "no")]}, "stay-out"),
            rule(has("b", "yes"), "come-in"),
        ],
    )
    pack = tiny_pack(tmp_path, changes)
    assert flow(pack).next_step(answers(a="yes")) == Finish(pack.outcomes[1].id, (QuestionId("a"),))
    assert flow(pack).next_step(answers(a="no")) == Ask(QuestionId("b"), 2, 0)


def test_a_pack_whose_outcome_is_certain_asks_nothing(tmp_path: Path) -> None:
    pack = tiny_pack(tmp_path, {"rules": [{"when": {"site": ["hall"]}, "outcome": "come-in"}]})
    assert flow(pack).next_step({}) == Finish(pack.outcomes[0].id, ())
    assert flow(pack).path({}) == ()


def test_at_most_left_is_the_longest_way_and_no_longer(tmp_path: Path) -> None:
    changes = questions(
        question("a", "short long"),
        question("b", "yes no", ask_when=has("a", "long")),
        question("c", "yes no", ask_when=has("b", "yes")),
        rules=[
            rule(has("c", "yes"), "come-in"),
            rule(has("c", "no"), "stay-out"),
            rule(has("a", "short"), "stay-out"),
        ],
    )
    pack = tiny_pack(tmp_path, changes)
    assert starting(pack).at_most_left == 2
    assert flow(pack).next_step(answers(a="long")) == Ask(QuestionId("b"), 2, 1)
    assert isinstance(flow(pack).next_step(answers(a="short")), Finish)


def test_answers_off_the_path_have_no_influence(tmp_path: Path) -> None:
    changes = questions(
        question("a", "yes no"),
        question("b", "yes no", ask_when=has("a", "yes")),
        question("c", "yes no"),
        rules=[
            rule({"all": [has("b", "yes"), has("c", "yes")]}, "stay-out"),
            rule(has("c", "yes"), "come-in"),
        ],
    )
    pack = tiny_pack(tmp_path, changes)
    kept = answers(a="no", b="yes", c="yes")
    assert flow(pack).next_step(kept) == flow(pack).next_step(answers(a="no", c="yes"))
    assert flow(pack).path(kept) == ("a", "c")
    assert not flow(pack).holds(pack.rules[0].when, kept)


def test_changing_an_earlier_answer_keeps_what_still_applies(tmp_path: Path) -> None:
    pack = tiny_pack(tmp_path)
    before = answers(errand="passports", ill="none")
    after = {**before, **answers(errand="parcels")}
    step = flow(pack, {ServiceId("parcels"): Status.FULL}).next_step(after)
    assert step == Finish(pack.outcomes[2].id, (QuestionId("errand"), QuestionId("ill")))


@pytest.mark.parametrize(
    "chosen", ["", "none cough", "cough none", "sniffle", "cough sniffle", "cough cough", "yes"]
)
def test_what_is_no_answer_leaves_a_question_that_takes_several_open(
    tmp_path: Path, chosen: str
) -> None:
    step = flow(tiny_pack(tmp_path)).next_step(answers(errand="parcels", ill=chosen))
    assert step == Ask(QuestionId("ill"), 2, 0)


@pytest.mark.parametrize("chosen", ["", "passports parcels", "kela", "cough"])
def test_what_is_no_answer_leaves_a_question_that_takes_one_open(
    tmp_path: Path, chosen: str
) -> None:
    step = flow(tiny_pack(tmp_path)).next_step(answers(errand=chosen, ill="none"))
    assert step == Ask(QuestionId("errand"), 1, 1)


def test_a_service_of_another_site_is_no_answer(tmp_path: Path) -> None:
    changes = {"sites.+": {"id": "annex", "name": "The annex"}, "services.parcels.site": "annex"}
    step = flow(tiny_pack(tmp_path, changes)).next_step(answers(errand="parcels", ill="none"))
    assert step == Ask(QuestionId("errand"), 1, 1)


def test_a_skipped_question_counts_as_having_none_of_its_options(tmp_path: Path) -> None:
    changes = questions(
        question("a", "yes no"),
        question("b", "yes no", ask_when=has("a", "yes")),
        rules=[rule({"not": has("b", "yes no")}, "come-in"), rule(has("b", "no"), "stay-out")],
    )
    pack = tiny_pack(tmp_path, changes)
    assert flow(pack).next_step(answers(a="no")) == Finish(pack.outcomes[0].id, (QuestionId("a"),))


@pytest.mark.parametrize(
    ("condition", "given_answers", "holds"),
    [
        (None, {}, True),
        (has("ill", "cough"), answers(errand="parcels"), False),
        ({"not": has("ill", "cough")}, answers(errand="parcels"), False),
        ({"not": has("ill", "cough")}, answers(errand="parcels", ill="none"), True),
        (has("ill", "cough"), answers(errand="parcels", ill="cough fever"), True),
        (has("ill", "cough"), answers(ill="cough"), False),
        ({"site": ["hall"]}, {}, True),
        ({"site": ["annex"]}, {}, False),
        (
            {"question": "ill", "at_least": 2, "of": ["cough", "fever"]},
            answers(errand="parcels", ill="cough fever"),
            True,
        ),
        (
            {"question": "ill", "at_least": 2, "of": ["cough", "fever"]},
            answers(errand="parcels", ill="cough"),
            False,
        ),
        (
            {"not": {"not": {"service_of": "errand", "status": ["open"]}}},
            answers(errand="parcels", ill="cough"),
            True,
        ),
    ],
)
def test_a_note_sees_the_answers_on_the_path(
    tmp_path: Path, condition: Raw | None, given_answers: Answers, holds: bool
) -> None:
    note = {"text": "A note"} if condition is None else {"text": "A note", "when": condition}
    pack = tiny_pack(tmp_path, {"outcomes.ask.notes": [note]})
    assert flow(pack).holds(pack.outcomes[2].notes[0].when, given_answers) is holds


def test_a_list_of_twenty_symptoms_is_no_more_work_than_one(tmp_path: Path) -> None:
    names = [f"s{number}" for number in range(20)]
    asked = [question(f"q{n}", " ".join(names), choose="any") for n in range(12)]
    rules = [
        rule({"question": f"q{n}", "at_least": 3, "of": names[:10]}, "stay-out") for n in range(12)
    ]
    pack = tiny_pack(tmp_path, questions(*asked, rules=rules))
    assert starting(pack).at_most_left == 11


SITES = ("hall", "annex")
SERVICES = {"s1": "hall", "s2": None, "s3": "annex"}
OUTCOMES = ("come-in", "stay-out", "ask")


@st.composite
def conditions(draw: st.DrawFn, asked: list[Raw], depth: int = 2) -> Raw:
    kinds = ["site", *(["any_of", "at_least"] if asked else [])]
    kinds += ["service_of"] if any(each.get("from_services") for each in asked) else []
    kinds += ["all", "any", "not"] if depth else []
    kind = draw(st.sampled_from(kinds))
    inner = conditions(asked, depth - 1) if depth else st.nothing()
    match kind:
        case "all" | "any":
            return {kind: draw(st.lists(inner, min_size=1, max_size=3))}
        case "not":
            return {"not": draw(inner)}
        case "site":
            return {"site": draw(st.lists(st.sampled_from(SITES), min_size=1, max_size=2))}
        case "service_of":
            statuses = st.sampled_from([status.value for status in Status])
            return {"service_of": "q0", "status": draw(st.lists(statuses, min_size=1, max_size=3))}
        case _:
            return draw(on_answer(kind, draw(st.sampled_from(asked))))


@st.composite
def on_answer(draw: st.DrawFn, kind: str, asked: Raw) -> Raw:
    names = [option["id"] for option in asked["options"]]
    names += list(SERVICES) if asked.get("from_services") else []
    options = draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True))
    if kind == "any_of":
        return {"question": asked["id"], "any_of": options}
    return {"question": asked["id"], "at_least": draw(st.integers(1, 3)), "of": options}


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    asked: list[Raw] = []
    for position in range(draw(st.integers(2, 4))):
        names = [f"o{number}" for number in range(draw(st.integers(2, 3)))]
        options: list[Any] = [{"id": name, "text": name} for name in names]
        options[-1]["alone"] = draw(st.booleans())
        raw: dict[str, Any] = {"id": f"q{position}", "text": "?", "options": options}
        raw["choose"] = draw(st.sampled_from(["one", "any"] if position < 3 else ["one"]))
        if position == 0 and draw(st.booleans()):
            raw |= {"from_services": True, "options": options[:1], "choose": "one"}
        if draw(st.booleans()):
            raw["ask_when"] = draw(conditions(asked))
        asked.append(raw)
    outcomes = st.sampled_from(OUTCOMES)
    rules = draw(
        st.lists(st.builds(rule, conditions(asked), outcomes), min_size=1, max_size=4),
    )
    return {
        "schema_version": 1,
        "id": "random",
        "revision": 1,
        "reviewed": "2021-05-27",
        "source_language": "en",
        "languages": ["en"],
        "welcome": {"title": "Hello"},
        "sites": [{"id": site, "name": site} for site in SITES],
        "services": [
            {"id": name, "site": site, "name": name, "icon": "other"}
            for name, site in SERVICES.items()
        ],
        "questions": asked,
        "outcomes": [{"id": name, "kind": "ask_staff", "title": name} for name in OUTCOMES],
        "rules": [*rules, {"outcome": draw(outcomes)}],
    }


class Replay:
    """The flow that the oracle prescribes, remembered by the answers so far."""

    def __init__(self, oracle: Oracle) -> None:
        self._oracle = oracle
        self._certain: dict[tuple[Picked, ...], str | None] = {}

    def certain(self, before: Mapping[str, Picked]) -> str | None:
        key = tuple(before.values())
        if key not in self._certain:
            left = self._oracle.outcomes(before)
            self._certain[key] = next(iter(left)) if len(left) == 1 else None
        return self._certain[key]

    def next_to_ask(self, before: dict[str, Picked]) -> tuple[dict[str, Picked], Raw | None]:
        """The answers with those of skipped questions, and the question to put."""
        while self.certain(before) is None:
            asked = self._oracle.questions[len(before)]
            if self._oracle.asks(asked, before):
                return before, asked
            before = {**before, asked["id"]: frozenset()}
        return before, None

    def longest(self, before: dict[str, Picked]) -> int:
        before, asked = self.next_to_ask(before)
        if asked is None:
            return 0
        choices = self._oracle.choices(asked)
        return 1 + max(self.longest({**before, asked["id"]: chosen}) for chosen in choices)


def told(before: Mapping[str, Picked]) -> Answers:
    return {
        QuestionId(name): tuple(OptionId(option) for option in sorted(chosen))
        for name, chosen in before.items()
        if chosen
    }


def agree(tested: Flow, replay: Replay, oracle: Oracle, before: dict[str, Picked]) -> None:
    """Compare every visit that begins with these answers."""
    given_answers = told(before)
    step = tested.next_step(given_answers)
    before, asked = replay.next_to_ask(before)
    on_path = tuple(QuestionId(name) for name, chosen in before.items() if chosen)
    if asked is None:
        assert step == Finish(OutcomeId(str(replay.certain(before))), on_path)
        assert tested.path(given_answers) == on_path
        return
    assert step == Ask(asked["id"], len(on_path) + 1, replay.longest(before) - 1)
    assert tested.path(given_answers) == (*on_path, asked["id"])
    for chosen in oracle.choices(asked):
        agree(tested, replay, oracle, {**before, asked["id"]: chosen})


@settings(
    max_examples=400 if os.environ.get("PROOF") == "all" else 100,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(
    documents(),
    st.sampled_from(SITES),
    st.fixed_dictionaries({name: st.sampled_from(list(Status)) for name in SERVICES}),
)
def test_the_flow_agrees_with_trying_every_visit(
    document: dict[str, Any], site: str, status: dict[str, Status]
) -> None:
    pack = Pack.model_validate_json(json.dumps(document))
    oracle = Oracle(document, site, status)
    statuses = {ServiceId(name): each for name, each in status.items()}
    agree(Flow(pack, SiteId(site), statuses), Replay(oracle), oracle, {})


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(documents(), st.data())
def test_answers_off_the_path_never_change_a_random_visit(
    document: dict[str, Any], data: st.DataObject
) -> None:
    pack = Pack.model_validate_json(json.dumps(document))
    oracle = Oracle(document, HALL, dict.fromkeys(SERVICES, "open"))
    tested = Flow(pack, HALL, {ServiceId(name): Status.OPEN for name in SERVICES})
    every = {
        asked["id"]: data.draw(st.sampled_from(oracle.choices(asked))) for asked in oracle.questions
    }
    path = tested.path(told(every))
    on_path = {name: chosen for name, chosen in every.items() if name in path}
    assert tested.next_step(told(every)) == tested.next_step(told(on_path))


def test_one_rule_a_symptom_is_no_more_work_than_one_for_all(tmp_path: Path) -> None:
    names = [f"s{number}" for number in range(24)]
    changes = questions(
        question("a", " ".join([*names, "none"]), choose="any"),
        rules=[rule(has("a", name), "stay-out") for name in names],
    )
    pack = tiny_pack(tmp_path, changes)
    (asked,) = flow(pack).asked
    assert len(asked.classes) <= 25 * 25
    assert flow(pack).next_step(answers(a="s7")) == Finish(pack.outcomes[1].id, (QuestionId("a"),))
