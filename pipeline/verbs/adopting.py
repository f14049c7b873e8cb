"""What `import --posts` does for episodes that were published elsewhere and have no post: writes one, and loads what belongs beside it."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pipeline.content.amend import Amendment
from pipeline.content.problem import Place, Problem, Severity
from pipeline.content.show import Show
from pipeline.content.text.plaintext import without_html
from pipeline.derive import skeleton
from pipeline.derive.adoption import imported, takeover
from pipeline.derive.adoption.imported import Known
from pipeline.derive.adoption.takeover import Taken, Takeover
from pipeline.derive.earlier.published import PublishedFeed, PublishedItem
from pipeline.derive.title import episode_title
from pipeline.edge import layout, loading, recordings
from pipeline.edge.fetch import Progress
from pipeline.edge.loading import LoadError
from pipeline.edge.settings import Settings
from pipeline.run import Watcher
from pipeline.steps import drafts
from pipeline.steps.drafts import Draft
from pipeline.verbs.report import Report

_AS_SOUND = "import again later, or put the sound beside the post as audio.mp3"
_AS_PICTURE = "save it beside the post as thumbnail.jpg"
_AS_CAPTIONS = "put captions.vtt or captions.srt from any tool beside the post"


class Written(NamedTuple):
    """Posts that were written: their slugs, with a line about each, and what they lack."""

    lines: dict[str, str]
    problems: tuple[Problem, ...] = ()


def write_posts(found: Takeover, feed: PublishedFeed, root: Path, show: Show, how: Settings) -> Written:
    """Write a post for each item of a feed that has none, under names that are free.

    An item without sound that apps can load is no episode.
    """
    lines: dict[str, str] = {}
    problems: list[Problem] = []
    for item in found.lost:
        if takeover.enclosure(item) is None:
            continue
        whole, why = _whole(item, how)
        taken = takeover.amendment(item, feed, ZoneInfo(show.timezone), is_repeat=item in found.repeats)
        slug = _write(whole, taken, root, show)
        lines[slug] = f"{slug}: post written (“{item.title}”)"
        if why:
            message, hint = f"its chapters could not be loaded from {item.chapters_at}: {why}", "list them with their times in the post"
            problems.append(Problem(Place(f"{layout.EPISODES}/{slug}.md"), message, hint, Severity.WARNING))
    return Written(lines, tuple(problems))


def _whole(item: PublishedItem, how: Settings) -> tuple[PublishedItem, str]:
    """The item with its chapters, or why these could not be loaded."""
    try:
        return loading.with_chapters(how, item), ""
    except LoadError as error:
        return item, str(error)


def _write(item: PublishedItem, taken: Amendment, root: Path, show: Show) -> str:
    """Write the post of an item; its slug."""
    known = Known(drafts.background(show), show.episodes.tags[:1], next(iter(show.episodes.languages), ""))
    otherwise = f"{item.date:%Y-%m-%d}" if item.date else item.slug
    return drafts.create(
        root, skeleton.slugs(episode_title(without_html(item.title), show.title), otherwise), imported.post(item, taken, known)
    ).stem


class _Wanted(NamedTuple):
    """Something that a post lacks, what loads it from where, and what to do if that fails, and how bad it is."""

    draft: Draft
    what: str
    source: str
    hint: str
    load: Callable[[], None]
    severity: Severity = Severity.ERROR


class _OldShow(NamedTuple):
    """What is known of all episodes of a feed: their language, and the addresses of pictures that are not an episode's own."""

    language: str
    covers: Container[str]


def load(posts: Iterable[tuple[Draft, Taken]], feed: PublishedFeed, how: Settings, watcher: Watcher) -> Report:
    """Load sound, transcript and picture of each post that has none, one after the other.

    What cannot be loaded is a problem of that post alone.
    """
    old = _OldShow(feed.language, {feed.cover, *_usual_cover(feed)})
    wanted = [one for draft, taken in posts for one in _wanted(draft, taken, old, how, watcher)]
    lines: list[str] = []
    problems: list[Problem] = []
    if wanted:
        watcher.began("loading", len(wanted))
    for one in wanted:
        try:
            one.load()
            lines.append(f"{one.draft.slug}: {one.what} loaded")
        except LoadError as error:
            message = f"its {one.what} could not be loaded from {one.source}: {error}"
            problems.append(Problem(Place(one.draft.path), message, one.hint, one.severity))
        watcher.ended("loading", one.draft.slug)
    return Report(tuple(lines), tuple(problems))


def _usual_cover(feed: PublishedFeed) -> Iterator[str]:
    """The picture that most episodes share: some hosts give the show's another address there."""
    for cover, count in Counter(item.cover for item in feed.items).most_common(1):
        if count > 1 and 2 * count > len(feed.items):
            yield cover


def _wanted(draft: Draft, taken: Taken, old: _OldShow, how: Settings, watcher: Watcher) -> Iterator[_Wanted]:
    """What the old feed has for a post that is of the same episode. With a video, YouTube has all of it."""
    post, recorded = draft.post, recordings.on_record(draft.folder)
    if post is None or post.video or post.guid not in (None, taken.item.guid):
        return
    own, sound = drafts.material_of(draft.beside, post, recorded), post.enclosure or takeover.enclosure(taken.item)
    if sound and not (own.audio or post.audio or (recorded and recorded.audio)):
        report = partial(_tell, watcher, draft.slug)
        yield _Wanted(draft, "sound", sound.address, _AS_SOUND, partial(loading.load_sound, how, sound, draft.folder, report))
    found = loading.transcripts(taken.item, post.language or old.language)
    if found and not (own.captions or (recorded and recorded.captions)):
        fetch = partial(loading.load_captions, how, found, draft.folder)
        yield _Wanted(draft, "transcript", found[0], _AS_CAPTIONS, fetch, Severity.WARNING)
    picture = taken.item.cover
    if picture and picture not in old.covers and not (own.thumbnail or post.thumbnail or (recorded and recorded.thumbnail)):
        draw = partial(loading.load_picture, how, picture, draft.folder)
        yield _Wanted(draft, "picture", picture, _AS_PICTURE, draw, Severity.WARNING)


def _tell(watcher: Watcher, slug: str, done: int, total: int | None) -> None:
    watcher.doing("loading", str(Progress(slug, "sound", done, total)))
