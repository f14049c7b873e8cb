"""The pages of a show: what a reader and a search engine see. Values in, paths below the site and bytes out.

All links are relative and name files, so that a site works from disk and under any address; canonical addresses are made from `show.url`.
"""

import hashlib
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import quote
from xml.sax.saxutils import escape

import jinja2
from markupsafe import Markup

from pipeline.content.clock import SECOND, label
from pipeline.content.show import Show
from pipeline.derive import jsonld, places, search
from pipeline.derive.card import Card, Question, card
from pipeline.derive.episode import Episode, Picture
from pipeline.derive.packaged import packaged
from pipeline.derive.pagehtml import page_html
from pipeline.derive.passages import Part, Passage, parts
from pipeline.derive.phrases import Phrases, direction, phrases

TEMPLATES = ("base.html", "index.html", "episode.html", "transcript.html", "player.html", "subscribe.html", "404.html")
ASSETS = ("site.css", "site.js", "icon.svg", "404.css")

_POLICY = (
    "default-src 'none'; script-src 'self' '{data}'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "frame-src https://www.youtube-nocookie.com; base-uri 'none'; form-action 'none'"
)
_SHELF = 40  # episodes of an archive page; the newest 20 to 59 stand on the first page
_NONE: Mapping[str, str] = MappingProxyType({})
_NO_ANCHORS: Mapping[int, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Look:
    """What a show changes of its pages.

    `templates` are texts by the names in TEMPLATES and ASSETS, `variables` values of the style sheet by name without dashes before it
    (`accent`, `accent-dark`, `text`), `cover` is the show's picture.
    """

    templates: Mapping[str, str] = field(default_factory=lambda: _NONE)
    variables: Mapping[str, str] = field(default_factory=lambda: _NONE)
    cover: Picture | None = None


def pages(show: Show, episodes: tuple[Episode, ...], look: Look | None = None) -> Iterator[tuple[str, bytes]]:
    """Every file that the pages need, but pictures, sound and what the feed names."""
    site = Site(show, look or Look())
    ordered = sorted(episodes, key=lambda episode: (episode.published, episode.slug))
    cards = tuple(card(episode) for episode in ordered)
    yield from site.assets()
    yield from site.overview(cards)
    for number, episode in enumerate(ordered):
        older = cards[number - 1] if number else None
        newer = cards[number + 1] if number + 1 < len(cards) else None
        yield from site.episode(episode, cards[number], older, newer)


class Site:
    """A show's templates, read and compiled once. Its methods may be called for what changed only."""

    def __init__(self, show: Show, look: Look) -> None:
        texts = {**{name: packaged(name) for name in (*TEMPLATES, *ASSETS)}, **look.templates}
        self._show, self._look = show, look
        self._environment = jinja2.Environment(
            loader=jinja2.DictLoader({name: texts[name] for name in TEMPLATES}),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=jinja2.StrictUndefined,
            auto_reload=False,
        )
        self._lost_style = texts["404.css"].strip()
        files = {
            "site.css": texts["site.css"] + _variables(look.variables),
            "site.js": texts["site.js"],
            "icon.svg": texts["icon.svg"],
        }
        self._files = {_digested(name, text): text.encode() for name, text in files.items()}
        self._style, self._script, self._icon = self._files

    def assets(self) -> Iterator[tuple[str, bytes]]:
        """Style sheet, script and icon, with a digest in their names, and what needs no episode."""
        yield from self._files.items()
        yield "404.html", self._lost()
        yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {self._show.url}sitemap.xml\n".encode()

    def overview(self, cards: tuple[Card, ...]) -> Iterator[tuple[str, bytes]]:
        """First page, archive pages, site map and search data, from the cards in order of time, oldest first."""
        say = phrases(self._show.language)
        blocks = tuple(search.blocks(cards, say))
        yield from blocks
        shelves = max(0, (len(cards) - _SHELF // 2) // _SHELF)
        index = " ".join(f"{path}?{_digest(script)}" for path, script in reversed(blocks))
        yield "index.html", self._shelf(cards[shelves * _SHELF :], 0, shelves, index)
        for number in range(1, shelves + 1):
            yield f"page/{number}/index.html", self._shelf(cards[(number - 1) * _SHELF : number * _SHELF], number, shelves, "")
        yield "sitemap.xml", self._site_map(cards, shelves)

    def episode(self, episode: Episode, own: Card, older: Card | None, newer: Card | None) -> Iterator[tuple[str, bytes]]:
        """An episode's page and what the search shows of it."""
        told = parts(episode.post, episode.alignment, episode.chapters)
        yield places.page_file(episode.slug), self._episode_page(episode, own, told, older, newer)
        yield places.said(episode.slug), search.said(episode.slug, told)

    def _render(self, name: str, language: str, root: str, values: Mapping[str, object]) -> bytes:
        common = {
            "show": self._show,
            "say": phrases(language).say,
            "root": root,
            "style": self._style,
            "script": self._script,
            "icon": self._icon,
            "apps": _apps(self._show),
        }
        return self._environment.get_template(name).render({**common, **values}).encode()

    def _page(self, heading: str, description: str, url: str, picture: Picture | None, data: str, **more: object) -> dict[str, object]:
        return {
            "heading": heading,
            "description": description,
            "url": url,
            "picture": picture,
            "policy": _POLICY.format(data=_source(data)),
            "data": Markup(data),  # noqa: S704 - escaped by jsonld
            "picture_url": places.address(self._show.url, picture.path) if picture else "",
            **more,
        }

    def _episode_page(self, episode: Episode, own: Card, told: tuple[Part, ...], older: Card | None, newer: Card | None) -> bytes:
        show, post = self._show, episode.post
        language = post.language or show.language
        words = phrases(language)
        anchors = {part.heading.line: part.anchor for part in told if part.heading}
        page = self._page(
            episode.title,
            post.summary or episode.title,
            places.address(show.url, places.page(episode.slug)),
            episode.poster or episode.cover,
            title=f"{episode.title} · {show.title}",
            kind="article",
            language=language,
            direction=direction(language),
            data=jsonld.script(jsonld.episode(show, episode, own.questions)),
        )
        return self._render(
            "episode.html",
            language,
            "../",
            {
                "page": page,
                "title": episode.title,
                "summary": post.summary,
                "published": episode.published.isoformat(),
                "day": words.day(episode.published),
                "length": words.duration(episode.media.duration),
                "total": label(episode.media.duration),
                "seconds": episode.media.duration // SECOND,
                "key": episode.guid,
                "media": places.address("../", episode.media.path),
                "media_url": places.address(show.url, episode.media.path),
                "cover": places.address("../", episode.cover.path),
                "guests": episode.guests,
                "people": [(person, words.say["host"]) for person in episode.hosts]
                + [(person, words.say["guest"]) for person in episode.guests],
                "questions": [_question_view(question, words, anchors) for question in own.questions],
                "chapters_file": bool(episode.chapters),
                "strip": _strip(own),
                "video": _video_view(episode),
                "notes": _notes(post.notes),
                "downloads": _downloads(episode, words),
                "parts": [_part_view(part, tuple(person.name for person in episode.hosts)) for part in told],
                "newer": _neighbour(newer),
                "older": _neighbour(older),
            },
        )

    def _shelf(self, cards: tuple[Card, ...], number: int, shelves: int, blocks: str) -> bytes:
        """Page `number` of the archive, counted from the oldest, or the first page (0)."""
        show, words = self._show, phrases(self._show.language)
        name = words.say["page"].format(number)
        root = "../../" if number else ""
        page = self._page(
            name if number else show.title,
            show.description,
            f"{show.url}page/{number}/" if number else show.url,
            self._look.cover,
            title=f"{name} · {show.title}" if number else show.title,
            kind="website",
            language=show.language,
            direction=direction(show.language),
            data=jsonld.script(jsonld.series(show, self._look.cover)),
        )
        others = [(words.say["page"].format(other), f"page/{other}/index.html") for other in range(shelves, 0, -1) if other != number]
        return self._render(
            "index.html",
            show.language,
            root,
            {
                "page": page,
                "first": number == 0,
                "blocks": blocks,
                "cards": [_card_view(card, words) for card in reversed(cards)],
                "others": ([(words.say["latest"], "index.html")] if number else []) + others,
            },
        )

    def _lost(self) -> bytes:
        """A server shows this page at any address, where no relative link would hold: it carries its own style and the show's address."""
        language = self._show.language
        return self._render(
            "404.html",
            language,
            "",
            {
                "page": {
                    "title": f"{phrases(language).say['lost']} · {self._show.title}",
                    "language": language,
                    "direction": direction(language),
                    "policy": f"default-src 'none'; style-src '{_source(self._lost_style)}'; img-src data:; base-uri 'none'; form-action 'none'",
                    "style": Markup(self._lost_style),  # noqa: S704 - the template's own text
                }
            },
        )

    def _site_map(self, cards: tuple[Card, ...], shelves: int) -> bytes:
        addresses = [(self._show.url, cards[-1].published.isoformat() if cards else "")]
        addresses += [(f"{self._show.url}page/{number}/", "") for number in range(1, shelves + 1)]
        addresses += [(places.address(self._show.url, places.page(card.slug)), card.published.isoformat()) for card in reversed(cards)]
        lines = "".join(
            f"<url><loc>{escape(address)}</loc>{f'<lastmod>{changed}</lastmod>' if changed else ''}</url>\n"
            for address, changed in addresses
        )
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</urlset>\n'.encode()


def _variables(values: Mapping[str, str]) -> str:
    """The show's own values of style variables; those named `...-dark` hold in the dark."""
    light = "".join(f"--{name}:{value};" for name, value in values.items() if not name.endswith("-dark"))
    dark = "".join(f"--{name.removesuffix('-dark')}:{value};" for name, value in values.items() if name.endswith("-dark"))
    return (f":root{{{light}}}\n" if light else "") + (f"@media(prefers-color-scheme:dark){{:root{{{dark}}}}}\n" if dark else "")


def _digested(name: str, text: str) -> str:
    stem, suffix = name.rsplit(".", 1)
    return f"assets/{stem}.{_digest(text.encode())}.{suffix}"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:8]


def _source(text: str) -> str:
    """What a Content Security Policy calls an inline text by."""
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _apps(show: Show) -> tuple[tuple[str, str], ...]:
    """Where else the show can be heard, and the podcast apps that take a feed's address in a link of their own, by name."""
    bare = quote(show.feed_url.split("://", 1)[-1])
    whole = quote(show.feed_url, safe="")
    given = tuple((place.text, place.url) for place in show.subscribe)
    return (
        *given,
        *(() if any(name == "Apple Podcasts" for name, _ in given) else (("Apple Podcasts", f"podcast://{bare}"),)),
        ("Overcast", f"overcast://x-callback-url/add?url={whole}"),
        ("Pocket Casts", f"pktc://subscribe/{bare}"),
        ("AntennaPod", f"https://antennapod.org/deeplink/subscribe?url={whole}"),
    )


def _notes(html: str) -> Markup:
    return Markup(page_html(html))  # noqa: S704 - sanitised where the post is read


def _question_view(question: Question, words: Phrases, anchors: Mapping[int, str]) -> dict[str, str]:
    if question.start is None:
        return {"title": question.title, "moment": "", "anchor": anchors.get(question.line or 0, "transcript")}
    return {
        "title": question.title,
        "moment": f"t={question.start // SECOND}",
        "label": label(question.start),
        "length": words.duration(question.end - question.start) if question.end else "",
    }


def _card_view(card: Card, words: Phrases) -> dict[str, object]:
    return {
        "address": places.address("", places.page_file(card.slug)),
        "title": card.title,
        "published": card.published.isoformat(),
        "day": words.day(card.published),
        "length": words.duration(card.duration),
        "summary": card.summary,
        "guests": card.guests,
        "questions": [_question_view(question, words, _NO_ANCHORS) for question in card.questions],
        "strip": _strip(card),
    }


def _neighbour(card: Card | None) -> dict[str, str] | None:
    return {"title": card.title, "address": places.address("", places.page_file(card.slug))} if card else None


def _part_view(part: Part, hosts: tuple[str, ...]) -> dict[str, object]:
    """A heading is the host's unless it says whose it is."""
    speaker = part.heading.speaker if part.heading else None
    return {
        "speaker": speaker if speaker not in hosts else None,
        "heading": part.heading,
        "anchor": part.anchor,
        "at": _seconds(part.anchor, part.start),
        "label": "" if part.start is None or not part.anchor.startswith("t=") else label(part.start),
        "passages": [_passage_view(passage) for passage in part.passages],
    }


def _passage_view(passage: Passage) -> dict[str, object]:
    """The passage's block with its address: on the paragraph itself, or around a list, a quotation or a remark."""
    html = Markup(page_html(passage.html)) if passage.html else Markup("<p>{}</p>").format(passage.spoken)  # noqa: S704 - sanitised
    if passage.start is not None:
        where = Markup('{}data-t="{}"').format(
            Markup('id="{}" ').format(passage.moment) if passage.moment else "", _seconds(passage.moment, passage.start)
        )
        html = Markup("<p {}>").format(where) + html[3:] if html.startswith("<p>") else Markup("<div {}>{}</div>").format(where, html)
    return {
        "speaker": passage.speaker,
        "opens": passage.opens,
        "moment": passage.moment,
        "label": label(passage.start or 0),
        "block": html,
    }


def _seconds(address: str, start: int | None) -> str:
    """The second from which a passage is marked as current: the one of its address, so that a link to it marks it at once."""
    if start is None:
        return ""
    return address.removeprefix("t=") if address.startswith("t=") else f"{start // 100 / 10:g}"


def _video_view(episode: Episode) -> dict[str, object] | None:
    video, poster = episode.post.video, episode.poster
    if not video:
        return None
    return {
        "id": video.id,
        "watch": f"https://www.youtube.com/watch?v={quote(video.id)}",
        "poster": places.address("../", poster.path) if poster else "",
        "width": poster.width if poster else 0,
        "height": poster.height if poster else 0,
    }


def _downloads(episode: Episode, words: Phrases) -> list[tuple[str, str, str]]:
    """Name, address and note of each file beside the page."""
    slug, say = episode.slug, words.say
    megabytes = f"{max(1, round(episode.media.bytes / 1e6))} MB"
    found = [(say["audio"], episode.media.path, f"{episode.media.path.rsplit('.', 1)[-1].upper()}, {megabytes}")]
    if episode.cues:
        found += [
            (say["subtitles"], places.transcript(slug, "vtt"), "VTT"),
            (say["subtitles"], places.transcript(slug, "srt"), "SRT"),
            (say["transcript_json"], places.transcript(slug, "json"), "JSON"),
        ]
    if episode.chapters:
        found += [(say["chapters_json"], places.chapters_json(slug), "JSON"), (say["chapters"], places.chapters_text(slug), "TXT")]
    return [(name, places.address("../", path), note) for name, path, note in found]


def _strip(card: Card) -> str:
    """The conversation as a line of one stroke per chapter, as SVG path data 1000 wide; empty without chapters."""
    timed = [(question.start, question.end) for question in card.questions if question.start is not None and question.end]
    scale = 1000 / max(1, card.duration)
    return "".join(f"M{round(start * scale)} 4H{max(round(start * scale) + 2, round(end * scale) - 3)}" for start, end in timed)
