"""`kioskctl walk`: a visit as a conversation in the terminal."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import datetime

from kiosk.cards.outcome import Visit, outcome_card
from kiosk.cards.setting import Occasion
from kiosk.cards.shapes import Code, Entry, OutcomeCard
from kiosk.ctl.entrance import Entrance, add_entrance_options, entrance_of
from kiosk.ctl.ruling import deciding, stopped
from kiosk.flow.answers import acceptable, option_ids
from kiosk.flow.steps import Ask
from kiosk.live import statuses
from kiosk.pack.conditions import Status
from kiosk.pack.questions import Question
from kiosk.pack.words import Answers, Chosen, OptionId, ServiceId
from kiosk.texts.breaks import breakable

HELP = "walk through a pack in the terminal"


_MAX_DIGITS = 10


def add_options(parser: ArgumentParser) -> None:
    """Declare what the verb takes."""
    add_entrance_options(parser)


def run(said: Namespace) -> int:
    """Ask until there is an outcome; an end of the input ends the walk."""
    entrance = entrance_of(said)
    answers: Answers = {}
    try:
        while isinstance(step := entrance.flow.next_step(answers), Ask):
            question = entrance.pack.question(step.question)
            print(f"\n{step.number}. {question.text}  (at most {step.at_most_left} left)")
            answers = {**answers, question.id: _ask(entrance, question)}
    except EOFError:
        print()
        return 0
    occasion = Occasion(
        {entrance.edition.language: entrance.edition}, entrance.edition.language, entrance.site
    )
    card = outcome_card(occasion, _visit(entrance, said, answers), step, _undrawn)
    rule = deciding(entrance, step, answers)
    print(f"\n=> {card.title}  [{step.outcome}, {card.kind}, rule {rule}]")
    if why := stopped(entrance, step, answers):
        print(f"   ({why})")
    for line in _told(card):
        print(f"   {breakable(line)}".rstrip())
    return 0


def _ask(entrance: Entrance, question: Question) -> Chosen:
    offered = option_ids(entrance.pack, question, entrance.site)
    words = {service.id: service.name for service in entrance.pack.services}
    texts = {option.id: option.text for option in question.options}
    for number, option in enumerate(offered, 1):
        print(f"   {number:2}  {texts.get(option) or words.get(option, option)}")  # type: ignore[call-overload]
    while True:
        said = input("one number: " if question.choose == "one" else "numbers: ").split()
        numbers = [int(each) for each in said if each.isdecimal() and len(each) < _MAX_DIGITS]
        chosen = tuple(OptionId(offered[n - 1]) for n in numbers if 0 < n <= len(offered))
        if len(chosen) == len(said) and acceptable(question, offered, chosen):
            return chosen
        print(f"   {_hint(question, offered)}")


def _hint(question: Question, offered: tuple[str, ...]) -> str:
    """What can be written as an answer."""
    if question.choose == "one":
        return f"write a number from 1 to {len(offered)}"
    alone = [offered.index(option.id) + 1 for option in question.options if option.alone]
    several = f"write numbers from 1 to {len(offered)}, separated by spaces"
    return "; ".join((several, *(f"{number} stands alone" for number in alone)))


def _visit(entrance: Entrance, said: Namespace, answers: Answers) -> Visit:
    now = datetime.now().astimezone()
    at = datetime.combine(said.date, now.timetz()) if said.date else now
    changed = {
        ServiceId(service): Status(status)
        for service, status in (each.split("=") for each in said.status)
    }
    return Visit(entrance.flow, statuses(entrance.pack, at.date(), changed), answers, at)


def _undrawn(_address: str) -> Code:
    """No QR code: a terminal shows the address itself."""
    return ()


def _told(card: OutcomeCard) -> Iterator[str]:
    """Every word of a card, as a visitor reads it from above to below."""
    yield from filter(None, (card.place, *card.lead))
    for section in card.sections:
        yield ""
        yield from filter(None, (section.title,))
        for entry in section.entries:
            yield from _entry(entry)


def _entry(entry: Entry) -> Iterator[str]:
    yield f"- {' '.join(filter(None, (entry.title, entry.value)))}"
    yield from (f"  {line}" for line in entry.lines)
