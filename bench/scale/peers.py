"""Generators of static sites that a show could be published with instead, over the same posts: Hugo, Pelican, Eleventy.

Each makes a page a post, a list of all and RSS, as its folder in `layouts/` says: no sound, no times, no check.
"""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from bench.scale.entrants import Entrant, put_away

_LAYOUTS = Path(__file__).parent / "layouts"


class Peer(NamedTuple):
    """A generator: the arguments to be called with, where it wants its posts, and what it keeps from one run to the next."""

    name: str
    arguments: tuple[str, ...]
    posts: str
    keeps: tuple[str, ...]
    install: str


PEERS = (
    Peer("hugo", ("--quiet", "--destination", "output"), "content", ("output", "resources", ".hugo_build.lock"), "apt-get install hugo"),
    Peer(
        "pelican",
        ("--quiet", "--settings", "pelicanconf.py"),
        "content",
        ("output", "cache", "__pycache__"),
        "pip install pelican[markdown]",
    ),
    Peer("eleventy", ("--quiet", "--config=eleventy.config.cjs"), "content/posts", ("output",), "npm install @11ty/eleventy"),
)


def peers(
    programs: Mapping[str, str], posts: Path, victim: str, work: Path, gone: Path, *, told: Callable[[str], None]
) -> tuple[Entrant, ...]:
    """All peers that are installed, with sites laid in `work`; the others are told.

    `programs` says where one is that is not on PATH, `victim` is the file in `posts` that changes, and what they are to forget goes to `gone`.
    """
    found = []
    for peer in PEERS:
        program = shutil.which(programs.get(peer.name, peer.name))
        if program is None:
            told(f"{peer.name} is left out, because it is not installed ({peer.install}, or --peer {peer.name}=PATH)")
        else:
            found.append(_entrant(peer, program, posts, victim, work / peer.name, gone=gone))
    return tuple(found)


def _entrant(peer: Peer, program: str, posts: Path, victim: str, site: Path, *, gone: Path) -> Entrant:
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(_LAYOUTS / peer.name, site)
    (site / peer.posts).mkdir(parents=True, exist_ok=True)
    for post in posts.glob("*.md"):
        shutil.copy(post, site / peer.posts)

    def forget(_: int) -> None:
        for name in peer.keeps:
            put_away(site / name, gone)

    return Entrant(peer.name, (program, *peer.arguments), site, forget, site / peer.posts / victim, site / "output")
