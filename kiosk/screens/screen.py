"""What fills the window, and whether it has been on the glass yet."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget


class Screen(QWidget):
    """Says what is wanted of it, by its name, and what on it has changed.

    Both are heard by whoever shows it, for as long as it is on show.
    """

    wanted = Signal(str)
    changed = Signal(QWidget)

    def ask(self, command: str) -> None:
        """Want something by its name, whether it was touched or a key asks for it."""
        self.wanted.emit(command)


class Sight(QObject):
    """Whether what is shown has been painted: nobody can mean what they have not seen.

    `cleared` comes soon after it has been.
    """

    cleared = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._awaited: QWidget | None = None

    @property
    def is_clear(self) -> bool:
        """Whether visitors see what is shown, and not what was shown before."""
        return self._awaited is None

    def await_paint(self, shown: QWidget) -> None:
        """Wait until something is painted."""
        if self._awaited is not None:
            self._awaited.removeEventFilter(self)
        self._awaited = shown
        shown.installEventFilter(self)
        shown.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and self._awaited is not None:
            self._awaited.removeEventFilter(self)
            self._awaited = None
            QTimer.singleShot(0, self, self.cleared.emit)  # nothing may change while it is painted
        return False
