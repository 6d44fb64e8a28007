"""What the command line of the kiosk says."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn

from kiosk import __version__
from kiosk.opening import Wishes

_MOST_PX = 16_384


@dataclass(frozen=True)
class Options:
    """What is wished, and how it is to be shown: in a window of so many pixels, or full screen."""

    wishes: Wishes
    windowed: tuple[int, int] | None
    first_frame: bool
    self_test: bool = False


def read_options(arguments: Sequence[str] | None) -> Options:
    """The options of the command line, or exit with 2 as argparse does."""
    parser = argparse.ArgumentParser(prog="kiosk", description="The entrance self-check kiosk.")
    add = parser.add_argument
    add("--settings", type=Path, metavar="FILE", help="the settings of this machine")
    add("--pack", type=Path, metavar="DIR", help="the pack to show")
    add("--site", metavar="ID", help="the site whose entrance this is")
    add("--language", metavar="TAG", help="the language to offer first")
    add("--date", type=_date, metavar="YYYY-MM-DD", help="act as on this day")
    add("--stand-in", choices=("previous", "apology"), help="show this: the kiosk keeps failing")
    add("--windowed", type=_size, metavar="WxH", help="in a window of so many pixels")
    add("--first-frame", action="store_true", help="end after the first frame and print its time")
    add("--self-test", action="store_true", help="try every screen without showing it, and end")
    add("--version", action="version", version=f"kiosk {__version__}")
    said = parser.parse_args(arguments)
    wishes = Wishes(said.settings, said.pack, said.site, said.language, said.date, said.stand_in)
    return Options(wishes, said.windowed, said.first_frame, said.self_test)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        _refuse(f'"{text}" is no date; write it as 2021-06-01')


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    across, down = (int(side) if side.isdecimal() else 0 for side in (width[:6], height[:6]))
    if not (0 < across <= _MOST_PX and 0 < down <= _MOST_PX):
        _refuse(f'"{text}" is no size; write it as 1080x1920')
    return across, down


def _refuse(what: str) -> NoReturn:
    raise argparse.ArgumentTypeError(what)
