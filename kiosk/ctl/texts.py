"""`kioskctl texts`: what there is to translate in a pack, and how far it is."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog as PoCatalog

from kiosk.errors import Fault, RefusedError
from kiosk.pack.models import Pack
from kiosk.pack.reading import needs_translation, read_pack, texts
from kiosk.pack.words import Language
from kiosk.texts.catalogs import NOTHING, Catalog, Key, language_of, read_catalog, read_po_file
from kiosk.texts.editions import (
    PROGRAM_SOURCE,
    content_catalog_path,
    program_catalog_path,
    program_languages,
    program_words,
)
from kiosk.texts.extraction import content_template, finished, take_in, update

HELP = "bring a pack's translations up to date, take one in, or see how far they are"


@dataclass(frozen=True)
class Target:
    """A `.po` file of a pack, what stands in it, and which of that must be translated."""

    language: Language
    path: Path
    template: PoCatalog
    needed: Sequence[Key]
    origin: str
    owned: bool = True

    def lacks(self, catalog: Catalog) -> tuple[int, int]:
        """How many texts are missing, and how many stale."""
        missing = [key for key in self.needed if key not in catalog.messages]
        stale = sum(key in catalog.stale for key in missing)
        return len(missing) - stale, stale


def add_options(parser: ArgumentParser) -> None:
    """Declare what the verb takes."""
    actions = parser.add_subparsers(required=True, metavar="export|import|status")
    export = actions.add_parser("export", help="write or update the .po files of every language")
    export.add_argument("pack", type=Path, metavar="PACK")
    export.set_defaults(act=_export)
    take = actions.add_parser("import", help="take in what a translator's .po file has finished")
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
    for target in _targets(said.pack, read_pack(said.pack)):
        if target.owned:
            update(target.path, target.template, target.language)
            missing, stale = target.lacks(read_catalog(target.path))
            left = f"{missing} to translate, {stale} to look through"
            print(f"{target.path}: up to date with {target.origin}; {left}")
    return 0


def _import(said: Namespace) -> int:
    brought = read_po_file(said.file)
    language = language_of(brought)
    targets = [target for target in _targets(said.pack, read_pack(said.pack)) if target.owned]
    known = dict.fromkeys(target.language for target in targets)
    if language not in known:
        what = f'is in the language "{language}"; the header must name one of: {", ".join(known)}'
        raise RefusedError([Fault(str(said.file), "Language", what)])
    if not finished(brought):
        print(f"{said.file}: holds no finished text; nothing is changed")
    for target in targets:
        ours = [m for m in finished(brought) if (m.context is None) == _is_program(target)]
        if target.language == language and ours:
            came, new = take_in(target.path, ours, target.template, language)
            left = f", {len(ours) - came} belong to nothing there" if came < len(ours) else ""
            print(f"{target.path}: {came} texts taken in, {new} of them new or changed{left}")
    return _status(said)


def _status(said: Namespace) -> int:
    lacking = 0
    for target in _targets(said.pack, read_pack(said.pack)):
        there = target.path.exists()
        catalog = read_catalog(target.path, target.language) if there else NOTHING
        missing, stale = target.lacks(catalog)
        lacking += missing + stale
        name = f"{target.language} (program)" if _is_program(target) else target.language
        print(f"{name}: {len(target.needed)} texts, {missing} missing, {stale} stale")
    return int(lacking > 0)


def _targets(folder: Path, pack: Pack) -> Iterator[Target]:
    """The pack's words, then the program's, in every language that has to be translated to."""
    content = [
        (place, str(text)) for place, text in texts(pack) if needs_translation(pack, place, text)
    ]
    template, words = content_template(pack), program_words()
    sentences = [(None, m.id if isinstance(m.id, str) else m.id[0]) for m in words if m.id]
    spoken = list(program_languages())
    for tag in dict.fromkeys(pack.languages):
        if tag != pack.source_language:
            path = content_catalog_path(folder, tag)
            yield Target(tag, path, template, content, "content.json")
        if tag != PROGRAM_SOURCE:
            path, owned = program_catalog_path(tag, folder), tag not in spoken
            yield Target(tag, path, words, sentences, "the program", owned)


def _is_program(target: Target) -> bool:
    return target.origin == "the program"
