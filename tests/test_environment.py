import pytest

from kiosk.environment import PLATFORM, came_too_late, heeded, missed

UNIT = {
    "DISPLAY": ":0",
    "HOME": "/var/lib/kiosk",
    "LANG": "C.UTF-8",
    "NOTIFY_SOCKET": "/run/systemd/notify",
    "STATE_DIRECTORY": "/var/lib/kiosk",
}
HOSTILE = {
    "QT_PLUGIN_PATH": "/evil",
    "QT_QPA_PLATFORM_PLUGIN_PATH": "/evil",
    "QML_IMPORT_PATH": "/evil",
    "PYTHONPATH": "/evil",
    "DBUS_SESSION_BUS_ADDRESS": "unix:path=/evil",
    "LD_PRELOAD": "/evil.so",
}


def test_what_the_unit_sets_is_heeded_and_nothing_else() -> None:
    assert heeded(UNIT | HOSTILE) == UNIT


@pytest.mark.parametrize("platform", ["xcb", "wayland"])
def test_a_platform_that_shows_the_kiosk_is_heeded(platform: str) -> None:
    assert heeded({PLATFORM: platform}) == {PLATFORM: platform}


@pytest.mark.parametrize(
    "platform", ["vnc", "offscreen", "xcb;vnc", "vnc:port=5901", "", "minimal"]
)
def test_any_other_platform_is_not(platform: str) -> None:
    assert heeded({PLATFORM: platform}) == {}


def test_a_trial_names_its_own_platforms() -> None:
    assert heeded({PLATFORM: "offscreen"}, ("offscreen",)) == {PLATFORM: "offscreen"}


def test_what_somebody_may_miss_is_named() -> None:
    variables = UNIT | HOSTILE | {PLATFORM: "xcb", "QT_SCALE_FACTOR": ""}
    assert missed(variables, heeded(variables)) == [
        "LD_PRELOAD",
        "QML_IMPORT_PATH",
        "QT_PLUGIN_PATH",
        "QT_QPA_PLATFORM_PLUGIN_PATH",
    ]


@pytest.mark.parametrize(
    "name",
    ["LD_PRELOAD", "LD_AUDIT", "LD_LIBRARY_PATH_ORIG", "GCONV_PATH", "LOCPATH", "GLIBC_TUNABLES"],
)
def test_what_acts_before_the_first_line_came_too_late_to_be_left_out(name: str) -> None:
    assert came_too_late(UNIT | {name: "/evil"})
    assert came_too_late(UNIT | {name: "/evil", "LD_LIBRARY_PATH": "/bundle"}, "/bundle")


def test_what_the_bundle_sets_itself_is_neither_missed_nor_too_late() -> None:
    own = {"LD_LIBRARY_PATH": "/bundle", "QT_PLUGIN_PATH": "/bundle/plugins"}
    assert not missed(UNIT | own, UNIT, "/bundle")
    assert not came_too_late(UNIT | own, "/bundle")
    assert came_too_late(UNIT | {"LD_LIBRARY_PATH": "/evil:/bundle"}, "/bundle")
    assert came_too_late(UNIT | {"LD_LIBRARY_PATH": "/bundle:/evil"}, "/bundle")
    assert came_too_late(UNIT | own)
    assert not came_too_late(UNIT)
