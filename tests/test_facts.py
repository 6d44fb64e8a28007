"""What a translation says otherwise than its source is found, and nothing else is."""

from collections.abc import Mapping
from datetime import date, time
from pathlib import Path

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from kiosk import paths
from kiosk.checks.facts import facts
from kiosk.checks.findings import Finding, Severity
from kiosk.checks.scripts import Writing
from kiosk.pack.models import Pack
from kiosk.pack.reading import read_pack, texts, translated
from kiosk.pack.words import Language
from kiosk.texts.catalogs import NOTHING, Catalog
from kiosk.texts.editions import content_catalog
from tests.plain import NOTHING_ELSE, tiny_pack

FI, EN = Language("fi"), Language("en")
TITLE = "welcome.title"
ESPOO = paths.PACKS / "espoo"
WRITINGS = {
    tag: Writing(Language(tag))
    for tag in ("ar", "de", "el", "en", "en-GB", "es", "fi", "fr", "he", "ja", "no", "ru", "sv")
}


def values(language: str, text: str) -> set[str]:
    return set(WRITINGS[language].facts(text))


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("fi", "ma–pe klo 7–18", {"7", "18"}),
        ("sv", "mån–fre kl. 7-18", {"7", "18"}),
        ("en", "Mon to Fri 7 am to 6 pm", {"7", "18"}),
        ("en", "from 7 a.m. until 6 p.m.", {"7", "18"}),
        ("en-GB", "7am–6pm", {"7", "18"}),
        ("en", "7–6 pm", {"7", "18"}),
        ("en", "2–4 pm", {"14", "16"}),
        ("en", "10–12 am", {"22", "24"}),
        ("en", "15 to 16 pm", {"15", "16"}),
        ("en", "8–18", {"8", "18"}),
        ("en", "I am 12 and you are 13", {"12", "13"}),
        ("ar", "من ٧ ص إلى ٦ م", {"7", "18"}),
        ("el", "7 π.μ.–6 μ.μ.", {"7", "18"}),
        ("fi", "klo 8.30–14", {"8.30", "14"}),
        ("fi", "klo 8.30 alkaen", {"8.30"}),
        ("sv", "kl. 8.30–14.00", {"8.30", "14"}),
        ("en", "8:30 am to 2 pm", {"8.30", "14"}),
        ("en", "8.30–14", {"8.30", "14"}),
        ("en", "8:30–14:00", {"8.30", "14"}),
        ("fr", "8 h 30 à 14 h", {"8.30", "14"}),
        ("de", "8:30 bis 14 Uhr, ab 2 am Eingang", {"8.30", "14", "2"}),
        ("fi", "klo 0.00–0.30", {"24", "0.30"}),
        ("en", "12 am to 12:30 am", {"24", "0.30"}),
        ("fi", "24/7", {"24.7"}),
        ("en", "24/7", {"24.7"}),
    ],
)
def test_a_time_is_the_same_in_the_writing_of_every_language(
    language: str, text: str, said: set[str]
) -> None:
    assert values(language, text) == said


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("fi", "ma 1.6.2021 alkaen", {"1.6", "2021"}),
        ("fi", "1. kesäkuuta 2021", {"1.6", "2021"}),
        ("fi", "1.6. klo 8", {"1.6", "8"}),
        ("fi", "01.06.21", {"1.6", "2021"}),
        ("sv", "den 1 juni 2021", {"1.6", "2021"}),
        ("sv", "1/6", {"1.6"}),
        ("sv", "2021-06-01", {"1.6", "2021"}),
        ("en", "1 June 2021", {"1.6", "2021"}),
        ("en", "June 1, 2021", {"1.6", "2021"}),
        ("en", "Jun. 1st", {"1.6"}),
        ("en", "the 1st of June", {"1.6"}),
        ("en", "6/1/2021", {"1.6", "2021"}),
        ("en", "21/6/2021", {"21.6", "2021"}),
        ("en-GB", "1/6/2021", {"1.6", "2021"}),
        ("de", "am 1. Juni 2021", {"1.6", "2021"}),
        ("es", "el 1 de junio de 2021", {"1.6", "2021"}),
        ("ru", "1 июня 2021 г.", {"1.6", "2021"}),
        ("he", "1 ביוני 2021", {"1.6", "2021"}),
        ("ja", "2021年6月1日", {"1.6", "2021"}),
        ("no", "1. juni", {"1.6"}),
        ("fi", "1.–15.6.2021", {"1.6", "15.6", "2021"}),
        ("fi", "1.–15.6.", {"1.6", "15.6"}),
        ("fi", "1.6.–15.7.2021", {"1.6", "15.7", "2021"}),
        ("sv", "1–15 juni 2021", {"1.6", "15.6", "2021"}),
        ("en", "June 1–15, 2021", {"1.6", "15.6", "2021"}),
        ("en", "1st to 15th June 2021", {"1.6", "15.6", "2021"}),
        ("en", "1 June – 15 July 2021", {"1.6", "15.7", "2021"}),
        ("en", "June 2021", {"2021"}),
        ("en", "Up to 10 may come in", {"10"}),
        ("en", "99 June, 2021-99-99, 45.45.2021", {"99", "2021", "45.45.2021"}),
    ],
)
def test_a_day_is_the_same_in_the_writing_of_every_language(
    language: str, text: str, said: set[str]
) -> None:
    assert values(language, text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Soita 09 816 21.", {"981621"}),
        ("Call +358 9 816 21.", {"981621"}),
        ("(09) 816 21", {"981621"}),
        ("+358 (0)9 816-21", {"981621"}),
        ("00358 9 81621 klo 8–16", {"981621", "8", "16"}),
        ("+46 8 123 45 67 or 08-123 45 67", {"81234567"}),
        ("+1 206-555-0100, (206) 555 0100", {"2065550100"}),
        ("000 000 000", {"0"}),
        ("116 117", {"116117"}),
        ("116117", {"116117"}),
        ("12 09 816 21", {"12", "981621"}),
        ("08–16, 112", {"8", "16", "112"}),
        ("1 000 or 1,000 or 10.000", {"1000", "10000"}),
        ("37,5 or 37.5", {"37.5"}),
        ("3. kerros, 3rd floor, 3:e", {"3"}),
        ("12-vuotias, under 12", {"12"}),
        ("COVID-19 and FFP2", {"19", "2"}),
        ("१५ is 15", {"15"}),
        ("Mail info@Espoo.fi, or see https://www.espoo.fi/en/.", {"info@espoo.fi", "espoo.fi/en"}),
        ("varaamo.espoo.fi", {"varaamo.espoo.fi"}),
        ("Varaa t.ex. aika. Kysy", set()),
        ("kahden metrin", set()),
    ],
)
def test_numbers_phones_and_addresses_are_known_however_they_are_written(
    text: str, said: set[str]
) -> None:
    assert values("fi", text) == values("en", text) == said


