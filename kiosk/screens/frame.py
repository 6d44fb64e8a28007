"""What every screen of a visit has: the head, the place for its tiles, the band at the bottom."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.cards.shapes import Command, Setting
from kiosk.screens.look import GAP_MM, TOUCH_MM, Ground, Look, on
from kiosk.screens.tiles import Tile
from kiosk.screens.widgets import Words, command_tile, language_tile

_ONE_ROW_MM = 430.0
"""From this width on, the band has its commands and languages side by side."""
_MARGIN_MM = 14.0


class Frame(QWidget):
    """A screen of a visit: says which command or language was touched."""

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
        self.setLayoutDirection(direction(setting.direction))
        soft = on(theme.surface, theme.soft) if colours is None else on(colours.ground, colours.ink)
        self._site = Words(setting.site, look.body, soft, "site")
        self._aside = Words(setting.aside, look.body, soft, "aside")
        for words in (self._site, self._aside):
            words.setWordWrap(False)
        self._head: Sequence[QWidget] = ()
        self._icon: QWidget | None = None
        self._body: QWidget | None = None
        self._head_bottom = self._band_top = 0
        self._commands = [command_tile(look, command) for command in setting.commands]
        self._languages = [language_tile(look, choice) for choice in setting.languages]
        for widget in (self._site, self._aside, *self._commands, *self._languages):
            widget.setParent(self)
        for tile, command in zip(self._commands, setting.commands, strict=True):
            tile.clicked.connect(lambda _checked, name=command.name: self.wanted.emit(name))
        for tile, choice in zip(self._languages, setting.languages, strict=True):
            tile.clicked.connect(
                lambda _checked, tag=choice.language: self.language_chosen.emit(tag)
            )

    def fill(self, head: Sequence[QWidget], body: QWidget, icon: QWidget | None = None) -> None:
        """Put in the words of the head, beside an icon or not, and what stands below them."""
        self._head, self._body, self._icon = head, body, icon
        for widget in (*head, body, *([icon] if icon else [])):
            widget.setParent(self)
        for tile in (*self._commands, *self._languages):
            tile.raise_()

    def more_tile(self, setting: Setting) -> Tile:
        """The button that turns to the next page of tiles."""
        return command_tile(self.look, Command("more", setting.more, "more"))

    def arrange(self) -> None:
        """Give every part its place, for the size that the screen has now."""
        look, width = self.look, self.width()
        margin = look.px(_MARGIN_MM)
        inner = width - 2 * margin
        band = self._arrange_band(margin, inner)
        top = self._arrange_top(margin, inner)
        below = self._arrange_head(margin, top + look.px(7), inner)
        if self._body is not None:
            start = below + look.px(7 if self._colours is None else 16)
            self._body.setGeometry(margin, start, inner, band - look.px(5) - start)
        self._head_bottom = below + look.px(8)
        self._band_top = band
        self.update()

    def _arrange_top(self, margin: int, inner: int) -> int:
        """Where you are, and beside it how far; only how far where there is no room for both."""
        top, room = self.look.px(8), self.look.px(2)
        site, aside = (
            w.fontMetrics().horizontalAdvance(w.text()) + room for w in (self._site, self._aside)
        )
        height = self._site.fontMetrics().height()
        beside = site + aside <= inner or not self._aside.text()
        self._site.setVisible(beside)
        self._site.setGeometry(self._mirrored(QRect(margin, top, site, height)))
        left = margin + inner - aside if beside else margin
        self._aside.setGeometry(self._mirrored(QRect(left, top, aside, height)))
        return top + height

    def _arrange_head(self, margin: int, top: int, inner: int) -> int:
        gap = self.look.px(4)
        left = margin
        if self._icon is not None:
            side = self.look.px(26)
            self._icon.setGeometry(self._mirrored(QRect(margin, top, side, side)))
            left += side + self.look.px(6)
        width = margin + inner - left
        bottom = top
        for widget in (shown for shown in self._head if not shown.isHidden()):
            height = widget.heightForWidth(width)
            widget.setGeometry(self._mirrored(QRect(left, bottom, width, height)))
            bottom += height + gap
        return max(bottom - gap, self._icon.geometry().bottom() if self._icon else 0)

    def _arrange_band(self, margin: int, inner: int) -> int:
        """Place the band and return its first pixel row; it never moves between screens."""
        look, gap = self.look, self.look.px(GAP_MM)
        tall, low = look.px(TOUCH_MM + 6), look.px(TOUCH_MM)
        low = max([low, *(tile.heightForWidth(inner) for tile in self._languages)])
        tall = max([tall, *(tile.heightForWidth(inner) for tile in self._commands)])
        bottom = self.height() - look.px(7)
        if inner * look.mm_per_px >= _ONE_ROW_MM * look.text_step:
            names = sum(tile.sizeHint().width() + gap for tile in self._languages)
            self._row(self._languages, margin, bottom - tall, names - gap, tall)
            left = margin + names + look.px(10)
            self._row(self._commands, left, bottom - tall, inner - (left - margin), tall)
            return bottom - tall - look.px(5)
        self._row(self._languages, margin, bottom - low, inner, low)
        self._row(self._commands, margin, bottom - low - gap - tall, inner, tall)
        return bottom - low - gap - tall - look.px(5)

    def _row(self, tiles: Sequence[Tile], left: int, top: int, width: int, height: int) -> None:
        if not tiles:
            return
        gap = self.look.px(GAP_MM)
        natural = [tile.sizeHint().width() for tile in tiles]
        free = width - gap * (len(tiles) - 1) - sum(natural)
        for tile, needs in zip(tiles, natural, strict=True):
            share = needs + free // len(tiles)
            tile.setGeometry(self._mirrored(QRect(left, top, share, height)))
            left += share + gap

    def _mirrored(self, place: QRect) -> QRect:
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            place.moveLeft(self.width() - place.right() - 1)
        return place

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self.look.theme, QPainter(self)
        painter.fillRect(self.rect(), on(theme.surface, theme.ink).window())
        if self._colours is not None:
            ground = on(self._colours.ground, self._colours.ink).window()
            painter.fillRect(0, 0, self.width(), self._head_bottom, ground)
        painter.fillRect(
            0, self._band_top, self.width(), self.height(), on(theme.tile, theme.ink).window()
        )
        edge = on(theme.edge, theme.ink).window()
        painter.fillRect(0, self._band_top, self.width(), self.look.px(0.4), edge)


def direction(name: str) -> Qt.LayoutDirection:
    """Qt's word for the way a language is read."""
    return Qt.LayoutDirection.RightToLeft if name == "rtl" else Qt.LayoutDirection.LeftToRight
