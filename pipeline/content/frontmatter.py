"""The front matter of a post, read field by field: our own keys, and those of blogs that say the same."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from pipeline.content import listed, pinned, soundbite
from pipeline.content.keys import blog, languages, licenses, location, misspelt, people, read_field, yamltext
from pipeline.content.keys.fences import Form, Matter
from pipeline.content.keys.fields import Fields, truth, whole
from pipeline.content.keys.meant import meant
from pipeline.content.listed import Listed
from pipeline.content.pinned import Pinned
from pipeline.content.post import Video
from pipeline.content.problem import Place, Problem, Severity
from pipeline.content.show import ChapterSource, License, Location
from pipeline.content.soundbite import LONGEST, SHORTEST, Soundbite
from pipeline.content.text import dates
from pipeline.content.text.plaintext import without_html, without_links
from pipeline.content.text.slug import is_slug
from pipeline.content.text.timecode import SECOND
from pipeline.content.values import Items, Table, Text

if TYPE_CHECKING:
    from pipeline.content.keys.transcribed import Transcript

# Our own keys, so that misspelt ones can be reported; a blog's own keys are its own business.
KEYS = (
    "title", "date", "thumbnail", "authors", "tags", "language", "video", "guid", "season", "episode", "type", "explicit", "host", "guests",
    "summary", "draft", "audio", "chapters", "transcript", "enclosure", "soundbite", "location", "license", "translations", "formerly",
)  # fmt: skip
TYPES = ("full", "trailer", "bonus")
# Hugo reads these also with a capital: `Title`, `PublishDate`.
_CAPITALISED = frozenset((*KEYS, *blog.SUBTITLES, *misspelt.NEIGHBOURS))


class FrontMatter(NamedTuple):
    """Our fields of a front matter, None or empty if not given. `lines` has the line of each key that was written.

    It is not `readable` if the front matter as a whole could not be read: then nothing counts as missing. The same goes for the keys
    `refused`, for which there is a problem already.
    """

    lines: dict[str, int]
    readable: bool = True
    refused: frozenset[str] = frozenset()
    title: str | None = None
    date: datetime | None = None
    thumbnail: str | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str | None = None
    video: str | None = None
    guid: str | None = None
    season: int | None = None
    episode: int | None = None
    type: str | None = None
    explicit: bool | None = None
    hosts: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()
    summary: str | None = None
    subtitle: str | None = None
    draft: bool | None = None
    audio: str | None = None
    chapters: ChapterSource | None = None
    enclosure: Pinned | None = None
    formerly: tuple[str, ...] = ()
    soundbites: tuple[Soundbite, ...] = ()
    locations: tuple[Location, ...] = ()
    license: License | None = None
    translations: tuple[tuple[str, str], ...] = ()
    speakers: tuple[str, ...] = ()
    labelled: tuple[tuple[str, str], ...] = ()  # labels and whose they are, as the `speakers` say
    blog_video: Video | None = None
    without_video: bool = False  # `video: no`
    transcript: "Transcript | None" = None
    verbatim: bool | None = None  # whether captions may be the transcript
    listed: tuple[Listed, ...] = ()
    shownotes: Text | None = None  # of a post without a text

    @property
    def transcribed(self) -> tuple[str, ...]:
        """The names of those who speak in its transcript."""
        return self.transcript.speakers if self.transcript else ()

    @property
    def host(self) -> str | None:
        """The first of those who ask."""
        return self.hosts[0] if self.hosts else None


def read(matter: Matter, path: str) -> tuple[FrontMatter, tuple[Problem, ...]]:
    """The fields of a front matter at the top of `path`, and problems. What cannot be read is a problem and counts as not given."""
    written, problems = _table(matter, path)
    written = blog.uncapitalised(written, _CAPITALISED)
    table = blog.lifted(written)
    fields = Fields(table, path)
    film = blog.told_video(table) or fields.text("video")
    without_video = truth(film or "") is False
    front = FrontMatter(
        lines=table.lines,
        readable=bool(table.lines) or not any(problem.is_error for problem in problems),
        title=_plain(fields.text("title") or blog.text(table, "post_title")),
        date=_date(fields),
        thumbnail=_path(fields, "thumbnail"),
        authors=people.authors(fields),
        tags=_tags(fields),
        language=_language(fields),
        video=None if without_video else film,
        guid=fields.text("guid"),
        season=fields.number("season") or blog.number(table, "season"),
        episode=_episode(fields),
        type=_type(fields),
        explicit=fields.flag("explicit"),
        hosts=people.hosts(fields),
        guests=people.guests(fields),
        summary=_plain(fields.text("summary") or blog.text(table, "description") or blog.text(table, "excerpt")),
        subtitle=next(filter(None, (_plain(blog.text(table, key)) for key in blog.SUBTITLES)), None),
        draft=fields.flag("draft") if "draft" in table.lines else blog.is_draft(table) or None,
        audio=_audio(fields),
        chapters=_chapters(fields),
        enclosure=_enclosure(fields),
        formerly=tuple(_formerly(fields)),
        soundbites=tuple(_soundbites(fields)),
        locations=_locations(fields),
        license=_license(fields),
        translations=_translations(fields),
        speakers=people.named(fields, "speakers", "speaker", "participants"),
        labelled=people.labelled(fields),
        blog_video=None if without_video else blog.video(table) or blog.only_address(table),
        without_video=without_video,
        transcript=_transcript(table, matter.text),
        verbatim=_verbatim(table),
        listed=listed.of_matter(table),
        shownotes=blog.shownotes(table),
    )
    complained = {problem.place.line for problem in fields.problems}
    front = front._replace(refused=frozenset(key for key, line in table.lines.items() if complained & {line, table.entries[key].line}))
    if matter.form in (Form.EXPORT, Form.PROPERTIES):  # not written for a feed, so nothing in them is an error
        return front, tuple(problem.as_warning for problem in fields.problems)
    return front, (*problems, *fields.problems, *_not_loaded(fields), *misspelt.warnings(written, path, KEYS))


def _table(matter: Matter, path: str) -> tuple[Table, tuple[Problem, ...]]:
    """The front matter as a table of keys and values."""
    if matter.form is Form.TOML:
        from pipeline.content.keys import tomltext  # noqa: PLC0415 - few posts have TOML

        return tomltext.read(matter.text, path)
    if matter.form is Form.PROPERTIES:
        from pipeline.content.keys import properties  # noqa: PLC0415 - nor properties

        return properties.read(matter.text), ()
    table, problems = yamltext.read(matter.text, path, keys=KEYS)
    return table, () if matter.form is Form.EXPORT else problems


def _plain(written: str | None) -> str | None:
    """Words that a blog puts into its page as they are or renders, HTML and Markdown's links and all."""
    return without_links(without_html(written)) or None if written else None


