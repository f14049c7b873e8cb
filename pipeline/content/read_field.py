"""Readers for the kinds of values in feed files and front matter. What cannot be read is a problem at its line and counts as not given."""

import re
import uuid
from collections.abc import Callable, Iterator
from typing import TypeVar

from pipeline.content import categories, languages, licenses, web
from pipeline.content.meant import meant
from pipeline.content.problem import Severity
from pipeline.content.show import ChapterSource, Filter, Frequency, Labelled, License, Location, OtherFeed, Person, feed_guid
from pipeline.content.yamltext import Fields, Items, Table, Text, Value, truth

_FREQUENCIES = {
    "daily": Frequency("Daily", "FREQ=DAILY"),
    "weekly": Frequency("Weekly", "FREQ=WEEKLY"),
    "biweekly": Frequency("Every two weeks", "FREQ=WEEKLY;INTERVAL=2"),
    "monthly": Frequency("Monthly", "FREQ=MONTHLY"),
    "yearly": Frequency("Yearly", "FREQ=YEARLY"),
    "complete": Frequency("Complete", None, complete=True),
}
_T = TypeVar("_T")
_ELSEWHERE = re.compile(r"://|\\|^/|^[A-Za-z]:|(?:^|/)\.\.(?:/|$)")
_COUNTRY = re.compile(r"[A-Za-z]{2}")  # ISO 3166-1
_SEASON = re.compile(r"[0-9]{1,9}")
_GEO = re.compile(r"geo:-?\d{1,2}(?:\.\d+)?,-?\d{1,3}(?:\.\d+)?.*")


def needed(fields: Fields, key: str) -> str:
    """A text that must be given; if it is not, that is a problem and the result is empty."""
    text = fields.text(key)
    if text is None and key not in fields.table.lines:
        # A misspelt key such as `titel:` is reported as an unknown key with the right one as a hint: one slip, one message.
        if not meant(key, fields.table.lines, 0.75):
            what = f"`{key}` of `{fields.within}`" if fields.within else f"`{key}`"
            fields.complain(fields.table.line, f"{what} is missing", f"write `{key}: ...`")
    elif text is None and isinstance(fields.table.entries.get(key), Text):
        fields.complain(fields.line(key), f"`{key}` is empty", f"write `{key}: ...`")
    return text or ""


def chapters(fields: Fields, key: str) -> ChapterSource | None:
    """A source of chapters; `no` means `off`, `yes` means `headings`."""
    text = fields.text(key)
    switched = None if text is None else truth(text)
    if switched is not None:
        return ChapterSource.HEADINGS if switched else ChapterSource.OFF
    chosen = fields.choice(key, ChapterSource)
    return ChapterSource(chosen) if chosen else None


def site(fields: Fields, key: str) -> str:
    """The address of a folder, which must be given; if it cannot be used, that is a problem and the result is empty."""
    text = needed(fields, key)
    url = web.folder(text) if text else ""
    if url is None:
        fields.complain(
            fields.line(key),
            f"`{key}: {text}` is not the address of a website",
            "such as https://show.example/ or https://show.example/podcast/",
        )
        return ""
    if url.startswith("http://") and not re.match(r"http://(?:localhost|127\.|\[::1\])", url):
        fields.complain(fields.line(key), f"`{key}: {text}` is not https", "Apple Podcasts requires https", Severity.WARNING)
    return url


def prefix(fields: Fields, key: str) -> str:
    """The address of a service that leads on to the address behind it; empty if none is given."""
    text = fields.text(key)
    url = web.folder(text) if text else ""
    if url and url.startswith("https://"):
        return url
    if text:
        fields.complain(
            fields.line(key),
            f"`{key}: {text}` is not the address of a service",
            "it begins with https:// and has no `?`, such as https://op3.dev/e/",
        )
    return ""


def address(fields: Fields, key: str) -> str | None:
    text = fields.text(key)
    return _address(fields, fields.line(key), fields.within if fields.short else key, text) if text else None


def addresses(fields: Fields, key: str) -> tuple[str, ...]:
    found = (_address(fields, fields.line(key), key, text) for text in fields.texts(key))
    return tuple(url for url in found if url)


