"""`kioskctl decide`: what follows from given answers."""

import json
from argparse import ArgumentParser, Namespace
from typing import Any

from kiosk.checks.findings import unknown
from kiosk.ctl.entrance import Entrance, add_entrance_options, entrance_of
from kiosk.ctl.ruling import deciding, stopped
from kiosk.errors import Fault, WrongUseError
from kiosk.flow.answers import acceptable, option_ids
from kiosk.flow.steps import Ask, Finish, Step
from kiosk.pack.questions import Question
from kiosk.pack.words import Answers, OptionId, QuestionId

HELP = "tell what follows from answers: the next question, or the outcome"


def add_options(parser: ArgumentParser) -> None:
    """Declare what the verb takes."""
    add_entrance_options(parser)
    parser.add_argument(
        "--answers",
        required=True,
        metavar="JSON",
        help='as {"errand": ["kela"], "symptoms": ["none"]}',
    )


def run(said: Namespace) -> int:
    """Print the next step as JSON."""
    entrance = entrance_of(said)
    answers = _answers(entrance, said.answers)
    step = entrance.flow.next_step(answers)
    print(json.dumps(_plain(entrance, step, answers), ensure_ascii=False))
    return 0


def _plain(entrance: Entrance, step: Step, answers: Answers) -> dict[str, Any]:
    match step:
        case Ask():
            return {"ask": step.question, "at_most_left": step.at_most_left}
        case Finish():
            kind = entrance.pack.outcome(step.outcome).kind
            why = stopped(entrance, step, answers)
            return {
                "outcome": step.outcome,
                "kind": kind,
                "rule": deciding(entrance, step, answers),
                "asked": step.asked,
                **({"why": why} if why else {}),
            }


def _answers(entrance: Entrance, text: str) -> Answers:
    raw = _lists(text)
    faults = [
        fault for question, chosen in raw.items() for fault in _wrong(entrance, question, chosen)
    ]
    if faults:
        raise WrongUseError(faults)
    return {
        QuestionId(question): tuple(OptionId(option) for option in chosen)
        for question, chosen in raw.items()
    }


def _lists(text: str) -> dict[str, list[str]]:
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise WrongUseError([Fault("--answers", "", f"is not JSON: {error}; mend it")]) from None
    sound = isinstance(raw, dict) and all(
        isinstance(chosen, list) and all(isinstance(option, str) for option in chosen)
        for chosen in raw.values()
    )
    if not sound:
        what = 'must map each question to a list of options, as {"errand": ["kela"]}'
        raise WrongUseError([Fault("--answers", "", what)])
    return dict(raw)


def _wrong(entrance: Entrance, question_id: str, chosen: list[str]) -> list[Fault]:
    pack = entrance.pack
    questions = [question.id for question in pack.questions]
    if question_id not in questions:
        what = unknown("question", question_id, questions, "").message
        return [Fault("--answers", "", what)]
    question = pack.question(QuestionId(question_id))
    offered = option_ids(pack, question, entrance.site)
    found = [
        unknown("option", option, offered, "").message for option in chosen if option not in offered
    ]
    answer = tuple(OptionId(option) for option in chosen)
    if not found and not acceptable(question, offered, answer):
        found = [f"{json.dumps(chosen)} is no answer; choose {_how_many(question)}"]
    return [Fault("--answers", question_id, what) for what in found]


def _how_many(question: Question) -> str:
    if question.choose == "one":
        return "one option"
    alone = [f'"{option.id}"' for option in question.options if option.alone]
    return ", or ".join(["options, each once", *(f"{option} alone" for option in alone)])