def test_a_month_whose_name_is_a_number_is_not_looked_for() -> None:
    assert set(Writing(Language("dz")).facts("30 12")) == {"30", "12"}


DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@given(st.sampled_from(sorted(WRITINGS)), DAYS, st.sampled_from(["long", "medium", "full"]))
def test_a_day_as_babel_writes_it_is_found(language: str, on: date, width: str) -> None:
    locale = language.replace("-", "_")
    width = "long" if language in {"he", "ja"} else width  # 2021/06/01, and a weekday ending in 1
    assert values(language, f"({format_date(on, width, locale)})") == {
        f"{on.day}.{on.month}",
        str(on.year),
    }


def twelve(at: time) -> str:
    minute = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minute} {'pm' if at.hour >= 12 else 'am'}"


def clock(at: time, colon: str) -> str:
    return f"{at.hour}{colon}{at.minute:02}" if at.minute else str(at.hour or 24)


@given(TIMES, TIMES)
def test_hours_in_every_writing_are_the_same_facts(opens: time, closes: time) -> None:
    said = {clock(opens, "."), clock(closes, ".")}
    assert values("fi", f"ma klo {clock(opens, '.')}–{clock(closes, '.')}") == said
    assert values("sv", f"mån kl. {clock(opens, '.')}-{clock(closes, '.')}") == said
    assert values("en", f"Mon {clock(opens, ':')} to {clock(closes, ':')}") == said
    assert values("en", f"Mon {twelve(opens)} to {twelve(closes)}") == said
    assert values("de", f"Mo {opens:%H:%M} – {closes:%H:%M} Uhr") == said


@given(st.from_regex(r"[1-9][0-9]{1,2} [0-9]{3} [0-9]{2,4}", fullmatch=True))
def test_a_phone_number_is_the_same_with_and_without_its_country(number: str) -> None:
    ways = (
        "0" + number,
        "+358 " + number,
        "+358 (0)" + number,
        "(0" + number.replace(" ", ") ", 1),
    )
    said = {number.replace(" ", "")}
    assert all(values("fi", f"Soita {way}.") == said for way in ways)
    assert all(values("en", way.replace(" ", "-")) == said for way in ways[:2])


