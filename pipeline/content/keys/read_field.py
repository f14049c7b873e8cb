"""Readers for the kinds of values in feed files and front matter that have no module of their own.

What cannot be read is a problem at its line and counts as not given.
"""

import re
import uuid
from collections.abc import Callable

from pipeline.content import web
from pipeline.content.keys import categories, countries, languages, licenses, services
from pipeline.content.keys.fields import Fields, truth, whole
from pipeline.content.keys.meant import meant
from pipeline.content.problem import Severity
from pipeline.content.show import ChapterSource, Filter, Labelled, License, OtherFeed, feed_guid
from pipeline.content.text.pattern import compiled
from pipeline.content.values import Items, Table, Text

_ELSEWHERE = r"://|\\|^/|^[A-Za-z]:|(?:^|/)\.\.(?:/|$)"


def needed(fields: Fields, key: str) -> str:
    """A text that must be given; if it is not, that is a problem and the result is empty."""
    text = fields.text(key)
    if text is None and key not in fields.table.lines:
        if key not in fields.meant:  # a misspelt one is told already: one slip, one message
            what = f"`{key}` of `{fields.within}`" if fields.within else f"`{key}`"
            fields.complain(fields.table.line, f"{what} is missing", f"write `{key}: ...`")
    elif text is None and isinstance(fields.table.entries.get(key), Text):
        fields.complain(fields.line(key), f"`{key}` is empty", f"write `{key}: ...`")
    return text or ""


def chapters(fields: Fields, key: str) -> ChapterSource | None:
    """A source of chapters; `no` means `off`, `yes` means `headings`."""
    value = fields.table.entries.get(key)
    switched = truth(value.value.strip()) if isinstance(value, Text) else None
    if switched is not None:
        return ChapterSource.HEADINGS if switched else ChapterSource.OFF
    chosen = fields.choice(key, ChapterSource)
    return ChapterSource(chosen) if chosen else None


def site(fields: Fields, key: str) -> str:
    """The address of a folder, which must be given; if it cannot be used, that is a problem and the result is empty."""
    text = needed(fields, key)
    url = (_folder(fields, key, text) or "") if text else ""
    if url.startswith("http://") and not re.match(r"http://(?:localhost|127\.|\[::1\])", url):
        fields.complain(fields.line(key), f"`{key}: {text}` is not https", "Apple Podcasts requires https", Severity.WARNING)
    return url


def _folder(fields: Fields, key: str, text: str) -> str | None:
    url = web.folder(text)
    if url is None:
        hint = "such as https://show.example/ or https://show.example/podcast/"
        fields.complain(fields.line(key), f"`{key}: {text}` is not the address of a website", hint)
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
    return web_address(fields, fields.line(key), fields.within if fields.short else key, text) if text else None


def addresses(fields: Fields, key: str) -> tuple[str, ...]:
    found = (web_address(fields, fields.line(key), key, text) for text in fields.texts(key))
    return tuple(url for url in found if url)


def web_address(fields: Fields, line: int, key: str, text: str) -> str | None:
    """The address in `text`, which stands in `line` under `key`; None and a problem if it is none."""
    url = web.address(text)
    if url is None:
        fields.complain(line, f"`{key}: {text}` is not a web address", "write one address, which begins with https://")
    return url


def base(fields: Fields, key: str) -> str | None:
    """An address that others are relative to, without its final slash."""
    text = fields.text(key)
    url = _folder(fields, key, text) if text else None
    return url.rstrip("/") if url else None


def file(fields: Fields, key: str) -> str | None:
    """A file beside the feed file, or in a folder there."""
    text = fields.text(key)
    if text is None:
        return None
    if compiled(_ELSEWHERE).search(text):
        fields.complain(
            fields.line(key), f"`{key}: {text}` is not a file beside this one", "put the picture beside this file and write its name"
        )
        return None
    return text


def language(fields: Fields, key: str) -> str | None:
    text = fields.text(key)
    found = code(fields, key, text) if text else None
    name, _, region = (found or "").partition("-")
    if region and region not in countries.CODES:
        hint = f"did you mean `{name}-GB`?" if region == "UK" else f"write `{name}`, or a region of ISO 3166-1 behind it"
        fields.complain(fields.line(key), f"`{key}: {text}` names a region that does not exist", hint, Severity.WARNING)
    return found


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
        near = categories.nearest(text)
        hint = f"did you mean `{near}`?" if near else f"one of these, or a part of one: {', '.join(categories.CATEGORIES)}"
        fields.complain(fields.line(key), f"`{key}: {text}` is not in Apple's list", hint)
    return found


