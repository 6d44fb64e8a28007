from datetime import timedelta

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from pytestqt.qtbot import QtBot

from kiosk.screens.clock import SYSTEM_CLOCK, TurnedClock

SECOND = timedelta(seconds=1)
SLOW = 60_000


def test_the_time_of_the_machine_is_that_of_qt(qtbot: QtBot) -> None:
    owner, acted = QObject(), list[str]()
    for again in (False, True):
        SYSTEM_CLOCK.timer(owner, lambda: None, again=again).wait(60 * SECOND)
    once, repeated = owner.findChildren(QTimer)
    assert (once.interval(), once.isSingleShot()) == (60_000, True)
    assert (repeated.interval(), repeated.isSingleShot()) == (60_000, False)
    SYSTEM_CLOCK.timer(owner, lambda: acted.append("now")).wait(timedelta(0))
    qtbot.waitUntil(lambda: acted == ["now"], timeout=SLOW)
    assert SYSTEM_CLOCK.now() <= SYSTEM_CLOCK.now()


def test_a_turned_clock_lets_every_timer_act_in_its_turn() -> None:
    clock, owner, acted = TurnedClock(), QObject(), list[tuple[str, timedelta]]()

    def note(name: str) -> None:
        acted.append((name, clock.now()))

    clock.timer(owner, lambda: note("once")).wait(5 * SECOND)
    clock.timer(owner, lambda: note("again"), again=True).wait(2 * SECOND)
    stopped = clock.timer(owner, lambda: note("never"))
    stopped.wait(SECOND)
    stopped.stop()
    clock.turn(6 * SECOND)
    assert acted == [
        ("again", 2 * SECOND),
        ("again", 4 * SECOND),
        ("once", 5 * SECOND),
        ("again", 6 * SECOND),
    ]
    assert clock.now() == 6 * SECOND


def test_a_timer_that_is_started_anew_waits_anew_and_goes_with_its_owner() -> None:
    clock, owner, acted = TurnedClock(), QObject(), list[str]()
    timer = clock.timer(owner, lambda: acted.append("acted"))
    timer.wait(2 * SECOND)
    clock.turn(SECOND)
    timer.wait(2 * SECOND)
    clock.turn(SECOND)
    assert not acted
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    clock.turn(SECOND)
    assert not acted
