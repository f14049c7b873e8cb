"""What a feed says, in the form in which front matter and feed files have it; empty if it is nothing that can be written."""

from pipeline.content import web
from pipeline.content.keys import licenses, location
from pipeline.content.keys.yamltext import quoted
from pipeline.derive.earlier.published import NamedPlace


def license_(name: str, address: str) -> str:
    """A licence by its key if it is known, else with its address; empty without a name."""
    if not name:
        return ""
    known, url = licenses.known(name), web.address(address)
    if known and url in (None, licenses.KNOWN[known].url):
        return known
    return table(f"name: {quoted(known or name)}", f"url: {quoted(url) if url else '...'}")


def place(place: NamedPlace) -> str:
    """A place with what of it is correct."""
    known = location.known(*place)
    rows = [f"{key}: {quoted(value)}" for key, value in zip(known._fields, known, strict=True) if value]
    return table(*rows) if len(rows) > 1 else quoted(place.name)


def listed(each: list[str]) -> str:
    """One value, or a list of several; empty if there is none."""
    return each[0] if len(each) == 1 else f"[{', '.join(each)}]" if each else ""


def table(*rows: str) -> str:
    """A table of rows `key: value`; empty if there is none."""
    return f"{{{', '.join(rows)}}}" if rows else ""
