"""What a kiosk needs of its machine, one fact at a time."""

import ctypes
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from kiosk import __released__, health, paths
from kiosk.devices import touch_screens
from kiosk.errors import KioskError
from kiosk.settings import read_settings


class State(StrEnum):
    """How a fact is; a kiosk starts without what is worth a look, and does not without the rest."""

    OK = "ok"
    LOOK = "look"
    FAULT = "fault"


@dataclass(frozen=True)
class Fact:
    """One thing that was looked at, and what to do about it."""

    name: str
    state: State
    what: str


LIBRARIES: Mapping[str, str] = {
    "libdbus-1-3": "libdbus-1.so.3",
    "libegl1": "libEGL.so.1",
    "libfontconfig1": "libfontconfig.so.1",
    "libgl1": "libGL.so.1",
    "libglib2.0-0": "libglib-2.0.so.0",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-image0": "libxcb-image.so.0",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-randr0": "libxcb-randr.so.0",
    "libxcb-render-util0": "libxcb-render-util.so.0",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-sync1": "libxcb-sync.so.1",
    "libxcb-xfixes0": "libxcb-xfixes.so.0",
    "libxcb-xkb1": "libxcb-xkb.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
}
"""The Debian packages that Qt needs on X11, each with the library that is looked for."""


def facts(environment: Mapping[str, str], now: datetime) -> Iterator[Fact]:
    """Everything that a kiosk needs, and whether it is here."""
    if sys.platform != "win32":
        yield from libraries(ctypes.CDLL)
        yield display(environment)
        yield touch(touch_screens())
        yield sound(Path("/proc/asound/cards"))
        yield speech(shutil.which("speech-dispatcher"))
    yield clock(now)
    yield from _settings()
    yield state(paths.machine_state())
    yield run(paths.run())


def libraries(load: Callable[[str], object]) -> Iterator[Fact]:
    """The libraries that Qt needs, the missing ones by their packages."""
    missing = [package for package, name in LIBRARIES.items() if not _loads(load, name)]
    for package in missing:
        yield Fact("libraries", State.FAULT, f"{package} is missing; apt install {package}")
    if not missing:
        yield Fact("libraries", State.OK, f"all {len(LIBRARIES)} that Qt needs on X11 are here")


def _loads(load: Callable[[str], object], name: str) -> bool:
    try:
        load(name)
    except OSError:
        return False
    return True


def display(environment: Mapping[str, str]) -> Fact:
    """The display of this session, which need not be the kiosk's."""
    names = ("WAYLAND_DISPLAY", "DISPLAY")
    there = [f"{name}={environment[name]}" for name in names if environment.get(name)]
    if there:
        return Fact("display", State.OK, ", ".join(there))
    what = "none in this session; the kiosk needs one in its own (DISPLAY, WAYLAND_DISPLAY)"
    return Fact("display", State.LOOK, what)


def touch(names: list[str]) -> Fact:
    """The touch screens."""
    if names:
        return Fact("touch", State.OK, ", ".join(names))
    return Fact("touch", State.LOOK, "no touch screen; connect it, or use keys or a mouse")


def sound(cards: Path) -> Fact:
    """The sound cards, as the kernel lists them."""
    try:
        lines = cards.read_text("utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    names = [line.partition(" - ")[2] for line in lines if " - " in line]
    if names:
        return Fact("sound", State.OK, ", ".join(names))
    return Fact("sound", State.LOOK, "no sound card; nothing can be read aloud")


def speech(program: str | None) -> Fact:
    """The program that speaks."""
    if program:
        return Fact("speech", State.OK, program)
    what = "nothing is read aloud; apt install speech-dispatcher speech-dispatcher-espeak-ng"
    return Fact("speech", State.LOOK, what)


def clock(now: datetime) -> Fact:
    """Whether the clock can be right."""
    told = now.isoformat(sep=" ", timespec="minutes")
    if now.date().isoformat() < __released__:
        what = f"{told} is before this program was made; set the clock"
        return Fact("clock", State.FAULT, what)
    return Fact("clock", State.OK, told)


def _settings() -> Iterator[Fact]:
    try:
        read_settings(None)
    except KioskError as error:
        for fault in error.faults:
            yield Fact("settings", State.FAULT, str(fault))
    else:
        there = paths.SETTINGS if paths.SETTINGS.exists() else f"no {paths.SETTINGS}: the defaults"
        yield Fact("settings", State.OK, str(there))


def state(folder: Path) -> Fact:
    """Whether this user can write to the kiosk's state, who may not be the kiosk's own."""
    if health.unwritable(folder) is None:
        return Fact("state", State.OK, f"{folder} can be written")
    what = f"{folder} cannot be written by this user; so starts are slow, and no pack is applied"
    return Fact("state", State.LOOK, what)


def run(folder: Path | None) -> Fact:
    """Whether there is somewhere to tell the health."""
    if folder is not None:
        return Fact("run", State.OK, f"{folder} can be written")
    what = f"no {paths.RUN} that this user can write; the kiosk's unit makes one as it starts"
    return Fact("run", State.LOOK, what)
