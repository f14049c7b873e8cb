"""Excerpts: what the show's own files need of an episode, each file one of them: its card, its search data, or its feed item.

They are packed when the episode is made, as plain tuples (see `entry.plain`), and kept, so that its post need not be read again.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from pipeline.derive.pages.card import Card, Question
from pipeline.derive.pages.indexed import Indexed
from pipeline.keep.ledger import packed, unpacked

if TYPE_CHECKING:
    from pipeline.derive.feed import Item

CARD, INDEXED, ITEM = "card", "indexed", "item"


def excerpts(card: Card, indexed: Indexed, item: "Item | None") -> Mapping[str, bytes]:
    """The packed excerpts by name, that of the item only if one is given."""
    *own, questions = _plain(card)
    made = {CARD: packed((*own, tuple(map(tuple, questions)))), INDEXED: packed(_plain(indexed))}
    return {**made, ITEM: packed(item)} if item else made


def card(excerpt: bytes) -> Card:
    """The episode's card in the list of episodes."""
    *own, questions = _unpacked(excerpt)
    return Card._make((*own, tuple(map(Question._make, questions))))


def indexed(excerpt: bytes) -> Indexed:
    """The episode's search data."""
    return Indexed(*_unpacked(excerpt))


def item(excerpt: bytes) -> "Item":
    """The episode's item in the feed."""
    return cast("Item", unpacked(excerpt))


def _plain(value: Card | Indexed) -> tuple[Any, ...]:
    slug, title, published, *rest = value
    return (slug, title, published.isoformat(), *rest)


def _unpacked(excerpt: bytes) -> tuple[Any, ...]:
    slug, title, published, *rest = cast("tuple[Any, ...]", unpacked(excerpt))
    return (slug, title, datetime.fromisoformat(published), *rest)
