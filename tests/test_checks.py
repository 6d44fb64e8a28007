"""Each fault of a pack is found, at its place, alone."""

from pathlib import Path
from typing import Any

import pytest

from kiosk import paths
from kiosk.checks.findings import Finding, Severity, unknown
from kiosk.checks.loading import MOST_FINDINGS, MOST_WORDS, check, findings, load
from kiosk.errors import InvalidFileError, RefusedError
from kiosk.files import write_text
from kiosk.pack.reading import read_pack, texts
from kiosk.pack.words import Language
from kiosk.texts.catalogs import read_po_file
from kiosk.texts.editions import program_catalog_path, program_words
from kiosk.texts.extraction import as_text, update
from tests.plain import GONE, pack_with, tiny, translation

REMOTE = {"id": "far", "kind": "remote", "title": "Do it from home", "remote_title": "This way"}
EXAMPLE = {
    "text": "A visitor with a cough stays out.",
    "site": "hall",
    "date": "2021-06-01",
    "answers": {"errand": ["parcels"], "ill": ["cough"]},
    "outcome": "stay-out",
}
OPTION = {"id": "other", "text": "Something else"}
WEB = {"id": "web", "kind": "web", "value": "https://espoo.fi", "text": "On the web"}
HOURS = {"first": "mon", "opens": "08:00", "closes": "16:00"}


def found_in(folder: Path, changes: dict[str, Any] | None = None) -> list[Finding]:
    pack_with(folder, changes)
    return list(findings(folder, read_pack(folder)))


def ill(*options: str) -> dict[str, Any]:
    return {"question": "ill", "any_of": list(options)}


def test_a_sound_pack_has_no_findings(tmp_path: Path) -> None:
    everything = {
        "contacts.+": {"id": "post", "kind": "place", "text": "The post office", "hours": [HOURS]},
        "reminders": [{"id": "hands", "icon": "hands", "text": "Wash your hands"}],
        "sources": [{"id": "leaflet", "page": "A leaflet", "date": "2021"}],
        "outcomes.+": REMOTE,
        "outcomes.come-in.reminders": ["hands"],
        "outcomes.ask.notes": [{"text": "Knock", "when": ill("none"), "contacts": ["post"]}],
        "services.parcels.site": "hall",
        "services.parcels.sources": ["leaflet"],
        "guarantees": [{"text": "No coughs", "when": ill("cough"), "never": ["go_ahead"]}],
        "examples": [EXAMPLE],
        "rules.1.when": {
            "all": [
                {"any": [{"site": ["hall"]}, {"question": "ill", "at_least": 1, "of": ["none"]}]},
                {"not": {"service_of": "errand", "status": ["closed"]}},
            ]
        },
    }
    assert found_in(tmp_path, everything) == []


