"""Packs on this machine: packed, put in use, taken back, whatever happens meanwhile."""

import fcntl
import io
import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from subprocess import PIPE
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from kiosk import paths
from kiosk.ctl import main
from kiosk.errors import InvalidFileError, KioskError, RefusedError, UnreadableFileError
from kiosk.files import MAX_BYTES
from kiosk.pack.models import Pack
from kiosk.pack.reading import read_pack
from kiosk.shelf import archive
from kiosk.shelf.archive import MOST_ARCHIVE_BYTES, archived, unarchived
from kiosk.shelf.contents import (
    MOST_BYTES,
    MOST_FILES,
    as_text,
    contents,
    digest,
    manifest,
    strangers,
)
from kiosk.shelf.pointer import POINTER, Which, read_pointer, sources
from kiosk.shelf.shelf import Shelf, built, kept, sound
from tests.plain import pack_with, tiny_pack, translation

FINNISH = "translations/fi/LC_MESSAGES/content.po"

Members = Mapping[str, bytes]


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


def edition(tmp_path: Path, revision: int) -> Path:
    """A sound pack in two languages."""
    changes = {"revision": revision, "languages": ["en", "fi"]}
    folder = pack_with(tmp_path / f"pack-{revision}", changes)
    translation(folder, "fi")
    return folder


def packed(tmp_path: Path, revision: int = 1) -> Path:
    """A sound pack in a file."""
    file = tmp_path / f"tiny-{revision}.kioskpack"
    file.write_bytes(built(edition(tmp_path, revision))[0])
    return file


def revisions(state: Path) -> list[tuple[str, int | None]]:
    """What is on the machine, the best first, but for the built-in pack."""
    found = [(str(k.source.which), k.pack.revision if k.pack else None) for k in kept(state)]
    return [each for each in found if each[0] != "built-in"]


def faults(error: KioskError) -> list[str]:
    return [str(fault) for fault in error.faults]


def refused(given: Path, state: Path) -> list[str]:
    """Why a pack is refused, by the name of the file."""
    before = shelf_files(state)
    with pytest.raises(KioskError) as caught:
        Shelf(state).put(given)
    assert shelf_files(state) == before
    return [line.removeprefix(f"{given}") for line in faults(caught.value)]


def shelf_files(state: Path) -> set[str]:
    there = {str(path) for path in state.rglob("*")} if state.exists() else set()
    return {name for name in there if not name.endswith(("/packs", "/.lock"))}


