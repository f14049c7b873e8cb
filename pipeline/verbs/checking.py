"""The verb `check`: lists every problem of a show, and the chapters that each post will have."""

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from pipeline.content import refusal
from pipeline.content.keys import languages
from pipeline.content.post import Post
from pipeline.content.problem import Place, Problem, Severity, errors
from pipeline.content.recording import RecordedFile, Recording
from pipeline.content.refusal import Refusal
from pipeline.content.show import ChapterSource, Show
from pipeline.content.text import timecode
from pipeline.derive.align import report
from pipeline.derive.take import Take
from pipeline.edge import layout, material, recordings
from pipeline.edge.media.sound import SoundError
from pipeline.keep.workshop import Workshop, kept_folder
from pipeline.run import Watcher, each
from pipeline.steps import answers, collisions, drafts, pictures, shows, timed
from pipeline.steps.drafts import Draft
from pipeline.steps.misplaced import doubled, misplaced
from pipeline.verbs.report import Report

_UNKNOWN_LENGTH = 100 * timecode.HOUR  # of a recording that is not on record yet: longer than any
_UNUSED = "  the captions have no punctuation, or are a translation: they make no transcript\n"
_WITHOUT_CHAPTERS = {
    ChapterSource.OFF: "",
    ChapterSource.HEADINGS: "  no headings, so one chapter: write ### before a question to make it another, or `chapters: questions` or `chapters: listed` above\n",
    ChapterSource.QUESTIONS: "  no headings, and the host asks nothing that is clear by itself and answered at length, so one chapter: write ### before another\n",
    ChapterSource.LISTED: "  neither the post nor its video lists chapters, so one: list them in the post, such as `12:34 How it began`\n",
}


class _Selected(NamedTuple):
    """A post, and the language of the show that selects it, empty if that is not known."""

    draft: Draft
    language: str


def check(root: Path, watcher: Watcher) -> Report:
    """Every problem of the show, and for each post that can be given times its chapters with these."""
    problems = [*doubled(root), *misplaced(root)]
    posts: dict[str, _Selected] = {}
    feeds: list[tuple[Show, Mapping[str, Draft]]] = []
    found, written = shows.checked(root), drafts.by_slug(root)
    for show, wrong in found:
        problems += wrong
        if show:
            selected = drafts.selected(root, show)
            problems += (*collisions.found(selected.values()), *_pictured(root, show))
            posts |= {slug: _Selected(draft, show.language) for slug, draft in selected.items()}
            feeds.append((show, selected))
            if written and not selected:
                problems.append(drafts.none_selected(show))
    problems += (*_crowded(feeds), *_of_two_languages(feeds))
    if not all(show for show, _ in found):  # whatever the feed that cannot be read selects
        unread = {slug: path for slug, path in written.items() if slug not in posts}
        posts |= {slug: _Selected(drafts.draft(path, None), "") for slug, path in unread.items()}
    reports = dict(each("aligning", _checked, posts, watcher))
    lines = [line for slug in posts for line in reports[slug].lines]
    if all(show and not errors(wrong) for show, wrong in found):
        lines += _left_out(written, posts)
    if not written:
        problems.append(drafts.NO_POST)
    return Report(tuple(lines), (*problems, *(problem for checked in reports.values() for problem in checked.problems)))


def _crowded(feeds: Sequence[tuple[Show, Collection[str]]]) -> Iterator[Problem]:
    """Feeds, with the slugs of their posts, that would put the sound of an episode at one address, though its tags name the feed."""
    for (other, before), (show, slugs) in combinations(feeds, 2):
        both = sorted(set(before).intersection(slugs))
        if both and show.store and other.store and show.store.media == other.store.media:
            message = (
                f"`media:` is the same as in {other.path}, so `{both[0]}` would have one address in both feeds, and each would replace the "
                "other's file"
            )
            hint = "give each feed a folder of its own in `store:` and `media:`"
            yield Problem(Place(show.path), message, hint, Severity.WARNING)


def _of_two_languages(feeds: Sequence[tuple[Show, Mapping[str, Draft]]]) -> Iterator[Problem]:
    """Posts that feeds of different languages share by mistake: one without a language counts as written in that of each feed."""
    chosen = [(show, posts) for show, posts in feeds if show.episodes.languages]
    for (show, posts), (other, others) in combinations(chosen, 2):
        if languages.are_same(show.language, other.language):
            continue
        for slug, draft in posts.items():
            if slug in others and draft.post and not draft.post.language:
                message = f"both {show.path} and {other.path} take this post, because it says no language"
                hint = f"write `language: {show.language}` or `language: {other.language}` into it"
                yield Problem(Place(draft.path), message, hint, Severity.WARNING)


