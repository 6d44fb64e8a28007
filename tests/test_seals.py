"""Remembering what was checked."""

from pathlib import Path

import pytest

from kiosk.seals import digest, recall, remember
from tests.plain import pack_with, translation


def test_what_is_remembered_is_recalled(tmp_path: Path) -> None:
    document = {"card": ["Tervetuloa – välkommen", 1, None, 2.5]}
    assert remember(tmp_path / "new" / "state", "abc", document)
    assert recall(tmp_path / "new" / "state", "abc") == document
    assert [file.name for file in (tmp_path / "new" / "state").iterdir()] == ["abc.json"]


def test_a_new_seal_takes_the_place_of_all_others(tmp_path: Path) -> None:
    remember(tmp_path, "old", 1)
    (tmp_path / "notes.txt").touch()
    assert remember(tmp_path, "new", 2)
    assert recall(tmp_path, "old") is None
    assert sorted(file.name for file in tmp_path.iterdir()) == ["new.json", "notes.txt"]


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 100_000 + b"]" * 100_000])
def test_a_seal_that_cannot_be_read_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "abc.json").write_bytes(content)
    assert recall(tmp_path, "abc") is None


def test_no_seal_is_none(tmp_path: Path) -> None:
    assert recall(tmp_path, "abc") is None
    assert recall(tmp_path / "missing", "abc") is None


def test_a_place_that_cannot_be_written_leaves_no_seal_and_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert not remember(tmp_path / "file", "abc", 1)
    (tmp_path / "state" / "abc.json").mkdir(parents=True)
    assert not remember(tmp_path / "state", "abc", 1)
    assert recall(tmp_path / "state", "abc") is None


def test_a_digest_is_the_same_for_the_same_content(tmp_path: Path) -> None:
    pack_with(tmp_path)
    settings = tmp_path / "kiosk.toml"
    assert digest([tmp_path], [settings], ["1.0"]) == digest([tmp_path], [settings], ["1.0"])


def test_a_digest_tells_every_change_apart(tmp_path: Path) -> None:
    pack, settings = tmp_path / "pack", tmp_path / "kiosk.toml"
    pack_with(pack)

    def now(*circumstances: object) -> str:
        return digest([pack], [settings], circumstances)

    seen = [now("1.0"), now("1.1"), now("1.0", None), now()]
    settings.write_text('site = "hall"')
    seen.append(now("1.0"))
    settings.write_text("")
    translation(pack, "fi")
    seen.append(now("1.0"))
    translation(pack, "fi", words={"welcome.title": "Tervetuloa"})
    seen.append(now("1.0"))
    pack_with(pack, {"revision": 2})
    seen.append(now("1.0"))
    assert len(set(seen)) == len(seen)


def test_a_digest_overlooks_what_a_start_does_not_read(tmp_path: Path) -> None:
    pack_with(tmp_path)
    before = digest([tmp_path], [], [])
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    assert digest([tmp_path], [], []) == before
