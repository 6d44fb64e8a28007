"""The one way for content to reach visitors: read, checked, and in every language."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from kiosk.checks.addresses import addresses
from kiosk.checks.calendar import calendar
from kiosk.checks.catalogues import catalogues, strays
from kiosk.checks.endings import endings
from kiosk.checks.examples import examples
from kiosk.checks.facts import facts
from kiosk.checks.findings import Finding, Findings, Severity, stands
from kiosk.checks.hours import dates, hours
from kiosk.checks.legibility import legibility
from kiosk.checks.proving import proved
from kiosk.checks.references import references
from kiosk.checks.soundness import soundness
from kiosk.checks.translations import (
    copies,
    languages,
    program_translations,
    translations,
)
from kiosk.checks.verdicts import verdicts
from kiosk.errors import Fault, RefusedError, UnreadableFileError, contained
from kiosk.pack.models import Pack
from kiosk.pack.reading import CONTENT, read_pack
from kiosk.pack.words import Language
from kiosk.proof.proving import Proof
from kiosk.texts.catalogs import NOTHING, Catalog
from kiosk.texts.editions import (
    PROGRAM_SOURCE,
    Edition,
    Editions,
    content_catalog,
    content_catalog_path,
    edition,
    program_catalog,
    program_catalog_path,
    program_spoken,
)
from kiosk.texts.speech import Speech, customs_known

MOST_FINDINGS = 500
"""So many findings of one kind are listed; where there are more, that is an error of its own."""

MOST_WORDS = 2_000_000
"""So many bytes have all files of words together at most; those of Espoo have a tenth."""

_HARMLESS = frozenset({"unknown-contact", "unknown-source", "unknown-reminder"})
"""The wrong references that no visit's way depends on."""
_NO_WAY = frozenset({"no-last-rule", "no-options", "several-services"})
"""What else keeps a flow from being followed."""


@dataclass
class Checked:
    """Everything to fix in a pack, and what the proof looked at, if it came to that."""

    findings: list[Finding]
    proof: Proof
    followable: bool
    """Whether every visit has a way to an outcome, whatever else is to be fixed."""

    @property
    def errors(self) -> list[Finding]:
        """The findings that keep the pack from being used."""
        return [finding for finding in self.findings if finding.severity is Severity.ERROR]


def check(folder: Path, pack: Pack) -> Checked:
    """Check a pack in every respect, what could let somebody in first.

    Only what rests on sound ids waits until they are.
    """
    checked = _but_for_the_proof(folder, pack)
    if checked.followable:
        more, checked.proof = proved(pack)
        checked.findings[:0] = more
        checked.followable = not any(each.code == "too-entangled" for each in more)
    return checked


def findings(folder: Path, pack: Pack) -> Iterator[Finding]:
    """Everything to fix in a pack, but for the proof."""
    yield from _but_for_the_proof(folder, pack).findings


def _but_for_the_proof(folder: Path, pack: Pack) -> Checked:
    ids = _some(references(pack))
    found = [*ids, *_some(languages(folder, pack)), *_some(calendar(pack))]
    words = _Words(folder, pack)
    found += [*_some(hours(pack)), *_some(dates(pack)), *_some(strays(folder, pack))]
    about_words = [*words.unreadable, *(words.placed(each) for each in _texts(pack, words))]
    followable = not any(each.code not in _HARMLESS for each in ids)
    if followable:
        sound = _some(soundness(pack))
        found += sound
        followable = not any(each.code in _NO_WAY for each in sound)
    if followable:
        found += [*_some(endings(pack)), *_some(examples(pack))]
    return Checked([*found, *about_words], Proof(), followable)


def _texts(pack: Pack, words: "_Words") -> Findings:
    yield from _some(translations(pack, words.content))
    yield from _some(program_translations(words.programs))
    yield from _some(verdicts(pack, words.content))
    yield from [*copies(words.content), *copies(words.programs)]
    if customs_known(pack.source_language):  # or else nothing can be compared with it
        yield from _some(facts(pack, words.content))
    yield from _some(legibility(pack, words.content))
    yield from _some(addresses(pack, words.content))
    yield from _some(catalogues(pack, words.content))


