"""Makes the sample show's sound, captions and truth from its scripts: `python tests/sample/make_sample.py [SLUG ...]`.

It needs Debian's package `flite` (2.2, for the voices) and an environment in which the pipeline is installed (for its ffmpeg).
The same scripts give the same words at the same times everywhere, and on one machine the same bytes.

A script `<slug>.script.yaml` says what is spoken; `episodes/<slug>.md` is the edited text of it. From the two are written:

    episodes/<slug>/audio.mp3 | audio.m4a   the conversation
    episodes/<slug>/captions.en.json3       what an automatic track would have heard, in YouTube's own format
    tests/sample/<slug>.truth.json          when each heading and turn of the post is really spoken, in seconds

In the `words` of a turn, `word=other` is heard as `other` by the captions (`_` for a blank, nothing: not heard at all), `/` is a
short pause, and `@` stands before the first word that the turn's heading renders. A turn that the post leaves out is an `aside`.
"""

import json
import random
import re
import sys
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from captions import Heard, json3
from sound import RATE, chime, encode, level
from voices import Flite

HERE = Path(__file__).parent
EPISODES = HERE.parent.parent / "episodes"

_WRITTEN = re.compile(r"(?P<word>[^=]*?)(?P<stop>[.,?!:;]*)(?:=(?P<heard>.*?)(?P<late>[.,?!:;]*))?")
_LABEL = re.compile(r"\*\*\w+:\*\*")


class Token(NamedTuple):
    """A written word: what the voice is told, what the captions hear, whether a phrase ends with it, whether `@` stood before it."""

    said: tuple[str, ...]
    heard: tuple[str, ...]
    last: bool
    marked: bool


class Spoken(NamedTuple):
    """A turn on the clock of the recording, in seconds; `asked` is where the words begin that its heading renders."""

    who: str
    start: float
    asked: float
    end: float
    heading: str | None
    aside: bool


def phrases(words: str, say: dict[str, str]) -> Iterator[tuple[Token, ...]]:
    """The stretches between full stops and pauses: each is spoken in one breath."""
    phrase: list[Token] = []
    marked = False
    for written in words.split():
        if written == "@":
            marked = True
            continue
        if written != "/":
            phrase.append(_token(written, say, marked=marked))
            marked = False
        if phrase and (written == "/" or phrase[-1].last):
            yield tuple(phrase)
            phrase = []
    if phrase:
        yield tuple(phrase)


def _token(written: str, say: dict[str, str], *, marked: bool) -> Token:
    parts = _WRITTEN.fullmatch(written)
    if parts is None:
        raise ValueError(f"{written}: a word has at most one =")
    word = parts["word"]
    stop = parts["stop"] or parts["late"] or ""
    heard = word.lower() if parts["heard"] is None else parts["heard"].replace("_", " ")
    return Token(tuple(f"{say.get(word, word)}{stop}".split()), tuple(heard.split()), stop[-1:] in {".", "?", "!"}, marked)


@dataclass
class Tape:
    """A recording session: what has been recorded so far, and what the captions hear of it."""

    script: dict[str, Any]
    chance: random.Random
    flite: Flite = field(default_factory=Flite)
    samples: "array[int]" = field(default_factory=lambda: array("h"))
    heard: list[Heard] = field(default_factory=list)

    @property
    def now(self) -> float:
        return len(self.samples) / RATE

    def silence(self, seconds: float) -> None:
        self.samples.extend([0] * round(seconds * RATE))

    def chime(self) -> None:
        self.heard.append(Heard("[Music]", self.now))
        self.samples.extend(chime())

    def turn(self, turn: dict[str, Any]) -> Spoken:
        """Somebody speaks, phrase by phrase, with a breath between."""
        start = asked = end = self.now
        for phrase in phrases(turn["words"], self.script.get("say", {})):
            placed = self._phrase(phrase, self.script["voices"][turn["who"]])
            asked = next((begin for token, begin, _ in placed if token.marked), asked)
            end = placed[-1][2]
            self.silence(self.chance.uniform(0.22, 0.42))
        return Spoken(turn["who"], start, asked, end, turn.get("heading"), turn.get("aside", False))

    def _phrase(self, phrase: tuple[Token, ...], voice: dict[str, Any]) -> list[tuple[Token, float, float]]:
        """The tokens with their starts and ends."""
        said = tuple(word for token in phrase for word in token.said)
        speech = self.flite.speak(said, voice["flite"], voice["stretch"] * self.chance.uniform(0.97, 1.04))
        times = iter(speech.times)
        placed = []
        for token in phrase:
            own = [next(times) for _ in token.said]
            begin, end = self.now + own[0][0], self.now + own[-1][1]
            step = (end - begin) / max(1, len(token.heard))
            self.heard.extend(Heard(word, begin + step * place) for place, word in enumerate(token.heard))
            placed.append((token, begin, end))
        self.samples.extend(level(speech.samples, voice["bright"]))
        return placed


def record(tape: Tape) -> tuple[Spoken, ...]:
    """Everything in the script happens, one after the other: the turns on the tape."""
    spoken: list[Spoken] = []
    tape.silence(0.4)
    for turn in tape.script["turns"]:
        if tape.now > 1:
            tape.silence(turn.get("pause", tape.chance.uniform(0.15, 0.5)))
        if turn.get("sound") == "chime":
            tape.chime()
        else:
            spoken.append(tape.turn(turn))
    tape.silence(0.6)
    return tuple(spoken)


def truth(post: str, duration: float, spoken: tuple[Spoken, ...], audio: str) -> dict[str, Any]:
    """The headings and labelled turns of the post by line, each with the seconds at which it is really spoken.

    `turn` is where the host begins to speak, `start` where the words begin that the heading renders, `end` where the host ends.
    """
    lines = tuple(enumerate(post.splitlines(), 1))
    headings = [(number, line.removeprefix("### ")) for number, line in lines if line.startswith("### ")]
    labels = [number for number, line in lines if _LABEL.match(line)]
    asked = [turn for turn in spoken if turn.heading]
    answers = [turn for turn in spoken if not turn.heading and not turn.aside]
    if [text for _, text in headings] != [turn.heading for turn in asked]:
        raise ValueError("the headings of post and script differ")
    return {
        "audio": audio,
        "duration": round(duration, 3),
        "headings": [
            {"line": line, "text": text, "turn": round(turn.start, 3), "start": round(turn.asked, 3), "end": round(turn.end, 3)}
            for (line, text), turn in zip(headings, asked, strict=True)
        ],
        "turns": [
            {"line": line, "speaker": turn.who, "start": round(turn.start, 3), "end": round(turn.end, 3)}
            for line, turn in zip(labels, answers, strict=True)
        ],
    }


def make(slug: str) -> None:
    """Writes the three files of one episode."""
    script = yaml.safe_load((HERE / f"{slug}.script.yaml").read_text(encoding="utf-8"))
    post = (EPISODES / f"{slug}.md").read_text(encoding="utf-8")
    chance = random.Random(slug)
    tape = Tape(script, chance)
    spoken = record(tape)
    facts = truth(post, tape.now, spoken, script["audio"])
    folder = EPISODES / slug
    folder.mkdir(exist_ok=True)
    (HERE / f"{slug}.truth.json").write_text(json.dumps(facts, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (folder / "captions.en.json3").write_text(json3(tuple(tape.heard), tape.now, chance), encoding="utf-8")
    encode(tape.samples, folder / script["audio"], chance)


if __name__ == "__main__":
    for name in sys.argv[1:] or sorted(path.name.removesuffix(".script.yaml") for path in HERE.glob("*.script.yaml")):
        make(name)
