"""How everything looks: colours of the theme, and sizes that are millimetres on the glass."""

from dataclasses import dataclass, field
from math import radians, sqrt, tan

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QWidget

from kiosk.screens.fonts import ICON_FAMILY, TEXT_FAMILIES

CAP_HEIGHT = 0.714
"""Height of a capital in Noto Sans, in em."""
LEAST_TEXT_DEGREES = 0.7
"""Least height of a capital H, seen from where the visitor stands (EN 301 549, 5.1.4)."""
TOUCH_MM = 20.0
"""Least width and height of what can be touched (Colle and Hiszem 2004)."""
GAP_MM = 3.4
"""Space between two things that can be touched; 3 mm are the least."""
ICON_EM = 1.5
"""Height of the icon beside text, in em of the text."""
MARGIN_MM = 14.0
"""Space between the edge of the screen and what stands on it."""
REACH_MM = (800.0, 1100.0)
"""Height above the floor between which someone sitting reaches everything (EN 301 549, 8.3.0)."""
LEAST_REACH_MM = 280.0
"""So much of high glass must be within reach for what is touched to have its place there."""
LEAST_HEIGHT_MM = 450.0
"""So much of low glass must be left for every screen to have its place there."""
FARTHEST_MM = (380.0, 1220.0)
"""Height above the floor beyond which nothing to be touched may be (EN 301 549, 8.3.2.1)."""


@dataclass(frozen=True)
class Ground:
    """A colour to paint on, and the colour of what stands on it."""

    ground: str
    ink: str


@dataclass(frozen=True)
class Theme:
    """The colours of every screen, `#rrggbb`; one ground a kind of outcome."""

    surface: str
    tile: str
    ink: str
    soft: str
    edge: str
    accent: str
    on_accent: str
    accent_pressed: str
    chosen: str
    fault: str
    scrim: str
    welcome: Ground
    start: Ground
    go_ahead: Ground
    not_yet: Ground
    ask_staff: Ground
    remote: Ground
    stay_away: Ground
    emergency: Ground

    def outcome(self, kind: str) -> Ground:
        """The ground of the head of an outcome."""
        ground = getattr(self, kind)
        if not isinstance(ground, Ground):
            raise KeyError(kind)
        return ground


@dataclass(frozen=True)
class Glass:
    """The screen and who stands before it; `bottom_mm` is from the floor to its lowest pixel."""

    diagonal_mm: float = 610.0
    viewing_distance_mm: float = 600.0
    bottom_mm: float = 800.0

    def reach_mm(self, height_mm: float) -> tuple[float, float]:
        """The heights above the floor of what someone sitting reaches on glass of a height.

        High glass goes up and low glass down, as far as its screens need, and as far as may be.
        """
        lowest = min(REACH_MM[0], self.bottom_mm + height_mm - LEAST_HEIGHT_MM)
        highest = max(REACH_MM[1], self.bottom_mm + LEAST_REACH_MM)
        return max(lowest, FARTHEST_MM[0]), min(highest, FARTHEST_MM[1])


