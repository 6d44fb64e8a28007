"""The band at the bottom: what can be done on every screen of a visit, always in the same place."""

from collections.abc import Sequence
from itertools import combinations

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.cards.shapes import Setting
from kiosk.screens.look import GAP_MM, MARGIN_MM, TOUCH_MM, Look, mirrored
from kiosk.screens.tiles import TouchTile
from kiosk.screens.widgets import aid_tile, command_tile, language_tile


class Band(QWidget):
    """Commands, languages and aids: says which one was touched, by its name."""

    wanted = Signal(str)

    def __init__(self, look: Look, setting: Setting) -> None:
        super().__init__()
        self._look = look
        self._commands = [command_tile(look, command) for command in setting.commands]
        self._constant = [
            *(language_tile(look, choice) for choice in setting.languages),
            *(aid_tile(look, aid) for aid in setting.aids),
        ]
        for tile in (*self._commands, *self._constant):
            tile.setParent(self)
            name = tile.objectName()
            tile.clicked.connect(lambda _checked, touched=name: self.wanted.emit(touched))

    def heightForWidth(self, width: int) -> int:
        look = self._look
        rows = self._rows(width - 2 * look.px(MARGIN_MM))
        heights = sum(height for _tiles, height in rows)
        return heights + look.px(GAP_MM) * (len(rows) - 1) + look.px(4) + look.px(5)

    def _rows(self, inner: int) -> list[tuple[Sequence[TouchTile], int]]:
        """The tiles of each row and its height in pixels."""
        low = max(self._look.px(TOUCH_MM), *(t.heightForWidth(10_000) for t in self._constant))
        tall = max(self._look.px(TOUCH_MM + 4), low)
        return [
            *((row, tall) for row in self._wrapped(self._commands, inner)),
            *((row, low) for row in self._wrapped(self._constant, inner)),
        ]

    def _natural(self, tiles: Sequence[TouchTile]) -> int:
        """The width of tiles in one row, each as wide as its words."""
        widths = sum(tile.face.natural_width for tile in tiles)
        return widths + self._look.px(GAP_MM) * (len(tiles) - 1)

    def _wrapped(self, tiles: Sequence[TouchTile], inner: int) -> list[Sequence[TouchTile]]:
        """As few rows as hold the tiles, and of those the most even ones."""
        for rows in range(1, len(tiles)):
            cuts = combinations(range(1, len(tiles)), rows - 1)
            splits = [
                [tiles[a:b] for a, b in zip((0, *cut), (*cut, len(tiles)), strict=True)]
                for cut in cuts
            ]
            best = min(splits, key=lambda split: max(map(self._natural, split)))
            if max(map(self._natural, best)) <= inner:
                return best
        return [[tile] for tile in tiles]

    def _arrange(self) -> None:
        look, margin = self._look, self._look.px(MARGIN_MM)
        top, inner = look.px(4), self.width() - 2 * margin
        for tiles, height in self._rows(inner):
            self._row(tiles, QRect(margin, top, inner, height))
            top += height + look.px(GAP_MM)

    def _row(self, tiles: Sequence[TouchTile], place: QRect) -> None:
        gap = self._look.px(GAP_MM)
        free = (place.width() - self._natural(tiles)) // len(tiles)
        left = place.left()
        for tile in tiles:
            share = min(tile.face.natural_width + free, place.width())
            tile.setGeometry(mirrored(QRect(left, place.top(), share, place.height()), self))
            left += share + gap

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._look.theme, QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.tile))
        painter.fillRect(0, 0, self.width(), self._look.px(0.4), QColor(theme.edge))
