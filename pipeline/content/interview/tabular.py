"""Conversations in tables and in lists of definitions: rows of who says what, and when, or of questions and answers."""

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from itertools import chain, zip_longest

from pipeline.content.interview.beginnings import alternate
from pipeline.content.interview.labels import time_alone, untimed
from pipeline.content.markup import contents
from pipeline.content.markup.block import Block, Piece, paragraphs
from pipeline.content.markup.source import Source
from pipeline.content.text.names import has_form_of_name
from pipeline.content.text.plaintext import squeeze
from pipeline.content.text.sentences import closes_sentence, ends_asking, holds_mark

_READERS = {"table": contents.rows, "dl": contents.definitions}
TAGS = frozenset(_READERS)
_ENOUGH = 3  # rows
_FEW = 6  # rows, at most, to one that asks
_Row = tuple[int, Sequence[Piece]]


def said(block: Block, source: Source) -> tuple[Block, ...]:
    """What is said in a table or a list, as paragraphs; nothing if it holds no conversation.

    One column has names of people who take turns, another one mostly sentences, of which some ask; a third one may have times.
    Or the first of two columns mostly asks, and the other one answers in sentences.
    """
    rows = [row for row in _READERS[block.tag](block, source) if any(cell.text.strip() for cell in row[1])] if block.tag in TAGS else []
    if len(rows) < _ENOUGH:
        return ()
    return paragraphs([*(_turns(rows) or _answered(rows))])


def _turns(rows: Sequence[_Row]) -> Sequence[tuple[int, str]]:
    """What is said in each row, behind who says it and when, with its line; empty if these rows are no turns of people."""
    columns = [*zip_longest(*([squeeze(cell.text) for cell in cells] for _, cells in rows), fillvalue="")]
    words = max(range(len(columns)), key=lambda column: (sum(map(closes_sentence, columns[column])), sum(map(len, columns[column]))))
    labels = next((texts for column, texts in enumerate(columns) if column != words and _take_turns(map(_name, texts))), None)
    if (
        labels is None
        or 2 * sum(map(closes_sentence, columns[words])) < len(rows)
        or _FEW * sum(map(holds_mark, columns[words])) < len(rows)
    ):
        return ()
    times = next((texts for texts in columns if time_alone(texts[-1]) or time_alone(texts[0])), [""] * len(rows))
    first = _titles(rows) if _name(labels[0]) not in map(_name, labels[1:]) else 0  # Markdown has titles in each table
    told = [(line, _label(label, time), cells) for (line, cells), label, time in zip(rows, labels, times, strict=True)]
    return [(line, label + cells[words].inner) for line, label, cells in told[first:] if len(cells) > words]


def _titles(rows: Sequence[_Row]) -> int:
    """The number of rows that are titles."""
    return 1 if all(cell.tag == "th" for cell in rows[0][1]) else 0


def _name(label: str) -> str:
    return untimed(label.rstrip(":： "))


def _label(label: str, time: str) -> str:
    when = f"[{escape(time.strip('[]()'))}] " if time else ""
    return f"<strong>{when}{escape(label.rstrip(':： '))}:</strong> " if label else ""


def _take_turns(names: Iterable[str]) -> bool:
    """Whether these are names of two or more who come back, nearly all, one behind the other."""
    named = [name for name in names if name]
    counts = Counter(named)
    again = [name for name in named if counts[name] > 1 and has_form_of_name(name)]
    return alternate(again) and 3 * len(again) >= 2 * len(named)


def _answered(rows: Sequence[_Row]) -> Sequence[tuple[int, str]]:
    """The question and the answer of each row, the question in bold, with their line; empty if these rows are no such pairs."""
    first = 1 if all(cells[0].text.strip(" #.)").isdecimal() for _, cells in rows[1:]) else 0  # they may be numbered
    pairs = [(line, cells[first], cells[first + 1]) for line, cells in rows if len(cells) == first + 2 and cells[first + 1].text.strip()]
    asking = sum(ends_asking(squeeze(question.text)) for _, question, _ in pairs)
    answering = sum(closes_sentence(squeeze(answer.text)) for _, _, answer in pairs)
    if len(pairs) < len(rows) or asking < _ENOUGH or 2 * min(asking, answering) < len(pairs):
        return ()
    untitled = [pair for pair in pairs if pair[1].tag != "th" or ends_asking(squeeze(pair[1].text))]
    asked = ((line, f"<strong>{question.inner}</strong>") if question.text else None for line, question, _ in untitled)
    answers = ((line, answer.inner) for line, _, answer in untitled)
    return [*filter(None, chain.from_iterable(zip(asked, answers, strict=True)))]
