"""The pages of a show, as readers and search engines see them. Values in, paths in the site and bytes out.

All links are relative and name files, so that a site works from disk and at any address; canonical addresses are made from `show.url`.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pipeline.content.feedfile.theme import COLOURS, DEFAULTS, OTHERS
from pipeline.content.show import Show
from pipeline.content.text.plaintext import squeeze
from pipeline.content.text.words import LETTERS
from pipeline.derive import places, policy
from pipeline.derive.companions import companions
from pipeline.derive.episode import Episode, Picture, language_of
from pipeline.derive.interview import Interview
from pipeline.derive.packaged import ASSETS, TEMPLATES, packaged
from pipeline.derive.pages import jsonld, pagejson, search, typography, views
from pipeline.derive.pages.card import Card, Neighbour, about
from pipeline.derive.pages.listing import Front, ListPage
from pipeline.derive.pages.views import Head
from pipeline.derive.phrases import direction, phrases
from pipeline.derive.terms import ARTICLE, MARKS, UNSPACED, for_script

if TYPE_CHECKING:
    from pipeline.derive.templating import Codes

_MANIFEST = "assets/site.webmanifest"
_OPENING, _CLOSING = b"<!--neighbours-->", b"<!--/neighbours-->"


class Look(NamedTuple):
    """The pictures of a show that its pages refer to.

    `cover` is the show's picture, `card` the one for links to the show, `icon` a square one of at least 180 pixels for home screens.
    """

    cover: Picture | None = None
    card: Picture | None = None
    icon: Picture | None = None


def with_neighbours(page: bytes, links: bytes) -> bytes:
    """An episode's page with these links to its neighbours, whatever links it had, so that it need not be made again when they change."""
    rest, closing, after = page.rpartition(_CLOSING)
    before, opening, _ = rest.rpartition(_OPENING)
    return b"".join((before, opening, links, closing, after)) if opening else page


def size_before_neighbours(page: bytes) -> int:
    """The number of bytes at the beginning of an episode's page that do not depend on its neighbours."""
    return max(0, page.rfind(_OPENING, 0, page.rfind(_CLOSING)))


def compiled(show: Show) -> "Codes":
    """The compiled templates of a show, with its own in place of the package's."""
    from pipeline.derive import templating  # noqa: PLC0415 - Jinja2 takes its time, and a run that makes no page need not wait for it

    return templating.compiled(_texts(show, TEMPLATES), boxed=bool(show.templates))


