"""The people whom a front matter names, in the many ways in which blogs write them."""

import re
from collections.abc import Iterable

from pipeline.content import blog
from pipeline.content.fields import Fields
from pipeline.content.interview.lexicon import AND, ASKS
from pipeline.content.interview.names import FULL_NAME, is_role
from pipeline.content.plaintext import without_html
from pipeline.content.values import Items, Table, Text, Value, bare_key

# Keys without signs under which blogs name who wrote a post; some have there how one logs in.
_BLOG_AUTHORS = ("postauthor", "postauthors", "authorname", "authornames", "blogauthor", "blogauthors")
# Between two names, and what stands beside one: the address of a link, a firm in brackets, an address of mail.
_BETWEEN_NAMES = rf"\s*,\s*(?:{AND}\s+)?|\s+{AND}\s+"
_BESIDE_NAME = r"^\[([^\[\]]+)\]\([^()]*\)|\s*\([^()]*\)$|\s*<[^<>]*>$"
_KEY_OF_NAME = r"[a-z]{2,}(?:-[a-z]{2,}){1,2}"  # under which a blog keeps what it knows of an author
# Occurs in what somebody does, and in nobody's name: `Head of Research`.
_CALLING = r"\b(?:of|at|for|in|(?i:c[efiot]o|founder|engineer|developer|scientist|researcher|director|manager|editor|author))\b"


def named(fields: Fields, *keys: str) -> tuple[str, ...]:
    """The people of the first of these keys that names some."""
    return next(filter(None, (_people(fields, key) for key in keys)), ())


def authors(fields: Fields) -> tuple[str, ...]:
    """Who wrote a post; by the full names under a blog's own key, `postauthors: [{name: Ada Example}]`, where ours has none."""
    written = named(fields, "authors", "author")
    if any(map(_is_full, written)):
        return written
    keys = (key for key in fields.table.lines if bare_key(key) in _BLOG_AUTHORS)
    return tuple(filter(_is_full, named(fields, *keys))) or written


def labelled(fields: Fields) -> tuple[tuple[str, str], ...]:
    """The labels in a table of the `speakers`, and whose they are: `{SPEAKER_00: Ana Ruiz, SPEAKER_01: Bo}`."""
    table = fields.table.entries.get("speakers")
    people = table.entries if isinstance(table, Table) and _named(table) is None else {}
    return tuple((label, name) for label, person in people.items() if (name := _behind_key(person)))


def asking(fields: Fields) -> tuple[str, ...]:
    """Those of the `speakers` beside whose names it says that they ask: `Ana Ruiz (host)`, or `role: Host`."""
    value = fields.table.entries.get("speakers")
    listed = value.values if isinstance(value, Items) else ()
    return tuple(name for one in listed if _asks(one) and (name := _person(one)))


def _asks(person: Value) -> bool:
    """Whether a person's role, of which more may be said behind a comma, is to ask."""
    if isinstance(person, Table):
        role = blog.text(person, "role") or ""
    else:
        found = re.search(r"\(([^()]*)\)$", person.value.strip()) if isinstance(person, Text) else None
        role = found[1] if found else ""
    return role.partition(",")[0].strip().casefold().removeprefix("co-") in ASKS


def _people(fields: Fields, key: str) -> tuple[str, ...]:
    """Names from `[A, B]`, `A`, `Ada Example and Bo Lind`, a list of tables with `name:` or `user:`, or a table of names by initials.

    A name may be a link, or a key such as `ada-example`, and have a firm or the like behind it in brackets. It may also be the key of an
    address: `Ada Example: https://ada.example`.
    """
    value = fields.table.entries.get(key)
    if isinstance(value, Items) and len(value.values) == 1:  # `- A, B`
        value = value.values[0]
    match value:
        case Table() if _named(value) is None:  # {AE: Ada Example, BL: Bo Lind}
            return _by_key(value)
        case Text():
            people: Iterable[Value] = _each(value)
        case Items():
            people = value.values
        case _:
            people = (value,) if value else ()
    return tuple(filter(None, map(_person, people)))


def _by_key(people: Table) -> tuple[str, ...]:
    """The people of a table in which each has a key: an initial, a short name, a role, or the full name itself."""
    return _names_as_keys(people) or tuple(filter(None, map(_behind_key, people.entries.values())))


def _names_as_keys(people: Table) -> tuple[str, ...]:
    """The full names among the keys of a table; none if such a name is behind a key, as in `Main Guest: Ana Ruiz`."""
    behind = filter(None, map(_behind_key, people.entries.values()))
    if any(FULL_NAME.fullmatch(name) and not re.search(_CALLING, name) for name in behind):
        return ()
    return tuple(_person(Text(key, people.line)) or key for key in people.entries if _is_full(key) and not is_role(key))


def _behind_key(value: Value) -> str | None:
    """What may be the name of the person whom a key stands for: a text that is no address, or `name:` or `user:` in a table."""
    if isinstance(value, Table):
        given = (value.entries.get(key) for key in ("name", "user"))
        return next((name for text in given if isinstance(text, Text) and (name := _person(text))), None)
    return _person(value) if isinstance(value, Text) and "://" not in value.value else None


def _each(value: Text) -> tuple[Text, ...]:
    """Each of several full names in one text. `Ada Example, PhD`, `Ada Example, Head of Research` and `Simon & Garfunkel` are one name."""
    if "、" in value.value:
        return tuple(Text(name.strip(), value.line) for name in value.value.split("、"))
    names = re.split(_BETWEEN_NAMES, value.value.strip())
    full = all(map(_is_full, names)) and not re.search(_CALLING, value.value)
    return tuple(Text(name, value.line) for name in names) if full else (value,)


def _person(value: Value) -> str | None:
    """The name of one person: a text without what stands beside the name, or what a table has for it."""
    if isinstance(value, Text):
        text = without_html(value.value.strip()).rstrip(",; ")
        text = re.sub(_BESIDE_NAME, r"\1", text).strip() if "(" in text or text.endswith(">") else text
        text = text.removeprefix("[[").removesuffix("]]").rpartition("|")[2]
        return (text.replace("-", " ").title() if re.fullmatch(_KEY_OF_NAME, text) else text) or None
    if isinstance(value, Table):
        return _named(value) or next(iter(_names_as_keys(value)), None)
    return None


def _named(person: Table) -> str | None:
    """The name that a table gives under a key for names; None if it has none of these keys."""
    return next((_person(person.entries[key]) for key in ("name", "user", "title") if key in person.entries), None)


def _is_full(name: str) -> bool:
    """Whether a name has more than one word, and is no remark in small letters."""
    return " " in name and not name[0].islower()
