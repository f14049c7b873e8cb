"""The forms in which a text says who speaks, and when: `Lewis:`, `LEWIS:`, `Lewis (00:12):`, `Lewis —`, `佐藤　`, `[00:12:34]`."""

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.content.lexicon.people import LETTERS
from pipeline.content.text import timecode
from pipeline.content.text.names import LONGEST_NAME, NAME_WORD, has_form_of_name, has_no_case, may_be_handle, shortens
from pipeline.content.text.pattern import compiled
from pipeline.content.text.plaintext import squeeze
from pipeline.content.text.quotations import holds_quote

_TIME = r"[@~]?\d{1,2}:\d{2}(?::\d{2}(?:[:;]\d{2}(?![\d:]))?)?(?:[.,]\d{1,3})?"  # with frames: 00:12:34:05
_SPAN = rf"({_TIME})(?:\s*(?:[-–—]{{1,2}}>?|→)\s*{_TIME})?"  # 00:12 - 00:15, 00:00:12,000 --> 00:00:15,000
_SECONDS = r"\d{1,5}\.\d\d"
_IN_BOX = rf"({_TIME}|{_SECONDS}(?=\s*(?:→|-->)\s*{_SECONDS}\s*\]))(?:\s*(?:[-–—]{{1,2}}>?|→)\s*(?:{_TIME}|{_SECONDS}))?"  # [45.26 → 49.04]
_BOXED = rf"[\[(（]{{1,2}}\s*(?:(?i:at|time(?:stamp)?):?\s)?\s*{_IN_BOX}\s*[\])）]{{1,2}}"
_COLON = rf"[:：](?!(?<=\d[:：])\d)\s*(?:{_BOXED}|({_TIME})(?!\S))?"  # with a time behind it, `: 00:12:34`, but not inside one
# These take long to compile: most labels are told by their signs.
_LABEL = rf"""(?x)\s*(?:(?:[\u231a\u231b\u23e9-\u23fa\u25b6\u2600-\u27bf\U0001f000-\U0001faff][\ufe0f\u200d]*)+\s+)?(?:(?:{_BOXED}|{_SPAN})\s*[-–—|]?\s+)?                    # [00:12] Lewis
    ([^\s:：\[\](){{}}<>"“”«»?!;,*_|/#][^:：\[\](){{}}<>"“”«»?!;\n|。，、；！？（）]{{0,59}}?)
    (?=[\s(\[:：（–—-])                                                 # what ends a name, before more is tried
    (?:\(\))?                                                        # a handle such as zz()
    (?:\s*[(（](?![@~]\d|(?i:at)\s\d)([^()（）\d][^()（）]{{0,40}})[)）])?                       # Lewis (host), Ada van Holt (AvH)
    (?:\s*(?:{_BOXED}\s*(?:[:：]|[-–—]+(?=\s+\S))?|{_COLON})              # (00:12): or (00:12) - or : 00:12:34 or a colon alone
    |\s+(?:[·•|]\s+)?({_TIME})\s*(?:[:：]|$)                          # Lewis 00:12: or, alone in its line, Lewis 00:12 or Lewis · 00:12
    |\s+(\d{{2}}:\d{{2}}:\d{{2}})(?=\s+\S)                                   # Lewis 00:00:12 and the words
    |\s*[-–—]\s+({_TIME})[:：])                                      # Lewis – 00:12: but without the colon this is a chapter
    (?=\s|$|(?<=：))"""
# A dash, or what Japanese puts between a name and the words; in bold, a hyphen is enough.
_SIGNED = r"""(?xm)\s*([^\W\d_][^:：\[\](){}<>"“”«»?!;,*_|/#\n。，、；！？（）「」—–―\u3000]{0,59}?)
    (?:\s*[(（](?:以下、?)?([^()（）\d][^()（）]{0,40})[)）])?
    (?:(\.?\s*[—–―]{1,2}\s+|\s+[—–―]{1,2}\s*)|(\s+-\s+)|\s*\u3000\s*|(?=「[^\n]*」\s*$))(?=\S)"""
