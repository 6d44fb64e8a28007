"""The kiosk program: shows the first screen as soon as it can, then reads the rest and runs."""

import argparse
import gc
import logging
import os
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from traceback import extract_tb
from types import TracebackType
from typing import NoReturn, Protocol

from PySide6.QtCore import QMessageLogContext, QSize, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from kiosk import __version__, logs, paths, seals
from kiosk.errors import Fault, KioskError, RefusedError
from kiosk.opening import Opening, Wishes, as_document, from_document
from kiosk.screens.attract import AttractScreen
from kiosk.screens.look import Look, load_fonts
from kiosk.screens.out_of_service import OutOfServiceScreen
from kiosk.screens.window import TAP_GUARD, Window

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Options:
    """What the command line says."""

    wishes: Wishes
    windowed: QSize | None
    first_frame: bool


class Navigator(Protocol):
    """What the program needs of the navigator, which it imports only after the first frame."""

    def wait_on(self, screen: AttractScreen) -> None:
        """Begin a visit when a language is touched on the screen."""

    def apologise(self) -> None:
        """Say that the kiosk is out of service, and try again after a while."""


class Preparation(Protocol):
    """What the program needs of `kiosk.visits.Preparation`."""

    @property
    def opening(self) -> Opening:
        """What the first frame needs."""

    def navigator(self, window: Window, look: Look) -> Navigator:
        """The navigator that leads visitors through the window."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the kiosk and return its exit code."""
    options = _options(arguments)
    logs.begin()
    try:
        return _run(options)
    except KioskError as error:
        print(error, file=sys.stderr)  # noqa: T201 - for the operator's terminal
        return error.exit_code


def _run(options: Options) -> int:
    _require_display()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    messages = QtMessages()
    qInstallMessageHandler(messages)
    application = QApplication(["kiosk"])
    messages.started()
    application.setStyle("Fusion")
    load_fonts()
    opening, preparation = _open(options.wishes)
    size = options.windowed or application.primaryScreen().size()
    entrance = Entrance(opening, size, closable=options.windowed is not None)
    window = entrance.window
    if options.first_frame:
        window.painted.connect(_end_with_first_frame)
    else:
        window.painted.connect(lambda: entrance.open(preparation, options.wishes))
    if options.windowed:
        window.show()
    else:
        window.showFullScreen()
    return application.exec()


class Entrance:
    """The window on its first screen, and then with all that visitors need."""

    def __init__(
        self, opening: Opening, size: QSize, *, closable: bool, guard: timedelta = TAP_GUARD
    ) -> None:
        self._opening = opening
        self._look = opening.look(size.width(), size.height())
        self._screen = AttractScreen(opening.card, self._look)
        self.window = Window(guard, closable=closable)
        self.window.resize(size)
        self.window.show_screen(self._screen)

    def open(self, preparation: Preparation | None, wishes: Wishes) -> None:
        """Read the rest, unless that is done, and let visitors in; or say that it cannot be."""
        try:
            navigator = (preparation or _prepare(wishes)).navigator(self.window, self._look)
        except KioskError as error:
            log.critical("out of service: %s", error)
            self.window.show_screen(OutOfServiceScreen(self._opening.apologies, self._look))
            return
        sys.excepthook = ExceptionHook(navigator)
        navigator.wait_on(self._screen)
        gc.freeze()  # what is here now stays for good: no need to look through it again
        log.info("ready for visitors")


def _open(wishes: Wishes) -> tuple[Opening, Preparation | None]:
    """What the first frame needs: from the seal of a former start, or by reading everything."""
    folder = paths.state() / "seals"
    name = _seal_name(wishes)
    opening = from_document(seals.recall(folder, name))
    if opening is not None:
        return opening, None
    preparation = _prepare(wishes)
    if not seals.remember(folder, name, as_document(preparation.opening)):
        log.warning("%s cannot be written: every start reads and checks everything", folder)
    return preparation.opening, preparation


def _prepare(wishes: Wishes) -> Preparation:
    # Imported here, against the house rule: it takes as long as Qt itself, and after a seal
    # the visitor sees the first screen before it begins.
    from kiosk.visits import prepare  # noqa: PLC0415

    return prepare(wishes)


def _seal_name(wishes: Wishes) -> str:
    """The name of the seal for all that decides the first frame."""
    settings = wishes.settings or paths.SETTINGS
    pack = wishes.pack or _pack_in(settings) or paths.BUILT_IN_PACK
    folders = (pack, paths.TRANSLATIONS, paths.ASSETS / "themes")
    return seals.digest(folders, (settings,), (__version__, wishes.site, wishes.language))


