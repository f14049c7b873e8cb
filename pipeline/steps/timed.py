"""Times for a post, from captions and from the author's comments: where its words are on the recording's clock, and its chapters.

What reads captions, aligns and cuts cues is imported only where that is done: most posts that are made again have been aligned before, or
have no captions.
"""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.content.post import Post
from pipeline.content.problem import Place, Problem
from pipeline.content.recording import Recording
from pipeline.derive.alignment import Alignment
from pipeline.derive.chapters import Chapter, chapters
from pipeline.derive.cue import Cuts
from pipeline.derive.marks import by_author
from pipeline.derive.take import Take
from pipeline.derive.timeline import Timeline
from pipeline.edge import files, layout, material
from pipeline.edge.faults import step
from pipeline.edge.material import Named
from pipeline.keep import program
from pipeline.keep.digests import fingerprint, source_digest
from pipeline.steps import answers
from pipeline.steps.drafts import Draft

if TYPE_CHECKING:
    from pipeline.content.captions import Captions
    from pipeline.steps.work import Work

PLACERS = (
    "content",
    *(f"derive/{name}" for name in ("align", "alignment", "marks", "cutting", "cue", "verbatim", "take", "timeline", "captioned")),
)


class Timed(NamedTuple):
    """Where a post's words are on the recording's clock, its chapters, its cues, and problems with the captions or the author's times."""

    alignment: Alignment | None
    chapters: tuple[Chapter, ...]
    cuts: Cuts | None
    problems: tuple[Problem, ...]


def timed(post: Post, words: "Captions", take: Take) -> Timed:
    """Align a post with `words`, which are on the clock of its sound."""
    from pipeline.derive.captioned import by_captions  # noqa: PLC0415 - see the top

    return _timed(post, by_captions(post, words, take), take)


def marked(post: Post, take: Take) -> Timed:
    """What the author's times alone give, without captions."""
    return _timed(post, _marked(post, take), take)


def recorded(work: "Work") -> Timed:
    """What the captions on record of an episode give. Words are aligned once for each state of the post and the record."""
    take = Take(work.recording.duration or 0, work.common.show.language, work.recording)
    return _timed(work.post, _timeline(work, take), take)


def read_captions(path: Path, name: str) -> "tuple[Captions | None, tuple[Problem, ...]]":
    """The captions in the file at `path`, which messages call `name`; None if it cannot be read."""
    from pipeline.content import captions  # noqa: PLC0415 - see the top

    try:
        return captions.read(files.read_source(str(path)), name)
    except OSError as error:
        hint = "put the file there again, or fetch it" if isinstance(error, FileNotFoundError) else step(error)
        return None, (Problem(Place(name), f"the captions cannot be read: {error.strerror}", hint),)


def captions_of(
    draft: Draft, recording: Recording | None, language: str | None
) -> "tuple[Path | None, Captions | None, tuple[Problem, ...]]":
    """The captions that a publish would use now: their path, their words on the clock of the post's sound, and the problems in them.

    `language` is the show's.
    """
    spoken = (draft.post and draft.post.language) or language
    own = material.find(draft.beside, Named(), spoken, recording.files if recording else ()).captions
    known = draft.folder / recording.captions.name if recording and recording.captions else None
    path = own or known
    if path is None:
        return None, None, ()
    words, damage = read_captions(path, f"{layout.EPISODES}/{draft.slug}/{path.name}")
    return path, _fitted(words, recording) if words and recording and path == known else words, damage


def _fitted(words: "Captions", recording: Recording) -> "Captions | None":
    """The captions on the clock of the recorded sound; None if they do not fit it, as the record's warnings say."""
    return None if recording.misfit is not None else words.shifted(recording.offset)


def _timed(post: Post, timeline: Timeline, take: Take) -> Timed:
    marks, problems = chapters(post, timeline.alignment, take)
    return Timed(timeline.alignment, marks, timeline.cuts, (*timeline.problems, *problems))


def _marked(post: Post, take: Take) -> Timeline:
    return Timeline(by_author(post, take.duration))


def _timeline(work: "Work", take: Take) -> Timeline:
    """The words of a post placed by the captions on record, or by the author's times alone; from the workshop if it has them."""
    post, recording = work.post, work.recording
    if recording.captions is None:
        return _marked(post, take)
    name = f"{post.slug}.words"
    parts = {
        "its post": work.draft.made_of,
        "its language": post.language or take.language,
        "its record": answers.digest(recording),
        "this program": _program_digest(),
    }
    found = work.workshop.kept(name, parts)
    if isinstance(found, Timeline):
        return found
    captions = recording.captions.name
    words, damage = read_captions(work.draft.folder / captions, f"{layout.EPISODES}/{post.slug}/{captions}")
    made = _timeline_anew(post, _fitted(words, recording) if words else None, take)._replace(problems=damage)
    if words:  # captions that cannot be read now may be readable the next time
        work.workshop.keep(name, parts, made)
    return made


def _timeline_anew(post: Post, words: "Captions | None", take: Take) -> Timeline:
    """The words of a post placed by captions, None if there are none that fit the sound."""
    if words is None:
        return _marked(post, take)
    from pipeline.derive.captioned import by_captions  # noqa: PLC0415 - see the top

    return by_captions(post, words, take)


@cache
def _program_digest() -> str:
    """A digest of all code and packages that read captions, align and cut."""
    return fingerprint(source_digest(*PLACERS), program.versions())
