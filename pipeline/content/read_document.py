"""Reads a post from its document: title, people, video, conversation, show notes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from pipeline.content import frontmatter, mentioned, video
from pipeline.content.background import Background
from pipeline.content.frontmatter import FrontMatter
from pipeline.content.interview import dialogue, notes, participants, players, raised, shownotes, timestamps
from pipeline.content.interview.beginnings import Beginnings, counted, labels, scan
from pipeline.content.interview.conversation import Circumstances, build, first_question
from pipeline.content.interview.crediting import credits_in, without_contents, without_parts
from pipeline.content.interview.extent import extent
from pipeline.content.interview.labels import without_anchor
from pipeline.content.interview.participants import Participants
from pipeline.content.interview.players import Bounds
from pipeline.content.interview.shownotes import Origin
from pipeline.content.interview.signposts import introduces
from pipeline.content.interview.text import Text
from pipeline.content.listed import Listed
from pipeline.content.markup.block import Block
from pipeline.content.markup.document import Document
from pipeline.content.post import Post, Section, Video
from pipeline.content.problem import NO_VIDEO, Place, Problem, Severity
from pipeline.content.show import ChapterSource
from pipeline.content.text import dates
from pipeline.content.text.plaintext import squeeze, without_signs
from pipeline.content.text.slug import is_slug

_LONG = 500  # words: from this length on, a post without chapters is worth a warning
_WIDER = 3  # times, at least, that of the first chapter in a list is the time of the last; those of a schedule are nearer to each other
_A_FILM = r"https?://(?!.*youtu)|[\w./-]+\.(?:mp4|webm|mov|m4v)$"  # elsewhere than on YouTube


def read(
    document: Document, front: FrontMatter, path: str, feed: Background, transcript: int | None = None
) -> tuple[Post, tuple[Problem, ...]]:
    """The post, and all that is wrong with its text, in which a transcript of the front matter begins in line `transcript`."""
    post, found = _Reader(document, front, path, feed, transcript).read()
    return post, (*_unclosed(document, path), *found)


class _Talk(NamedTuple):
    """The conversation in the text of a post, which is `text.blocks[start:end]`, and the people who take part in it."""

    text: Text
    people: Participants
    start: int
    end: int


class _Findings(NamedTuple):
    """What was found in a post. `videos` are all that it names, each once, and `video` is the episode's."""

    slug: str
    title: str
    talk: _Talk
    sections: tuple[Section, ...]
    video: Video | None
    videos: tuple[Video, ...]


