"""The front matter of a post, read field by field."""

import operator
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pipeline.content import dates, languages, licenses, listed, pinned, read_field, soundbite, video, yamltext
from pipeline.content.fences import Form, Matter
from pipeline.content.fields import Fields, truth
from pipeline.content.interview.lexicon import AND, ASKS
from pipeline.content.interview.names import FULL_NAME, is_role
from pipeline.content.listed import Listed
from pipeline.content.meant import meant
from pipeline.content.pinned import Pinned
from pipeline.content.plaintext import squeeze, without_html
from pipeline.content.post import Video
from pipeline.content.problem import Place, Problem, Severity
from pipeline.content.show import ChapterSource, License, Location
from pipeline.content.slug import is_slug
from pipeline.content.soundbite import LONGEST, SHORTEST, Soundbite
from pipeline.content.timecode import SECOND
from pipeline.content.values import Items, Table, Text, Value, bare_key

if TYPE_CHECKING:
    from pipeline.content.transcribed import Transcript

# Our own keys, so that misspelt ones can be reported; a blog's own keys are its own business.
KEYS = (
    "title", "date", "thumbnail", "authors", "tags", "language", "video", "guid", "season", "episode", "type", "explicit", "host", "guests",
    "summary", "draft", "audio", "chapters", "transcript", "enclosure", "soundbite", "location", "license", "translations", "formerly",
)  # fmt: skip
TYPES = ("full", "trailer", "bonus")
# Keys of blogs that may name the video if the text does not, in small letters without signs: `youtube_id`, `videoUrl`.
_VIDEO_KEYS = ("youtube", "youtubeid", "youtubeurl", "youtubelink", "ytid", "videoid", "videourl", "vídeo", "vidéo")
# Keys of podcasts' sites with the same meaning as ours.
_BLOG_NUMBERS = {"season": ("season_number", "seasonNumber"), "episode": ("episode_number", "episodeNumber")}
# Tables in which blogs list where an episode is found.
_PLACES = ("ids", "links")
# The keys under which Ghost, Astro, Hugo, WordPress and others keep the date.
_BLOG_DATES = (
    "date_published", "pubDate", "publishDate", "publish_date", "pub_date", "published", "published_at", "publishedAt", "publication_date",
    "post_date", "upload_date", "dateadded", "fecha", "fecha_publicacion",
)  # fmt: skip
# Keys without signs under which blogs name who wrote a post; some have there how one logs in.
_BLOG_AUTHORS = ("postauthor", "postauthors", "authorname", "authornames", "blogauthor", "blogauthors")
_SUBTITLES = ("subtitle", "subheading", "seo_title", "description", "summary", "excerpt")
# Common keys of blogs that only look like misspelt ones of ours.
_NEIGHBOURS = (
    "author", "guest", "hosts", "guide", "tag", "translationKey", "translation_by", "translator", "update", "episode_id", "episodeId",
)  # fmt: skip
_MANY = 200  # keys, at most, that are looked at for misspelt ones
_BETWEEN_NAMES = rf"\s*,\s*(?:{AND}\s+)?|\s+{AND}\s+"
_BESIDE_NAME = r"^\[([^\[\]]+)\]\([^()]*\)|\s*\([^()]*\)$|\s*<[^<>]*>$"
_KEY_OF_NAME = r"[a-z]{2,}(?:-[a-z]{2,}){1,2}"  # under which a blog keeps what it knows of an author
# Occurs in what somebody does, and in nobody's name: `Head of Research`.
_CALLING = r"\b(?:of|at|for|in|(?i:c[efiot]o|founder|engineer|developer|scientist|researcher|director|manager|editor|author))\b"
# Hugo reads these also with a capital: `Title`, `PublishDate`.
_CAPITALISED = frozenset((*KEYS, *_BLOG_DATES, *_SUBTITLES, *_NEIGHBOURS))
# Tables in which Hugo (`params`) and Zola (`extra`, `taxonomies`) keep keys that are not their own.
_INNER = ("params", "extra", "taxonomies")


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
    written = _uncapitalised(written)
    table = _lifted(written)
    fields = Fields(table, path)
    film = _film(table) or fields.text("video")
    without_video = truth(film or "") is False
    front = FrontMatter(
        lines=table.lines,
        readable=bool(table.lines) or not any(problem.is_error for problem in problems),
        title=_plain(fields.text("title") or _blog_text(table, "post_title")),
        date=_date(fields),
        thumbnail=fields.text("thumbnail"),
        authors=_authors(fields),
        tags=_tags(fields),
        language=_language(fields),
        video=None if without_video else film,
        guid=fields.text("guid"),
        season=fields.number("season") or _blog_number(table, "season"),
        episode=_episode(fields),
        type=_type(fields),
        explicit=fields.flag("explicit"),
        hosts=_first(fields, "host", "hosts", "interviewer", "interviewers", "presentador", "presentadora") or _in_role(fields),
        guests=_first(fields, "guests", "guest", "interviewee", "interviewees"),
        summary=_plain(fields.text("summary") or _blog_text(table, "description") or _blog_text(table, "excerpt")),
        subtitle=next(filter(None, (_plain(_blog_text(table, key)) for key in _SUBTITLES)), None),
        draft=fields.flag("draft"),
        audio=_audio(fields),
        chapters=_chapters(fields),
        enclosure=_enclosure(fields),
        formerly=tuple(_formerly(fields)),
        soundbites=tuple(_soundbites(fields)),
        locations=_locations(fields),
        license=_license(fields),
        translations=_translations(fields),
        speakers=_first(fields, "speakers", "speaker"),
        labelled=_labelled(fields),
        blog_video=None if without_video else _blog_video(table) or _only_address(table),
        without_video=without_video,
        transcript=_transcript(table, matter.text),
        verbatim=_verbatim(table),
        listed=listed.of_matter(table),
        shownotes=_shownotes(table),
    )
    complained = {problem.place.line for problem in fields.problems}
    front = front._replace(refused=frozenset(key for key, line in table.lines.items() if complained & {line, table.entries[key].line}))
    if matter.form is Form.PROPERTIES:  # not written for a feed, so nothing in them is an error
        return front, tuple(problem.as_warning for problem in fields.problems)
    return front, (*problems, *fields.problems, *_not_loaded(fields), *_near_misses(written, path))


