"""What `import --posts` does for episodes that were published elsewhere and have no post: writes one, and loads the sound beside it."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pipeline.content.pinned import Pinned
from pipeline.content.problem import Place, Problem, Severity
from pipeline.content.read_post import Background
from pipeline.content.show import Show
from pipeline.derive import imported, skeleton, takeover
from pipeline.derive.imported import Known
from pipeline.derive.published import PublishedFeed, PublishedItem
from pipeline.derive.takeover import Taken
from pipeline.derive.title import episode_title
from pipeline.edge import loading, recordings
from pipeline.edge.fetch import Progress
from pipeline.edge.loading import LoadError
from pipeline.edge.settings import Settings
from pipeline.run import Watcher
from pipeline.steps import drafts
from pipeline.steps.drafts import Draft
from pipeline.verbs.report import Report


class Written(NamedTuple):
    """Posts that were written: their slugs, with a line about each, and what they lack."""

    lines: dict[str, str]
    problems: tuple[Problem, ...] = ()


def write_posts(items: Iterable[PublishedItem], feed: PublishedFeed, root: Path, show: Show, how: Settings) -> Written:
    """Write a post for each of these items of a feed, under names that are free.

    An item without sound that apps can load is no episode.
    """
    lines: dict[str, str] = {}
    problems: list[Problem] = []
    for item in items:
        if takeover.enclosure(item) is None:
            continue
        whole, why = _whole(item, how)
        slug = _write(whole, feed, root, show)
        lines[slug] = f"{slug}: post written (“{item.title}”)"
        if why:
            message, hint = f"its chapters could not be loaded from {item.chapters_at}: {why}", "list them with their times in the post"
            problems.append(Problem(Place(f"{drafts.FOLDER}/{slug}.md"), message, hint, Severity.WARNING))
    return Written(lines, tuple(problems))


def _whole(item: PublishedItem, how: Settings) -> tuple[PublishedItem, str]:
    """The item with its chapters, or why these could not be loaded."""
    try:
        return loading.with_chapters(how, item), ""
    except LoadError as error:
        return item, str(error)


def _write(item: PublishedItem, feed: PublishedFeed, root: Path, show: Show) -> str:
    """Write the post of an item; its slug."""
    taken = takeover.amendment(item, feed, ZoneInfo(show.timezone))
    known = Known(drafts.background(show) or Background(), show.episodes.tags[:1])
    otherwise = f"{item.date:%Y-%m-%d}" if item.date else item.slug
    return drafts.create(root, skeleton.slugs(episode_title(item.title, show.title), otherwise), imported.post(item, taken, known)).stem


def load_sounds(posts: Iterable[tuple[Draft, Taken]], how: Settings, watcher: Watcher) -> Report:
    """Load the sound of each post that has none, one after the other. What cannot be loaded is a problem of that post alone."""
    wanted = [(draft, sound) for draft, taken in posts if (sound := _sound(taken)) and _is_silent(draft)]
    lines: list[str] = []
    problems: list[Problem] = []
    if wanted:
        watcher.began("loading", len(wanted))
    for draft, sound in wanted:
        try:
            loading.load_sound(how, sound, draft.folder, partial(_tell, watcher, draft.slug))
            lines.append(f"{draft.slug}: sound loaded")
        except LoadError as error:
            hint = "import again later, or put the sound beside the post as audio.mp3"
            problems.append(Problem(Place(draft.path), f"its sound could not be loaded from {sound.address}: {error}", hint))
        watcher.ended("loading", draft.slug)
    return Report(tuple(lines), tuple(problems))


def _tell(watcher: Watcher, slug: str, done: int, total: int | None) -> None:
    watcher.doing("loading", str(Progress(slug, "sound", done, total)))


def _sound(taken: Taken) -> Pinned | None:
    """Where apps get the sound of an item's post; None if it is another episode's."""
    is_another = taken.post.guid not in (None, taken.item.guid)
    return None if is_another else taken.amendment.enclosure or taken.post.enclosure


def _is_silent(draft: Draft) -> bool:
    """Whether a post has neither sound nor a video, here or on record."""
    post, recorded = draft.post, recordings.on_record(draft.folder)
    if post is None or post.video or post.audio or (recorded and recorded.audio):
        return False
    return drafts.material_of(draft.beside, post, recorded).audio is None
