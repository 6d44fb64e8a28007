"""Whether every outcome looks and reads like what it is, and like no other."""

from collections.abc import Iterator, Mapping

from kiosk.checks.findings import Finding, Findings, Severity
from kiosk.checks.lookalikes import plainest
from kiosk.pack.models import Outcome, OutcomeKind, Pack
from kiosk.pack.words import Language, Text
from kiosk.texts.catalogs import Catalog

_LETS_IN = {OutcomeKind.GO_AHEAD, OutcomeKind.NOT_YET}
_ENTER = {"come-in", "door", "check"}
_KEEP_OUT = {"alert", "close", "closed", "home", "stay-away", "stop"}


def verdicts(pack: Pack, catalogs: Mapping[Language, Catalog]) -> Findings:
    """Every outcome that looks or reads like another one."""
    yield from _icons(pack)
    for language, catalog in catalogs.items():
        yield from _titles(pack, language, catalog)


def _icons(pack: Pack) -> Findings:
    welcoming = {o.icon for o in pack.outcomes if o.kind is OutcomeKind.GO_AHEAD and o.icon}
    for outcome in pack.outcomes:
        place = f"outcomes.{outcome.id}.icon"
        if outcome.kind not in _LETS_IN and outcome.icon in _ENTER | welcoming - _KEEP_OUT:
            what = f'shows "{outcome.icon}", which says to come in; choose another picture'
            yield Finding("icon-misleads", place, what)
        if outcome.kind is OutcomeKind.GO_AHEAD and outcome.icon in _KEEP_OUT:
            what = f'shows "{outcome.icon}", which says to stay out; choose another picture'
            yield Finding("icon-misleads", place, what)


def _titles(pack: Pack, language: Language, catalog: Catalog) -> Findings:
    """Outcomes that say the same; it is an error where one lets people further than the other."""
    said = dict[str, list[tuple[str, Outcome]]]()
    for outcome in pack.outcomes:
        for place, words in _heads(outcome, catalog):
            same = said.setdefault(plainest(words), [])
            first = next((each for each in same if _are_one(each, (place, outcome))), None)
            if first:
                alike = first[1].kind is outcome.kind
                severity = Severity.WARNING if alike else Severity.ERROR
                what = f'reads "{words}" in {language} like {first[0]}; word one of them anew'
                yield Finding("verdicts-alike", place, what, severity, language=language)
            elif len(same) < _MOST_COMPARED:
                same.append((place, outcome))


def _are_one(one: tuple[str, Outcome], other: tuple[str, Outcome]) -> bool:
    """Whether two places of different outcomes head a card with the same words."""
    titled = one[0].endswith(".title") or other[0].endswith(".title")
    return titled and one[1].id != other[1].id


_MOST_COMPARED = 20
"""With so many places of the same words is another one compared at most."""


def _heads(outcome: Outcome, catalog: Catalog) -> Iterator[tuple[str, str]]:
    place = f"outcomes.{outcome.id}"
    texts: list[tuple[str, Text]] = [(f"{place}.title", outcome.title)]
    texts += [(f"{place}.body.{at}", text) for at, text in enumerate(outcome.body)]
    for where, text in texts:
        yield where, catalog.text(text, where) or text
