"""QR codes, drawn on the machine."""

from urllib.parse import quote

import segno

from kiosk.cards.shapes import Code

_AS_THEY_ARE = ":/?#[]@!$&'()*+,;=%~"
"""What an address may hold as it is (RFC 3986); every other character is written in percent."""


def code(address: str) -> Code:
    """The code of a web address, error correction level M or better (ISO/IEC 18004)."""
    drawn = segno.make(quote(address, safe=_AS_THEY_ARE), error="m", micro=False)
    return tuple(tuple(bool(module) for module in row) for row in drawn.matrix)
