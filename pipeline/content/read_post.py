"""Reads a post from its bytes: encoding, front matter, and the text below it as a document."""

from typing import TYPE_CHECKING

from pipeline.content import conflict, encoding, frontmatter, read_document, relative
from pipeline.content.background import Background
from pipeline.content.frontmatter import FrontMatter
from pipeline.content.keys import fences
from pipeline.content.keys.fences import Parts
from pipeline.content.markup.document import TooDeepError, parse
from pipeline.content.post import Kind, Post
from pipeline.content.problem import Place, Problem

if TYPE_CHECKING:
    from pipeline.content.keys.transcribed import Transcript

_LONGER = 10  # times, at most, a transcript is than what an edited conversation keeps of it


def read(data: bytes, path: str, feed: Background | None = None) -> tuple[Post | None, tuple[Problem, ...]]:
    """One post, None if nothing could be read, and everything that is wrong with it.

    `path` is relative to the show's folder. A missing, wrong or ambiguous video is a problem with the code `NO_VIDEO`, which sound beside the
    post makes up for.
    """
    text, problems = encoding.decode(data, path)
    if text is None:
        return None, problems
    parts, front, wrong = _parted(text, path)
    # Read at first as if there were no transcript, whose speakers are otherwise expected in the text.
    post, found = _read(parts, front._replace(transcript=None), path, feed)
    if front.transcript and post and not _is_dialogue(post, len(front.transcript.text.split())):
        post, found = _read_with_transcript(parts, front, front.transcript, path, feed)
    return post, tuple(sorted((*problems, *wrong, *found)))


def _parted(text: str, path: str) -> tuple[Parts, FrontMatter, tuple[Problem, ...]]:
    """The parts of a text, what its front matter says, and what is wrong with either."""
    parts = fences.split(text, path)
    front, wrong = frontmatter.read(parts.matter, path)
    if front.shownotes and not parts.body.strip():
        parts = parts._replace(body=front.shownotes.value, first_line=front.shownotes.line + 1)
    if parts.problems:
        front = front._replace(readable=False)
    unmerged = conflict.unresolved(text, path)
    if unmerged is None:
        left = conflict.leftover(text, path)  # in the front matter it is an error of its own
        return parts, front, (*parts.problems, *wrong, *((left,) if left and left.place.line >= parts.first_line else ()))
    if unmerged.place.line < parts.first_line:  # it is why the front matter cannot be read
        wrong = ()
    return parts, front, (*parts.problems, *wrong, unmerged)


def _read_with_transcript(
    parts: Parts, front: FrontMatter, transcript: "Transcript", path: str, feed: Background | None
) -> tuple[Post | None, tuple[Problem, ...]]:
    """The post with the transcript of its front matter below its text, and what is wrong with these, by the lines of the file."""
    body = transcript.below(parts.body, parts.first_line)
    post, found = _read(parts._replace(body=body.text), front, path, feed, body.begin)
    return post and post.renumbered(body.line_of), tuple(problem.renumbered(body.line_of) for problem in found)


def _read(
    parts: Parts, front: FrontMatter, path: str, feed: Background | None, transcript: int | None = None
) -> tuple[Post | None, tuple[Problem, ...]]:
    """The post, and what is wrong with its body, in which a transcript of the front matter begins in line `transcript`."""
    try:
        document = parse(parts.body, parts.first_line)
    except TooDeepError:
        message = "this post cannot be read, because its tags are nested too deeply"
        return None, (Problem(Place(path, parts.first_line), message, "remove the tags that are not needed"),)
    post, found = read_document.read(document, front, path, feed or Background(), transcript)
    unresolved = relative.problems(post, document.source) if feed and not feed.assets else ()
    return post, (*found, *unresolved)


def _is_dialogue(post: Post, transcribed: int) -> bool:
    """Whether several people speak or several headings ask: then the text is the conversation, also beside one in the front matter.

    Show notes ask as well, `## Want to support us?`, but say little beside the words that are `transcribed`.
    """
    if len({turn.speaker for turn in post.turns if turn.speaker}) > 1:
        return True
    asking = [heading.text for heading in post.headings if heading.kind is Kind.QUESTION]
    said = (*asking, *(paragraph.spoken for turn in post.turns for paragraph in turn.paragraphs))
    return len(asking) > 1 and _LONGER * sum(len(words.split()) for words in said) > transcribed


def front_matter(data: bytes, path: str) -> FrontMatter:
    """The front matter alone, an empty one if the file is not text.

    It knows the lines of its keys, which a `Post` does not, so that moving one is no change of the post.
    """
    return frontmatter.read(_split(data).matter, path)[0]


def first_line(data: bytes) -> int:
    """The line in which the text below the front matter begins."""
    return _split(data).first_line


def _split(data: bytes) -> Parts:
    """Front matter and body, whatever is wrong with them; none if the file is not text."""
    text, _ = encoding.decode(data, "")
    return fences.split(text or "", "")
