"""The paths of files in a show's site, relative to its address, with forward slashes. One table for feed, pages and run."""

import re
from collections.abc import Callable, Collection, Iterator
from itertools import chain, count, takewhile
from urllib.parse import quote, unquote

FEED = "feed.xml"
SHOW_COVER = "assets/cover.jpg"
SHOW_CARD = "assets/card.jpg"
SHOW_ICON = "assets/icon.jpg"
_LONGEST = 255  # bytes, at most, in a file name on most file systems
_OWN = (FEED, "index.html", "404.html", "robots.txt", "sitemap.xml", "assets")


def is_own(name: str) -> bool:
    """Whether the site needs a file or folder of this name itself; on many file systems, `Feed.xml` is `feed.xml`."""
    lower = name.lower()
    return lower in _OWN or (lower.startswith("feed-") and lower.endswith(".xml"))


def archive(number: int) -> str:
    """An older page of the feed; number 1 has the oldest episodes, so that new ones move none to another page."""
    return f"feed-{number}.xml"


def feed(is_there: Callable[[str], bool]) -> Iterator[str]:
    """The feed's current page and its archive pages, as far as they exist."""
    return takewhile(is_there, chain([FEED], map(archive, count(1))))


def page(slug: str) -> str:
    """The page's address for readers and feeds: its folder."""
    return f"{slug}/"


def page_file(slug: str) -> str:
    """The page as a file, for links that also work from disk."""
    return f"{slug}/index.html"


def list_page(number: int) -> str:
    """A page of the list of episodes, as its address: 0 is the show's page, 1 the archive page with the oldest episodes."""
    return f"page/{number}/" if number else ""


def list_page_file(number: int) -> str:
    """A page of the list of episodes, as a file."""
    return f"{list_page(number)}index.html"


def chapters_json(slug: str) -> str:
    return f"{slug}/chapters.json"


def chapters_text(slug: str) -> str:
    """Lines to paste into the video's description."""
    return f"{slug}/chapters.txt"


def captions(slug: str) -> str:
    """The edited words with their times, to upload as the video's captions."""
    return f"{slug}/captions.srt"


def transcript(slug: str, suffix: str) -> str:
    """The timed transcript; `suffix` is `vtt`, `srt` or `json`."""
    return f"{slug}/transcript.{suffix}"


def said(slug: str) -> str:
    """What search results show around a hit."""
    return f"{slug}/said.js"


def search(name: str) -> str:
    """A block's list (`7`), or one of its shards (`7-19`)."""
    return f"assets/search/{name}.js"


def embed(slug: str) -> str:
    """The player that other sites show in a frame."""
    return f"{slug}/embed.html"


def oembed(slug: str) -> str:
    return f"{slug}/oembed.json"


def cover(slug: str) -> str:
    return f"{slug}/cover.jpg"


def poster(slug: str) -> str:
    """The video's still, 16:9."""
    return f"{slug}/poster.jpg"


def still(slug: str) -> str:
    """The poster, small."""
    return f"{slug}/still.jpg"


def card(slug: str) -> str:
    """The picture for links to the page."""
    return f"{slug}/card.jpg"


def media(slug: str, suffix: str) -> str:
    """The sound or video of an episode (`m4a`, `mp3`, `mp4`). Apps remember the first address they see, so this must never change."""
    return f"media/{slug}.{suffix}"


def pinned(base: str, known: str, suffixes: Collection[str]) -> str | None:
    """The path of a sound or video that apps know by the address `known`, if it is in the media folder of the site at `base`; else None.

    Such a file was published here under another name, perhaps behind a prefix (see `prefixed`). `suffixes` are those of its kind, with a dot.
    """
    name = named(f"{base}media/", known, suffixes)
    return f"media/{name}" if name else None


def named(folder: str, known: str, suffixes: Collection[str]) -> str | None:
    """The name of the file that the address `known` leads to if it is in `folder`, an address that ends in a slash; else None."""
    name = unquote(known.rpartition("/")[2])
    fits = re.fullmatch(r"\w[\w.-]*", name) and name.lower().endswith(tuple(suffixes)) and len(name.encode()) <= _LONGEST
    return name if fits and leads_to(known, address(folder, name)) else None


def prefixed(prefix: str, whole: str) -> str:
    """A whole address behind the `prefix` of a service that counts downloads; the same if there is none, or if it is there already.

    Such services take an address without `https://`, which they assume.
    """
    return whole if not prefix or whole.startswith(prefix) else prefix + whole.removeprefix("https://")


def leads_to(known: str, whole: str) -> bool:
    """Whether the address `known` is the `whole` one, or that one behind any prefix, which more than `http://` is."""
    prefix = known.removesuffix(whole.removeprefix("https://"))
    return known == whole or (prefix != known and prefix.endswith("/") and prefix != "http://")


def asset(name: str) -> str:
    """A file that is beside the feed file and is served with the site."""
    return f"assets/{name}"


def address(base: str, path: str) -> str:
    """`path` below `base`, percent-encoded except for slashes; `base` is the show's address or a relative path to the site's root.

    Sound in a store has a whole address in place of a path, which is returned as it is.
    """
    return path if path.startswith(("https://", "http://")) else base + quote(path, safe="/-._~")
