"""Drafts: posts as they were read, with the problems in them."""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from pipeline.content import encoding, read_post
from pipeline.content.background import Background
from pipeline.content.post import Post
from pipeline.content.problem import NO_VIDEO, Place, Problem, Severity, errors
from pipeline.content.recording import Recording
from pipeline.content.show import Show
from pipeline.derive import episode, places
from pipeline.edge import files, layout, material, recordings
from pipeline.edge.faults import step
from pipeline.edge.material import Beside, Material, Named
from pipeline.keep import traces
from pipeline.keep.digests import fingerprint

NO_POST = Problem(
    Place(layout.EPISODES),
    "there is no post",
    "write episodes/<slug>.md, directly in that folder, or start one with `pipeline new URL`",
    Severity.WARNING,
)

_SOUND = rb"(?i)https?://[^\s\"'<>()\[\]]{1,500}\.(?:mp3|m4a|m4b|aac|ogg|oga|opus|wav|flac)(?![\w/.-])"


class Draft(NamedTuple):
    """A post as it was read, with what is in the folder beside it. `post` is None if nothing could be read.

    `path` is what messages call the file. `digest` is the SHA-256 of its bytes, empty if it was not read; `made_of` is a digest of all
    that the post was read from.
    """

    slug: str
    path: str
    digest: str
    beside: Beside
    post: Post | None
    problems: tuple[Problem, ...]
    made_of: str = ""

    @property
    def folder(self) -> Path:
        return self.beside.folder

    @property
    def usable(self) -> Post | None:
        """The post, unless an error keeps it back."""
        return None if errors(self.problems) else self.post


def names(root: Path) -> list[str]:
    """The sorted names of a show's post files. A name that begins with `_` is no post: blogs keep the text of a section in `_index.md`."""
    return [name for name in files.names(root / layout.EPISODES, material.POST_TYPES) if name[0] != "_"]


def paths(root: Path) -> tuple[Path, ...]:
    """The paths of a show's post files, sorted by name."""
    return tuple(root / layout.EPISODES / name for name in names(root))


def create(root: Path, slugs: Iterable[str], text: str) -> Path:
    """Write a post under the first of these endless names that no post, no folder and no part of the site has."""
    for slug in slugs:
        path = root / layout.EPISODES / f"{slug}.md"
        if not (places.is_own(slug) or any(os.path.lexists(path.with_suffix(suffix)) for suffix in ("", *material.POST_TYPES))):
            with suppress(FileExistsError):
                files.create(path, text.encode())
                return path
    raise AssertionError


def by_slug(root: Path) -> dict[str, Path]:
    """The paths of a show's post files by slug."""
    return {files.legible(path.stem): path for path in paths(root)}


def named(draft: Draft) -> tuple[str, ...]:
    """The files that a post names, relative to the post's folder."""
    return tuple(name for name in (draft.post.audio, draft.post.thumbnail) if name) if draft.post else ()


def traces_of_named(folder: Path, names: tuple[str, ...]) -> str:
    """The traces of the files that a post in `folder` names."""
    return "".join(traces.of_file(str(folder / name), name) for name in names)


def is_selected(post: Post, show: Show) -> bool:
    """Whether the show's feed file selects this post."""
    return episode.takes(show.episodes, post, show.language)


def selected(root: Path, show: Show) -> dict[str, Draft]:
    """The posts that a feed selects, by slug. One that cannot be read is selected by every feed, so that it is reported."""
    read = (draft(path, show) for path in paths(root))
    return {one.slug: one for one in read if one.post is None or is_selected(one.post, show)}


def none_selected(show: Show) -> Problem:
    """The warning that a feed file selects none of the posts there are."""
    hint = "widen it, or write into posts what it selects them by: tags, season or language"
    return Problem(Place(show.path), "`episodes:` selects no post", hint, Severity.WARNING)


def draft(path: Path, show: Show | None, name: str = "") -> Draft:
    """Read one post, with what the show knows of people and addresses. `name` is what messages call it; by default its path in the show."""
    slug, name = files.legible(path.stem), files.legible(name or f"{layout.EPISODES}/{path.name}")
    try:
        return _read(path, show, slug, name)
    except OSError as error:
        return Draft(slug, name, "", Beside(path.parent / path.stem, ()), None, (unreadable(path, name, error),))


def line_of_key(draft: Draft, key: str) -> int:
    """The line of a key in the front matter of a post; 1 if it is not there, or the post cannot be read any more."""
    try:
        data = (draft.folder.parent / Path(draft.path).name).read_bytes()
    except OSError:
        return 1
    return read_post.front_matter(data, draft.path).lines.get(key, 1)


def unreadable(path: Path, name: str, error: OSError) -> Problem:
    """The problem that a file, of the post or show that messages call `name`, cannot be read."""
    what = files.legible(Path(error.filename or path).name) or name
    return Problem(Place(name), f"{what} cannot be read: {error.strerror}", step(error))


