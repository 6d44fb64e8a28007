"""Signs and drawings: told apart without colours, and never without words."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from kiosk.access import THEMES, Access
from kiosk.cards.outcome import ICONS
from kiosk.cards.setting import Occasion, setting
from kiosk.cards.shapes import OutcomeCard
from kiosk.pack.models import OutcomeKind
from kiosk.screens.outcome import OutcomeScreen
from kiosk.screens.tiles import InfoTile, TouchTile
from kiosk.screens.widgets import Picture
from tests.builders import (
    ISO_OMENA,
    LANGUAGES,
    PORTRAIT,
    circumstances,
    editions,
    look,
    opened,
)
from tests.conftest import seen
from tests.gallery import VISITS
from tests.visitor import Visitor

APART = 0.1
"""The part of the sign's place, in pixels, in which two signs differ at least."""


def ended(qtbot: QtBot, kind: OutcomeKind, access: Access) -> OutcomeScreen:
    """An outcome of which nothing but kind and sign depends on the kind."""
    around = setting(Occasion(editions(), LANGUAGES[0], ISO_OMENA), "", ())
    screen = OutcomeScreen(
        OutcomeCard(around, kind, ICONS[kind], "Title", "", (), ()), look(access=access)
    )
    qtbot.addWidget(screen)
    screen.resize(PORTRAIT)
    screen.show()
    return screen


def shape(screen: OutcomeScreen) -> list[bool]:
    """Where the sign of an outcome is, pixel by pixel, whatever its colours."""
    sign = screen.findChild(Picture, "icon")
    assert isinstance(sign, Picture)
    place = sign.geometry()
    image = screen.grab(place).toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    ground = image.pixelColor(0, 0).value()
    return [
        abs(image.pixelColor(x, y).value() - ground) > 60
        for y in range(0, image.height(), 2)
        for x in range(0, image.width(), 2)
    ]


@pytest.mark.parametrize("theme", THEMES)
def test_signs_of_outcomes_differ_in_greyscale(qtbot: QtBot, theme: str) -> None:
    shapes = {kind: shape(ended(qtbot, kind, Access(theme=theme))) for kind in OutcomeKind}
    for kind, pixels in shapes.items():
        assert sum(pixels) > APART * len(pixels), kind
    for one, other in combinations(shapes, 2):
        pairs = zip(shapes[one], shapes[other], strict=True)
        assert sum(a != b for a, b in pairs) > APART * len(shapes[one]), (one, other)


@pytest.mark.parametrize("language", LANGUAGES)
def test_outcomes_differ_in_heading_and_words(qtbot: QtBot, language: str) -> None:
    told: dict[str, tuple[str, set[str]]] = {}
    for visit in (visit for visit in VISITS.values() if visit.ends):
        visitor = seen(qtbot, opened(circumstances(visit.site, visit.on, visit.said)))
        visitor.touch(f"language:{language}", *visit.touches)
        told[str(visit.ends)] = visitor.heading(), set(visitor.words().splitlines())
    for one, other in combinations(told, 2):
        assert told[one][0] != told[other][0]
        assert told[one][1] - {told[one][0]} != told[other][1] - {told[other][0]}


def drawn(window: QWidget) -> Iterator[QWidget]:
    """What can be seen and has no words of its own."""
    for each in window.findChildren(QWidget):
        within = [inner for inner in each.findChildren(QWidget) if inner.isVisible()]
        if each.isVisible() and not within and not isinstance(each, QLabel | TouchTile):
            yield each


def beside(picture: QWidget) -> list[str]:
    """The words in the same part of the screen as a picture."""
    parent = picture.parentWidget()
    labels = parent.findChildren(QLabel) if parent is not None else []
    return [label.text() for label in labels if label.isVisible() and label.text().strip()]


@pytest.mark.parametrize("visit", [None, *VISITS])
def test_pictures_have_a_name_or_stand_beside_words(qtbot: QtBot, visit: str | None) -> None:
    visitor = shown(qtbot, visit)
    for picture in drawn(visitor.window):
        assert picture.accessibleName() or (isinstance(picture, Picture) and beside(picture))
    for tile in visitor.window.findChildren(QWidget):
        if isinstance(tile, TouchTile | InfoTile) and tile.isVisible():
            assert any(line.text.strip() for line in tile.face.lines), tile.objectName()
            assert tile.accessibleName(), tile.objectName()


def shown(qtbot: QtBot, visit: str | None) -> Visitor:
    """The end of a visit, or the attract screen."""
    if visit is None:
        return seen(qtbot, opened(circumstances()))
    given = VISITS[visit]
    visitor = seen(qtbot, opened(circumstances(given.site, given.on, given.said)))
    return visitor.touch(f"language:{LANGUAGES[1]}", *given.touches)


def test_a_large_code_is_called_what_it_leads_to(qtbot: QtBot) -> None:
    visitor = shown(qtbot, "qr")
    (code,) = (each for each in drawn(visitor.window) if not isinstance(each, Picture))
    assert code.accessibleName() == visitor.heading()