_APPOSED = r"(?=[^\W\d_])[^.!?。！？\n—–―]{1,120}\s[—–―]{1,2}\s(?=\w)"
_STOPPED = re.compile(r"\s*([^\W\d_]+)\d{0,3}\.\s+(?=\S)")  # **P.** ...
_SPACED = re.compile(r"\s*(Q)\s+(?=[A-Z“\"(\[])")  # Q    Thanks, as in briefings
_HYPHENED = re.compile(r"\s*([^\W\d_])\s+-\s+(?=\S)")  # Q - ...
_BEHIND_NAME = rf"{_COLON}(?=\s|$|(?<=：))"
_NICKNAMED = rf"""\s*({NAME_WORD}(?:\s{NAME_WORD})?)\s[“"]([\w-]{{2,20}})[”"]\s({NAME_WORD})[:：](?=\s|$|(?<=：))"""  # Ana “Nan” Ruiz:
_NOBODY = re.compile(r"\s*(\?{1,3})[:：]\s+(?=\S)")  # ??: ...
_HYPHEN = " - "
_DASHES = " -–—"
BESIDE_TIME = f"{_DASHES}|·•,"  # signs that keep a name or a title apart from its time
_LOOSE_SIGN = re.compile("[—–―\u3000「]")
_ALONE = rf"\s*(?:{_BOXED}(?:\s*[:：](?=\s|$)|\s+[-–—](?=\s))?|{_SPAN}(?=\s|$)(?:\s*[-–—](?=\s))?)\s*"
_OF_VIDEO = rf"(?i)\s*video\s*(?:[|:]\s*)?\(?({_TIME})\)?\s*"
_BEGINS_TIME = frozenset("[(（@~0123456789")
_TIMED = frozenset("[(（:：")  # in what may have a time, or another label, before its last colon
_BESIDE_NAMES = frozenset(')]{}<>"“”«»?!;\n|。，、；！？）')
_TRAILING = rf"\s*(?:{_BOXED}|\(?@?({_TIME})\)?)\s*$"
_APART = r"(?:(?<=[^\w\s])|(?=\s*[\[(（]))"
_LETTERS = frozenset(letter.lower() for letter in LETTERS)
_NUMBER = re.compile(r"\s?\d{1,3}$")  # Q1, A1, Question 1
_FULL_STOP = re.compile(r"(?<=\w{4})\.$")
_FAR = 130  # characters within which a label's colon must come
_STOP = 6  # characters within which a full stop ends `Q.`, `Ans.` and the like that are not in bold
_MANY = 20  # blanks before a label's colon
_TAIL = 60  # characters at the end of a heading within which its time stands; attributes may take twice as many
_LONGEST = 64  # characters within which the dash behind a name must come
_ANCHOR = r"\s*(?:\{:?\s*([#.:]?[^{}\n]{1,80})\}|(?<!^)\[\[[\w-]{1,100}\]\])\s*$"
_ANCHOR_TIME = r"(?:^|[#&\s])t=([\d:.hms]+)"


class Label(NamedTuple):
    """A speaker's name as written, the number of characters that the label takes, its time (ms), and a short form given with the name.

    It is `loose` if it has a dash in place of a colon, which may follow any word, if it stands alone in capitals, or is a mere handle. Such a
    handle may stand `above` what is said, where other words do as well: `input:`.
    """

    name: str
    length: int
    at: int | None = None
    alias: str | None = None
    loose: bool = False
    above: bool = False


def label_of(text: str, *, bold: bool = False) -> Label | None:
    """The label that `text` begins with, judged by its form; whether that is anybody's name is not decided here.

    A handle without capitals counts only with a time or its initials beside it or in `bold`; with a wide colon, as in Chinese, it is loose.
    """
    colon = max(text.find(":", 0, _FAR), text.find("：", 0, _FAR))
    if colon < 0 or text.count(" ", 0, colon) > _MANY:
        return _signed(text, bold=bold)
    label = _with_colon(text, colon, bold=bold)
    if label is None:
        return _signed(text, bold=bold)
    if has_form_of_name(label.name):
        return label
    sure = bold or label.at is not None or _has_initials(label)
    return label._replace(loose=not sure) if may_be_handle(label.name) and (sure or text[colon] == "：") else None


