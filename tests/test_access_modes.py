from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QSize
from pytestqt.qtbot import QtBot

from kiosk.access import Access
from kiosk.screens.clock import TurnedClock
from kiosk.screens.idle import Patience
from kiosk.screens.tiles import TouchTile
from tests.builders import (
    LANDSCAPE,
    LANGUAGES,
    PORTRAIT,
    SMALL,
    circumstances,
    espoo,
    look,
    opened,
)
from tests.conftest import seen
from tests.gallery import VISITS
from tests.visitor import Visitor

EVERY_KIND_OF_SCREEN = (
    "errand",
    "symptoms-missing",
    "mask",
    "review",
    "access",
    "statement",
    "help",
    "come-in",
    "stay-home-breath",
    "by-remote-health",
)
PATIENCE = Patience()
MOMENT = timedelta(milliseconds=1)


def test_the_way_to_the_access_modes_is_on_every_screen_and_low(visitor: Visitor) -> None:
    places = []
    for touches in (
        ("access",),
        ("close", "language:fi"),
        ("option:kela",),
        ("option:none", "continue", "option:yes", "option:yes"),
        ("change",),
    ):
        visitor.touch(*touches)
        tile = visitor.tile("access")
        places.append(tile.mapTo(visitor.window, tile.rect().center()))
    assert len({place.x() for place in places}) == 1
    assert len({place.y() for place in places}) == 1
    height_mm = (PORTRAIT.height() - places[0].y()) * look().mm_per_px + look().glass.bottom_mm
    assert 800 <= height_mm <= 1100


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE, SMALL])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ways_to_help_are_in_the_same_places_on_every_screen(
    qtbot: QtBot, language: str, size: QSize
) -> None:
    places: dict[str, set[tuple[object, ...]]] = {"staff-help": set(), "access": set()}
    for name in EVERY_KIND_OF_SCREEN:
        visit = VISITS[name]
        around = circumstances(visit.site, visit.on, visit.said)
        visitor = seen(qtbot, opened(around, size)).touch(f"language:{language}", *visit.touches)
        for way, found in places.items():
            tile = visitor.window.findChildren(TouchTile, way)[-1]  # also below a notice
            assert tile.isVisible()
            at = tile.mapTo(visitor.window, QPoint(0, 0))
            found.add((at.x(), at.y(), tile.width(), tile.height()))
    assert all(len(found) == 1 for found in places.values()), places


def test_every_mode_applies_at_once_and_keeps_the_answers(visitor: Visitor) -> None:
    visitor.touch("language:en", "option:kela", "option:cough", "access")
    normal = visitor.tile("access:text").face.lines[0].font.pixelSize()
    visitor.touch("access:text", "access:text")
    assert visitor.tile("access:text").face.lines[0].font.pixelSize() == pytest.approx(
        2 * normal, abs=2
    )
    visitor.touch("access:contrast", "access:reach", "access:time")
    assert "Dark" in visitor.words()
    visitor.touch("close")
    assert visitor.tile("option:cough").isChecked()
    assert visitor.tile("option:cough").face.look.theme != look().theme
    visitor.touch("continue")
    assert visitor.kind() == "stay_away"


def test_the_focus_stays_on_the_mode_that_was_changed(visitor: Visitor) -> None:
    visitor.touch("language:en", "access", "access:contrast")
    assert visitor.window.focusWidget().objectName() == "access:contrast"


@pytest.mark.parametrize("leave", ["start-over", "idle"])
def test_every_mode_is_gone_for_the_next_visitor(qtbot: QtBot, leave: str) -> None:
    clock = TurnedClock()
    visitor = seen(qtbot, opened(circumstances(patience=Patience(clock=clock))))
    visitor.touch("access", "access:reach", "access:contrast", "access:text", "close")
    visitor.touch("language:sv", "language:en")
    assert visitor.tile("option:kela").face.look == look(access=Access(1.4, "dark", reach=True))
    if leave == "start-over":
        visitor.touch("start-over")
    else:
        clock.turn((PATIENCE.until_warning + PATIENCE.for_answer) * 10)
    assert visitor.screen() == "screen:attract"
    assert visitor.heading() == espoo().welcome.title  # in the language that the kiosk begins with
    assert visitor.tile("access").face.look == look()
    visitor.touch("access")
    assert visitor.tile("close").face.lines[0].text == "Sulje"  # nobody's language any more
    visitor.touch("close", "language:en")
    assert visitor.tile("option:kela").face.look == look()


