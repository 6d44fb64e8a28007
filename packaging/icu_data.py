"""Takes out of ICU's data what Qt never asks for: more than half of 32 MB.

Qt asks ICU to compare words, to change their case, and for calendars and time zones; for these
every language stays. Where lines break and how dates and numbers are written, Qt and Babel know for
themselves (`tests/packaging` looks whether Qt asks ICU for neither); names of languages, regions,
currencies and units, transliteration, numbers in words and old character sets are Babel's business
or nobody's.

`python icu_data.py LIBRARY` does so in place (libicudata.so.*), with the assembler and the linker
of binutils.
"""

import re
import subprocess
import sys
from pathlib import Path

DROPPED = ("curr/", "lang/", "region/", "unit/", "translit/", "rbnf/", "zone/")
_UNUSED = re.compile(r"[^/]+\.cnv|[a-z]{2,3}(_\w+)?\.res|brkitr/[^/]+\.dict")
"""Character sets, how each language writes dates and numbers, and ICU's dictionaries of words."""
_ROOTS = ("root.res", "pool.res", "res_index.res", "supplementalData.res", "tzdbNames.res")
_ALIGNMENT = 16


def main(library: Path) -> None:
    """Make the library anew with fewer items."""
    symbol, data = _data(library)
    folder = library.parent
    (folder / "data.bin").write_bytes(slim(data))
    (folder / "data.s").write_text(
        f".globl {symbol}\n.type {symbol}, %object\n.section .rodata\n.balign {_ALIGNMENT}\n"
        f'{symbol}:\n.incbin "data.bin"\n.size {symbol}, . - {symbol}\n'
        '.section .note.GNU-stack,"",%progbits\n',
        "utf-8",
    )
    _run(folder, "as", "-o", "data.o", "data.s")
    _run(folder, "ld", "-shared", "-soname", library.name, "-o", library.name, "data.o", "-s")
    for name in ("data.bin", "data.s", "data.o"):
        (folder / name).unlink()


def slim(data: bytes) -> bytes:
    """The same package of items ("CmnD") without those that nobody asks for."""
    start = int.from_bytes(data[:2], "little")
    items = {name: item for name, item in _items(data, start).items() if is_kept(name)}
    names, places, body = bytearray(), list[tuple[int, int]](), bytearray()
    names_start = 4 + 8 * len(items)
    for name in items:
        places.append((names_start + len(names), 0))
        names += name.encode() + b"\0"
    body_start = _aligned(names_start + len(names), start)
    names += bytes(body_start - names_start - len(names))
    for number, item in enumerate(items.values()):
        places[number] = (places[number][0], body_start + len(body))
        body += item + bytes(-len(item) % _ALIGNMENT)
    table = len(items).to_bytes(4, "little") + b"".join(
        number.to_bytes(4, "little") for place in places for number in place
    )
    return data[:start] + table + bytes(names) + bytes(body)


def is_kept(name: str) -> bool:
    """Whether an item stays, by its name in the package (`icudt73l/coll/ar.res`)."""
    path = name.partition("/")[2]
    if _UNUSED.fullmatch(path):
        return False
    return not path.startswith(DROPPED) or path.endswith(_ROOTS)


def _items(data: bytes, start: int) -> dict[str, bytes]:
    def number(at: int) -> int:
        return int.from_bytes(data[start + at : start + at + 4], "little")

    count = number(0)
    places = [(number(4 + 8 * each), number(8 + 8 * each)) for each in range(count)]
    ends = [place for _name, place in places[1:]] + [len(data) - start]
    found = dict[str, bytes]()
    for (name, place), end in zip(places, ends, strict=True):
        stop = data.index(b"\0", start + name)
        found[data[start + name : stop].decode()] = data[start + place : start + end]
    return found


def _aligned(offset: int, start: int) -> int:
    return offset + -(start + offset) % _ALIGNMENT


def _data(library: Path) -> tuple[str, bytes]:
    """The name of the one symbol, and what it stands for."""
    said = _run(library.parent, "nm", "-D", "-S", "--defined-only", library.name)
    size, symbol = next(
        (int(words[1], 16), words[-1])
        for words in (line.split() for line in said.splitlines())
        if words[-1].startswith("icudt")
    )
    held = library.read_bytes()
    start = held.index(b"CmnD") - 12
    return symbol, held[start : start + size]


def _run(folder: Path, *command: str) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)  # noqa: S603
    return done.stdout


if __name__ == "__main__":
    main(Path(sys.argv[1]))
