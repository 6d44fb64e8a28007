"""Keeps the list of the characters that the kiosk's fonts have: `python -m tests.fonts`."""

from collections.abc import Iterator
from pathlib import Path

from fontTools.ttLib import TTFont

from kiosk import paths
from kiosk.files import write_text
from kiosk.screens.fonts import font_files


def characters(*files: Path) -> frozenset[int]:
    """The code points of all characters in font files."""
    codes: set[int] = set()
    for file in files:
        with TTFont(file, lazy=True) as font:
            codes |= font.getBestCmap().keys()
    return frozenset(codes)


def as_ranges(codes: frozenset[int]) -> Iterator[str]:
    """Code points as `0041-005A`, one range a line."""
    ordered = sorted(codes)
    starts = [code for code in ordered if code - 1 not in codes]
    ends = [code for code in ordered if code + 1 not in codes]
    yield from (f"{first:04X}-{last:04X}" for first, last in zip(starts, ends, strict=True))


def written() -> str:
    """The content of the list, from the fonts themselves."""
    text = [file for file in font_files() if "Noto" in file.name]
    head = "# Made from the fonts by tests/fonts.py: do not edit."
    return "\n".join([head, *as_ranges(characters(*text))]) + "\n"


if __name__ == "__main__":
    write_text(paths.CHARACTERS, written())
