"""A row for each pack: what was changed in a sound one, and what the check must say of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.checks.findings import Finding, Severity
from kiosk.checks.loading import check
from kiosk.errors import InvalidFileError
from kiosk.pack.reading import read_pack
from tests.plain import Changes, pack_with

UNREADABLE = "unreadable"
"""Refused before any check: the shape is wrong."""


@dataclass(frozen=True)
class Row:
    """A pack of an adversary: its name, what it changes, and the code that it is found by.

    `why` explains a pack that is accepted: what makes it safe, or why no program can know better.
    """

    name: str
    changes: Changes
    code: str = ""
    severity: Severity = Severity.ERROR
    why: str = ""


def refused(name: str, code: str, changes: Changes) -> Row:
    """A pack with an error."""
    return Row(name, changes, code)


def warned(name: str, code: str, changes: Changes) -> Row:
    """A pack with a warning."""
    return Row(name, changes, code, Severity.WARNING)


def explained(name: str, why: str, changes: Changes) -> Row:
    """A pack that is accepted, with the reason."""
    return Row(name, changes, why=why)


def rows(table: Iterable[Row]) -> pytest.MarkDecorator:
    """A test for each row."""
    return pytest.mark.parametrize("row", table, ids=lambda row: row.name)


def findings(folder: Path, changes: Changes) -> list[Finding]:
    """Everything that a check says of the changed pack; one fault for each that cannot be read."""
    pack_with(folder, changes)
    try:
        pack = read_pack(folder)
    except InvalidFileError as error:
        return [Finding(UNREADABLE, fault.place, fault.what) for fault in error.faults]
    return check(folder, pack).findings


def judge(row: Row, found: list[Finding]) -> None:
    """Compare what a check says of a pack with what its row says."""
    told = {(finding.code, finding.severity) for finding in found}
    if row.why:
        assert told == set()
        return
    assert (row.code, row.severity) in told, told
    if row.severity is Severity.WARNING:  # or it would not be by this warning that it is found
        assert not [finding for finding in found if finding.severity is Severity.ERROR], told
