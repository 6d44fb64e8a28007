"""This machine's settings, owned by IT; nothing else looks settings up."""

from datetime import timedelta
from pathlib import Path

from pydantic import Field

from kiosk import paths
from kiosk.files import Model, read_toml
from kiosk.pack.words import Language, SiteId


class Screen(Model):
    """The glass and who stands before it, in millimetres; the bottom is measured from the floor."""

    diagonal_mm: float = Field(default=610, ge=150, le=3000)
    viewing_distance_mm: float = Field(default=600, ge=300, le=2000)
    bottom_mm: float = Field(default=800, ge=0, le=1000)


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

    @property
    def pack_folder(self) -> Path:
        """The folder of the pack; the built-in one where none is named."""
        return Path(self.pack) if self.pack else paths.BUILT_IN_PACK

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
