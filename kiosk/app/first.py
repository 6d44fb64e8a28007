"""The window on its first screen, and then with all that visitors need."""

import gc
import logging
import sys
from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from kiosk.app.faults import ExceptionHook
from kiosk.errors import KioskError, contained
from kiosk.opening import Opening, Wishes
from kiosk.screens.attract import AttractScreen
from kiosk.screens.clock import Clock
from kiosk.screens.fonts import load_fonts
from kiosk.screens.guard import TAP_GUARD, Guard
from kiosk.screens.out_of_service import OutOfServiceScreen
from kiosk.screens.window import Window
from kiosk.shelf.pointer import Source
from kiosk.start import Navigator, Preparation, Seal, prepare, remember, sources_of

log = logging.getLogger(__name__)

RETRY_AFTER = timedelta(minutes=1)
"""How long a kiosk that could not be made ready waits before it tries again."""
RENEW_AFTER = timedelta(seconds=5)
"""How often it looks whether another pack was put on the machine."""


class FirstScreen:
    """The window on its first screen, and then with all that visitors need."""

    def __init__(
        self, opening: Opening, size: QSize, *, closable: bool, guard: Guard = TAP_GUARD
    ) -> None:
        self._opening = opening
        self._size = size
        look = opening.look(size)
        self._fills_screen = not closable
        self._screen = AttractScreen(opening.card, look)
        self.window = Window(look, guard, closable=closable)
        # Timers go with the window, or they would fire into nothing.
        self._clock = guard.clock
        self._retry = _timer(self.window, RETRY_AFTER)
        self._retry.setSingleShot(True)
        self.window.resize(size)
        self.window.show_screen(self._screen)

    def open(
        self, preparation: Preparation | None, wishes: Wishes, seal: Seal | None = None
    ) -> None:
        """Let visitors in with what was read, or with what a seal is kept of; else say that not."""
        sys.excepthook = ExceptionHook(self)
        # Imported here, against the house rule: the first frame does not wait for it.
        from kiosk.app.front import Front  # noqa: PLC0415
        from kiosk.app.upkeep import Upkeep  # noqa: PLC0415
        from kiosk.memory import keep_to_itself  # noqa: PLC0415

        if self._fills_screen:
            keep_to_itself()
        # Wayland's kiosk shells keep the window in front, and let no program do that.
        keeps_front = self._fills_screen and QGuiApplication.platformName() == "xcb"
        front = Front(self.window) if keeps_front else None
        upkeep = Upkeep(self.window, fills_screen=self._fills_screen, front=front)

        def let_in(prepared: Callable[[], Preparation]) -> None:
            renewal = self._let_in(prepared, wishes)
            if renewal is not None:
                renewal.taken.connect(upkeep.take_note)
                renewal.refused.connect(upkeep.take_refusal)
                renewal.unscreened.connect(upkeep.take_unscreened)
            upkeep.take_note(renewal.preparation if renewal else None)

        self._retry.timeout.connect(lambda: let_in(lambda: prepare(wishes)))
        let_in(lambda: preparation or prepare(wishes, seal))

    def _let_in(self, prepared: Callable[[], Preparation], wishes: Wishes) -> "Renewal | None":
        sys.excepthook = ExceptionHook(self)
        try:
            with contained("kiosk"):
                load_fonts()
                preparation = prepared()
                navigator = preparation.navigator(self.window)
        except KioskError as error:
            log.critical("out of service: %s", error)
            self.apologise()
            return None
        sys.excepthook = ExceptionHook(navigator)
        if self.window.on_show is self._screen and self.window.size() == self._size:
            navigator.wait_on(self._screen)
        else:
            navigator.welcome()
        gc.freeze()  # what is here now stays for good: no need to look through it again
        log.info("ready for visitors")
        return Renewal(self.window, wishes, preparation, navigator, self._clock)

    def apologise(self) -> None:
        """Say that the kiosk is out of service, and try to read the rest again after a while."""
        look = self._opening.look(self.window.size())
        self.window.show_screen(OutOfServiceScreen(self._opening.apologies, look))
        self._retry.start()


class Renewal(QObject):
    """Takes a pack that was put on the machine since, when nobody is there to see it change.

    One that cannot be used is tried again after a while: settings may have been mended. `refused`
    says why, and an empty text that there is none any more.
    """

    taken = Signal(object)
    refused = Signal(str)
    unscreened = Signal(object)

    def __init__(
        self,
        window: Window,
        wishes: Wishes,
        preparation: Preparation,
        navigator: Navigator,
        clock: Clock,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._wishes = wishes
        self.preparation = preparation
        self.navigator = navigator
        self._seen = preparation.looked_at
        self._refusal = ""
        self._now = clock.now
        self._refused_at = clock.now()
        navigator.on_unscreened(self.unscreened.emit)
        clock.timer(self, self.look, again=True).wait(RENEW_AFTER)

    def look(self) -> None:
        """Look whether there is one, and take it; one that cannot be used changes nothing."""
        if not self.navigator.nobody_there:
            return
        there = sources_of(self._wishes, self.preparation)
        if there == self._seen:
            self._refuse("")
        elif not self._refusal or self._now() - self._refused_at >= RETRY_AFTER:
            self._take(there)

    def _refuse(self, why: str) -> None:
        self._refused_at = self._now()
        if why != self._refusal:
            self._refusal = why
            if why:
                log.warning("the kiosk stays on the pack that it shows: %s", why)
            self.refused.emit(why)

    def _take(self, there: tuple[Source, ...]) -> None:
        try:
            with contained("kiosk"):
                preparation = prepare(self._wishes)
                navigator = preparation.navigator(self._window)
        except KioskError as error:
            self._refuse(str(error))
            return
        self._seen, self._refusal = there, ""
        before = self.navigator
        if before.headset:
            navigator.plug_in()
        before.retire()
        self.preparation, self.navigator = preparation, navigator
        navigator.on_unscreened(self.unscreened.emit)
        sys.excepthook = ExceptionHook(navigator)
        navigator.welcome()
        remember(self._wishes, preparation)
        gc.unfreeze()  # or nothing of the pack before would ever go
        gc.collect()
        gc.freeze()
        log.info("ready for visitors with another pack")
        self.taken.emit(preparation)


def _timer(owner: QObject, after: timedelta) -> QTimer:
    timer = QTimer(owner)
    timer.setInterval(after // _MS)
    return timer


_MS = timedelta(milliseconds=1)
