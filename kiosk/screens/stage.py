"""Showing a visit what comes, as the visitor wants to see it, and noticing when nobody looks."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtWidgets import QWidget

from kiosk.access import Access
from kiosk.cards.notices import idle_card
from kiosk.screens.attract import AttractScreen
from kiosk.screens.circumstances import Circumstances
from kiosk.screens.idle import Idle
from kiosk.screens.idle_warning import IdleWarning
from kiosk.screens.keyboard import named
from kiosk.screens.look import Look
from kiosk.screens.narrator import Narrator
from kiosk.screens.notice import Notice
from kiosk.screens.out_of_service import OutOfServiceScreen
from kiosk.screens.screen import Screen
from kiosk.screens.widgets import HEADING
from kiosk.screens.window import Window
from kiosk.session import Session

log = logging.getLogger(__name__)

Way = Callable[[Session], None]
"""A way on with a visit."""

_MORE_TIME = 10
"""How many times the usual time those have who set any access mode (EN 301 549, 11.2.2.1)."""


@dataclass(frozen=True)
class Act:
    """A screen on show: whose visit it is, and where each name that is wanted of it leads.

    Nothing else holds a visit: with the next act, all of the one before is forgotten.
    """

    screen: Screen
    session: Session
    ways: Mapping[str, Way]

    @property
    def greets(self) -> bool:
        """Whether it is the attract screen."""
        return isinstance(self.screen, AttractScreen)


class Looks:
    """How screens look in the window as it is, for each way of seeing them; each is made once."""

    def __init__(self, window: Window, make: Callable[[QSize, Access], Look]) -> None:
        self._window = window
        self._make = make
        self._size = QSize()
        self._made: dict[Access, Look] = {}

    def of(self, access: Access) -> Look:
        """The look for the eyes of a visitor; nothing else of what is set matters to it."""
        if self._window.size() != self._size:
            self._size = self._window.size()
            self._made.clear()
        seen = Access(access.text_step, access.theme, access.reach)
        if seen not in self._made:
            self._made[seen] = self._make(self._size, seen)
        return self._made[seen]


class Stage(QObject):
    """Shows screens and notices in the window; says when a visit is over."""

    over = Signal()

    def __init__(
        self, window: Window, look: Callable[[QSize, Access], Look], around: Circumstances
    ) -> None:
        super().__init__(window)
        self._window = window
        self._looks = Looks(window, look)
        self._around = around
        self._act: Act | None = None
        self._notice_again: Way | None = None
        self.narrator = Narrator(around)
        self._idle = Idle(self, around.patience.clock)
        self._idle.warning_due.connect(self._warn)
        self._idle.over.connect(self._forget)
        window.use_keys(around.keys)
        # Once for all screens: the window passes on what is wanted of the one on show, and only it.
        self._heard = (
            (window.touched, self._touch),
            (window.wanted, self._obey),
            (window.changed, self._hear),
            (window.resized, self.over),
            (self.narrator.known, self._obey),
        )
        for signal, slot in self._heard:
            signal.connect(slot)

    @property
    def greets(self) -> bool:
        """Whether the attract screen is on show."""
        return self._act is not None and self._act.greets

    @property
    def _waits(self) -> bool:
        """Whether the attract screen is on show, as it is for everybody."""
        act = self._act
        return act is not None and act.greets and act.session.access == self._around.access

    @property
    def is_vacant(self) -> bool:
        """Whether it waits, and nobody reads a notice."""
        return self._waits and self._window.notice is None

    @property
    def notice_again(self) -> Way | None:
        """What shows the notice on show once more, for a visit that has changed."""
        return None if self._window.notice is None else self._notice_again

    def retire(self) -> None:
        """Be silent and deaf, and go: somebody else shows screens in the window from now on."""
        for signal, slot in self._heard:
            signal.disconnect(slot)
        self._idle.stop()
        self._act = None
        self.narrator.hush()
        self.narrator.deleteLater()
        self.deleteLater()

    def look(self, session: Session) -> Look:
        """How screens look for a visitor."""
        return self._looks.of(session.access)

    def adopt(self, screen: AttractScreen, session: Session, ways: Mapping[str, Way]) -> None:
        """Lead on from an attract screen that is on show already."""
        self._act = Act(screen, session, ways)

    def show(
        self, screen: Screen, session: Session, ways: Mapping[str, Way], focused: str = HEADING
    ) -> None:
        """Show a screen; when nobody touches it, warn, and then end the visit.

        Only the attract screen as it is for everybody stays.
        """
        self._put(Act(screen, session, ways), focused)
        if not self._waits:
            changed = session.access != self._around.access
            self._idle.wait(self._around.patience.times(_MORE_TIME if changed else 1))
        if focused == HEADING:
            self.narrator.show(screen, session)
        else:
            self.narrator.hear(named(screen, focused), session)

    def apologise(self, screen: OutOfServiceScreen, nobody: Session) -> None:
        """Show an apology, and see after a while whether it is still due."""
        self.narrator.hush()
        self._put(Act(screen, nobody, {}), HEADING)
        self._idle.wait(self._around.patience)
        self.narrator.show(screen, nobody)  # last: it may be what has failed

    def notify(self, notice: Notice, session: Session, again: Way | None = None) -> None:
        """Show a notice over the screen; `again` shows it for the visit when that has changed."""
        self._window.show_notice(notice)
        self._notice_again = again
        if self._waits:  # or nothing would ever take it away
            self._idle.wait(self._around.patience)
        self.narrator.show(notice, session)

    def repeat(self, session: Session) -> None:
        """Read once more what is on show."""
        if self._act is not None:
            self.narrator.read(self._window.notice or self._act.screen, session)

    def _touch(self) -> None:
        """Take note that somebody is there."""
        self.narrator.hush()
        self._idle.touch()

    def _obey(self, name: str) -> None:
        """Lead the visit on show to where a name leads."""
        self.narrator.take_note(name)
        act = self._act
        if act is not None and name in act.ways:
            act.ways[name](act.session)

    def _hear(self, changed: QWidget) -> None:
        """Tell of what has changed on the screen, or has the focus now."""
        self._idle.touch()  # a screen reader touches nothing
        if self._act is not None:
            self.narrator.hear(changed, self._act.session)

    def _warn(self) -> None:
        """Ask whether anybody is there; where there is no visit, nobody needs to answer."""
        act = self._act
        if self._waits:
            self._idle.stop()
            self._window.drop_notice()
        elif act is None or isinstance(act.screen, OutOfServiceScreen):
            self.over.emit()
        else:
            card = idle_card(self._around.editions[act.session.language].speech)
            self.notify(IdleWarning(card, self.look(act.session)), act.session)
            self._around.cue()

    def _put(self, act: Act, focused: str) -> None:
        """Put an act in the place of the one before, with all that was of that one."""
        self._idle.stop()
        self._notice_again = None  # or the visit would live on in it
        self._act = act
        self._window.look = self.look(act.session)
        self._window.show_screen(act.screen, focused)

    def _forget(self) -> None:
        log.info("nobody there any more: back to the attract screen")
        self.over.emit()
