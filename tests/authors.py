"""Somebody who writes small packs at random, with everything that a pack can say."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

from tests.plain import STATUSES, Raw

KINDS = ["go_ahead", "not_yet", "ask_staff", "remote", "stay_away", "emergency"]
FIRST = date(2021, 6, 1)
SITES = ("hall", "annex")
SERVICES = {"s1": "hall", "s2": None, "s3": "annex"}
OUTCOMES = ("come-in", "stay-out", "ask")
REASON = "Because staff see to it."


@dataclass
class Author:
    """Somebody who writes small packs at random; the same seed writes the same pack."""

    random: Random
    asked: list[Raw] = field(default_factory=list)

    def pack(self) -> dict[str, Any]:
        count = self.random.choice([2, 2, 3, 3, 3, 4])
        for position in range(count):
            self.asked.append(self._question(position, most=3 if count < 4 else 2))
        kinds = ["go_ahead", *(self.random.choice(KINDS) for _ in OUTCOMES[1:])]
        intended = {"intended": REASON} if self._maybe(0.5) else {}
        return {
            "schema_version": 1,
            "id": "random",
            "revision": 1,
            "reviewed": "2021-05-27",
            "source_language": "en",
            "languages": ["en"],
            "welcome": {"title": "Hello"},
            "sites": [{"id": site, "name": site} for site in SITES],
            "services": [
                {"id": name, "name": name, "icon": "other", "availability": self._periods()}
                | ({"site": site} if site else {})
                for name, site in SERVICES.items()
            ],
            "questions": self.asked,
            "outcomes": [
                {"id": name, "kind": kind, "title": name, "notes": self._notes()}
                for name, kind in zip(OUTCOMES, kinds, strict=True)
            ],
            "no_screening": REASON if self._maybe(0.1) else None,
            "rules": [*self._rules(), {"outcome": self.random.choice(OUTCOMES[1:]), **intended}],
            "guarantees": [self._guarantee() for _ in range(self.random.randrange(4))],
        }

    def _question(self, position: int, most: int) -> Raw:
        names = [f"o{number}" for number in range(self.random.randint(2, most))]
        options: list[Any] = [{"id": name, "text": name, "group": self._group()} for name in names]
        options[-1]["alone"] = self._maybe(0.6)
        raw: dict[str, Any] = {"id": f"q{position}", "text": "What?", "options": options}
        raw["choose"] = self.random.choice(["any", "any", "one"])
        if position == 0 and self._maybe(0.4):
            raw |= {"from_services": True, "options": options[:1], "choose": "one"}
        if self._maybe(0.3):
            raw["ask_when"] = self.condition()
        if self._maybe(0.5):
            raw["screens"] = self._screens(raw)
        return raw

    def _screens(self, raw: Raw) -> Raw:
        clear = [raw["options"][-1]["id"]]
        if self._maybe(0.2):
            clear = self._some([option["id"] for option in raw["options"]], 2)
        count = self.random.choice([0, 0, 0, 1, 2])
        unless = [{"when": self.condition(), "reason": REASON} for _ in range(count)]
        return {"clear": clear, "unless": unless}

    def _group(self) -> str | None:
        return self.random.choice([None, None, "g0", "g1"])

    def condition(self, depth: int = 2) -> Raw:
        kinds = ["all", "any", "not"] if depth else []
        kinds += ["any_of"] * 4 + ["any_but"] * 2 + ["at_least", "exactly"] if self.asked else []
        kinds += ["service_of"] * 2 if self.asked and "from_services" in self.asked[0] else []
        kinds += ["site"] if self._maybe(0.5) or not kinds else []
        match kind := self.random.choice(kinds):
            case "all" | "any":
                return {kind: [self.condition(depth - 1) for _ in range(self.random.randint(1, 3))]}
            case "not":
                return {"not": self.condition(depth - 1)}
            case "site":
                return {"site": self._some(SITES, 2)}
            case "service_of":
                return {"service_of": "q0", "status": self._some(STATUSES, 3)}
            case _:
                return self._on_answer(kind)

    def _on_answer(self, kind: str) -> Raw:
        asked = self.random.choice(self.asked)
        names = [option["id"] for option in asked["options"]]
        names += list(SERVICES) if asked.get("from_services") else []
        chosen: str | list[str] = self._some(names, 3)
        most = len(chosen)
        groups = sorted({o["group"] for o in asked["options"] if o["group"]})
        if groups and self._maybe(0.2):
            chosen = self.random.choice(groups)
            most = sum(option["group"] == chosen for option in asked["options"])
        if kind in {"any_of", "any_but"}:
            return {"question": asked["id"], kind: chosen}
        return {"question": asked["id"], kind: self.random.randint(1, most), "of": chosen}

    def _rules(self) -> list[Raw]:
        count = self.random.randint(1, 4)
        return [
            {"when": self.condition(), "outcome": self.random.choice(OUTCOMES)}
            for _ in range(count)
        ]

    def _guarantee(self) -> Raw:
        when = self._on_answer("any_of") if self._maybe(0.5) else self.condition()
        if self._maybe(0.2):
            return {"text": "Must.", "when": when, "must_end_in": self._some(OUTCOMES, 2)}
        never = ["go_ahead"] if self._maybe(0.5) else self._some(KINDS, 3)
        return {"text": "Never.", "when": when, "never": never}

    def _notes(self) -> list[Raw]:
        return [{"text": "A note", "when": self.condition()}] if self._maybe(0.1) else []

    def _periods(self) -> list[Raw]:
        return [
            {"status": self.random.choice(STATUSES[:-1]), "from": self._day(), "until": self._day()}
            for _ in range(self.random.randint(1, 2))
        ]

    def _day(self) -> str | None:
        return str(FIRST + timedelta(self.random.randrange(4))) if self._maybe(0.5) else None

    def _maybe(self, often: float) -> bool:
        return self.random.random() < often

    def _some(self, names: Sequence[str], most: int) -> list[str]:
        count = self.random.randint(1, min(most, len(names)))
        return sorted(self.random.sample(names, count))


def written(seed: int) -> dict[str, Any]:
    """The pack of a seed."""
    return Author(Random(seed)).pack()  # noqa: S311 - nothing secret


def packs() -> st.SearchStrategy[dict[str, Any]]:
    """Small packs; a seed rather than draws, which would make mostly packs without any answer."""
    return st.builds(written, st.integers(0, 2**32))
