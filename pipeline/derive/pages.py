"""The pages of a show, as readers and search engines see them. Values in, paths in the site and bytes out.

All links are relative and name files, so that a site works from disk and at any address; canonical addresses are made from `show.url`.
"""

import hashlib
import json
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from urllib.parse import urlsplit

from pipeline.content.show import License, Show
from pipeline.content.show_theme import COLOURS, OTHERS
from pipeline.content.tokens import LETTERS
from pipeline.derive import jsonld, places, search, views
from pipeline.derive.card import Beginning, Card, Neighbour, about, beginning
from pipeline.derive.episode import Episode, Picture, language_of
from pipeline.derive.indexed import Indexed
from pipeline.derive.interview import Interview
from pipeline.derive.packaged import ASSETS, TEMPLATES, packaged
from pipeline.derive.phrases import direction, phrases
from pipeline.derive.terms import ARTICLE, MARKS, UNSPACED, for_script

if TYPE_CHECKING:
    from pipeline.derive.templating import Codes

_T = TypeVar("_T")

_POLICY = (
    "default-src 'none'; img-src 'self'; media-src {media}; connect-src 'self'; manifest-src 'self'; "
    "frame-src https://www.youtube-nocookie.com; base-uri 'none'; form-action 'none'"
)
_SEARCHING = "; script-src 'self'"  # search data are scripts, added when they are needed
_EMBED_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; media-src {media}; base-uri 'none'; form-action 'none'"
_PAPER, _PAPER_DARK = "#fbfaf6", "#161513"
_MANIFEST = "assets/site.webmanifest"
_SHELF = 40  # episodes on an archive page; the newest 20 to 59 are on the first page
NOWHERE = Beginning()
_OPENING, _CLOSING = b"<!--neighbours-->", b"<!--/neighbours-->"


class Look(NamedTuple):
    """The pictures of a show that its pages refer to.

    `cover` is the show's picture, `card` the one for links to the show, `icon` a square one of at least 180 pixels for home screens.
    """

    cover: Picture | None = None
    card: Picture | None = None
    icon: Picture | None = None


def joined(page: bytes, neighbours: bytes) -> bytes:
    """An episode's page with links to these neighbours, whatever links it had, so that the page need not be made again when they change."""
    rest, closing, after = page.rpartition(_CLOSING)
    before, opening, _ = rest.rpartition(_OPENING)
    return b"".join((before, opening, neighbours, closing, after)) if opening else page


def lasting(page: bytes) -> int:
    """The number of bytes at the beginning of an episode's page that do not depend on its neighbours."""
    return max(0, page.rfind(_OPENING, 0, page.rfind(_CLOSING)))


