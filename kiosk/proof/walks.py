"""Walking every path of a flow, shortest first, each situation once."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from kiosk.flow.answers import Known, Signature, chosen_in
from kiosk.flow.logic import Formula
from kiosk.flow.steps import Asked, Flow, Situation
from kiosk.pack.words import Chosen, OutcomeId, QuestionId

Path = tuple[tuple[QuestionId, Chosen], ...]
"""The questions on a way with an answer to each: the smallest of its class."""
Way = tuple[tuple[QuestionId, Known], ...]
"""A path on which the status of the chosen service is known as well."""


@dataclass(frozen=True)
class Stop:
    """A situation and the shortest way to it."""

    situation: Situation
    way: Way

    @property
    def path(self) -> Path:
        """The way as a visitor goes it."""
        return tuple((question, chosen_in(known)) for question, known in self.way)

    @property
    def outcome(self) -> OutcomeId | None:
        """The outcome, once it is certain."""
        return None if self.situation.asked else next(iter(self.situation.outcomes))

    @cached_property
    def settled(self) -> tuple[Formula, ...]:
        """The watched formulas, with nothing answered where a question is certainly not put."""
        watched = self.situation.watched
        for asked, is_put in self._left:
            if not is_put:
                watched = tuple(asked.given(each, frozenset()) for each in watched)
        return watched

    @cached_property
    def open_questions(self) -> frozenset[QuestionId]:
        """The questions that could still be put, were the outcome not certain."""
        return frozenset(asked.question.id for asked, is_put in self._left if is_put)

    @cached_property
    def _left(self) -> tuple[tuple[Asked, bool], ...]:
        """The questions to come, each with whether it may be put."""
        conditions, left = self.situation.conditions, list[tuple[Asked, bool]]()
        for asked in self.situation.flow.asked[self.situation.position :]:
            put, *behind = conditions
            left.append((asked, put is not False))
            if put is False:  # what waits for its answer may fail as well
                behind = [asked.given(each, frozenset()) for each in behind]
            conditions = tuple(behind)
        return tuple(left)

    def may_hold(self, watched: int) -> bool:
        """Whether a watched formula holds for one of those who come here.

        They may give any answer to what they are not asked because the outcome is certain.
        """
        formula, here = self.situation.watched[watched], self.situation
        if isinstance(formula, bool):
            return formula
        told = here.flow.situation(here.position, here.conditions, ((formula, _YES), _NO), ())
        return _YES in told.outcomes

    def seen(self, formula: Formula) -> Formula:
        """What is left of a formula once everything is put in that is known here."""
        given = dict(self.way)
        for asked in self.situation.flow.asked:
            name = asked.question.id
            if name not in self.open_questions:
                formula = asked.given(formula, frozenset(given.get(name, ())))
        return formula


_YES = OutcomeId("yes")
_NO = (True, OutcomeId("no"))


Follow = Callable[[Asked, Signature], bool]
"""Whether a class of answers to a question is followed."""


def every(_asked: Asked, _signature: Signature) -> bool:
    """Every class of answers is followed."""
    return True


def stops(flow: Flow, follow: Follow = every) -> Iterator[Stop]:
    """Every situation that a visit can come to by what is followed, the nearest first."""
    return onward(Stop(flow.start, ()), follow)


def onward(start: Stop, follow: Follow = every) -> Iterator[Stop]:
    """Every situation that a visit can come to from one of them, the nearest first."""
    seen = {id(start.situation)}
    waiting = deque([start])
    while waiting:
        stop = waiting.popleft()
        yield stop
        asked = stop.situation.asked
        if asked is None:
            continue
        for signature, after in stop.situation.after.items():
            if id(after) not in seen and follow(asked, signature):
                seen.add(id(after))
                answered = (asked.question.id, asked.classes[signature])
                waiting.append(Stop(after, (*stop.way, answered)))


def following(seen: Iterable[Stop]) -> dict[int, int]:
    """A number for every situation, the same for those that nothing tells apart from there on."""
    numbers: dict[object, int] = {}
    known: dict[int, int] = {}
    for stop in sorted(seen, key=lambda each: each.situation.position, reverse=True):
        asked = stop.situation.asked
        after = [known[id(each)] for each in stop.situation.after.values()] if asked else ()
        what = (asked.question.id, *after) if asked else stop.outcome
        known[id(stop.situation)] = numbers.setdefault(what, len(numbers))
    return known


def paths(seen: Iterable[Stop]) -> int:
    """How many paths there are, answers that no condition tells apart taken as one."""
    known: dict[int, int] = {}
    count = 0
    for stop in sorted(seen, key=lambda each: each.situation.position, reverse=True):
        after = stop.situation.after.values() if stop.situation.asked else ()
        count = sum(known[id(each)] for each in after) or 1
        known[id(stop.situation)] = count
    return count
