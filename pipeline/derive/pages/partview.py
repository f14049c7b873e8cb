"""The parts of a transcript as `transcript.html` uses them."""

from collections.abc import Iterator
from html import escape
from itertools import islice
from typing import NamedTuple

from pipeline.content.text.timecode import label
from pipeline.derive.interview import Interview, Part, Passages
from pipeline.derive.pages.pagehtml import page_html


class PassageView(NamedTuple):
    """A paragraph of the transcript, as `transcript.html` uses it. What is not HTML needs no escaping.

    `opens` says that a turn begins; only then is there a speaker, if known, and `label`, the time for readers.
    """

    opens: bool
    speaker_html: str
    moment: str
    label: str
    html: str


class PartView(NamedTuple):
    """A heading of the transcript, None before the first one, and its passages. `at` is in seconds; `speaker` is None if it is the host."""

    heading: str | None
    speaker: str | None
    anchor: str
    at: str
    label: str
    passages: tuple[PassageView, ...]


def views(interview: Interview, hosts: tuple[str, ...]) -> list[PartView]:
    """The parts of an interview in order. `hosts` are the names of those whose headings need no speaker."""
    passages = iter(_passages(interview.passages))
    return [_part(part, hosts, tuple(islice(passages, part.passages))) for part in interview.parts]


def _part(part: Part, hosts: tuple[str, ...], passages: tuple[PassageView, ...]) -> PartView:
    """A heading is the host's unless it names another speaker."""
    heading = part.heading
    return PartView(
        heading=part.title or None,
        speaker=heading.speaker if heading and heading.speaker not in hosts else None,
        anchor=part.anchor,
        at=_second(part.anchor, part.start) if heading and part.title == heading.text else "",
        label="" if part.start is None or not part.anchor.startswith("t=") else label(part.start),
        passages=passages,
    )


def _passages(passages: Passages) -> Iterator[PassageView]:
    """All passages of an interview."""
    starts, moments, speakers, opens, htmls, _ = passages
    names = {name: escape(name or "") for name in {*speakers}}
    voices = [names[speaker] if first else "" for speaker, first in zip(speakers, opens, strict=True)]
    labels = [label(start) if first and moment and start else "0:00" for start, moment, first in zip(starts, moments, opens, strict=True)]
    shown = zip(map(page_html, htmls), starts, moments, strict=True)
    blocks = [html if start is None else _addressed(html, start, moment) for html, start, moment in shown]
    return map(PassageView._make, zip(opens, voices, moments, labels, blocks, strict=True))


def _addressed(html: str, start: int, moment: str) -> str:
    """A passage's HTML with its address: on the paragraph itself, or around a list, a quotation or the like."""
    own = f'id="{moment}" ' if moment else ""
    where = f'{own}data-t="{_second(moment, start)}"'
    return f"<p {where}{html[2:]}" if html.startswith("<p>") else f"<div {where}>{html}</div>"


def _second(address: str, start: int | None) -> str:
    """The second from which a passage is marked as current. It is that of its address, so that a link to it marks it at once."""
    if start is None:
        return ""
    return address.removeprefix("t=") if address.startswith("t=") else f"{start // 100 / 10:g}"
