"""What a host hears and sees to judge a heading: its time, how sure that is, and the words around it."""

import json
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pipeline.content.annotate import Verdict, moment
from pipeline.content.captions import Captions
from pipeline.content.listed import Listed
from pipeline.content.post import Heading, Post
from pipeline.content.text import timecode
from pipeline.content.text.asides import without_asides
from pipeline.content.text.ellipsis import shorten_front
from pipeline.content.text.words import likely_close
from pipeline.derive.alignment import Alignment, Placed
from pipeline.derive.packaged import packaged
from pipeline.derive.templating import Templates, compiled

_ANSWER = 300  # characters shown of the end of the answer before


class Question(NamedTuple):
    """A heading under review: `places` where it may be asked are pairs (ms, confidence), likeliest first; `noted` is what the post says.

    `before` is the end of what is said before it, `title` its chapter title, None if the post says that it is no chapter, the heading
    itself if headings make none.
    """

    line: int
    heading: str
    title: str | None
    before: str
    places: tuple[tuple[int, float], ...]
    noted: Verdict

    def document(self) -> dict[str, object]:
        """The values for the page."""
        return {
            "line": self.line,
            "heading": self.heading,
            "title": self.title,
            "before": self.before,
            "places": [{"at": at, "label": moment(at), "sure": round(sure, 2)} for at, sure in self.places],
            "noted": self.noted._asdict() | {"comment": self.noted.comment},
        }


class Review(NamedTuple):
    """A post under review: `digest` identifies the state of the file that was read, `words` are pairs (ms, word) on the sound's clock.

    If chapters are `listed`, headings make none; nor if the post `is_off`, which wants none at all.
    """

    title: str
    path: str
    digest: str
    has_sound: bool
    questions: tuple[Question, ...]
    listed: tuple[Listed, ...]
    is_off: bool
    words: tuple[tuple[int, str], ...]

    def to_json(self) -> str:
        """The document that the page's script reads."""
        return json.dumps(
            {
                "title": self.title,
                "path": self.path,
                "digest": self.digest,
                "sound": self.has_sound,
                "questions": [question.document() for question in self.questions],
                "words": self.words,
            },
            ensure_ascii=False,
        )


def questions(post: Post, alignment: Alignment, noted: Mapping[int, Verdict], *, are_chapters: bool = True) -> tuple[Question, ...]:
    """The headings that are chapters, or would be without a note or another source of chapters. `noted` is by line."""
    said = dict(_said(post))
    placed = zip(post.headings, alignment.headings, strict=True)
    return tuple(
        Question(
            heading.line,
            without_asides(heading.text),
            heading.chapter if are_chapters or heading.chapter is None else without_asides(heading.text),
            said.get(heading.line, ""),
            _places(heading, place),
            noted[heading.line],
        )
        for heading, place in placed
        if heading.chapter is not None or noted[heading.line].no_chapter
    )


def words(captions: Captions, offset: int) -> tuple[tuple[int, str], ...]:
    """The captions' words for the page, moved by `offset` milliseconds, each with the blank that is before it."""
    close = likely_close(captions.texts)
    spelled = (text if n in close else f" {text}" for n, text in enumerate(captions.texts))
    return tuple((start + offset, text) for start, text in zip(captions.starts, spelled, strict=True))


def page(review: Review, token: str) -> str:
    """The page on which a post is reviewed. `token` is sent back with every verdict."""
    data = review.to_json().replace("<", "\\u003c")  # so that nothing in it closes the element around it
    return _templates().render("review.html", {"review": review, "label": timecode.label, "token": token, "data_html": data, "posts": ()})


def contents(posts: Mapping[str, str]) -> str:
    """The page that lists posts, given their titles by slug."""
    return _templates().render("review.html", {"review": None, "token": "", "data_html": "", "posts": tuple(posts.items())})


def _templates() -> Templates:
    return Templates(compiled({"review.html": packaged("review.html")}))


def _said(post: Post) -> Iterator[tuple[int, str]]:
    """The lines of headings, each with the end of what is said before it."""
    before = ""
    for section in post.sections:
        if section.heading:
            yield section.heading.line, shorten_front(before, _ANSWER)
        paragraphs = [paragraph.spoken for turn in section.turns for paragraph in turn.paragraphs if paragraph.spoken]
        before = paragraphs[-1] if paragraphs else section.heading.said if section.heading else before


def _places(heading: Heading, placed: Placed) -> tuple[tuple[int, float], ...]:
    if placed.start is not None:
        return ((placed.start, placed.confidence),)
    contradicted = ((heading.at, 0.0),) if heading.at is not None else ()
    return (*((candidate.start, candidate.confidence) for candidate in placed.candidates), *contradicted)
