"""A post from its bytes: encoding, front matter, people, video, conversation, show notes."""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from pipeline.content import encoding, frontmatter, markup, video
from pipeline.content.frontmatter import FrontMatter
from pipeline.content.interview import players, shownotes
from pipeline.content.interview.beginnings import Beginnings, counted, scan
from pipeline.content.interview.cast import Cast, gather, host_in, speakers
from pipeline.content.interview.conversation import Circumstances, build, first_question
from pipeline.content.interview.labels import is_role
from pipeline.content.interview.outline import span
from pipeline.content.markup import Block, Document
from pipeline.content.post import Post, Section, Video
from pipeline.content.problem import Place, Problem
from pipeline.content.words import squeeze

# Who is who is told in the first so many characters.
_INTRO = 8_000


def read(
    data: bytes,
    path: str,
    assets: str | None,
    people: tuple[str, ...] = (),
    host: str | None = None,
) -> tuple[Post | None, tuple[Problem, ...]]:
    """One post and everything that is wrong with it. None where nothing could be read.

    `path` is the post's, relative to the show's folder; `assets` the blog's address; `people` and `host` are full names that the
    feed file knows. A missing or ambiguous video is a Problem with the code `video`: sound beside the post makes up for it.
    """
    text, problems = encoding.decode(data, path)
    if text is None:
        return None, problems
    yaml, body, first_line, unclosed = frontmatter.split(text, path)
    front, wrong = frontmatter.read(yaml, path)
    try:
        document = markup.parse(body, first_line)
    except markup.TooDeep:
        return None, (*problems, *unclosed, *wrong, Problem(Place(path, first_line), "the text is nested too deeply to be read", "remove needless tags"))
    post, more = _assemble(document, front, path, assets, people, host)
    return post, tuple(sorted((*problems, *unclosed, *wrong, *more)))


def _assemble(
    document: Document,
    front: FrontMatter,
    path: str,
    assets: str | None,
    people: tuple[str, ...],
    feed_host: str | None,
) -> tuple[Post, tuple[Problem, ...]]:
    blocks = document.blocks
    slug = PurePosixPath(path).stem
    title, title_line, untitled = _title(front, blocks, slug, path)
    found = players.find(document, path)
    named, misnamed = _named_video(front, path)
    begun = scan(blocks)
    cast, names, host = _people(blocks, begun, front, title, people, feed_host)
    begun = counted(begun, names)
    labelled = [index for index, items in begun.items() if any(item.label for item in items)]
    start, end = span(blocks, labelled, (named or next(iter(found.players + found.offers), None) or Video("", 0, "")).line, title)
    known = Circumstances(path, title, names, begun, {name: name for name in cast.given if " " in name}, cast.given, host, _alone(front, names, host), assets)
    sections, noted = build(blocks[start:end], start, known)
    main, unclear = players.choose(found, named, front.blog_video, first_question(sections), blocks[start].line if start < len(blocks) else None, path)
    intro, closing = shownotes.around(blocks[:start], (*blocks[end:], *document.footnotes), title, main.id if main else None, assets)
    mentioned = shownotes.links(blocks[start:end], main.id if main else None, assets)
    post = Post(
        slug=slug,
        path=path,
        title=title,
        title_line=title_line,
        date=front.date,
        video=main,
        videos=tuple(dict.fromkeys((*((named,) if named else ()), *found.players, *found.offers))),
        host=host,
        guests=_guests(front, cast, sections, host),
        intro=intro,
        notes=shownotes.notes(intro, closing, mentioned),
        summary=front.summary or shownotes.summary(blocks[:start], title),
        sections=sections,
        links=mentioned,
        language=front.language,
        tags=front.tags,
        season=front.season,
        episode=front.episode,
        type=front.type or "full",
        explicit=front.explicit,
        guid=front.guid,
        audio=front.audio,
        thumbnail=front.thumbnail,
        draft=bool(front.draft),
        chapters=front.chapters is not False,
        enclosure=front.enclosure,
        soundbites=front.soundbites,
    )
    return post, (*untitled, *found.problems, *misnamed, *noted, *(() if front.audio else unclear))


def _title(front: FrontMatter, blocks: Sequence[Block], slug: str, path: str) -> tuple[str, int, tuple[Problem, ...]]:
    if front.title:
        return squeeze(front.title), front.lines["title"], ()
    heading = next((block for block in blocks if block.level == 1 and block.text.strip()), None)
    if heading:
        return squeeze(heading.text), heading.line, ()
    problem = Problem(Place(path), "no title", "write `title: ...` into the front matter, between two lines of --- at the very top")
    return squeeze(slug.replace("-", " ").replace("_", " ")), 1, (problem,)


def _named_video(front: FrontMatter, path: str) -> tuple[Video | None, tuple[Problem, ...]]:
    """The video of the front matter: an id or an address."""
    if not front.video:
        return None, ()
    line = front.lines["video"]
    found = front.video if video.is_id(front.video) else video.id_of(front.video)
    if found:
        return Video(found, line, "front matter"), ()
    hint = "write its address, or the eleven letters, digits, - or _ after v="
    return None, (Problem(Place(path, line), f"`video: {front.video}` is no YouTube video", hint, code="video"),)


def _people(
    blocks: Sequence[Block],
    begun: Beginnings,
    front: FrontMatter,
    title: str,
    people: tuple[str, ...],
    feed_host: str | None,
) -> tuple[Cast, dict[str, str | None], str | None]:
    """Who is known, which labels are speakers, and who the host is."""
    intro = blocks[: min(begun, default=_INTRO) + 1]
    written = "\n".join(squeeze(block.text) for block in intro if block.tag in ("p", "ul") or block.level)[:_INTRO]
    intro_host = host_in(written)
    given = (*front.guests, *(name for name in (front.host, feed_host, intro_host) if name), *front.speakers, *people, *front.authors)
    cast = gather(given, title, written, (item.label for items in begun.values() for item in items if item.label))
    host = front.host or intro_host or feed_host
    host = (cast.resolve_given(host) or host) if host else None
    return cast, speakers(begun, cast, host), host


def _alone(front: FrontMatter, names: dict[str, str | None], host: str | None) -> str | None:
    """Who speaks where no label says it: the one person of a talk."""
    named = tuple(dict.fromkeys((*front.speakers, *front.guests)))
    return named[0] if not names and len(named) == 1 and not host and " " in named[0] else None


def _guests(front: FrontMatter, cast: Cast, sections: Sequence[Section], host: str | None) -> tuple[str, ...]:
    """Those that the front matter names, else everybody who speaks and is not the host."""
    speaking = dict.fromkeys(turn.speaker for section in sections for turn in section.turns if turn.speaker and not is_role(turn.speaker))
    if front.guests:
        full = {name: cast.resolve_given(re.split(r"[-_. ]", name)[0]) or name for name in front.guests}
        by_handle = {re.sub(r"\W", "", name).casefold(): name for name in speaking}
        return tuple(dict.fromkeys(by_handle.get(re.sub(r"\W|_", "", name).casefold(), full[name] if " " in name else name) for name in front.guests))
    return tuple(name for name in speaking if name != host)
