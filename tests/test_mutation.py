"""The check notices when the Espoo pack is broken, in every way that changes what visitors see."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from kiosk.checks.findings import Finding
from kiosk.checks.loading import check
from kiosk.flow.steps import Ask, Flow, Step
from kiosk.live import statuses
from kiosk.pack.conditions import Status, Statuses
from kiosk.pack.models import Pack
from kiosk.pack.reading import read_pack, texts
from kiosk.pack.words import Answers, Chosen, Language, QuestionId, ServiceId, SiteId
from kiosk.proof.days import turning_days
from kiosk.texts.editions import content_catalog
from tests.mutants import MUTANTS, SAME, SOURCE, TRANSLATIONS, UNSEEN, Draft, Mutant, Same, espoo


def found_in(folder: Path, draft: Draft) -> list[Finding]:
    """What `kioskctl check --strict` would refuse it for."""
    return check(draft.write(folder), read_pack(folder)).findings


def named(each: Mutant | Same) -> str:
    return each.name


def test_the_pack_that_is_broken_here_is_sound_before(tmp_path: Path) -> None:
    assert found_in(tmp_path, espoo()) == []


@pytest.mark.parametrize("mutant", MUTANTS, ids=named)
def test_a_broken_pack_is_noticed(tmp_path: Path, mutant: Mutant) -> None:
    assert mutant.code in {finding.code for finding in found_in(tmp_path, mutant.draft())}


PROVED = [mutant for mutant in MUTANTS if mutant.proof]
SOME = [
    pytest.param(mutant, marks=[pytest.mark.slow] if number % 4 else [])
    for number, mutant in enumerate(PROVED)
]


@pytest.mark.parametrize("mutant", SOME, ids=[named(mutant) for mutant in PROVED])
def test_a_broken_pack_without_examples_is_noticed_by_the_proof(
    tmp_path: Path, mutant: Mutant
) -> None:
    draft = mutant.draft()
    draft.document["examples"] = []
    assert mutant.proof in {finding.code for finding in found_in(tmp_path, draft)}


def test_the_pack_is_broken_in_more_than_a_hundred_ways() -> None:
    names = [each.name for each in MUTANTS] + [each.name for each in (*SAME, *UNSEEN)]
    assert len(set(names)) == len(names)
    assert len(MUTANTS) > 100
    whole = espoo().document
    assert all(each.draft().catalogs or each.draft().document != whole for each in MUTANTS)


@pytest.mark.parametrize("same", SAME, ids=named)
def test_a_change_that_nobody_can_notice_changes_no_decision_and_no_text(
    tmp_path: Path, same: Same
) -> None:
    changed = read_pack(same.draft().write(tmp_path))
    assert said(tmp_path, changed) == said(SOURCE, read_pack(SOURCE))
    assert undeciding(changed) == undeciding(read_pack(SOURCE))
    for site, day in situations():
        assert dict(visits(Flow(changed, site, day))) == decisions(site, tuple(day.items()))


@pytest.mark.parametrize("unseen", UNSEEN, ids=named)
def test_what_no_check_can_see_is_known_to_change_something(tmp_path: Path, unseen: Same) -> None:
    assert found_in(tmp_path, unseen.draft()) == []
    changed = read_pack(tmp_path)
    assert said(tmp_path, changed) != said(SOURCE, read_pack(SOURCE)) or any(
        dict(visits(Flow(changed, site, day))) != decisions(site, tuple(day.items()))
        for site, day in situations()
    )


def said(folder: Path, pack: Pack) -> list[object]:
    """Every text in every language."""
    words = [content_catalog(folder, pack, Language(language)) for language in TRANSLATIONS]
    return [
        (place, text, *(catalog.text(text, place) for catalog in words))
        for place, text in texts(pack)
    ]


def undeciding(pack: Pack) -> Pack:
    """All of a pack that shows something, without what decides and what is promised."""
    return pack.model_copy(update={"rules": (), "guarantees": ()})


def situations() -> Iterator[tuple[SiteId, Statuses]]:
    """Every day at every site, and everything that staff may say of one service or of all."""
    pack = read_pack(SOURCE)
    for site in pack.sites:
        for on in turning_days(pack):
            yield site.id, statuses(pack, on)
        for status in Status:
            yield site.id, {service.id: status for service in pack.services}
            for service in pack.services_at(site.id):
                yield site.id, statuses(pack, pack.reviewed, {service.id: status})


@cache
def decisions(site: SiteId, day: tuple[tuple[ServiceId, Status], ...]) -> dict[object, Step]:
    return dict(visits(Flow(read_pack(SOURCE), site, dict(day))))


def visits(flow: Flow, before: Answers | None = None) -> Iterator[tuple[object, Step]]:
    """Every step of every visit, with the answers that led there."""
    given = before or {}
    step = flow.next_step(given)
    yield tuple(given.items()), step
    if isinstance(step, Ask):
        for chosen in choices(flow, step.question):
            yield from visits(flow, {**given, step.question: chosen})


def choices(flow: Flow, question: QuestionId) -> list[Chosen]:
    """Every answer that takes one option; of several also every neighbouring two, and all."""
    asked = next(each for each in flow.asked if each.question.id == question)
    single = [(option,) for option in asked.offered]
    several = [option.id for option in asked.question.options if not option.alone]
    if asked.question.choose == "one":
        return list(single)
    return [*single, *pairwise(several), tuple(several)]
