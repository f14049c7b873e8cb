"""The pipeline on one page: extract -> fetch -> attach -> generate."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline import drafts, pictures, prepare
from pipeline.attach import Attached, Shared, Work, attach, standing
from pipeline.content.problem import Problem
from pipeline.content.recording import Recording
from pipeline.content.refusal import Kind, Refusal
from pipeline.content.show import Show
from pipeline.content.trouble import Trouble
from pipeline.derive import chapters, episode, feed, loudness, places, transcript, writeback
from pipeline.derive.episode import Episode, Picture
from pipeline.derive.pages import Look, pages
from pipeline.derive.plan import Waiting
from pipeline.drafts import Draft
from pipeline.edge import artwork, fetch, files, store
from pipeline.edge.settings import Settings
from pipeline.prepare import Pictures
from pipeline.run import Site, Watcher, Workshop, each, fingerprint, recipe

Answers = dict[str, Recording | Refusal]


@dataclass(frozen=True, slots=True)
class Built:
    """A show's site as it would be now. `waiting` tells what is not due and why, `failed` what could not be made.

    `unrecorded` are the slugs of episodes for which YouTube is still to be asked for something.

    `portraits` are people's pictures by their place in the site. `place` is the store that sound lives in, or why it cannot be asked; None
    where it lives in the site.
    """

    show: Show
    site: Site
    pictures: Pictures
    portraits: dict[str, Path]
    made: dict[str, Attached]
    waiting: tuple[Waiting, ...]
    failed: tuple[str, ...]
    problems: tuple[Problem, ...]
    place: store.Place | Trouble | None = None
    unrecorded: tuple[str, ...] = ()

    @property
    def episodes(self) -> tuple[Episode, ...]:
        return tuple(one.episode for one in self.made.values() if one.episode)

    @property
    def loudness(self) -> str:
        """How loud the episodes are, in a few words; empty where that is not known."""
        return loudness.line(_levels(self.made))


def extract(root: Path, show: Show) -> dict[str, Draft]:
    """Read the posts that this feed takes, by slug. One that cannot be read is taken by every feed, so that it is named."""
    read = (drafts.draft(path, f"episodes/{path.name}", show) for path in files.named(root / "episodes", drafts.POST_TYPES))
    return {one.slug: one for one in read if one.post is None or episode.takes(show.episodes, one.post, show.language)}


def session(settings: Settings, now: datetime, watcher: Watcher) -> fetch.Session:
    """The fetches of this run, which the watcher hears of."""
    return fetch.Session(settings, now, lambda step: watcher.doing("recording", _words(step)))


def record(wanted: dict[str, Draft], show: Show, session: fetch.Session, watcher: Watcher, *, again: bool = False) -> Answers:
    """Record what is missing of each episode, one after the other, until the outside world refuses to answer at all."""
    requests = [drafts.request(one, one.usable, show, again=again) for one in wanted.values() if one.usable]
    watcher.began("recording", len(requests))
    answers: Answers = {}
    for request in requests:
        answers[request.slug] = session.fetch(request)
        watcher.ended("recording", request.slug)
    return answers


def generate(show: Show, made: tuple[Attached, ...], drawn: Pictures, portraits: dict[str, Path]) -> Site:
    """The whole site: feed, pages, and the files of each episode."""
    episodes = tuple(one.episode for one in made if one.episode)
    picture = Picture(places.SHOW_COVER, artwork.COVER, artwork.COVER)
    card, icon = Picture(places.SHOW_CARD, *artwork.CARD), Picture(places.SHOW_ICON, prepare.ICON, prepare.ICON)
    texts = dict(pages(show, episodes, Look(cover=picture, card=card, icon=icon)))
    texts |= feed.documents(show, (feed.item(show, one) for one in episodes), picture)
    for one in episodes:
        texts |= _companions(one)
    placed = portraits | {path: drawn[role] for role, path in pictures.PLACED.items()}
    return Site(texts, {path: source for one in made for path, source in one.files.items()} | placed)


def build(root: Path, show: Show, session: fetch.Session, watcher: Watcher, *, ask: bool = True) -> Built:
    """All four stages for one show. What was built before and cannot be built now stays as it was; without `ask` nothing is recorded."""
    workshop = Workshop(root / ".pipeline" / show.name)
    source, problems = pictures.own_cover(root, show)
    show, portraits, faceless = pictures.portraits(root, show, workshop)
    drawn = prepare.show_pictures(show, source, workshop)
    place = _place(root, show, session.settings, ask=ask)
    posts = extract(root, show)
    wanted = {slug: one for slug, one in posts.items() if one.usable and not one.usable.draft}
    answers = record(wanted, show, session, watcher) if ask else _on_record(wanted)
    waiting = {slug: why for slug, one in posts.items() if (why := drafts.waits(one, answers.get(slug), show, session.now))}
    works = dict(_works(wanted, answers, waiting, Shared(show, drawn, workshop, recipe(), fingerprint(source, show.title), place)))
    made = each("attaching", attach, works, watcher)
    failed = tuple(slug for slug in posts if slug not in waiting and not (slug in made and made[slug].episode))
    unrecorded = (slug for slug in wanted if not isinstance(answers.get(slug), Recording))
    made |= {slug: one for slug in (*failed, *unrecorded) if (one := standing(workshop, slug))}
    kept = tuple(one for slug in posts if (one := made.get(slug)) and one.episode)
    return Built(
        show=show,
        site=generate(show, kept, drawn, portraits),
        pictures=drawn,
        portraits=portraits,
        made=made,
        waiting=tuple(waiting.values()),
        failed=failed,
        problems=(
            *problems,
            *faceless,
            *(problem for slug, one in posts.items() for problem in drafts.told(one, answers.get(slug), early=slug in waiting)),
            *(problem for one in made.values() for problem in one.problems),
            *loudness.problems(_levels(made), show.audio.loudness if show.audio else None, show.path),
        ),
        place=place,
        unrecorded=tuple(slug for slug, answer in answers.items() if _is_open(answer)),
    )


def _is_open(answer: Recording | Refusal) -> bool:
    """Whether YouTube is still to be asked for something."""
    return answer.reason.kind is not Kind.SHOW if isinstance(answer, Refusal) else not answer.complete


def _levels(made: dict[str, Attached]) -> dict[str, float]:
    return {slug: one.loudness for slug, one in made.items() if one.episode and one.loudness is not None}


def _place(root: Path, show: Show, settings: Settings, *, ask: bool) -> store.Place | Trouble | None:
    if show.store is None:
        return None
    return store.opened(show.store, root, settings) if ask else Trouble(f"{show.store} is asked when you publish", "run `pipeline publish`")


def _words(step: fetch.Progress) -> str:
    share = f" {step.done * 100 // step.total} %" if step.total else ""
    return f"{step.slug}: {step.step}{share}"


def _on_record(wanted: dict[str, Draft]) -> Answers:
    return {slug: found for slug, one in wanted.items() if (found := fetch.have(one.folder))}


def _works(wanted: dict[str, Draft], answers: Answers, waiting: Container[str], shared: Shared) -> Iterator[tuple[str, Work]]:
    for slug, one in wanted.items():
        answer = answers.get(slug)
        if isinstance(answer, Recording) and one.usable and slug not in waiting:
            yield slug, Work(shared, one.usable, one.digest, answer, one.folder)


def _companions(one: Episode) -> dict[str, bytes]:
    """The small files beside a page: chapters and transcript, as far as there are any."""
    texts: dict[str, str] = {}
    if one.chapters:
        texts[places.chapters_json(one.slug)] = chapters.chapters_json(one.chapters)
        texts[places.chapters_text(one.slug)] = writeback.chapters(one)
    if one.alignment and one.cues:
        texts[places.transcript(one.slug, "vtt")] = transcript.vtt(one.cues)
        texts[places.transcript(one.slug, "srt")] = transcript.srt(transcript.subtitles(one.alignment, one.media.duration))
        texts[places.transcript(one.slug, "json")] = transcript.transcript_json(one.cues)
        texts[places.captions(one.slug)] = writeback.captions(one)
    return {path: text.encode() for path, text in texts.items() if text}
