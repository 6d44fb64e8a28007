"""Which tests of this folder run: all by `make lockdown`, the quickest by `pytest` too."""

import os

import pytest

from tests.lockdown.machine import BUNDLE
from tests.needs import needed, needs

WHOLE = bool(os.environ.get("LOCKDOWN"))

needs_bundle = [
    pytest.mark.alone,  # it says within which time a kiosk is back
    pytest.mark.skipif(
        not BUNDLE.is_dir(), reason=f"there is no bundle in {BUNDLE}: run make package first"
    ),
    needs(*needed("lockdown"), named_in="lockdown"),
]
takes_long = pytest.mark.skipif(not WHOLE, reason="takes long: run make lockdown")
