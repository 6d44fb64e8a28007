"""The log: one line per fact that an operator wants, never anything about a visit."""

import logging
import sys


def begin(level: int = logging.INFO) -> None:
    """Send the log to standard error, where the journal takes it."""
    logging.basicConfig(
        stream=sys.stderr, level=level, format="%(levelname)s %(name)s: %(message)s", force=True
    )
