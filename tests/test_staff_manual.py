"""What the manual for staff says can be done as it says."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from kiosk.checks.findings import Severity
from kiosk.checks.loading import check
from kiosk.ctl import main
from kiosk.pack.conditions import Condition
from kiosk.pack.models import Contact, Example, Guarantee, Outcome, Rule, Service
from kiosk.pack.questions import Option, Question
from kiosk.pack.reading import read_pack

MANUAL = (Path(__file__).parents[1] / "docs" / "staff.md").read_text("utf-8")
BLOCKS = re.findall(r"```json\n(.*?)```", MANUAL, re.DOTALL)
KINDS = (Contact, Service, Option, Question, Outcome, Rule, Guarantee, Example)
ROWS = [row for row in re.findall(r"^\| `(\{.*?\})` \|", MANUAL, re.MULTILINE) if "…" not in row]


def example(begins: str) -> Any:
    """The example of the manual whose id is so."""
    (block,) = (block for block in BLOCKS if block.startswith(f'{{"id": "{begins}"'))
    return json.loads(block)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block[:30])
def test_every_example_can_be_written_so(block: str) -> None:
    if block.startswith('"'):
        part = json.loads(f"{{{block}}}")
        contact = {"id": "a", "kind": "phone", "value": "1", "text": "A"}
        service = {"id": "a", "name": "A", "icon": "book"}
        whole = {**(contact if "hours" in part else service), **part}
    else:
        whole = json.loads(block)
    assert [kind for kind in KINDS if fits(kind, whole)]


def fits(kind: Any, document: Any) -> bool:
    try:
        TypeAdapter(kind).validate_json(json.dumps(document))
    except ValidationError:
        return False
    return True


def test_every_condition_in_the_table_is_one() -> None:
    assert len(ROWS) == 6
    for row in ROWS:
        TypeAdapter[Condition](Condition).validate_json(row)


def test_a_pack_grows_as_the_manual_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A symptom, a question, a service and a card more: only translations are missing."""
    folder = tmp_path / "my-centre"
    assert main(["new", str(folder)]) == 0
    content = folder / "content.json"
    document = json.loads(content.read_text("utf-8"))
    symptoms = next(each for each in document["questions"] if each["id"] == "symptoms")
    symptoms["options"].insert(-1, example("headache"))
    document["questions"].insert(2, example("tested"))
    document["services"].insert(0, {**example("tax-office"), "contacts": ["phone"]})
    document["outcomes"].append(example("call-first"))
    tax = {"question": "errand", "any_of": ["tax-office"]}
    tested = next(block for block in BLOCKS if '"question": "tested"' in block)
    document["rules"][1:1] = [json.loads(tested), {"when": tax, "outcome": "call-first"}]
    for each in document["examples"]:
        if each["answers"]["symptoms"] == ["none"]:
            each["answers"]["tested"] = ["no"]
    content.write_text(json.dumps(document), "utf-8")
    assert main(["texts", "export", str(folder)]) == 0
    checked = check(folder, read_pack(folder))
    capsys.readouterr()
    assert {each.code for each in checked.findings} == {"text-missing"}
    assert {each.severity for each in checked.findings} == {Severity.ERROR}
    assert checked.proof.paths
