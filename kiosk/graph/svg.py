"""A layout as SVG 1.1: nothing but shapes and words, without scripts, styles or references."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby

from kiosk.graph.boxes import (
    HEADING,
    ICON,
    LEADING,
    LINE,
    PADDING,
    SMALL,
    SMALL_LINE,
    TEXT,
    WIDTH,
    Box,
)
from kiosk.graph.layout import MARGIN, TITLE, Layout, Line
from kiosk.graph.plan import End, Fork, Place, Plan
from kiosk.graph.wording import text
from kiosk.pack.models import OutcomeKind
from kiosk.pack.words import visible

Ground = Mapping[str, str]
Theme = Mapping[str, str | Ground]
"""Colours as a theme has them: by name, and a ground with its ink by kind of outcome."""

_FONTS = "Noto Sans, Segoe UI, Arial, DejaVu Sans, sans-serif"
_CORNER = 8.0
_ICONS = {
    OutcomeKind.GO_AHEAD: '<circle r="17"/><path d="M-8 0 l6 6 l10 -12"/>',
    OutcomeKind.NOT_YET: '<circle r="17"/><path d="M0 -10 V0 L7 5"/>',
    OutcomeKind.ASK_STAFF: (
        '<path d="M-17 -15 H17 V9 H-2 L-10 17 V9 H-17 Z"/>'
        '<path d="M-5 -7 q0 -4 5 -4 q5 0 5 4 q0 3 -5 5 v2 M0 3 v2"/>'
    ),
    OutcomeKind.REMOTE: '<path d="M-17 1 L0 -16 L17 1 M-12 -3 V15 H12 V-3 M-4 15 V4 H4 V15"/>',
    OutcomeKind.STAY_AWAY: (
        '<path d="M-7 -17 H7 L17 -7 V7 L7 17 H-7 L-17 7 V-7 Z"/><path d="M-7 -7 L7 7 M7 -7 L-7 7"/>'
    ),
    OutcomeKind.EMERGENCY: '<path d="M0 -17 L18 15 H-18 Z"/><path d="M0 -6 V5 M0 9 v2"/>',
}
"""A shape for each kind, so that none is told by its colour alone."""


def svg(plan: Plan, layout: Layout, theme: Theme) -> str:
    """The picture as text; the same layout is always the same text."""
    return "\n".join((*_document(plan, layout, _Ink(theme)), ""))


class _Ink:
    """The colours of the picture."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def __getitem__(self, name: str) -> str:
        return str(self._theme[name])

    def ground(self, kind: OutcomeKind) -> Ground:
        """The ground of an outcome, and the ink on it."""
        ground = self._theme[kind]
        return ground if isinstance(ground, Mapping) else {}


def _document(plan: Plan, layout: Layout, ink: _Ink) -> Iterator[str]:
    occasion, size = plan.occasion, f"{layout.width:g} {layout.height:g}"
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        '<svg xmlns="http://www.w3.org/2000/svg" version="1.1" role="img"'
        f' aria-labelledby="title desc" xml:lang="{occasion.pack.source_language}"'
        f' width="{layout.width:g}" height="{layout.height:g}" viewBox="0 0 {size}"'
        f' font-family="{_FONTS}" font-size="{TEXT:g}" fill="{ink["ink"]}">'
    )
    yield f'<title id="title">{_plain(f"{occasion.site.name}: {occasion.heading}")}</title>'
    yield f'<desc id="desc">{chr(10).join(map(_plain, _told(plan)))}</desc>'
    yield f'<rect width="{layout.width:g}" height="{layout.height:g}" fill="{ink["tile"]}"/>'
    yield from _words(
        layout.title, MARGIN, MARGIN, f'font-size="{TITLE:g}" font-weight="bold"', TITLE
    )
    below = MARGIN + len(layout.title) * TITLE * LEADING
    yield from _words(layout.note, MARGIN, below, f'fill="{ink["soft"]}"', TEXT)
    yield from _lines(layout.lines, ink)
    for placed in layout.boxes:
        yield f'<g transform="translate({placed.x:g} {placed.y:g})">'
        yield from _box(placed.box, ink)
        yield "</g>"
    yield "</svg>"


def _told(plan: Plan) -> Iterator[str]:
    """The whole picture in words, for those who cannot see it."""
    yield from plan.exceptions
    for fork in plan.forks:
        for way in fork.ways:
            yield f"{fork.question.text} {text(way.words)} → {_name(way.leads_to)}"
    for end in plan.ends:
        yield _name(end)


