"""Faces: what a tile shows, measured and painted; whoever shows one gives it its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPen

from kiosk.icons import ICONS
from kiosk.screens.look import Ground, Look, narrowed, reduced

_WRAP = int(Qt.TextFlag.TextWordWrap)
FAR = 100_000
SHARES = (0.9, 0.8, 0.7, 0.6, 0.5)
"""The sizes that words are tried in where they are too many for a page."""
_TURNED = {"back": "next", "next": "back"}
"""The icons that point another way where the language runs right to left."""
CODE_MM = 42.0
"""Width of a QR code on a tile: modules of about a millimetre."""


@dataclass(frozen=True)
class Line:
    """A paragraph of a tile in one font and colour."""

    text: str
    font: QFont
    ink: str

    @cached_property
    def _heights(self) -> dict[int, int]:
        return {}

    @cached_property
    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self.font)

    @cached_property
    def advance(self) -> int:
        """The width in pixels on one line, with what its letters reach out of it."""
        return self._metrics.horizontalAdvance(self.text) + self.font.pixelSize() // 8 + 2

    def height(self, width: int) -> int:
        """The pixels that it needs in a column of the given width."""
        if width not in self._heights:
            place = QRect(0, 0, width, FAR)
            self._heights[width] = self._metrics.boundingRect(place, _WRAP, self.text).height()
        return self._heights[width]

    def reduced(self, share: float) -> "Line":
        """The line in letters of a part of their size."""
        return replace(self, font=reduced(self.font, share))

    def narrowed(self, width: int) -> "Line":
        """The line in letters so small that no word is wider than the place."""
        font = narrowed(self.font, self.text, width)
        return self if font is self.font else replace(self, font=font)

    @cached_property
    def longest_word(self) -> int:
        """The width in pixels of the widest part that cannot be broken."""
        return max(
            (self._metrics.horizontalAdvance(word) for word in self.text.split(" ")), default=0
        )


@dataclass(frozen=True)
class Face:
    """What a tile shows: an icon, paragraphs, and at the end a tick box, an icon or a QR code."""

    look: Look
    lines: Sequence[Line]
    colours: Ground
    edge: str
    icon: str = ""
    end_icon: str = ""
    ticked: bool | None = None
    code: tuple[tuple[bool, ...], ...] = ()
    centred: bool = False
    flat: bool = False

    @cached_property
    def _across(self) -> int:
        """The space at both sides."""
        return self.look.px(4.5)

    @cached_property
    def _gap(self) -> int:
        """The space between the parts."""
        return self._across // 2 if self.centred else self._across

    @cached_property
    def _above(self) -> int:
        """The space above and below."""
        return self.look.px(2.6)

    @cached_property
    def _icon_px(self) -> int:
        return self.look.px(self.look.icon_mm)

    @cached_property
    def _end_px(self) -> int:
        if self.code:
            return self.look.px(CODE_MM)
        return self._icon_px if self.end_icon or self.ticked is not None else 0

    def text_width(self, width: int) -> int:
        """The pixels that words have in a tile of the given width."""
        used = 2 * self._across
        used += self._icon_px + self._gap if self.icon else 0
        used += self._end_px + self._gap if self._end_px else 0
        return max(1, width - used)

    def _taken(self, width: int) -> int:
        """The pixels that words take of those, so that what is centred is one with its icon."""
        room = self.text_width(width)
        return min(room, max(line.advance for line in self.lines)) if self.centred else room

    def fits(self, width: int) -> bool:
        """Whether no word is wider than its place."""
        room = self.text_width(width)
        return all(line.longest_word <= room for line in self.lines)

    def shown(self, width: int, height: int = FAR) -> "Face":
        """The face as it is in a place: without icon, or smaller, where there is no room else."""
        face = self
        if not self.fits(width):
            bare = replace(self, icon="")
            lines = [line.narrowed(bare.text_width(width)) for line in self.lines]
            face = replace(bare, lines=lines)
        for share in SHARES:
            if face.own_height(width) <= height:
                break
            room = face.text_width(width)
            face = replace(face, lines=[line.reduced(share).narrowed(room) for line in self.lines])
        return face

    @cached_property
    def natural_width(self) -> int:
        """The width in pixels with every paragraph on one line."""
        return max(line.advance for line in self.lines) + 1_000 - self.text_width(1_000)

    def height(self, width: int) -> int:
        """The height in pixels that the tile needs at the given width."""
        if width not in self._heights:
            self._heights[width] = self.shown(width).own_height(width)
        return self._heights[width]

    @cached_property
    def _heights(self) -> dict[int, int]:
        return {}

    def own_height(self, width: int) -> int:
        """The height in pixels at the given width as the face is, with all its words or not."""
        text = sum(line.height(self._taken(width)) for line in self.lines)
        least = self._end_px if self.code else 0
        return max(text, least) + 2 * self._above

    def paint(self, painter: QPainter, rect: QRect, *, mirrored: bool) -> None:
        """Draw the tile into the rectangle, mirrored where the language runs right to left."""
        self.shown(rect.width(), rect.height()).draw(painter, rect, mirrored=mirrored)

    def draw(self, painter: QPainter, rect: QRect, *, mirrored: bool) -> None:
        """Draw the face as it is, whether it has its place there or not."""
        icon, end_icon = (_TURNED.get(i, i) if mirrored else i for i in (self.icon, self.end_icon))
        _paint_box(painter, rect, self)
        icon_place, _words, end_place = self._parted(rect, mirrored=mirrored)
        if self.icon:
            _paint_icon(painter, icon_place, self.look, icon, self.colours.ink)
        if self._end_px:
            self._paint_end(painter, end_place, end_icon)
        self._paint_lines(painter, rect, mirrored=mirrored)

    def written(self, rect: QRect, *, mirrored: bool) -> Iterator[tuple[Line, QRect]]:
        """Every paragraph of the face as it is, and where in the rectangle it is drawn."""
        _icon, place, _end = self._parted(rect, mirrored=mirrored)
        heights = [line.height(place.width()) for line in self.lines]
        top = place.top() + (place.height() - sum(heights)) // 2
        for line, height in zip(self.lines, heights, strict=True):
            yield line, QRect(place.left(), top, place.width(), height)
            top += height

    def _parted(self, rect: QRect, *, mirrored: bool) -> tuple[QRect, QRect, QRect]:
        """The places of the icon, the words and the end."""
        inner = rect.adjusted(self._across, self._above, -self._across, -self._above)
        slack = self.text_width(rect.width()) - self._taken(rect.width())
        inner.adjust(slack // 2, 0, slack // 2 - slack, 0)
        icon, end = QRect(inner), QRect(inner)
        icon.setWidth(self._icon_px)
        end.setLeft(inner.right() - self._end_px + 1)
        if self.icon:
            inner.setLeft(icon.right() + 1 + self._gap)
        if self._end_px:
            inner.setRight(end.left() - self._gap - 1)
        icon, inner, end = (_flipped(p, rect, mirrored=mirrored) for p in (icon, inner, end))
        return icon, inner, end

    def _paint_end(self, painter: QPainter, place: QRect, icon: str) -> None:
        if self.code:
            paint_code(painter, square(place), self.code)
        elif self.ticked is not None:
            _paint_tick_box(painter, square(place), self.look, ticked=self.ticked)
        else:
            _paint_icon(painter, place, self.look, icon, self.colours.ink)

    def _paint_lines(self, painter: QPainter, rect: QRect, *, mirrored: bool) -> None:
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        if self.centred:
            side = Qt.AlignmentFlag.AlignHCenter
        side |= Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop
        flags = _WRAP | int(side)
        painter.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
        )
        for line, place in self.written(rect, mirrored=mirrored):
            painter.setFont(line.font)
            painter.setPen(QColor(line.ink))
            painter.drawText(place, flags, line.text)


def _paint_box(painter: QPainter, rect: QRect, face: Face) -> None:
    thick, round_px = face.look.px(0.5), face.look.px(3)
    if face.flat:
        line = QRect(rect.left(), rect.bottom() - thick + 1, rect.width(), thick)
        painter.fillRect(line, QColor(face.edge))
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(face.edge), thick))
    painter.setBrush(QColor(face.colours.ground))
    half = thick / 2
    painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), round_px, round_px)


def _paint_icon(painter: QPainter, place: QRect, look: Look, name: str, ink: str) -> None:
    painter.setFont(look.icon(look.icon_mm))
    painter.setPen(QColor(ink))
    painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), ICONS[name])


def _paint_tick_box(painter: QPainter, box: QRect, look: Look, *, ticked: bool) -> None:
    theme, thick = look.theme, look.px(0.7)
    box = box.adjusted(thick, thick, -thick, -thick)
    painter.setPen(QPen(QColor(theme.accent if ticked else theme.edge), thick))
    painter.setBrush(QColor(theme.accent if ticked else theme.tile))
    painter.drawRoundedRect(box, look.px(1.5), look.px(1.5))
    if ticked:
        _paint_icon(painter, box, look, "check", theme.on_accent)


def relabelled(face: Face, text: str) -> Face:
    """The same face with other words in its first line."""
    first = replace(face.lines[0], text=text)
    return replace(face, lines=(first, *face.lines[1:]))


def in_font(face: Face, font: QFont) -> Face:
    """The same face with its lines in another font."""
    return replace(face, lines=[replace(line, font=font) for line in face.lines])


def pressed(face: Face) -> Face:
    """The same face under a finger."""
    theme = face.look.theme
    primary = face.colours.ground == theme.accent
    ground = Ground(theme.accent_pressed if primary else theme.chosen, face.colours.ink)
    return replace(face, colours=ground)


def paint_code(painter: QPainter, place: QRect, code: tuple[tuple[bool, ...], ...]) -> None:
    """Draw a QR code in whole pixels with its quiet zone of four modules, black on white."""
    side = len(code)
    module = max(1, place.width() // (side + 8))
    grey = b"".join(bytes(0 if dark else 255 for dark in row) for row in code)
    drawn = QRect(0, 0, module * side, module * side)
    drawn.moveCenter(place.center())
    painter.fillRect(place, QColor("white"))
    painter.drawImage(drawn, QImage(grey, side, side, side, QImage.Format.Format_Grayscale8))


def square(place: QRect) -> QRect:
    """The largest square in the middle of a rectangle."""
    side = min(place.width(), place.height())
    middle = QRect(0, 0, side, side)
    middle.moveCenter(place.center())
    return middle


def _flipped(rect: QRect, inside: QRect, *, mirrored: bool) -> QRect:
    if not mirrored:
        return rect
    return QRect(
        inside.right() - (rect.right() - inside.left()), rect.top(), rect.width(), rect.height()
    )
