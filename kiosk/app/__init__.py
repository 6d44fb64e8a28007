"""The kiosk program: shows the first screen as soon as it can, then reads the rest and runs."""

import logging
import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from kiosk import logs
from kiosk.app.closed import TakenAway
from kiosk.app.faults import QtMessages
from kiosk.app.first import FirstScreen
from kiosk.environment import PLATFORMS, came_too_late, heeded, missed
from kiosk.errors import Fault, KioskError, RefusedError, contained
from kiosk.options import Options, read_options
from kiosk.screens.fonts import load_fonts
from kiosk.screens.roles import tell_roles
from kiosk.start import bare_opening, begin

log = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the kiosk, or its voice, and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["--speak"]:
        from kiosk.screens.engine import serve  # noqa: PLC0415 - only the voice needs it

        return serve(*given[1:2])
    options = read_options(arguments)
    logs.begin()
    try:
        with contained("kiosk"):
            return _rehearse(options) if options.self_test else _run(options)
    except KioskError as error:
        print(error, file=sys.stderr)  # noqa: T201 - for the operator's terminal
        return error.exit_code


def _run(options: Options) -> int:
    if options.windowed is None:
        _heed_little(PLATFORMS | {"offscreen"} if options.first_frame else PLATFORMS)
    _require_display()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    application = _application()
    screen = application.primaryScreen().size()
    size = QSize(*options.windowed) if options.windowed else screen
    try:
        with contained("kiosk"):
            load_fonts()
            opening, preparation, seal = begin(options.wishes)
            first = FirstScreen(opening, size, closable=options.windowed is not None)
    except KioskError:
        if options.windowed or options.first_frame:
            raise
        preparation, seal = None, None  # it is read once more after the first frame, and told
        first = FirstScreen(bare_opening(), size, closable=False)
        first.apologise()
    window = first.window
    if options.first_frame:
        window.painted.connect(_end_with_first_frame)
    else:
        window.painted.connect(lambda: first.open(preparation, options.wishes, seal))
    if options.windowed:
        window.show()
    else:
        window.showFullScreen()
    taken_away = TakenAway(window.winId(), application.exit)
    application.installNativeEventFilter(taken_away)
    return application.exec()


def _application() -> QApplication:
    messages = QtMessages()
    qInstallMessageHandler(messages)
    application = QApplication(["kiosk"])
    messages.started()
    application.setStyle("Fusion")
    tell_roles()
    return application


def _rehearse(options: Options) -> int:
    """Try everything without a screen; 1 where something is wrong, which is told line by line."""
    # Imported here, against the house rule: a kiosk that shows something never needs it.
    from kiosk.app.rehearsal import Rehearsal  # noqa: PLC0415
    from kiosk.preparation import prepare  # noqa: PLC0415

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _application()
    load_fonts()
    began = time.monotonic()
    rehearsal = Rehearsal(prepare(options.wishes))
    found = list(rehearsal.faults())
    for fault in found:
        print(fault)  # noqa: T201 - what the option asks for
    took = time.monotonic() - began
    told = f"self-test: {rehearsal.screens} screens, {len(found)} faults, {took:.1f} s"
    print(told, flush=True)  # noqa: T201 - what the option asks for
    return int(bool(found))


def _heed_little(platforms: frozenset[str]) -> None:
    """Leave out of the environment what could redirect a kiosk; begin anew where it already has."""
    if sys.platform != "linux":
        return
    variables, bundle = dict(os.environ), getattr(sys, "_MEIPASS", None)
    kept = heeded(variables, platforms)
    if names := missed(variables, kept, bundle):
        log.warning("not heeded in front of visitors: %s", ", ".join(names))
    if came_too_late(variables, bundle):
        os.execve(sys.executable, sys.orig_argv, kept)  # noqa: S606 - the same program
    os.environ.clear()
    os.environ.update(kept)


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