REFERENCES: list[tuple[dict[str, Any], str, str]] = [
    ({"sites.+": {"id": "hall", "name": "Again"}}, "id-twice", "sites"),
    ({"contacts.+": tiny()["contacts"][0]}, "id-twice", "contacts"),
    (
        {
            "services.+": {"id": "parcels", "name": "A", "icon": "post", "contacts": ["desk"]},
            "questions.errand": {"id": "errand", "text": "What?", "options": [OPTION]},
            "rules.1.when": {"question": "errand", "any_of": ["other"]},
        },
        "id-twice",
        "services",
    ),
    ({"questions.+": tiny()["questions"][1]}, "id-twice", "questions"),
    ({"outcomes.+": tiny()["outcomes"][2]}, "id-twice", "outcomes"),
    ({"reminders": [{"id": "r", "icon": "hands", "text": "R"}] * 2}, "id-twice", "reminders"),
    ({"sources": [{"id": "s", "page": "S", "date": "2021"}] * 2}, "id-twice", "sources"),
    (
        {"questions.ill.options.+": {"id": "cough", "text": "Cough"}},
        "id-twice",
        "questions.ill.options",
    ),
    (
        {"questions.errand.options": [{"id": "parcels", "text": "Another parcel"}]},
        "id-twice",
        "questions.errand.options",
    ),
    ({"languages": ["en", "en"]}, "id-twice", "languages.1"),
    ({"sites.hall.contacts": ["dsk"]}, "unknown-contact", "sites.hall.contacts"),
    ({"services.parcels.contacts": ["x"]}, "unknown-contact", "services.parcels.contacts"),
    ({"outcomes.stay-out.contacts": ["x"]}, "unknown-contact", "outcomes.stay-out.contacts"),
    (
        {"outcomes.ask.notes": [{"text": "N", "contacts": ["x"]}]},
        "unknown-contact",
        "outcomes.ask.notes.0.contacts",
    ),
    ({"contacts.desk.sources": ["x"]}, "unknown-source", "contacts.desk.sources"),
    ({"services.parcels.sources": ["x"]}, "unknown-source", "services.parcels.sources"),
    ({"outcomes.ask.sources": ["x"]}, "unknown-source", "outcomes.ask.sources"),
    ({"services.parcels.site": "x"}, "unknown-site", "services.parcels.site"),
    ({"rules.1.when": {"site": ["hall", "x"]}}, "unknown-site", "rules.1.when.site"),
    ({"examples": [EXAMPLE | {"site": "x"}]}, "unknown-site", "examples.0.site"),
    (
        {"reminders": [{"id": "r", "icon": "hands", "text": "R", "when": {"site": ["x"]}}]},
        "unknown-site",
        "reminders.r.when.site",
    ),
    ({"outcomes.ask.reminders": ["x"]}, "unknown-reminder", "outcomes.ask.reminders"),
    ({"rules.1.outcome": "come-inn"}, "unknown-outcome", "rules.1.outcome"),
    ({"examples": [EXAMPLE | {"outcome": "x"}]}, "unknown-outcome", "examples.0.outcome"),
    ({"rules.0.when": ill("cough", "x")}, "unknown-option", "rules.0.when.any_of"),
    (
        {"rules.0.when": {"question": "ill", "at_least": 1, "of": ["x"]}},
        "unknown-option",
        "rules.0.when.of",
    ),
    (
        {"examples": [EXAMPLE | {"answers": {"ill": ["x"]}}]},
        "unknown-option",
        "examples.0.answers",
    ),
    (
        {"examples": [EXAMPLE | {"answers": {"x": ["yes"]}}]},
        "unknown-question",
        "examples.0.answers",
    ),
    (
        {"rules.0.when": {"question": "x", "any_of": ["yes"]}},
        "unknown-question",
        "rules.0.when.any_of",
    ),
    (
        {"rules.1.when": {"service_of": "ill", "status": ["open"]}},
        "unknown-question",
        "rules.1.when.service_of",
    ),
    (
        {"questions.errand.ask_when": ill("cough")},
        "unknown-question",
        "questions.errand.ask_when.any_of",
    ),
    (
        {"questions.ill.ask_when": ill("cough")},
        "unknown-question",
        "questions.ill.ask_when.any_of",
    ),
    (
        {"rules.0.when": {"all": [ill("cough"), {"any": [{"not": ill("x")}]}]}},
        "unknown-option",
        "rules.0.when.all.1.any.0.not.any_of",
    ),
    (
        {"outcomes.ask.notes": [{"text": "N", "when": ill("x")}]},
        "unknown-option",
        "outcomes.ask.notes.0.when.any_of",
    ),
    (
        {"guarantees": [{"text": "G", "when": ill("x"), "never": ["go_ahead"]}]},
        "unknown-option",
        "guarantees.0.when.any_of",
    ),
    (
        {"rules.0.when": {"question": "ill", "at_least": 3, "of": ["cough", "fever"]}},
        "too-many-asked",
        "rules.0.when.at_least",
    ),
    ({"languages": ["en", "xx"]}, "unknown-language", "languages.1"),
]

SOUNDNESS: list[tuple[dict[str, Any], str, str]] = [
    ({"rules.1.when": GONE}, "rule-shadows", "rules.1"),
    ({"rules.2.when": ill("none")}, "no-last-rule", "rules.2.when"),
    ({"rules.2.outcome": "come-in"}, "default-lets-in", "rules.2.outcome"),
    (
        {"questions.+": {"id": "empty", "text": "And?"}},
        "no-options",
        "questions.empty.options",
    ),
    ({"questions.ill.options.none.alone": False}, "no-none-of-these", "questions.ill.options"),
    ({"contacts.desk.value": GONE}, "no-address", "contacts.desk.value"),
    ({"contacts.desk.kind": "web"}, "no-web-address", "contacts.desk.value"),
    (
        {"contacts.desk.kind": "web", "contacts.desk.value": "http://www.espoo.fi"},
        "no-web-address",
        "contacts.desk.value",
    ),
    (
        {"contacts.desk.hours": [HOURS, HOURS | {"opens": "16:00"}]},
        "hours-reversed",
        "contacts.desk.hours.1",
    ),
    ({"outcomes.stay-out.contacts": []}, "no-way-forward", "outcomes.stay-out"),
    (
        {
            "outcomes.+": REMOTE,
            "rules.1": {"when": {"site": ["hall"]}, "outcome": "far"},
            "services.parcels.contacts": [],
        },
        "no-way-forward",
        "outcomes.far",
    ),
    ({"examples": [EXAMPLE | {"outcome": "ask"}]}, "example-fails", "examples.0"),
    ({"examples": [EXAMPLE | {"answers": {}}]}, "example-fails", "examples.0"),
]


