"""Whether every text can be drawn with the kiosk's fonts, and easy language is easy."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from kiosk import paths
from kiosk.checks.findings import Finding, Findings, Severity
from kiosk.files import read_text
from kiosk.pack.models import Pack
from kiosk.pack.reading import texts
from kiosk.pack.words import Address, Language
from kiosk.texts.catalogs import Catalog

MOST_WORDS = 12
"""So many words has a sentence of easy language at most (Selkokeskus)."""
_EASY = "simple"
_SENTENCE = re.compile(r"[.!?](?:\s|$)")


def legibility(pack: Pack, catalogs: Mapping[Language, Catalog]) -> Findings:
    """Every text with a character that would be an empty box, or too long for easy language."""
    drawn = characters()
    for language, catalog in catalogs.items():
        for place, text in _shown(pack, catalog):
            if lacking := sorted(_visible(set(text) - drawn)):
                named = ", ".join(f'"{letter}" (U+{ord(letter):04X})' for letter in lacking)
                what = f"the {language} text has {named}, which no font here can draw; write it"
                yield Finding("no-glyph", place, f"{what} in other letters")
            if _EASY in language.split("-") and (sentence := _too_long(text)):
                words = f'the {language} sentence "{sentence}" has more than {MOST_WORDS} words'
                what = f"{words}; make two of it"
                yield Finding("sentence-long", place, what, Severity.WARNING)


def characters() -> frozenset[str]:
    """Every character that the kiosk's fonts can draw."""
    lines = read_text(paths.CHARACTERS).splitlines()
    ranges = [line.split("-") for line in lines if not line.startswith("#")]
    return frozenset(
        chr(code) for first, last in ranges for code in range(int(first, 16), int(last, 16) + 1)
    )


def _shown(pack: Pack, catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Every text for people in one language, with its place."""
    for place, source in texts(pack):
        if not isinstance(source, Address):
            yield place, catalog.text(source, place) or source


def _visible(letters: set[str]) -> set[str]:
    return {letter for letter in letters if unicodedata.category(letter) not in {"Cf", "Cc", "Zs"}}


def _too_long(text: str) -> str | None:
    return next((s for s in _SENTENCE.split(text) if len(s.split()) > MOST_WORDS), None)
