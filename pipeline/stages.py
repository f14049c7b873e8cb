"""The pipeline on one page: extract -> fetch -> attach -> generate."""

import hashlib
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from pipeline import prepare
from pipeline.attach import Attached, Shared, Work, attach, standing
from pipeline.content import read_post, read_show, web
from pipeline.content.post import Post
from pipeline.content.problem import Place, Problem, Severity, errors
from pipeline.content.recording import Enclosure, Recording, warnings
from pipeline.content.refusal import Kind, Refusal
from pipeline.content.show import Show
from pipeline.content.trouble import Trouble
from pipeline.derive import chapters, episode, feed, loudness, places, transcript
from pipeline.derive.episode import Episode, Picture
from pipeline.derive.pages import Look, pages
from pipeline.derive.plan import Waiting
from pipeline.edge import artwork, enclosure, fetch, files, material, store
from pipeline.edge.settings import Settings
from pipeline.prepare import Pictures
from pipeline.run import Site, Watcher, Workshop, each, fingerprint, recipe

POST_TYPES = (".md", ".markdown", ".mdx")
FEED_TYPES = (".yaml", ".yml")
PORTRAIT_TYPES = (".jpg", ".jpeg", ".png", ".webp")
LARGEST = 8_000_000  # bytes of a post: ten novels

_PLACED = {"cover": places.SHOW_COVER, "card": places.SHOW_CARD, "icon": places.SHOW_ICON}
_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


Answers = dict[str, Recording | Refusal]


@dataclass(frozen=True, slots=True)
class Draft:
    """A post as it was read, and the folder for what is recorded about it. `post` is None where nothing could be read."""

    slug: str
    path: str
    digest: str
    folder: Path
    post: Post | None
    problems: tuple[Problem, ...]

    @property
    def usable(self) -> Post | None:
        """The post, where no error keeps it back."""
        return None if errors(self.problems) else self.post