def _with_colon(text: str, colon: int, *, bold: bool) -> Label | None:
    """A label that ends with a colon, or with the time in which that is."""
    before = text[:colon]
    if before[:1].isalnum() and _TIMED.isdisjoint(before) and not text[colon + 1 : colon + 2].isdecimal():
        name = _named(before.rstrip(_DASHES) if bold else before)
        if name:
            behind = _behind(text, colon)
            return Label(name, *behind) if behind else None
    elif found := compiled(_LABEL).match(text):
        time, bare_time, name, alias, *times = found.groups()
        return Label(_as_name(name.rstrip(_DASHES) if bold else name), found.end(), _moment(time, bare_time, *times), alias)
    elif unknown := _NOBODY.match(text):
        return Label(unknown[1], unknown.end())
    nicknamed = re.match(_NICKNAMED, text) if holds_quote(before) else None
    return Label(f"{squeeze(nicknamed[1])} {nicknamed[3]}", nicknamed.end(), None, nicknamed[2]) if nicknamed else None


@lru_cache(maxsize=4096)
def _named(before: str) -> str | None:
    """The name that is all of a text before a colon, as in most labels. None if it has signs that are in no name, or is too long for one."""
    return _as_name(before) if len(before.rstrip()) <= LONGEST_NAME and _BESIDE_NAMES.isdisjoint(before.rstrip()) else None


def _as_name(written: str) -> str:
    """A name as written before a colon, in one line: **Lewis.** and **Q1** without full stop and number."""
    name = squeeze(written)
    return _letter(_FULL_STOP.sub("", name) if name.endswith(".") else name)


def _behind(text: str, colon: int) -> tuple[int, int | None] | None:
    """Where a label ends whose colon is at an offset, and the time behind that; None if other signs follow, as in an address."""
    following = text[colon + 1 : colon + 3]
    if following[:1] == " " and following[1:].strip() and following[1] not in _BEGINS_TIME:
        return colon + 1, None
    behind = compiled(_BEHIND_NAME).match(text, colon)
    return (behind.end(), _moment(*behind.groups())) if behind else None


def _has_initials(label: Label) -> bool:
    """Whether a handle has letters of its own as initials, `bowax (BWX)`, which neither `html (HTML)` nor `sed (GNU)` has."""
    if label.alias is None or not label.alias.isupper() or " " in label.name or label.alias.lower() == label.name:
        return False
    return shortens(label.alias, label.name)


def _signed(text: str, *, bold: bool) -> Label | None:
    """A label with a sign other than a colon."""
    if not bold and not _may_be_letter(text) and not _has_loose_sign(text[:_LONGEST]):
        return None
    if (apart := _SPACED.match(text) or _HYPHENED.match(text)) and apart[1] in LETTERS:
        return Label(apart[1], apart.end(), loose=not bold)
    stopped = _STOPPED.match(text)
    if stopped and (stopped[1] in LETTERS or (bold and stopped[1].lower() in _LETTERS)):
        return Label(_letter(stopped[1]), stopped.end(), loose=not bold)
    found = compiled(_SIGNED).match(text)
    if not found:
        return None
    name, alias, dash, hyphen = found.groups()
    name = _letter(squeeze(name))
    if not has_form_of_name(name) or (hyphen and not bold) or not (dash or hyphen or has_no_case(name)) or _is_apposed(text, found.end()):
        return None
    return Label(name, found.end(), None, alias, loose=dash is not None and not bold)


def _is_apposed(text: str, at: int) -> bool:
    """Whether the words behind a dash only tell who that is, up to another dash: `Ana Ruiz — head of Wax — is here`."""
    return text[at].islower() and re.match(_APPOSED, text[at:]) is not None


