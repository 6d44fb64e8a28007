"""Findings as people read them: many of one kind in one file of words are one line."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from kiosk.checks.findings import Finding


def gathered(folder: Path, found: Iterable[Finding]) -> Sequence[Finding]:
    """The findings in their order, those that one remedy fixes together as one."""
    alike: dict[object, list[Finding]] = {}
    for number, finding in enumerate(found):
        key = (finding.code, finding.file) if finding.code in _TOGETHER else number
        alike.setdefault(key, []).append(finding)
    return [_one(folder, each) for each in alike.values()]


def _one(folder: Path, alike: Sequence[Finding]) -> Finding:
    first = alike[0]
    if len(alike) == 1:
        return first
    export = f'run "kioskctl texts export {folder}"'
    if first.code == "text-missing":
        what = f"{len(alike)} texts have no {first.language} translation: {export}"
        what = f"{what}, then fill the msgstr in {folder / first.file}"
    else:
        what = f"{len(alike)} {first.language} translations belong to nothing: {export}"
        what = f"{what}, which takes them out"
    return replace(first, where="", message=what)


_TOGETHER = frozenset({"text-missing", "text-left-over"})
"""The kinds of findings of which one remedy fixes all in a file."""
