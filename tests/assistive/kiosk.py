"""The kiosk as a program of its own, used from outside by what it tells a screen reader."""

import os
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from select import select
from subprocess import PIPE, STDOUT, Popen, TimeoutExpired

from tests.assistive.bus import PATIENCE_S, Desktop, Found, Node, State
from tests.needs import needs

_SIZE = "1080x1920"
WINDOWED = ("-m", "kiosk", "--windowed", _SIZE)
_REGISTRY = "/usr/share/dbus-1/accessibility-services/org.a11y.atspi.Registry.service"
needs_desktop = needs("Xvfb", "dbus-daemon", _REGISTRY)
_MOST_PAGES = 20
_TO_END_S = 5.0


class Kiosk:
    """The running kiosk, as somebody uses it who neither sees nor touches it."""

    def __init__(self, desktop: Desktop, process: "Popen[bytes]") -> None:
        self._desktop = desktop
        self._process = process

    def turn(self) -> None:
        """Let the time pass after which the kiosk asks whether anybody is there."""
        self._process.send_signal(signal.SIGUSR1)

    def shown(self) -> list[Node]:
        """What can be read now, in the order of reading."""
        return [node for node in self._nodes() if {State.SHOWING, State.ENABLED} <= node.states]

    def controls(self) -> list[Node]:
        """What can be used now, in the order of reading."""
        return [node for node in self.shown() if State.FOCUSABLE in node.states]

    def ticked(self) -> set[str]:
        """The names of all that is checked."""
        return {node.id for node in self.controls() if State.CHECKED in node.states}

    def press(self, *names: str) -> None:
        """Press one thing after the other, turning pages until each is shown."""
        for name in names:
            self._turned_to(name).press()

    def arrive(self, heading: str) -> None:
        """Wait for the screen, or the notice over it, that has a heading."""
        self._until(lambda: self._heading() == heading, heading)

    def hear(self, words: str, patience_s: float = PATIENCE_S) -> None:
        """Wait for words to be announced."""
        announced = self._desktop.announced
        self._until(lambda: any(words in said for said in announced()), words, patience_s)

    def changes(self) -> set[tuple[str, bool]]:
        """What was said to have become checked or not, since this was asked before."""
        names = {node.path: node.id for node in self._nodes()}
        return {(names[path], checked) for path, checked in self._desktop.checked()}

    def _nodes(self) -> list[Node]:
        return [node for program in self._desktop.programs() for node in program.walk()]

    def _heading(self) -> str:
        return next((node.name for node in reversed(self.shown()) if node.id == "heading"), "")

    def _named(self, name: str) -> Node:
        """What has a name, as soon as it is there, on whichever page."""

        def look() -> Node | None:
            named = [node for node in self._nodes() if node.id == name]
            return max(named, key=lambda node: State.SHOWING in node.states, default=None)

        return self._until(look, name)

    def _turned_to(self, name: str) -> Node:
        """What has a name, on the page that shows it; each page comes once."""
        for _page in range(_MOST_PAGES):
            if State.SHOWING in (node := self._named(name)).states:
                return node
            self._turn()
        raise LookupError(f"{name} is on none of {_MOST_PAGES} pages")

    def _turn(self) -> None:
        """Show the next page."""
        before = self.controls()
        self._named("more").press()
        self._until(lambda: self.controls() != before, "the next page")

    def _until(
        self, look: Callable[[], Found | None], what: str, patience_s: float = PATIENCE_S
    ) -> Found:
        found = self._desktop.until(look, patience_s)
        assert found, f"{what} did not come, but {[node.name for node in self.shown()]}"
        return found


@contextmanager
def running(folder: Path, *program: str) -> Iterator[Kiosk]:
    """A kiosk with a screen and a bus of its own, which writes to the folder only."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
        "STATE_DIRECTORY": str(folder / "state"),
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }
    with ExitStack() as stack:

        def start(ready: str, *command: str) -> tuple[str, "Popen[bytes]"]:
            return stack.enter_context(_program(command, environment, ready))

        screen = ("-screen", "0", f"{_SIZE}x24", "-nolisten", "tcp")
        environment["DISPLAY"] = ":" + start(r"^(\d+)$", "Xvfb", "-displayfd", "1", *screen)[0]
        bus = (f"--address=unix:path={folder}/bus", "--session", "--nofork", "--print-address=1")
        session, _daemon = start(r"^(unix:.+)$", "dbus-daemon", *bus)
        environment["DBUS_SESSION_BUS_ADDRESS"] = session
        _ready, kiosk = start(r"(ready for visitors)$", sys.executable, *program)
        desktop = stack.enter_context(closing(Desktop(session)))
        assert desktop.until(desktop.programs), "the kiosk is not on the accessibility bus"
        desktop.listen()
        yield Kiosk(desktop, kiosk)


@contextmanager
def _program(
    command: Sequence[str], environment: Mapping[str, str], ready: str
) -> Iterator[tuple[str, "Popen[bytes]"]]:
    """A program, and what it says when it is ready; it goes at the end, with all it has started."""
    with Popen(
        command, env=environment, stdout=PIPE, stderr=STDOUT, start_new_session=True
    ) as process:
        try:
            yield _said(process, ready), process
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            with suppress(TimeoutExpired):
                process.wait(_TO_END_S)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def _said(process: "Popen[bytes]", ready: str) -> str:
    """The part of a whole line that says that a program is ready."""
    assert process.stdout is not None
    deadline = time.monotonic() + PATIENCE_S
    said = b""
    while not (found := re.search(rf"{ready}\n", said.decode(errors="replace"), re.MULTILINE)):
        left = max(0.0, deadline - time.monotonic())
        readable, _, _ = select([process.stdout], [], [], left)
        more = os.read(process.stdout.fileno(), 65_536) if readable else b""
        assert more, f"{process.args!r} is not ready: {said!r}"
        said += more
    return found[1]
