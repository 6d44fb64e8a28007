"""What a kiosk tells of itself, and how it is told."""

import json
import re
import socket
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk import __released__, __version__, health, paths
from kiosk.devices import picture, screens, touch_screens
from kiosk.health import Observed, Reason, document, reasons, status, unwritable
from kiosk.notify import ServiceManager
from tests.test_ctl import Capture, run

SHOWN = {
    "pack": "tiny",
    "revision": 3,
    "which": "current",
    "site": "hall",
    "languages": ["en", "fi"],
}
NOW = datetime(2027, 6, 1, 10, 24, tzinfo=UTC)


def codes(observed: Observed, now: datetime = NOW) -> list[str]:
    return [reason.code for reason in reasons(observed, now)]


def test_a_kiosk_that_is_as_it_should_be_has_no_reason() -> None:
    assert codes(Observed(SHOWN)) == []


@pytest.mark.parametrize(
    ("observed", "code"),
    [
        (Observed(None), "out-of-service"),
        (Observed(SHOWN, out_of_service=True), "out-of-service"),
        (Observed(SHOWN, lapse="the current pack cannot be used"), "stand-in-pack"),
        (Observed(SHOWN, covers_screen=False), "display-not-covered"),
        (Observed(SHOWN, in_front=False), "not-in-front"),
        (Observed(SHOWN, picture="HDMI-1 is normal, not right"), "display-picture"),
        (Observed(SHOWN, touch_gone=True), "touch-gone"),
        (Observed(SHOWN, unscreened=True), "unscreened"),
        (Observed(SHOWN, state=Path("/var/lib/kiosk")), "state-read-only"),
    ],
)
def test_everything_that_is_amiss_is_a_reason(observed: Observed, code: str) -> None:
    assert codes(observed) == [code]


def test_a_clock_that_shows_a_day_before_the_program_was_made_is_wrong() -> None:
    made = datetime.fromisoformat(f"{__released__}T00:00:00+00:00")
    assert codes(Observed(SHOWN), made) == []
    assert codes(Observed(SHOWN), made - timedelta(seconds=1)) == ["clock"]
    assert date.fromisoformat(__released__) <= datetime.now(UTC).date()


def test_the_health_holds_what_is_shown_and_nothing_of_visits() -> None:
    told = document(Observed(SHOWN, lapse="no better one"), NOW - timedelta(days=3), NOW)
    assert told == {
        "at": "2027-06-01T10:24:00+00:00",
        "since": "2027-05-29T10:24:00+00:00",
        "version": __version__,
        "ready": True,
        "shown": SHOWN,
        "degraded": [
            {
                "code": "stand-in-pack",
                "what": "the current pack stands in: no better one; see kioskctl packs",
            }
        ],
    }
    assert not document(Observed(None), NOW, NOW)["ready"]


def test_the_health_in_one_line() -> None:
    told = document(Observed(SHOWN), NOW, NOW)
    assert status(told) == "tiny revision 3 (current), site hall; healthy"
    told = document(Observed(None, covers_screen=False), NOW, NOW)
    assert status(told) == "no pack; degraded: out-of-service, display-not-covered"


def test_the_file_is_written_in_one_step_and_read_again(tmp_path: Path) -> None:
    told = document(Observed(SHOWN), NOW, NOW)
    for _time in range(2):
        health.write(tmp_path, told)
    assert [path.name for path in tmp_path.iterdir()] == ["health.json"]
    assert (tmp_path / "health.json").stat().st_mode & 0o777 == 0o644
    assert health.read(tmp_path) == told
    assert health.age(told, NOW + timedelta(seconds=5)) == timedelta(seconds=5)
    assert health.age(told, NOW - timedelta(seconds=5)) == timedelta(seconds=5)


def test_a_folder_that_is_not_there_yet_can_be_written_if_it_can_be_made(tmp_path: Path) -> None:
    assert unwritable(tmp_path) is None
    assert unwritable(tmp_path / "not" / "yet") is None
    (tmp_path / "file").touch()
    assert unwritable(tmp_path / "file" / "state") == tmp_path / "file" / "state"


def test_what_runs_has_a_folder_from_the_service_manager_or_the_usual_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert paths.run() is None
    (tmp_path / "own-run").mkdir()
    assert paths.run() == tmp_path / "own-run"
    monkeypatch.setenv("RUNTIME_DIRECTORY", "/run/kiosk-2:/run/other")
    assert paths.run() == Path("/run/kiosk-2")


