import sys

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

ROUNDS = 500


class Sender(QObject):
    sent = Signal(bool)


def test_calls_into_qt_do_not_use_up_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _round in range(ROUNDS):
        label.setText("x")
    assert sys.getrefcount(None) - before > -20


@pytest.mark.parametrize("value", [True, False])
def test_signals_do_not_use_up_true_and_false(qtbot: QtBot, value: bool) -> None:
    sender = Sender()
    before = sys.getrefcount(value)
    for _round in range(ROUNDS):
        sender.sent.emit(value)
    assert sys.getrefcount(value) - before > -20
