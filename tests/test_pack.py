"""What a pack may hold, and the words in it."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from kiosk import paths
from kiosk.errors import InvalidFileError
from kiosk.icons import ICONS
from kiosk.pack.conditions import AnyOf, Condition, Status
from kiosk.pack.exceptions import exceptions
from kiosk.pack.models import Pack, Period
from kiosk.pack.reading import json_schema, read_pack, texts, translated
from kiosk.pack.telling import in_words
from kiosk.pack.words import Address, Text, visible
from tests.plain import JUNE, pack_with, tiny, tiny_pack

KEYS = "all, any, not, any_of, any_but, at_least, exactly, service_of, site"
CONDITIONS = [
    {"all": [{"site": ["hall"]}]},
    {"any": [{"site": ["hall"]}, {"question": "ill", "any_of": ["cough"]}]},
    {"not": {"site": ["hall"]}},
    {"question": "ill", "any_of": ["cough", "fever"]},
    {"question": "ill", "any_of": "airways"},
    {"question": "ill", "any_but": ["none"]},
    {"question": "ill", "any_but": "airways"},
    {"question": "ill", "at_least": 2, "of": ["cough", "fever"]},
    {"question": "ill", "at_least": 2, "of": "airways"},
    {"question": "ill", "exactly": 1, "of": ["cough", "fever"]},
    {"service_of": "errand", "status": ["open", "self_service"]},
    {"site": ["hall", "annex"]},
]


def only_fault(folder: Path, place: str, value: object) -> tuple[str, str]:
    with pytest.raises(InvalidFileError) as caught:
        tiny_pack(folder, {place: value})
    (fault,) = caught.value.faults
    return fault.place, fault.what


@pytest.mark.parametrize("raw", CONDITIONS, ids=json.dumps)
def test_every_shape_of_condition_is_read_and_written_alike(raw: dict[str, object]) -> None:
    adapter: TypeAdapter[Condition] = TypeAdapter(Condition)
    condition = adapter.validate_json(json.dumps(raw))
    assert json.loads(adapter.dump_json(condition, by_alias=True)) == raw
    assert adapter.validate_python(condition) is condition


@pytest.mark.parametrize("raw", [{}, "ill", ["ill"], 5, {"none": []}])
def test_what_is_no_condition_is_told_the_keys_of_one(tmp_path: Path, raw: object) -> None:
    assert only_fault(tmp_path, "rules.0.when", raw) == (
        "rules.0.when",
        f"is no condition; write one with a key of {KEYS}",
    )


@pytest.mark.parametrize(
    ("raw", "place", "what"),
    [
        ({"question": "ill"}, ".any_of", "is missing; add it"),
        ({"question": "ill", "of": ["cough"]}, ".at_least", "is missing; add it"),
        ({"status": ["open"]}, ".service_of", "is missing; add it"),
        ({"question": "ill", "any_of": []}, ".any_of", "must not be empty; add to it"),
        ({"question": "ill", "any_of": 5}, ".any_of", "must be a list in square brackets"),
        ({"question": "ill", "any_of": [5]}, ".any_of.0", "must be text in quotes"),
        (
            {"question": "ill", "any_of": "The Airways"},
            ".any_of",
            "must be small letters, digits and hyphens, as my-centre",
        ),
    ],
)
def test_half_a_condition_is_told_what_it_lacks(
    tmp_path: Path, raw: object, place: str, what: str
) -> None:
    assert only_fault(tmp_path, "rules.0.when", raw) == (f"rules.0.when{place}", what)


TOLD: list[tuple[Any, str]] = [
    ({"site": ["hall"]}, "the site is The hall"),
    ({"site": ["hall", "pool"]}, "the site is The hall or pool"),
    ({"service_of": "errand", "status": ["full", "closed"]}, "the service is full or closed"),
    (
        {"question": "errand", "any_of": ["parcels"]},
        'the answer to "What brings you here?" has "Parcels"',
    ),
    (
        {"question": "ill", "any_but": ["cough", "fever", "none"]},
        'the answer to "Are you ill?" has anything but "Cough", "Fever" or "None of these"',
    ),
    (
        {"question": "ill", "at_least": 2, "of": ["cough", "fever"]},
        'the answer to "Are you ill?" has 2 or more of "Cough" or "Fever"',
    ),
    (
        {"question": "ill", "exactly": 1, "of": ["cough"]},
        'the answer to "Are you ill?" has exactly 1 of "Cough"',
    ),
    ({"not": {"site": ["hall"]}}, "not (the site is The hall)"),
    ({"all": [{"site": ["hall"]}]}, "the site is The hall"),
    (
        {"all": [{"site": ["hall"]}, {"site": ["pool"]}]},
        "(the site is The hall) and (the site is pool)",
    ),
    (
        {"any": [{"site": ["hall"]}, {"site": ["pool"]}]},
        "(the site is The hall) or (the site is pool)",
    ),
]


@pytest.mark.parametrize(("raw", "words"), TOLD)
def test_a_condition_says_in_words_whom_it_is_about(tmp_path: Path, raw: Any, words: str) -> None:
    pack = tiny_pack(tmp_path, {"rules.0.when": raw})
    condition = pack.rules[0].when
    assert condition
    assert in_words(pack, condition) == words


@pytest.mark.parametrize("screens", [["none"], ["none", "cough"]])
def test_what_counts_as_clear_beside_none_of_these_is_an_exception(
    tmp_path: Path, screens: list[str]
) -> None:
    pack = tiny_pack(tmp_path, {"questions.ill.screens.clear": screens})
    told = [str(each) for each in exceptions(pack) if each.where.startswith("questions")]
    also = '"Cough" counts as clear: who chooses it may come in'
    assert told == ([also] if "cough" in screens else [])


@pytest.mark.parametrize("reason", ["", "   ", "...", "ok", "1234"])
def test_an_exception_without_words_is_none(tmp_path: Path, reason: str) -> None:
    place, what = only_fault(tmp_path, "no_screening", reason)
    assert (place, what) == (
        "no_screening",
        "is no reason; say in words why, for those who approve the pack",
    )


def test_an_object_of_another_kind_is_no_condition() -> None:
    adapter: TypeAdapter[Condition] = TypeAdapter(Condition)
    with pytest.raises(ValueError, match="is no condition"):
        adapter.validate_python(Period(status=Status.OPEN))


def test_conditions_nest(tmp_path: Path) -> None:
    pack = tiny_pack(tmp_path, {"rules.0.when": {"any": CONDITIONS}})
    condition = pack.rules[0].when
    assert isinstance(condition, AnyOf)
    assert len(condition.any) == len(CONDITIONS)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Come \u202ein", "U+202E"),
        ("Come\u200b in", "U+200B"),
        ("Come\u0007 in", "U+0007"),
        ("Come\nin", "U+000A"),
        ("Come\u2028in", "U+2028"),
        ("Come\ufeffin", "U+FEFF"),
        ("Come\ue000in", "U+E000"),
    ],
)
def test_a_text_with_a_character_that_nobody_sees_is_refused(
    tmp_path: Path, words: str, name: str
) -> None:
    place, what = only_fault(tmp_path, "welcome.title", words)
    assert place == "welcome.title"
    assert what == f"holds the invisible character {name}; take it out"


def test_a_guarantee_of_dots_is_refused(tmp_path: Path) -> None:
    place, what = only_fault(tmp_path, "guarantees.0.text", "…")
    assert place == "guarantees.0.text"
    assert what == "has no letter and no digit; write words"


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (" Come in", "begins or ends with a space; take it out"),
        ("Come in\u00a0", "begins or ends with a space; take it out"),
        ("", "must not be empty; write something"),
        ("x" * 401, "is longer than 400 characters; shorten it"),
        (7, "must be text in quotes"),
    ],
)
def test_a_text_that_no_visitor_should_read_is_refused(
    tmp_path: Path, words: object, what: str
) -> None:
    assert only_fault(tmp_path, "welcome.title", words) == ("welcome.title", what)


def test_a_text_may_be_long_and_in_any_script(tmp_path: Path) -> None:
    words = ("Tervetuloa – добро пожаловать, مرحبا, 欢迎 😷 " * 9).strip()
    assert tiny_pack(tmp_path, {"welcome.title": words}).welcome.title == words


@pytest.mark.parametrize(
    ("name", "hint"),
    [("stetoscope", "stethoscope, access, "), ("Phone", "phone, access, "), ("🦷", "access, ")],
)
def test_an_icon_that_does_not_exist_is_told_the_nearest(
    tmp_path: Path, name: str, hint: str
) -> None:
    place, what = only_fault(tmp_path, "services.parcels.icon", name)
    assert place == "services.parcels.icon"
    assert what.startswith(f'no picture is called "{name}"; write one of: {hint}')
    assert sorted(what.partition("one of: ")[2].split(", ")) == sorted(ICONS)


def test_every_icon_is_one_character_of_the_icon_font() -> None:
    for character in ICONS.values():
        assert len(character) == 1
        assert 0xF0000 <= ord(character) <= 0xFFFFD


@pytest.mark.parametrize("name", ["Iso Omena", "iso_omena", "-a", "a--b", "", "ä", "a" * 65, "a\n"])
def test_an_id_is_small_letters_digits_and_hyphens(tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidFileError):
        tiny_pack(tmp_path, {"id": name})


@pytest.mark.parametrize("tag", ["finnish", "f", "FI", "fi_FI", "fi-", "en-../../etc"])
def test_a_language_is_a_tag(tmp_path: Path, tag: str) -> None:
    with pytest.raises(InvalidFileError):
        tiny_pack(tmp_path, {"languages.0": tag})


PERIODS = [
    {"status": "closed", "until": "2021-05-31"},
    {"status": "limited", "from": "2021-06-01", "until": "2021-06-14"},
    {"status": "open", "from": "2021-06-20"},
]


@pytest.mark.parametrize(
    ("on", "status"),
    [
        (date(2020, 1, 1), Status.CLOSED),
        (date(2021, 5, 31), Status.CLOSED),
        (date(2021, 6, 1), Status.LIMITED),
        (date(2021, 6, 14), Status.LIMITED),
        (date(2021, 6, 15), Status.CLOSED),
        (date(2021, 6, 19), Status.CLOSED),
        (date(2021, 6, 20), Status.OPEN),
        (date(2031, 1, 1), Status.OPEN),
    ],
)
def test_a_period_includes_its_last_day_and_no_period_means_closed(
    tmp_path: Path, on: date, status: Status
) -> None:
    pack = tiny_pack(tmp_path, {"services.parcels.availability": PERIODS})
    assert pack.services[1].period(on).status is status


def test_of_periods_that_overlap_the_first_counts(tmp_path: Path) -> None:
    periods = [{"status": "closed", "until": "2021-06-01"}, {"status": "open"}]
    pack = tiny_pack(tmp_path, {"services.parcels.availability": periods})
    assert pack.services[1].period(JUNE).status is Status.CLOSED


def test_a_site_offers_its_own_services_and_those_of_every_site(tmp_path: Path) -> None:
    changes = {
        "sites.+": {"id": "annex", "name": "The annex"},
        "services.parcels.site": "annex",
    }
    pack = tiny_pack(tmp_path, changes)
    at_sites = {site.id: [s.id for s in pack.services_at(site.id)] for site in pack.sites}
    assert at_sites == {"hall": ["passports"], "annex": ["passports", "parcels"]}


def test_parts_are_found_by_their_ids(tmp_path: Path) -> None:
    reminder = {"id": "hands", "icon": "hands", "text": "Wash your hands"}
    pack = tiny_pack(tmp_path, {"reminders": [reminder]})
    assert [pack.site(site.id) for site in pack.sites] == list(pack.sites)
    assert [pack.contact(contact.id) for contact in pack.contacts] == list(pack.contacts)
    assert [pack.question(question.id) for question in pack.questions] == list(pack.questions)
    assert [pack.outcome(outcome.id) for outcome in pack.outcomes] == list(pack.outcomes)
    assert [pack.reminder(reminder.id) for reminder in pack.reminders] == list(pack.reminders)


def test_every_text_has_its_place(tmp_path: Path) -> None:
    pack = tiny_pack(tmp_path, {"outcomes.come-in.body": ["Mind the gap", "Wash your hands"]})
    found = dict(texts(pack))
    assert found["welcome.title"] == "Check before you come in"
    assert found["questions.ill.options.cough.text"] == "Cough"
    assert found["outcomes.come-in.body.1"] == "Wash your hands"
    assert isinstance(found["contacts.desk.value"], Address)
    assert not isinstance(found["contacts.desk.text"], Address)
    assert "id" not in found
    assert len(found) == len(list(texts(pack)))


def test_translating_visits_every_text_once_and_changes_nothing_else() -> None:
    pack = read_pack(paths.BUILT_IN_PACK)
    visited: list[tuple[str, Text]] = []

    def shouted(place: str, text: Text) -> str:
        visited.append((place, text))
        return text.upper()

    loud = translated(pack, shouted)
    assert visited == list(texts(pack))
    assert [text for _, text in texts(loud)] == [text.upper() for _, text in texts(pack)]
    assert [type(text) for _, text in texts(loud)] == [type(text) for _, text in texts(pack)]
    back = dict(texts(pack))
    assert translated(loud, lambda place, _: back[place]) == pack
    assert (loud.rules, loud.examples, loud.sources) == (pack.rules, pack.examples, pack.sources)


@pytest.mark.parametrize("name", ["espoo", "template"])
def test_the_schema_knows_every_key_of_a_shipped_pack(name: str) -> None:
    content = json.loads((paths.PACKS / name / "content.json").read_text("utf-8"))
    schema = json_schema()
    assert set(schema["required"]) <= set(content) <= set(schema["properties"])
    assert schema["additionalProperties"] is False


def test_the_smallest_pack_has_only_keys_of_the_schema() -> None:
    assert set(json_schema()["required"]) <= set(tiny()) <= set(json_schema()["properties"])


def test_a_pack_cannot_be_changed_once_read(tmp_path: Path) -> None:
    pack: Pack = read_pack(pack_with(tmp_path))
    with pytest.raises(ValueError, match="frozen"):
        pack.revision = 2  # type: ignore[misc]


FOR_EVER = "9999-12-31"


@pytest.mark.parametrize(
    ("periods", "ends"),
    [
        ([("open", "2021-06-10", "2021-06-12"), ("closed", None, "2021-12-31")], "2021-06-09"),
        ([("open", "2021-07-01", None), ("closed", None, None)], "2021-06-30"),
        ([("closed", None, "2021-06-05"), ("closed", "2021-06-06", "2021-06-20")], None),
        ([("closed", None, FOR_EVER)], None),
        ([("closed", None, "2021-06-05"), ("open", None, None)], "2021-06-05"),
        ([("closed", "0001-01-01", None)], None),
    ],
)
def test_a_status_lasts_until_the_day_before_another_begins(
    tmp_path: Path, periods: list[tuple[str, str | None, str | None]], ends: str | None
) -> None:
    availability = [
        {"status": status, "from": first, "until": last} for status, first, last in periods
    ]
    pack = tiny_pack(tmp_path, {"services.parcels.availability": availability})
    parcels = next(service for service in pack.services if service.id == "parcels")
    last_day = parcels.lasts_until(date(2021, 6, 1))
    assert last_day == (date.fromisoformat(ends) if ends else None)


def test_a_pack_is_no_longer_than_a_visit_can_be(tmp_path: Path) -> None:
    asked = [
        {"id": f"q{n}", "text": "And?", "options": [{"id": "yes", "text": "Yes"}]}
        for n in range(101)
    ]
    place, what = only_fault(tmp_path, "questions", asked)
    assert place == "questions"
    assert "at most 100" in what


def test_what_nobody_sees_is_shown_by_its_name() -> None:
    assert visible("a\x1b\u3164\u202eä b") == "a<U+001B><U+3164><U+202E>ä b"
