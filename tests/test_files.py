"""Reading and writing files."""

import json
import os
from pathlib import Path
from typing import Any, NoReturn

import pytest

from kiosk.errors import InvalidFileError, KioskError, RefusedError, UnreadableFileError
from kiosk.files import MAX_BYTES, json_document, read_json, read_text, read_toml, write_text
from kiosk.pack.models import Pack
from kiosk.settings import Settings
from tests.plain import GONE, tiny


def faults(error: KioskError) -> list[tuple[str, str]]:
    return [(fault.place, fault.what) for fault in error.faults]


def refused(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError) as caught:
        json_document(path)
    (fault,) = caught.value.faults
    assert fault.file == str(path)
    return fault.what


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"\xef\xbb\xbf{}", "begins with a BOM; save it as UTF-8 without BOM"),
        ("{}".encode("utf-16"), "is UTF-16; save it as UTF-8 without BOM"),
        (b"\xfe\xff" + "{}".encode("utf-16-be"), "is UTF-16; save it as UTF-8 without BOM"),
        ('{"a": "ä"}'.encode("latin-1"), "is not UTF-8; save it as UTF-8 without BOM"),
        (b'{"a": NaN}', "NaN is no JSON number; mend it"),
        (b'{"a": -Infinity}', "-Infinity is no JSON number; mend it"),
        (b'{"a": 1, "b": 2, "a": 3}', 'the key "a" stands twice in one object; mend it'),
        (b'{"x": [{"b": 1, "a": 1, "a": 1}]}', 'the key "a" stands twice in one object; mend it'),
        (b"{", '"{" in line 1 is not closed; add "}"'),
        (b"", "is not JSON: Expecting value"),
        (b"9" * 5000, "is not JSON: Exceeds the limit"),
    ],
)
def test_what_json_readers_disagree_about_is_refused(
    tmp_path: Path, content: bytes, what: str
) -> None:
    assert what in refused(tmp_path / "a.json", content)


@pytest.mark.parametrize("depth", [33, 400, 900, 1_000, 100_000])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_deeply_nested_json_is_refused(
    tmp_path: Path, depth: int, opening: str, closing: str
) -> None:
    inside = "" if opening == "[" else "1"
    content = opening * depth + inside + closing * depth
    assert refused(tmp_path / "a.json", content.encode()) == "is nested too deeply; mend it"


def test_json_may_be_nested_thirty_two_times(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("[" * 32 + "]" * 32)
    assert json.dumps(json_document(path)) == path.read_text()


def test_a_file_of_a_million_bytes_is_read_and_a_larger_one_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * MAX_BYTES)
    assert len(read_text(path)) == MAX_BYTES
    what = refused(path, b"x" * (MAX_BYTES + 1))
    assert what == "is larger than 1000000 bytes; make it smaller"


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("missing.json", "no such file or directory; check the name"),
        (".", "is a directory; check the name"),
    ],
)
def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path, name: str, what: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        json_document(tmp_path / name)
    assert faults(caught.value) == [("", what)]
    assert str(caught.value) == f"{tmp_path / name}: {what}"


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("site = ", "is not TOML: Invalid value (at end of document); mend it"),
        (
            "\nsite = hall",
            "line 2, column 8: is not TOML: Invalid value; put text in straight quotes",
        ),
        (
            "site = “hall”",
            'line 1, column 8: holds curly quotes; write straight ones, as "text"',
        ),
        ("site 5", "line 1, column 6: is not TOML: Expected '=' after a key in a key/value pair; "),
        ("\ufeffsite = 5", "begins with a BOM; save it as UTF-8 without BOM"),
        ('site = "a"\nsite = "b"', "is not TOML: Cannot overwrite a value"),
        ("a = " + "9" * 5000, "is not TOML: Exceeds the limit"),
        ("a = " + "[" * 5000 + "]" * 5000, "is not TOML: maximum recursion depth"),
        ("a" + ".a" * 5000 + " = 1", "is nested too deeply; mend it"),
    ],
)
def test_what_is_no_toml_is_refused(tmp_path: Path, content: str, what: str) -> None:
    path = tmp_path / "kiosk.toml"
    path.write_text(content)
    with pytest.raises(UnreadableFileError) as caught:
        read_toml(path, Settings)
    assert what in str(caught.value)