def _address(fields: Fields, line: int, key: str, text: str) -> str | None:
    url = web.address(text)
    if url is None:
        fields.complain(line, f"`{key}: {text}` is not a web address", "it must begin with https://")
    return url


def base(fields: Fields, key: str) -> str | None:
    """An address that others are relative to, without its final slash."""
    url = address(fields, key)
    return url.rstrip("/") if url else None


def file(fields: Fields, key: str) -> str | None:
    """A file beside the feed file, or in a folder there."""
    text = fields.text(key)
    if text is None:
        return None
    if _ELSEWHERE.search(text):
        fields.complain(
            fields.line(key), f"`{key}: {text}` is not a file beside this one", "put the picture beside this file and write its name"
        )
        return None
    return text


def language(fields: Fields, key: str) -> str | None:
    text = fields.text(key)
    return code(fields, key, text) if text else None


def code(
    fields: Fields,
    key: str,
    text: str,
    read: Callable[[str], str | None] = languages.normal,
    severity: Severity = Severity.ERROR,
) -> str | None:
    """The language code in `text`, as `read` understands it."""
    found = read(text)
    if found is None:
        near = languages.nearest(text)
        hint = f"did you mean `{near}`?" if near else "such as `en` or `pt-BR`"
        written = f"{key}: {text}" if key != text else text
        fields.complain(fields.line(key), f"`{written}` is not a language code of ISO 639-1", hint, severity)
    return found


def category(fields: Fields, key: str) -> tuple[str, ...] | None:
    text = fields.text(key)
    if text is None:
        return None
    found = categories.find(text)
    if found is None:
        fields.complain(fields.line(key), f"`{key}: {text}` is not in Apple's list", f"did you mean `{categories.nearest(text)}`?")
    return found


def timezone(fields: Fields, key: str) -> str | None:
    text = fields.text(key)
    if text is None:
        return None
    from zoneinfo import ZoneInfo, available_timezones  # noqa: PLC0415 - many shows name none

    try:
        ZoneInfo(text)
    except (ValueError, OSError, KeyError):
        is_offset = any(letter.isdigit() for letter in text)  # the name that is most like `UTC+2` is `UTC`, which is not meant
        near = None if is_offset else meant(text.replace(" ", "_"), available_timezones(), 0.5)
        hint = f"did you mean `{near}`?" if near else "name a place, such as `Europe/Berlin`"
        fields.complain(fields.line(key), f"`{key}: {text}` is not a time zone of the IANA list", hint)
        return None
    return text


def guid(fields: Fields, key: str) -> str | None:
    text = fields.text(key)
    if text is None:
        return None
    try:
        found = uuid.UUID(text)
    except ValueError:
        fields.complain(fields.line(key), f"`{key}: {text}` is not a UUID", "such as 917393e3-1b1e-5cef-ace4-edaa54e1f810")
        return None
    if found.version != 5:
        fields.complain(
            fields.line(key), f"`{key}: {text}` is not a UUID of version 5", "keep it only if the feed has had it before", Severity.WARNING
        )
    return str(found)


def owner(fields: Fields, key: str) -> tuple[str | None, str | None]:
    """Name and e-mail address."""
    value = fields.table.entries.get(key)
    if not isinstance(value, Table):
        text = fields.text(key)
        return (None, _email(fields, fields.line(key), text)) if text else (None, None)
    inner = fields.inner(value, ("name", "email"), key)
    text = inner.text("email")
    return inner.text("name"), _email(fields, inner.line("email"), text) if text else None


def _email(fields: Fields, line: int, text: str) -> str | None:
    if web.is_email(text):
        return text
    fields.complain(line, f"`{text}` is not an e-mail address", "such as show@talks.example")
    return None


def people(fields: Fields, key: str) -> tuple[Person, ...]:
    """A table by full name, or a list of names."""
    value = fields.table.entries.get(key)
    if not isinstance(value, Table):
        return tuple(Person(name) for name in fields.texts(key) if _is_name(fields, key, name))
    return tuple(_person(fields, name, about) for name, about in value.entries.items())


