"""The ring around what has the focus."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk.screens.look import Look

_WIDTH_MM, _RIM_MM, _AWAY_MM = 2.0, 0.6, 0.4


class Ring(QWidget):
    """A thick line with a light rim, so that it is seen on every ground."""

    def __init__(self, ground: QWidget) -> None:
        super().__init__(ground)
        self._ground = ground
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._look: Look | None = None
        self.setObjectName("ring")
        self.hide()

    def surround(self, widget: QWidget, look: Look) -> None:
        """Show where the focus is."""
        self._look = look
        out = look.px(_AWAY_MM) + look.px(_WIDTH_MM) + 2 * look.px(_RIM_MM)
        place = QRect(widget.mapTo(self._ground, widget.rect().topLeft()), widget.size())
        self.setGeometry(place.adjusted(-out, -out, out, out))
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._look is None:
            return
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rim, width = look.px(_RIM_MM), look.px(_WIDTH_MM)
        for thick, colour in ((width + 2 * rim, look.theme.surface), (width, look.theme.ink)):
            painter.setPen(QPen(QColor(colour), thick))
            middle = (width + 2 * rim + 1) // 2
            inside = self.rect().adjusted(middle, middle, -middle, -middle)
            painter.drawRoundedRect(inside, look.px(3), look.px(3))
