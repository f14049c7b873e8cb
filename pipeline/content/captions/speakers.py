"""Marks of speech that are not words: who speaks, and sounds. They are taken out of a cue's text without moving the rest.

A change of speaker is left in the text as one `TURN`: from `>>`, a dash at the beginning of a line, a voice or speaker number whose name is
not the one before, `Name:` at the beginning of a line.
"""

import re
from collections import Counter

from pipeline.content.captions.cue import FIRST_NAME, LAST_NAME, NAME_END, TURN, Cue

# What people call sounds between round brackets or asterisks, where speech may stand as well; stems, in the languages that ask for it most.
_NOISES = (
    "laugh|chuckl|giggl|applau|clapping|cheer|music|sigh|cough|sneez|gasp|inaudible|unintelligible|indistinct|crosstalk|silence|"
    "whoosh|swoosh|beep|risas|ríe|risos|aplauso|música|rires|applaudiss|musique|lacht|lachen|gelächter|musik|applaus|смех|смеется|"
    "музыка|аплодис|笑|音乐|掌声|音楽|拍手"
)
_SOUND = re.compile(
    rf"""\[[^\[\]{TURN}{NAME_END}]{{0,200}}\](?!:) | 【[^【】]{{0,200}}】
    | ^[ \t-]*\([^\s().,?!]{{1,30}}(?:\s[^\s().,?!]{{1,30}}){{0,4}}\)[ \t]*$
    | [(（*][^()（）*\n]{{0,60}}?\b(?:{_NOISES})[^()（）*\n]{{0,60}}[)）*]""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
_SIGNS = re.compile(r"[\[(（【*>‐–—−-]")
# A number after a dash is a negative number; two dashes take up an unfinished sentence. Within a line a speaker's dash follows a sentence.
_CHANGE = re.compile(r">>+|^[ \t\u00a0]*[-‐–—−](?=[ \t\u00a0]*[^\s\d>‐–—−-])|(?<=[.?!…][ ])[-‐–—−](?=[ ][^\W\d])", re.MULTILINE)
_NAME = rf"[^\W\d_][^\s:<>{TURN}{NAME_END}]{{0,30}}(?:[ ][^\s:<>{TURN}{NAME_END}]{{1,30}}){{0,3}}"
_TOLD = rf"{TURN}[^{TURN}{NAME_END}]*{NAME_END}"  # by a voice, whose name may hold a colon
_LABEL = re.compile(rf"^[ \t]*(?:(?!{_TOLD})(?P<turn>{TURN})[ \t]*)?[\[(]?(?P<label>{_NAME})[\])]?[:：](?=\s|$)", re.MULTILINE)
_VOICE = re.compile(rf"{TURN}(?P<voice>[^{TURN}{NAME_END}]*){NAME_END}|{_LABEL.pattern}", re.MULTILINE)
_SENTENCE = re.compile(r"[,?!;，。？！]|\.\s")


def unmarked(cues: tuple[Cue, ...]) -> tuple[tuple[Cue, ...], tuple[str, ...]]:
    """The cues with nothing but words and `TURN`s, behind which the number of a name may stand, and the names.

    Offsets of moments stay right, because every mark is replaced in its length.
    """
    texts = [_without_signs(cue.text) for cue in cues]
    names = _names(texts)
    numbers: dict[str, int] = {}
    speaker: str | None = None

    def change(voice: re.Match[str]) -> str:
        nonlocal speaker
        name = voice["voice"] if voice["label"] is None else voice["label"]
        if voice["label"] and name not in names:
            return voice[0]
        before, speaker = speaker, name
        turn = TURN + _numbered(name.strip("[] " if "(" in name[1:] else "[]() "), numbers) if voice["turn"] or name != before else ""
        return turn.ljust(len(voice[0]))

    if names or any(NAME_END in text for text in texts):
        texts = [_VOICE.sub(change, text) for text in texts]
    plain = tuple(cue if text == cue.text else cue._replace(text=text) for cue, text in zip(cues, texts, strict=True))
    return plain, tuple(numbers)


def _numbered(name: str, numbers: dict[str, int]) -> str:
    """The character that stands for a name; none for no name, and for more names than anybody has guests."""
    if not name or (name not in numbers and len(numbers) > ord(LAST_NAME) - ord(FIRST_NAME)):
        return ""
    return chr(ord(FIRST_NAME) + numbers.setdefault(name, len(numbers)))


def _without_signs(text: str) -> str:
    """The text with blanks for sounds and `TURN`s for the signs of a change."""
    if not _SIGNS.search(text):
        return text
    text = _SOUND.sub(lambda sound: " " * len(sound[0]), text)
    return _CHANGE.sub(lambda sign: TURN.rjust(len(sign[0])), text)


def _names(texts: list[str]) -> frozenset[str]:
    """The labels that are names: all, where most cues have one (Zoom); else those that come back and look like names."""
    found = [label["label"] for text in texts if ":" in text or "：" in text for label in _LABEL.finditer(text)]
    labels = Counter(label for label in found if not _SENTENCE.search(label))
    if sum(labels.values()) * 2 > len(texts):
        return frozenset(labels)
    return frozenset(label for label, times in labels.items() if times > 2 and not any(part[0].islower() for part in label.split()))
