"""What the proof says of large packs is what a SAT solver says, in little time."""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

import pytest
from pysat.solvers import Cadical153  # type: ignore[import-untyped]

from kiosk.pack.models import Pack
from kiosk.proof.proving import Proof, prove
from tests.benchmarks.synthetic import synthetic
from tests.plain import Raw
from tests.test_flow import SITES
from tests.test_proof import Author

Literal = int
Chosen = list[dict[str, Literal]]
"""For each question in order, a literal for each option: whether it is among the answers."""


@dataclass
class Solver:
    """Clauses with names for whole formulas."""

    solver: Any = field(default_factory=Cadical153)
    _last: int = 1

    def __post_init__(self) -> None:
        self.solver.add_clause([1])

    yes: Literal = 1
    no: Literal = -1

    def fresh(self) -> Literal:
        self._last += 1
        return self._last

    def either(self, literals: Iterable[Literal]) -> Literal:
        left = {each for each in literals if each != self.no}
        if self.yes in left:
            return self.yes
        if len(left) < 2:
            return next(iter(left), self.no)
        name = self.fresh()
        self.solver.add_clause([-name, *left])
        for each in left:
            self.solver.add_clause([name, -each])
        return name

    def both(self, literals: Iterable[Literal]) -> Literal:
        return -self.either(-each for each in literals)

    def at_least(self, count: int, literals: Sequence[Literal]) -> Literal:
        if count == 0:
            return self.yes
        if count > len(literals):
            return self.no
        first, rest = literals[0], literals[1:]
        return self.either(
            [self.both([first, self.at_least(count - 1, rest)]), self.at_least(count, rest)]
        )

    def add(self, *literals: Literal) -> None:
        self.solver.add_clause(list(literals))

    def found(self) -> bool:
        return bool(self.solver.solve())

    def value(self, literal: Literal) -> bool:
        if abs(literal) == 1:
            return literal == 1
        model: list[int] = self.solver.get_model()
        return (model[abs(literal) - 1] > 0) == (literal > 0)


@dataclass
class Visit:
    """A visit to the end: the answers with nothing for what is not put, and the outcome."""

    chosen: Chosen
    asked: list[Literal]
    ends: dict[str, Literal]
    wins: list[Literal]


