"""Walking every path of a flow, shortest first, each situation once."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kiosk.flow.steps import Flow, Situation
from kiosk.pack.words import Chosen, OutcomeId, QuestionId

Path = tuple[tuple[QuestionId, Chosen], ...]
"""The questions on a way with an answer to each: the smallest of its class."""


@dataclass(frozen=True)
class Stop:
    """A situation and the shortest way to it."""

    situation: Situation
    path: Path

    @property
    def outcome(self) -> OutcomeId | None:
        """The outcome, once it is certain."""
        return None if self.situation.asked else next(iter(self.situation.outcomes))

    def became_true(self, watched: int) -> bool:
        """Whether a watched condition holds here; what is not asked was not answered."""
        known = self.situation.watched[watched]
        for asked in self.situation.flow.asked:
            known = asked.given(known, frozenset())
        return known is True


def stops(flow: Flow) -> Iterator[Stop]:
    """Every situation that a visit can come to, the nearest first."""
    seen = {id(flow.start)}
    waiting = deque([Stop(flow.start, ())])
    while waiting:
        stop = waiting.popleft()
        yield stop
        asked = stop.situation.asked
        if asked is None:
            continue
        for signature, after in stop.situation.after.items():
            if id(after) not in seen:
                seen.add(id(after))
                answered = (asked.question.id, asked.classes[signature])
                waiting.append(Stop(after, (*stop.path, answered)))


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


def paths(flow: Flow) -> int:
    """How many paths there are, answers that no condition tells apart taken as one."""
    known: dict[int, int] = {}
    for stop in reversed(list(stops(flow))):
        _count(stop.situation, known)
    return known[id(flow.start)]


def _count(situation: Situation, known: dict[int, int]) -> int:
    if id(situation) not in known:
        after = situation.after.values() if situation.asked else ()
        known[id(situation)] = sum(_count(each, known) for each in after) or 1
    return known[id(situation)]
