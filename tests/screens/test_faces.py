"""What is drawn, against what was measured: letters of every script whole, and in their order."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter
from pytestqt.qtbot import QtBot

from kiosk.access import TEXT_STEPS, Access
from kiosk.cards.shapes import Command
from kiosk.screens.faces import Face, Line
from kiosk.screens.look import Ground, on
from kiosk.screens.widgets import Words, command_tile
from tests.builders import LANDSCAPE, look

PLACE = QRect(0, 0, 400, 200)
AIN, REH = "\N{ARABIC LETTER AIN}", "\N{ARABIC LETTER REH}"
RIGHT_TO_LEFT_MARK = "\N{RIGHT-TO-LEFT MARK}"
ARABIC = [
    *map(chr, range(0x0621, 0x063B)),
    *map(chr, range(0x0641, 0x064B)),
    *(f"{AIN}{chr(mark)}" for mark in range(0x064B, 0x0653)),
    *"پچژڤکگھہیےٹڈڑںەۆێڵڕ",
]
"""Letters of Arabic, Persian, Urdu and Kurdish, and the vowels."""
PHRASES = [
    "Back",
    "Muuta vastauksia",
    "لاطرسطن ماقكطن",
    "جعغ جعغ جعغ",
    "\N{ARABIC LETTER ALEF}ي ي ي",
]


def image(size: QSize) -> QImage:
    made = QImage(size, QImage.Format.Format_RGB32)
    made.fill(QColor("white"))
    return made


def face(*texts: str, font: QFont | None = None) -> Face:
    lines = [Line(text, font or look().body, "#000000") for text in texts]
    return Face(look(), lines, Ground("#ffffff", "#000000"), "white", flat=True)


def drawn(shown: Face, place: QRect = PLACE, *, mirrored: bool = True) -> QImage:
    made = image(place.size())
    painter = QPainter(made)
    shown.draw(painter, place, mirrored=mirrored)
    painter.end()
    return made


def freely(text: str) -> QImage:
    """Words without a place, so that nothing can be cut."""
    made = image(PLACE.size())
    painter = QPainter(made)
    painter.setFont(look().body)
    painter.drawText(QPoint(100, 120), text)
    painter.end()
    return made


def ink_rows(picture: QImage) -> int:
    """How many rows of pixels hold anything but white."""
    white = QColor("white").rgb()
    columns = range(picture.width())
    return sum(any(picture.pixel(x, y) != white for x in columns) for y in range(picture.height()))


@pytest.mark.parametrize("letters", ["Åjg", AIN * 3, "ي", "أإ"])
def test_letters_are_drawn_whole_in_a_tile_that_is_as_high_as_it_asks_for(
    qtbot: QtBot, letters: str
) -> None:
    shown = face(letters)
    height = shown.own_height(400) - 2 * look().px(2.6)
    tight = image(QSize(400, height))
    painter = QPainter(tight)
    shown.draw(painter, QRect(0, -look().px(2.6), 400, shown.own_height(400)), mirrored=False)
    painter.end()
    assert ink_rows(tight) == ink_rows(freely(letters)) > 0


@pytest.mark.parametrize("letters", ["Åjg", AIN * 3, "ي", "أإ"])
def test_letters_are_drawn_whole_as_words(qtbot: QtBot, letters: str) -> None:
    words = Words(letters, look().body, on("white", "#000000"))
    qtbot.addWidget(words)
    words.setAutoFillBackground(True)
    words.resize(400, words.heightForWidth(400))
    picture = words.grab().toImage()
    assert ink_rows(picture) == ink_rows(freely(letters)) > 0


@pytest.mark.parametrize("letter", ARABIC)
def test_a_line_is_no_higher_than_letters_need_and_holds_all_of_them(
    qtbot: QtBot, letter: str
) -> None:
    font = QFont(look().body)
    font.setPixelSize(100)
    metrics = QFontMetrics(font)
    line, ink = metrics.boundingRect(letter), metrics.tightBoundingRect(letter)
    assert line.height() <= 155
    assert line.top() <= ink.top()
    assert ink.bottom() <= line.bottom()


def test_right_to_left_a_full_stop_stands_at_the_end(qtbot: QtBot) -> None:
    marked = f"{RIGHT_TO_LEFT_MARK}{REH}{REH}.{RIGHT_TO_LEFT_MARK}"
    assert drawn(face(f"{REH}{REH}.")) == drawn(face(marked))
    assert drawn(face("Yes.")) != drawn(face("Yes."), mirrored=False)


@pytest.mark.parametrize("step", TEXT_STEPS)
@pytest.mark.parametrize("phrase", PHRASES)
def test_a_button_that_is_as_wide_as_it_asks_for_has_its_words_on_one_line(
    qtbot: QtBot, phrase: str, step: float
) -> None:
    command = Command("back", phrase, "back")
    shown = command_tile(look(LANDSCAPE, Access(step)), command).face
    width = shown.natural_width
    alone = replace(shown, lines=[replace(shown.lines[0], text=phrase.split(" ", maxsplit=1)[0])])
    assert shown.own_height(width) == alone.own_height(10_000)
    assert shown.own_height(2 * width) == shown.own_height(width)


def test_a_tile_that_is_low_and_narrow_gets_words_for_both(qtbot: QtBot) -> None:
    tall = face("koronabotti.hus.fi/sv", *(["Boka coronatest"] * 3), font=look().verdict)
    line = tall.lines[0]
    width = 2 * look().px(4.5) + round(0.75 * line.longest_word)
    height = tall.height(width) - 1
    shown = tall.shown(width, height)
    assert shown.fits(width)
    assert shown.own_height(width) <= height
