"""Packs that are large in one way each, and files of words that ask for much."""

import json
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from kiosk.pack.reading import CONTENT
from kiosk.pack.words import Language
from kiosk.texts.editions import content_catalog_path
from tests.plain import tiny, translation

Document = dict[str, Any]
_FIRST = date(2026, 1, 1)


def _days(number: int) -> list[str]:
    return [(_FIRST + timedelta(days=n)).isoformat() for n in range(number)]


def _contact(name: str) -> Document:
    return {"id": name, "kind": "phone", "value": "09 123 456", "text": f"Desk {name}"}


def _service(name: str, **more: Any) -> Document:
    return {"id": name, "name": f"Service {name}", "icon": "post", "contacts": ["desk"], **more}


def near_misses(number: int = 3000) -> Document:
    """Every id of a contact is named with one letter wrong."""
    names = [f"contact-{n}-of-the-city" for n in range(number)]
    return tiny(
        {
            "contacts": [_contact("desk"), *map(_contact, names)],
            "sites.hall.contacts": [name.replace("city", "cityy") for name in names],
        }
    )


def near_misses_within(number: int = 900) -> Document:
    """As many ids with one letter wrong as there may be, in many lists."""
    names = [f"contact-{n}-of-the-city" for n in range(number)]
    wrong = [name.replace("city", "cityy") for name in names]
    sites = [
        {"id": f"s{n}", "name": f"Site {n}", "contacts": wrong[10 * n : 10 * n + 50]}
        for n in range(80)
    ]
    return tiny({"contacts": [_contact("desk"), *map(_contact, names)], "sites": sites})


def entangled_at_every_site(sites: int = 100) -> Document:
    """A pack that is nearly too entangled, at as many sites as there may be."""
    named = [{"id": f"s{n}", "name": f"Site {n}"} for n in range(sites)]
    return {**entangled(6, 8), "sites": named}


def short_lists(number: int = 12_000) -> Document:
    """Every note looks at no option at all."""
    note = {"text": "N", "when": {"question": "ill", "any_of": []}}
    return tiny({"outcomes.ask.notes": [note] * number})


def short_texts(number: int = 12_000) -> Document:
    """Every text is empty."""
    return tiny({"outcomes.ask.body": [""] * number})


def unknown_keys(number: int = 12_000) -> Document:
    """Every note has a key that nothing is known of."""
    return tiny({"outcomes.ask.notes": [{"text": "N", "whenn": 1}] * number})


def many_sites(number: int = 5000) -> Document:
    """A site for every door of a country."""
    return tiny({"sites": [{"id": f"s{n}", "name": f"Site {n}"} for n in range(number)]})


def many_services(number: int = 2000) -> Document:
    """A service for every desk of a country."""
    return tiny({"services": [_service(f"s{n}") for n in range(number)]})


def many_periods(number: int = 730) -> Document:
    """A service whose status is told for every day of two years."""
    periods = [
        {"status": "open" if n % 2 else "closed", "from": day, "until": day}
        for n, day in enumerate(_days(number))
    ]
    return tiny({"services.parcels.availability": periods})


def many_days(services: int = 60, days: int = 24) -> Document:
    """Many services that all change on days of their own."""
    every = _days(days)
    found = []
    for n in range(services):
        periods = [
            {"status": "open" if (n + k) % 2 else "closed", "from": day, "until": day}
            for k, day in enumerate(every)
        ]
        found.append(_service(f"s{n}", availability=[*periods, {"status": "open"}]))
    closed = {"service_of": "errand", "status": ["closed"]}
    rules = [
        {
            "when": {"all": [{"question": "errand", "any_of": [f"s{n}"]}, closed]},
            "outcome": ("ask", "stay-out")[n % 2],
        }
        for n in range(services)
    ]
    return tiny({"services": found, "rules": [*tiny()["rules"][:1], *rules, *tiny()["rules"][1:]]})


def entangled(questions: int = 40, options: int = 12) -> Document:
    """Every rule looks at several of many questions, each at other options of them."""
    asked = [
        {
            "id": f"q{n}",
            "text": f"Question {n}?",
            "choose": "any",
            "options": [
                *({"id": f"o{k}", "text": f"Option {k}"} for k in range(options)),
                {"id": "none", "text": "None of these", "alone": True},
            ],
        }
        for n in range(questions)
    ]
    rules = [
        {
            "when": {
                "all": [
                    {
                        "question": f"q{(n + step * k) % questions}",
                        "at_least": 2,
                        "of": [f"o{(n + k + j) % options}" for j in range(5)],
                    }
                    for k in range(4)
                ]
            },
            "outcome": ("stay-out", "come-in", "ask")[n % 3],
        }
        for n in range(questions)
        for step in (1, 3, 7)
    ]
    return tiny(
        {
            "questions": [*tiny()["questions"], *asked],
            "rules": [*rules, {"outcome": "ask"}],
        }
    )