def members(file: Path) -> dict[str, bytes]:
    with ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def forged(tmp_path: Path, files: Members) -> Path:
    """An archive of whatever is wanted."""
    file = tmp_path / "forged.kioskpack"
    with ZipFile(file, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file


def test_the_same_pack_is_packed_into_the_same_bytes(tmp_path: Path) -> None:
    first, pack = built(edition(tmp_path / "a", 1))
    (tmp_path / "b").mkdir()
    again, _ = built(edition(tmp_path / "b", 1))
    assert first == again
    assert pack.revision == 1
    other, _ = built(edition(tmp_path, 2))
    assert other != first


def test_what_is_packed_is_unpacked_as_it_was(tmp_path: Path) -> None:
    folder = edition(tmp_path, 1)
    files, said = unarchived(packed(tmp_path))
    assert files == contents(folder)
    assert sorted(files) == ["content.json", "translations/fi/LC_MESSAGES/content.po"]
    assert (said.pack, said.revision) == ("tiny", 1)


def test_what_does_not_belong_to_a_pack_is_left_out(tmp_path: Path) -> None:
    folder = edition(tmp_path, 1)
    for name in ("notes.txt", "translations/fi/content.po", "content.json~"):
        (folder / name).write_text("", "utf-8")
    assert strangers(folder) == ["content.json~", "notes.txt", "translations/fi/content.po"]
    assert built(folder)[0] == packed(tmp_path).read_bytes()


def test_a_pack_with_errors_is_not_packed(tmp_path: Path) -> None:
    folder = pack_with(tmp_path / "bad", {"rules.2.outcome": "nowhere"})
    with pytest.raises(RefusedError, match="rule 3, nowhere, outcome: no outcome"):
        built(folder)


@pytest.mark.parametrize("as_file", [True, False])
def test_a_pack_is_put_in_use_and_the_one_before_is_kept(
    tmp_path: Path, state: Path, as_file: bool
) -> None:
    for revision in (1, 2, 3):
        given = (packed if as_file else edition)(tmp_path, revision)
        placed = Shelf(state).put(given)
        assert (placed.pack.revision, placed.changed) == (revision, True)
        assert contents(placed.folder) == contents(edition(tmp_path, revision))
    assert revisions(state) == [("current", 3), ("previous", 2)]
    folders = [path for path in (state / "packs").iterdir() if path.is_dir()]
    assert len(folders) == 2
    for path in state.rglob("*"):
        assert path.stat().st_mode & 0o044, path


@pytest.fixture
def strict_umask() -> Iterator[None]:
    before = os.umask(0o077)
    yield
    os.umask(before)


def test_the_kiosk_may_read_whatever_the_umask_of_who_applies(
    tmp_path: Path, strict_umask: None
) -> None:
    state = tmp_path / "var" / "lib" / "kiosk"
    Shelf(state).put(edition(tmp_path, 1))
    for path in (tmp_path / "var").rglob("*"):
        wanted = 0o755 if path.is_dir() else 0o644
        assert path.name == ".lock" or stat.S_IMODE(path.stat().st_mode) == wanted, path
    assert stat.S_IMODE((tmp_path / "var").stat().st_mode) == 0o755


def test_a_folder_that_was_there_keeps_its_mode(tmp_path: Path, state: Path) -> None:
    state.mkdir(mode=0o750)
    Shelf(state).put(edition(tmp_path, 1))
    assert stat.S_IMODE(state.stat().st_mode) == 0o750


def test_the_same_pack_again_changes_nothing(tmp_path: Path, state: Path) -> None:
    Shelf(state).put(edition(tmp_path, 1))
    Shelf(state).put(edition(tmp_path, 2))
    before = shelf_files(state)
    placed = Shelf(state).put(packed(tmp_path, 2))
    assert not placed.changed
    assert shelf_files(state) == before


def test_the_pack_before_may_be_put_in_use_again(tmp_path: Path, state: Path) -> None:
    for revision in (1, 2, 1):
        Shelf(state).put(edition(tmp_path, revision))
    assert revisions(state) == [("current", 1), ("previous", 2)]
    assert len(list((state / "packs").glob("tiny-*"))) == 2


@pytest.mark.parametrize("harm", ["changed", "gone"])
def test_a_pack_that_was_damaged_here_is_put_in_use_anew(
    tmp_path: Path, state: Path, harm: str
) -> None:
    Shelf(state).put(edition(tmp_path, 1))
    (content,) = (state / "packs").glob("tiny-*/content.json")
    if harm == "changed":
        content.write_text("{", "utf-8")
    else:
        content.unlink()
    assert revisions(state) == [("current", None)]
    Shelf(state).put(packed(tmp_path, 1))
    assert revisions(state) == [("current", 1), ("previous", None)]
    Shelf(state).put(edition(tmp_path, 2))
    assert revisions(state) == [("current", 2), ("previous", 1)]


def test_going_back_exchanges_the_two_packs(tmp_path: Path, state: Path) -> None:
    Shelf(state).put(edition(tmp_path, 1))
    Shelf(state).put(edition(tmp_path, 2))
    assert Shelf(state).go_back()[1] is Which.CURRENT
    assert revisions(state) == [("current", 1), ("previous", 2)]
    Shelf(state).go_back()
    assert revisions(state) == [("current", 2), ("previous", 1)]


def test_going_back_from_the_first_pack_leads_to_the_built_in_one(
    tmp_path: Path, state: Path
) -> None:
    Shelf(state).put(edition(tmp_path, 1))
    assert Shelf(state).go_back()[1] is Which.BUILT_IN
    assert [source.which for source in sources(None, None, state)] == ["built-in"]
    assert revisions(state) == [("previous", 1)]
    Shelf(state).go_back()
    assert revisions(state) == [("current", 1)]


def test_there_is_nothing_to_go_back_to_on_a_new_machine(state: Path) -> None:
    with pytest.raises(RefusedError, match="no pack was put on this machine"):
        Shelf(state).go_back()


def test_nobody_goes_back_to_a_pack_that_is_damaged(tmp_path: Path, state: Path) -> None:
    Shelf(state).put(edition(tmp_path, 1))
    Shelf(state).put(edition(tmp_path, 2))
    before = read_pointer(state / "packs")
    (state / "packs" / str(before.previous) / "content.json").write_text("{", "utf-8")
    with pytest.raises(UnreadableFileError):
        Shelf(state).go_back()
    assert read_pointer(state / "packs") == before


def test_the_findings_of_a_refused_pack_name_what_was_given(tmp_path: Path, state: Path) -> None:
    changes = {"rules.2.outcome": "nowhere", "services.passports.contacts": ["nobody"]}
    told = refused(pack_with(tmp_path / "bad", changes), state)
    assert len(told) == 2
    assert all(line.startswith("/content.json: ") for line in told)
    pack = tiny_pack(tmp_path / "bad", changes)
    files = contents(tmp_path / "bad")
    file = tmp_path / "bad.kioskpack"
    file.write_bytes(archived(files, manifest(files, pack)))
    assert refused(file, state) == told


def test_files_that_cannot_be_read_are_told_all_at_once(tmp_path: Path, state: Path) -> None:
    folder = edition(tmp_path, 1)
    (folder / "content.json").unlink()
    catalog = folder / "translations/fi/LC_MESSAGES/content.po"
    catalog.write_bytes(b"#" * (MAX_BYTES + 1))
    assert refused(folder, state) == [
        "/content.json: no such file or directory; mend it",
        f"/translations/fi/LC_MESSAGES/content.po: is larger than {MAX_BYTES} bytes; mend it",
    ]


NAMES = [
    "../content.json",
    "/etc/passwd",
    "C:\\kiosk.toml",
    "translations/../../x/LC_MESSAGES/content.po",
    "translations/fi/LC_MESSAGES/other.po",
    "translations/fi/LC_MESSAGES/content.po/",
    "translations/",
    "translations/fi\\..\\LC_MESSAGES/content.po",
    "CONTENT.JSON",
    "media/logo.svg",
    "nested.kioskpack",
    "content.json ",
    "translations/ﬁ/LC_MESSAGES/content.po",
    "//host/share/content.json",
    "content.json:stream",
]


@pytest.mark.parametrize("name", NAMES)
def test_an_archive_holds_nothing_but_a_pack(tmp_path: Path, state: Path, name: str) -> None:
    file = forged(tmp_path, {**members(packed(tmp_path)), name: b""})
    assert refused(file, state) == [f": {name}: does not belong to a pack; take it out"]


def test_every_fault_of_an_archive_is_told_at_once(tmp_path: Path, state: Path) -> None:
    whole = members(packed(tmp_path))
    whole["content.json"] = whole["content.json"].replace(b"Fever", b"Feber")
    whole["translations/sv/LC_MESSAGES/content.po"] = b""
    del whole["translations/fi/LC_MESSAGES/content.po"]
    assert refused(forged(tmp_path, whole), state) == [
        ": content.json: is not what was packed; fetch or build the file anew",
        f": {FINNISH}: is in the manifest but missing; fetch or build the file anew",
        ": translations/sv/LC_MESSAGES/content.po: is not in the manifest; build the file anew",
    ]


def test_a_manifest_names_the_pack_that_it_is_of(tmp_path: Path, state: Path) -> None:
    whole = members(packed(tmp_path))
    said = json.loads(whole["manifest.json"])
    whole["manifest.json"] = json.dumps(said | {"revision": 9}).encode()
    told = refused(forged(tmp_path, whole), state)
    assert told == [': manifest.json: names "tiny" revision 9; build the file anew']


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"{", UnreadableFileError), (b"\xff", UnreadableFileError), (b"{}", InvalidFileError)],
)
def test_a_manifest_that_is_none_is_refused(
    tmp_path: Path, content: bytes, kind: type[KioskError]
) -> None:
    file = forged(tmp_path, {**members(packed(tmp_path)), "manifest.json": content})
    with pytest.raises(kind) as caught:
        unarchived(file)
    assert all(line.startswith(f"{file}/manifest.json: ") for line in faults(caught.value))


