"""The errors that an operator can meet, each with every fault at once."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from traceback import extract_tb


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


class WrongClockError(KioskError):
    """A clock that cannot be right, so that nobody knows which day it is."""


class BrokenError(KioskError):
    """What this program did not expect of its files or of the machine."""


@contextmanager
def contained(file: str) -> Iterator[None]:
    """Make a KioskError of every fault there is, so that those who wait for one are not ended.

    The file is the one that is named where a fault names none. A value of the fault is never told.
    """
    try:
        yield
    except KioskError:
        raise
    except OSError as error:
        reason = (error.strerror or "cannot be used").lower()
        what = f"{reason}; check it and its permissions"
        raise BrokenError([Fault(str(error.filename or file), "", what)]) from None
    except Exception as error:  # noqa: BLE001 - the one place: nothing else may end a kiosk
        place = extract_tb(error.__traceback__)[-1]
        what = f"cannot be used ({type(error).__name__} at {place.filename}:{place.lineno})"
        raise BrokenError(
            [Fault(file, "", f"{what}; report it, and go back to what worked")]
        ) from None
