"""Which post an item of a feed belongs to: by GUID, by the video that it is about, by title, by the only video in its notes, and by day.

A title is the same without its accents unless another is the same with them. By day are matched only those whose titles are alike.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import tzinfo
from html import unescape
from itertools import chain
from typing import NamedTuple

from pipeline.content import video
from pipeline.content.post import Post
from pipeline.content.text import words
from pipeline.derive.earlier.published import PublishedItem
from pipeline.derive.terms import fold
from pipeline.derive.title import episode_title

_NUMBERED = re.compile(r"\s*\d{1,4}\s*[:.)|\u2013\u2014-]\s*(?=\S)")  # `12: Ada`, a common way to number titles
_SHORT = 3  # letters of words that most titles have
_ADDRESS = re.compile(r"https?://[^\s\"'<>()]+")

_Keys = tuple[object, ...]
_Titles = tuple[tuple[str, ...], ...]


class Matched(NamedTuple):
    """Items with their posts, in the order of the items; slugs of posts to which one of the other items might belong; posts without an item."""

    pairs: Mapping[PublishedItem, Post]
    doubts: Mapping[PublishedItem, tuple[str, ...]]
    left: tuple[Post, ...]


class _Names(NamedTuple):
    """By what an item and a post are known to be about the same episode, the surest first."""

    guid: _Keys
    video: _Keys
    title: _Titles
    plain: _Titles  # the title without accents
    noted: _Keys
    day: _Keys


_DAY = _Names._fields.index("day")


def matched(items: Collection[PublishedItem], posts: Sequence[Post], shows: Sequence[str], zone: tzinfo) -> Matched:
    """Match an item and a post if both have a name in common that no other post and no other item has, the surest kind of name first.

    `shows` are titles of the show, which those of episodes may repeat; the day of an item is also taken in `zone`.
    """
    of_items = {item: _names_of_item(item, shows, zone) for item in items}
    of_posts = {post.slug: _names_of_post(post, shows) for post in posts}
    common = _common(of_items.values()) | _common(of_posts.values())
    left = {post.slug: post for post in posts}
    found: dict[PublishedItem, Post] = {}
    doubts: dict[PublishedItem, tuple[str, ...]] = {}
    for means in range(len(_Names._fields)):
        shared = _shared(
            {item: names[means] for item, names in of_items.items() if item not in found}, {slug: of_posts[slug][means] for slug in left}
        )
        if means == _DAY:
            alike = (
                (item, tuple(slug for slug in slugs if _alike(of_items[item], of_posts[slug], common))) for item, slugs in shared.items()
            )
            shared = {item: slugs for item, slugs in alike if slugs}
        claims = Counter(chain.from_iterable(shared.values()))
        for item, slugs in shared.items():
            if len(slugs) == 1 and claims[slugs[0]] == 1:
                found[item] = left.pop(slugs[0])
            else:
                doubts[item] = slugs
    return Matched({item: found[item] for item in items if item in found}, doubts, tuple(left.values()))


def _names_of_item(item: PublishedItem, shows: Iterable[str], zone: tzinfo) -> _Names:
    guid = (item.guid,) if item.guid else ()
    days = (item.date.astimezone(zone).date(), item.date.date()) if item.date else ()
    noted = _videos(_ADDRESS.findall(unescape(item.notes)))
    return _Names(guid, _videos(item.links), *_titles(item.title, shows), noted, days)


def _names_of_post(post: Post, shows: Iterable[str]) -> _Names:
    guid, known = (post.guid,) if post.guid else (), (post.video.id,) if post.video else ()
    return _Names(guid, known, *_titles(post.title, shows), known, (post.date.date(),) if post.date and not post.guid else ())


def _titles(written: str, shows: Iterable[str]) -> tuple[_Titles, _Titles]:
    """The title as it is, without a number, and without what it repeats of a show's title, as keys; and the same without accents."""
    text = unescape(written)  # both podcast hosts and blogs write `&amp;` where `&` is enough
    forms = (text, _NUMBERED.sub("", text), *(episode_title(text, show) for show in shows))
    exact, plain = map(words.keys, forms), map(words.keys, map(fold, forms))
    return tuple(filter(None, exact)), tuple(filter(None, plain))


def _words(names: _Names) -> set[str]:
    return set(chain.from_iterable(names.plain))


def _common(named: Iterable[_Names]) -> set[str]:
    """Words that several titles have, which tell nothing."""
    counts = Counter(chain.from_iterable(map(_words, named)))
    return {word for word, count in counts.items() if count > 1}


def _alike(one: _Names, other: _Names, common: Collection[str]) -> bool:
    """Whether the shorter one of two titles shares more than half of its telling words with the other, and no other number."""
    words, others = _words(one), _words(other)
    numbers, other_numbers = ({word for word in found if word.isdigit()} for found in (words, others))
    if numbers and other_numbers and numbers.isdisjoint(other_numbers):
        return False
    telling, others = ({word for word in found if word not in common and _tells(word)} for found in (words, others))
    return 2 * len(telling & others) > min(len(telling), len(others))


def _tells(word: str) -> bool:
    """Whether it is no number, and not as short as `the` in a script in which most words are longer."""
    return not word.isdigit() and (len(word) > _SHORT or not word.isascii())


def _videos(addresses: Iterable[str]) -> _Keys:
    return tuple(filter(None, map(video.id_of, addresses)))


def _shared(items: Mapping[PublishedItem, _Keys], posts: Mapping[str, _Keys]) -> dict[PublishedItem, tuple[str, ...]]:
    """Items with the slugs of posts that share a name with them, given the names of both."""
    slugs: dict[object, list[str]] = defaultdict(list)
    for slug, names in posts.items():
        for name in names:
            slugs[name].append(slug)
    shared = {item: tuple(dict.fromkeys(chain.from_iterable(slugs.get(name, ()) for name in names))) for item, names in items.items()}
    return {item: claimed for item, claimed in shared.items() if claimed}
