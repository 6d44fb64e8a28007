"""The errors that an operator can meet, each with every fault at once."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, where it is, and what to do about it."""

    file: str
    place: str
    what: str

    def __str__(self) -> str:
        return (
            f"{self.file}: {self.place}: {self.what}" if self.place else f"{self.file}: {self.what}"
        )


class KioskError(Exception):
    """What stops a program, as faults that an operator can act on; `exit_code` says which kind."""

    exit_code = 1

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class InvalidFileError(KioskError):
    """A file that can be read but does not have the right shape."""


class RefusedError(KioskError):
    """Something sound in itself that must not be used here."""


class WrongUseError(KioskError):
    """An option or an id that does not exist."""

    exit_code = 2


class UnreadableFileError(KioskError):
    """A file that is missing, too large, or not what its name says."""

    exit_code = 3
