"""Who speaks: labels such as `**Lewis:**`, `LEWIS:`, `Lewis (00:12):`, and the full names behind them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.content import clock

_TIME = r"[@~]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_BOXED = rf"[\[(]{{1,2}}\s*({_TIME})\s*[\])]{{1,2}}"
_LABEL = re.compile(
    rf"\s*(?:(?:{_BOXED}|({_TIME}))\s*[-–—]?\s+)?"         # [00:12] before the name
    r"([^\s:：\[\](){}<>\"“”«»?!;,*_|][^:：\[\](){}<>\"“”«»?!;\n|]{0,59}?)"
    rf"(?:\s*\([^()\d][^()]{{0,40}}\))?"                    # Lewis (host):
    rf"\s*(?:{_BOXED}\s*[:：]?|[:：]\s*(?:{_BOXED}|({_TIME})(?!\S))?)"
    r"(?=\s|$|(?<=：))",
)  # fmt: skip
_ALONE = re.compile(rf"\s*(?:{_BOXED}|({_TIME})(?=\s|$))\s*[:：]?\s*")

_PARTICLES = {"von", "van", "de", "der", "den", "del", "della", "di", "da", "do", "dos", "la", "le", "el", "al", "bin", "ibn", "ten", "ter", "the", "and", "y", "e", "&", "of", "from", "und", "et"}
_NUMBERED = {"speaker", "sprecher", "hablante", "orador", "locuteur", "interviewer", "guest", "host", "moderator", "panelist", "audience", "participant", "voice", "person", "spk"}
# Words of headings and asides that people set in bold before a colon; nobody is called so.
_NO_NAMES = {
    "a", "about", "abstract", "additional", "advice", "again", "agenda", "also", "an", "answer", "as", "at", "background", "because", "bio", "bonus", "book", "books",
    "but", "by", "chapter", "chapters", "conclusion", "contents", "context", "credits", "date", "disclaimer", "discussion", "edit", "editor", "email", "episode", "example",
    "examples", "fact", "facts", "first", "follow", "for", "fun", "further", "github", "here", "hint", "honorable", "how", "i", "if", "image", "important", "in", "info",
    "intro", "introduction", "is", "it", "key", "last", "lesson", "lessons", "like", "link", "links", "linkedin", "location", "mentions", "more", "my", "name", "next", "no",
    "not", "note", "notes", "now", "ok", "okay", "on", "one", "online", "or", "other", "our", "outro", "part", "photo", "point", "points", "problem", "pro", "question", "questions",
    "quote", "reading", "reason", "recap", "references", "related", "resource", "resources", "result", "results", "rule", "second", "second", "section", "see", "slide",
    "slides", "so", "solution", "source", "sources", "speakers", "sponsor", "sponsors", "step", "steps", "subject", "subscribe", "summary", "takeaway", "takeaways", "that", "then",
    "these", "things", "third", "this", "time", "timestamps", "tip", "tips", "title", "tldr", "to", "tools", "topic", "topics", "transcript", "transcription", "twitter", "update",
    "updates", "video", "warning", "watch", "we", "website", "well", "what", "when", "where", "which", "who", "why", "with", "yes", "you", "your", "youtube",
    "nota", "notas", "resumen", "ejemplo", "pregunta", "respuesta", "fuente", "fuentes", "fecha", "título", "tema", "temas", "hinweis", "beispiel", "frage", "antwort", "quelle",
}  # fmt: skip
_HONORIFICS = {"dr", "prof", "professor", "mr", "mrs", "ms", "mx", "sir", "dame", "rev", "phd", "jr", "sr"}

_NAME_WORD = r"(?:[A-ZÀ-ÖØ-ÞĀ-ŽΑ-ΩА-Я][\w'’.-]*\w|[A-Z]\.?)"
_FULL_NAME = re.compile(rf"{_NAME_WORD}(?:[ \u00a0](?:(?:von|van|de|der|den|del|di|da|la|le|bin|al)[ \u00a0])?{_NAME_WORD}){{1,3}}")
_NICKNAME = re.compile(rf"({_FULL_NAME.pattern})\s*\(\s*[“\"‘']?({_NAME_WORD})[”\"’']?(?:\s+for\s+short)?\s*\)")
_QUOTED_NICKNAME = re.compile(rf"({_NAME_WORD})\s+[“\"‘'(]({_NAME_WORD})[”\"’')]\s+({_NAME_WORD})")
_HOST = re.compile(
    rf"(?:\b[Yy]our host,?|\b[Hh]osted by|\b[Hh]ost(?: is|:)|\b[Ii]nterview(?:ed)? by|\btu anfitri[oó]na?,?|\bvotre hôte,?)\s+(?:[A-Z][\w’' ]*,\s+)?({_FULL_NAME.pattern})",
)


@dataclass(frozen=True, slots=True)
class Label:
    """A speaker's name as written, how many characters of the text it takes, and the time that stands with it."""

    name: str
    length: int
    at: int | None = None


