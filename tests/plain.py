"""Builders that need no Qt: tiny packs on disk, their translations, answers, flows."""

import json
from collections.abc import Collection, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import combinations
from pathlib import Path
from typing import Any

from kiosk.flow.steps import Flow
from kiosk.live import statuses
from kiosk.pack.conditions import Statuses
from kiosk.pack.models import Pack
from kiosk.pack.reading import CONTENT, read_pack, texts
from kiosk.pack.words import Address, Answers, Language, OptionId, QuestionId, SiteId, Text
from kiosk.texts.catalogs import NOTHING, Catalog
from kiosk.texts.editions import content_catalog_path, program_catalog
from kiosk.texts.speech import Speech

JUNE = date(2021, 6, 1)
HALL = SiteId("hall")
GONE = object()
"""As a change: the place is taken out."""

Changes = Mapping[str, Any]
"""What to put where, by ids as in the program's own messages: `questions.ill.options.yes.text`."""

_TINY: dict[str, Any] = {
    "schema_version": 1,
    "id": "tiny",
    "revision": 1,
    "reviewed": "2021-05-27",
    "source_language": "en",
    "languages": ["en"],
    "welcome": {"title": "Check before you come in"},
    "sites": [{"id": "hall", "name": "The hall"}],
    "contacts": [{"id": "desk", "kind": "phone", "value": "09 123 456", "text": "The desk"}],
    "services": [
        {"id": "passports", "name": "Passports", "icon": "people", "contacts": ["desk"]},
        {"id": "parcels", "name": "Parcels", "icon": "post", "contacts": ["desk"]},
    ],
    "questions": [
        {"id": "errand", "text": "What brings you here?", "from_services": True},
        {
            "id": "ill",
            "text": "Are you ill?",
            "choose": "any",
            "screens": {"clear": ["none"]},
            "options": [
                {"id": "cough", "text": "Cough"},
                {"id": "fever", "text": "Fever"},
                {"id": "none", "text": "None of these", "alone": True},
            ],
        },
    ],
    "outcomes": [
        {"id": "come-in", "kind": "go_ahead", "title": "Please come in"},
        {"id": "stay-out", "kind": "stay_away", "title": "Please go home", "contacts": ["desk"]},
        {"id": "ask", "kind": "ask_staff", "title": "Please ask the staff"},
    ],
    "rules": [
        {"when": {"question": "ill", "any_of": ["cough", "fever"]}, "outcome": "stay-out"},
        {"when": {"service_of": "errand", "status": ["open"]}, "outcome": "come-in"},
        {"outcome": "ask", "intended": "The staff decide what no rule foresees."},
    ],
    "guarantees": [
        {
            "text": "Who coughs never comes in.",
            "when": {"question": "ill", "any_of": ["cough"]},
            "never": ["go_ahead"],
        }
    ],
}


def tiny(changes: Changes | None = None) -> dict[str, Any]:
    """The smallest pack that shows everything, as `content.json` holds it, with changes."""
    return changed(deepcopy(_TINY), changes)


def changed(document: dict[str, Any], changes: Changes | None = None) -> dict[str, Any]:
    """A pack's document after changes."""
    for place, value in (changes or {}).items():
        *way, last = place.split(".")
        here: Any = document
        for step in way:
            here = here[_key(here, step)]
        if value is GONE:
            del here[_key(here, last)]
        elif isinstance(here, list) and last == "+":
            here.append(deepcopy(value))
        else:
            here[_key(here, last)] = deepcopy(value)
    return document


def pack_with(folder: Path, changes: Changes | None = None) -> Path:
    """A pack's folder with the tiny pack in it, changed."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / CONTENT).write_text(json.dumps(tiny(changes)), "utf-8")
    return folder


def tiny_pack(folder: Path, changes: Changes | None = None) -> Pack:
    """The tiny pack, changed and read."""
    return read_pack(pack_with(folder, changes))


def translation(  # noqa: PLR0913 - each is a way in which a translation can be wrong
    folder: Path,
    language: str,
    *,
    missing: Collection[str] = (),
    stale: Collection[str] = (),
    words: Mapping[str, str] | None = None,
    besides: Iterable[tuple[str, str, str]] = (),
) -> Path:
    """The `content.po` of a pack: `fi: source` for every text, with exceptions by place."""
    told = words or {}
    entries = [
        (place, source, "" if place in missing else told.get(place, _told(language, source)))
        for place, source in texts(read_pack(folder))
    ]
    path = content_catalog_path(folder, Language(language))
    path.parent.mkdir(parents=True, exist_ok=True)
    body = "\n".join(
        ("#, fuzzy\n" if place in stale else "")
        + f"msgctxt {_quoted(place)}\nmsgid {_quoted(source)}\nmsgstr {_quoted(shown)}\n"
        for place, source, shown in (*entries, *besides)
    )
    header = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n'
    path.write_text(f"{header}\n{body}", "utf-8")
    return path


def _told(language: str, source: Text) -> str:
    if isinstance(source, Address):
        return source
    return f"{language}: {source.replace('None', _NONE.get(language, 'None'))}"


_NONE = {"fi": "Ei mitään", "sv": "Inget"}
"""A translation says no where its source does."""


def answers(**given: str) -> Answers:
    """Answers by question, with `_` for `-`; several options of a question with spaces between."""
    return {
        QuestionId(question.replace("_", "-")): tuple(OptionId(option) for option in chosen.split())
        for question, chosen in given.items()
    }


def flow(pack: Pack, said: Statuses | None = None, on: date = JUNE) -> Flow:
    """What follows from answers in the tiny pack's hall on a day."""
    return Flow(pack, HALL, statuses(pack, on, said))


