"""The command line: what it prints, and how it ends."""

import io
import json
import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import kiosk
from kiosk import paths
from kiosk.ctl import READER_GONE, main
from kiosk.files.wording import MOST_FAULTS
from kiosk.pack.reading import json_schema
from tests.plain import GONE, Changes, pack_with, tiny, translation

ESPOO = str(paths.BUILT_IN_PACK)

Capture = pytest.CaptureFixture[str]


def run(capsys: Capture, *arguments: str | Path) -> tuple[int, str, list[str]]:
    """The exit code, what was printed, and the lines of complaint."""
    try:
        code = main([str(argument) for argument in arguments])
    except SystemExit as ended:  # argparse's own way out
        code = int(ended.code or 0)
    told = capsys.readouterr()
    assert "Traceback" not in told.err
    return code, told.out, told.err.splitlines()


def decided(capsys: Capture, site: str, given: dict[str, list[str]], *more: str) -> dict[str, Any]:
    words = ("--site", site, "--date", "2021-06-01", "--answers", json.dumps(given), *more)
    code, out, err = run(capsys, "decide", ESPOO, *words)
    assert (code, err) == (0, [])
    return dict(json.loads(out))


def test_check_says_nothing_of_a_proof_that_was_given_up(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.flow.effort.MOST_EFFORT", 1)
    code, out, _err = run(capsys, "check", pack_with(tmp_path))
    assert code == 1
    assert "proved over" not in out


WELL = {"errand": ["kela"], "symptoms": ["none"], "essential": ["yes"], "mask": ["yes"]}


@pytest.mark.parametrize(
    ("site", "given", "more", "expected"),
    [
        ("iso-omena", {}, (), {"ask": "errand", "at_most_left": 3}),
        ("iso-omena", {"errand": ["kela"]}, (), {"ask": "symptoms", "at_most_left": 2}),
        ("iso-omena", {"errand": ["hobby-group"]}, (), {"ask": "symptoms", "at_most_left": 2}),
        (
            "iso-omena",
            {"errand": ["kela"], "symptoms": ["none"]},
            (),
            {"ask": "essential", "at_most_left": 1},
        ),
        (
            "iso-omena",
            WELL,
            (),
            {
                "outcome": "come-in",
                "kind": "go_ahead",
                "rule": 9,
                "asked": ["errand", "symptoms", "essential", "mask"],
            },
        ),
        (
            "iso-omena",
            WELL | {"symptoms": ["cough", "fever"]},
            (),
            {
                "outcome": "stay-home",
                "kind": "stay_away",
                "rule": 1,
                "asked": ["errand", "symptoms"],
            },
        ),
        (
            "iso-omena",
            WELL | {"mask": ["no"], "born-2001": ["yes"]},
            (),
            {
                "outcome": "mask-first",
                "kind": "not_yet",
                "rule": 8,
                "asked": ["errand", "symptoms", "essential", "mask"],
            },
        ),
        (
            "iso-omena",
            {"errand": ["kela"], "symptoms": ["none"]},
            ("--status", "kela=full"),
            {"outcome": "wait", "kind": "not_yet", "rule": 5, "asked": ["errand", "symptoms"]},
        ),
        (
            "kalajarvi",
            {"errand": ["room"], "symptoms": ["none"]},
            (),
            {"outcome": "closed-now", "kind": "remote", "rule": 2, "asked": ["errand", "symptoms"]},
        ),
        (
            "kalajarvi",
            {"errand": ["other"], "symptoms": ["none"], "essential": ["yes"]},
            (),
            {
                "outcome": "ask-staff",
                "kind": "ask_staff",
                "rule": 7,
                "asked": ["errand", "symptoms", "essential"],
            },
        ),
    ],
)
def test_decide_tells_what_follows_from_answers(
    capsys: Capture,
    site: str,
    given: dict[str, list[str]],
    more: tuple[str, ...],
    expected: dict[str, Any],
) -> None:
    assert decided(capsys, site, given, *more) == expected


@pytest.mark.parametrize(
    ("ill", "unclear"),
    [(["fever"], '"Fever" is not clear'), (["fever", "other"], '"Fever", "Other" are not clear')],
)
def test_decide_and_walk_tell_when_the_guard_of_screening_stopped_a_visit(
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    ill: list[str],
    unclear: str,
) -> None:
    other = {"id": "other", "text": "Other"}
    changes = {"rules.0.when.any_of": ["cough"], "questions.ill.options.+": other}
    pack_with(tmp_path, changes)
    answers = json.dumps({"errand": ["parcels"], "ill": ill})
    words = ("--site", "hall", "--answers", answers)
    why = f"rule 2 would let them in, but {unclear}, so the last rule decides"
    _, out, _ = run(capsys, "decide", tmp_path, *words)
    told = json.loads(out)
    assert (told["outcome"], told["rule"], told["why"]) == ("ask", 3, why)
    typed = "1\n" + " ".join({"fever": "2", "other": "4"}[each] for each in ill) + "\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    lines = run(capsys, "walk", tmp_path, "--site", "hall")[1].splitlines()
    at = lines.index("=> Please ask the staff  [ask, ask_staff, rule 3]")
    assert lines[at + 1] == f"   ({why})"


def test_decide_tells_of_a_screening_question_that_was_not_asked(
    capsys: Capture, tmp_path: Path
) -> None:
    pack_with(tmp_path, {"rules": [{"outcome": "come-in"}, {"outcome": "ask"}]})
    words = ("--site", "hall", "--answers", '{"errand": ["parcels"]}')
    _, out, _ = run(capsys, "decide", tmp_path, *words)
    assert json.loads(out)["why"] == (
        'rule 1 would let them in, but "Are you ill?" was not asked, so the last rule decides'
    )


def test_decide_names_the_first_of_the_rules_that_a_question_left_out_tells_apart(
    capsys: Capture, tmp_path: Path
) -> None:
    parcels = {"question": "errand", "any_of": ["parcels"]}
    passports = {"question": "errand", "any_of": ["passports"]}
    coughs = {"question": "ill", "any_of": ["cough"]}
    rules = [
        {"when": {"all": [passports, coughs]}, "outcome": "stay-out"},
        {"when": {"all": [parcels, coughs]}, "outcome": "stay-out"},
        {"when": {"all": [parcels, {"not": coughs}]}, "outcome": "stay-out"},
        {"outcome": "ask"},
    ]
    pack_with(tmp_path, {"rules": rules})
    words = ("--site", "hall", "--answers", '{"errand": ["parcels"]}')
    _, out, _ = run(capsys, "decide", tmp_path, *words)
    told = json.loads(out)
    assert (told["outcome"], told["rule"], told["asked"]) == ("stay-out", 2, ["errand"])
    assert "why" not in told


def test_decide_takes_today_without_a_date(capsys: Capture) -> None:
    code, out, _ = run(capsys, "decide", ESPOO, "--site", "iso-omena", "--answers", "{}")
    assert code == 0
    assert json.loads(out)["ask"] == "errand"


@pytest.mark.parametrize(
    ("arguments", "complaints"),
    [
        (
            ("--site", "iso-omen", "--answers", "{}"),
            ['--site: no site has the id "iso-omen"; write "iso-omena"'],
        ),
        (
            ("--site", "x", "--status", "kella=opn", "--status", "kela", "--answers", "{}"),
            [
                '--site: no site has the id "x"; write one of: iso-omena, kalajarvi',
                '--status: no service has the id "kella"; write "kela"',
                '--status: no status has the id "opn"; write "open"',
                '--status: no status has the id ""; write one of: open, limited',
            ],
        ),
        (
            ("--site", "iso-omena", "--answers", '{"symptom": ["none"], "mask": ["yess", "x"]}'),
            [
                '--answers: no question has the id "symptom"; write "symptoms"',
                '--answers: mask: no option has the id "yess"; write "yes"',
                '--answers: mask: no option has the id "x"; write one of: yes, no',
            ],
        ),
        (
            ("--site", "kalajarvi", "--answers", '{"errand": ["kela"]}'),
            ['--answers: errand: no option has the id "kela"; write '],
        ),
        (
            ("--site", "iso-omena", "--answers", '{"mask": ["yes", "no"], "symptoms": []}'),
            [
                '--answers: mask: ["yes", "no"] is no answer; choose one option',
                '--answers: symptoms: [] is no answer; choose options, each once, or "none" alone',
            ],
        ),
        (
            ("--site", "iso-omena", "--answers", '{"symptoms": ["none", "cough"]}'),
            ['--answers: symptoms: ["none", "cough"] is no answer; choose options'],
        ),
        (("--site", "iso-omena", "--answers", "errand=kela"), ["--answers: is not JSON: "]),
        (
            ("--site", "iso-omena", "--answers", "[" * 200_000 + "]" * 200_000),
            ["--answers: is not JSON: "],
        ),
        (("--site", "iso-omena", "--answers", "[]"), ["--answers: must map each question"]),
        (
            ("--site", "iso-omena", "--answers", '{"errand": "kela"}'),
            ["--answers: must map each question"],
        ),
        (
            ("--site", "iso-omena", "--answers", '{"errand": [1]}'),
            ["--answers: must map each question"],
        ),
    ],
)
def test_unknown_ids_are_wrong_use_and_told_all_at_once(
    capsys: Capture, arguments: tuple[str, ...], complaints: list[str]
) -> None:
    code, out, err = run(capsys, "decide", ESPOO, *arguments)
    assert (code, out) == (2, "")
    assert len(err) == len(complaints)
    for line, complaint in zip(err, complaints, strict=True):
        assert line.startswith(complaint)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("frobnicate",),
        ("check",),
        ("check", ESPOO, "--verbose"),
        ("decide", ESPOO, "--answers", "{}"),
        ("decide", ESPOO, "--site", "iso-omena"),
        ("decide", ESPOO, "--site", "iso-omena", "--answers", "{}", "--date", "1.6.2021"),
        ("new", "somewhere", "--from", "nowhere"),
        ("texts",),
        ("texts", "translate", ESPOO),
    ],
)
def test_unknown_options_are_wrong_use(capsys: Capture, arguments: tuple[str, ...]) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err