def label_of(text: str) -> Label | None:
    """The label that `text` begins with, if it has the form of one; whether somebody is called so is not decided here."""
    found = _LABEL.match(text)
    if not found:
        return None
    name = " ".join(found[3].split())
    if not has_form_of_name(name):
        return None
    return Label(name, found.end(), _moment(found[1], found[2], found[4], found[5], found[6]))


def time_alone(text: str) -> tuple[int, int] | None:
    """The time that `text` begins with (`[00:12:34]`, `(12:34):`) in milliseconds, and the characters it takes."""
    found = _ALONE.match(text)
    moment = _moment(found[1], found[2]) if found else None
    return (moment, found.end()) if found and moment is not None else None


def _moment(*texts: str | None) -> int | None:
    return next((clock.parse(text.lstrip("@~")) for text in texts if text), None)


def has_form_of_name(name: str) -> bool:
    """One to five words, each with a capital (or of a script without capitals), none that nobody is called."""
    words = name.replace("/", " ").split()
    if not 1 <= len(words) <= 5 or "’s" in name or "'s" in name:
        return False
    if words[0].casefold() in _NUMBERED and len(words) <= 2:
        return len(words) == 1 or bool(re.fullmatch(r"#?\w{1,3}", words[1]))
    return all(_word_of_name(word) for word in words) and words[0].casefold() not in _PARTICLES - {"el", "al", "von", "van", "de", "la", "di", "da", "del"}


def _word_of_name(word: str) -> bool:
    bare = word.strip(".,'’\"-–()")
    if not bare:
        return word == "&"
    if bare.casefold() in _PARTICLES:
        return True
    if bare.casefold() in _NO_NAMES or bare[0].isdigit():
        return False
    return bare[0].isupper() or unicodedata.category(bare[0]) == "Lo" or (bare[0].islower() and "." in bare)


def _key(name: str) -> str:
    """A name for comparing: no titles, accents or case."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    words = "".join(char for char in plain if not unicodedata.combining(char)).replace(".", " ").split()
    return " ".join(word for word in words if word not in _HONORIFICS) or " ".join(words)


def names_in(text: str) -> tuple[str, ...]:
    """What has the form of a full name in running text, in order."""
    return tuple(dict.fromkeys(" ".join(found.split()) for found in _FULL_NAME.findall(text)))


def host_in(text: str) -> str | None:
    """Whom an intro names as its host: "I'm your host, Britney Muller"."""
    found = _HOST.search(text)
    return " ".join(found[1].split()) if found else None


@dataclass
class Cast:
    """The people of a post. `known` are full names, the surest first; `resolve` finds the one behind a label."""

    known: tuple[str, ...]
    nicknames: dict[str, str] = field(default_factory=dict)
    handles: tuple[str, ...] = ()

    def resolve(self, label: str) -> str | None:
        """The full name that `label` stands for; None when nobody known is called so."""
        key = _key(label)
        if key in self.nicknames:
            return self.nicknames[key]
        keys = [(name, _key(name)) for name in self.known]
        tests = (
            lambda other: other == key,
            lambda other: other.split()[:1] == [key],
            lambda other: other.startswith(f"{key} "),
            lambda other: other.endswith(f" {key}"),
            lambda other: key in other.split(),
            lambda other: len(key.split()) > 1 and key.split()[0] == other.split()[0] and other.split()[-1].startswith(key.split()[-1].rstrip(".")),
        )
        for test in tests:
            for name, other in keys:
                if test(other):
                    return name if len(name) >= len(label) or _key(name) != key else label
        return self._from_handle(key)

    def _from_handle(self, key: str) -> str | None:
        """`tammy` is the Tammy Liang of the handle `tammyliang`."""
        if " " in key or len(key) < 3:
            return None
        for handle in self.handles:
            rest = handle.casefold().removeprefix(key).lstrip("-_.")
            if handle.casefold().startswith(key) and len(rest) > 1 and rest.isalpha():
                return f"{key.capitalize()} {rest.capitalize()}"
        return None


def cast(given: Iterable[str], title: str, intro: str, labels: Iterable[str]) -> Cast:
    """Gather the people: names given in feed file and front matter first, then of the title, the intro, and of long labels."""
    nicknames = {_key(nick): " ".join(full.split()) for full, nick in _NICKNAME.findall(intro)}
    for first, nick, last in _QUOTED_NICKNAME.findall(f"{title}\n{intro}"):
        nicknames.setdefault(_key(nick), f"{first} {last}")
    given = tuple(given)
    full = tuple(name for name in given if " " in name.strip())
    handles = tuple(name for name in given if " " not in name.strip())
    known = (*full, *(name for name in labels if " " in name), *names_in(title), *names_in(intro))
    return Cast(tuple(dict.fromkeys(known)), nicknames, handles)


def accepted(labels: Iterable[tuple[Label, bool]], people: Cast) -> dict[str, str]:
    """Which labels are speakers, with their full names. `labels` come with whether they are set in bold.

    A name of somebody known is a speaker; any other must come back to be one, so that a lone lead-in stays text.
    """
    counts = Counter(label.name for label, _ in labels)
    found: dict[str, str] = {}
    for name, count in counts.items():
        full = people.resolve(name)
        if full or count > 1 or name.split()[0].casefold() in _NUMBERED:
            found[name] = full or name
    return found