def _is_name(fields: Fields, key: str, text: str) -> bool:
    if any(letter.isalpha() for letter in text):
        return True
    fields.complain(fields.line(key), f"`{key}: {text}` names nobody", "such as {Ada Example: {url: https://...}}")
    return False


def _person(fields: Fields, name: str, about: Value) -> Person:
    if isinstance(about, Text):
        return Person(name, _address(fields, about.line, name, about.value) if about.value.strip() else None)
    if isinstance(about, Items):
        fields.complain(
            about.line, f"`{name}` must be a table of `url` and `image`, not a list", f"such as {{{name}: {{url: https://...}}}}"
        )
        return Person(name)
    inner = fields.inner(about, ("url", "image"), name)
    image = inner.text("image") or ""
    return Person(name, address(inner, "url"), address(inner, "image") if "://" in image else file(inner, "image"))


def episodes(fields: Fields, key: str) -> Filter:
    value = fields.table.entries.get(key)
    if not isinstance(value, Table):
        text = "[...]" if isinstance(value, Items) else fields.text(key)
        if text not in (None, "all"):
            fields.complain(
                fields.line(key), f"`{key}: {text}` is neither `all` nor a filter", "such as {tag: nlp}, {season: 2} or {language: de}"
            )
        return Filter()
    inner = fields.inner(value, ("tag", "season", "language"), key)
    codes = (code(inner, "language", text) for text in inner.texts("language"))
    seasons = (_season(inner, text) for text in inner.texts("season"))
    return Filter(inner.texts("tag"), tuple(number for number in seasons if number), tuple(filter(None, codes)))


def _season(fields: Fields, text: str) -> int | None:
    if _SEASON.fullmatch(text) and int(text):
        return int(text)
    fields.complain(fields.line("season"), f"`season: {text}` is not a whole number from 1 up", "such as `season: 2`, or `season: [1, 2]`")
    return None


def license_(fields: Fields, key: str) -> License | None:
    value = fields.table.entries.get(key)
    if isinstance(value, Table):
        inner = fields.inner(value, ("name", "url"), key)
        found = License(needed(inner, "name"), address(inner, "url"))
    else:
        text = fields.text(key)
        if text is None:
            return None
        found = License(text)
    if not found.name:
        return None
    if found.name.lower() in licenses.KNOWN:
        return License(found.name.lower(), found.url)
    if found.url is None:
        hint = f"write `{{name: {found.name}, url: https://...}}`, or one of: {', '.join(licenses.KNOWN)}"
        fields.complain(fields.line(key), f"`{key}: {found.name}` needs the address of its text", hint)
        return None
    return found


def subscribe(fields: Fields, key: str) -> tuple[Labelled, ...]:
    """A table of names and addresses."""
    inner = _table(fields, key, "{apple: https://podcasts.apple.com/...}")
    return tuple(Labelled(url, name) for name in inner.table.entries if (url := address(inner, name)))


def funding(fields: Fields, key: str) -> tuple[Labelled, ...]:
    def one(inner: Fields) -> Labelled | None:
        url = address(inner, "url") if needed(inner, "url") else None
        return Labelled(url, inner.text("text") or "") if url else None

    return _several(fields, key, ("url", "text"), one)


def podroll(fields: Fields, key: str) -> tuple[OtherFeed, ...]:
    return _several(fields, key, ("feed", "guid", "title"), _other_feed)


def publisher(fields: Fields, key: str) -> OtherFeed | None:
    found = podroll(fields, key)
    return found[0] if found else None


def _other_feed(fields: Fields) -> OtherFeed | None:
    url = address(fields, "feed") if needed(fields, "feed") else None
    return OtherFeed(guid(fields, "guid") or feed_guid(url), url, fields.text("title")) if url else None


def _several(fields: Fields, key: str, keys: tuple[str, ...], one: Callable[[Fields], _T | None]) -> tuple[_T, ...]:
    return tuple(made for inner in _tables(fields, key, keys) if (made := one(inner)) is not None)


