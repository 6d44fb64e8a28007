"""Packs that would let somebody with symptoms in."""

from pathlib import Path
from typing import Any

from tests.adversary.table import (
    UNREADABLE,
    Row,
    explained,
    findings,
    judge,
    refused,
    rows,
    warned,
)
from tests.plain import GONE, Changes, Raw

REASON = "The staff at the door look at everybody."


def has(question: str, *options: str) -> Raw:
    return {"question": question, "any_of": list(options)}


def but(question: str, *options: str) -> Raw:
    return {"question": question, "any_but": list(options)}


def either(*parts: Raw) -> Raw:
    return {"any": list(parts)}


def both(*parts: Raw) -> Raw:
    return {"all": list(parts)}


def no(part: Raw) -> Raw:
    return {"not": part}


def rule(when: Raw, outcome: str) -> Raw:
    return {"when": when, "outcome": outcome}


def yes_no(name: str, **more: Any) -> Raw:
    options = [{"id": "yes", "text": "Yes"}, {"id": "no", "text": "No"}]
    return {"id": name, "text": f"And {name}?", "options": options, **more}


def guarantee(when: Raw, **more: Any) -> Raw:
    return {"text": "This must hold.", "when": when, **more}


SOURCE: Raw = {"id": "leaflet", "page": "A leaflet", "date": "2021"}
EXAMPLE: Raw = {
    "text": "Ill",
    "site": "hall",
    "date": "2021-06-01",
    "answers": {"errand": ["parcels"], "ill": ["cough"]},
    "outcome": "stay-out",
}
HALL: Raw = {"site": ["hall"]}
ANNEX: Raw = {"site": ["annex"]}
OPEN: Raw = {"service_of": "errand", "status": ["open"]}
CLOSED: Raw = {"service_of": "errand", "status": ["closed"]}
FULL: Raw = {"service_of": "errand", "status": ["full"]}
ILL = but("ill", "none")
WELL = has("ill", "none")
STAY, COME = rule(ILL, "stay-out"), rule(both(WELL, OPEN), "come-in")
DEFAULT: Raw = {"outcome": "ask", "intended": "The staff decide what no rule foresees."}
HEADACHE: Raw = {"id": "headache", "text": "Headache"}
REMOTE: Raw = {"id": "remote", "kind": "remote", "title": "From home", "contacts": ["desk"]}
HELP: Raw = {"id": "help", "kind": "emergency", "title": "Call 112", "contacts": ["desk"]}
WAIT: Raw = {"id": "wait", "kind": "not_yet", "title": "Please wait", "contacts": ["desk"]}
ILL_QUESTION: Raw = {
    "id": "ill",
    "text": "Are you ill?",
    "choose": "any",
    "screens": {"clear": ["none"]},
    "options": [
        {"id": "cough", "text": "Cough"},
        {"id": "fever", "text": "Fever"},
        {"id": "none", "text": "None of these", "alone": True},
    ],
}
CENTRE: Changes = {
    "sites.+": {"id": "annex", "name": "The annex"},
    "outcomes.ask.notes": [{"text": "Take a number", "when": has("errand", "parcels")}],
    "rules": [STAY, COME, DEFAULT],
    "guarantees": [guarantee(ILL, must_end_in=["stay-out"])],
}
"""A sound pack with two sites."""


def unless(*when: Raw, reason: str = REASON) -> Changes:
    return {"questions.ill.screens.unless": [{"when": each, "reason": reason} for each in when]}


def rules(*those: Raw) -> Changes:
    return {"rules": [*those, DEFAULT]}


SILENT: Changes = {"questions.ill.screens": GONE}
"""Nothing screens."""

TRAVEL: Changes = {"questions.+": yes_no("travelled", screens={"clear": ["no"]})}
ABROAD = rule(has("travelled", "yes"), "stay-out")
OUT: Raw = {"outcome": "stay-out", "intended": "Everybody else stays away."}

