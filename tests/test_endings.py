"""Every card leads on for every errand, and nothing on it is in vain."""

from pathlib import Path
from typing import Any

import pytest

from kiosk.checks.endings import endings
from kiosk.checks.findings import Finding, Severity
from tests.plain import Changes, tiny_pack

OPTION = {"id": "other", "text": "Something else"}
PLACE = {"id": "house", "kind": "place", "text": "The other house"}
CLOSED = {"service_of": "errand", "status": ["closed"]}
FAR = {"id": "far", "kind": "remote", "title": "Do it from home", "remote_title": "This way"}


def ill(*options: str) -> dict[str, Any]:
    return {"question": "ill", "any_of": list(options)}


def found_in(folder: Path, changes: Changes) -> list[Finding]:
    return list(endings(tiny_pack(folder, changes)))


def remote(**more: Any) -> dict[str, Any]:
    """Who is well, whatever for, does it from home."""
    return {
        "outcomes.+": FAR,
        "rules.1": {"when": ill("none"), "outcome": "far"},
        **{name.replace("_", "."): value for name, value in more.items()},
    }


def test_an_outcome_without_contacts_is_shown_by_a_visit(tmp_path: Path) -> None:
    (found,) = found_in(tmp_path, {"outcomes.stay-out.contacts": []})
    assert (found.code, found.where, found.site) == ("no-way-forward", "outcomes.stay-out", "hall")
    assert found.message.startswith("leaves visitors without a way forward. At The hall on ")
    assert found.message.endswith(": Passports → Cough; add contacts or a remote_title")
    assert found.path == (("errand", ("passports",)), ("ill", ("cough",)))


def test_a_place_without_an_address_is_no_way(tmp_path: Path) -> None:
    changes = {"contacts.+": PLACE, "outcomes.stay-out.contacts": ["house"]}
    (found,) = found_in(tmp_path, changes)
    assert found.code == "no-way-forward"
    changes["contacts.+"] = {**PLACE, "value": "Street 1"}
    assert found_in(tmp_path, changes) == []


def test_a_contact_that_does_not_exist_is_told_elsewhere(tmp_path: Path) -> None:
    assert found_in(tmp_path, {"outcomes.stay-out.contacts": ["desc"]}) == []


@pytest.mark.parametrize(("when", "codes"), [(None, []), (ill("cough"), ["no-way-forward"])])
def test_a_note_with_contacts_is_a_way_for_those_who_see_it(
    tmp_path: Path, when: dict[str, Any] | None, codes: list[str]
) -> None:
    note = {"text": "Call", "contacts": ["desk"], "when": when}
    changes = {"outcomes.stay-out.contacts": [], "outcomes.stay-out.notes": [note]}
    found = found_in(tmp_path, changes)
    assert [each.code for each in found] == codes
    for each in found:
        assert each.message.startswith(
            "leaves visitors without a way forward where no note with contacts is shown. At "
        )
        assert each.path[-1] == ("ill", ("fever",))


def test_notes_that_everybody_sees_one_of_are_a_way(tmp_path: Path) -> None:
    notes = [
        {"text": "Call", "contacts": ["desk"], "when": ill("cough")},
        {"text": "Call us", "contacts": ["desk"], "when": ill("fever")},
    ]
    changes = {"outcomes.stay-out.contacts": [], "outcomes.stay-out.notes": notes}
    assert found_in(tmp_path, changes) == []


def test_every_errand_needs_a_way_of_its_own_or_of_the_site(tmp_path: Path) -> None:
    assert found_in(tmp_path, remote()) == []
    changes = remote(questions_errand_options=[OPTION], services_parcels_contacts=[])
    found = found_in(tmp_path, changes)
    assert [(each.values, each.path[0][1]) for each in found] == [
        ({"errand": "parcels"}, ("parcels",)),
        ({"errand": "other"}, ("other",)),
    ]
    assert found[1].message.startswith('leaves visitors who came for "other" at hall without a way')
    assert found_in(tmp_path, {**changes, "sites.hall.contacts": ["desk"]}) == []
    nowhere = {"contacts.+": PLACE, "sites.hall.contacts": ["house"]}
    assert len(found_in(tmp_path, {**changes, **nowhere})) == 2
    own = {**nowhere, "sites.hall.contacts": ["desk"], "services.parcels.contacts": ["house"]}
    assert [each.values["errand"] for each in found_in(tmp_path, {**changes, **own})] == ["parcels"]


