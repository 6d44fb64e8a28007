"""Which rules win, which never do, and which win over a stricter one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kiosk.flow.steps import Flow
from kiosk.pack.models import LETS_IN, Outcome, Pack, Rule
from kiosk.pack.words import OutcomeId
from kiosk.proof.tours import KINDS, STRICTEST, Breach, Stricter, Tour
from kiosk.proof.walks import Stop, stops


def stricter_losers(tour: Tour) -> Iterator[Breach]:
    """Every rule that wins although one that keeps people out holds as well."""
    for stop, outcome in tour.ends:
        for kind in STRICTEST:
            if KINDS.index(kind) > KINDS.index(outcome.kind) and tour.holds(Stricter(kind), stop):
                yield _stricter_loser(tour, stop, outcome)
                break


def _stricter_loser(tour: Tour, stop: Stop, outcome: Outcome) -> Breach:
    rules, kinds = tour.pack.rules, {each.id: each.kind for each in tour.pack.outcomes}
    seen = [stop.seen(tour.condition(rule)) for rule in rules]
    wins = next(n for n, rule in enumerate(rules) if rule.outcome == outcome.id and seen[n])
    milder = KINDS.index(outcome.kind)
    stricter = [
        n
        for n, rule in enumerate(rules)
        if kinds[rule.outcome] in STRICTEST and KINDS.index(kinds[rule.outcome]) > milder
    ]
    loses = next((n for n in stricter if seen[n] is True), stricter[0])
    code = "let-in-before-stricter" if outcome.kind in LETS_IN else "milder-before-stricter"
    return tour.breach(code, f"rules.{wins}", stop, outcome.id, str(loses))


@dataclass(frozen=True)
class Contest:
    """The tours of a pack with every rule as an outcome of its own: which rule wins."""

    pack: Pack
    tours: Sequence[Tour]

    def breaches(self) -> Iterator[Breach]:
        """The rules that never win, and the last one where it wins though it does not say why."""
        winning = frozenset().union(*(flow.start.outcomes for flow in self._flows))
        for position, rule in enumerate(self.pack.rules[:-1]):
            if OutcomeId(str(position)) not in winning and rule.when is not None:
                yield self._lost(position, rule)
        if self.pack.rules[-1].intended is None:
            yield from self._by_default(len(self.pack.rules) - 1)

    @cached_property
    def _numbered(self) -> Pack:
        numbered = (
            rule.model_copy(update={"outcome": OutcomeId(str(position))})
            for position, rule in enumerate(self.pack.rules)
        )
        return self.pack.model_copy(update={"rules": tuple(numbered)})

    @cached_property
    def _flows(self) -> list[Flow]:
        return [Flow(self._numbered, tour.site, {}, (), tour.effort) for tour in self.tours]

    def _lost(self, position: int, rule: Rule) -> Breach:
        every = zip(self.tours, self._flows, strict=True)
        others = {o for tour, flow in every for o in flow.outcomes_where(tour.condition(rule))}
        code = "rule-shadowed" if others else "rule-never-holds"
        return Breach(code, f"rules.{position}", about=tuple(sorted(others, key=int)))

    def _by_default(self, last: int) -> Iterator[Breach]:
        """The visits in which no rule but the last holds."""
        for tour, flow in zip(self.tours, self._flows, strict=True):
            for found in stops(flow):
                if found.outcome == str(last):
                    stop = _cut_short(tour, found)
                    yield tour.breach("default-reached", f"rules.{last}", stop, str(stop.outcome))


def _cut_short(tour: Tour, stop: Stop) -> Stop:
    """The same visit as far as it is asked for: until its outcome is certain."""
    situation, given = tour.flow.start, dict(stop.way)
    while (asked := situation.asked) is not None:
        situation = situation.after[asked.seen(given[asked.question.id])]
    asked_for = tour.flow.asked[: situation.position]
    put = {asked.question.id for asked in asked_for}
    return Stop(situation, tuple(each for each in stop.way if each[0] in put))
