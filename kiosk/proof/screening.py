"""Whether everybody who is let in was screened, and whether each answer to that is looked at."""

from collections.abc import Collection, Iterator

from kiosk.flow.answers import signature, single_answers
from kiosk.flow.formulas import put_when
from kiosk.flow.logic import Fact, facts
from kiosk.flow.steps import Asked
from kiosk.pack.models import LETS_IN, OutcomeKind, Rule
from kiosk.pack.questions import Question
from kiosk.pack.words import OptionId, OutcomeId
from kiosk.proof.tours import STRICTEST, Answered, Breach, Clear, Tour, Unless
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


def keeps_out_unscreened(tour: Tour) -> Iterator[Breach]:
    """Every question whose answers keep some out and let others in, but that does not screen."""
    pack = tour.pack
    if not pack.screening and pack.no_screening is None:
        return
    keeping = {q.id: _keeps_out(tour, q) for q in pack.questions if not q.screens}
    for stop in tour.stops:
        asked = stop.situation.asked
        if asked and keeping.get(asked.question.id) and _shuts_out(tour, stop, asked):
            enters = _entering(tour, stop, asked)
            if enters:
                keeping[asked.question.id] = False  # the nearest is enough
                where = f"questions.{asked.question.id}"
                yield tour.breach("keeps-out-unscreened", where, stop, *enters[:2])


def _keeps_out(tour: Tour, question: Question) -> bool:
    """Whether a rule that keeps people out looks at options of a question, or the last one does."""
    own = frozenset(option.id for option in question.options)
    strict = _of(tour, STRICTEST)
    return any(
        rule.when is None or any(fact.options & own for fact in _facts_of(tour, rule, question))
        for rule in tour.pack.rules
        if rule.outcome in strict
    )


def _facts_of(tour: Tour, rule: Rule, question: Question) -> Iterator[Fact]:
    return (fact for fact in facts(tour.condition(rule)) if fact.question == question.id)


def _shuts_out(tour: Tour, stop: Stop, asked: Asked) -> bool:
    """Whether an answer without a service leads to where people are kept out, and never in."""
    own = frozenset(option.id for option in asked.question.options)
    strict, inside = _of(tour, STRICTEST), _of(tour, LETS_IN)
    after = stop.situation.after
    own_answers = (s for s, known in asked.classes.items() if own.issuperset(known))
    ends = (after[signature].outcomes for signature in own_answers)
    return any(end & strict and not end & inside for end in ends)


def _entering(tour: Tour, stop: Stop, asked: Asked) -> list[OptionId]:
    """The options with which somebody may be let in: one that stands alone first, or the last."""
    inside, after = _of(tour, LETS_IN), stop.situation.after
    alone = {option.id for option in asked.question.options if option.alone}
    single = single_answers(tour.pack, asked.question, tour.site)
    enters = [known[0] for known in single if after[asked.seen(known)].outcomes & inside]
    clear = next((option for option in enters if option in alone), enters[-1] if enters else None)
    return sorted(dict.fromkeys(enters), key=lambda option: option != clear)


def _of(tour: Tour, kinds: Collection[OutcomeKind]) -> frozenset[OutcomeId]:
    return frozenset(outcome.id for outcome in tour.pack.outcomes if outcome.kind in kinds)


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
