"""Translations as people keep them, in `.po` files, read by Babel."""

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from gettext import c2py
from pathlib import Path

from babel.messages.catalog import Catalog as PoCatalog
from babel.messages.pofile import PoFileError, read_po

from kiosk.errors import Fault, UnreadableFileError
from kiosk.files import read_text

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


def read_catalog(path: Path) -> Catalog:
    """Read a `.po` file, or raise UnreadableFileError."""
    po = read_po_file(path)
    finished = {
        _key(message.context, message.id): _forms(message.string)
        for message in po
        if message.id and not message.fuzzy and message.string and all(_forms(message.string))
    }
    stale = frozenset(_key(m.context, m.id) for m in po if m.id and m.fuzzy)
    return Catalog(finished, stale, c2py(po.plural_expr))


def read_po_file(path: Path) -> PoCatalog:
    """Read a `.po` file with all that Babel keeps of it, or raise UnreadableFileError."""
    try:
        po = read_po(io.StringIO(read_text(path)), abort_invalid=True)
        c2py(po.plural_expr)
    except (PoFileError, ValueError) as error:
        what = f"is not a translation file: {error}; mend it"
        raise UnreadableFileError([Fault(str(path), "", what)]) from None
    return po


def _key(place: str | None, source: str | Iterable[str]) -> Key:
    return place, _forms(source)[0]


def _forms(text: str | Iterable[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)
