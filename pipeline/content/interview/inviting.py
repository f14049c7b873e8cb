"""Names behind words that invite somebody, and what stands before a name: `a conversation with the cartographer Ana Ruiz`."""

import re
from collections.abc import Collection, Container, Iterable, Iterator, Sequence

from pipeline.content.lexicon.people import CALLED, HONORIFICS, INVITING, LEADING_ON, PORTRAYED
from pipeline.content.lexicon.phrases import folded, places
from pipeline.content.text.names import FULL_NAME, handle, names_in, unspaced
from pipeline.content.text.plaintext import squeeze

FAR = 120  # characters behind a phrase in which the name is looked for
_LONG = 4  # words with capitals: so many hold more than a name, such as `Acme Pumps Engineer Ana`
DESCRIBED = 4  # words before a name that say who it is: `the retired lighthouse keeper Ana Ruiz`
_BY_US = re.compile(  # `we had the chance to talk to`, `сегодня у нас в гостях`
    r"\b(?:(?:[Ww]e|I)(?:['’](?:ve|re|m|ll))?(?: (?!(?:he|she|they|you|who)\b)[a-z]+){1,7}|(?i:let['’]s (?:welcome|meet|get to know)|(?:our|my|the|today['’]s|this (?:week|month|episode)['’]s) guest(?: today)? is)|[ву] гостях|у нас|у меня|(?i:наша? г[оі]ст[ья]я?))$"
)
_TO_US = re.compile(  # `Bo joined us`, `the founder, Bo Lind, agreed to talk`
    r"""\s(?:joined\s(?:me|us)|joins\s(?:me|us)|tells\s(?:me|us)\sabout|nos\s(?:cuenta|habla)\b|(?:spoke|speaks|talked|talks|chatted|sat\sdown)\s(?:to|with)\s(?:me|us)
    |(?:(?:has|was|been|kindly)\s){0,2}(?:(?:agreed|accepted|kind\senough)\sto\s(?:answer|talk|speak)|(?:happy|keen)\sto\sanswer
        |took\s(?:the|some)\stime\sto\s(?:answer|talk|speak)|answer(?:s|ed)\s(?:our|my|a\sfew|some)\squestions))\b""",
    re.VERBOSE,
)
_WHO = r"(?:,\s(?:[^\W\d_]+\s){0,2}([^\W\d_]+),|([^\W\d_]+)(?:,\s(?:quien|who))?)$"  # stands before that
SINGLE_NAME = re.compile(r"[\W_]*([^\W\d_]+(?:-[^\W\d_]+)*)\b(?! [A-Z])")  # of one word
_CAPITALS = r"\s*(?:(?:[A-Z][\w-]*|&)\s+)+"
_APPOSED = rf"({FULL_NAME.pattern}),\s[^.!?\n]{{1,100}},$"  # `Ana Ruiz, founder of Acme Pumps, tells us about`
# Behind these is a firm or a place.
_PLACING = frozenset(("of", "at", "behind", "from", "inside", "in", "for", "von", "bei", "aus", "chez", "de", "di", "da", "do", "van"))
_SOMEBODY = ("He", "She")
_SEVERAL = frozenset(("some", "several", "many", "more"))
_AND = frozenset(("and", "&", ",", ", and", "und", "et", "y", "e", "en"))


def strangers(names: Iterable[str], known: Container[str]) -> list[str]:
    """The names of people who are not among those whose handles are `known`."""
    return [name for name in names if handle(name) not in known]


def may_be_person(name: str) -> bool:
    """Whether a name has as many words with capitals as people have, and no abbreviation among them."""
    capitals = sum(1 for word in name.split() if word[0].isupper())
    return (0 < capitals < _LONG and not abbreviated(name)) or (bool(name) and unspaced(name))


def tells_what(name: str) -> bool:
    """Whether somebody is not named so, but is this: `Product Manager`, `African American`."""
    return not (PORTRAYED | CALLED).isdisjoint(name.casefold().split())


def belongs(name: str, text: str) -> bool:
    """Whether a name is only in a text behind words that lead to a firm or a place: `the founder of Acme Pumps`, `Acme's Tide Lab`."""
    before = [word for part in text.split(name)[:-1] for word in part.split()[-1:] or [""]]
    return bool(before) and all(word.casefold() in _PLACING or word.endswith(("'s", "’s")) for word in before)


def abbreviated(name: str) -> bool:
    """Whether an abbreviation shows that this is no name: `CEO of Acme Pumps`."""
    return any(word.isupper() and len(word) > 2 for word in name.split())


def alone(name: str, named: Collection[str]) -> str:
    """A name without an occupation in capitals before it: `Engineer Ana Ruiz` in a title is `Ana Ruiz` in the intro."""
    return next((other for other in named if name.endswith(f" {other}") and not _is_shorter(other, name, named)), name)


def _is_shorter(name: str, longer: str, named: Collection[str]) -> bool:
    """Whether a name lacks the family's, which stands first in the longer one: `Bo Lind` of `Ong Bo Lind`, if somebody is `named` so as well."""
    before = longer.removesuffix(f" {name}")
    return longer in named and " " not in before and not tells_what(before)


