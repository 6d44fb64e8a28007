"""Words in every language."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog as PoCatalog
from babel.messages.catalog import Message

import kiosk
from kiosk import paths
from kiosk.errors import UnreadableFileError
from kiosk.pack.models import Contact, ContactKind, Hours, Weekday
from kiosk.pack.reading import texts
from kiosk.pack.words import ContactId, Language, Text
from kiosk.texts.breaks import unbroken
from kiosk.texts.catalogs import NOTHING, Catalog, read_catalog, read_po_file
from kiosk.texts.editions import (
    content_catalog,
    content_catalog_path,
    edition,
    program_catalog,
    program_languages,
    program_words,
)
from kiosk.texts.extraction import as_text, content_template, program_template, take_in, update
from kiosk.texts.formats import clock, day, hours, moment
from kiosk.texts.speech import Speech, fill, placeholders
from tests.plain import Changes, joined, speech, tiny_pack, translation

LINE = 'is neither a comment nor a keyword with its text in quotes, as msgstr "…"; mend it'
EN, FI, SV = Language("en"), Language("fi"), Language("sv")
HEADER = 'msgid ""\nmsgstr ""\n"Language: fi\\n"\n'


def catalog(folder: Path, body: str, header: str = HEADER) -> Catalog:
    path = folder / "content.po"
    path.write_text(f"{header}\n{body}", "utf-8")
    return read_catalog(path)


def test_a_text_is_found_by_its_place_and_its_source(tmp_path: Path) -> None:
    found = catalog(
        tmp_path,
        'msgctxt "a"\nmsgid "Yes"\nmsgstr "Joo"\n\n'
        'msgctxt "b"\nmsgid "Yes"\nmsgstr "Kyllä"\n\n'
        'msgid "Yes"\nmsgstr "Juu"\n',
    )
    assert found.text("Yes", "a") == "Joo"
    assert found.text("Yes", "b") == "Kyllä"
    assert found.text("Yes") == "Juu"
    assert found.text("Yes", "c") is None
    assert found.text("No", "a") is None


@pytest.mark.parametrize(
    ("body", "stale"),
    [
        ('msgctxt "a"\nmsgid "Yes"\nmsgstr ""\n', False),
        ('#, fuzzy\nmsgctxt "a"\nmsgid "Yes"\nmsgstr "Kyllä"\n', True),
        ('#~ msgctxt "a"\n#~ msgid "Yes"\n#~ msgstr "Kyllä"\n', False),
    ],
)
def test_a_text_that_is_missing_stale_or_obsolete_is_not_shown(
    tmp_path: Path, body: str, stale: bool
) -> None:
    found = catalog(tmp_path, body)
    assert found.text("Yes", "a") is None
    assert (("a", "Yes") in found.stale) is stale


def test_a_plural_has_the_form_of_its_number_and_counts_only_when_complete(tmp_path: Path) -> None:
    header = HEADER + '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
    entry = 'msgid "{number} day"\nmsgid_plural "{number} days"\n'
    forms = 'msgstr[0] "{number} päivä"\nmsgstr[1] "{number} päivää"\n'
    spoken = Speech(FI, catalog(tmp_path, entry + forms, header))
    assert spoken.ngettext("{number} day", "{number} days", 1) == "1 päivä"
    assert spoken.ngettext("{number} day", "{number} days", 3) == "3 päivää"
    half = Speech(FI, catalog(tmp_path, entry + 'msgstr[0] "x"\nmsgstr[1] ""\n', header))
    assert half.ngettext("{number} day", "{number} days", 3) == "3 days"


def test_without_a_catalogue_words_stay_as_they_are() -> None:
    plain = Speech(EN, NOTHING)
    assert plain.gettext("Back") == "Back"
    assert plain.ngettext("{number} day", "{number} days", 1) == "1 day"
    assert plain.ngettext("{number} day", "{number} days", 0) == "0 days"


@pytest.mark.parametrize(
    "content",
    [
        'msgid "a"\n',
        HEADER + '"Plural-Forms: nplurals=2; plural=n;\\n"\n',
        HEADER + '"Plural-Forms: nplurals=2; plural=n%0;\\n"\n',
        HEADER + '"Plural-Forms: nplurals=2; plural=(n != );\\n"\n',
        HEADER + '"Plural-Forms: nplurals=2; plural=__import__;\\n"\n',
        HEADER + '"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n"\n',
    ],
)
def test_a_broken_translation_file_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "content.po"
    path.write_text(content)
    with pytest.raises(UnreadableFileError, match="is not a translation file") as caught:
        read_catalog(path)
    assert caught.value.faults[0].file == str(path)


@pytest.mark.parametrize(
    "sentence",
    [
        "{0.__class__}",
        "{number!r}",
        "{number:>999999}",
        "{number.__class__}",
        "{number[0]}",
        "{}",
        "{0}",
        "{Number}",
        "{other}",
        "{{number",
        "%(number)s %s $number",
        "{ number }",
    ],
)
def test_filling_a_sentence_never_formats(sentence: str) -> None:
    assert fill(sentence, number=7) == sentence


def test_filling_a_sentence_puts_values_in_once() -> None:
    assert fill("{a} and {b} and {a}", a="{b}", b=2) == "{b} and 2 and {b}"
    assert fill("{{number}}", number=7) == "{7}"
    assert placeholders("{a} {b_c} {a} {0} {x!r}") == {"a", "b_c"}


@pytest.mark.parametrize(
    ("fact", "kept"),
    [
        ("09 816 34500", "09\u00a0816\u00a034500"),
        ("7–18", "7–\u206018"),
        ("1.6.2021", "1.\u20606.\u20602021"),
        ("espoo.fi/a-b", "espoo.\u2060fi/\u2060a-\u2060b"),
    ],
)
def test_a_number_date_or_address_is_never_broken(fact: str, kept: str) -> None:
    assert unbroken(fact) == kept
    assert joined(kept) == fact


@pytest.mark.parametrize(
    ("language", "at", "words"),
    [
        ("fi", datetime(2021, 6, 1, 10, 24, tzinfo=UTC), "1.6.2021 klo 10.24"),
        ("sv", datetime(2021, 6, 1, 10, 24, tzinfo=UTC), "1.6.2021 kl. 10.24"),
        ("en", datetime(2021, 6, 1, 10, 24, tzinfo=UTC), "1 June 2021, 10:24"),
        ("fi", datetime(2021, 6, 1, 9, 0, tzinfo=UTC), "1.6.2021 klo 9"),
        ("sv", datetime(2021, 6, 1, 9, 0, tzinfo=UTC), "1.6.2021 kl. 9"),
        ("en", datetime(2021, 12, 24, 0, 5, tzinfo=UTC), "24 December 2021, 0:05"),
        ("en", datetime(2021, 12, 24, 9, 0, tzinfo=UTC), "24 December 2021, 9:00"),
    ],
)
def test_a_moment_reads_as_the_language_writes_it(language: str, at: datetime, words: str) -> None:
    assert joined(moment(at, speech(language))) == words


def test_a_day_and_a_time_are_never_broken() -> None:
    assert " " not in day(date(2021, 6, 1), speech("en"))
    assert "." not in clock(time(7, 30), speech("fi")).replace(".\u2060", "")


def contact(*hours: Hours, around_the_clock: bool = False) -> Contact:
    return Contact(
        id=ContactId("desk"),
        kind=ContactKind.PLACE,
        text=Text("The desk"),
        hours=hours,
        around_the_clock=around_the_clock,
    )


WEEK = Hours(first=Weekday.MON, last=Weekday.FRI, opens="07:00", closes="18:00")
WEEKEND = Hours(first=Weekday.SAT, last=Weekday.SUN, opens="09:00", closes="15:30")
WEDNESDAY = Hours(first=Weekday.WED, opens="07:45", closes="16:00")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", "ma–pe klo 7–18, la–su klo 9–15.30"),
        ("sv", "mån–fre kl. 7–18, lör–sön kl. 9–15.30"),
        ("en", "Mon–Fri 7:00–18:00, Sat–Sun 9:00–15:30"),
    ],
)
def test_opening_hours_read_as_the_language_writes_them(language: str, words: str) -> None:
    assert joined(hours(contact(WEEK, WEEKEND), speech(language))) == words


NIGHT = Hours(first=Weekday.FRI, opens="22:00", closes="02:30", next_day=True)
DAY = Hours(first=Weekday.SAT, opens="00:00", closes="24:00")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", "pe klo 22–2.30, la klo 0–24"),
        ("sv", "fre kl. 22–2.30, lör kl. 0–24"),
        ("en", "Fri 22:00–2:30, Sat 0:00–24:00"),
    ],
)
def test_hours_may_go_past_midnight_and_end_at_it(language: str, words: str) -> None:
    assert joined(hours(contact(NIGHT, DAY), speech(language))) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [("fi", "ke klo 7.45–16"), ("sv", "ons kl. 7.45–16"), ("en", "Wed 7:45–16:00")],
)
def test_a_single_day_stands_alone(language: str, words: str) -> None:
    assert joined(hours(contact(WEDNESDAY), speech(language))) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [("fi", "Ympäri vuorokauden"), ("sv", "Dygnet runt"), ("en", "Around the clock")],
)
def test_somebody_may_answer_around_the_clock(language: str, words: str) -> None:
    assert hours(contact(around_the_clock=True), speech(language)) == words


def test_unknown_hours_are_not_mentioned() -> None:
    assert hours(contact(), speech("fi")) == ""


@pytest.mark.parametrize(
    ("language", "name", "direction"),
    [
        ("fi", "Suomi", "ltr"),
        ("sv", "Svenska", "ltr"),
        ("en", "English", "ltr"),
        ("ar", "العربية", "rtl"),
        ("zh-Hans", "中文", "ltr"),
        ("et", "Eesti", "ltr"),
    ],
)
def test_a_language_has_its_own_name_and_direction(
    language: str, name: str, direction: str
) -> None:
    spoken = speech(language)
    assert spoken.own_name == name
    assert spoken.direction == direction


def test_the_program_speaks_english_and_every_language_it_has_a_catalogue_of() -> None:
    spoken = list(program_languages())
    assert spoken[0] == "en"
    assert {"fi", "sv"} <= set(spoken)
    assert len(spoken) == len(set(spoken))
    for language in spoken:
        assert program_catalog(language).stale == frozenset()
    assert program_catalog(EN) is NOTHING


def test_every_sentence_of_the_program_is_translated_with_its_placeholders() -> None:
    sentences = [
        (m.id if isinstance(m.id, str) else m.id[0])
        for m in program_template(Path(kiosk.__file__).parent)
        if m.id
    ]
    assert "Around the clock" in sentences
    for language in (FI, SV):
        found = program_catalog(language)
        for sentence in sentences:
            shown = found.text(sentence)
            assert shown is not None, (language, sentence)
            assert placeholders(shown) == placeholders(sentence)


def test_the_template_of_the_program_is_that_of_its_sources() -> None:
    template = as_text(program_template(Path(kiosk.__file__).parent))
    assert (paths.TRANSLATIONS / "kiosk.pot").read_text("utf-8") == template


def test_a_template_is_the_same_every_day_and_names_every_place(tmp_path: Path) -> None:
    template = as_text(content_template(tiny_pack(tmp_path)))
    assert "Date" not in template
    assert "Generated-By" not in template
    assert 'msgctxt "questions.ill.options.cough.text"\nmsgid "Cough"\nmsgstr ""' in template
    assert "#. leave empty where the address is the same\n" in template
    assert template.count("leave empty") == 1


def test_bringing_a_translation_up_to_date_marks_reworded_texts_as_stale(tmp_path: Path) -> None:
    path = translation(_folder(tmp_path), "fi", missing={"welcome.title"})
    reworded = {"questions.ill.text": "Are you ill today?", "welcome.note": "It takes a minute"}
    update(path, content_template(tiny_pack(tmp_path, reworded)), FI)
    found = read_catalog(path)
    assert ("questions.ill.text", "Are you ill today?") in found.stale
    assert found.text("Are you ill today?", "questions.ill.text") is None
    assert found.text("Are you ill?", "questions.ill.text") is None
    assert found.text("Cough", "questions.ill.options.cough.text") == "fi: Cough"
    assert found.text("It takes a minute", "welcome.note") is None


def test_bringing_a_translation_up_to_date_drops_texts_that_are_gone(tmp_path: Path) -> None:
    old = ("questions.gone.text", "Xyzzy qwerty", "Zyxxy")
    path = translation(_folder(tmp_path), "fi", besides=[old])
    update(path, content_template(tiny_pack(tmp_path)), FI)
    assert "Xyzzy" not in path.read_text("utf-8")


def test_bringing_a_translation_up_to_date_twice_changes_nothing(tmp_path: Path) -> None:
    pack = tiny_pack(tmp_path)
    path = tmp_path / "new" / "content.po"
    update(path, content_template(pack), Language("zh-Hans"))
    once = path.read_text("utf-8")
    update(path, content_template(pack), Language("zh-Hans"))
    assert path.read_text("utf-8") == once
    assert read_po_file(path).locale_identifier == "zh_Hans"
    assert read_catalog(path).messages == {}


def test_an_edition_is_a_pack_in_one_language_and_keeps_what_is_not_translated(
    tmp_path: Path,
) -> None:
    pack = tiny_pack(tmp_path)
    translation(tmp_path, "fi", missing={"welcome.title", "contacts.desk.value"})
    shown = edition(pack, FI, content_catalog(tmp_path, pack, FI), program_catalog(FI))
    assert shown.language == "fi"
    assert shown.speech.gettext("Back") == "Takaisin"
    words = dict(texts(shown.pack))
    assert words["welcome.title"] == "Check before you come in"
    assert words["contacts.desk.value"] == "09 123 456"
    assert words["questions.ill.options.cough.text"] == "fi: Cough"
    assert shown.pack.rules == pack.rules


def test_the_source_language_of_a_pack_needs_no_catalogue(tmp_path: Path) -> None:
    pack = tiny_pack(tmp_path)
    assert content_catalog(tmp_path, pack, EN) is NOTHING
    with pytest.raises(UnreadableFileError) as caught:
        content_catalog(tmp_path, pack, FI)
    assert caught.value.faults[0].file == str(content_catalog_path(tmp_path, FI))


def _folder(folder: Path, changes: Changes | None = None) -> Path:
    tiny_pack(folder, changes)
    return folder


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("garbage", [(3, LINE)]),
        ('msgid "a"\nmsgstr "b\nmsgid "c"\nmsgstr d"\n', [(4, LINE), (6, LINE)]),
        ('msgid "a"\nmsgstr "b" c\n', [(4, LINE)]),
        ('msgid "a"\nmsgstr "b "c" d"\n', [(4, LINE)]),
        ('msgid "a"\nmsgstring "b"\n', [(4, LINE)]),
        ('msgid "a"\nmsgstr "b"\nc"\n', [(5, LINE)]),
        (
            'msgctxt "x"\nmsgid "a" \n"b"\nmsgstr ""\n\nmsgctxt "x"\nmsgid "ab"\nmsgstr "c"\n',
            [(9, "stands already at line 4; take one of the two out")],
        ),
        (
            'msgid "a"\nmsgstr "b"\nmsgstr "c"\n',
            [(5, "msgstr may not follow msgstr; mend the entry")],
        ),
    ],
)
def test_every_broken_line_of_a_translation_is_told(
    tmp_path: Path, body: str, told: list[tuple[int, str]]
) -> None:
    path = tmp_path / "content.po"
    path.write_text(f'msgid ""\nmsgstr "Language: fi\\n"\n{body}', "utf-8")
    with pytest.raises(UnreadableFileError) as caught:
        read_catalog(path)
    found = [(fault.place, fault.what) for fault in caught.value.faults]
    assert found == [(f"line {line}", what) for line, what in told]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('"a"\n', "line 1: belongs to no keyword; mend the entry"),
        ('msgstr "a"\n', "line 1: msgstr may not follow nothing; mend the entry"),
        ('\ufeffmsgid ""\nmsgstr ""\n', "begins with a BOM; save it as UTF-8 without BOM"),
    ],
)
def test_a_translation_begins_with_an_entry(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "content.po"
    path.write_text(content, "utf-8")
    with pytest.raises(UnreadableFileError) as caught:
        read_po_file(path)
    assert str(caught.value) == f"{path}: {told}"


def test_everything_that_a_translation_may_hold_is_read(tmp_path: Path) -> None:
    body = (
        '# note\n#. comment\n#: file.py\n#, fuzzy\n#| msgid "old"\n'
        'msgctxt "a"\nmsgid ""\n  "Say "\n"\\"yes\\"" \nmsgstr ""\r\n"Sano"\n\n'
        '#~ msgid "gone"\n#~ msgstr "mennyt"\n'
    )
    assert catalog(tmp_path, body).stale == {("a", 'Say "yes"')}


@pytest.mark.parametrize("header", ["sv", "fi_FI", "Finnish"])
def test_a_translation_in_the_folder_of_another_language_is_refused(
    tmp_path: Path, header: str
) -> None:
    pack = tiny_pack(tmp_path)
    path = translation(tmp_path, "fi")
    path.write_text(path.read_text("utf-8").replace("Language: fi", f"Language: {header}"), "utf-8")
    with pytest.raises(UnreadableFileError) as caught:
        content_catalog(tmp_path, pack, FI)
    named = header.replace("_", "-")
    assert str(caught.value) == (
        f'{path}: Language: names "{named}" in the folder of "fi"; mend one of the two'
    )


def test_a_renamed_id_keeps_its_translation_to_be_looked_through(tmp_path: Path) -> None:
    path = translation(_folder(tmp_path), "fi")
    renamed = {"questions.ill.options.cough.id": "coughing", "rules.0.when": {"site": ["hall"]}}
    update(path, content_template(tiny_pack(tmp_path, renamed)), FI)
    message = read_po_file(path).get("Cough", "questions.ill.options.coughing.text")
    assert message is not None
    assert (message.string, message.fuzzy) == ("fi: Cough", True)
    assert "options.cough.text" not in path.read_text("utf-8")


def test_a_text_that_moved_on_leaves_nothing_at_its_old_place(tmp_path: Path) -> None:
    notes = "outcomes.ask.notes"
    path = translation(_folder(tmp_path, {notes: [{"text": "Knock"}]}), "fi")
    moved = {notes: [{"text": "Wait here"}, {"text": "Knock"}]}
    update(path, content_template(tiny_pack(tmp_path, moved)), FI)
    po = read_po_file(path)
    before, after = po.get("Wait here", f"{notes}.0.text"), po.get("Knock", f"{notes}.1.text")
    assert before is not None
    assert after is not None
    assert (before.string, after.string, after.fuzzy) == ("", "fi: Knock", True)


def test_a_text_that_took_the_place_of_another_keeps_its_own_translation(tmp_path: Path) -> None:
    notes = "outcomes.ask.notes"
    path = translation(_folder(tmp_path, {notes: [{"text": "Knock"}, {"text": "Wait"}]}), "fi")
    update(path, content_template(tiny_pack(tmp_path, {notes: [{"text": "Wait"}]})), FI)
    message = read_po_file(path).get("Wait", f"{notes}.0.text")
    assert message is not None
    assert (message.string, message.fuzzy) == ("fi: Wait", True)


def test_an_address_never_takes_that_of_another_contact(tmp_path: Path) -> None:
    path = translation(_folder(tmp_path), "fi", words={"contacts.desk.value": "09 654 321"})
    renamed = {
        "contacts.desk.id": "counter",
        "services.passports.contacts": ["counter"],
        "services.parcels.contacts": ["counter"],
    }
    update(path, content_template(tiny_pack(tmp_path, renamed)), FI)
    address = read_po_file(path).get("09 123 456", "contacts.counter.value")
    assert address is not None
    assert address.string == ""


def test_a_new_translation_has_a_header_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.po"
    update(path, program_words(), Language("ar"))
    words = path.read_text("utf-8")
    assert words.startswith("# Translations to Arabic.\nmsgid")
    assert '"Language: ar\\n"\n"Plural-Forms: nplurals=6;' in words
    assert "do not edit" not in words


def test_forms_that_the_language_does_not_count_in_are_not_taken_in(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.po"
    three = Message(("{number} day", "{number} days"), ("a", "b", "c"))
    template = PoCatalog()
    template.add(("{number} day", "{number} days"))
    assert take_in(path, [three], template, FI) == (0, 0)
    assert read_catalog(path).messages == {}


def test_no_file_of_words_makes_room_for_more_forms_than_a_language_has(tmp_path: Path) -> None:
    path = tmp_path / "content.po"
    entry = 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n'
    path.write_text(f'msgid ""\nmsgstr "Plural-Forms: nplurals=99999999; plural=0"\n\n{entry}')
    with pytest.raises(UnreadableFileError, match="names 99999999 forms"):
        read_catalog(path)
