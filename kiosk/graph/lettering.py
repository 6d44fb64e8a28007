"""How much room words take: cautious widths, so that any usual sans-serif font fits."""

import unicodedata
from collections.abc import Iterator

_THIN = frozenset("iljI.,:;'’|! \u00a0")
_NARROW = frozenset("tfr()[]/-")
_BROAD = frozenset("mwMW@%&<>—…+=≥≤")


def width_em(words: str, *, bold: bool = False) -> float:
    """The width of a line, in multiples of its font's size."""
    return sum(map(_width_em, words)) * (1.12 if bold else 1.0)


def lines(words: str, most_em: float, *, bold: bool = False) -> tuple[str, ...]:
    """Words in lines of at most a width; only a word that is longer than a line is parted."""
    found = [""]
    for piece in _pieces(words, most_em, bold=bold):
        longer = f"{found[-1]} {piece}".lstrip()
        if width_em(longer, bold=bold) <= most_em:
            found[-1] = longer
        else:
            found.append(piece)
    return tuple(line for line in found if line)


def _pieces(words: str, most_em: float, *, bold: bool) -> Iterator[str]:
    for word in words.split(" "):  # and not at a space that is to keep words together
        start = 0
        for end in range(1, len(word) + 1):
            if end - start > 1 and width_em(word[start:end], bold=bold) > most_em:
                yield word[start : end - 1]
                start = end - 1
        yield word[start:]


def _width_em(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF" or character in _BROAD:
        return 1.0
    if character in _THIN:
        return 0.33
    if character in _NARROW:
        return 0.42
    return 0.77 if character.isupper() else 0.64
