"""What the first frame needs, kept in a seal."""

import json
from typing import Any

import pytest
from PySide6.QtCore import QSize

from kiosk import paths
from kiosk.access import THEMES, Access
from kiosk.cards.attract import attract_card
from kiosk.cards.notices import apologies
from kiosk.checks.loading import load
from kiosk.files import read_toml
from kiosk.opening import Opening, as_document, from_document
from kiosk.pack.words import SiteId
from kiosk.screens.look import Glass, Theme
from tests.plain import speech


def shipped() -> Opening:
    editions = load(paths.BUILT_IN_PACK)
    return Opening(
        attract_card(editions, SiteId("kalajarvi")),
        apologies([speech("fi"), speech("en")]),
        {name: read_toml(paths.theme(name), Theme) for name in THEMES},
        "dark",
        Glass(546.0, 700.0, 900.0),
    )


def sealed() -> Any:
    return json.loads(json.dumps(as_document(shipped())))


def test_an_opening_comes_back_from_its_seal_as_it_was() -> None:
    assert from_document(sealed()) == shipped()


@pytest.mark.parametrize("document", [None, [], "x", 5, {}, {"card": None, "theme": {}}])
def test_what_is_no_seal_of_this_program_is_no_opening(document: object) -> None:
    assert from_document(document) is None


@pytest.mark.parametrize("part", ["card", "apologies", "themes", "theme", "glass"])
def test_an_opening_with_a_part_missing_or_of_another_shape_is_none(part: str) -> None:
    assert from_document({key: value for key, value in sealed().items() if key != part}) is None
    assert from_document(sealed() | {part: [{"unknown": 1}]}) is None


def test_the_opening_says_how_any_screen_looks() -> None:
    look = shipped().look(QSize(1080, 1920))
    assert look.glass.viewing_distance_mm == 700.0
    assert look.px(look.mm_per_px * 40) == 40
    assert round(look.mm_per_px * (1080**2 + 1920**2) ** 0.5) == 546
    assert look.theme == shipped().themes["dark"]
    wanted = shipped().look(QSize(1080, 1920), Access(2.0, "high-contrast", reach=True))
    assert (wanted.text_step, wanted.theme, wanted.reach) == (
        2.0,
        shipped().themes["high-contrast"],
        True,
    )
