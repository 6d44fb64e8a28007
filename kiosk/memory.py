"""The memory of this process, which holds a visit."""

import ctypes
import sys

_PR_SET_DUMPABLE = 4


def keep_to_itself() -> None:
    """Let no other program of the same user look into it, and no crash leave it on a disk."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
