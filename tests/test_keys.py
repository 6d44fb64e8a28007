from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.access import THEMES, Access
from kiosk.keys import KEY_NAMES
from kiosk.pack.words import Language
from kiosk.screens.keyboard import focus_order, focused
from tests.builders import circumstances, look, opened
from tests.conftest import seen
from tests.gallery import VISITS
from tests.pseudo import PSEUDO, all_editions
from tests.screens.audit import contrast
from tests.visitor import Visitor

WAYS_TO_MOVE = {
    "arrows": (Qt.Key.Key_Down, Qt.Key.Key_Return),
    "tab": (Qt.Key.Key_Tab, Qt.Key.Key_Space),
    "keypad": (Qt.Key.Key_F14, Qt.Key.Key_F17),
    "switches": (Qt.Key.Key_F23, Qt.Key.Key_F24),
}


class Typist:
    """A visitor with keys alone: one moves the focus on, one presses what has it."""

    def __init__(self, visitor: Visitor, onward: Qt.Key, select: Qt.Key) -> None:
        self.visitor = visitor
        self._onward, self._select = onward, select

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.visitor.window.windowHandle(), key)

    def at(self) -> str:
        return self.visitor.window.focusWidget().objectName()

    def press(self, *names: str) -> None:
        for name in names:
            self._go_to(name)
            self.key(self._select)
            self.visitor.words()

    def _go_to(self, name: str) -> None:
        for _move in range(80):
            if self.at() == name:
                return
            if self.at() == "more" and not self.visitor.tile(name).isVisible():
                self.key(self._select)
            self.key(self._onward)
        raise LookupError(f"{name} is not reached, only {self.at()}")


@pytest.mark.parametrize("keys", WAYS_TO_MOVE)
@pytest.mark.parametrize("name", ["come-in", "stay-home-breath", "by-remote-health", "review"])
def test_a_visit_by_keys_alone(visitor: Visitor, name: str, keys: str) -> None:
    typist = Typist(visitor, *WAYS_TO_MOVE[keys])
    typist.press("language:sv", *VISITS[name].touches)
    assert visitor.screen() == ("screen:review" if name == "review" else "screen:outcome")


def shown(visitor: Visitor) -> QWidget:
    visitor.words()
    assert visitor.window.on_show is not None
    return visitor.window.on_show


@pytest.mark.parametrize("visit", VISITS)
def test_the_focus_starts_at_the_heading_goes_all_round_and_access_is_next_to_it(
    qtbot: QtBot, visit: str
) -> None:
    given = VISITS[visit]
    visitor = seen(qtbot, opened(circumstances(given.site, given.on, given.said)))
    visitor.touch("language:fi", *given.touches)
    typist = Typist(visitor, *WAYS_TO_MOVE["tab"])
    assert typist.at() == "heading"
    if visit in {"qr", "help"}:
        return
    stops = [stop.objectName() for stop in focus_order(shown(visitor))]
    walked = []
    for _stop in stops:
        walked.append(typist.at())
        typist.key(Qt.Key.Key_Tab)
    assert walked == stops
    assert typist.at() == "heading"
    typist.key(Qt.Key.Key_Backtab)
    assert typist.at() == "access"


@pytest.mark.parametrize("visit", VISITS)
def test_the_focus_follows_the_order_of_reading(qtbot: QtBot, visit: str) -> None:
    given = VISITS[visit]
    visitor = seen(qtbot, opened(circumstances(given.site, given.on, given.said)))
    visitor.touch("language:fi", *given.touches)
    screen = shown(visitor)
    places = [
        stop.mapTo(screen, stop.rect().topLeft()) for stop in focus_order(screen) if stop.height()
    ]
    rows = [(place.y(), place.x()) for place in places]
    assert rows == sorted(rows)


@pytest.mark.parametrize("visit", VISITS)
def test_right_to_left_the_focus_follows_the_order_of_reading_too(qtbot: QtBot, visit: str) -> None:
    given = VISITS[visit]
    around = replace(circumstances(given.site, given.on, given.said), editions=all_editions())
    visitor = seen(qtbot, opened(around)).touch("language:ar", *given.touches)
    screen = shown(visitor)
    places = [
        stop.mapTo(screen, stop.rect().topRight()) for stop in focus_order(screen) if stop.height()
    ]
    rows = [(place.y(), -place.x()) for place in places]
    assert rows == sorted(rows)
    assert len({place.y() for place in places}) < len(places)  # some stand side by side


def test_moving_the_focus_changes_nothing_else(visitor: Visitor) -> None:
    visitor.touch("language:en", "option:kela")
    words = visitor.words()
    for _stop in range(20):
        QTest.keyClick(visitor.window.windowHandle(), Qt.Key.Key_Tab)
        assert visitor.words() == words


