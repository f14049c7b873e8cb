"""The verb `import`: takes over a feed from elsewhere into the posts of this show."""

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.content import amend, read_post, web
from pipeline.content.keys import languages, yamltext
from pipeline.content.problem import NO_VIDEO, Place, Problem, Severity
from pipeline.content.show import Show
from pipeline.content.text.plaintext import squeeze
from pipeline.derive.adoption import inheritance
from pipeline.derive.adoption.takeover import Taken, Takeover, enclosure, takeover
from pipeline.derive.earlier import reader
from pipeline.derive.earlier.published import PublishedFeed, PublishedItem, UnreadableError
from pipeline.edge import files, listeners, settings
from pipeline.run import Watcher
from pipeline.steps import drafts, shows
from pipeline.steps.drafts import Draft
from pipeline.verbs import adopting
from pipeline.verbs.report import Report, joined

_PATIENCE = 120.0  # seconds for all pages of a feed


class _Matched(NamedTuple):
    """The posts of a show and their files, by slug, and which item of the feed each belongs to."""

    paths: dict[str, Path]
    posts: dict[str, Draft]
    found: Takeover


def take_over(root: Path, feed: str, watcher: Watcher, *, posts: bool = False) -> Report:
    """Write GUID, date, enclosure, season, number and kind of each item of a feed into the matching post; nothing else is changed.

    `feed` is an address or a file. With `posts`, an item without a post gets one, and a post without sound that of its item. No existing
    file is overwritten, and what could not be loaded is loaded by the next run.
    """
    how, problems = settings.read(root, os.environ)
    old_feed, wanting = _read(feed, how)
    if old_feed is None:
        return Report((), (*problems, *wanting))
    show, wrong = _heir(root, old_feed)
    if posts and show is None:
        return Report((), (*problems, *(wrong or (shows.NO_FEED,))))
    known, written = _matched(root, old_feed, show), adopting.Written({})
    unread = [draft for draft in known.posts.values() if _is_unread(draft)]
    if posts and show and not unread:
        written = adopting.write_posts(known.found, old_feed, root, show, how)
        known = _matched(root, old_feed, show) if written.lines else known
    taken = known.found.taken
    amended = [_write(one, known.paths[one.post.slug]) for one in taken if one.post.slug not in written.lines]
    if posts:
        amended.append(adopting.load(((known.posts[one.post.slug], one) for one in taken), old_feed, how, watcher))
    advice = (
        *_unmatched(known.found),
        *_kept(known.found, unread if posts else (), posts=posts),
        *_unlisted(taken),
        *(_inherited(old_feed, show, root) if show else ()),
    )
    undated = (_undated(one) for one in taken if not (one.item.date or one.post.date or one.post.video))
    return joined((
        Report((), (*problems, *wanting)),
        Report(tuple(written.lines.values()), written.problems),
        *amended,
        Report(advice, (*undated, *wrong, *(problem for draft in unread for problem in draft.problems if problem.code != NO_VIDEO))),
    ))  # fmt: skip


def _heir(root: Path, feed: PublishedFeed) -> shows.Read:
    """Of several shows, the one with the title of the feed, else one in its language, else the first that can be read."""
    title, read = squeeze(feed.title).casefold(), shows.read(root)
    named = (one for one in read if one[0] and one[0].title.casefold() == title)
    spoken = (one for one in read if one[0] and languages.are_same(one[0].language, feed.language))
    return next(named, None) or next(spoken, None) or shows.first(root)


def _matched(root: Path, feed: PublishedFeed, show: Show | None) -> _Matched:
    """The posts as they are now, and their items."""
    paths = drafts.by_slug(root)
    posts = {slug: drafts.draft(path, show) for slug, path in paths.items()}
    read = [(draft.post, read_post.front_matter(paths[slug].read_bytes(), draft.path)) for slug, draft in posts.items() if draft.post]
    found = takeover(feed, read, show.title if show else "", show.timezone if show else "UTC")
    return _Matched(paths, posts, found)


def _is_unread(draft: Draft) -> bool:
    """Whether a post may be any item's, since a slip keeps it from saying which episode it is about."""
    return draft.post is None or (draft.post.guid is None and not {"guid", "title"}.isdisjoint(draft.post.unread))


def _read(feed: str, how: settings.Settings) -> tuple[PublishedFeed | None, tuple[Problem, ...]]:
    """The feed with all its pages, and what it lacks; or why it cannot be read."""
    address, place = web.address(feed), Place(feed, 0)
    try:
        if address is None:
            data = Path(feed).read_bytes()
            found = reader.read((data,))
            return found, (*_lacking(found, place), *_continued(data, place))
        fetched = listeners.pages(address, how, seconds=_PATIENCE)
        if fetched.pages:
            found = reader.read(fetched.pages)
            return found, tuple(_lacking(found, place))
        if fetched.fault:
            return None, (_unreadable(place, fetched.fault),)
        what = f"the feed could not be fetched: {fetched.why}"
    except UnreadableError as error:
        return None, (_unreadable(Place(feed, error.line), error),)
    except OSError as error:
        what = f"the feed could not be read: {error.strerror}"
    return None, (Problem(place, what, "give the address of the show's RSS feed, or a file that it was saved to"),)


