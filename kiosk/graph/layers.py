"""Boxes in columns, and the lanes by which lines pass a column: in which order, and how high.

Lines to the same place share their lane, so that a picture has few of them.
"""

from bisect import bisect_right, insort
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf

from kiosk.graph.boxes import Box, box
from kiosk.graph.plan import End, Fork, Place, Plan
from kiosk.pack.models import OutcomeKind

ROUNDS = 16
_MOST_SWAPPED = 40
_LOOSENESS = 1.1  # so much higher than the fullest column may the picture be
_STRAIGHTNESS = 4.0  # so much more than a box does a lane keep to its wish
_KINDS = list(OutcomeKind)
_BETWEEN_BOXES, _BESIDE_LANES, _BETWEEN_KINDS = 34.0, 22.0, 52.0


@dataclass(eq=False)
class Spot:
    """A box in its column, or a lane through a column, with the lines that leave it."""

    place: Place
    box: Box | None
    leaving: list[tuple[float, "Spot"]] = field(default_factory=list, repr=False)
    arriving: list[tuple[float, "Spot"]] = field(default_factory=list, repr=False)
    y: float = 0.0

    @property
    def height(self) -> float:
        """The height in px; nothing for a lane."""
        return self.box.height if self.box else 0.0

    @property
    def entry(self) -> float:
        """How far below the top lines arrive."""
        return self.box.entry if self.box else 0.0


Columns = list[list[Spot]]


def columns(plan: Plan) -> Columns:
    """Every spot of a plan, column by column, placed without overlaps; outcomes in the last."""
    found = _Laying(plan).columns()
    _order(found)
    _place(found)
    return found


@dataclass
class _Laying:
    plan: Plan
    spots: dict[tuple[int, Place], Spot] = field(default_factory=dict)

    def columns(self) -> Columns:
        """The spots in the order in which they are come by."""
        self.spot(self.home(self.plan.start), self.plan.start)
        laid: Columns = [[] for _ in range(len(self.plan.questions) + 1)]
        for (column, _), spot in self.spots.items():
            laid[column].append(spot)
        return laid

    def home(self, place: Place) -> int:
        """The column of a place's box."""
        questions = self.plan.questions
        return questions.index(place.question) if isinstance(place, Fork) else len(questions)

    def spot(self, column: int, place: Place) -> Spot:
        """The box of a place in its own column, a lane towards it in those before."""
        if (column, place) in self.spots:
            return self.spots[column, place]
        spot = Spot(place, box(place, self._number(place)) if column == self.home(place) else None)
        self.spots[column, place] = spot
        if spot.box is None:
            self._join(spot, 0.0, self.spot(column + 1, place))
        else:
            for answer in spot.box.answers:
                self._join(spot, answer.middle, self.spot(column + 1, answer.way.leads_to))
        return spot

    def _join(self, spot: Spot, height: float, following: Spot) -> None:
        spot.leaving.append((height, following))
        following.arriving.append((height, spot))

    def _number(self, place: Place) -> int:
        listed = [question.id for question in self.plan.occasion.pack.questions]
        return listed.index(place.question.id) + 1 if isinstance(place, Fork) else 0


def _order(laid: Columns) -> None:
    """Sort every column so that few lines cross and none climbs far; outcomes stay by kind."""
    _sort_by_kind(laid[-1], lambda _: 0.0)
    best, least = list[list[Spot]](), (inf, inf)
    for turn in range(ROUNDS):
        if turn % 2:
            for left, column in pairwise(laid):
                _sort_by_kind(column, _from(left))
        else:
            for column, right in reversed([*pairwise(laid)]):
                _sort_by_kind(column, _towards(right))
        _swap(laid)
        if (crossings := _crossings(laid)) > least[0]:
            continue
        _place(laid)
        if (cost := (crossings, _climbs(laid))) < least:
            best, least = [list(column) for column in laid], cost
    for column, order in zip(laid, best, strict=True):
        column[:] = order


def _climbs(laid: Columns) -> float:
    """How far all lines together go up and down."""
    spots = (spot for column in laid for spot in column)
    return sum(abs(s.y + down - to.y - to.entry) for s in spots for down, to in s.leaving)


