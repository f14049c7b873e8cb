"""A post from its bytes."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath

from pipeline.content import encoding, frontmatter, markup, sanitise, video
from pipeline.content.headings import chapter_title, kind_of
from pipeline.content.markup import Block
from pipeline.content.post import Heading, Kind, Paragraph, Post, Section, Turn, Video
from pipeline.content.problem import Place, Problem
from pipeline.content.speakers import Cast, Label, accepted, cast, host_in, label_of, time_alone


def read(
    data: bytes, path: str, assets: str | None, people: tuple[str, ...] = (), host: str | None = None,
) -> tuple[Post | None, tuple[Problem, ...]]:
    """Read one post."""
    text, problems = encoding.decode(data, path)
    if text is None:
        return None, problems
    yaml, body, line, more = frontmatter.split(text, path)
    front, worse = frontmatter.read(yaml, path)
    problems = (*problems, *more, *worse)
    blocks = markup.parse(body, line).blocks
    title = front.title or next((" ".join(b.text.split()) for b in blocks if b.tag == "h1"), "")
    start = next((i for i, b in enumerate(blocks) if b.level > 2), None)
    first = next((i for i, b in enumerate(blocks) if b.tag == "p" and (x := label_of(b.text)) and b.pieces()[0].tag in ("strong", "b")), None)
    begin = min((i for i in (start, first) if i is not None), default=0)
    intro = " ".join(" ".join(b.text.split()) for b in blocks[:begin] if b.tag in ("p", "h1", "h2"))
    labels = [(x, False) for b in blocks[begin:] if b.tag == "p" and (x := label_of(b.text))]
    folk = cast((*people, *front.guests, *front.authors, *(n for n in (host, front.host) if n)), title, intro, (x.name for x, _ in labels))
    names = accepted(labels, folk)
    master = front.host or host or host_in(intro)
    sections = _sections(blocks[begin:], names, master, assets)
    videos = _videos(blocks)
    speakers = dict.fromkeys(t.speaker for s in sections for t in s.turns if t.speaker)
    return Post(
        slug=PurePosixPath(path).stem, path=path, title=title, title_line=front.lines.get("title", 1), date=front.date,
        video=videos[0] if videos else None, videos=videos, host=master, guests=tuple(n for n in speakers if n != master),
        intro="", notes="", summary="", sections=sections, links=(),
    ), problems  # fmt: skip


def _videos(blocks: tuple[Block, ...]) -> tuple[Video, ...]:
    return tuple(
        Video(found, b.line, "iframe") for b in blocks for node in b.select("iframe") if (found := video.id_of(node.attributes.get("src") or ""))
    )


def _sections(blocks: tuple[Block, ...], names: dict[str, str], host: str | None, assets: str | None) -> tuple[Section, ...]:
    sections: list[Section] = [Section(None, ())]
    for block in blocks:
        if block.level:
            text = " ".join(block.text.split())
            kind = kind_of(text)
            chapter = chapter_title(text) if kind is Kind.QUESTION else None
            sections.append(Section(Heading(block.line, text, kind, host if kind is not Kind.LABEL else None, chapter), ()))
        elif block.tag in ("p", "ul", "ol", "blockquote"):
            label = label_of(block.text) if block.tag == "p" else None
            last = sections[-1]
            spoken = block.text
            if label and label.name in names:
                turn = Turn(block.line, names[label.name], (), label.at)
                spoken = spoken[label.length:]
                turns = (*last.turns, turn)
            elif last.turns:
                turns = last.turns
            else:
                turns = (Turn(block.line, last.heading.speaker if last.heading else None, ()),)
            paragraph = Paragraph(block.line, " ".join(spoken.split()), sanitise.clean(block.html, assets))
            turns = (*turns[:-1], replace(turns[-1], paragraphs=(*turns[-1].paragraphs, paragraph)))
            sections[-1] = replace(last, turns=turns)
    return tuple(s for s in sections if s.heading or s.turns)
