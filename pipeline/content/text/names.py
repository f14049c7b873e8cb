"""Names: what has the form of one, how they are found in running text, and the forms in which they are compared."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from pipeline.content.lexicon.people import (
    AND,
    CALLING,
    GROUPS,
    HONORIFICS,
    INTERVIEWS,
    JOINING,
    LETTERS,
    NO_NAMES,
    OFFICES,
    OPENERS,
    PARTICLES,
    ROLES,
    SHORT_WORDS,
    UNNAMED,
)

_MANY = 300  # names, at most, in a text
_CONTRACTED = re.compile(r"\w+['’](?:m|re|ve|ll|d|s)", re.IGNORECASE)
_UPPER = "A-ZÀ-ÖØ-ÞĀ-ŽΆ-ΏΑ-ΫЀ-ЯԱ-Ֆ"
# Letters of scripts that have capitals, with their marks, and digits. Others may stand beside a name without a blank: `記者のAna Ruizさん`.
_CASED = "0-9A-Za-zªºÀ-ÖØ-öø-ՙՠ-ֈ\u1e00-\u1fffﬀ-ﬆ_"
# `Ruiz`, `R.` or `R.A.`, but not `With`; begins with its rarest character, which Python finds quickly
NAME_WORD = rf"[{_UPPER}](?<![{_CASED}].)(?!(?<=W)ith\b)(?:[{_CASED}'’-]{{1,31}}(?<![-'])(?<!’)|(?:\.[{_UPPER}])*\.?(?=\s))"
FULL_NAME = re.compile(rf"{NAME_WORD}(?:[ \u00a0](?:(?:von|van|de|der|den|del|di|da|la|le|bin|al)[ \u00a0]){{0,2}}{NAME_WORD}){{1,3}}")
ACCOUNT = r"@?[a-z][\w-]{1,30}"  # adavh, as a regular expression
_POLITE = re.compile(r"(?<=\w)(?:さん|氏|様|先生|老师|女士)$")
_POLITELY = r"(?<![\u4e00-\u9fff々])[\u4e00-\u9fff々]{3,5}(?=さん|氏)"  # 佐藤健さん
_OF_SHOW = r" (?:de|di|da|von|van) (?=(?:The|This|When|What|Why|How|Where|Your|My|Our) )"
_POSSESSIVE = re.compile(r"['’]s?$")
_JOINED = re.compile(rf"\s*/\s*|\s+{AND}\s+")
_FROM_AUDIENCE = r"(?i)(?:questions?|comments?|speaker|voice) from (?:the )?(?:audience|floor|crowd|room|chat)(?: #?\d{1,2})?"
# Who takes part, in scripts without blanks: `登壇者：田中一郎（司会）、鈴木花子`
_TAKING_PART = r"(?:登壇者?|出演者?|参加者|パネリスト|ゲスト|話し手|語り手|聞き手|司会者?|インタビュアー|嘉宾|嘉賓|主持人?|讲者|演讲者|对谈人?|采访者|受访者)[:：]\s*([^\n]{2,200})"
_ASIDE = r"[（(][^（）()]*[)）]"
_UNCASED_NAME = r"(?<![\u4e00-\u9fff々])[\u4e00-\u9fff々]{3,4}(?![\u4e00-\u9fff々])"
LONGEST_NAME = 60  # characters, with a role
_UNCASED = "\u3040"  # from here on are the scripts of Japanese and Chinese
_LONGEST_UNCASED = 13  # characters of a name in writing without capitals, and mostly without blanks
_MANY_WORDS = 5
_LONGEST_ROLE = 10  # words of a name with a role behind its comma


def names_in(text: str) -> tuple[str, ...]:
    """Everything in running text that has the form of a full name, in order, at most `_MANY`. `Join Ana Ruiz` names Ana Ruiz."""
    politely = re.findall(_POLITELY, text) if "さん" in text or "氏" in text else ()
    named = (*FULL_NAME.findall(text), *politely, *_taking_part(text))
    found = (_without_kind(_without_firm(_uncalled(_POSSESSIVE.sub("", " ".join(name.split()))))) for name in named)
    return tuple(dict.fromkeys(name for name in found if name and not _opens(name.partition(" ")[0])))[:_MANY]


def _taking_part(text: str) -> Iterator[str]:
    """The names of people whom a line lists as taking part, in scripts without capitals."""
    if not text.isascii() and max(text) >= _UNCASED:
        for listed in re.findall(_TAKING_PART, text):
            yield from re.findall(_UNCASED_NAME, re.sub(_ASIDE, "", listed))


def _uncalled(name: str) -> str:
    """A name without the word before it that has its capital only from the beginning of a sentence; empty if no full name remains."""
    first, _, full = name.partition(" ")
    return name if first.lower() not in CALLING else full if " " in full else ""


def _without_kind(name: str) -> str:
    """A name without the word behind it that says what a text is, as titles have it: `Ana Ruiz Interview`; empty if no full name remains."""
    person, _, kind = name.rpartition(" ")
    return name if kind.lower() not in INTERVIEWS else person if " " in person else ""


def _without_firm(name: str) -> str:
    """A name without the German for `of` behind two words and more, where hardly a family's name begins: `Ana Ruiz von Acme`.

    Nor is it any with a firm before it, `Acme's Ana Ruiz`, or a show behind it: `Ana Ruiz de The Wax Hour`; empty if no full name remains.
    """
    name = re.split(r"['’]s (?=.* )", name)[-1]
    person, *show = re.split(_OF_SHOW, name, maxsplit=1)
    if show:
        return person if " " in person else ""
    person, _, firm = name.partition(" von ")
    return person if firm and " " in person else name


def _opens(word: str) -> bool:
    """Whether a word may have its capital only from the beginning of a sentence: `We've`, `Welcome`."""
    return word.lower() in OPENERS or _CONTRACTED.fullmatch(word) is not None


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """A name in a form for comparing: without titles, accents and case."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    words = "".join(char for char in plain if not unicodedata.combining(char)).replace(".", " ").split()
    return bare(" ".join(word for word in words if word not in HONORIFICS) or " ".join(words))


