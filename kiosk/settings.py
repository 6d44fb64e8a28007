"""This machine's settings, owned by IT; nothing else looks settings up."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from kiosk import paths
from kiosk.files import Model, read_toml
from kiosk.keys import COMMANDS, DEFAULT_KEYS, KEY_NAMES
from kiosk.pack.words import Language, SiteId, one_of

KeyName = Annotated[str, AfterValidator(one_of("key", KEY_NAMES))]
CommandName = Annotated[str, AfterValidator(one_of("command", ("", *COMMANDS)))]


class Screen(Model):
    """The glass and who stands before it, in millimetres; the bottom is measured from the floor."""

    diagonal_mm: float = Field(default=610, ge=150, le=3000)
    viewing_distance_mm: float = Field(default=600, ge=300, le=2000)
    bottom_mm: float = Field(default=800, ge=0, le=1000)


class ReadingAloud(Model):
    """Reading aloud: whether it is offered, and with which of Qt's engines, its own by default.

    A headset that is always there, or a socket that tells nobody, is on as soon as speech is.
    """

    offered: bool = True
    engine: Literal["", "speechd", "winrt", "sapi", "darwin"] = ""
    headset_always: bool = False


class Settings(Model):
    """What a `kiosk.toml` may hold; every key may be left out."""

    pack: str | None = None
    site: SiteId | None = None
    languages: tuple[Language, ...] | None = Field(default=None, min_length=1)
    theme: str = "light"
    confirm_answers: bool = False
    warn_after_seconds: int = Field(default=60, ge=20, le=3600)
    forget_after_seconds: int = Field(default=30, ge=20, le=3600)
    screen: Screen = Screen()
    speech: ReadingAloud = ReadingAloud()
    keys: dict[KeyName, CommandName] = Field(default_factory=dict)

    @property
    def all_keys(self) -> Mapping[str, str]:
        """What each key does: the usual, but for those that are named here; `""` is nothing."""
        return {name: does for name, does in {**DEFAULT_KEYS, **self.keys}.items() if does}

    @property
    def pack_folder(self) -> Path | None:
        """The folder of the pack, where one is named."""
        return Path(self.pack) if self.pack else None

    @property
    def until_warning(self) -> timedelta:
        """How long nobody may touch a screen before the kiosk asks who is there."""
        return timedelta(seconds=self.warn_after_seconds)

    @property
    def for_answer(self) -> timedelta:
        """How long the kiosk then waits before it forgets the visit (WCAG 2.2.1: at least 20 s)."""
        return timedelta(seconds=self.forget_after_seconds)


def read_settings(path: Path | None) -> Settings:
    """The settings of a file; those of the usual place, if there are any, where none is given."""
    if path is None and not _is_there(paths.SETTINGS):
        return Settings()
    return read_toml(path or paths.SETTINGS, Settings)


def _is_there(path: Path) -> bool:
    """Whether there is a file, or something that keeps from knowing: reading it tells what."""
    try:
        return path.exists()
    except OSError:
        return True