FORGOTTEN = [
    refused(
        "a new symptom that no rule names",
        "screening-not-clear",
        {
            "questions.ill.options.+": HEADACHE,
            **rules(rule(has("ill", "cough", "fever"), "stay-out"), rule(OPEN, "come-in")),
        },
    ),
    refused(
        "a new symptom that no rule and no guarantee names",
        "option-like-clear",
        {
            "questions.ill.options.+": HEADACHE,
            "guarantees": [guarantee(has("ill", "cough"), never=["go_ahead"])],
            **rules(rule(has("ill", "cough", "fever"), "stay-out"), rule(OPEN, "come-in")),
        },
    ),
    explained(
        "a new symptom beside any_but",
        "every option but the clear ones is kept out by the rule as it stands",
        {"questions.ill.options.+": HEADACHE},
    ),
    refused(
        "a symptom that is alone",
        "screening-not-clear",
        {
            "questions.ill.options.+": {**HEADACHE, "alone": True},
            **rules(rule(has("ill", "cough", "fever"), "stay-out"), rule(OPEN, "come-in")),
        },
    ),
    warned(
        "a symptom beside the one that is clear, of which one can be chosen",
        "several-clear",
        {
            "questions.ill.options.+": HEADACHE,
            "questions.ill.choose": "one",
            "questions.ill.screens.clear": ["none", "headache"],
            "guarantees.0.when": but("ill", "none", "headache"),
            "rules.0": rule(but("ill", "none", "headache"), "stay-out"),
            "rules.1": rule(both(has("ill", "none", "headache"), OPEN), "come-in"),
        },
    ),
    warned(
        "two clear options that stand alone",
        "several-clear",
        {
            "questions.ill.options.+": {"id": "well", "text": "I feel fine", "alone": True},
            "questions.ill.screens.clear": ["none", "well"],
            "guarantees.0.when": but("ill", "none", "well"),
            "rules.0": rule(but("ill", "none", "well"), "stay-out"),
            "rules.1": rule(both(has("ill", "none", "well"), OPEN), "come-in"),
        },
    ),
    warned(
        "a symptom that is alone but kept out",
        "not-clear-alone",
        {"questions.ill.options.cough.alone": True},
    ),
    refused(
        "a symptom that a rule lets in first",
        "screening-not-clear",
        rules(rule(has("ill", "cough"), "come-in"), STAY, COME),
    ),
    refused(
        "a symptom that a rule lets in although the stricter one holds",
        "let-in-before-stricter",
        rules(rule(has("ill", "cough"), "come-in"), STAY, COME),
    ),
    refused(
        "two symptoms let further than one",
        "risk-lets-further",
        rules(
            rule({"question": "ill", "at_least": 2, "of": ["cough", "fever"]}, "ask"), STAY, COME
        ),
    ),
    refused(
        "exactly one symptom is let in",
        "screening-not-clear",
        rules(rule({"question": "ill", "exactly": 1, "of": ["cough", "fever"]}, "come-in"), STAY),
    ),
    refused(
        "at least two symptoms are needed to be kept out",
        "screening-not-clear",
        rules(
            rule({"question": "ill", "at_least": 2, "of": ["cough", "fever"]}, "stay-out"),
            rule(OPEN, "come-in"),
        ),
    ),
    refused(
        "a group that lacks a symptom",
        "screening-not-clear",
        {
            "questions.ill.options.cough.group": "symptoms",
            **rules(
                rule({"question": "ill", "any_of": "symptoms"}, "stay-out"), rule(OPEN, "come-in")
            ),
        },
    ),
    refused(
        "an errand that is like a clear one",
        "option-like-clear",
        {
            "questions.errand.options": [{"id": "ill", "text": "I am ill"}],
            "questions.errand.screens": {"clear": ["passports", "parcels"]},
        },
    ),
    refused(
        "all errands are clear",
        "all-clear",
        {"questions.errand.screens": {"clear": ["passports", "parcels"]}},
    ),
    explained(
        "an errand of a service that is not clear",
        "whoever chooses it is kept out like anybody else with an answer that is not clear",
        {
            "questions.errand.screens": {"clear": ["passports"]},
            "rules.1": rule(both(WELL, OPEN, has("errand", "passports")), "come-in"),
            "outcomes.ask.notes": [],
        },
    ),
    explained(
        "a group of all symptoms",
        "the group keeps out every option that is not clear",
        {
            "questions.ill.options.cough.group": "symptoms",
            "questions.ill.options.fever.group": "symptoms",
            "rules.0": rule({"question": "ill", "any_of": "symptoms"}, "stay-out"),
        },
    ),
    refused(
        "a new symptom outside the group of all symptoms",
        "option-like-clear",
        {
            "questions.ill.options.cough.group": "symptoms",
            "questions.ill.options.fever.group": "symptoms",
            "questions.ill.options.+": HEADACHE,
            **rules(
                rule({"question": "ill", "any_of": "symptoms"}, "stay-out"), rule(OPEN, "come-in")
            ),
        },
    ),
    refused(
        "a group with a typing error",
        "unknown-group",
        {
            "questions.ill.options.cough.group": "symptoms",
            "rules.0": rule({"question": "ill", "any_of": "symptom"}, "stay-out"),
        },
    ),
    refused(
        "any_but a symptom",
        "screening-not-clear",
        rules(rule(but("ill", "none", "cough"), "stay-out"), rule(OPEN, "come-in")),
    ),
    refused(
        "not none of these, turned round",
        "screening-not-clear",
        rules(rule(WELL, "stay-out"), rule(OPEN, "come-in")),
    ),
    refused(
        "a symptom only at one site",
        "screening-skipped",
        rules(rule(both(ILL, HALL), "stay-out"), rule(OPEN, "come-in")),
    ),
    refused(
        "a symptom only for one errand",
        "screening-skipped",
        rules(rule(both(ILL, has("errand", "parcels")), "stay-out"), rule(OPEN, "come-in")),
    ),
    refused(
        "a symptom only on days when the service is limited",
        "screening-skipped",
        rules(
            rule(both(ILL, {"service_of": "errand", "status": ["limited"]}), "stay-out"),
            rule(OPEN, "come-in"),
        ),
    ),
    refused(
        "symptoms end in waiting at the door",
        "screening-not-clear",
        {"outcomes.+": WAIT, **rules(rule(ILL, "wait"), COME)},
    ),
    refused(
        "a contradiction keeps nobody out",
        "screening-skipped",
        rules(rule(both(ILL, WELL), "stay-out"), rule(OPEN, "come-in")),
    ),
    warned(
        "a rule that can never hold",
        "rule-never-holds",
        rules(STAY, rule(both(ILL, WELL), "ask"), COME),
    ),
]

