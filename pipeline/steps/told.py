"""What is told of an episode outside its own page, packed in parts, of which each page of the show needs one: card, search data, feed item.

Whoever makes an episode packs them, as plain tuples: see `entry.plain`.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from pipeline.derive.card import Card, Question
from pipeline.derive.indexed import Indexed
from pipeline.keep.ledger import packed, unpacked

if TYPE_CHECKING:
    from pipeline.derive.feed import Item

CARD, INDEXED, ITEM = "card", "indexed", "item"


def parts(card: Card, indexed: Indexed, item: "Item | None") -> Mapping[str, bytes]:
    """The packed parts by name. Without an item, that part stays as it was."""
    *own, questions = _plain(card)
    told = {CARD: packed((*own, tuple(map(tuple, questions)))), INDEXED: packed(_plain(indexed))}
    return {**told, ITEM: packed(item)} if item else told


def card(told: bytes) -> Card:
    """The episode's card in the list of episodes."""
    *own, questions = _found(told)
    return Card._make((*own, tuple(map(Question._make, questions))))


def indexed(told: bytes) -> Indexed:
    """The episode's search data."""
    return Indexed(*_found(told))


def item(told: bytes) -> "Item":
    """The episode's item in the feed."""
    return cast("Item", unpacked(told))


def _plain(told: Card | Indexed) -> tuple[Any, ...]:
    slug, title, published, *rest = told
    return (slug, title, published.isoformat(), *rest)


def _found(told: bytes) -> tuple[Any, ...]:
    slug, title, published, *rest = cast("tuple[Any, ...]", unpacked(told))
    return (slug, title, datetime.fromisoformat(published), *rest)
