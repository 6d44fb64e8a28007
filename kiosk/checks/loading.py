"""The one way for content to reach visitors: read, checked, and in every language."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.checks.calendar import calendar
from kiosk.checks.facts import facts
from kiosk.checks.findings import Finding, Severity
from kiosk.checks.legibility import legibility
from kiosk.checks.proving import proved, unguarded
from kiosk.checks.references import references
from kiosk.checks.soundness import examples, soundness
from kiosk.checks.translations import languages, program_translations, translations
from kiosk.errors import Fault, RefusedError, UnreadableFileError, contained
from kiosk.pack.models import Pack
from kiosk.pack.reading import CONTENT, read_pack
from kiosk.pack.words import Language
from kiosk.proof.proving import Proof
from kiosk.texts.catalogs import Catalog
from kiosk.texts.editions import Editions, content_catalog, edition, program_catalog


@dataclass
class Checked:
    """Everything to mend in a pack, and what the proof looked at, if it came to that."""

    findings: list[Finding]
    proof: Proof


def check(folder: Path, pack: Pack) -> Checked:
    """Check a pack; what rests on sound ids is tried once they are."""
    found = list(findings(folder, pack))
    if _errors(found):
        return Checked(found, Proof())
    more, proof = proved(pack)
    return Checked([*found, *more], proof)


def findings(folder: Path, pack: Pack) -> Iterator[Finding]:
    """Everything to mend in a pack, but for the proof."""
    found = [*references(pack), *languages(folder, pack), *calendar(pack)]
    if not _errors(found):
        catalogs, programs = _catalogs(folder, pack)
        found += [*soundness(pack, catalogs), *unguarded(pack)]
        found += [*translations(pack, catalogs), *program_translations(programs)]
        found += [*facts(pack, catalogs), *legibility(pack, catalogs)]
    if not _errors(found):
        found += examples(pack)
    yield from found


def _catalogs(
    folder: Path, pack: Pack
) -> tuple[Mapping[Language, Catalog], Mapping[Language, Catalog]]:
    """The pack's and the program's words, or UnreadableFileError with every file that is amiss."""
    faults = list[Fault]()

    def read(catalog: Callable[[Language], Catalog]) -> Mapping[Language, Catalog]:
        catalogs = {}
        for tag in pack.languages:
            try:
                catalogs[tag] = catalog(tag)
            except UnreadableFileError as error:
                faults.extend(error.faults)
        return catalogs

    content = read(lambda tag: content_catalog(folder, pack, tag))
    programs = read(lambda tag: program_catalog(tag, folder))
    if faults:
        raise UnreadableFileError(faults)
    return content, programs


def load(folder: Path, *, sealed: bool = False) -> Editions:
    """The editions of a pack without errors; one that a seal is kept of is not checked again.

    Raises UnreadableFileError or InvalidFileError for its files, RefusedError with every finding,
    and BrokenError for whatever else keeps it from being read.
    """
    with contained(str(folder)):
        return _loaded(folder, sealed=sealed)


def _loaded(folder: Path, *, sealed: bool) -> Editions:
    pack = read_pack(folder)
    if errors := [] if sealed else _errors(check(folder, pack).findings):
        file = str(folder / CONTENT)
        raise RefusedError(Fault(file, finding.where, finding.message) for finding in errors)
    return {
        tag: edition(pack, tag, content_catalog(folder, pack, tag), program_catalog(tag, folder))
        for tag in pack.languages
    }


def _errors(found: Iterator[Finding] | list[Finding]) -> list[Finding]:
    return [finding for finding in found if finding.severity is Severity.ERROR]
