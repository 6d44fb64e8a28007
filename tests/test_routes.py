"""Visits that lead to everything that a pack can show."""

from pathlib import Path

from kiosk.flow.routes import routes
from kiosk.flow.steps import Finish
from kiosk.pack.words import SiteId
from tests.plain import HALL, flow, tiny_pack


def test_there_is_a_visit_to_every_outcome_from_every_errand(tmp_path: Path) -> None:
    pack = tiny_pack(tmp_path)
    following = flow(pack)
    found = routes(pack, HALL, following)
    ends = []
    for answers in found:
        end = following.next_step(answers)
        assert isinstance(end, Finish)
        ends.append((answers[pack.questions[0].id][0], end.outcome))
    assert sorted(ends) == [
        ("parcels", "come-in"),
        ("parcels", "stay-out"),
        ("passports", "come-in"),
        ("passports", "stay-out"),
    ]


def test_a_pack_that_asks_nothing_has_one_visit(tmp_path: Path) -> None:
    pack = tiny_pack(tmp_path, {"rules": [{"outcome": "ask"}]})
    assert routes(pack, SiteId("hall"), flow(pack)) == [{}]
