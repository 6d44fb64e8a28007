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
CommandName = Annotated[str, AfterValidator(one_of("command", (*COMMANDS, "")))]


class Screen(Model):
    """The glass and who stands before it, in millimetres; all sizes on it are computed from it."""

    diagonal_mm: float = Field(
        default=610, ge=150, le=3000, description="The diagonal of the glass; 610 is 24 inches."
    )
    viewing_distance_mm: float = Field(
        default=600, ge=300, le=2000, description="How far the eyes of visitors are from the glass."
    )
    bottom_mm: float = Field(
        default=800,
        ge=0,
        le=940,
        description="How high the lowest pixel is above the floor; higher than 940, not all text "
        "would fit within reach.",
    )


class ReadingAloud(Model):
    """Reading aloud, to those who turn it on."""

    offered: bool = Field(
        default=True, description="Whether it is offered; it needs voices on this machine."
    )
    engine: Literal["", "speechd", "winrt", "sapi", "darwin"] = Field(
        default="", description="Which of Qt's engines speaks; without a name, Qt's own choice."
    )
    headset_always: bool = Field(
        default=False,
        description="true: a headset is always there, or its socket tells nobody when one is.",
    )


class Settings(Model):
    """What a `kiosk.toml` may hold; every key may be left out."""

    pack: str | None = Field(
        default=None,
        description="The folder of the pack; without it, the pack that kioskctl apply has put in "
        "use, or else the built-in one.",
        examples=["/srv/packs/my-centre"],
    )
    site: SiteId | None = Field(
        default=None,
        description="The site whose entrance this is; without it, the first one of the pack.",
        examples=["main"],
    )
    languages: tuple[Language, ...] | None = Field(
        default=None,
        min_length=1,
        description="Which languages are offered, and in which order; without it, all of the pack.",
        examples=[["fi", "sv", "en"]],
    )
    theme: str = Field(
        default="light",
        description="The colours that every visit begins with: light, dark or high-contrast.",
    )
    confirm_answers: bool = Field(
        default=False,
        description="true: a touch only selects an answer, and Continue confirms it.",
    )
    warn_after_seconds: int = Field(
        default=60,
        ge=20,
        le=3600,
        description="Seconds without a touch until the kiosk asks whether anybody is there.",
    )
    forget_after_seconds: int = Field(
        default=30,
        ge=20,
        le=3600,
        description="Seconds that it then waits for an answer before it forgets the visit.",
    )
    screen: Screen = Screen()
    speech: ReadingAloud = ReadingAloud()
    keys: dict[KeyName, CommandName] = Field(
        default_factory=dict,
        description="What a key of a keyboard, keypad or switch does, by the name that Qt gives "
        'it; "" is nothing.',
    )

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
