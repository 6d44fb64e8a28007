"""What the graphics cards send to their screens, as Linux tells its administrator.

That is the memory that a card reads, not what an X server believes to have drawn.
"""

import mmap
import os
import struct
import sys
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

if sys.platform == "linux":
    import fcntl

Ask = Callable[[int, int, bytearray], object]
"""Ask the driver behind an open file, by the number of a request; the answer is put in place."""

_RESOURCES = struct.Struct("<4Q8I")
_CRTC = struct.Struct("<Q7I68s")
_FRAMEBUFFER = struct.Struct("<7I")
_MAPPING = struct.Struct("<2IQ")
_MOST_CRTCS = 32
_EVERY_LINE = 8
_COLOURS = 3
_BYTES = 4


def _both_ways(number: int, size: int) -> int:
    """The number of a request of the direct rendering manager (drm.h) that is answered in place."""
    return 3 << 30 | size << 16 | ord("d") << 8 | number


GET_RESOURCES = _both_ways(0xA0, _RESOURCES.size)
GET_CRTC = _both_ways(0xA1, _CRTC.size)
GET_FRAMEBUFFER = _both_ways(0xAD, _FRAMEBUFFER.size)
MAP_DUMB = _both_ways(0xB3, _MAPPING.size)


@dataclass(frozen=True)
class Scanout:
    """One picture that a card sends to its screens; None where its pixels cannot be read."""

    card: str
    size: tuple[int, int]
    black: bool | None

    def __str__(self) -> str:
        words = {True: "black", False: "a picture", None: "a picture that cannot be read"}
        return f"{self.card}, {self.size[0]} x {self.size[1]}: {words[self.black]}"


def _ask(file: int, request: int, answer: bytearray) -> None:
    if sys.platform == "linux":
        fcntl.ioctl(file, request, answer)


def scanouts(folder: Path = Path("/dev/dri"), ask: Ask = _ask) -> Iterator[Scanout]:
    """Every picture that a card sends; raises OSError where this user may not look."""
    for card in sorted(folder.glob("card*")):
        file = os.open(card, os.O_RDWR | os.O_CLOEXEC)
        try:
            yield from _of_card(card.name, file, ask)
        finally:
            os.close(file)


def _of_card(name: str, file: int, ask: Ask) -> Iterator[Scanout]:
    try:
        crtcs = _crtcs(file, ask)
    except OSError:  # a card that only computes
        return
    for crtc in crtcs:
        answer = _asked(file, ask, GET_CRTC, _CRTC, (0, 0, crtc, 0, 0, 0, 0, 0, b""))
        framebuffer, in_use = answer[3], answer[7]
        if framebuffer and in_use:
            yield _scanout(name, file, ask, framebuffer)


def _crtcs(file: int, ask: Ask) -> list[int]:
    found = array("I", [0] * _MOST_CRTCS)
    asked = (0, found.buffer_info()[0], 0, 0, 0, _MOST_CRTCS, 0, 0, 0, 0, 0, 0)
    count = _asked(file, ask, GET_RESOURCES, _RESOURCES, asked)[5]
    return list(found[:count])


def _scanout(name: str, file: int, ask: Ask, framebuffer: int) -> Scanout:
    asked = (framebuffer, 0, 0, 0, 0, 0, 0)
    told = _asked(file, ask, GET_FRAMEBUFFER, _FRAMEBUFFER, asked)
    _id, width, height, pitch, bits, _depth, handle = told
    if not handle:
        raise PermissionError(f"{name} shows its picture to an administrator only")
    black = _is_black(file, ask, handle, (height, pitch)) if bits == _BYTES * 8 else None
    return Scanout(name, (width, height), black)


def _is_black(file: int, ask: Ask, handle: int, shape: tuple[int, int]) -> bool | None:
    height, pitch = shape
    try:
        offset = _asked(file, ask, MAP_DUMB, _MAPPING, (handle, 0, 0))[2]
        with mmap.mmap(file, height * pitch, prot=mmap.PROT_READ, offset=offset) as pixels:
            lines = (pixels[line * pitch : (line + 1) * pitch] for line in _lines(height))
            return not any(_has_colour(line) for line in lines)
    except OSError:
        return None


def _lines(height: int) -> range:
    return range(0, height, _EVERY_LINE)


def _has_colour(line: bytes) -> bool:
    """Whether a pixel is not black; the fourth byte of each is none of its colours."""
    return any(line[colour::_BYTES].strip(b"\0") for colour in range(_COLOURS))


def _asked(
    file: int, ask: Ask, request: int, form: struct.Struct, values: tuple[int | bytes, ...]
) -> tuple[int, ...]:
    answer = bytearray(form.pack(*values))
    ask(file, request, answer)
    return form.unpack(answer)
