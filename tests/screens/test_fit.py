from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.access import Access
from kiosk.app.audit import faults, nameless, out_of_reach
from kiosk.cards.notices import apologies, idle_card
from kiosk.cards.outcome import Visit, outcome_card
from kiosk.cards.setting import Occasion
from kiosk.cards.shapes import OutcomeCard
from kiosk.flow.steps import Finish, Flow
from kiosk.live import statuses as statuses_of
from kiosk.pack.conditions import Status, Statuses
from kiosk.pack.words import Answers, Language, OptionId, QuestionId
from kiosk.screens.faces import Face, Line
from kiosk.screens.guard import NO_GUARD
from kiosk.screens.idle_warning import IdleWarning
from kiosk.screens.look import Glass, Ground, on
from kiosk.screens.out_of_service import OutOfServiceScreen
from kiosk.screens.outcome import OutcomeScreen
from kiosk.screens.screen import Screen
from kiosk.screens.tiles import TouchTile
from kiosk.screens.widgets import Words
from kiosk.screens.window import Window
from tests.builders import (
    ISO_OMENA,
    JUNE,
    KALAJARVI,
    LANDSCAPE,
    LANGUAGES,
    PORTRAIT,
    SMALL,
    at,
    circumstances,
    drawn,
    editions,
    espoo,
    flow,
    look,
    opened,
)
from tests.gallery import VISITS, shown
from tests.screens.audit import WORST, contrasts, on_every_page, unknown

