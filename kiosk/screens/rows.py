"""Rows of tiles and words, and pages of rows: measured here, placed by `Pages`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from kiosk.screens.look import GAP_MM, Look
from kiosk.screens.tiles import InfoTile, TouchTile
from kiosk.screens.widgets import Words


@dataclass(frozen=True)
class Group:
    """Tiles that belong together, under words or none.

    `wide` keeps each on a row of its own, `urgent` before words that lead.
    """

    heading: Words | None
    tiles: Sequence[TouchTile | InfoTile] = ()
    wide: bool = False
    urgent: bool = False


@dataclass(frozen=True)
class Row:
    """Tiles side by side, or words; those of a heading stay with the row below it."""

    widgets: tuple[QWidget, ...]
    height: int
    words: bool = False
    keeps_next: bool = False


@dataclass(frozen=True)
class Rows:
    """Groups in the order of reading, cut into rows, and the rows into pages with *More*."""

    look: Look
    groups: Sequence[Group]
    more: TouchTile
    most_columns: int

    def widgets(self) -> Iterator[QWidget]:
        """Everything that is shown but *More*."""
        for group in self.groups:
            if group.heading is not None:
                yield group.heading
            yield from group.tiles

    def least_height(self, width: int) -> int:
        """The pixels that the tallest row and *More* need in a column of the given width."""
        rows = [row.height for row in self._rows(1, width)]
        more = self.more.heightForWidth(width) + self.look.px(GAP_MM)
        return max(rows, default=0) + (more if len(rows) > 1 else 0)

    def best(self, size: QSize) -> tuple[list[list[Row]], int]:
        """The pages with the fewest columns that need the fewest pages."""
        best: tuple[list[list[Row]], int] | None = None
        for columns in range(1, self.most_columns + 1):
            if columns > 1 and not self._fits(self.column(columns, size.width())):
                break
            pages = self._paged(columns, size)
            if best is not None and self._is_cut(pages, size):
                break
            if best is None or len(pages) < len(best[0]):
                best = pages, columns
        return best or ([[]], 1)

    def _is_cut(self, pages: Sequence[Sequence[Row]], size: QSize) -> bool:
        """Whether a row is taller than its page."""
        more = self.more.heightForWidth(size.width()) + self.look.px(GAP_MM)
        room = size.height() - (more if len(pages) > 1 else 0)
        return any(row.height > room for page in pages for row in page)

    def _fits(self, width: int) -> bool:
        if width < self.look.em_mm * 9.5 / self.look.mm_per_px:
            return False
        return all(tile.face.fits(width) for group in self.groups for tile in group.tiles)

    def column(self, columns: int, width: int) -> int:
        """The pixels across of one of so many columns."""
        gap = self.look.px(GAP_MM)
        return (width - gap * (columns - 1)) // columns

    def _paged(self, columns: int, size: QSize) -> list[list[Row]]:
        rows = list(self._rows(columns, size.width()))
        gap = self.look.px(GAP_MM)
        if sum(row.height for row in rows) + gap * (len(rows) - 1) <= size.height():
            return [rows]
        room = size.height() - self.more.heightForWidth(size.width()) - gap
        pages: list[list[Row]] = [[]]
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

    def _rows(self, columns: int, width: int) -> Iterator[Row]:
        for group in self.groups:
            if group.heading is not None:
                group.heading.narrow(width)
                height = group.heading.heightForWidth(width)
                yield Row((group.heading,), height, words=True, keeps_next=bool(group.tiles))
            step = 1 if group.wide else columns
            column = self.column(step, width)
            for first in range(0, len(group.tiles), step):
                tiles = tuple(group.tiles[first : first + step])
                yield Row(tiles, max(tile.heightForWidth(column) for tile in tiles))

    def is_wide(self, widget: QWidget) -> bool:
        """Whether a widget stands alone in its row."""
        return isinstance(widget, Words) or any(
            group.wide and widget in group.tiles for group in self.groups
        )