def timezone(fields: Fields, key: str) -> str | None:
    text = fields.text(key)
    if text is None:
        return None
    from zoneinfo import ZoneInfo, available_timezones  # noqa: PLC0415 - many shows name none

    try:
        ZoneInfo(text)
    except (ValueError, OSError, KeyError):
        # By the place, since an area has many; the name that is most like `PST` or `UTC+2` is not what is meant.
        by_place = {name.rpartition("/")[2].casefold(): name for name in sorted(available_timezones())}
        place = "" if any(letter.isdigit() for letter in text) else text.rpartition("/")[2].replace(" ", "_").casefold()
        near = by_place.get(meant(place, by_place, 0.8) or "")
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
    before = len(fields.problems)
    found = Filter(inner.texts("tag"), tuple(number for number in seasons if number), tuple(filter(None, codes)))
    if found == Filter() and len(fields.problems) == before:
        fields.complain(
            fields.line(key), f"`{key}` has no condition, so it would take all posts", "name a tag, a season or a language, or write `all`"
        )
    return found


def _season(fields: Fields, text: str) -> int | None:
    found = whole(text)
    if found is None:
        hint = "such as `season: 2`, or `season: [1, 2]`"
        fields.complain(fields.line("season"), f"`season: {text}` is not a whole number from 1 up", hint)
    return found


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
    known = licenses.known(found.name)
    if known:
        return License(known, found.url)
    if found.url is None:
        both = f"name: ..., url: {found.name}" if web.address(found.name) else f"name: {found.name}, url: https://..."
        hint = f"write `{{{both}}}`, or one of: {', '.join(licenses.KNOWN)}"
        fields.complain(fields.line(key), f"`{key}: {found.name}` needs the address of its text", hint)
        return None
    return found


def subscribe(fields: Fields, key: str) -> tuple[Labelled, ...]:
    """A table of names and addresses."""
    inner = fields.table_of(key, "{apple: https://podcasts.apple.com/...}")
    for name, line in inner.table.lines.items():
        near = services.nearest(name)
        if near:
            inner.complain(line, f"`{name}` is not an app that is known here", f"did you mean `{near}`?", Severity.WARNING)
        elif not name:
            inner.complain(line, f"an address in `{key}` has no name", "such as {apple: https://podcasts.apple.com/...}")
    return tuple(Labelled(url, name) for name in inner.table.entries if (url := address(inner, name)) and name)


def funding(fields: Fields, key: str) -> tuple[Labelled, ...]:
    def one(inner: Fields) -> Labelled | None:
        url = address(inner, "url") if needed(inner, "url") else None
        return Labelled(url, inner.text("text") or "") if url else None

    return tuple(filter(None, map(one, fields.tables(key, ("url", "text")))))


def podroll(fields: Fields, key: str) -> tuple[OtherFeed, ...]:
    return tuple(filter(None, map(_other_feed, fields.tables(key, ("feed", "guid", "title")))))


def publisher(fields: Fields, key: str) -> OtherFeed | None:
    found = podroll(fields, key)
    if len(found) > 1:
        fields.complain(fields.line(key), f"`{key}` names {len(found)} feeds", "name one, such as {feed: https://...}")
    return found[0] if found else None


def _other_feed(fields: Fields) -> OtherFeed | None:
    url = address(fields, "feed") if needed(fields, "feed") else None
    return OtherFeed(guid(fields, "guid") or feed_guid(url), url, fields.text("title")) if url else None


def seasons(fields: Fields, key: str) -> tuple[tuple[int, str], ...]:
    """A table of numbers and names."""
    inner = fields.table_of(key, "{1: Beginnings, 2: Compilers}")
    numbers = [number for number in inner.table.entries if whole(number)]
    for wrong in (key for key in inner.table.entries if key not in numbers):
        inner.complain(inner.line(wrong), f"`{wrong}` is not a season number", "such as {1: Beginnings, 2: Compilers}")
    return tuple((int(number), name) for number in numbers if (name := inner.text(number)))


def translations(fields: Fields, key: str) -> tuple[tuple[str, str], ...]:
    """A table of languages, and the addresses where the same is in them."""
    inner = fields.table_of(key, "{de: https://example.com/de/}")
    found = ((code(inner, written, written, languages.tag), address(inner, written)) for written in inner.table.entries)
    return tuple((language, url) for language, url in found if language and url)


def txt(fields: Fields, key: str) -> tuple[tuple[str | None, str], ...]:
    """A table of purposes and texts, or texts without a purpose."""
    value = fields.table.entries.get(key)
    if not isinstance(value, Table):
        return tuple((None, text) for text in fields.texts(key))
    inner = Fields(value, fields.path, fields.problems)
    return tuple((purpose, text) for purpose in value.entries if (text := inner.text(purpose)))
