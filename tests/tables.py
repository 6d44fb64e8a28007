"""Tables of the docs, each row of which names what shows it."""

import ast
import re
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent


def rows_of(page: str) -> list[tuple[str, str, str]]:
    """The id, the words and the proof of every row."""
    return re.findall(r"^\| ([A-Z]\d+) \| (.+?) \| (.+) \|$", page, re.MULTILINE)


def ids(groups: Mapping[str, int]) -> list[str]:
    """All ids of groups of so many, as `V1`."""
    return [f"{group}{number}" for group, most in groups.items() for number in range(1, most + 1)]


def shown_by(proof: str) -> list[str]:
    """The tests that a proof names, each of which must be there."""
    named: list[tuple[str, str]] = re.findall(r"`(tests/[a-z_/]+\.py)::([a-z0-9_]+)`", proof)
    for file, test in named:
        assert test in _functions_in(ROOT / file), (file, test)
    return [test for _file, test in named]


def _functions_in(file: Path) -> set[str]:
    tree = ast.parse(file.read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