@dataclass(frozen=True, slots=True)
class Built:
    """A show's site as it would be now. `waiting` tells what is not due and why, `failed` what could not be made.

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

    @property
    def episodes(self) -> tuple[Episode, ...]:
        return tuple(one.episode for one in self.made.values() if one.episode)

    @property
    def loudness(self) -> str:
        """How loud the episodes are, in a few words; empty where that is not known."""
        return loudness.line(_levels(self.made))


def shows(root: Path) -> tuple[tuple[Show | None, tuple[Problem, ...]], ...]:
    """Every feed file: what was read of it, and what is wrong with it."""
    return tuple(read_show.read(path.read_bytes(), f"feeds/{path.name}") for path in files.named(root / "feeds", FEED_TYPES))


def draft(path: Path, name: str, show: Show | None) -> Draft:
    """Read one post, called `name` in messages, with what the show knows of people and addresses."""
    slug, folder, size = path.stem, path.with_suffix(""), path.stat().st_size
    if size > LARGEST:
        return Draft(
            slug, name, "", folder, None, (Problem(Place(name), f"{size:,} bytes are too many for a post", f"at most {LARGEST:,}"),)
        )
    data = path.read_bytes()
    people = tuple(person.name for person in show.people) if show else ()
    post, problems = read_post.read(data, name, show.assets if show else None, people, show.host if show else None)
    if not _SLUG.fullmatch(slug):
        problems += (Problem(Place(name), f"`{slug}` cannot be part of an address", "name the file with letters, digits, - and _"),)
    own = material.find(folder, folder.parent / post.audio if post and post.audio else None, None, ())
    if own.audio:
        problems = tuple(problem for problem in problems if problem.code != "video")
    problems += material.problems(own, name)
    return Draft(slug, name, hashlib.sha256(data).hexdigest(), folder, post, problems)


def extract(root: Path, show: Show) -> dict[str, Draft]:
    """Read the posts that this feed takes, by slug. One that cannot be read is taken by every feed, so that it is named."""
    drafts = (draft(path, f"episodes/{path.name}", show) for path in files.named(root / "episodes", POST_TYPES))
    return {one.slug: one for one in drafts if one.post is None or episode.takes(show.episodes, one.post, show.language)}


def record(drafts: dict[str, Draft], show: Show, settings: Settings, now: datetime, watcher: Watcher, *, again: bool = False) -> Answers:
    """Record what is missing of each episode, one after the other, until the outside world refuses to answer at all."""
    requests = [_request(one, one.usable, show, again=again) for one in drafts.values() if one.usable]
    watcher.began("recording", len(requests))
    answers: Answers = {}
    for request, answer in fetch.fetch_all(requests, settings, now, lambda step: watcher.doing("recording", _words(step))):
        answers[request.slug] = answer
        watcher.ended("recording", request.slug)
    return answers


def generate(show: Show, made: tuple[Attached, ...], pictures: Pictures, portraits: dict[str, Path]) -> Site:
    """The whole site: feed, pages, and the files of each episode."""
    episodes = tuple(one.episode for one in made if one.episode)
    picture = Picture(places.SHOW_COVER, artwork.COVER, artwork.COVER)
    card, icon = Picture(places.SHOW_CARD, *artwork.CARD), Picture(places.SHOW_ICON, prepare.ICON, prepare.ICON)
    texts = dict(pages(show, episodes, Look(cover=picture, card=card, icon=icon)))
    texts |= feed.documents(show, tuple(feed.item(show, one) for one in episodes), picture)
    for one in episodes:
        texts |= _companions(one)
    placed = portraits | {path: pictures[role] for role, path in _PLACED.items()}
    return Site(texts, {path: source for one in made for path, source in one.files.items()} | placed)


def build(root: Path, show: Show, settings: Settings, now: datetime, watcher: Watcher, *, ask: bool = True) -> Built:
    """All four stages for one show. What was built before and cannot be built now stays as it was; without `ask` nothing is recorded."""
    workshop = Workshop(root / ".pipeline" / show.name)
    source, problems = _own_cover(root, show)
    show, portraits, faceless = _portraits(root, show, workshop)
    pictures, drawn = prepare.show_pictures(show, source, workshop), fingerprint(source, show.title)
    place = _place(root, show, settings, ask=ask)
    drafts = extract(root, show)
    wanted = {slug: one for slug, one in drafts.items() if one.usable and not one.usable.draft}
    answers = record(wanted, show, settings, now, watcher) if ask else _on_record(wanted)
    waiting = {slug: why for slug, one in drafts.items() if (why := _waits(one, answers.get(slug), show, now))}
    works = dict(_works(wanted, answers, waiting, Shared(show, pictures, workshop, recipe(), drawn, place)))
    made = each("attaching", attach, works, watcher)
    failed = tuple(slug for slug in drafts if slug not in waiting and not (slug in made and made[slug].episode))
    unrecorded = (slug for slug in wanted if not isinstance(answers.get(slug), Recording))
    made |= {slug: one for slug in (*failed, *unrecorded) if (one := standing(workshop, slug))}
    kept = tuple(one for slug in drafts if (one := made.get(slug)) and one.episode)
    return Built(
        show=show,
        site=generate(show, kept, pictures, portraits),
        pictures=pictures,
        portraits=portraits,
        made=made,
        waiting=tuple(waiting.values()),
        failed=failed,
        problems=(
            *problems,
            *faceless,
            *(problem for slug, one in drafts.items() for problem in told(one, answers.get(slug))),
            *(problem for one in made.values() for problem in one.problems),
            *loudness.problems(_levels(made), show.audio.loudness if show.audio else None, show.path),
        ),
        place=place,
    )


def carry(root: Path, built: Built, watcher: Watcher) -> Built:
    """Put new sound into the show's store and look at it as listeners do; the site that then is true, which is the same where all went well.

    An episode whose sound could not be carried keeps the one that listeners have, and is left out where they have none.
    """
    uploads = {slug: one.upload for slug, one in built.made.items() if one.upload}
    if built.place is None or not uploads:
        return built
    watcher.began("uploading", len(uploads))
    answers = enclosure.carry(
        uploads.values(),
        built.place,
        lambda slug, done, total: watcher.doing("uploading", f"{slug}: {done * 100 // max(total, 1)} %"),
        lambda slug: watcher.ended("uploading", slug),
    )
    made, problems = dict(built.made), []
    for slug, answer in answers.items():
        known = uploads[slug].known
        if isinstance(answer, Enclosure):
            enclosure.note(root / "episodes" / slug, answer)
        else:
            problems.append(enclosure.problem(answer, f"episodes/{slug}.md", known))
        made[slug] = made[slug].announcing(answer if isinstance(answer, Enclosure) else known)
    if all(made[slug].enclosure == built.made[slug].enclosure for slug in answers):
        return built
    kept = tuple(one for one in made.values() if one.episode)
    lost = tuple(slug for slug in answers if not made[slug].episode)
    return replace(
        built,
        site=generate(built.show, kept, built.pictures, built.portraits),
        made=made,
        failed=(*built.failed, *lost),
        problems=(*built.problems, *problems),
    )


def _levels(made: dict[str, Attached]) -> dict[str, float]:
    return {slug: one.loudness for slug, one in made.items() if one.episode and one.loudness is not None}


def _place(root: Path, show: Show, settings: Settings, *, ask: bool) -> store.Place | Trouble | None:
    if show.store is None:
        return None
    return store.opened(show.store, root, settings) if ask else Trouble(f"{show.store} is asked when you publish", "run `pipeline publish`")


def _request(draft: Draft, post: Post, show: Show, *, again: bool) -> fetch.Request:
    return fetch.Request(
        slug=draft.slug,
        folder=draft.folder,
        post_video_id=post.video.id if post.video else None,
        own_audio=draft.folder.parent / post.audio if post.audio else None,
        own_picture=draft.folder.parent / post.thumbnail if post.thumbnail else None,
        feed_guid=show.guid,
        language=post.language or show.language,
        again=again,
        sound_needed=show.store is None,
    )


def _words(step: fetch.Progress) -> str:
    share = f" {step.done * 100 // step.total} %" if step.total else ""
    return f"{step.slug}: {step.step}{share}"


def _on_record(drafts: dict[str, Draft]) -> Answers:
    return {slug: found for slug, one in drafts.items() if (found := fetch.have(one.folder))}


def _waits(draft: Draft, answer: Recording | Refusal | None, show: Show, now: datetime) -> Waiting | None:
    """Why an episode is not due or not ready, where nothing is wrong with it."""
    post = draft.usable
    if post is None:
        return None
    title = episode.title(post.title, show.title)
    if post.draft:
        return Waiting(draft.slug, title, None, "it is a draft")
    if isinstance(answer, Refusal):
        return (
            Waiting(draft.slug, title, answer.until, answer.reason.sentence)
            if answer.reason.kind is Kind.WAIT and not answer.stops
            else None
        )
    moment = episode.published(post, answer, show.timezone)
    if moment and not episode.due(moment, now):
        return Waiting(draft.slug, title, moment, "it is dated then")
    return None if answer else Waiting(draft.slug, title, None, "it is not recorded yet; publish records it")


def _works(wanted: dict[str, Draft], answers: Answers, waiting: Container[str], shared: Shared) -> Iterator[tuple[str, Work]]:
    for slug, one in wanted.items():
        answer = answers.get(slug)
        if isinstance(answer, Recording) and one.usable and slug not in waiting:
            yield slug, Work(shared, one.usable, one.digest, answer, one.folder)


def told(one: Draft, answer: Recording | Refusal | None) -> Iterator[Problem]:
    """What is to be said of a post and of its record."""
    yield from one.problems
    if isinstance(answer, Refusal):
        line = one.post.video.line if one.post and one.post.video else 1
        detail = f" [{answer.detail}]" if answer.detail else ""
        yield Problem(Place(one.path, line), f"{answer.sentence}{detail}", answer.reason.step.replace("SLUG", one.slug))
    elif answer and one.usable:
        yield from warnings(answer, f"{one.path.rpartition('.')[0]}/recording.json")


def _companions(one: Episode) -> dict[str, bytes]:
    """The small files beside a page: chapters and transcript, as far as there are any."""
    texts: dict[str, str] = {}
    if one.chapters:
        texts[places.chapters_json(one.slug)] = chapters.chapters_json(one.chapters)
        texts[places.chapters_text(one.slug)] = chapters.youtube_list(one.chapters)
    if one.alignment and one.cues:
        texts[places.transcript(one.slug, "vtt")] = transcript.vtt(one.cues)
        texts[places.transcript(one.slug, "srt")] = transcript.srt(transcript.subtitles(one.alignment, one.media.duration))
        texts[places.transcript(one.slug, "json")] = transcript.transcript_json(one.cues)
    return {path: text.encode() for path, text in texts.items() if text}


def _own_cover(root: Path, show: Show) -> tuple[bytes | None, tuple[Problem, ...]]:
    if show.cover is None:
        return None, ()
    try:
        source = (root / "feeds" / show.cover).read_bytes()
    except OSError:
        hint = "put the picture beside the feed file, or leave `cover` out to have one drawn"
        return None, (Problem(Place(show.path), f"`cover: {show.cover}` is not there", hint, Severity.WARNING),)
    problems = artwork.problems(source, Place(show.path))
    return (None if errors(problems) else source), problems


def _portraits(root: Path, show: Show, workshop: Workshop) -> tuple[Show, dict[str, Path], tuple[Problem, ...]]:
    """The pictures of people that lie beside the feed file, by their place in the site; the show does not name those that cannot be used.

    They are copied: what lies in a site is never written in place, and a host may do that with a picture.
    """
    found: dict[str, Path] = {}
    people, problems = [], []
    for person in show.people:
        name = person.image if person.image and not web.address(person.image) else None
        source, place = root / "feeds" / (name or ""), places.asset(name or "")
        if name and source.is_file() and source.suffix.lower() in PORTRAIT_TYPES and place not in _PLACED.values():
            found[place] = workshop.path(f".portraits/{name}")
            if not files.same(found[place], data := source.read_bytes()):
                files.write(found[place], data)
        elif name:
            hint = f"put a picture ({', '.join(PORTRAIT_TYPES)}) of another name beside the feed file, or leave `image` out"
            problems.append(Problem(Place(show.path), f"`image: {name}` of {person.name} cannot be used", hint, Severity.WARNING))
        people.append(person if name is None or place in found else replace(person, image=None))
    return replace(show, people=tuple(people)), found, tuple(problems)
