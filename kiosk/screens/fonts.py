"""The fonts of the program: where they are, and the height of a line in each."""

from collections.abc import Iterator
from errno import EINVAL
from functools import cache
from os import strerror
from pathlib import Path
from struct import pack_into, unpack_from

from PySide6.QtGui import QFontDatabase

from kiosk import raw
from kiosk.paths import packaged

TEXT_FAMILIES = ("Noto Sans", "Noto Sans Arabic")
"""Those of running text: each is asked for the letters that the ones before it lack."""
ICON_FAMILY = "Material Design Icons"
FONT_FILES = {
    "fontpkg_noto_sans": "files/NotoSans[wdth,wght].ttf",
    "fontpkg_noto_sans_arabic": "files/NotoSansArabic[wdth,wght].ttf",
    "fonticon_mdi7": "fonts/materialdesignicons-webfont.ttf",
}
"""Where each font is in its package."""
LINES = {"fontpkg_noto_sans_arabic": (1069, -470)}
"""What a line reaches up and down from its foot, in thousandths of an em, where not as made.

Noto Sans Arabic leaves 2.1 em for marks of recitation. All letters, with the vowels that texts
have, need no more than the line of Noto Sans, and 0.47 em below.
"""
_MOST_BYTES = 20_000_000
_ASCENDER_AT = {b"hhea": 4, b"OS/2": 68}
"""Where a table has it, followed by the descender (OpenType 1.9)."""


def font_files() -> Iterator[Path]:
    """The files of the fonts, in their packages."""
    for package, file in FONT_FILES.items():
        yield packaged(package, file)


def load_fonts() -> None:
    """Make the fonts known to Qt, straight from their packages; those that are known stay.

    Raises OSError where a font cannot be read, or is none.
    """
    for package in FONT_FILES:
        _load(package)


@cache  # in Qt's memory, a font stays as long as the program; one that failed is tried again
def _load(package: str) -> None:
    file = packaged(package, FONT_FILES[package])
    if package in LINES:
        font = with_line(raw.bounded(file, _MOST_BYTES), *LINES[package])
        loaded = QFontDatabase.addApplicationFontFromData(font)
    else:
        raw.require_regular(file)  # Qt would wait for a pipe
        loaded = QFontDatabase.addApplicationFont(str(file))
    if loaded < 0:
        raise OSError(EINVAL, strerror(EINVAL), str(file))


def with_line(font: bytes, ascender: int, descender: int) -> bytes:
    """A TrueType font of 1,000 units an em whose lines are of another height."""
    changed = bytearray(font)
    (tables,) = unpack_from(">H", font, 4)
    for place in range(12, 12 + 16 * tables, 16):
        tag, _checksum, start, _length = unpack_from(">4s3I", font, place)
        if tag in _ASCENDER_AT:
            pack_into(">2h", changed, start + _ASCENDER_AT[tag], ascender, descender)
    return bytes(changed)
