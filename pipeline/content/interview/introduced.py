"""Whom a post introduces above its conversation, or who does so in the first answer: `Ana Ruiz, who ...`, `Hi, I'm Ana Ruiz, and I ...`."""

import re
from collections.abc import Collection, Iterable

from pipeline.content.interview.inviting import (
    FAR,
    SINGLE_NAME,
    belongs,
    first_name,
    leading_names,
    may_be_person,
    strangers,
    tells_what,
)
from pipeline.content.interview.signposts import about_whom
from pipeline.content.lexicon.people import INTRODUCING
from pipeline.content.lexicon.phrases import folded, places
from pipeline.content.text.names import FULL_NAME, handle, names_in

_NAME_ENDS = r"\s*(?:$|[,.!(–—-])|\s+(?:and|from|und|y|et|e|i|и)\s"  # not `I'm Chief Technology Officer at ...`
_PERSONAL = r"(?:(?: is (?:an?|the|one) [^.,!?\n]{1,60})?,? who\b|(?:(?! its? )[^.!?\n]){0,200}? (?:she|he|her|his|elle|ella|lei|ela|hij|zij)\b|[^.!?\n]{0,300}[.!?] (?:(?:In this|Here|Im|In diesem)[^.!?\n]{0,30} (?:she|he|sie|er)|She|He|Her|His|Elle|Ella|Él|Ela|Ele|Lei|Er|Hij|Zij)\b|\s?\((?:she|he|they)/)"
# With these a question asks who the guest is, which the first one may not yet.
_WHO_ARE_YOU = (
    r"(?i)introduce yourself|about yourself|who (?:are|is) you|(?:te|vous) présenter|présente[zr]?[- ](?:toi|vous)|stell\w* (?:dich|sich|euch)"
    r"|(?:dich|sich|euch) (?:\w+ ){0,3}vor(?:stellen|zustellen)?\b|present(?:arte|aros|arse)|preséntate|apresent(?:e-se|ar|a-te)"
    r"|(?:presentar|presenta)ti\b|voorstellen|представ(?:ь|ит)|przedstaw|介绍一下|介紹一下|自我介|自己紹介|자기 ?소개"
)
_PRESENTING = r"(?m)(?:^|[.!?]\s)(?:[Mm]eet|[Ii]ntroducing|[Ss]ay hello to)\s"
# With these an intro says that an interview follows.
_FORMAT = r"(?i)\b(?:interview\w*|q\s?&\s?a|questions|conversation|chat(?:ted)?|we (?:talk|talked|spoke|asked|discussed)|gespräch|fragen|entretien|entrevista|intervista|gesprek)\b"
_WHAT = r"(?: is|,| \() (?:an?|the|one of (?:the|our)|our)? ?((?:[\w’'-]+ ){0,4}[\w’'-]+)"  # `Ana Ruiz is the founder of`, `Ana Ruiz, a beekeeper`
_FACT = r"(?m)^[^\W\d_][^\n:：]{1,30}[:：]\s*\S"
_NAME_AS_FACT = rf"(?m)^(?i:(?:full )?name)\s?[:：]\s*({FULL_NAME.pattern})\s*$"


def tells_of_person(intro: str, name: str) -> bool:
    """Whether a word for a person follows a name in an intro: `Ana Ruiz, who ...`, `Waxo paints. He ...`"""
    return re.search(rf"(?<!\w){re.escape(name)}\b{_PERSONAL}", intro) is not None


def self_introduced(answer: str, others: Collection[str], title: str) -> str | None:
    """The name by which whoever answers the first question says who that is: `Hi, I'm Ana Ruiz, and I ...`

    It is a full name, or begins one of the title, or is the single word with which the title ends: `Interview with Waxo`.
    """
    small = folded(answer[:FAR])
    titled = {name.partition(" ")[0]: name for name in reversed(names_in(title))}
    for at in sorted(at + len(phrase) for at, phrase in places(INTRODUCING, small)):
        before, name, behind = first_name(answer[at:])
        called = SINGLE_NAME.match(answer, at)
        if called and called[1][0].isupper() and (title.endswith(f" {called[1]}") or called[1] in titled):
            before, name, behind = "", titled.get(called[1], called[1]), answer[called.end() :]
        if name and not before.strip() and re.match(_NAME_ENDS, behind) and may_be_person(name) and not tells_what(name):
            return name if handle(name) not in set(map(handle, others)) else None
    return None


def asks_who(question: str) -> bool:
    """Whether a question asks who the guest is: `Can you introduce yourself?`"""
    return re.search(_WHO_ARE_YOU, question) is not None


def told_above(headings: Iterable[str], intro: str, others: Collection[str]) -> str | None:
    """The only person whom a heading above the talk says that it is about, and the intro below: `## About Ana Ruiz`, `Ana Ruiz, who ...`"""
    named = {name for name in map(about_whom, headings) if FULL_NAME.fullmatch(name) and tells_of_person(intro, name)}
    told = [name for name in strangers(named, {*map(handle, others)}) if may_be_person(name)]
    return told[0] if len(told) == 1 else None


def presented(intro: str, others: Collection[str]) -> str | None:
    """Whom a sentence of an intro presents, `Meet Ana Ruiz, who keeps bees.`, or the only person whom it names.

    Then it tells of her, or says that an interview follows. `others` are no guests, nor are firms and places, which are named behind other words.
    """
    known = {*map(handle, others)}
    presented = {next(leading_names(intro[found.end() :]), "") for found in re.finditer(_PRESENTING, intro)}
    named = presented or (name for name in names_in(intro) if not belongs(name, intro) and not tells_what(name))
    told = [name for name in strangers(named, known) if may_be_person(name)]
    name = told[0] if len(told) == 1 else ""
    if not name or presented:
        return name or None
    return name if tells_of_person(intro, name) or (re.search(_FORMAT, intro) and _has_occupation(name, intro)) else None


def _has_occupation(name: str, intro: str) -> bool:
    """Whether an intro says what a person is: `Ana Ruiz is the founder of Acme Pumps.`"""
    return any(tells_what(what) for what in re.findall(re.escape(name) + _WHAT, intro))


def told_as_fact(above: Iterable[str]) -> str | None:
    """The name in a list of facts above the talk: `Name: Ana Ruiz` and, in the next line, `Place: Hove`."""
    facts = (text for text in above if len(re.findall(_FACT, text)) > 1)
    found = next(filter(None, (re.search(_NAME_AS_FACT, text) for text in facts)), None)
    return found[1] if found and may_be_person(found[1]) else None
