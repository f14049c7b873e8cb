"""The people whom a text calls its hosts or its speakers: `I'm your host, Ana Ruiz`, `Hosts: Ana Ruiz, Bo Lind`, `Speaker: Cy Berg`."""

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.content.lexicon.people import (
    AND,
    ANSWERS,
    CALLING,
    HOSTING,
    HOSTING_TOGETHER,
    LEADING_ON,
    OPENERS,
    SIGNED_BY,
    SIGNING,
)
from pipeline.content.lexicon.phrases import either, folded, places
from pipeline.content.lexicon.speech import GREETINGS
from pipeline.content.markup.block import Block
from pipeline.content.text.names import ACCOUNT, FULL_NAME, NAME_WORD, bare, names_in
from pipeline.content.text.pattern import compiled
from pipeline.content.text.plaintext import ends_line, squeeze
from pipeline.content.text.sentences import closes_sentence

# These are needed by few texts, and compiled only then.
_HOST = rf"[,:]?\s+(?:[A-Z][\w’' ]{{0,40}},\s+)?({FULL_NAME.pattern})"
_ONE_OF_SEVERAL = rf"(?!\w+ der )({FULL_NAME.pattern})"  # `Leser der Wabe` are a group in German
_FIRST_OF_SEVERAL = rf"[,:]?\s+{_ONE_OF_SEVERAL}"
_NEXT_OF_SEVERAL = rf"(?=,|\s+{AND}\s),?\s+({AND}\s+)?{_ONE_OF_SEVERAL}"
_COHOST = r"\b[Mm]y co-?host,?\s+"
_FIRST_NAME = r",?\s+([^\W\d_]+)"
# Needs a verb: the guest may be the host of another show, as in `TV host Ana Ruiz joins us`.
_HOST_AT_WORK = rf"""\b[Hh]ost(?P<several>s?)\s+(?=(?P<name>{FULL_NAME.pattern}))(?:(?:,?\s+(?:{AND}\s+)?)?{FULL_NAME.pattern}){{1,4}},?\s
    (?:is\sjoined|are\sjoined|talks?|speaks?|chats?|sits|sat|interviews?|interviewed|welcomes?
    |in\s(?:talking|speaking|conversation|a\sconversation))\b"""
_SPEAKERS = r"(?:speakers?|ponentes?|palestrantes?)\s?[:：]\s?"
_NEXT = rf",? {AND} |, "
_WITH_TITLE = rf"(?:(?:Dr|Prof|Mr|Mrs|Ms)\.? )*({FULL_NAME.pattern})(?= [(–—-]|\.?$)"
_CREDIT = r"(?:[Ss]pecial )?([^\W\d_]+) ?[:：] ?(.{1,200})"
_LONGEST_CREDIT = 120  # characters
_BEFORE_CREDIT = "—–-*_([（🎙🎤\ufe0f "
_CREDITING = tuple(phrase for phrase in HOSTING if not phrase.startswith(("your ", "our ", "with ", "join ")))  # which somebody says
_BY = either(SIGNED_BY)
_SIGNATURE = rf"(?i:{either(SIGNING)}(?:\s(?:{AND}|y|i|e)\s\w+)?(?:\s?:|\s{_BY})|{_BY})"
_SIGNED = rf"\W*{_SIGNATURE}\s+{FULL_NAME.pattern}(?:\s{AND}\s{FULL_NAME.pattern})?\W*"
_DAY = r"(?:\d{4}-\d\d-\d\d|(?:\w{1,9}[.,]{0,2}\s){1,4}(?:19|20)\d\d)"  # `2024-04-19`, `19 avril 2024`
_BYLINE = rf"""(?:{_DAY}(?:,|\s[-–—|·•])?\s)?(?i:(?:(?:posted|written|published|text|words)\s)?{_BY})\s
    (?P<author>{FULL_NAME.pattern})(?:(?:,|\s[-–—|·•]|\son)?\s{_DAY})?"""
