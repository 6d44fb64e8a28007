"""Every screen in every language, theme, text step, size and reach: a spread of them, or all.

A spread is looked at by each run; `make check-all` looks at all of them.
"""

import os
from dataclasses import replace
from itertools import product

import pytest
from PySide6.QtCore import QSize, Qt
from pytestqt.qtbot import QtBot

from kiosk.access import TEXT_STEPS, THEMES, Access, Aloud
from kiosk.cards.notices import idle_card
from kiosk.pack.words import Language
from kiosk.screens.idle_warning import IdleWarning
from kiosk.screens.look import Glass
from kiosk.screens.widgets import Words
from kiosk.texts.editions import Editions
from tests.builders import LANGUAGES, Opened, circumstances, editions, look, opened
from tests.conftest import seen
from tests.gallery import VISITS
from tests.listener import Listener
from tests.pseudo import PSEUDO, all_editions
from tests.screens.audit import on_every_page
from tests.visitor import Visitor

SIZES = {
    f"{width}x{height}": QSize(width, height)
    for width, height in ((1080, 1920), (1920, 1080), (1280, 800), (800, 1280), (3840, 2160))
}
EVERYTHING = list(product(VISITS, (*LANGUAGES, *PSEUDO), THEMES, TEXT_STEPS, SIZES, (False, True)))
STEP = 1 if os.environ.get("AUDIT") == "all" else 131
HARDEST = [("mask-first", "ar", "light", step, "1920x1080", False) for step in TEXT_STEPS]
"""Tall lines, and a contact with more words than its page has room for."""
SPREAD = list(dict.fromkeys([*HARDEST, *EVERYTHING[::STEP]]))


def at_the_end(name: str, language: Language, access: Access, size: QSize) -> Opened:
    visit = VISITS[name]
    around = replace(circumstances(visit.site, visit.on, visit.said), editions=all_editions())
    window = opened(around, size, access)
    Visitor(window).touch(f"language:{language}", *visit.touches)
    return window


def title(case: tuple[str, Language, str, float, str, bool]) -> str:
    name, language, theme, step, size, reach = case
    return f"{name}-{language}-{theme}-x{step:g}-{size}{'-reach' if reach else ''}"


@pytest.mark.parametrize("case", SPREAD, ids=title)
def test_nothing_is_amiss_on_any_screen_however_it_is_shown(
    qtbot: QtBot, case: tuple[str, Language, str, float, str, bool]
) -> None:
    name, language, theme, step, size, reach = case
    access = Access(step, theme, reach)
    window = at_the_end(name, language, access, SIZES[size])
    qtbot.addWidget(window, before_close_func=lambda closing: closing.hide())
    assert on_every_page(window, look(SIZES[size], access)) == []


MODES = [Access(*mode) for mode in product(TEXT_STEPS, THEMES, (False, True))]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("access", MODES, ids=str)
@pytest.mark.parametrize("offered", [editions(), all_editions()], ids=["own", "all"])
def test_nothing_is_amiss_on_the_attract_screen(
    qtbot: QtBot, access: Access, size: str, offered: Editions
) -> None:
    window = opened(replace(circumstances(), editions=offered), SIZES[size], access)
    qtbot.addWidget(window, before_close_func=lambda closing: closing.hide())
    assert on_every_page(window, look(SIZES[size], access)) == []


NARROW_PLACES = list(product(SIZES, TEXT_STEPS, THEMES, (False, True)))[:: min(STEP, 23)]


@pytest.mark.parametrize("language", [*LANGUAGES, *PSEUDO])
@pytest.mark.parametrize("place", NARROW_PLACES, ids=str)
def test_nothing_is_amiss_when_speech_is_on_or_nobody_answers(
    qtbot: QtBot, place: tuple[str, float, str, bool], language: Language
) -> None:
    size, step, theme, reach = place
    access = Access(step, theme, reach, aloud=Aloud.SPEAKER)
    listener = Listener("fi", "sv", "en", *PSEUDO)
    around = replace(circumstances(), editions=all_editions(), voice=lambda: listener)
    window = opened(around, SIZES[size], access)
    qtbot.addWidget(window, before_close_func=lambda closing: closing.hide())
    Visitor(window).touch(f"language:{language}", "access")
    assert on_every_page(window, look(SIZES[size], access)) == []
    speech = all_editions()[language].speech
    window.show_notice(IdleWarning(idle_card(speech), look(SIZES[size], access)))
    assert on_every_page(window, look(SIZES[size], access)) == []


GLASSES = [
    *(Glass(bottom_mm=bottom) for bottom in (600, 850, 940)),
    *(Glass(diagonal_mm=inches * 25.4) for inches in (21.5, 32)),
]
"""Low and high glass, the highest that the settings allow; small and large."""
DEMANDING = ("errand", "symptoms-ticked", "stay-home", "access", "help", "qr")
ON_GLASS = list(
    product(DEMANDING, LANGUAGES, GLASSES, TEXT_STEPS, ("1080x1920", "1920x1080"), (False, True))
)


