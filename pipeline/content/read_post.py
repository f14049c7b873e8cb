"""Reads a post from its bytes: encoding, front matter, people, video, conversation, show notes."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from pipeline.content import encoding, fences, frontmatter, markup, mentioned, video
from pipeline.content.frontmatter import FrontMatter
from pipeline.content.interview import dialogue, dress, notes, players, shownotes
from pipeline.content.interview.beginnings import Beginnings, counted, scan
from pipeline.content.interview.cast import Cast, gather, handle, host_among, host_in, speakers
from pipeline.content.interview.conversation import Circumstances, build, first_question
from pipeline.content.interview.labels import has_form_of_name, is_role, joined, label_of, without_anchor
from pipeline.content.interview.lexicon import LETTERS, SIGNING_OFF
from pipeline.content.interview.outline import span
from pipeline.content.interview.players import Bounds
from pipeline.content.markup import Block, Document
from pipeline.content.post import Post, Section, Video
from pipeline.content.problem import Place, Problem, Severity
from pipeline.content.words import ends_asking, holds_mark, squeeze

# In characters: people are introduced within the first part of a post.
_INTRO = 8_000
_ENOUGH = 3  # turns, at least, of whoever is known as the host by asking
_CREDIT = 60  # characters, at most, of the phrase that such a text begins with
# In words: from this length on, a post without chapters is worth a warning.
_LONG = 500
_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


def read(
    data: bytes,
    path: str,
    assets: str | None,
    people: tuple[str, ...] = (),
    host: str | None = None,
) -> tuple[Post | None, tuple[Problem, ...]]:
    """One post, None if nothing could be read, and everything that is wrong with it.

    `path` is relative to the show's folder; `assets` is the blog's address; `people` and `host` are full names from the feed file. A
    missing, wrong or ambiguous video is a problem with the code `video`, which sound beside the post makes up for.
    """
    text, problems = encoding.decode(data, path)
    if text is None:
        return None, problems
    matter, body, first_line, unclosed = fences.split(text, path)
    front, wrong = frontmatter.read(matter, path)
    if unclosed:
        front = front._replace(readable=False)
    problems = (*problems, *unclosed, *wrong)
    try:
        document = markup.parse(body, first_line)
    except markup.TooDeepError:
        return None, (
            *problems,
            Problem(
                Place(path, first_line),
                "this post cannot be read, because its tags are nested too deeply",
                "remove the tags that are not needed",
            ),
        )
    post, more = _Reader(document, front, path, assets, people, host).read()
    return post, tuple(sorted((*problems, *_unmerged(text, path), *_unclosed(document, path), *more)))


def _unmerged(text: str, path: str) -> Iterator[Problem]:
    """What git leaves in a file after a merge conflict (git-merge(1), "How conflicts are presented"), which nobody is meant to read."""
    begin = f"\n{text}".find("\n<<<<<<< ")
    middle = text.find("\n=======\n", begin) if begin >= 0 else -1
    if middle >= 0 and "\n>>>>>>> " in text[middle:]:
        hint = "keep one of the two versions, and delete the lines <<<<<<<, ======= and >>>>>>>; indent them if they are an example"
        yield Problem(Place(path, text.count("\n", 0, begin) + 1), "a merge conflict was not resolved here", hint)


def _unclosed(document: Document, path: str) -> Iterator[Problem]:
    """Tags left open: a warning if the text behind them is read all the same, else an error."""
    for left in document.unclosed:
        end = "-->" if left.tag == "!--" else f"</{left.tag}>"
        message = f"`<{left.tag}` is not closed" + ("" if left.closed else ", so the text after it is not read")
        hint = f"remove the tag, or close it with `{end}`" if left.tag != "plaintext" else "remove the tag, which cannot be closed"
        yield Problem(Place(path, left.line), message, hint, Severity.WARNING if left.closed else Severity.ERROR)


class _Parts(NamedTuple):
    """What was found in a post's text. `blocks[start:end]` is the conversation; `videos` are all that the post names, each once."""

    slug: str
    title: str
    blocks: tuple[Block, ...]
    start: int
    end: int
    host: str | None
    cohosts: tuple[str, ...]
    sections: tuple[Section, ...]
    video: Video | None
    videos: tuple[Video, ...]