HIDDEN = [
    refused(
        "symptoms are hidden at a site",
        "screening-hidden",
        {"questions.ill.ask_when": HALL, "rules.1": rule(OPEN, "come-in")},
    ),
    refused(
        "symptoms are hidden by a status",
        "screening-hidden",
        {
            "questions.ill.ask_when": no({"service_of": "errand", "status": ["limited"]}),
            "rules.1": rule(no(CLOSED), "come-in"),
        },
    ),
    refused(
        "symptoms are hidden for most errands",
        "screening-hidden",
        {"questions.ill.ask_when": has("errand", "parcels"), "rules.1": rule(OPEN, "come-in")},
    ),
    refused(
        "symptoms are hidden by any_but",
        "screening-hidden",
        {"questions.ill.ask_when": but("errand", "parcels"), "rules.1": rule(OPEN, "come-in")},
    ),
    refused(
        "symptoms are hidden by another question",
        "screening-hidden",
        {
            "questions": [
                yes_no("staff"),
                {**ILL_QUESTION, "ask_when": has("staff", "no")},
            ],
            "outcomes.ask.notes": [],
            **rules(STAY, rule(either(WELL, has("staff", "yes")), "come-in")),
        },
    ),
    refused(
        "symptoms are never asked",
        "screening-never-asked",
        {"questions.ill.ask_when": both(HALL, ANNEX), "rules.1": rule(OPEN, "come-in")},
    ),
    refused(
        "symptoms are asked too late",
        "screening-skipped",
        rules(rule(OPEN, "come-in"), STAY),
    ),
    refused(
        "one errand is let in before symptoms are asked",
        "screening-skipped",
        rules(rule(has("errand", "parcels"), "come-in"), STAY, COME),
    ),
    refused(
        "one site lets everybody in",
        "screening-skipped",
        rules(rule(ANNEX, "come-in"), STAY, COME),
    ),
    refused(
        "one status lets everybody wait inside",
        "screening-skipped",
        {"outcomes.+": WAIT, **rules(rule(FULL, "wait"), STAY, COME)},
    ),
    refused(
        "symptoms are asked after a question that lets in",
        "screening-skipped",
        {
            "questions": [yes_no("appointment"), ILL_QUESTION],
            "outcomes.ask.notes": [],
            **rules(rule(has("appointment", "yes"), "come-in"), STAY, rule(WELL, "come-in")),
        },
    ),
    refused(
        "an appointment goes before symptoms, and symptoms are asked first",
        "let-in-before-stricter",
        {
            "questions": [ILL_QUESTION, yes_no("appointment")],
            "outcomes.ask.notes": [],
            **rules(rule(has("appointment", "yes"), "come-in"), STAY, rule(WELL, "come-in")),
        },
    ),
    explained(
        "symptoms are not asked where the service is closed",
        "nobody is let in who comes for a closed service, so nothing has to be asked",
        {
            "questions.ill.ask_when": no(CLOSED),
            "outcomes.+": REMOTE,
            **rules(rule(CLOSED, "remote"), STAY, COME),
            "guarantees": [guarantee(ILL, never=["go_ahead", "not_yet"])],
        },
    ),
]

