"""What sound costs: chapters, a changed title, loudness, against ffmpeg and cp in the same run.

    python -m bench.sound [--minutes 60] [--rounds 5] [--json FILE]

Ratios are of medians, with the least and the most of any round; CPU counts this process and those that it started.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from imageio_ffmpeg import get_ffmpeg_exe

from bench.comparison import Comparison
from bench.measured import tell
from bench.process import spent
from bench.ratio import ratio
from pipeline.content.show import Encoding
from pipeline.derive.chapters import Chapter
from pipeline.derive.sound_tags import SoundTags
from pipeline.edge.media import artwork, audio, tags

FFMPEG = (get_ffmpeg_exe(), "-hide_banner", "-nostdin", "-nostats", "-y")
TALK = Path(__file__).parent.parent / "episodes" / "tobias-quist" / "audio.mp3"  # played over and over
LABELS = SoundTags(
    "An hour of talk", "A show", ("Ann",), ("Bob",), number=3, description="What was said. " * 40, link="https://talk.example/3/"
)
CHAPTERS = tuple(Chapter(place * 170_000, (place + 1) * 170_000, f"What is question {place}?", None, 1.0) for place in range(20))
CHANGED = (*CHAPTERS[:4], CHAPTERS[4]._replace(title="What is another question?"), *CHAPTERS[5:])
LOUD = "loudnorm=I=-16:TP=-1.5:LRA=11"


def ffmpeg(*arguments: str | Path) -> str:
    return subprocess.run((*FFMPEG, *arguments), capture_output=True, check=True, text=True).stderr


def whole(folder: Path, kind: str, cover: bytes) -> None:
    """From a recording to a tagged file."""
    ready = audio.prepare(folder / f"talk.{kind}", folder / "ready")
    tags.make(ready.path, folder / f"made.{kind}", LABELS, CHAPTERS, cover)


def retag(folder: Path, kind: str, cover: bytes) -> None:
    """Changes a title to another one and back."""
    for chapters in (CHANGED, CHAPTERS):
        if not tags.retag(folder / f"made.{kind}", LABELS, chapters, cover):
            sys.exit("the tags had no room")


def two_passes(folder: Path) -> None:
    """The usual advice: a first pass of loudnorm measures, a second one corrects."""
    report = ffmpeg("-i", folder / "talk.m4a", "-af", f"{LOUD}:print_format=json", "-f", "null", "-")
    found = json.loads(report[report.rindex("{") : report.rindex("}") + 1])
    measured = ":".join(
        f"measured_{name}={found[f'input_{key}']}" for name, key in (("I", "i"), ("TP", "tp"), ("LRA", "lra"), ("thresh", "thresh"))
    )
    filters = f"{LOUD}:linear=true:{measured}:offset={found['target_offset']}"
    ffmpeg("-i", folder / "talk.m4a", "-af", filters, "-ar", "44100", "-ac", "1", "-c:a", "libmp3lame", "-b:a", "96k", folder / "peer.mp3")


class Race(NamedTuple):
    """Our job, done `times` times over, against a peer's done once; `goal` is the ratio that we want."""

    job: str
    peer: str
    goal: float
    ours: Callable[[], object]
    theirs: Callable[[], object]
    times: int = 1


def races(folder: Path, cover: bytes) -> tuple[Race, ...]:
    def remux(kind: str) -> str:
        return ffmpeg("-i", folder / f"talk.{kind}", "-c", "copy", folder / f"peer.{kind}")

    def copy(kind: str) -> object:
        return subprocess.run(("cp", folder / f"made.{kind}", folder / "copy"), check=True)

    loud = Encoding("mp3", 96_000, -16)
    return (
        Race("an M4A with chapters, tags, cover", "ffmpeg -c copy", 1.3, lambda: whole(folder, "m4a", cover), lambda: remux("m4a")),
        Race("an MP3 with chapters, tags, cover", "ffmpeg -c copy", 1.3, lambda: whole(folder, "mp3", cover), lambda: remux("mp3")),
        Race("a changed chapter title in an MP3", "cp", 0.25, lambda: retag(folder, "mp3", cover), lambda: copy("mp3"), 2),
        Race("a changed chapter title in an M4A", "cp", 0.6, lambda: retag(folder, "m4a", cover), lambda: copy("m4a"), 2),
        Race(
            "an MP3 at -16 LUFS",
            "loudnorm twice",
            0.35,
            lambda: audio.prepare(folder / "talk.m4a", folder / "loud", loud),
            lambda: two_passes(folder),
        ),
    )


def compared(race: Race, rounds: int) -> Comparison:
    """Ours to theirs."""
    pairs = [(spent(race.ours), spent(race.theirs)) for _ in range(rounds)]
    wall, cpu = (ratio([ours[n] / race.times for ours, _ in pairs], [theirs[n] for _, theirs in pairs]) for n in (0, 1))
    return Comparison(race.job, race.peer, wall, cpu, race.goal)


def talk(folder: Path, minutes: int) -> None:
    """Talk of this many minutes, as M4A and as MP3."""
    again = ("-stream_loop", "-1", "-i", TALK, "-t", str(minutes * 60), "-map", "0:a", "-ar", "44100", "-c:a", "aac", "-b:a", "128k")
    ffmpeg(*again, folder / "talk.m4a")
    ffmpeg("-i", folder / "talk.m4a", "-c:a", "libmp3lame", "-b:a", "96k", folder / "talk.mp3")


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.sound", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path, help="a file for every ratio")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        talk(folder, given.minutes)
        tell((compared(race, given.rounds) for race in races(folder, artwork.cover(None, LABELS.title))), given.json)


if __name__ == "__main__":
    main()
