"""Conditions in words, for those who approve a pack."""

from collections.abc import Iterable

from kiosk.pack.conditions import (
    AllOf,
    AnyOf,
    Condition,
    HasAny,
    HasAnyBut,
    HasAtLeast,
    HasExactly,
    Not,
    OnAnswer,
    ServiceHas,
    SiteIs,
    named,
)
from kiosk.pack.models import Pack


def in_words(pack: Pack, condition: Condition) -> str:
    """A condition as a clause behind "where"; ids that name nothing stand for themselves."""
    match condition:
        case AllOf():
            return _joined(pack, condition.all, " and ")
        case AnyOf():
            return _joined(pack, condition.any, " or ")
        case Not():
            return f"not ({in_words(pack, condition.not_)})"
        case SiteIs():
            names = {site.id: str(site.name) for site in pack.sites}
            return f"the site is {_either(names.get(site, site) for site in condition.site)}"
        case ServiceHas():
            return f"the service is {_either(condition.status)}"
        case _:
            return _on_answer(pack, condition)


def _joined(pack: Pack, parts: Iterable[Condition], word: str) -> str:
    said = [in_words(pack, part) for part in parts]
    return said[0] if len(said) == 1 else word.join(f"({each})" for each in said)


def _on_answer(pack: Pack, condition: OnAnswer) -> str:
    question = pack.question(condition.question)
    names = {str(service.id): str(service.name) for service in pack.services}
    names |= {str(option.id): str(option.text) for option in question.options}
    options = _either(f'"{names.get(o, o)}"' for o in question.options_of(named(condition)))
    asked = f'the answer to "{question.text}"'
    match condition:
        case HasAny():
            return f"{asked} has {options}"
        case HasAnyBut():
            return f"{asked} has anything but {options}"
        case HasAtLeast():
            return f"{asked} has {condition.at_least} or more of {options}"
        case HasExactly():
            return f"{asked} has exactly {condition.exactly} of {options}"


def _either(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last
