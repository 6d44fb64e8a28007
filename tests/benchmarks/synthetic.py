"""Packs as large as one likes: choose-any questions, groups, counts and logic across questions."""

import json
from typing import Any

from kiosk.pack.models import Pack

OPTIONS = 12


def synthetic(size: int) -> Pack:
    """A pack of so many questions with twelve options each."""
    return Pack.model_validate_json(json.dumps(_document(size)))


def _document(size: int) -> dict[str, Any]:
    questions = [_question(number) for number in range(size)]
    return {
        "schema_version": 1,
        "id": "synthetic",
        "revision": 1,
        "reviewed": "2026-11-24",
        "source_language": "en",
        "languages": ["en"],
        "welcome": {"title": "Welcome"},
        "sites": [{"id": "main", "name": "Main"}, {"id": "annex", "name": "Annex"}],
        "contacts": [{"id": "desk", "kind": "place", "text": "The desk"}],
        "questions": questions,
        "outcomes": [
            {"id": "come-in", "kind": "go_ahead", "title": "Come in"},
            {"id": "stay-home", "kind": "stay_away", "title": "Stay home", "contacts": ["desk"]},
            {"id": "by-remote", "kind": "remote", "title": "From home", "contacts": ["desk"]},
            {"id": "ask-staff", "kind": "ask_staff", "title": "Ask"},
        ],
        "rules": [rule for number in range(size) for rule in _rules(number)]
        + [
            {"when": {"all": [_has(n, "none") for n in range(size)]}, "outcome": "come-in"},
            {"outcome": "ask-staff"},
        ],
        "guarantees": [
            {
                "text": f"Who has much of {number} never comes in.",
                "when": {"question": f"q{number}", "any_of": _names(0, 6)},
                "never": ["go_ahead"],
            }
            for number in range(0, size, 10)
        ],
    }


def _question(number: int) -> dict[str, Any]:
    options = [{"id": f"o{n}", "text": f"Option {n} of {number}"} for n in range(OPTIONS - 1)]
    none = {"id": "none", "text": f"None of {number}", "alone": True}
    question: dict[str, Any] = {
        "id": f"q{number}",
        "text": f"Question {number}?",
        "choose": "any",
        "options": [*options, none],
    }
    if number % 5 == 4:
        question["ask_when"] = {"site": ["main"]}
    return question


def _rules(number: int) -> list[dict[str, Any]]:
    question = f"q{number}"
    group = {"when": {"question": question, "any_of": _names(0, 6)}, "outcome": "stay-home"}
    many = {"question": question, "at_least": 3, "of": _names(6, 11)}
    rules: list[dict[str, Any]] = [group, {"when": many, "outcome": "by-remote"}]
    if number:
        before = {"question": f"q{number - 1}", "any_of": _names(6, 9)}
        both = {"all": [before, {"question": question, "any_of": _names(6, 9)}]}
        rules.append({"when": both, "outcome": "by-remote"})
    return rules


def _has(number: int, option: str) -> dict[str, Any]:
    none = {"question": f"q{number}", "any_of": [option]}
    if number % 5 == 4:
        return {"any": [none, {"site": ["annex"]}]}
    return none


def _names(first: int, last: int) -> list[str]:
    return [f"o{number}" for number in range(first, last)]