SILENCE = [
    refused("nothing screens", "no-screening", SILENT),
    refused(
        "nothing screens, and nothing is guaranteed", "no-screening", {**SILENT, "guarantees": []}
    ),
    refused(
        "nothing screens, and the only guarantee is about a service",
        "no-screening",
        {**SILENT, "guarantees": [guarantee(CLOSED, never=["go_ahead"])]},
    ),
    refused(
        "nothing screens, and people only wait",
        "no-screening",
        {**SILENT, "outcomes.come-in.kind": "not_yet", "outcomes.come-in.contacts": ["desk"]},
    ),
    refused("no reason why nothing screens", UNREADABLE, {**SILENT, "no_screening": ""}),
    refused("a dot for a reason", UNREADABLE, {**SILENT, "no_screening": "."}),
    refused("a reason of spaces", UNREADABLE, {**SILENT, "no_screening": "      "}),
    explained(
        "nothing screens, for a reason",
        "staff say in words why, and it stands in every check for those who approve the pack",
        {**SILENT, "no_screening": REASON, "outcomes.stay-out": {**REMOTE, "id": "stay-out"}},
    ),
    refused(
        "a reason why nothing screens, but something does",
        "screening-denied",
        {"no_screening": REASON},
    ),
    refused(
        "only the second question screens",
        "screening-skipped",
        {
            "questions.+": yes_no("contact", screens={"clear": ["no"]}),
            **rules(STAY, rule(both(WELL, has("contact", "yes", "no")), "come-in")),
        },
    ),
    refused(
        "the second screening question decides nothing",
        "screening-never-asked",
        {
            "questions.+": yes_no("contact", screens={"clear": ["no"]}),
            **rules(STAY, rule(both(WELL, has("contact", "yes", "no")), "come-in")),
        },
    ),
    refused(
        "the second screening question decides something only for one answer",
        "option-like-clear",
        {
            "questions.+": {
                **yes_no("contact", screens={"clear": ["no"]}),
                "options": [{"id": each, "text": each} for each in ("yes", "maybe", "no")],
            },
            **rules(STAY, rule(has("contact", "yes"), "stay-out"), COME),
        },
    ),
    refused(
        "the second screening question is never put",
        "screening-skipped",
        {"questions.+": yes_no("contact", screens={"clear": ["no"]})},
    ),
    explained(
        "two screening questions that both decide",
        "both are put before anybody is let in, and each answer that is not clear keeps out",
        {
            "questions.+": yes_no("contact", screens={"clear": ["no"]}),
            **rules(STAY, rule(has("contact", "yes"), "stay-out"), COME),
        },
    ),
    refused(
        "every option is clear",
        "all-clear",
        {"questions.ill.screens.clear": ["cough", "fever", "none"]},
    ),
    explained(
        "a symptom is called clear",
        "whether a cough is a reason to stay out is medicine; the check shows what is clear",
        {
            "questions.ill.screens.clear": ["cough", "none"],
            **rules(rule(has("ill", "fever"), "stay-out"), COME, rule(has("ill", "cough"), "ask")),
            "guarantees": [],
        },
    ),
    refused("nothing is clear", UNREADABLE, {"questions.ill.screens.clear": []}),
    refused(
        "what is clear does not exist",
        "unknown-option",
        {"questions.ill.screens.clear": ["nothing"]},
    ),
    refused(
        "screens with a typing error", UNREADABLE, {"questions.ill.screen": {"clear": ["none"]}}
    ),
]