def bare(name: str) -> str:
    """A name without the polite word behind it: `佐藤さん` is 佐藤."""
    return _POLITE.sub("", name)


def handle(name: str) -> str:
    """A name as people write it in an account name: `pialund`."""
    return re.sub(r"[\W_]", "", key(name))


def initials_of(name: str) -> tuple[str, str]:
    """The initials of all words of a name, and those of its words in capitals: `avh` and `ah` for Ada van Holt."""
    words = name.replace(".", " ").split()
    every = "".join(part[0] for word in words for part in word.split("-") if part)
    capitals = "".join(word[0] for word in words if word[0].isupper())
    return every.casefold(), capitals.casefold()


def shortens(letters: str, name: str) -> bool:
    """Whether a name has these letters in their order and begins with the first: `BLD` is short for Bo Lind."""
    rest = iter(name.casefold())
    return name[:1].casefold() == letters[:1].casefold() and all(letter in rest for letter in letters.casefold())


def unspaced(name: str) -> bool:
    """Whether a full name has no blank, as in scripts without capitals: 山田花子."""
    return " " not in name and has_no_case(name)


def has_no_case(name: str) -> bool:
    """Whether a name is in a script without capitals: 山田花子, 山田 花子."""
    return name.lower() == name.upper()


def without_role(name: str) -> str:
    """A name without what follows its comma: `Mara Lind, NightRail`."""
    return name.partition(",")[0]


def joined(name: str) -> tuple[str, ...]:
    """Those whom a label calls together: `Mara & Joe`, `Mara / Joe`. Nobody where it calls one."""
    parts = tuple(_JOINED.split(name)) if " " in name or "/" in name else ()
    return parts if len(parts) > 1 else ()