def on_glass(case: tuple[str, Language, Glass, float, str, bool]) -> str:
    name, language, glass, step, size, reach = case
    place = f"{glass.diagonal_mm:g}mm-{glass.bottom_mm:g}up"
    return f"{name}-{language}-{place}-x{step:g}-{size}{'-reach' if reach else ''}"


@pytest.mark.parametrize("case", ON_GLASS[:: min(STEP, 19)], ids=on_glass)
def test_nothing_is_amiss_on_other_glass(
    qtbot: QtBot, case: tuple[str, Language, Glass, float, str, bool]
) -> None:
    name, language, glass, step, size, reach = case
    visit, access = VISITS[name], Access(step, reach=reach)
    around = circumstances(visit.site, visit.on, visit.said)
    window = opened(around, SIZES[size], access, glass=glass)
    qtbot.addWidget(window, before_close_func=lambda closing: closing.hide())
    Visitor(window).touch(f"language:{language}", *visit.touches)
    assert on_every_page(window, look(SIZES[size], access, glass)) == []


QUESTIONS = list(product((*LANGUAGES, *PSEUDO), TEXT_STEPS, SIZES, (False, True), (False, True)))


@pytest.mark.parametrize("case", QUESTIONS[:: min(STEP, 13)], ids=str)
def test_nothing_is_amiss_where_answers_are_confirmed_or_heard(
    qtbot: QtBot, case: tuple[Language, float, str, bool, bool]
) -> None:
    language, step, size, reach, heard = case
    access = Access(step, reach=reach, aloud=Aloud.SPEAKER if heard else Aloud.OFF)
    listener = Listener("fi", "sv", "en", *PSEUDO)
    around = circumstances(confirm=not heard)
    around = replace(around, editions=all_editions(), voice=lambda: listener)
    window = opened(around, SIZES[size], access)
    qtbot.addWidget(window, before_close_func=lambda closing: closing.hide())
    visitor = Visitor(window)
    visitor.touch(f"language:{language}")
    for touches in (("option:kela",), ("continue", "option:none"), ("continue",), ("option:yes",)):
        visitor.touch(*touches)
        assert on_every_page(window, look(SIZES[size], access)) == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_amiss_on_the_apology(qtbot: QtBot, theme: str, size: str) -> None:
    access = Access(theme=theme)
    window = opened(circumstances(), SIZES[size], access)
    qtbot.addWidget(window, before_close_func=lambda closing: closing.hide())
    window.navigator.apologise()
    assert on_every_page(window, look(SIZES[size], access)) == []


def test_right_to_left_everything_is_mirrored(qtbot: QtBot) -> None:
    around = replace(circumstances(), editions=all_editions())
    visitor = seen(qtbot, opened(around))
    middles = {}
    for language in ("ru", "ar"):
        visitor.touch(f"language:{language}", "option:kela")
        width = visitor.window.width()
        names = ("option:cough", "back", "continue", "access")
        places = {name: visitor.centre(visitor.tile(name)).x() for name in names}
        middles[language] = (
            places if language == "ru" else {n: width - x for n, x in places.items()}
        )
        heading = visitor.on_show().findChildren(Words, "heading")[-1]
        side = heading.layoutDirection()
        assert (side is Qt.LayoutDirection.RightToLeft) is (language == "ar")
        visitor.touch("start-over")
    for name, x in middles["ru"].items():
        assert abs(x - middles["ar"][name]) < 0.1 * visitor.window.width(), name


@pytest.mark.parametrize("language", ["ar", "ru"])
def test_the_first_language_says_on_which_side_the_attract_screen_begins(
    qtbot: QtBot, language: Language
) -> None:
    offered = all_editions()
    ordered = {language: offered[language], **offered}
    size = SIZES["1920x1080"]
    window = opened(replace(circumstances(), editions=ordered), size)
    visitor = seen(qtbot, window)
    left = visitor.centre(visitor.tile(f"language:{language}")).x() < size.width() / 2
    assert left is (language == "ar")
    assert on_every_page(window, look(size)) == []


@pytest.mark.parametrize("language", PSEUDO)
@pytest.mark.parametrize("name", [name for name, visit in VISITS.items() if visit.ends])
def test_every_visit_can_be_made_in_other_scripts(
    qtbot: QtBot, name: str, language: Language
) -> None:
    visit = VISITS[name]
    around = replace(circumstances(visit.site, visit.on, visit.said), editions=all_editions())
    visitor = seen(qtbot, opened(around))
    visitor.touch(f"language:{language}", *visit.touches)
    outcome = all_editions()[language].pack.outcomes
    assert visitor.heading() in {each.title for each in outcome}