class _Reader(NamedTuple):
    """What a post consists of, and what the feed file adds. A transcript of the front matter begins in line `transcript` of the document."""

    document: Document
    front: FrontMatter
    path: str
    feed: Background
    transcript: int | None

    @property
    def chapters(self) -> ChapterSource:
        return self.front.chapters or self.feed.chapters

    def read(self) -> tuple[Post, tuple[Problem, ...]]:
        """The post, and what is wrong with its name, its people, its conversation and its video."""
        front, slug = self.front, PurePosixPath(self.path).stem
        title, untitled = _title(front, self.document.blocks, slug, self.path)
        blocks = raised.with_questions(dialogue.opened(self.document), self.document.source, title)
        found = players.NONE if front.without_video else players.find(self.document, self.path)
        named, misnamed = _named_video(front, self.path)
        about = players.presumed(found, named, front.blog_video)
        talk = self._talk(title, blocks, about)
        sections, noted = self._sections(title, talk, about)
        main, unclear = players.choose(found, named or misnamed, front.blog_video, _bounds(talk, sections), self.path)
        videos = _each_once((*((named,) if named else ()), *found.players, *found.offers, *(() if main else found.moments)))
        post = self._composed(_Findings(slug, title, talk, sections, main, videos))
        misplaced = notes.misplaced(notes.written(blocks[: talk.start], self.path), self.path)
        is_talk = post.chapters not in (ChapterSource.OFF, ChapterSource.LISTED) and talk.people.alone is None
        formless = _formless(post, talk.people.names, blocks) if is_talk else ()
        return post, (*_unfit(slug, self.path), *untitled, *misplaced, *noted, *formless, *(unclear if self._needs_video(main) else ()))

    def _talk(self, title: str, blocks: Sequence[Block], about: Video | None) -> _Talk:
        """The conversation in these blocks. `about` is the video that the post is probably about."""
        scanned = without_contents(without_parts(scan(blocks), blocks), blocks)
        if self.transcript is not None:
            text, people = self._taking_part(title, blocks, scanned)
            return _Talk(text, people, sum(block.line <= self.transcript for block in blocks), len(blocks))
        credited = credits_in(scanned, blocks)
        begun = {index: items for index, items in scanned.items() if index not in credited} if credited else scanned
        text, people = self._taking_part(title, blocks, begun)
        return _Talk(text, people, *extent(text, people, credited, about, self.document.source))

    def _sections(self, title: str, talk: _Talk, about: Video | None) -> tuple[tuple[Section, ...], tuple[Problem, ...]]:
        """The conversation by its headings, and what is wrong with the notes in it."""
        known = Circumstances(
            self.path,
            title,
            talk.people,
            talk.text.begun,
            self.feed.assets,
            about.id if about else None,
            asked=self.chapters is ChapterSource.QUESTIONS,
        )
        return build(talk.text.blocks[talk.start : talk.end], talk.start, known)

    def _taking_part(self, title: str, blocks: Sequence[Block], begun: Beginnings) -> tuple[Text, Participants]:
        """The text of a post whose paragraphs begin so, and who takes part in it; the labels of nobody else are left."""
        headings = [index for index, block in enumerate(blocks) if block.level]
        text = Text(without_signs(title), blocks, headings, begun, labels(begun))
        people = participants.find(text, self.front, self.feed.people, self.feed.host)
        spoken = counted(begun, people.names)
        return text._replace(begun=spoken, labels=labels(spoken)), people

    def _composed(self, found: _Findings) -> Post:
        """The post, made of what was found in its text and of the front matter."""
        front, title, sections = self.front, found.title, found.sections
        blocks, people = found.talk.text.blocks, found.talk.people
        above, talk, below = blocks[: found.talk.start], blocks[found.talk.start : found.talk.end], blocks[found.talk.end :]
        main_id = found.video.id if found.video else None
        origin = Origin(title, main_id, self.feed.assets)
        intro, closing = shownotes.around(above, (*below, *self.document.footnotes), origin)
        chapters, listed = self._listed(sections, main_id)
        return Post(
            slug=found.slug,
            path=self.path,
            title=title,
            date=front.date or (None if "date" in front.refused or not front.readable else dates.of_file(found.slug)),
            video=found.video,
            videos=found.videos,
            host=people.host,
            guests=participants.guests(front, sections, people),
            intro=intro,
            notes=mentioned.whole(intro, closing),
            summary=front.summary if front.summary not in (None, title) else shownotes.summary(above, title),
            sections=sections,
            links=shownotes.links(talk, origin),
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
            chapters=chapters,
            listed=listed,
            verbatim=self.feed.verbatim if front.verbatim is None else front.verbatim,
            enclosure=front.enclosure,
            formerly=front.formerly,
            soundbites=front.soundbites,
            locations=front.locations,
            license=front.license,
            translations=front.translations,
            cohosts=people.cohosts,
            unread=tuple(sorted(front.refused)) if front.readable else frontmatter.KEYS,
        )

    def _listed(self, sections: tuple[Section, ...], main: str | None) -> tuple[ChapterSource, tuple[Listed, ...]]:
        """What makes the chapters, and those that front matter or text list if they are wanted, or if there can be no others."""
        wanted = self.chapters is ChapterSource.LISTED
        may_be_others = (
            any(section.heading and section.heading.chapter for section in sections)
            or self.front.chapters
            or self.chapters is not ChapterSource.HEADINGS
        )
        if may_be_others and not wanted:
            return self.chapters, ()
        spoken = _spoken(sections)
        document = self.document if wanted else self.document.outside(spoken)
        listed = self.front.listed or timestamps.chapters(document, spoken, main)
        is_used = wanted or bool(self.front.listed) or (bool(listed) and listed[0].start * _WIDER < listed[-1].start)
        return (ChapterSource.LISTED, listed) if is_used else (self.chapters, ())

    def _needs_video(self, main: Video | None) -> bool:
        """Whether a missing video is a fault of this post: not if it names a sound file, or if what it names could not be read."""
        front = self.front
        return main is not None or (front.readable and front.audio is None and front.refused.isdisjoint(("audio", "video")))


