"""A language is two files: one with the words of a pack, one with those of the program."""

from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog as PoCatalog
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kiosk.checks.loading import load
from kiosk.ctl import main
from kiosk.files import write_text
from kiosk.pack.words import Language
from kiosk.texts.catalogs import read_po_file
from kiosk.texts.editions import content_catalog_path, program_catalog_path
from kiosk.texts.extraction import as_text
from tests.builders import circumstances, opened
from tests.conftest import seen
from tests.plain import HALL, pack_with
from tests.pseudo import spelled_in

AR, EN = Language("ar"), Language("en")
AS_THEY_ARE = {"MMMM d, y", "d MMMM y"}


def translated(file: Path) -> PoCatalog:
    """What a translator makes of a file of empty translations, in letters of Arabic."""
    catalog = read_po_file(file)
    for message in catalog:
        if message.id:
            sources = (message.id,) if isinstance(message.id, str) else tuple(message.id)
            words = [text if text in AS_THEY_ARE else spelled_in(AR, text) for text in sources]
            plural = [words[0], *[words[-1]] * (catalog.num_plurals - 1)]
            message.string = words[0] if isinstance(message.id, str) else tuple(plural)
    return catalog


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The tiny pack in English and Arabic, with what `kioskctl texts export` has written."""
    folder = pack_with(tmp_path / "tiny", {"languages": [EN, AR]})
    assert main(["texts", "export", str(folder)]) == 0
    return folder


@pytest.fixture
def files(pack: Path) -> list[Path]:
    """The two files of the language, both in the pack."""
    return [content_catalog_path(pack, AR), program_catalog_path(AR, pack)]


def test_a_visit_in_a_language_that_two_files_have_brought_runs_right_to_left(
    qtbot: QtBot, pack: Path, files: list[Path]
) -> None:
    for file in files:
        assert file.is_relative_to(pack)
        write_text(file, as_text(translated(file)))
    assert main(["check", str(pack)]) == 0
    editions = load(pack)
    visitor = seen(qtbot, opened(replace(circumstances(HALL), editions=editions)))
    visitor.touch(f"language:{AR}")
    assert visitor.screen() == "screen:question"
    assert visitor.on_show().layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert visitor.heading() == spelled_in(AR, "What brings you here?")
    places = [visitor.centre(visitor.tile(n)).x() for n in ("language:en", "language:ar", "access")]
    assert places == sorted(places, reverse=True)
    visitor.touch("option:passports", "option:none")
    assert visitor.tile("continue").face.lines[0].text == spelled_in(AR, "Continue")
    visitor.touch("continue")
    assert visitor.kind() == "go_ahead"
    assert visitor.heading() == spelled_in(AR, "Please come in")
    visitor.touch("done")
    assert visitor.screen() == "screen:attract"


@pytest.mark.parametrize("lacking", [0, 1])
def test_a_language_is_not_shown_before_both_files_are_finished(
    pack: Path, files: list[Path], lacking: int
) -> None:
    done = files[1 - lacking]
    write_text(done, as_text(translated(done)))
    assert main(["check", str(pack)]) == 1