@pytest.mark.parametrize(("changes", "code", "where"), REFERENCES + SOUNDNESS)
def test_a_fault_is_found_at_its_place_and_alone(
    tmp_path: Path, changes: dict[str, Any], code: str, where: str
) -> None:
    assert [(each.code, each.where) for each in found_in(tmp_path, changes)] == [(code, where)]


def test_only_a_question_without_none_of_these_and_a_text_left_over_are_warnings(
    tmp_path: Path,
) -> None:
    for changes, code, _where in REFERENCES + SOUNDNESS:
        (finding,) = found_in(tmp_path, changes)
        mild = code == "no-none-of-these"
        assert finding.severity is (Severity.WARNING if mild else Severity.ERROR)


def test_a_message_names_the_nearest_id_or_all_of_them() -> None:
    known = ["come-in", "stay-out"]
    near = unknown("outcome", "come-inn", known, "rules.0.outcome")
    assert near.message == 'no outcome has the id "come-inn"; write "come-in"'
    far = unknown("outcome", "zzz", known, "rules.0.outcome")
    assert far.message == 'no outcome has the id "zzz"; write one of: come-in, stay-out'


def test_of_many_ids_the_nearest_is_found_and_some_are_named() -> None:
    known = [f"contact-{n}-of-the-city" for n in range(100)]
    near = unknown("contact", "contact-73-of-the-ctiy", known, "")
    assert near.message.endswith('write "contact-73-of-the-city"')
    assert near.values == {"id": "contact-73-of-the-ctiy", "nearest": ("contact-73-of-the-city",)}
    far = unknown("contact", "zzz", known, "")
    assert far.message.endswith("contact-19-of-the-city (and 80 more)")
    none = unknown("reminder", "zzz", (), "")
    remedy = "there is no reminder that it could name: add one, or take this out"
    assert none.message == f'no reminder has the id "zzz"; {remedy}'


def test_files_of_words_have_a_limit_together(tmp_path: Path) -> None:
    pack_with(tmp_path, {"languages": ["en", "fi"]})
    path = translation(tmp_path, "fi")
    path.write_bytes(bytes(MOST_WORDS))
    codes = {each.code for each in findings(tmp_path, read_pack(tmp_path))}
    assert codes == {"catalog-unreadable"}
    path.write_bytes(bytes(MOST_WORDS + 1))
    codes = {each.code for each in findings(tmp_path, read_pack(tmp_path))}
    assert codes == {"words-too-large"}


def test_a_question_that_offers_nothing_at_one_site_names_the_site(tmp_path: Path) -> None:
    changes = {
        "sites.+": {"id": "annex", "name": "The annex"},
        "services.parcels.site": "hall",
        "services.passports.site": "hall",
    }
    (finding,) = found_in(tmp_path, changes)
    assert (finding.code, finding.where) == ("no-options", "questions.errand.options")
    assert finding.message == "offers nothing to choose at annex; add options"


def test_an_errand_without_contacts_falls_back_to_those_of_the_site(tmp_path: Path) -> None:
    changes = {
        "outcomes.+": REMOTE,
        "services.parcels.contacts": [],
        "sites.hall.contacts": ["desk"],
    }
    assert found_in(tmp_path, changes) == []


def test_a_failing_example_tells_where_it_ends(tmp_path: Path) -> None:
    changes = {
        "examples": [
            EXAMPLE | {"outcome": "ask"},
            EXAMPLE | {"answers": {"errand": ["parcels"]}},
        ]
    }
    ended, asking = (each.message for each in found_in(tmp_path, changes))
    assert ended.startswith("at hall on 2021-06-01: parcels → cough ends in stay-out, not in ask; ")
    assert asking == (
        'at hall on 2021-06-01: parcels is not at an end: "ill" is asked next; add an answer to it'
    )


