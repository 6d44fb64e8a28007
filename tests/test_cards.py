"""What each screen shows, as plain words."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kiosk import paths
from kiosk.cards.attract import attract_card
from kiosk.cards.contacts import contact_entry, on_web
from kiosk.cards.notices import apologies, idle_card
from kiosk.cards.outcome import Visit, outcome_card
from kiosk.cards.question import question_card
from kiosk.cards.review import review_card
from kiosk.cards.setting import Occasion
from kiosk.cards.shapes import Entry, OutcomeCard, QuestionCard
from kiosk.checks.loading import load
from kiosk.flow.steps import Ask, Finish, Flow
from kiosk.live import statuses
from kiosk.pack.conditions import Status
from kiosk.pack.models import Contact, ContactKind
from kiosk.pack.words import (
    Address,
    Answers,
    ContactId,
    Language,
    OptionId,
    QuestionId,
    ServiceId,
    SiteId,
    Text,
)
from kiosk.texts.editions import Editions
from tests.plain import HALL, JUNE, Changes, answers, at, joined, pack_with, speech, translation

FI, SV, EN = Language("fi"), Language("sv"), Language("en")
CODE = ((True, False), (False, True))


@cache
def espoo() -> Editions:
    return load(paths.BUILT_IN_PACK)


def here(language: Language = EN, site: str = "iso-omena") -> Occasion:
    return Occasion(espoo(), language, SiteId(site))


def ended(
    occasion: Occasion, given: Answers, said: dict[str, Status] | None = None, on: date = JUNE
) -> OutcomeCard:
    """The card of a visit that is over."""
    pack = occasion.edition.pack
    day = statuses(pack, on, {ServiceId(name): status for name, status in (said or {}).items()})
    flow = Flow(pack, occasion.site, day)
    end = flow.next_step(given)
    assert isinstance(end, Finish)
    return outcome_card(occasion, Visit(flow, day, given, at(on)), end, lambda _address: CODE)


def small(folder: Path, changes: Changes | None = None, language: Language = EN) -> Occasion:
    """The tiny pack in English and Finnish."""
    pack_with(folder, {"languages": ["en", "fi"], **(changes or {})})
    translation(folder, "fi")
    return Occasion(load(folder), language, HALL)


def entries(card: OutcomeCard) -> list[Entry]:
    return [entry for section in card.sections for entry in section.entries]


def asked(
    occasion: Occasion, number: int, left: int, question: str = "mask", **more: Any
) -> QuestionCard:
    ask = Ask(QuestionId(question), number, left)
    return question_card(occasion, ask, more.pop("chosen", ()), confirm=more.pop("confirm", False))


@pytest.mark.parametrize(
    ("language", "number", "left", "words"),
    [
        (FI, 1, 4, "Kysymys 1 · vielä enintään 4"),
        (FI, 3, 1, "Kysymys 3 · vielä enintään 1"),
        (FI, 4, 0, "Kysymys 4 · viimeinen"),
        (SV, 1, 4, "Fråga 1 · högst 4 kvar"),
        (SV, 4, 0, "Fråga 4 · sista frågan"),
        (EN, 1, 4, "Question 1 · at most 4 left"),
        (EN, 3, 1, "Question 3 · at most 1 left"),
        (EN, 4, 0, "Question 4 · the last one"),
    ],
)
def test_a_question_tells_how_far_the_visitor_is(
    language: Language, number: int, left: int, words: str
) -> None:
    assert joined(asked(here(language), number, left).setting.aside) == words


def commands(card: QuestionCard) -> list[str]:
    return [command.name for command in card.setting.commands]


def test_the_first_question_offers_no_way_back() -> None:
    assert commands(asked(here(), 1, 4)) == ["start-over"]
    assert commands(asked(here(), 2, 3)) == ["back", "start-over"]


def test_only_what_takes_several_answers_waits_for_continue() -> None:
    one, several = asked(here(), 2, 0), asked(here(), 2, 0, "symptoms")
    assert (one.ticks, one.waits) == (False, False)
    assert (several.ticks, several.waits) == (True, True)
    assert commands(several) == ["back", "start-over", "continue"]
    assert [command.primary for command in several.setting.commands] == [False, False, True]


def test_a_kiosk_may_confirm_every_answer() -> None:
    card = asked(here(), 2, 0, confirm=True)
    assert (card.ticks, card.waits) == (False, True)
    assert commands(card)[-1] == "continue"


def test_the_errands_of_a_site_come_before_those_of_the_question(tmp_path: Path) -> None:
    other = {"id": "other", "text": "Something else", "hint": "Ask", "icon": "other"}
    occasion = small(tmp_path, {"questions.errand.options": [other]}, FI)
    card = asked(occasion, 1, 1, "errand", chosen=(OptionId("parcels"), OptionId("other")))
    assert [(choice.id, choice.text, choice.icon, choice.chosen) for choice in card.choices] == [
        ("passports", "fi: Passports", "people", False),
        ("parcels", "fi: Parcels", "post", True),
        ("other", "fi: Something else", "other", True),
    ]
    assert [choice.hint for choice in card.choices] == ["", "", "fi: Ask"]


def test_none_of_these_stands_alone_and_a_question_says_what_is_missing(tmp_path: Path) -> None:
    words = {"questions.errand.missing": "Choose an errand.", "questions.ill.hint": "Tick all."}
    occasion = small(tmp_path, words)
    card = asked(occasion, 2, 0, "ill")
    assert [choice.alone for choice in card.choices] == [False, False, True]
    assert (card.heading, card.hint) == ("Are you ill?", "Tick all.")
    errands = asked(occasion, 1, 1, "errand")
    assert errands.hint == ""
    assert [choice.alone for choice in errands.choices] == [False, False]
    assert card.missing == "Choose an answer to go on."
    assert card.divider == "or"
    assert asked(occasion, 1, 1, "errand").missing == "Choose an errand."


def test_every_screen_offers_every_language_by_its_own_name(tmp_path: Path) -> None:
    setting = asked(small(tmp_path, language=FI), 1, 1, "errand").setting
    assert (setting.language, setting.direction, setting.site) == ("fi", "ltr", "fi: The hall")
    assert [(each.name, each.chosen) for each in setting.languages] == [
        ("English", False),
        ("Suomi", True),
    ]


def test_the_attract_screen_greets_in_every_language_and_shows_three_reminders() -> None:
    card = attract_card(espoo(), SiteId("kalajarvi"))
    assert [greeting.language for greeting in card.greetings] == ["fi", "sv", "en", "fi-simple"]
    assert card.greetings[0].site == "Kalajärven palvelutori"
    assert [greeting.start for greeting in card.greetings] == [
        "Aloita suomeksi",
        "Börja på svenska",
        "Start in English",
        "Aloita selkosuomeksi",
    ]
    assert len({greeting.title for greeting in card.greetings}) == 3
    assert card.icons == ("mask", "distance", "hands")


def test_a_welcome_without_a_note_has_none(tmp_path: Path) -> None:
    occasion = small(tmp_path)
    card = attract_card(occasion.editions, HALL)
    assert [greeting.note for greeting in card.greetings] == ["", ""]
    assert card.icons == ()


def test_the_kiosk_asks_whether_anybody_is_there_and_apologises_in_every_language() -> None:
    idle = idle_card(speech("sv"))
    assert idle.title == "Är du kvar?"
    assert idle.direction == "ltr"
    said = apologies(speech(tag) for tag in ("fi", "en", "ar"))
    assert [(each.language, each.direction) for each in said] == [
        ("fi", "ltr"),
        ("en", "ltr"),
        ("ar", "rtl"),
    ]
    assert said[1].title == "This screen is out of service"
    assert said[0].note == "Kysy henkilökunnalta."


def contact(kind: ContactKind, value: str | None, **more: Any) -> Contact:
    address = None if value is None else Address(value)
    return Contact(id=ContactId("it"), kind=kind, value=address, text=Text("Write or call"), **more)


def test_a_number_stands_in_the_title_and_never_breaks() -> None:
    for kind in (ContactKind.PHONE, ContactKind.SMS):
        entry = contact_entry(contact(kind, "09 816 34500"), speech("fi"), lambda _: CODE)
        assert entry.title == "Write or call 09\u00a0816\u00a034500"
        assert entry.value == ""
        assert entry.code is None
        assert entry.icon == kind.value


def test_an_address_on_the_web_is_short_and_has_a_code() -> None:
    drawn: list[str] = []

    def draw(address: str) -> Any:
        drawn.append(address)
        return CODE

    web = contact(ContactKind.WEB, "https://www.espoo.fi/asiointi/")
    entry = contact_entry(web, speech("en"), draw)
    assert drawn == ["https://www.espoo.fi/asiointi/"]
    assert joined(entry.value) == "espoo.fi/asiointi"
    assert entry.title == "Write or call"
    assert entry.code is not None
    assert entry.code.code == CODE
    assert joined(entry.code.address) == "espoo.fi/asiointi"
    assert entry.code.close == "Close"


@pytest.mark.parametrize(
    ("kind", "value"),
    [(ContactKind.PLACE, None), (ContactKind.POST, "PL 10, 00056 KELA"), (ContactKind.CHAT, "x")],
)
def test_what_is_not_on_the_web_has_no_code(kind: ContactKind, value: str | None) -> None:
    place = contact(kind, value, note=Text("Ring twice"), around_the_clock=True)
    assert not on_web(place)
    entry = contact_entry(place, speech("en"), lambda _: CODE)
    assert entry.code is None
    assert joined(entry.value) == (value or "")
    assert entry.lines == ("Around the clock", "Ring twice")


NOTES = [
    {"text": "Calm"},
    {
        "text": "Hurry",
        "urgent": True,
        "when": {"question": "ill", "any_of": ["cough"]},
        "contacts": ["desk"],
    },
    {"text": "Not for you", "when": {"question": "ill", "any_of": ["fever"]}},
    {"text": "Try these", "contacts": ["desk", "web"]},
]
DESK = {"id": "desk", "kind": "phone", "value": "09 1", "text": "The desk"}
WEB = {"id": "web", "kind": "web", "value": "https://espoo.fi", "text": "On the web"}


def test_what_is_urgent_stands_first_and_no_contact_stands_twice(tmp_path: Path) -> None:
    changes = {
        "contacts": [DESK, WEB, {"id": "post", "kind": "post", "value": "PL 1", "text": "By post"}],
        "outcomes.stay-out.notes": NOTES,
        "outcomes.stay-out.remote_title": "From home",
        "outcomes.stay-out.contacts_title": "Help",
        "outcomes.stay-out.contacts": ["web", "desk", "post"],
        "services.parcels.contacts": ["web", "post"],
    }
    card = ended(small(tmp_path, changes), answers(errand="parcels", ill="cough"))
    assert card.lead == ("Calm",)
    told = [(s.title, [entry.name for entry in s.entries]) for s in card.sections]
    assert told == [("", ["urgent", "desk"]), ("Try these", ["web"]), ("Help", ["post"])]
    assert card.sections[0].entries[0].title == "Hurry"


@pytest.mark.parametrize("language", [FI, SV, EN])
def test_no_contact_stands_twice_on_any_card_of_espoo(language: Language) -> None:
    for service in ("iso-omena-health-centre", "kela", "mental-health-clinic"):
        for symptoms in ("cough", "shortness-of-breath"):
            given = answers(errand=service, symptoms=symptoms)
            names = [entry.name for entry in entries(ended(here(language), given))]
            assert len(names) == len(set(names))


def test_an_errand_that_is_no_service_is_told_the_contacts_of_the_site(tmp_path: Path) -> None:
    changes = {
        "contacts.+": WEB,
        "sites.hall.contacts": ["web"],
        "outcomes.ask.remote_title": "From home",
        "questions.errand.options": [{"id": "other", "text": "Something else"}],
    }
    occasion = small(tmp_path, changes)
    card = ended(occasion, answers(errand="other", ill="none"))
    assert [entry.name for entry in entries(card)] == ["web"]


def test_a_service_without_contacts_is_told_those_of_the_site(tmp_path: Path) -> None:
    changes = {
        "contacts.+": WEB,
        "sites.hall.contacts": ["web"],
        "services.parcels.contacts": [],
        "services.parcels.availability": [{"status": "full"}],
        "outcomes.ask.remote_title": "From home",
    }
    occasion = small(tmp_path, changes)
    parcels = ended(occasion, answers(errand="parcels", ill="none"))
    assert [entry.name for entry in entries(parcels)] == ["web"]
    passports = ended(occasion, answers(errand="passports", ill="none"), {"passports": Status.FULL})
    assert [entry.name for entry in entries(passports)] == ["desk"]


def test_help_has_its_own_heading_and_a_card_of_ill_health_says_nothing_of_the_service(
    tmp_path: Path,
) -> None:
    changes = {
        "outcomes.stay-out.contacts_title": "Help",
        "services.parcels.availability": [{"status": "closed", "note": "The lift is broken."}],
    }
    card = ended(small(tmp_path, changes), answers(errand="parcels", ill="cough"))
    assert card.lead == ()
    assert [(s.title, [entry.name for entry in s.entries]) for s in card.sections] == [
        ("Help", ["desk"])
    ]
    untitled = ended(small(tmp_path), answers(errand="parcels", ill="cough"))
    assert [section.title for section in untitled.sections] == [""]


def test_an_errand_off_the_path_is_not_mentioned(tmp_path: Path) -> None:
    changes = {
        "questions.errand.ask_when": {"site": ["annex"]},
        "sites.+": {"id": "annex", "name": "The annex"},
        "outcomes.ask.remote_title": "From home",
        "outcomes.stay-out.remote_title": "From home",
        "sites.hall.contacts": ["desk"],
        "services.parcels.contacts": ["web"],
        "contacts.+": WEB,
    }
    card = ended(small(tmp_path, changes), answers(errand="parcels", ill="cough"))
    assert [entry.name for entry in entries(card)] == ["desk"]


def test_a_visitor_let_in_is_told_where_to_go_and_what_to_mind(tmp_path: Path) -> None:
    changes = {
        "services.parcels.where": "Third floor",
        "services.parcels.availability": [{"status": "open", "note": "Knock first."}],
        "reminders": [
            {"id": "hands", "icon": "hands", "text": "Wash your hands"},
            {
                "id": "mask",
                "icon": "mask",
                "text": "Wear a mask",
                "when": {"not": {"question": "ill", "any_of": ["none"]}},
            },
        ],
        "outcomes.come-in.reminders": ["hands", "mask"],
        "outcomes.come-in.reminders_title": "Inside",
        "outcomes.come-in.body": ["Go right in."],
    }
    card = ended(small(tmp_path, changes), answers(errand="parcels", ill="none"))
    assert (card.kind, card.icon, card.title) == ("go_ahead", "come-in", "Please come in")
    assert card.place == "Parcels · Third floor"
    assert card.lead == ("Knock first.", "Go right in.")
    ((section),) = card.sections
    assert section.title == "Inside"
    assert section.entries == (Entry("reminder:hands", "hands", "Wash your hands"),)
    assert [command.name for command in card.setting.commands] == ["change", "done"]
    assert joined(card.setting.aside) == "1 June 2021, 10:24"


CLOSING: list[tuple[list[dict[str, str]], dict[str, Status], str | None]] = [
    ([{"status": "closed"}], {}, "Parcels · closed until further notice"),
    (
        [{"status": "closed", "until": "2021-06-20"}, {"status": "open"}],
        {},
        "Parcels · closed until the end of 20 June 2021",
    ),
    ([{"status": "open"}], {"parcels": Status.CLOSED}, "Parcels · closed until further notice"),
    (
        [
            {"status": "closed", "until": "2021-06-05"},
            {"status": "closed", "until": "2021-06-20"},
            {"status": "open"},
        ],
        {},
        "Parcels · closed until the end of 20 June 2021",
    ),
    (
        [{"status": "closed", "until": "2021-06-05"}, {"status": "closed", "from": "2021-06-06"}],
        {},
        "Parcels · closed until further notice",
    ),
    (
        [{"status": "open", "until": "2021-06-20"}],
        {"parcels": Status.CLOSED},
        "Parcels · closed until further notice",
    ),
    ([{"status": "limited"}], {}, None),
]


@pytest.mark.parametrize(("periods", "said", "words"), CLOSING)
def test_a_closed_service_tells_until_when(
    tmp_path: Path,
    periods: list[dict[str, str]],
    said: dict[str, Status],
    words: str | None,
) -> None:
    changes = {"services.parcels.availability": periods, "outcomes.ask.kind": "remote"}
    changes["outcomes.ask.contacts"] = ["desk"]
    card = ended(small(tmp_path, changes), answers(errand="parcels", ill="none"), said)
    assert joined(card.place) == (words or "Parcels")


@pytest.mark.parametrize(
    ("language", "day"), [(FI, "20.6.2021"), (SV, "20.6.2021"), (EN, "20 June 2021")]
)
def test_a_closing_is_told_in_every_language(language: Language, day: str) -> None:
    card = ended(here(language), answers(errand="room", symptoms="none"))
    assert card.kind == "remote"
    assert day in joined(card.place)


def test_the_review_tells_every_question_with_its_answer() -> None:
    given = answers(errand="kela", symptoms="cough fever")
    path = (QuestionId("errand"), QuestionId("symptoms"))
    card = review_card(here(), path, given)
    assert [(each.question, each.answer) for each in card.answers] == [
        ("errand", "Kela"),
        ("symptoms", "Cough and Fever"),
    ]
    assert [command.name for command in card.setting.commands] == ["back", "start-over"]
    assert (card.title, card.change) == ("Your answers", "Change")
    assert card.setting.aside == ""
