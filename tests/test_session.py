"""One visitor's language and answers."""

from kiosk.pack.words import Language, OptionId, QuestionId
from kiosk.session import Session
from tests.plain import answers

ILL, MASK = QuestionId("ill"), QuestionId("mask")
YES, NO = (OptionId("yes"),), (OptionId("no"),)


def begun() -> Session:
    return Session(Language("fi")).answered(ILL, NO).answered(MASK, YES)


def test_a_visit_begins_without_answers() -> None:
    assert Session(Language("fi")).answers == {}
    assert Session(Language("fi")).drafts == {}


def test_a_change_leaves_the_session_before_it_as_it_was() -> None:
    before = Session(Language("fi"))
    before.answered(ILL, YES)
    before.drafted(ILL, YES)
    before.speaking(Language("sv"))
    assert before == Session(Language("fi"))


def test_an_answer_replaces_only_its_own_question() -> None:
    assert begun().answers == answers(ill="no", mask="yes")
    assert begun().answered(ILL, YES).answers == answers(ill="yes", mask="yes")


def test_another_language_keeps_answers_and_drafts() -> None:
    swedish = begun().drafted(ILL, YES).speaking(Language("sv"))
    assert swedish.language == "sv"
    assert swedish.answers == begun().answers
    assert swedish.drafts == answers(ill="yes")


def test_an_answer_taken_back_stays_as_a_draft_until_it_is_given_again() -> None:
    back = begun().without(MASK)
    assert back.answers == answers(ill="no")
    assert back.drafts == answers(mask="yes")
    again = back.answered(MASK, NO)
    assert again.answers == answers(ill="no", mask="no")
    assert again.drafts == {}


def test_an_answer_never_given_is_taken_back_as_nothing() -> None:
    assert Session(Language("fi")).without(ILL).drafts == {ILL: ()}


def test_a_session_never_shows_its_answers() -> None:
    shown = repr(begun().drafted(ILL, YES))
    assert shown == "Session(language='fi')"
