"""Faults of files, of the machine and of the clock: nothing hangs, and nothing ends the kiosk."""

import json
import os
import shutil
import socket
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk import ctl, health, paths, raw, start
from kiosk.app import first
from kiosk.app.first import FirstScreen
from kiosk.errors import BrokenError, KioskError, WrongClockError, contained
from kiosk.opening import Wishes
from kiosk.preparation import trusted
from kiosk.screens.out_of_service import OutOfServiceScreen
from kiosk.shelf import shelf
from kiosk.shelf.pointer import sources
from kiosk.shelf.shelf import Shelf
from tests.builders import PORTRAIT
from tests.plain import pack_with


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as bound:
        here = Path.cwd()
        os.chdir(path.parent)  # a name of a socket is short
        bound.bind(path.name)
        os.chdir(here)


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(10**10)


GARBAGE: dict[str, Callable[[Path], object]] = {
    "empty": Path.touch,
    "zeros": lambda path: path.write_bytes(bytes(5000)),
    "binary": lambda path: path.write_bytes(bytes(range(256)) * 20),
    "huge": _huge,
    "folder": Path.mkdir,
    "link to itself": lambda path: path.symlink_to(path),
    "dangling link": lambda path: path.symlink_to(path.parent / "nowhere"),
    "pipe": os.mkfifo,
    "socket": _socket,
    "device": lambda path: path.symlink_to("/dev/zero"),
    "other JSON": lambda path: path.write_text('{"current": 1, "at": []}', "utf-8"),
    "truncated": lambda path: path.write_text('{"current": "ti', "utf-8"),
}
PLACES = (
    *("kiosk.toml", "own-state", "own-state/packs", "own-state/packs/in-use.json"),
    *("own-state/packs/.lock", "own-state/packs/tiny-2-*", "own-state/packs/tiny-2-*/content.json"),
    *("own-state/seals", "own-state/seals/*.json", "own-run/health.json"),
)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with two packs, a seal, settings and a health."""
    monkeypatch.setattr(paths, "SETTINGS", tmp_path / "kiosk.toml")
    (tmp_path / "kiosk.toml").touch()
    for revision in (1, 2):
        folder = pack_with(tmp_path / f"pack-{revision}", {"revision": revision})
        Shelf(paths.state()).put(folder)
    start.begin(Wishes())
    (tmp_path / "own-run").mkdir()
    health.write(tmp_path / "own-run", {})
    return tmp_path


def _begun() -> str:
    """What a kiosk shows that starts now, or that it says why it does not show the best."""
    try:
        with contained("kiosk"):
            _opening, preparation, seal = start.begin(Wishes())
            shown = preparation or start.prepare(Wishes(), seal)
    except KioskError:
        return "apology"
    if shown.source.lapse:
        return "lapse"
    return f"{shown.shown['pack']} {shown.shown['revision']}"


@pytest.mark.parametrize("kind", GARBAGE)
@pytest.mark.parametrize("place", PLACES)
def test_garbage_in_the_place_of_any_file_hangs_and_ends_nothing(
    machine: Path, place: str, kind: str
) -> None:
    (path,) = machine.glob(place)
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    GARBAGE[kind](path)
    assert _begun() in {"tiny 2", "apology", "lapse"} | (
        {"espoo 1"}
        if (place, kind) in {("own-state", "folder"), ("own-state/packs", "folder")}
        else set()
    )
    with pytest.raises((OSError, ValueError, KeyError)):
        health.read(machine / "own-run")


@pytest.mark.parametrize("kind", [TypeError, MemoryError, RecursionError])
def test_a_fault_that_nobody_expected_is_a_fault_of_the_file(kind: type[Exception]) -> None:
    place = rf"^pack: cannot be used \({kind.__name__} at .*\.py:\d+\)"
    with pytest.raises(BrokenError, match=place), contained("pack"):
        raise kind("a value")
    locked = PermissionError(13, "Permission denied", "/a")
    with pytest.raises(BrokenError, match=r"^/a: permission denied; check it"), contained("pack"):
        raise locked


def test_a_clock_that_is_wrong_lets_nobody_in() -> None:
    with pytest.raises(WrongClockError, match="says 1970-01-01"):
        trusted(datetime.fromtimestamp(0, UTC))
    now = datetime.now(UTC)
    assert trusted(now) is now


def test_packs_that_are_a_file_are_told(machine: Path) -> None:
    shutil.rmtree(machine / "own-state" / "packs")
    (machine / "own-state" / "packs").touch()
    (source,) = sources(None, None, paths.state())
    assert "lies in something that is no folder" in source.lapse


def test_a_file_that_cannot_be_synced_after_the_switch_is_in_use(
    machine: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_folder: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(raw, "sync_folder", fail)
    pack, _which = Shelf(paths.state()).go_back()
    assert pack.revision == 1
    assert "it is done, but a loss of power now may undo it" in caplog.text
    assert sources(None, None, paths.state())[0].folder.name.startswith("tiny-1-")


def test_what_cannot_be_tidied_is_a_warning(
    machine: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_folder: Path, _kept: set[str]) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(shelf, "tidy", fail)
    assert Shelf(paths.state()).go_back()[0].revision == 1
    assert "it is done, but what is no longer needed is still there" in caplog.text


def test_a_switch_that_cannot_be_announced_is_done(
    machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        monkeypatch.setattr("sys.stdout", full)
        assert ctl.main(["rollback", "--state", str(paths.state())]) == 0
    said = capsys.readouterr().err
    assert "tiny revision 1: in use again (current)" in said
    assert "output: cannot be written (No space left on device)" in said
    assert sources(None, None, paths.state())[0].folder.name.startswith("tiny-1-")


def test_nobody_who_listens_no_more_is_told_of_a_switch(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w", encoding="utf-8") as closed:
        monkeypatch.setattr("sys.stdout", closed)
        assert ctl.main(["rollback", "--state", str(paths.state())]) == 0
    assert sources(None, None, paths.state())[0].folder.name.startswith("tiny-1-")


def test_a_pack_whose_check_fails_gives_way_to_the_one_before(machine: Path) -> None:
    (folder,) = (machine / "own-state" / "packs").glob("tiny-2-*")
    hours = [{"first": "mon", "opens": "08:00", "closes": "16:00Z"}]
    phone = {"id": "phone", "kind": "phone", "label": "Phone", "value": "09 1234", "hours": hours}
    document = json.loads((folder / "content.json").read_text("utf-8"))
    document["contacts"] = [*document.get("contacts", []), phone]
    (folder / "content.json").write_text(json.dumps(document), "utf-8")
    assert _begun() == "lapse"


def test_an_apology_needs_no_built_in_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "BUILT_IN_PACK", tmp_path / "nothing")
    assert start.bare_opening().apologies


def test_a_font_that_cannot_be_read_shows_the_apology_until_it_can(
    qtbot: QtBot, machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked() -> None:
        raise PermissionError(13, "Permission denied", "NotoSans.ttf")

    prepared = start.prepare(Wishes())
    shown = FirstScreen(prepared.opening, PORTRAIT, closable=True)
    qtbot.addWidget(shown.window)
    monkeypatch.setattr(first, "load_fonts", locked)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    shown.open(prepared, Wishes())
    assert shown.window.findChild(OutOfServiceScreen)
    assert health.read(machine / "own-run")["degraded"][0]["code"] == "out-of-service"
