"""What is on a screen, as it is read aloud and told to assistive technology.

Both have the same source, the accessible name, description and state of every widget.
"""

import re
from collections.abc import Iterator, Sequence

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from kiosk.cards.shapes import ReadingCard
from kiosk.screens.widgets import HEADING
from kiosk.texts.breaks import breakable
from kiosk.texts.speech import fill
from kiosk.voice import Passage

_OPTION = "option:"


def announce(shown: QWidget, words: str = "") -> None:
    """Tell assistive technology what is new: the words, or else the heading of what is shown."""
    if not QAccessible.isActive():
        return
    headings = (each for each in _leaves(shown) if each.objectName() == HEADING)
    told = words or next((_told(each, QAccessible.Text.Name) for each in headings), "")
    if told:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(shown, told))


def passages(shown: QWidget, card: ReadingCard) -> Sequence[Passage]:
    """Everything that can be seen, from first to last."""
    return [
        Passage(spelled(_read(each, card), card.numbers), each.locale().bcp47Name())
        for each in _leaves(shown)
        if _told(each, QAccessible.Text.Name)
    ]


def spelled(text: str, numbers: Sequence[str]) -> str:
    """The text with each of the numbers digit by digit, wherever it stands."""
    for number in sorted(numbers, key=len, reverse=True):
        digits = number.replace(" ", "")
        found = re.compile(r"(?<!\d)" + r"\s?".join(map(re.escape, digits)) + r"(?!\d)")
        text = found.sub(" ".join(digits), text)
    return text


def _leaves(shown: QWidget) -> Iterator[QWidget]:
    """The widgets with words, in the order of reading."""
    for each in (shown, *shown.findChildren(QWidget)):
        if isinstance(each, QLabel | QAbstractButton) and each.isVisibleTo(shown):
            yield each


def _read(widget: QWidget, card: ReadingCard) -> str:
    name = _told(widget, QAccessible.Text.Name)
    options = _options_beside(widget)
    if widget in options:
        place = options.index(widget) + 1
        name = fill(card.position, name=name, number=place, count=len(options))
    parts = [name, _state(widget, card), _told(widget, QAccessible.Text.Description)]
    return ". ".join(part.rstrip(".") for part in parts if part)


def _options_beside(widget: QWidget) -> list[QWidget]:
    """All options of the question that a widget belongs to, on whichever page."""
    parent = widget.parentWidget()
    siblings = parent.findChildren(QAbstractButton) if parent is not None else []
    return [each for each in siblings if each.objectName().startswith(_OPTION)]


def _state(widget: QWidget, card: ReadingCard) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    if not interface.state().checkable:
        return ""
    return card.chosen if interface.state().checked else card.not_chosen


def _told(widget: QWidget, what: QAccessible.Text) -> str:
    """What a widget tells assistive technology of itself, on one line."""
    told = QAccessible.queryAccessibleInterface(widget).text(what)
    return ". ".join(line.strip() for line in breakable(told).splitlines() if line.strip())