def talked_to(text: str, written: Collection[str] = ()) -> Iterator[str]:
    """The names behind phrases such as `a conversation with`, as they are `written` elsewhere if they are."""
    for _, behind in invitations(text):
        name = _written(behind, written)
        yield from leading_names(behind[behind.index(name) :] if name else behind, name)


def told_by_us(text: str, written: Collection[str]) -> Iterator[str]:
    """The names behind `we talked to` or before `joined us` and the like; a first name stands for the only full one that is `written`."""
    for before, behind in invitations(text):
        if _BY_US.search(before):
            called = SINGLE_NAME.match(behind)
            yield from [*leading_names(behind)] or _in_full(called[1] if called else "", written)
    for phrase in _TO_US.finditer(text):
        before = text[max(0, phrase.start() - FAR) : phrase.start()]
        found = re.search(_WHO, before)
        names = _in_full(found[1] or found[2], written) if found else ()
        yield from names or [apposed[1] for apposed in re.finditer(_APPOSED, before)]


def _in_full(word: str, written: Collection[str]) -> Sequence[str]:
    """The only name that is `written` and begins or ends with a word, or is meant by `She`; nothing if several are possible."""
    names = [name for name in written if word in (name.partition(" ")[0], name.rpartition(" ")[2], *_SOMEBODY)]
    return names if len(names) == 1 else ()


def invitations(text: str) -> Iterator[tuple[str, str]]:
    """For each phrase such as `a conversation with`: the text that ends with it, and what stands behind it."""
    small = folded(text)
    for at, phrase in places(INVITING, small):
        end = at + len(phrase)
        yield text[max(0, at - FAR) : end], text[end : end + FAR]


def _written(text: str, written: Collection[str]) -> str:
    """The last of these names that only a description stands before: `Acme Pumps engineer Ana Ruiz`; empty if there is none."""
    at = {text.index(name): name for name in sorted(written, key=len) if name in text}
    at = {
        place: name
        for place, name in at.items()
        if not any(_is_shorter(name, longer, written) for longer in at.values() if longer.endswith(f" {name}"))
    }
    before = {place: _words(text[:place]) for place in at}
    described = (place for place in at if all(map(_may_describe, before[place])) and not _is_kind(before[place], at[place]))
    return at.get(max(described, default=-1), "")


def leading_names(text: str, known: str = "") -> Iterator[str]:
    """The name that a text begins with, perhaps behind a few words that describe the person, and names joined to it by `and`.

    Behind the description may be a comma: `its creator, Ana Ruiz`. Behind the name it leads to no further guest, but to a firm:
    `Ana Ruiz, Acme Pumps`.
    """
    before, name, behind = ("", known, text[len(known) :]) if known else first_name(_behind_occupation(text))
    described = before.rstrip().removesuffix(",")
    words = _words(described if " " in described.strip() else before)
    if name and len(words) <= DESCRIBED and all(_describes(word) for word in words) and not _is_kind(words, name):
        yield name
        others, joined = [], False
        joining, other, behind = first_name(behind)
        while other and squeeze(joining) in _AND:
            others.append(other)
            joined |= squeeze(joining) != ","
            joining, other, behind = first_name(behind)
        yield from others if joined else ()


def _behind_occupation(text: str) -> str:
    """A text without the occupation that it begins with in capitals, if a full name follows: `Acme Senior Software Engineer Ana Ruiz`."""
    capitals = re.match(_CAPITALS, text)
    words = [*re.finditer(r"[^\W\d_]+", capitals[0])] if capitals else []
    ends = [word.end() for word in words if word[0].casefold() in PORTRAYED | CALLED]
    return text[ends[-1] :] if ends and FULL_NAME.match(text[ends[-1] :].lstrip()) else text


def _words(text: str) -> list[str]:
    return text.replace("-", " ").split()


def _is_kind(before: list[str], name: str) -> bool:
    """Whether an article, or `some` and the like, `before` it shows that this is nobody's name: `a Data Scientist`, `the Wax Works`, `some Wax Makers`.

    In Portuguese an article stands before names: `a Ana Ruiz`.
    """
    return not _SEVERAL.isdisjoint(before) or before[-1:] in (["an"], ["the"]) or (before[-1:] == ["a"] and tells_what(name))


def _describes(word: str) -> bool:
    plain = word.isalpha() and word.islower() and word not in LEADING_ON
    return plain or word.endswith(("'s", "’s")) or word.rstrip(".").casefold() in HONORIFICS


def _may_describe(word: str) -> bool:
    """Whether a word may be of a description in which somebody else's name occurs as well, such as a firm's."""
    return word not in _AND and (_describes(word) or word[0].isdigit() or (word[0].isupper() and word.isalnum()))


def first_name(text: str) -> tuple[str, str, str]:
    """The text before its first name, the name, and the text behind it."""
    name = next(iter(names_in(text)), "")
    before, _, behind = text.partition(name) if name else (text, "", "")
    return before, name, behind
