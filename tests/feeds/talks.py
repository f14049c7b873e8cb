"""A made-up show and its episodes, for what is made of them."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from pipeline.content.post import Link, Post, Video
from pipeline.content.read_show import read
from pipeline.content.recording import Recording
from pipeline.content.show import License, Location, Show
from pipeline.content.soundbite import Soundbite
from pipeline.derive import episode, places
from pipeline.derive.chapters import Chapter
from pipeline.derive.cue import Cues, Cuts
from pipeline.derive.episode import Episode, Media, Picture
from pipeline.derive.feed import Item, paged
from pipeline.derive.feed.channel import document
from pipeline.derive.feed.item import item

FIRST = datetime(2026, 1, 1, 8, tzinfo=UTC)
TITLES = ("Ada on broken compilers", "Bob & the <canvas> element", "Zoë über Straßen", "Four", "Five", "Six", "Seven")

LEAST = b"""\
title: Small Talks
url: https://talks.example/
description: We talk.
"""
ALL = b"""\
title: Small Talks
url: https://talks.example/small
description: |
  We talk & listen.

  Every week.
language: en-gb
author: The Talkers
owner: {name: Ann Host, email: ann@talks.example}
host: Ann Host
people:
  Ann Host: {url: https://ann.example, image: ann.jpg}
  Bob Guest: https://bob.example/
category: Society & Culture > Philosophy
copyright: 2026 The Talkers
license: cc-by-4.0
funding: {url: https://talks.example/give, text: Give}
frequency: complete
seasons: {2: Compilers}
location: [{name: Berlin, geo: "52.52, 13.405", osm: R62422, country: DE}, {name: Leipzig, rel: creator}]
hub: https://hub.example/
moved_to: https://new.example/feed.xml
podroll: {feed: https://other.example/feed.xml, title: Others}
publisher: {feed: https://publisher.example/feed.xml}
txt: {applepodcastsverify: abc}
"""


def show(text: bytes = LEAST) -> Show:
    read_back, problems = read(text, "feeds/small.yaml")
    assert read_back is not None
    assert problems == ()
    return read_back


def talk(number: int, of: Show | None = None) -> Episode:
    """The episode `number` from 1, a day after the one before."""
    slug, text = f"talk-{number}", f"The words of number {number}."
    post = Post(
        slug=slug,
        path=f"episodes/{slug}.md",
        title=TITLES[(number - 1) % len(TITLES)],
        date=None,
        video=Video(f"video-{number:05}", 9, "iframe"),
        videos=(),
        host="Ann Host",
        guests=("Bob Guest",),
        intro=f'<h2>Welcome</h2><p>{text} With <a href="https://bob.example/?a=1&amp;b=2">Bob</a>.</p>',
        notes=f'<h2>Welcome</h2><p>{text}</p><ul><li><a href="https://link.example/">A link</a></li></ul>',
        summary=text,
        sections=(),
        links=(Link("https://link.example/", "A link"),),
        season=2,
        episode=number,
    )
    hosts, guests = episode.people(of or show(), post)
    chapters = ("Introduction", "What is a talk?", "Who listens & why?", "And then?")
    return Episode(
        slug=slug,
        guid=f"guid-of-{number}",
        title=post.title,
        published=FIRST + timedelta(days=number - 1),
        post=post,
        recording=Recording("", FIRST, None, None, None, None),
        alignment=None,
        chapters=tuple(Chapter(n * 600_000, (n + 1) * 600_000, title, n, 1.0) for n, title in enumerate(chapters)),
        cuts=Cuts(Cues((0, 4_000), (4_000, 8_000), ("Ann Host", "Bob Guest"), ("Hello.", "Hello to you."))),
        media=Media(places.media(slug, "m4a"), "audio/x-m4a", 1_000_000 + number, 2_400_000),
        cover=Picture(places.cover(slug), 1400, 1400),
        poster=Picture(f"{slug}/poster.jpg", 1280, 720),
        hosts=hosts,
        guests=guests,
    )


def talks(count: int, of: Show | None = None) -> tuple[Episode, ...]:
    return tuple(talk(number, of) for number in range(1, count + 1))


def trailer(of: Show) -> Episode:
    """An episode that is a trailer, with a video file of its own, and parts that tell what it is like."""
    told = talk(7, of)
    bites = (Soundbite(62_000, 107_500, "What a talk is", 4), Soundbite(120_000, 150_000, None, 5))
    video = Media(
        "media/talk-7.mp4", "video/mp4", 9_000_000, 2_400_000, height=720, integrity="sha256-RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o="
    )
    post = told.post._replace(type="trailer", soundbites=bites, locations=(Location("Wien", country="at"),), license=License("arr"))
    return told._replace(post=post, video=video)


COVER = Picture(places.SHOW_COVER, 3000, 3000)


def feed(of: Show, episodes: tuple[Episode, ...]) -> bytes:
    """The current page of a feed."""
    return pages(of, episodes)[places.FEED]


def pages(of: Show, episodes: Iterable[Episode]) -> dict[str, bytes]:
    """The feed's pages by their paths below the site."""
    return documents(of, (item(of, one) for one in episodes))


def documents(of: Show, items: Iterable[Item], cover: Picture = COVER) -> dict[str, bytes]:
    """The same from all its items."""
    told = {one.head: one for one in items}
    return {path: document(of, page, [told[head] for head in page.heads], cover).data for path, page in paged(of, told).items()}