def test_an_errand_that_never_comes_there_needs_no_way(tmp_path: Path) -> None:
    changes = {
        "outcomes.+": FAR,
        "rules.1": {"when": {"question": "errand", "any_of": ["passports"]}, "outcome": "far"},
        "services.parcels.contacts": [],
    }
    assert found_in(tmp_path, changes) == []
    (found,) = found_in(tmp_path, {**changes, "services.passports.contacts": []})
    assert found.values == {"errand": "passports"}


def test_who_is_not_asked_for_an_errand_needs_the_way_of_the_site(tmp_path: Path) -> None:
    """The first question decides, so nobody is asked what brings them here."""
    changes = {
        "outcomes.+": FAR,
        "questions": [
            {"id": "ill", "text": "Ill?", "options": [{"id": "no", "text": "No"}]},
            {"id": "errand", "text": "What for?", "from_services": True},
        ],
        "rules": [{"when": ill("no"), "outcome": "far"}, {"outcome": "ask"}],
        "guarantees": [],
    }
    (found,) = found_in(tmp_path, changes)
    assert found.message.startswith("leaves visitors at hall without a way forward. At The hall ")
    assert found_in(tmp_path, {**changes, "sites.hall.contacts": ["desk"]}) == []


def test_a_pack_without_services_has_the_ways_of_its_sites(tmp_path: Path) -> None:
    changes = {
        "outcomes.+": FAR,
        "questions": [{"id": "ill", "text": "Ill?", "options": [{"id": "no", "text": "No"}]}],
        "rules": [{"outcome": "far"}],
        "guarantees": [],
    }
    (found,) = found_in(tmp_path, changes)
    assert "at once" in found.message
    assert found_in(tmp_path, {**changes, "sites.hall.contacts": ["desk"]}) == []


def test_a_way_is_told_with_what_staff_have_to_say(tmp_path: Path) -> None:
    changes = remote(services_parcels_contacts=[])
    changes["rules.1"] = {"when": CLOSED, "outcome": "far"}
    (found,) = found_in(tmp_path, changes)
    assert "when staff say" in found.message
    assert "closed of Parcels" in found.message


def test_an_answer_to_amend_was_given_by_everybody(tmp_path: Path) -> None:
    amend = {"question": "ill", "text": "I am well"}
    assert found_in(tmp_path, {"outcomes.stay-out.amend": amend}) == []
    skipped = {
        "outcomes.ask.amend": amend,
        "questions.ill.ask_when": {"question": "errand", "any_of": ["parcels"]},
    }
    (found,) = found_in(tmp_path, skipped)
    assert (found.code, found.where) == ("amend-not-asked", "outcomes.ask.amend.question")
    assert found.severity is Severity.ERROR
    assert "ill" not in dict(found.path)


def test_a_note_that_nobody_sees_is_warned_of(tmp_path: Path) -> None:
    notes = [{"text": "Well", "when": ill("none")}, {"text": "Ill", "when": ill("fever")}]
    (found,) = found_in(tmp_path, {"outcomes.come-in.notes": notes})
    assert (found.code, found.where) == ("note-never-shown", "outcomes.come-in.notes.1")
    assert found.severity is Severity.WARNING
    assert found_in(tmp_path, {"outcomes.+": {**FAR, "notes": notes}}) == []


def test_an_entangled_pack_is_left_to_the_proof(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.flow.effort.MOST_EFFORT", 1)
    assert found_in(tmp_path, {"outcomes.stay-out.contacts": []}) == []
