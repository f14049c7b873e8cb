"""What blogs and the engines that make them keep in a front matter under keys of their own."""

import re
from collections.abc import Container, Iterator, Sequence
from datetime import datetime

from pipeline.content import video as youtube
from pipeline.content.keys.fields import truth
from pipeline.content.post import Video
from pipeline.content.text import dates
from pipeline.content.text.plaintext import squeeze
from pipeline.content.values import Table, Text, Value, bare_key

# Keys of blogs that may name the video if the text does not, in small letters without signs: `youtube_id`, `videoUrl`.
_VIDEO_KEYS = ("youtube", "youtubeid", "youtubevideoid", "youtubeurl", "youtubelink", "ytid", "videoid", "videourl", "vídeo", "vidéo")
# Keys of podcasts' sites with the same meaning as ours, in small letters without signs.
_NUMBERS = {
    "season": ("seasonnumber", "seasonno", "itunesseason"),
    "episode": ("episodenumber", "episodeno", "episodenum", "itunesepisode"),
}
# Tables in which blogs list where an episode is found, or what stands above a post.
_PLACES = ("ids", "links", "media", "header")
# The keys under which Ghost, Astro, Hugo, WordPress and others keep the date, in small letters without signs.
_DATES = (
    "datepublished", "pubdate", "publishdate", "published", "publishedat", "publisheddate", "publishedon", "publicationdate", "postdate",
    "releasedate", "airdate", "uploaddate", "dateadded", "createdat", "datecreated", "created", "fecha", "fechapublicacion",
)  # fmt: skip
# Jekyll's and Obsidian's keys for whether a post is out, and Pelican's for how far it is.
_OUT = ("published", "publish")
SUBTITLES = ("subtitle", "subheading", "seo_title", "description", "summary", "excerpt")
# Tables in which Hugo (`params`) and Zola (`extra`, `taxonomies`) keep keys that are not their own, and podcasts' sites what a post is about.
_INNER = ("params", "extra", "taxonomies", "episode")


def uncapitalised(table: Table, names: Container[str]) -> Table:
    """The table with those of these names that begin with a capital, such as `Title`, in small letters, unless the same key is there already."""
    small = {key: key[0].lower() + key[1:] for key in table.lines if key[:1].isupper()}
    renamed = {key: name for key, name in small.items() if name in names and name not in table.lines}
    if not renamed:
        return table
    entries = {renamed.get(key, key): value for key, value in table.entries.items()}
    return Table(entries, {renamed.get(key, key): line for key, line in table.lines.items()}, table.line)


def lifted(table: Table) -> Table:
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


def text(table: Table, key: str) -> str | None:
    """The value of a blog's own key in one line; None if it is empty or no text."""
    value = table.entries.get(key)
    return squeeze(value.value) or None if isinstance(value, Text) else None


def number(table: Table, key: str) -> int | None:
    """The whole number that a blog has under its own name for a key of ours: `episode_number: 12`."""
    written = _texts(table, _NUMBERS[key])
    return next((int(digits) for digits in written if re.fullmatch(r"[1-9]\d{0,5}", digits, re.ASCII)), None)


def names_number(key: str) -> bool:
    """Whether a blog has the number of a season or an episode under this key."""
    return any(bare_key(key) in names for names in _NUMBERS.values())


def date(table: Table) -> datetime | None:
    """The date that a blog has under its own key."""
    return next(filter(None, map(dates.parse, _texts(table, _DATES))), None)


def language(table: Table) -> str:
    """The language that a blog has under its own key, `lang: de_DE` or `idioma: es-VE`; empty if none."""
    return next(filter(None, _texts(table, ("lang", "idioma", "locale"))), "")


def is_draft(table: Table) -> bool:
    """Whether a blog does not publish the post yet, by its own keys: `published: false`, `status: draft`."""
    withheld = any(truth(written) is False for written in _texts(table, _OUT))
    return withheld or "draft" in (written.casefold() for written in _texts(table, ("status",)))


def _texts(table: Table, names: Sequence[str]) -> Iterator[str]:
    """What stands under keys of a blog that are these names but for capitals and signs, in the order of the names."""
    keys = {bare_key(key): key for key in reversed(table.lines)}
    return (text(table, keys[name]) or "" for name in names if name in keys)


def shownotes(table: Table) -> Text | None:
    """The show notes as Markdown, where a site keeps them in the front matter."""
    named = (value for key, value in table.entries.items() if bare_key(key) == "shownotes")
    return next((value for value in named if isinstance(value, Text)), None)


def video(table: Table) -> Video | None:
    """The video that the blog's own keys name, perhaps in a table of the places where the episode is found: `ids: {youtube: ...}`."""
    for key, line in table.lines.items():
        places = table.entries[key] if key in _PLACES else None
        if isinstance(places, Table):
            if listed := video(places):
                return listed
            if told := youtube.named(told_video(places) or ""):
                return Video(told, line, "front matter")
        written = (text(table, key) if may_name_video(key) else None) or ""
        found = youtube.named(written)
        if found and (youtube.id_of(written) or _names_id(key.casefold(), found)):
            return Video(found, line, "front matter")
    return None


def told_video(table: Table) -> str | None:
    """The video of YouTube's in a table that tells more of it: `video: {id: abcDEF_12-x, title: ...}`, `video: {youtube: abcDEF_12-x}`."""
    value = table.entries.get("video")
    written = (text(value, key) for key in ("id", "url", "src", "youtube") if key in value.entries) if isinstance(value, Table) else ()
    return next((named for named in written if named and youtube.named(named)), None)


def only_address(table: Table) -> Video | None:
    """The only video whose address the front matter gives, under whatever key: `canonical_url: ...`, `source: {url: ...}`."""
    tables = (table, *(value for value in table.entries.values() if isinstance(value, Table)))
    texts = [(text(inner, key) or "", line) for inner in tables for key, line in inner.lines.items()]
    given = [Video(found, line, "front matter") for written, line in texts if (found := youtube.id_of(written))]
    return given[0] if len({one.id for one in given}) == 1 else None


def may_name_video(key: str) -> bool:
    """Whether blogs have the video under this key, though it may be a word, or a path."""
    return bare_key(key) in _VIDEO_KEYS


def _names_id(key: str, text: str) -> bool:
    """Whether a key of blogs names a bare id of YouTube's: it says so, or the id mixes capitals and small letters, as no word does."""
    return "you" in key or (key.endswith("id") and not (text.islower() or text.isupper() or text.istitle() or text.isdigit()))