@given(st.integers(min_value=0, max_value=10**9))
def test_a_number_is_the_same_with_the_thousands_of_every_language(number: int) -> None:
    for language in ("en", "fi", "sv", "de", "ru"):
        assert values(language, format_decimal(number, locale=language)) == {str(number)}


def compared(
    folder: Path, source: str, shown: str, language: str = "en", spoken: str = "fi"
) -> list[Finding]:
    tags = Language(spoken), Language(language)
    pack = tiny_pack(folder, {"source_language": spoken, "languages": tags, TITLE: source})
    catalog = Catalog({(TITLE, source): (shown,)}, *NOTHING_ELSE)
    return list(facts(pack, {tags[0]: NOTHING, tags[1]: catalog}))


@pytest.mark.parametrize(
    ("source", "shown", "message"),
    [
        ("Klo 8–18", "Open 8–16", "the en text says 8–16 where the source says 8–18"),
        ("Avoinna klo 8–18", "Come in", "the en text lacks 8–18 of the source"),
        ("Tervetuloa", "Ages 13 up", "the en text says 13, of which the source says nothing"),
        ("Kello 8, 9", "At 9, 10 pm", "the en text says 10 pm where the source says 8"),
        ("Ovi H3", "Door H2", "the en text says 2 where the source says 3"),
        ("Sivulla esbo.fi", "On espoo.fi", "the en text says espoo.fi where the source says "),
    ],
)
def test_a_difference_is_told_in_the_words_of_both_texts(
    tmp_path: Path, source: str, shown: str, message: str
) -> None:
    (finding,) = compared(tmp_path, source, shown)
    assert (finding.code, finding.where) == ("facts-differ", TITLE)
    assert finding.severity is Severity.ERROR
    assert finding.message.startswith(message)
    assert finding.message.endswith("; mend one of them, and write numbers in digits in both")


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("Pidä 2 metrin väli", "Keep two metres apart"),
        ("Pidä kahden metrin väli", "Keep 2 metres apart"),
        ("Koronarokotus", "COVID-19 vaccination"),
        ("3. kerros", "3rd floor"),
        ("Avoinna klo 12 asti", "Open until noon"),
        ("{day} klo 8–16", "{day}, 8 am to 4 pm"),
        ("21.6.–31.7.2021", "21 June 2021 – 31 July 2021"),
    ],
)
def test_what_is_only_written_otherwise_is_no_difference(
    tmp_path: Path, source: str, shown: str
) -> None:
    assert compared(tmp_path, source, shown) == []


@pytest.mark.parametrize(
    ("language", "source", "shown", "codes"),
    [
        ("en", "Tule sisään", "Tule  sisään", ["text-copied"]),
        ("en", "Kela", "Kela", []),
        ("en", "Kirjasto", "Kirjasto", []),
        ("en", "Espoon Asunnot", "Espoon Asunnot", []),
        ("en", "Ruskatalo, Ruskaniitty 4", "Ruskatalo, Ruskaniitty 4", []),
        ("en", "Discord: bit.ly/nuoriespood", "Discord: bit.ly/nuoriespood", []),
        ("en", "09 816 21 / 112", "09 816 21 / 112", []),
        ("fi-FI", "Tule sisään", "Tule sisään", []),
        ("ru", "Tule sisään", "Входите", []),
        ("ru", "Tule sisään", "Come in", ["wrong-script"]),
        ("ru", "Tule sisään", "Tule sisään", ["text-copied"]),
        ("ru", "Kela", "Kela", []),
        ("ru", "Ohjaamotalo Discordissa", "Ohjaamotalo в Discord", []),
        ("ru", "Katso verkosta", "См. varaamo.espoo.fi", ["facts-differ"]),
        ("ar", "Kirjasto", "مكتبة", []),
        ("ar", "Kirjasto", "ספרייה", ["wrong-script"]),
        ("he", "Kirjasto", "ספרייה", []),
        ("he", "Kirjasto", "مكتبة", ["wrong-script"]),
        ("el", "Kirjasto", "Βιβλιοθήκη", []),
        ("el", "Kirjasto", "Библиотека", ["wrong-script"]),
        ("en", "Kirjasto", "Библиотека", ["wrong-script"]),
        ("sr-Latn", "Kirjasto", "Biblioteka", []),
        ("sr", "Kirjasto", "Biblioteka", ["wrong-script"]),
        ("no", "Kirjasto", "Bibliotek", []),
        ("ja", "Kirjasto", "Библиотека", []),
        ("en", "112", "112", []),
        ("en", "Kirjasto", "x" * 36, []),
        ("en", "Kirjasto", "x" * 37, ["text-too-long"]),
        ("en", "Kirjasto", "x" * 401, []),
    ],
)
def test_a_copy_a_foreign_script_and_a_flood_of_words_are_found(
    tmp_path: Path, language: str, source: str, shown: str, codes: list[str]
) -> None:
    found = compared(tmp_path, source, shown, language)
    assert [finding.code for finding in found] == codes
    mild = {"text-copied", "text-too-long"}
    assert all((each.severity is Severity.WARNING) == (each.code in mild) for each in found)


