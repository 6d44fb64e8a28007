"""The closed set of conditions that questions, rules and notes may have."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, TypeAlias

from pydantic import Discriminator, Field, Tag

from kiosk.files import Model
from kiosk.pack.words import ID, GroupId, OptionId, QuestionId, ServiceId, SiteId


class Status(StrEnum):
    """How a service can be used on a day; `full` comes only from the staff of that day."""

    OPEN = "open"
    LIMITED = "limited"
    SELF_SERVICE = "self_service"
    REMOTE_ONLY = "remote_only"
    CLOSED = "closed"
    FULL = "full"


Statuses = Mapping[ServiceId, Status]
"""The status of every service on one day."""


class AllOf(Model):
    """Holds when every part holds."""

    all: tuple["Condition", ...] = Field(min_length=1)


class AnyOf(Model):
    """Holds when at least one part holds."""

    any: tuple["Condition", ...] = Field(min_length=1)


class Not(Model):
    """Holds when its part does not."""

    not_: "Condition" = Field(alias="not")


def _list_or_group(raw: Any) -> str:
    return "group" if isinstance(raw, str) else "list"


Named: TypeAlias = Annotated[
    Annotated[GroupId, ID, Tag("group")]
    | Annotated[tuple[OptionId, ...], Field(min_length=1), Tag("list")],
    Discriminator(_list_or_group),
]
"""Options of a question: each by its id in a list, or all of a group by the group's name."""


class HasAny(Model):
    """Holds when the answer to a question has any of the options."""

    question: QuestionId
    any_of: Named


class HasAnyBut(Model):
    """Holds when the answer to a question has any option but these, also one added tomorrow."""

    question: QuestionId
    any_but: Named


class HasAtLeast(Model):
    """Holds when the answer to a question has at least so many of the options."""

    question: QuestionId
    at_least: int = Field(ge=1)
    of: Named


class HasExactly(Model):
    """Holds when the answer to a question has so many of the options, no more and no fewer."""

    question: QuestionId
    exactly: int = Field(ge=1)
    of: Named


class ServiceHas(Model):
    """Holds when the service chosen in a question has one of the statuses on that day."""

    service_of: QuestionId
    status: tuple[Status, ...] = Field(min_length=1)


class SiteIs(Model):
    """Holds at the given sites."""

    site: tuple[SiteId, ...] = Field(min_length=1)


OnAnswer = HasAny | HasAnyBut | HasAtLeast | HasExactly
"""The conditions that count chosen options."""


def named(condition: OnAnswer) -> Named:
    """The options that a condition counts; for "any but", those that it does not count."""
    match condition:
        case HasAny(any_of=options) | HasAnyBut(any_but=options):
            return options
        case HasAtLeast(of=options) | HasExactly(of=options):
            return options


_KEYS = ("all", "any", "not", "any_of", "any_but", "at_least", "exactly", "service_of", "site")
_HALVES = {"of": "at_least", "question": "any_of", "status": "service_of"}
"""What an object with only the other half of a condition lacks."""


def _shape(raw: Any) -> str | None:
    """The key that says which condition a raw object is meant to be."""
    if isinstance(raw, dict):
        halves = (lacking for half, lacking in _HALVES.items() if half in raw)
        return next((key for key in _KEYS if key in raw), next(halves, None))
    return _TAGS.get(type(raw))


_TAGS: dict[type[Model], str] = {
    AllOf: "all",
    AnyOf: "any",
    Not: "not",
    HasAny: "any_of",
    HasAnyBut: "any_but",
    HasAtLeast: "at_least",
    HasExactly: "exactly",
    ServiceHas: "service_of",
    SiteIs: "site",
}

Condition: TypeAlias = Annotated[
    Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")]
    | Annotated[HasAny, Tag("any_of")]
    | Annotated[HasAnyBut, Tag("any_but")]
    | Annotated[HasAtLeast, Tag("at_least")]
    | Annotated[HasExactly, Tag("exactly")]
    | Annotated[ServiceHas, Tag("service_of")]
    | Annotated[SiteIs, Tag("site")],
    Discriminator(
        _shape,
        custom_error_type="no_condition",
        custom_error_message=f"is no condition; write one with a key of {', '.join(_KEYS)}",
    ),
]

for _model in (AllOf, AnyOf, Not):
    _model.model_rebuild()
