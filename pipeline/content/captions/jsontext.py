"""JSON, several values one behind another, or damaged JSON: the whole value, or those items that are complete."""

import json
import re
from collections.abc import Iterator

from pipeline.content.captions.items import is_timed
from pipeline.content.captions.jsonvalue import Json
from pipeline.content.problem import Place, Problem, Severity

_CONTROL = re.compile(r"\\u00(?:0[0-8bcef]|1[0-9a-f]|7f)", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|.)", re.DOTALL)
_FOLLOWING = re.compile(r"\S")
_OPENING = re.compile(r"[\[{]")
_TIMES = frozenset({"start", "startTime", "tStartMs", "offsets"})  # of items that may lack a text of their own: json3's, whisper.cpp's
_DECODER = json.JSONDecoder(strict=False)
# .NET and some programs begin names with a capital letter: `{"Offset": 12000000, "DisplayText": "Yes."}`.
_CAPITALS = re.compile(r'"(?:Start|Offset|Time)" *:')
_UNCAPITALISED = json.JSONDecoder(
    strict=False, object_hook=lambda held: {name[:1].lower() + name[1:]: value for name, value in held.items()}
)
# A list that fails at its end costs as much as one that is whole; nested ones fail again and again.
_ROUNDS = 20
_DEEP = 20_000


def load(text: str, name: str) -> tuple[Json, tuple[Problem, ...]]:
    """The value; of several values (JSON lines) the list of their timed items.

    Of damaged text it is the list of the timed items that are whole, wherever they stood, with a problem.
    """
    if _CONTROL.search(text):
        text = _ESCAPE.sub(lambda escape: " " if _CONTROL.fullmatch(escape[0]) else escape[0], text)
    try:
        values = _values(text)
    except json.JSONDecodeError as error:
        line, why = error.lineno, error.msg
    except (RecursionError, ValueError):
        line, why = 1, "it is nested too deeply or contains a number that is too long"
    else:
        return values[0] if len(values) == 1 else [item for value in values for item in _items(value)], ()
    return list(_whole(text)), (Problem(Place(name, line), f"the JSON is damaged: {why}", "fetch the captions again", Severity.WARNING),)


def _values(text: str) -> list[Json]:
    """The values of a text that has nothing but blanks between them. JSONDecodeError tells where it has anything else."""
    values: list[Json] = []
    decoder = _UNCAPITALISED if _CAPITALS.search(text) else _DECODER
    at = 0
    while following := _FOLLOWING.search(text, at):
        value, at = decoder.raw_decode(text, following.start())
        values.append(value)
    return values


def _whole(text: str) -> Iterator[Json]:
    """Timed items, outermost first, in linear time: the search gives up when it has read the text many times over."""
    left = _ROUNDS * (len(text) + _DEEP)
    at = 0
    while left > 0 and (found := _OPENING.search(text, at)):
        try:
            value, at = _DECODER.raw_decode(text, found.start())
        except json.JSONDecodeError as error:
            left -= error.pos - found.start() + 1
            at = found.end()
        except (RecursionError, ValueError):
            left -= _DEEP
            at = found.end()
        else:
            yield from _items(value)


def _items(value: Json) -> Iterator[Json]:
    """The timed items of a value, which may be one itself."""
    return (item for item in (value, *_inner(value)) if _is_item(item))


def _inner(value: Json) -> list[Json]:
    """The items of a list, and of the lists directly inside an object that is no item itself."""
    if isinstance(value, dict) and not _is_item(value):
        return [item for inner in value.values() if isinstance(inner, list) for item in inner]
    return value if isinstance(value, list) and not _is_item(value) else []


def _is_item(item: Json) -> bool:
    """Whether a value is an object that tells what is said and when, perhaps in its parts, or a list of a word and a time."""
    if isinstance(item, dict):
        return not _TIMES.isdisjoint(item) or is_timed(item)
    return isinstance(item, list) and len(item) > 1 and isinstance(item[0], str) and isinstance(item[1], int | float)
