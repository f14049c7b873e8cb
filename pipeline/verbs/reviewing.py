"""The verb `review`: a host listens to where each heading is asked, and the verdict is written into the post."""

import hashlib
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from pipeline.content import annotate, listed, read_post
from pipeline.content.annotate import Verdict
from pipeline.content.captions import Captions
from pipeline.content.problem import Place, Problem
from pipeline.content.recording import Recording
from pipeline.content.show import ChapterSource, Show
from pipeline.derive import review
from pipeline.derive.align import align
from pipeline.derive.packaged import packaged
from pipeline.derive.review import Review
from pipeline.edge import files, layout, recordings, server
from pipeline.edge.guarded import Request, Responder, Response, guarded
from pipeline.steps import drafts, shows, timed
from pipeline.steps.drafts import Draft

_ASSETS = MappingProxyType({"/-/review.css": server.TYPES[".css"], "/-/review.js": server.TYPES[".js"]})
_CHANGED = "the post has been changed in the meantime: this is its present state"
_UNWRITTEN = "the post is unchanged, because it could not be written: {}"
_GONE = "the post is gone or cannot be read now: `pipeline check` says why"
_CANNOT = "a program cannot change this heading safely: write `{}` yourself {} line {}"


class NoPostError(Exception):
    """There is nothing to review; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@contextmanager
def reviewing(root: Path, port: int, slug: str | None) -> Iterator[str]:
    """Serve the page on loopback while the context lasts; yields its address. `NoPostError` if there is nothing to review."""
    posts = _Posts(root, threading.Lock())
    slugs = list(posts.titles()) if slug is None else [slug]
    if not slugs:
        hint = "write one, or start one with `pipeline new URL`"
        raise NoPostError(Problem(Place(layout.EPISODES), "there is no post that can be read", hint))
    if slug is not None and posts.opened(slug) is None:
        hint = "check the spelling, and see what `pipeline check` says"
        raise NoPostError(Problem(Place(f"{layout.EPISODES}/{slug}.md"), "there is no such post that can be read", hint))
    guard = guarded(port, posts.responder)
    with server.running(guard.server):
        yield guard.address.replace("/?", f"/{slugs[0]}/?") if len(slugs) == 1 else guard.address


class _Opened(NamedTuple):
    """A post as it is on the disk now, with its recording; `language` is its show's."""

    path: Path
    data: bytes
    draft: Draft
    recording: Recording | None
    language: str | None

    @property
    def sound(self) -> Path | None:
        """The sound file on this disk, None if there is none."""
        own = drafts.material_of(self.draft.beside, self.draft.post, self.recording).audio
        known = self.draft.folder / self.recording.audio.name if self.recording and self.recording.audio else None
        return own or (known if known and known.is_file() else None)


class _Posts(NamedTuple):
    """The show's posts, and a lock so that only one verdict is written at a time."""

    root: Path
    lock: threading.Lock

    def titles(self) -> dict[str, str]:
        """The titles of the posts that can be read, by slug, drafts included."""
        show = self._show()
        read = (drafts.draft(path, show) for path in self._paths().values())
        return {draft.slug: draft.post.title for draft in read if draft.post}

    def responder(self, token: str) -> Responder:
        """What answers requests: with pages, sound, or the result of a verdict."""

        def respond(request: Request) -> Response | None:
            if request.path in _ASSETS:
                return Response(packaged(request.path.rpartition("/")[2]).encode(), _ASSETS[request.path])
            if request.path == "/":
                return Response(review.contents(self.titles()).encode())
            slug, _, what = request.path[1:].partition("/")
            opened = self.opened(slug)
            if request.body is not None and what == "verdict":
                return self._judge(opened, request.body) if opened else _refused(_GONE, HTTPStatus.NOT_FOUND)
            if opened is None or request.body is not None:
                return None
            if what == "sound":
                return Response(opened.sound) if opened.sound else None
            return None if what else Response(review.page(_review(opened), token).encode())

        return respond

    def _judge(self, opened: _Opened, body: bytes) -> Response:
        """Write a verdict into the post, unless the file is no longer the one that the page shows."""
        judgement = _judgement(body)
        if judgement is None:
            return _refused("this is no verdict", HTTPStatus.BAD_REQUEST)
        digest, line, verdict = judgement
        with self.lock:
            data = opened.path.read_bytes()
            if _digest(data) != digest:
                return self._state(opened.draft.slug, _CHANGED, HTTPStatus.CONFLICT)
            written = annotate.annotate(data, line, verdict, drafts.background(self._show()))
            if written is None:
                where = "behind the words in" if line < read_post.first_line(data) else "below"
                return self._state(opened.draft.slug, _CANNOT.format(verdict.comment, where, line), HTTPStatus.UNPROCESSABLE_ENTITY)
            if written != data:
                try:
                    files.rewrite(opened.path, written)
                except OSError as error:
                    return self._state(opened.draft.slug, _UNWRITTEN.format(error.strerror), HTTPStatus.INTERNAL_SERVER_ERROR)
        return self._state(opened.draft.slug)

    def _state(self, slug: str, error: str = "", status: HTTPStatus = HTTPStatus.OK) -> Response:
        """The post as it is now, as JSON, with what went wrong."""
        opened = self.opened(slug)
        found = json.loads(_review(opened).to_json()) if opened else {}
        return Response(json.dumps(found | {"error": error}, ensure_ascii=False).encode(), server.TYPES[".json"], status)

    def opened(self, slug: str) -> _Opened | None:
        """A post as it is now; None if there is none that can be read."""
        path = self._paths().get(slug)
        if path is None:
            return None
        show = self._show()
        draft = drafts.draft(path, show)
        if draft.post is None:
            return None
        return _Opened(path, path.read_bytes(), draft, recordings.on_record(draft.folder), show.language if show else None)

    def _paths(self) -> Mapping[str, Path]:
        return drafts.by_slug(self.root)

    def _show(self) -> Show | None:
        return shows.first(self.root)[0]


def _refused(error: str, status: HTTPStatus) -> Response:
    return Response(json.dumps({"error": error}).encode(), server.TYPES[".json"], status)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _judgement(body: bytes) -> tuple[str, int, Verdict] | None:
    """Digest, line and verdict from the body of a request; None if it is anything else."""
    try:
        fields = json.loads(body)
        at, line = fields["at"], fields["line"]
        verdict = Verdict(None if at is None else max(0, int(at)), no_chapter=fields["noChapter"] is True)
        return str(fields["digest"]), int(line), verdict
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None


def _review(opened: _Opened) -> Review:
    """The post with its headings on the clock of its sound."""
    post = opened.draft.post
    assert post is not None  # noqa: S101 - only what could be read is opened
    _, found, _ = timed.captions_of(opened.draft, opened.recording, opened.language)
    words = found or Captions.of((), exact=False)
    recorded = opened.recording.audio if opened.recording else None
    alignment = align(post, words, recorded.duration if recorded else None)
    given = listed.chapters(post.chapter_source, post.listed, opened.recording)
    is_off = post.chapters is ChapterSource.OFF
    noted = {heading.line: annotate.noted(opened.data, heading.line, added=heading.added) for heading in post.headings}
    return Review(
        title=post.title,
        path=post.path,
        digest=opened.draft.digest,  # not of `data`, which is read a moment later: a verdict is on the headings that the page shows
        has_sound=opened.sound is not None,
        questions=review.questions(post, alignment, noted, are_chapters=not (given or is_off)),
        listed=given,
        is_off=is_off,
        words=review.words(words, alignment.offset),
    )
