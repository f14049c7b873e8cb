"""The sample show, released at an address of its own on loopback: what listeners have decides, and they are told."""

import json
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.program import copy_sample, pipeline
from tests.tree import digests
from tests.webhost import Host, Reply, static, webhost


@dataclass
class Desk:
    """A show on a desk, the folder that is served at its address, and a hub."""

    root: Path
    served: Path
    url: str
    hub: Host

    @property
    def site(self) -> Path:
        return self.root / "public/sample"

    def upload(self) -> None:
        shutil.rmtree(self.served, ignore_errors=True)
        shutil.copytree(self.site, self.served)


@contextmanager
def laid(folder: Path) -> Iterator[Desk]:
    """A desk from which nothing has been published yet."""
    root, served = copy_sample(folder / "desk"), folder / "served"
    with static(served) as url, webhost() as hub:
        hub.replies["/"] = Reply(status=202)
        file = root / "feeds/sample.yaml"
        file.write_text(file.read_text("utf-8").replace("https://companion.example/\n", f"{url}\nhub: {hub.url}/\n", 1), "utf-8")
        (root / "pipeline.local.yaml").write_text("on_published: sh -c 'cat >>out.json'\non_problem: sh -c 'cat >>wrong.json'\n", "utf-8")
        yield Desk(root, served, url, hub)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk after a release. Every test leaves it and what is served as they were: which ones run before is up to chance."""
    with laid(tmp_path_factory.mktemp("released")) as made:
        pipeline("publish", root=made.root)
        made.upload()
        pipeline("publish", root=made.root)
        yield made


def elsewhere(desk: Desk, root: Path, *without: str) -> Path:
    """The show on another machine, which knows no feed and has told nobody; it has the sound and pictures that were made, to spare a minute."""
    known = (".seal", ".listings", ".problems", "records", "site", "announce*", "out.json", "wrong.json")
    return Path(shutil.copytree(desk.root, root, ignore=shutil.ignore_patterns(*known, *without)))


def test_a_release_from_nothing_to_checked(tmp_path: Path) -> None:
    with laid(tmp_path) as desk:
        first = pipeline("publish", root=desk.root)
        assert first.returncode == 0, first.stderr
        assert f"the feed at {desk.url}feed.xml is not the new one yet" in first.stdout
        assert not (desk.root / "out.json").exists()
        desk.upload()
        before = digests(desk.site)
        second = pipeline("publish", root=desk.root)
        assert f"2 episodes checked at {desk.url}, all in order" in second.stdout, second.stdout + second.stderr
        assert digests(desk.site) == before
        assert [asked.method for asked in desk.hub.asked] == ["POST", "POST"]
        third = pipeline("publish", root=desk.root)
        assert "found" not in third.stdout + third.stderr
        assert len(desk.hub.asked) == 2
        told = json.loads((desk.root / "out.json").read_text("utf-8"))
        assert [episode["slug"] for episode in told["episodes"]] == ["callum-reid", "tobias-quist"]
        assert not (desk.root / "wrong.json").exists()


def test_what_listeners_have_is_kept_from_a_fresh_copy_too(desk: Desk, tmp_path: Path) -> None:
    """As in a CI job, where nothing has been built before."""
    root = elsewhere(desk, tmp_path / "copy", "public", ".pipeline")
    (root / "episodes/tobias-quist.md").unlink()
    refused = pipeline("publish", root=root)
    assert refused.returncode == 1
    assert "--allow dropped:tobias-quist" in refused.stderr
    assert not (root / "public/sample").exists()
    assert "--allow dropped:tobias-quist" in json.loads((root / "wrong.json").read_text("utf-8"))["refused"]["sample"][0]


def test_a_hook_that_fails_is_told_and_undoes_nothing(desk: Desk, tmp_path: Path) -> None:
    root = elsewhere(desk, tmp_path / "copy")
    (root / "episodes/broken.md").write_text("---\ntitle: [\n---\n", "utf-8")
    (root / "pipeline.local.yaml").write_text("fetch: no\non_problem: sh -c 'echo no post today; exit 7'\n", "utf-8")
    done = pipeline("publish", root=root)
    assert done.returncode == 3
    assert "pipeline.local.yaml:2: warning: `on_problem` failed: sh ended with code 7: no post today" in done.stderr
    assert digests(root / "public/sample").keys() == digests(desk.site).keys()


def test_what_a_run_could_not_tell_any_more_is_told_by_the_next(desk: Desk, tmp_path: Path) -> None:
    """It ends, as for want of room, when the first feed is out and another is not."""
    root = elsewhere(desk, tmp_path / "copy", "public")
    feed = (root / "feeds/sample.yaml").read_text("utf-8")
    (root / "feeds/second.yaml").write_text(feed.replace(desk.url, f"{desk.url}second/"), "utf-8")
    (root / ".pipeline/second").write_text("no folder", "utf-8")
    (desk.served / "feed.xml").rename(desk.served / "away.xml")
    ended = pipeline("publish", root=root)
    (desk.served / "away.xml").unlink()
    assert ended.returncode == 1
    assert (root / "public/sample/feed.xml").is_file()
    assert not (root / "out.json").exists()
    (root / ".pipeline/second").unlink()
    shutil.copytree(root / "public/sample", desk.served, dirs_exist_ok=True)
    pipeline("publish", root=root)
    told = json.loads((root / "out.json").read_text("utf-8"))
    assert [episode["slug"] for episode in told["episodes"]] == ["callum-reid", "tobias-quist"]


def test_what_a_run_was_telling_when_it_was_killed_is_told_again(desk: Desk, tmp_path: Path) -> None:
    """The hook itself ends the run, as a machine may end at any moment; by its `id` a hook knows what it has heard."""
    root = elsewhere(desk, tmp_path / "copy", "public")
    (desk.served / "feed.xml").rename(desk.served / "away.xml")
    assert pipeline("publish", root=root).returncode == 0
    (desk.served / "away.xml").rename(desk.served / "feed.xml")
    hook = 'on_published: sh -c \'tr -d "\\n" >>out.json; echo >>out.json'
    (root / "pipeline.local.yaml").write_text(f"{hook}; kill -9 $PPID'\n", "utf-8")
    assert pipeline("publish", root=root).returncode == -signal.SIGKILL
    (root / "pipeline.local.yaml").write_text(f"{hook}'\n", "utf-8")
    for _ in range(2):
        assert pipeline("publish", root=root).returncode == 0
    first, second = map(json.loads, (root / "out.json").read_text("utf-8").splitlines())
    assert first == second
    assert len(first["episodes"]) == 2


def test_the_address_counts_more_than_this_disk(desk: Desk) -> None:
    feed = desk.served / "feed.xml"
    good = feed.read_bytes()
    feed.write_bytes(good.replace(b'<guid isPermaLink="false">', b'<guid isPermaLink="false">x', 1))
    (desk.root / ".pipeline/.seal").unlink()  # as any change would: with nothing to put in its place, nobody asks for the feed
    refused, planned = pipeline("publish", root=desk.root), pipeline("plan", root=desk.root)
    feed.write_bytes(good)
    assert refused.returncode == 1
    assert "--allow guid:" in refused.stderr
    assert "comes to every listener again" in planned.stdout


@pytest.mark.parametrize("lost", [b"", b"<!doctype html><title>Parked</title>"])
def test_what_is_at_the_address_instead_of_the_feed_is_told(desk: Desk, lost: bytes) -> None:
    feed = desk.served / "feed.xml"
    good = feed.read_bytes()
    feed.write_bytes(lost)
    planned = pipeline("plan", root=desk.root)
    feed.unlink()
    first = pipeline("plan", root=desk.root)
    feed.write_bytes(good)
    assert "could not be fetched" not in first.stdout, "before the first upload nothing is there"
    assert f"compared with {desk.site} only: {desk.url}feed.xml could not be fetched (it is" in planned.stdout


def test_a_sound_that_was_not_uploaded_is_named(desk: Desk, tmp_path: Path) -> None:
    root = elsewhere(desk, tmp_path / "copy")
    post = root / "episodes/pip-nightly.md"
    post.write_text(post.read_text("utf-8").replace("2099-01-05", "2020-11-02"), "utf-8")
    published = pipeline("publish", root=root)
    assert "new: " in published.stdout, published.stdout + published.stderr
    shutil.copytree(root / "public/sample", desk.served, dirs_exist_ok=True)
    (sound,) = desk.served.glob("media/pip-nightly.*")
    sound.unlink()
    checked = pipeline("publish", "--quiet", root=root)
    desk.upload()
    assert checked.returncode == 0
    assert f"pip-nightly: {desk.url}media/{sound.name} is not available: the server answers 404" in checked.stderr


def test_where_nothing_is_known_nothing_is_claimed(desk: Desk, tmp_path: Path) -> None:
    root = elsewhere(desk, tmp_path / "copy", "public")
    file = root / "feeds/sample.yaml"
    file.write_text(file.read_text("utf-8").replace(desk.url, "http://127.0.0.1:9/"), "utf-8")
    done = pipeline("plan", root=root)
    assert "nothing to compare the new feed with: http://127.0.0.1:9/feed.xml could not be fetched (connection refused)" in done.stdout
