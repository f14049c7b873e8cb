"""Writes a note below a heading of a post, `<!-- at 12:34 -->` or `<!-- no chapter -->`, and leaves every other byte as it is.

An existing note is replaced where it is; a new one goes right below the heading, or behind its words in a front matter if that will do. The
result is read again: if the post would then say anything else than before, nothing is written.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile
from typing import NamedTuple

from pipeline.content import encoding, read_post
from pipeline.content.background import Background
from pipeline.content.interview import notes
from pipeline.content.post import Heading, Post
from pipeline.content.text import timecode

_COMMENT = re.compile(rb"<!--(.*?)-->", re.DOTALL)
_MORE = re.compile(rb"=+|-+|\{:[^{}]*\}")  # of a heading below its first row: an underline, or kramdown's attributes
_MORE_IN_BOLD = re.compile(rb"\*\*[^*]+\*\*")
_INDENTED = re.compile(rb"[ ]*(?:(?:[-*+]|\d{1,9}[.)])[ ]+)?")  # behind the marker of a list item, which a question may be
_BOX = re.compile(rb"(?:!{3}|\?{3}\+?) ")  # whose text is indented (Python-Markdown)
_TAB = 4
_VALUE_ENDS = re.compile(rb"['\"]?\s*[,}]")
_WAYS = 9  # of which each is read, at most, in a row: one may hold a whole transcript
_TENTH = 100  # milliseconds


class Verdict(NamedTuple):
    """What a listener says of a heading: the time it is asked at (ms), or that it is no chapter.

    If it says neither, existing notes are removed.
    """

    at: int | None = None
    no_chapter: bool = False

    @property
    def rounded(self) -> "Verdict":
        """The verdict as it is written, with a time in whole tenths of a second."""
        return self if self.at is None else self._replace(at=self.at // _TENTH * _TENTH)

    @property
    def comment(self) -> str:
        """The comment to write; empty if there is nothing to say."""
        if self.no_chapter:
            return "<!-- no chapter -->"
        return "" if self.at is None else f"<!-- at {moment(self.at)} -->"


def moment(at: int) -> str:
    """A time in milliseconds as text, rounded down to a tenth of a second: `12:34`, `12:34.5`."""
    tenth = at // _TENTH % 10
    return f"{timecode.label(at)}.{tenth}" if tenth else timecode.label(at)


def annotate(data: bytes, line: int, verdict: Verdict, feed: Background | None = None) -> bytes | None:
    """The post with the verdict below the heading in line `line`; None if that cannot be written without changing anything else.

    `feed` is what the post is read with.
    """
    before = _post(data, feed)
    heading = next((heading for heading in before.headings if heading.line == line), None) if before else None
    if before is None or heading is None:
        return None
    for written in _ways(data, heading, verdict.comment.encode()):
        after = _post(written, feed)
        if after is not None and _means(before, after, line, verdict) and noted(written, line, added=heading.added) == verdict.rounded:
            return written
    return None


def noted(data: bytes, line: int, *, added: bool = False) -> Verdict:
    """The verdict that stands below the heading in line `line`, which may be an added one."""
    rows = data.splitlines(keepends=True)
    regions = (b"".join(rows[(last if added else line) - 1 : end]) for last, end in _edges(rows, line, added=added))
    found = [note for region in regions for _, note in _notes(region)]
    moments = [note.at for note in found if note.at is not None]
    return Verdict(moments[-1] if moments else None, no_chapter=any(note.no_chapter for note in found))


def _post(data: bytes, feed: Background | None) -> Post | None:
    return read_post.read(data, "post.md", feed)[0]


def _ways(data: bytes, heading: Heading, note: bytes) -> Iterator[bytes]:
    """The post with the note at a heading, written in one way or another, the best first."""
    rows, line = data.splitlines(keepends=True), heading.line
    if line > len(rows):  # of a transcript that is escaped in one line
        return
    if line < read_post.first_line(data) and (note or any(_notes(rows[line - 1]))):
        for row in islice(_written_behind(rows[line - 1], note, heading.text), _WAYS):
            yield b"".join((*rows[: line - 1], row, *rows[line:]))
    for last, end in _edges(rows, line, added=heading.added):
        for region in _written(rows[last - 1], b"".join(rows[last:end]), note, encoding.line_end(rows[0])):
            yield b"".join((*rows[: last - 1], region, *rows[end:]))


def _edges(rows: list[bytes], line: int, *, added: bool) -> Iterator[tuple[int, int]]:
    """The number of a heading's last row, which may be below its first, and that of the last row of comments right below it.

    An added heading stands for a turn, which ends with that row or, if lines are wrapped, with its paragraph. Where comments are is first.
    """
    if added:
        wrapped = takewhile(lambda row: row.strip() and not row.lstrip().startswith(b"<!--"), rows[line:])
        lasts = (line, line + sum(1 for _ in wrapped))
    else:
        more = _MORE_IN_BOLD if _MORE_IN_BOLD.fullmatch(rows[line - 1].strip()) else _MORE
        lasts = (line + sum(1 for _ in takewhile(lambda row: more.fullmatch(row.strip()), rows[line:])), line)
    edges = [(last, _end_of_comments(rows, last)) for last in dict.fromkeys(lasts)]
    yield from sorted(edges, key=lambda edge: edge[0] == edge[1])


def _end_of_comments(rows: list[bytes], above: int) -> int:
    """The number of the last row of the comments right below row `above`; that row's if there are none."""
    last, inside = above, False
    for number, row in enumerate(rows[above:], above + 1):
        text = row.strip()
        inside = inside or text.startswith(b"<!--")
        if text and not inside:
            break
        last = number if inside else last
        inside = inside and b"-->" not in text
    return last


