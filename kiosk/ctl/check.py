"""`kioskctl check`: everything to mend in a pack."""

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

from kiosk.checks.findings import Finding, Severity
from kiosk.checks.loading import findings
from kiosk.pack.reading import CONTENT, read_pack

HELP = "list everything to mend in a pack"


def add_options(parser: ArgumentParser) -> None:
    """Declare what the verb takes."""
    parser.add_argument("pack", type=Path, metavar="PACK", help="the folder of the pack")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--strict", action="store_true", help="warnings fail too")


def run(said: Namespace) -> int:
    """Print the findings; 1 if one of them keeps the pack from being used."""
    pack = read_pack(said.pack)
    found = list(findings(said.pack, pack))
    if said.json:
        document = {"pack": pack.id, "revision": pack.revision}
        print(
            json.dumps(
                document | {"findings": [_plain(each) for each in found]}, ensure_ascii=False
            )
        )
    else:
        for each in found:
            print(f"{said.pack / CONTENT}: {each.where}: {each.severity}: {each.message}")
        counts = (
            f"{_count(found, Severity.ERROR)} errors, {_count(found, Severity.WARNING)} warnings"
        )
        print(f"{pack.id} revision {pack.revision}: {counts}")
    return int(any(said.strict or each.severity is Severity.ERROR for each in found))


def _plain(finding: Finding) -> dict[str, object]:
    return {
        "severity": finding.severity,
        "code": finding.code,
        "where": finding.where,
        "message": finding.message,
        "path": None,
    }


def _count(found: list[Finding], severity: Severity) -> int:
    return sum(finding.severity is severity for finding in found)
