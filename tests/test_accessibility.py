import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "accessibility.md").read_text("utf-8")
ROWS = re.findall(r"^\| ([A-Z]\d+) \| (.+?) \| (.+) \|$", PAGE, re.MULTILINE)
GROUPS = {"V": 8, "T": 9, "K": 9, "S": 10, "Z": 4, "U": 8, "R": 4, "E": 4, "D": 1}


def functions_in(file: Path) -> set[str]:
    tree = ast.parse(file.read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_requirement_has_its_row() -> None:
    wanted = [f"{group}{number}" for group, most in GROUPS.items() for number in range(1, most + 1)]
    assert [row[0] for row in ROWS] == wanted
    assert len(ROWS) == 57


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_every_row_names_a_test_that_there_is_or_says_where_else_to_look(
    row: tuple[str, str, str],
) -> None:
    _name, _requirement, proof = row
    named = re.findall(r"`(tests/[a-z_/]+\.py)::([a-z0-9_]+)`", proof)
    for file, test in named:
        assert test in functions_in(ROOT / file), (file, test)
    assert named or "site" in proof or "editor" in proof


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
