"""Small builders of the things that tests need."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import Shiboken

from kiosk import paths
from kiosk.access import Access
from kiosk.cards.shapes import Code
from kiosk.checks.loading import load
from kiosk.files import read_toml
from kiosk.flow.steps import Flow
from kiosk.live import statuses
from kiosk.pack.conditions import Status, Statuses
from kiosk.pack.models import Pack
from kiosk.pack.words import Answers, Language, OptionId, QuestionId, ServiceId, SiteId
from kiosk.qr import code
from kiosk.screens.circumstances import Circumstances
from kiosk.screens.guard import NO_GUARD, Guard
from kiosk.screens.idle import Patience
from kiosk.screens.look import Glass, Look, Theme, mm_per_px
from kiosk.screens.navigator import Navigator
from kiosk.screens.notice import Notice
from kiosk.screens.screen import Screen
from kiosk.screens.widgets import HEADING
from kiosk.screens.window import Window
from kiosk.texts.editions import Editions

ESPOO = paths.BUILT_IN_PACK
TEMPLATE = paths.PACKS / "template"
JUNE = date(2021, 6, 1)
LANGUAGES = tuple(Language(tag) for tag in ("fi", "sv", "en", "fi-simple"))
ISO_OMENA, KALAJARVI = SiteId("iso-omena"), SiteId("kalajarvi")
GLASS = Glass()
PORTRAIT, LANDSCAPE, SMALL = QSize(1080, 1920), QSize(1920, 1080), QSize(1280, 800)

drawn = cache(code)


@cache
def editions(folder: Path = ESPOO) -> Editions:
    """The editions of a shipped pack, read once."""
    return load(folder)


def espoo() -> Pack:
    """The Espoo pack in its source language."""
    return editions()[Language("fi")].pack


def answers(**given: str) -> Answers:
    """Answers by question, with `_` for `-`; several options of a question with spaces between."""
    return {
        QuestionId(question.replace("_", "-")): tuple(OptionId(option) for option in chosen.split())
        for question, chosen in given.items()
    }


def flow(site: SiteId = ISO_OMENA, on: date = JUNE, said: Statuses | None = None) -> Flow:
    """The flow of the Espoo pack."""
    return Flow(espoo(), site, statuses(espoo(), on, said))


def full(service: str) -> Statuses:
    """What staff say when a service is full."""
    return {ServiceId(service): Status.FULL}


def at(on: date = JUNE) -> datetime:
    """Twenty-four minutes past ten on a day."""
    return datetime(on.year, on.month, on.day, 10, 24).astimezone()


@cache
def theme(name: str) -> Theme:
    """A theme of the kiosk."""
    return read_toml(paths.theme(name), Theme)


def look(size: QSize = PORTRAIT, access: Access | None = None, glass: Glass = GLASS) -> Look:
    """The look on a screen of so many pixels; usually 24 inches, 800 mm above the floor."""
    wanted = access or Access()
    scale = mm_per_px(size.width(), size.height(), glass.diagonal_mm)
    return Look(theme(wanted.theme), scale, glass, wanted.text_step, wanted.reach)


def circumstances(
    site: SiteId = ISO_OMENA,
    on: date = JUNE,
    said: Statuses | None = None,
    patience: Patience | None = None,
    *,
    confirm: bool = False,
) -> Circumstances:
    """What a kiosk of the Espoo pack shows on a day."""
    return Circumstances(
        editions(),
        site,
        now=lambda: at(on),
        codes=_code,
        said=lambda: said or {},
        confirm=confirm,
        patience=patience or Patience(),
        cue=_quiet,
    )


def _quiet() -> None:
    """Nothing to be heard."""


def _code(address: str) -> Code:
    return drawn(address)


class Opened(Window):
    """The real window with the navigator that leads through it.

    While keys or touches are queued, Qt deletes nothing that was replaced. So is it here, always,
    until a test says `tidy`: what is gone must be dead before it is deleted.
    """

    shown = Signal(Screen)

    def __init__(self, on_glass: Callable[[QSize, Access], Look], guard: Guard) -> None:
        super().__init__(on_glass(PORTRAIT, Access()), guard)
        self._on_glass = on_glass
        self._queue = _Queue(self)

    def lead(self, around: Circumstances) -> None:
        """Let a new navigator lead visitors through the window."""
        self.navigator = Navigator(self, self._on_glass, around)
        self.navigator.welcome()

    def show_screen(self, screen: Screen, focused_name: str = HEADING) -> None:
        screen.installEventFilter(self._queue)
        super().show_screen(screen, focused_name)
        self.shown.emit(screen)

    def show_notice(self, notice: Notice) -> None:
        notice.installEventFilter(self._queue)
        super().show_notice(notice)

    def tidy(self) -> None:
        """Delete what was replaced, as Qt does once no key is queued."""
        self._queue.run()


class _Queue(QObject):
    """Holds back the deletion of whatever it watches."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._held: list[QObject] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.DeferredDelete:
            self._held.append(watched)
            return True
        return False

    def run(self) -> None:
        """Delete what was held back."""
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        held, self._held = self._held, []
        for each in held:
            Shiboken.delete(each)


def opened(
    around: Circumstances,
    size: QSize = PORTRAIT,
    access: Access | None = None,
    guard: Guard = NO_GUARD,
    glass: Glass = GLASS,
) -> Opened:
    """The real window on its attract screen; unless asked for, without a guard on double taps."""
    on_glass = partial(look, glass=glass)
    window = Opened(on_glass, guard)
    window.look = on_glass(size)
    window.resize(size)
    window.lead(replace(around, access=access or around.access))
    window.show()
    return window


def navigator_of(window: Window) -> Navigator:
    """The navigator that leads through an opened window."""
    assert isinstance(window, Opened)
    return window.navigator
