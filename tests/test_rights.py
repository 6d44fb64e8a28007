"""Who may write where, by mode and owner."""

import os
import pwd
import stat
from pathlib import Path

import pytest

from kiosk.ctl.rights import Account, account, allows, may_write

WRITE = stat.S_IWOTH | stat.S_IXOTH


def folder(mode: int) -> os.stat_result:
    """A folder of user 7 and group 8."""
    return os.stat_result((stat.S_IFDIR | mode, 0, 0, 0, 7, 8, 0, 0, 0, 0))


@pytest.mark.parametrize(
    ("mode", "uid", "gid", "may"),
    [
        (0o755, 7, 1, True),
        (0o755, 1, 8, False),
        (0o775, 1, 8, True),
        (0o775, 1, 1, False),
        (0o777, 1, 1, True),
        (0o577, 7, 1, False),
        (0o757, 1, 8, False),
        (0o666, 7, 8, False),
    ],
)
def test_the_mode_says_who_may_write(mode: int, uid: int, gid: int, may: bool) -> None:
    assert allows(folder(mode), Account("kiosk", uid, frozenset({gid})), WRITE) is may


def test_the_user_of_a_name_is_looked_up() -> None:
    entry = pwd.getpwuid(os.getuid())
    found = account(entry.pw_name)
    assert found is not None
    assert (found.uid, entry.pw_gid in found.gids) == (entry.pw_uid, True)
    assert account("nobody-of-this-name") is None


def test_a_folder_can_be_written_or_made_by_its_owner_only(tmp_path: Path) -> None:
    owner = Account("kiosk", os.getuid(), frozenset())
    other = Account("other", os.getuid() + 1, frozenset())
    tmp_path.chmod(0o755)
    for place in (tmp_path, tmp_path / "not" / "yet"):
        assert may_write(place, owner)
        assert not may_write(place, other)
    (tmp_path / "file").touch()
    assert not may_write(tmp_path / "file" / "state", owner)
    tmp_path.chmod(0o500)
    assert not may_write(tmp_path, owner)


def test_a_folder_that_cannot_be_come_to_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir(mode=0o777)
    (tmp_path / "open").chmod(0o777)
    tmp_path.chmod(0o700)
    assert not may_write(tmp_path / "open", Account("other", os.getuid() + 1, frozenset()))
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert not may_write(tmp_path / ("x" * 300), Account("kiosk", os.getuid(), frozenset()))