SIZES = {"1080x1920": PORTRAIT, "1920x1080": LANDSCAPE, "1280x800": SMALL}


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> QSize:
    return SIZES[str(request.param)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("visit", VISITS)
def test_every_screen_of_a_visit_fits(qtbot: QtBot, visit: str, language: str, size: QSize) -> None:
    window = shown(VISITS[visit], language, size)
    qtbot.addWidget(window, before_close_func=lambda closing: closing.hide())
    assert on_every_page(window, look(size)) == []


def outcome_cards(language: Language) -> Iterator[OutcomeCard]:
    """The card of every errand with every outcome that it can have, at both sites."""
    for site in (ISO_OMENA, KALAJARVI):
        occasion = Occasion(editions(), language, site)
        for said in (Status.OPEN, Status.FULL, Status.CLOSED, Status.REMOTE_ONLY):
            for errand in espoo().services_at(site):
                statuses = {errand.id: said} if said is not Status.OPEN else {}
                following = flow(site, said=statuses)
                for given in ways(following, {QuestionId("errand"): (OptionId(errand.id),)}):
                    end = following.next_step(given)
                    assert isinstance(end, Finish)
                    visit = Visit(following, live(statuses), given, at())
                    yield outcome_card(occasion, visit, end, drawn)


def live(said: Statuses) -> Statuses:
    return statuses_of(espoo(), JUNE, said)


def ways(following: Flow, given: Answers) -> Iterator[Answers]:
    """The answers of every way on from some: one symptom of each kind, every other option."""
    step = following.next_step(given)
    if isinstance(step, Finish):
        yield given
        return
    question = espoo().question(step.question)
    options = [option.id for option in question.options]
    if question.choose == "any":
        options = [OptionId(name) for name in ("fever", "shortness-of-breath", "none")]
    for option in options:
        yield from ways(following, {**given, question.id: (option,)})


@pytest.mark.parametrize("step", [17, pytest.param(1, marks=pytest.mark.slow)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_outcome_of_every_errand_fits(
    qtbot: QtBot, language: Language, size: QSize, step: int
) -> None:
    window = Window(look(size), NO_GUARD)
    window.resize(size)
    qtbot.addWidget(window, before_close_func=lambda closing: closing.hide())
    window.show()
    cards = {repr(card): card for card in outcome_cards(language)}
    assert len(cards) > 100
    for card in list(cards.values())[::step]:
        window.show_screen(OutcomeScreen(card, look(size)))
        assert on_every_page(window, look(size)) == [], (card.setting.site, card.title, card.lead)


def test_the_attract_screen_fits(qtbot: QtBot, size: QSize) -> None:
    window = opened(circumstances(), size)
    qtbot.addWidget(window, before_close_func=lambda closing: closing.hide())
    assert on_every_page(window, look(size)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_idle_warning_fits(qtbot: QtBot, language: str, size: QSize) -> None:
    window = opened(circumstances(), size)
    qtbot.addWidget(window, before_close_func=lambda closing: closing.hide())
    speech = next(e.speech for tag, e in editions().items() if tag == language)
    window.show_notice(IdleWarning(idle_card(speech), look(size)))
    assert on_every_page(window, look(size)) == []


def test_the_apology_fits(qtbot: QtBot, size: QSize) -> None:
    window = Window(look(size), NO_GUARD)
    window.resize(size)
    qtbot.addWidget(window, before_close_func=lambda closing: closing.hide())
    speeches = (edition.speech for edition in editions().values())
    window.show_screen(OutOfServiceScreen(apologies(speeches), look(size)))
    window.show()
    assert on_every_page(window, look(size)) == []


def planted(qtbot: QtBot, *widgets: TouchTile | Words) -> list[str]:
    """The faults of a window with nothing but the given widgets."""
    return list(faults(window_with(qtbot, *widgets), look()))


def window_with(qtbot: QtBot, *widgets: TouchTile | Words) -> Window:
    screen = Screen()
    window = Window(look(), NO_GUARD)
    window.resize(PORTRAIT)
    qtbot.addWidget(window, before_close_func=lambda closing: closing.hide())
    window.show_screen(screen)
    for widget in widgets:
        widget.setParent(screen)
        widget.show()
    window.show()
    return window


def look_palette() -> QPalette:
    return QApplication.palette()


def tile(name: str, place: QRect, text: str = "Yes") -> TouchTile:
    on = look()
    face = Face(on, (Line(text, on.body, "#000000"),), Ground("#ffffff", "#000000"), "#000000")
    made = TouchTile(name, face, text)
    made.setGeometry(place)
    return made


def test_the_audit_finds_a_tile_that_is_too_small_to_touch(qtbot: QtBot) -> None:
    found = planted(qtbot, tile("small", QRect(50, 50, 400, 60)))
    assert any("small has a side of only 1" in fault for fault in found)


def test_the_audit_finds_a_word_that_does_not_fit_its_tile(qtbot: QtBot) -> None:
    found = planted(qtbot, tile("narrow", QRect(50, 50, 120, 120), "Hengenahdistus"))
    assert any("narrow has letters of only" in fault for fault in found)


def test_the_audit_finds_words_that_are_cut_below(qtbot: QtBot) -> None:
    words = Words("ja niin edelleen " * 20, look().body, look_palette(), "long")
    words.setGeometry(50, 50, 500, 60)
    assert any("long is cut" in fault for fault in planted(qtbot, words))


def test_the_audit_finds_what_overlaps_and_what_is_too_near(qtbot: QtBot) -> None:
    found = planted(qtbot, tile("a", QRect(50, 50, 300, 100)), tile("b", QRect(340, 50, 300, 100)))
    assert "a overlaps b" in found
    near = planted(qtbot, tile("a", QRect(50, 50, 300, 100)), tile("b", QRect(352, 50, 300, 100)))
    assert any("a beside b has a gap of only" in fault for fault in near)


def test_the_audit_finds_what_is_off_the_screen(qtbot: QtBot) -> None:
    found = planted(qtbot, tile("far", QRect(900, 50, 300, 100)))
    assert any("off the screen" in fault for fault in found)


def test_the_audit_finds_letters_that_are_too_small(qtbot: QtBot) -> None:
    font = look().body
    small = Words("pieni", font, look_palette(), "tiny")
    small_font = small.font()
    small_font.setPixelSize(24)
    small.setFont(small_font)
    small.setGeometry(50, 50, 400, 60)
    assert any("tiny has letters" in fault for fault in planted(qtbot, small))


def test_the_audit_finds_words_that_are_too_faint(qtbot: QtBot) -> None:
    faded = on("#ffffff", "#8a8a8a")
    words = Words("haalea teksti", look().body, faded, "pale")
    words.setAutoFillBackground(True)
    words.setGeometry(50, 50, 500, 60)
    window = window_with(qtbot, words)
    assert any("pale has a contrast of only 3" in str(each) for each in contrasts(window))


def test_the_audit_finds_what_has_no_name_or_another_one(qtbot: QtBot) -> None:
    silent, other = tile("silent", QRect(50, 50, 400, 100)), tile("other", QRect(50, 250, 400, 100))
    silent.setAccessibleName("")
    other.setAccessibleName("No")
    found = list(nameless(window_with(qtbot, silent, other)))
    assert any("silent is called" in fault for fault in found)
    assert any("other is called" in fault for fault in found)


def test_the_audit_finds_what_is_out_of_reach(qtbot: QtBot) -> None:
    high, low = tile("high", QRect(50, 50, 400, 100)), tile("low", QRect(50, 1700, 400, 100))
    found = list(out_of_reach(window_with(qtbot, high, low), look(access=Access(reach=True))))
    assert [fault.split(" ")[0] for fault in found] == ["high"]


@pytest.mark.parametrize("pale", [0, 1])
def test_the_audit_finds_a_pale_line_among_dark_ones_and_a_dark_edge(
    qtbot: QtBot, pale: int
) -> None:
    inks = ["#000000", "#000000"]
    inks[pale] = "#dddddd"
    lines = [Line("Kuume", look().body, ink) for ink in inks]
    face = Face(look(), lines, Ground("#ffffff", "#000000"), "#000000", icon="fever")
    box = TouchTile("half-pale", face, "Kuume")
    box.setGeometry(50, 50, 500, 200)
    short = [each for each in contrasts(window_with(qtbot, box)) if each.falls_short]
    assert [each.name for each in short] == ["half-pale"]


@pytest.mark.parametrize("text", ["\N{CJK UNIFIED IDEOGRAPH-4E2D}", "a\N{THAI CHARACTER KO KAI}"])
def test_the_audit_finds_characters_that_no_font_has(qtbot: QtBot, text: str) -> None:
    words = Words(text, look().body, look_palette(), "foreign")
    words.setGeometry(50, 50, 500, 60)
    found = list(unknown(window_with(qtbot, words, tile("box", QRect(50, 200, 400, 100), text))))
    assert [fault.split(" ")[0] for fault in found] == ["foreign", "box"]
    assert text[-1] in found[0]


def test_low_glass_has_its_access_button_lower(qtbot: QtBot) -> None:
    low = Glass(bottom_mm=600)
    access = tile("access", QRect(50, 1800, 400, 100))
    window = window_with(qtbot, access)
    assert not list(out_of_reach(window, look(glass=low)))
    assert list(out_of_reach(window, look(glass=replace(low, bottom_mm=300))))
    access.move(50, 50)
    assert list(out_of_reach(window, look(glass=replace(low, bottom_mm=700))))


def test_high_and_low_glass_is_reached_as_far_as_may_be() -> None:
    assert Glass().reach_mm(530) == (800, 1100)
    assert Glass(bottom_mm=940).reach_mm(300)[1] == 1220
    assert Glass(bottom_mm=900).reach_mm(300)[1] == 1180
    assert Glass(bottom_mm=0).reach_mm(530)[0] == 380


def test_the_worst_case_is_kept_with_the_test_that_met_it(qtbot: QtBot) -> None:
    least = dict(WORST)
    on_every_page(window_with(qtbot, tile("large", QRect(50, 50, 400, 200))), look())
    small = tile("smallest", QRect(50, 50, 400, 10))
    on_every_page(window_with(qtbot, small, tile("beside", QRect(50, 61, 400, 100))), look())
    assert WORST["a side"][0].name == "smallest"
    assert WORST["a gap"][0].name == "smallest beside beside"
    assert "kept_with_the_test_that_met_it" in WORST["a side"][1]
    WORST.clear()
    WORST.update(least)


def test_a_tile_that_is_too_narrow_for_anything_is_drawn_and_does_not_end_the_process(
    qtbot: QtBot,
) -> None:
    window = window_with(qtbot, tile("thread", QRect(50, 50, 8, 30), "Hengenahdistus"))
    assert not window.grab().isNull()
