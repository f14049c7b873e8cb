"""Guests whom a title names: `Interview: Ana Ruiz`, `Wax stories: Ana Ruiz, chandler`, `Ana Ruiz: “Wax is patient”`."""

import re
from collections.abc import Collection, Iterator, Sequence

from pipeline.content.interview.introduced import tells_of_person
from pipeline.content.interview.inviting import (
    DESCRIBED,
    abbreviated,
    alone,
    invitations,
    leading_names,
    may_be_person,
    strangers,
    talked_to,
    tells_what,
)
from pipeline.content.interview.questions import speaks_to_guest
from pipeline.content.lexicon.people import INTERVIEWS, PORTRAYED, PORTRAYING, TALKING_HERE, TITLING
from pipeline.content.lexicon.phrases import folded
from pipeline.content.text.names import FULL_NAME, names_in

_OF = r"""\w+ (?:(?:of|des|der|de|del|della|da|do|al|alla|au) |(?:all|dell)')[^:–—|-]{1,30}?(?::|\s[–—|-])\s"""  # `Interview of the week: `
_LONG_TALK = 60  # blanks, at least, of a talk that would have some of its title
_STEM = 4  # characters of a longer word that its other forms share: `Hives`, `hive`
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
_CALLING = r"(?m:(?:^|[.!?] |\b(?i:thanks|thank you|welcome|hi|hello|hey|so|okay|danke|merci|gracias),? ))"
_TURKISH = re.compile(r" ile (?:.* )?(?:röportaj|söyleşi)")  # `Ana Ruiz ile Arı Röportajı`
_POLITELY = r"(?:(?<![\u4e00-\u9fff々])[\u4e00-\u9fff々]{2,5}|[ァ-ヺー・]{3,20})(?=さん|氏)"  # 佐藤さん
_PART = rf"[:：]\s(?P<last>{FULL_NAME.pattern})(?:(?:,|\s\()[^:：|]*)?$|^(?P<first>{FULL_NAME.pattern})(?:,|\s\()[^:：|]*$"
_ADDRESSED = 2  # questions, at least, that address the guest
_READERS = r"\b(?:(?i:am|can|could|do|may|must|should|will) I|my)\b"  # ask so for themselves


def entitled(title: str, written: Collection[str], named: Collection[str], known: Collection[str], talk: str) -> Iterator[str]:
    """The names of those guests whom the title tells."""
    asked = strangers(talked_to(title, written), known) or _talking(title, named)
    told = [*asked, *_titling(title, named, talk), *_quoted(title), *_featured(title), *_addressed(title, talk)] or _beside(title, talk)
    return (name for name in strangers(told, known) if not abbreviated(name))


def portrayed(title: str, intro: str, written: Collection[str], talk: str) -> Iterator[str]:
    """The names in a title of a person, and not of a program: in the `talk` she is called by her first name, `Ana, why bees?`

    Or hers is the only full name that is `written` in the intro, or none is and her first name stands there, and a pronoun follows: `Ana Ruiz has kept
    bees since she was nine.`
    """
    for name in dict.fromkeys((*filter(title.__contains__, written), *names_in(title))):
        first = name.partition(" ")[0]
        called = re.search(rf"{_CALLING}{re.escape(first)}[,!]\s", talk)
        shown = name if {*written} == {name} else "" if written else first
        if called or (shown and tells_of_person(intro, shown)):
            yield name


def mononym(title: str, intro: str) -> str | None:
    """The single name with which a title ends, if the intro speaks of a person by that: `Interview with Waxo`, `Waxo paints. He ...`"""
    for _, behind in invitations(title):
        name = behind.strip()
        if name and title.endswith(behind) and re.fullmatch(r"\w[\w.-]*", name) and not name.islower():
            return name if tells_of_person(intro, name) else None
    return None


def named_alone(title: str, talk: str) -> str | None:
    """The guest's name if a title is nothing else, as of portraits and shows.

    Others say what the `talk` is about, which has some word of theirs in lower case: `Keeping Hives`. Nor does anybody talk of the guest by
    that name, as of a painter whose life is told. What stands before the word for an interview may be a show's: `Wax Works Interview`.
    """
    if (
        not FULL_NAME.fullmatch(title)
        or title.rpartition(" ")[2].casefold() in INTERVIEWS
        or not may_be_person(title)
        or tells_what(title)
        or talk.count(" ") < _LONG_TALK
    ):
        return None
    forms = (rf"{word[:_STEM]}\w*" if len(word) > _STEM else word for word in map(re.escape, title.lower().split()))
    return None if title in talk or re.search(rf"\b(?:{'|'.join(forms)})\b", talk) else title


def named_apart(title: str, talk: str, questions: Sequence[str]) -> str | None:
    """The name that is a part of a title, `Wax stories: Bo Lind, chandler`, if most questions address the guest: `What do you do?`

    Behind other signs than a colon, it may be the blog's. As of `named_alone`, the talk is not about it.
    """
    found = re.search(_PART, title) if address_guest(questions) else None
    return named_alone(found["last"] or found["first"], talk) if found else None


def address_guest(questions: Sequence[str]) -> bool:
    """Whether most questions address somebody: `What do you do?` Readers, who ask for themselves (`How do I order?`), ask none of them."""
    addressed = sum(map(speaks_to_guest, questions))
    return addressed >= _ADDRESSED and addressed * 2 > len(questions) and not any(re.search(_READERS, each) for each in questions)


def _titling(title: str, named: Collection[str], talk: str) -> Iterator[str]:
    """The names in a title behind the word for an interview or a series' name: `Interview: Ana Ruiz`, `Developer Spotlight: Ana Ruiz`.

    A series also has titles about other things, such as `Women in Tech: Berlin Meetup`. So the `talk` has to mention who it is.
    """
    small = folded(title)
    series = _series(small)
    begun = series or next((len(word) for word in TITLING if small.startswith(word)), 0) or _behind_whose(small) or len(title)
    return (alone(name, named) for name in leading_names(title[begun:]) if not series or name.partition(" ")[0] in talk)


def _behind_whose(small: str) -> int:
    """The length of a title's beginning that says whose or of when an interview is: `interview of the week: `; 0 if it does not."""
    found = re.match(_OF, small) if small.partition(" ")[0] in INTERVIEWS else None
    return found.end() if found else 0


def _talking(title: str, named: Collection[str]) -> Iterator[str]:
    """The names in a title before the word for an interview: `Ana Ruiz im Interview`."""
    small = folded(title)
    behind = {name: small.partition(folded(name))[2] for name in names_in(title)}
    return (alone(name, named) for name in behind if behind[name].startswith(TALKING_HERE) or _TURKISH.match(behind[name]))


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
    return sign.end() if sign and len(name.split()) <= DESCRIBED + 1 and any(not PORTRAYED.isdisjoint(word) for word in people) else 0
