"""What a user may do with a folder by its mode and owner, whoever asks."""

import grp
import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Account:
    """A user of this machine, and the groups that the user is in."""

    name: str
    uid: int
    gids: frozenset[int]


def account(name: str) -> Account | None:
    """The user of a name, if there is one."""
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    groups = {group.gr_gid for group in grp.getgrall() if name in group.gr_mem}
    return Account(name, entry.pw_uid, frozenset({entry.pw_gid, *groups}))


def may_write(folder: Path, user: Account) -> bool:
    """Whether a user may write to a folder, or make it where it is not there yet."""
    try:
        there = next(each for each in (folder, *folder.parents) if each.exists())
        if not there.is_dir() or os.statvfs(there).f_flag & os.ST_RDONLY:
            return False
        way = all(allows(each.stat(), user, stat.S_IXOTH) for each in there.resolve().parents)
        return way and allows(there.stat(), user, stat.S_IWOTH | stat.S_IXOTH)
    except OSError:
        return False


def allows(found: os.stat_result, user: Account, bits: int) -> bool:
    """Whether the mode allows a user what these bits allow all others."""
    if found.st_uid == user.uid:
        bits <<= 6
    elif found.st_gid in user.gids:
        bits <<= 3
    return found.st_mode & bits == bits
