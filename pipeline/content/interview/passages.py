"""The blocks of a conversation as passages: a paragraph is cut where a speaker's label or a time begins a line of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from pipeline.content.interview.cast import Seen
from pipeline.content.interview.labels import Label, boxed, has_form_of_name, label_of, time_alone
from pipeline.content.markup import Block, Piece
from pipeline.content.words import squeeze, without_asides

_SILENT = frozenset(("pre", "table", "hr", "iframe", "figure", "img", "-comment"))
_BOLD = ("strong", "b")
_ITALIC = ("em", "i")
_LIST = ("ul", "ol", "dl")


@dataclass(frozen=True, slots=True)
class Passage:
    """A block or a part of one: `label` where somebody begins to speak, `spoken` its words without asides, `html` not sanitised yet."""

    line: int
    label: Label | None
    at: int | None
    spoken: str
    html: str


def seen_labels(blocks: Iterable[Block]) -> tuple[Seen, ...]:
    """Everything in `blocks` that has the form of a label at the beginning of a line."""
    found = []
    for block in blocks:
        if block.tag != "p":
            continue
        text = block.text
        if ":" not in text and "：" not in text:
            label = _name_alone(block, text)
            if label:
                found.append(Seen(label, bold=True))
            continue
        for index, line in enumerate(text.split("\n")):
            label = label_of(line)
            if label:
                found.append(Seen(label, bold=index == 0 and _opens_bold(block, label)))
    return tuple(found)


def passages(block: Block, names: Mapping[str, str | None], *, bare_times: bool) -> Iterator[Passage]:
    """The passages of a block. `names` are the labels that are speakers; `bare_times` says that the text gives times without brackets."""
    text = block.text
    if block.tag != "p":
        yield Passage(block.line, None, None, "" if _silent(block, text) else without_asides(text), block.html)
        return
    if not _starts(block, text, names, bare_times=bare_times):
        yield Passage(block.line, None, None, "" if _silent_paragraph(block, text) else without_asides(text), block.html)
        return
    for line, pieces in _cut(block, names, bare_times=bare_times):
        yield _passage(line, pieces, names, bare_times=bare_times)


def _starts(block: Block, text: str, names: Mapping[str, str | None], *, bare_times: bool) -> bool:
    if _name_alone(block, text, names):
        return True
    if ":" not in text and "：" not in text:
        return False
    return any(_begins(line, names, bare_times=bare_times) for line in text.split("\n"))


def _begins(line: str, names: Mapping[str, str | None], *, bare_times: bool) -> bool:
    label = label_of(line)
    if label and label.name in names:
        return True
    return time_alone(line) is not None and (bare_times or boxed(line))


def _opens_bold(block: Block, label: Label) -> bool:
    """Whether a label is set in bold, its colon and time perhaps outside."""
    return any(piece.tag in _BOLD and label.name in squeeze(piece.text) for piece in block.pieces()[:3])


def _name_alone(block: Block, text: str, names: Mapping[str, str | None] | None = None) -> Label | None:
    """A paragraph that is a bold name and nothing else: `**Ana Ruiz**`."""
    name = squeeze(text)
    if len(name) > 60 or (names is not None and name not in names) or not has_form_of_name(name):
        return None
    pieces = [piece for piece in block.pieces() if piece.text.strip()]
    return Label(name, len(text)) if len(pieces) == 1 and pieces[0].tag in _BOLD else None


def _cut(block: Block, names: Mapping[str, str | None], *, bare_times: bool) -> Iterator[tuple[int, list[Piece]]]:
    """The lines of a paragraph, each with its source line; a line that begins nothing goes on with the one before."""
    begun: list[Piece] = []
    begun_line = block.line
    for line, pieces in _lines(block):
        if begun and _begins(_text(pieces), names, bare_times=bare_times):
            yield begun_line, begun
            begun, begun_line = [], line
        begun += [Piece("", "\n", "\n"), *pieces] if begun else pieces
    if begun:
        yield begun_line, begun


def _lines(block: Block) -> Iterator[tuple[int, list[Piece]]]:
    line = block.line
    gathered: list[Piece] = []
    for piece in block.pieces():
        if piece.tag == "br":
            continue
        if piece.tag or "\n" not in piece.text:
            gathered.append(piece)
            continue
        first, *others = piece.text.split("\n")
        gathered.append(_plain(first))
        for other in others:
            yield line, gathered
            line += 1 + sum(earlier.text.count("\n") for earlier in gathered)
            gathered = [_plain(other)]
    yield line, gathered


def _plain(text: str) -> Piece:
    return Piece("", text, escape(text, quote=False))


def _text(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _passage(line: int, pieces: list[Piece], names: Mapping[str, str | None], *, bare_times: bool) -> Passage:
    text = _text(pieces)
    label = label_of(text)
    if label is None and squeeze(text) in names:
        label = Label(squeeze(text), len(text))
    if label and label.name not in names:
        label = None
    at, length = (label.at, label.length) if label else (None, 0)
    found = time_alone(text[length:])
    if found and at is None and (bare_times or boxed(text[length:])):
        at, length = found[0], length + found[1]
    rest = drop(pieces, length)
    return Passage(line, label, at, without_asides(_text(rest)), f"<p>{''.join(piece.html for piece in rest).strip()}</p>")


def drop(pieces: Iterable[Piece], length: int) -> list[Piece]:
    """The pieces without their first `length` characters of text."""
    rest: list[Piece] = []
    for piece in pieces:
        if length >= len(piece.text):
            length -= len(piece.text)
            if piece.tag and not piece.text:
                rest.append(piece)
            continue
        if length > 0:
            kept = piece.text[length:]
            marked = f"<{piece.tag}>{escape(kept, quote=False)}</{piece.tag}>" if piece.tag else escape(kept, quote=False)
            piece = Piece(piece.tag, kept, marked)  # noqa: PLW2901  (the rest of the same piece)
            length = 0
        rest.append(piece)
    if rest and not rest[0].tag:
        rest[0] = _plain(rest[0].text.lstrip(" *_\t\n"))
    return rest


def _silent(block: Block, text: str) -> bool:
    """Code, tables, pictures and lists of links are shown and not spoken."""
    if block.tag in _SILENT:
        return True
    return block.tag in _LIST and _linked(block) * 10 > len(squeeze(text)) * 7


def _linked(block: Block) -> int:
    return sum(len(squeeze(link.text())) for link in block.select("a"))


def _silent_paragraph(block: Block, text: str) -> bool:
    """A note all in italics, a bold lead-in (`**Further reading:**`), a line that is nothing but an address."""
    bare = squeeze(text)
    if not bare:
        return True
    if bare[-1] not in ":：" and not bare.startswith(("http", "www.")) and block.lead not in _ITALIC:
        return False
    pieces = [piece for piece in block.pieces() if piece.text.strip()]
    if len(pieces) != 1:
        return False
    tag = pieces[0].tag
    return tag in _ITALIC or (tag in _BOLD and bare[-1] in ":：") or (tag == "a" and bare.startswith(("http", "www.")))
