"""`kioskctl print`: files for this machine that nobody should have to write by hand."""

import json
from argparse import ArgumentParser, Namespace

from kiosk import paths
from kiosk.ctl.sample import sample
from kiosk.files import read_text

HELP = "print a file for this machine: its settings, or what starts the kiosk"

SHIPPED = {
    "unit": paths.MACHINE / "kiosk.service",
    "shell-launcher-xml": paths.MACHINE / "shell-launcher.xml",
}
"""What comes with the program, where it does; packages for one system may lack the other's."""


def add_options(parser: ArgumentParser) -> None:
    """Declare what the verb takes."""
    names = [name for name, file in SHIPPED.items() if file.is_file()]
    parser.add_argument("what", choices=("settings", *names), help="which file")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(said: Namespace) -> int:
    """Print it; as JSON, under its name."""
    text = sample() if said.what == "settings" else read_text(SHIPPED[said.what])
    if said.json:
        print(json.dumps({said.what: text}, ensure_ascii=False))
    else:
        print(text, end="")
    return 0
