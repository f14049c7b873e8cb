"""A small show of talks, cheap to publish, for tests that publish it often; it is published as people do it, with words and at a moment."""

import contextlib
import io
import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PIL import Image

from pipeline.cli import main
from pipeline.edge import files
from pipeline.edge.media import artwork, ffmpeg
from tests.media import make
from tests.talk import markdown, spelled, talk, vtt

NOW = datetime(2099, 11, 1, tzinfo=UTC).timestamp()  # when all files of the program have long been written
LONG_AGO = 1_700_000_000.5  # seconds since the epoch
_WORDS = spelled(talk(1))
CAPTIONS = vtt(_WORDS).encode()
LATER = vtt(tuple(word._replace(start=word.start + 700, end=word.end + 700) for word in _WORDS)).encode()  # of the same size
SECONDS = 62
FEED = {
    "title": "Talks",
    "url": "https://talks.example",
    "description": "We talk.",
    "host": "Ben Holt",
    "episodes": "{tag: [talk]}",
    "page": "2",
}
_IDLE = {"nothing has changed", "everything was made before, by a plan or a publish"}  # no step has run
_ALLOWED = re.compile(r"`--allow ([^`]+)`")


@cache
def sound(hertz: int = 1) -> bytes:
    """An MP3; another is as long and as large."""
    with tempfile.TemporaryDirectory() as folder:
        return make.sound(Path(folder) / "audio.mp3", "-af", f"tremolo=f={hertz},volume={hertz}", seconds=SECONDS).read_bytes()


@cache
def film(rate: int = 1) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return make.video(Path(folder) / "video.mp4", "-r", f"{rate}", seconds=SECONDS).read_bytes()


@cache
def picture(colour: str, side: int = 400) -> bytes:
    """A PNG; another colour may have the same size."""
    data = io.BytesIO()
    Image.new("RGB", (side, side), colour).save(data, "PNG", compress_level=0)
    return data.getvalue()


def post(slug: str, title: str, *, day: int = 1, tag: str = "talk") -> bytes:
    return written({"title": f"{title} {slug}", "date": f"2024-10-{day:02} 08:00", "tags": f"[{tag}]"})


def written(front: dict[str, str], intro: str = "A talk.") -> bytes:
    """A post with this front matter."""
    body, _ = markdown(_WORDS, 40)
    return f"---\n{lines(front)}---\n\n{intro}\n\n{body}".encode()


def feed(title: str = "Talks") -> bytes:
    return lines(FEED | {"title": title}).encode()


def lines(fields: dict[str, str]) -> str:
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


class Published(NamedTuple):
    """What a run ended with and said."""

    code: int
    said: str
    told: str

    @property
    def reasons(self) -> set[str]:
        return {line.removeprefix("  why: ") for line in self.said.splitlines() if line.startswith("  why: ")} - _IDLE


def age(path: Path, moment: float = LONG_AGO) -> None:
    """Have a file, or a folder and all that is in it, written at a moment, so that whatever changes is seen."""
    for one in (path, *path.rglob("*")):
        os.utime(one, (moment, moment))


def publish(root: Path, now: float = NOW, *words: str) -> Published:
    """Publish at a moment, in seconds since the epoch."""
    return _run("publish", "--why", "--root", str(root), *words, now=now)


def plan(root: Path, now: float = NOW) -> list[str]:
    """What a publish at that moment would change, in lines."""
    done = _run("plan", "--root", str(root), now=now)
    assert done.code == 0, done.told
    return done.said.splitlines()


def _run(*words: str, now: float) -> Published:
    with contextlib.redirect_stdout(io.StringIO()) as said, contextlib.redirect_stderr(io.StringIO()) as told:
        code = main(words, now)
    return Published(code, said.getvalue(), told.getvalue())


def publish_all(root: Path, now: float = NOW) -> Published:
    """Publish, and allow whatever may be allowed: the last run, with what all of them said, since one may put out what another refuses."""
    words: list[str] = []
    said = ""
    while True:
        done = publish(root, now, *words)
        said += done.said
        asked = [word for word in _ALLOWED.findall(done.told) if word not in words]
        if not asked:
            return done._replace(said=said)
        words += [part for word in asked for part in ("--allow", word)]


@contextlib.contextmanager
def remembering() -> Iterator[None]:
    """What is drawn, and what becomes of a sound, follows from the arguments alone, and takes nine tenths of a publish: it is done once.

    So is the digest of this program, whose text stays as it is.
    """
    read, known = ffmpeg.run, dict[tuple[object, ...], Any]()

    def run(source: Path, arguments: Sequence[str], *rest: Any) -> Any:
        *how, target = arguments
        if "ffmetadata" in how:
            return read(source, arguments, *rest)  # another file goes in
        asked, path = (files.digest(source), *how), Path(target.removeprefix("file:"))
        if asked not in known:
            known[asked] = read(source, arguments, *rest), b"" if target == "-" else path.read_bytes()
        elif target != "-":
            path.write_bytes(known[asked][1])
        return known[asked][0]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ffmpeg, "run", run)
        for name in ("cover", "poster", "card"):
            patch.setattr(artwork, name, cache(getattr(artwork, name)))
        yield
