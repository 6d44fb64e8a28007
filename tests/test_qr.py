"""QR codes."""

import pytest

from kiosk.cards.shapes import Code
from kiosk.qr import code

FINDER = ("1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111")


def corner(drawn: Code, down: int, across: int) -> tuple[str, ...]:
    rows = drawn[down : down + 7]
    return tuple("".join("1" if dark else "0" for dark in row[across : across + 7]) for row in rows)


def error_correction(drawn: Code) -> str:
    """The level that the format information names (ISO/IEC 18004, 7.9)."""
    first, second = (drawn[8][across] ^ masked for across, masked in ((0, True), (1, False)))
    return {(0, 1): "L", (0, 0): "M", (1, 1): "Q", (1, 0): "H"}[int(first), int(second)]


@pytest.mark.parametrize("address", ["https://www.kela.fi", "https://varaamo.espoo.fi/x?y=ä"])
def test_a_code_is_a_square_with_three_finder_patterns(address: str) -> None:
    drawn = code(address)
    size = len(drawn)
    assert {len(row) for row in drawn} == {size}
    assert size in range(21, 178, 4)
    assert corner(drawn, 0, 0) == FINDER
    assert corner(drawn, 0, size - 7) == FINDER
    assert corner(drawn, size - 7, 0) == FINDER
    assert corner(drawn, size - 7, size - 7) != FINDER


def test_a_code_has_its_timing_patterns_and_its_dark_module() -> None:
    drawn = code("https://www.espoo.fi/asiointi")
    size = len(drawn)
    for at in range(8, size - 8):
        assert drawn[6][at] is (at % 2 == 0)
        assert drawn[at][6] is (at % 2 == 0)
    assert drawn[size - 8][8] is True


def test_a_code_mends_errors_at_level_m_or_better() -> None:
    for address in ("https://www.kela.fi", "https://www.espoo.fi/" + "a" * 379):
        assert error_correction(code(address)) in {"M", "Q", "H"}


def test_the_same_address_has_the_same_code_and_another_has_another() -> None:
    assert code("https://www.kela.fi") == code("https://www.kela.fi")
    assert code("https://www.kela.fi") != code("https://www.helmet.fi")
