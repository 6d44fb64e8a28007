"""Languages that nobody speaks, to try scripts and directions with: letters of others, same words.

They stand for Arabic, which runs right to left, and Russian; every word is as long as in Finnish.
"""

from functools import cache

from kiosk.pack.reading import texts
from kiosk.pack.words import Address, Language
from kiosk.texts.catalogs import Catalog, Key
from kiosk.texts.editions import Edition, Editions, edition, program_catalog
from kiosk.texts.speech import PLACEHOLDER
from tests.builders import editions

_LATIN = "abcdefghijklmnopqrstuvwxyzåäö"
_LETTERS = {
    "ar": "ابجدهوزحطيكلمنسعفصقرشتثخذضظغء",
    "ru": "абцдефгхижклмнопярстувшыйзоэю",
}
_AS_THEY_ARE = {"d MMMM y"}
PSEUDO = tuple(Language(tag) for tag in _LETTERS)


def spelled_in(language: str, text: str) -> str:
    """The text in the letters of another language, its placeholders and numbers kept."""
    table = str.maketrans(
        dict(zip(_LATIN, _LETTERS[language], strict=True))
        | dict(zip(_LATIN.upper(), _LETTERS[language].upper(), strict=True))
    )
    parts = PLACEHOLDER.split(text)
    return "".join(
        f"{{{part}}}" if place % 2 else part.translate(table) for place, part in enumerate(parts)
    )


@cache
def all_editions() -> Editions:
    """The Espoo pack in its own languages and the ones that nobody speaks."""
    return {**editions(), **{tag: _edition(tag) for tag in PSEUDO}}


def _edition(language: Language) -> Edition:
    finnish = editions()[Language("fi")].pack
    content: dict[Key, tuple[str, ...]] = {
        (place, text): (spelled_in(language, text),)
        for place, text in texts(finnish)
        if not isinstance(text, Address)
    }
    program = program_catalog(Language("fi"))
    words = {
        (place, source): tuple(
            form if source in _AS_THEY_ARE else spelled_in(language, form) for form in forms
        )
        for (place, source), forms in program.messages.items()
    }
    return edition(
        finnish,
        language,
        Catalog(content, frozenset(), program.plural),
        Catalog(words, frozenset(), program.plural),
    )