def _table(matter: Matter, path: str) -> tuple[Table, tuple[Problem, ...]]:
    """The front matter as a table of keys and values."""
    if matter.form is Form.TOML:
        from pipeline.content import tomltext  # noqa: PLC0415 - few posts have TOML

        return tomltext.read(matter.text, path)
    if matter.form is Form.PROPERTIES:
        from pipeline.content import properties  # noqa: PLC0415 - nor properties

        return properties.read(matter.text), ()
    return yamltext.read(matter.text, path, keys=KEYS)


def _uncapitalised(table: Table) -> Table:
    """The table with `Title` and the like in small letters, unless the same key is there already."""
    small = {key: key[0].lower() + key[1:] for key in table.lines if key[:1].isupper()}
    renamed = {key: name for key, name in small.items() if name in _CAPITALISED and name not in table.lines}
    if not renamed:
        return table
    entries = {renamed.get(key, key): value for key, value in table.entries.items()}
    return Table(entries, {renamed.get(key, key): line for key, line in table.lines.items()}, table.line)


def _lifted(table: Table) -> Table:
    """The table with what is in a site generator's inner tables moved up, unless the same key is there already."""
    inner = [value for name in _INNER if isinstance(value := table.entries.get(name), Table)]
    if not inner:
        return table
    entries: dict[str, Value] = {}
    lines: dict[str, int] = {}
    for each in (*inner, table):
        entries |= each.entries
        lines |= each.lines
    return Table(entries, lines, table.line)


def _film(table: Table) -> str | None:
    """The video of YouTube's in a table that tells more of it: `video: {id: abcDEF_12-x, title: ...}`."""
    value = table.entries.get("video")
    written = (_blog_text(value, key) for key in ("id", "url", "src") if key in value.entries) if isinstance(value, Table) else ()
    return next((text for text in written if text and video.named(text)), None)


def _date(fields: Fields) -> datetime | None:
    """`date: 2024-05-31`, or as Material for MkDocs has it: `created` within `date`."""
    written = fields.table.entries.get("date")
    text = (_blog_text(written, "created") if isinstance(written, Table) else None) or fields.text("date")
    if text is None:
        others = (_blog_text(fields.table, key) or "" for key in _BLOG_DATES)
        return next(filter(None, map(dates.parse, others)), None)
    moment = dates.parse(text)
    if moment is None:
        fields.complain(fields.line("date"), f"`date: {text}` is not a date", "write it as 2024-05-31 or 2024-05-31 18:00:00 +02:00")
    return moment


def _episode(fields: Fields) -> int | None:
    """`episode: 12`. If a blog uses the key for something else (a path, a name), it is not ours."""
    text = fields.table.entries.get("episode")
    ours = not isinstance(text, Text) or re.fullmatch(r"[#+-]?\d+(?:[.,]\d*)?", text.value.strip())
    return (fields.number("episode") if ours else None) or _blog_number(fields.table, "episode")


def _blog_number(table: Table, key: str) -> int | None:
    """The whole number that a blog has under its own name for a key of ours: `episode_number: 12`."""
    written = (_blog_text(table, name) or "" for name in _BLOG_NUMBERS[key])
    return next((int(text) for text in written if re.fullmatch(r"[1-9]\d{0,5}", text, re.ASCII)), None)


