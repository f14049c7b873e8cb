"""Finds the guest in the title or intro of a post whose answers have no names: `A conversation with the cartographer Ana Ruiz`."""

import re
from collections.abc import Collection, Container, Iterable, Iterator, Sequence

from pipeline.content.interview.questions import speaks_to_guest
from pipeline.content.interview.signposts import about_whom
from pipeline.content.lexicon.people import (
    CALLED,
    HONORIFICS,
    INTERVIEWS,
    INTRODUCING,
    INVITING,
    LEADING_ON,
    PORTRAYED,
    PORTRAYING,
    TALKING_HERE,
    TITLING,
)
from pipeline.content.lexicon.phrases import folded, places
from pipeline.content.text.names import FULL_NAME, handle, has_no_case, names_in, unspaced
from pipeline.content.text.plaintext import squeeze

_FAR = 120  # characters behind a phrase in which the name is looked for
_LONG = 4  # words with capitals: so many hold more than a name, such as `Acme Pumps Engineer Ana`
_LONG_TALK = 60  # blanks, at least, of a talk that would have some of its title
_STEM = 4  # characters of a longer word that its other forms share: `Hives`, `hive`
_DESCRIBED = 4  # words before a name that say who it is: `the retired lighthouse keeper Ana Ruiz`
_BY_US = re.compile(  # `we had the chance to talk to`, `сегодня у нас в гостях`
    r"\b(?:(?:[Ww]e|I)(?:['’](?:ve|re|m|ll))?(?: (?!(?:he|she|they|you|who)\b)[a-z]+){1,7}|(?i:let['’]s (?:welcome|meet|get to know)|our guest is)|[ву] гостях|у нас|у меня|(?i:наша? г[оі]ст[ья]я?))$"
)
_TO_US = re.compile(  # `Bo joined us`, `the founder, Bo Lind, agreed to talk`
    r"""\s(?:joined\s(?:me|us)|joins\s(?:me|us)|tells\s(?:me|us)\sabout|nos\s(?:cuenta|habla)\b|(?:spoke|speaks|talked|talks|chatted|sat\sdown)\s(?:to|with)\s(?:me|us)
    |(?:(?:has|was|been|kindly)\s){0,2}(?:(?:agreed|accepted|kind\senough)\sto\s(?:answer|talk|speak)|(?:happy|keen)\sto\sanswer
        |took\s(?:the|some)\stime\sto\s(?:answer|talk|speak)|answer(?:s|ed)\s(?:our|my|a\sfew|some)\squestions))\b""",
    re.VERBOSE,
)
_WHO = r"(?:,\s(?:[^\W\d_]+\s){0,2}([^\W\d_]+),|([^\W\d_]+)(?:,\s(?:quien|who))?)$"  # stands before that
_CALLED = re.compile(r"[\W_]*([^\W\d_]+(?:-[^\W\d_]+)*)\b(?! [A-Z])")
_CAPITALS = r"\s*(?:(?:[A-Z][\w-]*|&)\s+)+"
_QUOTED = rf"({FULL_NAME.pattern})\s?:\s*[«“„\"「‘]"  # with this a title begins that quotes somebody: `Ana Ruiz: “Wax is patient”`
# With these a title names its guest: `Why wax keeps (ft. Ana Ruiz)`. Behind `featuring` or `with` alone may be a product as well.
_FEATURED = re.compile(
    r"(?:(?P<before>\w+)[ -])?\b(?:(?:ft|feat)\b\.?|with (?:(?:our|special) )?guests?\b(?!-| (?:co-?)?hosts?\b)):? ", re.IGNORECASE
)
# Behind these it does not: `a ten-ft. Langstroth Hive`, `a hive in Ft. Myers Beach`.
_NO_FEATURE = frozenset(
    ("one", "two", "three", "four", "five", "six", "eight", "ten", "twelve", "twenty", "sq", "at", "in", "of", "to", "from", "near")
)
_APART = re.compile(r"\s*[:：|]\s+|\s+[-–—:]\s+")  # between two parts of a title
_NAME_ENDS = r"\s*(?:$|[,.!(–—-])|\s+(?:and|from|und|y|et|e|i|и)\s"  # not `I'm Chief Technology Officer at ...`
_SOMEBODY = ("He", "She")
_PERSONAL = r"(?:(?: is (?:an?|the|one) [^.,!?\n]{1,60})?,? who\b|(?:(?! its? )[^.!?\n]){0,200}? (?:she|he|her|his)\b|[^.!?\n]{0,300}[.!?] (?:She|He|Her|His)\b)"
_CALLING = r"(?m:(?:^|[.!?] |\b(?i:thanks|thank you|welcome|hi|hello|hey|so|okay|danke|merci|gracias),? ))"
_TURKISH = re.compile(r" ile (?:.* )?(?:röportaj|söyleşi)")  # `Ana Ruiz ile Arı Röportajı`
_POLITELY = r"(?:(?<![\u4e00-\u9fff々])[\u4e00-\u9fff々]{2,5}|[ァ-ヺー・]{3,20})(?=さん|氏)"  # 佐藤さん
# With these a question asks who the guest is, which the first one may not yet.
_WHO_ARE_YOU = (
    r"(?i)introduce yourself|about yourself|who (?:are|is) you|(?:te|vous) présenter|présente[zr]?[- ](?:toi|vous)|stell\w* (?:dich|sich|euch)"
    r"|(?:dich|sich|euch) (?:\w+ ){0,3}vor(?:stellen|zustellen)?\b|present(?:arte|aros|arse)|preséntate|apresent(?:e-se|ar|a-te)"
    r"|(?:presentar|presenta)ti\b|voorstellen|представ(?:ь|ит)|przedstaw|介绍一下|介紹一下|自我介|自己紹介|자기 ?소개"
)
_FACT = r"(?m)^[^\W\d_][^\n:：]{1,30}[:：]\s*\S"
_NAME_AS_FACT = rf"(?m)^(?i:(?:full )?name)\s?[:：]\s*({FULL_NAME.pattern})\s*$"
_PART = rf"[:：]\s(?P<last>{FULL_NAME.pattern})(?:(?:,|\s\()[^:：|]*)?$|^(?P<first>{FULL_NAME.pattern})(?:,|\s\()[^:：|]*$"
_ADDRESSED = 2  # questions, at least, that address the guest
_READERS = r"\b(?:(?i:am|can|could|do|may|must|should|will) I|my)\b"  # ask so for themselves
_SEVERAL = frozenset(("some", "several", "many", "more"))
_AND = frozenset(("and", "&", ",", ", and", "und", "et", "y", "e", "en"))


