import gc
from itertools import cycle, islice

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from tests.gallery import VISITS
from tests.visitor import Visitor

HERE = [v for v in VISITS.values() if v.ends and v.site == "iso-omena" and not v.said]


def in_use(visitor: Visitor) -> tuple[int, int, int]:
    visitor.words()
    gc.collect()
    python = sum(isinstance(each, QObject) for each in gc.get_objects())
    return len(QApplication.allWidgets()), len(visitor.window.findChildren(QObject)), python


def visits(visitor: Visitor, number: int) -> None:
    for visit in islice(cycle(HERE), number):
        visitor.touch("language:sv", *visit.touches, "done")


def test_visits_leave_nothing_behind(visitor: Visitor) -> None:
    visits(visitor, len(HERE))
    before = in_use(visitor)
    visits(visitor, 5 * len(HERE))
    assert in_use(visitor) == before
