"""What the proof says of a pack is what trying every visit with every raw answer says."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path as Folder
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.checks.calendar import calendar
from kiosk.checks.findings import Severity
from kiosk.checks.loading import Checked, check
from kiosk.ctl import main
from kiosk.flow.steps import Ask, Finish, Flow
from kiosk.pack.conditions import Status
from kiosk.pack.models import OutcomeKind, Pack
from kiosk.pack.words import OutcomeId, QuestionId
from kiosk.proof.days import Day, days
from kiosk.proof.proving import Breach, Proof, prove
from kiosk.proof.walks import Path
from tests.plain import Changes, Oracle, Picked, Raw, pack_with, tiny, tiny_pack
from tests.test_flow import OUTCOMES, SERVICES, SITES, has, question, questions

KINDS = ["go_ahead", "not_yet", "ask_staff", "remote", "stay_away", "emergency"]
STATUSES = [status.value for status in Status]
FIRST = date(2021, 6, 1)
Places = dict[tuple[str, str], int]
"""What is broken where, by code, and how many answers lead there at least."""


@dataclass
class Author:
    """Somebody who writes small packs at random; the same seed writes the same pack."""

    random: Random
    asked: list[Raw] = field(default_factory=list)

    def pack(self) -> dict[str, Any]:
        count = self.random.choice([2, 2, 3, 3, 3, 4])
        for position in range(count):
            self.asked.append(self._question(position, most=3 if count < 4 else 2))
        kinds = ["go_ahead", *(self.random.choice(KINDS) for _ in OUTCOMES[1:])]
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
                {"id": name, "name": name, "icon": "other", "availability": self._periods()}
                | ({"site": site} if site else {})
                for name, site in SERVICES.items()
            ],
            "questions": self.asked,
            "outcomes": [
                {"id": name, "kind": kind, "title": name, "notes": self._notes()}
                for name, kind in zip(OUTCOMES, kinds, strict=True)
            ],
            "rules": [*self._rules(), {"outcome": self.random.choice(OUTCOMES[1:])}],
            "guarantees": [self._guarantee() for _ in range(self.random.randrange(4))],
        }

    def _question(self, position: int, most: int) -> Raw:
        names = [f"o{number}" for number in range(self.random.randint(2, most))]
        options: list[Any] = [{"id": name, "text": name} for name in names]
        options[-1]["alone"] = self._maybe(0.6)
        raw: dict[str, Any] = {"id": f"q{position}", "text": "?", "options": options}
        raw["choose"] = self.random.choice(["any", "any", "one"])
        if position == 0 and self._maybe(0.4):
            raw |= {"from_services": True, "options": options[:1], "choose": "one"}
        if self._maybe(0.3):
            raw["ask_when"] = self.condition()
        return raw

    def condition(self, depth: int = 2) -> Raw:
        kinds = ["all", "any", "not"] if depth else []
        kinds += ["any_of"] * 4 + ["at_least"] if self.asked else []
        kinds += ["service_of"] * 2 if self.asked and "from_services" in self.asked[0] else []
        kinds += ["site"] if self._maybe(0.5) or not kinds else []
        match kind := self.random.choice(kinds):
            case "all" | "any":
                return {kind: [self.condition(depth - 1) for _ in range(self.random.randint(1, 3))]}
            case "not":
                return {"not": self.condition(depth - 1)}
            case "site":
                return {"site": self._some(SITES, 2)}
            case "service_of":
                return {"service_of": "q0", "status": self._some(STATUSES, 3)}
            case _:
                return self._on_answer(kind)

    def _on_answer(self, kind: str) -> Raw:
        asked = self.random.choice(self.asked)
        names = [option["id"] for option in asked["options"]]
        names += list(SERVICES) if asked.get("from_services") else []
        chosen = self._some(names, 3)
        if kind == "any_of":
            return {"question": asked["id"], "any_of": chosen}
        least = self.random.randint(1, len(chosen))
        return {"question": asked["id"], "at_least": least, "of": chosen}

    def _rules(self) -> list[Raw]:
        count = self.random.randint(1, 4)
        return [
            {"when": self.condition(), "outcome": self.random.choice(OUTCOMES)}
            for _ in range(count)
        ]

    def _guarantee(self) -> Raw:
        when = self._on_answer("any_of") if self._maybe(0.5) else self.condition()
        never = ["go_ahead"] if self._maybe(0.5) else self._some(KINDS, 3)
        return {"text": "Never.", "when": when, "never": never}

    def _notes(self) -> list[Raw]:
        return [{"text": "A note", "when": self.condition()}] if self._maybe(0.1) else []

    def _periods(self) -> list[Raw]:
        return [
            {"status": self.random.choice(STATUSES[:-1]), "from": self._day(), "until": self._day()}
            for _ in range(self.random.randint(1, 2))
        ]

    def _day(self) -> str | None:
        return str(FIRST + timedelta(self.random.randrange(4))) if self._maybe(0.5) else None

    def _maybe(self, often: float) -> bool:
        return self.random.random() < often

    def _some(self, names: Sequence[str], most: int) -> list[str]:
        count = self.random.randint(1, min(most, len(names)))
        return sorted(self.random.sample(names, count))


def written(seed: int) -> dict[str, Any]:
    return Author(Random(seed)).pack()  # noqa: S311 - nothing secret


def packs() -> st.SearchStrategy[dict[str, Any]]:
    """Small packs; a seed rather than draws, which would make mostly packs without any answer."""
    return st.builds(written, st.integers(0, 2**32))


@dataclass(eq=False)
class Node:
    """A moment of a visit: every answer so far, nothing for what was skipped, and what follows."""

    before: dict[str, Picked]
    asked: Raw | None
    after: dict[Picked, "Node"]
    wins: frozenset[int]
    ends: frozenset[str]
    shape: object = None

    @property
    def certain(self) -> str | None:
        return next(iter(self.ends)) if len(self.ends) == 1 else None

    @property
    def length(self) -> int:
        return sum(bool(chosen) for chosen in self.before.values())

    def visits(self) -> Iterator["Node"]:
        """Every moment until the outcome is certain."""
        yield self
        if self.certain is None:
            for node in self.after.values():
                yield from node.visits()

    def until_one_rule(self) -> Iterator["Node"]:
        """Every moment at which it becomes certain which rule wins."""
        if len(self.wins) == 1:
            yield self
            return
        for node in self.after.values():
            yield from node.until_one_rule()

    @property
    def longest(self) -> int:
        """How many questions a visit is put at most from here."""
        if self.certain is not None:
            return 0
        return 1 + max(node.longest for node in self.after.values())


@dataclass
class Truth:
    """Everything that is so at one site with these statuses, by trying every raw answer."""

    oracle: Oracle
    start: Node = field(init=False)
    _shapes: dict[object, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.start = self._grown({})

    @property
    def document(self) -> Raw:
        return self.oracle.document

    def kind(self, outcome: str) -> str:
        return next(str(o["kind"]) for o in self.document["outcomes"] if o["id"] == outcome)

    @property
    def longest(self) -> int:
        return self.start.longest

    def places(self) -> Places:
        shortest: Places = {}
        for code, where, length in self._broken():
            shortest[code, where] = min(length, shortest.get((code, where), length))
        return shortest

    def _grown(self, before: dict[str, Picked]) -> Node:
        for asked in self.oracle.questions[len(before) :]:
            if self.oracle.asks(asked, before):
                choices = self.oracle.choices(asked)
                after = {c: self._grown({**before, asked["id"]: c}) for c in choices}
                wins = frozenset().union(*(node.wins for node in after.values()))
                return self._shaped(Node(before, asked, after, wins, self._ends(wins)))
            before = {**before, asked["id"]: frozenset()}
        rules = self.document["rules"]
        first = next(n for n, r in enumerate(rules) if self.oracle.holds(r.get("when"), before))
        return self._shaped(Node(before, None, {}, frozenset({first}), self._ends({first})))

    def _ends(self, wins: set[int] | frozenset[int]) -> frozenset[str]:
        return frozenset(str(self.document["rules"][number]["outcome"]) for number in wins)

    def _shaped(self, node: Node) -> Node:
        """Two moments have one shape when everything that follows is the same."""
        shape: object = node.certain
        if shape is None and node.asked:
            shape = (node.asked["id"], *((c, n.shape) for c, n in node.after.items()))
        node.shape = self._shapes.setdefault(shape, len(self._shapes))
        return node

    def all_said(self, node: Node) -> dict[str, Picked]:
        """The answers on the path, and nothing for the questions that were not put."""
        return {q["id"]: node.before.get(q["id"], frozenset()) for q in self.oracle.questions}

    def _broken(self) -> Iterator[tuple[str, str, int]]:
        told = self._told()
        for node in self.start.visits():
            if node.certain is not None:
                yield from self._at_the_end(node, self.kind(node.certain))
            elif node.asked and node.asked["id"] not in told and self._in_vain(node):
                yield "asked-in-vain", f"questions.{node.asked['id']}", node.length
        for name, risk in risks(self.document):
            if (length := self._laxer(self.start, name, risk)) is not None:
                yield "risk-lets-further", f"questions.{name}.options.{risk}", length

    def _at_the_end(self, node: Node, kind: str) -> Iterator[tuple[str, str, int]]:
        for position, guarantee in enumerate(self.document["guarantees"]):
            holds = self.oracle.holds(guarantee["when"], self.all_said(node))
            if holds and kind in guarantee["never"]:
                yield "guarantee-broken", f"guarantees.{position}", node.length
        if kind == "go_ahead":
            for name in self._screening() & self.not_failing(node):
                yield "screening-skipped", f"questions.{name}", node.length

    def _in_vain(self, node: Node) -> bool:
        return len({after.shape for after in node.after.values()}) == 1

    def not_failing(self, node: Node) -> set[str]:
        """The questions to come whose ask_when does not fail, as far as the answers tell."""
        known, left = dict(node.before), set[str]()
        for asked in self.oracle.questions[len(node.before) :]:
            if self.three_valued(asked.get("ask_when"), known) is False:
                known[asked["id"]] = frozenset()
            else:
                left.add(asked["id"])
        return left

    def three_valued(self, condition: Raw | None, known: Mapping[str, Picked]) -> bool | None:
        match condition:
            case {"all": parts}:
                return _all_of([self.three_valued(part, known) for part in parts])
            case {"any": parts}:
                return _not(_all_of([_not(self.three_valued(part, known)) for part in parts]))
            case {"not": part}:
                return _not(self.three_valued(part, known))
            case {"question": name} | {"service_of": name} if name not in known:
                return None
            case _:
                return self.oracle.holds(condition, known)

    def looked_at(self, condition: Raw | None) -> set[str]:
        """The questions that a condition looks at here, where the site leaves it open."""
        if condition is None or self.three_valued(condition, {}) is not None:
            return set()
        match condition:
            case {"all": parts} | {"any": parts}:
                return set().union(*map(self.looked_at, parts))
            case {"not": part}:
                return self.looked_at(part)
            case {"question": name} | {"service_of": name}:
                return {name}
            case _:
                return set()

    def _screening(self) -> set[str]:
        strict = [g["when"] for g in self.document["guarantees"] if "go_ahead" in g["never"]]
        return set().union(*map(self.looked_at, strict))

    def _told(self) -> set[str]:
        notes = [note["when"] for outcome in self.document["outcomes"] for note in outcome["notes"]]
        services = {q["id"] for q in self.document["questions"] if q.get("from_services")}
        return services.union(*map(self.looked_at, notes))

    def _laxer(self, node: Node, question: str, risk: str) -> int | None:
        """How long the shortest visit is that comes further with the risk than without."""
        if node.certain is not None or node.asked is None:
            return None
        if node.asked["id"] != question:
            further = [self._laxer(after, question, risk) for after in node.after.values()]
            return min((length for length in further if length is not None), default=None)
        pairs = [
            (after, node.after[with_risk(node.asked, chosen, risk)])
            for chosen, after in node.after.items()
            if risk not in chosen
        ]
        further = [self._pair(one, other) for one, other in pairs]
        lengths = [node.length + 1 + length for length in further if length is not None]
        return min(lengths, default=None)

    def _pair(self, one: Node, other: Node) -> int | None:
        """How many answers two visits need at least for the second to come further."""
        if one.ends == other.ends and one.certain:
            return None
        if one.certain and other.certain:
            laxer = KINDS.index(self.kind(other.certain)) < KINDS.index(self.kind(one.certain))
            return 0 if laxer else None
        waiting = [node for node in (one, other) if node.certain is None]
        asked = min((node.asked for node in waiting if node.asked), key=self.oracle.questions.index)
        lengths = []
        for chosen in self.oracle.choices(asked):
            here, there = (
                node.after[chosen] if node in waiting and node.asked is asked else node
                for node in (one, other)
            )
            lengths.append(self._pair(here, there))
        return min((1 + length for length in lengths if length is not None), default=None)


def _not(known: bool | None) -> bool | None:
    return None if known is None else not known


def _all_of(known: list[bool | None]) -> bool | None:
    if False in known:
        return False
    return None if None in known else True


def with_risk(asked: Raw, chosen: Picked, risk: str) -> Picked:
    alone = {option["id"] for option in asked["options"] if option.get("alone")}
    return frozenset({risk}) if chosen & alone else chosen | {risk}


def risks(document: Raw) -> set[tuple[str, str]]:
    several = {q["id"]: q["options"] for q in document["questions"] if q.get("choose") == "any"}
    return {
        (question, option["id"])
        for guarantee in document["guarantees"]
        for question, names in positively_named(guarantee["when"])
        for option in several.get(question, [])
        if option["id"] in names and not option.get("alone")
    }


def positively_named(condition: Raw) -> Iterator[tuple[str, list[str]]]:
    match condition:
        case {"all": parts} | {"any": parts}:
            for part in parts:
                yield from positively_named(part)
        case {"question": question, "any_of": names} | {"question": question, "of": names}:
            yield question, names
        case _:
            return


def by_calendar(document: Raw, on: date) -> dict[str, str]:
    """The status of every service on a day, the first period that covers it before the others."""
    told = {}
    for service in document["services"]:
        covering = (
            period["status"]
            for period in service["availability"]
            if (period["from"] or "0") <= str(on) <= (period["until"] or "9")
        )
        told[service["id"]] = next(covering, "closed")
    return told


def situations(document: Raw) -> Iterator[tuple[str, dict[str, str]]]:
    """Every site with every day, and with whatever staff may say of one service or of all."""
    every_day = [by_calendar(document, FIRST + timedelta(number)) for number in range(-2, 8)]
    for site in SITES:
        for told in every_day:
            yield site, told
            for status in STATUSES:
                yield site, dict.fromkeys(told, status)
                yield from ((site, told | {service: status}) for service in told)


def plain(day: Day) -> dict[str, str]:
    return {str(service): str(status) for service, status in day.statuses.items()}


def key(document: Raw, site: str, told: Mapping[str, str]) -> tuple[object, ...]:
    """What of the statuses can matter at a site: those that can be chosen, if any rule looks."""
    looked_at = "service_of" in json.dumps(document)
    here = [s["id"] for s in document["services"] if s.get("site") in {None, site}]
    return (site, *(told[service] for service in here if looked_at))


@dataclass
class Everything:
    """The truth of every situation, each tried once."""

    document: Raw
    known: dict[tuple[object, ...], Truth] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for site, told in situations(self.document):
            self.at(site, told)

    def at(self, site: str, told: Mapping[str, str]) -> Truth:
        name = key(self.document, site, told)
        if name not in self.known:
            self.known[name] = Truth(Oracle(self.document, site, told))
        return self.known[name]

    def on(self, day: Day) -> Truth:
        return self.at(day.site, plain(day))

    def places(self) -> Places:
        shortest: Places = {}
        for truth in self.known.values():
            for place, length in truth.places().items():
                shortest[place] = min(length, shortest.get(place, length))
        return shortest

    def never(self) -> set[tuple[str, str]]:
        moments = [node for truth in self.known.values() for node in truth.start.visits()]
        put = {n.asked["id"] for n in moments if n.certain is None and n.asked}
        reached = {node.certain for node in moments}
        lacking = {q["id"] for q in self.document["questions"]} - put
        missed = {outcome["id"] for outcome in self.document["outcomes"]} - reached
        return {("question-never-asked", f"questions.{name}") for name in lacking} | {
            ("outcome-never-reached", f"outcomes.{name}") for name in missed
        }

    def rules(self) -> dict[str, tuple[str, ...]]:
        """The rules that never win, and which win in their place."""
        wins = frozenset().union(*(truth.start.wins for truth in self.known.values()))
        rules = self.document["rules"]
        lost = [number for number in range(len(rules) - 1) if number not in wins]
        found = {}
        for number in lost:
            others = {
                next(iter(node.wins))
                for truth in self.known.values()
                for node in truth.start.until_one_rule()
                if truth.oracle.holds(rules[number]["when"], truth.all_said(node))
            }
            found[f"rules.{number}"] = tuple(map(str, sorted(others)))
        return found


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


def alike(truth: Truth, question: str, one: str, other: str) -> bool:
    """Whether every visit ends the same with one option of a question in place of another."""
    ends: dict[object, str | None] = {}
    for node in truth.start.visits():
        if node.certain and question in node.before:
            ends[tuple(node.before.items())] = node.certain

    def swapped(chosen: Picked) -> Picked:
        names = {one: other, other: one}
        return frozenset(names.get(option, option) for option in chosen)

    return all(
        ends.get(tuple((q, swapped(c) if q == question else c) for q, c in before)) == outcome
        for before, outcome in ends.items()
        if isinstance(before, tuple)
    )


@on_seeds(500)
@given(packs())
def test_the_proof_finds_exactly_what_trying_every_visit_finds(document: dict[str, Any]) -> None:
    everything, proof = Everything(document), prove(read(document))
    places = everything.places()
    for code in ("guarantee-broken", "screening-skipped", "asked-in-vain"):
        assert found(proof, code) == {place for place in places if place[0] == code}
    assert found(proof, "question-never-asked", "outcome-never-reached") == everything.never()
    lost = everything.rules()
    assert {b.where: b.about for b in proof.breaches if b.where.startswith("rules")} == lost
    shadowed = {("rule-shadowed", where) for where, others in lost.items() if others}
    assert found(proof, "rule-shadowed") == shadowed


@on_seeds(200)
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
def test_every_breach_is_shown_by_a_real_visit_and_no_shorter_one_shows_it(
    document: dict[str, Any],
) -> None:
    pack, everything = read(document), Everything(document)
    proof, places = prove(pack), everything.places()
    for breach in proof.breaches:
        if breach.day is None:
            assert breach.path == ()
        elif breach.code == "risk-lets-further":
            assert_two_visits_show(pack, breach, breach.day)
            assert len(breach.path) == everything.on(breach.day).places()[breach.code, breach.where]
        else:
            assert_a_visit_shows(pack, breach, breach.day, everything.on(breach.day))
            assert len(breach.path) == places[breach.code, breach.where]
    longest = max(truth.longest for truth in everything.known.values())
    assert (proof.sites, proof.longest) == (len(SITES), longest)
    assert proof.paths >= proof.sites


@on_seeds(200)
@given(packs())
def test_every_day_of_the_proof_is_one_that_can_come(document: dict[str, Any]) -> None:
    possible = [(site, told) for site, told in situations(document)]
    looked_at = list(days(read(document)))
    assert all((day.site, plain(day)) in possible for day in looked_at)
    seen = {key(document, day.site, plain(day)) for day in looked_at}
    assert len(seen) == len(looked_at) or "service_of" in json.dumps(document)


def walked(pack: Pack, day: Day, path: Path) -> tuple[Ask | Finish, dict[str, Picked]]:
    """What a visitor sees who gives these answers, each to the question that is put."""
    flow, given_answers = Flow(pack, day.site, day.statuses), dict(path[:0])
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
    if breach.code == "asked-in-vain":
        assert isinstance(step, Ask)
        assert breach.where == f"questions.{step.question}"
        return
    assert isinstance(step, Finish)
    assert breach.about == (step.outcome,)
    kind = pack.outcome(step.outcome).kind
    if breach.code == "guarantee-broken":
        guarantee = truth.document["guarantees"][int(breach.where.rpartition(".")[2])]
        assert kind in guarantee["never"]
        assert truth.oracle.holds(guarantee["when"], picked)
    else:
        assert kind is OutcomeKind.GO_AHEAD
        assert breach.where not in {f"questions.{question}" for question in step.asked}


def assert_two_visits_show(pack: Pack, breach: Breach, day: Day) -> None:
    _, name, _, risk = breach.where.split(".")
    asked, flow, answers = (
        QuestionId(name),
        Flow(pack, day.site, day.statuses),
        dict(breach.path),
    )
    with_it = flow.next_step(answers)
    assert isinstance(with_it, Finish)
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
MILD: Raw = {**GUARD, "never": ["emergency"]}


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
            "Passports → Fever → Please come in; mend the rules"
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
            '"Nobody waits inside." does not hold. At The hall, when staff say full: '
            "Passports → None of these → Please come in; mend the rules"
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
            "is never put to some who come in. At The hall on 27.5.2021: "
            "Passports → Please come in; let a rule look at it first"
        ),
    ),
    (
        {
            "guarantees": [MILD],
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
            "At The hall on 27.5.2021: Passports → Fever, Cough; mend the rules"
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
        "is never asked; mend its ask_when",
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
        "never wins: wherever it holds, rules.0 comes first; move it up, or take it out",
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
        "can never hold; mend it, or take it out",
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


def test_a_shorter_way_on_a_later_day_is_the_one_that_is_told(tmp_path: Folder) -> None:
    open_later = [{"status": "closed", "until": "2021-05-31"}, {"status": "open"}]
    changes = {
        "services.passports.availability": open_later,
        "services.parcels.availability": open_later,
        "guarantees.+": {"text": "Never.", "when": {"site": ["hall"]}, "never": ["ask_staff"]},
        "rules": [
            {"when": {"service_of": "errand", "status": ["open"]}, "outcome": "ask"},
            *tiny()["rules"][:1],
            {"outcome": "ask"},
        ],
    }
    (finding,) = (f for f in checked(tmp_path, changes).findings if f.where == "guarantees.1")
    assert finding.path == ()
    assert "At The hall on 1.6.2021: Please ask the staff; " in finding.message


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
    assert [f.code for f in check(tmp_path, pack).findings] == []
    assert {day.on for day in days(pack) if not day.said} == {date.min}


def test_who_lets_people_in_without_a_guarantee_is_warned(tmp_path: Folder) -> None:
    (finding,) = checked(tmp_path, {"guarantees": []}).findings
    assert (finding.code, finding.where) == ("go-ahead-unguarded", "outcomes.come-in")
    assert finding.severity is Severity.WARNING


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
    assert told[0].endswith(" paths at 1 sites on 1 dates, the longest with 2 questions")
    assert told[1] == "tiny revision 1: 0 errors, 0 warnings"


def test_a_check_that_did_not_come_to_the_proof_says_nothing_of_it(
    tmp_path: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    pack_with(tmp_path, guarded({"rules.1.outcome": "come-inn"}))
    assert main(["check", str(tmp_path)]) == 1
    assert "proved" not in capsys.readouterr().out