UNSCREENED = [
    refused(
        "symptoms that do not screen beside a question that does",
        "keeps-out-unscreened",
        {**SILENT, **TRAVEL, **rules(rule(has("ill", "fever"), "stay-out"), ABROAD, COME)},
    ),
    refused(
        "an emergency that does not screen",
        "keeps-out-unscreened",
        {
            "questions.+": yes_no("breath"),
            "outcomes.+": HELP,
            **rules(rule(has("breath", "yes"), "help"), STAY, COME),
        },
    ),
    refused(
        "symptoms that keep people out although nothing screens",
        "keeps-out-unscreened",
        {**SILENT, "no_screening": REASON, "rules.0": rule(has("ill", "fever"), "stay-out")},
    ),
    refused(
        "symptoms that an errand tells",
        "keeps-out-unscreened",
        {
            "questions.errand.options": [{"id": "doctor", "text": "I am ill"}],
            **rules(rule(has("errand", "doctor"), "stay-out"), STAY, COME),
        },
    ),
    refused(
        "symptoms that keep people out by the last rule",
        "keeps-out-unscreened",
        {
            **SILENT,
            **TRAVEL,
            "rules": [ABROAD, rule(both(OPEN, has("ill", "none", "fever")), "come-in"), OUT],
            "guarantees": [],
        },
    ),
    explained(
        "who is ill is asked more",
        "whatever they answer to the second question, they are not let in",
        {
            "questions.+": yes_no("contact", ask_when=ILL),
            **rules(rule(both(ILL, has("contact", "yes")), "stay-out"), rule(ILL, "ask"), COME),
            "guarantees": [guarantee(ILL, never=["go_ahead"])],
        },
    ),
    explained(
        "a closed service keeps people out",
        "what service somebody came for is no symptom",
        {
            "outcomes.+": {**REMOTE, "kind": "stay_away", "title": "Not today"},
            **rules(STAY, rule(CLOSED, "remote"), COME),
        },
    ),
]

