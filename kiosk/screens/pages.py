"""Tiles in columns that fill a place, and pages of them where they do not fit at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.screens.faces import relabelled
from kiosk.screens.look import GAP_MM, Look, mirrored
from kiosk.screens.tiles import InfoTile, TouchTile
from kiosk.screens.widgets import Words, stack

_TALLEST_MM = 48.0
"""So tall may a row be made that needs less."""


@dataclass(frozen=True)
class Group:
    """Tiles that belong together, under words or none; `wide` keeps each on a row of its own."""

    heading: Words | None
    tiles: Sequence[TouchTile | InfoTile]
    wide: bool = False


@dataclass(frozen=True)
class _Row:
    """Widgets side by side, or a heading that stays with the row below it."""

    widgets: tuple[QWidget, ...]
    height: int
    keeps_next: bool = False


class Pages(QWidget):
    """Groups of tiles, in as few columns as show them at once; else in pages with *More*."""

    def __init__(
        self, look: Look, groups: Sequence[Group], more: TouchTile, most_columns: int
    ) -> None:
        super().__init__()
        self._look = look
        self._groups = groups
        self._more = more
        self._more_text = more.face.lines[0].text
        self._most_columns = most_columns
        self._page = 0
        for widget in (*self._widgets(), more):
            widget.setParent(self)
        more.clicked.connect(self._turn)

    def _widgets(self) -> Iterator[QWidget]:
        for group in self._groups:
            if group.heading is not None:
                yield group.heading
            yield from group.tiles

    def _turn(self) -> None:
        self._page += 1
        self._arrange()

    def count(self, size: QSize) -> int:
        """How many pages there are in a place of the given size."""
        return len(self._best(size)[0])

    def _arrange(self) -> None:
        pages, columns = self._best(self.size())
        self._page %= len(pages)
        rows = pages[self._page]
        shown = {widget for row in rows for widget in row.widgets}
        for widget in self._widgets():
            self._reveal(widget, wanted=widget in shown)
        self._more.setVisible(len(pages) > 1)
        label = f"{self._more_text} ({self._page + 1}/{len(pages)})"
        self._more.show_face(relabelled(self._more.face, label))
        self._place(rows, columns, stretch=len(pages) == 1)

    def _reveal(self, widget: QWidget, *, wanted: bool) -> None:
        """Show or hide a widget; one that is new comes with the screen of its own accord."""
        hidden = widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
        if hidden or not wanted:
            widget.setVisible(wanted)

    def _best(self, size: QSize) -> tuple[list[list[_Row]], int]:
        """The pages with the fewest columns that need the fewest pages."""
        best: tuple[list[list[_Row]], int] | None = None
        for columns in range(1, self._most_columns + 1):
            if columns > 1 and not self._fits(self._column(columns, size.width())):
                break
            pages = self._paged(columns, size)
            if best is None or len(pages) < len(best[0]):
                best = pages, columns
        return best or ([[]], 1)

    def _fits(self, width: int) -> bool:
        if width < self._look.em_mm * 9.5 / self._look.mm_per_px:
            return False
        return all(tile.face.fits(width) for group in self._groups for tile in group.tiles)

    def _column(self, columns: int, width: int) -> int:
        gap = self._look.px(GAP_MM)
        return (width - gap * (columns - 1)) // columns

    def _paged(self, columns: int, size: QSize) -> list[list[_Row]]:
        rows = list(self._rows(columns, size.width()))
        gap = self._look.px(GAP_MM)
        if sum(row.height for row in rows) + gap * (len(rows) - 1) <= size.height():
            return [rows]
        room = size.height() - self._more.heightForWidth(size.width()) - gap
        pages: list[list[_Row]] = [[]]
        used = 0
        for position, row in enumerate(rows):
            needed = row.height + gap
            if row.keeps_next and position + 1 < len(rows):
                needed += rows[position + 1].height + gap
            if pages[-1] and used + needed - gap > room:
                pages.append([])
                used = 0
            pages[-1].append(row)
            used += row.height + gap
        return pages

    def _rows(self, columns: int, width: int) -> Iterator[_Row]:
        for group in self._groups:
            if group.heading is not None:
                yield _Row((group.heading,), group.heading.heightForWidth(width), keeps_next=True)
            step = 1 if group.wide else columns
            column = self._column(step, width)
            for first in range(0, len(group.tiles), step):
                tiles = tuple(group.tiles[first : first + step])
                yield _Row(tiles, max(tile.heightForWidth(column) for tile in tiles))

    def _place(self, rows: Sequence[_Row], columns: int, *, stretch: bool) -> None:
        gap = self._look.px(GAP_MM)
        level = self._level(rows) if stretch else 0
        more = 0 if stretch else self._more.heightForWidth(self.width()) + gap
        room = self.height() - more
        top = 0
        for row in rows:
            height = row.height if row.keeps_next else max(row.height, level)
            height = min(height, room - top)  # what is too tall is cut rather than out of reach
            across = 1 if len(row.widgets) == 1 and self._is_wide(row.widgets[0]) else columns
            width = self._column(across, self.width())
            for position, widget in enumerate(row.widgets):
                place = QRect(position * (width + gap), top, width, height)
                widget.setGeometry(mirrored(place, self))
            top += height + gap
        if not stretch:
            height = self._more.heightForWidth(self.width())
            stack([self._more], 0, self.height() - height, self.width(), gap)

    def _level(self, rows: Sequence[_Row]) -> int:
        """The height that low rows are raised to: few are large, but never huge."""
        heights = sorted(row.height for row in rows if not row.keeps_next)
        used = sum(row.height for row in rows) + self._look.px(GAP_MM) * (len(rows) - 1)
        free = self.height() - used
        level = heights[0] if heights else 0
        for raised, next_height in enumerate([*heights[1:], level + self.height()], 1):
            step = min(free // raised, next_height - level)
            level, free = level + step, free - step * raised
        return min(level, self._look.px(_TALLEST_MM))

    def _is_wide(self, widget: QWidget) -> bool:
        return any(
            widget is group.heading or (group.wide and widget in group.tiles)
            for group in self._groups
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
