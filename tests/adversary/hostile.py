"""Files that somebody has made to break the program, and sound ones changed by chance."""

import io
import json
import random
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from kiosk.pack.reading import CONTENT, read_pack
from kiosk.shelf.archive import archived
from kiosk.shelf.contents import contents, manifest
from tests.plain import pack_with, tiny, translation

CATALOG = "translations/fi/LC_MESSAGES/content.po"
PACKED = "a.kioskpack"


@dataclass(frozen=True)
class Hostile:
    """A file by its name in a pack's folder, or a packed one, and what is in it."""

    name: str
    file: str
    content: bytes


_VALUES = (
    "null",
    "true",
    "[]",
    "{}",
    '""',
    "0",
    "-1",
    "1e999",
    "-0.0",
    "NaN",
    "Infinity",
    '"\\ud83d"',
    '"\\u0000"',
    '"\\u202e"',
    '"a\\nb"',
    '"' + "x" * 5000 + '"',
    "1" * 5000,
    "[[[[]]]]",
    '{"id": {"id": {}}}',
    '["a", 1, null]',
    '"../../etc/passwd"',
    "99999999999999999999",
    '{"id": ["a"]}',
    '"0001-01-01"',
    '"9999-12-31"',
    '"2021-02-30"',
    "[" * 40 + "]" * 40,
)
_KEYS = (
    "schema_version",
    "id",
    "revision",
    "reviewed",
    "source_language",
    "languages",
    "welcome",
    "sites",
    "contacts",
    "services",
    "reminders",
    "questions",
    "outcomes",
    "rules",
    "guarantees",
    "examples",
    "sources",
    "unknown",
)
_TEXTS = (
    b"",
    b" ",
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf{}",
    b"\xfe\xff\x00{",
    b"[" * 100_000,
    b"{" * 100_000,
    b'{"a":' * 50_000,
    b'"',
    b"{}",
    b"[]",
    b"null",
    b"0",
    b"'a'",
    b"{,}",
    b"/**/{}",
    b'{"id": 1, "id": 2}',
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"{}" * 1000,
    b"\r" * 100_000,
    b" " * 999_999,
    b"x" * 1_000_001,
    b'{"a": "\x01"}',
    "{“id”: 1}".encode(),
    b'{"id": 01}',
    b"true false",
    b"\n" * 999_999,
)
_CATALOGS = (
    "",
    "x",
    "msgid",
    'msgid ""',
    'msgstr "a"',
    'msgid "a"\nmsgid "b"\nmsgstr ""',
    "#~ x",
    "#, fuzzy",
    'msgid "a"\nmsgstr[9] "b"',
    'msgid "a"\nmsgid_plural "b"\nmsgstr[99999] "c"',
    '"a"\n"b"',
    "\\",
    'msgid "a\\"\nmsgstr "b"',
    'msgctxt "a"\nmsgctxt "b"\nmsgid "c"\nmsgstr "d"',
    "#\x00",
    "msgid a",
)
_HEADERS = (
    "nplurals=99999999; plural=0",
    "nplurals=-1; plural=n",
    "nplurals=0; plural=0",
    "nplurals=x",
    "nplurals=2; plural=n/0",
    "nplurals=2; plural=n%0",
    "nplurals=2; plural=" + "(" * 400,
    "nplurals=2; plural=__import__('os')",
    "nplurals=2; plural=" + "!" * 900 + "n",
    "plural=n*n*n",
    "nplurals=2; plural=n" + "*n" * 400,
    "nplurals=2; plural=" + "n?1:" * 200 + "0",
    "nplurals=1;" * 900,
    "nplurals*0=9999; nplurals*1=9999; plural=0",
    'nplurals=\\"99999999\\"; plural=0',
    "",
)
_FIELDS = (
    "Language: xx",
    "Language: ../../x",
    "Language: ",
    "Content-Type: text/plain; charset=utf-7",
    "Content-Type: text/plain; charset=idna",
    "POT-Creation-Date: x",
    "Language: sv",
    "X" * 9000 + ": y",
    "PO-Revision-Date: 99999999999",
    "Content-Type: text/plain; charset=zlib",
    "MIME-Version: 9",
)


