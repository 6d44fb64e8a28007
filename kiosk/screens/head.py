"""The head of a screen: where you are, and the words that it begins with, beside a sign or not."""

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from kiosk.cards.shapes import Setting
from kiosk.screens.faces import FAR
from kiosk.screens.look import Look, mirrored
from kiosk.screens.widgets import Missing, Picture, Words, place_line

ICON_MM = 26.0
"""Size of the sign of an outcome, and where there is room for more:"""
_LARGE_ICON_MM = 42.0


class Head:
    """Places words and a sign in a screen, across it or in a column of it.

    `end` is the row of pixels below the last of them.
    """

    def __init__(self, look: Look, setting: Setting, palette: QPalette, inside: QWidget) -> None:
        self._look, self._inside = look, inside
        self._site = Words(setting.site, look.aside, palette, "site")
        self._aside = Words(setting.aside, look.aside, palette, "aside")
        self.words: Sequence[Words] = ()
        self.icon: Picture | None = None
        self._left_out: Sequence[Words] = ()
        self.end = 0
        for widget in (self._site, self._aside):
            widget.setParent(inside)

    def fill(self, words: Sequence[Words], icon: Picture | None) -> None:
        """Put in the heading and the words below it, beside an icon or not."""
        self.words, self.icon = words, icon
        for widget in (*words, *([icon] if icon else [])):
            widget.setParent(self._inside)

    def leave_out(self, words: Sequence[Words]) -> None:
        """Give no place to words that stand elsewhere."""
        self._left_out = words

    @property
    def led(self) -> list[Words]:
        """The words that can stand before the tiles as well: all but the heading and faults."""
        return [words for words in self.words[1:] if not isinstance(words, Missing)]

    @property
    def is_narrowed(self) -> bool:
        """Whether letters are smaller than they should be."""
        return any(words.is_narrowed for words in self.words)

    @property
    def breaks_no_word(self) -> bool:
        """Whether the heading has room for each of its words, and a space."""
        heading = self.words[0]
        metrics = heading.fontMetrics()
        widest = max(metrics.horizontalAdvance(f"{word} ") for word in heading.text().split())
        return widest < heading.width()

    def place(self, line: QRect, *, in_column: bool, large: bool) -> None:
        """Place everything from the top of a line on, as wide as that."""
        if self.icon is not None:
            self.words[0].show_in(self._look.verdict if large else self._look.display)
            self.icon.setFont(self._look.icon(_LARGE_ICON_MM if large else ICON_MM))
        first = line.translated(0, self._look.px(8))
        below = place_line((self._site, self._aside), first, self._inside, stacked=in_column)
        rest = QRect(line.left(), below + self._look.px(7), line.width(), 0)
        self.end = self._place_words(rest, under_icon=in_column or large, large=large)

    def _place_words(self, place: QRect, *, under_icon: bool, large: bool) -> int:
        """Place the words beside their icon or under it; the pixel row below is returned."""
        gap, left, top, bottom = self._look.px(4), place.left(), place.top(), place.top()
        if self.icon is not None:
            side = self._look.px(_LARGE_ICON_MM if large else ICON_MM)
            self.icon.setGeometry(mirrored(QRect(left, top, side, side), self._inside))
            bottom = top + side
            if under_icon:
                top += side + gap
            else:
                left += side + self._look.px(6)
        width = place.right() + 1 - left
        for words in self.words:
            if words in self._left_out or words.isHidden():
                continue
            words.narrow(width, self._inside.height() // 5 if isinstance(words, Missing) else FAR)
            height = words.heightForWidth(width)
            words.setGeometry(mirrored(QRect(left, top, width, height), self._inside))
            top += height + gap
        return max(bottom, top - gap)
