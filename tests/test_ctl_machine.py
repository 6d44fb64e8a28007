"""What the command line does on a machine that a kiosk runs on."""

import ctypes
import json
import os
import pwd
import re
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk import __released__, paths
from kiosk.ctl import checkup, print_, self_test
from kiosk.files import Model
from kiosk.keys import DEFAULT_KEYS
from kiosk.settings import Settings, read_settings
from tests.needs import needed
from tests.plain import pack_with
from tests.test_ctl import Capture, run


@pytest.fixture(autouse=True)
def _no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "SETTINGS", tmp_path / "kiosk.toml")


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


def edition(tmp_path: Path, revision: int) -> Path:
    return pack_with(tmp_path / f"pack-{revision}", {"revision": revision})


def test_a_pack_is_built_carried_and_put_in_use(
    capsys: Capture, tmp_path: Path, state: Path
) -> None:
    folder, file = edition(tmp_path, 1), tmp_path / "tiny.kioskpack"
    (folder / "notes.txt").touch()
    code, out, err = run(capsys, "build", folder, "--out", file)
    assert (code, err) == (0, [])
    size = file.stat().st_size
    assert out.splitlines() == [
        f"{file}: tiny revision 1, {size} bytes",
        f"{folder}/notes.txt: does not belong to a pack and was left out",
    ]
    code, out, err = run(capsys, "apply", file, "--state", state)
    (kept,) = state.glob("packs/tiny-1-*")
    assert (code, out, err) == (0, f"tiny revision 1: in use ({kept})\n", [])
    code, out, err = run(capsys, "apply", folder, "--state", state)
    told = f"in use already, nothing is changed ({kept})"
    assert (code, out) == (0, f"tiny revision 1: {told}\n")


def test_a_build_and_its_use_may_be_told_as_json(
    capsys: Capture, tmp_path: Path, state: Path
) -> None:
    folder, file = edition(tmp_path, 4), tmp_path / "tiny.kioskpack"
    _code, out, _err = run(capsys, "build", folder, "--out", file, "--json")
    size = file.stat().st_size
    assert json.loads(out) == {"pack": "tiny", "revision": 4, "bytes": size, "left_out": []}
    _code, out, _err = run(capsys, "apply", file, "--state", state, "--json")
    (kept,) = state.glob("packs/tiny-4-*")
    told = {"pack": "tiny", "revision": 4, "folder": str(kept), "changed": True}
    assert json.loads(out) == told | {"overruled": []}


def test_a_refused_pack_tells_every_finding(capsys: Capture, tmp_path: Path, state: Path) -> None:
    run(capsys, "apply", edition(tmp_path, 1), "--state", state)
    bad = pack_with(tmp_path / "bad", {"rules.2.outcome": "x", "services.passports.icon": "y"})
    code, out, err = run(capsys, "apply", bad, "--state", state)
    assert (code, out) == (1, "")
    assert len(err) == 1
    bad = pack_with(tmp_path / "bad", {"rules.2.outcome": "x", "rules.1.outcome": "y"})
    code, out, err = run(capsys, "apply", bad, "--state", state, "--json")
    assert code == 1
    assert [line.split(": ")[1] for line in err] == [
        "rule 2, y, outcome",
        "rule 3, x, outcome",
    ]
    assert [fault["place"] for fault in json.loads(out)["faults"]] == [
        "rule 2, y, outcome",
        "rule 3, x, outcome",
    ]
    _code, out, _err = run(capsys, "packs", "--state", state, "--json")
    assert json.loads(out)["packs"][0]["revision"] == 1


def test_what_cannot_be_read_ends_with_three(capsys: Capture, tmp_path: Path, state: Path) -> None:
    for given in (tmp_path / "none.kioskpack", tmp_path):
        code, out, err = run(capsys, "apply", given, "--state", state)
        assert (code, out, len(err)) == (3, "", 1)


@pytest.mark.parametrize("words", [("apply",), ("build", "x"), ("rollback", "x"), ("packs", "x")])
def test_verbs_of_the_machine_that_are_used_wrongly_end_with_two(
    capsys: Capture, words: tuple[str, ...]
) -> None:
    assert run(capsys, *words)[0] == 2


