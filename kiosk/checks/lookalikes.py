"""Words and letters that look like others, by Unicode's list of confusables (UTS 39)."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

_SIGN = re.compile(r"[^\w]|_")
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
    return " ".join(_SIGN.sub(_noticed, text).split())


def _noticed(found: re.Match[str]) -> str:
    """What people take in of a sign: a dot only between digits, as in `1.5`, a dash as a space."""
    sign, text = found[0], found.string
    kind = unicodedata.category(sign)
    if kind[0] not in "PZ":
        return sign
    if (
        text[found.start() - 1 : found.start()].isdigit()
        and text[found.end() : found.end() + 1].isdigit()
    ):
        return sign
    return " " if kind in {"Pd", "Zs"} else ""


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
    from confusable_homoglyphs.confusables import confusables_data  # noqa: PLC0415

    return {
        letter: alike[0]["c"]
        for letter, alike in confusables_data.items()
        if not letter.isascii() and len(alike) == 1 and alike[0]["c"].isascii()
    }
