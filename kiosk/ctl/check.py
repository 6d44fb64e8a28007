"""`kioskctl check`: everything to mend in a pack."""

import json
import sys
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path

from kiosk.checks.findings import Finding, Severity
from kiosk.checks.loading import Checked, check
from kiosk.pack.exceptions import exceptions
from kiosk.pack.models import Pack
from kiosk.pack.reading import CONTENT, read_pack
from kiosk.proof.proving import Proof

HELP = "list everything to mend in a pack"


def add_options(parser: ArgumentParser) -> None:
    """Declare what the verb takes."""
    parser.add_argument("pack", type=Path, metavar="PACK", help="the folder of the pack")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--strict", action="store_true", help="warnings fail too")


def run(said: Namespace) -> int:
    """Print the findings; 1 if one of them keeps the pack from being used."""
    pack = read_pack(said.pack)
    checked = check(said.pack, pack)
    if said.json:
        print(json.dumps(_document(pack, checked), ensure_ascii=False))
    else:
        _tell(said.pack / CONTENT, pack, checked)
    return int(any(said.strict or f.severity is Severity.ERROR for f in checked.findings))


def _document(pack: Pack, checked: Checked) -> dict[str, object]:
    return {
        "pack": pack.id,
        "revision": pack.revision,
        "findings": [_plain(finding) for finding in checked.findings],
        "exceptions": [asdict(each) for each in exceptions(pack)],
        "proved": _counts(checked.proof),
    }


def _plain(finding: Finding) -> dict[str, object]:
    path = [{"question": question, "options": chosen} for question, chosen in finding.path]
    return {
        "severity": finding.severity,
        "code": finding.code,
        "where": finding.where,
        "message": finding.message,
        "path": path or None,
    }


def _counts(proof: Proof) -> dict[str, int]:
    counted = ("sites", "dates", "situations", "paths", "longest")
    return {name: getattr(proof, name) for name in counted}


def _tell(file: Path, pack: Pack, checked: Checked) -> None:
    for severity in Severity:
        for finding in (each for each in checked.findings if each.severity is severity):
            told = _COLOURS[severity] if sys.stdout.isatty() else "{}"
            print(f"{file}: {finding.where}: {told.replace('{}', severity)}: {finding.message}")
    for each in exceptions(pack):
        print(f"exception at {each.where}: {each}")
    proof = checked.proof
    if proof.paths:
        print(
            f"proved over {proof.paths} paths at {proof.sites} sites on {proof.dates} dates, "
            f"the longest with {proof.longest} questions"
        )
    counts = [_count(checked.findings, severity) for severity in Severity]
    print(f"{pack.id} revision {pack.revision}: {counts[0]} errors, {counts[1]} warnings")


_COLOURS = {Severity.ERROR: "\033[1;31m{}\033[0m", Severity.WARNING: "\033[1;33m{}\033[0m"}
"""How a terminal shows each severity; the word stands there all the same."""


def _count(found: list[Finding], severity: Severity) -> int:
    return sum(finding.severity is severity for finding in found)