def _unclosed(document: Document, path: str) -> Iterator[Problem]:
    """Tags left open: a warning if the text behind them is read all the same, else an error."""
    for left in document.unclosed:
        end = "-->" if left.tag == "!--" else f"</{left.tag}>"
        message = f"`<{left.tag}` is not closed" + ("" if left.closable else ", so the text after it is not read")
        hint = f"remove the tag, or close it with `{end}`" if left.tag != "plaintext" else "remove the tag, which cannot be closed"
        yield Problem(Place(path, left.line), message, hint, Severity.WARNING if left.closable else Severity.ERROR)


def _spoken(sections: Iterable[Section]) -> frozenset[int]:
    """The lines at which paragraphs begin that a speaker says."""
    turns = (turn for section in sections for turn in section.turns if turn.speaker)
    return frozenset(paragraph.line for turn in turns for paragraph in turn.paragraphs)


def _each_once(videos: tuple[Video, ...]) -> tuple[Video, ...]:
    found: dict[str, Video] = {}
    for item in videos:
        found.setdefault(item.id, item)
    return tuple(found.values())


def _bounds(talk: _Talk, sections: tuple[Section, ...]) -> Bounds:
    """The lines in which the questions and the conversation begin, near which the player of the episode stands."""
    labelled = bool(talk.people.names)
    begins = talk.text.blocks[talk.start].line if talk.start < len(talk.text.blocks) else None
    return Bounds(first_question(sections, labelled=labelled), begins, labelled=labelled)


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
    if is_slug(slug):
        return ()
    return (
        Problem(
            Place(path),
            f"`{slug}` cannot be used in an episode's address",
            "rename the file, and its folder if it has one: up to 100 letters from A to Z, digits, - and _ are safe",
        ),
    )


def _title(front: FrontMatter, blocks: Sequence[Block], slug: str, path: str) -> tuple[str, tuple[Problem, ...]]:
    if front.title:
        return squeeze(front.title), ()
    headings = [block.text for block in blocks if block.level == 1 and block.text.strip()]
    if headings and not (len(headings) > 1 and introduces(headings[0])):  # of several parts, `# Introduction` is the first
        return without_anchor(squeeze(headings[0])), ()
    if "title" in front.refused or not front.readable:
        return _from_slug(slug), ()
    problem = Problem(
        Place(path), "the post has no title", "write `title: ...` into the front matter, between two lines of --- at the very top"
    )
    return _from_slug(slug), (problem,)


def _from_slug(slug: str) -> str:
    return squeeze(slug.replace("-", " ").replace("_", " "))


def _named_video(front: FrontMatter, path: str) -> tuple[Video | None, Problem | None]:
    """The video that the front matter names by id or address, if need be under a blog's key: beside that, `video` may be a film of another site."""
    if not front.video:
        return None, None
    line = front.lines["video"]
    found = video.named(front.video)
    if found:
        return Video(found, line, "front matter"), None
    if front.blog_video and re.match(_A_FILM, front.video):
        return front.blog_video, None
    hint = "write its address, or its id: the eleven characters after v="
    return None, Problem(Place(path, line), f"`video: {front.video}` is not a YouTube video", hint, code=NO_VIDEO)
