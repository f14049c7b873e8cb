"""Answers: what YouTube is asked about a post, and what its answer, which is on record, comes to for the post."""

from collections.abc import Iterator

from pipeline.content import listed
from pipeline.content.post import Post
from pipeline.content.problem import Place, Problem, Severity
from pipeline.content.recording import Recording, warnings
from pipeline.content.refusal import NO_FILE, OUTSIDE, Refusal
from pipeline.content.show import Show
from pipeline.derive import episode
from pipeline.edge import layout, offline
from pipeline.edge.material import Named
from pipeline.keep.digests import fingerprint
from pipeline.steps import drafts
from pipeline.steps.drafts import Draft


def request(draft: Draft, post: Post, show: Show, *, again: bool = False, doubted: frozenset[str] = frozenset()) -> offline.Request:
    """What is to be recorded for a post; see `offline.Request`."""
    return offline.Request(
        slug=draft.slug,
        folder=draft.folder,
        post_video_id=post.video.id if post.video else None,
        named=Named.below(draft.folder.parent, post.audio, post.thumbnail),
        feed_guid=show.guid,
        language=episode.language_of(show, post),
        again=again,
        sound_needed=show.store is None,
        doubted=doubted,
    )


def digest(recording: Recording) -> str:
    """A digest of the record as far as the episode is made of it: what its sound has become in a store is not included."""
    return fingerprint(repr(recording._replace(enclosures=())))


def lacking(post: Post, recording: Recording) -> tuple[Problem, ...]:
    """Warnings about what is missing in the recording of a post. One in which nobody says anything needs no captions, but may have some."""
    if not post.is_conversation and recording.misfit is None:
        return ()
    marked = (
        not post.is_conversation
        or any(heading.at is not None for heading in post.headings)
        or bool(listed.chapters(post.chapter_source, post.listed, recording))
    )
    return warnings(recording, f"{layout.EPISODES}/{post.slug}/recording.json", marked=marked)


def problems_of(one: Draft, answer: Recording | Refusal | None, *, early: bool = False) -> Iterator[Problem]:
    """The problems of a post, and those of its recording; `answer` is the recording, or why there is none, None if nobody asked yet.

    A refusal that comes `early`, before the episode is due, is only a warning.
    """
    yield from one.problems
    if isinstance(answer, Refusal):
        yield refused(one, answer, Severity.WARNING if early else Severity.ERROR)
    elif answer and one.usable:
        yield from lacking(one.usable, answer)


def refused(one: Draft, refusal: Refusal, severity: Severity = Severity.ERROR) -> Problem:
    """What a refusal means for a post, where the post names the sound or the video."""
    if refusal.reason in (NO_FILE, OUTSIDE):
        line = drafts.line_of_key(one, "audio")
    else:
        line = one.post.video.line if one.post and one.post.video else 1
    return Problem(Place(one.path, line), refusal.sentence, refusal.step, severity)
