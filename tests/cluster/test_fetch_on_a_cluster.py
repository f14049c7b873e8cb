"""Workers ask YouTube from where they are, and what they record is what this machine would have recorded."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import run
from pipeline.cluster import joined
from pipeline.edge import files
from pipeline.verbs import fetching
from tests.cluster.conftest import HERE, THERE, Running, running
from tests.tree import content
from tests.youtube.conftest import NOW
from tests.youtube.standin import YouTube, youtube
from tests.youtube.world import Video

FEED = "title: Kite Talks\nurl: https://kites.example\ndescription: About kites.\nguid: 917393e3-1b1e-5cef-ace4-edaa54e1f810\n"
ROBOT = {"status": "LOGIN_REQUIRED", "reason": "Sign in to confirm you’re not a bot"}
IDS = {"kites": "abcDEF12345", "boats": "abcDEF12346", "trains": "abcDEF12347"}


@pytest.fixture
def away(tube: YouTube, tmp_path: Path) -> Iterator[Running]:
    """A cluster whose workers reach YouTube; this machine does not."""
    (tmp_path / "cluster").mkdir()
    with running(tmp_path / "cluster", **{HERE: reached_by(tube)}) as found:
        yield found


def reached_by(tube: YouTube) -> dict[str, str]:
    """What the environment of a machine says that can ask it."""
    settings = {"PROXY": tube.proxy, "CERTIFICATE": str(tube.certificate), "PAUSE": "0", "JAVASCRIPT": "/nowhere/deno"}
    return {f"PIPELINE_{name}": value for name, value in settings.items()}


def laid(root: Path) -> Path:
    files.write(root / "feeds/kites.yaml", FEED.encode())
    for slug, name in IDS.items():
        post = (
            f"---\ntitle: {slug}\ndate: 2026-11-20\n---\n\nhttps://www.youtube.com/watch?v={name}\n\n### What flies?\n\n**Ada:** A kite.\n"
        )
        files.write(root / f"episodes/{slug}.md", post.encode())
    return root


def test_workers_record_what_a_desk_records(
    away: Running, tube: YouTube, video: Video, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tube.has(*(video.but(id=name) for slug, name in IDS.items() if slug != "trains"))
    crowd, alone = laid(tmp_path / "crowd"), laid(tmp_path / "alone")
    with joined(away.address, crowd) as crew:
        there = fetching.record(crowd, NOW, run.Silent(), crew=crew)
    assert sorted(there.lines) == ["boats: on record", "kites: on record"]
    assert [problem.place.path for problem in there.problems] == ["episodes/trains.md"]

    for name, value in reached_by(tube).items():
        monkeypatch.setenv(name, value)
    assert fetching.record(alone, NOW, run.Silent()) == there
    assert content(crowd / "episodes") == content(alone / "episodes")


def test_what_a_refused_machine_was_given_another_does(tube: YouTube, video: Video, tmp_path: Path) -> None:
    for name in ("cluster", "other"):
        (tmp_path / name).mkdir()
    root, ids, hosts = laid(tmp_path / "show"), IDS.values(), (HERE, HERE, THERE, THERE)
    with youtube(tmp_path / "other") as other:
        tube.has(*(video.but(id=name) for name in ids))
        other.has(*(video.but(id=name, playability=ROBOT) for name in ids))
        reached = {HERE: reached_by(tube), THERE: reached_by(other)}
        with running(tmp_path / "cluster", hosts, **reached) as away, joined(away.address, root) as crew:
            crew.client.wait_for_workers(len(hosts))
            done = fetching.record(root, NOW, run.Silent(), crew=crew)
    assert sorted(done.lines) == [f"{slug}: on record" for slug in sorted(IDS)]
    assert not done.problems
    assert other.count("watch") == 1, "it is not asked again"