@lru_cache(maxsize=4096)
def is_role(name: str) -> bool:
    """Whether a label says that somebody speaks, but not who: `Speaker 0`, `说话人1`, `SPEAKER_00`, `Moderator`, `Audience member`, `The Chair`, `??`."""
    words = re.sub(r"(?<=[^\W\d_])(?=\d{1,3}$)", " ", name.casefold().replace("_", " ").removeprefix("the ")).split()
    if name.strip("?") == "":
        return bool(name)
    if re.fullmatch(_FROM_AUDIENCE, name) or (len(words) == 1 and words[0] in OFFICES and " " in name):
        return True
    if not words or (len(name) == 2 and name.isupper()):  # a sign such as `_`, or the initials of Mia Engel
        return False
    number = r"#?\d{1,3}" if words[0] in UNNAMED else r"#?\w{1,3}"
    return (
        words[0] in ROLES
        and all(map(str.isalnum, words[2:]))
        and (len(words) == 1 or bool(re.fullmatch(rf"{number}|member|speaker|voice|participant|question|response|answer|off", words[1])))
    )


@lru_cache(maxsize=4096)
def is_full_name(name: str) -> bool:
    """Whether a label is more than a first name, a role, or initials."""
    return " " in name and not is_role(name) and not joined(name) and any(len(word.strip(".")) > 1 for word in name.split())


@lru_cache(maxsize=4096)
def has_form_of_name(name: str) -> bool:
    """Whether a text is one to five words with capitals (or of a script without), none of which occurs in no name.

    Titles and what joins the parts of a name do not count: `Dra. Ana de la Cruz Ruiz Peña`. Behind a comma it may tell a role:
    `Ana Ruiz, Head of Research and Development`.
    """
    words = name.split()
    if not words or len(words) > _LONGEST_ROLE or (len(words) > _MANY_WORDS and not _is_long_name(name)) or "’s" in name or "'s" in name:
        return False
    if is_role(name) or name in LETTERS or _is_initials(name):
        return True
    return (
        all(_may_be_named(word) or (len(words) > 1 and _is_initial(word)) for word in words)
        and not words[0][0].isdigit()
        and not all(word.casefold() in PARTICLES for word in words)
        and words[-1].casefold() not in PARTICLES
    )


def _is_long_name(name: str) -> bool:
    """Whether so many words may be a name: without its role, its titles and what joins its parts they are not many."""
    words = (word.casefold().strip(".") for word in without_role(name).split())
    return sum(word not in JOINING and word not in HONORIFICS for word in words) <= _MANY_WORDS


def spelled(label: str) -> str | None:
    """The name by which captions call a speaker, as people write it: `ANA RUIZ` is Ana Ruiz. None if that is no name, as `SPEAKER_00`."""
    if not label or is_role(label) or not has_form_of_name(label.title()):
        return None
    return label.title() if label.isupper() else label


def uncapitalised(name: str) -> str:
    """A name in capitals as people write it, `ANA VAN HOLT` as Ana van Holt. Initials stay: `DJ BO`, `J. R. LIND`."""
    return " ".join(map(_uncapitalised, name.split()))


def _uncapitalised(word: str) -> str:
    if word.casefold() in JOINING:
        return word.casefold()
    return word if len(word) < 3 and not re.search("[AEIOUY]", word) else word.title()


def _is_initials(name: str) -> bool:
    """Whether a name is initials that in lower case would be another word: `EL`, `AS`, `E`."""
    return len(name) < 3 and name.isupper() and name.casefold() in SHORT_WORDS


def _is_initial(word: str) -> bool:
    """Whether a word is the initial of a name, which alone would be another word: `A.`"""
    return len(word) == 2 and word[0].isupper() and word[1] == "."


def _may_be_named(word: str) -> bool:
    bare = word.strip(".,'’\"-–()#")
    if not bare or bare == "/":
        return word in ("&", "/")
    if bare.casefold() in PARTICLES:
        return True
    if bare.casefold() in NO_NAMES or re.fullmatch(r"\d+\.[\d.]*", bare):
        return False
    return (
        bare[0].isupper()
        or bare[0].isdigit()
        or (unicodedata.category(bare[0]) == "Lo" and len(bare) < _LONGEST_UNCASED)
        or "." in bare
        or any(char.isdigit() for char in bare)
        or bare in GROUPS
    )


def may_be_handle(name: str) -> bool:
    """Whether a name without capitals is possible: one or two words that may be names. Only its form distinguishes it from other words."""
    words = name.split()
    return len(words) < 3 and all(word[0].isalpha() and word.casefold() not in NO_NAMES for word in words)