def test_a_rollback_says_what_is_in_use_again(capsys: Capture, tmp_path: Path, state: Path) -> None:
    code, _out, err = run(capsys, "rollback", "--state", state)
    assert code == 1
    assert "there is nothing to go back to" in err[0]
    run(capsys, "apply", edition(tmp_path, 1), "--state", state)
    run(capsys, "apply", edition(tmp_path, 2), "--state", state)
    code, out, _err = run(capsys, "rollback", "--state", state)
    assert (code, out) == (0, "tiny revision 1: in use again (current)\n")
    code, out, _err = run(capsys, "rollback", "--state", state, "--json")
    told = {"pack": "tiny", "revision": 2, "which": "current", "overruled": []}
    assert json.loads(out) == told


def test_the_packs_of_a_machine_are_listed_with_the_one_that_is_shown(
    capsys: Capture, tmp_path: Path, state: Path
) -> None:
    code, out, _err = run(capsys, "packs", "--state", state)
    assert (code, out) == (0, f"* built-in  espoo revision 1  {paths.BUILT_IN_PACK}\n")
    run(capsys, "apply", edition(tmp_path, 1), "--state", state)
    run(capsys, "apply", edition(tmp_path, 2), "--state", state)
    code, out, _err = run(capsys, "packs", "--state", state)
    assert code == 0
    assert [line.rpartition("  ")[0] for line in out.splitlines()] == [
        "* current   tiny revision 2",
        "  previous  tiny revision 1",
        "  built-in  espoo revision 1",
    ]


def test_a_pack_that_cannot_be_used_is_listed_with_what_is_wrong(
    capsys: Capture, tmp_path: Path, state: Path
) -> None:
    run(capsys, "apply", edition(tmp_path, 1), "--state", state)
    (content,) = state.glob("packs/tiny-*/content.json")
    content.write_text("{", "utf-8")
    code, out, _err = run(capsys, "packs", "--state", state)
    lines = out.splitlines()
    assert code == 1
    assert lines[0].startswith("  current   cannot be used")
    assert lines[1].startswith(f"    {content}: line 1")
    assert lines[2].startswith("* built-in  espoo revision 1")
    code, out, _err = run(capsys, "packs", "--state", state, "--json")
    told = json.loads(out)
    assert (code, told["shown"]) == (1, "built-in")
    assert told["packs"][0]["pack"] is None
    assert [fault["file"] for fault in told["packs"][0]["faults"]] == [str(content)]


@pytest.mark.parametrize("verb", ["apply", "rollback", "packs"])
def test_settings_that_show_another_pack_are_mentioned(
    capsys: Capture, tmp_path: Path, state: Path, verb: str
) -> None:
    run(capsys, "apply", edition(tmp_path, 1), "--state", state)
    given = (edition(tmp_path, 2),) if verb == "apply" else ()
    hall = edition(tmp_path, 7)
    paths.SETTINGS.write_text(f'pack = "{hall}"\n', "utf-8")
    code, out, _err = run(capsys, verb, *given, "--state", state)
    line = f"{paths.SETTINGS}: pack: names {hall}; the kiosk shows that until it is taken out"
    assert (code, out.splitlines()[-1]) == (0, line)
    _code, out, _err = run(capsys, verb, *given, "--state", state, "--json")
    assert json.loads(out)["overruled"] == [line]


def test_settings_that_nobody_can_use_leave_no_pack_to_show(
    capsys: Capture, tmp_path: Path, state: Path
) -> None:
    paths.SETTINGS.write_text("pck = 3\n", "utf-8")
    assert run(capsys, "apply", edition(tmp_path, 1), "--state", state)[0] == 0
    code, out, _err = run(capsys, "packs", "--state", state)
    assert code == 1
    assert "*" not in out
    assert "the kiosk apologises until its settings are mended" in out.splitlines()[-1]
    code, out, _err = run(capsys, "packs", "--state", state, "--json")
    assert (code, json.loads(out)["shown"]) == (1, None)


def test_a_pack_without_what_the_settings_ask_for_is_put_in_use_by_force_only(
    capsys: Capture, tmp_path: Path, state: Path
) -> None:
    paths.SETTINGS.write_text('site = "kalajarvi"\nlanguages = ["fi"]\n', "utf-8")
    folder, file = edition(tmp_path, 1), tmp_path / "tiny.kioskpack"
    run(capsys, "build", folder, "--out", file)
    for given in (folder, file):
        code, out, err = run(capsys, "apply", given, "--state", state)
        assert (code, out) == (1, "")
        assert err == [
            f'{paths.SETTINGS}: site: no site has the id "kalajarvi"; write one of: hall',
            f'{paths.SETTINGS}: languages: no language has the id "fi"; write one of: en',
        ]
    assert not list(state.glob("packs/tiny-*"))
    code, out, _err = run(capsys, "apply", file, "--state", state, "--force")
    assert (code, len(list(state.glob("packs/tiny-*")))) == (0, 1)


