"""Tiles: the boxes that screens are made of, some to be touched, some only to be read."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton

from kiosk.screens.faces import Face, pressed
from kiosk.screens.look import TOUCH_MM
from kiosk.texts.breaks import breakable


class TouchTile(QPushButton):
    """A tile to touch; fingers and keys reach it through the window, the mouse as any button."""

    def __init__(self, name: str, face: Face, spoken: str) -> None:
        super().__init__()
        self._face = face
        self.setObjectName(name)
        self.setAccessibleName(breakable(spoken))
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

    def heightForWidth(self, width: int) -> int:
        return max(self._face.height(width), self._face.look.px(TOUCH_MM))

    def sizeHint(self) -> QSize:
        width = self._face.natural_width
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        face = pressed(self._face) if self.isDown() else self._face
        face.paint(QPainter(self), self.rect(), mirrored=mirrored)


class InfoTile(QLabel):
    """A tile to read; its text is that of the face, so that it is found as words."""

    def __init__(self, name: str, face: Face) -> None:
        words = "\n".join(line.text for line in face.lines)
        super().__init__(words)
        self.setAccessibleName(breakable(words))
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
