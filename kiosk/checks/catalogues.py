"""Whether each catalogue is of its language as a whole, and belongs to the pack."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from kiosk.checks.findings import Finding, Findings, Severity
from kiosk.checks.lexicon import COMMON, CONCEPTS, VERDICTS
from kiosk.pack.models import OutcomeKind, Pack
from kiosk.pack.reading import texts
from kiosk.pack.words import MAX_TEXT, Address, Language, Text
from kiosk.texts.catalogs import NOTHING, Catalog

_FEWEST = 5
"""With fewer texts than this, a share of them says nothing."""
_ENOUGH = 20
"""So many common words of one language are no chance."""
_MOST_FILES = 2_000
_FOLDER = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")

Words = Mapping[str, str]
"""The texts of one language by their places."""


def catalogues(pack: Pack, catalogs: Mapping[Language, Catalog]) -> Findings:
    """Every language that is the source itself, is another one, or mixes texts up."""
    every = [each for each in texts(pack) if not isinstance(each[1], Address)]
    spoken = {language: dict(_words(every, catalog)) for language, catalog in catalogs.items()}
    for language, words in spoken.items():
        yield from _other_language(language, words)
        yield from _misleading_titles(pack, language, words)
        if language != pack.source_language:
            source = spoken.get(pack.source_language, {})
            yield from _copied(pack, language, words, source)
            yield from _swapped(pack, language, words, source)


def strays(folder: Path, pack: Pack) -> Findings:
    """Every file beside the catalogues that is none of them, and is never read."""
    expected = {
        f"{language}/LC_MESSAGES/{name}"
        for language in pack.languages
        for name in ("content.po", "kiosk.po")
    }
    beside = folder / "translations"
    files = (file for file in beside.rglob("*") if not file.is_dir() or file.is_symlink())
    for file in sorted(islice(files, _MOST_FILES)):
        name = file.relative_to(beside).as_posix()
        if name not in expected:
            what = "is no catalogue of a language of this pack, so nothing reads it; take it out"
            yield Finding("file-stray", "", what, Severity.WARNING, file=f"translations/{name}")


def _words(every: Iterable[tuple[str, Text]], catalog: Catalog) -> Iterator[tuple[str, str]]:
    for place, source in every:
        shown = source if catalog is NOTHING else catalog.text(source, place)
        if shown and len(shown) <= MAX_TEXT:
            yield place, shown


def _tongue(language: str) -> str:
    return language.partition("-")[0]


def _copied(pack: Pack, language: Language, words: Words, source: Words) -> Findings:
    """A language that is the source; one in the same tongue may say the same now and then."""
    both = [place for place in words.keys() & source.keys() if _is_sentence(words[place])]
    same = sum(words[place].casefold() == source[place].casefold() for place in both)
    akin = _tongue(language) == _tongue(pack.source_language)
    if len(both) >= _FEWEST and same > (len(both) - 1 if akin else len(both) // 2):
        what = f"{same} of {len(both)} {language} texts are those of the source; translate them"
        yield Finding("language-copied", "languages", what, language=language)


def _is_sentence(text: str) -> bool:
    """Whether a text is more than a name, which may be the same in every language."""
    words = text.split()
    return len(words) > 1 and any(word.islower() and len(word) > 3 for word in words)  # noqa: PLR2004


def _other_language(language: Language, words: Words) -> Findings:
    """A language whose common words are those of another one."""
    said = [word for text in words.values() for word in re.findall(r"[^\W\d_]+", text.casefold())]
    heard = {tongue: sum(word in common for word in said) for tongue, common in COMMON.items()}
    loudest = max(heard, key=lambda tongue: heard[tongue])
    own = _tongue(language)
    if loudest != own and heard[loudest] >= _ENOUGH and heard[loudest] > 2 * heard.get(own, 0):
        what = f"the {language} texts are mostly in another language ({loudest}); correct the tag"
        yield Finding("language-mistaken", "languages", f"{what}, or the texts", language=language)


def _misleading_titles(pack: Pack, language: Language, words: Words) -> Findings:
    """A title that says to come in on an outcome that keeps people out, or the other way round."""
    known = VERDICTS.get(_tongue(language))
    for outcome in pack.outcomes if known else ():
        place = f"outcomes.{outcome.id}.title"
        title = unicodedata.normalize("NFKC", words.get(place, ""))
        for says, pattern in known.items() if known else ():
            kinds = _CONTRADICT[says]
            if outcome.kind in kinds and pattern.search(title):
                what = f'reads "{title}" in {language}, which says to {says}, but is {outcome.kind}'
                yield Finding("title-misleads", place, f"{what}; word it anew", language=language)


_CONTRADICT = {
    "come in": {
        OutcomeKind.ASK_STAFF,
        OutcomeKind.REMOTE,
        OutcomeKind.STAY_AWAY,
        OutcomeKind.EMERGENCY,
    },
    "stay out": {OutcomeKind.GO_AHEAD, OutcomeKind.NOT_YET},
}


def _swapped(pack: Pack, language: Language, words: Words, source: Words) -> Findings:
    """Options of a question whose texts changed places: the one means what the other should."""
    theirs, ours = CONCEPTS.get(_tongue(pack.source_language)), CONCEPTS.get(_tongue(language))
    if theirs is None or ours is None:
        return
    for question in pack.questions:
        group = [f"questions.{question.id}.options.{option.id}.text" for option in question.options]
        yield from _changed_places(language, group, _meant(theirs, source), _meant(ours, words))
    group = [f"services.{service.id}.name" for service in pack.services]
    yield from _changed_places(language, group, _meant(theirs, source), _meant(ours, words))


Meant = Callable[[str], frozenset[str]]


def _meant(concepts: Mapping[str, re.Pattern[str]], words: Words) -> Meant:
    """What the text of a place is about, as far as its words are known."""

    def meant(place: str) -> frozenset[str]:
        text = words.get(place, "")
        return frozenset(name for name, pattern in concepts.items() if pattern.search(text))

    return meant


def _changed_places(language: Language, group: list[str], before: Meant, after: Meant) -> Findings:
    wanted = {place: before(place) for place in group}
    found = {place: after(place) for place in group}
    lacking = {concept: place for place in group for concept in wanted[place] - found[place]}
    for place in group:
        alien = found[place] - wanted[place]
        if wanted[place] and alien and not found[place] & wanted[place]:
            for other in sorted(lacking[concept] for concept in alien if concept in lacking)[:1]:
                what = f"the {language} text means what {other} says in the source; swap them back"
                yield Finding("texts-swapped", place, what, language=language)