def _some(found: Findings) -> list[Finding]:
    """The findings of one kind, and that there are more where those are too many to list."""
    some = list(islice(found, MOST_FINDINGS))
    if next(found, None) is not None:
        what = f"more than {MOST_FINDINGS} findings of one kind, of which the rest is not listed"
        some.append(Finding("too-many-findings", "", f"{what}; fix those, then check again"))
    return some


class _Words:
    """The pack's and the program's words in each language, as far as their files can be read."""

    def __init__(self, folder: Path, pack: Pack) -> None:
        self.unreadable: list[Finding] = []
        self._folder = folder
        self._source = pack.source_language
        known = [tag for tag in dict.fromkeys(pack.languages) if customs_known(tag)]
        spoken = [tag for tag in known if program_spoken(tag, folder)]
        if self._too_large(known):
            known, spoken = [], []
        self.content = self._read(known, lambda tag: content_catalog(folder, pack, tag))
        self.programs = self._read(spoken, lambda tag: program_catalog(tag, folder))

    def placed(self, finding: Finding) -> Finding:
        """A finding about the words of a language, with the file that they are in."""
        language, of_program = finding.language, finding.where.startswith("program.")
        if finding.file or not language or (language == self._source and not of_program):
            return finding
        content, program = _files(self._folder, language)
        return replace(finding, file=self._named(program if of_program else content))

    def _too_large(self, tags: Iterable[Language]) -> bool:
        files = [path for tag in tags for path in _files(self._folder, tag)]
        own = (file for file in files if file.is_relative_to(self._folder) and file.is_file())
        size = sum(file.stat().st_size for file in own)
        if too_large := size > MOST_WORDS:
            what = f"the files of words have {size} bytes together, of at most {MOST_WORDS}"
            remedy = "take out what is no translation of this pack, or languages"
            finding = Finding("words-too-large", "languages", f"{what}; {remedy}")
            self.unreadable.append(finding)
        return too_large

    def _read(
        self, tags: Iterable[Language], catalog: Callable[[Language], Catalog]
    ) -> Mapping[Language, Catalog]:
        catalogs = {}
        for tag in tags:
            try:
                catalogs[tag] = catalog(tag)
            except UnreadableFileError as error:
                self.unreadable += [self._finding(tag, fault) for fault in error.faults]
        return catalogs

    def _finding(self, language: Language, fault: Fault) -> Finding:
        named = self._named(Path(fault.file))
        return Finding("catalog-unreadable", fault.place, fault.what, language=language, file=named)

    def _named(self, file: Path) -> str:
        """A file of words as the pack's folder has it."""
        return str(file.relative_to(self._folder) if file.is_relative_to(self._folder) else file)


def _files(folder: Path, language: Language) -> tuple[Path, Path]:
    """The files of words of a language."""
    return content_catalog_path(folder, language), program_catalog_path(language, folder)


def load(folder: Path, *, sealed: bool = False) -> Editions:
    """The editions of a pack without errors; one that a seal is kept of is not checked again.

    Raises UnreadableFileError or InvalidFileError for its files, RefusedError with every finding,
    and BrokenError for whatever else keeps it from being read.
    """
    with contained(str(folder)):
        return _loaded(folder, sealed=sealed)


def _loaded(folder: Path, *, sealed: bool) -> Editions:
    pack = read_pack(folder)
    if errors := [] if sealed else check(folder, pack).errors:
        raise RefusedError(fault(folder, pack, finding) for finding in errors)
    return {
        tag: edition(pack, tag, content_catalog(folder, pack, tag), program_catalog(tag, folder))
        for tag in pack.languages
    }


def draft(folder: Path) -> tuple[Edition, Checked]:
    """A pack in its source language that can be followed, whatever else is to be fixed in it.

    Raises as `load` does where it cannot be followed. Where the program does not speak the
    language, it says its own words in English.
    """
    pack = read_pack(folder)
    checked = check(folder, pack)
    if not checked.followable:
        raise RefusedError(fault(folder, pack, finding) for finding in checked.errors)
    tag, words = pack.source_language, NOTHING
    with suppress(UnreadableFileError):
        words = program_catalog(tag, folder)
    speech = Speech(tag if customs_known(tag) else PROGRAM_SOURCE, words)
    return Edition(pack, speech), checked


def fault(folder: Path, pack: Pack, finding: Finding) -> Fault:
    """A finding as the fault of a file."""
    file = str(folder / (finding.file or CONTENT))
    return Fault(file, stands(pack, finding), finding.message)