def test_the_pack_that_is_marked_is_the_one_that_a_kiosk_shows_with_its_settings(
    capsys: Capture, tmp_path: Path, state: Path
) -> None:
    run(capsys, "apply", edition(tmp_path, 1), "--state", state)
    paths.SETTINGS.write_text('site = "kalajarvi"\n', "utf-8")
    code, out, _err = run(capsys, "packs", "--state", state)
    lines = out.splitlines()
    assert code == 1
    assert lines[0].startswith("  current   cannot be used")
    assert lines[1].startswith(f"    {paths.SETTINGS}: site: no site has the id")
    assert lines[2].startswith("* built-in  espoo revision 1")
    hall = edition(tmp_path, 7)
    paths.SETTINGS.write_text(f'site = "hall"\npack = "{hall}"\n', "utf-8")
    code, out, _err = run(capsys, "packs", "--state", state)
    assert code == 0
    assert [line.split()[:2] for line in out.splitlines() if line.startswith("*")] == [
        ["*", "settings"]
    ]
    code, out, _err = run(capsys, "packs", "--state", state, "--json")
    told = json.loads(out)
    assert (code, told["shown"]) == (0, "settings")
    assert [each["which"] for each in told["packs"]] == ["settings", "current", "built-in"]
    paths.SETTINGS.write_text('pack = "/nowhere"\n', "utf-8")
    code, out, _err = run(capsys, "packs", "--state", state, "--json")
    assert (code, json.loads(out)["shown"]) == (1, None)


def test_a_pack_that_is_not_looked_at_is_not_marked(
    capsys: Capture, tmp_path: Path, state: Path
) -> None:
    run(capsys, "apply", edition(tmp_path, 1), "--state", state)
    run(capsys, "rollback", "--state", state)
    paths.SETTINGS.write_text('site = "hall"\n', "utf-8")
    code, out, _err = run(capsys, "packs", "--state", state)
    assert (code, "*" in out) == (1, False)


def test_settings_that_the_pack_in_use_does_not_fit_are_refused(
    capsys: Capture, tmp_path: Path, settings: Path
) -> None:
    paths.STATE.mkdir()
    run(capsys, "apply", edition(tmp_path, 1))
    settings.write_text('site = "kalajarvi"\n', "utf-8")
    code, out, err = run(capsys, "settings", "check", settings)
    assert (code, out) == (1, "")
    assert err == [f'{settings}: site: no site has the id "kalajarvi"; write one of: hall']


def test_the_state_of_this_machine_is_meant_where_none_is_named(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path / "of-another-service"))
    paths.STATE.mkdir()
    run(capsys, "apply", edition(tmp_path, 1))
    assert list(paths.STATE.glob("packs/tiny-1-*"))
    assert not (tmp_path / "of-another-service").exists()
    for verb in ("packs", "rollback"):
        assert run(capsys, verb)[0] == 0


def test_a_state_of_this_machine_that_cannot_be_written_is_no_reason_to_use_another(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "STATE", Path("/proc/self"))  # where root cannot write either
    code, out, err = run(capsys, "apply", edition(tmp_path, 1))
    assert (code, out, len(err)) == (1, "", 1)
    assert err[0].startswith("/proc/self/packs: cannot be written")
    assert "run this as root" in err[0]
    assert not (tmp_path / "own-home").exists()


