"""The keys of a feed file that name people: `host`, `people` with their pages and pictures, and `owner`, whom directories can contact."""

from pipeline.content import web
from pipeline.content.keys.fields import Fields
from pipeline.content.keys.read_field import address, file, web_address
from pipeline.content.problem import Severity
from pipeline.content.show import Person
from pipeline.content.values import Items, Table, Text, Value

_PERSON = "{Ada Example: {url: https://...}}"


def host(fields: Fields) -> str | None:
    """The name of the host."""
    text = fields.text("host")
    return text if text and _is_name(fields, fields.line("host"), "host", text, "Ada Example") else None


def people(fields: Fields) -> tuple[Person, ...]:
    """A table by full name, or a list of names."""
    value = fields.table.entries.get("people")
    if isinstance(value, Items) and (wrong := next((item for item in value.values if not isinstance(item, Text)), None)):
        fields.complain(wrong.line, "`people` must be a table, or a list of names", f"such as people: {_PERSON}")
        return ()
    if not isinstance(value, Table):
        return tuple(Person(name) for name in fields.texts("people") if _is_name(fields, fields.line("people"), "people", name, _PERSON))
    named = [name for name, line in value.lines.items() if _is_name(fields, line, "people", name, _PERSON)]
    return tuple(_person(fields, name, value.entries[name]) for name in named)


def _is_name(fields: Fields, line: int, key: str, text: str, example: str) -> bool:
    """Whether a text may be a name; it is a problem if it has no letters."""
    if any(letter.isalpha() for letter in text):
        return True
    fields.complain(line, f"`{key}: {text}` names nobody", f"such as {example}")
    return False


def _person(fields: Fields, name: str, about: Value) -> Person:
    """Who has this name, with the web page and the picture that the value behind it gives."""
    if isinstance(about, Text):
        return Person(name, web_address(fields, about.line, name, about.value) if about.value.strip() else None)
    if isinstance(about, Items):
        fields.complain(
            about.line, f"`{name}` must be a table of `url` and `image`, not a list", f"such as {{{name}: {{url: https://...}}}}"
        )
        return Person(name)
    inner = fields.inner(about, ("url", "image"), name)
    image = inner.text("image") or ""
    return Person(name, address(inner, "url"), address(inner, "image") if "://" in image else file(inner, "image"))


def owner(fields: Fields) -> tuple[str | None, str | None]:
    """Name and e-mail address, from a table or from a text."""
    value = fields.table.entries.get("owner")
    if not isinstance(value, Table):
        return _mailbox(fields)
    before = len(fields.problems)
    inner = fields.inner(value, ("name", "email"), "owner")
    text = inner.text("email")
    if text is None and len(fields.problems) == before:
        inner.complain(value.line, "`owner` has no `email`, so the feed names no owner", "write `email: ...`", Severity.WARNING)
    return inner.text("name"), _email(fields, inner.line("email"), text) if text else None


def _mailbox(fields: Fields) -> tuple[str | None, str | None]:
    """The same from `Ada Quill <ada@example.com>`, as in mail (RFC 5322, section 3.4), or from the address alone."""
    text = fields.text("owner")
    if not text:
        return None, None
    name, _, mail = text[:-1].rpartition("<") if text.endswith(">") else ("", "", text)
    return name.strip('" ') or None, _email(fields, fields.line("owner"), mail.strip())


def _email(fields: Fields, line: int, text: str) -> str | None:
    """The e-mail address that a text is; None and a problem if it is none."""
    if web.is_email(text):
        return text
    fields.complain(line, f"`{text}` is not an e-mail address", "such as show@talks.example")
    return None
