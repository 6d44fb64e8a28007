"""Templates of all words to translate, and bringing translations up to date with them."""

import io
from collections.abc import Iterable
from copy import deepcopy
from pathlib import Path
from typing import Literal

from babel import Locale
from babel.messages.catalog import Catalog as PoCatalog
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from kiosk.errors import Fault, RefusedError
from kiosk.files import write_text
from kiosk.pack.models import Pack
from kiosk.pack.reading import needs_translation, texts
from kiosk.pack.words import Language
from kiosk.texts.catalogs import read_po_file
from kiosk.texts.speech import customs_known

_KEYWORDS = {"_": None, "ngettext": (1, 2)}
_WIDTH = 100
_HEADER = "# Made from the sources: do not edit."
_SAME_ADDRESS = "leave empty where the address is the same"


def program_template(package: Path) -> PoCatalog:
    """Every sentence of the program, from its sources."""
    template = PoCatalog(project="kiosk", header_comment=_HEADER, fuzzy=False)
    found = extract_from_dir(package, keywords=_KEYWORDS, comment_tags=("Translators:",))
    for file, _line, message, comments, context in sorted(found):
        template.add(message, None, [(file, 0)], auto_comments=comments, context=context)
    return template


def content_template(pack: Pack) -> PoCatalog:
    """Every text of a pack; a number or a web address need not be translated."""
    template = PoCatalog(project=pack.id, header_comment=_HEADER, fuzzy=False)
    for place, text in texts(pack):
        comments = [] if needs_translation(pack, place, text) else [_SAME_ADDRESS]
        template.add(text, None, auto_comments=comments, context=place)
    return template


def as_text(catalog: PoCatalog) -> str:
    """A catalogue as a `.po` file without anything that changes from day to day."""
    file = io.BytesIO()
    write_po(file, catalog, width=_WIDTH, include_lineno=False)
    return _without_dates(file.getvalue().decode("utf-8"))


def update(path: Path, template: PoCatalog, language: Language) -> None:
    """Bring a translation up to date: new texts empty, reworded ones marked fuzzy, others kept."""
    catalog = _kept(path, language)
    _renew(catalog, template)
    write_text(path, as_text(catalog))


def take_in(
    path: Path, brought: Iterable[Message], template: PoCatalog, language: Language
) -> tuple[int, int]:
    """Put finished translations over those of a file; how many came in, and how many are new."""
    catalog = _kept(path, language)
    came = new = 0
    for message in brought:
        if isinstance(message.string, tuple) and len(message.string) != catalog.num_plurals:
            continue
        here = catalog.get(message.id, message.context)
        known = template.get(message.id, message.context) is not None
        came += known
        new += known and (here is None or here.string != message.string or here.fuzzy)
        if here is None:
            here = catalog.add(message.id, context=message.context)
        here.string = message.string
        here.flags.discard("fuzzy")
    _renew(catalog, template)
    write_text(path, as_text(catalog))
    return came, new


def finished(catalog: PoCatalog) -> list[Message]:
    """The messages of a catalogue whose translation is there and not marked fuzzy."""
    return [m for m in catalog if m.id and not m.fuzzy and m.string and all(m.string)]


def _kept(path: Path, language: Language) -> PoCatalog:
    """The translation as it is, or an empty one."""
    if path.exists():
        return read_po_file(path)
    if not customs_known(language):
        what = f'"{language}" is no language that dates and times are known of; mend the tag'
        raise RefusedError([Fault(str(path), "", what)])
    header = f"# Translations to {Locale.parse(language, sep='-').english_name}."
    return PoCatalog(locale=language.replace("-", "_"), header_comment=header)


def _renew(catalog: PoCatalog, template: PoCatalog) -> None:
    """Bring the messages of a translation up to date with a template."""
    before = [message.clone() for message in catalog if message.context]
    gone = [m for m in before if m.string and template.get(m.id, m.context) is None]
    catalog.fuzzy = False
    # A text of a pack is known by its place; only the program's are looked for by their words.
    # A copy, because Babel writes into the messages of the template.
    catalog.update(deepcopy(template), no_fuzzy_matching=bool(before), update_header_comment=False)
    catalog.obsolete.clear()
    lacking = [m for m in catalog if m.context and not m.string]
    _move([m for m in lacking if _SAME_ADDRESS not in m.auto_comments], gone, by="id")
    _move(lacking, gone, by="context")


def _move(lacking: Iterable[Message], gone: list[Message], by: Literal["id", "context"]) -> None:
    """Give a text the translation that its words or its place had before, to be looked through."""
    for message in lacking:
        for old in [old for old in gone if getattr(old, by) == getattr(message, by)][:1]:
            if not message.string:
                message.string = old.string
                message.flags.add("fuzzy")
                gone.remove(old)


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
