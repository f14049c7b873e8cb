"""The people whom a front matter names, in the many ways in which blogs write them."""

import re
from collections.abc import Container, Iterable, Iterator

from pipeline.content.keys import blog
from pipeline.content.keys.fields import Fields
from pipeline.content.lexicon.people import AND, ANSWERS, ASKS
from pipeline.content.text.names import FULL_NAME, is_role
from pipeline.content.text.plaintext import squeeze, without_html
from pipeline.content.values import Items, Table, Text, Value, bare_key

# Keys without signs under which blogs name who wrote a post; some have there how one logs in.
_BLOG_AUTHORS = ("postauthor", "postauthors", "authorname", "authornames", "blogauthor", "blogauthors", "byline", "by", "writer")
# Keys of blogs, without signs, for those who ask and those who answer. What is no full name there may be anything, such as a server's.
_HOSTS = (
    "hostname", "hostnames", "hostedby", "podcasthost", "podcasthosts", "interviewername", "interviewedby", "moderator", "moderators",
    "presenter", "presenters", "entrevistador", "entrevistadora", "apresentador", "apresentadora", "animateur", "animatrice", "moderation",
)  # fmt: skip
_GUESTS = (
    "guestname", "guestnames", "podcastguest", "podcastguests", "episodeguest", "episodeguests", "intervieweename", "featuring", "panelists",
    "invitado", "invitada", "invitados", "invitadas", "entrevistado", "entrevistada", "convidado", "convidada", "convidados", "convidadas",
    "invité", "invitée", "invités", "invitées", "gast", "gäste", "ospite", "ospiti",
)  # fmt: skip
# Keys, without signs, of lists of people, of whom some ask and others answer.
_TAKING_PART = ("speakers", "participants", "people", "persons", "person", "contributors", "cast")
_NAMES = ("name", "fullname", "displayname", "user", "person", "title")
# Between two names, and what stands beside one: the address of a link, a firm in brackets, an address of mail, an account.
_BETWEEN_NAMES = rf"\s*,\s*(?:{AND}\s+)?|\s*;\s*|\s+/\s+|\s+{AND}\s+"
_BESIDE_NAME = r"^\[([^\[\]]+)\]\([^()]*\)|\s*\([^()]*\)$|\s*<[^<>]*>$|\s+@[\w.]+$"
_WIKI = r"\[\[(?:[^\[\]|]*\|)?(?:[^\[\]|]*/)?([^\[\]|/]+)\]\]"
# Under which a blog keeps what it knows of an author, perhaps in a file.
_KEY_OF_NAME = r"(?:[a-z-]+/)*([a-z]{2,}(?:[-_][a-z]{2,}){1,2})(?:\.(?:md|ya?ml|json))?"
# Occurs in what somebody does, and in nobody's name: `Head of Research`.
_BEFORE_CALLING = rf"({FULL_NAME.pattern})\s+[–—|-]\s+.+"
_CALLING = r"\b(?:of|at|for|in|(?i:c[efiot]o|founder|engineer|developer|scientist|researcher|director|manager|editor|author))\b"


def hosts(fields: Fields) -> tuple[str, ...]:
    """Those who ask."""
    keys = ("host", "hosts", "interviewer", "interviewers", "presentador", "presentadora")
    return named(fields, *keys) or _in_role(fields, ASKS) or _named_in_full(fields, _HOSTS)


def guests(fields: Fields) -> tuple[str, ...]:
    """Those who answer."""
    return named(fields, "guests", "guest", "interviewee", "interviewees") or _in_role(fields, ANSWERS) or _named_in_full(fields, _GUESTS)


def named(fields: Fields, *names: str) -> tuple[str, ...]:
    """The people of the first key that names some; keys have these names, but for capitals and signs."""
    keys = {bare_key(key): key for key in reversed(fields.table.lines)}
    return next(filter(None, (_people(fields, keys[name]) for name in names if name in keys)), ())


def _named_in_full(fields: Fields, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(_is_full, named(fields, *names)))


def authors(fields: Fields) -> tuple[str, ...]:
    """Who wrote a post; by the full names under a blog's own key, `postauthors: [{name: Ada Example}]`, where ours has none."""
    written = named(fields, "authors", "author")
    if any(map(_is_full, written)):
        return written
    return _named_in_full(fields, _BLOG_AUTHORS) or written


