"""Where the kiosk is shown: on X with a hostile window manager, with none, or as it is shipped."""

import os
import re
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.lockdown.programs import output, program, until

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "packaging" / "linux"
WIDTH, HEIGHT = 1080, 1920
SET_UPS = ("hostile", "shipped", "none")
_XORG = Path("/usr/lib/xorg/Xorg")
# A screen in memory, and a second mode for it: nothing else is changed of what is shipped.
_IN_MEMORY = f"""
Section "Device"
    Identifier "memory"
    Driver "dummy"
    VideoRam 32768
    Option "Monitor-DUMMY0" "portrait"
EndSection
Section "Monitor"
    Identifier "portrait"
    HorizSync 5-1000
    VertRefresh 5-200
    Option "PreferredMode" "{WIDTH}x{HEIGHT}"
    Modeline "{WIDTH}x{HEIGHT}" 160 1080 1128 1160 1240 1920 1923 1928 1980
EndSection
Section "Screen"
    Identifier "screen"
    Device "memory"
    Monitor "portrait"
    DefaultDepth 24
    SubSection "Display"
        Modes "{WIDTH}x{HEIGHT}" "1024x768"
    EndSubSection
EndSection
"""
# What Debian's openbox starts by Super+E and by the print key, played by programs that are here.
_INTRUDERS = {"kfmclient": "exec xev -name intruder", "scrot": "exec xmessage intruder"}


def shipped_options() -> list[str]:
    """How `packaging/linux/display` starts X, but for the tty and for where it keeps things."""
    script = (LINUX / "display").read_text("utf-8")
    found = re.search(r"-displayfd 3 \\\n\s*(.*?) -logfile", script)
    assert found, "packaging/linux/display starts X in another way than this expects"
    return found[1].split()


@contextmanager
def display(set_up: str, folder: Path) -> Iterator[Mapping[str, str]]:
    """A display, as the variables that lead to it; what it needs is kept in the folder."""
    folder.mkdir()
    base = {"PATH": f"{folder}:{os.environ['PATH']}", "HOME": str(folder), "LANG": "C.UTF-8"}
    if set_up in {"shipped", "unlocked"}:
        with _xorg(base, folder, locked=set_up == "shipped") as reached:
            yield reached
    else:
        screen = ("-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp", "-noreset")
        with _server(base, folder, "Xvfb", *screen) as reached:
            if set_up == "none":
                yield reached
            else:
                with _openbox(reached, folder):
                    yield reached


@contextmanager
def _xorg(base: Mapping[str, str], folder: Path, *, locked: bool) -> Iterator[Mapping[str, str]]:
    """The real X as it is shipped, with no way in without a key; not locked, without settings."""
    settings, authority = folder / "xorg.conf.d", folder / "xauthority"
    settings.mkdir()
    if locked:
        shutil.copy(LINUX / "xorg.conf", settings / "10-kiosk.conf")
    (settings / "memory.conf").write_text(_IN_MEMORY, "utf-8")
    key = secrets.token_hex(16)
    output(base, "xauth", "-q", "-f", authority, "add", ":0", ".", key)
    options = [*shipped_options(), "-auth", str(authority), "-configdir", str(settings)]
    options += ["-logfile", str(folder / "xorg.log"), "-seat", "kiosk-test"]
    with _server(base, folder, str(_XORG), *options) as reached:
        output(base, "xauth", "-q", "-f", authority, "add", reached["DISPLAY"], ".", key)
        yield {**reached, "XAUTHORITY": str(authority)}


@contextmanager
def _server(base: Mapping[str, str], folder: Path, *command: str) -> Iterator[Mapping[str, str]]:
    """An X server, which says by itself which display it has become."""
    said = folder / "server.log"
    with program(base, said, *command, "-displayfd", "1"):
        number = until(
            lambda: re.search(r"^(\d+)$", said.read_text("utf-8"), re.MULTILINE), command[0]
        )
        yield {**base, "DISPLAY": f":{number[1]}"}


@contextmanager
def _openbox(reached: Mapping[str, str], folder: Path) -> Iterator[None]:
    """openbox with all its keys and menus, and programs for it to start."""
    for name, line in _INTRUDERS.items():
        script = folder / name
        script.write_text(f"#!/bin/sh\n{line}\n", "utf-8")
        script.chmod(0o755)
    with program(reached, folder / "openbox.log", "openbox", "--sm-disable"):
        until(lambda: b"Openbox" in output(reached, "wmctrl", "-m"), "openbox")
        yield
