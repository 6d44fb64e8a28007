"""What `kiosk --self-test` does: shows every screen to nobody, and looks at what it shows."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from kiosk.app.audit import faults, turn_pages
from kiosk.cards.notices import idle_card
from kiosk.flow.routes import questions, routes
from kiosk.flow.steps import Flow
from kiosk.live import statuses
from kiosk.opening import Opening
from kiosk.pack.words import Answers, Language, QuestionId
from kiosk.preparation import Preparation
from kiosk.screens.circumstances import Circumstances
from kiosk.screens.clock import TurnedClock
from kiosk.screens.guard import NO_GUARD
from kiosk.screens.idle_warning import IdleWarning
from kiosk.screens.navigator import Navigator
from kiosk.screens.out_of_service import OutOfServiceScreen
from kiosk.screens.tiles import TouchTile
from kiosk.screens.window import Window

SIZES = (QSize(1080, 1920), QSize(1920, 1080))
_ROUNDS = 500
_MOST_DRIFT = 20


class Rehearsal:
    """Goes through every screen of a prepared kiosk; `screens` counts what was looked at."""

    def __init__(self, preparation: Preparation) -> None:
        self._opening: Opening = preparation.opening
        self._around = replace(preparation.around, confirm=False)
        self.screens = 0

    def faults(self) -> Iterator[str]:
        """Everything that is wrong, a line each."""
        look = self._opening.look(SIZES[0])
        yield from wrong_fonts(look.body, look.heading, look.icon(26))
        yield from drifting()
        yield from self._idle()
        flow = self._flow()
        visits, askable = routes(flow), questions(flow)
        for size, language in product(SIZES, self._around.editions):
            stage = _Stage(self._opening, self._around, size, language)
            try:
                for route in visits:
                    yield from stage.visit(route)
                yield from stage.left_out(askable)
                yield from stage.besides()
            except (LookupError, RecursionError) as error:
                yield f"{stage.place()}: {error}"
            self.screens += stage.screens
            stage.end()

    def _flow(self) -> Flow:
        around = self._around
        return Flow(around.pack, around.site, statuses(around.pack, around.now().date()))

    def _idle(self) -> Iterator[str]:
        """Whether a visit that nobody goes on with is forgotten."""
        clock = TurnedClock()
        patience = replace(self._around.patience, clock=clock)
        around = replace(self._around, patience=patience, cue=_quiet)
        first = next(iter(around.editions))
        stage = _Stage(self._opening, around, SIZES[0], first)
        stage.touch(f"language:{first}")
        clock.turn(patience.until_warning + patience.for_answer)
        if stage.shows() != "screen:attract":
            yield "idle: a visit that nobody goes on with is not forgotten"
        stage.end()


class _Stage:
    """One window of a size, in one language, and what it has shown already."""

    def __init__(
        self, opening: Opening, around: Circumstances, size: QSize, language: Language
    ) -> None:
        self._opening = opening
        self._around = around
        self._language = language
        self._look = opening.look(size)
        self._seen = set[object]()
        self.screens = 0
        self._window = Window(self._look, NO_GUARD, closable=True)
        self._window.resize(size)
        self._navigator = Navigator(self._window, opening.look, around)
        self._navigator.welcome()
        self._window.show()

    def visit(self, route: Answers) -> Iterator[str]:
        """Make a visit, and look at every screen of it that was not seen before.

        Until the first of those the window is hidden: to lay the others out again takes long.
        """
        self._window.hide()
        self._navigator.welcome()
        yield from self._look_at("attract")
        self.touch(f"language:{self._language}")
        for question, chosen in route.items():
            yield from self._look_at(question)
            self.touch(*(f"option:{option}" for option in chosen))
            if self._around.pack.question(question).choose == "any":
                yield from self._look_at((question, "ticked"))
                self.touch("continue")
        yield from self._look_at(tuple(route.items()))

    def left_out(self, questions: Iterable[QuestionId]) -> Iterator[str]:
        """The questions that no visit has come to."""
        size = self._window.size()
        for question in sorted(set(questions) - self._seen):
            yield f"{question}, {self._language}, {size.width()}x{size.height()}: was not shown"

    def besides(self) -> Iterator[str]:
        """Look at what can be shown beside an outcome, and at what is said instead."""
        for way in (
            ("change",),
            ("back", "staff-help"),
            ("close", "access"),
            ("access:statement",),
        ):
            self.touch(*way)
            yield from self._look_at(way)
        self.touch("back", "close")
        codes = [t.objectName() for t in self._tiles() if t.objectName().startswith("qr:")]
        for name in codes[:1]:
            self.touch(name)
            yield from self._look_at(name)
        card = idle_card(self._around.editions[self._language].speech)
        self._window.show_notice(IdleWarning(card, self._look))
        yield from self._look_at("idle")
        self._window.show_screen(OutOfServiceScreen(self._opening.apologies, self._look))
        yield from self._look_at("out-of-service")

    def touch(self, *names: str) -> None:
        """Press what has a name, on whichever page."""
        for name in names:
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            tiles = self._window.findChildren(TouchTile, name)
            if not tiles:
                raise LookupError(f"{name} cannot be touched")
            tiles[-1].click()

    def shows(self) -> str:
        """The name of the screen on show."""
        self._settle()
        return next(
            n for n in (c.objectName() for c in self._children()) if n.startswith("screen:")
        )

    def place(self) -> str:
        """Which screen that is, in which language and size."""
        size = self._window.size()
        return f"{self.shows()}, {self._language}, {size.width()}x{size.height()}"

    def end(self) -> None:
        """Take the window away."""
        self._window.hide()
        self._window.deleteLater()
        self._settle()

    def _look_at(self, what: object) -> Iterator[str]:
        if what in self._seen:
            return
        self._seen.add(what)
        self.screens += 1
        self._window.show()
        for _page in turn_pages(self._window):
            yield from (f"{self.place()}: {each}" for each in faults(self._window, self._look))

    def _tiles(self) -> list[TouchTile]:
        return self._window.findChildren(TouchTile)

    def _children(self) -> list[QWidget]:
        return [each for each in self._window.children() if isinstance(each, QWidget)]

    def _settle(self) -> None:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def wrong_fonts(*fonts: QFont) -> Iterator[str]:
    """The fonts that Qt takes others for."""
    for font in fonts:
        taken = QFontInfo(font).family()
        if taken != font.family():
            yield f"fonts: {font.family()} is not there, {taken} stands in; install the kiosk anew"


class _Sender(QObject):
    sent = Signal(bool)


def drifting() -> Iterator[str]:
    """The values of Python that calls into Qt use up, until the process ends (PySide6 6.12)."""
    label, sender = QLabel(), _Sender()
    for value in (None, True, False):
        before = sys.getrefcount(value)
        for _round in range(_ROUNDS):
            label.setText("x")
            sender.sent.emit(bool(value))
        lost = before - sys.getrefcount(value)
        if lost > _MOST_DRIFT:
            yield f"bindings: {lost} references to {value} are lost; use PySide6 6.11.3"


def _quiet() -> None:
    """Nothing to be heard."""
