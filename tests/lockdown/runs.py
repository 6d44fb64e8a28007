"""Which tests of this folder run: all of them by `make lockdown`, the quickest in every check."""

import os

import pytest

from tests.lockdown.displays import lacking
from tests.lockdown.machine import BUNDLE

WHOLE = bool(os.environ.get("LOCKDOWN"))

needs_bundle = [
    pytest.mark.skipif(
        not BUNDLE.is_dir(), reason=f"there is no bundle in {BUNDLE}: run make package first"
    ),
    pytest.mark.skipif(bool(lacking()), reason=f"needs the packages {', '.join(lacking())}"),
]
takes_long = pytest.mark.skipif(not WHOLE, reason="takes long: run make lockdown")
