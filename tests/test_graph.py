import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from itertools import chain, combinations, pairwise, product
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from kiosk import paths
from kiosk.checks.loading import load
from kiosk.ctl import main
from kiosk.files import read_toml
from kiosk.flow.answers import acceptable, option_ids
from kiosk.flow.steps import Finish, Flow
from kiosk.graph import table
from kiosk.graph.boxes import HEADING, PADDING, TEXT, WIDTH
from kiosk.graph.layout import Layout, layout
from kiosk.graph.lettering import lines, width_em
from kiosk.graph.plan import End, Occasion, Plan, plan
from kiosk.graph.svg import svg
from kiosk.graph.table import NOT_ASKED, markdown, rows
from kiosk.graph.wording import Clause, Meant
from kiosk.live import statuses
from kiosk.pack.models import Pack
from kiosk.pack.questions import Question
from kiosk.pack.words import Answers, Chosen, OptionId, QuestionId, SiteId
from tests.plain import HALL, JUNE, Changes, pack_with, tiny

SVG = "{http://www.w3.org/2000/svg}"
ENTRANCES = [("espoo", "iso-omena"), ("espoo", "kalajarvi"), ("template", "main")]
PICTURE = Path(__file__).parent.parent / "docs" / "pictures" / "graph-iso-omena.svg"

Capture = pytest.CaptureFixture[str]
at_every_entrance = pytest.mark.parametrize(("name", "site"), ENTRANCES)


@cache
def shipped(name: str) -> Pack:
    return next(iter(load(paths.PACKS / name).values())).pack


def flow_of(pack: Pack, site: str, on: date = JUNE) -> Flow:
    return Flow(pack, SiteId(site), statuses(pack, on))


def drawn(pack: Pack, site: str = HALL) -> Plan:
    return plan(Occasion(pack, SiteId(site), JUNE), flow_of(pack, site))


def invented(changes: Changes) -> Pack:
    return Pack.model_validate_json(json.dumps(tiny(changes)))


def picture(found: Plan) -> str:
    theme = read_toml(paths.theme("light"), dict[str, str | dict[str, str]])
    return svg(found, layout(found), theme)


def reachable(flow: Flow) -> tuple[set[str], set[str]]:
    """What can be asked and what it can end with, found by walking every class of answers."""
    questions, outcomes = set[str](), set[str]()
    left: list[Answers] = [{}]
    while left:
        answers = left.pop()
        step = flow.next_step(answers)
        if isinstance(step, Finish):
            outcomes.add(step.outcome)
        else:
            questions.add(step.question)
            asked = next(each for each in flow.asked if each.question.id == step.question)
            left += [{**answers, step.question: chosen} for chosen in asked.today.values()]
    return questions, outcomes


def shown(document: str) -> str:
    """Everything that the picture shows as words, in one line."""
    texts = ElementTree.fromstring(document).iter(f"{SVG}text")  # noqa: S314 - our own
    return " ".join("".join(text.itertext()) for text in texts)


@at_every_entrance
def test_every_question_and_outcome_that_is_reached_is_in_the_picture(name: str, site: str) -> None:
    pack = shipped(name)
    found = drawn(pack, site)
    questions, outcomes = reachable(flow_of(pack, site))
    assert {question.id for question in found.questions} == questions
    assert {end.outcome.id for end in found.ends} == outcomes
    words = shown(picture(found))
    assert all(pack.question(QuestionId(each)).text in words for each in questions)
    assert all(end.outcome.title in words and end.outcome.id in words for end in found.ends)


@at_every_entrance
def test_the_same_question_with_the_same_future_is_one(name: str, site: str) -> None:
    futures = [
        (fork.question.id, frozenset((way.classes, way.leads_to) for way in fork.ways))
        for fork in drawn(shipped(name), site).forks
    ]
    assert len(set(futures)) == len(futures)


def test_what_differs_only_in_how_it_came_about_is_one() -> None:
    none, some = ({"question": "ill", "any_of": o} for o in (["none"], ["cough", "fever"]))
    passports, parcels = (
        {"question": "errand", "any_of": [errand]} for errand in ("passports", "parcels")
    )
    rules = [
        {"when": {"all": [passports, none]}, "outcome": "come-in"},
        {"when": {"all": [parcels, {"not": some}]}, "outcome": "come-in"},
        {"outcome": "ask"},
    ]
    found = drawn(invented({"rules": rules}))
    assert [fork.question.id for fork in found.forks] == ["errand", "ill"]
    assert [len(fork.ways) for fork in found.forks] == [1, 2]


