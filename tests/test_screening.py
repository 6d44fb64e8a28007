"""Nobody is let in whom the screening questions do not clear, whatever the flow says."""

from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from kiosk.checks.findings import Severity
from kiosk.checks.loading import check
from kiosk.flow.steps import Ask, Finish, Flow, Situation
from kiosk.pack.conditions import Status
from kiosk.pack.models import LETS_IN, Pack
from kiosk.pack.words import Answers, OutcomeId, QuestionId, ServiceId, SiteId
from kiosk.proof.proving import prove
from tests.authors import OUTCOMES, REASON, SERVICES, SITES, packs
from tests.plain import STATUSES, Changes, Oracle, Raw, answers, flow, tiny_pack
from tests.test_flow import has, question, rule, told
from tests.test_proof import on_seeds, read

ILL: Raw = {"question": "ill", "any_but": ["none"]}


def lax(pack: Pack) -> Flow:
    """A flow with a fault: whatever the answers, it is certain that the visitor may come in."""
    wrong = flow(pack)
    come_in = ((True, OutcomeId("come-in")),)
    wrong.start = planted(wrong, come_in, wrong.start, set())
    return wrong


def planted(wrong: Flow, rules: Any, here: Situation, seen: set[int]) -> Situation:
    """The same situation, from which every answer still leads on, but to an open door."""
    if here.asked is None:
        return Situation(wrong, here.position, here.conditions, rules, here.watched)
    for answer, then in here.after.items():
        if id(here) not in seen:
            here.after[answer] = planted(wrong, rules, then, seen)
    seen.add(id(here))
    return here


@pytest.mark.parametrize("chosen", ["cough", "fever", "cough fever", "none"])
def test_a_wrong_flow_lets_in_nobody_but_who_is_clear(tmp_path: Path, chosen: str) -> None:
    step = lax(tiny_pack(tmp_path)).next_step(answers(errand="parcels", ill=chosen))
    assert isinstance(step, Finish)
    well = chosen == "none"
    assert (step.outcome, step.unscreened) == (("come-in", ()) if well else ("ask", ("ill",)))


def test_a_wrong_flow_that_asks_nothing_lets_in_nobody(tmp_path: Path) -> None:
    wrong = flow(tiny_pack(tmp_path))
    wrong.start = Situation(wrong, 0, (), ((True, OutcomeId("come-in")),), ())
    for given_answers in ({}, answers(ill="cough"), answers(ill="none")):
        kept_out = Finish(OutcomeId("ask"), (), (QuestionId("ill"),))
        assert wrong.next_step(given_answers) == kept_out


UNLESS: list[tuple[Raw, Answers, bool]] = [
    ({"site": ["hall"]}, {}, True),
    ({"site": ["annex"]}, {}, False),
    (has("errand", "parcels"), answers(errand="parcels"), True),
    (has("errand", "parcels"), answers(errand="passports"), False),
    (has("errand", "parcels"), {}, False),
    ({"question": "errand", "any_of": "letters"}, answers(errand="other"), True),
    ({"question": "errand", "any_but": ["passports"]}, answers(errand="parcels"), True),
    ({"question": "errand", "any_but": ["passports"]}, answers(errand="passports"), False),
    ({"question": "errand", "at_least": 1, "of": ["parcels"]}, answers(errand="parcels"), True),
    ({"question": "errand", "exactly": 1, "of": ["parcels"]}, answers(errand="passports"), False),
    ({"not": has("errand", "parcels")}, answers(errand="passports"), True),
    ({"not": has("errand", "parcels")}, {}, False),
    ({"service_of": "errand", "status": ["closed"]}, answers(errand="passports"), True),
    ({"service_of": "errand", "status": ["closed"]}, answers(errand="parcels"), False),
    ({"service_of": "errand", "status": ["closed"]}, {}, False),
    ({"all": [{"site": ["hall"]}, has("errand", "parcels")]}, answers(errand="parcels"), True),
    ({"all": [{"site": ["hall"]}, has("errand", "parcels")]}, {}, False),
    ({"all": [{"site": ["annex"]}, has("errand", "parcels")]}, {}, False),
    ({"any": [{"site": ["hall"]}, has("errand", "parcels")]}, {}, True),
    ({"any": [{"site": ["annex"]}, has("errand", "parcels")]}, {}, False),
    ({"any": [{"site": ["annex"]}, {"site": ["pool"]}]}, {}, False),
]


