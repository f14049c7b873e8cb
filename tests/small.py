"""A small show of talks, cheap to build, for tests that build it often."""

import tempfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from pipeline import stages
from pipeline.content import read_show
from pipeline.content.show import Show
from pipeline.edge import files
from pipeline.edge.settings import Pace, Settings
from pipeline.run import Silent
from tests.media.make import sound
from tests.talk import markdown, spelled, talk, vtt

NOWHERE = Settings(proxy="http://127.0.0.1:9", pace=Pace(0, 0))
NOW = datetime(2026, 11, 1, tzinfo=UTC)
_WORDS = spelled(talk(3))
CAPTIONS = vtt(_WORDS).encode()
_FEED = "title: {title}\nurl: https://talks.example\ndescription: We talk.\nhost: Ben Holt\nepisodes: {{tag: [talk]}}\npage: 2\n"


@cache
def audio() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return sound(Path(folder) / "audio.mp3", seconds=30).read_bytes()


def post(slug: str, title: str, *, day: int = 1, tag: str = "talk") -> bytes:
    body, _ = markdown(_WORDS)
    return f"---\ntitle: {title} {slug}\ndate: 2026-10-{day:02}T08:00:00Z\ntags: [{tag}]\n---\n\nA talk.\n\n{body}".encode()


def feed(title: str = "Talks") -> bytes:
    return _FEED.format(title=title).encode()


def build(root: Path, now: datetime = NOW) -> stages.Built:
    show, problems = read_show.read((root / "feeds/talks.yaml").read_bytes(), "feeds/talks.yaml")
    assert isinstance(show, Show), problems
    return stages.build(root, show, stages.session(NOWHERE, now, Silent()), Silent())


def publish(root: Path, now: datetime = NOW) -> stages.Built:
    built = build(root, now)
    stages.release(root, built)
    return built


def content(folder: Path) -> dict[str, bytes]:
    return {path.as_posix(): (folder / path).read_bytes() for path in files.tree(folder)}
