"""Search data as classic scripts, which also load from disk, where a page may fetch nothing.

Episodes stand in blocks, oldest first, so that a new episode changes the newest block only. A block holds the titles and chapters of its
episodes and, for each term, which of them it occurs in; what was said around a hit is a script of each episode of its own.
"""

import json
from collections.abc import Iterator

from pipeline.content.clock import SECOND, label
from pipeline.derive import places
from pipeline.derive.card import Card
from pipeline.derive.passages import Part
from pipeline.derive.phrases import Phrases

BLOCK = 32  # one character tells an episode of the block
_DIGITS = "0123456789abcdefghijklmnopqrstuv"


def blocks(cards: tuple[Card, ...], phrases: Phrases) -> Iterator[tuple[str, bytes]]:
    """Path and script of each block, from the cards in order of time, oldest first."""
    for number in range(0, len(cards), BLOCK):
        yield f"assets/search/{number // BLOCK + 1}.js", _script("found", _block(cards[number : number + BLOCK], phrases))


def said(slug: str, parts: tuple[Part, ...]) -> bytes:
    """What was said in an episode: [second or null, speaker, text] for each heading and passage."""
    rows: list[list[object]] = []
    for part in parts:
        if part.heading:
            rows.append([_second(part.start), part.heading.speaker, part.title])
        speaker: str | None = None
        for passage in part.passages:
            speaker = passage.speaker if passage.opens else speaker
            rows.append([_second(passage.start), speaker, passage.spoken])
    return _script("said", slug, rows)


def _block(cards: tuple[Card, ...], phrases: Phrases) -> dict[str, object]:
    where: dict[str, list[str]] = {}
    for digit, card in zip(_DIGITS, cards, strict=False):
        for term in card.terms.split():
            where.setdefault(term, []).append(digit)
    return {
        "episodes": [_row(card, phrases) for card in cards],
        "terms": "\n".join(f"{term} {''.join(digits)}" for term, digits in sorted(where.items())),
    }


def _row(card: Card, phrases: Phrases) -> list[object]:
    return [
        card.slug,
        places.address("", places.page_file(card.slug)),
        card.title,
        f"{phrases.day(card.published)} · {phrases.duration(card.duration)}",
        card.summary,
        [[_second(question.start), label(question.start or 0), question.title] for question in card.questions],
    ]


def _second(moment: int | None) -> int | None:
    return None if moment is None else moment // SECOND


def _script(name: str, *values: object) -> bytes:
    """A call of the page's own function; U+2028 and U+2029 ended a line of script before 2019."""
    text = ",".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values)
    return f"{name}({text})\n".replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode()
