"""The real program under more input than any hand makes: it neither grows nor tires, nor recalls.

The whole is HAMMER=all, 20,000 of each kind; else a part of it.
"""

import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from tests.lockdown.programs import program, until
from tests.needs import needs

MANY = 20_000 if os.environ.get("HAMMER") == "all" else 1_000
BURST = 500
MOST_GROWTH_KIB = 2_048
TRACE = 8
WIDTH, HEIGHT = 1080, 1920
PATIENCE_S = 300.0
KEYS = (
    *("Tab", "ISO_Left_Tab", "Down", "Up", "Right", "Left", "Return", "space", "Escape"),
    *("BackSpace", "F1", "F2", "F3", "F4", "F8", "F9", "F10", "F11", "F12", "Home", "a", "7"),
)
CLICK = ("mousedown", "1", "mouseup", "1")
SETTINGS = 'site = "iso-omena"\n[speech]\noffered = false\n[keys]\nHome = "start-over"\n'
WATCHDOG_S = 4

pytestmark = needs("Xvfb", "xdotool")


class Kiosk:
    """The running program, and what can be done to it from outside."""

    def __init__(
        self,
        process: "subprocess.Popen[bytes]",
        folder: Path,
        environment: Mapping[str, str],
        manager: socket.socket,
    ) -> None:
        self._process = process
        self._log = folder / "log"
        self._environment = environment
        self._manager = manager
        self._random = random.Random(7)  # noqa: S311 - the same every time
        self._answered = 0
        self._marks = 0
        until(lambda: "ready for visitors" in self._said(), "the kiosk", PATIENCE_S, self._said)

    def _said(self) -> str:
        return self._log.read_text("utf-8", errors="replace")

    def ask(self, command: str) -> object:
        """What the program answers."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{command}\n".encode())
        self._process.stdin.flush()
        self._answered += 1

        def answers() -> list[str]:
            return re.findall(r"^= (.*)$", self._said(), re.MULTILINE)

        until(lambda: len(answers()) >= self._answered, command, PATIENCE_S, self._said)
        answer: object = json.loads(answers()[self._answered - 1])
        return answer

    def counted(self) -> tuple[int, int, str]:
        """Inputs taken, screens shown, and what is on show."""
        answer = self.ask("count")
        assert isinstance(answer, list)
        return (answer[0], answer[1], answer[2])

    def picture(self) -> list[int]:
        """How bright each part of the glass is."""
        answer = self.ask("picture")
        assert isinstance(answer, list)
        return answer

    def darkest_change(self, before: list[int]) -> int:
        """How much any part of the glass differs from what it was, of 255."""
        return max(abs(one - other) for one, other in zip(before, self.picture(), strict=True))

    def memory_kib(self) -> int:
        """The resident set, as soon as all that was sent has been taken."""
        status = Path(f"/proc/{self._process.pid}/status").read_text("utf-8")
        found = re.search(r"VmRSS:\s+(\d+)", status)
        assert found
        return int(found[1])

    def send(self, *commands: str, queued: bool) -> None:
        """Let xdotool do something; queued, the program finds all of it at once."""
        if queued:
            self._process.send_signal(signal.SIGSTOP)
        tool = ["xdotool", *commands, "key", "Pause"]
        subprocess.run(tool, env=dict(self._environment), check=True)
        self._marks += 1
        if queued:
            self._process.send_signal(signal.SIGCONT)
        until(lambda: self.ask("marks") == self._marks, commands[0], PATIENCE_S, self.counted)

    def keys(self, number: int, *, queued: bool) -> None:
        """Press and release keys."""
        pressed = self._random.choices(KEYS, k=number)
        pause_ms = "0" if queued else "10"
        self.send("key", "--delay", pause_ms, *pressed, queued=queued)

    def held_keys(self, number: int, *, queued: bool) -> None:
        """Press keys while another one and a button are held down."""
        pressed = self._random.choices(KEYS[:9], k=number - 2)
        held = ("mousemove", "540", "1200", "mousedown", "1", "keydown", "Tab")
        free = ("keyup", "Tab", "mouseup", "1")
        keys = ("key", "--delay", "0", *pressed)
        self.send(*held, *keys, *free, queued=queued)

    def clicks(self, number: int, *, queued: bool) -> None:
        """Click anywhere."""
        chain = [w for _ in range(number) for w in ("mousemove", *self._at(), *CLICK)]
        self.send(*chain, queued=queued)

    def drags(self, number: int, *, queued: bool) -> None:
        """Press somewhere and let go elsewhere."""
        chain = [
            word
            for _ in range(number)
            for word in (
                *("mousemove", *self._at(), "mousedown", "1"),
                *("mousemove", *self._at(), "mouseup", "1"),
            )
        ]
        self.send(*chain, queued=queued)

    def touches(self, number: int, *, queued: bool) -> None:
        """Touch anywhere, in one go or a few at a time."""
        step = number if queued else 10
        for done in range(0, number, step):
            self.ask(f"touches {min(step, number - done)}")

    def _at(self) -> tuple[str, str]:
        return str(self._random.randrange(WIDTH)), str(self._random.randrange(HEIGHT))

    def see_every_look(self) -> None:
        """Show some screens in every size of text, in every theme, and within reach or not."""
        for change in ("F9", "F10", "F9", "F9", "F10", "F9", "F9", "F10", "F9", "F11") * 2:
            for key in (change, "Tab", "Return", "Tab", "Return", "Escape", "F1", "Escape"):
                until(lambda: self.ask("seen"), "the screen")
                self.send("key", key, queued=False)
        self.start_over()

    def start_over(self) -> None:
        """End the visit, if there is one, as its visitor does; the attract screen is a new one."""
        until(lambda: self.ask("seen"), "the screen")
        self.send("key", "Escape", "key", "Home", queued=False)
        while self.counted()[2] != "screen:attract":
            self.send("key", "Home", queued=False)
        until(lambda: self.ask("seen"), "the screen")

    def sign_of_life(self) -> bytes:
        """The next one that the watchdog gets; none of those that were sent before."""
        self._manager.setblocking(False)
        try:
            while self._manager.recv(4096):
                pass
        except BlockingIOError:
            self._manager.settimeout(PATIENCE_S)
        return self._manager.recv(4096)


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[Kiosk]:
    """The real program, full screen on an X server of its own, watched by a service manager."""
    (tmp_path / "kiosk.toml").write_text(SETTINGS, "utf-8")
    base = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    screen = ("-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp", "-noreset")
    said, address = tmp_path / "server", tmp_path / "notify"
    with (
        closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as manager,
        program(base, said, "Xvfb", "-displayfd", "1", *screen),
    ):
        manager.bind(str(address))
        number = until(lambda: re.search(r"^(\d+)$", said.read_text("utf-8"), re.MULTILINE), "Xvfb")
        environment = {
            **base,
            "DISPLAY": f":{number[1]}",
            "RUNTIME_DIRECTORY": str(tmp_path),
            "STATE_DIRECTORY": str(tmp_path / "state"),
            "NOTIFY_SOCKET": str(address),
            "WATCHDOG_USEC": str(WATCHDOG_S * 1_000_000),
        }
        command = (sys.executable, "-m", "tests.hammer.program")
        options = ("--settings", tmp_path / "kiosk.toml")
        with program(environment, tmp_path / "log", *command, *options) as process:
            yield Kiosk(process, tmp_path, environment, manager)


Act = Callable[[Kiosk, int, bool], None]
KINDS: dict[str, Act] = {
    "keys": lambda kiosk, number, queued: kiosk.keys(number, queued=queued),
    "held keys": lambda kiosk, number, queued: kiosk.held_keys(number, queued=queued),
    "clicks": lambda kiosk, number, queued: kiosk.clicks(number, queued=queued),
    "drags": lambda kiosk, number, queued: kiosk.drags(number, queued=queued),
    "touches": lambda kiosk, number, queued: kiosk.touches(number, queued=queued),
}


def test_an_ended_visit_does_not_come_back(kiosk: Kiosk) -> None:
    for key in ("Tab", "Return", "Tab", "Return"):  # a language, and the first errand
        until(lambda: kiosk.ask("seen"), "the screen")
        kiosk.send("key", key, queued=False)
    assert kiosk.counted()[2] == "screen:question"
    kiosk.send("key", "--delay", "0", "Home", "Escape", "BackSpace", queued=True)
    assert kiosk.counted()[2] == "screen:attract"
    before = kiosk.counted()[1]
    kiosk.send("key", "--delay", "0", *["F1", "Escape"] * 7, queued=True)
    assert kiosk.counted()[1] <= before + 14


@pytest.mark.slow
def test_no_input_grows_it_or_is_more_than_one(kiosk: Kiosk) -> None:
    picture = kiosk.picture()
    kiosk.see_every_look()  # what is made once for all, as letters in each size, is made now
    for act in KINDS.values():
        act(kiosk, BURST, False)
        act(kiosk, BURST, True)
    kiosk.start_over()
    before = kiosk.memory_kib()
    for name, act in KINDS.items():
        inputs, screens, _shown = kiosk.counted()
        memory = kiosk.memory_kib()
        for burst in range(0, MANY, BURST):
            act(kiosk, BURST, burst % (2 * BURST) == 0)
        assert b"WATCHDOG=1" in kiosk.sign_of_life()
        made = kiosk.counted()[1] - screens
        grown = kiosk.memory_kib() - memory
        print(f"{name}: {kiosk.counted()[0] - inputs} inputs, {made} screens, {grown:+} KiB")
        assert made <= kiosk.counted()[0] - inputs
    kiosk.start_over()
    assert kiosk.memory_kib() - before <= MOST_GROWTH_KIB
    assert kiosk.darkest_change(picture) <= TRACE
