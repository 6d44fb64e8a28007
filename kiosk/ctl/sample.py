"""A `kiosk.toml` with every key, what it means, and what it is where nothing is said."""

import json
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from kiosk.files import Model
from kiosk.keys import DEFAULT_KEYS
from kiosk.settings import Settings

_WIDTH = 100
_HEAD = (
    "The settings of this kiosk. Every key may be left out: a line that begins with # and a key "
    "shows what is so then. Take the # away to say something else, and try it before you rely on "
    "it: kioskctl settings check FILE"
)


def sample() -> str:
    """The text of the file; without its comment signs before keys, it changes nothing."""
    return "\n".join((*_prose(_HEAD), *_keys(Settings), *_tables(Settings))) + "\n"


def _keys(model: type[Model]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        if field.default is None:
            example = next(iter(field.examples or ()))
            yield ""
            yield from _prose(f"{field.description} For example:")
            yield f"# {name} = {_value(example)}"
        elif isinstance(field.default, str | int | float):
            yield ""
            yield from _prose(f"{field.description}{_bounds(field.metadata)}")
            yield f"#{name} = {_value(field.default)}"


def _tables(model: type[Model]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        if isinstance(field.default, Model):
            yield from ("", *_prose(type(field.default).__doc__ or ""), f"[{name}]")
            yield from _keys(type(field.default))
        elif field.default_factory is not None:
            yield from ("", *_prose(field.description or ""), f"[{name}]")
            yield from (f"#{key} = {_value(does)}" for key, does in DEFAULT_KEYS.items())


def _bounds(metadata: list[Any]) -> str:
    bounds: Mapping[str, Any] = {
        side: getattr(each, side)
        for each in metadata
        for side in ("ge", "le")
        if hasattr(each, side)
    }
    return f" From {bounds['ge']} to {bounds['le']}." if bounds else ""


def _prose(text: str) -> Iterator[str]:
    return (f"# {line}" for line in textwrap.wrap(text, _WIDTH - 2))


def _value(value: Any) -> str:
    """A value as TOML writes it, which for these kinds is as JSON does."""
    return json.dumps(value)