def _tags(fields: Fields) -> tuple[str, ...]:
    """`[a, b]`, or `a, b` as one text."""
    found = fields.texts("tags")
    return tuple(tag.strip() for tag in found[0].split(",") if tag.strip()) if len(found) == 1 else found


def _audio(fields: Fields) -> str | None:
    """A file beside the post."""
    return None if _audio_of_blog(fields) else fields.text("audio")


def _audio_of_blog(fields: Fields) -> str | None:
    """What a blog has under `audio:` for itself, an address or a table of files: `https://...`, `{mp3: ...}`"""
    value = fields.table.entries.get("audio")
    if isinstance(value, Table):
        return "`audio` is a table, which is not read"
    text = value.value.strip() if isinstance(value, Text) else ""
    return f"`audio: {text}` is an address, which is not loaded" if "://" in text else None


def _not_loaded(fields: Fields) -> Iterator[Problem]:
    """A warning about sound that is not named as a file."""
    if message := _audio_of_blog(fields):
        hint = "name a file beside the post; the address that apps know goes into `enclosure:`"
        yield Problem(Place(fields.path, fields.line("audio")), message, hint, Severity.WARNING)


def _shownotes(table: Table) -> Text | None:
    """The show notes as Markdown, where a site keeps them in the front matter."""
    named = (value for key, value in table.entries.items() if key.casefold().replace("_", "") == "shownotes")
    return next((value for value in named if isinstance(value, Text)), None)


def _transcript(table: Table, matter: str) -> "Transcript | None":
    """The conversation, where a site keeps it in the front matter."""
    value = table.entries.get("transcript")
    if value is None:
        return None
    from pipeline.content import transcribed  # noqa: PLC0415 - few posts have one

    return transcribed.read(value, matter)


def _verbatim(table: Table) -> bool | None:
    """`transcript: off`. What else a blog keeps under this key is no answer."""
    value = table.entries.get("transcript")
    return truth(value.value.strip()) if isinstance(value, Text) else None


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


def _language(fields: Fields) -> str | None:
    """`language: de`, or the blog's own `lang: de_DE` or `idioma: es-VE`."""
    text = fields.text("language")
    if text is None:
        return languages.tag(_blog_text(fields.table, "lang") or _blog_text(fields.table, "idioma") or "")
    return read_field.code(fields, "language", text, languages.tag, Severity.WARNING)


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
        text, line = (item.value.strip(), item.line) if isinstance(item, Text) else ("?", item.line)
        if not text:
            continue
        found = soundbite.parse(text, line)
        if found is None:
            fields.complain(line, f"`soundbite: {text}` is not a part of a recording", "such as 1:02-1:47 What a compiler is")
        elif not SHORTEST <= found.end - found.start <= LONGEST:
            length = (found.end - found.start) // SECOND
            fields.complain(line, f"a soundbite of {length} seconds", "apps expect 15 to 120 seconds", Severity.WARNING)
            yield found
        else:
            yield found


def _locations(fields: Fields) -> tuple[Location, ...]:
    """`location: Berlin`, or as in a feed file. If a blog keeps other things of a place there, the key is not ours."""
    value = fields.table.entries.get("location")
    return () if isinstance(value, Table) and "name" not in value.entries else read_field.locations(fields, "location")


def _translations(fields: Fields) -> tuple[tuple[str, str], ...]:
    """`translations: {de: https://...}`. A table without addresses, or a list, is a blog's own."""
    value = fields.table.entries.get("translations")
    ours = isinstance(value, Table) and any(isinstance(inner, Text) and "://" in inner.value for inner in value.entries.values())
    return read_field.translations(fields, "translations") if ours else ()


def _license(fields: Fields) -> License | None:
    """`license: cc-by-4.0`, or with an address as in a feed file.

    Any other name without an address is taken for the licence of the blog's text.
    """
    value = fields.table.entries.get("license")
    known = licenses.known(value.value) if isinstance(value, Text) else isinstance(value, Table)
    return read_field.license_(fields, "license") if known else None


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


def _is_full(name: str) -> bool:
    return " " in name and not name[0].islower()


def _first(fields: Fields, *keys: str) -> tuple[str, ...]:
    """The people of the first of these keys that names some."""
    return next(filter(None, (_people(fields, key) for key in keys)), ())


def _authors(fields: Fields) -> tuple[str, ...]:
    """Who wrote a post; by the full names under a blog's own key, `postauthors: [{name: Ada Example}]`, where ours has none."""
    written = _first(fields, "authors", "author")
    if any(map(_is_full, written)):
        return written
    keys = (key for key in fields.table.lines if bare_key(key) in _BLOG_AUTHORS)
    return tuple(filter(_is_full, _first(fields, *keys))) or written


