"""The kiosk program: shows the first screen as soon as it can, then reads the rest and runs."""

import gc
import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from traceback import extract_tb
from types import TracebackType
from typing import NoReturn, Protocol

from PySide6.QtCore import QMessageLogContext, QSize, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from kiosk import __version__, logs, paths, seals
from kiosk.errors import Fault, KioskError, RefusedError
from kiosk.opening import Opening, Wishes, as_document, from_document
from kiosk.options import Options, read_options
from kiosk.screens.attract import AttractScreen
from kiosk.screens.look import load_fonts
from kiosk.screens.out_of_service import OutOfServiceScreen
from kiosk.screens.window import TAP_GUARD, Window

log = logging.getLogger(__name__)

RETRY_AFTER = timedelta(minutes=1)
"""How long a kiosk that could not be made ready waits before it tries again."""


class Apologetic(Protocol):
    """Who can tell visitors that the kiosk does not work."""

    def apologise(self) -> None:
        """Say that the kiosk is out of service, and try again after a while."""


class Navigator(Apologetic, Protocol):
    """What the program needs of the navigator, which it imports only after the first frame."""

    def welcome(self) -> None:
        """Forget the visitor and wait for the next one."""

    def wait_on(self, screen: AttractScreen) -> None:
        """Begin a visit when a language is touched on the screen."""


class Preparation(Protocol):
    """What the program needs of `kiosk.preparation.Preparation`."""

    @property
    def opening(self) -> Opening:
        """What the first frame needs."""

    def navigator(self, window: Window) -> Navigator:
        """The navigator that leads visitors through the window."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the kiosk, or its voice, and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["--speak"]:
        from kiosk.screens.engine import serve  # noqa: PLC0415 - only the voice needs it

        return serve(*given[1:2])
    options = read_options(arguments)
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
    opening, preparation, seal = _open(options.wishes)
    screen = application.primaryScreen().size()
    size = QSize(*options.windowed) if options.windowed else screen
    first = FirstScreen(opening, size, closable=options.windowed is not None)
    window = first.window
    if options.first_frame:
        window.painted.connect(_end_with_first_frame)
    else:
        window.painted.connect(lambda: first.open(preparation, options.wishes, seal))
    if options.windowed:
        window.show()
    else:
        window.showFullScreen()
    return application.exec()


class FirstScreen:
    """The window on its first screen, and then with all that visitors need."""

    def __init__(
        self, opening: Opening, size: QSize, *, closable: bool, guard: timedelta = TAP_GUARD
    ) -> None:
        self._opening = opening
        self._size = size
        look = opening.look(size)
        self._screen = AttractScreen(opening.card, look)
        self.window = Window(look, guard, closable=closable)
        self._retry = QTimer(self.window)  # goes with it, or it would fire into nothing
        self._retry.setSingleShot(True)
        self._retry.setInterval(RETRY_AFTER // timedelta(milliseconds=1))
        self.window.resize(size)
        self.window.show_screen(self._screen)

    def open(
        self, preparation: "Preparation | None", wishes: Wishes, seal: str | None = None
    ) -> None:
        """Let visitors in with what was read, or with what a seal is kept of; else say that not."""
        self._retry.timeout.connect(lambda: self._let_in(lambda: _prepare(wishes)))
        self._let_in(lambda: preparation or _prepare_sealed(wishes, seal))

    def _let_in(self, prepared: "Callable[[], Preparation]") -> None:
        sys.excepthook = ExceptionHook(self)
        try:
            navigator = prepared().navigator(self.window)
        except KioskError as error:
            log.critical("out of service: %s", error)
            self.apologise()
            return
        sys.excepthook = ExceptionHook(navigator)
        if self.window.has_screen(self._screen) and self.window.size() == self._size:
            navigator.wait_on(self._screen)
        else:
            navigator.welcome()
        gc.freeze()  # what is here now stays for good: no need to look through it again
        log.info("ready for visitors")

    def apologise(self) -> None:
        """Say that the kiosk is out of service, and try to read the rest again after a while."""
        look = self._opening.look(self.window.size())
        self.window.show_screen(OutOfServiceScreen(self._opening.apologies, look))
        self._retry.start()


def _open(wishes: Wishes) -> tuple[Opening, Preparation | None, str | None]:
    """What the first frame needs: from a seal, which is named, or by reading everything."""
    folder, name = paths.state() / "seals", _seal_name(wishes)
    opening = from_document(seals.recall(folder, name)) if name else None
    if opening is not None:
        return opening, None, name
    preparation = _prepare(wishes)
    if name and not seals.remember(folder, name, as_document(preparation.opening)):
        log.warning("%s cannot be written: every start reads and checks everything", folder)
    return preparation.opening, preparation, None


def _prepare(wishes: Wishes, *, sealed: bool = False) -> Preparation:
    # Imported here, against the house rule: it takes as long as Qt itself, and after a seal
    # the visitor sees the first screen before it begins.
    from kiosk.preparation import prepare  # noqa: PLC0415

    return prepare(wishes, sealed=sealed)


def _prepare_sealed(wishes: Wishes, seal: str | None) -> Preparation:
    """Read what a seal is kept of; check it after all where it has changed since."""
    preparation = _prepare(wishes, sealed=seal is not None)
    if seal is not None and _seal_name(wishes) != seal:
        log.warning("the content has changed during the start: it is checked anew")
        return _prepare(wishes)
    return preparation


def _seal_name(wishes: Wishes) -> str | None:
    """The name of the seal for all that decides the first frame; None where a file is amiss."""
    settings = wishes.settings or paths.SETTINGS
    try:
        pack = wishes.pack or _pack_in(settings) or paths.BUILT_IN_PACK
        program = (*paths.TRANSLATIONS.rglob("*.po"), *(paths.ASSETS / "themes").glob("*.toml"))
        content = (pack / "content.json", *pack.glob("translations/*/LC_MESSAGES/*.po"))
        circumstances = (__version__, wishes.site, wishes.language)
        return seals.digest((settings, *sorted(content), *sorted(program)), circumstances)
    except (OSError, ValueError, RecursionError):
        return None  # reading everything will tell which file and why


def _pack_in(settings: Path) -> Path | None:
    """The pack that a settings file names, without reading the rest of it."""
    if not settings.is_file():
        return None
    import tomllib  # noqa: PLC0415 - most kiosks need it only here, and it takes 17 ms

    named = tomllib.loads(settings.read_text("utf-8")).get("pack")
    return Path(named) if isinstance(named, str) else None


def _require_display() -> None:
    """Refuse to start where there is no screen; Qt would abort the process."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return
    wayland = os.environ.get("WAYLAND_DISPLAY")
    if not wayland:  # or Qt, where X does not answer, asks for Wayland, whose library complains
        os.environ["QT_QPA_PLATFORM"] = "xcb"
    if not (os.environ.get("DISPLAY") or wayland):
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

    def __init__(self, apologetic: Apologetic) -> None:
        self._apologetic = apologetic

    def __call__(
        self, kind: type[BaseException], _error: BaseException, trace: TracebackType | None
    ) -> None:
        """Take one exception, as `sys.excepthook` gets it."""
        places = " < ".join(f"{f.filename}:{f.lineno}" for f in reversed(extract_tb(trace)))
        log.critical("out of service: %s at %s", kind.__name__, places)
        self._apologetic.apologise()
        for name in ("last_type", "last_value", "last_traceback", "last_exc"):
            setattr(sys, name, None)  # Python would keep the fault, and with it the visit


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
