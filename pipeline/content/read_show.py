"""Reads `feeds/<name>.yaml`: three keys are needed, all others have good defaults, and an unknown key is an error."""

import re
from typing import NamedTuple

from pipeline.content import conflict, encoding
from pipeline.content.feedfile import audio, frequency, people, store, theme
from pipeline.content.keys import location, read_field, yamltext
from pipeline.content.keys.fields import Fields
from pipeline.content.problem import Place, Problem
from pipeline.content.show import ChapterSource, Show, feed_guid
from pipeline.content.text.plaintext import squeeze

_TITLE_LENGTH = 255  # characters, PSP-1
_DESCRIPTION_SIZE = 4000  # bytes, Apple
_PAGE = 250
_MEDIA = ("podcast", "video")
_TYPES = ("episodic", "serial")
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")


class Key(NamedTuple):
    """A key of the feed file and the sentence that documents it."""

    name: str
    meaning: str


KEYS = (
    Key("title", "The show's name. Required."),
    Key("url", "The address where `public/<name>/` will be served. Required."),
    Key("description", "What the show is about, at most 4,000 bytes; an empty line begins a new paragraph. Required."),
    Key("language", "ISO 639-1 with an optional region: `en`, `pt-BR`. Default `en`."),
    Key("author", "Who makes the show. Default: the host, else the title."),
    Key("owner", "Whom directories can contact: `Ada Quill <ada@example.com>`, or an e-mail address alone."),
    Key("host", "The full name of the host, who asks the questions in the headings."),
    Key(
        "chapters",
        "`questions` or `listed`, for posts that do not say it themselves: [chapters without headings](#chapters-without-headings). Default `headings`.",
    ),
    Key("transcript", "`off`: captions are not the transcript of posts without a conversation, unless a post says `transcript: on`."),
    Key("people", "Web pages and pictures of speakers, by full name: `Ada Example: {url: https://..., image: ada.jpg}`."),
    Key(
        "cover",
        "A picture beside this file, best a square of 1400 pixels or more; any other shape gets a margin. Default: one is drawn from the title.",
    ),
    Key("category", "Apple's name, such as `Technology` or `Society & Culture > Philosophy`. Default `Technology`."),
    Key("explicit", "`yes` if the show is not for children; a post may say otherwise. Default `no`."),
    Key(
        "type",
        "`episodic`, or `serial` for a show to be heard from its first episode on: its page then says where to begin. Default `episodic`.",
    ),
    Key("episodes", "`all`, or a filter: `{tag: nlp, season: 2, language: de}`; each may be a list. Default `all`."),
    Key("timezone", "The time zone of dates without one, such as `Europe/Berlin`. Default `UTC`."),
    Key("assets", "The address of your blog, to which addresses such as `/images/map.png` in posts are relative."),
    Key(
        "store",
        "Where the sound is uploaded to, if it is not part of the website: `s3://bucket/folder`, `gs://...`, `az://...`, a folder, or `{url: ..., endpoint: ...}`.",
    ),
    Key("media", "The address from which listeners get that sound. Without `store`, another program of yours has to upload it there."),
    Key(
        "prefix",
        "The prefix of a service that [counts downloads](docs/feed.md#counting-downloads), such as `https://op3.dev/e/`. It is put before the "
        "addresses of the sound in the feed.",
    ),
    Key(
        "audio",
        "How the sound is re-encoded: `{format: mp3, bitrate: 96k, loudness: -16}`, each optional; loudness in LUFS. Default: it is not.",
    ),
    Key("copyright", "A line such as `2026 Ada Example`."),
    Key("license", "The licence of the sound: `cc-by-4.0`, or `{name: ..., url: ...}`."),
    Key("subscribe", "Where else people can listen to the show: `apple`, `spotify`, `youtube`, ... with their addresses."),
    Key("funding", "Where listeners can support the show: an address, `{url: ..., text: ...}`, or a list of these."),
    Key(
        "frequency",
        "`daily`, `weekly`, `biweekly`, `monthly`, `yearly`, `complete` (no further episodes), or `{text: ..., rule: FREQ=WEEKLY;BYDAY=MO}`.",
    ),
    Key(
        "location",
        "The place that the show is about: a name, or `{name: ..., geo: ..., osm: ..., country: ...}`, with `rel: creator` the place that it is "
        "made at; or a list of these.",
    ),
    Key("seasons", "The names of seasons: `{1: Beginnings, 2: Compilers}`."),
    Key("medium", "`video` if the feed should carry the episodes' video files. Default `podcast`."),
    Key("locked", "`no` while another podcast host should be able to import the feed. Default `yes`."),
    Key("guid", "The feed's `podcast:guid`, which it keeps when it moves. Default: made from its address."),
    Key("moved_to", "The feed's new address, for apps that still read the old one."),
    Key("hub", "WebSub hubs to notify of new episodes."),
    Key("podroll", "Other shows that you recommend: a list of `{feed: https://..., title: ...}`."),
    Key("publisher", "The publisher's feed: `{feed: https://...}`."),
    Key("txt", "Texts for machines, by purpose, such as `{applepodcastsverify: ...}`."),
    Key(
        "theme", "Colours and fonts of the pages: `{accent: '#06502f', accent-dark: '#9fe0bd', text: Georgia}`. [All names](docs/pages.md)."
    ),
    Key("translations", "Websites of the same show in other languages, for search engines: `{de: https://example.com/de/}`."),
    Key("page", f"How many episodes an archive page of the feed has. Default {_PAGE}; the current page has up to twice as many."),
)

