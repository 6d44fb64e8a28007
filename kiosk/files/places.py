"""Places in a document, as `rules.6.when`: as people count them, and where in its text they are."""

import json
import re
from collections.abc import Mapping
from typing import Any

_READER = json.JSONDecoder()
_BETWEEN = re.compile(r"[\s,:]*")
_ONE_OF = {
    "all": "part",
    "any": "part",
    "availability": "period",
    "body": "paragraph",
    "examples": "example",
    "guarantees": "guarantee",
    "hours": "hours",
    "languages": "language",
    "notes": "note",
    "rules": "rule",
}
"""What one is called in a list whose members have no ids."""
_COUNTED = re.compile(rf"(^|[.])({'|'.join(_ONE_OF)})[.](\d+)(?=[.]|$)")

Position = tuple[int, int]
"""A line and a column, both counted from one."""


def counted(place: str) -> str:
    """A place with its numbers as people count: `rules.6.when` is `rule 7, when`."""
    words = _COUNTED.sub(lambda found: f", {_ONE_OF[found[2]]} {int(found[3]) + 1}, ", place)
    return re.sub(r"[., ]*, [., ]*", ", ", words).strip(", ")


def positions(text: str) -> Mapping[str, Position]:
    """Where in a sound JSON text every place of the document begins."""
    found: dict[str, int] = {}
    _value(text, _after(text, 0), "", found)
    lines = [0, *(each.end() for each in re.finditer("\n", text))]
    ordered, line = dict[str, Position](), 0
    for place, at in found.items():  # in the order of the text
        while line + 1 < len(lines) and lines[line + 1] <= at:
            line += 1
        ordered[place] = line + 1, at - lines[line] + 1
    return ordered


def nearest(place: str, found: Mapping[str, Position]) -> Position:
    """Where a place is, or where what it belongs to begins; the first line in the end."""
    while place and place not in found:
        place = place.rpartition(".")[0]
    return found.get(place, (1, 1))


def _value(text: str, at: int, place: str, found: dict[str, int]) -> int:
    """Note where a value begins and all that is in it; returns where it ends."""
    found.setdefault(place, at)
    if text[at] not in "{[":
        return _READER.raw_decode(text, at)[1]
    number, end = 0, _after(text, at + 1)
    while text[end] not in "}]":
        if text[at] == "{":
            name, end = _READER.raw_decode(text, end)
            end = _after(text, end)
        else:
            name = _name(_READER.raw_decode(text, end)[0], number)
            number += 1
        end = _after(text, _value(text, end, f"{place}.{name}" if place else str(name), found))
    return end + 1


def _name(element: Any, number: int) -> Any:
    """The id of an element of a list, or else its number."""
    return element.get("id", number) if isinstance(element, dict) else number


def _after(text: str, at: int) -> int:
    """Where the next value, or the end of a list or object, begins."""
    between = _BETWEEN.match(text, at)
    return between.end() if between else at
