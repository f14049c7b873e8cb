"""Hooks: told once, by data alone, ended in time; what they do and whether they fail changes nothing. Those of docs/hooks.md work."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline import cli
from pipeline.content.problem import Place, Problem, Severity
from pipeline.content.read_show import read
from pipeline.derive import notice
from pipeline.derive.earlier import published, reader
from pipeline.edge import files, hooks, layout, settings
from pipeline.verbs import alarm
from tests.documents import blocks
from tests.feeds.talks import pages, show, talks
from tests.program import ROOT
from tests.webhost import Host, Reply, webhost

DOCUMENT = ROOT / "docs/hooks.md"
HANGS = ("sh", "-c", "echo waiting; (for _ in $(seq 400); do date >>alive; sleep 0.05; done) & wait")
SLIP = Problem(Place("episodes/a.md", 3), "`date: $(touch x)` is not a date", "such as 2026-11-05")


def python(folder: Path, text: str) -> tuple[str, ...]:
    path = folder / "hook.py"
    path.write_text(text, encoding="utf-8")
    return (sys.executable, str(path))


def shape(value: Any) -> Any:
    """The keys and types of a document."""
    if isinstance(value, dict):
        return {key: shape(one) for key, one in value.items()}
    return [shape(value[0])] if isinstance(value, list) and value else type(value)


def has_ended(folder: Path) -> bool:
    """Whether what `HANGS` starts writes no more."""
    size = (folder / "alive").stat().st_size
    time.sleep(0.3)
    return (folder / "alive").stat().st_size == size


def released() -> str:
    """What a hook is told of two episodes."""
    feed = tuple(pages(show(), talks(2)).values())
    return notice.published(show(), reader.read(feed).items, published.mark(feed[0]))


def test_what_is_published_is_told_apart_by_its_feed_and_its_episodes() -> None:
    first, second = reader.read(tuple(pages(show(), talks(2)).values())).items
    told = [json.loads(notice.published(show(), [item], feed)) for item, feed in ((first, "a"), (second, "a"), (first, "b"), (first, "a"))]
    ids = [one["id"] for one in told]
    assert (len(set(ids)), ids[0]) == (3, ids[3])
    assert told[0]["episodes"][0]["duration"] == 2400  # seconds


def test_a_hook_reads_what_was_told(tmp_path: Path) -> None:
    keep = python(tmp_path, "import pathlib, sys; pathlib.Path('told').write_text(sys.stdin.read())")
    assert hooks.run(keep, "{}\n", tmp_path) == ""
    assert (tmp_path / "told").read_text() == "{}\n"


def test_one_that_reads_nothing_is_well_too(tmp_path: Path) -> None:
    assert hooks.run(("true",), "x" * 1_000_000, tmp_path) == ""


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (("no-such-program", "geheim"), "no-such-program cannot be started: No such file or directory"),
        (("sh", "-c", "echo one; echo two >&2; exit 4", "geheim"), "sh ended with code 4: two"),
        (("sh", "-c", "yes | head -c 5000000; echo; echo last; exit 1"), "sh ended with code 1: last"),
        (("false",), "false ended with code 1"),
    ],
)
def test_failures_are_told_without_the_words_of_the_command(command: tuple[str, ...], why: str, tmp_path: Path) -> None:
    assert hooks.run(command, "{}", tmp_path) == why


def test_one_that_hangs_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    seconds, told = 0.25, ""
    while not (tmp_path / "alive").exists():  # a busy machine takes longer to begin
        seconds *= 2
        told = hooks.run(HANGS, "{}", tmp_path, seconds=seconds)
    assert told == f"sh was stopped after {seconds:g} seconds: waiting"
    assert has_ended(tmp_path)


def test_one_is_ended_with_the_run_that_started_it(tmp_path: Path) -> None:
    """It is in a session of its own, where Ctrl-C does not reach it."""
    code = f"from pathlib import Path; from pipeline.edge import hooks; hooks.run({HANGS!r}, '{{}}', Path({str(tmp_path)!r}))"
    with subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL) as run:
        while not (tmp_path / "alive").exists():
            assert run.poll() is None
            time.sleep(0.05)
        run.send_signal(signal.SIGINT)
    assert run.returncode == -signal.SIGINT, "and that run is, too"
    assert has_ended(tmp_path)


def test_one_slip_is_told_once_until_it_changes(tmp_path: Path) -> None:
    append = ("sh", "-c", "cat >>told")
    (tmp_path / "told").touch()
    other = SLIP._replace(message="another")
    for problems, count in (((), 0), ((SLIP,), 1), ((SLIP,), 1), ((SLIP, other), 2), ((), 2), ((SLIP, other), 3)):
        assert hooks.once(append, notice.trouble(problems=problems), tmp_path) == ""
        assert (tmp_path / "told").read_text().count("event") == count


def test_one_that_failed_is_tried_again(tmp_path: Path) -> None:
    assert hooks.once(("false",), "{}", tmp_path) == "false ended with code 1"
    assert hooks.once(("sh", "-c", "cat >told"), "{}", tmp_path) == ""
    assert (tmp_path / "told").read_text() == "{}"


def publish(root: Path) -> int:
    files.write(root / "feeds/talks.yaml", b"title: Talks\nurl: https://talks.example/\ndescription: We talk.\n")
    files.write(root / layout.SETTINGS, b"proxy: http://127.0.0.1:9\non_problem: tee heard\n")
    return cli.main(["publish", "--quiet", "--root", str(root)])


def test_an_episode_that_could_not_be_made_is_told(tmp_path: Path) -> None:
    files.write(tmp_path / "episodes/ada.md", b"---\ntitle: [oops\n---\n")
    assert publish(tmp_path) == 3
    told = json.loads((tmp_path / "heard").read_text())
    assert (told["missing"], [one["path"] for one in told["problems"]]) == (["ada"], ["episodes/ada.md"])


def test_a_broken_machine_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / ".pipeline").write_text("no folder")
    assert publish(tmp_path) == 1
    told = json.loads((tmp_path / "heard").read_text())
    assert told["wrong"] == [capfd.readouterr().err.splitlines()[-1]]
    assert str(tmp_path / ".pipeline") in told["wrong"][0]


def test_what_another_run_is_at_is_told_by_that_one(tmp_path: Path) -> None:
    with files.lock(tmp_path / ".pipeline/.lock"):
        assert publish(tmp_path) == 1
    assert not (tmp_path / "heard").exists()


def test_a_fault_of_the_program_is_told_too(tmp_path: Path) -> None:
    files.write(tmp_path / layout.SETTINGS, b"on_problem: tee heard\n")
    with pytest.raises(ZeroDivisionError), alarm.armed(tmp_path):
        _ = 1 / 0
    assert "ZeroDivisionError: division by zero (a bug in this program" in (tmp_path / "heard").read_text()


def test_warnings_are_no_trouble() -> None:
    assert notice.trouble(problems=[SLIP._replace(severity=Severity.WARNING)], refused={"talks": ()}) == ""


def test_documents_are_as_described() -> None:
    first, second = (json.loads(text) for text in blocks(DOCUMENT, "json"))
    assert shape(json.loads(released())) == shape(first)
    told = json.loads(notice.trouble(problems=[SLIP], refused={"talks": ("lost",)}, missing=["ada"]))
    assert shape(told) == shape(second)


def test_the_settings_are_understood(tmp_path: Path) -> None:
    (tmp_path / layout.SETTINGS).write_text(blocks(DOCUMENT, "yaml")[0], encoding="utf-8")
    found, problems = settings.read(tmp_path, {})
    assert problems == ()
    assert (found.on_published, found.on_problem) == (("python3", "hooks/toot.py"), ("python3", "hooks/mail.py", "host@talks.example"))
    found, [problem] = settings.read(tmp_path, {"PIPELINE_ON_PROBLEM": "mail 'geheim"})
    assert "geheim" not in str(problem)
    assert not found.usable


def test_neither_a_feed_file_nor_a_post_can_name_a_command() -> None:
    text = b"title: A\nurl: https://a.example/\ndescription: B\non_published: touch x\n"
    _, [problem] = read(text, "feeds/a.yaml")
    assert "unknown key `on_published`" in str(problem)


@pytest.fixture
def mastodon() -> Iterator[Host]:
    with webhost() as host:
        host.replies["/api/v1/statuses"] = Reply(b"{}")
        yield host


def test_toot(mastodon: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MASTODON", mastodon.url)
    monkeypatch.setenv("HOOK_TOKEN", "geheim")
    assert hooks.run(python(tmp_path, blocks(DOCUMENT, "python")[0]), released(), tmp_path) == ""
    first, second = mastodon.asked
    assert first.headers["Authorization"] == "Bearer geheim"
    assert json.loads(first.body)["status"] == "New on Small Talks: Ada on broken compilers\nhttps://talks.example/talk-1/"
    assert "Bob & the" in json.loads(second.body)["status"]
    mastodon.replies.clear()
    assert "404" in hooks.run(python(tmp_path, blocks(DOCUMENT, "python")[0]), released(), tmp_path)


def test_mail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sendmail = tmp_path / "sendmail"
    sendmail.write_text(f"#!/bin/sh\ncat >{tmp_path}/sent\n", encoding="utf-8")
    sendmail.chmod(0o755)
    monkeypatch.setenv("SENDMAIL", str(sendmail))
    document = notice.trouble(problems=[SLIP], refused={"talks": ("it would lose `x`",)}, missing=["ada"], wrong=["ada: no sound"])
    assert hooks.run((*python(tmp_path, blocks(DOCUMENT, "python")[1]), "host@talks.example"), document, tmp_path) == ""
    sent = (tmp_path / "sent").read_text("utf-8")
    assert "To: host@talks.example" in sent
    assert "episodes/a.md:3: `date: $(touch x)` is not a date (such as 2026-11-05)" in sent
    assert not (tmp_path / "x").exists()
