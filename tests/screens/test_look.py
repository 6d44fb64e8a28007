from dataclasses import astuple, fields
from itertools import combinations
from math import sqrt

import pytest
from coloraide import Color
from PySide6.QtCore import QSize

from kiosk import paths
from kiosk.access import TEXT_STEPS, THEMES, Access
from kiosk.files import read_toml
from kiosk.screens.look import Ground, Theme
from tests.builders import LANDSCAPE, PORTRAIT, look

TEXT, SHAPE, APART = 7.0, 3.0, 20.0
SIGHT = ("normal", "protan", "deutan", "tritan")
KINDS = ("go_ahead", "not_yet", "stay_away")


@pytest.fixture(params=sorted(path.stem for path in paths.THEMES.glob("*.toml")))
def theme(request: pytest.FixtureRequest) -> Theme:
    return read_toml(paths.theme(str(request.param)), Theme)


def contrast(one: str, other: str) -> float:
    return Color(one).contrast(other)


def seen(colour: str, sight: str) -> Color:
    return Color(colour) if sight == "normal" else Color(colour).filter(sight)


def test_every_theme_that_a_visitor_goes_round_is_there() -> None:
    assert {path.stem for path in paths.THEMES.glob("*.toml")} == set(THEMES)


def test_text_has_a_contrast_of_seven_on_everything_it_stands_on(theme: Theme) -> None:
    pairs = [
        *((theme.ink, ground) for ground in (theme.surface, theme.tile, theme.chosen)),
        *((theme.soft, ground) for ground in (theme.surface, theme.tile, theme.chosen)),
        *((theme.fault, ground) for ground in (theme.surface, theme.tile)),
        (theme.accent, theme.tile),
        (theme.on_accent, theme.accent),
        (theme.on_accent, theme.accent_pressed),
        *(astuple(getattr(theme, f.name)) for f in fields(Theme) if f.type is Ground),
    ]
    low = [(a, b, contrast(a, b)) for a, b in pairs if contrast(a, b) < TEXT]
    assert not low


def test_edges_icons_and_the_focus_ring_have_a_contrast_of_three(theme: Theme) -> None:
    grounds = (theme.surface, theme.tile)
    pairs = [(ink, on) for ink in (theme.edge, theme.accent, theme.ink) for on in grounds]
    pairs += [(theme.accent, theme.chosen), (theme.edge, theme.chosen)]
    low = [(a, b, contrast(a, b)) for a, b in pairs if contrast(a, b) < SHAPE]
    assert not low


@pytest.mark.parametrize("sight", SIGHT)
def test_outcomes_differ_for_every_kind_of_colour_vision(theme: Theme, sight: str) -> None:
    grounds = [theme.outcome(kind).ground for kind in KINDS]
    near = [
        (one, other, seen(one, sight).delta_e(seen(other, sight), method="2000"))
        for one, other in combinations(grounds, 2)
    ]
    assert not [pair for pair in near if pair[2] < APART]


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE])
@pytest.mark.parametrize("step", TEXT_STEPS[1:])
def test_text_and_answers_grow_by_the_whole_step_and_the_band_by_its_root(
    step: float, size: QSize
) -> None:
    usual, large = look(size), look(size, Access(step))
    pixel = 2.0 / usual.body.pixelSize()
    for font in ("body", "strong"):  # running text, and the answers where there are many
        grown = getattr(large, font).pixelSize() / getattr(usual, font).pixelSize()
        assert grown == pytest.approx(step, abs=pixel), font
    for font in ("aside", "command", "heading", "display", "verdict"):
        grown = getattr(large, font).pixelSize() / getattr(usual, font).pixelSize()
        assert grown == pytest.approx(sqrt(step), abs=pixel), font
    for font in ("large", "heading", "display", "verdict"):
        assert getattr(large, font).pixelSize() >= step * usual.body.pixelSize() - 1, font
