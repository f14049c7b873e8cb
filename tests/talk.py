"""A conversation without content: words and pauses by chance, as captions tell them and as a sound has them."""

import random
import wave
from array import array
from pathlib import Path

from pipeline.content.captions import Word
from pipeline.content.text import timecode
from tests.interview import VOCABULARY


def talk(minutes: float, seed: int = 3) -> tuple[Word, ...]:
    """Words of two to nine letters in sentences, with pauses of a fifth of a second to one and a half."""
    chance = random.Random(seed)
    words: list[Word] = []
    now = timecode.SECOND
    while now < minutes * timecode.MINUTE:
        for _ in range(chance.randint(2, 14)):
            letters = chance.randint(2, 9)
            end = now + 60 * letters + chance.randint(0, 120)
            words.append(Word("x" * letters, now, end))
            now = end + chance.randint(0, 60)
        now += chance.choice((200, 300, 500, 800, 1500))
    return tuple(words)


def spelled(words: tuple[Word, ...], seed: int = 5) -> tuple[Word, ...]:
    """The same conversation in words that can be told apart."""
    chance = random.Random(seed)
    return tuple(word._replace(text=chance.choice(VOCABULARY)) for word in words)


def markdown(words: tuple[Word, ...], every: int = 80, asked: int = 8) -> tuple[str, dict[str, int]]:
    """The interview as it is published, a question every so many words, and when (ms) each question is asked."""
    blocks, starts = [], {}
    for at in range(every // 2, len(words) - every, every):
        said = [word.text for word in words[at : at + every]]
        question = f"Why {' '.join(said[:asked])}?"
        starts[question] = words[at].start
        blocks.append(f"### {question}\n\n**Ada:** {' '.join(said[asked:])}.\n")
    return "\n".join(blocks), starts


def peaks(words: tuple[Word, ...], offset: int, noise: int = 100, step: int = 50) -> list[int]:
    """The loudest samples of a sound in which these words are heard `offset` milliseconds later, over some noise."""
    chance = random.Random(offset)
    found = [chance.randint(noise // 2, noise) for _ in range((words[-1].end + max(offset, 0)) // step + 1)]
    for word in words:
        for at in range((word.start + offset) // step, (word.end + offset) // step):
            if 0 <= at < len(found):
                found[at] = chance.randint(3 * noise, 20_000)
    return found


def write_wav(path: Path, loud: list[int], step: int = 50, rate: int = 8000) -> None:
    """A sound with these peaks: a buzz that is as loud as they say."""
    width = rate * step // 1000
    samples = array("h", (peak if at % 20 < 10 else -peak for peak in loud for at in range(width)))
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes(samples.tobytes())


def vtt(words: tuple[Word, ...]) -> str:
    """Captions of a cue a word."""
    cues = (f"{timecode.exact(word.start)} --> {timecode.exact(word.end)}\n{word.text}\n" for word in words)
    return "WEBVTT\n\n" + "\n".join(cues)
