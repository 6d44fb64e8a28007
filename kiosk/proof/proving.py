"""The proof of a pack: every property over every day, and the shortest way that breaks each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kiosk.flow.logic import formula, mentions
from kiosk.flow.steps import Flow
from kiosk.pack.models import OutcomeKind, Pack, Rule
from kiosk.pack.words import OptionId, OutcomeId, QuestionId
from kiosk.proof.days import Day, days
from kiosk.proof.risks import laxer_with_a_risk, risks
from kiosk.proof.walks import Path, Stop, following, paths, stops


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


@dataclass
class Proof:
    """What was looked at, and what does not hold."""

    breaches: list[Breach] = field(default_factory=list)
    sites: int = 0
    dates: int = 0
    situations: int = 0
    paths: int = 0
    longest: int = 0


def prove(pack: Pack) -> Proof:
    """Prove a pack whose ids all resolve and that is sound.

    Raises TooEntangledError where there is too much to look at.
    """
    every = list(days(pack))
    proof = Proof(sites=len(pack.sites), dates=len({day.on for day in every}))
    found: dict[tuple[str, str], Breach] = {}
    asked, reached = set[QuestionId](), set[OutcomeId]()
    for day in every:
        flow = Flow(pack, day.site, day.statuses, [each.when for each in pack.guarantees])
        seen = list(stops(flow))
        proof.situations += len(seen)
        proof.paths += paths(flow)
        proof.longest = max(proof.longest, flow.start.longest)
        asked |= {stop.situation.asked.question.id for stop in seen if stop.situation.asked}
        reached |= {stop.outcome for stop in seen if stop.outcome}
        for breach in (*_of_a_day(pack, day, seen), *_laxer(pack, day, flow)):
            shortest = found.setdefault((breach.code, breach.where), breach)
            if len(breach.path) < len(shortest.path):
                found[breach.code, breach.where] = breach
    proof.breaches += [*found.values(), *_never(pack, asked, reached), *_rules(pack, every)]
    return proof


def _of_a_day(pack: Pack, day: Day, seen: Sequence[Stop]) -> Iterator[Breach]:
    kinds = {outcome.id: outcome.kind for outcome in pack.outcomes}
    told = _told_of(pack, day)
    follows = following(seen)
    screening = _screening(pack, day)
    for stop in seen:
        if stop.outcome is None:
            yield from _in_vain(day, stop, told, follows)
            continue
        for position, guarantee in enumerate(pack.guarantees):
            if kinds[stop.outcome] in guarantee.never and stop.became_true(position):
                where = f"guarantees.{position}"
                yield Breach("guarantee-broken", where, day, stop.path, (stop.outcome,))
        if kinds[stop.outcome] is OutcomeKind.GO_AHEAD:
            yield from _unscreened(day, stop, screening)


def _screening(pack: Pack, day: Day) -> frozenset[QuestionId]:
    """The questions that a guarantee against letting people in looks at."""
    named = (each.when for each in pack.guarantees if OutcomeKind.GO_AHEAD in each.never)
    return frozenset(q for when in named for q in mentions(formula(when, day.site, day.statuses)))


def _told_of(pack: Pack, day: Day) -> frozenset[QuestionId]:
    """The questions whose answers a card looks at, though no rule may: notes, and the service."""
    notes = [note.when for outcome in pack.outcomes for note in outcome.notes]
    when = [*notes, *(reminder.when for reminder in pack.reminders)]
    looked_at = {q for each in when for q in mentions(formula(each, day.site, day.statuses))}
    return frozenset(looked_at | {q.id for q in pack.questions if q.from_services})


def _in_vain(
    day: Day, stop: Stop, told: frozenset[QuestionId], follows: Mapping[int, int]
) -> Iterator[Breach]:
    asked = stop.situation.asked
    if asked is None or asked.question.id in told:
        return
    if len({follows[id(after)] for after in stop.situation.after.values()}) == 1:
        yield Breach("asked-in-vain", f"questions.{asked.question.id}", day, stop.path)


def _unscreened(day: Day, stop: Stop, screening: frozenset[QuestionId]) -> Iterator[Breach]:
    situation = stop.situation
    conditions = situation.conditions
    for asked in situation.flow.asked[situation.position :]:
        put, *left = conditions
        conditions = tuple(left)
        if put is False:  # so it is not put, and what waits for its answer may fail as well
            conditions = tuple(asked.given(each, frozenset()) for each in left)
        elif asked.question.id in screening:
            where = f"questions.{asked.question.id}"
            yield Breach("screening-skipped", where, day, stop.path, (str(stop.outcome),))


def _laxer(pack: Pack, day: Day, flow: Flow) -> Iterator[Breach]:
    alike = dict[object, tuple[QuestionId, OptionId]]()
    for question, risk in risks(pack):
        asked = next(each for each in flow.asked if each.question.id == question)
        seen_by = tuple(risk in fact.options for fact in asked.facts)
        alike.setdefault((question, seen_by), (question, risk))  # what no fact tells apart is one
    for question, risk in alike.values():
        for laxer in laxer_with_a_risk(pack, flow, question, risk):
            where = f"questions.{question}.options.{risk}"
            about = (laxer.without, laxer.with_risk)
            yield Breach("risk-lets-further", where, day, laxer.path, about)


def _never(pack: Pack, asked: set[QuestionId], reached: set[OutcomeId]) -> Iterator[Breach]:
    for question in pack.questions:
        if question.id not in asked:
            yield Breach("question-never-asked", f"questions.{question.id}")
    for outcome in pack.outcomes:
        if outcome.id not in reached:
            yield Breach("outcome-never-reached", f"outcomes.{outcome.id}")


def _rules(pack: Pack, every: Sequence[Day]) -> Iterator[Breach]:
    """The rules that never win, and which others win wherever they would hold."""
    numbered = pack.model_copy(update={"rules": tuple(_numbered(pack))})
    flows = [Flow(numbered, day.site, day.statuses) for day in every]
    winning = frozenset().union(*(flow.start.outcomes for flow in flows))
    for position, rule in enumerate(pack.rules[:-1]):
        if OutcomeId(str(position)) in winning or rule.when is None:
            continue
        others = set[str]()
        for day in every:
            flow = Flow(numbered, day.site, day.statuses, [rule.when])
            others |= {str(s.outcome) for s in stops(flow) if s.outcome and s.became_true(0)}
        code = "rule-shadowed" if others else "rule-never-holds"
        yield Breach(code, f"rules.{position}", about=tuple(sorted(others, key=int)))


def _numbered(pack: Pack) -> Iterator[Rule]:
    for position, rule in enumerate(pack.rules):
        yield rule.model_copy(update={"outcome": OutcomeId(str(position))})
