"""Whether every text is there, and fresh, in every language."""

from collections.abc import Mapping

from kiosk.checks.findings import Finding, Findings, Severity
from kiosk.pack.models import Pack
from kiosk.pack.reading import texts
from kiosk.pack.words import Address, Language, flaw
from kiosk.texts.catalogs import Catalog
from kiosk.texts.editions import program_languages
from kiosk.texts.speech import placeholders


def languages(pack: Pack) -> Findings:
    """The languages of a pack that cannot be shown."""
    if pack.source_language not in pack.languages:
        what = f"the source language {pack.source_language} is not among the languages; add it"
        yield Finding("source-language-missing", "languages", what)
    spoken = list(program_languages())
    for position, language in enumerate(pack.languages):
        place = f"languages.{position}"
        if pack.languages.index(language) != position:
            yield Finding("id-twice", place, f'"{language}" stands twice; take one out')
        elif language not in spoken:
            what = f'the program speaks only {", ".join(spoken)}; take "{language}" out'
            yield Finding("unknown-language", place, what)


def translations(pack: Pack, catalogs: Mapping[Language, Catalog]) -> Findings:
    """Every text of the pack that is missing or stale in one of its languages."""
    for language in pack.languages:
        if language != pack.source_language:
            yield from _content(pack, language, catalogs[language])


def _content(pack: Pack, language: Language, catalog: Catalog) -> Findings:
    present = set()
    for place, source in texts(pack):
        present.add((place, source))
        shown = catalog.text(source, place)
        if shown is not None:
            yield from _shown(place, source, shown, language)
        elif not isinstance(source, Address):
            yield _lacking(place, source, language, stale=(place, source) in catalog.stale)
    for left_at, left in sorted(catalog.messages.keys() - present, key=str):
        what = f'the {language} text of "{left}" belongs to nothing; run "kioskctl texts export"'
        yield Finding("text-left-over", str(left_at), what, Severity.WARNING)


def _shown(place: str, source: str, shown: str, language: Language) -> Findings:
    if what := flaw(shown):
        yield Finding("text-unfit", place, f"the {language} text {what}")
    if placeholders(shown) != placeholders(source):
        names = ", ".join(sorted(placeholders(source) ^ placeholders(shown)))
        what = f"differs from the source in the placeholders {names}; mend the {language} text"
        yield Finding("placeholders-differ", place, what)


def _lacking(place: str, source: str, language: Language, *, stale: bool) -> Finding:
    if stale:
        what = f'the {language} text is older than "{source}"; look through it and unmark "fuzzy"'
        return Finding("text-stale", place, what)
    return Finding("text-missing", place, f'"{source}" has no {language} text; add it')
