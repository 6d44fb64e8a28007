"""Where things are: shipped assets, translations, this machine's settings and state."""

import os
from importlib.util import find_spec
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_ROOT = _PACKAGE if (_PACKAGE / "assets").is_dir() else _PACKAGE.parent

ASSETS = _ROOT / "assets"
TRANSLATIONS = _ROOT / "translations"
PACKS = ASSETS / "packs"
THEMES = ASSETS / "themes"
MACHINE = ASSETS / "machine"
CHARACTERS = ASSETS / "fonts" / "characters.txt"
CUE = ASSETS / "sounds" / "cue.wav"
BUILT_IN_PACK = PACKS / "espoo"
SETTINGS = (
    Path(os.environ.get("PROGRAMDATA", "C:/ProgramData")) / "Kiosk" / "kiosk.toml"
    if os.name == "nt"
    else Path("/etc/kiosk/kiosk.toml")
)

RUN = SETTINGS.parent / "run" if os.name == "nt" else Path("/run/kiosk")
STATE = SETTINGS.parent / "state" if os.name == "nt" else Path("/var/lib/kiosk")


def state() -> Path:
    """The folder that the kiosk keeps its state in; it may not exist and may not be writable."""
    return _given("STATE_DIRECTORY") or machine_state()


def machine_state() -> Path:
    """The folder of the state, whoever asks: what systemd says to one service holds for no other.

    Only on a machine that was not set up for a kiosk it is one of the user's own.
    """
    if os.name == "nt" or os.access(STATE, os.F_OK):
        return STATE
    if base := os.environ.get("XDG_STATE_HOME"):
        return Path(base) / "kiosk"
    try:
        return Path.home() / ".local" / "state" / "kiosk"
    except RuntimeError:  # nobody's home: a user without an entry and without HOME
        return STATE


def run() -> Path | None:
    """The folder for what the running kiosk tells of itself; None where there is none to write."""
    return _given("RUNTIME_DIRECTORY") or (RUN if os.access(RUN, os.W_OK) else None)


def machine_run() -> Path:
    """The folder in which others find what the kiosk tells of itself."""
    return RUN


def _given(name: str) -> Path | None:
    """The first folder that systemd names to the service that it starts."""
    given = os.environ.get(name)
    return Path(given.split(":")[0]) if given else None


def theme(name: str) -> Path:
    """The file of a theme by its name."""
    return THEMES / f"{name}.toml"


def packaged(package: str, file: str) -> Path:
    """A data file of an installed package; in the bundle there are its files and no code."""
    # Found, not imported: importing the icons' package takes 25 ms.
    spec = find_spec(package)
    folders = (spec and spec.submodule_search_locations) or [package]
    return Path(folders[0]) / file