@at_every_entrance
def test_a_picture_tells_itself_to_those_who_cannot_see_it(name: str, site: str) -> None:
    pack = shipped(name)
    root = ElementTree.fromstring(picture(drawn(pack, site)))  # noqa: S314 - our own
    assert root.tag == f"{SVG}svg"
    assert root.get("version") == "1.1"
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
    title, desc = root[0], root[1]
    assert (title.tag, desc.tag) == (f"{SVG}title", f"{SVG}desc")
    about = f"{pack.id}, revision {pack.revision}, {site}, 2021-06-01"
    assert title.text == f"{pack.site(SiteId(site)).name}: {about}"
    ways = sum(len(fork.ways) for fork in drawn(pack, site).forks)
    assert (desc.text or "").count(" → ") == ways


def test_no_character_in_a_picture_or_a_table_is_hidden() -> None:
    hidden = "They\x1b[2K\ufffe stay outside"
    found = drawn(invented({}).model_copy(update={"no_screening": hidden}))
    shown = "They<U+001B>[2K<U+FFFE> stay outside"
    root = ElementTree.fromstring(picture(found))  # noqa: S314 - our own
    assert shown in (root[1].text or "")
    assert re.sub(r"\\(.)", r"\1", markdown(found)).count(shown) == 1


@at_every_entrance
def test_a_picture_needs_nothing_from_elsewhere(name: str, site: str) -> None:
    document = picture(drawn(shipped(name), site))
    tags = {element.tag.removeprefix(SVG) for element in ElementTree.fromstring(document).iter()}  # noqa: S314 - our own
    assert tags == {"svg", "title", "desc", "g", "rect", "path", "circle", "text"}
    assert not re.search(r"href|url\(|style=|\bon[a-z]+=", document)
    assert document.count("http") == 1


def test_the_picture_that_is_shown_is_the_one_that_is_drawn(tmp_path: Path) -> None:
    assert PICTURE.read_text("utf-8") == picture(drawn(shipped("espoo"), "iso-omena"))


@pytest.mark.parametrize("seed", ["0", "1"])
def test_the_same_pack_is_always_drawn_in_the_same_bytes(tmp_path: Path, seed: str) -> None:
    out = tmp_path / "out.svg"
    words = ("--site", "iso-omena", "--date", "2021-06-01", "--table", "--out", str(out))
    told = subprocess.run(
        [sys.executable, "-m", "kiosk.ctl", "graph", str(paths.BUILT_IN_PACK), *words],
        env={**os.environ, "PYTHONHASHSEED": seed},
        cwd=PICTURE.parent.parent.parent,
        check=True,
        capture_output=True,
    )
    found = drawn(shipped("espoo"), "iso-omena")
    assert out.read_bytes() == picture(found).encode()
    assert told.stdout.decode() == markdown(found)


HOSTILE = ("1 <2 &\"' 3> 2", "x" * 399, "ä" * 60 + " & " + "—" * 60, "漢字" * 50, "a|b*c_d`e[f]\\g")


def hostile() -> Pack:
    options = [{"id": f"o{n}", "text": words} for n, words in enumerate(HOSTILE)]
    return invented(
        {
            "sites.hall.name": HOSTILE[0],
            "questions.ill.text": HOSTILE[1],
            "questions.ill.options": options,
            "outcomes.come-in.title": HOSTILE[2],
            "outcomes.ask.title": HOSTILE[3],
            "services.parcels.name": HOSTILE[4],
            "rules.0.when": {"question": "ill", "any_of": ["o0", "o1"]},
            "services.passports.availability": [{"status": "closed"}],
        }
    )


def test_hostile_words_are_only_words() -> None:
    found = drawn(hostile())
    document = picture(found)
    told = ElementTree.fromstring(document)  # noqa: S314 - our own
    assert f"{HOSTILE[0]}: tiny" in (told[0].text or "")
    assert "<2" not in document
    squeezed = shown(document).replace(" ", "")
    assert all(words.replace(" ", "") in squeezed for words in HOSTILE)
    assert cells(markdown(found))[1][0] == HOSTILE[0]


