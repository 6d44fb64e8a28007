"""Ways to break the Espoo pack, each with what the check must say of it."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from kiosk import paths
from kiosk.pack.reading import CONTENT
from kiosk.pack.words import Language
from kiosk.texts.editions import content_catalog_path

SOURCE = paths.BUILT_IN_PACK
LANGUAGES = ("sv", "en")
TRANSLATIONS = (*LANGUAGES, "fi-simple")


@dataclass
class Draft:
    """The Espoo pack on its way to being broken: its document and its translations."""

    document: dict[str, Any]
    catalogs: dict[str, Catalog] = field(default_factory=dict)

    def part(self, place: str) -> Any:
        """What stands at a place, named by ids as in the program's own messages."""
        here: Any = self.document
        for step in place.split("."):
            here = here[step] if isinstance(here, dict) else _within(here, step)
        return here

    def message(self, language: str, place: str) -> Message:
        """The translation of the text at a place."""
        catalog = self.catalogs.setdefault(language, deepcopy(_catalog(language)))
        return next(message for message in catalog if message.context == place)

    def write(self, folder: Path) -> Path:
        """Write it as the folder of a pack."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / CONTENT).write_text(json.dumps(self.document, ensure_ascii=False), "utf-8")
        for language in TRANSLATIONS:
            file = content_catalog_path(folder, Language(language))
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("wb") as opened:
                write_po(opened, self.catalogs.get(language, _catalog(language)))
        return folder


Change = Callable[[Draft], None]


@dataclass(frozen=True)
class Mutant:
    """A way to break the pack: what the check says, and what it says without the examples.

    Without `proof` only an example, a guarantee of what staff want, can tell it from the pack.
    """

    name: str
    change: Change
    code: str
    proof: str | None = None

    def draft(self) -> Draft:
        """The pack, broken in this way."""
        changed = espoo()
        self.change(changed)
        return changed


@dataclass(frozen=True)
class Same:
    """A change that no visitor can notice, and why."""

    name: str
    change: Change
    why: str

    def draft(self) -> Draft:
        """The pack, changed in this way."""
        changed = espoo()
        self.change(changed)
        return changed


def espoo() -> Draft:
    """The pack as it is shipped."""
    return Draft(deepcopy(_document()))


@cache
def _document() -> dict[str, Any]:
    document: dict[str, Any] = json.loads((SOURCE / CONTENT).read_text("utf-8"))
    return document


@cache
def _catalog(language: str) -> Catalog:
    with content_catalog_path(SOURCE, Language(language)).open("rb") as opened:
        return read_po(opened, locale=language.replace("-", "_"))


def _within(parts: list[Any], step: str) -> Any:
    by_id = {part["id"]: part for part in parts if isinstance(part, dict) and "id" in part}
    return by_id[step] if step in by_id else parts[int(step)]


def drop(place: str, name: str | int) -> Change:
    """Take one thing out of a list or an object: by its position, key, value, or id."""

    def change(draft: Draft) -> None:
        here: Any = draft.part(place)
        if isinstance(here, dict) or isinstance(name, int):
            del here[name]
        else:
            here.remove(name if name in here else _within(here, name))

    return change


def put(place: str, value: Any) -> Change:
    """Put another value at a place."""
    way, _, last = place.rpartition(".")

    def change(draft: Draft) -> None:
        here: Any = draft.part(way) if way else draft.document
        here[int(last) if isinstance(here, list) else last] = deepcopy(value)

    return change


def add(place: str, value: Any) -> Change:
    """Put one more thing at the end of a list."""
    return lambda draft: draft.part(place).append(deepcopy(value))


def swap(place: str, one: int, other: int) -> Change:
    """Put each of two things where the other one was."""

    def change(draft: Draft) -> None:
        here = draft.part(place)
        here[one], here[other] = here[other], here[one]

    return change


def translated(language: str, place: str, before: str, after: str) -> Change:
    """Write something else in one translation."""

    def change(draft: Draft) -> None:
        message = draft.message(language, place)
        words = str(message.string)
        assert before in words
        message.string = words.replace(before, after, 1)

    return change


def blanked(language: str, place: str) -> Change:
    """Leave one translation empty."""

    def change(draft: Draft) -> None:
        draft.message(language, place).string = ""

    return change


def stale(language: str, place: str) -> Change:
    """Mark one translation as older than its source."""
    return lambda draft: draft.message(language, place).flags.add("fuzzy")


def exchanged(language: str, one: str, other: str) -> Change:
    """Put each of two translations where the other one was."""

    def change(draft: Draft) -> None:
        first, second = (draft.message(language, place) for place in (one, other))
        first.string, second.string = second.string, first.string

    return change


def _gone(draft: Draft) -> None:
    """Take every guarantee out."""
    draft.document["guarantees"] = []


GUARANTEES = len(espoo().part("guarantees"))
SYMPTOMS = [str(option["id"]) for option in espoo().part("questions.symptoms.options")[:-1]]
ESSENTIAL = "questions.essential.ask_when.all"
ALLOWED = "rules.8.when.all"
ROOM = "services.room.availability"
BROKEN, UNREACHED = "guarantee-broken", "outcome-never-reached"
UNCLEAR, UNSCREENED = "screening-not-clear", "no-screening"
FAILS, DIFFER = "example-fails", "facts-differ"
GROUP = {"question": "errand", "any_of": ["hobby-group"]}


def _negation(place: str) -> Change:
    """Take the "not" before a condition out."""
    return lambda draft: put(place, draft.part(place)["not"])(draft)


def _in_a_row(*changes: Change) -> Change:
    def change(draft: Draft) -> None:
        for each in changes:
            each(draft)

    return change


def _on_the_order_of_rules() -> Iterator[Mutant]:
    yield Mutant("swap the rules on remote and on groups", swap("rules", 2, 3), FAILS)
    yield Mutant("swap the rules on groups and on full", swap("rules", 3, 4), FAILS)


def _on_rules() -> Iterator[Mutant]:
    for number, about in enumerate(["symptoms", "closed", "remote", "groups"]):
        yield Mutant(f"drop the rule on {about}", drop("rules", number), FAILS, BROKEN)
    yield Mutant("drop the rule on full", drop("rules", 4), UNREACHED, UNREACHED)
    yield Mutant("drop the rule on what can wait", drop("rules", 5), FAILS, BROKEN)
    yield Mutant("drop the rule on other errands", drop("rules", 6), FAILS)
    yield Mutant("drop the rule on masks", drop("rules", 7), FAILS, UNREACHED)
    yield Mutant("drop the rule that lets in", drop("rules", 8), FAILS, UNREACHED)
    yield Mutant("drop the last rule", drop("rules", 9), "no-last-rule")
    yield Mutant("swap the rules on symptoms and on closed", swap("rules", 0, 1), FAILS)
    yield Mutant("swap the rules on what can wait and on others", swap("rules", 5, 6), FAILS)
    yield Mutant("swap the rules on others and on masks", swap("rules", 6, 7), FAILS)
    yield Mutant("swap the last two rules", swap("rules", 8, 9), "rule-shadows")
    for symptom in SYMPTOMS:
        others = [other for other in SYMPTOMS if other != symptom]
        change = put("rules.0.when", {"question": "symptoms", "any_of": others})
        code = BROKEN if symptom in {"fever", "shortness-of-breath"} else FAILS
        yield Mutant(f"forget {symptom} in the first rule", change, code, BROKEN)
    yield Mutant("let whatever is left in", put("rules.9.outcome", "come-in"), "default-lets-in")
    twice = {"question": "symptoms", "at_least": 2, "of": SYMPTOMS}
    yield Mutant("let one symptom pass", put("rules.0.when", twice), FAILS, BROKEN)
    wrong = put("rules.7.when.any_of", ["yes"])
    yield Mutant("send those with a mask away", wrong, FAILS, None)
    wrong = put("rules.5.when.any_of", ["yes"])
    yield Mutant("send those who cannot wait away", wrong, FAILS, None)
    wrong = put("rules.3.when.all.1.any_of", ["yes"])
    yield Mutant("send the young away", wrong, FAILS, BROKEN)
    yield Mutant("forget the exempt", drop(f"{ALLOWED}.3.any_of", "exempt"), FAILS)
    yield Mutant("forget the limited", drop(f"{ALLOWED}.1.status", "limited"), FAILS)
    yield Mutant("forget the young", drop(f"{ALLOWED}.2.any", 1), FAILS)
    yield Mutant("call closed full", put("rules.1.when.status", ["full"]), FAILS, BROKEN)


def _on_questions() -> Iterator[Mutant]:
    yield Mutant("drop one negation", _negation(f"{ESSENTIAL}.0"), FAILS, None)
    yield Mutant("drop the other negation", _negation(f"{ESSENTIAL}.1"), FAILS, None)
    yield Mutant("screen nobody", drop("questions.symptoms", "screens"), UNSCREENED, UNSCREENED)
    for_some = put("questions.symptoms.ask_when", {"site": ["kalajarvi"]})
    yield Mutant("ask only some for symptoms", for_some, FAILS)
    drop_when = drop("questions.born-2001", "ask_when")
    yield Mutant("ask everybody their age", drop_when, FAILS, BROKEN)
    drop_when = drop("questions.essential", "ask_when")
    yield Mutant("ask everybody whether it can wait", drop_when, FAILS, None)
    of_rooms = put("questions.born-2001.ask_when.any_of", ["room"])
    yield Mutant("ask the wrong people their age", of_rooms, FAILS, None)
    together = put("questions.symptoms.options.none.alone", value=False)
    yield Mutant("let none stand with symptoms", together, "no-none-of-these", "no-none-of-these")
    yield Mutant("take one symptom only", put("questions.symptoms.choose", "one"), FAILS)
    first = _in_a_row(swap("questions", 0, 1), swap("questions", 0, 2))
    yield Mutant("ask for what comes later", first, "unknown-question")
    useless = {"id": "extra", "text": "Maski?", "options": [{"id": "a", "text": "Joo"}]}
    yield Mutant("add a question that nobody is asked", add("questions", useless), "text-missing")


def _on_services() -> Iterator[Mutant]:
    status = "services.{}.availability.0.status"
    for service, now in [
        ("kela", "closed"),
        ("youth-services", "open"),
        ("housing", "open"),
        ("laboratory", "remote_only"),
        ("hobby-group", "closed"),
    ]:
        change = put(status.replace("{}", service), now)
        yield Mutant(f"call {service} {now}", change, FAILS)
    yield Mutant("end a period early", put(f"{ROOM}.0.until", "2021-06-10"), "period-missing")
    yield Mutant("begin a period early", put(f"{ROOM}.1.from", "2021-06-15"), "periods-overlap")
    yield Mutant("end a period a year late", put(f"{ROOM}.0.until", "2022-06-20"), FAILS)
    reversed_ = put(f"{ROOM}.1.until", "2021-06-01")
    yield Mutant("end a period before it begins", reversed_, "period-reversed")
    yield Mutant("forget a period", drop(ROOM, 0), "period-missing")
    hidden = _in_a_row(add(ROOM, {"status": "limited"}), swap(ROOM, 0, 2))
    yield Mutant("hide a period behind another", hidden, "period-hidden")
    elsewhere = put("services.kela.site", "kalajarvi")
    yield Mutant("move a service to another site", elsewhere, FAILS)


def _on_ids() -> Iterator[Mutant]:
    for what, place, wrong in [
        ("option", "rules.0.when.any_but.0", "feverr"),
        ("question", "rules.0.when.question", "symptom"),
        ("outcome", "rules.0.outcome", "stayhome"),
        ("contact", "outcomes.stay-home.contacts.0", "corona-line"),
        ("source", "outcomes.stay-home.sources.0", "articel"),
        ("reminder", "outcomes.come-in.reminders.0", "masks"),
        ("site", "outcomes.mask-first.notes.0.when.site.0", "kalajarv"),
        ("option", "examples.0.answers.errand.0", "kella"),
        ("question", "outcomes.mask-first.amend.question", "masc"),
        ("question", "rules.1.when.service_of", "essential"),
        ("option", "guarantees.1.when.any_of.0", "nope"),
    ]:
        yield Mutant(f"misspell {place}", put(place, wrong), f"unknown-{what}")
    for part in ("contacts.omaolo", "reminders.hands", "outcomes.wait", "sources.article"):
        place, name = part.split(".")
        yield Mutant(f"drop {part}", drop(place, name), f"unknown-{place.removesuffix('s')}")
    again = add("questions.mask.options", {"id": "no", "text": "Ei"})
    yield Mutant("use an id twice", again, "id-twice")


def _on_outcomes() -> Iterator[Mutant]:
    kind = "outcomes.{}.kind"
    for outcome, code in [("stay-home", FAILS), ("wait", BROKEN), ("mask-first", BROKEN)]:
        lets_in = put(kind.replace("{}", outcome), "go_ahead")
        yield Mutant(
            f"call {outcome} a welcome",
            lets_in,
            code,
            UNCLEAR if outcome == "stay-home" else BROKEN,
        )
    lets_in = put("outcomes.ask-staff.kind", "go_ahead")
    yield Mutant("call asking the staff a welcome", lets_in, "default-lets-in")
    nowhere = drop("outcomes.by-remote", "remote_title")
    yield Mutant("leave those at home alone", nowhere, "no-way-forward")
    yield Mutant("lose a number", drop("contacts.corona-helpline", "value"), "no-address")
    insecure = put("contacts.omaolo.value", "http://www.omaolo.fi")
    yield Mutant("send people where anybody can listen", insecure, "no-web-address")
    closing = put("contacts.corona-helpline.hours.0.closes", "06:00")
    yield Mutant("close before opening", closing, "hours-reversed")
    yield Mutant("add an outcome for nobody", add("outcomes", _nobody()), "text-missing")
    too_much = put("guarantees.0.must_end_in", ["closed-now"])
    yield Mutant("promise too much", too_much, BROKEN, BROKEN)


def _nobody() -> dict[str, Any]:
    return {"id": "nobody", "kind": "ask_staff", "title": "Ei kukaan"}


def _on_examples() -> Iterator[Mutant]:
    yield Mutant("expect something else", put("examples.0.outcome", "wait"), FAILS)
    yield Mutant("leave an answer out", drop("examples.0.answers", "mask"), FAILS)
    yield Mutant("look at another day", put("examples.22.date", "2021-06-20"), FAILS)
    yield Mutant("look at another site", put("examples.0.site", "kalajarvi"), FAILS)
    yield Mutant("speak no Finnish", drop("languages", "fi"), "source-language-missing")
    yield Mutant("speak Klingon", add("languages", "tlh"), "unknown-language")


def _on_texts() -> Iterator[Mutant]:
    other_number = _told("sv", "contacts.corona-helpline.value", "09 816 34601")
    yield Mutant("change a phone number in sv", other_number, "number-differs", "number-differs")
    cough, title = "questions.symptoms.options.cough.text", "welcome.title"
    for language in LANGUAGES:
        yield Mutant(f"blank a {language} text", blanked(language, cough), "text-missing")
        yield Mutant(f"age a {language} text", stale(language, cough), "text-stale")
        spaced = translated(language, title, " ", "  {number} ")
        yield Mutant(f"ask for a number in {language}", spaced, "placeholders-differ")
        born = translated(language, "questions.born-2001.text", "2001", "2002")
        yield Mutant(f"change a year in {language}", born, DIFFER)
        urgent = translated(language, "outcomes.stay-home.notes.0.text", "112", "113")
        yield Mutant(f"change the emergency number in {language}", urgent, DIFFER)
        floor = translated(language, "services.kela.where", "3", "4")
        yield Mutant(f"change a floor in {language}", floor, DIFFER)
        age = translated(language, "questions.mask.options.under-12.text", "12", "7")
        yield Mutant(f"change an age in {language}", age, DIFFER)
        others = ("questions.born-2001.options.yes.text", "questions.mask.options.under-12.text")
        yield Mutant(f"exchange two {language} texts", exchanged(language, *others), DIFFER)
        symptoms = (f"questions.symptoms.options.{name}.text" for name in ("cough", "fever"))
        yield Mutant(
            f"exchange two {language} symptoms", exchanged(language, *symptoms), "texts-swapped"
        )
        yield Mutant(f"leave a {language} text in Finnish", _finnish(language), "text-copied")
        yield Mutant(f"word two {language} options alike", _alike(language), "options-alike")
        cyrillic = _told(language, "outcomes.come-in.title", "Добро пожаловать")
        yield Mutant(f"write {language} in other letters", cyrillic, "wrong-script")
    day = translated("sv", f"{ROOM}.0.note", "21.6.2021", "20.6.2021")
    yield Mutant("change a day in sv", day, DIFFER)
    reworded = put("outcomes.stay-home.title", "Mene kotiin")
    yield Mutant("reword the source", reworded, "text-missing")
    yield Mutant("drop a sentence", drop("outcomes.ask-staff.body", 1), "text-left-over")


def _told(language: str, place: str, words: str) -> Change:
    def change(draft: Draft) -> None:
        draft.message(language, place).string = words

    return change


def _finnish(language: str) -> Change:
    place = "questions.mask.hint"
    return lambda draft: _told(language, place, draft.part(place))(draft)


def _alike(language: str) -> Change:
    options = "questions.mask.options"

    def change(draft: Draft) -> None:
        words = draft.message(language, f"{options}.yes.text").string
        draft.message(language, f"{options}.no.text").string = words

    return change


MUTANTS = [
    *_on_rules(),
    *_on_the_order_of_rules(),
    *_on_questions(),
    *_on_services(),
    *_on_ids(),
    *_on_outcomes(),
    *_on_examples(),
    *_on_texts(),
]

_DISJOINT = "no answer makes both rules hold"
SAME = [
    Same("swap the rules on closed and on remote", swap("rules", 1, 2), _DISJOINT),
    Same("swap the rules on full and on what can wait", swap("rules", 4, 5), _DISJOINT),
    Same("swap the rules on masks and on letting in", swap("rules", 7, 8), _DISJOINT),
    Same("do not ask for no symptom", drop(ALLOWED, 0), "the first rule takes every symptom"),
    Same("do not ask for an open service", drop(ALLOWED, 1), "rules before take the others"),
    Same("do not ask for a mask", drop(ALLOWED, 3), "the rule before takes those without"),
    Same("allow no mask", add(f"{ALLOWED}.3.any_of", "no"), "the rule before takes those"),
    Same(
        "name the symptoms instead of what is clear",
        put("rules.0.when", {"question": "symptoms", "any_of": SYMPTOMS}),
        "there are no others yet",
    ),
    Same(
        "split the rule on symptoms",
        _in_a_row(
            lambda draft: draft.part("rules").insert(0, deepcopy(draft.part("rules.0"))),
            put("rules.0.when", {"question": "symptoms", "any_of": SYMPTOMS[:4]}),
            put("rules.1.when", {"question": "symptoms", "any_of": SYMPTOMS[4:]}),
        ),
        "both lead to the same outcome",
    ),
    *(
        Same(
            f"drop guarantee {n}",
            drop("guarantees", n),
            "it says what must be, and decides nothing",
        )
        for n in range(GUARANTEES)
    ),
]

UNSEEN = [
    Same(
        "exchange two sv reminders",
        exchanged("sv", "reminders.mask.text", "reminders.distance.text"),
        "what words mean is for people to see",
    ),
]
