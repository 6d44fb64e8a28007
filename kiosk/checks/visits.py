"""The visits at each site as a check looks at them, and the one that shows a finding."""

from collections.abc import Iterator
from dataclasses import replace

from kiosk.checks.findings import Finding
from kiosk.flow.effort import Effort
from kiosk.flow.formulas import formula
from kiosk.flow.steps import Flow
from kiosk.pack.conditions import Condition
from kiosk.pack.models import Pack
from kiosk.pack.words import QuestionId, SiteId
from kiosk.proof.days import Day, day_of
from kiosk.proof.walks import Path, Stop


def flows(pack: Pack, effort: Effort, *watched: Condition) -> Iterator[tuple[SiteId, Flow]]:
    """The flow of every site, on every day and with anything that staff may say."""
    for site in pack.sites:
        watching = [formula(pack, site.id, condition) for condition in watched]
        yield site.id, Flow(pack, site.id, {}, watching, effort)


def shown_by(pack: Pack, finding: Finding, site: SiteId, stop: Stop) -> Finding:
    """The finding with the visit that shows it, as data and in words."""
    day = day_of(pack, site, (known for _, known in stop.way))
    message = finding.message.replace("; ", f". {in_words(pack, day, stop.path)}; ", 1)
    shown = replace(finding, message=message, path=stop.path)
    return replace(shown, site=site, day=day.on, statuses=day.said)


def in_words(pack: Pack, day: Day, path: Path, *ends: str) -> str:
    """A visit: where and when, each answer, and what follows."""
    steps = (*_answers(pack, path), *ends)
    return f"{_day(pack, day)}: {' → '.join(steps) or 'at once'}"


def words_of(pack: Pack, question: QuestionId) -> dict[str, str]:
    """What each option of a question says, the services among them."""
    words = {str(service.id): str(service.name) for service in pack.services}
    options = pack.question(question).options
    return words | {str(option.id): str(option.text) for option in options}


def _day(pack: Pack, day: Day) -> str:
    names = {service.id: service.name for service in pack.services}
    told = [f"{status.value} of {names[service]}" for service, status in day.said.items()]
    said = f", when staff say {', '.join(told)}" if told else ""
    return f"At {pack.site(day.site).name} on {day.on.day}.{day.on.month}.{day.on.year}{said}"


def _answers(pack: Pack, path: Path) -> Iterator[str]:
    for question_id, chosen in path:
        words = words_of(pack, question_id)
        yield ", ".join(words[option] for option in chosen)