def _labelled(fields: Fields) -> tuple[tuple[str, str], ...]:
    """The labels in a table of the `speakers`, and whose they are: `{SPEAKER_00: Ana Ruiz, SPEAKER_01: Bo}`."""
    table = fields.table.entries.get("speakers")
    people = table.entries if isinstance(table, Table) and _named(table) is None else {}
    return tuple((label, name) for label, person in people.items() if (name := _behind_key(person)))


def _in_role(fields: Fields) -> tuple[str, ...]:
    """Those of the `speakers` beside whose names it says that they ask: `Ana Ruiz (host)`, or `role: Host`."""
    value = fields.table.entries.get("speakers")
    listed = value.values if isinstance(value, Items) else ()
    return tuple(name for one in listed if _asks(one) and (name := _person(one)))


def _asks(person: Value) -> bool:
    """Whether a person's role, of which more may be said behind a comma, is to ask."""
    if isinstance(person, Table):
        role = _blog_text(person, "role") or ""
    else:
        found = re.search(r"\(([^()]*)\)$", person.value.strip()) if isinstance(person, Text) else None
        role = found[1] if found else ""
    return role.partition(",")[0].strip().casefold().removeprefix("co-") in ASKS


def _person(value: Value) -> str | None:
    if isinstance(value, Text):
        text = (_plain(value.value.strip()) or "").rstrip(",; ")
        text = re.sub(_BESIDE_NAME, r"\1", text).strip() if "(" in text or text.endswith(">") else text
        text = text.removeprefix("[[").removesuffix("]]").rpartition("|")[2]
        return (text.replace("-", " ").title() if re.fullmatch(_KEY_OF_NAME, text) else text) or None
    if isinstance(value, Table):
        return _named(value) or next(iter(_names_as_keys(value)), None)
    return None


def _named(person: Table) -> str | None:
    return next((_person(person.entries[key]) for key in ("name", "user", "title") if key in person.entries), None)


def _blog_text(table: Table, key: str) -> str | None:
    """The value of a blog's own key if it is a text."""
    value = table.entries.get(key)
    return squeeze(value.value) or None if isinstance(value, Text) else None


def _plain(written: str | None) -> str | None:
    """Words that a blog puts into its page as they are, HTML and all."""
    return without_html(written) or None if written else None


def _blog_video(table: Table) -> Video | None:
    """The video that the blog's own keys name, perhaps in a table of the places where the episode is found: `ids: {youtube: ...}`."""
    for key, line in table.lines.items():
        places = table.entries[key] if key in _PLACES else None
        if isinstance(places, Table) and (listed := _blog_video(places)):
            return listed
        text = _blog_text(table, key) if _may_name_video(key) else None
        found = video.named(text) if text else None
        if found and (video.id_of(text or "") or _names_id(key.casefold(), found)):
            return Video(found, line, "front matter")
    return None


def _only_address(table: Table) -> Video | None:
    """The only video whose address the front matter gives, under whatever key: `canonical_url: ...`, `source: {url: ...}`."""
    tables = (table, *(value for value in table.entries.values() if isinstance(value, Table)))
    texts = [(_blog_text(inner, key) or "", line) for inner in tables for key, line in inner.lines.items()]
    given = [Video(found, line, "front matter") for text, line in texts if (found := video.id_of(text))]
    return given[0] if len({one.id for one in given}) == 1 else None


def _may_name_video(key: str) -> bool:
    return bare_key(key) in _VIDEO_KEYS


def _names_id(key: str, text: str) -> bool:
    """Whether a key of blogs names a bare id of YouTube's: it says so, or the id mixes capitals and small letters, as no word does."""
    return "you" in key or (key.endswith("id") and not (text.islower() or text.isupper() or text.istitle() or text.isdigit()))


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


def _near_misses(table: Table, path: str) -> tuple[Problem, ...]:
    """Warnings about keys that are nearly one of ours, if that one is missing: they are probably misspelt."""
    found = []
    for key, line in islice(table.lines.items(), _MANY):
        if key in KEYS or key in _NEIGHBOURS or "transcri" in key.lower() or _may_name_video(key):
            continue
        near = _near(key.lower())
        if near and near not in table.lines and not (near == "chapters" and listed.rows(table.entries[key])):
            hint = f"did you mean `{near}`?"
            found.append(Problem(Place(path, line), f"`{key}` is not a known key", hint, Severity.WARNING))
    return tuple(found)


@lru_cache(maxsize=256)
def _near(key: str) -> str | None:
    """The key of ours that another resembles. A blog's own keys are the same in all its posts."""
    return meant(key, KEYS, 0.8) or next((known for known in KEYS if _swaps(known, key)), None)


def _swaps(known: str, key: str) -> bool:
    """Whether a key is one of ours with two letters in each other's place, by which few letters are left where they were: `dtae`."""
    return len(key) == len(known) and sorted(key) == sorted(known) and sum(map(operator.ne, key, known)) == 2
