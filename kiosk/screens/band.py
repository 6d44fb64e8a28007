"""The band at the bottom: what can be done on every screen of a visit, always in the same place."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.cards.shapes import Command, LanguageChoice
from kiosk.screens.look import GAP_MM, MARGIN_MM, TOUCH_MM, Look, mirrored
from kiosk.screens.tiles import TouchTile
from kiosk.screens.widgets import command_tile, language_tile

_ONE_ROW_MM = 430.0
"""From this width on, commands and languages stand side by side."""


class Band(QWidget):
    """Commands and languages: says which one was touched."""

    wanted = Signal(str)
    language_chosen = Signal(str)

    def __init__(
        self, look: Look, commands: Sequence[Command], languages: Sequence[LanguageChoice]
    ) -> None:
        super().__init__()
        self._look = look
        self._commands = [command_tile(look, command) for command in commands]
        self._languages = [language_tile(look, choice) for choice in languages]
        for tile, command in zip(self._commands, commands, strict=True):
            tile.setParent(self)
            tile.clicked.connect(lambda _checked, name=command.name: self.wanted.emit(name))
        for tile, choice in zip(self._languages, languages, strict=True):
            tile.setParent(self)
            tile.clicked.connect(
                lambda _checked, tag=choice.language: self.language_chosen.emit(tag)
            )

    def heightForWidth(self, width: int) -> int:
        edges = self._look.px(5) + self._look.px(7)
        if self._has_one_row(width):
            return self._tall + edges
        rows = len(self._wrapped(width - 2 * self._look.px(MARGIN_MM)))
        return rows * (self._tall + self._look.px(GAP_MM)) + self._low + edges

    @property
    def _low(self) -> int:
        """The height of a row of languages in pixels."""
        return max(self._look.px(TOUCH_MM), *(t.heightForWidth(10_000) for t in self._languages))

    @property
    def _tall(self) -> int:
        """The height of a row of commands in pixels."""
        return max(self._look.px(TOUCH_MM + 6), self._low)

    def _has_one_row(self, width: int) -> bool:
        return width * self._look.mm_per_px >= _ONE_ROW_MM * self._look.text_step

    def _wrapped(self, width: int) -> list[list[TouchTile]]:
        """The commands in rows, as many in the last as fit: what leads on stays in its place."""
        gap, left = self._look.px(GAP_MM), list(self._commands)
        rows: list[list[TouchTile]] = []
        while left:
            row = [left.pop()]
            room = width - row[0].sizeHint().width()
            while left and left[-1].sizeHint().width() + gap <= room:
                room -= left[-1].sizeHint().width() + gap
                row.insert(0, left.pop())
            rows.insert(0, row)
        return rows

    def _arrange(self) -> None:
        look, gap, margin = self._look, self._look.px(GAP_MM), self._look.px(MARGIN_MM)
        top, inner = look.px(5), self.width() - 2 * margin
        if self._has_one_row(self.width()):
            widest = max(tile.sizeHint().width() for tile in self._languages) + look.px(8)
            names = (widest + gap) * len(self._languages) - gap
            self._row(self._languages, QRect(margin, top, names, self._tall))
            left = margin + names + look.px(14)
            self._row(self._commands, QRect(left, top, margin + inner - left, self._tall))
            return
        for row in self._wrapped(inner):
            self._row(row, QRect(margin, top, inner, self._tall))
            top += self._tall + gap
        self._row(self._languages, QRect(margin, top, inner, self._low))

    def _row(self, tiles: Sequence[TouchTile], place: QRect) -> None:
        gap = self._look.px(GAP_MM)
        natural = [tile.sizeHint().width() for tile in tiles]
        free = place.width() - gap * (len(tiles) - 1) - sum(natural)
        left = place.left()
        for tile, needs in zip(tiles, natural, strict=True):
            share = needs + free // len(tiles)
            tile.setGeometry(mirrored(QRect(left, place.top(), share, place.height()), self))
            left += share + gap

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._look.theme, QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.tile))
        painter.fillRect(0, 0, self.width(), self._look.px(0.4), QColor(theme.edge))
