"""Visits that lead to everything that a pack can show."""

from pathlib import Path
from typing import Any

from kiosk.flow.routes import questions, routes
from kiosk.flow.steps import Finish
from kiosk.pack.models import Pack
from tests.plain import answers, flow, tiny_pack


def asking(folder: Path, questions: list[dict[str, Any]], rules: list[dict[str, Any]]) -> Pack:
    """The tiny pack with other questions, which say their ids."""
    words = [
        {"text": q["id"], **q, "options": [{"id": o, "text": o} for o in q["options"]]}
        for q in questions
    ]
    changes = {"questions": words, "rules": [*rules, {"outcome": "ask"}], "guarantees": []}
    return tiny_pack(folder, changes)


def test_there_is_a_visit_to_every_outcome_from_every_errand(tmp_path: Path) -> None:
    pack = tiny_pack(tmp_path)
    following = flow(pack)
    found = routes(following)
    ends = []
    for route in found:
        end = following.next_step(route)
        assert isinstance(end, Finish)
        ends.append((route[pack.questions[0].id][0], end.outcome))
    assert sorted(set(ends)) == [
        ("parcels", "come-in"),
        ("parcels", "stay-out"),
        ("passports", "come-in"),
        ("passports", "stay-out"),
    ]


def test_a_pack_that_asks_nothing_has_one_visit(tmp_path: Path) -> None:
    pack = tiny_pack(tmp_path, {"rules": [{"outcome": "ask"}]})
    assert routes(flow(pack)) == [{}]
    assert questions(flow(pack)) == frozenset()


def test_a_question_that_only_one_answer_leads_to_is_shown_with_all_its_options(
    tmp_path: Path,
) -> None:
    first = {"id": "first", "options": ["no", "unknown", "yes"]}
    only_yes = {"question": "first", "any_of": ["yes"]}
    second = {"id": "second", "options": ["left", "right", "both"], "ask_when": only_yes}
    last = {"id": "last", "options": ["a", "b"]}
    rules = [
        {"when": {"question": "second", "any_of": ["left"]}, "outcome": "come-in"},
        {"when": {"question": "last", "any_of": ["a"]}, "outcome": "come-in"},
    ]
    following = flow(asking(tmp_path, [last, first, second], rules))
    found = routes(following)
    assert found == [
        answers(last="a"),
        answers(last="b", first="no"),
        answers(last="b", first="yes", second="left"),
        answers(last="b", first="unknown"),
        answers(last="b", first="yes", second="right"),
        answers(last="b", first="yes", second="both"),
    ]
    assert questions(following) == {"first", "second", "last"}


def test_a_question_that_only_several_options_together_lead_to_is_shown(tmp_path: Path) -> None:
    many = {"id": "many", "choose": "any", "options": ["a", "b", "c"]}
    several = {"question": "many", "at_least": 2, "of": ["a", "b"]}
    more = {"id": "more", "options": ["yes", "no"], "ask_when": several}
    rule = {"when": {"question": "more", "any_of": ["yes"]}, "outcome": "come-in"}
    found = routes(flow(asking(tmp_path, [many, more], [rule])))
    assert answers(many="a b", more="yes") in found


def test_no_errand_of_a_large_pack_is_left_out(tmp_path: Path) -> None:
    options = ["a", "b", "c", "d"]
    asked = [{"id": f"q{number}", "options": options} for number in range(12)]
    every = [{"question": one["id"], "any_of": ["b", "c", "d"]} for one in asked]
    rules = [{"when": {"all": every}, "outcome": "come-in"}]
    rules += [{"when": {"question": "q0", "any_of": ["a"]}, "outcome": "stay-out"}]
    pack = asking(tmp_path, asked, rules)
    found = routes(flow(pack))
    shown = {(question, *chosen) for route in found for question, chosen in route.items()}
    assert shown == {(one["id"], option) for one in asked for option in options}