def read(folder: Path, changes: dict[str, Any]) -> list[tuple[str, str]]:
    path = folder / "content.json"
    path.write_text(json.dumps(tiny(changes)), "utf-8")
    with pytest.raises(InvalidFileError) as caught:
        read_json(path, Pack)
    return faults(caught.value)


def test_every_fault_is_told_at_once_with_its_place_by_ids(tmp_path: Path) -> None:
    changes = {
        "questions.ill.options.cough.text": GONE,
        "questions.ill.choos": "any",
        "revision": "one",
        "services.parcels.essential": "yes",
        "reviewed": "27.5.2021",
        "contacts.desk.id": "The Desk",
        "rules.1.when": {"service_of": "errand", "status": []},
    }
    found = dict(read(tmp_path, changes))
    assert found == {
        "contacts.The Desk.id": "must be small letters, digits and hyphens, as my-centre",
        "questions.ill.options.cough.text": "is missing; add it",
        "questions.ill.choos": 'is no known key; write "choose"',
        "revision": "must be a whole number",
        "services.parcels.essential": "must be true or false",
        "reviewed": "must be a date like 2021-06-01",
        "rules.1.when.status": "must not be empty; add to it",
    }


@pytest.mark.parametrize(
    ("place", "value", "what"),
    [
        ("revision", 1.5, "must be a whole number"),
        ("revision", True, "must be a whole number"),
        ("id", 7, "must be text in quotes"),
        ("services.parcels.essential", 1, "must be true or false"),
        ("sites", {"hall": {}}, "must be a list in square brackets"),
        ("welcome", "Hello", "must be an object in curly brackets"),
        ("reviewed", 5, "must be a date like 2021-06-01"),
        ("reviewed", "2021-06-31", "must be a date like 2021-06-01; June has 30 days"),
        ("reviewed", "2021-02-29", "must be a date like 2021-06-01; February 2021 has 28 days"),
        ("reviewed", "2021-13-01", "must be a date like 2021-06-01"),
        ("reviewed", "0000-02-01", "must be a date like 2021-06-01"),
        ("sites", [], "must not be empty; add to it"),
        ("rules", [], "must not be empty; add to it"),
        ("questions", [], "must not be empty; add to it"),
        ("outcomes", [], "must not be empty; add to it"),
        ("languages", [], "must not be empty; add to it"),
        ("services.parcels.availability", [], "must not be empty; add to it"),
        ("revision", 0, "must be at least 1; raise it"),
        ("schema_version", 2, "must be 1"),
        ("languages", ["en", "Finnish"], None),
        ("welcome.title", "", "must not be empty; write something"),
        ("id", "a" * 65, "must have at most 64 characters; shorten it"),
        ("questions.ill.choose", "anny", "write one of: any, one"),
        ("contacts.desk.kind", "fone", "write one of: phone, web, sms, chat, post, place"),
        ("contacts.desk.kind", 5, "write one of: phone, web, sms, chat, post, place"),
        ("title", "Hello", "belongs under [welcome]; move it there"),
        ("titel", "Hello", 'is no known key; write "title" under [welcome]'),
        ("questions.ill.unheard_of_thing", 1, "is no known key; take it out"),
        ("contacts.desk.hours", [{"first": "mon", "opens": "8", "closes": "16:00"}], None),
    ],
)
def test_types_are_strict_and_words_say_what_to_write(
    tmp_path: Path, place: str, value: object, what: str | None
) -> None:
    (found,) = read(tmp_path, {place: value})
    if what is None:
        assert found in {
            ("contacts.desk.hours.0.opens", "must be a time like 08:30"),
            ("languages.1", "must be the tag of a language, as fi or zh-Hans"),
        }
    else:
        assert found == (place, what)


