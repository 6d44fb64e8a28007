"""`kioskctl print`: files for this machine that nobody should have to write by hand."""

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


def run(said: Namespace) -> int:
    """Print it."""
    print(sample() if said.what == "settings" else read_text(SHIPPED[said.what]), end="")
    return 0
