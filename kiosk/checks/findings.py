"""What a check has to say about a pack."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from heapq import nlargest
from itertools import takewhile
from operator import eq

from kiosk.files.places import counted
from kiosk.pack.conditions import Statuses
from kiosk.pack.models import Pack
from kiosk.pack.words import Language, SiteId
from kiosk.proof.walks import Path

MOST_NAMED = 20
"""So many ids does one message list at most."""
MOST_COMPARED = 40
"""With so many ids is a wrong one compared at most, those that begin and end most like it."""


class Severity(StrEnum):
    """An error keeps a pack from being used, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """One thing to fix: where it is, a sentence that says what and how, and the same as data.

    A finding about visits has one that shows it: the site, the day, what staff said that day of
    services (`statuses`), and the answers (`path`). `values` are the facts that the message names.
    """

    code: str
    where: str
    message: str
    severity: Severity = Severity.ERROR
    path: Path = ()
    site: SiteId | None = None
    day: date | None = None
    statuses: Statuses = field(default_factory=dict, hash=False)
    language: Language | None = None
    values: Mapping[str, str | int | tuple[str, ...]] = field(default_factory=dict, hash=False)
    file: str = ""
    """The file of the pack that it is in, where that is not content.json."""


Findings = Iterator[Finding]


def place(pack: Pack, where: str) -> str:
    """A place in a pack as people count and call it: `rule 7, come-in, when`."""
    rules, _, rest = where.partition(".")
    number, _, inside = rest.partition(".")
    if rules != "rules" or not number.isdecimal():
        return counted(where)
    named = f"{counted(f'rules.{number}')}, {pack.rules[int(number)].outcome}"
    return f"{named}, {counted(inside)}" if inside else named


def stands(pack: Pack, finding: Finding) -> str:
    """Where a finding is in its file; a file of words names its texts by their places as they are.

    A finding about a whole file of words stands nowhere in it.
    """
    if not finding.file:
        return place(pack, finding.where)
    about_all = finding.where == "languages" or finding.where.startswith("program.")
    return "" if about_all else finding.where


def unknown(what: str, name: str, known: Iterable[str], where: str) -> Finding:
    """The finding for an id that names nothing."""
    names = tuple(known)
    near = get_close_matches(name, _alike(name, names), n=1)
    message = f'no {what} has the id "{name}"; {_remedy(what, near, names)}'
    return Finding(f"unknown-{what}", where, message, values={"id": name, "nearest": tuple(near)})


def _alike(name: str, names: Sequence[str]) -> Sequence[str]:
    def shared(other: str) -> int:
        return _same(name, other) + _same(reversed(name), reversed(other))

    return names if len(names) <= MOST_COMPARED else nlargest(MOST_COMPARED, names, key=shared)


def _same(one: Iterable[str], other: Iterable[str]) -> int:
    """How many letters are the same from the first on."""
    return sum(1 for _ in takewhile(bool, map(eq, one, other)))


def _remedy(what: str, near: Iterable[str], names: tuple[str, ...]) -> str:
    for nearest in near:
        return f'write "{nearest}"'
    if not names:
        return f"there is no {what} that it could name: add one, or take this out"
    more = f" (and {len(names) - MOST_NAMED} more)" if len(names) > MOST_NAMED else ""
    return f"write one of: {', '.join(names[:MOST_NAMED])}{more}"
