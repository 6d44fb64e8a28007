"""What the audit of the kiosk leaves to tests: all pages at once, and contrast by pixels."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

from coloraide import Color
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QWidget

from kiosk.app.audit import faults, place_in, topmost, turn_pages
from kiosk.screens.look import Look
from kiosk.screens.tiles import InfoTile, TouchTile
from kiosk.screens.widgets import Words

LEAST_CONTRAST = 7.0
_SAMPLE = 20_000


def on_every_page(window: QWidget, look: Look) -> list[str]:
    """Everything that is wrong with any page of what the window shows."""
    return [
        fault for _page in turn_pages(window) for fault in (*faults(window, look), *faint(window))
    ]


def faint(window: QWidget) -> Iterator[str]:
    """Words whose pixels do not differ enough from those around them."""
    image = window.grab().toImage()
    top = topmost(window)
    shown: list[QWidget] = [*top.findChildren(QLabel), *top.findChildren(TouchTile)]
    for each in shown:
        if each.isVisible() and isinstance(each, Words | InfoTile | TouchTile):
            ratio = _contrast_in(image, place_in(each, window))
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