@dataclass
class Site:
    """The visits of a pack at one site, straight from its raw document."""

    document: Raw
    site: str

    @property
    def questions(self) -> list[Raw]:
        return list(self.document["questions"])

    def answers(self, solver: Solver, first: int = 0) -> Chosen:
        """Any answers from a question on, put or not."""
        answers = []
        for asked in self.questions[first:]:
            names = {option["id"]: solver.fresh() for option in asked["options"]}
            solver.add(*names.values())
            for option in asked["options"]:
                if option.get("alone") or asked["choose"] == "one":
                    for other, literal in names.items():
                        if other != option["id"]:
                            solver.add(-names[option["id"]], -literal)
            answers.append(names)
        return answers

    def visit(self, solver: Solver, before: Chosen, answers: Chosen) -> Visit:
        """The visit that begins so and goes on with these answers."""
        chosen, put = list(before), list[Literal]()
        for asked, names in zip(self.questions[len(before) :], answers, strict=True):
            when = self.holds(solver, asked.get("ask_when"), chosen)
            put.append(when)
            chosen.append({name: solver.both([when, literal]) for name, literal in names.items()})
        wins = list[Literal]()
        for rule in self.document["rules"]:
            holds = self.holds(solver, rule.get("when"), chosen)
            wins.append(solver.both([holds, *(-each for each in wins)]))
        ends = {
            outcome["id"]: solver.either(
                won
                for won, rule in zip(wins, self.document["rules"], strict=True)
                if rule["outcome"] == outcome["id"]
            )
            for outcome in self.document["outcomes"]
        }
        return Visit(chosen, put, ends, wins)

    def holds(  # noqa: PLR0911 - one case for each kind of condition
        self, solver: Solver, condition: Raw | None, chosen: Chosen
    ) -> Literal:
        """A literal that is true where a condition holds."""
        match condition:
            case None:
                return solver.yes
            case {"all": parts}:
                return solver.both([self.holds(solver, part, chosen) for part in parts])
            case {"any": parts}:
                return solver.either([self.holds(solver, part, chosen) for part in parts])
            case {"not": part}:
                return -self.holds(solver, part, chosen)
            case {"question": name, "any_of": options}:
                return solver.either(self._literals(name, options, chosen))
            case {"question": name, "at_least": count, "of": options}:
                return solver.at_least(int(count), self._literals(name, options, chosen))
            case _:
                return solver.yes if self.site in condition["site"] else solver.no

    def _literals(self, name: str, options: Sequence[str], chosen: Chosen) -> list[Literal]:
        names = [asked["id"] for asked in self.questions]
        answer = chosen[names.index(name)]
        return [answer[option] for option in options]

    def reached(self) -> set[str]:
        solver = Solver()
        visit = self.visit(solver, [], self.answers(solver))
        return {
            outcome
            for outcome, literal in visit.ends.items()
            if solver.solver.solve(assumptions=[literal])
        }

    def winning(self) -> set[int]:
        solver = Solver()
        visit = self.visit(solver, [], self.answers(solver))
        return {n for n, won in enumerate(visit.wins) if solver.solver.solve(assumptions=[won])}

    def put(self) -> set[str]:
        """The questions that are put to somebody whose outcome is still open."""
        names = set()
        for position, asked in enumerate(self.questions):
            solver = Solver()
            one = self.visit(solver, [], self.answers(solver))
            other = self._other(solver, one, position)
            solver.add(one.asked[position])
            self._differ(solver, one, other)
            names |= {str(asked["id"])} if solver.found() else set()
        return names

    def breaks(self, guarantee: Raw) -> bool:
        """Whether any visit breaks a guarantee at the moment when its outcome becomes certain."""
        return any(self._breaks_at(guarantee, n) for n in range(len(self.questions) + 1))

    def _breaks_at(self, guarantee: Raw, position: int) -> bool:
        """The same, where the outcome is certain before this question and not one question before.

        "Certain" means for all answers to come: each one that ends otherwise is taken in by and by.
        """
        solver = Solver()
        one = self.visit(solver, [], self.answers(solver))
        nothing = [dict.fromkeys(names, solver.no) for names in one.chosen[position:]]
        solver.add(self.holds(solver, guarantee["when"], one.chosen[:position] + nothing))
        bad = {o["id"] for o in self.document["outcomes"] if o["kind"] in guarantee["never"]}
        solver.add(*(one.ends[outcome] for outcome in bad), solver.no)
        if position:
            self._differ(solver, one, self._other(solver, one, position - 1))
        while solver.found():
            against = self._otherwise(solver, one, position)
            if against is None:
                return True
            shown = self.visit(solver, one.chosen[:position], against)
            for outcome, literal in one.ends.items():
                solver.add(-literal, shown.ends[outcome])
        return False

    def _other(self, solver: Solver, one: Visit, position: int) -> Visit:
        """Another visit with the same answers before a question."""
        return self.visit(solver, one.chosen[:position], self.answers(solver, position))

    @staticmethod
    def _differ(solver: Solver, one: Visit, other: Visit) -> None:
        for outcome, literal in one.ends.items():
            solver.add(-literal, -other.ends[outcome])

    def _otherwise(self, solver: Solver, one: Visit, position: int) -> Chosen | None:
        """Answers from a question on with which a visit that was found would end otherwise."""
        told = [
            {
                name: Solver.yes if solver.value(literal) else Solver.no
                for name, literal in c.items()
            }
            for c in one.chosen[:position]
        ]
        (end,) = (outcome for outcome, literal in one.ends.items() if solver.value(literal))
        trying = Solver()
        answers = self.answers(trying, position)
        trying.add(-self.visit(trying, told, answers).ends[end])
        if not trying.found():
            return None
        return [
            {
                name: Solver.yes if trying.value(literal) else Solver.no
                for name, literal in c.items()
            }
            for c in answers
        ]