def _date(fields: Fields) -> datetime | None:
    """`date: 2024-05-31`, or as Material for MkDocs has it: `created` within `date`."""
    written = fields.table.entries.get("date")
    text = (blog.text(written, "created") if isinstance(written, Table) else None) or fields.text("date")
    if text is None:
        return blog.date(fields.table)
    moment = dates.parse(text)
    if moment is None:
        fields.complain(fields.line("date"), f"`date: {text}` is not a date", "write it as 2024-05-31 or 2024-05-31 18:00:00 +02:00")
    return moment


def _tags(fields: Fields) -> tuple[str, ...]:
    """`[a, b]`, or `a, b` as one text."""
    found = fields.texts("tags")
    return tuple(tag.strip() for tag in found[0].split(",") if tag.strip()) if len(found) == 1 else found


def _language(fields: Fields) -> str | None:
    """`language: de`, or the blog's own `lang: de_DE` or `idioma: es-VE`."""
    text = fields.text("language")
    if text is None:
        return languages.tag(blog.language(fields.table))
    return read_field.code(fields, "language", text, languages.tag, Severity.WARNING)


def _episode(fields: Fields) -> int | None:
    """`episode: 12`. If a blog uses the key for something else (a path, a name), it is not ours; in a table, `{number: 12}` is."""
    text = fields.table.entries.get("episode")
    if isinstance(text, Table):
        return blog.number(fields.table, "episode") or whole(blog.text(text, "number") or "")
    ours = not isinstance(text, Text) or re.fullmatch(r"[#+-]?\d+(?:[.,]\d*)?", text.value.strip())
    return (fields.number("episode") if ours else None) or blog.number(fields.table, "episode")


def _type(fields: Fields) -> str | None:
    """`type: bonus`. A blog's own types (`type: podcast`) are not ours."""
    text = fields.table.entries.get("type")
    if not isinstance(text, Text):
        return None
    word = text.value.strip().lower()
    near = None if word in TYPES else meant(word, TYPES, 0.8)
    if near:
        fields.complain(text.line, f"`type: {text.value}` is not a known type", f"did you mean `{near}`?", Severity.WARNING)
    return word if word in TYPES else None


def _audio(fields: Fields) -> str | None:
    """A file beside the post."""
    return None if _why_not_loaded(fields) else _path(fields, "audio")


def _path(fields: Fields, key: str) -> str | None:
    """The path of a file, also one that was written as on Windows: no record can have a name with a backslash."""
    text = fields.text(key)
    return text and text.replace("\\", "/")


