"""A desk with a show on it, and a YouTube on loopback to ask."""

import math
import struct
import wave
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.content.recording import Recording
from pipeline.content.refusal import Refusal
from pipeline.edge.fetch import Progress, Session
from pipeline.edge.files import write
from pipeline.edge.material import Named
from pipeline.edge.offline import Request
from pipeline.edge.settings import Pace, Settings
from tests.media.make import ffmpeg
from tests.youtube.standin import YouTube, youtube
from tests.youtube.world import Sound, Track, Video, json3

ID = "abcDEF12345"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SECONDS = 8.0
JPEG = b"\xff\xd8\xff\xe0" + bytes(2000) + b"\xff\xd9"


@pytest.fixture(scope="session")
def tone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sound that AAC and Opus keep at a size worth breaking off in the middle."""
    path = tmp_path_factory.mktemp("sound") / "tone.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 44100, 0, "NONE", ""))
        wave_ = (round(12000 * math.sin(at / 7 + 5 * math.sin(at / 900))) for at in range(round(44100 * SECONDS)))
        file.writeframes(b"".join(struct.pack("<h", value) for value in wave_))
    return path


def _encoded(tone: Path, name: str, *how: str) -> bytes:
    target = tone.with_name(name)
    ffmpeg("-i", tone, *how, target)
    return target.read_bytes()


class Sounds(NamedTuple):
    """The tone in forms that YouTube has: AAC, a quarter of it, another AAC to stand for a dub, Opus."""

    m4a: bytes
    part: bytes
    dub: bytes
    webm: bytes


@pytest.fixture(scope="session")
def sounds(tone: Path) -> Sounds:
    return Sounds(
        m4a=_encoded(tone, "tone.m4a", "-c:a", "aac", "-b:a", "96k"),
        part=_encoded(tone, "part.m4a", "-t", "2", "-c:a", "aac", "-b:a", "96k"),
        dub=_encoded(tone, "dub.m4a", "-af", "volume=0.5", "-c:a", "aac", "-b:a", "128k"),
        webm=_encoded(tone, "tone.webm", "-c:a", "libopus", "-b:a", "64k"),
    )


def aac(data: bytes, **more: object) -> Sound:
    return Sound(140, 'audio/mp4; codecs="mp4a.40.2"', data, SECONDS)._replace(**more)  # type: ignore[arg-type]


def opus(data: bytes, **more: object) -> Sound:
    return Sound(251, 'audio/webm; codecs="opus"', data, SECONDS)._replace(**more)  # type: ignore[arg-type]


@pytest.fixture
def video(sounds: Sounds) -> Video:
    """A video as most are: sound in M4A, automatic captions, stills but not the largest."""
    return Video(
        ID,
        seconds=SECONDS,
        sounds=(aac(sounds.m4a),),
        tracks=(Track("en", json3("so what makes a kite fly"), automatic=True),),
        pictures={"sddefault.jpg": JPEG, "hqdefault.jpg": JPEG},
    )


@pytest.fixture
def tube(tmp_path: Path) -> Iterator[YouTube]:
    with youtube(tmp_path) as running:
        yield running


@dataclass
class Desk:
    """A show's folder, the settings that lead to the stand-in, and what was told of progress."""

    root: Path
    settings: Settings
    told: list[Progress] = field(default_factory=list)

    def request(self, slug: str = "kites", video: str | None = ID, **more: object) -> Request:
        """A request for a post, which is there."""
        write(self.root / "episodes" / f"{slug}.md", b"")
        base = Request(slug, self.root / "episodes" / slug, video, Named(), "917393e3-1b1e-5cef-ace4-edaa54e1f810", "en")
        return base._replace(**more)  # type: ignore[arg-type]

    def fetch(self, request: Request | None = None, now: datetime = NOW) -> Recording | Refusal:
        return Session(self.settings, now, self.told.append).fetch(request or self.request())

    def all(self, *requests: Request) -> list[Recording | Refusal]:
        """The answers of one run."""
        session = Session(self.settings, NOW, self.told.append)
        return [session.fetch(request) for request in requests]

    def recorded(self, request: Request | None = None, now: datetime = NOW) -> Recording:
        found = self.fetch(request, now)
        assert isinstance(found, Recording), found
        return found

    def refused(self, request: Request | None = None) -> Refusal:
        found = self.fetch(request)
        assert isinstance(found, Refusal), found
        return found

    def files(self, slug: str = "kites") -> dict[str, bytes]:
        folder = self.root / "episodes" / slug
        return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()} if folder.is_dir() else {}


@pytest.fixture
def desk(tmp_path: Path, tube: YouTube) -> Desk:
    """Without a JavaScript runtime, so that it does not matter whether this machine has one."""
    settings = Settings(proxy=tube.proxy, certificate=tube.certificate, javascript="/nowhere/deno", pace=Pace(0, 0))
    return Desk(tmp_path / "show", settings)
