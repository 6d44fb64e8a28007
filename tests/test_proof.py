"""What the proof says of a pack is what trying every visit with every raw answer says."""

import json
import os
from datetime import date
from pathlib import Path as Folder
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from kiosk.checks.calendar import calendar
from kiosk.checks.findings import Severity
from kiosk.checks.loading import Checked, check
from kiosk.ctl import main
from kiosk.flow.steps import Ask, Finish, Flow
from kiosk.pack.models import LETS_IN, OutcomeKind, Pack
from kiosk.pack.words import OutcomeId, QuestionId
from kiosk.proof.days import Day, turning_days
from kiosk.proof.proving import Proof, prove
from kiosk.proof.tours import Breach
from kiosk.proof.walks import Path
from tests.authors import SITES, packs
from tests.plain import GONE, Changes, Picked, Raw, pack_with, tiny, tiny_pack
from tests.test_flow import has, question, questions
from tests.truth import Everything, Truth


def read(document: Raw) -> Pack:
    return Pack.model_validate_json(json.dumps(document))


def on_seeds(count: int) -> settings:
    """So many packs with PROOF=all, else a quarter of them; the same ones in every run."""
    return settings(
        max_examples=count if os.environ.get("PROOF") == "all" else count // 4,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


def found(proof: Proof, *codes: str) -> set[tuple[str, str]]:
    return {(breach.code, breach.where) for breach in proof.breaches if breach.code in codes}


EXACT = [
    "asked-in-vain",
    "default-reached",
    "guarantee-broken",
    "no-screening",
    "screening-hidden",
    "screening-not-clear",
    "screening-skipped",
]
NEVER = [
    "guarantee-never-holds",
    "outcome-never-reached",
    "question-never-asked",
    "screening-never-asked",
    "unless-unused",
]
STRICTER = ["let-in-before-stricter", "milder-before-stricter"]


@on_seeds(1000)
@given(packs())
def test_the_proof_finds_exactly_what_trying_every_visit_finds(document: dict[str, Any]) -> None:
    everything, proof = Everything(document), prove(read(document))
    places = everything.places()
    for code in EXACT:
        assert found(proof, code) == {place for place in places if place[0] == code}
    assert found(proof, *NEVER) == everything.never()
    for code in STRICTER:
        stricter = found(proof, code)
        assert stricter <= places.keys()
        assert bool(stricter) == any(place[0] == code for place in places)
    lost, told = everything.rules(), ("rule-shadowed", "rule-never-holds")
    assert {b.where: b.about for b in proof.breaches if b.code in told} == lost
    assert found(proof, "rule-shadowed") == {
        ("rule-shadowed", w) for w, others in lost.items() if others
    }


def alike(truth: Truth, question: str, one: str, other: str) -> bool:
    """Whether every visit ends the same with one option of a question in place of another."""
    ends: dict[object, str | None] = {}
    for node in truth.start.visits():
        if node.certain and question in node.before:
            statuses = tuple(node.oracle.status.items())
            ends[statuses, tuple(node.before.items())] = node.certain

    def swapped(chosen: Picked) -> Picked:
        names = {one: other, other: one}
        return frozenset(names.get(option, option) for option in chosen)

    def otherwise(before: Any) -> object:
        statuses, answers = before
        return statuses, tuple((q, swapped(c) if q == question else c) for q, c in answers)

    return all(ends.get(otherwise(before)) == outcome for before, outcome in ends.items())


@on_seeds(300)
@given(packs())
def test_the_proof_finds_every_risk_that_lets_further_or_one_that_is_the_same(
    document: dict[str, Any],
) -> None:
    everything = Everything(document)
    told = found(prove(read(document)), "risk-lets-further")
    for truth in everything.known.values():
        laxer = {place for place in truth.places() if place[0] == "risk-lets-further"}
        for _, where in laxer:
            _, question, _, risk = where.split(".")
            same = [
                other
                for _, named in told
                for _, asked, _, other in [named.split(".")]
                if asked == question and (other == risk or alike(truth, question, risk, other))
            ]
            assert same, where
    assert told <= set(everything.places())


@on_seeds(300)
@given(packs())
def test_an_option_that_no_rule_tells_apart_from_a_clear_one_ends_like_it(
    document: dict[str, Any],
) -> None:
    everything, named = Everything(document), json.dumps(document["rules"])
    told = [b for b in prove(read(document)).breaches if b.code == "option-like-clear"]
    for breach in told:
        _, asked, _, option = breach.where.split(".")
        assert breach.day
        ends = [
            (node.certain, node.before, node.oracle.status)
            for node in everything.known[breach.day.site].ends
        ]
        with_one, with_clear = (
            [
                (end, {**before, asked: None}, statuses)
                for end, before, statuses in ends
                if before.get(asked) == frozenset({chosen})
            ]
            for chosen in (option, breach.about[1])
        )
        assert with_one == with_clear or not with_one or not with_clear
    if "question" not in named:
        offered = [q for q in document["questions"] if "screens" in q]
        assert not offered or told or found(prove(read(document)), *NEVER)


@on_seeds(300)
@given(packs())
def test_every_breach_is_shown_by_a_real_visit_and_no_shorter_one_shows_it(
    document: dict[str, Any],
) -> None:
    pack, everything = read(document), Everything(document)
    proof, places = prove(pack), everything.places()
    for breach in proof.breaches:
        if breach.day is None:
            assert breach.path == ()
            continue
        assert turning_days(pack)[0] <= breach.day.on or breach.day.said
        truth = everything.known[breach.day.site]
        if breach.code == "risk-lets-further":
            assert_two_visits_show(pack, breach, breach.day)
            assert len(breach.path) == truth.places()[breach.code, breach.where]
        else:
            assert_a_visit_shows(pack, breach, breach.day, truth)
        if breach.code in EXACT:
            assert len(breach.path) == places[breach.code, breach.where]
    longest = max(truth.start.longest for truth in everything.known.values())
    assert (proof.sites, proof.longest) == (len(SITES), longest)
    assert proof.paths >= proof.sites


def walked(pack: Pack, day: Day, path: Path) -> tuple[Ask | Finish, dict[str, Picked]]:
    """What a visitor sees who gives these answers, each to the question that is put."""
    flow, given_answers = Flow(pack, day.site, day.statuses(pack)), dict(path[:0])
    for name, chosen in path:
        step = flow.next_step(given_answers)
        assert isinstance(step, Ask)
        assert step.question == name
        given_answers[name] = chosen
    picked = {str(each.id): frozenset[str]() for each in pack.questions}
    picked |= {str(name): frozenset(map(str, chosen)) for name, chosen in path}
    return flow.next_step(given_answers), picked


def assert_a_visit_shows(pack: Pack, breach: Breach, day: Day, truth: Truth) -> None:
    step, picked = walked(pack, day, breach.path)
    if breach.code in {"asked-in-vain", "keeps-out-unscreened"}:
        assert isinstance(step, Ask)
        assert breach.where == f"questions.{step.question}"
        return
    assert isinstance(step, Finish)
    kind = pack.outcome(OutcomeId(breach.about[0])).kind
    if not step.unscreened:
        assert breach.about[0] == step.outcome
    if breach.code == "guarantee-broken":
        guarantee = truth.document["guarantees"][int(breach.where.rpartition(".")[2])]
        allowed = guarantee.get("must_end_in", [breach.about[0]])
        assert kind in guarantee.get("never", []) or breach.about[0] not in allowed
    elif breach.code in {"no-screening", "let-in-before-stricter"}:
        assert kind in LETS_IN
    elif breach.code.startswith("screening"):
        assert kind in LETS_IN
        assert breach.where.rpartition(".")[2] in step.unscreened
        assert (breach.code == "screening-not-clear") == bool(picked[breach.where.split(".")[1]])


def assert_two_visits_show(pack: Pack, breach: Breach, day: Day) -> None:
    _, name, _, risk = breach.where.split(".")
    asked, flow, answers = (
        QuestionId(name),
        Flow(pack, day.site, day.statuses(pack)),
        dict(breach.path),
    )
    with_it = flow.next_step(answers)
    assert isinstance(with_it, Finish)
    if with_it.unscreened:  # the guard keeps out whom the rules would let in
        assert pack.outcome(OutcomeId(breach.about[1])).kind in LETS_IN
        return
    alone = [(option.id,) for option in pack.question(asked).options if option.alone]
    less = tuple(option for option in answers[asked] if option != risk)
    without = [flow.next_step({**answers, asked: chosen}) for chosen in ([less] if less else alone)]
    ends = {step.outcome: step for step in without if isinstance(step, Finish)}
    before, after = map(OutcomeId, breach.about)
    assert with_it.outcome == after
    assert before in ends
    assert set(answers) == {*with_it.asked, *ends[before].asked}
    kinds = list(OutcomeKind)
    assert kinds.index(pack.outcome(after).kind) < kinds.index(pack.outcome(before).kind)


GUARD: Raw = {
    "text": "Nobody ill comes in.",
    "when": has("ill", "cough fever"),
    "never": ["go_ahead"],
}


def guarded(changes: Changes | None = None) -> Changes:
    """Changes to a tiny pack in which every question is asked for something."""
    note = {"text": "Take a number", "when": has("errand", "parcels")}
    return {"guarantees": [GUARD], "outcomes.ask.notes": [note], **(changes or {})}


EXTRA = {"id": "extra", "text": "And?", "options": [{"id": "yes", "text": "Yes"}]}
TOLD: list[tuple[Changes, str, str, str]] = [
    (
        {"rules.0.when": has("ill", "cough")},
        "guarantee-broken",
        "guarantees.0",
        (
            '"Nobody ill comes in." does not hold. At The hall on 27.5.2021: '
            "Passports → Fever → Please come in; change the rules"
        ),
    ),
    (
        {
            "rules.1.when": {"not": {"service_of": "errand", "status": ["closed"]}},
            "guarantees.+": {
                "text": "Nobody waits inside.",
                "when": {"service_of": "errand", "status": ["full"]},
                "never": ["go_ahead"],
            },
        },
        "guarantee-broken",
        "guarantees.1",
        (
            '"Nobody waits inside." does not hold. At The hall on 27.5.2021, when staff say full '
            "of Passports: Passports → None of these → Please come in; change the rules"
        ),
    ),
    (
        {
            "questions.ill.ask_when": {"not": has("errand", "parcels")},
            "rules": [
                {"when": has("errand", "passports"), "outcome": "come-in"},
                {"when": has("ill", "cough fever"), "outcome": "stay-out"},
                {"outcome": "ask"},
            ],
        },
        "screening-skipped",
        "questions.ill",
        (
            "is not put to some who are let in. At The hall on 27.5.2021: "
            "Passports → Please come in; let the rules that let people in look at it, "
            "or say in unless who is left out and why"
        ),
    ),
    (
        {
            "guarantees": [],
            "rules.0": {
                "when": {"question": "ill", "at_least": 2, "of": ["cough", "fever"]},
                "outcome": "come-in",
            },
            "rules.1": {"when": has("ill", "cough fever"), "outcome": "stay-out"},
        },
        "risk-lets-further",
        "questions.ill.options.cough",
        (
            'leads from "Please go home" to "Please come in", which is further. '
            "At The hall on 27.5.2021: Passports → Fever, Cough; change the rules"
        ),
    ),
    (
        {
            "questions.errand": question("errand", "passports parcels"),
            "rules.1.when": has("ill", "none"),
            "outcomes.ask.notes": [],
        },
        "asked-in-vain",
        "questions.errand",
        (
            "is asked where no answer changes anything. At The hall on 27.5.2021: at once; "
            "give it an ask_when"
        ),
    ),
    (
        {"questions.+": EXTRA},
        "question-never-asked",
        "questions.extra",
        "is never asked; change its ask_when",
    ),
    (
        {"outcomes.+": {"id": "far", "kind": "ask_staff", "title": "Ask far away"}},
        "outcome-never-reached",
        "outcomes.far",
        "is never reached; add a rule, or take it out",
    ),
    (
        {
            "rules": [
                *tiny()["rules"][:2],
                {"when": has("ill", "fever"), "outcome": "stay-out"},
                {"outcome": "ask"},
            ]
        },
        "rule-shadowed",
        "rules.2",
        (
            'never wins: wherever it holds, rule 1 ("Please go home") comes first; '
            "move it up, or take it out"
        ),
    ),
    (
        {
            "rules": [
                *tiny()["rules"][:2],
                {"when": {"all": [has("ill", "none"), has("ill", "cough")]}, "outcome": "ask"},
                {"outcome": "ask"},
            ]
        },
        "rule-never-holds",
        "rules.2",
        "can never hold; change it, or take it out",
    ),
]
ERRORS = {"guarantee-broken", "screening-skipped", "risk-lets-further"}


def checked(folder: Folder, changes: Changes) -> Checked:
    return check(folder, tiny_pack(folder, guarded(changes)))


@pytest.mark.parametrize(("changes", "code", "where", "message"), TOLD)
def test_a_breach_is_told_in_words(
    tmp_path: Folder, changes: Changes, code: str, where: str, message: str
) -> None:
    told = {(f.code, f.where): f for f in checked(tmp_path, changes).findings}
    finding = told[code, where]
    assert finding.message == message
    assert (finding.severity is Severity.ERROR) == (code in ERRORS)


def test_what_staff_say_of_one_service_is_told_with_its_name(tmp_path: Folder) -> None:
    full = {"service_of": "errand", "status": ["full"]}
    changes = {
        "rules.1.when": {"not": full},
        "guarantees.+": {"text": "Nobody asks.", "when": full, "never": ["ask_staff"]},
        "questions.ill.ask_when": {"not": full},
        "rules.0.when": has("ill", "cough fever"),
    }
    (finding,) = (f for f in checked(tmp_path, changes).findings if f.where == "guarantees.1")
    assert "when staff say full of Passports: Passports → Please ask the staff" in finding.message


def test_the_day_that_is_told_is_the_first_on_which_the_calendar_says_so(tmp_path: Folder) -> None:
    open_later = [{"status": "closed", "until": "2021-05-31"}, {"status": "open"}]
    changes = {
        "services.passports.availability": open_later,
        "services.parcels.availability": open_later,
        "guarantees.+": {"text": "Never.", "when": {"site": ["hall"]}, "never": ["ask_staff"]},
        "rules.1": {"when": {"service_of": "errand", "status": ["open"]}, "outcome": "ask"},
        "rules.2": {"when": has("ill", "none"), "outcome": "stay-out"},
        "rules.+": {"outcome": "stay-out"},
    }
    (finding,) = (f for f in checked(tmp_path, changes).findings if f.where == "guarantees.1")
    assert "At The hall on 1.6.2021: Passports → None of these → Please ask" in finding.message


def test_a_pack_that_depends_on_itself_in_too_many_ways_is_told_so(tmp_path: Folder) -> None:
    names = [f"o{number}" for number in range(15)]
    both = [{"all": [has("a", name), has("b", name)]} for name in names]
    changes = questions(
        question("a", " ".join([*names, "none"]), choose="any"),
        question("b", " ".join([*names, "none"]), choose="any"),
        rules=[{"when": {"any": both}, "outcome": "stay-out"}],
    )
    told = checked(tmp_path, {**changes, "guarantees": [], "outcomes.ask.notes": []})
    (finding,) = (f for f in told.findings if f.severity is Severity.ERROR)
    assert (finding.code, finding.where) == ("too-entangled", "rules")
    assert finding.message.startswith("depend on each other in too many ways to be proved; ")
    assert told.proof == Proof()


PERIODS: list[tuple[list[Raw], list[tuple[str, str]]]] = [
    ([{"status": "open"}], []),
    ([{"status": "closed", "from": "2021-06-24", "until": "2021-06-26"}, {"status": "open"}], []),
    (
        [
            {"status": "closed", "from": "2021-06-24", "until": "2021-06-24"},
            {"status": "limited", "from": "2021-06-01", "until": "2021-06-30"},
            {"status": "open"},
        ],
        [],
    ),
    ([{"status": "limited", "until": "2021-05-31"}, {"status": "open", "from": "2021-06-01"}], []),
    (
        [{"status": "closed", "from": "2021-06-26", "until": "2021-06-24"}, {"status": "open"}],
        [("period-reversed", ".0")],
    ),
    (
        [{"status": "open"}, {"status": "closed", "from": "2021-06-24", "until": "2021-06-26"}],
        [("period-hidden", ".1"), ("periods-overlap", "")],
    ),
    ([{"status": "open", "until": "2021-06-01"}], [("period-missing", "")]),
    ([{"status": "open", "from": "2021-06-01"}], [("period-missing", "")]),
    (
        [{"status": "limited", "until": "2021-06-10"}, {"status": "open", "from": "2021-06-05"}],
        [("periods-overlap", "")],
    ),
    ([{"status": "limited", "until": "9999-12-31"}], []),
]


@pytest.mark.parametrize(("availability", "faults"), PERIODS)
def test_a_calendar_that_does_not_say_what_staff_mean_is_found(
    tmp_path: Folder, availability: list[Raw], faults: list[tuple[str, str]]
) -> None:
    pack = tiny_pack(tmp_path, {"services.parcels.availability": availability})
    place = "services.parcels.availability"
    assert [(f.code, f.where) for f in calendar(pack)] == [(c, place + at) for c, at in faults]


def test_the_days_of_a_calendar_are_told(tmp_path: Folder) -> None:
    overlapping, lacking = (
        [{"status": "limited", "until": "2021-06-10"}, {"status": "open", "from": "2021-06-05"}],
        [{"status": "open", "until": "2021-06-01"}],
    )
    changes = {
        "services.parcels.availability": overlapping,
        "services.passports.availability": lacking,
    }
    missing, twice = calendar(tiny_pack(tmp_path, changes))
    assert missing.message == (
        "says nothing of the days from 2.6.2021 on, which then count as closed; add a period"
    )
    assert twice.message == "says two things of 5.6.2021, of which the first counts; shorten one"
    assert {missing.severity, twice.severity} == {Severity.WARNING}


def test_the_first_and_the_last_day_of_all_may_stand_in_a_calendar(tmp_path: Folder) -> None:
    whole = [{"status": "open", "from": "0001-01-01", "until": "9999-12-31"}]
    changes = {"services.parcels.availability": whole, "services.passports.availability": whole}
    pack = tiny_pack(tmp_path, guarded(changes))
    assert {f.code for f in check(tmp_path, pack).findings} == {"date-absurd"}
    assert turning_days(pack) == (date.min,)


def test_a_check_tells_the_path_and_what_was_proved_as_json(
    tmp_path: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    pack_with(tmp_path, guarded({"rules.0.when": has("ill", "cough")}))
    assert main(["check", str(tmp_path), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    (finding,) = (each for each in told["findings"] if each["code"] == "guarantee-broken")
    assert finding["path"] == [
        {"question": "errand", "options": ["passports"]},
        {"question": "ill", "options": ["fever"]},
    ]
    proved = told["proved"]
    assert {name: proved[name] for name in ("sites", "dates", "longest")} == {
        "sites": 1,
        "dates": 1,
        "longest": 2,
    }
    assert proved["situations"] > proved["paths"] // 2 > 0


def test_a_check_says_what_it_proved(tmp_path: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    pack_with(tmp_path, guarded())
    assert main(["check", str(tmp_path)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[-2].endswith(" paths at 1 sites on 1 dates, the longest with 2 questions")
    assert told[-1] == "tiny revision 1: 0 errors, 0 warnings"


LEFT_OUT = {"when": has("errand", "parcels"), "reason": "Parcels are handed out at the door."}


def test_nothing_that_a_check_says_of_a_pack_moves_the_cursor(
    tmp_path: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    stray = pack_with(tmp_path) / "translations" / "a\x1b[2K.txt"
    stray.parent.mkdir()
    stray.touch()
    main(["check", str(tmp_path)])
    assert "translations/a<U+001B>[2K.txt: " in capsys.readouterr().out


def test_every_exception_is_shown_with_its_reason(
    tmp_path: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    changes = {"questions.ill.screens.unless": [LEFT_OUT], "rules.2.intended": "Nobody else comes."}
    pack_with(tmp_path, guarded({**changes, "rules.1.when": OPEN_OR_ILL}))
    assert main(["check", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    left_out = (
        '"Are you ill?" is left out where the answer to "What brings you here?" has "Parcels": '
        "Parcels are handed out at the door."
    )
    default = '"Please ask the staff" where no other rule holds: Nobody else comes.'
    assert f"exception at questions.ill.screens.unless.0: {left_out}" in told
    assert f"exception at rules.2: {default}" in told
    assert main(["check", str(tmp_path), "--json"]) == 0
    where = [each["where"] for each in json.loads(capsys.readouterr().out)["exceptions"]]
    assert where == ["questions.ill.screens.unless.0", "rules.2"]
    out = tmp_path / "visits.svg"
    assert main(["graph", str(tmp_path), "--site", "hall", "--table", "--out", str(out)]) == 0
    assert "Parcels are handed out at the door." in capsys.readouterr().out
    assert "Parcels are handed out at the door." in out.read_text("utf-8")


def test_a_pack_in_which_nobody_is_screened_says_why(
    tmp_path: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    changes = {"questions.ill.screens": GONE, "no_screening": "There is no illness about."}
    pack_with(tmp_path, guarded({**changes, "outcomes.stay-out.kind": "remote"}))
    assert main(["check", str(tmp_path)]) == 0
    told = "exception at no_screening: Nobody is screened: There is no illness about."
    assert told in capsys.readouterr().out


OPEN_OR_ILL: Raw = {"service_of": "errand", "status": ["open"]}


def test_a_check_that_did_not_come_to_the_proof_says_nothing_of_it(
    tmp_path: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    pack_with(tmp_path, guarded({"rules.1.outcome": "come-inn"}))
    assert main(["check", str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert "proved over" not in out
    assert "nothing was proved: fix the ids and the rules first" in out