def test_the_health_is_that_of_this_machine_whoever_asks(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUNTIME_DIRECTORY", str(tmp_path / "of-another-service"))
    code, out, _err = run(capsys, "health")
    assert code == 2
    assert out.startswith(f"{paths.RUN}/health.json: ")


def uncommented(text: str) -> str:
    """The settings with every default switched on, as somebody would who takes the # away."""
    return re.sub(r"(?m)^#(?=\S)", "", text)


def test_the_printed_settings_change_nothing_until_they_are_changed(
    capsys: Capture, tmp_path: Path
) -> None:
    code, out, _err = run(capsys, "print", "settings")
    assert code == 0
    assert {line[0] for line in out.splitlines() if line} == {"#", "["}
    (tmp_path / "printed.toml").write_text(out, "utf-8")
    assert read_settings(tmp_path / "printed.toml") == Settings()
    (tmp_path / "printed.toml").write_text(uncommented(out), "utf-8")
    read = read_settings(tmp_path / "printed.toml")
    assert read.model_copy(update={"keys": {}}) == Settings()
    assert read.keys == read.all_keys == DEFAULT_KEYS


def keys_of(model: type[Model], table: str = "") -> list[tuple[str, str]]:
    """Every key of a model with its table."""
    found = []
    for name, field in model.model_fields.items():
        inner = field.default if isinstance(field.default, Model) else None
        found += keys_of(type(inner), name) if inner else [(table, name)]
    return found


def test_every_setting_is_printed_in_its_table_with_a_word_on_it(capsys: Capture) -> None:
    _code, out, _err = run(capsys, "print", "settings")
    for table, name in keys_of(Settings):
        part = out.partition(f"[{table}]")[2] if table else out.partition("\n[")[0]
        if name == "keys":
            assert "\n[keys]\n" in out
            continue
        lines = part.splitlines()
        (place,) = [n for n, line in enumerate(lines) if re.match(rf"#\s?{name} = ", line)]
        assert re.match(r"# \S", lines[place - 1]), name


def test_what_is_shipped_for_a_machine_can_be_printed(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kiosk.service").write_text("[Service]\n", "utf-8")
    shipped = {"unit": tmp_path / "kiosk.service", "shell-launcher-xml": tmp_path / "none.xml"}
    monkeypatch.setattr(print_, "SHIPPED", shipped)
    assert run(capsys, "print", "unit") == (0, "[Service]\n", [])
    code, out, _err = run(capsys, "print", "unit", "--json")
    assert (code, json.loads(out)) == (0, {"unit": "[Service]\n"})
    assert run(capsys, "print", "shell-launcher-xml")[0] == 2
    text = run(capsys, "print", "settings")[1]
    code, out, _err = run(capsys, "print", "settings", "--json")
    assert (code, json.loads(out)) == (0, {"settings": text})


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    return tmp_path / "checked.toml"


def test_sound_settings_say_what_the_kiosk_shows(
    capsys: Capture, tmp_path: Path, settings: Path
) -> None:
    settings.write_text(f'pack = "{edition(tmp_path, 5)}"\n', "utf-8")
    code, out, err = run(capsys, "settings", "check", settings)
    shows = "the kiosk shows tiny revision 5 (settings), site hall, languages en"
    assert (code, out, err) == (0, f"{settings}: sound; {shows}\n", [])
    settings.write_text('site = "kalajarvi"\nlanguages = ["sv", "fi"]\n', "utf-8")
    code, out, _err = run(capsys, "settings", "check", settings, "--json")
    assert (code, json.loads(out)) == (
        0,
        {
            "pack": "espoo",
            "revision": 1,
            "which": "built-in",
            "site": "kalajarvi",
            "languages": ["sv", "fi"],
        },
    )


@pytest.mark.parametrize(
    ("content", "code", "lines"),
    [
        ("langages = 3\n[screen]\nbottom_mm = -1\n", 1, 2),
        ('site = "x"\ntheme = "lite"\nlanguages = ["de"]\n', 1, 3),
        ('pack = "/nowhere"\n', 3, 1),
        ("[", 3, 1),
        (None, 3, 1),
    ],
)
def test_settings_that_cannot_be_used_are_told_with_every_fault(
    capsys: Capture, settings: Path, content: str | None, code: int, lines: int
) -> None:
    if content is not None:
        settings.write_text(content, "utf-8")
    ended, out, err = run(capsys, "settings", "check", settings)
    assert (ended, out, len(err)) == (code, "", lines)
    ended, out, _err = run(capsys, "settings", "check", settings, "--json")
    assert (ended, len(json.loads(out)["faults"])) == (code, lines)


def test_the_doctor_has_a_line_for_everything(capsys: Capture) -> None:
    code, out, _err = run(capsys, "doctor")
    names = [line.split()[1].rstrip(":") for line in out.splitlines()]
    assert set(names) == {
        *("libraries", "plugins", "screen", "display", "touch", "sound", "speech"),
        *("clock", "settings", "state", "run"),
    }
    assert code == int("fault" in {line.split()[0] for line in out.splitlines()})
    _code, out, _err = run(capsys, "doctor", "--json")
    told = json.loads(out)["facts"]
    assert [fact["name"] for fact in told] == names
    assert set(told[0]) == {"name", "state", "what"}


def test_a_fault_of_the_machine_ends_with_one(capsys: Capture) -> None:
    paths.SETTINGS.write_text("langages = 1\nsit = 2\n", "utf-8")
    code, out, _err = run(capsys, "doctor")
    assert code == 1
    assert out.count("fault  settings: ") == 2
    paths.SETTINGS.write_text('theme = "dark"\n', "utf-8")
    assert f"ok     settings: {paths.SETTINGS}\n" in run(capsys, "doctor")[1]


def test_missing_libraries_are_told_by_their_packages() -> None:
    def load(name: str) -> None:
        if "xcb-cursor" in name or "EGL" in name:
            raise OSError(name)

    found = list(checkup.libraries(load))
    assert [(fact.state, fact.what) for fact in found] == [
        ("fault", "libegl1 is missing; apt install libegl1"),
        ("fault", "libxcb-cursor0 is missing; apt install libxcb-cursor0"),
    ]
    (fact,) = checkup.libraries(lambda _name: None)
    assert fact.state == "ok"


def test_the_libraries_are_those_that_are_installed() -> None:
    assert set(needed("kiosk").values()) == set(checkup.LIBRARIES)


def test_what_may_be_missing_is_worth_a_look(tmp_path: Path) -> None:
    cards = tmp_path / "cards"
    cards.write_text(" 0 [PCH   ]: HDA-Intel - HDA Intel PCH\n      HDA Intel PCH at 0xf7d10000\n")
    assert checkup.sound(cards).what == "HDA Intel PCH"
    cards.write_text("--- no soundcards ---\n")
    (tmp_path / "file").touch()
    facts = [
        checkup.sound(cards),
        checkup.sound(tmp_path / "none"),
        checkup.touch([]),
        checkup.speech(None),
        checkup.screen([]),
        checkup.display({}),
        checkup.state(tmp_path, "this user", may=False),
        checkup.run(tmp_path, "this user", may=False),
    ]
    assert [fact.state for fact in facts] == ["look"] * len(facts)
    assert checkup.touch(["Glass"]).what == "Glass"
    assert checkup.speech("/usr/bin/speech-dispatcher").state == "ok"
    assert checkup.screen(["DP-1 1080x1920"]).what == "DP-1 1080x1920: connected"
    told = checkup.display({"DISPLAY": ":0", "WAYLAND_DISPLAY": ""})
    assert (told.state, told.what) == ("ok", "DISPLAY=:0 in this session; it was not tried")


@pytest.mark.parametrize(
    ("environment", "platform"),
    [
        ({}, "xcb"),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": ""}, "xcb"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "wayland"),
        ({"WAYLAND_DISPLAY": "wayland-0", "QT_QPA_PLATFORM": "offscreen:size=1x1"}, "offscreen"),
    ],
)
def test_the_plugins_of_this_session_are_loaded(
    tmp_path: Path, environment: dict[str, str], platform: str
) -> None:
    loaded = list[str]()
    (fact,) = checkup.plugins(loaded.append, tmp_path, environment)
    speech = "libqtexttospeech_speechd.so"
    assert (fact.state, fact.what) == ("ok", f"libq{platform}.so and {speech} load")
    files = [f"platforms/libq{platform}.so", f"texttospeech/{speech}"]
    assert loaded == [f"{tmp_path}/{file}" for file in files]


def test_plugins_that_do_not_load_are_told_with_what_they_lack(tmp_path: Path) -> None:
    found = list(checkup.plugins(ctypes.CDLL, tmp_path, {}))
    assert [fact.state for fact in found] == ["fault", "look"]
    assert found[0].what.startswith("libqxcb.so does not load, so nothing is shown: ")
    assert found[1].what.startswith("libqtexttospeech_speechd.so does not load, so nothing is read")
    assert all("No such file" in fact.what for fact in found)

    def bundled(name: str) -> None:
        raise OSError(name) from OSError("libspeechd.so.2: cannot open")

    for fact in checkup.plugins(bundled, tmp_path, {}):
        assert fact.what.endswith(": libspeechd.so.2: cannot open")


def test_what_can_be_written_is_asked_for_the_user_of_the_kiosk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "STATE", tmp_path)
    monkeypatch.setattr(paths, "RUN", tmp_path / "run")
    assert next(checkup.writable()).what.endswith(" by this user")
    user = pwd.getpwuid(os.getuid()).pw_name
    monkeypatch.setattr(checkup, "USER", user)
    state, run = checkup.writable()
    assert (state.state, state.what) == ("ok", f"{tmp_path} can be written by user {user}")
    assert run.what.startswith(f"no {tmp_path}/run that user {user} can write; ")
    (tmp_path / "run").mkdir()
    assert [fact.state for fact in checkup.writable()] == ["ok", "ok"]
    tmp_path.chmod(0o500)
    assert [fact.state for fact in checkup.writable()] == ["look", "ok"]


def test_a_clock_before_the_program_is_a_fault() -> None:
    made = datetime.fromisoformat(f"{__released__}T12:00:00+00:00")
    assert checkup.clock(made).state == "ok"
    assert checkup.clock(made - timedelta(days=1)).state == "fault"


def test_the_kiosk_beside_is_the_one_that_tries_itself(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = edition(tmp_path, 1)
    code, out, _err = run(capsys, "self-test", "--pack", folder)
    assert code == 0
    assert out.startswith("self-test: 30 screens, 0 faults, ")
    code, out, _err = run(capsys, "self-test", "--pack", tmp_path / "none", "--json")
    missing = f"{tmp_path}/none/content.json: no such file or directory; check the name"
    assert (code, json.loads(out)) == (3, {"passed": False, "faults": [missing], "told": []})
    assert self_test.program(frozen=False) == (sys.executable, "-m", "kiosk")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "kioskctl.exe"))
    assert self_test.program(frozen=True) == (str(tmp_path / "kiosk.exe"),)


