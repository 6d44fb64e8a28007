"""What a kiosk needs of its machine, one fact at a time."""

import ctypes
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from kiosk import health, paths, raw
from kiosk.devices import screens, touch_screens
from kiosk.errors import KioskError
from kiosk.settings import read_settings

if sys.platform != "win32":
    from kiosk.ctl.rights import account, may_write

USER = "kiosk"
"""Who the kiosk runs as, where it is installed as a service."""


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
    "libgssapi-krb5-2": "libgssapi_krb5.so.2",
    "libpulse0": "libpulse.so.0",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-glx0": "libxcb-glx.so.0",
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
        yield from plugins(ctypes.CDLL, paths.packaged("PySide6", "Qt/plugins"), environment)
        yield screen(screens())
        yield display(environment)
        yield touch(touch_screens())
        yield sound(Path("/proc/asound/cards"))
        yield speech(shutil.which("speech-dispatcher"))
    yield clock(now)
    yield from _settings()
    yield from writable()


def libraries(load: Callable[[str], object]) -> Iterator[Fact]:
    """The libraries that Qt needs, the missing ones by their packages."""
    missing = [package for package, name in LIBRARIES.items() if _refusal(load, name)]
    for package in missing:
        yield Fact("libraries", State.FAULT, f"{package} is missing; apt install {package}")
    if not missing:
        yield Fact("libraries", State.OK, f"all {len(LIBRARIES)} that Qt needs on X11 are here")


def plugins(
    load: Callable[[str], object], folder: Path, environment: Mapping[str, str]
) -> Iterator[Fact]:
    """Qt's plugins for the screen and for speech, each loaded with all that it links."""
    usual = "wayland" if environment.get("WAYLAND_DISPLAY") else "xcb"
    platform = re.split("[:;]", environment.get("QT_QPA_PLATFORM") or usual)[0]
    wanted = {
        folder / "platforms" / f"libq{platform}.so": State.FAULT,
        folder / "texttospeech" / "libqtexttospeech_speechd.so": State.LOOK,
    }
    refused = {file: why for file in wanted if (why := _refusal(load, str(file)))}
    for file, why in refused.items():
        lost = "nothing is shown" if wanted[file] is State.FAULT else "nothing is read aloud"
        yield Fact("plugins", wanted[file], f"{file.name} does not load, so {lost}: {why}")
    if not refused:
        yield Fact("plugins", State.OK, " and ".join(file.name for file in wanted) + " load")


def _refusal(load: Callable[[str], object], name: str) -> str:
    try:
        load(name)
    except OSError as error:
        return str(error.__cause__ or error)  # PyInstaller raises its own, which says less
    return ""


def screen(names: list[str]) -> Fact:
    """The screens, as the kernel knows them; a virtual machine may have none that it knows."""
    if names:
        return Fact("screen", State.OK, f"{', '.join(names)}: connected")
    what = "none that the kernel knows is connected; look at its cable and its power"
    return Fact("screen", State.LOOK, what)


def display(environment: Mapping[str, str]) -> Fact:
    """What the variables of this session say, which need not be the kiosk's."""
    names = ("WAYLAND_DISPLAY", "DISPLAY")
    there = [f"{name}={environment[name]}" for name in names if environment.get(name)]
    if there:
        return Fact("display", State.OK, f"{', '.join(there)} in this session; it was not tried")
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
        lines = raw.bounded(cards, health.MOST_BYTES).decode("utf-8", errors="replace").splitlines()
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
    if health.is_impossible(now):
        what = f"{told} is before this program was made; nobody is let in until it is set"
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


def writable() -> Iterator[Fact]:
    """Whether the kiosk's user can write where it has to; where there is none, whether this one."""
    if sys.platform != "win32" and (user := account(USER)) is not None:
        yield state(paths.STATE, f"user {user.name}", may=may_write(paths.STATE, user))
        yield run(
            paths.RUN, f"user {user.name}", may=paths.RUN.exists() and may_write(paths.RUN, user)
        )
        return
    folder, running = paths.machine_state(), paths.run()
    yield state(folder, "this user", may=health.unwritable(folder) is None)
    yield run(running or paths.RUN, "this user", may=running is not None)


def state(folder: Path, who: str, *, may: bool) -> Fact:
    """Whether the kiosk's state can be written."""
    if may:
        return Fact("state", State.OK, f"{folder} can be written by {who}")
    what = f"{folder} cannot be written by {who}; so starts are slow, and no pack is applied"
    return Fact("state", State.LOOK, what)


def run(folder: Path, who: str, *, may: bool) -> Fact:
    """Whether there is somewhere to tell the health."""
    if may:
        return Fact("run", State.OK, f"{folder} can be written by {who}")
    what = f"no {folder} that {who} can write; the kiosk's unit makes one as it starts"
    return Fact("run", State.LOOK, what)
