"""`kioskctl`, the command line for IT and continuous integration: one module a verb, no Qt."""

import io
import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict

from kiosk.ctl import (
    apply,
    build,
    check,
    decide,
    doctor,
    graph,
    health,
    new,
    packs,
    print_,
    rollback,
    schema,
    screen,
    self_test,
    settings,
    texts,
    version,
    walk,
)
from kiosk.errors import Fault, KioskError

VERBS = (
    *(check, decide, walk, graph, schema, new, texts),
    *(build, apply, rollback, packs, health, doctor, screen, self_test, settings, print_, version),
)


READER_GONE = 141
"""What a shell says of a program whose reader has gone, as `head` does: never taken for success."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code."""
    try:
        code = _run(_asked(arguments))
        if not sys.stdout.closed:
            sys.stdout.flush()
    except BrokenPipeError:  # the reader has seen enough
        _give_up_output()
        return READER_GONE
    except OSError as error:
        _give_up_output()
        what = f"cannot be used ({error.strerror or error}); make room or choose another place"
        print(Fault(str(error.filename or "output"), "", what), file=sys.stderr)
        return 1
    return code


def _run(said: Namespace) -> int:
    """Run the verb that is asked for; whatever goes wrong is said, every fault on one line."""
    try:
        return int(said.run(said))
    except KioskError as error:
        print(error, file=sys.stderr)
        if getattr(said, "json", False):
            print(json.dumps({"faults": [asdict(fault) for fault in error.faults]}))
        return error.exit_code
    except KeyboardInterrupt:
        return 130


def _asked(arguments: Sequence[str] | None) -> Namespace:
    """What the command line asks for."""
    _take_every_character()
    parser = ArgumentParser(prog="kioskctl", description="Work on kiosk packs.")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    for verb in VERBS:
        name = verb.__name__.rpartition(".")[2].rstrip("_").replace("_", "-")
        sub = verbs.add_parser(name, help=verb.HELP, description=verb.HELP)
        verb.add_options(sub)
        sub.set_defaults(run=verb.run)
    return parser.parse_args(arguments)


def _take_every_character() -> None:
    """Let no word be too strange for a terminal: what it lacks is shown by its number."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with suppress(OSError):
                stream.reconfigure(errors="backslashreplace")


def _give_up_output() -> None:
    """Close the output, so that Python does not complain at the end about what is left in it."""
    with suppress(OSError):
        sys.stdout.close()