class Renderer:
    """Renders a show's pages with its `compiled` templates. Each method can be called alone, for what has changed."""

    def __init__(self, show: Show, look: Look, codes: "Codes") -> None:
        from pipeline.derive.templating import Templates  # noqa: PLC0415 - as above

        self._templates = Templates(codes, boxed=bool(show.templates))
        texts = _texts(show, ASSETS)
        theme = dict(show.theme)
        self._show, self._look, self._paper = show, look, theme.get("paper", DEFAULTS["paper"])
        self._lost_style = (texts["404.css"] + _variables(theme)).strip()
        files = {
            "site.css": texts["site.css"] + _variables(theme),
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
            "paper": self._paper,
            "paper_dark": theme.get("paper-dark", DEFAULTS["paper-dark"]),
            "apps": views.apps(show),
            "funding": show.funding,
        }

    def assets(self) -> Iterator[tuple[str, bytes]]:
        """Style sheet, script and icon, with a digest in their names, and files that need no episode."""
        yield from self._files.items()
        yield _MANIFEST, pagejson.manifest(self._show, self._icon, self._look.icon, self._paper)
        yield "404.html", self._lost()
        yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {self._show.url}sitemap.xml\n".encode()

    def episode(self, episode: Episode, card: Card, interview: Interview) -> Iterator[tuple[str, bytes]]:
        """An episode's page, still without neighbours, its companions, its embeddable player, and its search data."""
        beside = companions(episode, language_of(self._show, episode.post))
        yield places.page_file(episode.slug), self._episode_page(episode, card, interview, beside)
        yield from beside.items()
        yield places.said(episode.slug), search.said(card, interview)
        yield places.embed(episode.slug), self._embed(episode)
        yield places.oembed(episode.slug), pagejson.oembed(self._show, episode)

    def neighbours(self, language: str, older: Neighbour | None, newer: Neighbour | None) -> bytes:
        """The links from an episode's page, which is in `language`, to the episodes before and after it."""
        return self._render(
            "neighbours.html", language, "../", {}, {"newer": views.of_neighbour(newer), "older": views.of_neighbour(older)}
        )

    def moved(self, path: str, language: str, title: str) -> bytes:
        """A page at the address that a page, or an embeddable player, had before its post was renamed: it leads on to `path`.

        The script takes along the second or the search that a link names, which a refresh would lose.
        """
        to = places.address("../", path)
        script = f"location.replace({json.dumps(to)} + location.search + location.hash)"
        return self._render("moved.html", language, "../", {
            "title": title,
            "url": places.address(self._show.url, path.removesuffix("index.html")),
            "to": to,
            "script_html": script,
            "policy": policy.for_page_alone("script", script),
        }, {})  # fmt: skip

    def list_page(self, page: ListPage, cards: Sequence[Card], front: Front) -> bytes:
        """A page of the list of episodes, given the cards of those on it, oldest first. `front` is empty except on the first one."""
        show, look, words = self._show, self._look, phrases(self._show.language)
        is_first = page.number == 0
        heading = show.title if is_first else words.say["page"].format(page.number)
        head = Head(
            path=places.list_page(page.number),
            language=show.language,
            heading=heading,
            title=show.title if is_first else f"{heading} · {show.title}",
            description=squeeze(show.description),
            kind="website",
            picture=look.card or look.cover,
            license=show.license,
            policy=policy.for_page(show, with_search=is_first),
            data=jsonld.script(jsonld.podcast_series(show, look.cover)),
            translations=show.translations if is_first else (),
        )
        beginnings = ((words.say["begin"], front.first), (words.say["trailer"], front.trailer))
        others = (("next", words.say["newer"], page.newer), ("prev", words.say["older"], page.older))
        return self._render("index.html", show.language, "" if is_first else "../../", views.of_head(show, head), {
            "first": is_first,
            "about": [part for part in show.description.split("\n\n") if part.strip()],
            "blocks": " ".join(front.versions),
            "marks": for_script(MARKS),
            "unspaced": for_script(UNSPACED),
            "letters": " ".join(LETTERS),
            "article": ARTICLE,
            "begins": [(name, views.of_neighbour(one)) for name, one in beginnings if one],
            "oldest": places.list_page_file(1) if front.first and page.archives else "",
            "cards": [views.of_card(card, dict(show.seasons), words, show.language) for card in reversed(cards)],
            "others": [(rel, name, places.list_page_file(number)) for rel, name, number in others if number is not None],
        })  # fmt: skip

    def _episode_page(self, episode: Episode, card: Card, interview: Interview, beside: Collection[str]) -> bytes:
        show, post = self._show, episode.post
        language = language_of(show, post)
        head = Head(
            path=places.page(episode.slug),
            language=language,
            heading=episode.title,
            title=f"{episode.title} · {show.title}",
            description=about(card),
            kind="article",
            picture=episode.preview,
            license=post.license or show.license,
            policy=policy.for_page(show),
            data=jsonld.script(jsonld.podcast_episode(show, episode, card)),
            translations=post.translations,
        )
        return self._render("episode.html", language, "../", views.of_head(show, head), {
            **views.of_episode(show, episode, card, interview, beside),
            "media_url": places.address(show.url, episode.media.path),
            "oembed_url": places.address(show.url, places.oembed(episode.slug)),
        })  # fmt: skip

    def _embed(self, episode: Episode) -> bytes:
        language = language_of(self._show, episode.post)
        page = {
            "title": f"{episode.title} · {self._show.title} · {phrases(language).say['player']}",
            "url": places.address(self._show.url, places.page(episode.slug)),
            "policy": policy.for_player(self._show),
        }
        values = {"title": episode.title, "media": places.address("../", episode.media.path)}
        return self._render("embed.html", language, "../", page, values)

    def _lost(self) -> bytes:
        """A server shows this page at any address, where relative links would not work: it contains its style and the show's address."""
        language = self._show.language
        return self._render("404.html", language, "", {
            "title": f"{phrases(language).say['lost']} · {self._show.title}",
            "policy": policy.for_page_alone("style", self._lost_style),
            "style_html": self._lost_style,
        }, {})  # fmt: skip

    def _render(self, name: str, language: str, root: str, page: Mapping[str, object], values: Mapping[str, object]) -> bytes:
        """A template rendered with these values; those of `page` have it before their names. `root` leads from it to the site's address."""
        page = {"language": language, "direction": direction(language), **page}
        html = self._templates.render(name, {**self._values, "say": phrases(language).say, "root": root, "page": page, **values})
        return typography.unbroken(html, language).encode()


def _texts(show: Show, names: tuple[str, ...]) -> dict[str, str]:
    """Texts of the package by name, or those that a show has in their place."""
    own = dict(show.templates)
    return {name: own[name] if name in own else packaged(name) for name in names}


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
    """The path of a file whose name contains a digest of its text, so that browsers do not keep an older one."""
    stem, suffix = name.rsplit(".", 1)
    return f"assets/{stem}.{hashlib.sha256(text.encode()).hexdigest()[:8]}.{suffix}"
