"""Findings as people read them: many of one kind in one file of words are one line."""

from collections.abc import Iterable, Mapping, Sequence
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
    what = _TOGETHER[first.code].format(
        count=len(alike), language=first.language, pack=folder, file=folder / first.file
    )
    return replace(first, where="", message=what)


_TOGETHER: Mapping[str, str] = {
    "text-missing": '{count} texts have no {language} translation: run "kioskctl texts export '
    '{pack}", then fill the msgstr in {file}',
    "text-left-over": "{count} {language} translations belong to nothing: run "
    '"kioskctl texts export {pack}", which takes them out',
}
"""What a line says of several findings of a kind."""
