"""JSON that may be damaged: the whole value, or the items of it that are whole."""

import json
import re
from typing import TypeAlias

from pipeline.content.problem import Place, Problem, Severity

Json: TypeAlias = "None | bool | int | float | str | list[Json] | dict[str, Json]"

_OPENING = re.compile(r"[\[{]")
_MOST_FAILURES = 2_000
_DECODER = json.JSONDecoder(strict=False)


def load(text: str, name: str) -> tuple[Json, tuple[Problem, ...]]:
    """The value; of damaged text the list of the timed items that are whole, wherever they stood, with a problem."""
    try:
        return _DECODER.decode(text), ()
    except json.JSONDecodeError as error:
        problem = Problem(Place(name, error.lineno), f"the JSON is damaged ({error.msg}); what is whole was read", "fetch it again", Severity.WARNING)
    except (RecursionError, ValueError):
        problem = Problem(Place(name), "the JSON is nested too deeply or has a number too long", "fetch it again", Severity.WARNING)
    return list(_whole_items(text)), (problem,)


def _whole_items(text: str) -> list[Json]:
    """Objects that tell a time and lists that begin with a word, outermost first, in linear time: the search gives up after many failures."""
    items: list[Json] = []
    failures = 0
    at = 0
    while failures < _MOST_FAILURES and (found := _OPENING.search(text, at)):
        try:
            item, end = _DECODER.raw_decode(text, found.start())
        except (ValueError, RecursionError):
            failures += 1
            at = found.end()
            continue
        at = end
        items.extend(_timed(item))
    return items


def _timed(item: Json) -> list[Json]:
    """The item itself if it tells a time, else such items directly inside it."""
    if isinstance(item, dict):
        if not _TIMES.isdisjoint(item):
            return [item]
        return [inner for value in item.values() if isinstance(value, list) for inner in value if _is_timed(inner)]
    if isinstance(item, list):
        return [item] if _is_timed(item) else [inner for inner in item if _is_timed(inner)]
    return []


_TIMES = frozenset({"start", "tStartMs", "startTime", "start_time", "offsets"})


def _is_timed(item: Json) -> bool:
    if isinstance(item, dict):
        return not _TIMES.isdisjoint(item)
    return isinstance(item, list) and len(item) > 1 and isinstance(item[0], str) and isinstance(item[1], int | float)


def number(value: Json) -> float | None:
    """A finite number, also one written as text; booleans are none."""
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < 1e15 else None
