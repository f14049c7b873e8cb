"""The people of a post, and which of them a label refers to: `Lewis` is the Lewis Tunstall of the title."""

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from math import ceil
from typing import NamedTuple

from pipeline.content.interview.beginnings import Beginnings
from pipeline.content.interview.labels import Label, has_form_of_name, is_role, joined
from pipeline.content.interview.lexicon import ANSWERS, ASKING_AND_ANSWERING, ASKS, HONORIFICS, HOSTING, LETTERS, OPENERS
from pipeline.content.interview.phrases import places
from pipeline.content.interview.questions import small_letters
from pipeline.content.words import squeeze

_MANY = 300
_FEW = 2  # labels with a dash that may be anything
_ASKS_ALONE = frozenset(("Q", "问", "問", "문"))  # letters that are nobody's initial
_CONTRACTED = re.compile(r"\w+['’](?:m|re|ve|ll|d|s)", re.IGNORECASE)
_UPPER = "A-ZÀ-ÖØ-ÞĀ-ŽΆ-ΏΑ-ΫЀ-ЯԱ-Ֆ"
_NAME_WORD = rf"[{_UPPER}](?<!\w.)(?:[\w'’-]{{0,30}}\w|\.?(?=\s))"  # begins with its rarest character, which Python finds quickly
_FULL_NAME = re.compile(rf"{_NAME_WORD}(?:[ \u00a0](?:(?:von|van|de|der|den|del|di|da|la|le|bin|al)[ \u00a0]){{0,2}}{_NAME_WORD}){{1,3}}")
_POLITE = re.compile(r"(?<=\w)(?:さん|氏|様|先生|老师|女士)$")
_POSSESSIVE = re.compile(r"['’]s?$")
# Ada van Holt (“AvH”), Ada “Avi” Holt: searched for by their brackets and quotation marks, since few names have any.
_BRACKETED = re.compile(rf"\(\s*[“\"‘']?({_NAME_WORD})[”\"’']?(?:\s+for\s+short)?\s*\)")
_QUOTED = re.compile(rf"[“\"‘'(](?<=\s.)({_NAME_WORD})[”\"’')]\s+({_NAME_WORD})")
_LONGEST_NAME = 200
# These are needed by few texts, and compiled only then.
_BEFORE_BRACKET = rf"{_FULL_NAME.pattern}(?=\s*$)"
_BEFORE_QUOTE = rf"{_NAME_WORD}(?=\s+$)"
_POLITELY = r"(?<![\u4e00-\u9fff々])[\u4e00-\u9fff々]{3,5}(?=さん|氏)"  # 佐藤健さん
_HOST = rf",?\s+(?:[A-Z][\w’' ]{{0,40}},\s+)?({_FULL_NAME.pattern})"
# Needs a verb: the guest may be the host of another show, as in `TV host Ana Ruiz joins us`.
_HOST_AT_WORK = rf"""\b[Hh]ost\s+({_FULL_NAME.pattern}),?\s
    (?:is\sjoined|talks?|speaks?|chats?|sits|sat|interviews?|interviewed|welcomes?|in\s(?:talking|speaking|conversation|a\sconversation))\b"""
