"""Places in a document: as people count them, and where in the text."""

import json

import pytest

from kiosk.checks.findings import place
from kiosk.files.places import counted, nearest, positions
from kiosk.pack.models import Pack
from tests.plain import tiny

TEXT = """{
  "id": "a", "rules": [{"outcome": "x"},
    {"when": {"any": [true, -1.5e3]}, "outcome": "y"}],
  "sites": [{"name": "\\"}", "id": "hall"}, {"id": "annex", "empty": [], "none": {}}], "last": null
}
"""


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("rules.6", "rule 7"),
        ("rules.0.when.all.1.any.0.not.any_of", "rule 1, when, part 2, part 1, not.any_of"),
        ("services.kela.availability.0.from", "services.kela, period 1, from"),
        ("outcomes.ask.notes.1", "outcomes.ask, note 2"),
        ("languages.1", "language 2"),
        ("services.2021.hint", "services.2021.hint"),
        ("program.de", "program.de"),
        ("", ""),
    ],
)
def test_a_place_is_told_as_people_count(where: str, words: str) -> None:
    assert counted(where) == words


def test_a_rule_is_called_by_its_outcome() -> None:
    pack = Pack.model_validate_json(json.dumps(tiny()))
    assert place(pack, "rules.1") == "rule 2, come-in"
    assert place(pack, "rules.1.when") == "rule 2, come-in, when"
    assert place(pack, "rules") == "rules"
    assert place(pack, "sites.hall.contacts") == "sites.hall.contacts"


@pytest.mark.parametrize(
    ("where", "line", "begins"),
    [
        ("", 1, "{"),
        ("id", 2, '"a"'),
        ("rules.0.outcome", 2, '"x"'),
        ("rules.1", 3, '{"when"'),
        ("rules.1.when.any.1", 3, "-1.5e3"),
        ("sites.hall.name", 4, '"\\"}"'),
        ("sites.annex", 4, '{"id": "annex"'),
        ("sites.annex.empty", 4, "[]"),
        ("sites.annex.none", 4, "{}"),
        ("last", 4, "null"),
        ("rules.1.when.missing.more", 3, '{"any"'),
        ("sites.nowhere.name", 4, '[{"name"'),
        ("nothing", 1, "{"),
    ],
)
def test_every_place_has_a_line_and_a_column(where: str, line: int, begins: str) -> None:
    at_line, column = nearest(where, positions(TEXT))
    assert at_line == line
    assert TEXT.splitlines()[line - 1][column - 1 :].startswith(begins)


def test_a_byte_before_the_document_is_no_place() -> None:
    assert positions("\n\n  [1]")["0"] == (3, 4)
