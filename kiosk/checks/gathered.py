"""Findings as people read them: many of one kind in one file of words are one line."""

from collections.abc import Callable, Iterable, Mapping, Sequence
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
    what = _TOGETHER[first.code](len(alike), first, folder)
    return replace(first, where="", message=what)


def _missing(count: int, first: Finding, folder: Path) -> str:
    export, file = f'run "kioskctl texts export {folder}"', folder / first.file
    what = f"{count} texts have no {first.language} translation"
    return f"{what}: {export}, then fill the msgstr in {file}"


def _left_over(count: int, first: Finding, folder: Path) -> str:
    export = f'run "kioskctl texts export {folder}", which takes them out'
    return f"{count} {first.language} translations belong to nothing: {export}"


_TOGETHER: Mapping[str, Callable[[int, Finding, Path], str]] = {
    "text-missing": _missing,
    "text-left-over": _left_over,
}
"""What a line says of several findings of a kind."""
