import ctypes
import sys

import pytest

from kiosk.memory import keep_to_itself

GET, SET = 3, 4


@pytest.mark.skipif(sys.platform != "linux", reason="a matter of Linux")
def test_a_process_that_keeps_to_itself_cannot_be_dumped() -> None:
    prctl = ctypes.CDLL(None).prctl
    try:
        keep_to_itself()
        assert prctl(GET, 0, 0, 0, 0) == 0
    finally:
        prctl(SET, 1, 0, 0, 0)