def test_several_faults_are_told_together(tmp_path: Path) -> None:
    changes = {"rules.1.outcome": "x", "sites.hall.contacts": ["y"], "languages": ["en", "xx"]}
    codes = {each.code for each in found_in(tmp_path, changes)}
    assert codes == {"unknown-outcome", "unknown-contact", "unknown-language"}


def in_finnish(folder: Path, **exceptions: Any) -> list[tuple[str, str, Severity]]:
    pack_with(folder, {"languages": ["en", "fi"], "welcome.note": "Open from {time} on"})
    translation(folder, "fi", **exceptions)
    return [(each.code, each.where, each.severity) for each in findings(folder, read_pack(folder))]


def test_a_complete_translation_has_no_findings(tmp_path: Path) -> None:
    assert in_finnish(tmp_path) == []


def test_a_missing_text_is_found(tmp_path: Path) -> None:
    found = in_finnish(tmp_path, missing={"questions.ill.options.cough.text"})
    assert found == [("text-missing", "questions.ill.options.cough.text", Severity.ERROR)]


def test_a_stale_text_is_found(tmp_path: Path) -> None:
    found = in_finnish(tmp_path, stale={"welcome.title"})
    assert found == [("text-stale", "welcome.title", Severity.ERROR)]


def test_an_option_without_square_brackets_is_told_to_need_them(tmp_path: Path) -> None:
    pack_with(tmp_path, {"rules.0.when.any_of": "cough"})
    (found,) = findings(tmp_path, read_pack(tmp_path))
    assert (found.code, found.where) == ("unknown-group", "rules.0.when.any_of")
    assert found.message.endswith('for the option write ["cough"], in square brackets')


def test_a_stale_text_is_corrected_before_its_mark_is_taken_out(tmp_path: Path) -> None:
    in_finnish(tmp_path, stale={"welcome.title"})
    (found,) = findings(tmp_path, read_pack(tmp_path))
    file = "translations/fi/LC_MESSAGES/content.po"
    assert found.file == file
    remedy = f'correct its msgstr in {file}, then take out the line "#, fuzzy"'
    assert found.message.endswith(remedy)


def test_the_address_of_a_place_is_words_that_each_language_needs(tmp_path: Path) -> None:
    desk = {"contacts.desk.kind": "place", "contacts.desk.value": "Next to the door"}
    pack_with(tmp_path, {"languages": ["en", "fi"], **desk})
    translation(tmp_path, "fi", missing={"contacts.desk.value"})
    found = findings(tmp_path, read_pack(tmp_path))
    assert ("text-missing", "contacts.desk.value") in {(each.code, each.where) for each in found}


def test_a_text_left_over_is_only_a_warning(tmp_path: Path) -> None:
    left = [("questions.old.text", "Old?", "Vanha?"), ("questions.older.text", "Older?", "V?")]
    assert in_finnish(tmp_path, besides=left) == [
        ("text-left-over", "questions.old.text", Severity.WARNING),
        ("text-left-over", "questions.older.text", Severity.WARNING),
    ]


@pytest.mark.parametrize("words", ["Avoinna {aika} alkaen", "Avoinna", "{time} {time_} alkaen"])
def test_a_translation_has_the_placeholders_of_its_source(tmp_path: Path, words: str) -> None:
    found = in_finnish(tmp_path, words={"welcome.note": words})
    assert found == [("placeholders-differ", "welcome.note", Severity.ERROR)]


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("Tule \u202esisään", "the fi text holds the invisible character U+202E; take it out"),
        ("Tule sisään ", "the fi text begins or ends with a space; take it out"),
        ("x" * 401, "the fi text is longer than 400 characters; shorten it"),
    ],
)
def test_a_translation_obeys_the_rules_of_its_source(tmp_path: Path, words: str, what: str) -> None:
    pack_with(tmp_path, {"languages": ["en", "fi"]})
    translation(tmp_path, "fi", words={"welcome.title": words})
    (finding,) = findings(tmp_path, read_pack(tmp_path))
    assert (finding.code, finding.where) == ("text-unfit", "welcome.title")
    assert finding.message == what


