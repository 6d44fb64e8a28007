"""A PC in QEMU: a disk, a graphics card, a keyboard and a touch panel, and a shell by ssh."""

import json
import os
import shlex
import socket
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

BOOT_S = 300
"""How long the slowest emulation may take until it lets somebody in."""
_PORT = 22022
_LOOK_AGAIN_S = 3.0
_SCALE = 0x7FFF


@dataclass(frozen=True)
class Panel:
    """A screen of so many pixels, and how the picture on it is turned."""

    width: int
    height: int
    turned: str = "normal"

    def at(self, x: int, y: int) -> tuple[int, int]:
        """Where a point of the picture is on the panel."""
        return {
            "normal": (x, y),
            "left": (y, self.height - 1 - x),
            "right": (self.width - 1 - y, x),
        }[self.turned]


class Picture:
    """What the graphics card sends, as QEMU has written it (PPM)."""

    def __init__(self, file: Path, panel: Panel) -> None:
        head, self._pixels = file.read_bytes().split(b"\n255\n", 1)
        self.size = tuple(int(number) for number in head.split()[-2:])
        self._panel = panel

    def colour(self, x: int, y: int) -> bytes:
        """The colour of a point of the picture, wherever the panel has it."""
        across, down = self._panel.at(x, y)
        start = (down * self.size[0] + across) * 3
        return self._pixels[start : start + 3]

    def grid(self) -> list[bytes]:
        """The colours of every tenth point of a portrait picture."""
        return [self.colour(x, y) for y in range(5, 1920, 10) for x in range(5, 1080, 10)]


class Machine:
    """One run of the machine, from power on to power off."""

    def __init__(self, folder: Path, panel: Panel, kernel: str = "") -> None:
        self.folder = folder
        self.panel = panel
        monitor = folder / "monitor"
        monitor.unlink(missing_ok=True)
        size = f"xres={panel.width},yres={panel.height}"
        append = "root=/dev/vda rw quiet console=ttyS0 console=tty0 net.ifnames=0"
        append = f"{append} {kernel}".strip()
        command = [
            *os.environ.get("QEMU", "qemu-system-x86_64").split(),
            *("-accel", "tcg,thread=multi,tb-size=512", "-cpu", "max"),
            *("-smp", "2", "-m", "2048", "-display", "none", "-vga", "none"),
            *("-kernel", folder / "kernel", "-initrd", folder / "initrd", "-append", append),
            *("-drive", f"file={folder / 'disk'},format=raw,if=virtio,cache=writeback"),
            *("-device", f"bochs-display,id=card,{size}", "-device", "virtio-keyboard-pci"),
            *("-device", "virtio-multitouch-pci,display=card"),
            *("-netdev", f"user,id=net,restrict=on,hostfwd=tcp:127.0.0.1:{_PORT}-:22"),
            *("-device", "virtio-net-pci,netdev=net", "-serial", f"file:{folder / 'serial.log'}"),
            *("-qmp", f"unix:{monitor},server=on,wait=off"),
        ]
        self._process = subprocess.Popen([str(word) for word in command])
        try:
            self._connect(monitor)
            (folder / "ssh").unlink(missing_ok=True)
            until(lambda: self.shell("true", check=False) == 0, "a shell", BOOT_S)
        except BaseException:
            self.cut_power()
            raise

    def _connect(self, monitor: Path) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        until(lambda: self._socket.connect_ex(str(monitor)) == 0, "QEMU", 20)
        self._answers = self._socket.makefile("r")
        self._answers.readline()
        self._ask("qmp_capabilities")

    def cut_power(self) -> None:
        """End at once, whatever the disk has not got yet."""
        self._process.kill()
        self._process.wait()

    def run(self, command: str) -> str:
        """What a command of root says; its exit code does not matter."""
        return self._ssh(command).stdout.strip()

    def shell(self, command: str, *, check: bool = True) -> int:
        """The exit code of a command of root."""
        done = self._ssh(command)
        if check and done.returncode:
            raise AssertionError(f"{command}: {done.returncode}: {done.stdout}{done.stderr}")
        return done.returncode

    def _ssh(self, command: str) -> subprocess.CompletedProcess[str]:
        key = ("-i", str(self.folder / "key"), "-p", str(_PORT))
        quiet = ("StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR")
        shared = ("ControlMaster=auto", "ControlPersist=yes", f"ControlPath={self.folder}/ssh")
        options = [word for each in (*quiet, *shared) for word in ("-o", each)]
        words = ["ssh", *key, *options, "root@127.0.0.1", f"sh -c {shlex.quote(command)}"]
        try:
            return subprocess.run(words, capture_output=True, text=True, timeout=900, check=False)
        except subprocess.TimeoutExpired:
            return subprocess.CompletedProcess(words, 255, "", "no answer")

    def health(self) -> dict[str, object]:
        """The health that the kiosk has written last, and nothing where there is none."""
        said = self.run("cat /run/kiosk/health.json")
        return dict(json.loads(said)) if said else {}

    def press(self, *keys: str) -> None:
        """Press keys of the keyboard together, by QEMU's names."""
        self._ask("send-key", keys=[{"type": "qcode", "data": key} for key in keys])
        time.sleep(0.5)

    def touch(self, x: int, y: int) -> None:
        """Tap where the picture has a point."""
        across, down = self.panel.at(x, y)
        place = {
            "x": across * _SCALE // self.panel.width,
            "y": down * _SCALE // self.panel.height,
        }
        begin = _finger("begin", 1, "x", place["x"])
        moved = [_finger("data", 1, axis, value) for axis, value in place.items()]
        self._send(begin, *moved, _button(down=True))
        time.sleep(0.1)
        self._send(_finger("end", -1, "x", 0), _button(down=False))

    def _send(self, *events: dict[str, object]) -> None:
        self._ask("input-send-event", device="card", head=0, events=list(events))

    def picture(self, name: str = "") -> Picture:
        """What the card sends to the screen; one with a name is kept for people, as PNG."""
        file = self.folder / "shot.ppm"
        self._ask("screendump", filename=str(file), device="card")
        if name:
            kept = str(self.folder / f"{name}.png")
            self._ask("screendump", filename=kept, device="card", format="png")
        return Picture(file, self.panel)

    def _ask(self, command: str, **words: object) -> None:
        line = json.dumps({"execute": command, "arguments": words})
        self._socket.sendall(line.encode() + b"\n")
        while True:
            answer = json.loads(self._answers.readline())
            if "error" in answer:
                raise AssertionError(f"{command}: {answer['error']}")
            if "return" in answer:
                return


def _finger(kind: str, number: int, axis: str, value: int) -> dict[str, object]:
    data = {"type": kind, "slot": 0, "tracking-id": number, "axis": axis, "value": value}
    return {"type": "mtt", "data": data}


def _button(*, down: bool) -> dict[str, object]:
    return {"type": "btn", "data": {"down": down, "button": "touch"}}


def until(holds: Callable[[], bool], what: str, seconds: float) -> float:
    """Wait until something holds; how many seconds that took."""
    began = time.monotonic()
    while not holds():
        if time.monotonic() - began > seconds:
            raise AssertionError(f"{what}: not within {seconds:.0f} s")
        time.sleep(_LOOK_AGAIN_S)  # each look costs a slow machine a good part of a second
    return time.monotonic() - began
