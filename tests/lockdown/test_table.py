"""The table of attacks in `docs/lockdown.md` says nothing that is not so."""

import re

import pytest

from tests.lockdown.attacks import ATTACKS
from tests.tables import ROOT, ids, rows_of, shown_by

PAGE = (ROOT / "docs" / "lockdown.md").read_text("utf-8")
ROWS = rows_of(PAGE)
GROUPS = {"K": 10, "T": 6, "D": 6, "P": 4, "C": 6, "E": 3, "N": 1, "M": 1}
OUTSIDE = "`tests/lockdown/test_outside.py::test_the_kiosk_holds`"


def test_every_attack_has_its_row() -> None:
    assert [row[0] for row in ROWS] == ids(GROUPS)


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_every_row_names_a_test_that_there_is_or_says_where_else_to_look(
    row: tuple[str, str, str],
) -> None:
    _id, _attack, proof = row
    named = shown_by(proof)
    for other in re.findall(r"`(packaging/[a-z/.-]+)`", proof):
        assert (ROOT / other).is_file(), other
    assert named or "site" in proof or "staff" in proof or "packaging/try.sh" in proof


def test_what_is_attacked_from_outside_is_what_the_table_says() -> None:
    assert {row[0] for row in ROWS if OUTSIDE in row[2]} == {attack.id for attack in ATTACKS}