def test_a_date_that_is_none_is_told_how_to_write_one(capsys: Capture) -> None:
    words = ("--site", "iso-omena", "--answers", "{}", "--date", "1.6.2021")
    _, _, err = run(capsys, "decide", ESPOO, *words)
    assert err[-1].endswith('"1.6.2021" is no date; write it as 2021-06-01')


@pytest.mark.parametrize("verb", ["check", "decide", "walk"])
@pytest.mark.parametrize(
    ("content", "what"),
    [
        (None, "no such file or directory; check the name"),
        ("{", 'line 1, column 2: "{" in line 1 is not closed; add "}"'),
        ("[" * 500 + "]" * 500, "is nested too deeply; mend it"),
        ('{"id": "\xe4"}', "is not UTF-8; save it as UTF-8 without BOM"),
    ],
)
def test_a_pack_that_cannot_be_read_ends_with_three(
    capsys: Capture, tmp_path: Path, verb: str, content: str | None, what: str
) -> None:
    if content is not None:
        (tmp_path / "content.json").write_bytes(content.encode("latin-1"))
    more = {"decide": ("--site", "a", "--answers", "{}"), "walk": ("--site", "a")}.get(verb, ())
    code, out, err = run(capsys, verb, tmp_path, *more)
    assert (code, out, len(err)) == (3, "", 1)
    assert err[0].startswith(f"{tmp_path / 'content.json'}: {what}")


