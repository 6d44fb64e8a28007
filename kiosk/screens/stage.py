"""Showing a visit what comes, as the visitor wants to see it, and noticing when nobody looks."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QSize, Signal

from kiosk.access import Access
from kiosk.cards.notices import help_card, idle_card
from kiosk.cards.shapes import CodeCard
from kiosk.screens.attract import AttractScreen
from kiosk.screens.circumstances import Circumstances
from kiosk.screens.code import CodeNotice
from kiosk.screens.frame import Frame
from kiosk.screens.help import HelpNotice
from kiosk.screens.idle import Idle
from kiosk.screens.idle_warning import IdleWarning
from kiosk.screens.keyboard import named
from kiosk.screens.look import Look
from kiosk.screens.narrator import Narrator
from kiosk.screens.notice import Notice
from kiosk.screens.widgets import HEADING
from kiosk.screens.window import Window
from kiosk.session import Session

log = logging.getLogger(__name__)

_MORE_TIME = 10
"""How many times the usual time those have who set any access mode (EN 301 549, 11.2.2.1)."""


class Stage(QObject):
    """Shows screens and notices in the window; says when a visit is over.

    It greets while the attract screen is on show, and waits while that is as it is for everybody.
    """

    over = Signal()

    def __init__(
        self, window: Window, look: Callable[[QSize, Access], Look], around: Circumstances
    ) -> None:
        super().__init__(window)
        self._window = window
        self._new_look = look
        self._looks: dict[Access, Look] = {}
        self._around = around
        self.narrator = Narrator(around)
        self.waits = False
        self.greets = True
        self._again: Callable[[Session], None] | None = None
        window.use_keys(around.keys)
        window.touched.connect(self.narrator.hush)
        window.asked.connect(self._take_note)
        window.resized.connect(self._refit)

    @property
    def notice_again(self) -> Callable[[Session], None] | None:
        """What shows the notice on show once more, for a visit that has changed."""
        return None if self._window.notice is None else self._again

    @property
    def is_vacant(self) -> bool:
        """Whether it waits, and nobody reads a notice."""
        return self.waits and self._window.notice is None

    def retire(self) -> None:
        """Be silent, and go: somebody else shows screens in the window from now on."""
        self.narrator.hush()
        self.narrator.deleteLater()
        self.deleteLater()

    def _take_note(self, command: str) -> None:
        """Remember whether a headset is in; it stays when the visit ends."""
        if command in {"headset:in", "headset:out"}:
            self.narrator.headset = command == "headset:in"

    def _refit(self) -> None:
        self._looks.clear()
        self.over.emit()

    def look(self, session: Session) -> Look:
        """How screens look for a visitor; made once for each way."""
        access = session.access
        seen = Access(access.text_step, access.theme, access.reach)
        if seen not in self._looks:
            self._looks[seen] = self._new_look(self._window.size(), seen)
        return self._looks[seen]

    def greet(self, screen: AttractScreen, session: Session) -> None:
        """Show the attract screen; what a visitor has set does not wait for the next one."""
        self._follow(screen, session)
        self._show(screen, session)
        if session.access != self._around.access:
            self._expect(screen, session)

    def visit(self, screen: Frame, session: Session, focused: str = HEADING) -> None:
        """Show a screen of a visit; when nobody touches it, warn, and then end the visit."""
        self.heed(screen)
        self._follow(screen, session)
        self._show(screen, session, focused)
        self._expect(screen, session)

    def _follow(self, screen: AttractScreen | Frame, session: Session) -> None:
        """Tell of what changes on a screen, and of what the focus moves to."""
        screen.changed.connect(lambda changed: self.narrator.hear(changed, session))
        self._window.focused.connect(screen.changed)

    def heed(self, screen: AttractScreen | Frame) -> None:
        """Take what keys ask of a screen for what is touched on it."""
        self._window.asked.connect(screen.wanted)

    def _listen(self, screen: AttractScreen | Frame, session: Session) -> None:
        """Read what is shown again, or be silent, when that is asked for."""
        reading = {
            "access:repeat": lambda: self.narrator.read(self._window.notice or screen, session),
            "access:stop": self.narrator.hush,
        }
        screen.wanted.connect(lambda name: reading[name]() if name in reading else None)

    def enlarge(self, card: CodeCard, session: Session) -> None:
        """Show a QR code large."""
        notice = CodeNotice(card, self.look(session))
        notice.closed.connect(self._window.drop_notice)
        self._notify(notice, session)
        self._again = lambda session: self.enlarge(card, session)

    def help(self, session: Session) -> None:
        """Name who helps."""
        notice = HelpNotice(help_card(self._around.occasion(session)), self.look(session))
        notice.closed.connect(self._window.drop_notice)
        if self.waits:  # or nothing would ever take it away
            idle = Idle(self._around.patience, notice)
            idle.warning_due.connect(self._window.drop_notice)
            idle.begin()
        self._notify(notice, session)
        self._again = self.help

    def _warn(self, session: Session) -> None:
        self._again = None
        card = idle_card(self._around.editions[session.language].speech)
        notice = IdleWarning(card, self.look(session))
        notice.still_here.connect(self._window.drop_notice)
        self._notify(notice, session)
        self._around.cue()

    def _notify(self, notice: Notice, session: Session) -> None:
        self._window.show_notice(notice)
        self.narrator.show(notice, session)

    def _show(
        self, screen: AttractScreen | Frame, session: Session, focused: str = HEADING
    ) -> None:
        self._again = None  # or the visit would live on in it
        waits = isinstance(screen, AttractScreen)
        self.greets = waits
        self.waits = waits and session.access == self._around.access
        self._window.look = self.look(session)
        self._window.show_screen(screen, focused)
        self._listen(screen, session)
        if focused == HEADING:
            self.narrator.show(screen, session)
        else:
            self.narrator.hear(named(screen, focused), session)

    def _expect(self, screen: AttractScreen | Frame, session: Session) -> None:
        """Wait for a touch on a screen as long as is due."""
        patience = self._around.patience
        if session.access != self._around.access:
            patience = patience.times(_MORE_TIME)
        idle = Idle(patience, screen)
        idle.warning_due.connect(lambda: self._warn(session))
        idle.over.connect(self._forget)
        self._window.touched.connect(idle.begin)
        screen.changed.connect(idle.begin)  # by a screen reader, nothing is touched
        idle.begin()

    def _forget(self) -> None:
        log.info("nobody there any more: back to the attract screen")
        self.over.emit()
