"""Content that could mislead: each row is refused, or warned of, by its code and at its place.

Nine of ten of these packs were accepted without a word before there were these checks.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from kiosk.checks.findings import Finding, Severity
from kiosk.checks.loading import check
from kiosk.errors import InvalidFileError
from kiosk.files import write_text
from kiosk.pack.reading import CONTENT, read_pack
from kiosk.pack.words import Language
from kiosk.texts.catalogs import read_po_file
from kiosk.texts.editions import content_catalog_path
from kiosk.texts.extraction import as_text
from tests.builders import ESPOO, TEMPLATE
from tests.plain import changed, pack_with

REFUSED, WARNED, FINE = "refused", "warned of", "accepted"
WEB = {"contacts.desk.kind": "web"}
WEEK = {"first": "mon", "last": "fri", "opens": "08:00", "closes": "16:00"}
MON = {"first": "mon", "opens": "08:00", "closes": "16:00"}
SOURCE = {"id": "leaflet", "page": "A leaflet", "date": "2021"}
FAR = {"id": "far", "kind": "remote", "title": "Do it from home", "remote_title": "This way"}
CLOSED = {"service_of": "errand", "status": ["closed"]}
VALUE = "contacts.desk.value"
HOURS = "contacts.desk.hours"


def web(address: str) -> dict[str, Any]:
    return {**WEB, VALUE: address}


ADDRESSES: list[tuple[dict[str, Any], str, str]] = [
    (web("https://espoo.fi@example.com"), REFUSED, "no-web-address"),
    (web("https://user:word@example.com/"), REFUSED, "no-web-address"),
    (web("https://еspoo.fi"), REFUSED, "no-web-address"),
    (web("https://xn--spoo-43d.fi"), REFUSED, "no-web-address"),
    (web("https://espoo.fi/lаskut"), REFUSED, "no-web-address"),
    (web("https://esp_oo.fi"), REFUSED, "no-web-address"),
    (web("https://☃.example"), REFUSED, "no-web-address"),
    (web("https://-espoo.fi"), REFUSED, "no-web-address"),
    (web("https://espoo..fi"), REFUSED, "no-web-address"),
    (web("https://192.168.0.1"), REFUSED, "no-web-address"),
    (web("https://[2001:db8::1]/"), REFUSED, "no-web-address"),
    (web("https://espoo.fi:8443"), REFUSED, "no-web-address"),
    (web("https://espoo.fi:"), REFUSED, "no-web-address"),
    (web("https://espoo.fi\\@example.com"), REFUSED, "no-web-address"),
    (web("https://espoo.fi/a\tb"), REFUSED, ""),
    (web("data:text/html,Tervetuloa"), REFUSED, "no-web-address"),
    (web("javascript:alert(1)"), REFUSED, "no-web-address"),
    (web("https://espoo.fi/שלום"), REFUSED, "no-web-address"),
    (web("https://espoo.fi/" + "a" * 300), REFUSED, "no-web-address"),
    (web("https://espoo.fi/" + "ä" * 60), REFUSED, "no-web-address"),
    (web("https://bit.ly/abc"), WARNED, "address-shortened"),
    (web("https://www.tinyurl.com/abc"), WARNED, "address-shortened"),
    ({**web("https://esbo.fi/kundtjänst")}, FINE, ""),
    ({**web("https://bücher.example")}, FINE, ""),
    (
        {**web("https://bit.ly/abc"), "sources": [SOURCE], "contacts.desk.sources": ["leaflet"]},
        FINE,
        "",
    ),
    (
        {
            **web("https://espoo.fi"),
            "contacts.+": {"id": "b", "kind": "web", "value": "https://esp0o.fi", "text": "B"},
        },
        REFUSED,
        "address-look-alike",
    ),
    ({"contacts.desk.kind": "chat", VALUE: "http://espoo.fi"}, REFUSED, "no-web-address"),
    ({"contacts.desk.kind": "chat", VALUE: "Ask for it"}, REFUSED, "no-web-address"),
    ({VALUE: "0800 ESPOO"}, REFUSED, "no-phone-number"),
    ({VALUE: "０９ 123 456"}, REFUSED, "no-phone-number"),
    ({VALUE: "*100#"}, REFUSED, "no-phone-number"),
    ({VALUE: "09 123 456 / 09 123 457"}, REFUSED, "no-phone-number"),
    ({VALUE: "09 123 456, 112"}, REFUSED, "no-phone-number"),
    ({VALUE: "09 123 4560 09 123 4570"}, REFUSED, "no-phone-number"),
    ({VALUE: "11"}, REFUSED, "no-phone-number"),
    ({VALUE: "+358 0600 12345", "languages": ["en"]}, FINE, ""),
    ({VALUE: "+358 600 12345"}, WARNED, "number-premium"),
    ({VALUE: "00358 700 12345"}, WARNED, "number-premium"),
    ({VALUE: "+979 1 2345 6789"}, WARNED, "number-premium"),
    ({"sources": [SOURCE | {"url": "leaflet"}]}, REFUSED, "no-source-address"),
    ({"sources": [SOURCE | {"url": "ftp://espoo.fi/a"}]}, REFUSED, "no-source-address"),
    ({"sources": [SOURCE | {"url": "https://espoo"}]}, REFUSED, "no-source-address"),
    ({"sources": [SOURCE | {"url": "https://espoo.fi@example.com"}]}, REFUSED, "no-source-address"),
    ({"sources": [SOURCE | {"url": "http://www.hus.fi/en/a.aspx"}]}, FINE, ""),
]

TIMES: list[tuple[dict[str, Any], str, str]] = [
    ({HOURS: [WEEK, MON | {"opens": "15:00", "closes": "17:00"}]}, REFUSED, "hours-overlap"),
    ({HOURS: [MON, MON]}, REFUSED, "hours-overlap"),
    (
        {
            HOURS: [
                MON | {"first": "sun", "opens": "22:00", "closes": "03:00", "next_day": True},
                MON | {"opens": "02:00", "closes": "04:00"},
            ]
        },
        REFUSED,
        "hours-overlap",
    ),
    ({HOURS: [MON, MON | {"opens": "16:00", "closes": "18:00"}]}, FINE, ""),
    ({HOURS: [MON], "contacts.desk.around_the_clock": True}, REFUSED, "hours-twice"),
    ({HOURS: [MON | {"closes": "08:00"}]}, REFUSED, "hours-reversed"),
    ({HOURS: [MON | {"closes": "00:00"}]}, REFUSED, "hours-reversed"),
    ({HOURS: [MON | {"opens": "08:00+03:00"}]}, REFUSED, ""),
    ({HOURS: [MON | {"opens": "08:00:30"}]}, REFUSED, ""),
    ({HOURS: [MON | {"opens": "24:00"}]}, REFUSED, ""),
    ({HOURS: [MON | {"closes": "25:00"}]}, REFUSED, ""),
    ({HOURS: [MON | {"opens": "8:00"}]}, REFUSED, ""),
    ({HOURS: [MON | {"next_day": True}]}, REFUSED, "hours-too-long"),
    ({HOURS: [MON | {"last": "mon"}]}, WARNED, "hours-one-day"),
    ({HOURS: [MON | {"opens": "22:00", "closes": "02:00", "next_day": True}]}, FINE, ""),
    ({HOURS: [MON | {"opens": "00:00", "closes": "24:00"}]}, FINE, ""),
    ({"reviewed": "0001-01-01"}, REFUSED, "date-absurd"),
    ({"reviewed": "9999-12-31"}, REFUSED, "date-absurd"),
    (
        {"services.parcels.availability": [{"status": "open", "from": "0001-01-01"}]},
        REFUSED,
        "date-absurd",
    ),
    (
        {"services.parcels.availability": [{"status": "open", "until": "9999-12-31"}]},
        REFUSED,
        "date-absurd",
    ),
    ({"revision": 10**12}, REFUSED, "revision-absurd"),
    ({"revision": 20261126}, FINE, ""),
]

COUGH, FEVER = "questions.ill.options.cough.text", "questions.ill.options.fever.text"

TEXTS: list[tuple[dict[str, Any], str, str]] = [
    ({COUGH: "Café", FEVER: "Cafe\u0301"}, REFUSED, "options-alike"),
    ({COUGH: "Cough", FEVER: "Ｃough"}, REFUSED, "options-alike"),
    ({COUGH: "Cough", FEVER: "Соugh"}, REFUSED, "options-alike"),
    ({COUGH: "Group 1", FEVER: "Group l"}, REFUSED, "options-alike"),
    ({COUGH: "Cough", FEVER: "Cough."}, REFUSED, "options-alike"),
    ({COUGH: "Cough", FEVER: "“Cough”"}, REFUSED, "options-alike"),
    ({COUGH: "Up to 1.5 m", FEVER: "Up to 15 m"}, FINE, ""),
    ({COUGH: "..."}, REFUSED, ""),
    ({COUGH: "–"}, REFUSED, ""),
    ({COUGH: "\u0301\u0301"}, REFUSED, ""),
    ({COUGH: "C\u0301\u0302\u0303\u0304ough"}, REFUSED, ""),
    ({COUGH: "\u0301Cough"}, REFUSED, ""),
    ({COUGH: "<b>Cough</b>"}, REFUSED, ""),
    ({COUGH: "Cough &amp; cold"}, REFUSED, ""),
    ({COUGH: "**Cough**"}, REFUSED, ""),
    ({COUGH: "[Cough](https://espoo.fi)"}, REFUSED, ""),
    ({COUGH: "Fever < 38 & cough > 2 days"}, FINE, ""),
]

OUTCOMES: list[tuple[dict[str, Any], str, str]] = [
    ({"outcomes.stay-out.icon": "come-in"}, REFUSED, "icon-misleads"),
    ({"outcomes.stay-out.icon": "check"}, REFUSED, "icon-misleads"),
    (
        {"outcomes.come-in.icon": "people", "outcomes.stay-out.icon": "people"},
        REFUSED,
        "icon-misleads",
    ),
    ({"outcomes.come-in.icon": "stay-away"}, REFUSED, "icon-misleads"),
    ({"outcomes.stay-out.title": "please come in!"}, REFUSED, "verdicts-alike"),
    ({"outcomes.stay-out.body": ["Please come in"]}, REFUSED, "verdicts-alike"),
    ({"outcomes.stay-out.title": "Welcome, the door is open"}, REFUSED, "title-misleads"),
    ({"outcomes.come-in.title": "Please stay at home"}, REFUSED, "title-misleads"),
    (
        {
            "outcomes.+": FAR
            | {"id": "again", "kind": "ask_staff", "title": "Please ask the staff"},
            "rules.1.when": CLOSED,
            "rules.1.outcome": "again",
        },
        WARNED,
        "verdicts-alike",
    ),
]

ROWS = [*ADDRESSES, *TIMES, *TEXTS, *OUTCOMES]


@pytest.mark.parametrize(("changes", "verdict", "code"), ROWS)
def test_what_could_mislead_is_found(
    tmp_path: Path, changes: dict[str, Any], verdict: str, code: str
) -> None:
    pack_with(tmp_path, changes)
    if not code and verdict is REFUSED:
        with pytest.raises(InvalidFileError):
            read_pack(tmp_path)
    else:
        _judged(tmp_path, verdict, code, _usual(tmp_path.parent / f"{tmp_path.name}-usual"))


def _usual(folder: Path) -> set[tuple[str, str]]:
    """What is found in the tiny pack as it is."""
    return _codes(check(pack_with(folder), read_pack(folder)).findings)


def _codes(found: list[Finding]) -> set[tuple[str, str]]:
    return {(each.code, each.severity) for each in found}


def _judged(folder: Path, verdict: str, code: str, usual: set[tuple[str, str]]) -> None:
    found = _codes(check(folder, read_pack(folder)).findings)
    if verdict is FINE:
        unusual = {code for code, _ in found - usual}
        assert not unusual & CONTENT_CODES
    else:
        severity = Severity.ERROR if verdict is REFUSED else Severity.WARNING
        assert (code, severity) in found - usual


CONTENT_CODES = {code for _, _, code in ROWS if code}


SV_COUGH = "questions.symptoms.options.cough.text"
SV_FEVER = "questions.symptoms.options.fever.text"
NOTE = "welcome.note"

TRANSLATIONS: list[tuple[str, Mapping[str, str], Mapping[str, str], str, str]] = [
    ("sv", {}, {SV_COUGH: "Feber", SV_FEVER: "Hosta"}, REFUSED, "texts-swapped"),
    ("en", {}, {SV_COUGH: "Fever", SV_FEVER: "Cough"}, REFUSED, "texts-swapped"),
    (
        "en",
        {},
        {"services.kela.name": "Laboratory", "services.laboratory.name": "Kela"},
        REFUSED,
        "texts-swapped",
    ),
    (
        "sv",
        {},
        {
            "outcomes.come-in.title": "Kom inte in i dag",
            "outcomes.stay-home.title": "Välkommen in",
        },
        REFUSED,
        "title-misleads",
    ),
    ("sv", {}, {"outcomes.stay-home.title": "Välkommen in"}, REFUSED, "verdicts-alike"),
    (
        "en",
        {"reminders.distance.text": "Pidä kahden metrin turvaväli"},
        {"reminders.distance.text": "Keep three metres away"},
        REFUSED,
        "facts-differ",
    ),
    (
        "sv",
        {NOTE: "Odota 10 minuuttia."},
        {NOTE: "Vänta tolv minuter."},
        REFUSED,
        "facts-differ",
    ),
    ("en", {NOTE: "Avoinna torstaina"}, {NOTE: "Open on Tuesday"}, REFUSED, "facts-differ"),
    (
        "sv",
        {NOTE: "Avoinna ma–pe klo 8–16"},
        {NOTE: "Öppet mån–tors kl. 8–16"},
        REFUSED,
        "facts-differ",
    ),
    ("en", {NOTE: "Suljettu sunnuntaina"}, {NOTE: "It is closed"}, REFUSED, "facts-differ"),
    ("en", {NOTE: "Suljettu heinäkuussa"}, {NOTE: "Closed in June"}, REFUSED, "facts-differ"),
    ("sv", {NOTE: "Suljettu heinäkuussa"}, {NOTE: "Stängt i juni"}, REFUSED, "facts-differ"),
    ("en", {NOTE: "Odota 15 minuuttia"}, {NOTE: "Wait 15 hours"}, REFUSED, "facts-differ"),
    (
        "sv",
        {NOTE: "Pysy kotona 7 päivää"},
        {NOTE: "Stanna hemma 7 veckor"},
        REFUSED,
        "facts-differ",
    ),
    ("en", {NOTE: "Pidä 2 metrin väli"}, {NOTE: "Keep 2 feet away"}, REFUSED, "facts-differ"),
    ("en", {NOTE: "Älä tule sisään"}, {NOTE: "Come in"}, WARNED, "negation-differs"),
    ("sv", {NOTE: "Et tarvitse maskia"}, {NOTE: "Du behöver mask"}, WARNED, "negation-differs"),
    (
        "en",
        {NOTE: "Tarvitset maskin"},
        {NOTE: "You do not need a mask"},
        WARNED,
        "negation-differs",
    ),
    (
        "sv",
        {NOTE: "Ma klo 8–16, ti klo 9–15"},
        {NOTE: "Mån kl. 9–15, tis kl. 8–16"},
        WARNED,
        "facts-reordered",
    ),
    (
        "en",
        {NOTE: "Alle 15 vuotta: ovi 20. Yli 65 vuotta: ovi 30."},
        {NOTE: "Under 65: door 20. Over 15: door 30."},
        WARNED,
        "facts-reordered",
    ),
    (
        "en",
        {NOTE: "Aika: 09 816 34500. Apua: 09 816 34600."},
        {NOTE: "Booking: 09 816 34600. Help: 09 816 34500."},
        WARNED,
        "facts-reordered",
    ),
    (
        "fi-simple",
        {NOTE: "Soita +46 8 123 4567"},
        {NOTE: "Soita 08 123 4567"},
        REFUSED,
        "country-code-lost",
    ),
    ("en", {}, {"contacts.kela-post.value": "Kela, PL 20, 00056 KELA"}, REFUSED, "address-differs"),
    ("en", {}, {"contacts.omaolo.value": "https://user@www.omaolo.fi"}, REFUSED, "no-web-address"),
    ("sv", {NOTE: "Ma–pe klo 8–16"}, {NOTE: "Vardagar kl. 8–16"}, FINE, ""),
    ("en", {NOTE: "Soita 09 816 21"}, {NOTE: "Call +358 9 816 21"}, FINE, ""),
    ("sv", {NOTE: "Soita +358 9 816 21"}, {NOTE: "Ring 09 816 21"}, FINE, ""),
    ("sv", {NOTE: "Soita +46 8 123 4567"}, {NOTE: "Ring oss"}, REFUSED, "facts-differ"),
    ("sv", {NOTE: "Joulukuussa suljettu"}, {NOTE: "Stängt i december"}, FINE, ""),
    (
        "sv",
        {NOTE: "Ma klo 8–16, ti klo 9–15"},
        {NOTE: "Tis kl. 9–15, mån kl. 8–16"},
        FINE,
        "",
    ),
    ("en", {NOTE: "Valitse yksi"}, {NOTE: "Please choose one"}, FINE, ""),
    ("sv", {NOTE: "Oletko oireeton?"}, {NOTE: "Är du symtomfri?"}, FINE, ""),
    ("en", {NOTE: "Oletko oireeton?"}, {NOTE: "Do you have no symptoms?"}, FINE, ""),
    ("en", {NOTE: "Pidä kahden metrin väli"}, {NOTE: "Keep 2 metres apart"}, FINE, ""),
]


@pytest.mark.parametrize(("language", "source", "words", "verdict", "code"), TRANSLATIONS)
def test_a_translation_that_means_something_else_is_found(  # noqa: PLR0913, PLR0917 - a row
    tmp_path: Path,
    language: str,
    source: Mapping[str, str],
    words: Mapping[str, str],
    verdict: str,
    code: str,
) -> None:
    folder = espoo_with(tmp_path, language, source, words)
    found = [f for f in check(folder, read_pack(folder)).findings if f.language == language]
    if verdict is FINE:
        assert found == []
    else:
        severity = Severity.ERROR if verdict is REFUSED else Severity.WARNING
        assert (code, severity) in {(each.code, each.severity) for each in found}


def espoo_with(
    tmp_path: Path, language: str, source: Mapping[str, str], words: Mapping[str, str]
) -> Path:
    """The Espoo pack with other texts in its source and one translation."""
    folder = tmp_path / "espoo"
    copytree(ESPOO, folder)
    document = json.loads((folder / CONTENT).read_text("utf-8"))
    write_text(folder / CONTENT, json.dumps(changed(document, source), ensure_ascii=False))
    for tag in read_pack(folder).languages[1:]:
        path = content_catalog_path(folder, tag)
        po = read_po_file(path)
        for message in list(po):
            place = str(message.context)
            if message.id and place in source:
                po.delete(message.id, message.context)
                po.add(source[place], source[place], context=place)
        for message in po:
            if message.id and tag == language and str(message.context) in words:
                message.string = words[str(message.context)]
        write_text(path, as_text(po))
    return folder


def _translated_as(folder: Path, language: str, other: str) -> None:
    """Let a language say all that another one says, with its own header."""
    path = content_catalog_path(folder, Language(language))
    po, others = read_po_file(path), read_po_file(content_catalog_path(folder, Language(other)))
    for message in po:
        if message.id:
            twin = others.get(message.id, message.context)
            message.string = twin.string if twin else message.string
    write_text(path, as_text(po))


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    folder = tmp_path / "espoo"
    copytree(ESPOO, folder)
    return folder


def codes(folder: Path) -> set[str]:
    return {finding.code for finding in check(folder, read_pack(folder)).findings}


@pytest.mark.parametrize(("language", "other"), [("sv", "en"), ("en", "sv"), ("sv", "fi-simple")])
def test_a_catalogue_equal_to_that_of_another_language_is_refused(
    shipped: Path, language: str, other: str
) -> None:
    _translated_as(shipped, language, other)
    assert codes(shipped) >= {"catalog-copied", "language-mistaken"}


def test_an_easy_language_that_is_the_usual_one_is_refused(shipped: Path) -> None:
    _copied_from_source(shipped, "fi-simple", every=1)
    assert "language-copied" in codes(shipped)


@pytest.mark.parametrize(("language", "every"), [("sv", 1), ("en", 1), ("en", 2)])
def test_a_language_that_is_more_than_half_the_source_is_refused(
    shipped: Path, language: str, every: int
) -> None:
    _copied_from_source(shipped, language, every)
    assert "language-copied" in codes(shipped)


def _copied_from_source(folder: Path, language: str, every: int) -> None:
    """Leave a language as its source is, but for some texts: with 2, for four of ten."""
    path = content_catalog_path(folder, Language(language))
    po = read_po_file(path)
    for at, message in enumerate(message for message in po if message.id):
        if every == 1 or at % 10 < 7:
            message.string = message.id
    write_text(path, as_text(po))


def test_a_catalogue_in_another_language_than_it_says_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "template"
    copytree(TEMPLATE, folder)
    _translated_as(folder, "fi", "sv")
    (found,) = (
        f for f in check(folder, read_pack(folder)).findings if f.code == "language-mistaken"
    )
    assert (found.language, found.severity) == ("fi", Severity.ERROR)
    assert "mostly in another language (sv)" in found.message


def test_a_check_of_the_shipped_pack_loads_no_list_of_look_alikes() -> None:
    loads = (
        "import sys; from pathlib import Path; from kiosk.checks.loading import load; "
        f"load(Path({str(ESPOO)!r})); "
        "print(*{'idna', 'confusable_homoglyphs'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", loads], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


@pytest.mark.parametrize(
    "name",
    ["sv/LC_MESSAGES/content.po~", "sv/LC_MESSAGES/content.mo", "de/LC_MESSAGES/content.po", "x"],
)
def test_garbage_beside_the_catalogues_is_warned_of(shipped: Path, name: str) -> None:
    file = shipped / "translations" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("", "utf-8")
    (found,) = check(shipped, read_pack(shipped)).findings
    assert (found.code, found.severity) == ("file-stray", Severity.WARNING)
    assert found.file == f"translations/{name}"
