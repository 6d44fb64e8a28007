"""`kioskctl check`: everything to fix in a pack."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from kiosk.checks.findings import Finding, Severity, place, stands
from kiosk.checks.gathered import gathered
from kiosk.checks.loading import Checked, check
from kiosk.files import read_text
from kiosk.files.places import Position, nearest, positions
from kiosk.pack.exceptions import exceptions
from kiosk.pack.models import Pack
from kiosk.pack.reading import CONTENT, read_pack
from kiosk.pack.words import visible
from kiosk.proof.proving import Proof

HELP = "list everything to fix in a pack"


def add_options(parser: ArgumentParser) -> None:
    """Declare what the verb takes."""
    parser.add_argument("pack", type=Path, metavar="PACK", help="the folder of the pack")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--strict", action="store_true", help="warnings fail too")


def run(said: Namespace) -> int:
    """Print the findings; 1 if one of them keeps the pack from being used."""
    pack = read_pack(said.pack)
    checked = check(said.pack, pack)
    at = positions(read_text(said.pack / CONTENT)) if checked.findings else {}
    if said.json:
        print(json.dumps(_document(pack, checked, at), ensure_ascii=False))
    else:
        _tell(said.pack, pack, checked, at)
    return int(bool(checked.findings if said.strict else checked.errors))


def _document(pack: Pack, checked: Checked, at: Mapping[str, Position]) -> dict[str, object]:
    return {
        "pack": pack.id,
        "revision": pack.revision,
        "findings": [_plain(pack, finding, at) for finding in checked.findings],
        "exceptions": [asdict(each) for each in exceptions(pack)],
        "proved": _counts(checked.proof),
    }


def _plain(pack: Pack, finding: Finding, at: Mapping[str, Position]) -> dict[str, object]:
    path = [{"question": question, "options": chosen} for question, chosen in finding.path]
    line, column = (None, None) if finding.file else nearest(finding.where, at)
    return {
        "severity": finding.severity,
        "code": finding.code,
        "file": finding.file or CONTENT,
        "where": finding.where,
        "place": place(pack, finding.where),
        "line": line,
        "column": column,
        "message": finding.message,
        "site": finding.site,
        "day": finding.day and finding.day.isoformat(),
        "statuses": finding.statuses,
        "path": path or None,
        "language": finding.language,
        "values": finding.values,
    }


def _counts(proof: Proof) -> dict[str, int]:
    counted = ("sites", "dates", "situations", "paths", "longest")
    return {name: getattr(proof, name) for name in counted}


def _tell(folder: Path, pack: Pack, checked: Checked, at: Mapping[str, Position]) -> None:
    told = gathered(folder, checked.findings)
    for severity in Severity:
        for finding in (each for each in told if each.severity is severity):
            word = (_COLOURS[severity] if sys.stdout.isatty() else "{}").replace("{}", severity)
            where = visible(_place(folder, pack, finding, at))
            print(f"{where}: {word}: {visible(finding.message)}")
    for each in exceptions(pack):
        print(visible(f"exception at {each.where}: {each}"))
    proof = checked.proof
    if proof.paths:
        print(
            f"proved over {proof.paths} paths at {proof.sites} sites on {proof.dates} dates, "
            f"the longest with {proof.longest} questions"
        )
    else:
        print("no visit was tried and nothing was proved: fix the ids and the rules first")
    counts = [_count(checked.findings, severity) for severity in Severity]
    print(f"{pack.id} revision {pack.revision}: {counts[0]} errors, {counts[1]} warnings")


def _place(folder: Path, pack: Pack, finding: Finding, at: Mapping[str, Position]) -> str:
    """The file, the line in it, and what stands there; of a finding nowhere in it, the file."""
    line = "" if finding.file else f"line {nearest(finding.where, at)[0]}"
    places = ", ".join(filter(None, (line, stands(pack, finding))))
    return ": ".join(filter(None, (str(folder / (finding.file or CONTENT)), places)))


_COLOURS = {Severity.ERROR: "\033[1;31m{}\033[0m", Severity.WARNING: "\033[1;33m{}\033[0m"}
"""How a terminal shows each severity; the word stands there all the same."""


def _count(found: list[Finding], severity: Severity) -> int:
    return sum(finding.severity is severity for finding in found)
