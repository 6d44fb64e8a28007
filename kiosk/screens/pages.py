"""Tiles in columns that fill a place, and pages of them where they do not fit at once."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.screens.faces import relabelled
from kiosk.screens.look import GAP_MM, Look, mirrored
from kiosk.screens.rows import Group, Row, Rows
from kiosk.screens.tiles import TouchTile
from kiosk.screens.widgets import Words, stack

_TALLEST_MM = 48.0
"""So tall may a row be made that needs less."""


class Pages(QWidget):
    """Groups of tiles, in as few columns as show them at once; else in pages with *More*.

    Words can lead the first page, where there is no room for them above it.
    """

    turned = Signal()

    def __init__(
        self, look: Look, groups: Sequence[Group], more: TouchTile, most_columns: int
    ) -> None:
        super().__init__()
        self._look = look
        self._groups = groups
        self._rows = Rows(look, groups, more, most_columns)
        self._more = more
        self._more_text = more.face.lines[0].text
        self._page = 0
        for widget in (*self._rows.widgets(), more):
            widget.setParent(self)
        more.clicked.connect(self._turn)

    def lead_with(self, words: Sequence[Words]) -> None:
        """Begin with words, or with none."""
        urgent = [group for group in self._groups if group.urgent]
        others = [group for group in self._groups if not group.urgent]
        lead = [Group(each) for each in words]
        self._rows = replace(self._rows, groups=(*urgent, *lead, *others))
        for each in words:
            each.setParent(self)
            each.show()
        for widget in self._rows.widgets():
            widget.raise_()  # in the order of reading
        self._more.raise_()
        self._page = 0

    def least_height(self, width: int) -> int:
        """The pixels that the tallest row and *More* need in a column of the given width."""
        return self._rows.least_height(width)

    def _turn(self) -> None:
        self._page += 1
        self.arrange()
        self.turned.emit()

    def count(self, size: QSize) -> int:
        """How many pages there are in a place of the given size."""
        return len(self._rows.best(size)[0])

    def arrange(self) -> None:
        """Give every tile of this page its place."""
        pages, columns = self._rows.best(self.size())
        self._page %= len(pages)
        rows = pages[self._page]
        shown = {widget for row in rows for widget in row.widgets}
        for widget in self._rows.widgets():
            self._reveal(widget, wanted=widget in shown)
        self._more.setVisible(len(pages) > 1)
        label = f"{self._more_text} ({self._page + 1}/{len(pages)})"
        self._more.show_face(relabelled(self._more.face, label))
        self._more.setAccessibleName(label)
        self._place(rows, columns, stretch=len(pages) == 1)

    def _reveal(self, widget: QWidget, *, wanted: bool) -> None:
        """Show or hide a widget; one that is new comes with the screen of its own accord."""
        hidden = widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
        if hidden or not wanted:
            widget.setVisible(wanted)

    def _place(self, rows: Sequence[Row], columns: int, *, stretch: bool) -> None:
        gap = self._look.px(GAP_MM)
        level = self._level(rows) if stretch else 0
        more = 0 if stretch else self._more.heightForWidth(self.width()) + gap
        room = self.height() - more
        top = 0
        for row in rows:
            height = row.height if row.words else max(row.height, level)
            height = min(height, room - top)
            for words in row.widgets if height < row.height else ():
                if isinstance(words, Words):
                    words.narrow(self.width(), height)
            across = 1 if len(row.widgets) == 1 and self._rows.is_wide(row.widgets[0]) else columns
            width = self._rows.column(across, self.width())
            for position, widget in enumerate(row.widgets):
                place = QRect(position * (width + gap), top, width, height)
                widget.setGeometry(mirrored(place, self))
            top += height + gap
        if not stretch:
            height = self._more.heightForWidth(self.width())
            stack([self._more], 0, self.height() - height, self.width(), gap)

    def _level(self, rows: Sequence[Row]) -> int:
        """The height that low rows are raised to: few are large, but never huge."""
        heights = sorted(row.height for row in rows if not row.words)
        used = sum(row.height for row in rows) + self._look.px(GAP_MM) * (len(rows) - 1)
        free = self.height() - used
        level = heights[0] if heights else 0
        for raised, next_height in enumerate([*heights[1:], level + self.height()], 1):
            step = min(free // raised, next_height - level)
            level, free = level + step, free - step * raised
        return min(level, self._look.px(_TALLEST_MM))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.arrange()