def _left_out(written: Mapping[str, Path], selected: Container[str]) -> Iterator[str]:
    """A line for each post that no feed selects, with what feeds select by: a blog has such posts, but a tag may be misspelt."""
    for slug, path in written.items():
        post = None if slug in selected else drafts.draft(path, None).post
        if post:
            tags, season, language = ", ".join(post.tags) or "none", post.season or "none", post.language or "the feed's"
            yield f"{post.path}: no feed selects it (tags: {tags}; season: {season}; language: {language})"


def _pictured(root: Path, show: Show) -> tuple[Problem, ...]:
    """Problems with the cover and the portraits that a feed file names."""
    if show.cover is None and not any(person.image_file for person in show.people):
        return ()
    workshop = Workshop(kept_folder(root, show.name))
    return (*pictures.own_cover(root, show, workshop)[1], *pictures.portraits(root, show, workshop)[2])


def _checked(selected: _Selected) -> Report:
    """A post's problems, and its chapter table if it can be given times."""
    draft, language = selected
    post, (recorded, trouble) = draft.usable, recordings.recorded(draft.slug, draft.folder)
    wrong = tuple(answers.problems_of(draft, trouble if post else None))
    if post is None:
        return Report((), wrong)
    sound, unheard = _heard(draft, post, recorded)
    duration, wrong = sound.duration if sound else None, (*wrong, *unheard)
    lacking = answers.lacking(post, recorded) if recorded else ()
    path, words, damage = timed.captions_of(draft, recorded, language)
    if path is None or (recorded and recorded.captions and path.name == recorded.captions.name):
        damage = (*damage, *lacking)
    if words:
        times = timed.timed(post, words, Take(duration or words.ends[-1], language, recorded))
    else:
        times = timed.marked(post, Take(duration or _UNKNOWN_LENGTH, language, recorded))
    problems = (*wrong, *damage, *times.problems)
    if words or times.chapters:
        table = report.chapter_table(times.chapters) if times.chapters or post.headings else _WITHOUT_CHAPTERS[post.chapters]
        unused = _UNUSED if words and post.verbatim and not (post.is_conversation or times.alignment) else ""
        return Report((draft.path, f"{unused}{table}"), problems)
    return Report(() if path else (f"{draft.path}: {_without_captions(post, recorded)}", ""), problems)


def _without_captions(post: Post, recorded: Recording | None) -> str:
    if not post.is_conversation:
        return "no conversation, so it needs no captions"
    if post.video and not recorded:
        return "no captions yet: `make fetch` records them"
    return f"no captions yet: put captions.vtt or captions.srt from any tool into {layout.EPISODES}/{post.slug}/"


def _heard(draft: Draft, post: Post, recorded: Recording | None) -> tuple[RecordedFile | None, tuple[Problem, ...]]:
    """The sound as a publish would record it, else as it is on record, and the problem that keeps the host's own from being recorded."""
    own, on_record = drafts.material_of(draft.beside, post, recorded).audio, recorded.audio if recorded else None
    if refused := _unusable(draft, post, recorded, own):
        return on_record, (answers.refused(draft, refused),)
    try:
        return material.record_sound(own, draft.folder, on_record) if own else on_record, ()
    except SoundError as error:
        return on_record, (Problem(Place(draft.path), error.message, error.hint),)


def _unusable(draft: Draft, post: Post, recorded: Recording | None, own: Path | None) -> Refusal | None:
    """Why the sound that a post names cannot be used; a file that is gone may be on record, and in a store."""
    if own and not material.allowed(own, draft.folder):
        return Refusal(draft.slug, refusal.OUTSIDE, material.relative(own, draft.folder.parent))
    if not post.audio:
        return None
    named = draft.folder.parent / post.audio
    on_record = recorded.audio.name if recorded and recorded.audio and recorded.audio.origin == "host" else None
    if own != named and on_record != material.relative(named, draft.folder):
        return Refusal(draft.slug, refusal.NO_FILE, post.audio)
    return None