def _tables(fields: Fields, key: str, keys: tuple[str, ...]) -> Iterator[Fields]:
    """The tables of a list, or a table standing alone; a text stands for a table of the first key alone."""
    value = fields.table.entries.get(key)
    for item in value.values if isinstance(value, Items) else (value,):
        if isinstance(item, Table):
            yield fields.inner(item, keys, key)
        elif isinstance(item, Items):
            fields.complain(item.line, f"`{key}` must be a list of tables of {', '.join(keys)}", f"such as [{{{keys[0]}: ...}}]")
        elif item is not None and item.value.strip():
            yield Fields(Table({keys[0]: item}, {keys[0]: item.line}, item.line), fields.path, fields.problems, key, short=True)


def frequency(fields: Fields, key: str) -> Frequency | None:
    value = fields.table.entries.get(key)
    if isinstance(value, Table):
        inner = fields.inner(value, ("text", "rule"), key)
        rule = inner.text("rule")
        if rule is not None and not rule.startswith("FREQ="):
            inner.complain(inner.line("rule"), f"`rule: {rule}` is not an iCalendar rule", "such as FREQ=WEEKLY;BYDAY=MO")
            rule = None
        text = needed(inner, "text")
        return Frequency(text, rule) if text else None
    name = fields.choice(key, _FREQUENCIES)
    return _FREQUENCIES[name] if name else None


def locations(fields: Fields, key: str) -> tuple[Location, ...]:
    return _several(fields, key, ("name", "geo", "osm", "country", "rel"), _location)


def _location(inner: Fields) -> Location | None:
    name, geo, country = needed(inner, "name"), inner.text("geo"), inner.text("country")
    if geo is not None and not _GEO.fullmatch(geo if geo.startswith("geo:") else f"geo:{geo}".replace(" ", "")):
        inner.complain(inner.line("geo"), f"`geo: {geo}` is not a latitude and longitude", "such as 52.52,13.405")
        geo = None
    if country is not None and not _COUNTRY.fullmatch(country):
        inner.complain(inner.line("country"), f"`country: {country}` is not a country code", "two letters, such as de")
        country = None
    point = None if geo is None else "geo:" + geo.removeprefix("geo:").replace(" ", "")
    rel = inner.choice("rel", ("subject", "creator"))
    return Location(name, point, inner.text("osm"), country and country.lower(), rel) if name else None


def seasons(fields: Fields, key: str) -> tuple[tuple[int, str], ...]:
    """A table of numbers and names."""
    inner = _table(fields, key, "{1: Beginnings, 2: Compilers}")
    numbers = [number for number in inner.table.entries if _SEASON.fullmatch(number)]
    for wrong in (key for key in inner.table.entries if key not in numbers):
        inner.complain(inner.line(wrong), f"`{wrong}` is not a season number", "such as {1: Beginnings, 2: Compilers}")
    return tuple((int(number), name) for number in numbers if (name := inner.text(number)))


def translations(fields: Fields, key: str) -> tuple[tuple[str, str], ...]:
    """A table of languages, and the addresses where the same is in them."""
    inner = _table(fields, key, "{de: https://example.com/de/}")
    found = ((code(inner, written, written), address(inner, written)) for written in inner.table.entries)
    return tuple((language, url) for language, url in found if language and url)


def txt(fields: Fields, key: str) -> tuple[tuple[str | None, str], ...]:
    """A table of purposes and texts, or texts without a purpose."""
    value = fields.table.entries.get(key)
    if not isinstance(value, Table):
        return tuple((None, text) for text in fields.texts(key))
    inner = Fields(value, fields.path, fields.problems)
    return tuple((purpose, text) for purpose in value.entries if (text := inner.text(purpose)))


def _table(fields: Fields, key: str, example: str) -> Fields:
    """A table whose keys a person chooses; an empty one where there is none, with a problem where something else stands there."""
    value = fields.table.entries.get(key)
    if value is not None and not isinstance(value, Table) and (isinstance(value, Items) or value.value.strip()):
        fields.complain(value.line, f"`{key}` must be a table", f"such as {example}")
    return Fields(value if isinstance(value, Table) else Table({}, {}, 1), fields.path, fields.problems)
