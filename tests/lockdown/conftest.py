"""What several tests of this folder need."""

import pytest

from tests.lockdown.screens import SCREENS, lead
from tests.visitor import Visitor


@pytest.fixture(params=SCREENS)
def screen(request: pytest.FixtureRequest, visitor: Visitor) -> Visitor:
    """A visitor before each kind of screen and of notice."""
    lead(visitor, request.param)
    return visitor


@pytest.fixture(params=[name for name in SCREENS if name != "idle"])
def steady(request: pytest.FixtureRequest, visitor: Visitor) -> Visitor:
    """A visitor before what no touch beside its buttons takes away, as it does the warning."""
    lead(visitor, request.param)
    return visitor
