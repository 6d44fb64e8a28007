"""Translations as people keep them, in `.po` files, read by Babel."""

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from gettext import c2py
from itertools import islice
from pathlib import Path

from babel.messages.catalog import Catalog as PoCatalog
from babel.messages.pofile import PoFileError, PoFileParser

from kiosk.errors import Fault, UnreadableFileError
from kiosk.files import read_text
from kiosk.files.wording import MOST_FAULTS
from kiosk.pack.words import Language
from kiosk.texts.grammar import broken_lines

MOST_FORMS = 6
"""No language has more plural forms (Unicode CLDR)."""
_MANY = 200
"""How many numbers show every form: the rules of all languages repeat within a hundred."""

Key = tuple[str | None, str]
"""The place of a text (None for the program's words) and its source."""


@dataclass(frozen=True)
class Catalog:
    """The finished translations of one language; `stale` ones have lost their source's meaning."""

    messages: Mapping[Key, tuple[str, ...]]
    stale: frozenset[Key]
    plural: Callable[[int], int]

    def text(self, source: str, place: str | None = None) -> str | None:
        """The translation of a text, or None where there is no finished one."""
        forms = self.messages.get((place, source))
        return forms[0] if forms else None


NOTHING = Catalog({}, frozenset(), lambda number: int(number != 1))
"""The catalogue of a source language."""


def read_catalog(path: Path, language: Language | None = None) -> Catalog:
    """Read a `.po` file, which is to be of the language; or raise UnreadableFileError."""
    po = read_po_file(path)
    if language and po.locale_identifier and language_of(po) != language:
        what = f'names "{language_of(po)}" in the folder of "{language}"; mend one of the two'
        raise UnreadableFileError([Fault(str(path), "Language", what)])
    finished = {
        _key(message.context, message.id): _forms(message.string)
        for message in po
        if message.id and not message.fuzzy and message.string and all(_forms(message.string))
    }
    stale = frozenset(_key(m.context, m.id) for m in po if m.id and m.fuzzy)
    return Catalog(finished, stale, c2py(po.plural_expr))


def read_po_file(path: Path) -> PoCatalog:
    """Read a `.po` file with all that Babel keeps of it, or raise UnreadableFileError."""
    text = read_text(path)
    if broken := list(islice(broken_lines(text), MOST_FAULTS)):
        raise UnreadableFileError(Fault(str(path), f"line {line}", what) for line, what in broken)
    try:
        po = _Bounded()
        PoFileParser(po, abort_invalid=True).parse(io.StringIO(text))
        _try_plural(po)
    except (PoFileError, ValueError, ArithmeticError) as error:
        what = f"is not a translation file: {error}; mend it"
        raise UnreadableFileError([Fault(str(path), "", what)]) from None
    return po


class _Bounded(PoCatalog):
    """A catalogue that makes room for no more plural forms than a language can have."""

    @property
    def num_plurals(self) -> int:
        """The number of forms that the header names; Babel makes room for as many in every text."""
        number = super().num_plurals
        if number > MOST_FORMS:
            raise ValueError(
                f"Plural-Forms names {number} forms; languages have up to {MOST_FORMS}"
            )
        return number


def language_of(po: PoCatalog) -> Language:
    """The language that the header of a `.po` file names; empty where it names none."""
    return Language((po.locale_identifier or "").replace("_", "-"))


def _try_plural(po: PoCatalog) -> None:
    """Raise ValueError where a number would ask for a form that there is not."""
    plural = c2py(po.plural_expr)
    if not all(plural(number) in range(po.num_plurals) for number in range(_MANY)):
        raise ValueError(f"Plural-Forms leads beyond its {po.num_plurals} forms")


def _key(place: str | None, source: str | Iterable[str]) -> Key:
    return place, _forms(source)[0]


def _forms(text: str | Iterable[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)