def test_a_language_that_says_what_another_says_is_a_copy(tmp_path: Path) -> None:
    pack_with(tmp_path, {"languages": ["en", "fi", "sv", "fi-simple", "sv-FI"]})
    same = {place: f"sama {place}" for place, _ in texts(read_pack(tmp_path))}
    for language in ("fi", "sv"):
        translation(tmp_path, language, words=same | {"welcome.title": f"{language} on muu"})
    translation(tmp_path, "fi-simple", words=same | {"welcome.title": "selkeä on muu"})
    translation(tmp_path, "sv-FI", words=same | {"welcome.title": "sv on muu"})
    found = [each for each in findings(tmp_path, read_pack(tmp_path)) if "copied" in each.code]
    assert {(each.language, each.message.split(" texts in ")[1]) for each in found} >= {
        ("sv", "sv are those in fi; take out the copy, and translate into sv"),
        ("sv-FI", "sv-FI are those in sv; take out the copy, and translate into sv-FI"),
    }
    assert not any("fi-simple are those in fi;" in each.message for each in found)


def test_one_title_for_two_verdicts_is_an_error_in_any_language(tmp_path: Path) -> None:
    pack_with(tmp_path, {"languages": ["en", "fi"]})
    translation(
        tmp_path,
        "fi",
        words={"outcomes.come-in.title": "Tule sisään", "outcomes.stay-out.title": "tule  SISÄÄN"},
        missing=["outcomes.ask.title"],
    )
    found = {each.code: each for each in findings(tmp_path, read_pack(tmp_path))}
    alike = found["verdicts-alike"]
    assert (alike.where, alike.language) == ("outcomes.stay-out.title", "fi")
    assert alike.severity is Severity.ERROR


def test_an_address_need_not_be_translated(tmp_path: Path) -> None:
    assert in_finnish(tmp_path, missing={"contacts.desk.value"}) == []


def test_a_source_language_that_is_not_shown_leaves_the_others_without_words(
    tmp_path: Path,
) -> None:
    found = found_in(tmp_path, {"source_language": "fi"})
    assert [(each.code, each.where, each.file) for each in found] == [
        ("source-language-missing", "languages", ""),
        ("catalog-unreadable", "", "translations/en/LC_MESSAGES/content.po"),
    ]


def test_a_missing_file_of_words_hides_nothing_else(tmp_path: Path) -> None:
    coughs = {"question": "ill", "any_of": ["none"]}
    changes = {
        "languages": ["en", "fi", "sv"],
        "rules.0.when": {"question": "ill", "any_of": ["fever"]},
        "examples": [EXAMPLE],
        "sites.hall.contacts": ["y"],
        "rules.1.when": {"any": [{"service_of": "errand", "status": ["open"]}, coughs]},
    }
    pack_with(tmp_path, changes)
    translation(tmp_path, "sv", missing={"welcome.title"})
    checked = check(tmp_path, read_pack(tmp_path))
    found = {each.code: each for each in checked.findings}
    assert found.keys() >= {
        "unknown-contact",
        "catalog-unreadable",
        "text-missing",
        "example-fails",
        "guarantee-broken",
    }
    assert checked.proof.paths
    unreadable = found["catalog-unreadable"]
    assert (unreadable.file, unreadable.language) == (
        "translations/fi/LC_MESSAGES/content.po",
        "fi",
    )
    broken = found["guarantee-broken"]
    assert (broken.site, broken.statuses) == ("hall", {})
    assert broken.day is not None


def test_only_a_pack_that_can_be_followed_is_proved(tmp_path: Path) -> None:
    for changes in ({"rules.1.outcome": "x"}, {"rules.2.when": ill("none")}):
        pack_with(tmp_path, changes)
        checked = check(tmp_path, read_pack(tmp_path))
        assert not checked.followable
        assert not checked.proof.paths


def test_more_findings_than_anybody_reads_are_an_error_of_their_own(tmp_path: Path) -> None:
    found = found_in(tmp_path, {"rules.0.when": ill(*["x"] * (MOST_FINDINGS + 1))})
    assert len(found) == MOST_FINDINGS + 1
    assert (found[-1].code, found[-1].severity) == ("too-many-findings", Severity.ERROR)
    found = found_in(tmp_path, {"rules.0.when": ill(*["x"] * MOST_FINDINGS)})
    assert len(found) == MOST_FINDINGS