def shelved(ordered: Sequence[_T]) -> list[Sequence[_T]]:
    """The items of the first page, then those of each archive page, given all items, oldest first."""
    shelves = max(0, (len(ordered) - _SHELF // 2) // _SHELF)
    return [ordered[shelves * _SHELF :], *(ordered[at : at + _SHELF] for at in range(0, shelves * _SHELF, _SHELF))]


def begins(show: Show, types: Iterable[tuple[Neighbour, str]]) -> Beginning:
    """Where a serial show of more than one episode begins, given its episodes and their types, oldest first."""
    episodes = [*types] if show.type == "serial" else []
    return beginning(episodes) if len(episodes) > 1 else NOWHERE


def shelf_file(number: int) -> str:
    return f"page/{number}/index.html" if number else "index.html"


def compiled(show: Show) -> "Codes":
    """The compiled templates of a show, with its own in place of the package's."""
    from pipeline.derive import templating  # noqa: PLC0415 - Jinja2 takes its time, and a run that makes no page need not wait for it

    return templating.compiled(_texts(show, TEMPLATES))


class Renderer:
    """Renders a show's pages with its `compiled` templates. Each method can be called alone, for what has changed."""

    def __init__(self, show: Show, look: Look, codes: "Codes") -> None:
        from pipeline.derive.templating import Templates  # noqa: PLC0415 - as above

        self._templates = Templates(codes)
        texts = _texts(show, ASSETS)
        self._show, self._look, self._theme = show, look, dict(show.theme)
        self._lost_style = (texts["404.css"] + _variables(self._theme)).strip()
        files = {
            "site.css": texts["site.css"] + _variables(self._theme),
            "site.js": texts["site.js"],
            "icon.svg": texts["icon.svg"],
        }
        self._files = {_digested(name, text): text.encode() for name, text in files.items()}
        style, script, self._icon = self._files
        self._values = {
            "show": show,
            "show_direction": direction(show.language),
            "style": style,
            "script": script,
            "icon": self._icon,
            "touch_icon": look.icon.path if look.icon else "",
            "paper": self._theme.get("paper", _PAPER),
            "paper_dark": self._theme.get("paper-dark", _PAPER_DARK),
            "apps": views.apps(show),
            "funding": show.funding,
        }

    def assets(self) -> Iterator[tuple[str, bytes]]:
        """Style sheet, script and icon, with a digest in their names, and files that need no episode."""
        yield from self._files.items()
        yield _MANIFEST, self._manifest()
        yield "404.html", self._lost()
        yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {self._show.url}sitemap.xml\n".encode()

    def block(self, number: int, known: Sequence[Indexed]) -> Iterator[search.Script]:
        """The search data of a block of episodes; blocks count from 1."""
        return search.block(number, known, phrases(self._show.language))

    def episode(self, episode: Episode, card: Card, interview: Interview) -> Iterator[tuple[str, bytes]]:
        """An episode's page, still without neighbours, its embeddable player, and its search data."""
        yield places.page_file(episode.slug), self._episode_page(episode, card, interview)
        yield places.said(episode.slug), search.said(card, interview)
        yield places.embed(episode.slug), self._embed(episode)
        yield places.oembed(episode.slug), self._oembed(episode)

    def neighbours(self, language: str, older: Neighbour | None, newer: Neighbour | None) -> bytes:
        """The links from an episode's page, which is in `language`, to the episodes before and after it."""
        return self._render("neighbours.html", language, "../", {"newer": views.of_neighbour(newer), "older": views.of_neighbour(older)})

    def _episode_page(self, episode: Episode, card: Card, interview: Interview) -> bytes:
        show, post = self._show, episode.post
        language = language_of(show, post)
        page = self._page(
            language=language,
            heading=episode.title,
            title=f"{episode.title} · {show.title}",
            description=about(card),
            path=places.page(episode.slug),
            picture=episode.card or episode.poster or episode.cover,
            kind="article",
            licensed=post.license or show.license,
            data=jsonld.script(jsonld.podcast_episode(show, episode, card)),
            translations=post.translations,
        )
        return self._render("episode.html", language, "../", {
            **views.of_episode(episode, card, interview, dict(show.seasons), phrases(language)),
            "page": page,
            "media_url": places.address(show.url, episode.media.path),
            "oembed_url": places.address(show.url, places.oembed(episode.slug)),
        })  # fmt: skip

    def shelf(self, number: int, shelves: int, cards: Sequence[Card], versions: Sequence[str] = (), begins: Beginning = NOWHERE) -> bytes:
        """Archive page `number` of `shelves`, counted from the oldest, or the first page (0).

        Only the first page needs the versions of the search blocks, and where a serial show begins.
        """
        show, words = self._show, phrases(self._show.language)
        heading = words.say["page"].format(number) if number else show.title
        newer = ("next", words.say["newer"], shelf_file(number + 1 if number < shelves else 0)) if number else None
        older = ("prev", words.say["older"], shelf_file((number or shelves + 1) - 1)) if number != 1 and shelves else None
        page = self._page(
            language=show.language,
            heading=heading,
            title=f"{heading} · {show.title}" if number else show.title,
            description=" ".join(show.description.split()),
            path=f"page/{number}/" if number else "",
            picture=self._look.card or self._look.cover,
            kind="website",
            licensed=show.license,
            searching="" if number else _SEARCHING,
            data=jsonld.script(jsonld.podcast_series(show, self._look.cover)),
            translations=() if number else show.translations,
        )
        return self._render("index.html", show.language, "../../" if number else "", {
            "page": page,
            "first": number == 0,
            "about": [part for part in show.description.split("\n\n") if part.strip()],
            "blocks": "" if number else " ".join(versions),
            "marks": for_script(MARKS),
            "unspaced": for_script(UNSPACED),
            "letters": " ".join(LETTERS),
            "article": ARTICLE,
            "begins": [(words.say[name], views.of_neighbour(one)) for name, one in (("begin", begins.first), ("trailer", begins.trailer)) if one],
            "oldest": shelf_file(1) if begins.first and shelves else "",
            "cards": [views.of_card(card, dict(show.seasons), words, show.language) for card in reversed(cards)],
            "others": [other for other in (newer, older) if other],
        })  # fmt: skip

    def _render(self, name: str, language: str, root: str, values: Mapping[str, object]) -> bytes:
        return self._templates.render(name, {**self._values, "say": phrases(language).say, "root": root, **values}).encode()

    def _page(
        self,
        *,
        language: str,
        path: str,
        picture: Picture | None,
        data: str,
        translations: tuple[tuple[str, str], ...],
        licensed: License | None,
        searching: str = "",
        **more: str,
    ) -> views.View:
        """The values for the head of a page. Where there are translations, search engines want each page to list itself too."""
        url = places.address(self._show.url, path)
        return {
            "language": language,
            "direction": direction(language),
            "url": url,
            "translations": ((language, url), *translations) if translations else (),
            "picture": picture,
            "picture_url": places.address(self._show.url, picture.path) if picture else "",
            "policy": _POLICY.format(media=_played_from(self._show)) + searching,
            "data_html": data,
            "license": views.of_license(licensed, phrases(language)),
            **more,
        }

    def _embed(self, episode: Episode) -> bytes:
        language = language_of(self._show, episode.post)
        return self._render("embed.html", language, "../", {
            "page": {
                "language": language,
                "direction": direction(language),
                "title": f"{episode.title} · {self._show.title} · {phrases(language).say['player']}",
                "url": places.address(self._show.url, places.page(episode.slug)),
                "policy": _EMBED_POLICY.format(media=_played_from(self._show)),
            },
            "title": episode.title,
            "media": places.address("../", episode.media.path),
        })  # fmt: skip

    def _oembed(self, episode: Episode) -> bytes:
        """The answer for sites that show a link as a player: https://oembed.com/."""
        show = self._show
        picture = episode.card or episode.poster or episode.cover
        source, title = _attribute(places.address(show.url, places.embed(episode.slug))), _attribute(episode.title)
        return _json({
            "version": "1.0",
            "type": "rich",
            "title": episode.title,
            "author_name": show.author,
            "provider_name": show.title,
            "provider_url": show.url,
            "width": 600,
            "height": 160,
            "html": f'<iframe src="{source}" title="{title}" width="600" height="160" loading="lazy"></iframe>',
            "thumbnail_url": places.address(show.url, picture.path),
            "thumbnail_width": picture.width,
            "thumbnail_height": picture.height,
        })  # fmt: skip

    def _manifest(self) -> bytes:
        """What a home screen shows of the site: https://www.w3.org/TR/appmanifest/."""
        icon = self._look.icon
        icons = [{"src": f"../{self._icon}", "sizes": "any", "type": "image/svg+xml"}]
        if icon:
            icons.append({"src": places.address("../", icon.path), "sizes": f"{icon.width}x{icon.height}", "type": icon.type})
        paper = self._theme.get("paper", _PAPER)
        return _json({
            "name": self._show.title,
            "start_url": "../index.html",
            "display": "minimal-ui",
            "background_color": paper,
            "theme_color": paper,
            "icons": icons,
        })  # fmt: skip

    def _lost(self) -> bytes:
        """A server shows this page at any address, where relative links would not work: it contains its style and the show's address."""
        language = self._show.language
        return self._render("404.html", language, "", {"page": {
            "language": language,
            "direction": direction(language),
            "title": f"{phrases(language).say['lost']} · {self._show.title}",
            "policy": f"default-src 'none'; style-src '{_source(self._lost_style)}'; img-src data:; base-uri 'none'; form-action 'none'",
            "style_html": self._lost_style,
        }})  # fmt: skip

    def site_map(self, ordered: Sequence[tuple[str, datetime]], shelves: int) -> bytes:
        """The addresses of all pages (https://www.sitemaps.org/protocol.html), given slugs and moments, oldest first."""
        addresses = [(self._show.url, ordered[-1][1].isoformat() if ordered else "")]
        addresses += [(f"{self._show.url}page/{number}/", "") for number in range(1, shelves + 1)]
        addresses += [(places.address(self._show.url, places.page(slug)), moment.isoformat()) for slug, moment in reversed(ordered)]
        lines = "".join(
            f"<url><loc>{escape(address, quote=False)}</loc>{f'<lastmod>{changed}</lastmod>' if changed else ''}</url>\n"
            for address, changed in addresses
        )
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</urlset>\n'.encode()


def _texts(show: Show, names: tuple[str, ...]) -> dict[str, str]:
    """Texts of the package by name, or those that a show has in their place."""
    own = dict(show.templates)
    return {name: own[name] if name in own else packaged(name) for name in names}


def _attribute(text: str) -> str:
    """A text escaped for use between double quotes in HTML."""
    return escape(text, quote=False).replace('"', "&quot;")


def _variables(theme: Mapping[str, str]) -> str:
    """The show's own values of style variables. A colour given only for light screens does not change the dark ones."""
    dark = {name.removesuffix("-dark"): value for name, value in theme.items() if name.endswith("-dark")}
    light = {name: value for name, value in theme.items() if name in COLOURS}
    rest = {name: value for name, value in theme.items() if name in OTHERS}
    groups = ((rest, "all"), (light, "not (prefers-color-scheme: dark)"), (dark, "(prefers-color-scheme: dark)"))
    return "".join(
        f"@media {when} {{ :root {{ {' '.join(f'--{name}: {value};' for name, value in values.items())} }} }}\n"
        for values, when in groups
        if values
    )


def _digested(name: str, text: str) -> str:
    stem, suffix = name.rsplit(".", 1)
    return f"assets/{stem}.{hashlib.sha256(text.encode()).hexdigest()[:8]}.{suffix}"


def _played_from(show: Show) -> str:
    """Where pages may load sound from, as a Content Security Policy. A store that is only an address often redirects to another host."""
    if show.store is None:
        return "'self'"
    origin = urlsplit(show.store.media)
    return "'self' https:" if show.store.kind == "address" and origin.scheme == "https" else f"'self' {origin.scheme}://{origin.netloc}"


def _source(text: str) -> str:
    """An inline text as a Content Security Policy refers to it."""
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _json(value: Mapping[str, object]) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"
