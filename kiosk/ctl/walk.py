"""`kioskctl walk`: a visit as a conversation in the terminal."""

from argparse import ArgumentParser, Namespace

from kiosk.ctl.entrance import Entrance, add_entrance_options, entrance_of
from kiosk.flow.answers import acceptable, option_ids
from kiosk.flow.steps import Ask, Finish
from kiosk.pack.models import Question
from kiosk.pack.words import Answers, Chosen, OptionId

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
    _tell(entrance, step)
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
        print(f"   {question.missing or 'Choose an answer to go on.'}")


def _tell(entrance: Entrance, step: Finish) -> None:
    outcome = entrance.pack.outcome(step.outcome)
    print(f"\n=> {outcome.title}  [{outcome.id}, {outcome.kind}]")
    for line in outcome.body:
        print(f"   {line}")
