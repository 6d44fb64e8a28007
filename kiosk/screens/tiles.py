"""Tiles: the boxes that screens are made of, some to be touched, some only to be read."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QPushButton

from kiosk.screens.faces import Face, pressed
from kiosk.screens.look import TOUCH_MM


class TouchTile(QPushButton):
    """A tile to touch; fingers reach it through the window, mouse and keys as any button."""

    def __init__(self, name: str, face: Face, spoken: str) -> None:
        super().__init__()
        self._face = face
        self._by_key = False
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover, False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    @property
    def face(self) -> Face:
        """What the tile shows now."""
        return self._face

    def show_face(self, face: Face) -> None:
        """Show something else in the same place."""
        self._face = face
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select}:
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the focus is to those who move it, not to those who touch."""
        self._by_key = event.reason() in {
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        }
        super().focusInEvent(event)

    def heightForWidth(self, width: int) -> int:
        return max(self._face.height(width), self._face.look.px(TOUCH_MM))

    def sizeHint(self) -> QSize:
        width = self._face.natural_width()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._face.look
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        painter = QPainter(self)
        face = pressed(self._face) if self.isDown() else self._face
        ring = look.px(2) if self.hasFocus() and self._by_key else 0
        face.paint(painter, self.rect().adjusted(ring, ring, -ring, -ring), mirrored=mirrored)
        if ring:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(look.theme.ink), ring))
            half = ring // 2
            painter.drawRoundedRect(
                self.rect().adjusted(half, half, -half, -half), ring * 2, ring * 2
            )


class InfoTile(QLabel):
    """A tile to read; its text is that of the face, so that it is found as words."""

    def __init__(self, name: str, face: Face) -> None:
        super().__init__("\n".join(line.text for line in face.lines))
        self._face = face
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)

    @property
    def face(self) -> Face:
        """What the tile shows."""
        return self._face

    def heightForWidth(self, width: int) -> int:
        return self._face.height(width)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self._face.paint(QPainter(self), self.rect(), mirrored=mirrored)
