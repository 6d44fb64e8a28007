"""The closed set of conditions that questions, rules and notes may have."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, TypeAlias

from pydantic import Discriminator, Field, Tag

from kiosk.files import Model
from kiosk.pack.words import OptionId, QuestionId, ServiceId, SiteId


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


class HasAny(Model):
    """Holds when the answer to a question has any of the options."""

    question: QuestionId
    any_of: tuple[OptionId, ...] = Field(min_length=1)


class HasAtLeast(Model):
    """Holds when the answer to a question has at least so many of the options."""

    question: QuestionId
    at_least: int = Field(ge=1)
    of: tuple[OptionId, ...] = Field(min_length=1)


class ServiceHas(Model):
    """Holds when the service chosen in a question has one of the statuses on that day."""

    service_of: QuestionId
    status: tuple[Status, ...] = Field(min_length=1)


class SiteIs(Model):
    """Holds at the given sites."""

    site: tuple[SiteId, ...] = Field(min_length=1)


_KEYS = ("all", "any", "not", "any_of", "at_least", "service_of", "site")


def _shape(raw: Any) -> str | None:
    """The key that tells which condition a raw object is meant to be."""
    if isinstance(raw, dict):
        return next((key for key in _KEYS if key in raw), None)
    return _TAGS.get(type(raw))


_TAGS: dict[type[Model], str] = {
    AllOf: "all",
    AnyOf: "any",
    Not: "not",
    HasAny: "any_of",
    HasAtLeast: "at_least",
    ServiceHas: "service_of",
    SiteIs: "site",
}

Condition: TypeAlias = Annotated[
    Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")]
    | Annotated[HasAny, Tag("any_of")]
    | Annotated[HasAtLeast, Tag("at_least")]
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