class _Reader(NamedTuple):
    """What a post consists of, and what the feed file adds."""

    document: Document
    front: FrontMatter
    path: str
    assets: str | None
    people: tuple[str, ...]
    feed_host: str | None

    def read(self) -> tuple[Post, tuple[Problem, ...]]:
        """The post, and what is wrong with its name, its people, its conversation and its video."""
        front, slug = self.front, PurePosixPath(self.path).stem
        title, untitled = _title(front, self.document.blocks, slug, self.path)
        blocks = dress.with_questions(dialogue.opened(self.document), self.document.source, title)
        found = players.find(self.document, self.path)
        named, misnamed = _named_video(front, self.path)
        headings = [index for index, block in enumerate(blocks) if block.level]
        begun = scan(blocks)
        cast, names, host, guest = self._people(blocks, headings, begun, title)
        begun = counted(begun, names)
        about = players.presumed(found, named, front.blog_video)
        start, end = span(blocks, headings, _labelled(begun), _line_of_player(about), title)
        known = Circumstances(
            self.path,
            title,
            names,
            begun,
            cast,
            host,
            _alone(front, names, host),
            guest,
            self.assets,
            about.id if about else None,
        )
        sections, noted = build(blocks[start:end], start, known)
        video_at = Bounds(first_question(sections, labelled=bool(names)), blocks[start].line if start < len(blocks) else None)
        main, unclear = players.choose(found, named or misnamed, front.blog_video, video_at, self.path)
        videos = _each_once((*((named,) if named else ()), *found.players, *found.offers, *(() if main else found.moments)))
        cohosts = tuple(name for name in dict.fromkeys(cast.resolve_given(one) or one for one in front.hosts) if name != host)
        post = self._composed(_Parts(slug, title, blocks, start, end, host, cohosts, sections, main, videos))
        misplaced = notes.misplaced(blocks[:start], self.path)
        formless = _formless(post, names, blocks) if front.chapters is not False and known.alone is None else ()
        return post, (*_unfit(slug, self.path), *untitled, *misplaced, *noted, *formless, *(unclear if self._needs_video(main) else ()))

    def _composed(self, parts: _Parts) -> Post:
        """The post, made of its parts and of the front matter."""
        front, title, sections = self.front, parts.title, parts.sections
        above, talk, below = parts.blocks[: parts.start], parts.blocks[parts.start : parts.end], parts.blocks[parts.end :]
        main_id = parts.video.id if parts.video else None
        intro, closing = shownotes.around(above, (*below, *self.document.footnotes), title, main_id, self.assets)
        return Post(
            slug=parts.slug,
            path=self.path,
            title=title,
            date=front.date,
            video=parts.video,
            videos=parts.videos,
            host=parts.host,
            guests=_guests(front, sections, (parts.host, *parts.cohosts)),
            intro=intro,
            notes=mentioned.whole(intro, closing),
            summary=front.summary if front.summary not in (None, title) else shownotes.summary(above, title),
            sections=sections,
            links=shownotes.links(talk, main_id, self.assets),
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
            locations=front.locations,
            license=front.license,
            translations=front.translations,
            cohosts=parts.cohosts,
            unread=tuple(sorted(front.refused)) if front.readable else frontmatter.KEYS,
        )

    def _needs_video(self, main: Video | None) -> bool:
        """Whether a missing video is a fault of this post: not if it names a sound file, or if what it names could not be read."""
        front = self.front
        return main is not None or (front.readable and front.audio is None and "audio" not in front.refused)

    def _people(
        self, blocks: Sequence[Block], headings: Sequence[int], begun: Beginnings, title: str
    ) -> tuple[Cast, dict[str, str | None], str | None, str | None]:
        """Who is known, which labels are speakers, who the host is, and the guest where only one is known."""
        front = self.front
        written = _written(blocks, begun)
        named = host_in(written) or host_in(_credit(blocks))
        intro_host = named if named not in front.guests else None  # `Host: Ada Example, welcome!` addresses the guest
        hosts = tuple(name for name in (*front.hosts, self.feed_host, intro_host) if name)
        given = (*front.guests, *hosts, *front.speakers, *self.people, *front.authors)
        cast = gather(given, title, written, [item.label for items in begun.values() for item in items if item.label])
        host = front.host or intro_host or self.feed_host
        host = (cast.resolve_given(host) or host) if host else None
        talk = next((index for index in headings if blocks[index].level > 1), len(blocks))
        beneath = _beneath_questions(blocks, headings)
        above = _above((blocks[index].text for index in headings), cast)
        names = speakers(begun, cast, host, front.guests or front.speakers, beneath, talk=talk)
        names |= _entitled(blocks, headings, cast, title)
        host = host or host_among((names | above).values(), front.guests, cast, title) or _only_asking(above, names)
        host = host or (_asking_most(blocks, begun, names) if names and not front.guests else None)
        answering = any(name and name != host and not is_role(name) for name in names.values())
        if front.guests or front.speakers or answering or not (names or beneath):
            return cast, names | above, host, _only_guest(front, host)
        from pipeline.content.interview.invited import invited  # noqa: PLC0415 - most posts name who answers

        others = (*hosts, *filter(None, above.values()))
        guest = invited(title, written, others, "\n".join(block.text for block in blocks), front.authors)
        if guest and names:
            cast = cast._replace(given=(*cast.given, guest))
            names = speakers(begun, cast, host, (guest,), beneath, talk=talk)
        return cast, names | above, host, guest


