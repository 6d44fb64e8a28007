"""Where a line may break: never within a number, a date or an address."""

import re

_JOINER = "\u2060"
_SPACE = "\u00a0"


def breakable(words: str) -> str:
    """Words without what keeps a line from breaking, for a terminal."""
    return words.replace(_SPACE, " ").replace(_JOINER, "")


def unbroken(fact: str) -> str:
    """A number, date or address that no line break can part."""
    return re.sub(r"([-–./])", rf"\1{_JOINER}", fact).replace(" ", _SPACE)