def invited(title: str, intro: str, others: Collection[str], talk: str, authors: Collection[str] = ()) -> str | None:
    """The full name of the only guest that the title, or else the intro, names. `others`, who ask, are not guests.

    `authors` may have written of their guest, so only the title can say that one of them is it. A name in the intro may be the host's:
    `She spoke to Bo Lind.` So it must be in the title as well, or be the only name, unless whoever asks has written that: `We spoke to Bo.`
    What the `talk` has in lower case is no name: `How to talk to Language Models`.
    """
    known = frozenset(map(handle, others))
    written = _strangers(names_in(intro), known)
    named = [*written, *_strangers(names_in(title), known)]
    guests = {*_entitled(title, written, named, known, talk)}
    if not guests:
        told = [*_told_by_us(intro, written)] or [name for name in talked_to(intro) if name in title or {*named} == {name}]
        guests = {*_strangers(told, known.union(map(handle, authors)))} or {*_strangers(_portrayed(title, intro, written, talk), known)}
    guest = next(iter(guests)) if len(guests) == 1 else ""
    return guest if _may_be_person(guest) and not _is_common(guest, talk) else None


def invited_together(title: str, others: Collection[str], talk: str) -> tuple[str, ...]:
    """The guests whom a title names together, who may all have given the answers: `Interview with Ana Ruiz and Bo Lind`."""
    named = names_in(title)
    guests = dict.fromkeys(_entitled(title, (), named, frozenset(map(handle, others)), talk))
    are_people = all(_may_be_person(name) and not _is_common(name, talk) for name in guests)
    return tuple(guests) if len(guests) > 1 and are_people else ()


def _entitled(title: str, written: Collection[str], named: Collection[str], known: Collection[str], talk: str) -> Iterator[str]:
    """The names of those guests whom the title tells."""
    asked = _strangers(talked_to(title, written), known) or _talking(title, named)
    entitled = [*asked, *_titling(title, named, talk), *_quoted(title), *_featured(title), *_addressed(title, talk)] or _beside(title, talk)
    return (name for name in _strangers(entitled, known) if not _abbreviated(name))


