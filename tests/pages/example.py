"""Shows made by hand for the tests of the pages: an interview is a tuple of lines, times follow from the number of words."""

from datetime import UTC, datetime, timedelta

from pipeline.content.post import Heading, Kind, Link, Paragraph, Post, Section, Turn, Video
from pipeline.content.recording import RecordedFile, Recording
from pipeline.content.show import Person, Show
from pipeline.content.text.timecode import SECOND
from pipeline.derive.alignment import Alignment, Placed
from pipeline.derive.chapters import Chapter
from pipeline.derive.cue import Cues, Cuts
from pipeline.derive.episode import Episode, Media, Picture

WORD = 400  # milliseconds that a word takes
FIRST = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)

HOST = Person("Ada Brook", "https://ada.example/")
GUEST = Person("Tomás Rey")

WELL = (
    "? How does a village well stay clean for two hundred years?",
    "Tomás Rey: Mostly because nobody is in a hurry near it. The stones are lifted one by one every spring, and washed.",
    "My grandmother kept the bucket. That was an office, not a chore.",
    "! An office!",
    "Tomás Rey: With a key. She wore it on a ribbon, and you asked for it politely.",
    "? What do you find at the bottom of it?",
    "Tomás Rey: Spoons. I could set a table for forty with the spoons. And once a wedding ring, which went back to its finger.",
    "~ Who decides when the water is good?",
    "Tomás Rey: The oldest person and the youngest one drink first, and everybody watches their faces.",
    "? So what should a town without a well do?",
    "Tomás Rey: Find the thing that everybody needs every day, and put it in the middle.",
)

SHOW = Show(
    "wells",
    "feeds/wells.yaml",
    "Common Things",
    "https://common.example/things/",
    "Conversations about what people share and look after.",
    "en",
    "8f0d6a3e-6a1c-5b7e-9a53-0c7c1d5a0f11",
    ("Society & Culture",),
    "Ada Brook",
    "Ada Brook",
    None,
    "Ada Brook",
    None,
    (HOST, GUEST),
    None,
    "UTC",
)


def episode(
    slug: str = "the-well",
    *,
    title: str = "The well keeper",
    script: tuple[str, ...] = WELL,
    number: int = 0,
    language: str | None = None,
    hosts: tuple[Person, ...] = (HOST,),
    guests: tuple[Person, ...] = (GUEST,),
    video: bool = True,
    timed: bool = True,
) -> Episode:
    """An episode from a script: `? ` a question, `~ ` one whose time is unsure, `! ` a remark, `Name: ` a turn, else one more paragraph."""
    sections = _sections(script, hosts[0].name)
    post = Post(
        slug,
        f"episodes/{slug}.md",
        title,
        FIRST,
        Video("dQw4w9WgXcQ", 9, "iframe") if video else None,
        (),
        hosts[0].name,
        tuple(person.name for person in guests),
        "<p>An hour at the well with the man who has its key.</p>",
        '<p>An hour at the well with the man who has its key.</p><h2>Links</h2><ul><li><a href="https://wells.example/">Wells</a></li></ul>',
        f"{title}: a conversation.",
        sections,
        (Link("https://wells.example/", "Wells"),),
        language,
    )
    alignment, cues = _times(post, {line for line, text in enumerate(script, 10) if text.startswith("~ ")})
    length = (cues.ends[-1] if cues.ends else 0) + 3 * SECOND
    starts = [
        (placed.start, heading)
        for placed, heading in zip(alignment.headings, post.headings, strict=True)
        if placed.start is not None and heading.chapter
    ]
    chapters = tuple(
        Chapter(
            start // SECOND * SECOND if number_ else 0,
            (starts[number_ + 1][0] or 0) // SECOND * SECOND if number_ + 1 < len(starts) else length,
            heading.chapter or "",
            heading.line,
            0.9,
        )
        for number_, (start, heading) in enumerate(starts)
    )
    published = FIRST + timedelta(weeks=number)
    return Episode(
        slug,
        f"guid-{slug}",
        title,
        published,
        post,
        Recording(f"guid-{slug}", published, None, None, None, None),
        alignment if timed else None,
        chapters if timed else (),
        Cuts(cues, cues, cues) if timed else None,
        Media(f"media/{slug}.m4a", "audio/x-m4a", 4_812_345, length),
        Picture(f"{slug}/cover.jpg", 1400, 1400),
        Picture(f"{slug}/poster.jpg", 1280, 720) if video else None,
        hosts,
        guests,
    )


def behind(made: Episode, offset: int) -> Episode:
    """The same with a host's own sound, in which everything comes `offset` milliseconds later than in the video."""
    sound = RecordedFile("audio.mp3", "audio/mpeg", 1, "", "host")
    return made._replace(recording=made.recording._replace(audio=sound, captions=sound._replace(origin="youtube"), offset=offset))


def show(**changes: object) -> Show:
    return SHOW._replace(**changes)  # type: ignore[arg-type]


def _sections(script: tuple[str, ...], host: str) -> tuple[Section, ...]:
    found: list[tuple[Heading, list[Turn]]] = []
    for line, text in enumerate(script, 10):
        if text[:2] in ("? ", "~ ", "! "):
            words = text[2:]
            remark = text[0] == "!"
            found.append((Heading(line, words, Kind.REMARK if remark else Kind.QUESTION, host, None if remark else words), []))
            continue
        speaker, colon, words = text.partition(": ")
        turns = found[-1][1]
        if colon:
            turns.append(Turn(line, speaker, (Paragraph(line, words, f"<p>{words}</p>"),)))
        else:
            turns[-1] = turns[-1]._replace(paragraphs=(*turns[-1].paragraphs, Paragraph(line, text, f"<p>{text}</p>")))
    return tuple(Section(heading, tuple(turns)) for heading, turns in found)


def _times(post: Post, unsure: set[int]) -> tuple[Alignment, Cues]:
    clock = 0
    headings: list[Placed] = []
    turns: list[Placed] = []
    paragraphs: list[Placed] = []
    cues: list[tuple[int, int, str | None, str]] = []

    def say(speaker: str | None, text: str) -> Placed:
        nonlocal clock
        start, clock = clock, clock + WORD * max(2, len(text.split()), len(text) // 6)
        cues.append((start, clock, speaker, text))
        return Placed(start, clock, 0.9)

    for section in post.sections:
        heading = section.heading
        assert heading
        placed = say(heading.speaker, heading.text)
        headings.append(Placed(None, None, 0.2) if heading.line in unsure else placed)
        for turn in section.turns:
            said = [say(turn.speaker, paragraph.spoken) for paragraph in turn.paragraphs]
            paragraphs.extend(said)
            turns.append(Placed(said[0].start, said[-1].end, 0.9))
    return Alignment(tuple(headings), tuple(turns), tuple(paragraphs), (), 0.9), Cues(*zip(*cues, strict=True))
