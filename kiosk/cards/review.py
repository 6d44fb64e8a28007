"""The words of a visit's answers."""

from kiosk.cards.setting import Occasion, back, setting, start_over
from kiosk.cards.shapes import Answered, ReviewCard
from kiosk.pack.words import Answers, QuestionId
from kiosk.texts.editions import Edition
from kiosk.texts.formats import listed


def review_card(occasion: Occasion, asked: tuple[QuestionId, ...], answers: Answers) -> ReviewCard:
    """Word every question that was asked with its answer."""
    edition = occasion.edition
    _ = edition.speech.gettext
    return ReviewCard(
        setting=setting(occasion, "", (back(_), start_over(_))),
        title=_("Your answers"),
        hint=_("Touch the answer that you want to change."),
        answers=tuple(
            Answered(
                question, edition.pack.question(question).text, _answer(edition, question, answers)
            )
            for question in asked
        ),
        change=_("Change"),
    )


def _answer(edition: Edition, question_id: QuestionId, answers: Answers) -> str:
    question = edition.pack.question(question_id)
    services = edition.pack.services if question.from_services else ()
    words = {s.id: s.name for s in services} | {o.id: o.text for o in question.options}
    return listed([words[chosen] for chosen in answers[question_id]], edition.speech)
