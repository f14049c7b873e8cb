"""What the show itself tells of an episode, in parts: its pages need one of them each. Packed by who makes the episode.

Parts are kept without their classes, as an `Entry` is.
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
    """The parts of what is told; without an item, that one stays as it was."""
    *own, questions = _plain(card)
    told = {CARD: packed((*own, tuple(map(tuple, questions)))), INDEXED: packed(_plain(indexed))}
    return {**told, ITEM: packed(item)} if item else told


def card(told: bytes) -> Card:
    """The card of an episode."""
    *own, questions = _found(told)
    return Card._make((*own, tuple(map(Question._make, questions))))


def indexed(told: bytes) -> Indexed:
    """The episode as the search has it."""
    return Indexed(*_found(told))


def item(told: bytes) -> "Item":
    """The episode as the feed tells it."""
    return cast("Item", unpacked(told))


def _plain(told: Card | Indexed) -> tuple[Any, ...]:
    slug, title, published, *rest = told
    return (slug, title, published.isoformat(), *rest)


def _found(told: bytes) -> tuple[Any, ...]:
    slug, title, published, *rest = cast("tuple[Any, ...]", unpacked(told))
    return (slug, title, datetime.fromisoformat(published), *rest)
