"""The proof of a pack: every property of every visit, and the shortest way that breaks each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kiosk.flow.effort import Effort
from kiosk.flow.formulas import formula
from kiosk.flow.logic import mentions
from kiosk.pack.models import LETS_IN, Outcome, Pack
from kiosk.pack.words import OptionId, QuestionId
from kiosk.proof.days import turning_days
from kiosk.proof.risks import laxer_with_a_risk, risks
from kiosk.proof.rules import Contest, stricter_losers
from kiosk.proof.screening import (
    keeps_out_unscreened,
    left_out,
    let_in_unscreened,
    options_like_clear,
)
from kiosk.proof.tours import Breach, Kept, Tour, Unless
from kiosk.proof.walks import Stop, following, paths


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
    effort = Effort()
    tours = [Tour(pack, site.id, effort) for site in pack.sites]
    contest = Contest(pack, tours)
    proof = Proof(sites=len(tours), dates=len(turning_days(pack)))
    for tour in tours:
        proof.situations += len(tour.stops)
        proof.paths += paths(tour.stops)
        proof.longest = max(proof.longest, tour.flow.start.longest)
    every = [breach for tour in tours for breach in _at_a_site(tour)]
    shortest = _shortest((*every, *contest.breaches()))
    proof.breaches += [*shortest, *_never(pack, tours)]
    return proof


def _shortest(breaches: Iterable[Breach]) -> list[Breach]:
    """One breach for each property at each place: the one that the shortest visit shows."""
    found: dict[tuple[str, str], Breach] = {}
    for breach in breaches:
        known = found.setdefault((breach.code, breach.where), breach)
        if len(breach.path) < len(known.path):
            found[breach.code, breach.where] = breach
    return list(found.values())


def _at_a_site(tour: Tour) -> Iterator[Breach]:
    yield from let_in_unscreened(tour)
    yield from options_like_clear(tour)
    yield from keeps_out_unscreened(tour)
    yield from stricter_losers(tour)
    yield from _broken(tour)
    yield from _in_vain(tour)
    yield from _laxer(tour)


def _broken(tour: Tour) -> Iterator[Breach]:
    for stop, outcome in tour.ends:
        for position, guarantee in enumerate(tour.pack.guarantees):
            if not guarantee.allows(outcome) and tour.may_hold(Kept(position), stop):
                unasked = [] if tour.holds(Kept(position), stop) else _unasked(tour, position, stop)
                where = f"guarantees.{position}"
                yield tour.breach("guarantee-broken", where, stop, outcome.id, *unasked)


def _unasked(tour: Tour, position: int, stop: Stop) -> list[QuestionId]:
    """The questions that a guarantee looks at and that are not put, as the outcome is certain."""
    looked_at = mentions(formula(tour.pack, tour.site, tour.pack.guarantees[position].when))
    return [q.id for q in tour.pack.questions if q.id in looked_at & stop.open_questions]


def _in_vain(tour: Tour) -> Iterator[Breach]:
    shown, follows = _shown_for(tour), following(tour.stops)
    for stop in tour.stops:
        asked = stop.situation.asked
        if asked is not None and asked.question.id not in shown and _is_vain(stop, follows):
            yield tour.breach("asked-in-vain", f"questions.{asked.question.id}", stop)


def _is_vain(stop: Stop, follows: Mapping[int, int]) -> bool:
    return len({follows[id(after)] for after in stop.situation.after.values()}) == 1


def _shown_for(tour: Tour) -> frozenset[QuestionId]:
    """The questions whose answers a card looks at, though no rule may: notes, and the service."""
    pack = tour.pack
    notes = [note.when for outcome in pack.outcomes for note in outcome.notes]
    when = [*notes, *(reminder.when for reminder in pack.reminders)]
    looked_at = {q for each in when for q in mentions(formula(pack, tour.site, each))}
    return frozenset(looked_at | {q.id for q in pack.questions if q.from_services})


def _laxer(tour: Tour) -> Iterator[Breach]:
    alike = dict[object, tuple[QuestionId, OptionId]]()
    for question, risk in risks(tour.pack, tour.site):
        asked = next(each for each in tour.flow.asked if each.question.id == question)
        seen_by = tuple(risk in fact.options for fact in asked.facts)
        alike.setdefault((question, seen_by), (question, risk))  # what no fact tells apart is one
    for question, risk in alike.values():
        for laxer in laxer_with_a_risk(tour.pack, tour.flow, question, risk):
            where = f"questions.{question}.options.{risk}"
            stop, about = Stop(tour.flow.start, laxer.way), (laxer.without, laxer.with_risk)
            yield tour.breach("risk-lets-further", where, stop, *about)


def _never(pack: Pack, tours: Sequence[Tour]) -> Iterator[Breach]:
    """What never comes to pass in any visit."""
    yield from _never_asked(pack, tours)
    yield from _never_reached(pack, tours)
    for position in range(len(pack.guarantees)):
        kept = Kept(position)
        if not any(tour.may_hold(kept, stop) for tour in tours for stop, _ in tour.ends):
            yield Breach("guarantee-never-holds", f"guarantees.{position}")
    yield from _left_out_everybody(pack, tours)
    used = {unless for tour in tours for unless in left_out(tour)}
    for question in pack.screening:
        for number in range(len(question.screens.unless if question.screens else ())):
            if Unless(question.id, number) not in used:
                where = f"questions.{question.id}.screens.unless.{number}"
                yield Breach("unless-unused", where)


def _left_out_everybody(pack: Pack, tours: Sequence[Tour]) -> Iterator[Breach]:
    """Every screening question that nobody who is let in by the calendar is asked, in words.

    Whom the answer to another screening question leaves out was screened by that one.
    """
    screened = {question.id for question in pack.screening}
    ends = [
        (tour, stop)
        for tour in tours
        for stop, outcome in tour.ends
        if _enters(tour, stop, outcome)
    ]
    for question in pack.screening:
        unless = [
            Unless(question.id, number)
            for number, each in enumerate(question.screens.unless if question.screens else ())
            if not screened & mentions(formula(pack, tours[0].site, each.when))
        ]
        if ends and all(any(tour.holds(each, stop) for each in unless) for tour, stop in ends):
            yield Breach("unless-everybody", f"questions.{question.id}.screens.unless")


def _enters(tour: Tour, stop: Stop, outcome: Outcome) -> bool:
    """Whether somebody is let in though staff say nothing that the calendar does not."""
    said = tour.day(known for _, known in stop.way).said
    return outcome.kind in LETS_IN and not said


def _never_asked(pack: Pack, tours: Sequence[Tour]) -> Iterator[Breach]:
    here = [stop.situation.asked for tour in tours for stop in tour.stops]
    asked = {each.question.id for each in here if each}
    for question in pack.questions:
        if question.id not in asked:
            code = "screening-never-asked" if question.screens else "question-never-asked"
            yield Breach(code, f"questions.{question.id}")


def _never_reached(pack: Pack, tours: Sequence[Tour]) -> Iterator[Breach]:
    reached = {outcome.id for tour in tours for _stop, outcome in tour.ends}
    by_default = {pack.rules[-1].outcome} - {rule.outcome for rule in pack.rules[:-1]}
    for outcome in pack.outcomes:
        if outcome.id not in reached | by_default:
            yield Breach("outcome-never-reached", f"outcomes.{outcome.id}")
