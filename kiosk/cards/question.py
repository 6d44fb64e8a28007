"""The words of a question and its options."""

from collections.abc import Iterator

from kiosk.cards.setting import Occasion, back, forward, setting, start_over
from kiosk.cards.shapes import Choice, Command, QuestionCard
from kiosk.flow.steps import Ask
from kiosk.pack.questions import Question
from kiosk.pack.words import Chosen, OptionId, SiteId
from kiosk.texts.breaks import unbroken
from kiosk.texts.editions import Edition
from kiosk.texts.speech import Speech, Translate, fill


def question_card(occasion: Occasion, ask: Ask, chosen: Chosen, *, confirm: bool) -> QuestionCard:
    """Word a question; `confirm` makes a single choice wait for Continue."""
    edition = occasion.edition
    _ = edition.speech.gettext
    question = edition.pack.question(ask.question)
    ticks = question.choose == "any"
    waits = ticks or confirm
    commands = tuple(_commands(_, first=ask.number == 1, waits=waits))
    return QuestionCard(
        setting=setting(occasion, _progress(ask, edition.speech), commands),
        heading=question.text,
        hint=question.hint or "",
        choices=tuple(_choices(edition, question, occasion.site, chosen)),
        ticks=ticks,
        waits=waits,
        divider=_("or"),
        missing=question.missing or _("Choose an answer to go on."),
    )


def _progress(ask: Ask, speech: Speech) -> str:
    """How far the visitor is; a line break can come only between the two parts."""
    _ = speech.gettext
    sentence = _("Question {question} · the last one")
    if ask.at_most_left:
        sentence = speech.ngettext(
            "Question {question} · at most {number} left",
            "Question {question} · at most {number} left",
            ask.at_most_left,
        )
    parts = fill(sentence, question=ask.number).split(" · ")
    return " · ".join(unbroken(part) for part in parts)


def _commands(_: Translate, *, first: bool, waits: bool) -> Iterator[Command]:
    if not first:
        yield back(_)
    yield start_over(_)
    if waits:
        yield forward(_)


def _choices(
    edition: Edition, question: Question, site: SiteId, chosen: Chosen
) -> Iterator[Choice]:
    _ = edition.speech.gettext
    state = "" if question.choose == "any" else _("chosen")
    if question.from_services:
        for service in edition.pack.services_at(site):
            yield Choice(
                service.id,
                service.name,
                service.hint or "",
                service.icon,
                chosen=(ticked := OptionId(service.id) in chosen),
                alone=False,
                state=state if ticked else "",
            )
    for option in question.options:
        yield Choice(
            option.id,
            option.text,
            option.hint or "",
            option.icon or "",
            chosen=(ticked := option.id in chosen),
            alone=option.alone,
            state=state if ticked else "",
        )
