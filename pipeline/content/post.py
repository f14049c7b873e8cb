"""The post: front matter, video, show notes, and the interview as sections of turns."""

from collections.abc import Callable, Iterator
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, TypeVar

from pipeline.content.listed import Listed
from pipeline.content.pinned import Pinned
from pipeline.content.show import ChapterSource, License, Location
from pipeline.content.soundbite import Soundbite
from pipeline.content.text.asides import without_asides


class Kind(StrEnum):
    """The kind of a heading in the interview. Somebody speaks questions and remarks; topics and labels are not spoken."""

    QUESTION = "question"
    TOPIC = "topic"
    REMARK = "remark"
    LABEL = "label"


class Heading(NamedTuple):
    """A heading of the interview. `chapter` is its chapter title, None if it is no chapter.

    `at` is the author's own time for it in milliseconds (`<!-- at 12:34 -->`, or a time in the text), which overrides any other. It is
    `added` if the post has no headings and it stands above a turn that asks; then its words are in that turn.
    """

    line: int
    text: str
    kind: Kind
    speaker: str | None
    chapter: str | None
    at: int | None = None
    added: bool = False

    @property
    def spoken(self) -> bool:
        return self.kind in (Kind.QUESTION, Kind.REMARK)

    @property
    def said(self) -> str:
        """The words of the heading without editorial asides; none if they are those of the turn below."""
        return "" if self.added else without_asides(self.text)


class Paragraph(NamedTuple):
    """A block of an answer.

    `spoken` are its words without editorial asides, `html` is the sanitised block for a page, `at` the author's own time (ms).
    """

    line: int
    spoken: str
    html: str
    at: int | None = None


class Turn(NamedTuple):
    """Who speaks (a full name, None if the post does not say) and what they say. `at` is the author's own time in milliseconds.

    It `goes_on` if it has no label of its own, so that the heading's speaker goes on with what the spoken heading began.
    """

    line: int
    speaker: str | None
    paragraphs: tuple[Paragraph, ...]
    at: int | None = None
    goes_on: bool = False

    @property
    def noted(self) -> Iterator[tuple[Paragraph, int | None]]:
        """Each paragraph, with the author's own time for it (ms). The first one has that of the turn if it has none of its own."""
        at = self.at
        for paragraph in self.paragraphs:
            yield paragraph, at if paragraph.at is None else paragraph.at
            at = None


class Section(NamedTuple):
    """A heading and the turns below it up to the next heading; `heading` is None before the first one.

    The words of a spoken heading are said by its speaker before the first turn; they are not repeated in `turns`. Text below a heading and
    before a label is a turn of the heading's speaker.
    """

    heading: Heading | None
    turns: tuple[Turn, ...]

    @property
    def continued(self) -> int:
        """How many of the turns, the first or none, only go on with what the spoken heading begins: both are one turn for a reader."""
        return int(self.heading is not None and self.heading.spoken and bool(self.turns) and self.turns[0].goes_on)


class Link(NamedTuple):
    """A link mentioned in the conversation: an absolute address and the words it was linked with."""

    href: str
    text: str


class Video(NamedTuple):
    """A YouTube video named in the post.

    `form` says how: front matter, iframe, component, shortcode, thumbnail, address, recording, timed address, named link, link.
    """

    id: str
    line: int
    form: str


Placed = TypeVar("Placed", Heading, Paragraph, Turn, Video, Listed)


class Post(NamedTuple):
    """Everything that was read from one post. Front matter that was not given is None or empty."""

    slug: str
    path: str
    title: str
    date: datetime | None  # without zone when the author gave none: the feed's zone applies
    video: Video | None  # the main video
    videos: tuple[Video, ...]  # all players and candidates, in order of the text
    host: str | None
    guests: tuple[str, ...]
    intro: str  # sanitised HTML before the interview: the show notes' first part
    notes: str  # sanitised HTML: the intro, then what comes after the interview
    summary: str  # plain text, one or two sentences; empty if the post says no more than its title
    sections: tuple[Section, ...]
    links: tuple[Link, ...]
    language: str | None = None
    tags: tuple[str, ...] = ()
    season: int | None = None
    episode: int | None = None
    type: str = "full"  # full, trailer, bonus
    explicit: bool | None = None
    guid: str | None = None
    audio: str | None = None  # the host's own sound file, relative to the post
    thumbnail: str | None = None
    draft: bool = False
    chapters: ChapterSource = ChapterSource.HEADINGS
    enclosure: Pinned | None = None
    formerly: tuple[str, ...] = ()  # the slugs that it had before, the oldest first
    soundbites: tuple[Soundbite, ...] = ()
    locations: tuple[Location, ...] = ()
    license: License | None = None  # the show's unless given
    translations: tuple[tuple[str, str], ...] = ()  # languages, and the addresses of the page's translations
    verbatim: bool = True  # whether captions, as they are, may be its transcript if it has no conversation
    listed: tuple[Listed, ...] = ()  # the chapters that the text lists with their times, if these are wanted
    cohosts: tuple[str, ...] = ()  # whom front matter or intro names as hosts beside `host`
    unread: tuple[str, ...] = ()  # front matter keys that could not be read but may have been given: no rule may rely on their absence

    @property
    def sound_name(self) -> str:
        """The name of its sound file without suffix: apps know it by the first slug of all."""
        return self.formerly[0] if self.formerly else self.slug

    @property
    def headings(self) -> tuple[Heading, ...]:
        return tuple(section.heading for section in self.sections if section.heading)

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The turns below headings, in order, without spoken headings, which are values of their own."""
        return tuple(turn for section in self.sections for turn in section.turns)

    @property
    def is_conversation(self) -> bool:
        """Whether there is anything in it that captions could give a time."""
        return any(section.heading or section.turns for section in self.sections)

    @property
    def chapter_source(self) -> ChapterSource:
        """What can make its chapters: without a conversation, only a list, be it the video's."""
        return ChapterSource.LISTED if self.chapters is ChapterSource.HEADINGS and not self.is_conversation else self.chapters

    def renumbered(self, line_of: Callable[[int], int]) -> "Post":
        """The same post, with what `line_of` tells for each of its lines."""

        def moved(placed: Placed) -> Placed:
            return placed._replace(line=line_of(placed.line))

        sections = tuple(
            Section(
                section.heading and moved(section.heading),
                tuple(moved(turn)._replace(paragraphs=tuple(map(moved, turn.paragraphs))) for turn in section.turns),
            )
            for section in self.sections
        )
        return self._replace(
            sections=sections,
            video=self.video and moved(self.video),
            videos=tuple(map(moved, self.videos)),
            listed=tuple(map(moved, self.listed)),
        )
