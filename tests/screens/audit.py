"""What the audit of the kiosk leaves to tests: all pages at once, contrast by pixels, letters."""

import os
from collections import Counter
from collections.abc import Iterator
from functools import cache
from unicodedata import category

from coloraide import Color
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QWidget

from kiosk.app.audit import (
    Measure,
    measures,
    misplaced,
    nameless,
    out_of_reach,
    place_in,
    topmost,
    turn_pages,
)
from kiosk.checks.legibility import characters
from kiosk.screens.look import Look
from kiosk.screens.tiles import InfoTile, TouchTile
from kiosk.screens.widgets import Words

LEAST_CONTRAST = 7.0
_SAMPLE = 20_000
_INVISIBLE = {"Cf", "Cc", "Zs"}


WORST: dict[str, tuple[Measure, str]] = {}
"""The least that was measured of each thing in this run, and by which test."""


def on_every_page(window: QWidget, look: Look) -> list[str]:
    """Everything that is wrong with any page of what the window shows."""
    return [fault for _page in turn_pages(window) for fault in _faults(window, look)]


def _faults(window: QWidget, look: Look) -> Iterator[str]:
    taken = [*measures(window, look), *contrasts(window)]
    for each in taken:
        least = WORST.get(each.what)
        if least is None or each.value < least[0].value:
            WORST[each.what] = each, os.environ["PYTEST_CURRENT_TEST"]
    yield from misplaced(window)
    yield from out_of_reach(window, look)
    yield from nameless(window)
    yield from unknown(window)
    yield from (str(each) for each in taken if each.falls_short)


def contrasts(window: QWidget) -> Iterator[Measure]:
    """How much the pixels of all words differ from those around them, line by line."""
    image = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    for name, _text, place in written(window):
        yield Measure(name, "a contrast", _contrast_in(image, place), LEAST_CONTRAST)


def unknown(window: QWidget) -> Iterator[str]:
    """The words with characters that no font of the kiosk can draw."""
    for name, text, _place in written(window):
        lacking = set(text) - drawable()
        if shown := sorted(each for each in lacking if category(each) not in _INVISIBLE):
            yield f"{name} has characters that no font can draw: {' '.join(shown)}"


def written(window: QWidget) -> Iterator[tuple[str, str, QRect]]:
    """All words on show, one line of a tile at a time: their name, and where they are."""
    top = topmost(window)
    shown: list[QWidget] = [*top.findChildren(QLabel), *top.findChildren(TouchTile)]
    for each in shown:
        if not each.isVisible():
            continue
        place = place_in(each, window)
        if isinstance(each, Words):
            yield each.objectName(), each.text(), place
        if isinstance(each, InfoTile | TouchTile):
            face = each.face.shown(place.width(), place.height())
            mirrored = each.layoutDirection() is Qt.LayoutDirection.RightToLeft
            for line, inside in face.written(place, mirrored=mirrored):
                yield each.objectName(), line.text, inside


def _contrast_in(image: QImage, place: QRect) -> float:
    """The contrast of the most common colour with the one that differs most, but for specks."""
    drawn = image.copy(place)
    if drawn.isNull():
        return 1.0
    every = max(1, drawn.width() * drawn.height() // _SAMPLE)
    pixels = Counter(memoryview(drawn.constBits()).cast("I")[::every])
    ground, _count = pixels.most_common(1)[0]
    ink = sum(pixels.values()) - pixels[ground]
    others = (p for p, n in pixels.items() if p != ground and n >= max(3, ink * 0.01))
    return max((contrast(pixel, ground) for pixel in others), default=1.0)


drawable = cache(characters)


@cache
def contrast(one: int, other: int) -> float:
    """The contrast of two pixels (WCAG 2.2, relative luminance)."""
    return _colour(one).contrast(_colour(other))


def _colour(pixel: int) -> Color:
    return Color(f"#{pixel & 0xFFFFFF:06x}")
