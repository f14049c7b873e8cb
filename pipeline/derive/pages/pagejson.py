"""The JSON documents that belong to the pages: how other sites embed an episode, and what a home screen shows of the site."""

import json
from collections.abc import Mapping

from pipeline.content.show import Show
from pipeline.content.text.plaintext import in_quotes
from pipeline.derive import places
from pipeline.derive.episode import Episode, Picture


def oembed(show: Show, episode: Episode) -> bytes:
    """The answer for sites that show a link as a player: https://oembed.com/."""
    picture = episode.preview
    source, title = in_quotes(places.address(show.url, places.embed(episode.slug))), in_quotes(episode.title)
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


def manifest(show: Show, drawing: str, icon: Picture | None, paper: str) -> bytes:
    """The web app manifest (https://www.w3.org/TR/appmanifest/), in the folder `assets`.

    `drawing` is the path of an SVG icon, `icon` the show's picture for home screens, `paper` the background colour of the pages.
    """
    icons = [{"src": f"../{drawing}", "sizes": "any", "type": "image/svg+xml"}]
    if icon:
        icons.append({"src": places.address("../", icon.path), "sizes": f"{icon.width}x{icon.height}", "type": icon.type})
    return _json({
        "name": show.title,
        "start_url": "../index.html",
        "display": "minimal-ui",
        "background_color": paper,
        "theme_color": paper,
        "icons": icons,
    })  # fmt: skip


def _json(value: Mapping[str, object]) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"
