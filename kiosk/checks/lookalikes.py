"""Words and letters that look like others, by Unicode's list of confusables (UTS 39)."""

import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import import_module

_ALIKE_IN_LATIN = str.maketrans({"0": "o", "1": "l", "I": "l", "|": "l", "m": "rn"})
"""What UTS 39 calls alike within Latin letters and digits."""


def plainest(text: str) -> str:
    """A text in one case and form, without the signs that are overlooked: dots, quotes, spaces."""
    return _bare(unicodedata.normalize("NFKC", text)).casefold()


def skeleton(text: str) -> str:
    """What a text looks like: two texts with the same skeleton can be taken for each other."""
    bare = _bare(unicodedata.normalize("NFKC", text))
    if not _is_latin(bare):
        bare = "".join(_likeness().get(letter, letter) for letter in bare)
    return bare.translate(_ALIKE_IN_LATIN).casefold()


def disguised(text: str) -> str | None:
    """The first letter that looks like a Latin one and is none; None where there is none."""
    if _is_latin(text):
        return None
    return next((letter for letter in text if letter in _likeness()), None)


def _bare(text: str) -> str:
    return " ".join("".join(_noticed(text, at) for at in range(len(text))).split())


def _noticed(text: str, at: int) -> str:
    """A character as people take it in: a sign only counts between digits, as in `1.5`."""
    character = text[at]
    if unicodedata.category(character)[0] not in "PZ":
        return character
    if text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit():
        return character
    return " " if unicodedata.category(character) in {"Pd", "Zs"} else ""


@cache
def _is_latin(text: str) -> bool:
    """Whether all letters are Latin ones, with marks or without."""
    bare = unicodedata.normalize("NFD", text)
    letters = (character for character in bare if character.isalpha() and not character.isascii())
    return all(unicodedata.name(letter, "").startswith("LATIN SMALL LETTER ") for letter in letters)


@cache
def _likeness() -> Mapping[str, str]:
    """The Latin letter that each letter of another script looks like.

    Loaded only for a text in other letters: it takes longer than the rest of a check.
    """
    data = import_module("confusable_homoglyphs.confusables").confusables_data
    return {
        letter: alike[0]["c"]
        for letter, alike in data.items()
        if not letter.isascii() and len(alike) == 1 and alike[0]["c"].isascii()
    }
