"""Whether everybody who is let in was screened, and whether each answer to that is looked at."""

from collections.abc import Iterator

from kiosk.flow.answers import signature
from kiosk.flow.formulas import put_when
from kiosk.flow.logic import Fact, facts
from kiosk.pack.models import LETS_IN
from kiosk.pack.questions import Question
from kiosk.pack.words import OptionId
from kiosk.proof.tours import Answered, Breach, Clear, Tour, Unless
from kiosk.proof.walks import Stop, onward


def let_in_unscreened(tour: Tour) -> Iterator[Breach]:
    """Every screening question that is not clear for somebody who is let in."""
    for stop, outcome in tour.ends:
        if outcome.kind not in LETS_IN:
            continue
        if not tour.pack.screening and tour.pack.no_screening is None:
            yield tour.breach("no-screening", "questions", stop, outcome.id)
        for question in tour.pack.screening:
            if not tour.holds(Clear(question.id), stop) and not any(
                _left_out(tour, stop, question)
            ):
                where = f"questions.{question.id}"
                yield tour.breach(_lacking(tour, stop, question), where, stop, outcome.id)


def left_out(tour: Tour) -> Iterator[Unless]:
    """Every exception from a screening question with which somebody is let in."""
    for stop, outcome in tour.ends:
        if outcome.kind in LETS_IN:
            for question in tour.pack.screening:
                yield from _left_out(tour, stop, question)


def _left_out(tour: Tour, stop: Stop, question: Question) -> Iterator[Unless]:
    unless = question.screens.unless if question.screens else ()
    every = (Unless(question.id, number) for number in range(len(unless)))
    return (each for each in every if tour.holds(each, stop))


def _lacking(tour: Tour, stop: Stop, question: Question) -> str:
    if tour.holds(Answered(question.id), stop):
        return "screening-not-clear"
    return "screening-skipped" if question.id in stop.open_questions else "screening-hidden"


def options_like_clear(tour: Tour) -> Iterator[Breach]:
    """Every option of a screening question that no rule tells apart from a clear one."""
    looked_at = _looked_at(tour)
    for question in tour.pack.screening:
        clear = question.screens.clear if question.screens else ()
        asks = (s for s in tour.stops if s.situation.asked and _asks(s, question))
        first = next(asks, None)
        known = tuple(fact for fact in looked_at if fact.question == question.id)
        alike = {signature(known, (option,)): option for option in reversed(clear)}
        for option in question.options if first else ():
            same = alike.get(signature(known, (option.id,)))
            if first and same and option.id not in clear:
                where = f"questions.{question.id}.options.{option.id}"
                end = _end(first, option.id)
                yield tour.breach("option-like-clear", where, end, str(end.outcome), same)


def _asks(stop: Stop, question: Question) -> bool:
    asked = stop.situation.asked
    return asked is not None and asked.question.id == question.id


def _looked_at(tour: Tour) -> list[Fact]:
    """What the rules look at, and the conditions of questions."""
    pack = tour.pack
    conditions = (put_when(pack, tour.site, question) for question in pack.questions)
    every = (*conditions, *(tour.condition(rule) for rule in pack.rules))
    return [fact for each in every for fact in facts(each)]


def _end(stop: Stop, option: OptionId) -> Stop:
    """The nearest end of a visit that goes on with an option alone."""
    asked = stop.situation.asked
    assert asked is not None  # noqa: S101 - the question is put here
    after = stop.situation.after[asked.seen((option,))]
    began = Stop(after, (*stop.way, (asked.question.id, (option,))))
    return next(each for each in onward(began) if each.outcome)