def _is_common(name: str, talk: str) -> bool:
    """Whether a name is in lower case in the talk, and so is none."""
    return not has_no_case(name) and name.lower().removesuffix("s") in talk


def _portrayed(title: str, intro: str, written: Collection[str], talk: str) -> Iterator[str]:
    """The names in a title of a person, and not of a program: in the `talk` she is called by her first name, `Ana, why bees?`

    Or she is the only one whose name is `written` in the intro, and a pronoun follows: `Ana Ruiz has kept bees since she was nine.`
    """
    for name in dict.fromkeys((*filter(title.__contains__, written), *names_in(title))):
        called = re.search(rf"{_CALLING}{re.escape(name.partition(' ')[0])}[,!]\s", talk)
        if called or ({*written} == {name} and _tells_of_person(intro, name)):
            yield name


def _tells_of_person(intro: str, name: str) -> bool:
    """Whether a word for a person follows a name in an intro: `Ana Ruiz, who ...`, `Waxo paints. He ...`"""
    return re.search(rf"(?<!\w){re.escape(name)}\b{_PERSONAL}", intro) is not None


def _strangers(names: Iterable[str], known: Container[str]) -> list[str]:
    """The names of people who are not among those whose handles are `known`."""
    return [name for name in names if handle(name) not in known]


def self_introduced(answer: str, others: Collection[str], title: str) -> str | None:
    """The name by which whoever answers the first question says who that is: `Hi, I'm Ana Ruiz, and I ...`

    It is a full name, or begins one of the title, or is the single word with which the title ends: `Interview with Waxo`.
    """
    small = folded(answer[:_FAR])
    titled = {name.partition(" ")[0]: name for name in reversed(names_in(title))}
    for at in sorted(at + len(phrase) for at, phrase in places(INTRODUCING, small)):
        before, name, behind = _first(answer[at:])
        called = _CALLED.match(answer, at)
        if called and called[1][0].isupper() and (title.endswith(f" {called[1]}") or called[1] in titled):
            before, name, behind = "", titled.get(called[1], called[1]), answer[called.end() :]
        if name and not before.strip() and re.match(_NAME_ENDS, behind) and _may_be_person(name) and not _tells_what(name):
            return name if handle(name) not in set(map(handle, others)) else None
    return None


def asks_who(question: str) -> bool:
    """Whether a question asks who the guest is: `Can you introduce yourself?`"""
    return re.search(_WHO_ARE_YOU, question) is not None


def mononym(title: str, intro: str) -> str | None:
    """The single name with which a title ends, if the intro speaks of a person by that: `Interview with Waxo`, `Waxo paints. He ...`"""
    for _, behind in _inviting(title):
        name = behind.strip()
        if name and title.endswith(behind) and re.fullmatch(r"\w[\w.-]*", name) and not name.islower():
            return name if _tells_of_person(intro, name) else None
    return None


def told_above(headings: Iterable[str], intro: str, others: Collection[str]) -> str | None:
    """The only person whom a heading above the talk says that it is about, and the intro below: `## About Ana Ruiz`, `Ana Ruiz, who ...`"""
    named = {name for name in map(about_whom, headings) if FULL_NAME.fullmatch(name) and _tells_of_person(intro, name)}
    told = [name for name in _strangers(named, {*map(handle, others)}) if _may_be_person(name)]
    return told[0] if len(told) == 1 else None


def told_as_fact(above: Iterable[str]) -> str | None:
    """The name in a list of facts above the talk: `Name: Ana Ruiz` and, in the next line, `Place: Hove`."""
    facts = (text for text in above if len(re.findall(_FACT, text)) > 1)
    found = next(filter(None, (re.search(_NAME_AS_FACT, text) for text in facts)), None)
    return found[1] if found and _may_be_person(found[1]) else None


def named_alone(title: str, talk: str) -> str | None:
    """The guest's name if a title is nothing else, as of portraits and shows.

    Others say what the `talk` is about, which has some word of theirs in lower case: `Keeping Hives`. Nor does anybody talk of the guest by
    that name, as of a painter whose life is told.
    """
    if not FULL_NAME.fullmatch(title) or not _may_be_person(title) or _tells_what(title) or talk.count(" ") < _LONG_TALK:
        return None
    forms = (rf"{word[:_STEM]}\w*" if len(word) > _STEM else word for word in map(re.escape, title.lower().split()))
    return None if title in talk or re.search(rf"\b(?:{'|'.join(forms)})\b", talk) else title


