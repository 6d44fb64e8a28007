"""Remembering what was checked."""

from pathlib import Path

import pytest

from kiosk.seals import digest, recall, remember
from tests.plain import pack_with


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
    assert [file.name for file in (tmp_path / "state").iterdir()] == ["abc.json"]


def test_a_seal_that_was_changed_is_none(tmp_path: Path) -> None:
    remember(tmp_path, "abc", {"diagonal_mm": 610})
    seal = tmp_path / "abc.json"
    seal.write_text(seal.read_text("utf-8").replace("610", "0"), "utf-8")
    assert recall(tmp_path, "abc") is None


def files(tmp_path: Path) -> list[Path]:
    return [tmp_path / "pack" / "content.json", tmp_path / "kiosk.toml"]


def test_a_digest_is_the_same_for_the_same_content(tmp_path: Path) -> None:
    pack_with(tmp_path / "pack")
    assert digest(files(tmp_path), ["1.0"]) == digest(files(tmp_path), ["1.0"])


def test_a_digest_tells_every_change_apart(tmp_path: Path) -> None:
    pack_with(tmp_path / "pack")

    def now(*circumstances: object) -> str:
        return digest(files(tmp_path), circumstances)

    seen = [now("1.0"), now("1.1"), now("1.0", None), now()]
    (tmp_path / "kiosk.toml").write_text('site = "hall"')
    seen.append(now("1.0"))
    (tmp_path / "kiosk.toml").write_text('site = "hall" ')
    seen.append(now("1.0"))
    pack_with(tmp_path / "pack", {"revision": 2})
    seen.append(now("1.0"))
    assert len(set(seen)) == len(seen)


def test_a_file_that_is_too_large_has_no_digest(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_bytes(b"#" * 1_000_001)
    with pytest.raises(ValueError, match=r"kiosk\.toml"):
        digest(files(tmp_path), [])
