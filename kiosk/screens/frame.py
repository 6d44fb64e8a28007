"""What every screen of a visit has: the head, the place for its tiles, the band at the bottom."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.cards.shapes import Command, Setting
from kiosk.screens.band import Band
from kiosk.screens.look import MARGIN_MM, Ground, Look, direction, mirrored, on
from kiosk.screens.pages import Pages
from kiosk.screens.tiles import TouchTile
from kiosk.screens.widgets import Words, command_tile

_WIDE = 1.25
"""From this ratio of width to height on, the head stands beside the tiles."""
ICON_MM = 26.0
"""Size of the sign of an outcome, and where there is room for more:"""
_LARGE_ICON_MM = 42.0
_QUESTION_SHARE = 0.3
_OUTCOME_SHARE = 0.38


class Frame(QWidget):
    """A screen of a visit: says which command or language was touched in its band."""

    wanted = Signal(str)
    language_chosen = Signal(str)

    def __init__(
        self, name: str, look: Look, setting: Setting, colours: Ground | None = None
    ) -> None:
        super().__init__()
        self.look = look
        theme = look.theme
        self._colours = colours
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setLayoutDirection(direction(setting.direction))
        self.setLocale(QLocale(setting.language))
        soft = on(theme.surface, theme.soft) if colours is None else on(colours.ground, colours.ink)
        self._site = Words(setting.site, look.body, soft, "site")
        self._aside = Words(setting.aside, look.body, soft, "aside")
        self._words: Sequence[Words] = ()
        self._icon: Words | None = None
        self._body: Pages | None = None
        self._head = QRect()
        self._head_end = 0
        self._beside = False
        self._band = Band(look, setting.commands, setting.languages)
        self._band.wanted.connect(self.wanted)
        self._band.language_chosen.connect(self.language_chosen)
        for widget in (self._site, self._aside, self._band):
            widget.setParent(self)

    def fill(self, head: Sequence[Words], body: Pages, icon: Words | None = None) -> None:
        """Put in the words of the head, beside an icon or not, and what stands below them."""
        self._words, self._body, self._icon = head, body, icon
        for widget in (*head, body, *([icon] if icon else [])):
            widget.setParent(self)
        self._band.raise_()  # last in the order of reading and of the Tab key

    def more_tile(self, setting: Setting) -> TouchTile:
        """The button that turns to the next page of tiles."""
        return command_tile(self.look, Command("more", setting.more, "more"))

    def arrange(self) -> None:
        """Give every part its place, for the size that the screen has now."""
        self._beside = self.width() > self.height() * _WIDE
        body = self._placed(large=self._icon is not None)
        if self._body is not None:
            if self._icon is not None and not self._suits(body, self._body):
                body = self._placed(large=False)
            if self._beside and self._head_end > body.bottom():
                self._beside = False  # the words need more than a column of the screen
                body = self._placed(large=False)
            self._body.setGeometry(mirrored(QRect(body), self))
        self.update()

    def _suits(self, body: QRect, pages: Pages) -> bool:
        """Whether a large verdict breaks no word and hides no tile."""
        heading, metrics = self._words[0], self._words[0].fontMetrics()
        widest = max(metrics.horizontalAdvance(f"{word} ") for word in heading.text().split())
        fits = widest < heading.width() and self._head_end < body.bottom()
        return fits and pages.count(body.size()) == 1

    def _placed(self, *, large: bool) -> QRect:
        """Place band and head, and return the place for the tiles."""
        look, margin = self.look, self.look.px(MARGIN_MM)
        if self._icon is not None:
            self._words[0].setFont(look.verdict if large else look.display)
            self._icon.setFont(look.icon(_LARGE_ICON_MM if large else ICON_MM))
        inner = self.width() - 2 * margin
        band = self._band.heightForWidth(self.width())
        end = self.height() - band
        self._band.setGeometry(0, end, self.width(), band)
        if self._beside:
            share = _QUESTION_SHARE if self._colours is None else _OUTCOME_SHARE
            column = round(self.width() * share) - 2 * margin
            top = self._arrange_top(margin, column) + look.px(7)
            self._head_end = self._arrange_head(QRect(margin, top, column, 0), large=large)
            self._head = QRect(0, 0, column + 2 * margin, end)
            body = QRect(column + 3 * margin, look.px(8), inner - column - 2 * margin, 0)
        else:
            top = self._arrange_top(margin, inner) + look.px(7)
            self._head_end = self._arrange_head(QRect(margin, top, inner, 0), large=large)
            self._head = QRect(0, 0, self.width(), self._head_end + look.px(8))
            gap = look.px(7 if self._colours is None else 15)
            body = QRect(margin, self._head_end + gap, inner, 0)
        body.setBottom(end - look.px(5))
        return body

    def _arrange_top(self, margin: int, inner: int) -> int:
        """Where you are, and beside it how far; below it, or alone, where there is no room."""
        top, room = self.look.px(8), self.look.px(2)
        site, aside = (
            w.fontMetrics().horizontalAdvance(w.text()) + room for w in (self._site, self._aside)
        )
        beside = site + aside + self.look.px(6) <= inner
        below = not beside and self._beside
        self._site.setVisible((beside or below or not self._aside.text()) and site <= inner)
        line = self._site.fontMetrics().height()
        self._site.setGeometry(mirrored(QRect(margin, top, site, line), self))
        left = margin + inner - aside if beside else margin
        top += line if below and not self._site.isHidden() else 0
        width = min(aside, inner)
        height = self._aside.heightForWidth(width)
        self._aside.setGeometry(mirrored(QRect(left, top, width, height), self))
        return top + max(line, height)

    def _arrange_head(self, place: QRect, *, large: bool) -> int:
        """Place the words of the head beside their icon, or below it where they are in a column."""
        gap, left, top, bottom = self.look.px(4), place.left(), place.top(), place.top()
        if self._icon is not None:
            side = self.look.px(_LARGE_ICON_MM if large else ICON_MM)
            self._icon.setGeometry(mirrored(QRect(left, top, side, side), self))
            bottom = top + side
            if self._beside or large:
                top += side + gap
            else:
                left += side + self.look.px(6)
        width = place.right() + 1 - left
        for widget in (shown for shown in self._words if not shown.isHidden()):
            height = widget.heightForWidth(width)
            widget.setGeometry(mirrored(QRect(left, top, width, height), self))
            top += height + gap
        return max(bottom, top - gap)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self.look.theme, QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.surface))
        if self._colours is not None:
            painter.fillRect(mirrored(QRect(self._head), self), QColor(self._colours.ground))
