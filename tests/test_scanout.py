"""What a graphics card sends, told by a driver of our own that answers as Linux does."""

import ctypes
import errno
import json
import struct
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kiosk import scanout
from kiosk.errors import UnreadableFileError
from kiosk.scanout import Scanout, scanouts
from tests.test_ctl import Capture, run

WIDTH, HEIGHT, PITCH = 4, 32, 64


@dataclass
class Driver:
    """One card with two pipelines, of which the second shows nothing."""

    bits: int = 32
    handle: int = 7
    refused: set[int] = field(default_factory=set)

    def __call__(self, _file: int, request: int, answer: bytearray) -> None:
        if request in self.refused:
            raise OSError(errno.EINVAL, "Invalid argument")
        if request == scanout.GET_RESOURCES:
            place = struct.unpack_from("<4Q8I", answer)[1]
            ctypes.memmove(place, struct.pack("<2I", 41, 42), 8)
            struct.pack_into("<I", answer, 36, 2)
        elif request == scanout.GET_CRTC:
            first = struct.unpack_from("<I", answer, 12)[0] == 41
            struct.pack_into("<I", answer, 16, 90 if first else 0)
            struct.pack_into("<I", answer, 32, int(first))
        elif request == scanout.GET_FRAMEBUFFER:
            assert struct.unpack_from("<I", answer)[0] == 90
            shape = (WIDTH, HEIGHT, PITCH, self.bits, 24, self.handle)
            struct.pack_into("<6I", answer, 4, *shape)
        else:
            assert request == scanout.MAP_DUMB
            assert struct.unpack_from("<I", answer)[0] == 7
            struct.pack_into("<Q", answer, 8, 0)


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    """A card whose memory is black, but for the byte of each pixel that is no colour."""
    (tmp_path / "card0").write_bytes(b"\0\0\0\xff" * (HEIGHT * PITCH // 4))
    (tmp_path / "renderD128").touch()
    return tmp_path


def test_the_requests_are_those_of_linux() -> None:
    numbers = (
        scanout.GET_RESOURCES,
        scanout.GET_CRTC,
        scanout.GET_FRAMEBUFFER,
        scanout.MAP_DUMB,
    )
    assert numbers == (0xC04064A0, 0xC06864A1, 0xC01C64AD, 0xC01064B3)


def test_a_black_screen_is_told_from_one_with_a_picture(cards: Path) -> None:
    assert list(scanouts(cards, Driver())) == [Scanout("card0", (WIDTH, HEIGHT), black=True)]
    with (cards / "card0").open("r+b") as memory:
        memory.seek(PITCH * 8 + 5)
        memory.write(b"\x01")
    assert list(scanouts(cards, Driver())) == [Scanout("card0", (WIDTH, HEIGHT), black=False)]


@pytest.mark.parametrize("driver", [Driver(bits=16), Driver(refused={scanout.MAP_DUMB})])
def test_a_picture_that_cannot_be_read_is_neither(cards: Path, driver: Driver) -> None:
    (found,) = scanouts(cards, driver)
    assert found.black is None
    assert str(found) == "card0, 4 x 32: a picture that cannot be read"


def test_a_card_without_screens_sends_nothing(cards: Path) -> None:
    assert list(scanouts(cards, Driver(refused={scanout.GET_RESOURCES}))) == []


def test_who_may_not_look_is_told(cards: Path) -> None:
    with pytest.raises(PermissionError, match="card0 shows its picture to an administrator only"):
        list(scanouts(cards, Driver(handle=0)))


def test_kioskctl_tells_what_the_screen_shows(
    capsys: Capture, cards: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = {"black": True}
    monkeypatch.setattr(
        "kiosk.ctl.screen.scanouts",
        lambda _folder: [Scanout("card0", (1080, 1920), black=shown["black"])],
    )
    assert run(capsys, "screen", "--cards", cards)[:2] == (1, "card0, 1080 x 1920: black\n")
    shown["black"] = False
    assert run(capsys, "screen", "--cards", cards)[:2] == (0, "card0, 1080 x 1920: a picture\n")
    code, out, _err = run(capsys, "screen", "--cards", cards, "--json")
    told = {"card": "card0", "size": [1080, 1920], "black": False}
    assert (code, json.loads(out)) == (0, {"screens": [told]})


def test_kioskctl_tells_of_a_machine_without_a_picture(capsys: Capture, tmp_path: Path) -> None:
    code, out, err = run(capsys, "screen", "--cards", tmp_path)
    assert (code, out) == (UnreadableFileError.exit_code, "")
    assert "there is no graphics card" in err[0]
    (tmp_path / "card0").touch()  # a file, of which the kernel knows no screens
    told = f"{tmp_path}: no card sends anything\n"
    assert run(capsys, "screen", "--cards", tmp_path)[:2] == (1, told)
    (tmp_path / "card0").unlink()
    (tmp_path / "card0").symlink_to(tmp_path / "nothing")
    code, _out, err = run(capsys, "screen", "--cards", tmp_path)
    assert (code, "ask as root" in err[0]) == (UnreadableFileError.exit_code, True)