def test_a_foreign_script_and_too_many_letters_are_told_by_name(tmp_path: Path) -> None:
    (script,) = compared(tmp_path, "Kirjasto", "Library", "ru")
    assert script.message == "the ru text is not in Cyrillic letters; write it anew"
    (flood,) = compared(tmp_path, "Kirjasto", "x" * 37)
    assert flood.message == "the en text has 37 letters, of 36; shorten it"


def test_addresses_and_missing_texts_are_not_compared(tmp_path: Path) -> None:
    pack = tiny_pack(tmp_path, {"source_language": "fi", "languages": ["fi", "en"]})
    other = Catalog({("contacts.desk.value", "09 123 456"): ("09 999 999",)}, *NOTHING_ELSE)
    assert list(facts(pack, {FI: NOTHING, EN: other})) == []


ALIKE = {"questions.ill.options.fever.text": "COUGH"}


def test_options_that_read_the_same_are_found_in_the_source(tmp_path: Path) -> None:
    (finding,) = facts(tiny_pack(tmp_path, ALIKE), {EN: NOTHING})
    assert (finding.code, finding.where) == ("options-alike", "questions.ill.options.fever.text")
    assert finding.severity is Severity.ERROR
    assert finding.message == (
        'reads "COUGH" in en like questions.ill.options.cough.text; word one of them anew'
    )


def test_options_that_read_the_same_are_found_in_a_translation(tmp_path: Path) -> None:
    pack = tiny_pack(tmp_path, {"languages": ["en", "fi"]})
    told: dict[tuple[str | None, str], tuple[str, ...]] = {
        ("services.passports.name", "Passports"): ("Oma  asia",),
        ("services.parcels.name", "Parcels"): ("oma asia",),
    }
    (finding,) = facts(pack, {EN: NOTHING, FI: Catalog(told, *NOTHING_ELSE)})
    assert (finding.code, finding.where) == ("options-alike", "services.parcels.name")


def test_services_read_the_same_only_where_both_are_offered(tmp_path: Path) -> None:
    changes = {
        "sites.+": {"id": "annex", "name": "The annex"},
        "services.parcels.name": "Passports",
        "services.parcels.site": "hall",
    }
    one = tiny_pack(tmp_path, changes)
    assert [each.where for each in facts(one, {EN: NOTHING})] == ["services.parcels.name"]
    apart = tiny_pack(tmp_path, changes | {"services.passports.site": "annex"})
    assert list(facts(apart, {EN: NOTHING})) == []
    everywhere = tiny_pack(tmp_path, changes | {"services.parcels.site": None})
    assert len(list(facts(everywhere, {EN: NOTHING}))) == 1


def shipped(folder: Path) -> tuple[Pack, dict[Language, Catalog]]:
    pack = read_pack(folder)
    return pack, {tag: content_catalog(folder, pack, tag) for tag in pack.languages}


@pytest.mark.parametrize("name", ["espoo", "template"])
def test_the_shipped_packs_agree_with_themselves(name: str) -> None:
    assert list(facts(*shipped(paths.PACKS / name))) == []


def reworded(
    pack: Pack, catalogs: Mapping[Language, Catalog], place: str, words: Mapping[str, str]
) -> list[Finding]:
    """What is found once a text reads otherwise in some of the languages."""
    before = dict(texts(pack))[place]
    source = words.get(pack.source_language, before)

    def told(tag: Language, catalog: Catalog) -> Catalog:
        if catalog is NOTHING:
            return NOTHING
        shown = words.get(tag, catalog.text(before, place) or "")
        return Catalog({**catalog.messages, (place, source): (shown,)}, *NOTHING_ELSE)

    anew = translated(pack, lambda where, text: source if where == place else text)
    return list(facts(anew, {tag: told(tag, catalog) for tag, catalog in catalogs.items()}))


FLOOR = "sites.iso-omena.address"
MASKS = "contacts.free-masks.note"
ROOM = "services.room.availability.0.note"
BOOK = "services.room.availability.1.note"
BREATH = "outcomes.stay-home.notes.0.text"
BORN = "questions.born-2001"
SYMPTOM = "questions.symptoms.options"
MASK = "questions.mask.options"