def _notes(region: bytes) -> Iterator[tuple[re.Match[bytes], notes.Note]]:
    """The comments below a heading that give a time or say that it is no chapter."""
    for comment in _COMMENT.finditer(region):
        note, _ = notes.read(comment[1].decode("utf-8", "replace"), 1, "")
        if note and (note.at is not None or note.no_chapter):
            yield comment, note


def _written(row: bytes, comments: bytes, note: bytes, ending: bytes) -> Iterator[bytes]:
    """Ways to write the note, best first: in place of the first existing note, else right below the heading; then behind all comments.

    The last way is needed where several comments contradict each other, since the last one counts.
    """
    region = row + comments
    found = [match.span() for match, _ in _notes(region)]
    bare = _without(region, found)
    if not note:
        yield bare
        return
    if found:
        yield _replaced(region, found, note)
    else:
        yield _closed(row, ending) + _indentation(row) + note + ending + comments
    yield _closed(bare, ending) + note + ending


def _indentation(row: bytes) -> bytes:
    """The blanks before what belongs to a row: to an item of a list, to a box, or to a text in YAML."""
    indented = _INDENTED.match(row)
    return b" " * (_TAB if _BOX.match(row) else indented.end() if indented else 0)


def _written_behind(row: bytes, note: bytes, words: str) -> Iterator[bytes]:
    """A heading's row in the front matter with the note in place of the first existing one, else behind its words.

    In `{header: Wax, time: "2:31"}`, these may end before a comma or the brace, wherever the last of them stands.
    """
    found = [match.span() for match, _ in _notes(row)]
    if not note:
        yield _without(row, [(len(row[:start].rstrip()), end) for start, end in found])
    elif found:
        yield _replaced(row, found, note)
    else:
        bare, last = row.rstrip(), words.rpartition(" ")[2].encode()
        ends = (match.start() for match in _VALUE_ENDS.finditer(row) if row.endswith(last, 0, match.start()))
        for at in (len(bare) - bare.endswith((b"'", b'"')), *ends):
            yield row[:at] + b" " + note + row[at:]


def _replaced(region: bytes, comments: Sequence[tuple[int, int]], note: bytes) -> bytes:
    """The region with the note in place of the first of the comments at these positions, and without the others."""
    start, end = comments[0]
    return region[:start] + note + _without(region, comments[1:])[end:]


def _closed(text: bytes, ending: bytes) -> bytes:
    return text if text.endswith((b"\n", b"\r")) else text + ending


def _without(region: bytes, comments: Sequence[tuple[int, int]]) -> bytes:
    """The region without the comments at these positions; a line that held nothing but one of them is removed as well."""
    for start, end in reversed(comments):
        before, rest = region[:start].rstrip(b" \t"), region[end:]
        trailing = re.match(rb"[ \t]*(?:\r\n|\n|\r)", rest)
        alone = trailing and before.endswith((b"\n", b"\r"))
        region = before + rest[trailing.end() :] if alone and trailing else region[:start] + rest
    return region


def _means(before: Post, after: Post, line: int, verdict: Verdict) -> bool:
    """Whether the post says the same as before, except what the verdict says about the heading in line `line`."""
    if len(before.headings) != len(after.headings):
        return False
    for old, new in zip(before.headings, after.headings, strict=True):
        if old.line != line and new._replace(line=old.line) != old:
            return False
        if old.line == line and not _says(new, old, verdict):
            return False
    return _beside_headings(before) == _beside_headings(after)


def _says(new: Heading, old: Heading, verdict: Verdict) -> bool:
    if (new.text, new.kind, new.speaker) != (old.text, old.kind, old.speaker):
        return False
    if verdict.no_chapter:
        return new.chapter is None
    return verdict.at is None or new.at == verdict.rounded.at


def _beside_headings(post: Post) -> tuple[object, ...]:
    """What a post says beside its headings."""
    said = [(turn.speaker, [paragraph.html for paragraph in turn.paragraphs]) for turn in post.turns]
    return post.title, post.video and post.video.id, post.intro, said