_UNSPACED_HOST = r"(?:主持人?|采访者?|採訪|聞き手|インタビュアー|진행)\s*[:：]\s*([^\W\d_]{2,8})(?!\w)"


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """A name in a form for comparing: without titles, accents and case."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    words = "".join(char for char in plain if not unicodedata.combining(char)).replace(".", " ").split()
    return _POLITE.sub("", " ".join(word for word in words if word not in HONORIFICS) or " ".join(words))


def handle(name: str) -> str:
    """A name as people write it in an account name: `pialund`."""
    return re.sub(r"[\W_]", "", key(name))


def names_in(text: str) -> tuple[str, ...]:
    """Everything in running text that has the form of a full name, in order, at most `_MANY`."""
    politely = re.findall(_POLITELY, text) if "さん" in text or "氏" in text else ()
    named = (*_FULL_NAME.findall(text), *politely)
    found = (_POSSESSIVE.sub("", " ".join(name.split())) for name in named)
    return tuple(dict.fromkeys(name for name in found if not _opens(name.partition(" ")[0])))[:_MANY]


def _opens(word: str) -> bool:
    """Whether a word may have its capital only from the beginning of a sentence: `We've`, `Welcome`."""
    return word.lower() in OPENERS or _CONTRACTED.fullmatch(word) is not None


def host_in(text: str) -> str | None:
    """The person whom an intro calls its host: "I'm your host, Ana Ruiz"."""
    small = small_letters(text)
    hosting = [phrase for phrase in HOSTING if phrase in small]
    if hosting:
        behind = sorted((at, -len(phrase)) for phrase in hosting for at in places(phrase, small))
        found = next(filter(None, (re.compile(_HOST).match(text, at - length) for at, length in behind)), None)
    else:
        found = None if text.isascii() else re.search(_UNSPACED_HOST, text)
    if found is None and "host " in small:
        found = re.search(_HOST_AT_WORK, text, re.VERBOSE)
    return squeeze(found[1]) if found else None


class Cast(NamedTuple):
    """The people of a post, the surest first: `given` in feed file and front matter, `written` in title and intro, `labelled` in full."""

    given: tuple[str, ...]
    written: tuple[str, ...]
    labelled: tuple[str, ...]
    nicknames: dict[str, str]
    first_names: frozenset[str]

    def resolve(self, label: str) -> str | None:
        """The full name that `label` stands for; None if nobody known has such a name."""
        if told := self.resolve_told(label) or _match(label, self.labelled, loose=False):
            return told
        full = _initials(label, (*self.labelled, *self.written))
        return full and (self.resolve_told(full) or full)

    def resolve_told(self, label: str) -> str | None:
        """Like `resolve`, but only among people whom the post mentions outside its labels."""
        return self.resolve_given(label) or _match(_alone(label), self.written, loose=False)

    def resolve_given(self, label: str) -> str | None:
        """Like `resolve`, but only among people named in the feed file or the front matter."""
        name = _alone(label)
        return self._given(label) or (self._given(name) if name != label else None)

    def _given(self, label: str) -> str | None:
        full = tuple(name for name in self.given if " " in name or _unspaced(name))
        handles = tuple(name for name in self.given if name not in full)
        return (
            self.nicknames.get(key(label))
            or _match(label, full, loose=True)
            or _initials(label, self.given)
            or _from_handle(label, handles)
        )


def _alone(label: str) -> str:
    """A label without what follows its comma: `Mara Lind, NightRail`."""
    return label.partition(",")[0]


def _match(label: str, names: tuple[str, ...], *, loose: bool) -> str | None:
    wanted = key(label)
    if len(wanted) < 2 and wanted.isascii():  # the first letter of a sentence such as `Q. Welcome`
        return None
    keys = [(name, key(name)) for name in names]
    first, last = wanted.split()[0], wanted.split()[-1]
    tests = (
        lambda other: other == wanted,
        lambda other: other.split()[:1] == [wanted],
        lambda other: other.endswith(f" {wanted}"),
        lambda other: first != last and other.split()[0] == first and other.split()[-1].startswith(last),  # Lewis T.
        lambda other: first != last and other.split()[-1] == last and other[0] == first[0],  # Kat Berg
        lambda other: loose and wanted in other.split(),
        lambda other: len(wanted) > 1 and _unspaced(other) and other.startswith(wanted),  # the family's name comes first
    )
    return next((name for test in tests for name, other in keys if other and test(other)), None)


def _unspaced(name: str) -> bool:
    """Whether a full name has no blank, as in scripts without capitals: 山田花子."""
    return " " not in name and name.lower() == name.upper()


def _initials(label: str, names: tuple[str, ...]) -> str | None:
    """The name that initials stand for: `AvH` is Ada van Holt. A single letter counts if only one name begins with it."""
    label = label.replace(".", "").replace(" ", "")
    if not 1 <= len(label) <= 4 or not label.isalpha() or label.islower():
        return None
    if len(label) == 1:
        begun = [name for name in names if name[:1].upper() == label.upper()]
        return begun[0] if len(begun) == 1 and label not in "QA" else None
    wanted = label.casefold()
    return next(
        (
            name
            for name in names
            if wanted
            in (
                "".join(word[0] for word in name.replace("-", " ").split()).casefold(),
                "".join(word[0] for word in name.split() if word[0].isupper()).casefold(),
            )
        ),
        None,
    )


def _from_handle(label: str, handles: tuple[str, ...]) -> str | None:
    """The name that a label and a handle give together: `Pia` and `pialund` are Pia Lund. If both are equal, that is a name of one word."""
    wanted = key(label)
    for handle in handles:
        if key(handle) == wanted:
            return handle if handle[0].isupper() else label
        rest = key(handle).removeprefix(wanted).lstrip("-_.")
        if " " not in wanted and len(wanted) > 2 and key(handle).startswith(wanted) and len(rest) > 1 and rest.isalpha():
            return f"{label[:1].upper()}{label[1:].lower()} {rest.capitalize()}"
    return None


def gather(given: Iterable[str], title: str, intro: str, labels: Sequence[Label]) -> Cast:
    """The people of a post, from everything that names some."""
    nicknames = {key(nick): squeeze(full) for nick, full in _bracketed(intro)}
    nicknames |= {
        key(label.alias): _POLITE.sub("", label.name)
        for label in labels
        if label.alias and (" " in label.name or _unspaced(label.name)) and label.alias.casefold() not in ("host", "guest")
    }
    for nick, full in _quoted(f"{title}\n{intro}"):
        nicknames.setdefault(key(nick), full)
    long_labels = [name for name in dict.fromkeys([label.name for label in labels]) if _is_full(name)][:_MANY]
    named = dict.fromkeys((*names_in(title), *names_in(intro)))
    known = {*named, *long_labels}
    written = tuple(name for name in named if not _holds(name, known))
    given = tuple(dict.fromkeys(given))
    cast = Cast(given, written, tuple(long_labels), nicknames, frozenset(name.split()[0].casefold() for name in given))
    for label in labels:
        if (
            label.alias and label.alias.isupper() and key(label.alias) not in nicknames
        ):  # Ada (AvH), where the intro has no more of her name
            nicknames[key(label.alias)] = cast.resolve(label.name) or label.name
    return cast


def _bracketed(text: str) -> Iterator[tuple[str, str]]:
    """Nicknames in brackets, each with the full name before it."""
    return ((found[1], full) for found in _BRACKETED.finditer(text) if (full := _before(found, _BEFORE_BRACKET)))


def _quoted(text: str) -> Iterator[tuple[str, str]]:
    """Nicknames quoted between first and last name, each with both."""
    return ((found[1], f"{first} {found[2]}") for found in _QUOTED.finditer(text) if (first := _before(found, _BEFORE_QUOTE)))


def _before(sign: re.Match[str], form: str) -> str | None:
    """The name of this form that stands right before a match."""
    name = re.compile(form).search(sign.string, max(0, sign.start() - _LONGEST_NAME), sign.start())
    return name[0] if name else None


def _holds(name: str, known: Container[str]) -> bool:
    """Whether a longer name ends with a known one: it then begins with a noun, as German writes nouns with a capital."""
    words = name.split()
    return any(" ".join(words[at:]) in known for at in range(1, len(words) - 1))


def _is_full(name: str) -> bool:
    """Whether a label is more than a first name, a role, or initials."""
    return " " in name and not is_role(name) and not joined(name) and any(len(word.strip(".")) > 1 for word in name.split())


def speakers(
    found: Beginnings,
    cast: Cast,
    host: str | None,
    guests: tuple[str, ...],
    beneath: frozenset[int] = frozenset(),
    *,
    talk: int,
) -> dict[str, str | None]:
    """Which labels are speakers, with their full names; None for one that speaks but is not named (`Q:` of an unknown host).

    Somebody named in the feed file or the front matter is a speaker. Any other label must occur again, or be in bold beside others that do,
    so that a single lead-in stays text; a role, `**Host:**`, must be in bold behind the first heading, block `talk`, or behind somebody who
    speaks; two people in one label, `**Ana & Bo:**`, must each speak alone as well. If nobody is found in this way, labels count if they
    begin most of the blocks `beneath` headings that ask.
    """
    seen = _meant([(item.label, item.bold) for items in found.values() for item in items if item.label], cast)
    counts = Counter(dict(Counter([label.name for label, _ in seen]).most_common(_MANY)))
    bold = {label.name for label, in_bold in seen if in_bold} & counts.keys()
    meant = {name: cast.resolve(name) or name for name in counts}
    people: Counter[str] = Counter()  # labels may use somebody's full name once and the first name then
    for name, count in counts.items():
        people[meant[name]] += count
    names: dict[str, str | None] = {}
    for name, count in counts.items():
        if is_role(name) and (count > 1 or " " in name or (len(counts) > 1 and _plays(name, found, talk))):
            names[name] = name
            continue
        back = people[meant[name]] > 1
        full = cast.resolve_given(name) or (cast.resolve_told(name) if back or name in bold else None)
        if full or back:
            names[name] = full or meant[name]
    for name in sorted((name for name in counts if name not in names), key=lambda name: not _is_full(name)):
        full = cast.resolve(name) or _POLITE.sub("", name)
        if full in names.values():
            names[name] = full
        elif _speaks_once(name, names, found, bold=name in bold):
            names[name] = name
    if _lead_ins(names, found, beneath):
        names = {name: full for name, full in names.items() if cast.resolve_given(name)}
    if not names:
        answering = [item.label.name for index, items in found.items() if index in beneath for item in items[:1] if item.label]
        answering = answering if len(answering) * 2 >= len(beneath) else []
        names = {name: cast.resolve(name) or name for name in answering if len(name.split()) < 4}
        counts = Counter(answering)
    return _with_parts(_with_letters(names, counts, host, guests), cast, host, guests)


def _with_parts(found: dict[str, str | None], cast: Cast, host: str | None, guests: tuple[str, ...]) -> dict[str, str | None]:
    """Gives roles their names: `Host:` is the host, `Guest:` the guest if there is only one."""
    guest = cast.resolve_given(guests[0]) if len(guests) == 1 else None
    return {name: _played_by(name, host, guest) or full for name, full in found.items()}


def _played_by(part: str, host: str | None, guest: str | None) -> str | None:
    if not is_role(part):
        return None
    return host if part.casefold() in ASKS else guest if part.casefold() in ANSWERS else None


def _meant(labels: list[tuple[Label, bool]], cast: Cast) -> list[tuple[Label, bool]]:
    """The labels that count, and whether they are in bold.

    One with a dash in place of a colon counts only if somebody known has that name, or if two such labels occur often; `Q.` also counts
    beside any other label that comes back.
    """
    counts = Counter([label.name for label, _ in labels if label.loose])
    if not counts:
        return labels
    often = {name for name, count in counts.items() if count > _FEW - (name in LETTERS)}
    answered = any(count > 1 for count in Counter([label.name for label, _ in labels if not label.loose]).values())
    talking = often if len(often) > 1 else often & _ASKS_ALONE if answered else set()
    return [(label, bold) for label, bold in labels if not label.loose or label.name in talking or cast.resolve_told(label.name)]


def _speaks_once(name: str, names: Mapping[str, str | None], found: Beginnings, *, bold: bool) -> bool:
    """Whether a label that does not come back is a speaker beside those who are: a name in bold, or a part to play behind the first of them.

    Those who are called together each speak alone as well, which `Pros & Cons` do not.
    """
    if parts := joined(name):
        return all(part in names or part in names.values() for part in parts)
    if not bold or len(names) < 2 or len(name.split()) > 3 or not has_form_of_name(name) or not _set_alike(name, names, found):
        return False
    return not is_role(name) or _plays(name, found, _first_block(names, found))


def _set_alike(name: str, names: Container[str], found: Beginnings) -> bool:
    """Whether a label stands alone in its line where others do: beside `**Ana:** words`, `**Summary**` is a heading."""
    labels = [item.label for items in found.values() for item in items if item.label]
    alone = {label.length > len(label.name) for label in labels if label.name in names}
    return any((label.length > len(label.name)) in alone for label in labels if label.name == name)


def _first_block(names: Container[str], found: Beginnings) -> int:
    """The block that begins with the first of these labels."""
    return next(index for index, items in found.items() if any(item.label and item.label.name in names for item in items))


def _plays(part: str, found: Beginnings, talk: int) -> bool:
    """Whether a role occurs in bold behind block `talk`: the first heading, or the first label of a speaker."""
    behind = (item for index, items in found.items() if index > talk for item in items)
    return any(item.bold and item.label and item.label.name == part for item in behind)


def _lead_ins(names: Mapping[str, str | None], found: Beginnings, beneath: frozenset[int]) -> bool:
    """Whether there are too few labels for them to be answers: fewer than one for three of the headings that ask."""
    enough = ceil(len(beneath) / 3)
    labelled = (index for index, items in found.items() if any(item.label and item.label.name in names for item in items))
    return len(beneath) > 3 and len(tuple(islice(labelled, enough))) < enough


def host_among(speaking: Iterable[str | None], guests: tuple[str, ...], cast: Cast, title: str) -> str | None:
    """The host, if two people speak and the other one is the guest by front matter or title."""
    both = tuple(dict.fromkeys(name for name in speaking if name and not is_role(name) and not joined(name)))
    if len(both) != 2:
        return None
    invited = {handle(cast.resolve_given(guest) or guest) for guest in guests}
    known = [handle(name) in invited for name in both] if guests else [_names(title, name) for name in both]
    return both[known.index(False)] if any(known) and not all(known) else None


def _names(title: str, name: str) -> bool:
    """Whether a name stands in a title, perhaps in a longer form (`Pat` for Patrick), and not only inside a word: `E` in `Beekeepers`."""
    if _unspaced(name):
        return key(name) in key(title)
    held, wanted = (re.sub(r"\W+", " ", f" {key(text)} ") for text in (title, name))
    return (wanted.rstrip() if len(wanted) > len(" Jo ") else wanted) in held


def _with_letters(found: dict[str, str | None], counts: Counter[str], host: str | None, guests: tuple[str, ...]) -> dict[str, str | None]:
    """Gives letters their names: `Q:` is the host, `A:` the guest if there is only one; in Spanish `P:` and `R:`, in Chinese 问 and 答 ..."""
    if {*counts, *found}.isdisjoint(LETTERS):
        return found
    if any(counts[answering] > 1 and (counts[asking] > 1 or counts.keys() == {answering}) for asking, answering in ASKING_AND_ANSWERING):
        others = {full for name, full in found.items() if name not in LETTERS and full != host and not is_role(name)} or {*guests} - {host}
        for asking, answering in ASKING_AND_ANSWERING:
            if counts[answering] and (counts[asking] or counts.keys() == {answering}):
                found |= {asking: host, answering: next(iter(others)) if len(others) == 1 else None}
    return {
        name: host if full == name and name in _ASKS_ALONE and len(found) > 1 else full
        for name, full in found.items()
        if full != name or name not in LETTERS or len(name) == 1  # `Question:` without `Answer:` is a lead-in
    }
