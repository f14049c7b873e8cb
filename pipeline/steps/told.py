"""What the show itself tells of an episode, in parts: most of its pages need one or two of them only. Packed by who makes the episode."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from pipeline.derive.card import Card
from pipeline.keep.ledger import packed, unpacked

if TYPE_CHECKING:
    from pipeline.derive.feed import Item

CARD, WORDS, ITEM = "card", "words", "item"


def parts(card: Card, item: "Item | None") -> Mapping[str, bytes]:
    """The parts of what is told; without an item, that one stays as it was."""
    told = {CARD: packed(card._replace(terms=(), asked=())), WORDS: packed((card.terms, card.asked))}
    return {**told, ITEM: packed(item)} if item else told


def card(told: bytes, words: bytes | None = None) -> Card:
    """The card of an episode, without the words that a search finds it by where they are not given."""
    card = cast("Card", unpacked(told))
    if words is None:
        return card
    terms, asked = cast("tuple[tuple[str, ...], tuple[str, ...]]", unpacked(words))
    return card._replace(terms=terms, asked=asked)


def item(told: bytes) -> "Item":
    """The episode as the feed tells it."""
    return cast("Item", unpacked(told))