def test_every_fault_of_a_file_is_one_line(capsys: Capture, tmp_path: Path) -> None:
    changes = {"revision": "1", "questions.ill.choose": "two", "rules.0.when": {}}
    code, out, err = run(capsys, "check", pack_with(tmp_path, changes))
    assert (code, out) == (1, "")
    file = tmp_path / "content.json"
    assert [line.split(": ")[:2] for line in err] == [
        [str(file), "revision"],
        [str(file), "questions.ill.choose"],
        [str(file), "rules.0.when"],
    ]


def test_a_sound_pack_passes_the_check(capsys: Capture) -> None:
    code, out, err = run(capsys, "check", ESPOO, "--strict")
    assert (code, err) == (0, [])
    assert out.endswith("0 errors, 0 warnings\n")
    assert out.splitlines()[0].startswith("proved over ")
    assert len(out.splitlines()) == 2


WARNING = {"questions.ill.options.none.alone": False}
ERROR = {"rules.1.outcome": "come-inn"}


@pytest.mark.parametrize(
    ("changes", "codes", "counts"),
    [
        ({}, (0, 0), "0 errors, 0 warnings"),
        (WARNING, (0, 1), "0 errors, 1 warnings"),
        (ERROR, (1, 1), "1 errors, 0 warnings"),
    ],
)
def test_a_warning_fails_only_a_strict_check(
    capsys: Capture, tmp_path: Path, changes: Changes, codes: tuple[int, int], counts: str
) -> None:
    pack_with(tmp_path, changes)
    for code, more in zip(codes, ((), ("--strict",)), strict=True):
        ended, out, err = run(capsys, "check", tmp_path, *more)
        assert (ended, err) == (code, [])
        assert out.splitlines()[-1] == f"tiny revision 1: {counts}"


def test_a_language_that_lacks_a_text_fails_the_check(capsys: Capture, tmp_path: Path) -> None:
    pack_with(tmp_path, {"languages": ["en", "fi", "sv"]})
    translation(tmp_path, "fi")
    translation(tmp_path, "sv", missing={"questions.ill.text"})
    code, out, err = run(capsys, "check", tmp_path)
    assert (code, err) == (1, [])
    (told,) = (line for line in out.splitlines() if "has no" in line)
    words = tmp_path / "translations/sv/LC_MESSAGES/content.po"
    assert told.startswith(f"{words}: questions.ill.text: error: ")
    assert told.endswith(' has no sv text; run "kioskctl texts export", then fill its msgstr')
    code, _, err = run(capsys, "build", tmp_path, "--out", tmp_path / "a.kioskpack")
    assert code == 1
    assert not (tmp_path / "a.kioskpack").exists()