def _pack_in(settings: Path) -> Path | None:
    """The pack that a settings file names, without reading the rest of it."""
    if not settings.is_file():
        return None
    import tomllib  # noqa: PLC0415 - most kiosks need it only here, and it takes 17 ms

    try:
        named = tomllib.loads(settings.read_text("utf-8")).get("pack")
    except (OSError, ValueError):
        return None
    return Path(named) if isinstance(named, str) else None


def _require_display() -> None:
    """Refuse to start where there is no screen; Qt would abort the process."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        what = "there is none; start the kiosk in a graphical session, or set DISPLAY"
        raise RefusedError([Fault("display", "", what)])


_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
}


class QtMessages:
    """Puts what Qt says into the log; where Qt would abort without a screen, ends in one line."""

    def __init__(self) -> None:
        self._before_start: list[tuple[int, str]] | None = []

    def started(self) -> None:
        """Take note that there is a screen: from now on, everything goes straight to the log."""
        early, self._before_start = self._before_start or [], None
        for level, message in early:
            log.log(level, "Qt: %s", message)

    def __call__(self, kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        """Take one message, as `qInstallMessageHandler` hands it over."""
        if kind is QtMsgType.QtFatalMsg:
            self._end(message)
        level = _LEVELS.get(kind, logging.WARNING)
        if self._before_start is None:
            log.log(level, "Qt: %s", message)
        else:
            self._before_start.append((level, message))

    def _end(self, message: str) -> NoReturn:
        reason = next((early for _level, early in self._before_start or []), message)
        what = f"{' '.join(reason.split())}; set DISPLAY, and install Qt's Debian packages (README)"
        sys.stderr.write(f"{Fault('display', '', what)}\n")
        sys.stderr.flush()
        os._exit(RefusedError.exit_code)


class ExceptionHook:
    """For what nobody caught: the log gets its place and no value, visitors get an apology."""

    def __init__(self, navigator: Navigator) -> None:
        self._navigator = navigator

    def __call__(
        self, kind: type[BaseException], _error: BaseException, trace: TracebackType | None
    ) -> None:
        """Take one exception, as `sys.excepthook` gets it."""
        places = " < ".join(f"{f.filename}:{f.lineno}" for f in reversed(extract_tb(trace)))
        log.critical("out of service: %s at %s", kind.__name__, places)
        self._navigator.apologise()


def _end_with_first_frame() -> None:
    """Print the milliseconds since the process started; Linux keeps that to 10 ms."""
    if sys.platform == "linux":
        ticks = int(Path("/proc/self/stat").read_text("utf-8").rsplit(")", 1)[1].split()[19])
        started = ticks / os.sysconf("SC_CLK_TCK")
        since = time.clock_gettime(time.CLOCK_BOOTTIME) - started
    else:
        since = time.process_time()
    print(f"first_frame_ms={since * 1000:.0f}", flush=True)  # noqa: T201 - what the option asks for
    QApplication.exit(0)


def _options(arguments: Sequence[str] | None) -> Options:
    parser = argparse.ArgumentParser(prog="kiosk", description="The entrance self-check kiosk.")
    parser.add_argument(
        "--settings", type=Path, metavar="FILE", help="the settings of this machine"
    )
    parser.add_argument("--pack", type=Path, metavar="DIR", help="the pack to show")
    parser.add_argument("--site", metavar="ID", help="the site whose entrance this is")
    parser.add_argument("--language", metavar="TAG", help="the language to offer first")
    parser.add_argument("--date", type=_date, metavar="YYYY-MM-DD", help="act as on this day")
    parser.add_argument(
        "--windowed", type=_size, metavar="WxH", help="in a window of so many pixels"
    )
    parser.add_argument(
        "--first-frame", action="store_true", help="end after the first frame and print its time"
    )
    parser.add_argument("--version", action="version", version=f"kiosk {__version__}")
    said = parser.parse_args(arguments)
    wishes = Wishes(said.settings, said.pack, said.site, said.language, said.date)
    return Options(wishes, said.windowed, said.first_frame)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        _refuse(f'"{text}" is no date; write it as 2021-06-01')


def _size(text: str) -> QSize:
    width, _, height = text.partition("x")
    if not (width.isdecimal() and height.isdecimal() and int(width) and int(height)):
        _refuse(f'"{text}" is no size; write it as 1080x1920')
    return QSize(int(width), int(height))


def _refuse(what: str) -> NoReturn:
    raise argparse.ArgumentTypeError(what)
