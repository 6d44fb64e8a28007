"""The bundled kiosk on a display, attacked by what a visitor can reach and watched from outside."""

import os
import re
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.lockdown.displays import HEIGHT, ROOT, WIDTH
from tests.lockdown.programs import output, program, until

BUNDLE = Path(os.environ.get("KIOSK_BUNDLE", ROOT / "dist" / "kiosk"))
EMPTY = (3, HEIGHT // 2)
"""Where there is nothing to touch on any screen."""
IN_ENGLISH = (WIDTH // 2, 1590)
"""The button that begins a visit in English; on the first question there is nothing."""
BACK_WITHIN_S = 1.0
_TO_DRAW_S = 5.0
_MOST_SHADES = 16
_HEALTH = re.compile(r"run/\.?health\.json")


class Machine:
    """A kiosk that waits for visitors, and the hands that attack it.

    It is told by its pictures: the attract screen, and the first question in English.
    """

    def __init__(self, display: Mapping[str, str], process: int, folder: Path) -> None:
        self.display = display
        self.folder = folder
        self.pid = process
        self.window = until(self._window, "the window of the kiosk")
        before = self._settled()
        until(lambda: self._leads_away(IN_ENGLISH, before), "the first question")
        self._question = self._settled()
        self.keys("Home")
        until(lambda: self._leads_away(EMPTY, self._question), "the attract screen")
        self._attract = self._settled()
        self._files = self.files()

    def hands(self, *orders: str | int) -> None:
        """Do what xdotool is told."""
        command = ["xdotool", *(str(order) for order in orders)]
        subprocess.run(command, env=dict(self.display), check=True, timeout=120)

    def keys(self, *combinations: str) -> None:
        """Press keys, one combination after the other."""
        self.hands("key", "--clearmodifiers", *combinations)

    def touch(self, x: int, y: int, button: int = 1, times: int = 1) -> None:
        """Press at a point of the screen, so many times."""
        self.hands("mousemove", x, y, "click", "--repeat", times, "--delay", 20, button)

    def drag(self, start: tuple[int, int], end: tuple[int, int], button: int = 1) -> None:
        """Press at a point, and let go at another."""
        halfway = [(a + b) // 2 for a, b in zip(start, end, strict=True)]
        self.hands("mousemove", *start, "mousedown", button, "mousemove", *halfway)
        self.hands("mousemove", *end, "mouseup", button)

    def tell(self, *command: str) -> bytes:
        """What a tool says about the display."""
        return output(self.display, *command)

    def picture(self) -> bytes:
        """What is on the glass, whoever drew it: the shade of every square of 20 x 20 pixels."""
        small = ("-resize", "54x96!", "-depth", "8", "gray:-")
        drawn = self.tell("import", "-silent", "-window", "root", *small)
        assert drawn, "the screen cannot be seen"
        return drawn

    def files(self) -> frozenset[tuple[str, int]]:
        """What the kiosk has written, but for its health, which it writes by the clock."""
        there = ((str(p.relative_to(self.folder)), p) for p in self.folder.rglob("*"))
        return frozenset(
            (name, 0 if path.is_dir() else path.stat().st_mtime_ns)
            for name, path in there
            if not _HEALTH.fullmatch(name)
        )

    def holds(self) -> None:
        """Nothing has got out: same process, no other, no file, and a kiosk that still serves."""
        since = time.monotonic()
        self._is_in_front()
        print(f"back after {time.monotonic() - since:.2f} s")
        assert self._processes() == (True, [])
        self._go_home()
        until(lambda: self._leads_to(IN_ENGLISH, self._question), "the first question", _TO_DRAW_S)
        self._go_home()
        self._is_in_front()
        assert self.files() == self._files
        assert self._processes() == (True, [])

    def _is_in_front(self) -> None:
        until(self.has_the_keys, "the keys are the kiosk's again", BACK_WITHIN_S, self._windows)
        until(self.fills_the_screen, "it fills the screen", BACK_WITHIN_S, self._windows)

    def has_the_keys(self) -> bool:
        """Whether what is typed goes to the kiosk."""
        return self.tell("xdotool", "getwindowfocus").decode().strip() == self.window

    def fills_the_screen(self, width: int = WIDTH, height: int = HEIGHT) -> bool:
        """Whether the kiosk has one window, which fills the screen."""
        return self._place() == (True, width, height) and self._window() == self.window

    def _place(self) -> tuple[bool, int, int]:
        """Whether the window is shown, from the first pixel of the screen on, and its size."""
        told = self.tell("xwininfo", "-id", self.window).decode()
        size = re.search(r"-geometry (\d+)x(\d+)\+0\+0$", told, re.MULTILINE)
        across, down = (int(size[1]), int(size[2])) if size else (0, 0)
        return "IsViewable" in told, across, down

    def _windows(self) -> str:
        """Everything that is shown, for people to read."""
        return self.tell("xwininfo", "-root", "-tree").decode()

    def _go_home(self) -> None:
        """Go to the attract screen by a key that this machine's settings name."""

        def is_home() -> bool:
            self.keys("Home")
            return self._leads_to(EMPTY, self._attract)

        until(is_home, "the attract screen", _TO_DRAW_S)

    def _settled(self) -> bytes:
        """The picture, once it stays the same."""
        until(lambda: alike(self.picture(), self.picture()), "a picture that stays")
        return self.picture()

    def _leads_away(self, at: tuple[int, int], before: bytes) -> bool:
        """Whether a touch changes the picture; one that comes too soon is not taken."""
        self.touch(*at)
        return self._becomes(lambda shown: not alike(shown, before))

    def _leads_to(self, at: tuple[int, int], picture: bytes) -> bool:
        """Whether a touch leads to a picture."""
        self.touch(*at)
        return self._becomes(lambda shown: alike(shown, picture))

    def _becomes(self, wanted: Callable[[bytes], bool]) -> bool:
        """Whether the picture is soon as it is wanted."""
        deadline = time.monotonic() + BACK_WITHIN_S
        while not (there := wanted(self.picture())) and time.monotonic() < deadline:
            pass
        return there

    def _window(self) -> str | None:
        """The one window that the kiosk shows."""
        shown = (
            self.tell("xdotool", "search", "--onlyvisible", "--class", "^kiosk$").decode().split()
        )
        return shown[0] if len(shown) == 1 else None

    def _processes(self) -> tuple[bool, list[int]]:
        """Whether the kiosk runs, and which processes it has started."""
        state = Path(f"/proc/{self.pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
        return state not in "ZX", started_by(self.pid)


def started_by(process: int) -> list[int]:
    """The processes that one has started."""
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text("utf-8").split()]


def alike(one: bytes, other: bytes) -> bool:
    """Whether two pictures show the same; the edges of letters can differ by some shades."""
    return len(one) == len(other) and all(
        abs(a - b) <= _MOST_SHADES for a, b in zip(one, other, strict=True)
    )


@contextmanager
def machine(
    display: Mapping[str, str], folder: Path, before: Sequence[str] = (), **variables: str
) -> Iterator[Machine]:
    """The bundle as its unit starts it, but for some variables and what is written before it."""
    home = new_home(folder)
    settings = home / "kiosk.toml"
    settings.write_text('[keys]\nHome = "start-over"\n', "utf-8")
    log = folder / "kiosk.log"
    kiosk = [*before, str(BUNDLE / "kiosk"), "--settings", str(settings), "--date", "2021-06-01"]
    with program(unit(display, home) | variables, log, *kiosk) as process:
        until(lambda: "ready for visitors" in log.read_text("utf-8"), "the kiosk")
        yield Machine(display, next(iter(started_by(process.pid)), process.pid), home)


def new_home(folder: Path) -> Path:
    """Folders for a kiosk to write to."""
    home = folder / "home"
    for name in ("", "state", "run", "tmp"):
        (home / name).mkdir(parents=True)
    return home


def unit(display: Mapping[str, str], home: Path) -> dict[str, str]:
    """The variables that systemd hands to the kiosk, with folders of a test."""
    return {
        **{name: display[name] for name in ("DISPLAY", "XAUTHORITY") if name in display},
        "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "QT_QPA_PLATFORM": "xcb",
        "LANG": "C.UTF-8",
        "HOME": str(home),
        "TMPDIR": str(home / "tmp"),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "RUNTIME_DIRECTORY": str(home / "run"),
        "STATE_DIRECTORY": str(home / "state"),
    }
