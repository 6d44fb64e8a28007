"""Whether one more answer that is called a risk ever lets a visitor come further."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.flow.answers import Known, classes_with, option_ids
from kiosk.flow.steps import Asked, Flow, Situation
from kiosk.pack.conditions import (
    AllOf,
    AnyOf,
    Condition,
    HasAny,
    HasAnyBut,
    HasAtLeast,
    HasExactly,
    Not,
    OnAnswer,
    named,
)
from kiosk.pack.models import Pack
from kiosk.pack.words import OptionId, OutcomeId, QuestionId, SiteId
from kiosk.proof.tours import KINDS
from kiosk.proof.walks import Way


@dataclass(frozen=True)
class Laxer:
    """Two visits alike but for a risk in the second, which comes further than the first."""

    way: Way
    without: OutcomeId
    with_risk: OutcomeId


@dataclass(frozen=True)
class _Pair:
    """Two visits that gave the same answers so far, but for one in the question with the risk."""

    one: Situation
    other: Situation
    way: Way
    parted: bool


def laxer_with_a_risk(
    pack: Pack, flow: Flow, question: QuestionId, risk: OptionId
) -> Iterator[Laxer]:
    """The visits that come further with the risk among their answers than without."""
    kinds = {outcome.id: KINDS.index(outcome.kind) for outcome in pack.outcomes}
    waiting = deque([_Pair(flow.start, flow.start, (), parted=False)])
    seen = set[tuple[int, int]]()
    while waiting:
        pair = waiting.popleft()
        if (id(pair.one), id(pair.other)) in seen or (pair.parted and pair.one is pair.other):
            continue
        flow.effort.spend(1)
        seen.add((id(pair.one), id(pair.other)))
        if pair.one.asked is None and pair.other.asked is None:
            ends = _end(pair.one), _end(pair.other)
            if kinds[ends[1]] < kinds[ends[0]]:
                yield Laxer(pair.way, *ends)
            continue
        waiting.extend(_further(pair, question, risk))


def _further(pair: _Pair, question: QuestionId, risk: OptionId) -> Iterator[_Pair]:
    one, other = pair.one, pair.other
    asked = _next(one, other)
    if not pair.parted and asked.question.id == question:
        looked_at = asked.question, asked.offered, asked.facts
        for chosen, chosen_with in classes_with(*looked_at, risk, one.flow.effort):
            way = (*pair.way, (question, chosen_with))
            yield _Pair(_after(one, chosen), _after(other, chosen_with), way, parted=True)
        return
    one.flow.effort.spend(len(asked.classes))
    for known in asked.classes.values():
        way = (*pair.way, (asked.question.id, known))
        here, there = (_answered(each, asked, known) for each in (one, other))
        if pair.parted or here.asked is not None:
            yield _Pair(here, there, way, pair.parted)


def _next(one: Situation, other: Situation) -> Asked:
    """The question that comes first of those that the two visits are at."""
    waiting = [each for each in (one, other) if each.asked is not None]
    asked = min(waiting, key=lambda each: each.position).asked
    assert asked is not None  # noqa: S101 - only those that ask are waiting
    return asked


def _answered(situation: Situation, asked: Asked, known: Known) -> Situation:
    return _after(situation, known) if situation.asked is asked else situation


def _after(situation: Situation, known: Known) -> Situation:
    asked = situation.asked
    return situation.after[asked.seen(known)] if asked else situation


def _end(situation: Situation) -> OutcomeId:
    return next(iter(situation.outcomes))


def risks(pack: Pack, site: SiteId) -> Iterator[tuple[QuestionId, OptionId]]:
    """The options that are called a risk, in questions where one more can be chosen.

    They are those of screening questions that are not clear, and those that a guarantee warns of.
    """
    guarded = (each for guarantee in pack.guarantees for each in _warned_of(guarantee.when))
    warned = (risk for each, holds in guarded for risk in _options(pack, site, each, holds=holds))
    called = {*_not_clear(pack), *warned}
    for question in pack.questions:
        for option in question.options if question.choose == "any" else ():
            if not option.alone and (question.id, option.id) in called:
                yield question.id, option.id


def _not_clear(pack: Pack) -> Iterator[tuple[QuestionId, OptionId]]:
    for question in pack.screening:
        clear = question.screens.clear if question.screens else ()
        yield from (
            (question.id, option.id) for option in question.options if option.id not in clear
        )


def _warned_of(condition: Condition, *, holds: bool = True) -> Iterator[tuple[OnAnswer, bool]]:
    """The conditions on answers that make a guarantee's condition hold, or that must fail."""
    match condition:
        case AllOf(all=parts) | AnyOf(any=parts):
            for part in parts:
                yield from _warned_of(part, holds=holds)
        case Not(not_=part):
            yield from _warned_of(part, holds=not holds)
        case HasAny() | HasAnyBut() | HasAtLeast() | HasExactly():
            yield condition, holds
        case _:
            return


def _options(
    pack: Pack, site: SiteId, condition: OnAnswer, *, holds: bool
) -> Iterator[tuple[QuestionId, OptionId]]:
    """The options that make a condition hold where it must, and fail where it must not."""
    question = pack.question(condition.question)
    options = set(question.options_of(named(condition)))
    if isinstance(condition, HasAnyBut) is holds:
        options = set(option_ids(pack, question, site)) - options
    yield from ((question.id, option) for option in options)
