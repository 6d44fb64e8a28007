"""What a screen must keep on the glass: nothing cut, overlapping, too small or out of reach."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import atan, degrees

from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtGui import QAccessible, QFont, QFontMetrics, QFontMetricsF
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.screens.look import FARTHEST_MM, LEAST_TEXT_DEGREES, REACH_MM, TOUCH_MM, Look
from kiosk.screens.tiles import InfoTile, TouchTile
from kiosk.screens.widgets import Words
from kiosk.texts.breaks import breakable

LEAST_GAP_MM = 3.0
_MOST_PAGES = 40
_ROUNDING = 0.02


@dataclass(frozen=True)
class Measure:
    """What there is of something that a visitor needs, and the least that will do."""

    name: str
    what: str
    value: float
    least: float
    unit: str = ""

    @property
    def falls_short(self) -> bool:
        """Whether there is too little of it."""
        return self.value < self.least

    def __str__(self) -> str:
        return f"{self.name} has {self.what} of only {self.value:.2f} {self.unit}".rstrip()


def turn_pages(window: QWidget) -> Iterator[None]:
    """Stop at every page of what the window shows, from the first to the last.

    Raises:
        RecursionError: the pages do not end.
    """
    for _page in range(_MOST_PAGES):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        yield
        shown = topmost(window).findChildren(TouchTile, "more")
        more = [tile for tile in shown if tile.isVisible()]
        if not more or _is_last(more[0].accessibleName()):
            return
        more[0].click()
    raise RecursionError(f"more than {_MOST_PAGES} pages")


def _is_last(label: str) -> bool:
    """Whether a page that is called as in `Show more (2/2)` is the last one."""
    page, _, pages = label.rpartition("(")[2].rstrip(")").partition("/")
    return page == pages


def faults(window: QWidget, look: Look) -> Iterator[str]:
    """Everything that is wrong with the page on show, and that its layout can tell."""
    yield from misplaced(window)
    yield from out_of_reach(window, look)
    yield from nameless(window)
    yield from (str(measure) for measure in measures(window, look) if measure.falls_short)


def out_of_reach(window: QWidget, look: Look) -> Iterator[str]:
    """What can be touched but not by someone sitting, in millimetres above the floor.

    Without the reach mode that is the way to it alone, which may be as low as anything may.
    """
    lowest, highest = FARTHEST_MM[0], REACH_MM[1]
    if look.reach:
        lowest, highest = look.glass.reach_mm(window.height() * look.mm_per_px)
    for tile in topmost(window).findChildren(TouchTile):
        if not tile.isVisible() or (not look.reach and tile.objectName() != "access"):
            continue
        place = place_in(tile, window)
        top, bottom = (
            (window.height() - row) * look.mm_per_px + look.glass.bottom_mm
            for row in (place.top(), place.bottom() + 1)
        )
        if top > highest + 1 or bottom < lowest - 1:
            yield f"{tile.objectName()} is {bottom:.0f} to {top:.0f} mm above the floor"


def nameless(window: QWidget) -> Iterator[str]:
    """What can be touched without a name, or with one that is not what is written on it."""
    for tile in topmost(window).findChildren(TouchTile):
        name = QAccessible.queryAccessibleInterface(tile).text(QAccessible.Text.Name)
        shown = breakable(tile.face.lines[0].text)
        if not name.strip() or shown not in name:
            yield f"{tile.objectName()} is called {name!r} and shows {shown!r}"


def misplaced(window: QWidget) -> Iterator[str]:
    """What is cut, over something else, or off the screen."""
    all_words, boxes = _words(window), _boxes(window)
    for words in all_words:
        yield from _cut_words(words)
    for box in boxes:
        yield from _cut_tile(box)
    places = {each: place_in(each, window) for each in (*all_words, *boxes)}
    for each, place in places.items():
        if not window.rect().contains(place):
            yield f"{each.objectName()} is off the screen at {place}"
    for one, other in combinations(places, 2):
        if places[one].intersects(places[other]):
            yield f"{one.objectName()} overlaps {other.objectName()}"


def measures(window: QWidget, look: Look) -> Iterator[Measure]:
    """The height of all letters, the sides of all that can be touched, and the gaps between."""
    boxes = _boxes(window)
    for words in _words(window):
        if words.font().family() == look.body.family():
            yield _letters(words.objectName(), words.font(), look)
    for box in boxes:
        for line in box.face.shown(box.width(), box.height()).lines:
            yield _letters(box.objectName(), line.font, look)
    tiles = [box for box in boxes if isinstance(box, TouchTile)]
    for tile in tiles:
        side_mm = min(tile.width(), tile.height()) * look.mm_per_px
        yield Measure(tile.objectName(), "a side", side_mm, TOUCH_MM - look.mm_per_px, "mm")
    for one, other in combinations(tiles, 2):
        gap_mm = _gap(place_in(one, window), place_in(other, window)) * look.mm_per_px
        name = f"{one.objectName()} beside {other.objectName()}"
        yield Measure(name, "a gap", gap_mm, LEAST_GAP_MM, "mm")


def _words(window: QWidget) -> Sequence[Words]:
    return [each for each in topmost(window).findChildren(Words) if each.isVisible()]


def _boxes(window: QWidget) -> Sequence[TouchTile | InfoTile]:
    top = topmost(window)
    boxes: list[TouchTile | InfoTile] = [
        *top.findChildren(TouchTile),
        *top.findChildren(InfoTile),
    ]
    return [box for box in boxes if box.isVisible()]


def _letters(name: str, font: QFont, look: Look) -> Measure:
    """The angle under which a capital is seen."""
    cap_mm = QFontMetricsF(font).capHeight() * look.mm_per_px
    seen = degrees(atan(cap_mm / look.glass.viewing_distance_mm))
    return Measure(name, "letters", seen, LEAST_TEXT_DEGREES - _ROUNDING, "degrees")


def topmost(window: QWidget) -> QWidget:
    """The notice where there is one, else the screen."""
    shown = [each for each in window.children() if isinstance(each, QWidget)]
    return [each for each in shown if each.objectName() != "ring"][-1]


def _cut_words(words: Words) -> Iterator[str]:
    wrapped = words.wordWrap()
    needed = words.heightForWidth(words.width()) if wrapped else words.line_height
    if needed > words.height():
        yield f"{words.objectName()} is cut: {words.text()!r}"
    metrics = QFontMetrics(words.font())
    parts = words.text().split(" ") if words.wordWrap() else [words.text()]
    longest = max(metrics.horizontalAdvance(part) for part in parts)
    if longest > words.width():
        yield f"{words.objectName()} is too narrow for {words.text()!r}"


def _cut_tile(tile: TouchTile | InfoTile) -> Iterator[str]:
    shown = tile.face.shown(tile.width(), tile.height())
    if shown.height(tile.width()) > tile.height():
        yield f"{tile.objectName()} is too low for its words"
    if not shown.fits(tile.width()):
        yield f"{tile.objectName()} is too narrow for its words"


def place_in(widget: QWidget, window: QWidget) -> QRect:
    """Where a widget is in its window."""
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def _gap(one: QRect, other: QRect) -> int:
    across = max(one.left() - other.right(), other.left() - one.right()) - 1
    down = max(one.top() - other.bottom(), other.top() - one.bottom()) - 1
    return max(across, down)