@dataclass(frozen=True)
class Look:
    """A theme on one glass with `mm_per_px`, with the text and the reach that a visitor wants."""

    theme: Theme
    mm_per_px: float
    glass: Glass = Glass()
    text_step: float = 1.0
    reach: bool = False
    _fonts: dict[tuple[float, bool], QFont] = field(default_factory=dict, repr=False, compare=False)

    def px(self, mm: float) -> int:
        """A length on the glass in whole pixels."""
        return max(1, round(mm / self.mm_per_px))

    def within_reach(self, place: QRect) -> QRect:
        """The part of a screen that may hold what can be touched."""
        if not self.reach:
            return QRect(place)
        heights_mm = self.glass.reach_mm(place.height() * self.mm_per_px)
        bottom_mm = self.glass.bottom_mm
        lowest, highest = (round((mm - bottom_mm) / self.mm_per_px) for mm in heights_mm)
        below = max(0, min(lowest, place.height() // 2))
        above = max(0, place.height() - max(highest, below))
        return place.adjusted(0, above, 0, -below)

    @property
    def em_mm(self) -> float:
        """The size of running text, so that a capital is seen under the least angle."""
        cap_mm = self.glass.viewing_distance_mm * tan(radians(LEAST_TEXT_DEGREES))
        return cap_mm / CAP_HEIGHT * self.text_step

    @property
    def growth(self) -> float:
        """What headings, icons and the band grow by: less than text, so as to leave it room."""
        return sqrt(self.text_step)

    @property
    def icon_mm(self) -> float:
        """The height of the icon beside running text."""
        return ICON_EM * self.em_mm / self.growth

    @property
    def body(self) -> QFont:
        """Running text."""
        return self._font(self.text_step, bold=False)

    @property
    def strong(self) -> QFont:
        """Running text that is to be found first."""
        return self._font(self.text_step, bold=True)

    @property
    def aside(self) -> QFont:
        """The few words around a screen that are the same on all."""
        return self._font(self.growth, bold=False)

    @property
    def command(self) -> QFont:
        """A button of the band."""
        return self._font(self.growth, bold=True)

    @property
    def heading(self) -> QFont:
        """The question."""
        return self._grown(1.45)

    @property
    def large(self) -> QFont:
        """An answer among few."""
        return self._grown(1.25)

    @property
    def verdict(self) -> QFont:
        """The outcome, where there is room for more."""
        return self._grown(2.4)

    @property
    def display(self) -> QFont:
        """The outcome, to be read from two metres (22 minutes of arc, ISO 9241)."""
        return self._grown(1.75)

    def icon(self, mm: float) -> QFont:
        """The icon font, with icons of the given height."""
        font = QFont(ICON_FAMILY)
        font.setPixelSize(self.px(mm))
        return font

    def _grown(self, size: float) -> QFont:
        return self._font(max(size * self.growth, self.text_step), bold=True)

    def _font(self, size: float, *, bold: bool) -> QFont:
        key = (size, bold)
        if key not in self._fonts:
            font = QFont(TEXT_FAMILIES)
            em_mm = self.em_mm / self.text_step * size
            font.setPixelSize(-int(-em_mm / self.mm_per_px // 1))
            if bold:
                # The axis of the variable font: its weight alone would only be smeared, and from
                # 64 px on not even that.
                font.setVariableAxis(QFont.Tag("wght"), float(QFont.Weight.Bold))
            self._fonts[key] = font
        return self._fonts[key]


def narrowed(font: QFont, text: str, width_px: int) -> QFont:
    """The font, or a smaller one in which the longest word of the text fits the width."""
    metrics = QFontMetrics(font)
    longest = max((metrics.horizontalAdvance(word) for word in text.split(" ")), default=0)
    return font if longest <= width_px else reduced(font, (width_px - 2) / longest)


def reduced(font: QFont, share: float) -> QFont:
    """The font in a part of its size."""
    smaller = QFont(font)
    smaller.setPixelSize(max(1, int(font.pixelSize() * share)))
    return smaller


def on(ground: str, ink: str) -> QPalette:
    """The palette of something painted in two colours."""
    palette = QPalette(QColor(ground))
    palette.setColor(QPalette.ColorRole.Window, QColor(ground))
    palette.setColor(QPalette.ColorRole.WindowText, QColor(ink))
    palette.setColor(QPalette.ColorRole.ButtonText, QColor(ink))
    return palette


def direction(name: str) -> Qt.LayoutDirection:
    """Qt's word for the way a language is read."""
    return Qt.LayoutDirection.RightToLeft if name == "rtl" else Qt.LayoutDirection.LeftToRight


def mirrored(place: QRect, inside: QWidget) -> QRect:
    """The place itself, or its mirror image where the language runs right to left."""
    if inside.layoutDirection() is Qt.LayoutDirection.RightToLeft:
        place.moveLeft(inside.width() - place.right() - 1)
    return place


def mm_per_px(width_px: int, height_px: int, diagonal_mm: float) -> float:
    """The millimetres of a pixel on a screen of the given size and diagonal."""
    return float(diagonal_mm / (width_px**2 + height_px**2) ** 0.5)
