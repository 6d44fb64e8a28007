"""`kioskctl texts`: what there is to translate in a pack, and how far it is."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from kiosk.errors import Fault, RefusedError
from kiosk.files import write_text
from kiosk.pack.models import Pack
from kiosk.pack.reading import read_pack, texts
from kiosk.pack.words import Address, Language
from kiosk.texts.catalogs import read_po_file
from kiosk.texts.editions import content_catalog, content_catalog_path
from kiosk.texts.extraction import as_text, content_template, update

HELP = "bring a pack's translations up to date, take one in, or see how far they are"


def add_options(parser: ArgumentParser) -> None:
    """Declare what the verb takes."""
    actions = parser.add_subparsers(required=True, metavar="export|import|status")
    export = actions.add_parser("export", help="write or update the .po file of every language")
    export.add_argument("pack", type=Path, metavar="PACK")
    export.set_defaults(act=_export)
    take = actions.add_parser("import", help="take in the .po file of a translator")
    take.add_argument("pack", type=Path, metavar="PACK")
    take.add_argument("file", type=Path, metavar="FILE.po")
    take.set_defaults(act=_import)
    status = actions.add_parser("status", help="count what is missing")
    status.add_argument("pack", type=Path, metavar="PACK")
    status.set_defaults(act=_status)


def run(said: Namespace) -> int:
    """Do one of the three; 1 where a translation is not complete."""
    return int(said.act(said))


def _export(said: Namespace) -> int:
    pack = read_pack(said.pack)
    template = content_template(pack)
    for language in _targets(pack):
        path = content_catalog_path(said.pack, language)
        update(path, template, language)
        print(f"{path}: up to date with content.json")
    return 0


def _import(said: Namespace) -> int:
    pack = read_pack(said.pack)
    brought = read_po_file(said.file)
    language = Language(
        brought.locale_identifier.replace("_", "-") if brought.locale_identifier else ""
    )
    if language not in _targets(pack):
        known = ", ".join(_targets(pack))
        what = f'is in the language "{language}"; the header must name one of: {known}'
        raise RefusedError([Fault(str(said.file), "Language", what)])
    path = content_catalog_path(said.pack, language)
    write_text(path, as_text(brought))
    update(path, content_template(pack), language)
    print(f"{path}: taken in")
    return _status(said)


def _status(said: Namespace) -> int:
    pack = read_pack(said.pack)
    needed = [(place, text) for place, text in texts(pack) if not isinstance(text, Address)]
    lacking = 0
    for language in _targets(pack):
        catalog = content_catalog(said.pack, pack, language)
        missing = [key for key in needed if catalog.text(key[1], key[0]) is None]
        stale = sum(key in catalog.stale for key in missing)
        lacking += len(missing)
        print(f"{language}: {len(needed)} texts, {len(missing) - stale} missing, {stale} stale")
    return int(lacking > 0)


def _targets(pack: Pack) -> list[Language]:
    return [language for language in pack.languages if language != pack.source_language]