def test_a_self_test_is_told_whatever_the_locale_is(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "cp1252")
    paths.SETTINGS.write_text("[screen]\ndiagonal_mm = 150\n", "utf-8")
    folder = pack_with(tmp_path / "pack", {"services.passports.name": "Łódź – Αθήνα"})
    words = ("self-test", "--settings", paths.SETTINGS, "--pack", folder)
    code, out, _err = run(capsys, *words)
    assert code == 1
    assert "Łódź – Αθήνα" in out.replace("\\xa0", " ")
    code, out, _err = run(capsys, *words, "--json")
    told = json.loads(out)
    assert (code, told["passed"], len(told["told"])) == (1, False, 1)
    assert f" {len(told['faults'])} faults, " in told["told"][0]


def program_that(folder: Path, does: str) -> str:
    """A program in place of the kiosk."""
    program = folder / "python"
    program.write_text(f"#!/bin/sh\n{does}\n")
    program.chmod(0o755)
    return str(program)


@pytest.mark.parametrize("does", ["kill -9 $$", "exit 77"])
def test_a_self_test_that_was_ended_is_a_fault(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str
) -> None:
    kiosk = program_that(tmp_path, f"echo one fault; {does}")
    monkeypatch.setattr(sys, "executable", kiosk)
    code, out, _err = run(capsys, "self-test")
    assert code == 1
    assert out.splitlines()[0] == "one fault"
    assert out.splitlines()[1].startswith("self-test: not ended by itself, but with ")
    code, out, _err = run(capsys, "self-test", "--json")
    told = json.loads(out)
    assert (code, told["passed"], told["told"], len(told["faults"])) == (1, False, [], 2)


def test_what_a_self_test_says_before_it_gives_up_is_its_faults(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    says = "printf 'INFO kiosk.x: y\\nfile: a: b\\n  in x\\nE: \\377\\n' >&2"
    monkeypatch.setattr(sys, "executable", program_that(tmp_path, f"{says}; exit 1"))
    code, out, err = run(capsys, "self-test")
    assert (code, out, len(err)) == (1, "", 4)
    code, out, _err = run(capsys, "self-test", "--json")
    assert (code, json.loads(out)["faults"]) == (1, ["file: a: b", "E: \ufffd"])


def test_a_kiosk_that_is_not_there_or_never_ends_is_told(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    code, _out, err = run(capsys, "self-test")
    assert (code, err) == (
        1,
        [f"{tmp_path}/python: cannot be started (No such file or directory); install it anew"],
    )
    program_that(tmp_path, "exec tail -f /dev/null")
    monkeypatch.setattr(self_test, "MOST_SECONDS", 0.2)
    code, _out, err = run(capsys, "self-test")
    assert (code, err) == (1, [f"{tmp_path}/python: does not end in 0.2 s; see its log"])