def labelled(fields: Fields) -> tuple[tuple[str, str], ...]:
    """The labels in a table of the `speakers`, and whose they are: `{SPEAKER_00: Ana Ruiz, SPEAKER_01: Bo}`."""
    table = fields.table.entries.get("speakers")
    people = table.entries if isinstance(table, Table) and _named(table) is None else {}
    return tuple((label, name) for label, person in people.items() if (name := _behind_key(person)))


def _in_role(fields: Fields, roles: Container[str]) -> tuple[str, ...]:
    """Those who take part in one of these roles: `Ana Ruiz (host)`, `Host: Ana Ruiz`, `{name: Ana Ruiz, role: Host}`, `{host: Ana Ruiz}`."""
    listed = (value for key, value in fields.table.entries.items() if bare_key(key) in _TAKING_PART)
    found = (name for value in listed for role, name in _roles(value) if role.partition(",")[0].casefold().removeprefix("co-") in roles)
    return tuple(dict.fromkeys(found))


def _roles(people: Value) -> Iterator[tuple[str, str]]:
    """The role and the name of each of several people; a role may be the key of a table, or stand behind a name that is one."""
    if isinstance(people, Table):
        for key, value in people.entries.items():
            if name := _behind_key(value):
                yield from ((key, name), (name, key))
    for person in people.values if isinstance(people, Items) else ():
        if name := _person(person):
            yield _role(person), name


def _role(person: Value) -> str:
    """What somebody does, of which more may be said behind a comma."""
    if isinstance(person, Table):
        return blog.text(person, "role") or ""
    text = person.value.strip() if isinstance(person, Text) else ""
    found = re.search(r"\(([^()]*)\)$", text)
    return found[1].strip() if found else text.partition(":")[0]


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
    """The people of a table in which each has a key: an initial, a short name, a role, the full name itself, or an account with its address."""
    return _names_as_keys(people) or tuple(filter(None, map(_behind_key, people.entries.values()))) or tuple(_accounts(people))


def _accounts(people: Table) -> Iterator[str]:
    """The keys of a table whose address ends with them: `ana_ruiz: https://example.com/ana_ruiz`, and not `website: https://ana.example`."""
    for key, value in people.entries.items():
        if isinstance(value, Text) and re.search(rf"://.*/@?{re.escape(key)}/?$", value.value.strip(), re.IGNORECASE):
            yield key


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
    for sign in ("、", "\n"):
        if sign in value.value.strip():
            parts = (part.strip("-* ") for part in value.value.split(sign))
            return tuple(Text(name, value.line) for name in parts if name)
    names = re.split(_BETWEEN_NAMES, value.value.strip())
    full = all(map(_is_full, names)) and not re.search(_CALLING, value.value)
    return tuple(Text(name, value.line) for name in names) if full else (value,)


def _person(value: Value) -> str | None:
    """The name of one person: a text without what stands beside the name, or what a table has for it."""
    if isinstance(value, Text):
        text = without_html(value.value.strip()).removeprefix("- ").strip("* ").rstrip(",; ")
        role, colon, name = text.partition(":")
        text = name.strip() if colon and is_role(role) else text
        text = re.sub(_WIKI, r"\1", re.sub(_BESIDE_NAME, r"\1", text).strip())
        if key := re.fullmatch(_KEY_OF_NAME, text):
            return re.sub("[-_]", " ", key[1]).title()
        called = re.fullmatch(_BEFORE_CALLING, text)
        return (called[1] if called and re.search(_CALLING, text) else text) or None
    if isinstance(value, Table):
        return _named(value) or next(iter(_names_as_keys(value)), None)
    return None


def _named(person: Table) -> str | None:
    """The name that a table gives under a key for names, or two for its parts; None if it has none of these keys."""
    keys = {bare_key(key): key for key in reversed(person.entries)}
    if "firstname" in keys and "lastname" in keys:
        return squeeze(f"{blog.text(person, keys['firstname']) or ''} {blog.text(person, keys['lastname']) or ''}") or None
    return next((_person(person.entries[keys[name]]) for name in _NAMES if name in keys), None)


def _is_full(name: str) -> bool:
    """Whether a name has more than one word, and is no remark in small letters."""
    return " " in name and not name[0].islower()
