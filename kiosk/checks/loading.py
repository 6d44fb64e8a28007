"""The one way for content to reach visitors: read, checked, and in every language."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from kiosk.checks.findings import Finding, Severity
from kiosk.checks.references import references
from kiosk.checks.soundness import examples, soundness
from kiosk.checks.translations import languages, translations
from kiosk.errors import Fault, RefusedError, UnreadableFileError
from kiosk.pack.models import Pack
from kiosk.pack.reading import CONTENT, read_pack
from kiosk.pack.words import Language
from kiosk.texts.catalogs import Catalog
from kiosk.texts.editions import Editions, content_catalog, edition, program_catalog


def findings(folder: Path, pack: Pack) -> Iterator[Finding]:
    """Everything to mend in a pack; what rests on sound ids is tried once they are."""
    found = [*references(pack), *languages(pack)]
    if not _errors(found):
        catalogs = _catalogs(folder, pack)
        found += soundness(pack, catalogs)
        found += translations(pack, catalogs)
    if not _errors(found):
        found += examples(pack)
    yield from found


def _catalogs(folder: Path, pack: Pack) -> Mapping[Language, Catalog]:
    """The catalogue of every language, or UnreadableFileError with every one that is amiss."""
    catalogs, faults = {}, list[Fault]()
    for tag in pack.languages:
        try:
            catalogs[tag] = content_catalog(folder, pack, tag)
        except UnreadableFileError as error:
            faults += error.faults
    if faults:
        raise UnreadableFileError(faults)
    return catalogs


def load(folder: Path) -> Editions:
    """The editions of a pack without errors.

    Raises UnreadableFileError or InvalidFileError for its files, RefusedError with every finding.
    """
    pack = read_pack(folder)
    if errors := _errors(findings(folder, pack)):
        file = str(folder / CONTENT)
        raise RefusedError(Fault(file, finding.where, finding.message) for finding in errors)
    return {
        tag: edition(pack, tag, content_catalog(folder, pack, tag), program_catalog(tag))
        for tag in pack.languages
    }


def _errors(found: Iterator[Finding] | list[Finding]) -> list[Finding]:
    return [finding for finding in found if finding.severity is Severity.ERROR]