def _why_not_loaded(fields: Fields) -> str | None:
    """Why what stands under `audio` is no file of ours, but a blog's own: an address, or a table or list of files, `{mp3: ...}`; None if it is ours."""
    value = fields.table.entries.get("audio")
    if isinstance(value, Table | Items):
        return f"`audio` is a {'table' if isinstance(value, Table) else 'list'}, which is not read"
    text = value.value.strip() if isinstance(value, Text) else ""
    return f"`audio: {text}` is an address, which is not loaded" if "://" in text else None


def _chapters(fields: Fields) -> ChapterSource | None:
    """A source of chapters. The key may have a list of them instead, which is then the source."""
    value = fields.table.entries.get("chapters")
    if value and listed.rows(value):
        return ChapterSource.LISTED
    if value is None or isinstance(value, Text):
        return read_field.chapters(fields, "chapters")
    hint = "write a line for each chapter into the text, such as `12:34 Of wax`, and `chapters: listed`"
    fields.complain(value.line, "`chapters` is a list, which is not read", hint, Severity.WARNING)
    return None


def _enclosure(fields: Fields) -> Pinned | None:
    """`enclosure: https://...`. If a blog uses the key for something else (a table), it is not ours."""
    text = fields.text("enclosure") if isinstance(fields.table.entries.get("enclosure"), Text) else None
    found = pinned.parse(text) if text else None
    if text and found is None:
        hint = "write the address alone, or with bytes and type: https://... 23456789 audio/mpeg"
        fields.complain(fields.line("enclosure"), f"`enclosure: {text}` cannot be read", hint, Severity.WARNING)
    return found


def _formerly(fields: Fields) -> Iterator[str]:
    """`formerly: old-name`, or a list, the oldest first. Where a name that counts is misspelt, the guard objects to what becomes of the sound."""
    for text in fields.texts("formerly"):
        if is_slug(text) and not text.lower().endswith(".md"):
            yield text
        else:
            hint = "write what its file was called, without .md"
            fields.complain(fields.line("formerly"), f"`formerly: {text}` cannot be the name of a post", hint, Severity.WARNING)


def _soundbites(fields: Fields) -> Iterator[Soundbite]:
    """`soundbite: 1:02-1:47 Its title`, or a list of them."""
    value = fields.table.entries.get("soundbite")
    for item in value.values if isinstance(value, Items) else (value,) if value else ():
        text = item.value.strip() if isinstance(item, Text) else "?"
        if not text:
            continue
        found = soundbite.parse(text, item.line)
        if found is None:
            fields.complain(item.line, f"`soundbite: {text}` is not a part of a recording", "such as 1:02-1:47 What a compiler is")
            continue
        length = found.end - found.start
        if not SHORTEST <= length <= LONGEST:
            message = f"a soundbite of {length // SECOND} seconds"
            fields.complain(item.line, message, "apps expect 15 to 120 seconds", Severity.WARNING)
        yield found


def _locations(fields: Fields) -> tuple[Location, ...]:
    """`location: Berlin`, or as in a feed file. If a blog keeps other things of a place there, the key is not ours."""
    value = fields.table.entries.get("location")
    return () if isinstance(value, Table) and "name" not in value.entries else location.read(fields)


def _license(fields: Fields) -> License | None:
    """`license: cc-by-4.0`, or with an address as in a feed file.

    Any other name without an address is taken for the licence of the blog's text.
    """
    value = fields.table.entries.get("license")
    known = licenses.known(value.value) if isinstance(value, Text) else isinstance(value, Table)
    return read_field.license_(fields, "license") if known else None


def _translations(fields: Fields) -> tuple[tuple[str, str], ...]:
    """`translations: {de: https://...}`. A table without addresses, or a list, is a blog's own."""
    value = fields.table.entries.get("translations")
    ours = isinstance(value, Table) and any(isinstance(inner, Text) and "://" in inner.value for inner in value.entries.values())
    return read_field.translations(fields, "translations") if ours else ()


def _transcript(table: Table, matter: str) -> "Transcript | None":
    """The conversation, where a site keeps it in the front matter."""
    value = table.entries.get("transcript")
    if value is None:
        return None
    from pipeline.content.keys import transcribed  # noqa: PLC0415 - few posts have one

    return transcribed.read(value, matter)


def _verbatim(table: Table) -> bool | None:
    """`transcript: off`. What else a blog keeps under this key is no answer."""
    value = table.entries.get("transcript")
    return truth(value.value.strip()) if isinstance(value, Text) else None


def _not_loaded(fields: Fields) -> Iterator[Problem]:
    """A warning about sound that is not named as a file."""
    if message := _why_not_loaded(fields):
        hint = "name a file beside the post; the address that apps know goes into `enclosure:`"
        yield Problem(Place(fields.path, fields.line("audio")), message, hint, Severity.WARNING)