def wide(size: int) -> Pack:
    """Questions of which each looks back at the one before, and counts."""
    options = [*({"id": f"o{n}", "text": f"Option {n}"} for n in range(6))]
    alone = {"id": "none", "text": "None", "alone": True}
    questions = [
        {"id": f"q{n}", "text": f"Question {n}?", "choose": "any", "options": [*options, alone]}
        for n in range(size)
    ]
    rules: list[dict[str, Any]] = []
    for n in range(size):
        many = {"question": f"q{n}", "at_least": 3, "of": ["o2", "o3", "o4", "o5"]}
        before = {"question": f"q{max(n - 1, 0)}", "any_of": ["o2", "o3"]}
        both = {"all": [before, {"question": f"q{n}", "any_of": ["o4", "o5"]}]}
        rules.append({"when": {"question": f"q{n}", "any_of": ["o0", "o1"]}, "outcome": "stay-out"})
        rules.append({"when": {"any": [many, both]}, "outcome": "ask"})
    every = {"all": [{"question": f"q{n}", "any_of": ["none"]} for n in range(size)]}
    rules += [{"when": every, "outcome": "come-in"}, {"outcome": "ask"}]
    return invented({"questions": questions, "services": [], "rules": rules})


PLANS: dict[str, Callable[[], Plan]] = {
    "iso-omena": lambda: drawn(shipped("espoo"), "iso-omena"),
    "kalajarvi": lambda: drawn(shipped("espoo"), "kalajarvi"),
    "template": lambda: drawn(shipped("template"), "main"),
    "hostile": lambda: drawn(hostile()),
    "3 questions": lambda: drawn(wide(3)),
    "8 questions": lambda: drawn(wide(8)),
    "no question": lambda: drawn(invented({"rules": [{"outcome": "ask"}]})),
}


@pytest.fixture(params=PLANS, scope="module")
def found(request: pytest.FixtureRequest) -> Layout:
    return layout(PLANS[request.param]())


def test_no_box_is_over_another_or_off_the_paper(found: Layout) -> None:
    for placed in found.boxes:
        assert placed.x >= 0
        assert placed.y >= 0
        assert placed.x + WIDTH <= found.width
        assert placed.y + placed.box.height <= found.height
    for one, other in combinations(found.boxes, 2):
        beside = one.x + WIDTH < other.x or other.x + WIDTH < one.x
        above, below = sorted((one, other), key=lambda placed: placed.y)
        assert beside or above.y + above.box.height + 10 < below.y


def test_no_line_runs_through_a_box(found: Layout) -> None:
    for line in found.lines:
        low, high = sorted((line.y, line.end_y))
        for placed in found.boxes:
            beside = line.end_x <= placed.x or placed.x + WIDTH <= line.x
            assert beside or high + 4 < placed.y or placed.y + placed.box.height + 4 < low


def test_no_two_lines_to_different_places_share_a_lane(found: Layout) -> None:
    lanes = [line for line in found.lines if line.end_x - line.x == WIDTH]
    for one, other in combinations(lanes, 2):
        assert one.x != other.x or abs(one.y - other.y) > 10


def test_all_words_fit_into_their_boxes(found: Layout) -> None:
    for placed in found.boxes:
        most = (WIDTH - 2 * PADDING) / HEADING
        assert all(width_em(line, bold=True) <= most for line in placed.box.heading)
        tops = [(answer.top, answer.height) for answer in placed.box.answers]
        assert all(top + height == below for (top, height), (below, _) in pairwise(tops))
        for line in chain.from_iterable(answer.lines for answer in placed.box.answers):
            assert width_em(line) <= (WIDTH - 2 * PADDING) / TEXT


def test_outcomes_stand_together_by_kind(found: Layout) -> None:
    ends = [p for p in found.boxes if isinstance(p.box.place, End)]
    assert len({placed.x for placed in ends}) == 1
    places = (p.box.place for p in sorted(ends, key=lambda placed: placed.y))
    kinds = [place.outcome.kind for place in places if isinstance(place, End)]
    assert kinds == sorted(kinds, key=list(type(kinds[0])).index)


