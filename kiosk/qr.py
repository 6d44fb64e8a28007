"""QR codes, drawn on the machine."""

import segno

Code = tuple[tuple[bool, ...], ...]
"""The rows of a code, True where it is dark, without the quiet zone of four modules."""


def code(address: str) -> Code:
    """The code of a web address, error correction level M or better (ISO/IEC 18004)."""
    drawn = segno.make(address, error="m", micro=False)
    return tuple(tuple(bool(module) for module in row) for row in drawn.matrix)
