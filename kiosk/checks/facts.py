"""Whether facts agree across languages, and each text reads like one of its own language."""

import re
from collections.abc import Iterable, Iterator, Mapping

from kiosk.checks.addresses import dialling_code
from kiosk.checks.agreement import Pair, Reader, agreement
from kiosk.checks.findings import Finding, Findings, Severity
from kiosk.checks.lookalikes import plainest, skeleton
from kiosk.checks.scripts import WEB, Said, Writing, letters_of
from kiosk.pack.models import Pack
from kiosk.pack.questions import Question
from kiosk.pack.reading import texts
from kiosk.pack.words import MAX_TEXT, Address, Language, SiteId, Text
from kiosk.texts.catalogs import NOTHING, Catalog
from kiosk.texts.speech import PLACEHOLDER

_TIMES_LONGER = 2
_LONGER_ANYHOW = 20
"""Translations into Finnish, Swedish and English stay below 1.1 times the source and 20 letters."""

_HEAD = 4
"""So many letters of a name stay the same in every language, as in `Discordissa`, `Discord`."""


def facts(pack: Pack, catalogs: Mapping[Language, Catalog]) -> Findings:
    """What differs from the source in one of the languages, or reads the same twice."""
    original = Reader(pack.source_language)
    for language, catalog in catalogs.items():
        yield from dict.fromkeys(_alike(pack, language, catalog))
        if catalog is not NOTHING:
            reader = Reader(language)
            for pair in _pairs(pack, language, catalog):
                yield from _differing(pair, original, reader)
                yield from agreement(pair, original, reader)
                yield from _copied(pair, original.writing, reader.writing)
                yield from _foreign(pair, reader.writing)
                yield from _long(pair)


def _pairs(pack: Pack, language: Language, catalog: Catalog) -> Iterator[Pair]:
    """Every translated text that is not too long; an address may differ by language."""
    home = dialling_code(pack)
    for place, source in texts(pack):
        shown = catalog.text(source, place)
        if shown and len(shown) <= MAX_TEXT and not isinstance(source, Address):
            before, after = (PLACEHOLDER.sub(" ", text) for text in (source, shown))
            yield Pair(place, language, before, after, home)


def _alike(pack: Pack, language: Language, catalog: Catalog) -> Findings:
    for question in pack.questions:
        for site in pack.sites:
            known = dict[str, str]()
            for place, text in _offered(pack, question, site.id):
                shown = text if catalog is NOTHING else catalog.text(text, place)
                for look in {plainest(shown), skeleton(shown)} if shown else ():
                    first = known.setdefault(look, place)
                    if first != place:
                        what = f'reads "{shown}" in {language} like {first}; word one of them anew'
                        yield Finding("options-alike", place, what, language=language)


def _offered(pack: Pack, question: Question, site: SiteId) -> Iterator[tuple[str, Text]]:
    for service in pack.services_at(site) if question.from_services else ():
        yield f"services.{service.id}.name", service.name
    for option in question.options:
        yield f"questions.{question.id}.options.{option.id}.text", option.text


def _differing(pair: Pair, original: Reader, reader: Reader) -> Findings:
    """A fact in one of the two only; a small number is one only if the other has another."""
    before, after = original.meaning(pair.source).facts, reader.meaning(pair.shown).facts
    lost = [before[value] for value in before.keys() - after.keys()]
    new = [after[value] for value in after.keys() - before.keys()]
    if (lost and new) or any(said.firm for said in (*lost, *new)):
        mend = "mend one of them, and write numbers in digits in both"
        yield pair.finding("facts-differ", f"{_told(pair.language, lost, new)}; {mend}")


def _told(language: Language, lost: Iterable[Said], new: Iterable[Said]) -> str:
    there, here = (", ".join(sorted({said.written for said in each})) for each in (lost, new))
    if not here:
        return f"the {language} text lacks {there} of the source"
    if not there:
        return f"the {language} text says {here}, of which the source says nothing"
    return f"the {language} text says {here} where the source says {there}"


def _copied(pair: Pair, original: Writing, writing: Writing) -> Findings:
    """A text left as it was, but for names, `Espoon Asunnot`, and for what is one word, `Chat`.

    What tells it from a name is a word in small letters that is longer than `de` or `and`.
    """
    words = [word for word in WEB.sub(" ", pair.shown).split() if _letters(word)]
    small = [word for word in words if word == word.lower() and len(_letters(word)) >= _HEAD]
    if (
        _folded(pair.shown) == _folded(pair.source)
        and original.tongue != writing.tongue
        and len(words) > 1
        and small
    ):
        what = f"the {pair.language} text is the source itself; translate it"
        yield pair.finding("text-copied", what, Severity.WARNING)


def _foreign(pair: Pair, writing: Writing) -> Findings:
    """A text mainly in letters of other languages, names of the source left out."""
    if writing.script is None:
        return
    names = {word[:_HEAD] for word in _words(WEB.sub(" ", pair.source))}
    words = [word for word in _words(WEB.sub(" ", pair.shown)) if word[:_HEAD] not in names]
    if 2 * letters_of(writing.script, "".join(words)) < len("".join(words)):
        script = writing.script.capitalize()
        what = f"the {pair.language} text is not in {script} letters; write it anew"
        yield pair.finding("wrong-script", what)


def _long(pair: Pair) -> Findings:
    most = len(pair.source) * _TIMES_LONGER + _LONGER_ANYHOW
    if most < len(pair.shown):
        what = f"the {pair.language} text has {len(pair.shown)} letters, of {most}; shorten it"
        yield pair.finding("text-too-long", what, Severity.WARNING)


def _letters(word: str) -> str:
    return "".join(letter for letter in word if letter.isalpha())


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.casefold())


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