def test_a_visit_that_is_certain_from_the_start_is_a_picture_of_its_outcome() -> None:
    found = drawn(invented({"rules": [{"outcome": "ask"}]}))
    assert (found.forks, found.paths) == ((), 1)
    assert "Please ask the staff" in shown(picture(found))
    assert cells(markdown(found)) == [
        ["site", "outcome", "id"],
        ["The hall", "Please ask the staff", "ask"],
    ]


def test_long_lists_are_short_in_the_picture_and_complete_in_the_table() -> None:
    found = drawn(shipped("espoo"), "iso-omena")
    assert "Palvelupiste, Kirjasto, Terveysasema, +5" in shown(picture(found))
    assert "Kuume, Yskä, Kurkkukipu, +5" in shown(picture(found))
    assert "Haju- tai makuaistin menetys; Vatsakipu; Pahoinvointi" in markdown(found)
    assert "+5" not in markdown(found)


def test_twenty_questions_are_drawn_in_time() -> None:
    pack = wide(20)
    found = drawn(pack)
    picture(found)
    assert len(found.questions) == 20


def test_words_are_broken_only_where_they_do_not_fit() -> None:
    assert lines("one two three", 5) == ("one two", "three")
    assert lines("one\u00a0two three", 5) == ("one\u00a0two", "three")
    assert lines("incomprehensible", 5) == ("incompre", "hensible")
    assert lines("a\u0301", 0.7) == ("a\u0301",)
    assert lines("", 5) == ()
    assert width_em("Wide") < width_em("Wide", bold=True)


def cells(document: str) -> list[list[str]]:
    """The cells of a table, without the line below its head."""
    found = [line for line in document.splitlines() if line.startswith("| ")]
    parts = [re.split(r"(?<!\\)\|", line)[1:-1] for line in found]
    return [[re.sub(r"\\([^\w\s])", r"\1", part.strip()) for part in line] for line in parts]


def words_of(pack: Pack, question: Question, site: str) -> dict[str, OptionId]:
    names: dict[str, str] = {service.id: service.name for service in pack.services}
    texts: dict[str, str] = {option.id: option.text for option in question.options}
    return {(names | texts)[o]: o for o in option_ids(pack, question, SiteId(site))}


def options_in(cell: str, known: dict[str, OptionId]) -> list[OptionId]:
    """The options that a cell names; nothing else may stand in it."""
    found, left = list[OptionId](), cell
    for words in sorted(known, key=len, reverse=True):
        if words in left:
            left = left.replace(words, "", 1)
            found.append(known[words])
    assert not left.strip(",; ")
    return found


def told(pack: Pack, site: str) -> Iterator[tuple[dict[QuestionId, list[OptionId]], str]]:
    """Every row of the table: the options by question, and the outcome."""
    head, *body = cells(markdown(drawn(pack, site)))
    by_text = {str(question.text): question for question in pack.questions}
    for row in body:
        assert row[0] == pack.site(SiteId(site)).name
        assert row[-2] == pack.outcome(row[-1]).title  # type: ignore[arg-type]
        given = {
            by_text[text].id: options_in(cell, words_of(pack, by_text[text], site))
            for text, cell in zip(head[1:-2], row[1:-2], strict=True)
            if cell != NOT_ASKED
        }
        yield given, row[-1]


@at_every_entrance
def test_every_row_of_the_table_ends_as_the_flow_does(name: str, site: str) -> None:
    pack = shipped(name)
    flow = flow_of(pack, site)
    for given, outcome in told(pack, site):
        for chosen in product(*given.values()):
            answers = {question: (o,) for question, o in zip(given, chosen, strict=True)}
            step = flow.next_step(answers)
            assert isinstance(step, Finish)
            assert (step.outcome, list(step.asked)) == (outcome, list(given))