@pytest.mark.parametrize(("when", "given_answers", "left_out"), UNLESS)
def test_only_who_is_certainly_left_out_in_words_needs_no_clear_answer(
    tmp_path: Path, when: Raw, given_answers: Answers, left_out: bool
) -> None:
    other = {"id": "other", "text": "Something else", "group": "letters"}
    changes: Changes = {
        "questions.errand.options": [other],
        "questions.ill.screens.unless": [{"when": when, "reason": REASON}],
    }
    closed = {ServiceId("passports"): Status.CLOSED}
    wrong = flow(tiny_pack(tmp_path, changes), closed)
    start = wrong.start
    for name in given_answers:
        assert start.asked
        assert start.asked.question.id == name
        start.after.update(
            dict.fromkeys(start.after, Situation(wrong, 1, (), ((True, OutcomeId("come-in")),), ()))
        )
    if not given_answers:
        wrong.start = Situation(wrong, 0, (), ((True, OutcomeId("come-in")),), ())
    step = wrong.next_step(given_answers)
    assert isinstance(step, Finish)
    assert (step.outcome == "come-in") is left_out
    assert (step.unscreened == ()) is left_out


NOT_HERE = ["elsewhere"]
OFFERED: list[tuple[Raw, bool]] = [
    ({"not": has("errand", "elsewhere")}, True),
    ({"not": has("errand", "elsewhere parcels")}, False),
    ({"not": {"question": "errand", "any_but": ["passports", "parcels"]}}, True),
    ({"not": {"question": "errand", "any_but": ["passports"]}}, False),
    ({"not": {"question": "errand", "at_least": 2, "of": ["passports", "parcels"]}}, True),
    ({"not": {"question": "errand", "exactly": 1, "of": NOT_HERE}}, True),
    ({"not": {"question": "moods", "exactly": 1, "of": ["sad", "glad"]}}, False),
    ({"not": {"question": "moods", "at_least": 2, "of": ["sad", "glad"]}}, False),
    ({"not": {"question": "moods", "at_least": 2, "of": ["sad", "none"]}}, True),
    (has("errand", "elsewhere"), False),
]


@pytest.mark.parametrize(("when", "left_out"), OFFERED)
def test_the_guard_knows_what_no_answer_at_the_site_can_be(
    tmp_path: Path, when: Raw, left_out: bool
) -> None:
    elsewhere = {"id": "elsewhere", "name": "Elsewhere", "site": "annex", "icon": "other"}
    moods = question("moods", "sad glad none")
    moods["options"][-1]["alone"] = True
    changes: Changes = {
        "sites.+": {"id": "annex", "name": "The annex"},
        "services.+": elsewhere,
        "questions.+": {**moods, "choose": "any"},
        "questions.ill.screens.unless": [{"when": when, "reason": REASON}],
    }
    wrong = flow(tiny_pack(tmp_path, changes))
    wrong.start = Situation(wrong, 0, (), ((True, OutcomeId("come-in")),), ())
    assert wrong.next_step({}) == Finish(
        OutcomeId("come-in" if left_out else "ask"), (), () if left_out else (QuestionId("ill"),)
    )


@pytest.mark.parametrize(("services", "left_out"), [([], True), ([{"site": "hall"}], False)])
def test_without_services_none_has_a_status(
    tmp_path: Path, services: list[Raw], left_out: bool
) -> None:
    service = {"id": "elsewhere", "name": "Elsewhere", "site": "annex", "icon": "other"}
    open_here = {"not": {"service_of": "errand", "status": ["open"]}}
    changes: Changes = {
        "sites.+": {"id": "annex", "name": "The annex"},
        "services": [service, *({**service, "id": "here", **each} for each in services)],
        "questions.errand.options": [{"id": "other", "text": "Something else"}],
        "questions.ill.screens.unless": [{"when": open_here, "reason": REASON}],
    }
    wrong = flow(tiny_pack(tmp_path, changes))
    wrong.start = Situation(wrong, 0, (), ((True, OutcomeId("come-in")),), ())
    step = wrong.next_step({})
    assert isinstance(step, Finish)
    assert (step.outcome == "come-in") is left_out