def test_a_sound_pack_is_loaded_in_every_language(tmp_path: Path) -> None:
    pack_with(tmp_path, {"languages": ["fi", "en"]})
    translation(tmp_path, "fi")
    editions = load(tmp_path)
    assert list(editions) == ["fi", "en"]
    titles = [edition.pack.welcome.title for edition in editions.values()]
    assert titles == ["fi: Check before you come in", "Check before you come in"]


def test_a_pack_with_errors_never_reaches_visitors(tmp_path: Path) -> None:
    pack_with(tmp_path, {"rules.1.outcome": "x", "sites.hall.contacts": ["y"]})
    with pytest.raises(RefusedError) as caught:
        load(tmp_path)
    assert [fault.place for fault in caught.value.faults] == [
        "sites.hall.contacts",
        "rule 2, x, outcome",
    ]
    assert {fault.file for fault in caught.value.faults} == {str(tmp_path / "content.json")}


def test_a_pack_with_only_warnings_is_shown(tmp_path: Path) -> None:
    pack_with(tmp_path, {"questions.ill.options.none.alone": False})
    assert list(load(tmp_path)) == ["en"]


def test_a_pack_of_the_wrong_shape_is_not_checked_further(tmp_path: Path) -> None:
    pack_with(tmp_path, {"rules": []})
    with pytest.raises(InvalidFileError):
        load(tmp_path)


@pytest.mark.parametrize("name", ["espoo", "template"])
def test_the_shipped_packs_have_no_findings(name: str) -> None:
    folder = paths.PACKS / name
    assert list(findings(folder, read_pack(folder))) == []


def test_a_translated_address_must_open_too(tmp_path: Path) -> None:
    pack_with(tmp_path, {"languages": ["en", "fi"], "contacts.+": WEB})
    translation(tmp_path, "fi", words={"contacts.web.value": "www.example.org/fi"})
    (finding,) = findings(tmp_path, read_pack(tmp_path))
    assert (finding.code, finding.where) == ("no-web-address", "contacts.web.value")
    assert finding.message.startswith("the fi address must begin with https:// and a host")


def test_every_language_without_a_file_is_told(tmp_path: Path) -> None:
    pack_with(tmp_path, {"languages": ["en", "fi", "sv"]})
    with pytest.raises(RefusedError) as caught:
        load(tmp_path)
    assert len(caught.value.faults) == 2


def test_an_amended_question_must_exist(tmp_path: Path) -> None:
    changes = {"outcomes.ask.amend": {"question": "il", "text": "I am well now"}}
    (finding,) = found_in(tmp_path, changes)
    assert (finding.code, finding.where) == ("unknown-question", "outcomes.ask.amend.question")


def in_german(folder: Path, **messages: str) -> list[tuple[str, str]]:
    """The findings of a pack that brings German program words, all of them but for exceptions."""
    pack_with(folder, {"languages": ["en", "de"]})
    translation(folder, "de")
    path = program_catalog_path(Language("de"), folder)
    update(path, program_words(), Language("de"))
    po = read_po_file(path)
    for message in po:
        one = messages.get(str(message.id), message.id)
        message.string = one
        if one == "fuzzy":
            message.flags.add("fuzzy")
    write_text(path, as_text(po))
    return [(each.code, each.where) for each in findings(folder, read_pack(folder))]


def test_a_pack_may_bring_the_programs_words(tmp_path: Path) -> None:
    assert in_german(tmp_path) == []
    speech = load(tmp_path)[Language("de")].speech
    assert speech.catalog.text("Back") == "Back"


@pytest.mark.parametrize(
    ("source", "shown", "code"),
    [
        ("Back", "", "program-text-missing"),
        ("Back", "fuzzy", "program-text-missing"),
        ("Back", "Zurück ", "text-unfit"),
        ("{hour}:00", "{stunde} Uhr", "placeholders-differ"),
        ("d MMMM y", "Tag Monat", "date-pattern-unfit"),
        ("d MMMM y", "dddddd", "date-pattern-unfit"),
    ],
)
def test_a_sentence_of_the_program_that_a_language_lacks_or_spoils_is_found(
    tmp_path: Path, source: str, shown: str, code: str
) -> None:
    assert in_german(tmp_path, **{source: shown}) == [(code, "program.de")]