# What feeds, blogs and other podcast programs call a key.
_ELSEWHERE = {
    **dict.fromkeys(("name", "show"), "title"),
    **dict.fromkeys(("link", "site", "website", "baseURL", "base_url"), "url"),
    **dict.fromkeys(("summary", "subtitle"), "description"),
    **dict.fromkeys(("image", "artwork", "logo", "picture"), "cover"),
    "email": "owner",
    "new_feed_url": "moved_to",
}


def read(data: bytes, path: str) -> tuple[Show | None, tuple[Problem, ...]]:
    """The show in the feed file `path`, None if a needed key is missing or unusable, and all that is wrong with it.

    An unusable `store` or `audio` also means None: sound would be announced at another address, which apps never forget.
    """
    try:
        text = encoding.composed(encoding.with_line_feeds(data.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, (Problem(Place(path, line), "this is not UTF-8", "save the file as UTF-8"),)
    unmerged = conflict.unresolved(text, path)
    if unmerged:
        return None, (unmerged,)
    table, problems = yamltext.read(text, path)
    if problems and not table.entries:
        return None, problems
    fields = Fields(table, path, list(problems))
    fields.allow_only((key.name for key in KEYS), _ELSEWHERE)
    show = _show(fields, path)
    needed = show.name and show.title and show.url and show.description
    usable = needed and (show.store is None or show.store.media) and (show.audio is None or show.audio.usable)
    return show if usable else None, tuple(sorted(fields.problems))


def _show(fields: Fields, path: str) -> Show:
    name, title, url = _name(fields, path), _title(fields), read_field.site(fields, "url")
    description, host = _description(fields), people.host(fields)
    author = fields.text("author") or host or title
    owner_name, owner_email = people.owner(fields)
    return Show(
        name=name,
        path=path,
        title=title,
        url=url,
        description=description,
        language=read_field.language(fields, "language") or "en",
        guid=read_field.guid(fields, "guid") or feed_guid(f"{url}feed.xml"),
        category=read_field.category(fields, "category") or ("Technology",),
        author=author,
        owner_name=owner_name or author,
        owner_email=owner_email,
        host=host,
        cover=read_field.file(fields, "cover"),
        people=people.people(fields),
        assets=read_field.base(fields, "assets"),
        chapters=read_field.chapters(fields, "chapters") or ChapterSource.HEADINGS,
        verbatim=fields.flag("transcript") is not False,
        timezone=read_field.timezone(fields, "timezone") or "UTC",
        explicit=fields.flag("explicit") or False,
        type=fields.choice("type", _TYPES) or "episodic",
        copyright=fields.text("copyright"),
        episodes=read_field.episodes(fields, "episodes"),
        medium=fields.choice("medium", _MEDIA) or "podcast",
        locked=fields.flag("locked") is not False,
        license=read_field.license_(fields, "license"),
        subscribe=read_field.subscribe(fields, "subscribe"),
        funding=read_field.funding(fields, "funding"),
        hubs=read_field.addresses(fields, "hub"),
        frequency=frequency.read(fields),
        locations=location.read(fields),
        seasons=read_field.seasons(fields, "seasons"),
        podroll=read_field.podroll(fields, "podroll"),
        publisher=read_field.publisher(fields, "publisher"),
        txt=read_field.txt(fields, "txt"),
        moved_to=read_field.address(fields, "moved_to"),
        page=fields.number("page") or _PAGE,
        store=store.read(fields),
        prefix=read_field.prefix(fields, "prefix"),
        audio=audio.read(fields),
        theme=theme.read(fields),
        translations=read_field.translations(fields, "translations"),
    )


def _name(fields: Fields, path: str) -> str:
    """The file's name without its suffix: the name of the folder in `public/`."""
    name = path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    if _NAME.fullmatch(name):
        return name
    fields.complain(1, f"`{name}` cannot be used in a web address", "rename the file, using letters, digits, - and _")
    return ""


def _title(fields: Fields) -> str:
    title = squeeze(read_field.needed(fields, "title"))
    if len(title) > _TITLE_LENGTH:
        fields.complain(fields.line("title"), f"the title has {len(title)} characters", f"at most {_TITLE_LENGTH}")
    return title


def _description(fields: Fields) -> str:
    text = read_field.needed(fields, "description")
    size = len(text.encode("utf-8", "replace"))
    if size > _DESCRIPTION_SIZE:
        fields.complain(
            fields.line("description"), f"the description has {size:,} bytes", f"at most {_DESCRIPTION_SIZE:,}, as Apple counts"
        )
    return text
