"""The kiosk as it runs, which counts what it gets and shows, and can be touched from within.

It takes one command a line from its input, and answers each with one line:
`count`: the inputs taken and screens shown so far, and the name of what is on show;
`seen`: whether that was painted; `marks`: how often the key came that marks an end;
`picture`: what is on the glass; `touches N`: made N touches with no other event between them.
"""

import json
import random
import sys

from PySide6.QtCore import QEvent, QObject, QPoint, QSocketNotifier, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk import app
from kiosk.app import first
from kiosk.screens.guard import Guard
from kiosk.screens.look import Look
from kiosk.screens.screen import Screen
from kiosk.screens.widgets import HEADING
from kiosk.screens.window import Window

_FINGERS = 4
MARK = Qt.Key.Key_Pause
"""The key that marks the end of what was sent; it asks for nothing."""


class Counted(Window):
    """The kiosk's window, which counts and listens."""

    def __init__(self, look: Look, guard: Guard, *, closable: bool = False) -> None:
        super().__init__(look, guard, closable=closable)
        self.inputs = 0
        self.screens = 0
        self.touched.connect(self._count)
        self._listener = Listener(self)
        self.painted.connect(lambda: self.windowHandle().installEventFilter(self._listener))

    @property
    def shows_what_is_seen(self) -> bool:
        """Whether visitors see what is on show."""
        return self._sight.is_clear

    def show_screen(self, screen: Screen, focused_name: str = HEADING) -> None:
        self.screens += 1
        super().show_screen(screen, focused_name)

    def _count(self) -> None:
        self.inputs += 1


class Listener(QObject):
    """Does what the test asks for, between the events of the kiosk."""

    def __init__(self, window: Counted) -> None:
        super().__init__(window)
        self._window = window
        self._random = random.Random(11)  # noqa: S311 - the same every time
        self._glass = QTest.createTouchDevice()
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._listen)
        self._marks = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            self._marks += event.key() == MARK
        return False

    def _listen(self) -> None:
        command, *number = sys.stdin.readline().split() or ["end"]
        match command:
            case "touches":
                self._touch(int(number[0]))
                answer: object = None
            case "picture":
                answer = _small(self._window.grab().toImage())
            case "marks":
                answer = self._marks
            case "seen":
                answer = self._window.shows_what_is_seen
            case "count":
                shown = self._window.on_show
                name = shown.objectName() if shown else ""
                answer = (self._window.inputs, self._window.screens, name)
            case _:
                QApplication.exit(0)
                return
        print("=", json.dumps(answer), flush=True)

    def _touch(self, number: int) -> None:
        handle, rect = self._window.windowHandle(), self._window.rect()
        for _number in range(number):
            finger = self._random.randrange(_FINGERS)
            at = QPoint(self._random.randrange(rect.width()), self._random.randrange(rect.height()))
            there = at + QPoint(self._random.choice((0, 0, 3, 200)), 0)
            for step, place in (("press", at), ("move", there), ("release", there)):
                sequence = QTest.touchEvent(handle, self._glass, False)
                getattr(sequence, step)(finger, place, handle).commit(processEvents=False)


def _small(picture: QImage) -> list[int]:
    """How bright each part of a picture is, in a quarter of its size.

    Qt draws the edges of large letters a trace lighter once text of other sizes was shown.
    """
    smooth = Qt.TransformationMode.SmoothTransformation
    small = picture.scaledToWidth(picture.width() // 4, smooth)
    return list(bytes(small.convertToFormat(QImage.Format.Format_Grayscale8).constBits()))


if __name__ == "__main__":
    setattr(first, "Window", Counted)  # noqa: B010 - the one place that makes the window
    sys.exit(app.main())