def test_every_file_that_is_amiss_is_told_at_once(tmp_path: Path) -> None:
    pack_with(tmp_path, {"languages": ["en", "de"]})
    path = program_catalog_path(Language("de"), tmp_path)
    write_text(path, "garbage")
    with pytest.raises(RefusedError) as caught:
        load(tmp_path)
    assert [Path(fault.file).name for fault in caught.value.faults] == ["content.po", "kiosk.po"]


def test_a_language_that_nothing_is_known_of_is_told_to_be_mended(tmp_path: Path) -> None:
    (finding,) = found_in(tmp_path, {"languages": ["en", "xx"]})
    assert finding.message == (
        '"xx" is no language that dates and times are known of; mend the tag'
    )
    finding, unreadable = found_in(tmp_path, {"languages": ["en", "de"]})
    assert unreadable.code == "catalog-unreadable"
    assert finding.message == (
        'the program does not speak "de"; run "kioskctl texts export" and translate kiosk.po, '
        "or take it out"
    )


def test_an_entangled_pack_with_examples_is_told_by_the_proof_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.flow.effort.MOST_EFFORT", 1)
    pack_with(tmp_path, {"examples": [EXAMPLE]})
    codes = [each.code for each in check(tmp_path, read_pack(tmp_path)).findings]
    assert codes == ["too-entangled"]


def test_a_title_is_found_in_the_words_of_many_other_cards(tmp_path: Path) -> None:
    outcomes = [
        {"id": f"away-{n}", "kind": "stay_away", "title": f"Away {n}", "body": ["Please rest"]}
        for n in range(30)
    ]
    outcomes[-1]["title"] = "Please rest"
    codes = [each.code for each in found_in(tmp_path, {"outcomes": outcomes})]
    assert "verdicts-alike" in codes


@pytest.mark.parametrize(
    "changes",
    [
        {"questions.errand.choose": "any", "questions.errand.options": [{**OPTION, "alone": True}]},
        {"questions.+": {"id": "second", "text": "And?", "from_services": True}},
    ],
)
def test_a_visit_is_for_one_service(tmp_path: Path, changes: dict[str, Any]) -> None:
    codes = {each.code for each in found_in(tmp_path, changes)}
    assert codes == {"several-services"}


def test_an_example_may_say_what_staff_said(tmp_path: Path) -> None:
    calm = {**EXAMPLE, "answers": {"errand": ["parcels"], "ill": ["none"]}, "outcome": "ask"}
    closed = {**calm, "statuses": {"parcels": "closed"}}
    assert found_in(tmp_path, {"examples": [closed]}) == []
    (finding,) = found_in(tmp_path, {"examples": [calm]})
    assert finding.code == "example-fails"
    wrong = {**calm, "statuses": {"parcel": "closed"}}
    (finding,) = found_in(tmp_path, {"examples": [wrong]})
    assert (finding.code, finding.where) == ("unknown-service", "examples.0.statuses")


def test_a_number_is_the_same_in_every_language(tmp_path: Path) -> None:
    desk = {"id": "phone", "kind": "phone", "value": "09 816 21", "text": "By phone"}
    pack_with(tmp_path, {"languages": ["en", "fi"], "contacts.+": desk})
    translation(tmp_path, "fi", words={"contacts.phone.value": "(09) 816 21"})
    assert list(findings(tmp_path, read_pack(tmp_path))) == []
    translation(tmp_path, "fi", words={"contacts.phone.value": "09 816 22"})
    (finding,) = findings(tmp_path, read_pack(tmp_path))
    assert (finding.code, finding.where) == ("number-differs", "contacts.phone.value")


def test_a_character_that_no_font_can_draw_is_named(tmp_path: Path) -> None:
    (found,) = found_in(tmp_path, {"questions.ill.options.cough.text": "Cough \u2602"})
    assert (found.code, found.where) == ("no-glyph", "questions.ill.options.cough.text")
    assert "U+2602" in found.message


def test_a_long_sentence_in_easy_language_is_a_warning(tmp_path: Path) -> None:
    pack_with(tmp_path, {"languages": ["en", "fi-simple"]})
    long = "tämä lause on aivan liian pitkä ja siinä on yhä enemmän sanoja"
    words = {"questions.ill.text": f"Lyhyt lause. Mutta {long}."}
    translation(tmp_path, "fi-simple", words=words)
    found = [each for each in findings(tmp_path, read_pack(tmp_path)) if "sentence" in each.code]
    assert [(each.where, each.severity) for each in found] == [
        ("questions.ill.text", Severity.WARNING)
    ]
    assert long in found[0].message
