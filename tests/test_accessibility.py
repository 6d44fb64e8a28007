import pytest

from tests.tables import ROOT, ids, rows_of, shown_by

PAGE = (ROOT / "docs" / "accessibility.md").read_text("utf-8")
ROWS = rows_of(PAGE)
GROUPS = {"V": 8, "T": 9, "K": 9, "S": 10, "Z": 4, "U": 8, "R": 4, "E": 4, "D": 1}


def test_every_requirement_has_its_row() -> None:
    assert [row[0] for row in ROWS] == ids(GROUPS)
    assert len(ROWS) == 57


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_every_row_names_a_test_that_there_is_or_says_where_else_to_look(
    row: tuple[str, str, str],
) -> None:
    _name, _requirement, proof = row
    assert shown_by(proof) or "site" in proof or "editor" in proof


def test_the_manual_names_the_heights_and_the_aids() -> None:
    manual = (ROOT / "README.md").read_text("utf-8")
    for words in (
        "800",
        "1100",
        "1015",
        "760 × 1220",
        "22.2",
        "bottom_mm",
        "headset",
        "two switches",
    ):
        assert words in manual, words