def named_apart(title: str, talk: str, questions: Sequence[str]) -> str | None:
    """The name that is a part of a title, `Wax stories: Bo Lind, chandler`, if most questions address the guest: `What do you do?`

    Behind other signs than a colon, it may be the blog's. As of `named_alone`, the talk is not about it, and readers ask nothing there for themselves: `How do I order?`
    """
    found = re.search(_PART, title)
    addressed = sum(map(speaks_to_guest, questions))
    if not found or addressed < _ADDRESSED or addressed * 2 <= len(questions) or any(re.search(_READERS, each) for each in questions):
        return None
    return named_alone(found["last"] or found["first"], talk)


def _may_be_person(name: str) -> bool:
    """Whether a name has as many words with capitals as people have, and no abbreviation among them."""
    capitals = sum(1 for word in name.split() if word[0].isupper())
    return (0 < capitals < _LONG and not _abbreviated(name)) or (bool(name) and unspaced(name))


def _tells_what(name: str) -> bool:
    """Whether somebody is not named so, but is this: `Product Manager`, `African American`."""
    return not (PORTRAYED | CALLED).isdisjoint(name.casefold().split())


def _abbreviated(name: str) -> bool:
    """Whether an abbreviation shows that this is no name: `CEO of Acme Pumps`."""
    return any(word.isupper() and len(word) > 2 for word in name.split())


def _alone(name: str, named: Collection[str]) -> str:
    """A name without an occupation in capitals before it: `Engineer Ana Ruiz` in a title is `Ana Ruiz` in the intro."""
    return next((other for other in named if name.endswith(f" {other}") and not _is_shorter(other, name, named)), name)


def _is_shorter(name: str, longer: str, named: Collection[str]) -> bool:
    """Whether a name lacks the family's, which stands first in the longer one: `Bo Lind` of `Ong Bo Lind`, if somebody is `named` so as well."""
    before = longer.removesuffix(f" {name}")
    return longer in named and " " not in before and not _tells_what(before)


def talked_to(text: str, written: Collection[str] = ()) -> Iterator[str]:
    """The names behind phrases such as `a conversation with`, as they are `written` elsewhere if they are."""
    for _, behind in _inviting(text):
        name = _written(behind, written)
        yield from leading_names(behind[behind.index(name) :] if name else behind, name)


def _told_by_us(text: str, written: Collection[str]) -> Iterator[str]:
    """The names behind `we talked to` or before `joined us` and the like; a first name stands for the only full one that is `written`."""
    for before, behind in _inviting(text):
        if _BY_US.search(before):
            called = _CALLED.match(behind)
            yield from [*leading_names(behind)] or _in_full(called[1] if called else "", written)
    for phrase in _TO_US.finditer(text):
        if found := re.search(_WHO, text[max(0, phrase.start() - _FAR) : phrase.start()]):
            yield from _in_full(found[1] or found[2], written)


def _in_full(word: str, written: Collection[str]) -> Sequence[str]:
    """The only name that is `written` and begins or ends with a word, or is meant by `She`; nothing if several are possible."""
    names = [name for name in written if word in (name.partition(" ")[0], name.rpartition(" ")[2], *_SOMEBODY)]
    return names if len(names) == 1 else ()


def _inviting(text: str) -> Iterator[tuple[str, str]]:
    """For each phrase such as `a conversation with`: the text that ends with it, and what stands behind it."""
    small = folded(text)
    for at, phrase in places(INVITING, small):
        end = at + len(phrase)
        yield text[max(0, at - _FAR) : end], text[end : end + _FAR]


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


def _titling(title: str, named: Collection[str], talk: str) -> Iterator[str]:
    """The names in a title behind the word for an interview or a series' name: `Interview: Ana Ruiz`, `Developer Spotlight: Ana Ruiz`.

    A series also has titles about other things, such as `Women in Tech: Berlin Meetup`. So the `talk` has to mention who it is.
    """
    small = folded(title)
    series = _series(small)
    begun = series or next((len(word) for word in TITLING if small.startswith(word)), len(title))
    return (_alone(name, named) for name in leading_names(title[begun:]) if not series or name.partition(" ")[0] in talk)