def test_many_texts_without_a_translation_are_one_line_for_each_language(
    capsys: Capture, tmp_path: Path
) -> None:
    pack_with(tmp_path, {"languages": ["en", "fi", "sv"]})
    missing = {"questions.ill.text", "welcome.title"}
    old = [("old.a", "Old", "Vanha"), ("old.b", "Older", "Vanhempi")]
    translation(tmp_path, "fi", missing={"welcome.title"}, besides=old)
    translation(tmp_path, "sv", missing=missing)
    _, out, _ = run(capsys, "check", tmp_path)
    finnish, swedish = (
        tmp_path / "translations" / tag / "LC_MESSAGES" / "content.po" for tag in ("fi", "sv")
    )
    export = f'"kioskctl texts export {tmp_path}"'
    lines = out.splitlines()
    (told,) = (line for line in lines if str(swedish) in line)
    assert told == (
        f"{swedish}: error: 2 texts have no sv translation: run {export}, "
        f"then fill the msgstr in {swedish}"
    )
    assert [line.split(": ")[1:3] for line in lines if line.startswith(str(finnish))] == [
        ["welcome.title", "error"],
        ["warning", "2 fi translations belong to nothing"],
    ]
    assert f"run {export}, which takes them out" in out
    assert lines[-1] == "tiny revision 1: 3 errors, 2 warnings"
    _, out, _ = run(capsys, "check", tmp_path, "--json")
    found = [each for each in json.loads(out)["findings"] if each["language"] == "sv"]
    assert {each["where"] for each in found} == missing
    assert {(each["file"], each["line"]) for each in found} == {
        ("translations/sv/LC_MESSAGES/content.po", None)
    }


def test_what_lets_somebody_in_is_told_first(capsys: Capture, tmp_path: Path) -> None:
    pack_with(tmp_path, {"languages": ["en", "fi"], "rules.0.when.any_of": ["cough"]})
    translation(tmp_path, "fi", missing={"welcome.title"})
    _, out, _ = run(capsys, "check", tmp_path)
    told = [line for line in out.splitlines() if ": error: " in line]
    assert "lets somebody in whose answer is not clear" in told[0]
    assert "has no fi text" in told[-1]


def test_a_finding_about_a_whole_file_stands_at_no_place_in_it(
    capsys: Capture, tmp_path: Path
) -> None:
    pack_with(tmp_path)
    stray = tmp_path / "translations" / "finnish.po"
    stray.parent.mkdir()
    stray.touch()
    _, out, _ = run(capsys, "check", tmp_path)
    assert out.startswith(f"{stray}: warning: is no catalogue of a language of this pack")


def test_faults_of_a_file_may_be_told_as_json(capsys: Capture, tmp_path: Path) -> None:
    code, out, err = run(capsys, "check", tmp_path / "nowhere", "--json")
    (fault,) = json.loads(out)["faults"]
    assert (code, err) == (3, [f"{fault['file']}: {fault['what']}"])


def test_more_faults_than_anybody_reads_are_counted(capsys: Capture, tmp_path: Path) -> None:
    folder = pack_with(tmp_path, {"outcomes.ask.body": [1] * 20, "rules": [{"whenn": 1}] * 400})
    code, _, err = run(capsys, "check", folder)
    assert (code, len(err)) == (1, MOST_FAULTS + 1)
    assert err[-1].endswith(": has 320 faults more; fix these, then look again")


def test_an_entangled_pack_was_followed_and_is_not_proved(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.flow.effort.MOST_EFFORT", 1)
    code, out, _ = run(capsys, "check", pack_with(tmp_path))
    assert code == 1
    assert "proved over" not in out


def test_a_finding_is_one_line_with_its_file_and_place(capsys: Capture, tmp_path: Path) -> None:
    _, out, _ = run(capsys, "check", pack_with(tmp_path, ERROR))
    assert out.splitlines()[0] == (
        f"{tmp_path / 'content.json'}: line 1, rule 2, come-inn, outcome: error: "
        'no outcome has the id "come-inn"; write "come-in"'
    )


def test_a_check_may_be_told_as_json(capsys: Capture, tmp_path: Path) -> None:
    path = pack_with(tmp_path, ERROR) / "content.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")), indent=1), "utf-8")
    line = path.read_text("utf-8").split("\n").index('   "outcome": "come-inn"') + 1
    code, out, err = run(capsys, "check", tmp_path, "--json")
    assert (code, err) == (1, [])
    document = json.loads(out)
    assert (document["pack"], document["revision"]) == ("tiny", 1)
    assert document["findings"] == [
        {
            "severity": "error",
            "code": "unknown-outcome",
            "file": "content.json",
            "where": "rules.1.outcome",
            "place": "rule 2, come-inn, outcome",
            "line": line,
            "column": 15,
            "message": 'no outcome has the id "come-inn"; write "come-in"',
            "site": None,
            "day": None,
            "statuses": {},
            "path": None,
            "language": None,
            "values": {"id": "come-inn", "nearest": ["come-in"]},
        }
    ]
    code, out, _ = run(capsys, "check", ESPOO, "--json")
    assert (code, json.loads(out)["findings"]) == (0, [])