def test_a_key_that_is_named_like_its_neighbour_keeps_its_place(tmp_path: Path) -> None:
    example = {"text": "T", "site": "hall", "date": "2021-06-01", "outcome": "ask"}
    found = read(tmp_path, {"examples": [example | {"answers": {"site": 5}}]})
    assert found == [("examples.0.answers.site", "must be a list in square brackets")]


@pytest.mark.parametrize("content", ["[1]", "5", '"x"', "null"])
def test_a_document_that_is_no_object_has_no_place(tmp_path: Path, content: str) -> None:
    path = tmp_path / "content.json"
    path.write_text(content)
    with pytest.raises(InvalidFileError) as caught:
        read_json(path, Pack)
    assert faults(caught.value) == [("", "must be an object in curly brackets")]


def test_faults_never_repeat_what_the_file_holds(tmp_path: Path) -> None:
    found = read(tmp_path, {"questions.ill.text": 4711, "id": "Secret Word"})
    assert "4711" not in str(found)
    assert "Secret" not in str(found)


@pytest.mark.parametrize(
    ("condition", "place"),
    [
        ({"not": 5}, "rules.0.when.not"),
        ({"not": {"not": 5}}, "rules.0.when.not.not"),
        ({"all": "x"}, "rules.0.when.all"),
        ({"any": []}, "rules.0.when.any"),
        ({"question": "ill", "any_of": []}, "rules.0.when.any_of"),
        ({"question": "ill", "any_of": ["a", 3]}, "rules.0.when.any_of.1"),
        ({"any_of": ["a"]}, "rules.0.when.question"),
        ({"question": "ill", "at_least": 0, "of": ["a"]}, "rules.0.when.at_least"),
        ({"question": "ill", "at_least": 1}, "rules.0.when.of"),
        ({"service_of": "errand", "status": ["opn"]}, "rules.0.when.status.0"),
        ({"site": 3}, "rules.0.when.site"),
        ({"not": {"site": ["hall"]}, "nott": 1}, "rules.0.when.nott"),
        ({"all": [{"not": {"question": 3, "any_of": ["a"]}}]}, "rules.0.when.all.0.not.question"),
    ],
)
def test_a_fault_in_a_condition_has_the_place_that_stands_in_the_file(
    tmp_path: Path, condition: object, place: str
) -> None:
    ((found, _what),) = read(tmp_path, {"rules.0.when": condition})
    assert found == place


def test_written_text_is_read_back_with_plain_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "a.txt"
    write_text(path, "yksi\nkäksi\n")
    assert path.read_bytes() == "yksi\nkäksi\n".encode()
    write_text(path, "uusi")
    assert read_text(path) == "uusi"
    assert [file.name for file in path.parent.iterdir()] == ["a.txt"]


def test_a_failed_write_keeps_the_old_text_and_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_text(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write_text(path, "new \ud800")
    assert read_text(path) == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["a.txt"]


def test_a_place_that_cannot_be_written_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "a.txt"
    (folder / "inside").mkdir(parents=True)
    with pytest.raises(RefusedError) as caught:
        write_text(folder, "new")
    assert str(caught.value) == (
        f"{folder}: cannot be written (Is a directory); choose another place"
    )
    assert [file.name for file in tmp_path.iterdir()] == ["a.txt"]
    assert [file.name for file in folder.iterdir()] == ["inside"]


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o664])
def test_a_file_that_is_written_again_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "content.po"
    file.write_text("old")
    file.chmod(mode)
    write_text(file, "new")
    assert file.stat().st_mode & 0o777 == mode


