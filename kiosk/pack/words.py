"""Words that visitors read, and ids that they never see."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from difflib import get_close_matches
from typing import Annotated, Any, NewType

from pydantic import AfterValidator, GetCoreSchemaHandler, StringConstraints
from pydantic_core import CoreSchema, core_schema

from kiosk.icons import ICONS

MAX_TEXT = 400

SiteId = NewType("SiteId", str)
ContactId = NewType("ContactId", str)
ServiceId = NewType("ServiceId", str)
QuestionId = NewType("QuestionId", str)
OptionId = NewType("OptionId", str)
GroupId = NewType("GroupId", str)
OutcomeId = NewType("OutcomeId", str)
ReminderId = NewType("ReminderId", str)
SourceId = NewType("SourceId", str)
Language = NewType("Language", str)

Chosen = tuple[OptionId, ...]
"""What was chosen in one question."""
Answers = Mapping[QuestionId, Chosen]
"""What was chosen in each question that has an answer."""

ID = StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)
TAG = StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=20)


def _open(words: str) -> str:
    if hidden := next(iter(hidden_characters(words)), None):
        raise ValueError(f"holds the invisible character {hidden}; take it out")
    return words


def _seen(words: str) -> str:
    if not any(character.isalnum() for character in words):
        raise ValueError("has no letter and no digit; write words")
    return words


def _in_words(reason: str) -> str:
    words = [word for word in reason.split() if any(map(str.isalpha, word))]
    letters = sum(map(str.isalpha, reason))
    if letters < _LETTERS or (len(words) < _WORDS and not _SPACELESS.search(reason)):
        raise ValueError("is no reason; say in words why, for those who approve the pack")
    return reason


_LETTERS = 4
_WORDS = 2
_SPACELESS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese are written without spaces between words."""

Line = Annotated[str, AfterValidator(_open), AfterValidator(_seen)]
"""Words for staff, of which they see every character."""
Reason = Annotated[
    str, StringConstraints(max_length=MAX_TEXT), AfterValidator(_open), AfterValidator(_in_words)
]
"""Why staff want an exception from what is safest, for those who approve the pack."""


def _clock(written: str) -> str:
    if not _CLOCK.fullmatch(written):
        raise ValueError("must be a time like 08:30")
    return written


def _closing(written: str) -> str:
    return written if written == MIDNIGHT else _clock(written)


MIDNIGHT = "24:00"
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
Clock = Annotated[str, AfterValidator(_clock)]
"""A time of day, as `08:30`: on the wall of the entrance, to the minute."""
Closing = Annotated[str, AfterValidator(_closing)]
"""A time of day, or `24:00` for midnight at its end."""


class Text(str):
    """Plain words for visitors; in the source language until they are translated."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        plain = core_schema.str_schema(min_length=1, strict=True)
        return core_schema.no_info_after_validator_function(cls._plain, plain)

    @classmethod
    def _plain(cls, words: str) -> "Text":
        if what := flaw(words):
            raise ValueError(what)
        return cls(words)


class Address(Text):
    """A phone number or web address; one that differs by language may be translated."""

    __slots__ = ()


def flaw(words: str) -> str | None:
    """What makes words unfit for visitors and what to do about it; None where nothing does."""
    if words != words.strip():
        return "begins or ends with a space; take it out"
    if hidden := next(iter(hidden_characters(words)), None):
        return f"holds the invisible character {hidden}; take it out"
    if len(words) > MAX_TEXT:
        return f"is longer than {MAX_TEXT} characters; shorten it"
    return _unreadable(words)


def _unreadable(words: str) -> str | None:
    """What makes words unfit that are of a fitting length."""
    if words and not any(character.isalnum() for character in words):
        return "has no letter and no digit; write words"
    if _stacked(words):
        return "stacks marks on a letter, or begins with one; take them out"
    if _STRUCK.search(words):
        return "strikes letters through, as if they were not there; take the marks out"
    if markup := _MARKUP.search(words):
        return f'looks like markup ("{markup[0]}"), which is shown as it is; write plain words'
    return None


_MARKUP = re.compile(
    r"</?[A-Za-z!][^<>]*>|&(?:#\d+|#[xX][0-9A-Fa-f]+|[A-Za-z]{2,31});|\*\*(?=\S)|\[[^\]]+\]\([^)]*\)"
)
_STRUCK = re.compile("[\u0334-\u0338]")
_FIRST_MARK = "\u0300"
_MOST_MARKS = 3
"""So many marks has one letter at most in any language that is written today, as in Hebrew."""


def _stacked(words: str) -> bool:
    """Whether marks stand on no letter, or more on one than any language puts there."""
    if max(words, default="") < _FIRST_MARK:
        return False
    marks = "".join("m" if unicodedata.combining(character) else "." for character in words)
    return marks.startswith("m") or "m" * (_MOST_MARKS + 1) in marks


def hidden_characters(words: str) -> Iterable[str]:
    """The characters that no reader sees: controls, overrides, unassigned ones, blanks."""
    return (f"U+{ord(character):04X}" for character in words if _is_hidden(character))


def visible(words: str) -> str:
    """Words with the name of each character that no reader sees in its place."""
    return "".join(f"<U+{ord(each):04X}>" if _is_hidden(each) else each for each in words)


def _is_hidden(character: str) -> bool:
    return character in _BLANKS or unicodedata.category(character) in _HIDDEN


_HIDDEN = {"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"}
_BLANKS = "\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
"""What Unicode counts as letters, marks or signs although nothing is drawn."""


def one_of(kind: str, names: Collection[str]) -> Callable[[str], str]:
    """A check that a name is one of some; else it says which is nearest, or all of them."""

    def known(name: str) -> str:
        if name in names:
            return name
        every = ", ".join(each or '""' for each in names)
        near = get_close_matches(name, names, n=1) or [every]
        raise ValueError(f'no {kind} is called "{name}"; write {near[0]}')

    return known


def _picture(name: str) -> str:
    """A picture by its name; else all names are listed, the nearest first: few can be guessed."""
    if name in ICONS:
        return name
    near = get_close_matches(name, ICONS, n=1)
    every = ", ".join((*near, *(each for each in ICONS if each not in near)))
    raise ValueError(f'no picture is called "{name}"; write one of: {every}')


Icon = Annotated[str, AfterValidator(_picture)]