def test_modes_set_before_the_visit_go_along_but_not_to_the_next_visitor(qtbot: QtBot) -> None:
    clock = TurnedClock()
    visitor = seen(qtbot, opened(circumstances(patience=Patience(clock=clock))))
    visitor.touch("access", "access:contrast", "close")
    assert visitor.screen() == "screen:attract"
    assert visitor.tile("access").face.look.theme != look().theme
    clock.turn((PATIENCE.until_warning + PATIENCE.for_answer) * 10)
    assert visitor.tile("access").face.look.theme == look().theme


def test_who_sets_a_mode_before_the_visit_has_more_time_there_too(qtbot: QtBot) -> None:
    clock = TurnedClock()
    visitor = seen(qtbot, opened(circumstances(patience=Patience(clock=clock))))
    visitor.touch("access", "access:contrast", "close")
    clock.turn(PATIENCE.until_warning * 10 - MOMENT)
    assert visitor.window.notice is None
    clock.turn(MOMENT)
    assert visitor.window.notice is not None


def test_a_visit_begun_after_that_has_them(visitor: Visitor) -> None:
    visitor.touch("access", "access:contrast", "close", "language:sv")
    assert visitor.tile("option:kela").face.look.theme != look().theme


def test_modes_give_ten_times_the_time() -> None:
    usual = Patience()
    assert usual.times(10).until_warning == timedelta(minutes=10)
    assert usual.times(10).for_answer == timedelta(minutes=5)


def test_with_more_time_the_warning_does_not_come_at_the_usual_time(qtbot: QtBot) -> None:
    clock = TurnedClock()
    visitor = seen(qtbot, opened(circumstances(patience=Patience(clock=clock))))
    visitor.touch("language:en", "access", "access:time", "close")
    clock.turn(PATIENCE.until_warning * 10 - MOMENT)
    assert "Are you still there?" not in visitor.words()
    clock.turn(MOMENT)
    assert visitor.heading() == "Are you still there?"


def test_the_warning_is_heard_as_well_as_seen(qtbot: QtBot) -> None:
    cues: list[str] = []
    patience = Patience(clock=(clock := TurnedClock()))
    around = replace(circumstances(patience=patience), cue=lambda: cues.append("cue"))
    visitor = seen(qtbot, opened(around))
    visitor.touch("language:en")
    clock.turn(PATIENCE.until_warning)
    assert visitor.heading() == "Are you still there?"
    assert cues == ["cue"]


def test_the_statement_is_reached_from_the_panel_in_every_language(visitor: Visitor) -> None:
    visitor.touch("access", "access:statement")
    assert visitor.heading() == "Saavutettavuusseloste"
    visitor.touch("language:sv")
    assert visitor.heading() == "Tillgänglighetsutlåtande"
    visitor.touch("back", "close")
    assert visitor.screen() == "screen:attract"


def test_help_from_people_is_on_every_screen_of_a_visit(visitor: Visitor) -> None:
    visitor.touch("language:en", "option:kela", "staff-help")
    assert "Please ask the staff." in visitor.words()
    visitor.touch("close")
    assert visitor.tile("option:cough").isVisible()


@pytest.mark.parametrize("access", [Access(2.0), Access(reach=True), Access(2.0, reach=True)])
@pytest.mark.parametrize("name", [name for name, visit in VISITS.items() if visit.ends])
def test_every_visit_can_be_made_with_large_text_and_in_reach(
    qtbot: QtBot, name: str, access: Access
) -> None:
    visit = VISITS[name]
    visitor = seen(qtbot, opened(circumstances(visit.site, visit.on, visit.said), access=access))
    visitor.touch("language:fi", *visit.touches)
    assert visitor.screen() == "screen:outcome"
