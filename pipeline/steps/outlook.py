"""What becomes of a post once it was read: it belongs to another feed, waits, has failed, stays as it was, or has to be made."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from pipeline.content.post import Post
from pipeline.content.recording import Recording
from pipeline.content.refusal import Refusal, Remedy
from pipeline.content.show import Show
from pipeline.derive import episode
from pipeline.derive.plan import Waiting
from pipeline.derive.title import episode_title
from pipeline.edge import files, material
from pipeline.keep import rows
from pipeline.keep.digests import fingerprint
from pipeline.keep.workshop import Parts, Workshop, difference
from pipeline.steps import answers, drafts
from pipeline.steps.common import Common
from pipeline.steps.drafts import Draft
from pipeline.steps.entry import Entry, Made
from pipeline.steps.past import Past, Served
from pipeline.steps.work import Work

_AT_ONCE = "it is new; the next publish records its sound and publishes it"
_IF_ANSWERED = "it is new; the next publish asks YouTube for it and publishes it"


class Outlook(NamedTuple):
    """The entry of a post, complete except for what `work`, if there is any, will make; `why` says why that is made.

    For an entry that waits, only the sound is made: the store must have it before a machine without any sound releases the episode.
    """

    entry: Entry
    work: Work | None = None
    why: str = ""


def outlook(
    draft: Draft,
    answer: Recording | Refusal | None,
    past: Past,
    common: Common,
) -> Outlook:
    """What becomes of a draft. If anything keeps it from being made, it stays as it was made before, provided that it is out."""
    show, post, before, standing = common.show, draft.usable, past.entry, past.standing
    waiting = _awaited(draft, post, answer, common, is_out=standing is not None) if post else None
    patient = waiting is not None or (post is not None and standing is not None and _is_pending(answer))
    entry = Entry(
        made_of=rows.written(common.parts),
        problems=tuple(answers.problems_of(draft, answer, early=patient)),
        unrecorded=_is_open(answer),
        settled=True,
    )
    broken = post is None and standing is not None  # its tags may be wrong too, so it stays in this feed
    if draft.post and not broken and not drafts.is_selected(draft.post, show):
        return Outlook(entry._replace(problems=()))
    if post is None:
        was_read = draft.digest != ""  # else it is tried again: whatever kept it from being read may leave no trace when it goes
        return Outlook(entry._replace(made=standing, failed=True, settled=was_read))
    if waiting:
        return _waiting(draft, post, answer, entry._replace(waiting=waiting), common=common, served=past.served)
    if not isinstance(answer, Recording):
        return Outlook(entry._replace(made=standing, failed=not patient, settled=False))
    video = material.video(draft.beside)
    made_of = entry.made_of + _own_parts(draft, answer, video)
    is_current = before.made_of == made_of and not before.failed
    if is_current and past.intact and _is_final(past.intact, answer, show, is_carried=before.settled):
        return Outlook(before._replace(settled=answer.complete))
    work = _work(draft, post, answer, common)._replace(video=video, past=past)
    return Outlook(entry._replace(made_of=made_of, made=standing), work, _why(past, rows.read(made_of)))


def _is_pending(answer: Recording | Refusal | None) -> bool:
    """Whether only time is missing until there is a recording: YouTube was not asked yet, or has something still to be waited for."""
    return answer is None or (isinstance(answer, Refusal) and answer.reason.remedy is Remedy.WAIT and not answer.stops)


def _awaited(draft: Draft, post: Post, answer: Recording | Refusal | None, common: Common, *, is_out: bool) -> Waiting | None:
    """Why an episode is not due or not ready yet, if only time is missing, and until when; None if nothing is waited for.

    An episode that `is_out` already does not wait for YouTube.
    """
    show = common.show

    def waits(until: datetime | None, why: str) -> Waiting:
        return Waiting(draft.slug, episode_title(post.title, show.title), until, why)

    if post.draft:
        return waits(None, "it is a draft")
    moment = episode.published(post, answer if isinstance(answer, Recording) else None, show.timezone)
    if moment and moment > common.now:
        return waits(moment, "that is its date")
    if is_out or not _is_pending(answer):
        return None
    if isinstance(answer, Refusal):
        return waits(answer.until, answer.reason.sentence)
    return waits(None, _AT_ONCE if drafts.material_of(draft.beside, post).audio else _IF_ANSWERED)


def _waiting(
    draft: Draft, post: Post, answer: Recording | Refusal | None, entry: Entry, *, common: Common, served: Served | None
) -> Outlook:
    """What becomes of a post that waits. If sound is kept in a store, that of a dated post is made and uploaded meanwhile."""
    ready = post.draft or (isinstance(answer, Recording) and answer.complete)
    if not (common.show.store and isinstance(answer, Recording)):  # nobody asks for the recording of a draft
        return Outlook(entry._replace(settled=ready))
    if served or not common.online:
        return Outlook(entry._replace(settled=False))
    return Outlook(entry._replace(settled=ready), _work(draft, post, answer, common))


def _work(draft: Draft, post: Post, recording: Recording, common: Common) -> Work:
    """What goes into an episode that is made for the first time. Its workshop is its own, since that collects the reasons."""
    return Work(common, draft, post, recording, Workshop(common.kept))


def _is_final(made: Made, recording: Recording, show: Show, *, is_carried: bool) -> bool:
    """Whether nothing is left to do for an episode, and the feed says of its sound what is on record.

    If the record has sound made of something else (another mark), it is an old record that was checked out again, and what was carried
    still holds.
    """
    if show.store is None or not made.final:
        return made.final
    published, recorded = made.enclosure, recording.enclosure(show.name)
    return published == recorded or (is_carried and published is not None and published.mark != (recorded.mark if recorded else None))


def _is_open(answer: Recording | Refusal | None) -> bool:
    """Whether YouTube still has to be asked for something."""
    return answer.reason.remedy is not Remedy.SHOW if isinstance(answer, Refusal) else answer is not None and not answer.complete


def _own_parts(draft: Draft, recording: Recording, video: Path | None) -> str:
    """The digests that go into this episode alone, as rows."""
    shown = fingerprint(files.state(video)) if video else ""
    return rows.written({"its post": draft.digest, "its record": answers.digest(recording), "its video": shown})


def _why(past: Past, parts: Parts) -> str:
    """Why an episode is made, in words; `parts` are the digests of all that goes into it now."""
    before = past.entry
    if before.made is None:
        return "not made yet"
    return before.missing(past.lost) or difference(before.parts, parts) or "its sound is not yet where listeners get it"