EXCEPTIONS = [
    refused("an exception without a reason", UNREADABLE, unless(HALL, reason="")),
    refused("an exception with dashes for a reason", UNREADABLE, unless(HALL, reason="- - -")),
    *(
        refused(f"an exception whose reason is {name}", UNREADABLE, unless(HALL, reason=reason))
        for name, reason in (
            ("one word", "Unnecessary"),
            ("one word and a number", "Unnecessary 12"),
            ("of blanks that count as letters", "\u3164\u3164 \uffa0\uffa0 \u115f\u1160"),
            ("wiped from the terminal", "Never mind this.\x1b[2K\x1b[1A"),
            ("overwritten", "Never mind this.\rproved over 9 paths"),
            ("on a second line", "Never mind\nthis one"),
            ("turned round", "Never mind \u202ethis one"),
        )
    ),
    refused("nothing screens, for one word", UNREADABLE, {**SILENT, "no_screening": "Unnecessary"}),
    refused("a last rule for one word", UNREADABLE, {"rules.2.intended": "Unnecessary"}),
    explained(
        "an exception in a language without spaces",
        "Chinese has no spaces between words, and this says that the staff ask at the door",
        {
            **unless(has("errand", "parcels"), reason="工作人员在门口询问"),
            "rules.1": rule(OPEN, "come-in"),
        }
        | {"guarantees": [guarantee(ILL, must_end_in=["stay-out"])]},
    ),
    *(
        refused(f"{place} that is wiped from the terminal", UNREADABLE, changes)
        for place, changes in (
            ("a guarantee", {"guarantees": [{**guarantee(ILL), "text": "Fine\x1b[2K"}]}),
            ("a guarantee of blanks", {"guarantees": [{**guarantee(ILL), "text": "\u3164"}]}),
            ("an example", {"examples": [{**EXAMPLE, "text": "Fine\x1b[2K"}]}),
            ("a source", {"sources": [{**SOURCE, "page": "Fine\x1b[2K"}]}),
            ("the address of a source", {"sources": [{**SOURCE, "url": "a\x9b2K"}]}),
            ("the date of a source", {"sources": [{**SOURCE, "date": "2021\r"}]}),
        )
    ),
    explained(
        "an exception for a reason",
        "it is said in words on the question, and every check, picture and table shows it",
        {**unless(has("errand", "parcels")), "rules.1": rule(OPEN, "come-in")}
        | {"guarantees": [guarantee(ILL, must_end_in=["stay-out"])]},
    ),
    refused(
        "exceptions for everybody",
        "screening-never-asked",
        {**unless(HALL, ANNEX), "rules.1": rule(OPEN, "come-in")},
    ),
    refused(
        "exceptions for everybody who is let in",
        "unless-everybody",
        {
            **unless(has("errand", "parcels"), has("errand", "passports")),
            "rules.1": rule(OPEN, "come-in"),
            "questions.errand.options": [{"id": "other", "text": "Something else"}],
            "rules.2.intended": "Who came for something else is for the staff.",
        },
    ),
    refused(
        "exceptions for everybody whom the calendar lets in",
        "unless-everybody",
        {
            **unless(has("errand", "parcels")),
            "services.passports.availability": [{"status": "remote_only"}],
            "rules.1": rule(both(OPEN, either(WELL, has("errand", "parcels"))), "come-in"),
        },
    ),
    warned("an exception for nobody", "unless-unused", unless(both(HALL, ANNEX))),
    warned(
        "an exception that nobody is let in with",
        "unless-unused",
        {
            **unless(CLOSED),
            "outcomes.+": REMOTE,
            **rules(rule(CLOSED, "remote"), STAY, COME),
            "guarantees": [guarantee(ILL, never=["go_ahead", "not_yet"])],
        },
    ),
    refused(
        "an exception that looks at a question to come",
        "unknown-question",
        {"questions.+": yes_no("later"), **unless(has("later", "yes"))},
    ),
    refused("an exception that looks at itself", "unknown-question", unless(has("ill", "cough"))),
    refused(
        "an exception beside an ask_when that hides more",
        "screening-hidden",
        {
            **unless(has("errand", "parcels")),
            "questions.ill.ask_when": HALL,
            "rules.1": rule(OPEN, "come-in"),
        },
    ),
]

RULES = [
    refused("the default lets in", "default-lets-in", {"rules.2": {"outcome": "come-in"}}),
    refused(
        "the default lets wait inside",
        "default-lets-in",
        {"outcomes.+": WAIT, "rules.2": {"outcome": "wait"}},
    ),
    refused("no default", "no-last-rule", {"rules.2": GONE}),
    warned(
        "the default is reached by accident", "default-reached", {"rules.2": {"outcome": "ask"}}
    ),
    refused("a dot for what the default intends", UNREADABLE, {"rules.2.intended": "."}),
    warned(
        "a rule with a condition that is intended",
        "intended-elsewhere",
        {"rules.0.intended": REASON},
    ),
    refused(
        "a rule that always holds before the others",
        "rule-shadows",
        rules({"outcome": "ask"}, STAY, COME),
    ),
    warned(
        "who comes for a closed service is sent home without a word of symptoms",
        "milder-before-stricter",
        {
            "questions": [ILL_QUESTION, {"id": "errand", "text": "Why?", "from_services": True}],
            "outcomes.+": REMOTE,
            **rules(rule(CLOSED, "remote"), STAY, COME),
            "guarantees": [guarantee(ILL, never=["go_ahead", "not_yet"])],
        },
    ),
    refused(
        "an emergency that a mild rule hides is let in",
        "let-in-before-stricter",
        {
            "outcomes.+": HELP,
            **rules(rule(has("ill", "cough"), "come-in"), rule(has("ill", "cough"), "help"), COME),
        },
    ),
    warned(
        "an emergency that staying out hides",
        "milder-before-stricter",
        {"outcomes.+": HELP, **rules(STAY, rule(has("ill", "fever"), "help"), COME)},
    ),
    warned(
        "a rule behind one that is wider",
        "rule-shadowed",
        rules(STAY, rule(has("ill", "fever"), "ask"), COME),
    ),
]

