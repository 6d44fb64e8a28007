"""Whether every text is there, and fresh, in every language."""

from collections.abc import Mapping
from datetime import date
from itertools import combinations
from pathlib import Path

from kiosk.checks.findings import Finding, Findings, Severity
from kiosk.pack.models import Pack
from kiosk.pack.reading import needs_translation, texts
from kiosk.pack.words import Language, flaw
from kiosk.texts.catalogs import Catalog
from kiosk.texts.editions import (
    PROGRAM_SOURCE,
    content_catalog_path,
    program_spoken,
    program_words,
)
from kiosk.texts.formats import day
from kiosk.texts.speech import Speech, customs_known, placeholders


def languages(folder: Path, pack: Pack) -> Findings:
    """The languages of a pack that cannot be shown."""
    if pack.source_language not in pack.languages:
        what = f"the source language {pack.source_language} is not among the languages; add it"
        yield Finding("source-language-missing", "languages", what)
    for position, language in enumerate(pack.languages):
        place = f"languages.{position}"
        if pack.languages.index(language) != position:
            yield Finding("id-twice", place, f'"{language}" stands twice; take one out')
        elif not customs_known(language):
            what = f'"{language}" is no language that dates and times are known of; mend the tag'
            yield Finding("unknown-language", place, what, language=language)
        elif not program_spoken(language, folder):
            remedy = 'run "kioskctl texts export" and translate kiosk.po'
            what = f'the program does not speak "{language}"; {remedy}, or take it out'
            yield Finding("unknown-language", place, what, language=language)


def translations(pack: Pack, catalogs: Mapping[Language, Catalog]) -> Findings:
    """Every text of the pack that is missing or stale in one of its languages."""
    for language, catalog in catalogs.items():
        if language != pack.source_language:
            yield from _content(pack, language, catalog)


def program_translations(programs: Mapping[Language, Catalog]) -> Findings:
    """Every sentence of the program that a language lacks or spoils."""
    sources = [_forms(message.id) for message in program_words() if message.id]
    for language, catalog in programs.items():
        for forms in sources if language != PROGRAM_SOURCE else ():
            yield from _program(forms, language, catalog)
        try:
            day(date.min, Speech(language, catalog))
        except (ValueError, AttributeError):
            what = f'the {language} date pattern is none; write one as "d MMMM y" in kiosk.po'
            yield Finding("date-pattern-unfit", f"program.{language}", what, language=language)


def copies(catalogs: Mapping[Language, Catalog]) -> Findings:
    """Every catalogue that says what another language's says, as after copying a file.

    Texts of one word are left out: `Kela` and `Chat` are the same in many languages.
    """
    said = {
        tag: {key: forms for key, forms in catalog.messages.items() if " " in forms[0]}
        for tag, catalog in catalogs.items()
    }
    for first, second in combinations(said, 2):
        both = said[first].keys() & said[second].keys()
        alike = sum(said[first][key] == said[second][key] for key in both)
        akin = first.partition("-")[0] == second.partition("-")[0]
        if both and (alike == len(both) if akin else 2 * alike > len(both)):
            what = f"{alike} of {len(both)} texts in {second} are those in {first}"
            message = f"{what}; take out the copy, and translate into {second}"
            yield Finding("catalog-copied", "languages", message, language=second)


def _program(sources: tuple[str, ...], language: Language, catalog: Catalog) -> Findings:
    source, place = sources[0], f"program.{language}"
    shown = catalog.messages.get((None, source), ())
    if not shown:
        stale = (None, source) in catalog.stale
        remedy = _unmark("kiosk.po") if stale else "add it to kiosk.po"
        what = f'"{source}" has {"only a stale" if stale else "no"} {language} text; {remedy}'
        yield Finding("program-text-missing", place, what, language=language)
    for form in shown:
        yield from _shown(place, sources[-1], form, language)


def _forms(source: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (source,) if isinstance(source, str) else tuple(source)


def _content(pack: Pack, language: Language, catalog: Catalog) -> Findings:
    present = set()
    for place, source in texts(pack):
        present.add((place, source))
        shown = catalog.text(source, place)
        if shown is not None:
            yield from _shown(place, source, shown, language)
        elif needs_translation(pack, place, source):
            yield _lacking(place, source, language, stale=(place, source) in catalog.stale)
    for left_at, left in sorted(catalog.messages.keys() - present, key=str):
        what = f'the {language} text of "{left}" belongs to nothing; run "kioskctl texts export"'
        severity = Severity.WARNING
        yield Finding("text-left-over", str(left_at), what, severity, language=language)


def _shown(place: str, source: str, shown: str, language: Language) -> Findings:
    if what := flaw(shown):
        yield Finding("text-unfit", place, f"the {language} text {what}", language=language)
    if placeholders(shown) != placeholders(source):
        names = ", ".join(sorted(placeholders(source) ^ placeholders(shown)))
        what = f"differs from the source in the placeholders {names}; mend the {language} text"
        yield Finding("placeholders-differ", place, what, language=language)


def _unmark(file: str) -> str:
    """What to do about a translation that is marked as fuzzy."""
    return f'correct its msgstr in {file}, then take out the line "#, fuzzy"'


def _lacking(place: str, source: str, language: Language, *, stale: bool) -> Finding:
    if stale:
        file = content_catalog_path(Path(), language).as_posix()
        what = f'the {language} text is older than "{source}"; {_unmark(file)}'
        return Finding("text-stale", place, what, language=language)
    what = f'"{source}" has no {language} text; run "kioskctl texts export", then fill its msgstr'
    return Finding("text-missing", place, what, language=language)
