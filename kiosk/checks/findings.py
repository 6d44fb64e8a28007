"""What a check has to say about a pack."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from kiosk.proof.walks import Path


class Severity(StrEnum):
    """An error keeps a pack from being used, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """One thing to mend: where it is, a sentence that says what and how, the path that shows it."""

    code: str
    where: str
    message: str
    severity: Severity = Severity.ERROR
    path: Path = ()


Findings = Iterator[Finding]


def unknown(what: str, name: str, known: Iterable[str], where: str) -> Finding:
    """The finding for an id that names nothing."""
    names = list(known)
    near = get_close_matches(name, names, n=1)
    hint = f'write "{near[0]}"' if near else f"write one of: {', '.join(names)}"
    return Finding(f"unknown-{what}", where, f'no {what} has the id "{name}"; {hint}')