GUARANTEES = [
    refused(
        "a guarantee about nobody",
        "guarantee-never-holds",
        {"guarantees.0.when": both(WELL, ILL)},
    ),
    refused(
        "a guarantee about a site that is not there at the same time",
        "guarantee-never-holds",
        {"guarantees.0.when": both(HALL, ANNEX)},
    ),
    refused(
        "a guarantee that forbids nothing",
        "guarantee-forbids-nothing",
        {"guarantees": [guarantee(ILL)]},
    ),
    refused(
        "a guarantee that forbids what there is not",
        "guarantee-forbids-nothing",
        {"guarantees": [guarantee(ILL, never=["emergency"])]},
    ),
    refused(
        "a guarantee that may end anywhere",
        "guarantee-forbids-nothing",
        {"guarantees": [guarantee(ILL, must_end_in=["come-in", "stay-out", "ask"])]},
    ),
    refused(
        "a guarantee that must end nowhere",
        "unknown-outcome",
        {"guarantees": [guarantee(ILL, must_end_in=["stay-home"])]},
    ),
    refused(
        "a guarantee about whom nobody asks what they came for",
        "guarantee-broken",
        {
            "guarantees": [guarantee(has("errand", "parcels"), never=["stay_away"])],
            "questions": [ILL_QUESTION, {"id": "errand", "text": "Why?", "from_services": True}],
        },
    ),
    refused(
        "a guarantee about a closed service that an answer before it decides",
        "guarantee-broken",
        {"guarantees": [guarantee(CLOSED, never=["stay_away"])]},
    ),
    refused(
        "a guarantee about one of two cards of a kind",
        "guarantee-broken",
        {
            "outcomes.+": {**REMOTE, "kind": "stay_away", "title": "Not today"},
            **rules(rule(has("ill", "cough"), "remote"), STAY, COME),
        },
    ),
    refused(
        "a guarantee by exactly one symptom",
        "guarantee-broken",
        {
            "guarantees": [
                guarantee(
                    {"question": "ill", "exactly": 1, "of": ["cough", "fever"]}, never=["stay_away"]
                )
            ]
        },
    ),
]

TITLES = [
    *(
        refused(f"{title} on a card that sends to the staff", code, {"outcomes.ask.title": title})
        for title, code in (
            ("Welcome, the doors are open for you", "title-misleads"),
            ("Come right in", "title-misleads"),
        )
    ),
    refused(
        "an invitation on a card for doing it from home",
        "title-misleads",
        {
            "outcomes.+": {**REMOTE, "title": "You may come in"},
            **rules(STAY, rule(CLOSED, "remote"), COME),
        },
    ),
    *(
        refused(f"{name} on a card that keeps out", code, {"outcomes.stay-out.title": title})
        for name, title, code in (
            ("an unbroken invitation", "Please do\u00a0come\u00a0in", "title-misleads"),
            ("a wide invitation", "Ｙｏｕ ｍａｙ ｃｏｍｅ ｉｎ", "title-misleads"),
            ("a denial struck through", "Please do n\u0336o\u0336t\u0336 come in", UNREADABLE),
            ("permission to enter", "You can enter now", "title-misleads"),
        )
    ),
]

EVERY = [*TITLES, *FORGOTTEN, *HIDDEN, *SILENCE, *UNSCREENED, *EXCEPTIONS, *RULES, *GUARANTEES]


def test_the_pack_that_all_of_these_change_is_sound(tmp_path: Path) -> None:
    assert findings(tmp_path, CENTRE) == []


@rows(EVERY)
def test_no_pack_lets_somebody_in_unscreened_in_silence(tmp_path: Path, row: Row) -> None:
    judge(row, findings(tmp_path, {**CENTRE, **row.changes}))


def test_a_rule_is_not_said_to_win_over_itself(tmp_path: Path) -> None:
    hides = {"outcomes.+": HELP, **rules(STAY, rule(has("ill", "fever"), "help"), COME)}
    (found,) = (
        each
        for each in findings(tmp_path, {**CENTRE, **hides})
        if each.code == "milder-before-stricter"
    )
    assert found.where == "rules.0"
    assert "although rule 2 " in found.message


def test_the_table_is_long_enough() -> None:
    assert len({row.name for row in EVERY}) == len(EVERY) >= 60