@pytest.mark.parametrize(
    ("language", "place", "old", "new", "code"),
    [
        ("sv", FLOOR, "3", "2", "facts-differ"),
        ("en", FLOOR, "3rd", "4th", "facts-differ"),
        ("sv", "sites.kalajarvi.address", "4", "14", "facts-differ"),
        ("en", "services.kela.where", "3rd", "1st", "facts-differ"),
        ("en", MASKS, "15", "16", "facts-differ"),
        ("sv", MASKS, "15 år", "åldern", "facts-differ"),
        ("en", ROOM, "21 June", "22 June", "facts-differ"),
        ("en", ROOM, "June", "July", "facts-differ"),
        ("en", ROOM, "2021", "2022", "facts-differ"),
        ("sv", ROOM, "21.6.2021", "21.7.2021", "facts-differ"),
        ("sv", ROOM, "från och med 21.6.2021", "hela tiden", "facts-differ"),
        ("sv", BOOK, "varaamo.espoo.fi", "varaamo.esbo.fi", "facts-differ"),
        ("en", BREATH, "112", "911", "facts-differ"),
        ("sv", f"{BORN}.text", "2001", "2002", "facts-differ"),
        ("en", f"{BORN}.options.no.text", "2001", "2010", "facts-differ"),
        ("en", f"{MASK}.under-12.text", "12", "10", "facts-differ"),
        ("en", "reminders.distance.text", "two metres", "20 metres", "facts-differ"),
        ("sv", f"{SYMPTOM}.cough.text", "Hosta", "Feber", "options-alike"),
        ("en", f"{SYMPTOM}.fever.text", "Fever", "cough", "options-alike"),
        ("sv", "services.laboratory.name", "Laboratorium", "Röntgen", "options-alike"),
        ("en", "services.other.name", "Something else", "Library", "options-alike"),
        ("sv", "outcomes.come-in.title", "Välkommen in", "Tervetuloa sisään", "text-copied"),
        ("en", "reminders.sleeve.text", "Cough into your sleeve", "Yski hihaan", "text-copied"),
        ("en", "services.other.name", "Something else", "Muu asia", "text-copied"),
        ("en", "services.laboratory.name", "Laboratory", "Лаборатория", "wrong-script"),
        ("sv", "reminders.sleeve.text", "Hosta i ärmen", "שתעל לשרוול", "wrong-script"),
        ("en", "outcomes.wait.title", "Please wait", "Please wait" * 5, "text-too-long"),
    ],
)
def test_a_slip_in_a_translation_of_espoo_is_found_alone(
    language: str, place: str, old: str, new: str, code: str
) -> None:
    pack, catalogs = shipped(ESPOO)
    shown = catalogs[Language(language)].text(dict(texts(pack))[place], place) or ""
    assert old in shown
    found = reworded(pack, catalogs, place, {language: shown.replace(old, new)})
    assert {finding.code for finding in found} == {code}
    assert place in {finding.where for finding in found} or code == "options-alike"


HOURS = {
    "fi": "Avoinna ma–pe klo 7–18, la klo 8.30–14. Puh. 09 816 21.",
    "fi-simple": "Auki ma–pe klo 7–18 ja la klo 8.30–14. Puhelin on 09 816 21.",
    "sv": "Öppet mån–fre kl. 7–18, lör kl. 8.30–14. Tfn 09 816 21.",
    "en": "Open Mon–Fri 7 am to 6 pm, Sat 8:30 am to 2 pm. Tel. +358 9 816 21.",
}


def test_hours_and_phones_that_agree_are_not_found() -> None:
    assert reworded(*shipped(ESPOO), "welcome.note", HOURS) == []


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("sv", "7–18", "7–16"),
        ("sv", "7–18", "8–18"),
        ("sv", "8.30", "8.00"),
        ("sv", "816", "861"),
        ("sv", "09", "08"),
        ("sv", "kl. 7–18", "varje dag"),
        ("en", "6 pm", "4 pm"),
        ("en", "6 pm", "6 am"),
        ("en", "7 am", "8 am"),
        ("en", "8:30", "8:15"),
        ("en", "2 pm", "3 pm"),
        ("en", "816 21", "816 22"),
        ("en", " Tel. +358 9 816 21.", ""),
    ],
)
def test_a_slip_in_hours_or_a_phone_number_is_found_alone(
    language: str, old: str, new: str
) -> None:
    words = HOURS | {language: HOURS[language].replace(old, new)}
    (finding,) = reworded(*shipped(ESPOO), "welcome.note", words)
    assert (finding.code, finding.where) == ("facts-differ", "welcome.note")
    assert finding.message.startswith(f"the {language} text ")