@at_every_entrance
def test_every_visit_is_in_one_row_of_the_table(name: str, site: str) -> None:
    pack = shipped(name)
    flow = flow_of(pack, site)
    table_rows = list(told(pack, site))
    offered = [option_ids(pack, question, SiteId(site)) for question in pack.questions]
    for chosen in product(*offered):
        answers = {q.id: (o,) for q, o in zip(pack.questions, chosen, strict=True)}
        asked = flow.path(answers)
        rows_of_it = [
            outcome
            for given, outcome in table_rows
            if list(given) == list(asked) and all(answers[q][0] in given[q] for q in asked)
        ]
        step = flow.next_step(answers)
        assert isinstance(step, Finish)
        assert rows_of_it == [step.outcome]


@at_every_entrance
def test_rows_that_differ_only_in_the_service_are_one(name: str, site: str) -> None:
    pack = shipped(name)
    services = {question.id for question in pack.questions if question.from_services}
    others = [
        (row.outcome.id, {q: c for q, c in row.classes.items() if q not in services})
        for row in rows(drawn(pack, site))
    ]
    assert all(one != other for one, other in combinations(others, 2))


def test_only_rows_in_which_the_service_is_asked_are_merged() -> None:
    again = {"id": "errand", "text": "Errand?", "from_services": True}
    changes = {
        "questions": [tiny()["questions"][1], again],
        "services.parcels.availability": [{"status": "closed"}],
    }
    assert [(row.outcome.id, len(row.classes)) for row in rows(drawn(invented(changes)))] == [
        ("stay-out", 1),
        ("come-in", 2),
        ("ask", 2),
    ]


def test_a_table_that_nobody_would_read_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, tmp_path: Path
) -> None:
    monkeypatch.setattr(table, "MOST_ROWS", 1)
    assert main(["graph", str(pack_with(tmp_path)), "--site", "hall", "--table"]) == 1
    told_of = capsys.readouterr()
    assert told_of.out == ""
    assert told_of.err == "tiny: has 2 rows at this site; draw the picture with --out instead\n"


def true_of(clause: Clause, words: dict[str, OptionId], chosen: Chosen) -> bool:
    """Whether a clause as it is written is true of an answer."""
    count = len({words[option] for option in clause.options} & set(chosen))
    if not clause.mark:
        return count >= 1
    sign, number = re.fullmatch(r"([≥≤]?)(\d+): ", clause.mark).groups()  # type: ignore[union-attr]
    return {"≥": count >= int(number), "≤": count <= int(number), "": count == int(number)}[sign]


def says(answers: Meant, words: dict[str, OptionId], chosen: Chosen) -> bool:
    return any(all(true_of(clause, words, chosen) for clause in each) for each in answers)


MILD = {"question": "ill", "any_of": ["o4", "o5"]}
_THREE = {"question": "ill", "at_least": 3, "of": ["o1", "o2", "o3"]}
_PARCELS = {"question": "errand", "any_of": ["parcels"]}
COUNTED: list[list[Any]] = [
    [{"question": "ill", "any_of": ["o0", "o1"]}],
    [{"question": "ill", "at_least": 2, "of": ["o0", "o1", "o2"]}],
    [{"question": "ill", "any_of": ["o0"]}, _THREE],
    [{"all": [{"question": "ill", "any_of": ["o0"]}, {"not": MILD}]}, MILD],
    [{"all": [{"not": {"question": "ill", "any_of": ["none"]}}, {"site": ["hall"]}]}],
    [{"all": [{"question": "ill", "any_of": ["o0"]}, _PARCELS]}],
]


@pytest.mark.parametrize("conditions", COUNTED)
def test_the_words_of_an_answer_are_true_of_it_and_of_no_other(
    conditions: list[Any],
) -> None:
    options = [{"id": f"o{n}", "text": f"O {n}"} for n in range(6)]
    ends = ["stay-out", "come-in"]
    pack = invented(
        {
            "questions.ill.options": [*options, {"id": "none", "text": "None", "alone": True}],
            "rules": [
                *({"when": c, "outcome": end} for c, end in zip(conditions, ends, strict=False)),
                {"outcome": "ask"},
            ],
        }
    )
    for fork in drawn(pack).forks:
        words = words_of(pack, fork.question, HALL)
        for chosen in every_answer(fork.question, list(words.values())):
            ways = [way for way in fork.ways if says(way.words, words, chosen)]
            assert len(ways) == 1
            assert fork.asked.signature(chosen) in ways[0].classes


