"""What a screen must keep on the glass: nothing cut, overlapping, too small or off the screen."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from math import atan, degrees

from coloraide import Color
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QFontMetrics, QFontMetricsF, QImage
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from kiosk.screens.look import LEAST_TEXT_DEGREES, REACH_MM, TOUCH_MM, Look
from kiosk.screens.tiles import InfoTile, TouchTile
from kiosk.screens.widgets import Words
from kiosk.texts.breaks import breakable

LEAST_GAP_MM = 3.0
LEAST_CONTRAST = 7.0
_SAMPLE = 20_000
_MOST_PAGES = 40
_ROUNDING = 0.02


def on_every_page(window: QWidget, look: Look) -> list[str]:
    """Everything that is wrong with any page of what the window shows."""
    found: list[str] = []
    for _page in range(_MOST_PAGES):
        QApplication.processEvents()
        for each in (faults, out_of_reach):
            found += [fault for fault in each(window, look) if fault not in found]
        found += [*faint(window), *nameless(window)]
        more = [t for t in _topmost(window).findChildren(TouchTile, "more") if t.isVisible()]
        if not more or _is_last(more[0].accessibleName()):
            return found
        more[0].click()
    return [*found, f"there are more than {_MOST_PAGES} pages"]


def _is_last(label: str) -> bool:
    """Whether a page that is called as in `Show more (2/2)` is the last one."""
    page, _, pages = label.rpartition("(")[2].rstrip(")").partition("/")
    return page == pages


def out_of_reach(window: QWidget, look: Look) -> Iterator[str]:
    """What can be touched but not by someone sitting, in millimetres above the floor."""
    lowest, highest = REACH_MM
    for tile in _topmost(window).findChildren(TouchTile):
        if not tile.isVisible() or (not look.reach and tile.objectName() != "access"):
            continue
        place = _place(tile, window)
        top, bottom = (
            (window.height() - row) * look.mm_per_px + look.glass.bottom_mm
            for row in (place.top(), place.bottom() + 1)
        )
        if top > highest + 1 or bottom < lowest - 1:
            yield f"{tile.objectName()} is {bottom:.0f} to {top:.0f} mm above the floor"


def nameless(window: QWidget) -> Iterator[str]:
    """What can be touched without a name, or with one that is not what is written on it."""
    for tile in _topmost(window).findChildren(TouchTile):
        name = QAccessible.queryAccessibleInterface(tile).text(QAccessible.Text.Name)
        shown = breakable(tile.face.lines[0].text)
        if not name.strip() or shown not in name:
            yield f"{tile.objectName()} is called {name!r} and shows {shown!r}"


def faint(window: QWidget) -> Iterator[str]:
    """Words whose pixels do not differ enough from those around them."""
    image = window.grab().toImage()
    top = _topmost(window)
    shown: list[QWidget] = [*top.findChildren(QLabel), *top.findChildren(TouchTile)]
    for each in shown:
        if each.isVisible() and isinstance(each, Words | InfoTile | TouchTile):
            ratio = _contrast_in(image, _place(each, window))
            if ratio < LEAST_CONTRAST:
                yield f"{each.objectName()} has a contrast of only {ratio:.1f}"


def _contrast_in(image: QImage, place: QRect) -> float:
    """The contrast of the most common colour with the one that differs most, but for specks."""
    drawn = image.copy(place).convertToFormat(QImage.Format.Format_RGB32)
    every = max(1, drawn.width() * drawn.height() // _SAMPLE)
    if drawn.isNull():
        return 1.0
    pixels = Counter(memoryview(drawn.constBits()).cast("I")[::every])
    ground, _count = pixels.most_common(1)[0]
    ink = sum(pixels.values()) - pixels[ground]
    others = (p for p, n in pixels.items() if p != ground and n >= max(3, ink * 0.01))
    return max((contrast(pixel, ground) for pixel in others), default=1.0)


@cache
def contrast(one: int, other: int) -> float:
    """The contrast of two pixels (WCAG 2.2, relative luminance)."""
    return _colour(one).contrast(_colour(other))


def _colour(pixel: int) -> Color:
    return Color(f"#{pixel & 0xFFFFFF:06x}")


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
        for line in box.face.shown(box.width(), box.height()).lines:
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
    shown = [each for each in window.children() if isinstance(each, QWidget)]
    return [each for each in shown if each.objectName() != "ring"][-1]


def _cut_words(words: Words) -> Iterator[str]:
    if words.heightForWidth(words.width()) > words.height() and words.wordWrap():
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
