"""The texts that come with this package: templates, style sheet, script and phrases."""

from functools import cache
from pkgutil import get_data
from typing import cast

TEMPLATES = (
    "base.html",
    "index.html",
    "episode.html",
    "transcript.html",
    "neighbours.html",
    "player.html",
    "subscribe.html",
    "embed.html",
    "404.html",
    "moved.html",
)
ASSETS = ("site.css", "site.js", "icon.svg", "404.css")


@cache
def packaged(name: str) -> str:
    """The text of a file in `templates/`, such as `site.css`."""
    return cast("bytes", get_data("pipeline.derive", f"templates/{name}")).decode()