def every_answer(question: Question, offered: list[OptionId]) -> Iterable[Chosen]:
    sizes = (combinations(offered, size) for size in range(1, len(offered) + 1))
    return (c for c in chain.from_iterable(sizes) if acceptable(question, offered, c))


def test_a_question_that_decides_nothing_has_one_way_with_all_its_options() -> None:
    pack = invented(
        {
            "questions.errand.choose": "any",
            "rules": [
                {"when": {"question": "ill", "any_of": ["none"]}, "outcome": "come-in"},
                {"outcome": "ask"},
            ],
        }
    )
    found = drawn(pack)
    assert [len(fork.ways) for fork in found.forks] == [1, 2]
    assert cells(markdown(found))[1][1] == "Passports, Parcels"


def run(capsys: Capture, *arguments: str | Path) -> tuple[int, str, list[str]]:
    code = main(["graph", *(str(argument) for argument in arguments)])
    said = capsys.readouterr()
    return code, said.out, said.err.splitlines()


def test_the_picture_is_written_and_the_table_printed(capsys: Capture, tmp_path: Path) -> None:
    pack, out = pack_with(tmp_path / "pack"), tmp_path / "new" / "hall.svg"
    code, told_of, err = run(capsys, pack, "--site", "hall", "--out", out)
    assert (code, told_of, err) == (0, f"{out}: 2 questions, 2 outcomes\n", [])
    assert shown(out.read_text("utf-8")).startswith("The hall tiny, revision 1, hall, ")
    code, told_of, err = run(
        capsys, pack, "--site", "hall", "--date", "2021-06-01", "--table",
        "--status", "parcels=full",
    )  # fmt: skip
    assert (code, err) == (0, [])
    assert told_of == (
        "# The hall\n"
        "\n"
        "tiny, revision 1, hall, 2021-06-01, parcels=full\n"
        "\n"
        '"Please ask the staff" where no other rule holds: The staff decide what no rule foresees.'
        "\n\n"
        "| site | What brings you here? | Are you ill? | outcome | id |\n"
        "|---|---|---|---|---|\n"
        "| The hall | Passports, Parcels | Cough, Fever | Please go home | stay-out |\n"
        "| The hall | Passports | None of these | Please come in | come-in |\n"
        "| The hall | Parcels | None of these | Please ask the staff | ask |\n"
    )


def test_what_staff_said_changes_the_picture(capsys: Capture, tmp_path: Path) -> None:
    out = tmp_path / "full.svg"
    code, _, _ = run(
        capsys, paths.BUILT_IN_PACK, "--site", "iso-omena", "--status", "kela=full", "--out", out
    )
    assert code == 0
    assert "iso-omena, 2" in shown(out.read_text("utf-8"))
    assert ", kela=full " in shown(out.read_text("utf-8"))
    assert "Odota hetki" in shown(out.read_text("utf-8"))


@pytest.mark.parametrize(
    ("words", "ends", "complaint"),
    [
        (("--site", "hall"), 2, "--out: is missing; name the file"),
        (("--site", "hal", "--table"), 2, '--site: no site has the id "hal"'),
        (("--site", "hall", "--table", "--status", "a=open"), 2, "--status: no service has"),
    ],
)
def test_wrong_use_is_told_in_one_line(
    capsys: Capture, tmp_path: Path, words: tuple[str, ...], ends: int, complaint: str
) -> None:
    code, out, err = run(capsys, pack_with(tmp_path), *words)
    assert (code, out, len(err)) == (ends, "", 1)
    assert err[0].startswith(complaint)


def test_a_pack_that_cannot_be_read_ends_with_three(capsys: Capture, tmp_path: Path) -> None:
    code, out, err = run(capsys, tmp_path, "--site", "hall", "--table")
    assert (code, out, len(err)) == (3, "", 1)


def test_a_picture_that_cannot_be_written_is_told(capsys: Capture, tmp_path: Path) -> None:
    pack = pack_with(tmp_path)
    (tmp_path / "file").touch()
    out = tmp_path / "file" / "hall.svg"
    code, printed, err = run(capsys, pack, "--site", "hall", "--out", out)
    assert (code, printed, len(err)) == (1, "", 1)
    assert err[0].startswith(f"{out}: ")
