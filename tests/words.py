"""Keeps the program's template and translations up to date: `python -m tests.words [--check]`."""

import sys
from pathlib import Path

import kiosk
from kiosk import paths
from kiosk.files import write_text
from kiosk.texts.editions import program_catalog_path, program_languages
from kiosk.texts.extraction import as_text, program_template, update

TEMPLATE = paths.TRANSLATIONS / "kiosk.pot"


def main() -> int:
    """Write the template and bring every language up to date, or say that it is not."""
    template = program_template(Path(kiosk.__file__).parent)
    if "--check" in sys.argv:
        if TEMPLATE.read_text("utf-8") == as_text(template):
            return 0
        print(f"{TEMPLATE}: is older than the sources; run: make words", file=sys.stderr)
        return 1
    write_text(TEMPLATE, as_text(template))
    for language in program_languages():
        path = program_catalog_path(language)
        if path.exists():
            update(path, template, language)
    return 0


if __name__ == "__main__":
    sys.exit(main())
