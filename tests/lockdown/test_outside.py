"""The breakout table, on the bundle, from outside."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.lockdown.attacks import ATTACKS, Attack
from tests.lockdown.displays import SET_UPS, display
from tests.lockdown.machine import Machine, machine
from tests.lockdown.runs import WHOLE, needs_bundle

pytestmark = needs_bundle
SHORT = {
    "K1": "keys that close a window",
    "K2": "the same in a visit",
    "D6": "the frame of the window",
}
CHOSEN = [attack for attack in ATTACKS if WHOLE or SHORT.get(attack.id) == attack.what]


class Stand:
    """A kiosk that takes one attack after the other, and a new one after one that got out."""

    def __init__(self, set_up: str, folder: Path) -> None:
        self._set_up = set_up
        self._folder = folder
        self._number = 0
        self._open = ExitStack()
        self._kiosk: Machine | None = None

    @contextmanager
    def kiosk(self) -> Iterator[Machine]:
        """The kiosk, to be attacked."""
        self._kiosk = self._kiosk or self._begin()
        try:
            yield self._kiosk
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End the kiosk and its display."""
        self._kiosk = None
        self._open.close()

    def _begin(self) -> Machine:
        self._number += 1
        folder = self._folder / str(self._number)
        folder.mkdir()
        reached = self._open.enter_context(display(self._set_up, folder / "display"))
        return self._open.enter_context(machine(reached, folder))


@pytest.fixture(scope="module", params=SET_UPS if WHOLE else SET_UPS[:1])
def stand(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stand]:
    stand = Stand(request.param, tmp_path_factory.mktemp("lockdown"))
    yield stand
    stand.close()


@pytest.mark.parametrize("attack", CHOSEN, ids=[f"{a.id}-{a.what}" for a in CHOSEN])
def test_the_kiosk_holds(stand: Stand, attack: Attack) -> None:
    with stand.kiosk() as kiosk:
        attack.act(kiosk)
        kiosk.holds()
