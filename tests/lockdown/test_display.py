"""What is shipped around the kiosk: the display that it has for itself, and its unit."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest

from tests.lockdown.displays import HEIGHT, LINUX, ROOT, WIDTH, display, shipped_options
from tests.lockdown.machine import Machine, machine
from tests.lockdown.programs import output, program, until
from tests.lockdown.runs import needs_bundle, takes_long

UNIT = (ROOT / "assets" / "machine" / "kiosk.service").read_text("utf-8")
REFIT_WITHIN_S = 2.0
LOST_WITHIN_S = 8.0
"""Five seconds until it counts as lost, and what a busy machine adds."""


def on_the_bundle(test: Callable[..., None]) -> Callable[..., None]:
    """A test that needs the bundle, and takes long."""
    for mark in (*needs_bundle, takes_long):
        test = mark(test)
    return test


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    folder = tmp_path_factory.mktemp("shipped")
    with display("shipped", folder / "display") as reached, machine(reached, folder) as here:
        yield here


def options(file: Path) -> dict[str, str]:
    return dict(re.findall(r'^\s*Option "(\w+)" "(\w+)"', file.read_text("utf-8"), re.MULTILINE))


def test_no_key_leaves_the_display_or_ends_it() -> None:
    shipped = options(LINUX / "xorg.conf")
    assert {shipped[name] for name in ("DontVTSwitch", "DontZap", "DontZoom")} == {"on"}
    assert "-novtswitch" in (LINUX / "display").read_text("utf-8")
    assert "vt-switching=false" in (LINUX / "weston.ini").read_text("utf-8")
    assert re.search(r"cage -d -- ", (LINUX / "display").read_text("utf-8"))  # -s lets them switch


def test_the_display_never_goes_dark_by_itself() -> None:
    shipped = options(LINUX / "xorg.conf")
    dark = ("BlankTime", "StandbyTime", "SuspendTime", "OffTime")
    assert {shipped[name] for name in dark} == {"0"}
    options_given = " ".join(shipped_options())
    assert options_given == "-nolisten tcp -nolisten local -noreset -nocursor -s 0"


@pytest.mark.parametrize(
    "line",
    [
        "LimitCORE=0",
        "NoNewPrivileges=yes",
        "PrivateNetwork=yes",
        "ProtectProc=invisible",
        "ProtectSystem=strict",
        "RestrictAddressFamilies=AF_UNIX",
        "Restart=always",
        "RestartMode=direct",
        "WatchdogSec=30",
    ],
)
def test_the_unit_keeps_the_kiosk_in(line: str) -> None:
    assert line in UNIT.splitlines()


@on_the_bundle
def test_the_key_that_ends_x_does_not_end_the_shipped_one(kiosk: Machine) -> None:
    kiosk.tell("setxkbmap", "-option", "terminate:ctrl_alt_bksp")
    kiosk.keys("ctrl+alt+BackSpace", "ctrl+alt+F2")
    kiosk.holds()


@on_the_bundle
def test_without_what_is_shipped_that_key_ends_x(tmp_path: Path) -> None:
    with display("unlocked", tmp_path / "display") as reached:
        assert output(reached, "xwininfo", "-root")
        output(reached, "setxkbmap", "-option", "terminate:ctrl_alt_bksp")
        output(reached, "xdotool", "key", "ctrl+alt+BackSpace")
        until(lambda: not output(reached, "xwininfo", "-root"), "the end of X")


@on_the_bundle
def test_only_who_has_the_key_reaches_the_shipped_display(kiosk: Machine) -> None:
    assert kiosk.tell("xwininfo", "-root")
    stranger = {**kiosk.display, "XAUTHORITY": "/dev/null"}
    assert not output(stranger, "xwininfo", "-root")


@on_the_bundle
def test_the_window_refits_when_the_screen_changes(kiosk: Machine) -> None:
    for width, height in ((1024, 768), (WIDTH, HEIGHT)):
        mode = ("xrandr", "--output", "DUMMY0", "--mode", f"{width}x{height}")
        kiosk.tell(*mode)
        until(
            partial(kiosk.fills_the_screen, width, height),
            f"a window of {width} x {height}",
            REFIT_WITHIN_S,
            lambda: kiosk.tell("xrandr"),
        )
    kiosk.holds()


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Mapping[str, str]]:
    with display("none", tmp_path / "display") as reached:
        yield reached


@on_the_bundle
def test_a_program_that_keeps_the_keys_is_told_of(bare: Mapping[str, str], tmp_path: Path) -> None:
    with machine(bare, tmp_path) as kiosk:
        assert degraded(kiosk) == []
        thief = "xev & while :; do xdotool search --name 'Event Tester' windowfocus; done"
        with program(bare, tmp_path / "thief.log", "sh", "-c", thief):
            until(lambda: "not-in-front" in degraded(kiosk), "the health", LOST_WITHIN_S)
        until(lambda: degraded(kiosk) == [], "the health", LOST_WITHIN_S)
        kiosk.holds()


def degraded(kiosk: Machine) -> list[str]:
    """What the kiosk says is amiss."""
    health = json.loads((kiosk.folder / "run" / "health.json").read_text("utf-8"))
    return [reason["code"] for reason in health["degraded"]]


@on_the_bundle
@pytest.mark.parametrize("missing", ["HOME", "LANG", "XDG_RUNTIME_DIR", "TMPDIR", "PATH"])
def test_a_kiosk_without_a_variable_serves(
    bare: Mapping[str, str], tmp_path: Path, missing: str
) -> None:
    with machine(bare, tmp_path, **{missing: ""}) as kiosk:
        kiosk.holds()
