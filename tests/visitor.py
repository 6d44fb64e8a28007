"""A visitor before the real window: touches what is shown, by name, and reads what is there."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from kiosk.screens.tiles import TouchTile
from kiosk.screens.window import Window
from tests.builders import Opened

_MOST_PAGES = 20


class Visitor:
    """Uses the window as a hand and an eye do."""

    def __init__(self, window: Window) -> None:
        self.window = window

    def touch(self, *names: str) -> "Visitor":
        """Touch one thing after the other, turning pages until each is there."""
        for name in names:
            self._settle()
            self._turn_to(name)
            self.press(self.centre(self.tile(name)))
        self._settle()
        return self

    def _turn_to(self, name: str) -> None:
        """Touch *More* until the tile of a name is shown; each page comes once."""
        for _page in range(_MOST_PAGES):
            if self.tile(name).isVisible():
                return
            self.press(self.centre(self.tile("more")))
        raise LookupError(f"{name} is on none of {_MOST_PAGES} pages")

    def press(self, at: QPoint) -> None:
        """Press and release at a point of the window, as the window system reports it."""
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(self.window.windowHandle(), left, none, at)

    def tile(self, name: str) -> TouchTile:
        """The tile of a name on the screen on show, on whichever page."""
        tiles: list[TouchTile] = self.on_show().findChildren(TouchTile, name)
        if not tiles:
            shown = sorted(tile.objectName() for tile in self.on_show().findChildren(TouchTile))
            raise LookupError(f"{name} is not among {shown}")
        return tiles[-1]

    def centre(self, tile: TouchTile) -> QPoint:
        """The middle of a tile in the window."""
        return tile.mapTo(self.window, tile.rect().center())

    def words(self) -> str:
        """All that can be read now."""
        self._settle()
        labels = (each for each in self.window.findChildren(QLabel) if each.isVisible())
        tiles = (each for each in self.window.findChildren(TouchTile) if each.isVisible())
        texts = [label.text() for label in labels]
        texts += [line.text for tile in tiles for line in tile.face.lines]
        return "\n".join(texts)

    def heading(self) -> str:
        """The heading of the screen or of the notice over it."""
        self._settle()
        labels: list[QLabel] = self.on_show().findChildren(QLabel, "heading")
        return labels[-1].text()

    def tidy(self) -> None:
        """Let Qt delete what was replaced, as it does once no input is queued."""
        self._settle()
        if isinstance(self.window, Opened):
            self.window.tidy()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def on_show(self) -> QWidget:
        """The screen that the window shows, or the notice over it."""
        shown = self.window.notice or self.window.on_show
        assert shown is not None
        return shown

    def screen(self) -> str:
        """The name of the screen on show."""
        return self._shown().objectName()

    def kind(self) -> str:
        """The kind of the outcome on show."""
        return str(self._shown().property("kind"))

    def _shown(self) -> QWidget:
        self._settle()
        assert self.window.on_show is not None
        return self.window.on_show

    def _settle(self) -> None:
        """Let what is due be painted, and what comes of that; what was replaced is not deleted."""
        QApplication.processEvents()
        QApplication.processEvents()
