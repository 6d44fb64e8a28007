"""`kioskctl schema`: the JSON Schema of `content.json`."""

import json
from argparse import ArgumentParser, Namespace

from kiosk.pack.reading import json_schema

HELP = "print the JSON Schema of content.json"


def add_options(parser: ArgumentParser) -> None:
    """Declare what the verb takes: nothing."""


def run(said: Namespace) -> int:  # noqa: ARG001 - every verb is called alike
    """Print the schema."""
    print(json.dumps(json_schema(), indent=2, ensure_ascii=False))
    return 0