@pytest.mark.parametrize("verb", ["decide", "walk", "graph"])
def test_a_draft_is_followed_and_said_to_be_one(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, verb: str
) -> None:
    folder = pack_with(tmp_path, {"languages": ["en", "sv", "xx"], "contacts.desk.value": GONE})
    monkeypatch.setattr("sys.stdin", io.StringIO("1\n3\n"))
    more = {"decide": ("--answers", "{}"), "walk": (), "graph": ("--table",)}[verb]
    code, out, err = run(capsys, verb, folder, "--site", "hall", *more)
    assert code == 0
    told = {"decide": '"ask": "errand"', "walk": "Please come in", "graph": "Please come in"}
    assert told[verb] in out
    assert err == [
        f'{folder}: is a draft with 3 errors, which no kiosk shows; list them with "kioskctl check"'
    ]


def test_a_draft_in_a_language_that_nobody_knows_is_walked_in_english(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = pack_with(tmp_path, {"languages": ["xx"], "source_language": "xx"})
    monkeypatch.setattr("sys.stdin", io.StringIO("1\n3\n"))
    code, out, _ = run(capsys, "walk", folder, "--site", "hall")
    assert code == 0
    assert "Please come in" in out


def test_a_pack_with_errors_decides_nothing(capsys: Capture, tmp_path: Path) -> None:
    pack_with(tmp_path, ERROR)
    code, out, err = run(capsys, "decide", tmp_path, "--site", "hall", "--answers", "{}")
    assert (code, out, len(err)) == (1, "", 1)
    assert err[0].startswith(f"{tmp_path / 'content.json'}: rule 2, come-inn, outcome: no outcome")


def test_the_schema_is_printed_as_json(capsys: Capture) -> None:
    code, out, err = run(capsys, "schema")
    assert (code, err) == (0, [])
    assert json.loads(out) == json_schema()


def test_the_versions_are_printed(capsys: Capture) -> None:
    code, out, _ = run(capsys, "version", "--json")
    versions = json.loads(out)
    assert code == 0
    assert versions["kiosk"] == kiosk.__version__
    assert set(versions) > {"python", "PySide6-Essentials", "pydantic", "babel", "segno"}
    code, out, _ = run(capsys, "version")
    assert code == 0
    assert dict(line.split() for line in out.splitlines()) == versions


def test_a_part_that_is_not_installed_is_said_to_be(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [])
    code, out, _ = run(capsys, "version")
    assert code == 0
    assert "segno not installed\n" in out


@pytest.mark.parametrize(
    ("more", "name"), [((), "template"), (("--from", "espoo"), "espoo")], ids=str
)
def test_a_pack_of_ones_own_begins_with_a_shipped_one(
    capsys: Capture, tmp_path: Path, more: tuple[str, ...], name: str
) -> None:
    folder = tmp_path / "mine"
    code, out, err = run(capsys, "new", folder, *more)
    assert (code, err) == (0, [])
    assert out.startswith(f'{folder}: a copy of {name} with the id "mine".\n')
    content = (folder / "content.json").read_text("utf-8")
    shipped = (paths.PACKS / name / "content.json").read_text("utf-8")
    assert content == shipped.replace(f'"id": "{name}"', '"id": "mine"', 1)
    assert run(capsys, "check", folder)[0] == 0


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("GP_Practice", "gp-practice"),
        ("My Centre", "my-centre"),
        ("-x", "x"),
        ("x" * 65, "x" * 64),
        ("x" * 63 + "-y", "x" * 63),
        ("图书馆", "template"),
    ],
)
def test_a_folder_whose_name_can_be_no_id_gives_the_nearest_one_and_it_is_told(
    capsys: Capture, tmp_path: Path, name: str, taken: str
) -> None:
    code, out, _ = run(capsys, "new", tmp_path / name)
    assert code == 0
    assert out.startswith(f'{tmp_path / name}: a copy of template with the id "{taken}".\n')
    content = json.loads((tmp_path / name / "content.json").read_text("utf-8"))
    assert content["id"] == taken


