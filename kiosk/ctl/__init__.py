"""`kioskctl`, the command line for IT and continuous integration: one module a verb, no Qt."""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from kiosk.ctl import check, decide, new, schema, texts, version, walk
from kiosk.errors import KioskError

VERBS = (check, decide, walk, schema, new, texts, version)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code."""
    parser = ArgumentParser(prog="kioskctl", description="Work on kiosk packs.")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    for verb in VERBS:
        name = verb.__name__.rpartition(".")[2]
        sub = verbs.add_parser(name, help=verb.HELP, description=verb.HELP)
        verb.add_options(sub)
        sub.set_defaults(run=verb.run)
    said = parser.parse_args(arguments)
    try:
        return int(said.run(said))
    except KioskError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader has seen enough
        sys.stderr.close()
        return 0
