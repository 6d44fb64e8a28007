"""Telling those who look after the kiosk how it is: a file, and the service manager."""

import logging
import os
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer

from kiosk import health, paths
from kiosk.app.front import Front
from kiosk.devices import picture, touch_screens
from kiosk.health import Observed
from kiosk.notify import ServiceManager
from kiosk.pack.words import QuestionId
from kiosk.screens.out_of_service import OutOfServiceScreen
from kiosk.screens.window import Window
from kiosk.start import Preparation

log = logging.getLogger(__name__)

TELL_AFTER = timedelta(seconds=10)
"""How often the health is told, whatever visitors do; a watchdog may ask for more."""


class Upkeep(QObject):
    """Tells by a timer on the thread that draws: where that hangs, nobody is told anything."""

    def __init__(self, window: Window, *, fills_screen: bool, front: Front | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._fills_screen = fills_screen
        self._front = front
        self._since = datetime.now().astimezone()
        self._unheard = ""
        self._manager = ServiceManager(os.environ)
        self._had_touch = False
        self._preparation: Preparation | None = None
        self._not_taken = ""
        self._unscreened = False
        timer = QTimer(self)
        timer.setInterval(min(TELL_AFTER, self._manager.heartbeat or TELL_AFTER) // _MS)
        timer.timeout.connect(self.tell)
        timer.start()
        if front is not None:
            front.changed.connect(self.tell)

    def take_note(self, preparation: Preparation | None) -> None:
        """Tell at once that something else is on show, or nothing but an apology."""
        self._preparation = preparation
        self._not_taken = ""
        self._unscreened = False
        self.tell()

    def take_refusal(self, why: str) -> None:
        """Tell at once why another pack is not shown; nothing where there is none any more."""
        self._not_taken = why
        self.tell()

    def take_unscreened(self, questions: Sequence[QuestionId]) -> None:
        """Log it, and tell it when the clock says so, as nothing is told because of a visit."""
        names = ", ".join(questions)
        log.error("the rules let a visitor in who is not clear by %s; kept out instead", names)
        self._unscreened = True

    def tell(self) -> None:
        """Look at everything, and tell how it is."""
        told = health.document(self._observed(), self._since, datetime.now().astimezone())
        self._manager.tell(READY="1", WATCHDOG="1", STATUS=health.status(told))
        why = _written(told)
        if why and why != self._unheard:
            log.warning("%s; kioskctl health cannot tell how the kiosk is", why)
        self._unheard = why

    def _observed(self) -> Observed:
        touch = bool(touch_screens())
        self._had_touch = self._had_touch or touch
        window, preparation = self._window, self._preparation
        shown = window.isVisible() and window.windowHandle().isExposed()
        covers = shown and window.geometry() == window.screen().geometry()
        return Observed(
            preparation.shown if preparation else None,
            preparation.source.lapse if preparation else "",
            out_of_service=isinstance(window.on_show, OutOfServiceScreen),
            covers_screen=covers or not self._fills_screen,
            picture=picture(),
            not_taken=self._not_taken,
            unscreened=self._unscreened,
            in_front=self._front is None or not self._front.lost,
            touch_gone=self._had_touch and not touch,
            state=health.unwritable(paths.state()),
        )


def _written(told: Mapping[str, object]) -> str:
    """Write the file of the health; why that cannot be, or nothing."""
    folder = paths.run()
    if folder is None:
        return f"{paths.RUN} cannot be written"
    try:
        health.write(folder, told)
    except OSError as error:
        return f"{folder}: {error.strerror}"
    return ""


_MS = timedelta(milliseconds=1)