@pytest.mark.parametrize(
    ("name", "reason"), [("x" * 300, "File name too long"), ("a\0b", "no possible name")]
)
def test_a_folder_with_an_impossible_name_is_told(
    capsys: Capture, tmp_path: Path, name: str, reason: str
) -> None:
    code, out, err = run(capsys, "new", tmp_path / name)
    assert (code, out) == (1, "")
    assert err == [f"{tmp_path / name}: cannot be made ({reason}); choose another place"]


def test_a_folder_that_is_there_is_never_overwritten(capsys: Capture, tmp_path: Path) -> None:
    code, out, err = run(capsys, "new", tmp_path)
    assert (code, out) == (1, "")
    assert err == [
        f"{tmp_path}: is there already; name a folder that is not, so that nothing is lost"
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "mine"
    code, out, err = run(capsys, "new", folder, "--from", "espoo")
    assert (code, out) == (1, "")
    assert err == [f"{folder}: cannot be made (Not a directory); choose another place"]


def bilingual(folder: Path, **changes: Any) -> Path:
    return pack_with(folder, {"languages": ["en", "fi"], **changes})


def test_a_language_that_nothing_is_known_of_is_refused(capsys: Capture, tmp_path: Path) -> None:
    pack_with(tmp_path, {"languages": ["en", "en-ab-cd-ef"]})
    code, out, err = run(capsys, "texts", "export", tmp_path)
    assert (code, out) == (1, "")
    assert err[0].endswith("is no language that dates and times are known of; mend the tag")


def test_texts_are_exported_for_every_other_language(capsys: Capture, tmp_path: Path) -> None:
    code, out, err = run(capsys, "texts", "export", bilingual(tmp_path))
    file = tmp_path / "translations" / "fi" / "LC_MESSAGES" / "content.po"
    left = "13 to translate, 0 to look through"
    assert (code, out, err) == (0, f"{file}: up to date with content.json; {left}\n", [])
    assert 'msgctxt "welcome.title"' in file.read_text("utf-8")
    code, out, _ = run(capsys, "texts", "status", tmp_path)
    assert code == 1
    assert out.startswith("fi: ")
    assert " 0 stale" in out


def test_the_status_counts_what_is_missing_and_stale(capsys: Capture, tmp_path: Path) -> None:
    bilingual(tmp_path)
    place = "questions.ill.options.cough.text"
    translation(tmp_path, "fi", missing={place, "contacts.desk.value"}, stale={"welcome.title"})
    code, out, _ = run(capsys, "texts", "status", tmp_path)
    assert (code, out.splitlines()[0]) == (1, "fi: 13 texts, 1 missing, 1 stale")
    _, out, _ = run(capsys, "texts", "export", tmp_path)
    assert out.endswith("; 1 to translate, 1 to look through\n")
    translation(tmp_path, "fi", missing={place})
    code, out, _ = run(capsys, "texts", "status", tmp_path)
    assert (code, out.splitlines()[0]) == (1, "fi: 13 texts, 1 missing, 0 stale")
    translation(tmp_path, "fi")
    code, out, _ = run(capsys, "texts", "status", tmp_path)
    assert (code, out.splitlines()[0]) == (0, "fi: 13 texts, 0 missing, 0 stale")
    assert out.splitlines()[1].startswith("fi (program): ")
    assert out.splitlines()[1].endswith(" texts, 0 missing, 0 stale")


def test_the_status_before_the_export_counts_everything(capsys: Capture, tmp_path: Path) -> None:
    code, out, err = run(capsys, "texts", "status", bilingual(tmp_path))
    assert (code, err) == (1, [])
    assert out.splitlines()[0] == "fi: 13 texts, 13 missing, 0 stale"


def test_a_translators_file_is_taken_in(capsys: Capture, tmp_path: Path) -> None:
    file = translation(bilingual(tmp_path / "pack"), "fi", words={"welcome.title": "Tervetuloa"})
    brought = tmp_path / "brought.po"
    file.rename(brought)
    code, out, err = run(capsys, "texts", "import", tmp_path / "pack", brought)
    assert (code, err) == (0, [])
    lines = out.splitlines()
    assert lines[0] == f"{file}: 14 texts taken in, 14 of them new or changed"
    assert lines[1] == "fi: 13 texts, 0 missing, 0 stale"
    assert 'msgstr "Tervetuloa"' in file.read_text("utf-8")
    assert run(capsys, "check", tmp_path / "pack", "--strict")[0] == 0


@pytest.mark.parametrize("language", ["sv", "en", "xx", ""])
def test_a_translators_file_of_another_language_is_refused(
    capsys: Capture, tmp_path: Path, language: str
) -> None:
    bilingual(tmp_path / "pack")
    brought = tmp_path / "brought.po"
    header = f'"Language: {language}\\n"\n' if language else ""
    brought.write_text(f'msgid ""\nmsgstr ""\n{header}"X: y\\n"\n')
    code, out, err = run(capsys, "texts", "import", tmp_path / "pack", brought)
    assert (code, out) == (1, "")
    assert err == [
        f'{brought}: Language: is in the language "{language}"; the header must name one of: fi'
    ]


def test_a_translators_file_that_is_broken_is_refused(capsys: Capture, tmp_path: Path) -> None:
    bilingual(tmp_path / "pack")
    brought = tmp_path / "brought.po"
    brought.write_text("Hello")
    code, _, err = run(capsys, "texts", "import", tmp_path / "pack", brought)
    assert code == 3
    assert err[0].startswith(f"{brought}: line 1: is neither a comment nor a keyword")


def test_a_place_that_cannot_be_written_is_told(capsys: Capture, tmp_path: Path) -> None:
    bilingual(tmp_path)
    (tmp_path / "translations").touch()
    code, out, err = run(capsys, "texts", "export", tmp_path)
    assert (code, out, len(err)) == (1, "", 1)
    assert err[0].endswith("cannot be written (Not a directory); choose another place")


def walked(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, folder: Path | str, typed: str, *more: str
) -> list[str]:
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    code, out, err = run(capsys, "walk", folder, *more)
    assert (code, err) == (0, [])
    return out.splitlines()


_SICK = {"outcomes.stay-out.body": ["Get well soon."], "outcomes.stay-out.contacts_title": "Help"}


def test_a_walk_asks_until_there_is_an_outcome(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pack_with(tmp_path, _SICK)
    lines = walked(capsys, monkeypatch, tmp_path, "2\n1 2\n", "--site", "hall")
    assert lines[1] == "1. What brings you here?  (at most 1 left)"
    assert "    2  Parcels" in lines
    assert [line for line in lines if line.endswith(": ")] == ["one number: ", "numbers: "]
    assert any(line.endswith("2. Are you ill?  (at most 0 left)") for line in lines)
    assert lines[-5:] == [
        "=> Please go home  [stay-out, stay_away, rule 1]",
        "   Get well soon.",
        "",
        "   Help",
        "   - The desk 09 123 456",
    ]


def test_a_walk_asks_again_after_what_is_no_answer(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pack_with(tmp_path)
    wrong = ("", "0", "3", "1 2", "x", "-1", "²", "9" * 5000)
    typed = "".join(f"{line}\n" for line in (*wrong, "1", "3 1", "", "3"))
    lines = walked(capsys, monkeypatch, tmp_path, typed, "--site", "hall")
    assert sum("write a number from 1 to 2" in line for line in lines) == len(wrong)
    several = "write numbers from 1 to 3, separated by spaces; 3 stands alone"
    assert sum(several in line for line in lines) == 2
    assert "=> Please come in  [come-in, go_ahead, rule 2]" in lines


def test_a_walk_ends_with_its_input(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("--site", "iso-omena", "--date", "2021-06-01")
    lines = walked(capsys, monkeypatch, ESPOO, "1\n", *words)
    assert not any("=>" in line for line in lines)


def test_the_program_is_started_as_a_module(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["kioskctl", "version", "--json"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("kiosk.ctl.__main__", run_name="__main__")
    assert ended.value.code == 0
    assert json.loads(capsys.readouterr().out)["kiosk"] == kiosk.__version__


def test_leaving_a_walk_with_ctrl_c_is_no_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pack_with(tmp_path)

    def interrupt(_prompt: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", interrupt)
    assert main(["walk", str(tmp_path), "--site", "hall"]) == 130


class Closed(io.StringIO):
    """A pipe that nobody reads any more."""

    def write(self, _text: str) -> int:
        raise BrokenPipeError


def test_a_reader_that_has_seen_enough_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", Closed())
    monkeypatch.setattr("sys.stderr", io.StringIO())
    assert main(["schema"]) == READER_GONE


@pytest.mark.parametrize("arguments", [("schema",), ("check", "nowhere", "--json")])
def test_a_reader_that_is_gone_leaves_no_traceback(arguments: tuple[str, ...]) -> None:
    """As `| head` does; the end of the program is what only a process of its own shows."""
    read, write = os.pipe()
    os.close(read)
    command = (sys.executable, "-m", "kiosk.ctl", *arguments)
    with os.fdopen(write, "wb") as pipe:
        ended = subprocess.run(command, stdout=pipe, stderr=subprocess.PIPE, text=True, check=False)
    assert ended.returncode == READER_GONE
    assert "Traceback" not in ended.stderr
    assert "Exception" not in ended.stderr


def test_the_end_of_a_walk_shows_the_whole_card(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("--site", "iso-omena", "--date", "2021-06-01")
    lines = walked(capsys, monkeypatch, ESPOO, "3\n1\n", *words)
    assert "   - Koronaneuvonta 09 816 34600" in lines
    assert "     ma–pe klo 7–18, la–su klo 9–15" in lines
    assert "   - Omaolon oirearvio omaolo.fi" in lines
    lines = walked(capsys, monkeypatch, ESPOO, "2\n9\n", *words, "--status", "kela=full")
    assert any("3. " in line for line in lines)


def test_a_walk_shows_what_staff_said(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    far = {"id": "far", "kind": "remote", "title": "From home", "remote_title": "This way"}
    rule = {"when": {"service_of": "errand", "status": ["closed"]}, "outcome": "far"}
    sick, *others = tiny()["rules"]
    pack_with(tmp_path, {"outcomes.+": far, "rules": [sick, rule, *others]})
    more = ("--site", "hall", "--status", "parcels=closed")
    lines = walked(capsys, monkeypatch, tmp_path, "2\n3\n", *more)
    assert "   Parcels · closed until further notice" in lines


def test_an_import_keeps_what_it_does_not_bring(capsys: Capture, tmp_path: Path) -> None:
    place, other = "questions.ill.options.cough.text", "questions.ill.options.fever.text"
    folder = bilingual(tmp_path / "pack")
    brought = tmp_path / "brought.po"
    gone = [("questions.old.text", "Old?", "Vanha?")]
    words = {place: "Yskä", "welcome.title": "Hei"}
    made = translation(folder, "fi", stale={other}, missing={place}, words=words, besides=gone)
    made.rename(brought)
    file = translation(folder, "fi", stale={"welcome.title"}, words={place: "Yskii"})
    code, out, err = run(capsys, "texts", "import", folder, brought)
    assert (code, err) == (0, [])
    counts = "12 texts taken in, 1 of them new or changed, 1 belong to nothing there"
    assert out.splitlines()[0] == f"{file}: {counts}"
    told = file.read_text("utf-8")
    assert 'msgid "Cough"\nmsgstr "Yskii"' in told
    assert 'msgid "Fever"\nmsgstr "fi: Fever"' in told
    assert 'msgstr "Hei"' in told
    assert "fuzzy" not in told


def test_an_import_without_a_finished_text_changes_nothing(capsys: Capture, tmp_path: Path) -> None:
    folder = bilingual(tmp_path / "pack")
    run(capsys, "texts", "export", folder)
    brought = tmp_path / "brought.po"
    brought.write_text('msgid ""\nmsgstr "Language: fi\\n"\n')
    code, out, _ = run(capsys, "texts", "import", folder, brought)
    assert code == 1
    assert out.startswith(f"{brought}: holds no finished text; nothing is changed\n")


def test_a_pack_brings_the_words_of_a_language_that_the_program_does_not_speak(
    capsys: Capture, tmp_path: Path
) -> None:
    folder = pack_with(tmp_path / "pack", {"languages": ["de"], "source_language": "de"})
    _, out, _ = run(capsys, "check", folder)
    assert out.splitlines()[0].endswith(
        'the program does not speak "de"; '
        'run "kioskctl texts export" and translate kiosk.po, or take it out'
    )
    code, out, err = run(capsys, "texts", "export", folder)
    file = folder / "translations" / "de" / "LC_MESSAGES" / "kiosk.po"
    assert (code, err) == (0, [])
    assert out.startswith(f"{file}: up to date with the program; ")
    assert len(out.splitlines()) == 1
    code, out, _ = run(capsys, "check", folder)
    assert code == 1
    assert f'{file}: error: "Back" has no de text; add it to kiosk.po' in out
    brought = tmp_path / "brought.po"
    brought.write_text(
        'msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "Back"\nmsgstr "Zurück"\n', "utf-8"
    )
    code, out, _ = run(capsys, "texts", "import", folder, brought)
    assert out.startswith(f"{file}: 1 texts taken in, 1 of them new or changed\nde (program): ")
    assert "Zurück" in file.read_text("utf-8")


class Full(io.StringIO):
    """A disk with no room left."""

    def flush(self) -> None:
        raise OSError(28, "No space left on device")


def test_an_output_that_takes_nothing_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    complaints = io.StringIO()
    monkeypatch.setattr("sys.stdout", Full())
    monkeypatch.setattr("sys.stderr", complaints)
    assert main(["schema"]) == 1
    assert complaints.getvalue() == (
        "output: cannot be used (No space left on device); make room or choose another place\n"
    )


def test_a_terminal_that_lacks_a_letter_shows_its_number(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    taken = io.BytesIO()
    monkeypatch.setattr("sys.stdin", io.StringIO())
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(taken, "cp1252"))
    pack_with(tmp_path, {"questions.errand.text": "Чем помочь?"})
    assert main(["walk", str(tmp_path), "--site", "hall"]) == 0
    assert rb"1. \u0427\u0435\u043c" in taken.getvalue()