def of_one_site(document: dict[str, Any]) -> dict[str, Any]:
    """The pack where screening leaves out whoever did not come for what one site alone has."""
    unless = {"when": {"not": has("q0", "s3")}, "reason": REASON}
    first, *others = document["questions"]
    first |= {"from_services": True, "options": first["options"][:1], "choose": "one"}
    for asked in others:
        asked.setdefault("screens", {"clear": [asked["options"][-1]["id"]]})["unless"] = [unless]
    document["rules"].insert(0, {"when": {"site": ["hall"]}, "outcome": OUTCOMES[0]})
    return document


@on_seeds(300)
@given(packs() | packs().map(of_one_site))
def test_what_is_proved_needs_no_guard_and_what_is_not_is_guarded(document: dict[str, Any]) -> None:
    pack = read(document)
    codes = {breach.code for breach in prove(pack).breaches}
    lacking = codes & {"screening-hidden", "screening-skipped", "screening-not-clear"}
    kept_out = False
    for site, said in product(SITES, STATUSES):
        statuses = {ServiceId(name): Status(said) for name in SERVICES}
        tested = Flow(pack, SiteId(site), statuses)
        oracle = Oracle(document, site, dict.fromkeys(SERVICES, said))
        for end in ends(tested, oracle, {}):
            kept_out = kept_out or bool(end.unscreened)
            if not end.unscreened and pack.outcome(end.outcome).kind in LETS_IN:
                screening = {question.id for question in pack.screening}
                left_out = {q.id for q in pack.screening if q.screens and q.screens.unless}
                assert screening - left_out <= set(end.asked)
    assert kept_out == bool(lacking)


def ends(tested: Flow, oracle: Oracle, given_answers: Answers) -> list[Finish]:
    """Where every visit with these first answers ends."""
    match tested.next_step(given_answers):
        case Finish() as end:
            return [end]
        case Ask(question=name):
            asked = next(each for each in oracle.questions if each["id"] == name)
            found = []
            for chosen in oracle.choices(asked):
                found += ends(tested, oracle, {**given_answers, **told({name: chosen})})
            return found


def findings(folder: Path, changes: Changes) -> dict[str, tuple[str, Severity]]:
    checked = check(folder, tiny_pack(folder, changes)).findings
    return {finding.code: (finding.where, finding.severity) for finding in checked}


def test_a_correct_pack_about_who_is_ill_and_met_somebody_ill_is_not_refused(
    tmp_path: Path,
) -> None:
    contact = question("contact", "yes no")
    unless = {"when": {"not": ILL}, "reason": "Only who is ill is asked whom they have met."}
    changes = {
        "questions.+": {**contact, "ask_when": ILL},
        "rules": [
            rule({"all": [ILL, has("contact", "yes")]}, "stay-out"),
            rule(ILL, "ask"),
            rule(has("ill", "none"), "come-in"),
            {"outcome": "ask", "intended": REASON},
        ],
        "guarantees": [
            {
                "text": "Who is ill and has met somebody ill never comes in.",
                "when": {"all": [ILL, has("contact", "yes")]},
                "must_end_in": ["stay-out"],
            }
        ],
    }
    assert findings(tmp_path, {**changes, "outcomes.ask.notes": [NOTE]}) == {}
    screening = {**contact, "screens": {"clear": ["no"], "unless": [unless]}}
    changes["questions.+"] = screening
    assert findings(tmp_path, {**changes, "outcomes.ask.notes": [NOTE]}) == {}


NOTE: Raw = {"text": "Take a number", "when": has("errand", "parcels")}
