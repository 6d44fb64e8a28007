"""Pydantic's faults in plain words: where they stand in the file, and what to write there."""

import re
from calendar import month_name, monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import MINYEAR
from difflib import get_close_matches
from itertools import zip_longest
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import ErrorDetails

MOST_FAULTS = 500
"""So many faults of one file are listed."""


def wordings(
    found: Sequence[ErrorDetails], document: Any, kind: type[Any]
) -> Iterable[tuple[str, str]]:
    """The place of every fault in a document of the kind, and what to do about it."""
    keys = _Keys(TypeAdapter(kind).json_schema())
    around = {error["loc"][:depth] for error in found for depth in range(len(error["loc"]))}
    # Pydantic does not count what is wrong in itself, so a list with a fault in it is not short.
    told = [each for each in found if each["type"] != "too_short" or each["loc"] not in around]
    for error in told[:MOST_FAULTS]:
        yield _place(error["loc"], document), _what(error, document, keys)
    if len(told) > MOST_FAULTS:
        yield "", f"has {len(told) - MOST_FAULTS} faults more; fix these, then look again"


def _place(loc: tuple[str | int, ...], document: Any) -> str:
    """Name a place by ids instead of positions: `questions.symptoms.options.cough.text`."""
    names: list[str] = []
    told = loc[:-1] if loc and loc[-1] == "[key]" else loc  # it is the key that is amiss
    for step, inside in _way(told, document):
        named = isinstance(inside, Mapping) and isinstance(step, int)
        names.append(str(inside.get("id", step)) if named and inside else str(step))
    return ".".join(names)


def _way(loc: tuple[str | int, ...], document: Any) -> Iterable[tuple[str | int, Any]]:
    """Every step that stands in the file, with what it leads to."""
    here, tag = document, False
    for step, following in zip_longest(loc, loc[1:]):
        tag = not tag and _is_tag(here, step, following)
        if not tag:
            here = here[step] if _leads_on(here, step) else None
            yield step, here


def _is_tag(here: Any, step: str | int, following: str | int | None) -> bool:
    """Whether a step only says which kind of a union is meant, and stands in no file."""
    if not (isinstance(step, str) and isinstance(following, str)):
        return isinstance(step, str) and not isinstance(here, Mapping | None)
    inside = here[step] if _leads_on(here, step) else None
    if step == following or not isinstance(inside, Mapping):
        return True
    return following not in inside and following in here


def _leads_on(here: Any, step: str | int) -> bool:
    if isinstance(here, Mapping):
        return step in here
    return isinstance(here, list) and isinstance(step, int) and step < len(here)


_DATE = "must be a date like 2021-06-01"
_OBJECT = "must be an object in curly brackets"
_WORDS = {
    "missing": "is missing; add it",
    "string_type": "must be text in quotes",
    "string_too_short": "must not be empty; write something",
    "string_too_long": "must have at most {max_length} characters; shorten it",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "finite_number": "must be a number that can be measured",
    "bool_type": "must be true or false",
    "greater_than": "must be more than {gt}; raise it",
    "greater_than_equal": "must be at least {ge}; raise it",
    "less_than": "must be less than {lt}; lower it",
    "less_than_equal": "must be at most {le}; lower it",
    "too_short": "must not be empty; add to it",
    "too_long": "must have at most {max_length} entries; take some out",
    "tuple_type": "must be a list in square brackets",
    "date_type": _DATE,
    "time_parsing": "must be a time like 08:30",
    "time_type": "must be a time like 08:30",
    "model_type": _OBJECT,
    "dict_type": _OBJECT,
    "dataclass_type": "must be a table",
}
_BOUND = re.compile(r"\{(\w+)\}")


def _what(error: ErrorDetails, document: Any, keys: "_Keys") -> str:
    kind, context = error["type"], error.get("ctx", {})
    match kind:
        case "extra_forbidden" | "unexpected_keyword_argument":
            return keys.remedy(error["loc"])
        case "value_error":
            return str(context["error"])
        case "enum" | "literal_error":
            written = _written(error, document)
            return _one_of(context["expected"], written)
        case "date_from_datetime_parsing" | "date_parsing":
            return _date(_written(error, document))
        case "string_pattern_mismatch":
            return _spelling(context["pattern"])
        case _:
            plain = _WORDS.get(kind, error["msg"][:1].lower() + error["msg"][1:])
            return _BOUND.sub(lambda bound: f"{context[bound[1]]}", plain)


def _date(written: Any) -> str:
    """What is wrong with a date; one that looks like a date is of no month, or beyond its end."""
    found = _LIKE_DATE.fullmatch(str(written))
    if found is None:
        return _DATE
    year, month = int(found[1]), int(found[2])
    if year < MINYEAR or month not in range(1, 13):
        return _DATE
    days, of = monthrange(year, month)[1], f" {year}" if month == _FEBRUARY else ""
    return f"{_DATE}; {month_name[month]}{of} has {days} days"


_LIKE_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-[0-9]{2}")
_FEBRUARY = 2


def _written(error: ErrorDetails, document: Any) -> Any:
    """What stands in the file where an error is."""
    return [inside for _, inside in _way(error["loc"], document)][-1]


def _one_of(expected: str, written: Any) -> str:
    """Name what may be written, the nearest first; pydantic says `'one', 'two' or 'three'`."""
    names = re.split(r", | or ", expected.replace("'", ""))
    near = get_close_matches(str(written), names, n=len(names))
    first = [*near, *(name for name in names if name not in near)]
    return f"write one of: {', '.join(first)}" if len(first) > 1 else f"must be {expected}"


def _spelling(pattern: str) -> str:
    if pattern.startswith("^[a-z]{2,3}"):
        return "must be the tag of a language, as fi or zh-Hans"
    return "must be small letters, digits and hyphens, as my-centre"


@dataclass(frozen=True)
class _Keys:
    """The keys of a type by its JSON Schema: enough for a hint at the right one."""

    schema: Mapping[str, Any]

    def remedy(self, loc: tuple[str | int, ...]) -> str:
        """What to do about a key that nothing is known of."""
        near = get_close_matches(str(loc[-1]), self._known(), n=1, cutoff=0.6)
        if not near:
            return "is no known key; take it out"
        table = self._table(near[0]) if len(loc) == 1 else None
        if table and near[0] == loc[-1]:
            return f"belongs under [{table}]; move it there"
        return f'is no known key; write "{near[0]}"' + (f" under [{table}]" if table else "")

    def _known(self) -> Sequence[str]:
        parts = (self.schema, *self.schema.get("$defs", {}).values())
        return [key for part in parts for key in part.get("properties", {})]

    def _table(self, key: str) -> str | None:
        """The key of the whole document under which a key belongs; None for one of its own."""
        own = self.schema.get("properties", {})
        parts = self.schema.get("$defs", {})
        inside = {name: parts.get(_reference(part), {}) for name, part in own.items()}
        tables = (name for name, part in inside.items() if key in part.get("properties", {}))
        return None if key in own else next(tables, None)


def _reference(part: Mapping[str, Any]) -> str:
    return str(part.get("$ref", "")).rpartition("/")[2]