def hostile(folder: Path) -> Iterator[Hostile]:
    """Every hostile file, at least 300 of them; the folder is for what they are made from."""
    for key, value in product(_KEYS, _VALUES):
        document = json.dumps({**tiny(), key: "HERE"}).replace('"HERE"', value)
        yield Hostile(f"{key} is {value[:20]}", CONTENT, document.encode())
    for text in _TEXTS:
        yield Hostile(f"content {text[:20]!r}", CONTENT, text)
        yield Hostile(f"catalogue {text[:20]!r}", CATALOG, text)
        yield Hostile(f"packed {text[:20]!r}", PACKED, text)
    entry = 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n'
    for words in _CATALOGS:
        yield Hostile(f"catalogue {words[:20]!r}", CATALOG, words.encode())
    for field in (*(f"Plural-Forms: {each}" for each in _HEADERS), *_FIELDS):
        header = f'msgid ""\nmsgstr "{field}\\n"\n\n{entry}'
        yield Hostile(f"header {field[:40]}", CATALOG, header.encode())
    yield from _archives(sound(folder))


def _archives(whole: bytes) -> Iterator[Hostile]:
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    names = (
        "../content.json",
        "/content.json",
        "C:content.json",
        "content.json/",
        "CONTENT.JSON",
        "translations/fi/LC_MESSAGES/../../../x.po",
        "translations/FI/LC_MESSAGES/content.po",
        *(
            "other.po\x00.po",
            "translations\\fi\\x",
            "a" * 60_000,
            "manifest.json/x",
            "é",
            ".",
            "",
        ),
    )
    for name in names:
        yield Hostile(f"member {name[:30]!r}", PACKED, _zipped({**files, name: b"{}"}))
    for name in files:
        yield Hostile(
            f"without {name}", PACKED, _zipped({n: c for n, c in files.items() if n != name})
        )
        yield Hostile(f"other {name}", PACKED, _zipped({**files, name: b"{}"}))
        yield Hostile(f"empty {name}", PACKED, _zipped({**files, name: b""}))
    for end in range(0, len(whole), len(whole) // 20):
        yield Hostile(f"cut at {end}", PACKED, whole[:end])
    for level in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        yield Hostile(f"packed by {level}", PACKED, _zipped(files, level))
    bomb = {**files, CATALOG: bytes(999_999)}
    yield Hostile("a bomb", PACKED, _zipped(bomb, zipfile.ZIP_DEFLATED))
    many = {f"translations/a{n}/LC_MESSAGES/content.po": b"" for n in range(5000)}
    yield Hostile("many members", PACKED, _zipped({**files, **many}))


def _zipped(files: dict[str, bytes], how: int = zipfile.ZIP_STORED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", how) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name or "x"), content, how)
    return target.getvalue()


def sound(folder: Path) -> bytes:
    """A sound packed pack in two languages."""
    pack_with(folder, {"languages": ["en", "fi"]})
    translation(folder, "fi")
    files, pack = contents(folder), read_pack(folder)
    return archived(files, manifest(files, pack))


def mutated(folder: Path, number: int, seed: int = 13) -> Iterator[Hostile]:
    """Sound files, each with a few changes by chance; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - to be the same every time, not secret
    whole = sound(folder)
    sources = {
        CONTENT: (folder / CONTENT).read_bytes(),
        CATALOG: (folder / CATALOG).read_bytes(),
        PACKED: whole,
    }
    for n in range(number):
        file = (CONTENT, CONTENT, CATALOG, PACKED)[n % 4]
        changed = bytearray(sources[file])
        for _ in range(chance.randint(1, 4)):
            _change(changed, chance)
        yield Hostile(f"mutant {n}", file, bytes(changed))


def _change(content: bytearray, chance: random.Random) -> None:
    """Change a byte, or take out, repeat or exchange a piece."""
    at = chance.randrange(max(1, len(content)))
    size = chance.randint(1, 60)
    match chance.randrange(5):
        case 0:
            content[at : at + 1] = bytes([chance.randrange(256)])
        case 1:
            del content[at : at + size]
        case 2:
            content[at:at] = content[at : at + size]
        case 3:
            other = chance.randrange(max(1, len(content)))
            content[at:at] = content[other : other + size]
        case _:
            content[at:at] = chance.choice((b"[", b"{", b'"', b"\\", b",", b"null", b"-9", b"\xff"))
