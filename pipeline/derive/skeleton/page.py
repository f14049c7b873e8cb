"""The text of a post to start from: front matter, intro, player, the conversation, links."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pipeline.content import listed, read_post
from pipeline.content.background import Background
from pipeline.content.captions import Captions
from pipeline.content.interview.signposts import closes, plain
from pipeline.content.interview.titles import LIMIT
from pipeline.content.keys import languages
from pipeline.content.keys.yamltext import quoted
from pipeline.content.recording import RecordedVideo
from pipeline.content.text import timecode
from pipeline.content.text.ellipsis import shorten
from pipeline.content.text.names import spelled
from pipeline.derive.markdowntext import document, escaped, link
from pipeline.derive.phrases import phrases
from pipeline.derive.skeleton import description, roles, sections, speech
from pipeline.derive.skeleton.sections import Passage, Section

_NOTHING_YET = (Section("The first question?", 0, asked=True, passages=[Passage("The answer.", host=False)]),)


class Known(NamedTuple):
    """What the feed file says: the host, the language, the time zone, and the tags and season by which the show takes a post."""

    host: str | None = None
    language: str = "en"
    timezone: str = "UTC"
    tags: tuple[str, ...] = ()
    season: int | None = None


def post(video: RecordedVideo, words: Captions | None, known: Known) -> str:
    """The whole post, a draft until somebody changes that.

    Its headings are YouTube's chapters, else questions found in the captions, each with its time in a note. It is read back as `inspect`
    does, and what would be misunderstood is made explicit: a chapter whose heading does not look like one, a video among other players.
    """
    others = tuple(name for name in (known.host, video.channel) if name)
    language = (words.language if words else None) or video.language or known.language
    page = _Page(video, known, language, description.guests(video.title or "", video.description, others), words)
    plainly = page.text(frozenset(), named=False)
    read, _ = read_post.read(plainly.encode(), "episodes/new.md", Background(host=known.host))
    if read is None:
        return plainly
    unheard = frozenset(heading.at for heading in read.headings if heading.chapter is None and heading.at)
    return page.text(unheard, named=read.video is None or read.video.id != video.id)


class _Page(NamedTuple):
    """What a post is made of; `language` is that of its words, `guests` are full names."""

    video: RecordedVideo
    known: Known
    language: str
    guests: tuple[str, ...]
    words: Captions | None

    def text(self, unheard: frozenset[int], *, named: bool) -> str:
        """The post. A heading whose time is in `unheard` gives no chapter and gets a note with the title; the video is `named` if needed."""
        described = description.read(self.video.description)
        parts = self._sections()
        player = (
            f'<iframe width="560" height="315" src="https://www.youtube.com/embed/{self.video.id}" title="YouTube video player" '
            'frameborder="0" allow="encrypted-media; picture-in-picture; web-share" allowfullscreen></iframe>'
        )
        body = (block for part in parts for block in self._section(part, unheard))
        intro = ("\n".join(map(_line, paragraph.split("\n"))) for paragraph in described.intro)
        return document(self._front(named=named), (*intro, player, *body, *_links(described.links)))

    @property
    def _title(self) -> str:
        return description.title(self.video.title or "")

    def _front(self, *, named: bool) -> Iterator[str]:
        video = self.video
        yield f"title: {quoted(self._title or video.id)}"
        if video.published:
            yield f"date: {video.published.astimezone(ZoneInfo(self.known.timezone)).isoformat()}"
        if named:
            yield f"video: {quoted(video.id)}"
        if self.guests:
            yield f"guests: [{', '.join(map(quoted, self.guests))}]"
        if self.known.tags:
            yield f"tags: [{', '.join(map(quoted, self.known.tags))}]"
        if self.known.season is not None:
            yield f"season: {self.known.season}"
        spoken = languages.normal(self.language)
        if spoken and not languages.are_same(spoken, self.known.language):
            yield f"language: {spoken}"
        yield "draft: yes  # delete this line when the text is edited"

    def _sections(self) -> Sequence[Section]:
        video = self.video
        chapters = listed.of_video(video)
        if self.words is None:
            return [Section(title, start, passages=[Passage("The answer.", host=False)]) for start, title in chapters] or _NOTHING_YET
        people = (*self.guests, *filter(None, (self.known.host,)))
        own = speech.spellings((video.title or "", video.description, *(title for _, title in chapters)), people)
        turns = roles.turns(speech.read(self.words, self.language, own), self.known.host)
        return (
            sections.by_chapters(chapters, turns) if chapters else sections.by_questions(turns, phrases(self.language).say["introduction"])
        )

    def _section(self, part: Section, unheard: frozenset[int]) -> Iterator[str]:
        """The blocks of a section: heading, notes, paragraphs, with a label wherever the speaker changes."""
        heading = part.heading
        if closes(heading) or plain(heading) == plain(self._title):
            heading = f"“{heading}”"  # otherwise it would end the conversation, or be taken for the post's title
        yield f"### {escaped(heading)}"
        yield f"<!-- at {timecode.label(part.start)} -->"
        if part.start // timecode.SECOND * timecode.SECOND in unheard:
            yield f"<!-- chapter: {shorten(part.heading, LIMIT).replace('--', '–')} -->"
        speaking: str | None = None
        for passage in part.passages:
            name = self._name(passage)
            yield (f"**{name}:** " if name and name != speaking else "") + escaped(passage.text)
            speaking = name

    def _name(self, passage: Passage) -> str | None:
        """The label of whoever speaks: as in the captions, else the name of host or guest, else their role."""
        if passage.host is None:
            return None
        if called := spelled(passage.speaker or ""):
            return called
        name = self.known.host if passage.host else self.guests[0] if len(self.guests) == 1 else None
        if name is None:
            return "Host" if passage.host else "Guest"
        other = self.guests[0] if passage.host and self.guests else self.known.host
        first = name.split()[0]
        return name if other and other.split()[0] == first else first


def _line(text: str) -> str:
    """A line of the intro, with its addresses as links; a list item stays one."""
    if text.startswith("- "):
        return f"- {_line(text[2:])}"
    return description.with_links(text, escaped, "<{}>".format)


def _links(links: Sequence[tuple[str, str]]) -> Iterator[str]:
    if links:
        yield "## Links"
        yield "\n".join(f"- {link(words, address)}" for words, address in links)
