"""Whom a post introduces above its conversation, or who does so in the first answer: `Ana Ruiz, who ...`, `Hi, I'm Ana Ruiz, and I ...`."""

import re
from collections.abc import Collection, Iterable

from pipeline.content.interview.inviting import FAR, SINGLE_NAME, first_name, may_be_person, strangers, tells_what
from pipeline.content.interview.signposts import about_whom
from pipeline.content.lexicon.people import INTRODUCING
from pipeline.content.lexicon.phrases import folded, places
from pipeline.content.text.names import FULL_NAME, handle, names_in

_NAME_ENDS = r"\s*(?:$|[,.!(–—-])|\s+(?:and|from|und|y|et|e|i|и)\s"  # not `I'm Chief Technology Officer at ...`
_PERSONAL = r"(?:(?: is (?:an?|the|one) [^.,!?\n]{1,60})?,? who\b|(?:(?! its? )[^.!?\n]){0,200}? (?:she|he|her|his)\b|[^.!?\n]{0,300}[.!?] (?:She|He|Her|His)\b)"
# With these a question asks who the guest is, which the first one may not yet.
_WHO_ARE_YOU = (
    r"(?i)introduce yourself|about yourself|who (?:are|is) you|(?:te|vous) présenter|présente[zr]?[- ](?:toi|vous)|stell\w* (?:dich|sich|euch)"
    r"|(?:dich|sich|euch) (?:\w+ ){0,3}vor(?:stellen|zustellen)?\b|present(?:arte|aros|arse)|preséntate|apresent(?:e-se|ar|a-te)"
    r"|(?:presentar|presenta)ti\b|voorstellen|представ(?:ь|ит)|przedstaw|介绍一下|介紹一下|自我介|自己紹介|자기 ?소개"
)
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


def told_as_fact(above: Iterable[str]) -> str | None:
    """The name in a list of facts above the talk: `Name: Ana Ruiz` and, in the next line, `Place: Hove`."""
    facts = (text for text in above if len(re.findall(_FACT, text)) > 1)
    found = next(filter(None, (re.search(_NAME_AS_FACT, text) for text in facts)), None)
    return found[1] if found and may_be_person(found[1]) else None