def _swap(laid: Columns) -> None:
    """Let neighbours in a column change places where fewer lines cross then."""
    for at, column in enumerate(laid):
        beside = laid[max(at - 1, 0) : at + 2]
        fewest = _crossings(beside)
        for row in range(len(column) - 1 if len(column) <= _MOST_SWAPPED else 0):
            if _kind(column[row]) == _kind(column[row + 1]):
                column[row : row + 2] = column[row + 1], column[row]
                if (crossings := _crossings(beside)) < fewest:
                    fewest = crossings
                else:
                    column[row : row + 2] = column[row + 1], column[row]


Key = Callable[[Spot], float]


def _sort_by_kind(column: list[Spot], key: Key) -> None:
    column.sort(key=lambda spot: (_kind(spot), key(spot)))


def _kind(spot: Spot) -> int:
    return _KINDS.index(spot.place.outcome.kind) if isinstance(spot.place, End) else 0


def _from(left: Sequence[Spot]) -> Key:
    at = {spot: position for position, spot in enumerate(left)}

    def mean(spot: Spot) -> float:
        return _mean([at[s] + down / (s.height + 1) for down, s in spot.arriving])

    return mean


def _towards(right: Sequence[Spot]) -> Key:
    at = {spot: position for position, spot in enumerate(right)}
    return lambda spot: _mean([at[following] for _, following in spot.leaving])


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers) if numbers else 0.0


def _crossings(laid: Columns) -> int:
    """How many pairs of lines cross between neighbouring columns."""
    total = 0
    for left, right in pairwise(laid):
        at = {spot: position for position, spot in enumerate(right)}
        passed: list[int] = []
        for spot in left:
            for _, following in spot.leaving:
                total += len(passed) - bisect_right(passed, at[following])
                insort(passed, at[following])
    return total


def _place(laid: Columns) -> None:
    """Give every spot its height on the paper, near those that it is joined with."""
    for column in laid:
        _settle(column, [0.0] * len(column), inf)
    paper = _LOOSENESS * max(column[-1].y + column[-1].height for column in laid)
    for turn in range(ROUNDS):
        for column in laid if turn % 2 else reversed(laid):
            _settle(column, [_wish(spot, back=turn % 2 == 1) for spot in column], paper)
    top = min(spot.y for column in laid for spot in column)
    for column in laid:
        for spot in column:
            spot.y = round(spot.y - top)


def _wish(spot: Spot, *, back: bool) -> float:
    """Where a spot would have its lines run straight."""
    if back and spot.arriving:
        return _mean([s.y + down for down, s in spot.arriving]) - spot.entry
    if not back and spot.leaving:
        return _mean([s.y + s.entry - down for down, s in spot.leaving])
    return spot.y


def _settle(column: Sequence[Spot], wishes: Iterable[float], paper: float) -> None:
    """Place a column as near as can be to its wishes, in its order, without overlaps, on the paper.

    Pools neighbours that would overlap (isotonic regression by pooling adjacent violators).
    """
    offsets = [0.0]
    for above, below in pairwise(column):
        offsets.append(offsets[-1] + above.height + _gap(above, below))
    lowest = paper - offsets[-1] - column[-1].height
    pools: list[_Pool] = []
    for spot, wish, offset in zip(column, wishes, offsets, strict=True):
        base = min(max(wish - offset, 0.0), lowest)
        weight = 1.0 if spot.box else _STRAIGHTNESS
        pool = _Pool(weight * base, weight, [(spot, offset)])
        while pools and pools[-1].base > pool.base:
            pool = pools.pop().joined(pool)
        pools.append(pool)
    for pool in pools:
        for spot, down in pool.spots:
            spot.y = pool.base + down


@dataclass(frozen=True)
class _Pool:
    """Neighbours that move together; `spots` with how far below the base each is."""

    total: float
    weight: float
    spots: list[tuple[Spot, float]]

    @property
    def base(self) -> float:
        return self.total / self.weight

    def joined(self, below: "_Pool") -> "_Pool":
        spots = self.spots + below.spots
        return _Pool(self.total + below.total, self.weight + below.weight, spots)


def _gap(above: Spot, below: Spot) -> float:
    if above.box is None or below.box is None:
        return _BESIDE_LANES
    return _BETWEEN_BOXES if _kind(above) == _kind(below) else _BETWEEN_KINDS
