"""Templates of all words to translate, and bringing translations up to date with them."""

import io
from copy import deepcopy
from pathlib import Path

from babel import UnknownLocaleError
from babel.messages.catalog import Catalog as PoCatalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from kiosk.errors import Fault, RefusedError
from kiosk.files import write_text
from kiosk.pack.models import Pack
from kiosk.pack.reading import texts
from kiosk.pack.words import Address
from kiosk.texts.catalogs import read_po_file

_KEYWORDS = {"_": None, "ngettext": (1, 2)}
_WIDTH = 100
_HEADER = "# Made from the sources: do not edit."


def program_template(package: Path) -> PoCatalog:
    """Every sentence of the program, from its sources."""
    template = PoCatalog(project="kiosk", header_comment=_HEADER, fuzzy=False)
    found = extract_from_dir(package, keywords=_KEYWORDS, comment_tags=("Translators:",))
    for file, _line, message, comments, context in sorted(found):
        template.add(message, None, [(file, 0)], auto_comments=comments, context=context)
    return template


def content_template(pack: Pack) -> PoCatalog:
    """Every text of a pack; an address need not be translated."""
    template = PoCatalog(project=pack.id, header_comment=_HEADER, fuzzy=False)
    for place, text in texts(pack):
        comments = (
            ["leave empty where the address is the same"] if isinstance(text, Address) else []
        )
        template.add(text, None, auto_comments=comments, context=place)
    return template


def as_text(catalog: PoCatalog) -> str:
    """A catalogue as a `.po` file without anything that changes from day to day."""
    file = io.BytesIO()
    write_po(file, catalog, width=_WIDTH, include_lineno=False)
    return _without_dates(file.getvalue().decode("utf-8"))


def update(path: Path, template: PoCatalog, language: str) -> None:
    """Bring a translation up to date: new texts empty, reworded ones marked fuzzy, others kept."""
    catalog = read_po_file(path) if path.exists() else _empty(path, language)
    before = {message.context: message.string for message in catalog if message.context}
    catalog.fuzzy = False
    # A text of a pack is known by its place; only the program's are looked for by their words.
    # A copy, because Babel writes into the messages of the template.
    catalog.update(deepcopy(template), no_fuzzy_matching=bool(before), update_header_comment=False)
    catalog.obsolete.clear()
    for message in catalog:
        if message.context in before and not message.string and before[message.context]:
            message.string = before[message.context]
            message.flags.add("fuzzy")
    write_text(path, as_text(catalog))


def _empty(path: Path, language: str) -> PoCatalog:
    try:
        return PoCatalog(locale=language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        what = f'"{language}" is no language that dates and times are known of; mend the tag'
        raise RefusedError([Fault(str(path), "", what)]) from None


def _without_dates(text: str) -> str:
    return "".join(
        line for line in text.splitlines(keepends=True) if not line.startswith(_CHANGING)
    )


_CHANGING = (
    '"POT-Creation-Date',
    '"PO-Revision-Date',
    '"Generated-By',
    '"Last-Translator',
    '"Language-Team',
    '"Report-Msgid-Bugs-To',
    '"Project-Id-Version',
)
