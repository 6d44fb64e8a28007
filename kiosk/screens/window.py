"""The window: it fills the screen, shows one screen and at most one notice over it."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from kiosk.screens.guard import SAME_SPOT_MM, TAP_GUARD, Guard
from kiosk.screens.inputs import Inputs
from kiosk.screens.keyboard import focus, focused, move
from kiosk.screens.look import Look
from kiosk.screens.notice import Notice
from kiosk.screens.ring import Ring
from kiosk.screens.screen import Screen, Sight
from kiosk.screens.widgets import HEADING


class Window(QWidget):
    """Shows what it is given, and says what is wanted of it.

    `touched` comes with every touch or key, before anything acts on it. `wanted` is what touches
    and keys want of the screen on show, by its name, and `changed` what has changed on it or has
    the focus now: a screen is heard from when it is put on show until it is replaced.
    `painted` comes once, when the first screen is on the glass; `resized` when that has changed.
    """

    touched = Signal()
    wanted = Signal(str)
    changed = Signal(QWidget)
    resized = Signal()
    painted = Signal()

    def __init__(self, look: Look, guard: Guard = TAP_GUARD, *, closable: bool = False) -> None:
        super().__init__(
            None, Qt.WindowType.Window if closable else Qt.WindowType.FramelessWindowHint
        )
        self._closable = closable
        self.look = look
        self.on_show: Screen | None = None
        self.notice: Notice | None = None
        self._is_seen = False
        self._sight = Sight(self)
        self._sight.cleared.connect(self._see)
        self._inputs = Inputs(self, guard, self._sight)
        self._inputs.touched.connect(self._touch)
        self._inputs.commanded.connect(self._obey)
        self._ring = Ring(self)
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        if not closable:
            self.setCursor(Qt.CursorShape.BlankCursor)

    def use_keys(self, keys: Mapping[str, str]) -> None:
        """Let keys ask for other things than they do by default."""
        self._inputs.use_keys(keys)

    def forget(self) -> None:
        """Forget by what means a visitor has used it."""
        self._inputs.by_key = False

    def show_screen(self, screen: Screen, focused_name: str = HEADING) -> None:
        """Show a screen in place of the one before, with the focus on what has a name."""
        self.drop_notice()
        before, self.on_show = self.on_show, screen
        if before is not None:
            before.wanted.disconnect(self.wanted)
            before.changed.disconnect(self.changed)
        screen.wanted.connect(self.wanted)
        screen.changed.connect(self.changed)
        self._put(screen)
        self._focus(screen, focused_name)
        _throw_away(before)

    def show_notice(self, notice: Notice) -> None:
        """Show a notice over the screen, in place of the one before."""
        self.drop_notice()
        self.notice = notice
        notice.closed.connect(self.drop_notice)
        if self.on_show is not None:
            self.on_show.setEnabled(False)  # no key reaches what a notice covers
        self._put(notice)
        notice.raise_()
        self._focus(notice, HEADING)

    def drop_notice(self) -> None:
        """Take the notice away, if there is one."""
        before, self.notice = self.notice, None
        if before is None:
            return
        before.closed.disconnect(self.drop_notice)
        self._inputs.begin_anew()
        if self.on_show is not None:
            self.on_show.setEnabled(True)
            self._sight.await_paint(self.on_show)
            self._focus(self.on_show, HEADING)
        _throw_away(before)

    def _put(self, widget: QWidget) -> None:
        widget.setParent(self)
        widget.setGeometry(self.rect())
        widget.show()
        self._sight.await_paint(widget)
        self._inputs.near_px = self.look.px(SAME_SPOT_MM)
        self._inputs.begin_anew()

    def _see(self) -> None:
        if not self._is_seen:
            self._is_seen = True
            self.painted.emit()

    def _touch(self) -> None:
        if not self._inputs.by_key:
            self._ring.hide()
        self.touched.emit()

    def _obey(self, command: str) -> None:
        """Do what a key asks for, on the notice if there is one."""
        if self.on_show is None or (self.notice is not None and self.notice.takes_any_key()):
            return
        shown: QWidget = self.notice or self.on_show
        if command == "back" and self.notice is not None:
            self.notice.go()
        elif move(command, shown):
            self._surround(shown)
            now = focused(shown)
            if now is not None and command != "select":
                self.changed.emit(now)
        elif command:
            self.on_show.ask(command)

    def _focus(self, shown: QWidget, name: str) -> None:
        focus(shown, name)
        self._surround(shown)

    def _surround(self, shown: QWidget) -> None:
        """Show where the focus is to those who move it, not to those who touch."""
        now = focused(shown)
        if self._inputs.by_key and now is not None:
            self._ring.surround(now, self.look)
        else:
            self._ring.hide()

    def showEvent(self, event: QShowEvent) -> None:
        self.windowHandle().installEventFilter(self._inputs)

    def resizeEvent(self, event: QResizeEvent) -> None:
        for widget in (self.on_show, self.notice):
            if widget is not None:
                widget.setGeometry(self.rect())
        if self._is_seen:
            self.resized.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self._closable)


def _throw_away(widget: QWidget | None) -> None:
    if widget is not None:
        widget.hide()
        widget.deleteLater()
