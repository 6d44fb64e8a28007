"""Every visit at one site, and all that a proof wants to know where each of them ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from kiosk.flow.answers import Known
from kiosk.flow.effort import Effort
from kiosk.flow.formulas import answered, answered_clear, formula
from kiosk.flow.logic import Formula, some
from kiosk.flow.steps import Flow
from kiosk.pack.models import Outcome, OutcomeKind, Pack, Rule
from kiosk.pack.words import QuestionId, SiteId
from kiosk.proof.days import Day, day_of
from kiosk.proof.walks import Path, Stop, stops

KINDS = list(OutcomeKind)
"""From the most permissive to the strictest."""
STRICTEST = (OutcomeKind.STAY_AWAY, OutcomeKind.EMERGENCY)


@dataclass(frozen=True)
class Breach:
    """A property that does not hold: where in the pack, and the shortest way on which day.

    `about` is what the property is about beside its place: an outcome, a question, other rules.
    """

    code: str
    where: str
    day: Day | None = None
    path: Path = ()
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kept:
    """Whether a visitor for whom a guarantee is made is there."""

    guarantee: int


@dataclass(frozen=True)
class Answered:
    """Whether a screening question was put and answered."""

    question: QuestionId


@dataclass(frozen=True)
class Clear:
    """Whether a screening question was answered clear."""

    question: QuestionId


@dataclass(frozen=True)
class Unless:
    """Whether a visitor is left out of a screening question by one of its conditions."""

    question: QuestionId
    number: int


@dataclass(frozen=True)
class Stricter:
    """Whether any rule for an outcome of a kind holds."""

    kind: OutcomeKind


Matter: TypeAlias = Kept | Answered | Clear | Unless | Stricter
"""What a proof watches."""


@dataclass(frozen=True)
class Tour:
    """Every visit at one site: on every day, and with anything that staff may say."""

    pack: Pack
    site: SiteId
    effort: Effort

    @cached_property
    def flow(self) -> Flow:
        """The flow, which watches everything that the proof is about."""
        return Flow(self.pack, self.site, {}, tuple(self._watched.values()), self.effort)

    @cached_property
    def stops(self) -> tuple[Stop, ...]:
        """Every situation that a visit can come to, the nearest first."""
        return tuple(stops(self.flow))

    @cached_property
    def ends(self) -> tuple[tuple[Stop, Outcome], ...]:
        """Every end that a visit can come to, the nearest first."""
        known = {outcome.id: outcome for outcome in self.pack.outcomes}
        return tuple((stop, known[stop.outcome]) for stop in self.stops if stop.outcome)

    def holds(self, matter: Matter, stop: Stop) -> bool:
        """Whether what is watched is known to be so."""
        return stop.settled[self._positions[matter]] is True

    def may_hold(self, matter: Matter, stop: Stop) -> bool:
        """Whether what is watched is so for one of those who come here."""
        return stop.may_hold(self._positions[matter])

    def condition(self, rule: Rule) -> Formula:
        """When a rule holds at this site."""
        return formula(self.pack, self.site, rule.when)

    def breach(self, code: str, where: str, stop: Stop, *about: str) -> Breach:
        """A breach that the way to a stop shows."""
        return Breach(code, where, self.day(known for _, known in stop.way), stop.path, about)

    def day(self, known: Iterator[Known]) -> Day:
        """A day on which these answers can be given."""
        return day_of(self.pack, self.site, known)

    @cached_property
    def _positions(self) -> dict[Matter, int]:
        return {matter: position for position, matter in enumerate(self._watched)}

    @cached_property
    def _watched(self) -> dict[Matter, Formula]:
        pack, site = self.pack, self.site
        watched: dict[Matter, Formula] = {
            Kept(position): formula(pack, site, guarantee.when)
            for position, guarantee in enumerate(pack.guarantees)
        }
        for question in pack.screening:
            watched[Answered(question.id)] = answered(pack, site, question)
            watched[Clear(question.id)] = answered_clear(pack, site, question)
            for number, each in enumerate(question.screens.unless if question.screens else ()):
                watched[Unless(question.id, number)] = formula(pack, site, each.when)
        kinds = {outcome.id: outcome.kind for outcome in pack.outcomes}
        for kind in STRICTEST:
            rules = (rule for rule in pack.rules if rule.when and kinds[rule.outcome] is kind)
            watched[Stricter(kind)] = some(self.condition(rule) for rule in rules)
        return watched
