"""Examples that do not come out are told as what they are."""

from pathlib import Path
from typing import Any

import pytest

from kiosk.checks.examples import examples
from kiosk.checks.findings import Finding, Severity
from tests.plain import tiny_pack

EXAMPLE = {
    "text": "A visitor with a cough stays out.",
    "site": "hall",
    "date": "2021-06-01",
    "answers": {"errand": ["parcels"], "ill": ["cough"]},
    "outcome": "stay-out",
}


def found_in(folder: Path, **changes: Any) -> list[Finding]:
    pack = tiny_pack(
        folder, {"examples": [{**EXAMPLE, **changes}], "services.parcels.site": "hall"}
    )
    return list(examples(pack))


def test_an_example_that_comes_out_says_nothing(tmp_path: Path) -> None:
    assert found_in(tmp_path) == []


@pytest.mark.parametrize(
    ("answers", "where", "what"),
    [
        (
            {"errand": ["parcels", "passports"], "ill": ["cough"]},
            "errand",
            '["parcels", "passports"] is no answer to this question; choose one option',
        ),
        (
            {"errand": ["parcels"], "ill": ["cough", "none"]},
            "ill",
            '["cough", "none"] is no answer to this question; choose several, or what stands alone',
        ),
        ({"errand": ["x"]}, "errand", '"x" is not offered at hall; choose what is'),
    ],
)
def test_an_answer_that_nobody_can_give_is_told(
    tmp_path: Path, answers: dict[str, Any], where: str, what: str
) -> None:
    (found,) = found_in(tmp_path, answers=answers)
    assert (found.code, found.where) == ("example-fails", f"examples.0.answers.{where}")
    assert found.message == what


def test_an_answer_that_is_never_asked_for_is_warned_of(tmp_path: Path) -> None:
    pack = tiny_pack(
        tmp_path,
        {
            "examples": [EXAMPLE],
            "rules": [
                {"when": {"question": "errand", "any_of": ["parcels"]}, "outcome": "stay-out"},
                {"outcome": "ask"},
            ],
        },
    )
    (found,) = examples(pack)
    assert (found.code, found.where) == ("example-not-asked", "examples.0.answers.ill")
    assert found.severity is Severity.WARNING


def test_a_finding_carries_the_visit(tmp_path: Path) -> None:
    (found,) = found_in(tmp_path, outcome="ask", statuses={"parcels": "closed"})
    assert (found.site, str(found.day), found.statuses) == (
        "hall",
        "2021-06-01",
        {"parcels": "closed"},
    )
    assert found.path == (("errand", ("parcels",)), ("ill", ("cough",)))
    assert found.message.endswith("ends in stay-out, not in ask; change one of the two")


def test_an_example_that_is_not_at_an_end_says_what_is_asked_next(tmp_path: Path) -> None:
    (found,) = found_in(tmp_path, answers={})
    assert found.message == (
        'at hall on 2021-06-01: no answer is not at an end: "errand" is asked next; '
        "add an answer to it"
    )