def _talking(title: str, named: Collection[str]) -> Iterator[str]:
    """The names in a title before the word for an interview: `Ana Ruiz im Interview`."""
    small = folded(title)
    behind = {name: small.partition(folded(name))[2] for name in names_in(title)}
    return (_alone(name, named) for name in behind if behind[name].startswith(TALKING_HERE) or _TURKISH.match(behind[name]))


def _addressed(title: str, talk: str) -> Iterator[str]:
    """The names in a Japanese title that says that it is an interview, of people whom the `talk` addresses: `新人インタビュー　佐藤さん`."""
    if "インタビュー" in title or "に聞" in title:
        yield from (name for name in re.findall(_POLITELY, title) if re.search(rf"{name[:2]}.{{0,3}}(?:さん|氏)", talk))


def _beside(title: str, talk: str) -> Sequence[str]:
    """The names in a title that are whole parts of it, if another part tells what the post is: `Artist Interview #3 – Ana Ruiz`.

    The `talk` has to mention who it is, since the other part may also be a show's: `Interview | Wax Works`.
    """
    parts = _APART.split(title)
    others = [part for part in parts if INTERVIEWS.isdisjoint(re.findall(r"[\w&]+", part.casefold()))]
    names = (part.partition(",")[0].strip() for part in others) if len(others) < len(parts) else ()
    return [name for name in names if FULL_NAME.fullmatch(name) and name.partition(" ")[0] in talk]


def _quoted(title: str) -> Iterator[str]:
    """The name of whom a title quotes; newspapers write the family's name in capitals: `Ana BLANCO: “Wax is patient”`."""
    if found := re.match(_QUOTED, title):
        *given, family = found[1].split()
        yield " ".join((*given, family.title() if family.isupper() and len(family) > len("NASA") else family))


def _featured(title: str) -> Iterator[str]:
    """The names of the guests whom a title says that it features: `Why wax keeps (ft. Ana Ruiz)`."""
    for phrase in _FEATURED.finditer(title):
        before = (phrase["before"] or "").casefold()
        if (before or phrase.start()) and not before.isdecimal() and before not in _NO_FEATURE:
            yield from leading_names(title[phrase.end() :])


def _series(small: str) -> int:
    """The length of a title's beginning that names a series about people; 0 if it does not."""
    sign = re.search(r":|\s[-–—|]\s", small)
    name = small[: sign.start()] if sign else ""
    name = name.removesuffix(" series")
    people = (name.removesuffix(kind).split()[-1:] for kind in PORTRAYING if name.endswith(kind))
    return sign.end() if sign and len(name.split()) <= _DESCRIBED + 1 and any(not PORTRAYED.isdisjoint(word) for word in people) else 0


def leading_names(text: str, known: str = "") -> Iterator[str]:
    """The name that a text begins with, perhaps behind a few words that describe the person, and names joined to it by `and`.

    Behind the description may be a comma: `its creator, Ana Ruiz`. Behind the name it leads to no further guest, but to a firm:
    `Ana Ruiz, Acme Pumps`.
    """
    before, name, behind = ("", known, text[len(known) :]) if known else _first(_behind_occupation(text))
    described = before.rstrip().removesuffix(",")
    words = _words(described if " " in described.strip() else before)
    if name and len(words) <= _DESCRIBED and all(_describes(word) for word in words) and not _is_kind(words, name):
        yield name
        others, joined = [], False
        joining, other, behind = _first(behind)
        while other and squeeze(joining) in _AND:
            others.append(other)
            joined |= squeeze(joining) != ","
            joining, other, behind = _first(behind)
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
    return not _SEVERAL.isdisjoint(before) or before[-1:] in (["an"], ["the"]) or (before[-1:] == ["a"] and _tells_what(name))


def _describes(word: str) -> bool:
    plain = word.isalpha() and word.islower() and word not in LEADING_ON
    return plain or word.endswith(("'s", "’s")) or word.rstrip(".").casefold() in HONORIFICS


def _may_describe(word: str) -> bool:
    """Whether a word may be of a description in which somebody else's name occurs as well, such as a firm's."""
    return word not in _AND and (_describes(word) or word[0].isdigit() or (word[0].isupper() and word.isalnum()))


def _first(text: str) -> tuple[str, str, str]:
    """The text before its first name, the name, and the text behind it."""
    name = next(iter(names_in(text)), "")
    before, _, behind = text.partition(name) if name else (text, "", "")
    return before, name, behind
