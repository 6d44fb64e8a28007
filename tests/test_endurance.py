import gc
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.access import Access, Aloud
from tests.builders import circumstances, opened
from tests.conftest import seen
from tests.gallery import VISITS, Visit
from tests.listener import Listener
from tests.visitor import Visitor

SEVERAL = {"none", "cough", "shortness-of-breath"}
HERE = [v for v in VISITS.values() if v.ends and v.site == "iso-omena" and not v.said]


def in_use(visitor: Visitor) -> tuple[int, int, int]:
    visitor.tidy()  # what is counted is what stays, not what still has to go
    gc.collect()
    python = sum(isinstance(each, QObject) for each in gc.get_objects())
    return len(QApplication.allWidgets()), len(visitor.window.findChildren(QObject)), python


def visits(visitor: Visitor, number: int) -> None:
    for visit in islice(cycle(HERE), number):
        visitor.touch("language:sv", *visit.touches, "done")


def test_visits_that_are_read_aloud_leave_nothing_behind(qtbot: QtBot) -> None:
    listener = Listener()
    around = replace(circumstances(confirm=True), voice=lambda: listener)
    visitor = seen(qtbot, opened(around, access=Access(aloud=Aloud.SPEAKER)))
    touches = [list(spoken(visit)) for visit in HERE]

    def round_of_visits() -> None:
        for names in touches:
            visitor.touch("language:sv", *names, "access", "access:louder", "close", "done")
        listener.log.clear()

    round_of_visits()
    before = in_use(visitor)
    for _round in range(3):
        round_of_visits()
    assert in_use(visitor) == before


def spoken(visit: Visit) -> Iterator[str]:
    """The touches of a visit, with *Continue* after each single choice."""
    for name in visit.touches:
        yield name
        if name.startswith("option:") and name.split(":")[1] not in SEVERAL:
            yield "continue"


def test_visits_leave_nothing_behind(visitor: Visitor) -> None:
    visits(visitor, len(HERE))
    before = in_use(visitor)
    visits(visitor, 5 * len(HERE))
    assert in_use(visitor) == before
