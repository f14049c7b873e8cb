"""A conversation made for tests: sections of words, the post that would be published of it, and the captions that were heard."""

import random
from typing import NamedTuple

from pipeline.content.captions import Captions, Word
from pipeline.content.post import Heading, Kind, Paragraph, Post, Section, Turn

# Three syllables a word: so many words that what is said twice is said twice by somebody.
VOCABULARY = tuple(
    first + middle + last
    for first in ("ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu")
    for middle in ("ben", "cal", "dor", "fin", "gas", "hom", "kil", "lun", "mar", "nel")
    for last in ("a", "do", "lim", "net", "o", "pas", "ri", "sel", "tu", "von")
)
PACE = 300
# Three who speak one after the other, in Markdown.
THREE = "".join(f"**{name}:** Wax {number}.\n\n" for number in range(2) for name in ("Mara", "Ana Ruiz", "Joe"))


class Talk(NamedTuple):
    """Questions and answers as words: `sections` are (question, paragraphs)."""

    sections: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that is said, in order."""
        return tuple(text for question, paragraphs in self.sections for text in (question, *paragraphs))

    def post(self) -> Post:
        """A heading every ten lines, its paragraphs below."""
        return post(
            tuple(
                Section(
                    heading(10 * n, question),
                    (Turn(10 * n + 1, "Guest", tuple(Paragraph(10 * n + k, text, "") for k, text in enumerate(paragraphs, 1))),),
                )
                for n, (question, paragraphs) in enumerate(self.sections, 1)
            )
        )

    def captions(self, *, exact: bool = True) -> Captions:
        return heard(" ".join(self.texts), exact=exact)

    def times(self) -> list[int]:
        """When each question is asked."""
        starts, clock = [], 0
        for question, paragraphs in self.sections:
            starts.append(clock)
            clock += PACE * sum(len(text.split()) for text in (question, *paragraphs))
        return starts

    def without(self, section: int, paragraph: int) -> "Talk":
        """The same talk, edited shorter."""
        question, paragraphs = self.sections[section]
        left = (question, paragraphs[:paragraph] + paragraphs[paragraph + 1 :])
        return self._replace(sections=(*self.sections[:section], left, *self.sections[section + 1 :]))


def talk(seed: int = 1, questions: int = 6, paragraphs: int = 3) -> Talk:
    """A conversation that is the same each time."""
    chance = random.Random(seed)

    def words(least: int, most: int) -> str:
        return " ".join(chance.choices(VOCABULARY, k=chance.randint(least, most)))

    return Talk(tuple((words(6, 15), tuple(words(25, 50) for _ in range(paragraphs))) for _ in range(questions)))


def heading(line: int, text: str, kind: Kind = Kind.QUESTION, at: int | None = None) -> Heading:
    return Heading(line, text, kind, "Host", text, at)


def post(sections: tuple[Section, ...]) -> Post:
    """A post of which only the interview matters."""
    return Post("talk", "episodes/talk.md", "Talk", None, None, (), "Host", ("Guest",), "", "", "", sections, ())


def heard(text: str, *, exact: bool = True, begin: int = 0) -> Captions:
    """Captions with a word every 300 ms."""
    return Captions.of([Word(word, begin + n * PACE, begin + (n + 1) * PACE) for n, word in enumerate(text.split())], exact=exact)


def misheard(text: str, seed: int = 2, share: float = 0.15) -> str:
    """As a speech recogniser would hear it: words replaced, lost, and fillers put in."""
    chance = random.Random(seed)
    words = []
    for word in text.split():
        luck = chance.random()
        words += [] if luck < share / 4 else [chance.choice(VOCABULARY)] if luck < share else [word]
        words += ["um"] if chance.random() < 0.04 else []
    return " ".join(words)


def marked(given: Post, times: dict[int, int]) -> Post:
    """The post with the author's own times for some headings, by index."""
    sections = tuple(
        section._replace(heading=section.heading._replace(at=times.get(n))) if section.heading else section
        for n, section in enumerate(given.sections)
    )
    return given._replace(sections=sections)
