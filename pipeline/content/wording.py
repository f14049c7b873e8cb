"""How messages word numbers and names."""

from collections.abc import Sequence


def counted(number: int, noun: str) -> str:
    """A number and what is counted: `1 chapter`, `1,200 chapters`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def named(names: Sequence[str], most: int) -> str:
    """The first names of many: `a, b and 3 more`."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
