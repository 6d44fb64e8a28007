"""What every screen of a visit has: the head, the place for its tiles, the band at the bottom."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.cards.shapes import Command, Setting
from kiosk.screens.band import Band
from kiosk.screens.faces import FAR
from kiosk.screens.look import MARGIN_MM, Ground, Look, direction, mirrored, on
from kiosk.screens.pages import Pages
from kiosk.screens.tiles import TouchTile
from kiosk.screens.widgets import Missing, Picture, Words, command_tile, place_line

_WIDE = 1.25
"""From this ratio of width to height on, the head stands beside the tiles."""
ICON_MM = 26.0
"""Size of the sign of an outcome, and where there is room for more:"""
_LARGE_ICON_MM = 42.0
_QUESTION_SHARE = 0.3
_OUTCOME_SHARE = 0.38


class Frame(QWidget):
    """A screen of a visit: says what was touched, by its name, and what changed, to be heard."""

    wanted = Signal(str)
    changed = Signal(QWidget)

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
        self._site = Words(setting.site, look.aside, soft, "site")
        self._aside = Words(setting.aside, look.aside, soft, "aside")
        self._words: Sequence[Words] = ()
        self._led: Sequence[Words] = ()
        self._icon: Picture | None = None
        self._body: Pages | None = None
        self._head, self._head_end, self._beside = QRect(), 0, False
        self._band = Band(look, setting)
        self._band.wanted.connect(self.wanted)
        for widget in (self._site, self._aside, self._band):
            widget.setParent(self)

    def fill(self, head: Sequence[Words], body: Pages, icon: Picture | None = None) -> None:
        """Put in the words of the head, beside an icon or not, and what stands below them."""
        self._words, self._body, self._icon = head, body, icon
        for widget in (*head, body, *([icon] if icon else [])):
            widget.setParent(self)
        body.turned.connect(lambda: self.changed.emit(body))
        self._band.raise_()  # last in the order of reading and of the keys

    def more_tile(self, setting: Setting) -> TouchTile:
        """The button that turns to the next page of tiles."""
        return command_tile(self.look, Command("more", setting.more, "more"))

    def arrange(self) -> None:
        """Give every part its place, for the size that the screen has now."""
        self._lead_with(())
        self._beside = self.width() > self.height() * _WIDE
        body = self._placed(large=self._icon is not None)
        if self._body is not None:
            if self._icon is not None and not self._suits(body, self._body):
                body = self._placed(large=False)
            narrowed = any(words.is_narrowed for words in self._words)
            if self._beside and (narrowed or self._head_end > body.bottom()):
                self._beside = False  # the words need more than a column of the screen
                body = self._placed(large=False)
            if body.height() < self._body.least_height(body.width()):
                self._lead_with([w for w in self._words[1:] if not isinstance(w, Missing)])
                body = self._placed(large=False)
            self._body.setGeometry(mirrored(QRect(body), self))
            if self._led:
                self._body.arrange()  # the same place, perhaps, but other words
        self.update()

    def _lead_with(self, words: Sequence[Words]) -> None:
        """Let words stand before the tiles instead of in the head."""
        if self._body is None or not (words or self._led):
            return
        for each in self._led:
            each.setParent(self)
            each.show()
        self._led = words
        self._body.lead_with(words)
        if self._colours is not None:
            theme, head = self.look.theme, on(self._colours.ground, self._colours.ink)
            for each in self._words:
                each.setPalette(on(theme.surface, theme.ink) if each in words else head)
        self._body.raise_()
        self._band.raise_()

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
            self._words[0].show_in(look.verdict if large else look.display)
            self._icon.setFont(look.icon(_LARGE_ICON_MM if large else ICON_MM))
        reached = look.within_reach(self.rect())
        inner = self.width() - 2 * margin
        band = self._band.heightForWidth(self.width())
        end = reached.bottom() + 1 - band
        self._band.setGeometry(0, end, self.width(), self.height() - end)
        if self._beside:
            share = _QUESTION_SHARE if self._colours is None else _OUTCOME_SHARE
            column = round(self.width() * share) - 2 * margin
            self._head_end = self._arrange_all(QRect(margin, 0, column, 0), large=large)
            self._head = QRect(0, 0, column + 2 * margin, end)
            body = QRect(column + 3 * margin, look.px(8), inner - column - 2 * margin, 0)
            body.setTop(max(body.top(), reached.top()))
        else:
            gap = look.px(7 if self._colours is None else 15)
            self._head_end = self._arrange_all(QRect(margin, 0, inner, 0), large=large)
            lower = max(0, reached.top() - gap - self._head_end)  # down to the tiles in reach
            if lower:
                self._head_end = self._arrange_all(QRect(margin, lower, inner, 0), large=large)
            self._head = QRect(0, 0, self.width(), self._head_end + look.px(8))
            body = QRect(margin, self._head_end + gap, inner, 0)
        body.setBottom(end - look.px(5))
        return body

    def _arrange_all(self, place: QRect, *, large: bool) -> int:
        """Place where you are and the words of the head; the pixel row below is returned."""
        line = place.translated(0, self.look.px(8))
        below = place_line((self._site, self._aside), line, self, stacked=self._beside)
        top = below + self.look.px(7)
        return self._arrange_head(QRect(place.left(), top, place.width(), 0), large=large)

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
        for widget in (
            shown for shown in self._words if shown not in self._led and not shown.isHidden()
        ):
            widget.narrow(width, self.height() // 5 if isinstance(widget, Missing) else FAR)
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