def _written(blocks: Sequence[Block], begun: Beginnings) -> str:
    """The text above the first label, where people are introduced, and what is said behind that label.

    `Host: Ana Ruiz` names the host if it occurs once. A role that occurs again is a speaker's label, and `Host: Ana, welcome!` addresses
    the guest.
    """
    labels = [(index, item.label) for index, items in begun.items() for item in items if item.label]
    counts = Counter(label.name for _, label in labels)
    speaking = ((index, label) for index, label in labels if not is_role(label.name) or counts[label.name] > 1)
    first, label = next(speaking, (len(blocks), None))
    told: list[str] = []
    room = _INTRO
    for index, block in enumerate(blocks[: first + 1]):
        if room > 0 and (block.tag in ("p", "ul") or block.level):
            called = label.length if label and index == first and is_role(label.name) else 0
            told.append(squeeze(block.text[called:]))
            room -= len(told[-1]) + 1
    return "\n".join(told)[:_INTRO]


def _credit(blocks: Sequence[Block]) -> str:
    """What one of the last three blocks says of who made the text: `The interview was conducted by Ana Ruiz.`"""
    return next((block.text for block in blocks[-3:] if block.text[:_CREDIT].lstrip().casefold().startswith(SIGNING_OFF)), "")


def _above(headings: Iterable[str], cast: Cast) -> dict[str, str | None]:
    """Who asks in headings (`### Omar Bell: Where does salt come from?`): labels that occur several times, or name a known person."""
    asking = (label_of(squeeze(text)) for text in headings if (":" in text or "：" in text) and holds_mark(text))
    counts = Counter(label.name for label in asking if label and not label.loose and label.name not in LETTERS)
    return {name: cast.resolve(name) or name for name, count in counts.items() if count > 1 or cast.resolve_told(name)}


def _entitled(blocks: Sequence[Block], headings: Sequence[int], cast: Cast, title: str) -> dict[str, str | None]:
    """Who speaks below headings that are names and come back: two or more, of whom the title or a paragraph mentions one."""
    counts = Counter([blocks[index].text for index in headings])
    again = [name for name, count in counts.items() if count > 1 and " " in name and has_form_of_name(name)]
    told = (title, *(block.text for block in blocks if not block.level)) if len(again) > 1 else ()
    known = any(name in text for text in told for name in again)
    return {name: cast.resolve(name) or name for name in again} if known else {}


def _only_asking(above: dict[str, str | None], names: dict[str, str | None]) -> str | None:
    """The one who is labelled in headings that ask, and never below them."""
    asking = {*above.values()} - {*names.values()}
    return next(iter(asking)) if len(asking) == 1 and len({*above.values()}) == 1 else None


def _asking_most(blocks: Sequence[Block], begun: Beginnings, names: dict[str, str | None]) -> str | None:
    """The one of several speakers most of whose turns end in a question, while those of the others hardly do."""
    told: dict[str, list[bool]] = {}
    for index, items in begun.items():
        name = names.get(items[0].label.name) if items[0].label else None
        if name and not is_role(name):
            told.setdefault(name, []).append(ends_asking(blocks[index].text.rstrip()))
    asking = [name for name, asked in told.items() if len(asked) >= _ENOUGH and sum(asked) * 2 > len(asked)]
    answering = [name for name, asked in told.items() if sum(asked) * 4 < len(asked)]
    return asking[0] if len(asking) == 1 and len(answering) == len(told) - 1 > 0 else None


def _beneath_questions(blocks: Sequence[Block], headings: Sequence[int]) -> frozenset[int]:
    """The first block below each heading that asks, comments left aside."""
    asking = (index for index in headings if blocks[index].level > 1 and holds_mark(blocks[index].text))
    first = (next((below for below in range(index + 1, len(blocks)) if blocks[below].tag != "-comment"), index) for index in asking)
    return frozenset(index for index in first if not blocks[index].level)