@pytest.mark.parametrize("language", PSEUDO)
def test_arrows_move_the_way_they_point(qtbot: QtBot, language: Language) -> None:
    around = replace(circumstances(), editions=all_editions())
    visitor = seen(qtbot, opened(around)).touch(f"language:{language}")
    typist = Typist(visitor, Qt.Key.Key_Down, Qt.Key.Key_Return)
    first, second = (stop.objectName() for stop in focus_order(shown(visitor))[1:3])
    forward, back = Qt.Key.Key_Right, Qt.Key.Key_Left
    if language == "ar":
        forward, back = back, forward
    typist.key(Qt.Key.Key_Down)
    for key, at in ((forward, second), (back, first)):
        typist.key(key)
        assert typist.at() == at


def test_a_key_that_is_held_acts_once(visitor: Visitor) -> None:
    visitor.touch("language:en")
    typist = Typist(visitor, *WAYS_TO_MOVE["tab"])
    typist.key(Qt.Key.Key_Tab)
    at = typist.at()
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Space):
        held = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", True)
        QApplication.sendEvent(visitor.window.windowHandle(), held)
        assert typist.at() == at
        assert visitor.screen() == "screen:question"


def test_the_ring_is_shown_to_those_who_use_keys_and_goes_with_a_touch(visitor: Visitor) -> None:
    visitor.touch("language:en")
    ring = visitor.window.findChild(QWidget, "ring")
    assert isinstance(ring, QWidget)
    assert not ring.isVisible()
    QTest.keyClick(visitor.window.windowHandle(), Qt.Key.Key_Tab)
    assert ring.isVisible()
    around = focused(shown(visitor))
    assert around is not None
    assert ring.geometry().contains(
        around.rect().translated(around.mapTo(visitor.window, around.rect().topLeft()))
    )
    visitor.touch("option:kela")
    assert not ring.isVisible()


def test_the_ring_comes_along_to_the_next_screen(visitor: Visitor) -> None:
    Typist(visitor, *WAYS_TO_MOVE["arrows"]).press("language:en", "option:kela")
    ring = visitor.window.findChild(QWidget, "ring")
    assert isinstance(ring, QWidget)
    assert ring.isVisible()
    assert focused(shown(visitor)) is not None


def test_a_covered_screen_never_has_the_focus(visitor: Visitor) -> None:
    visitor.touch("language:en", "staff-help")
    typist = Typist(visitor, *WAYS_TO_MOVE["tab"])
    walked = set()
    for _stop in range(6):
        typist.key(Qt.Key.Key_Tab)
        walked.add(typist.at())
    assert walked == {"heading", "close"}
    typist.key(Qt.Key.Key_Escape)
    assert visitor.heading() != "Do you need help?"


def test_keys_of_this_machine_replace_the_usual_ones(visitor: Visitor) -> None:
    visitor.window.use_keys({"A": "next", "B": "select"})
    typist = Typist(visitor, Qt.Key.Key_A, Qt.Key.Key_B)
    typist.press("language:sv", "option:kela")
    typist.key(Qt.Key.Key_Tab)
    assert typist.at() == "heading"


def test_every_key_that_can_be_set_is_known_to_qt() -> None:
    assert all(Qt.Key[f"Key_{name}"] for name in KEY_NAMES)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("touches", [(), ("language:fi",), VISITS["stay-home"].touches])
def test_the_ring_is_two_millimetres_and_stands_out_on_every_ground(
    qtbot: QtBot, touches: tuple[str, ...], theme: str
) -> None:
    visitor = seen(qtbot, opened(circumstances(), access=Access(theme=theme)))
    visitor.touch(*(("language:fi", *touches) if len(touches) > 1 else touches))
    QTest.keyClick(visitor.window.windowHandle(), Qt.Key.Key_Tab)
    as_shown = look(access=Access(theme=theme))
    ring = visitor.window.findChild(QWidget, "ring")
    assert isinstance(ring, QWidget)
    image, at = visitor.window.grab().toImage(), ring.geometry()
    row = [image.pixel(x, at.center().y()) & 0xFFFFFF for x in range(at.left() - 3, at.left() + 30)]
    ink = int(as_shown.theme.ink[1:], 16)
    first = row.index(ink)
    after = next(place for place in range(first, len(row)) if row[place] != ink)
    assert (after - first) * as_shown.mm_per_px == pytest.approx(2.0, abs=as_shown.mm_per_px * 1.5)
    assert all(contrast(pixel, ink) >= 3 for pixel in (row[first - 1], row[after]))
