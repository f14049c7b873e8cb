"""Marks in captions that are not words: who speaks, sounds, and what wrote them. They are removed from a cue's text without moving the rest.

A change of speaker becomes a single `TURN` in the text. It is read from `>>`, a dash at the beginning of a line, a voice or speaker number
with another name than before, or a name at the beginning of a line (`Name:`) or alone in it (`byline.py`).
"""

import re
from collections import Counter

from pipeline.content.captions import byline
from pipeline.content.captions.cue import FIRST_NAME, LAST_NAME, NAME_END, TURN, Cue, voice

# Words for sounds between parentheses or asterisks, where there may be speech as well; stems, in the most common languages. Where no blanks
# are written, one may stand inside of what looks like a word. In Korean and Chinese, names may begin or go on as they do.
_NOISES = (
    r"\b(?:laugh|chuckl|giggl|applau|clapping|cheer|music|sigh|cough|sneez|gasp|inaudible|unintelligible|indistinct|crosstalk|silence|"
    r"whisper(?:s|ed|ing)\b|sniff|groan|grunt|clear(?:s|ing)\ throat|"
    "whoosh|swoosh|beep|risas|ríe|risos|risate|aplauso|música|rires|applaudiss|musique|lacht|lachen|gelächter|musik|applaus|gelach|"
    r"смех|смеется|музыка|аплодис|oklaski|śmiech|kahkaha|alkış|(?:웃음|박수|음악)(?:\b|소리|갈채)|ضحك|تصفيق|موسيقى|संगीत|हँसी|तालिय|笑)"
    r"|笑(?:い声?|声)?\b|音乐|掌声|鼓掌|音楽|拍手|ため息|の[音声]\b"
)
_SOUND = re.compile(
    rf"""\[[^\[\]{TURN}{NAME_END}]{{0,200}}\](?!:) | 【[^【】]{{0,200}}】 | ［[^［］]{{0,200}}］(?![:：])
    | ^[ \t-]*\([^\s().,?!]{{1,30}}(?:\s[^\s().,?!]{{1,30}}){{0,4}}\)[ \t]*$ | ^[ \t-]*（[^\s（）。、？！]{{1,12}}）[ \t]*$
    | [(（*][^()（）*\n]{{0,60}}?(?:{_NOISES})[^()（）*\n]{{0,60}}[)）*]
    | (?<=[hmu][hm]\ )\((?:affirmative|negative)\)
    | ^[ \t]*♪[ ]?(?:[^\s♪,]{{1,20}}[ ]){{0,2}}(?:{_NOISES})[a-zß-ÿ]{{0,9}}(?:[ ][^\s♪,]{{1,20}})?[ ]?♪[ \t]*$
    | (?-i:\(Transcribed\ by\ [^()]{{1,100}}\) | ^Transcribed\ by(?:\ (?:[A-Z]\S*|[^\s.]+\.\w\S*)){{1,4}}[ \t]*$
    | ^(?:Subt|Untert|Sous-t|Legend|Sottot|Napis|Субт|字幕)[^\n]{{0,40}}Amara\.org[ -]?\w{{0,12}}\.?$)""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
_SIGNS = re.compile(r"[\[(（【［*♪>‐–—−-]|Transcribed by|Amara")
# A dash before a digit is a minus sign; two dashes continue an unfinished sentence. Inside a line, a speaker's dash follows a sentence.
_CHANGE = re.compile(r">>+|^[ \t\u00a0]*[-‐–—−](?=[ \t\u00a0]*[^\s\d>‐–—−-])|(?<=[.?!…][ ])[-‐–—−](?=[ ][^\W\d])", re.MULTILINE)
_NAME = rf"[^\W\d_][^\s:<>{TURN}{NAME_END}]{{0,30}}(?:[ ][^\s:<>{TURN}{NAME_END}]{{1,30}}){{0,3}}"
_NAMED = rf"{TURN}[^{TURN}{NAME_END}]*{NAME_END}"  # a voice, whose name may contain a colon
_ASIDE = r"(?:\([^()\n:]{1,40}\)[ \t]+)?"  # `(door slams) ANA: Who is there?`
_LABEL = re.compile(rf"^[ \t]*(?:(?!{_NAMED})(?P<turn>{TURN})[ \t]*)?{_ASIDE}[\[(]?(?P<label>{_NAME})[\])]?[:：](?=\s|$)", re.MULTILINE)
_VOICE = re.compile(rf"{TURN}(?P<voice>[^{TURN}{NAME_END}]*){NAME_END}|{_LABEL.pattern}", re.MULTILINE)
# `[SPEAKER_00] Yes.`, `(speaker 0) Yes.`, or a name in brackets above its lines. Sounds look the same.
_BRACKETED = re.compile(
    rf"^[ \t]*[\[(](?![^\[\]()\n:]{{0,40}}?(?:{_NOISES}))([^\[\]()\n:]{{1,40}})[\])](?=\s*[^\s:])", re.MULTILINE | re.IGNORECASE
)
# `（山田）こんにちは` in Japanese, where the name stands only where somebody else begins; `（株）` is a company's legal form.
_WIDE = re.compile(r"^([ \t]*)（(?!株）)([^（）\n:：]{1,20})）(?=[^\s:：])", re.MULTILINE)
# YouTube puts `>>` before a sound and behind it, whoever speaks on. No text holds a \0, which stands between two cues here.
_INTERRUPTION = re.compile(r"(?<=[^\s\0.?!…。？！])[\s\0]+(?:>>[\s\0]*\[[^\[\]]{0,40}\][\s\0]*)+>>")
_SENTENCE = re.compile(r"[,?!;，。？！]|\.\s")


def unmarked(cues: tuple[Cue, ...]) -> tuple[tuple[Cue, ...], tuple[str, ...]]:
    """The cues with nothing but words and `TURN`s, each perhaps followed by the number of a name, and the names.

    Offsets of moments stay right, because every mark is replaced by a text of its length.
    """
    cues = byline.voiced(cues)
    texts = [_without_signs(text) for text in _with_voices(_uninterrupted([cue.text for cue in cues]))]
    changes = _Changes(_names(texts))
    if changes.names or any(NAME_END in text for text in texts):
        texts = [_VOICE.sub(changes.mark, text) for text in texts]
    plain = tuple(cue if text == cue.text else cue._replace(text=text) for cue, text in zip(cues, texts, strict=True))
    return plain, tuple(changes.numbers)


class _Changes:
    """Puts `TURN`s in place of voices and labels, which are found in order, and numbers whose they are. Labels are only those in `names`."""

    def __init__(self, names: frozenset[str]) -> None:
        self.names = names
        self.numbers: dict[str, int] = {}
        self._speaker: str | None = None

    def mark(self, found: re.Match[str]) -> str:
        """What stands in place of a voice or label, in as many characters: no `TURN` where the same speaker goes on."""
        name = found["voice"] if found["label"] is None else found["label"]
        if found["label"] and name not in self.names:
            return found[0]
        goes_on = name == self._speaker and not found["turn"]
        self._speaker = name
        return ("" if goes_on else TURN + self._number(_bare(name))).ljust(len(found[0]))

    def _number(self, name: str) -> str:
        """The character that stands for a name; empty for no name, and if there are too many names."""
        if not name or (name not in self.numbers and len(self.numbers) > ord(LAST_NAME) - ord(FIRST_NAME)):
            return ""
        return chr(ord(FIRST_NAME) + self.numbers.setdefault(name, len(self.numbers)))


def _uninterrupted(texts: list[str]) -> list[str]:
    """The texts without the signs of a change around sounds in the middle of a sentence: `a very >> [laughter] >> long time`."""
    if not any(">>" in text for text in texts):
        return texts
    return _INTERRUPTION.sub(lambda signs: signs[0].replace(">>", "  "), "\0".join(texts)).split("\0")


def _with_voices(texts: list[str]) -> list[str]:
    """The texts with voices in place of names in brackets, if most of those with words begin with one."""
    begun = [text for text in texts if text.lstrip()[:1] in ("[", "(")]
    named = sum(_BRACKETED.match(text) is not None for text in begun)
    if named * 2 <= len(texts) and named * 2 <= len(texts) - sum(not _SOUND.sub("", text).strip() for text in begun):
        return texts
    return [_BRACKETED.sub(lambda name: voice(name[1]).rjust(len(name[0])), text) for text in texts]


def _bare(name: str) -> str:
    """A name without the brackets around it; those behind it say more of whom it is: `Ana (her firm)`."""
    return name.strip("[] " if "(" in name[1:] else "[]() ")


def _without_signs(text: str) -> str:
    """The text with blanks in place of sounds, and `TURN`s in place of the signs of a change; a name in wide parentheses has a colon."""
    if not _SIGNS.search(text):
        return text
    text = _SOUND.sub(lambda sound: " " * len(sound[0]), text)
    text = _WIDE.sub(r"\1\2： ", text)
    return _CHANGE.sub(lambda sign: TURN.rjust(len(sign[0])), text)


def _names(texts: list[str]) -> frozenset[str]:
    """The labels that are names: all, if most cues have one (Zoom); else those that occur several times and look like names."""
    found = [label["label"] for text in texts if ":" in text or "：" in text for label in _LABEL.finditer(text)]
    labels = Counter(label for label in found if not _SENTENCE.search(label))
    if sum(labels.values()) * 2 > len(texts):
        return frozenset(labels)
    return frozenset(label for label, times in labels.items() if times > 2 and not any(part[0].islower() for part in label.split()))