def _each_once(videos: tuple[Video, ...]) -> tuple[Video, ...]:
    found: dict[str, Video] = {}
    for item in videos:
        found.setdefault(item.id, item)
    return tuple(found.values())


def _labelled(begun: Beginnings) -> list[int]:
    return [index for index, items in begun.items() for item in items if item.label]


def _line_of_player(about: Video | None) -> int:
    """The line after which the conversation begins. An address that leads into the middle of a video is inside the conversation."""
    return about.line if about and about.form != "timed address" else 0


def _formless(post: Post, names: dict[str, str | None], blocks: Sequence[Block]) -> tuple[Problem, ...]:
    """A warning about a long text in which neither questions nor speakers were found: perhaps they are written in an unusual way."""
    words = sum(len(block.text.split()) for block in blocks) if not post.headings and not names else 0
    if words < _LONG:
        return ()
    message = f"no questions or speakers were found in {words:,} words, so there is only one chapter, and no names"
    hint = "write questions as headings (### ...) and **Name:** before what somebody says, or set `chapters: off`"
    return (Problem(Place(post.path, blocks[0].line), message, hint, Severity.WARNING),)


def _unfit(slug: str, path: str) -> tuple[Problem, ...]:
    """An error if the file's name cannot be a folder or part of an address."""
    if _SLUG.fullmatch(slug):
        return ()
    return (
        Problem(
            Place(path),
            f"`{slug}` cannot be used in an episode's address",
            "rename the file: letters from A to Z, digits, - and _ are safe",
        ),
    )


def _title(front: FrontMatter, blocks: Sequence[Block], slug: str, path: str) -> tuple[str, tuple[Problem, ...]]:
    if front.title:
        return squeeze(front.title), ()
    heading = next((block for block in blocks if block.level == 1 and block.text.strip()), None)
    if heading:
        return without_anchor(squeeze(heading.text)), ()
    if "title" in front.refused or not front.readable:
        return _from_slug(slug), ()
    problem = Problem(
        Place(path), "the post has no title", "write `title: ...` into the front matter, between two lines of --- at the very top"
    )
    return _from_slug(slug), (problem,)


def _from_slug(slug: str) -> str:
    return squeeze(slug.replace("-", " ").replace("_", " "))


def _named_video(front: FrontMatter, path: str) -> tuple[Video | None, Problem | None]:
    """The video that the front matter names by id or address."""
    if not front.video:
        return None, None
    line = front.lines["video"]
    found = front.video if video.is_id(front.video) else video.id_of(front.video)
    if found:
        return Video(found, line, "front matter"), None
    hint = "write its address, or its id: the eleven characters after v="
    return None, Problem(Place(path, line), f"`video: {front.video}` is not a YouTube video", hint, code="video")


def _alone(front: FrontMatter, names: dict[str, str | None], host: str | None) -> str | None:
    """Who speaks where no label says so: the only person of a talk, who may answer questions (`A:`) afterwards."""
    named = tuple(dict.fromkeys((*front.speakers, *front.guests)))
    if len(front.speakers) == 1 and not front.guests and not host:
        return front.speakers[0]
    only_letters = all(name in LETTERS for name in names)
    return named[0] if only_letters and len(named) == 1 and not host and " " in named[0] else None


def _only_guest(front: FrontMatter, host: str | None) -> str | None:
    guests = front.guests or tuple(name for name in front.speakers if name not in (*front.hosts, host))
    return guests[0] if len(guests) == 1 and (" " in guests[0] or not guests[0].isascii()) else None


def _guests(front: FrontMatter, sections: Sequence[Section], hosts: Container[str | None]) -> tuple[str, ...]:
    """The guests in the front matter, else everybody who says something and is no host.

    A handle is replaced by the name of the speaker it fits.
    """
    said = (turn for section in sections for turn in section.turns if any(paragraph.spoken for paragraph in turn.paragraphs))
    speaking = dict.fromkeys(turn.speaker for turn in said if turn.speaker)
    named = tuple(name for name in speaking if name not in hosts and not is_role(name) and not joined(name))
    if not front.guests:
        return named
    if len(front.guests) == 1 and len(named) == 1 and " " not in front.guests[0]:
        return named
    by_handle = {handle(name): name for name in named}
    return tuple(dict.fromkeys(by_handle.get(handle(name), name) for name in front.guests))