@dataclass
class LargeAuthor(Author):
    """Writes packs of many questions, whose rules look at what was asked just before."""

    size: int = 12

    def pack(self) -> dict[str, Any]:
        small = super().pack()
        questions, rules = list[Raw](), list[Raw]()
        for position in range(self.size):
            self.asked = questions[-2:]
            questions.append({**self._question(position, most=4), "choose": self._choice()})
            self.asked = questions[-2:]
            if self._maybe(0.8):
                rules.append({"when": self.condition(), "outcome": self._outcome()})
        guarantees = []
        for position in range(0, self.size, 3):
            self.asked = questions[position : position + 2]
            guarantees.append(self._guarantee())
        changed = {"questions": questions, "guarantees": guarantees, "services": []}
        outcomes = [{**outcome, "notes": []} for outcome in small["outcomes"]]
        return {**small, **changed, "outcomes": outcomes, "rules": [*rules, small["rules"][-1]]}

    def _question(self, position: int, most: int) -> Raw:
        asked = dict(super()._question(position + 1, most))
        return {**asked, "id": f"q{position}"}

    def _choice(self) -> str:
        return self.random.choice(["one", "any"])

    def _outcome(self) -> str:
        return self.random.choice(["come-in", "stay-out", "ask"])


def agree(document: Raw, sites: Iterable[str], proof: Proof) -> int:
    """Compare everything that the solver can tell; how many guarantees do not hold."""
    truth = [Site(document, site) for site in sites]
    broken = {
        f"guarantees.{position}"
        for position, guarantee in enumerate(document["guarantees"])
        if any(site.breaks(guarantee) for site in truth)
    }
    reached = set().union(*(site.reached() for site in truth))
    put = set().union(*(site.put() for site in truth))
    winning = set().union(*(site.winning() for site in truth))
    last = len(document["rules"]) - 1
    told = {(breach.code, breach.where) for breach in proof.breaches}
    assert {where for code, where in told if code == "guarantee-broken"} == broken
    assert {where for code, where in told if code == "outcome-never-reached"} == {
        f"outcomes.{each['id']}" for each in document["outcomes"] if each["id"] not in reached
    }
    assert {where for code, where in told if code == "question-never-asked"} == {
        f"questions.{each['id']}" for each in document["questions"] if each["id"] not in put
    }
    assert {where for _, where in told if where.startswith("rules")} == {
        f"rules.{number}" for number in range(last) if number not in winning
    }
    return len(broken)


@pytest.mark.parametrize("seeds", [range(5), pytest.param(range(5, 19), marks=pytest.mark.slow)])
def test_large_random_packs_are_proved_as_a_sat_solver_proves_them(seeds: range) -> None:
    broken = kept = 0
    for seed in seeds:
        size = 12 + (7 * seed) % 19
        document = LargeAuthor(Random(seed), size=size).pack()  # noqa: S311 - nothing secret
        proof = prove(Pack.model_validate_json(json.dumps(document)))
        found = agree(document, SITES, proof)
        broken += found
        kept += len(document["guarantees"]) - found
    assert broken >= len(seeds) // 2
    assert kept >= len(seeds) // 2


@pytest.mark.parametrize("size", [12, 30])
def test_long_lists_of_symptoms_are_proved_as_a_sat_solver_proves_them(size: int) -> None:
    pack = synthetic(size)
    document = json.loads(pack.model_dump_json(by_alias=True, exclude_none=True))
    assert agree(document, ["main", "annex"], prove(pack)) == 0
    careless = {"when": {"question": "q0", "any_of": ["o1"]}, "outcome": "come-in"}
    document["rules"].insert(0, careless)
    proof = prove(Pack.model_validate_json(json.dumps(document)))
    assert agree(document, ["main", "annex"], proof) == 1
    (broken,) = (each for each in proof.breaches if each.code == "guarantee-broken")
    assert broken.path == (("q0", ("o1",)),)


def test_the_work_of_a_proof_grows_less_than_cubic() -> None:
    # Counted, not timed: `make bench` holds sixty questions to two seconds.
    sizes = [10, 20, 40, 60]
    situations = [prove(synthetic(size)).situations for size in sizes]
    for smaller, larger in [(0, 2), (1, 3)]:
        times = situations[larger] / situations[smaller]
        assert math.log(times) / math.log(sizes[larger] / sizes[smaller]) < 2