def hyphened(text: str) -> Label | None:
    """The label that ends with a hyphen, `Ana - `, which stands behind so many words that others have to show that people speak."""
    label = _signed(text, bold=True) if _HYPHEN in text[:_LONGEST] else None
    return label if label and label.name not in LETTERS and text[: label.length].rstrip().endswith("-") else None


def _letter(name: str) -> str:
    """The letter of the table `LETTERS` for `Q1` or `question 1`; any other name unchanged."""
    letter = _NUMBER.sub("", name) if name[-1:].isdecimal() else name
    return name if letter.lower() not in _LETTERS else letter if letter in LETTERS else letter.capitalize()


def may_begin(text: str) -> bool:
    """Whether a text may begin with a time, or with a label that is not in bold: a quick test that most texts fail."""
    return ":" in text or _may_be_letter(text) or "：" in text or _has_loose_sign(text)


def _may_be_letter(text: str) -> bool:
    """Whether a text may begin with a letter or a few, and a full stop, a hyphen or blanks: `Q. `, `Ans. `, `Q - `, `Q  `."""
    return "." in text[1:_STOP] or text[1:4] == " - " or text[:2] == "Q "


def _has_loose_sign(text: str) -> bool:
    return not text.isascii() and _LOOSE_SIGN.search(text) is not None


def time_alone(text: str) -> tuple[int, int] | None:
    """The time that `text` begins with (`[00:12:34]`, `(12:34):`, `0:12:34 -`) in milliseconds, and the number of characters it takes."""
    found = compiled(_ALONE).match(text) if text.lstrip()[:1] in _BEGINS_TIME else None
    moment = _moment(*found.groups()) if found else None
    return (moment, found.end()) if found and moment is not None else None


def time_of_video(text: str) -> tuple[int, int] | None:
    """The time that is all of a text but for a word such as `video`: `Video 12:34`; in milliseconds, and the number of its characters."""
    found = compiled(_OF_VIDEO).fullmatch(text) if "video" in text.lower() else None
    moment = _moment(found[1]) if found else None
    return (moment, len(text)) if moment is not None else None


def time_behind(text: str) -> tuple[int, str] | None:
    """The time that a heading ends with (`Tokenisers [2:00] {#tokens}`, `... {#t=120}`) in milliseconds, and the heading without it."""
    anchor = _anchor(text)
    written = compiled(_ANCHOR_TIME).search(anchor[1]) if anchor and anchor[1] else None
    if anchor and written and (moment := timecode.parse(written[1])) is not None:
        return moment, text[: anchor.start()]
    bare = without_anchor(text)
    end = bare[-_TAIL:]
    found = compiled(_TRAILING).search(end) if ":" in end else None
    if not found and (timed := timecode.with_colons(end)) != end:
        bare, end = bare[: -len(end)] + timed, timed
        found = re.search(_APART + _TRAILING, end)  # not `It took 12m34s`
    moment = _moment(*found.groups()) if found else None
    return (moment, bare[: found.start() - len(end)]) if found and moment is not None else None


def untimed(text: str) -> str:
    """A heading without the time that it begins or ends with: `[00:12] Ana Ruiz`, `Ana Ruiz (00:12)`."""
    if not text[:1].isdigit() and text[:1] not in _BEGINS_TIME and ":" not in text and timecode.with_colons(text) == text:
        return text
    begun = time_alone(text)
    bare = text[begun[1] :] if begun else text
    behind = time_behind(bare)
    return (behind[1] if behind else bare).strip(BESIDE_TIME)


def without_anchor(text: str) -> str:
    """A heading without attributes for renderers at its end: `Tokenisers {#tokens .wide}`, `Tokenisers[[tokens]]`."""
    found = _anchor(text)
    return text[: found.start()] if found and (found[1] is None or found[1][0] in "#.:" or found[0].lstrip().startswith("{:")) else text


def _anchor(text: str) -> re.Match[str] | None:
    return compiled(_ANCHOR).search(text, max(0, len(text) - 2 * _TAIL)) if text.endswith(("}", "]")) else None


def _moment(*texts: str | None) -> int | None:
    text = next(filter(None, texts), None)
    return timecode.parse_framed(text.lstrip("@~")) if text else None