def _read(path: Path, show: Show | None, slug: str, name: str) -> Draft:
    beside, size = material.look(path.parent / path.stem), path.stat().st_size
    if size > encoding.MAX_BYTES:
        problem = Problem(Place(name), f"{size:,} bytes are too many for a post", f"at most {encoding.MAX_BYTES:,}")
        return Draft(slug, name, "", beside, None, (problem,))
    data = files.read_source(str(path))
    known = background(show)
    post, problems = read_post.read(data, name, known)
    post = post and _spelled(post, path.parent)
    problems += tuple(_reserved(slug, post, name))
    if show and post:
        post = episode.numbered(show, post)
        problems += episode.unnumbered(show, post)
    own = material_of(beside, post)
    problems = _corrected(own, problems, post, beside, show, data=data)
    problems += (*material.problems(own, name), *(_picture_problems(post, data, beside.folder.parent) if post and post.thumbnail else ()))
    digest = hashlib.sha256(data).hexdigest()
    return Draft(slug, name, digest, beside, post, problems, fingerprint(digest, name, repr(known), show.title if show else ""))


def _reserved(slug: str, post: Post | None, path: str) -> Iterator[Problem]:
    """The names of a post, this one and former ones, that the site needs for itself."""
    for one in filter(places.is_own, (slug, *(post.formerly if post else ()))):
        hint = "rename the post" if one == slug else "remove it from `formerly:`"
        yield Problem(Place(path), f"the site needs the name `{one}` for itself", hint)


def background(show: Show | None) -> Background | None:
    """What a show's feed file says of its posts."""
    if show is None:
        return None
    return Background(show.assets, tuple(person.name for person in show.people), show.host, show.chapters, show.verbatim)


def _spelled(post: Post, folder: Path) -> Post:
    """The post with the names of its files as the disk has them."""
    if not (post.audio or post.thumbnail):
        return post
    return post._replace(
        audio=post.audio and files.spelled(folder, post.audio), thumbnail=post.thumbnail and files.spelled(folder, post.thumbnail)
    )


def _picture_problems(post: Post, data: bytes, folder: Path) -> tuple[Problem, ...]:
    """A warning if the picture that a post names does not exist, or is in a format that is not read.

    A name that may be an address of the blog is left alone: one of the web, from the blog's root, or in a folder such as `images/` that is
    not here.
    """
    named = post.thumbnail or ""
    if named.startswith("/") or "://" in named:
        return ()
    if os.path.exists(folder / named):  # noqa: PTH110 - pathlib's raises for a name that is too long
        if Path(named).suffix.lower() in material.PICTURE_TYPES:
            return ()
        what, hint = "is in a format that is not read", "save it as JPEG or PNG, and write its new name here"
    elif named.startswith(".") or (folder / named).parent.is_dir():
        what, hint = "does not exist", "put the picture there, or correct the path, which is relative to the post"
    else:
        return ()
    place = Place(post.path, read_post.front_matter(data, post.path).lines.get("thumbnail", 1))
    return (Problem(place, f"`thumbnail: {named}` {what}", hint, Severity.WARNING),)


def material_of(beside: Beside, post: Post | None, recorded: Recording | None = None) -> Material:
    """The host's own files for a post: those in its folder and those that it names, except what is on record as fetched."""
    named = Named.below(beside.folder.parent, post.audio, post.thumbnail) if post else Named()
    return material.find(beside, named, None, recorded.files if recorded else ())


def _line_of_sound(data: bytes) -> int | None:
    """The line with the first address of a sound file, under whatever key or in a player; None if there is none."""
    found = re.search(_SOUND, data)
    return found and data.count(b"\n", 0, found.start()) + 1


def _corrected(
    own: Material, problems: tuple[Problem, ...], post: Post | None, beside: Beside, show: Show | None, *, data: bytes
) -> tuple[Problem, ...]:
    """The problems of a post, corrected for its sound: which video it has matters only if it has no sound of its own, here or on record.

    The `data` of a post without either may name sound elsewhere, as that of a podcast does.
    """
    about = [problem for problem in problems if problem.code == NO_VIDEO]
    if not about:
        return problems
    others = tuple(problem for problem in problems if problem.code != NO_VIDEO)
    if own.audio:
        return others
    recorded, slug = recordings.on_record(beside.folder), files.legible(beside.folder.name)
    sound = recorded.audio if recorded and recorded.audio and recorded.audio.origin == "host" else None
    if sound and show and show.store:  # where it is, or nobody can say so yet
        return others
    place = about[0].place
    if sound:
        return (*others, Problem(place, f"{sound.name} is recorded, but is not in {layout.EPISODES}/{slug}/", "put it back there"))
    if post is None or post.videos:
        return problems
    hint = f"or put audio.mp3 and captions.vtt into {layout.EPISODES}/{slug}/. If the post was renamed, rename its folder too"
    if elsewhere := _line_of_sound(data):
        hint = f"or, if your podcast has a feed, let `pipeline import FEED --posts` load the sound that line {elsewhere} names; {hint}"
    if astray := material.sounds_astray(beside):
        hint = f"or write {' or '.join(f'`audio: {files.legible(name)}`' for name in astray)} into it, if that is its sound"
    return (*others, *(problem._replace(hint=f"{problem.hint}; {hint}") for problem in about))
