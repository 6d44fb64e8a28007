"""A pack and the program's words together, in one language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog as PoCatalog

from kiosk import paths
from kiosk.errors import Fault, UnreadableFileError
from kiosk.pack.models import Pack
from kiosk.pack.reading import translated
from kiosk.pack.words import Language, Text
from kiosk.texts.catalogs import NOTHING, Catalog, read_catalog, read_po_file
from kiosk.texts.speech import Speech

PROGRAM_SOURCE = Language("en")


@dataclass(frozen=True)
class Edition:
    """Everything that a visitor reads in one language."""

    pack: Pack
    speech: Speech

    @property
    def language(self) -> Language:
        """The language of the edition."""
        return self.speech.language


Editions = Mapping[Language, Edition]
"""The editions of one pack, in the order in which languages are offered."""


def program_catalog_path(language: Language, folder: Path | None = None) -> Path:
    """Where the program's words in a language are kept: with the program, or else with a pack."""
    shipped = paths.TRANSLATIONS / language / "LC_MESSAGES" / "kiosk.po"
    if folder is None or shipped.exists():
        return shipped
    return folder / "translations" / language / "LC_MESSAGES" / "kiosk.po"


def content_catalog_path(folder: Path, language: Language) -> Path:
    """Where a pack's words in a language are kept."""
    return folder / "translations" / language / "LC_MESSAGES" / "content.po"


def program_catalog(language: Language, folder: Path | None = None) -> Catalog:
    """The program's words in a language, or raise UnreadableFileError."""
    if language == PROGRAM_SOURCE:
        return NOTHING
    return read_catalog(program_catalog_path(language, folder), language)


def program_words() -> PoCatalog:
    """Every sentence of the program, from its template."""
    return read_po_file(paths.TRANSLATIONS / "kiosk.pot")


def content_catalog(folder: Path, pack: Pack, language: Language) -> Catalog:
    """A pack's words in a language, or raise UnreadableFileError."""
    if language == pack.source_language:
        return NOTHING
    path = content_catalog_path(folder, language)
    if not path.exists():
        what = 'no such file; run "kioskctl texts export" and translate it'
        raise UnreadableFileError([Fault(str(path), "", what)])
    return read_catalog(path, language)


def program_languages() -> Iterator[Language]:
    """The languages that the program speaks of itself."""
    yield PROGRAM_SOURCE
    for catalog in sorted(paths.TRANSLATIONS.glob("*/LC_MESSAGES/kiosk.po")):
        yield Language(catalog.parts[-3])


def program_spoken(language: Language, folder: Path) -> bool:
    """Whether the program speaks a language, by itself or because a pack brings its words."""
    return language == PROGRAM_SOURCE or program_catalog_path(language, folder).exists()


def edition(pack: Pack, language: Language, content: Catalog, program: Catalog) -> Edition:
    """The edition of a pack in one language; a text without a translation keeps its source."""

    def translate(place: str, text: Text) -> str:
        return content.text(text, place) or text

    return Edition(translated(pack, translate), Speech(language, program))
