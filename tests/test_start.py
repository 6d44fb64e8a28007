"""Which pack a kiosk starts with, and how it remembers that it was checked."""

import logging
import shutil
from pathlib import Path
from typing import Literal

import pytest

from kiosk import paths, start
from kiosk.errors import InvalidFileError, KioskError, RefusedError, UnreadableFileError
from kiosk.opening import Wishes
from kiosk.preparation import Preparation, prepare
from kiosk.shelf.pointer import Which
from kiosk.shelf.shelf import Shelf
from tests.plain import pack_with


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with two revisions of a small pack, and settings that nobody has written."""
    monkeypatch.setattr(paths, "SETTINGS", tmp_path / "kiosk.toml")
    state = paths.state()
    for revision in (1, 2):
        Shelf(state).put(edition(tmp_path, revision))
    return state


def edition(tmp_path: Path, revision: int) -> Path:
    return pack_with(tmp_path / f"pack-{revision}", {"revision": revision})


def damage(state: Path, revision: int) -> None:
    (folder,) = (state / "packs").glob(f"tiny-{revision}-*")
    (folder / "content.json").write_text("{}", "utf-8")


def shown(wishes: Wishes | None = None) -> tuple[str, str, int]:
    preparation = prepare(wishes or Wishes())
    return preparation.source.which, *of(preparation)


def of(preparation: start.Preparation) -> tuple[str, int]:
    assert isinstance(preparation, Preparation)
    return preparation.around.pack.id, preparation.around.pack.revision


def test_a_kiosk_shows_the_pack_that_was_put_in_use(
    state: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    assert shown() == ("current", "tiny", 2)
    assert "current pack tiny revision 2, site hall, languages en" in caplog.text


def test_a_pack_that_cannot_be_used_gives_way_to_the_one_before(
    state: Path, caplog: pytest.LogCaptureFixture
) -> None:
    damage(state, 2)
    assert shown() == ("previous", "tiny", 1)
    assert "the current pack cannot be used: " in caplog.text
    assert "the previous pack stands in: the pack that was put on this machine" in caplog.text


def test_the_built_in_pack_is_the_last_resort(state: Path) -> None:
    damage(state, 1)
    damage(state, 2)
    assert shown() == ("built-in", "espoo", 1)
    Shelf(state).put(paths.PACKS / "template")
    assert shown()[:2] == ("current", "template")


def test_a_pack_that_lacks_the_site_of_this_machine_gives_way(state: Path, tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text('site = "iso-omena"\n', "utf-8")
    assert shown() == ("built-in", "espoo", 1)


def test_where_no_pack_can_be_used_the_faults_of_the_best_are_told(state: Path) -> None:
    with pytest.raises(KioskError, match='no site has the id "x"; write one of: hall'):
        prepare(Wishes(site="x"))


def test_a_pack_that_is_asked_for_has_no_stand_in(state: Path, tmp_path: Path) -> None:
    assert shown(Wishes(pack=edition(tmp_path, 7))) == ("option", "tiny", 7)
    with pytest.raises(UnreadableFileError):
        prepare(Wishes(pack=tmp_path / "nowhere"))
    (tmp_path / "kiosk.toml").write_text(f'pack = "{tmp_path / "pack-7"}"\n', "utf-8")
    assert shown() == ("settings", "tiny", 7)


def test_a_start_reads_everything_once_and_then_its_seal(state: Path) -> None:
    opening, preparation, seal = start.begin(Wishes())
    assert preparation is not None
    assert seal is None
    again, nothing, seal = start.begin(Wishes())
    assert again == opening
    assert nothing is None
    assert seal is not None
    assert seal.source.which is Which.CURRENT
    assert of(start.prepare(Wishes(), seal)) == ("tiny", 2)


def test_every_pack_has_a_seal_of_its_own(state: Path, tmp_path: Path) -> None:
    start.begin(Wishes())
    names = set()
    for change in ("another", "back", "asked for", "damaged"):
        match change:
            case "another":
                Shelf(state).put(edition(tmp_path, 3))
            case "back":
                Shelf(state).go_back()
            case "asked for":
                (tmp_path / "kiosk.toml").write_text(f'pack = "{tmp_path / "pack-3"}"\n', "utf-8")
            case _:
                (tmp_path / "kiosk.toml").write_text("\n", "utf-8")
                damage(state, 2)
        assert start.begin(Wishes())[1] is not None, change
        _opening, preparation, seal = start.begin(Wishes())
        assert preparation is None
        assert seal is not None
        names.add(seal.name)
    assert len(names) == 4


def test_a_stand_in_is_remembered_until_the_better_pack_is_mended(
    state: Path, tmp_path: Path
) -> None:
    damage(state, 2)
    start.begin(Wishes())
    _opening, nothing, seal = start.begin(Wishes())
    assert nothing is None
    assert seal is not None
    assert seal.source.which is Which.PREVIOUS
    assert of(start.prepare(Wishes(), seal)) == ("tiny", 1)
    Shelf(state).put(edition(tmp_path, 2))
    _opening, preparation, _seal = start.begin(Wishes())
    assert preparation is not None
    assert of(preparation) == ("tiny", 2)


def test_a_seal_does_not_hold_for_a_pack_that_was_exchanged_meanwhile(
    state: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    start.begin(Wishes())
    seal = start.begin(Wishes())[2]
    Shelf(state).put(edition(tmp_path, 3))
    assert of(start.prepare(Wishes(), seal)) == ("tiny", 3)
    assert "the content has changed during the start" in caplog.text


def test_a_seal_does_not_hold_for_a_pack_that_was_damaged_meanwhile(state: Path) -> None:
    start.begin(Wishes())
    seal = start.begin(Wishes())[2]
    damage(state, 2)
    assert of(start.prepare(Wishes(), seal)) == ("tiny", 1)


def test_no_seal_is_kept_where_none_can_be_named(state: Path, tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text("[", "utf-8")
    with pytest.raises(KioskError):
        start.begin(Wishes())
    (tmp_path / "kiosk.toml").unlink()
    (folder,) = (state / "packs").glob("tiny-2-*")
    (folder / "content.json").write_bytes(b" " * 1_000_001)
    for _start in range(2):
        _opening, preparation, _seal = start.begin(Wishes())
        assert preparation is not None
        assert of(preparation) == ("tiny", 1)
    assert not (state / "seals").exists()


def test_a_folder_that_takes_no_seal_is_told(state: Path, caplog: pytest.LogCaptureFixture) -> None:
    (state / "seals").touch()
    start.begin(Wishes())
    assert "every start reads and checks everything" in caplog.text


def test_a_running_kiosk_sees_a_pack_that_was_put_in_use_since(state: Path, tmp_path: Path) -> None:
    preparation = prepare(Wishes())
    assert start.sources_of(Wishes(), preparation) == preparation.looked_at
    Shelf(state).put(edition(tmp_path, 3))
    assert start.sources_of(Wishes(), preparation) != preparation.looked_at


def test_a_kiosk_that_shows_what_it_was_asked_for_does_not_look(
    state: Path, tmp_path: Path
) -> None:
    preparation = prepare(Wishes(pack=tmp_path / "pack-1"))
    Shelf(state).put(edition(tmp_path, 3))
    assert start.sources_of(Wishes(), preparation) == preparation.looked_at


def test_a_kiosk_that_keeps_failing_shows_the_pack_before(state: Path, tmp_path: Path) -> None:
    wishes = Wishes(stand_in="previous")
    shutil.rmtree(state / "packs")
    assert prepare(wishes).source.which is Which.BUILT_IN
    for revision, which in ((3, Which.BUILT_IN), (4, Which.PREVIOUS)):
        Shelf(state).put(edition(tmp_path, revision))
        assert prepare(wishes).source.which is which
        assert prepare(wishes).source.lapse == "the kiosk keeps failing"
    assert start.begin(wishes)[2] is None
    assert not (state / "seals").exists()
    stays = prepare(wishes)
    Shelf(state).put(edition(tmp_path, 5))
    assert start.sources_of(wishes, stays) == stays.looked_at


@pytest.mark.parametrize("stand_in", ["previous", "apology"])
def test_where_nothing_is_left_to_show_there_is_no_stand_in(
    state: Path, tmp_path: Path, stand_in: Literal["previous", "apology"]
) -> None:
    (tmp_path / "kiosk.toml").write_text(f'pack = "{tmp_path}"\n', "utf-8")
    with pytest.raises(RefusedError, match="keeps failing"):
        prepare(Wishes(stand_in=stand_in))


def test_an_apology_needs_neither_settings_nor_pack(state: Path, tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text("langages = 3\n", "utf-8")
    said = [each.language for each in start.bare_opening().apologies]
    assert said == ["fi", "sv", "en", "fi-simple"]


def test_settings_that_cannot_be_read_have_no_stand_in(state: Path, tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text("langages = 3\n", "utf-8")
    with pytest.raises(InvalidFileError):
        prepare(Wishes())