def _unreadable(place: Place, why: UnreadableError) -> Problem:
    return Problem(place, f"this cannot be read as a feed of RSS 2.0: {why}", why.hint)


def _lacking(feed: PublishedFeed, place: Place) -> Iterator[Problem]:
    """That a feed has no episodes."""
    if not feed.items:
        hint = "look at its address in a browser: each episode should be an <item> there, spelled like this"
        yield Problem(place, "this feed has no episodes", hint, Severity.WARNING)


def _continued(data: bytes, place: Place) -> Iterator[Problem]:
    """That a file has only the first page of a feed."""
    if older := reader.older(data):
        hint = "import the feed's address, so that they are taken over, too"
        yield Problem(place, f"its older episodes are not in this file, but on another page: {older}", hint, Severity.WARNING)


def _write(taken: Taken, path: Path) -> Report:
    """Write what a post takes over into its file; a line about that, and problems if it could not be written."""
    slug, keys = taken.post.slug, tuple(taken.amendment.lines)
    if not keys:
        state = "differs" if taken.problems else "nothing to write"
        return Report((f"{slug}: {state} (“{taken.item.title}”)",), taken.problems)
    data = path.read_bytes()
    amended = amend.amend(data, taken.amendment)
    if amended is None:
        lines = "; ".join(f"`{key}: {value}`" for key, value in taken.amendment.lines.items())
        cannot = Problem(Place(taken.post.path), "its front matter cannot be changed automatically", f"write {lines}")
        return Report((f"{slug}: not written (“{taken.item.title}”)",), (*taken.problems, cannot))
    files.rewrite(path, amended)
    return Report((f"{slug}: {', '.join(keys)} written (“{taken.item.title}”)",), taken.problems)


def _undated(taken: Taken) -> Problem:
    """That nothing says when an episode came out, not even a video."""
    what = f"the feed has no date of “{taken.item.title}” that can be read"
    return Problem(Place(taken.post.path), what, "write `date:` into the post, or it comes out as the newest episode", Severity.WARNING)


def _unmatched(found: Takeover) -> Iterator[str]:
    """Lines about items and posts that have no counterpart, items first."""
    for item, slugs in found.items:
        if len(slugs) > 1:
            yield f"not sure: {_named(item)} could be {' or '.join(slugs)}; write `guid: {item.guid}` into the right one"
        elif slugs:
            yield f"not sure: {_named(item)} and another could both be {slugs[0]}; write the right one's `guid:` into it"
        else:
            yield f"no post: {_named(item)}{_why_silent(item)}"
    for item, first in found.hidden.items():
        yield f"left out: {_named(item)} has the GUID of {_named(first)}, so apps show only that; to have both, write a post for it"
    for item, first in found.repeats.items():
        yield f"the same sound: {_named(item)} has that of {_named(first)}, which keeps its address; it gets another one"
    unsure = {slug for _, slugs in found.items for slug in slugs}
    for post in found.posts:
        if post.slug not in unsure:
            yield f"not in the feed: {post.path}"


def _named(item: PublishedItem) -> str:
    day = f", {item.date:%Y-%m-%d}" if item.date else ""
    return f"“{item.title}”{day}"


def _why_silent(item: PublishedItem) -> str:
    """Why an item gets no post, if that is because of its sound."""
    if not item.enclosure:
        return " (it has no sound)"
    return "" if enclosure(item) else f" (the address of its sound leads nowhere: {item.enclosure})"


def _kept(found: Takeover, unread: Collection[Draft], *, posts: bool) -> Iterator[str]:
    """What to do about items without a post. `unread` are posts that might be theirs. What has no sound is no episode."""
    if found.lost and unread:
        why = "no post is written while one cannot be read, since it may be that of an episode"
        yield f"{why}: correct {', '.join(draft.path for draft in unread)} first"
    elif lost := sum(bool(item.enclosure) for item in found.lost):
        what = "one episode that has no post" if lost == 1 else f"{lost} episodes that have no post"
        quickly = "" if posts else "import with --posts, which writes posts and loads the sound; or "
        yield f"to keep {what}: {quickly}write one of that title, put its sound beside it as audio.mp3, and import again"


def _unlisted(taken: Iterable[Taken]) -> Iterator[str]:
    """What to do about episodes that the feed asks directories not to show, which a post cannot ask of them."""
    if slugs := [one.post.slug for one in taken if one.item.blocked.lower() == "yes"]:
        named = " and ".join(filter(None, (", ".join(slugs[:-1]), slugs[-1])))
        yield f"directories do not list {named} there (itunes:block), but will here; to keep an episode from all apps, write `draft: yes`"


def _inherited(feed: PublishedFeed, show: Show, root: Path) -> Iterator[str]:
    """What the feed file should say."""
    table, _ = yamltext.read((root / show.path).read_text("utf-8-sig"), show.path)
    return inheritance.advice(feed, show, table.entries)
