"""Where everything stands in the picture: boxes in columns, lines between them, in px."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiosk.graph.boxes import LEADING, LINE, TEXT, WIDTH, Box
from kiosk.graph.layers import Columns, Spot, columns
from kiosk.graph.lettering import lines
from kiosk.graph.plan import Place, Plan

MARGIN = 32.0
TITLE = 26.0
_CHANNEL, _STEEPNESS, _WIDEST = 64.0, 0.12, 130.0


@dataclass(frozen=True)
class Placed:
    """A box and where its upper left corner is."""

    box: Box
    x: float
    y: float


@dataclass(frozen=True)
class Line:
    """A curve between two columns, or a straight line through one, on the way to a place."""

    to: Place
    x: float
    y: float
    end_x: float
    end_y: float
    arrives: bool


@dataclass(frozen=True)
class Layout:
    """The whole picture; `title` and `note` are lines above it."""

    title: tuple[str, ...]
    note: tuple[str, ...]
    width: float
    height: float
    boxes: tuple[Placed, ...]
    lines: tuple[Line, ...]


def layout(plan: Plan) -> Layout:
    """Place everything; the same plan is always placed in the same way."""
    laid = columns(plan)
    xs = _xs(laid)
    width = xs[-1] + WIDTH + MARGIN
    title = lines(plan.occasion.site.name, (width - 2 * MARGIN) / TITLE, bold=True)
    above = (plan.occasion.heading, *plan.exceptions)
    note = tuple(line for each in above for line in lines(each, (width - 2 * MARGIN) / TEXT))
    top = MARGIN * 1.5 + len(title) * TITLE * LEADING + len(note) * LINE
    boxes = tuple(
        Placed(spot.box, x, top + spot.y)
        for x, column in zip(xs, laid, strict=True)
        for spot in column
        if spot.box
    )
    bottom = max(placed.y + placed.box.height for placed in boxes)
    found = dict.fromkeys(_lines(laid, xs, top))
    lowest = max((line.end_y for line in found), default=0.0)
    height = max(bottom, lowest) + MARGIN
    return Layout(title, note, width, height, boxes, tuple(found))


def _xs(laid: Columns) -> list[float]:
    """The left edge of each column; lines that climb far get more room to do so."""
    xs = [MARGIN]
    for column in laid[:-1]:
        climbs = [
            abs(spot.y + down - following.y - following.entry)
            for spot in column
            for down, following in spot.leaving
        ]
        channel = min(_WIDEST, _CHANNEL + _STEEPNESS * max(climbs))
        xs.append(xs[-1] + WIDTH + round(channel))
    return xs


def _lines(laid: Columns, xs: Sequence[float], top: float) -> Iterator[Line]:
    for at, column in enumerate(laid):
        for spot in column:
            if spot.box is None:
                y = top + spot.y
                yield Line(spot.place, xs[at], y, xs[at] + WIDTH, y, arrives=False)
            yield from _leaving(spot, xs[at] + WIDTH, xs[at + 1 :], top)


def _leaving(spot: Spot, x: float, following_xs: Sequence[float], top: float) -> Iterator[Line]:
    for down, following in spot.leaving:
        end_y = top + following.y + following.entry
        arrives = following.box is not None
        yield Line(following.place, x, top + spot.y + down, following_xs[0], end_y, arrives)