def speech(language: str) -> Speech:
    """What the program says in a language that it speaks, or the customs of any other."""
    known = Language(language)
    return Speech(known, program_catalog(known) if language in {"en", "fi", "sv"} else NOTHING)


def catalog(**messages: str) -> Catalog:
    """A catalogue of program words."""
    return Catalog({(None, source): (text,) for source, text in messages.items()}, *NOTHING_ELSE)


NOTHING_ELSE = (NOTHING.stale, NOTHING.plural)


def at(on: date = JUNE) -> datetime:
    """Twenty-four minutes past ten on a day."""
    return datetime(on.year, on.month, on.day, 10, 24).astimezone()


def joined(words: str) -> str:
    """Words without what keeps a line from breaking, to be compared."""
    return words.replace("\u00a0", " ").replace("\u2060", "")


Raw = Mapping[str, Any]
"""A part of a pack as `content.json` holds it."""
Picked = frozenset[str]
STATUSES = ["open", "limited", "self_service", "remote_only", "closed", "full"]


@dataclass(frozen=True)
class Oracle:
    """What follows from answers by trying every visit, straight from `content.json`.

    It shares nothing with the program: no classes of answers, no three values, no formulas.
    """

    document: Raw
    site: str
    status: Mapping[str, str]

    @property
    def questions(self) -> list[Raw]:
        """The questions in their order."""
        return list(self.document["questions"])

    def holds(  # noqa: PLR0911 - one case for each kind of condition
        self, condition: Raw | None, given: Mapping[str, Picked]
    ) -> bool:
        """Whether a condition holds when everything is known; not asked means nothing chosen."""
        match condition:
            case None:
                return True
            case {"all": parts}:
                return all(self.holds(part, given) for part in parts)
            case {"any": parts}:
                return any(self.holds(part, given) for part in parts)
            case {"not": part}:
                return not self.holds(part, given)
            case {"any_of": _} | {"any_but": _} | {"of": _}:
                return self._counts(condition, given[condition["question"]])
            case {"service_of": question, "status": statuses}:
                return any(self.status.get(chosen) in statuses for chosen in given[question])
            case _:
                return self.site in condition["site"]

    def _counts(self, condition: Raw, chosen: Picked) -> bool:
        """Whether so many of the options are chosen, a group meaning all that belong to it."""
        every = next(q for q in self.questions if q["id"] == condition["question"])["options"]

        def named(options: str | list[str]) -> set[str]:
            members = {o["id"] for o in every if o.get("group") == options}
            return members if isinstance(options, str) else set(options)

        match condition:
            case {"any_of": options}:
                return bool(named(options) & chosen)
            case {"any_but": options}:
                return bool(chosen - named(options))
            case {"at_least": count, "of": options}:
                return len(named(options) & chosen) >= int(count)
            case _:
                return len(named(condition["of"]) & chosen) == int(condition["exactly"])

    def choices(self, question: Raw) -> list[Picked]:
        """Every answer that a question takes."""
        alone = [option["id"] for option in question["options"] if option.get("alone")]
        offered = [option["id"] for option in question["options"] if option["id"] not in alone]
        if question.get("from_services"):
            offered += [
                service["id"]
                for service in self.document["services"]
                if service.get("site") in {None, self.site}
            ]
        most = len(offered) if question.get("choose") == "any" else 1
        several = (each for size in range(1, most + 1) for each in combinations(offered, size))
        return [*map(frozenset, several), *(frozenset({option}) for option in alone)]

    def outcome(self, given: Mapping[str, Picked]) -> str:
        """The outcome of a complete visit."""
        rules = self.document["rules"]
        return next(str(r["outcome"]) for r in rules if self.holds(r.get("when"), given))

    def outcomes(self, given: Mapping[str, Picked]) -> set[str]:
        """The outcome of every visit that begins with these answers, one for each question.

        What staff may say of a service that is not chosen yet is as open as an answer.
        """
        if len(given) == len(self.questions):
            return {self.outcome(given)}
        question = self.questions[len(given)]
        following = self.choices(question) if self.asks(question, given) else [frozenset[str]()]
        return {
            outcome
            for chosen in following
            for day in self.days(question, chosen)
            for outcome in day.outcomes({**given, question["id"]: chosen})
        }

    def days(self, question: Raw, chosen: Picked) -> list["Oracle"]:
        """The days that differ for somebody who chooses this: by the status of the service."""
        if not question.get("from_services") or not chosen & self.status.keys():
            return [self]
        (service,) = chosen
        return [replace(self, status={**self.status, service: status}) for status in STATUSES]

    def asks(self, question: Raw, given: Mapping[str, Picked]) -> bool:
        """Whether a question is put after these answers, and nobody is left out of screening."""
        unless = question.get("screens", {}).get("unless", [])
        left_out = any(self.holds(each["when"], given) for each in unless)
        return self.holds(question.get("ask_when"), given) and not left_out


def _key(here: Any, step: str) -> Any:
    if not isinstance(here, list):
        return step
    ids = [part.get("id") if isinstance(part, dict) else None for part in here]
    return ids.index(step) if step in ids else step if step == "+" else int(step)


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