def _name(place: Place) -> str:
    match place:
        case Fork():
            return place.question.text
        case End():
            return f"{place.outcome.title} ({place.outcome.id}, {place.outcome.kind})"


def _lines(lines: Sequence[Line], ink: _Ink) -> Iterator[str]:
    """Lines to one place together; what crosses them is interrupted, what joins them is not."""
    order = {line.to: position for position, line in enumerate(lines)}
    for to, found in groupby(sorted(lines, key=lambda line: order[line.to]), lambda line: line.to):
        together = list(found)
        path = " ".join(map(_curve, together))
        arrows = " ".join(_arrow(line) for line in together if line.arrives)
        inner = ink.ground(to.outcome.kind)["ground"] if isinstance(to, End) else ink["soft"]
        for colour, width in ((ink["tile"], 8.0), (ink["ink"], 3.8), (inner, 2.4)):
            yield f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width:g}"/>'
        yield f'<path d="{arrows}" fill="{inner}" stroke="{ink["ink"]}"/>'


def _curve(line: Line) -> str:
    start, end = f"M{line.x:g} {line.y:g}", f"{line.end_x:g} {line.end_y:g}"
    if line.y == line.end_y:
        return f"{start} L{end}"
    middle = (line.x + line.end_x) / 2
    return f"{start} C{middle:g} {line.y:g} {middle:g} {line.end_y:g} {end}"


def _arrow(line: Line) -> str:
    return f"M{line.end_x:g} {line.end_y:g} l-11 -6 v12 Z"


def _box(box: Box, ink: _Ink) -> Iterator[str]:
    match box.place:
        case Fork():
            yield from _question(box, ink)
        case End():
            yield from _outcome(box, box.place, ink)


def _question(box: Box, ink: _Ink) -> Iterator[str]:
    size = f'width="{WIDTH:g}" height="{box.height:g}" rx="{_CORNER:g}"'
    yield f'<rect {size} fill="{ink["tile"]}"/>'
    yield (
        f'<path d="M0 {box.head:g} V{_CORNER:g} Q0 0 {_CORNER:g} 0 H{WIDTH - _CORNER:g}'
        f' Q{WIDTH:g} 0 {WIDTH:g} {_CORNER:g} V{box.head:g} Z" fill="{ink["chosen"]}"/>'
    )
    yield f'<rect {size} fill="none" stroke="{ink["ink"]}" stroke-width="1.5"/>'
    yield from _head(box, PADDING, ink["soft"])
    for answer in box.answers:
        yield f"<g><title>{_plain(text(answer.way.words))}</title>"
        yield f'<path d="M0 {answer.top:g} H{WIDTH:g}" stroke="{ink["edge"]}"/>'
        yield from _words(answer.lines, PADDING, answer.top + PADDING / 2, "", TEXT)
        yield f'<circle cx="{WIDTH:g}" cy="{answer.middle:g}" r="4"/></g>'


def _outcome(box: Box, end: End, ink: _Ink) -> Iterator[str]:
    ground = ink.ground(end.outcome.kind)
    size = f'width="{WIDTH:g}" height="{box.height:g}" rx="{_CORNER:g}"'
    yield f'<rect {size} fill="{ground["ground"]}" stroke="{ink["ink"]}" stroke-width="1.5"/>'
    yield (
        f'<g transform="translate({PADDING + ICON / 2:g} {box.height / 2:g})" fill="none"'
        f' stroke="{ground["ink"]}" stroke-width="3" stroke-linecap="round"'
        f' stroke-linejoin="round">{_ICONS[end.outcome.kind]}</g>'
    )
    yield f'<g fill="{ground["ink"]}">'
    yield from _head(box, PADDING * 2 + ICON, ground["ink"])
    yield "</g>"


def _head(box: Box, left: float, soft: str) -> Iterator[str]:
    top = PADDING * 0.65
    yield from _words(
        box.heading, left, top, f'font-size="{HEADING:g}" font-weight="bold"', HEADING
    )
    below = top + len(box.heading) * LINE
    yield from _words(box.note, left, below, f'font-size="{SMALL:g}" fill="{soft}"', SMALL)


def _words(lines: Sequence[str], left: float, top: float, look: str, size: float) -> Iterator[str]:
    """Lines below each other; the first begins at `top`."""
    height = SMALL_LINE if size == SMALL else LINE if size < TITLE else size * LEADING
    for number, line in enumerate(lines):
        baseline = top + number * height + height / 2 + size * 0.36
        yield f'<text x="{left:g}" y="{baseline:g}" {look}>{_plain(line)}</text>'


def _plain(words: str) -> str:
    """Words as XML holds them, which knows no control characters."""
    return escape(visible(words))
