"""Reading a pack's folder, and walking the words in it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter

from kiosk.files import Model, read_json
from kiosk.pack.models import ContactKind, Pack
from kiosk.pack.words import Address, Text

CONTENT = "content.json"

P = TypeVar("P")


def read_pack(folder: Path) -> Pack:
    """Read the shape of a pack in its source language, or raise as `read_json` does."""
    return read_json(folder / CONTENT, Pack)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of `content.json`."""
    return TypeAdapter(Pack).json_schema()


def texts(part: object, place: str = "") -> Iterator[tuple[str, Text]]:
    """Every text of a part with its place, as `outcomes.come-in.title`."""
    match part:
        case Text():
            yield place, part
        case tuple():
            for name, inner in _named(part):
                yield from texts(inner, f"{place}.{name}")
        case Model():
            for name in type(part).model_fields:
                yield from texts(getattr(part, name), f"{place}.{name}" if place else name)
        case _:
            return


def needs_translation(pack: Pack, place: str, text: Text) -> bool:
    """Whether a text cannot be the same in every language: all but numbers and web addresses.

    What stands as the address of a place is words.
    """
    if not isinstance(text, Address):
        return True
    contacts = (each for each in pack.contacts if each.kind is ContactKind.PLACE)
    return place in {f"contacts.{contact.id}.value" for contact in contacts}


def translated(part: P, translate: Callable[[str, Text], str], place: str = "") -> P:
    """The same part with every text put through `translate(place, text)`."""
    match part:
        case Text():
            return type(part)(translate(place, part))
        case tuple():
            moved = (
                translated(inner, translate, f"{place}.{name}") for name, inner in _named(part)
            )
            return type(part)(moved)
        case Model():
            inside = {
                name: translated(
                    getattr(part, name), translate, f"{place}.{name}" if place else name
                )
                for name in type(part).model_fields
            }
            return part.model_copy(update=inside)
        case _:
            return part


def _named(parts: tuple[object, ...]) -> Iterator[tuple[str, object]]:
    for position, part in enumerate(parts):
        yield str(getattr(part, "id", position)), part
