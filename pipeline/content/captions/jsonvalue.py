"""A value of JSON, and a number among them."""

from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


def number(value: Json) -> float | None:
    """A finite number, also one written as text, perhaps of seconds (`1.2s`); booleans are none."""
    if isinstance(value, str):
        try:
            value = float(value.removesuffix("s"))
        except ValueError:
            return None
    if (type(value) is float or type(value) is int) and abs(value) < 1e15:
        return float(value)
    return None
