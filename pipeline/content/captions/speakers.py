"""Marks of speech that are not words: who speaks, and sounds. They are taken out of a cue's text without moving the rest.

A change of speaker is left in the text as one `TURN`: from `>>`, a dash at the beginning of a line, a voice or speaker number whose name is
not the one before, `Name:` at the beginning of a line.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from pipeline.content.captions.cue import NAME_END, TURN, Cue

# What people call sounds between round brackets or asterisks, where speech may stand as well; stems, in the languages that ask for it most.
_NOISES = (
    "laugh|chuckl|giggl|applau|clapping|cheer|music|sigh|cough|sneez|gasp|inaudible|unintelligible|indistinct|crosstalk|silence|"
    "whoosh|swoosh|beep|risas|ríe|risos|aplauso|música|rires|applaudiss|musique|lacht|lachen|gelächter|musik|applaus|смех|смеется|"
    "музыка|аплодис|笑|音乐|掌声|音楽|拍手"
)
_SOUND = re.compile(
    rf"""\[[^\[\]{TURN}{NAME_END}]{{0,200}}\] | 【[^【】]{{0,200}}】
    | ^[ \t-]*\([^()\n]{{1,60}}\n?[^()\n]{{0,60}}\)[ \t]*$
    | [(（*][^()（）*\n]{{0,60}}?\b(?:{_NOISES})[^()（）*\n]{{0,60}}[)）*]""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
_MAY_HOLD_SOUND = re.compile(r"[\[(（【*]")
# A number after a dash is a negative number; two dashes take up an unfinished sentence. Within a line a speaker's dash follows a sentence.
_MARK = re.compile(r">>+|^[ \t\u00a0]*[-‐–—−](?=[ \t\u00a0]*[^\s\d>‐–—−-])|(?<=[.?!…][ ])[-‐–—−](?=[ ][^\W\d])", re.MULTILINE)
_NAMED = re.compile(f"{TURN}([^{TURN}{NAME_END}]*){NAME_END}")
_LABEL = re.compile(
    rf"^[ \t]*{TURN}?[ \t]*[\[(]?([^\W\d_][^\s:<>{TURN}{NAME_END}]{{0,30}}(?:[ ][^\s:<>{TURN}{NAME_END}]{{1,30}}){{0,3}})[\])]?[:：](?:[ \t]+|$)",
    re.MULTILINE,
)
_SENTENCE = re.compile(r"[,?!;，。？！]|\.\s")


def unmarked(cues: Iterable[Cue]) -> tuple[Cue, ...]:
    """The cues with nothing but words and `TURN`s; offsets of moments stay right, because every mark is replaced in its length."""
    marked = [(cue, _marked(cue.text)) for cue in cues]
    names = _names([text for _, text in marked])
    speaker: str | None = None
    read: list[Cue] = []
    for cue, labelled in marked:
        named = _LABEL.sub(lambda label: _as_voice(label, names), labelled) if names else labelled
        text, speaker = _resolved(named, speaker) if NAME_END in named else (named, speaker)
        read.append(cue if text == cue.text else replace(cue, text=text))
    return tuple(read)


def _marked(text: str) -> str:
    if _MAY_HOLD_SOUND.search(text):
        text = _SOUND.sub(lambda sound: " " * len(sound[0]), text)
    return _MARK.sub(lambda mark: TURN.rjust(len(mark[0])), text)


def _names(texts: list[str]) -> frozenset[str]:
    """The labels that are names: all, where most cues have one (Zoom); else those that come back and look like names."""
    found = [label[1] for text in texts if ":" in text or "：" in text for label in _LABEL.finditer(text)]
    labels = Counter(label for label in found if not _SENTENCE.search(label.removesuffix(".")))
    if sum(labels.values()) * 2 > len(texts):
        return frozenset(labels)
    return frozenset(label for label, times in labels.items() if times > 2 and all(part[0].isupper() for part in label.split()))


def _as_voice(label: re.Match[str], names: frozenset[str]) -> str:
    """The label as `TURN + name + NAME_END` in the same length; a text that is no known name stays."""
    if label[1] not in names:
        return label[0]
    return f"{TURN}{label[1]}{NAME_END}".ljust(len(label[0]))[: len(label[0])]


def _resolved(text: str, speaker: str | None) -> tuple[str, str | None]:
    """The text with a `TURN` where a voice is not the one before, and the last voice."""
    before = speaker

    def mark(voice: re.Match[str]) -> str:
        nonlocal before
        changed, before = voice[1] != before, voice[1]
        return (TURN if changed else "").ljust(len(voice[0]))

    return _NAMED.sub(mark, text), before