def long_texts(number: int = 2000) -> Document:
    """Texts as long as they may be, full of numbers to be compared."""
    text = ("1.2.2021 at 10–12, 09 123 456, 5 000,50 x.fi " * 9)[:399] + "."
    outcome = {"id": "x", "kind": "ask_staff", "title": "Ask", "body": [text] * 20}
    more = [{**outcome, "id": f"o{n}", "title": f"Ask {n}"} for n in range(number // 20)]
    return tiny({"outcomes": [*tiny()["outcomes"], *more[:97]]})


def many_examples(number: int = 4000) -> Document:
    """Examples of everything."""
    example = {
        "text": "E",
        "site": "hall",
        "date": "2021-06-01",
        "answers": {"errand": ["parcels"], "ill": ["cough"]},
        "outcome": "stay-out",
    }
    days = _days(number)
    return tiny({"examples": [{**example, "date": day} for day in days]})


def many_guarantees(number: int = 4000) -> Document:
    """Guarantees of everything."""
    cough = {"question": "ill", "any_of": ["cough"]}
    every = [{"text": f"G{n}", "when": cough, "never": ["go_ahead"]} for n in range(number)]
    return tiny({"guarantees": every})


def many_outcomes(number: int = 4000) -> Document:
    """Outcomes without ways forward, each with notes that look at everything."""
    note = {"text": "N", "when": {"question": "ill", "at_least": 1, "of": ["cough", "fever"]}}
    more = [
        {"id": f"o{n}", "kind": "remote", "title": f"Title {n}", "notes": [note]}
        for n in range(number)
    ]
    return tiny({"outcomes": [*tiny()["outcomes"], *more]})


def many_languages(number: int = 3000) -> Document:
    """A pack in every language that there is, and more."""
    return tiny({"languages": ["en", *(f"fi-x{n:04}" for n in range(number))]})


def deep_conditions(depth: int = 24, wide: int = 2000) -> Document:
    """Conditions in conditions, and one with thousands of parts."""
    deep: Document = {"question": "ill", "any_of": ["cough"]}
    for _ in range(depth):
        deep = {"not": deep}
    parts = [{"question": "ill", "any_of": ["cough"]}, deep] * wide
    return tiny({"rules.0.when": {"any": parts}})


def many_options(number: int = 100) -> Document:
    """Questions with as many options as there may be, of which rules count overlapping ones."""
    names = [f"o{n}" for n in range(number - 1)]
    none = tiny()["questions"][1]["options"][2]
    options = [*({"id": name, "text": f"Option {name}"} for name in names), none]
    counts = [{"question": "ill", "at_least": k + 2, "of": names[k : k + 40]} for k in range(50)]
    rules = [{"when": count, "outcome": "stay-out"} for count in counts]
    return tiny(
        {
            "questions.ill.options": options,
            "rules": [*rules, *tiny()["rules"][1:]],
            "guarantees": [],
        }
    )


def translated(folder: Path, document: Document, *languages: str) -> None:
    """A pack with every text in some languages."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / CONTENT).write_text(
        json.dumps({**document, "languages": ["en", *languages]}), "utf-8"
    )
    for language in languages:
        translation(folder, language)


def plural_forms(folder: Path) -> None:
    """A catalogue that names more plural forms than there is room for."""
    translated(folder, tiny(), "fi")
    header = 'msgid ""\nmsgstr "Plural-Forms: nplurals=99999999; plural=0;\\n"\n'
    text = 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n'
    path = content_catalog_path(folder, Language("fi"))
    path.write_text(f"{header}\n{text}", "utf-8")


WORDS: Mapping[str, Callable[[Path], None]] = {
    "900 texts of facts in two languages": lambda folder: translated(
        folder, long_texts(900), "fi", "sv"
    ),
    "words of 100 options in five languages": lambda folder: translated(
        folder, many_options(), "fi", "sv", "fi-simple", "sv-FI", "sv-AX"
    ),
    "a plural form in a catalogue": plural_forms,
}
LARGE: Mapping[str, Callable[[], Document]] = {
    "near misses of 3,000 ids": near_misses,
    "near misses of 900 ids at 80 sites": near_misses_within,
    "entangled at 100 sites": entangled_at_every_site,
    "12,000 lists that are too short": short_lists,
    "12,000 texts that are too short": short_texts,
    "12,000 unknown keys": unknown_keys,
    "5,000 sites": many_sites,
    "2,000 services": many_services,
    "730 periods": many_periods,
    "60 services on 12 days": lambda: many_days(60, 12),
    "60 services on 24 days": lambda: many_days(60, 24),
    "entangled": entangled,
    "2,000 texts of facts": long_texts,
    "4,000 examples": many_examples,
    "4,000 guarantees": many_guarantees,
    "4,000 outcomes": many_outcomes,
    "3,000 languages": many_languages,
    "4,000 deep conditions": deep_conditions,
    "100 options in overlapping counts": many_options,
}
