"""The window: it fills the screen, shows one screen and at most one notice over it."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QEventPoint,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QShowEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QWidget

from kiosk.keys import DEFAULT_KEYS
from kiosk.screens.fingers import Fingers
from kiosk.screens.guard import SAME_SPOT_MM, TAP_GUARD, Guard, Repeats
from kiosk.screens.keyboard import Keyboard, focus, focused, move
from kiosk.screens.look import Look
from kiosk.screens.notice import Notice
from kiosk.screens.ring import Ring
from kiosk.screens.widgets import HEADING


class Window(QWidget):
    """Shows what it is given; announces every touch or key before anything acts on it.

    `asked` is what a key asks of the screen on show, `focused` what it has moved the focus to.
    `painted` comes once, when the first screen is on the glass; `resized` when that has changed.
    """

    touched = Signal()
    asked = Signal(str)
    focused = Signal(QWidget)
    resized = Signal()
    painted = Signal()

    def __init__(self, look: Look, guard: Guard = TAP_GUARD, *, closable: bool = False) -> None:
        super().__init__(
            None, Qt.WindowType.Window if closable else Qt.WindowType.FramelessWindowHint
        )
        self._closable = closable
        self._repeats = Repeats(guard)
        self.look = look
        self._seen = False
        self._fingers = Fingers(self)
        self._screen: QWidget | None = None
        self.notice: Notice | None = None
        self._ring = Ring(self)
        self._by_key = False
        self._keyboard = Keyboard(DEFAULT_KEYS)
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        if not closable:
            self.setCursor(Qt.CursorShape.BlankCursor)

    def use_keys(self, keys: Mapping[str, str]) -> None:
        """Let keys ask for other things than they do by default."""
        self._keyboard = Keyboard(keys)

    def show_screen(self, screen: QWidget, focused_name: str = HEADING) -> None:
        """Show a screen in place of the one before, with the focus on what has a name."""
        self.drop_notice()
        before, self._screen = self._screen, screen
        self._put(screen)
        self._focus(screen, focused_name)
        _throw_away(before)

    def show_notice(self, notice: Notice) -> None:
        """Show a notice over the screen, in place of the one before."""
        self.drop_notice()
        self.notice = notice
        if self._screen is not None:
            self._screen.setEnabled(False)  # no key reaches what a notice covers
        self._put(notice)
        notice.raise_()
        self._focus(notice, HEADING)

    def drop_notice(self) -> None:
        """Take the notice away, if there is one."""
        before, self.notice = self.notice, None
        if before is None:
            return
        self._fingers.lift()
        self._repeats.changed()
        if self._screen is not None:
            self._screen.setEnabled(True)
            self._focus(self._screen, HEADING)
        _throw_away(before)

    def has_screen(self, screen: QWidget) -> bool:
        """Whether a screen is the one on show."""
        return self._screen is screen

    def _put(self, widget: QWidget) -> None:
        widget.setParent(self)
        widget.setGeometry(self.rect())
        widget.show()
        self._fingers.lift()
        self._repeats.changed()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.KeyPress and not event.isAutoRepeat():
                self.touched.emit()
                self._obey(event)
            return True
        if event.type() is QEvent.Type.Expose and not self._seen:
            self._seen = True
            QTimer.singleShot(0, self, self.painted.emit)  # comes after the expose has been painted
        pressed_at = _pressed_at(event)
        guarded = False
        if pressed_at is not None:
            guarded = self._repeats.is_second_tap(pressed_at, self.look.px(SAME_SPOT_MM))
            self._by_key = False
            self._ring.hide()
            self.touched.emit()
        if isinstance(event, QTouchEvent):
            return self._fingers.moved(event, new=not guarded) or guarded
        return guarded

    def _obey(self, event: QKeyEvent) -> None:
        """Do what a key asks for, on the notice if there is one."""
        shown = self.notice or self._screen
        self._by_key = True
        if shown is None or (self.notice is not None and self.notice.takes_any_key()):
            return
        command = self._keyboard.command(event)
        if command == "select" and self._repeats.is_second_select():
            return
        if command == "back" and self.notice is not None:
            self.notice.go()
        elif move(command, shown):
            self._surround(shown)
            now = focused(shown)
            if now is not None and command != "select":
                self.focused.emit(now)
        elif command:
            self.asked.emit(command)

    def _focus(self, shown: QWidget, name: str) -> None:
        focus(shown, name)
        self._surround(shown)

    def _surround(self, shown: QWidget) -> None:
        """Show where the focus is to those who move it, not to those who touch."""
        now = focused(shown)
        if self._by_key and now is not None:
            self._ring.surround(now, self.look)
        else:
            self._ring.hide()

    def showEvent(self, event: QShowEvent) -> None:
        self.windowHandle().installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        for widget in (self._screen, self.notice):
            if widget is not None:
                widget.setGeometry(self.rect())
        if self._seen:
            self.resized.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self._closable)


def _pressed_at(event: QEvent) -> QPointF | None:
    """Where the event puts a finger or a button down, if it does."""
    match event:
        case QTouchEvent():
            new = (p for p in event.points() if p.state() is QEventPoint.State.Pressed)
            return next((point.position() for point in new), None)
        case QMouseEvent() if event.type() in {
            QEvent.Type.MouseButtonPress,
            QEvent.Type.MouseButtonDblClick,
        }:
            return event.position()
        case _:
            return None


def _throw_away(widget: QWidget | None) -> None:
    if widget is not None:
        widget.hide()
        widget.deleteLater()
