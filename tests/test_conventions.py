import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import kiosk

PACKAGE = Path(kiosk.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
SCREENS = [module for module in MODULES if module.parent.name == "screens"]
LOOKS = {"QFont", "setStyleSheet", "setFixedSize", "setPixelSize", "setPointSize"}


def named(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def parsed(module: Path) -> ast.Module:
    return ast.parse(module.read_text("utf-8"))


def calls(module: Path) -> Iterator[str]:
    for node in ast.walk(parsed(module)):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(id=name) | ast.Attribute(attr=name):
                    yield name
                case _:
                    pass


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_no_module_is_longer_than_300_lines(module: Path) -> None:
    assert len(module.read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_no_class_is_longer_than_150_lines(module: Path) -> None:
    long = [
        node.name
        for node in ast.walk(parsed(module))
        if isinstance(node, ast.ClassDef) and (node.end_lineno or 0) - node.lineno > 150
    ]
    assert not long


@pytest.mark.parametrize("module", SCREENS, ids=named)
def test_fonts_sizes_and_colours_are_decided_in_one_place(module: Path) -> None:
    if module.name == "look.py":
        return
    assert not LOOKS & set(calls(module))
    written = [n.value for n in ast.walk(parsed(module)) if isinstance(n, ast.Constant)]
    assert not [value for value in written if isinstance(value, str) and value.startswith("#")]


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_nothing_is_ever_formatted_by_what_others_wrote(module: Path) -> None:
    assert "format" not in set(calls(module))
    assert "format_map" not in set(calls(module))


@pytest.mark.parametrize("module", SCREENS, ids=named)
def test_screens_hold_no_words(module: Path) -> None:
    tree = parsed(module)
    documented = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    words = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in documented
        and " " in node.value.strip()
        and not node.value.startswith(("Noto", "Material", "nobody there", "no speech"))
    ]
    assert all(is_docstring_of_a_constant(tree, text) for text in words), words


def is_docstring_of_a_constant(tree: ast.Module, text: str) -> bool:
    return any(
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and node.value.value == text
        for node in tree.body
    )


@pytest.mark.parametrize("module", SCREENS, ids=named)
def test_every_public_method_of_a_screen_says_what_it_does(module: Path) -> None:
    for node in ast.walk(parsed(module)):
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            overrides = node.name != node.name.lower()
            inner = node.col_offset > 4
            assert overrides or inner or ast.get_docstring(node), node.name


@pytest.mark.parametrize("module", SCREENS, ids=named)
def test_words_are_shown_by_the_one_label_that_takes_them_plainly(module: Path) -> None:
    if module.name not in {"widgets.py", "tiles.py"}:
        assert not {"QLabel", "QPushButton", "QMessageBox"} & set(calls(module))


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_nothing_is_imported_only_for_types(module: Path) -> None:
    assert "TYPE_CHECKING" not in module.read_text("utf-8")


def test_every_module_says_what_lives_in_it() -> None:
    assert all(ast.get_docstring(parsed(module)) for module in MODULES)


@pytest.mark.parametrize("module", SCREENS, ids=named)
def test_nothing_moves_by_itself(module: Path) -> None:
    words = module.read_text("utf-8")
    assert not re.search(r"Animation|QMovie|QTimeLine|QGraphics\w*Effect", words)


TESTS = Path(__file__).parent
TIMED = {"sleep", "perf_counter", "monotonic", "qWait", "QElapsedTimer", "singleShot"}
OUTSIDE = {
    *("assistive/bus.py", "assistive/kiosk.py", "lockdown/programs.py", "lockdown/machine.py"),
    "adversary/measuring.py",
}
"""These wait for programs outside to say that they are ready, or hold a program to a time."""
WAITS = {"waitUntil", "waitSignal", "waitSignals"}


@pytest.mark.parametrize("module", sorted(TESTS.rglob("*.py")), ids=lambda path: path.stem)
def test_no_test_waits_for_a_clock(module: Path) -> None:
    name = str(module.relative_to(TESTS))
    if name in OUTSIDE or name.startswith(("benchmarks/", "vm/")):
        return
    assert not TIMED & set(calls(module))
    for node in ast.walk(parsed(module)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            given = {each.arg: ast.unparse(each.value) for each in node.keywords}
            assert node.func.attr not in WAITS or given.get("timeout") == "SLOW", name
