"""How much work a pack may make; one that needs more cannot be followed, or proved."""

from dataclasses import dataclass

MOST_EFFORT = 700_000
"""So many facts may be looked at, in all situations together; it takes some seconds.

The proof of a shipped pack needs some thousand.
"""


class TooEntangledError(Exception):
    """A pack whose conditions depend on each other in too many ways."""


@dataclass
class Effort:
    """What was spent so far, on one flow or on all flows of a proof together."""

    spent: int = 0

    def spend(self, effort: int) -> None:
        """Take note of more, or raise TooEntangledError."""
        self.spent += effort
        if self.spent > MOST_EFFORT:
            raise TooEntangledError