@pytest.fixture
def told(tmp_path: Path) -> dict[str, Any]:
    """What a healthy kiosk told just now."""
    now = datetime.now(UTC)
    told = dict(document(Observed(SHOWN), now, now))
    (tmp_path / "own-run").mkdir()
    health.write(tmp_path / "own-run", told)
    return told


def test_a_healthy_kiosk_ends_with_nought(capsys: Capture, told: dict[str, Any]) -> None:
    code, out, err = run(capsys, "health")
    assert (code, out, err) == (0, "tiny revision 3 (current), site hall; healthy\n", [])
    code, out, _err = run(capsys, "health", "--json")
    assert (code, json.loads(out)) == (0, {"status": "healthy", **told})


def test_a_degraded_kiosk_ends_with_one_and_every_reason(capsys: Capture, tmp_path: Path) -> None:
    now = datetime.now(UTC)
    observed = Observed(SHOWN, lapse="x", touch_gone=True)
    health.write(tmp_path, document(observed, now, now))
    code, out, _err = run(capsys, "health", "--run", tmp_path)
    lines = out.splitlines()
    assert (code, len(lines)) == (1, 3)
    assert lines[1].startswith("stand-in-pack: the current pack stands in")
    assert lines[2].startswith("touch-gone: ")
    code, out, _err = run(capsys, "health", "--run", tmp_path, "--json")
    assert (code, json.loads(out)["status"]) == (1, "degraded")


def test_a_kiosk_that_told_nothing_of_late_is_down(
    capsys: Capture, tmp_path: Path, told: dict[str, Any]
) -> None:
    past = datetime.now(UTC) - timedelta(seconds=45)
    health.write(tmp_path, {**told, "at": past.isoformat()})
    code, out, _err = run(capsys, "health", "--run", tmp_path)
    assert code == 2
    assert "was written 45 s ago; the kiosk has ended or hangs" in out
    code, out, _err = run(capsys, "health", "--run", tmp_path, "--json")
    assert (code, json.loads(out)["status"]) == (2, "down")


@pytest.mark.parametrize(
    "content", [None, "", "[]", "{}", '{"at": 3, "shown": null, "degraded": []}']
)
def test_where_no_kiosk_tells_anything_there_is_none(
    capsys: Capture, tmp_path: Path, content: str | None
) -> None:
    if content is not None:
        (tmp_path / "own-run").mkdir()
        (tmp_path / "own-run" / "health.json").write_text(content, "utf-8")
    code, out, _err = run(capsys, "health")
    assert code == 2
    assert out.startswith(f"{tmp_path}/own-run/health.json: ")


@pytest.mark.parametrize(
    "change",
    [
        {"degraded": [1]},
        {"degraded": [{"code": "x"}]},
        {"degraded": [{"code": 1, "what": "x"}]},
        {"degraded": {"code": "x", "what": "x"}},
        {"degraded": None},
        {"shown": []},
        {"shown": {"pack": "tiny"}},
        {"at": None},
        {"at": "2027-06-01T10:24:00"},
        {"at": "soon"},
    ],
    ids=str,
)
def test_what_is_no_health_is_none(
    capsys: Capture, tmp_path: Path, told: dict[str, Any], change: dict[str, Any]
) -> None:
    health.write(tmp_path, {**told, **change})
    code, out, _err = run(capsys, "health", "--run", tmp_path)
    assert (code, "does not hold a health" in out) == (2, True)
    del told[next(iter(change))]
    health.write(tmp_path, told)
    assert run(capsys, "health", "--run", tmp_path)[0] == 2


def test_what_is_nested_without_end_is_no_health(tmp_path: Path) -> None:
    (tmp_path / "health.json").write_text("[" * 90_000, "utf-8")
    with pytest.raises(ValueError, match=re.escape(str(tmp_path))):
        health.read(tmp_path)


def listener(address: str) -> socket.socket:
    """Who listens as systemd does."""
    heard = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    heard.bind(address)
    heard.settimeout(5)
    return heard


