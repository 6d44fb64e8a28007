"""Whether one more answer that a guarantee calls a risk ever lets a visitor come further."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.flow.answers import classes_with
from kiosk.flow.steps import Asked, Flow, Situation
from kiosk.pack.conditions import AllOf, AnyOf, Condition, HasAny, HasAtLeast
from kiosk.pack.models import OutcomeKind, Pack
from kiosk.pack.words import Chosen, OptionId, OutcomeId, QuestionId
from kiosk.proof.walks import Path

_KINDS = list(OutcomeKind)


@dataclass(frozen=True)
class Laxer:
    """Two visits alike but for a risk in the second, which comes further than the first."""

    path: Path
    without: OutcomeId
    with_risk: OutcomeId
    risk: OptionId


@dataclass(frozen=True)
class _Pair:
    """Two visits that gave the same answers so far, but for one in the question with the risk."""

    one: Situation
    other: Situation
    path: Path
    parted: bool


def laxer_with_a_risk(
    pack: Pack, flow: Flow, question: QuestionId, risk: OptionId
) -> Iterator[Laxer]:
    """The visits that come further with the risk among their answers than without."""
    kinds = {outcome.id: _KINDS.index(outcome.kind) for outcome in pack.outcomes}
    waiting = deque([_Pair(flow.start, flow.start, (), parted=False)])
    seen = set[tuple[int, int]]()
    while waiting:
        pair = waiting.popleft()
        if (id(pair.one), id(pair.other)) in seen:
            continue
        seen.add((id(pair.one), id(pair.other)))
        if pair.one.asked is None and pair.other.asked is None:
            ends = _end(pair.one), _end(pair.other)
            if kinds[ends[1]] < kinds[ends[0]]:
                yield Laxer(pair.path, *ends, risk)
            continue
        waiting.extend(_further(pair, question, risk))


def _further(pair: _Pair, question: QuestionId, risk: OptionId) -> Iterator[_Pair]:
    one, other = pair.one, pair.other
    asked = _next(one, other)
    if not pair.parted and asked.question.id == question:
        for chosen, chosen_with in classes_with(asked.question, asked.offered, asked.facts, risk):
            path = (*pair.path, (question, chosen_with))
            yield _Pair(_after(one, chosen), _after(other, chosen_with), path, parted=True)
        return
    for chosen in asked.classes.values():
        path = (*pair.path, (asked.question.id, chosen))
        here, there = (_answered(each, asked, chosen) for each in (one, other))
        if pair.parted or here.asked is not None:
            yield _Pair(here, there, path, pair.parted)


def _next(one: Situation, other: Situation) -> Asked:
    """The question that comes first of those that the two visits are at."""
    waiting = [each for each in (one, other) if each.asked is not None]
    asked = min(waiting, key=lambda each: each.position).asked
    assert asked is not None  # noqa: S101 - only those that ask are waiting
    return asked


def _answered(situation: Situation, asked: Asked, chosen: Chosen) -> Situation:
    return _after(situation, chosen) if situation.asked is asked else situation


def _after(situation: Situation, chosen: Chosen) -> Situation:
    asked = situation.asked
    signature = asked.signature(chosen) if asked else None
    return situation.after[signature] if signature is not None else situation


def _end(situation: Situation) -> OutcomeId:
    return next(iter(situation.outcomes))


def risks(pack: Pack) -> Iterator[tuple[QuestionId, OptionId]]:
    """The options that a guarantee warns of, in questions where one more can be chosen."""
    several = {question.id: question for question in pack.questions if question.choose == "any"}
    named = {risk: None for guarantee in pack.guarantees for risk in _named(guarantee.when)}
    for question_id, option_id in named:
        options = several[question_id].options if question_id in several else ()
        if any(option.id == option_id and not option.alone for option in options):
            yield question_id, option_id


def _named(condition: Condition) -> Iterator[tuple[QuestionId, OptionId]]:
    """The options whose choice makes a condition hold rather than fail."""
    match condition:
        case AllOf(all=parts) | AnyOf(any=parts):
            for part in parts:
                yield from _named(part)
        case HasAny(question=question, any_of=options) | HasAtLeast(question=question, of=options):
            yield from ((question, option) for option in options)
        case _:
            return