def test_a_new_file_can_be_read_by_everybody(tmp_path: Path) -> None:
    write_text(tmp_path / "content.po", "new")
    assert (tmp_path / "content.po").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize(
    ("content", "place", "what"),
    [
        ('{\n"a": 1,\n}', "line 2, column 7", "is the last comma before a bracket; take it out"),
        ('{"a": [1, ]}', "line 1, column 9", "is the last comma before a bracket; take it out"),
        ("{“a”: 1}", "line 1, column 2", 'holds curly quotes; write straight ones, as "text"'),
        ('{"a": ”x"}', "line 1, column 7", 'holds curly quotes; write straight ones, as "text"'),
        ('{\n"a”: 1\n}', "line 2", 'holds curly quotes; write straight ones, as "text"'),
        (
            '{"a": 1\n"b": 2}',
            "line 1, column 8",
            "a comma is missing at the end of line 1; add it",
        ),
        (
            '{"a": "b\n"}',
            "line 1",
            "the quote that ends the text in line 1 is missing; add it",
        ),
        ('{"a": "b', "line 1", "the quote that ends the text in line 1 is missing; add it"),
        ('{"a": 1 "b": 2}', "line 1, column 8", "a comma is missing here; add it"),
        ('{"a": [1, 2}', "line 1, column 12", '"[" in line 1 is not closed; add "]"'),
        ('{"a": "]", "b": [[], 2', "line 1, column 23", '"[" in line 1 is not closed; add "]"'),
        ('{"a": [\n{"b": 1}\n"c": 2}', "line 2, column 9", '"[" in line 1 is not closed; add "]"'),
        ('[{"a": 1\n]', "line 1, column 9", '"{" in line 1 is not closed; add "}"'),
        ('{"a": {"b": 1,\n{"c": 2}}', "line 1, column 15", '"{" in line 1 is not closed; add "}"'),
        ('{"a": "x" y}', "line 1, column 11", "is not JSON: Expecting ',' delimiter; fix it"),
        ('{"a": 1}]', "line 1, column 9", "is not JSON: Extra data; fix it"),
        (
            '{"a": "b\tc"}',
            "line 1, column 9",
            "is not JSON: Invalid control character at; fix it",
        ),
        (
            '{"a": "\\ud83d\\ude00",\n"b": "x \\ud83d"}',
            "line 2",
            "holds half a character, as \\ud83d alone; write the character itself",
        ),
    ],
)
def test_a_slip_in_json_is_told_with_its_line(
    tmp_path: Path, content: str, place: str, what: str
) -> None:
    path = tmp_path / "content.json"
    path.write_text(content, "utf-8")
    with pytest.raises(UnreadableFileError) as caught:
        json_document(path)
    assert faults(caught.value) == [(place, what)]


def test_a_written_out_backslash_and_a_whole_character_are_read(tmp_path: Path) -> None:
    path = tmp_path / "content.json"
    path.write_text('["\\ud83d\\ude00", "\\\\ud83d"]', "utf-8")
    assert json_document(path) == ["😀", "\\ud83d"]


def test_a_file_that_may_not_be_read_tells_what_to_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_how: object) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", locked)
    with pytest.raises(UnreadableFileError) as caught:
        read_text(tmp_path / "kiosk.toml")
    assert faults(caught.value) == [("", "may not be read; change its permissions")]


def test_a_name_that_no_file_can_have_is_told() -> None:
    with pytest.raises(UnreadableFileError, match=r"a\\x00b': is no possible name; check it"):
        read_text(Path("a\0b"))


def test_a_file_in_place_of_its_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "content.json").touch()
    with pytest.raises(UnreadableFileError) as caught:
        read_json(tmp_path / "content.json" / "content.json", Pack)
    assert str(caught.value) == (
        f"{tmp_path / 'content.json'}: is a file; give the folder that it is in"
    )


def test_the_nearest_name_in_a_condition_stands_first(tmp_path: Path) -> None:
    condition = {"service_of": "errand", "status": ["ful"]}
    ((place, what),) = read(tmp_path, {"rules.0.when": condition})
    assert place == "rules.0.when.status.0"
    assert what.startswith("write one of: full, ")