def test_an_archive_without_a_manifest_is_refused(tmp_path: Path, state: Path) -> None:
    whole = members(packed(tmp_path))
    del whole["manifest.json"]
    told = refused(forged(tmp_path, whole), state)
    assert told == [": manifest.json: is missing; make the file with kioskctl build"]


def test_no_file_is_there_twice(tmp_path: Path, state: Path) -> None:
    file = packed(tmp_path)
    with ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("content.json", b"{}")
    told = refused(file, state)
    assert told == [": content.json: is there twice; make the file with kioskctl build"]


def test_names_that_differ_in_capitals_only_are_refused(tmp_path: Path, state: Path) -> None:
    one, other = "translations/sv/LC_MESSAGES/content.po", "translations/SV/LC_MESSAGES/content.po"
    file = forged(tmp_path, {**members(packed(tmp_path)), one: b"", other: b""})
    what = "differs from another name only in capitals; make the file anew"
    assert refused(file, state) == [f": {one}: {what}", f": {other}: {what}"]


def test_words_in_a_language_that_a_pack_does_not_have_are_left_out_and_refused(
    tmp_path: Path, state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, name = edition(tmp_path, 1), "translations/sv/LC_MESSAGES/content.po"
    (folder / name).parent.mkdir(parents=True)
    (folder / name).write_text("", "utf-8")
    assert main(["build", str(folder), "--out", str(tmp_path / "a.kioskpack")]) == 0
    assert f"{folder / name}: does not belong to a pack" in capsys.readouterr().out
    assert name not in members(tmp_path / "a.kioskpack")
    pack, files = read_pack(folder), contents(folder)
    assert name in files
    file = tmp_path / "b.kioskpack"
    file.write_bytes(archived(files, manifest(files, pack)))
    what = "is in a language that the pack does not have; build the file anew"
    assert refused(file, state) == [f": {name}: {what}"]


def test_no_link_is_unpacked(tmp_path: Path, state: Path) -> None:
    whole = members(packed(tmp_path))
    del whole["content.json"]
    file = forged(tmp_path, whole)
    link = ZipInfo("content.json")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with ZipFile(file, "a") as archive:
        archive.writestr(link, b"/etc/passwd")
    assert refused(file, state) == [": content.json: is no plain file; take it out"]


def test_a_file_that_is_too_large_is_refused_before_it_is_unpacked(
    tmp_path: Path, state: Path
) -> None:
    file = packed(tmp_path)
    with ZipFile(file, "a", ZIP_DEFLATED) as archive:
        archive.writestr("translations/sv/LC_MESSAGES/content.po", bytes(MAX_BYTES + 1))
    told = refused(file, state)
    name = "translations/sv/LC_MESSAGES/content.po"
    assert told == [f": {name}: is larger than {MAX_BYTES} bytes; make it smaller"]


def test_a_bomb_that_lies_about_its_size_does_not_go_off(tmp_path: Path, state: Path) -> None:
    name = "translations/sv/LC_MESSAGES/content.po"
    raw = io.BytesIO(packed(tmp_path).read_bytes())
    with ZipFile(raw, "a", ZIP_DEFLATED) as archive:
        archive.writestr(name, bytes(50_000_000))
    told = (50_000_000).to_bytes(4, "little")
    file = tmp_path / "bomb.kioskpack"
    file.write_bytes(raw.getvalue().replace(told, (10).to_bytes(4, "little")))
    assert refused(file, state) == [": is no .kioskpack; make one with kioskctl build"]


def test_all_files_together_have_a_limit(tmp_path: Path, state: Path) -> None:
    file = packed(tmp_path)
    with ZipFile(file, "a", ZIP_DEFLATED) as archive:
        for number in range(MOST_BYTES // MAX_BYTES + 1):
            tag = f"{chr(97 + number // 26)}{chr(97 + number % 26)}"
            archive.writestr(f"translations/{tag}/LC_MESSAGES/content.po", bytes(MAX_BYTES))
    assert refused(file, state) == [f": unpacks to more than {MOST_BYTES} bytes; no pack does"]


def test_the_number_of_files_has_a_limit(tmp_path: Path, state: Path) -> None:
    file = forged(tmp_path, {f"{number}": b"" for number in range(MOST_FILES + 2)})
    told = refused(file, state)
    assert told == [f": holds {MOST_FILES + 2} files; a pack has at most {MOST_FILES}"]


def filled(folder: Path, number: int, size: int) -> None:
    """Files of a size that belong to a pack, though it does not speak their languages."""
    for each in range(number):
        tag = f"q{chr(97 + each // 26)}{chr(97 + each % 26)}-" + "-".join(["abcdefgh"] * 20)
        file = folder / f"translations/{tag}/LC_MESSAGES/content.po"
        file.parent.mkdir(parents=True)
        file.write_bytes(bytes(size))


def test_a_folder_with_too_many_files_is_neither_packed_nor_put_in_use(
    tmp_path: Path, state: Path
) -> None:
    folder = pack_with(tmp_path / "many")
    filled(folder, MOST_FILES, 0)
    told = [f": holds {MOST_FILES + 1} files; a pack has at most {MOST_FILES}"]
    assert refused(folder, state) == told
    with pytest.raises(UnreadableFileError, match="a pack has at most"):
        built(folder)


def test_a_folder_with_too_many_bytes_is_neither_packed_nor_put_in_use(
    tmp_path: Path, state: Path
) -> None:
    folder = pack_with(tmp_path / "large")
    filled(folder, MOST_BYTES // MAX_BYTES, MAX_BYTES)
    assert refused(folder, state) == [f": holds more than {MOST_BYTES} bytes; no pack does"]
    with pytest.raises(UnreadableFileError, match="no pack does"):
        built(folder)


def test_whatever_is_packed_can_be_put_in_use(tmp_path: Path, state: Path) -> None:
    folder = pack_with(tmp_path / "full")
    rest = MOST_BYTES - (folder / "content.json").stat().st_size
    number = MOST_FILES - 1
    filled(folder, number, rest // number)
    last = next(folder.glob("translations/*/LC_MESSAGES/content.po"))
    last.write_bytes(bytes(rest // number + rest % number))
    file = tmp_path / "full.kioskpack"
    file.write_bytes(built(folder)[0])
    assert sum(map(len, contents(folder).values())) == MOST_BYTES
    assert len(contents(folder)) == MOST_FILES
    assert Shelf(state).put(file).changed


def test_other_ways_of_packing_are_refused(tmp_path: Path, state: Path) -> None:
    file = packed(tmp_path)
    with ZipFile(file, "a", ZIP_BZIP2) as archive:
        archive.writestr("translations/sv/LC_MESSAGES/content.po", b"x")
    (told,) = refused(file, state)
    assert "is packed in a way that no pack is" in told


@pytest.mark.parametrize("content", [b"", b"PK", b"no archive", b"PK\x05\x06" + bytes(17)])
def test_what_is_no_archive_cannot_be_read(tmp_path: Path, state: Path, content: bytes) -> None:
    file = tmp_path / "x.kioskpack"
    file.write_bytes(content)
    assert refused(file, state) == [": is no .kioskpack; make one with kioskctl build"]


@pytest.mark.parametrize("at", range(0, 1500, 50))
def test_an_archive_that_was_damaged_is_never_taken(tmp_path: Path, at: int) -> None:
    file = packed(tmp_path)
    whole = bytearray(file.read_bytes())
    whole[at] ^= 0x55
    before = unarchived(file)[0]
    file.write_bytes(bytes(whole))
    taken = None
    with suppress(KioskError):
        taken = unarchived(file)[0]
    assert taken is None or taken == before  # a date or a mode may change, never a file


def test_an_archive_has_a_limit(tmp_path: Path, state: Path) -> None:
    file = tmp_path / "x.kioskpack"
    file.write_bytes(bytes(MOST_ARCHIVE_BYTES + 1))
    told = refused(file, state)
    assert told == [f": is larger than {MOST_ARCHIVE_BYTES} bytes; no pack is"]


@pytest.mark.parametrize("name", ["missing", "nul\0"])
def test_a_file_that_is_not_there_is_told(tmp_path: Path, state: Path, name: str) -> None:
    with pytest.raises(UnreadableFileError, match="check the name"):
        unarchived(tmp_path / name)


def test_a_state_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(RefusedError, match="run this as root, or name another --state"):
        Shelf(tmp_path / "file").put(edition(tmp_path, 1))


def test_two_do_not_change_the_packs_at_once(tmp_path: Path, state: Path) -> None:
    Shelf(state).put(edition(tmp_path, 1))
    with (state / "packs" / ".lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(RefusedError, match="is being changed by another kioskctl"):
            Shelf(state).put(edition(tmp_path, 2))
    assert revisions(state) == [("current", 1)]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        '{"current": "../../etc", "previous": null}',
        '{"current": 3, "previous": null}',
        '{"current": "", "previous": null}',
        "[" * 4000,
    ],
)
def test_a_damaged_pointer_leads_to_the_built_in_pack(
    tmp_path: Path, state: Path, content: str
) -> None:
    Shelf(state).put(edition(tmp_path, 1))
    pointer = state / "packs" / POINTER
    pointer.write_text(content, "utf-8")
    (source,) = sources(None, None, state)
    assert (source.which, source.folder) == (Which.BUILT_IN, paths.BUILT_IN_PACK)
    assert "does not name the packs in use" in source.lapse
    with pytest.raises(UnreadableFileError):
        list(kept(state))
    there = strewn(state, OURS)
    refused(pack_with(tmp_path / "bad", {"rules.2.outcome": "nowhere"}), state)
    assert left(state, OURS) == there
    Shelf(state).put(edition(tmp_path, 2))
    assert revisions(state) == [("current", 2)]
    assert left(state, OURS) == set()


def test_a_damaged_pointer_is_mended_by_the_pack_that_it_named(tmp_path: Path, state: Path) -> None:
    Shelf(state).put(edition(tmp_path, 1))
    (state / "packs" / POINTER).write_text("", "utf-8")
    Shelf(state).put(edition(tmp_path, 1))
    assert revisions(state) == [("current", 1)]


def test_a_pointer_that_nobody_can_look_at_is_not_taken_for_an_empty_one(
    tmp_path: Path, state: Path
) -> None:
    Shelf(state).put(edition(tmp_path, 1))
    pointer = state / "packs" / POINTER
    pointer.unlink()
    pointer.symlink_to(POINTER)
    strewn(state, OURS)
    (told,) = refused(edition(tmp_path, 2), state)
    assert "too many levels of symbolic links; give the kiosk's user access" in told
    assert pointer.is_symlink()


def test_a_pointer_that_cannot_be_opened_says_why(state: Path) -> None:
    (state / "packs" / POINTER).mkdir(parents=True)
    with pytest.raises(UnreadableFileError, match="is a directory; give the kiosk's user access"):
        read_pointer(state / "packs")


def test_a_state_that_is_a_file_holds_no_packs(tmp_path: Path) -> None:
    (tmp_path / "state").touch()
    with pytest.raises(UnreadableFileError, match="lies in something that is no folder"):
        read_pointer(tmp_path / "state" / "packs")


def test_what_is_asked_for_goes_before_what_is_here(tmp_path: Path, state: Path) -> None:
    Shelf(state).put(edition(tmp_path, 1))
    Shelf(state).put(edition(tmp_path, 2))
    here = [(source.which, bool(source.lapse)) for source in sources(None, None, state)]
    assert here == [("current", False), ("previous", True), ("built-in", True)]
    (named,) = sources(None, tmp_path / "named", state)
    assert (named.which, named.folder) == (Which.SETTINGS, tmp_path / "named")
    (option,) = sources(tmp_path / "option", tmp_path / "named", state)
    assert (option.which, option.folder) == (Which.OPTION, tmp_path / "option")


OURS = (".staged-x", ".in-use.json.x", "tiny-7-0123456789ab", "my-hall-2-0123456789ab-again-again")
OTHERS = ("tiny-7", "tiny-7-0123456789ab-old", "tiny", ".hidden", "notes.txt", "again")


def strewn(state: Path, names: tuple[str, ...]) -> set[str]:
    """Folders and files on the shelf of a machine, with something in them."""
    for name in names:
        path = state / "packs" / name
        if name.endswith((".x", ".txt")):
            path.write_text("mine", "utf-8")
        else:
            (path / "inner").mkdir(parents=True)
    return left(state, names)


def left(state: Path, names: tuple[str, ...]) -> set[str]:
    return {name for name in names if (state / "packs" / name).exists()}


def test_what_a_crash_left_behind_is_taken_away_and_nothing_else(
    tmp_path: Path, state: Path
) -> None:
    Shelf(state).put(edition(tmp_path, 1))
    strewn(state, OURS + OTHERS)
    Shelf(state).put(edition(tmp_path, 2))
    assert left(state, OURS) == set()
    assert left(state, OTHERS) == set(OTHERS)


def test_a_refused_pack_takes_nothing_away(tmp_path: Path, state: Path) -> None:
    Shelf(state).put(edition(tmp_path, 1))
    there = strewn(state, OURS[1:] + OTHERS)
    refused(pack_with(tmp_path / "bad", {"rules.2.outcome": "nowhere"}), state)
    assert left(state, OURS + OTHERS) == there


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path, state: Path) -> None:
    (state / "packs").mkdir(parents=True)
    there = strewn(state, OURS + OTHERS)
    with pytest.raises(RefusedError, match="no packs of a kiosk; name another --state"):
        Shelf(state).put(edition(tmp_path, 1))
    with pytest.raises(RefusedError, match="no packs of a kiosk"):
        Shelf(state).go_back()
    assert {path.name for path in (state / "packs").iterdir()} == there


def test_a_pack_that_a_crash_left_whole_is_taken_as_it_is(tmp_path: Path, state: Path) -> None:
    Shelf(state).put(edition(tmp_path, 1))
    (state / "packs" / POINTER).unlink()
    Shelf(state).put(packed(tmp_path, 1))
    assert revisions(state) == [("current", 1)]
    assert len(list((state / "packs").glob("tiny-*"))) == 1


def killed_at(event: int, given: Path, state: Path, killer: "subprocess.Popen[str]") -> bool:
    """Put a pack in use in another process that is killed before it touches a file once more."""
    assert killer.stdin is not None
    assert killer.stdout is not None
    killer.stdin.write(json.dumps([event, str(given), str(state)]) + "\n")
    killer.stdin.flush()
    return bool(json.loads(killer.stdout.readline()))


@pytest.fixture
def killer() -> Iterator["subprocess.Popen[str]"]:
    """What makes such processes: with one thread only, as forking asks for."""
    command = [sys.executable, "-m", "tests.killer"]
    with subprocess.Popen(command, stdin=PIPE, stdout=PIPE, text=True) as process:
        yield process


def usable(state: Path) -> Pack:
    """The pack that a kiosk would show now, checked as it is at its start."""
    return sound(sources(None, None, state)[0].folder)


@pytest.mark.parametrize("as_file", [True, False])
def test_a_kill_at_any_moment_leaves_the_old_pack_or_the_new_one(
    tmp_path: Path, state: Path, killer: "subprocess.Popen[str]", as_file: bool
) -> None:
    given = {revision: (packed if as_file else edition)(tmp_path, revision) for revision in (1, 2)}
    seen = set()
    event, old, new = 0, 1, 2
    Shelf(state).put(given[old])
    while killed_at(event, given[new], state, killer):
        seen.add(usable(state).revision == new)
        Shelf(state).put(given[old])
        assert usable(state).revision == old
        event += 1
    assert usable(state).revision == new
    assert event > 20
    assert seen == {True, False}
    Shelf(state).put(edition(tmp_path, 3))
    left = sorted(path.name.rpartition("-")[0] or path.name for path in (state / "packs").iterdir())
    assert left == [".lock", "in", "tiny-2", "tiny-3"]


def test_a_folder_of_a_pack_is_named_after_what_is_in_it(tmp_path: Path) -> None:
    folder = edition(tmp_path, 1)
    files, pack = contents(folder), sound(folder)
    said = manifest(files, pack)
    assert digest(said) == digest(manifest(dict(sorted(files.items(), reverse=True)), pack))
    assert json.loads(as_text(said))["format"] == 1
    assert archive.archived(files, said) == packed(tmp_path).read_bytes()