_AUTHOR = rf"(?i:author|autor(?:in)?|auteure?|autore|autrice|автор)\s?[:：]\s(?P<author>{FULL_NAME.pattern})"
_WORD = re.compile(r"\w")
_UNSPACED = "\u2e80"  # the first letter of scripts without blanks between words
# In a sentence, the same word is a label, `主持：欢迎收听！`, unless the next label follows: `主持：李雷，嘉宾：王小明。`
_UNSPACED_HOST = rf"""(?:主持人?|主播|司会|采访[者人]?|採訪(?:者|撰文)?|聞き手|インタビュアー|取材|진행자?|인터뷰어)(?:[・、]\w{{1,2}})?\s*[:：／＝/]\s*({FULL_NAME.pattern}|[^\W\d_]{{2,8}}(?!\w))
    (?:(?=[^\n:：！？!?]{{0,20}}[\s。，,、/／|｜・](?:嘉宾|嘉賓|来宾|來賓|ゲスト|話し手|게스트|撮影|写真|構成|編集|文字|剪辑|编辑|后期)\s?[:：])
    |(?![^\n]{{0,80}}[。！？!?]))"""


def hosts_in(text: str) -> tuple[str, ...]:
    """The people whom an intro calls its hosts: "I'm your host, Ana Ruiz", `Hosts: Ana Ruiz, Bo Lind`."""
    small = folded(text)
    # An advertisement may have a host, too: `Join host Ana Ruiz for our next webinar`.
    behind = sorted((not phrase.startswith("your"), at, -len(phrase), phrase) for at, phrase in places(HOSTING, small))
    for _, at, length, phrase in behind:
        several = phrase.endswith(HOSTING_TOGETHER)
        found = re.compile(_FIRST_OF_SEVERAL if several else _HOST).match(text, at - length)
        if found and not _begins_to_speak(found) and not (phrase == "interview:" and _is_titled(text[:at])):
            listed = "hosts" in phrase or "interviewers" in phrase
            others = _joined(text, found.end(), commas=listed) if several else filter(FULL_NAME.fullmatch, cohosts_in(text))
            return tuple(map(squeeze, (found[1], *others)))
    found = None if behind or max(text, default="") < _UNSPACED else re.search(_UNSPACED_HOST, text, re.VERBOSE)
    if found is None and ("host " in small or "hosts " in small):
        found = re.search(_HOST_AT_WORK, text, re.VERBOSE)
        others = _joined(text, found.end("name"), commas=True) if found and found["several"] else []
        return tuple(map(squeeze, (found["name"], *others))) if found else ()
    return (_impolite(squeeze(found[1])),) if found else ()


def credits_host(text: str) -> bool:
    """Whether a text is a credit: a line that begins with what the host did for the interview, `Interview geführt von Ana Ruiz`."""
    if len(text) > _LONGEST_CREDIT:
        return False
    small = folded(text).lstrip(_BEFORE_CREDIT)
    hosts = hosts_in(text) if small.startswith(_CREDITING) or small[:1] >= _UNSPACED else ()
    return bool(hosts) and not _begins_clause(text, text.find(hosts[-1]) + len(hosts[-1]))


def signs(text: str) -> bool:
    """Whether a text is a line that says who wrote the post or made its pictures: `Text: Ana Ruiz`, `By Ana Ruiz`."""
    word = _WORD.search(text) if len(text) < _LONGEST_CREDIT else None
    if not word or not folded(text).startswith((*SIGNING, *SIGNED_BY), word.start()):
        return False
    return compiled(_SIGNED).fullmatch(text) is not None


def author_in(text: str) -> str | None:
    """Who wrote the post, if a text is only a line that says so, perhaps with the day: `By Ana Ruiz`, `19 April 2024, by Ana Ruiz`, `Author: Ana Ruiz`."""
    is_line = len(text) < _LONGEST_CREDIT and not closes_sentence(text)
    is_signed = is_line and not set(SIGNED_BY).isdisjoint(folded(text).split())
    found = re.fullmatch(_BYLINE, text.strip(), re.VERBOSE) if is_signed else re.fullmatch(_AUTHOR, text.strip()) if is_line else None
    return squeeze(found["author"]) if found else None


def _begins_to_speak(found: re.Match[str]) -> bool:
    """Whether what has the form of a name is what a host says first, behind a label: `Interviewer: So Ana, how are you?`, but not `Host: So Young`."""
    labelled = found.string[: found.start(1)].rstrip().endswith((":", "："))
    first = found[1].split(maxsplit=1)[0].casefold()
    goes_on = not ends_line(found.string, found.end(1))
    return labelled and (first in CALLING or first in GREETINGS or (first in OPENERS and goes_on))