@pytest.mark.parametrize("abstract", [True, False])
def test_the_service_manager_is_told_what_is_so(tmp_path: Path, abstract: bool) -> None:
    address = f"@kiosk-test-{tmp_path.name}" if abstract else str(tmp_path / "notify")
    with listener("\0" + address[1:] if abstract else address) as heard:
        manager = ServiceManager({"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "30000000"})
        manager.tell(READY="1", STATUS="tiny – healthy")
        assert heard.recv(1000).decode() == "READY=1\nSTATUS=tiny – healthy"
        assert manager.heartbeat == timedelta(seconds=15)


@pytest.mark.parametrize("address", ["", "relative", "vsock:1:2", "/nowhere/notify"])
def test_nobody_is_told_where_nobody_listens(address: str) -> None:
    ServiceManager({"NOTIFY_SOCKET": address}).tell(READY="1")


@pytest.mark.parametrize("usec", [None, "", "0", "soon", "-1"])
def test_no_sign_of_life_is_due_where_none_is_waited_for(usec: str | None) -> None:
    environment = {"NOTIFY_SOCKET": "@x"} | ({} if usec is None else {"WATCHDOG_USEC": usec})
    assert ServiceManager(environment).heartbeat is None
    assert ServiceManager({"WATCHDOG_USEC": "30000000"}).heartbeat is None


def test_a_touch_screen_is_what_is_touched_where_it_is_looked_at(tmp_path: Path) -> None:
    devices = {"input3": ("Mouse", "0"), "input4": ("Glass", "2"), "input5": ("Pad", "5")}
    for device, (name, properties) in devices.items():
        (tmp_path / device).mkdir()
        (tmp_path / device / "name").write_text(f"{name}\n")
        (tmp_path / device / "properties").write_text(f"{properties}\n")
    (tmp_path / "input6").mkdir()
    (tmp_path / "input7").mkdir()
    (tmp_path / "input7" / "properties").write_text("?")
    assert touch_screens(tmp_path) == ["Glass"]
    assert touch_screens(tmp_path / "none") == []


def test_the_screens_are_those_that_are_connected(tmp_path: Path) -> None:
    for name, state, modes in (
        ("card0-DP-1", "connected\n", "1080x1920\n640x480\n"),
        ("card0-HDMI-A-1", "connected\n", ""),
        ("card1-DP-2", "disconnected\n", ""),
        ("card1", "", ""),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / "status").write_text(state)
        (tmp_path / name / "modes").write_text(modes)
    assert screens(tmp_path) == ["DP-1 1080x1920", "HDMI-A-1"]
    assert screens(tmp_path / "none") == []


def test_a_reason_says_what_to_do() -> None:
    everything = Observed(None, "x", True, False, True, Path("/state"))
    for reason in reasons(everything, NOW):
        assert isinstance(reason, Reason)
        assert ";" in reason.what or reason.code == "state-read-only"


def test_what_the_display_finds_wrong_with_its_picture_is_told_in_one_line(tmp_path: Path) -> None:
    found = tmp_path / "picture"
    assert picture(found) == ""
    found.write_text("card0, 1080 x 1920: black\nHDMI-1 is normal, not right\n", "utf-8")
    assert picture(found) == "card0, 1080 x 1920: black; HDMI-1 is normal, not right"


def test_prometheus_reads_the_health_of_a_kiosk(capsys: Capture, tmp_path: Path) -> None:
    shown = {**SHOWN, "site": 'ha"ll\\'}
    observed = Observed(shown, touch_gone=True, in_front=False)
    now = datetime.now().astimezone()
    health.write(tmp_path, document(observed, now, now))
    code, out, _err = run(capsys, "health", "--run", tmp_path, "--prometheus")
    assert code == 1
    assert [line for line in out.splitlines() if not line.startswith("#")] == [
        "kiosk_up 1",
        "kiosk_healthy 0",
        'kiosk_degraded{reason="not-in-front"} 1',
        'kiosk_degraded{reason="touch-gone"} 1',
        f'kiosk_info{{version="{__version__}",pack="tiny",revision="3",site="ha\\"ll\\\\"}} 1',
    ]
    named = [line.split()[2] for line in out.splitlines() if line.startswith("# TYPE ")]
    assert named == ["kiosk_up", "kiosk_healthy", "kiosk_degraded", "kiosk_info"]


def test_prometheus_is_told_that_no_kiosk_is_there(capsys: Capture, tmp_path: Path) -> None:
    code, out, _err = run(capsys, "health", "--run", tmp_path, "--prometheus")
    assert (code, out.splitlines()[-1]) == (2, "kiosk_up 0")


def test_prometheus_reads_a_healthy_kiosk_that_shows_nothing_yet(
    capsys: Capture, tmp_path: Path
) -> None:
    now = datetime.now().astimezone()
    told = {**document(Observed(SHOWN), now, now), "shown": None}
    health.write(tmp_path, told)
    code, out, _err = run(capsys, "health", "--run", tmp_path, "--prometheus")
    assert code == 0
    assert out.splitlines()[-1] == f'kiosk_info{{version="{__version__}"}} 1'
