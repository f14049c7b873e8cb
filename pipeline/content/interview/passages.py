"""The blocks of a conversation as passages: a paragraph is cut where one of its lines begins with a speaker's label or a time."""

from collections.abc import Iterable, Iterator
from html import escape

from pipeline.content.interview.beginnings import Beginning
from pipeline.content.interview.labels import Label
from pipeline.content.interview.silent import is_silent, is_silent_text
from pipeline.content.markup import sanitise
from pipeline.content.markup.block import Block, Piece
from pipeline.content.post import Paragraph
from pipeline.content.text.asides import may_hold_aside, without_asides, without_sounds
from pipeline.content.text.macros import without_macros
from pipeline.content.text.plaintext import squeeze

_LEFT = " *_\t\n"  # what remains behind a label
_END = -len("</p>")
# A block or part of one, with the label of whoever begins to speak there. One without HTML is only the time of the next one.
Passage = tuple[Label | None, Paragraph]


def passages(block: Block, beginnings: tuple[Beginning, ...], assets: str | None) -> tuple[Passage, ...]:
    """The passages of a block, cut at its `beginnings`; addresses are relative to `assets`."""
    if not beginnings:
        return ((None, _whole(block, assets)),)
    if len(beginnings) == 1 and beginnings[0].row == 0:
        return ((beginnings[0].label, _begun(block, beginnings[0], assets)),)
    return tuple(_part(line, pieces, begun, assets) for line, pieces, begun in _cut(block, {item.row: item for item in beginnings}))


def _whole(block: Block, assets: str | None) -> Paragraph:
    """A block that does not begin with a label."""
    if block.plain and not block.lead and "<wbr" not in block.html:
        bare = block.text.strip()
        return Paragraph(block.line, "" if is_silent_text(bare) else _line(bare), f"<p>{bare}</p>")
    html = block.html if block.tag == "pre" else without_macros(block.html)
    return Paragraph(block.line, "" if is_silent(block) else _said(block.text, block.html), sanitise.clean(html, assets))


def _begun(block: Block, begun: Beginning, assets: str | None) -> Paragraph:
    """A paragraph behind the label or time that it begins with. If it is plain, that is the rest of its text, unless bold words are cut."""
    text = block.text[begun.length :]
    if block.plain and block.html.endswith(text, 0, _END):
        bare = text.strip()
        shown = bare.lstrip(_LEFT).lstrip()
        return Paragraph(block.line, _line(bare).lstrip(" *_"), f"<p>{shown}</p>" if shown else "", begun.at)
    html = without_macros(block.after(begun.length).lstrip(_LEFT).rstrip())
    return Paragraph(block.line, _said(text, html).lstrip(" *_"), _paragraph(html, assets), begun.at)


def _said(text: str, html: str) -> str:
    """The words of a text, whose HTML shows what is emphasised in it."""
    return without_asides(without_sounds(text, html))


def _line(bare: str) -> str:
    """The words of a plain paragraph in one line."""
    if may_hold_aside(bare):
        return without_asides(bare)
    squeezed = "\n" not in bare and "  " not in bare and "\u202f" not in bare and "\u3000" not in bare
    return bare if squeezed else squeeze(bare)


def _paragraph(html: str, assets: str | None) -> str:
    return sanitise.clean(f"<p>{html}</p>", assets) if html else ""


def _part(line: int, pieces: Iterable[Piece], begun: Beginning | None, assets: str | None) -> Passage:
    rest = drop(pieces, begun.length if begun else 0)
    text = "".join(piece.text for piece in rest)
    html = without_macros("".join(piece.html for piece in rest).strip())
    paragraph = Paragraph(line, _said(text, html), _paragraph(html, assets), begun.at if begun else None)
    return begun.label if begun else None, paragraph


def _cut(block: Block, beginnings: dict[int, Beginning]) -> Iterator[tuple[int, list[Piece], Beginning | None]]:
    """The parts of a paragraph, each with its source line and its beginning."""
    gathered: list[Piece] = []
    begun_row = 0
    for row, pieces in rows(block):
        if row in beginnings and gathered:
            yield block.line + begun_row, gathered, beginnings.get(begun_row)
            gathered, begun_row = [], row
        gathered += [_plain("\n"), *pieces] if gathered else pieces
    yield block.line + begun_row, gathered, beginnings.get(begun_row)


def rows(block: Block) -> Iterator[tuple[int, list[Piece]]]:
    """The lines of a paragraph. A line that ends inside an element goes on to that element's end."""
    row, following = 0, 0
    gathered: list[Piece] = []
    for piece in block.pieces():
        if piece.tag == "br":
            continue
        if piece.tag:
            gathered.append(piece)
            following += piece.text.count("\n")
            continue
        first, *others = piece.text.split("\n")
        gathered.append(_plain(first))
        for other in others:
            following += 1
            yield row, gathered
            row, gathered = following, [_plain(other)]
    yield row, gathered


def _plain(text: str) -> Piece:
    return Piece("", text, escape(text, quote=False))


def drop(pieces: Iterable[Piece], length: int) -> list[Piece]:
    """The pieces without the first `length` characters of their text."""
    rest: list[Piece] = []
    for piece in pieces:
        if rest or not length:
            rest.append(piece)
        elif length < len(piece.text):
            rest.append(_later(piece, length))
        elif piece.tag not in ("", "wbr") and not piece.text:
            rest.append(piece)
        else:
            length -= len(piece.text)
    if rest and not rest[0].tag:
        rest[0] = _plain(rest[0].text.lstrip(_LEFT))
    return rest


def _later(piece: Piece, length: int) -> Piece:
    """A piece without its first characters; markup inside it is lost."""
    kept = escape(piece.text[length:], quote=False)
    return Piece(piece.tag, piece.text[length:], f"<{piece.tag}>{kept}</{piece.tag}>" if piece.tag else kept)
