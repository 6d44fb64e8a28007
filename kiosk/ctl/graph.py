"""`kioskctl graph`: a pack as a picture, or as a decision table."""

from argparse import ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path

from kiosk import paths
from kiosk.ctl.entrance import add_entrance_options, entrance_of
from kiosk.errors import Fault, WrongUseError
from kiosk.files import read_toml, write_text
from kiosk.graph.layout import layout
from kiosk.graph.plan import Occasion, plan
from kiosk.graph.svg import svg
from kiosk.graph.table import markdown

HELP = "draw what is asked and where it ends, or tell it as a table"

_COLOURS = dict[str, str | dict[str, str]]


def add_options(parser: ArgumentParser) -> None:
    """Declare what the verb takes."""
    add_entrance_options(parser)
    parser.add_argument("--out", type=Path, metavar="FILE.svg", help="write the picture here")
    parser.add_argument("--table", action="store_true", help="print the table, in Markdown")


def run(said: Namespace) -> int:
    """Write the picture, print the table."""
    if not (said.out or said.table):
        what = "is missing; name the file of the picture, or ask for the --table"
        raise WrongUseError([Fault("--out", "", what)])
    said.date = said.date or datetime.now().astimezone().date()
    entrance = entrance_of(said)
    occasion = Occasion(entrance.pack, entrance.site, said.date, tuple(said.status))
    drawn = plan(occasion, entrance.flow)
    if said.out:
        theme = read_toml(paths.theme("light"), _COLOURS)
        write_text(said.out, svg(drawn, layout(drawn), theme))
    if said.table:
        print(markdown(drawn), end="")
    else:
        print(f"{said.out}: {len(drawn.questions)} questions, {len(drawn.ends)} outcomes")
    return 0
