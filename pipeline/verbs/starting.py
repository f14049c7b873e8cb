"""The verb `new`: makes a post to edit from a video, and records beside it what YouTube was asked."""

import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from pipeline import stages
from pipeline.content import refusal, video
from pipeline.content.captions import Captions
from pipeline.content.problem import Place, Problem, Severity
from pipeline.content.recording import Recording, warnings
from pipeline.content.refusal import Refusal
from pipeline.content.show import Show
from pipeline.derive import skeleton
from pipeline.derive.title import episode_title
from pipeline.edge import files, layout, recordings, settings
from pipeline.edge.material import Named
from pipeline.edge.offline import Request
from pipeline.run import Watcher
from pipeline.steps import drafts, shows, timed
from pipeline.verbs.report import Report

_HINT = "give the address of one, such as https://www.youtube.com/watch?v=... or an id of 11 characters"


def new(url: str, root: Path, now: datetime, watcher: Watcher) -> Report:
    """Write a post to edit from what YouTube says of a video. No existing file is overwritten."""
    how, problems = settings.read(root, os.environ)
    video_id = video.named(url)
    if video_id is None:
        return Report((), (*problems, Problem(Place(url, 0), "this is not a YouTube video", _HINT)))
    show, wrong = shows.first(root)
    if show is None:
        return Report((), (*problems, *(wrong or (shows.NO_FEED,))))
    problems += wrong
    if there := _there(root, show, video_id):
        return Report((), (*problems, there))
    if not how.fetch:
        switched_off = Problem(Place(url, 0), refusal.SWITCHED_OFF.sentence, f"run `pipeline new {url}` on your own computer")
        return Report((), (*problems, switched_off))
    aside = root / layout.KEPT / ".new" / video_id  # where a run that was interrupted goes on
    request = Request(slug=video_id, folder=aside, post_video_id=video_id, named=Named(), feed_guid=show.guid, language=show.language)
    watcher.began("recording", 1)
    answer = stages.session(how, now, watcher).fetch(request)
    watcher.ended("recording", video_id)
    # A post is written even without sound: the next fetch asks for the sound again.
    found, refused = (answer, ()) if isinstance(answer, Recording) else (recordings.on_record(aside), (answer,))
    if found is None:
        return Report((), (*problems, *(Problem(Place(url, 0), one.sentence, one.step) for one in refused)))
    started = _start(root, show, found, refused, aside)
    return started._replace(problems=(*problems, *started.problems))


def _start(root: Path, show: Show, found: Recording, refused: Iterable[Refusal], aside: Path) -> Report:
    """Write the post: what it was made of and what to do next, and warnings about what YouTube `refused` and the recording lacks."""
    path = _write(root, show, found, aside)
    name, text = f"{layout.EPISODES}/{path.name}", path.read_text("utf-8")
    named = (one._replace(slug=path.stem) for one in refused)
    refusals = (Problem(Place(name), one.sentence, one.step, Severity.WARNING) for one in named)
    lacks = warnings(found, f"{name.removesuffix('.md')}/recording.json")
    return Report((f"{path}: edit it, then `make check`", *_contents(found, text), *_unnamed(text, show)), (*refusals, *lacks))


def _there(root: Path, show: Show, video_id: str) -> Problem | None:
    """The problem that a post has this video already, if one has."""
    for path in drafts.paths(root):
        post = drafts.draft(path, show).post if _may_have(path, video_id) else None
        if post and post.video and post.video.id == video_id:
            return Problem(Place(post.path, post.video.line), "this post already has the video", "edit it, or delete it first")
    return None


def _may_have(path: Path, video_id: str) -> bool:
    """Whether the file contains the video's id and so is worth parsing. A file that cannot be read is reported by `check`."""
    try:
        return video_id.encode() in files.read_source(str(path))
    except OSError:
        return False


def _write(root: Path, show: Show, found: Recording, aside: Path) -> Path:
    """Write the post under a name that is still free, then move the recording beside it."""
    about = found.video
    assert about is not None  # noqa: S101 - a video was asked for
    words = _words(found, aside)
    text = skeleton.post(about, words, _known(show))
    path = drafts.create(root, skeleton.slugs(episode_title(skeleton.title(about.title or ""), show.title), about.id), text)
    aside.rename(path.with_suffix(""))
    return path


def _known(show: Show) -> skeleton.Known:
    """What the feed file says; if it selects posts by tag or season, the new post gets the first of them."""
    wanted = show.episodes
    return skeleton.Known(show.host, show.language, show.timezone, wanted.tags[:1], next(iter(wanted.seasons), None))


def _words(found: Recording, folder: Path) -> Captions | None:
    if found.captions is None:
        return None
    return timed.read_captions(folder / found.captions.name, found.captions.name)[0]


def _contents(found: Recording, text: str) -> Iterator[str]:
    """Lines that say what the post was made of."""
    if found.video and found.video.chapters:
        yield f"its {len(found.video.chapters)} headings are YouTube's chapters"
    elif found.captions and text.count("\n### ") > 1:
        yield "its headings are what sounds like a question in the captions"
    elif found.captions:
        yield "nothing in the captions sounds like a question: write the headings, each above its answer"
    if found.captions:
        yield f"its words are the {found.captions.track or ''} captions' ({found.captions.language}), which nobody has edited"


def _unnamed(text: str, show: Show) -> Iterator[str]:
    """Lines that say where to name speakers whom the captions distinguish but nobody has named."""
    if "**Host:**" in text:
        yield f"who is Host? Write `host: ...` into {show.path}, with the full name, for all posts"
    if "**Guest:**" in text:
        yield "who is Guest? Write `guests: [...]` into the post's front matter, with the full name"