def _is_titled(before: str) -> bool:
    """Whether words before `Interview:` in its line make a title of it, behind which the guest is named: `Wax Weekly Interview: Bo Lind`."""
    return re.search(rf"{NAME_WORD} {NAME_WORD} $", before) is not None


def _impolite(name: str) -> str:
    """A name without the polite word behind it, `佐藤さん`, unless no more than a letter remains: `王老师`."""
    return bare(name) if len(bare(name)) > 1 else name


def _joined(text: str, at: int, *, commas: bool) -> list[str]:
    """The names that `and` joins to the one that ends at an offset. Behind a mere comma may be a firm, unless `commas` join as well."""
    found: list[str] = []
    named = commas
    while (more := re.compile(_NEXT_OF_SEVERAL).match(text, at)) and (commas or not _begins_clause(text, more.end())):
        found.append(more[2])
        named = named or bool(more[1])
        at = more.end()
    return found if named else []


def _begins_clause(text: str, at: int) -> bool:
    """Whether the words behind a name go on to say what that person does: `Hosted by Ana Ruiz, and Bo Lind talks of wax.`"""
    behind = re.compile(r" ([^\W\d_]+)").match(text, at)
    return behind is not None and behind[1].islower() and behind[1] not in LEADING_ON and not re.fullmatch(AND, behind[1])


def cohosts_in(text: str) -> list[str]:
    """The names, full names or first names, behind `my co-host`."""
    return re.findall(rf"{_COHOST}({FULL_NAME.pattern}|[^\W\d_]+)", text)


def first_names_in(text: str) -> Iterator[str]:
    """The single words that may be a host's first name: `I'm your host Ana, and ...`"""
    behind = (re.compile(_FIRST_NAME).match(text, at + len(phrase)) for at, phrase in places(HOSTING, folded(text)))
    return (found[1] for found in behind if found)


def speakers_in(blocks: Iterable[Block], title: str) -> tuple[str, ...]:
    """The people whom the blocks above a talk call its speakers: `Speaker: Ana Ruiz`; or who stand alone in a line of a paragraph.

    A name alone may also be a place's or a meeting's, unless the title begins with it, or an account follows: `Ana Ruiz (anaru)`.
    """
    found: dict[str, None] = {}
    for block in blocks:
        for line in map(squeeze, block.text.split("\n")):
            if called := _called(line):
                found |= dict.fromkeys(called)
            elif block.tag == "p" and (alone := _alone(line, title)):
                found[alone] = None
    return tuple(found)


def guests_in(blocks: Iterable[Block]) -> tuple[str, ...]:
    """The people whom credits call guests: `Guest: Ana Ruiz, beekeeper`, `Guests: Ana Ruiz and Bo Lind`."""
    found = (re.fullmatch(_CREDIT, squeeze(line)) for block in blocks for line in block.text.split("\n"))
    said = (credit[2] for credit in found if credit and _is_guest(credit[1].lower()))
    return tuple(dict.fromkeys(name for words in said for name in _leading_names(words)))


def _is_guest(role: str) -> bool:
    return role in ANSWERS or role.removesuffix("s") in ANSWERS


def _leading_names(words: str) -> Iterator[str]:
    """The full names that a list begins with; what stands behind them is about them."""
    for part in re.split(_NEXT, squeeze(words)):
        named = re.match(_WITH_TITLE, part)
        if not named:
            return
        yield named[1]
        if named.end() < len(part):
            return


def _called(line: str) -> Sequence[str]:
    """The full names behind `Speakers:`; none if anything else is in the line."""
    called = re.match(_SPEAKERS, line, re.IGNORECASE)
    names = re.split(_NEXT, line[called.end() :]) if called else []
    return names if all(map(FULL_NAME.fullmatch, names)) else ()


def _alone(line: str, title: str) -> str | None:
    """The full name that stands alone in a line: with which the title begins (`Ana Ruiz` above `Ana Ruiz on Wax`), or that its account follows."""
    name, bracket, account = line.partition(" (")
    if bracket and re.fullmatch(rf"{ACCOUNT}\)", account) and FULL_NAME.fullmatch(name):
        return name
    return line if title.startswith(f"{line} ") and names_in(line) == (line,) else None
