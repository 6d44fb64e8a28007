"""What a screen must keep on the glass: nothing cut, overlapping, too small or off the screen."""

from collections.abc import Iterator
from itertools import combinations
from math import atan, degrees

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics, QFontMetricsF
from PySide6.QtWidgets import QWidget

from kiosk.screens.look import LEAST_TEXT_DEGREES, TOUCH_MM, Look
from kiosk.screens.tiles import InfoTile, TouchTile
from kiosk.screens.widgets import Words

LEAST_GAP_MM = 3.0
_ROUNDING = 0.02


def faults(window: QWidget, look: Look) -> Iterator[str]:
    """Everything that is wrong with what the window shows now."""
    top = _topmost(window)
    words = [each for each in top.findChildren(Words) if each.isVisible()]
    tiles = [each for each in top.findChildren(TouchTile) if each.isVisible()]
    infos = [each for each in top.findChildren(InfoTile) if each.isVisible()]
    yield from _in_words(words, look)
    boxes: list[TouchTile | InfoTile] = [*tiles, *infos]
    for box in boxes:
        yield from _cut_tile(box)
        for line in box.face.lines:
            yield from _small_text(box.objectName(), QFontMetricsF(line.font).capHeight(), look)
    for tile in tiles:
        yield from _small_target(tile, look)
    yield from _misplaced(window, [*words, *tiles, *infos])
    yield from _crowded(window, tiles, look)


def _in_words(words: list[Words], look: Look) -> Iterator[str]:
    for each in words:
        yield from _cut_words(each)
        if each.font().family() == look.body.family():
            yield from _small_text(each.objectName(), QFontMetricsF(each.font()).capHeight(), look)


def _misplaced(window: QWidget, widgets: list[QWidget]) -> Iterator[str]:
    places = {each: _place(each, window) for each in widgets}
    for each, place in places.items():
        if not window.rect().contains(place):
            yield f"{each.objectName()} is off the screen at {place}"
    for one, other in combinations(places, 2):
        if places[one].intersects(places[other]):
            yield f"{one.objectName()} overlaps {other.objectName()}"


def _crowded(window: QWidget, tiles: list[TouchTile], look: Look) -> Iterator[str]:
    for one, other in combinations(tiles, 2):
        gap_mm = _gap(_place(one, window), _place(other, window)) * look.mm_per_px
        if gap_mm < LEAST_GAP_MM:
            yield f"{one.objectName()} and {other.objectName()} are only {gap_mm:.1f} mm apart"


def _topmost(window: QWidget) -> QWidget:
    """The notice where there is one, else the screen."""
    return [each for each in window.children() if isinstance(each, QWidget)][-1]


def _cut_words(words: Words) -> Iterator[str]:
    if words.heightForWidth(words.width()) > words.height() and words.wordWrap():
        yield f"{words.objectName()} is cut: {words.text()!r}"
    metrics = QFontMetrics(words.font())
    parts = words.text().split(" ") if words.wordWrap() else [words.text()]
    longest = max(metrics.horizontalAdvance(part) for part in parts)
    if longest > words.width():
        yield f"{words.objectName()} is too narrow for {words.text()!r}"


def _cut_tile(tile: TouchTile | InfoTile) -> Iterator[str]:
    if tile.face.height(tile.width()) > tile.height():
        yield f"{tile.objectName()} is too low for its words"
    if not tile.face.fits(tile.width()):
        yield f"{tile.objectName()} is too narrow for its words"


def _small_text(name: str, cap_px: float, look: Look) -> Iterator[str]:
    seen = degrees(atan(cap_px * look.mm_per_px / look.glass.viewing_distance_mm))
    if seen < LEAST_TEXT_DEGREES - _ROUNDING:
        yield f"{name} has letters of only {seen:.2f} degrees"


def _small_target(tile: TouchTile, look: Look) -> Iterator[str]:
    width_mm, height_mm = tile.width() * look.mm_per_px, tile.height() * look.mm_per_px
    if min(width_mm, height_mm) < TOUCH_MM - look.mm_per_px:
        yield f"{tile.objectName()} is only {width_mm:.1f} x {height_mm:.1f} mm"


def _place(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def _gap(one: QRect, other: QRect) -> int:
    across = max(one.left() - other.right(), other.left() - one.right()) - 1
    down = max(one.top() - other.bottom(), other.top() - one.bottom()) - 1
    return max(across, down)
