"""What every screen of a visit has: the head, the place for its tiles, the band at the bottom."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent

from kiosk.cards.shapes import Command, Setting
from kiosk.screens.band import Band
from kiosk.screens.head import Head
from kiosk.screens.look import MARGIN_MM, Ground, Look, direction, mirrored, on
from kiosk.screens.pages import Pages
from kiosk.screens.screen import Screen
from kiosk.screens.tiles import TouchTile
from kiosk.screens.widgets import Picture, Words, command_tile

_WIDE = 1.25
"""From this ratio of width to height on, the head stands beside the tiles."""
_QUESTION_SHARE = 0.3
_OUTCOME_SHARE = 0.38


class Frame(Screen):
    """A screen of a visit."""

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
        self._head = Head(look, setting, soft, self)
        self._led: Sequence[Words] = ()
        self._body: Pages | None = None
        self._head_ground, self._beside = QRect(), False
        self._band = Band(look, setting)
        self._band.wanted.connect(self.ask)
        self._band.setParent(self)

    def fill(self, head: Sequence[Words], body: Pages, icon: Picture | None = None) -> None:
        """Put in the words of the head, beside an icon or not, and what stands below them."""
        self._head.fill(head, icon)
        self._body = body
        body.setParent(self)
        body.setAccessibleName(head[0].accessibleName())
        body.turned.connect(lambda: self.changed.emit(body))
        self._band.raise_()  # last in the order of reading and of the keys

    def more_tile(self, setting: Setting) -> TouchTile:
        """The button that turns to the next page of tiles."""
        return command_tile(self.look, Command("more", setting.more, "more"))

    def arrange(self) -> None:
        """Give every part its place, for the size that the screen has now."""
        self._lead_with(())
        wide, has_icon = self.width() > self.height() * _WIDE, self._head.icon is not None
        body = self._placed(beside=wide, large=has_icon)
        if self._body is not None:
            if has_icon and not self._suits(body, self._body):
                body = self._placed(beside=wide)
            if wide and not self._holds_head(body):
                body = self._placed(beside=False)  # the words need more than a column
            if self._room_for(self._body, body) < 1:
                self._lead_with(self._head.led)
                body = self._roomiest(self._body, wide=wide)
            self._body.setGeometry(mirrored(QRect(body), self))
            if self._led:
                self._body.arrange()  # the same place, perhaps, but other words
        self.update()

    def _suits(self, body: QRect, pages: Pages) -> bool:
        """Whether a large verdict breaks no word and hides no tile."""
        fits = self._head.breaks_no_word and self._head.end < body.bottom()
        return fits and pages.count(body.size()) == 1

    def _holds_head(self, body: QRect) -> bool:
        """Whether the words of the head have their place and size in a column."""
        return not self._head.is_narrowed and self._head.end <= body.bottom()

    def _room_for(self, pages: Pages, body: QRect) -> float:
        """The part that the tallest tile has of the height that it needs."""
        return body.height() / max(1, pages.least_height(body.width()))

    def _roomiest(self, pages: Pages, *, wide: bool) -> QRect:
        """Place the heading as before; beside the tiles if they lack room, and have more there."""
        body = self._placed(beside=self._beside)
        if self._beside or not wide or self._room_for(pages, body) >= 1:
            return body
        column = self._placed(beside=True)
        more = self._room_for(pages, column) > self._room_for(pages, body)
        return column if more and self._holds_head(column) else self._placed(beside=False)

    def _lead_with(self, words: Sequence[Words]) -> None:
        """Let words stand before the tiles instead of in the head."""
        if self._body is None or not (words or self._led):
            return
        for each in self._led:
            each.setParent(self)
            each.show()
        self._led = words
        self._head.leave_out(words)
        self._body.lead_with(words)
        if self._colours is not None:
            theme, head = self.look.theme, on(self._colours.ground, self._colours.ink)
            for each in self._head.words:
                each.setPalette(on(theme.surface, theme.ink) if each in words else head)
        self._body.raise_()
        self._band.raise_()

    def _placed(self, *, beside: bool, large: bool = False) -> QRect:
        """Place band and head, and return the place for the tiles."""
        self._beside = beside
        look, margin = self.look, self.look.px(MARGIN_MM)
        reached = look.within_reach(self.rect())
        inner = self.width() - 2 * margin
        band = self._band.heightForWidth(self.width())
        end = reached.bottom() + 1 - band
        self._band.setGeometry(0, end, self.width(), self.height() - end)
        if beside:
            share = _QUESTION_SHARE if self._colours is None else _OUTCOME_SHARE
            column = round(self.width() * share) - 2 * margin
            self._head.place(QRect(margin, 0, column, 0), in_column=True, large=large)
            self._head_ground = QRect(0, 0, column + 2 * margin, end)
            body = QRect(column + 3 * margin, look.px(8), inner - column - 2 * margin, 0)
            body.setTop(max(body.top(), reached.top()))
        else:
            gap = look.px(7 if self._colours is None else 15)
            self._head.place(QRect(margin, 0, inner, 0), in_column=False, large=large)
            lower = max(0, reached.top() - gap - self._head.end)  # down to the tiles in reach
            if lower:
                self._head.place(QRect(margin, lower, inner, 0), in_column=False, large=large)
            self._head_ground = QRect(0, 0, self.width(), self._head.end + look.px(8))
            body = QRect(margin, self._head.end + gap, inner, 0)
        body.setBottom(end - look.px(5))
        return body

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self.look.theme, QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.surface))
        if self._colours is not None:
            painter.fillRect(mirrored(QRect(self._head_ground), self), QColor(self._colours.ground))
