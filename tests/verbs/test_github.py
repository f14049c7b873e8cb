"""What GitHub's runner reads: commands that cannot be forged, a summary that cannot be broken, outputs that decide what is deployed."""

import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import cli
from pipeline.content.problem import Place, Problem, Severity
from pipeline.derive.bulletin import ShowReport, WorkflowRun, bulletin, fenced
from pipeline.derive.plan import Change, Waiting
from pipeline.edge import files, hooks, memo
from pipeline.verbs import github
from tests import small
from tests.expected import hold
from tests.program import ROOT
from tests.tree import content

NOW = datetime(2026, 11, 5, 7, 31, 40, tzinfo=UTC)


def runner_reads(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as the runner takes it apart (actions/runner, ActionCommand.cs): its name, its properties, its text."""
    told = re.fullmatch(r"::(\w+) (.*?)::(.*)", line)
    assert told, line
    pairs = dict(pair.split("=", 1) for pair in told[2].split(","))
    for written, meant in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        pairs = {name: value.replace(written, meant) for name, value in pairs.items()}
    text = told[3].replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
    return told[1], pairs, text


@given(st.text(), st.text(min_size=1), st.integers(1))
def test_annotations_arrive_as_they_were_meant(message: str, path: str, line: int) -> None:
    [written] = github.annotations([Problem(Place(path, line), message)])
    assert runner_reads(written) == ("error", {"file": path, "line": str(line)}, message)


def test_errors_come_before_warnings() -> None:
    """Of each step GitHub shows ten of a kind."""
    first, second = Problem(Place("a.md", 1), "one", severity=Severity.WARNING), Problem(Place("b.md", 2), "two", "write it")
    assert github.annotations([first, second, first]) == ["::error file=b.md,line=2::two%0Awrite it", "::warning file=a.md,line=1::one"]


def test_what_stands_in_no_file_is_told_with_its_name() -> None:
    slip = Problem(Place("--allow", 0), "nothing can be allowed by the name `x`", "it takes what a refusal tells")
    assert github.annotations([slip]) == ["::error::--allow: nothing can be allowed by the name `x`%0Ait takes what a refusal tells"]
    assert bulletin(WorkflowRun(NOW), (), (slip,), held=True).startswith("**Nothing was deployed.**\n\n## Problems\n")


def test_what_a_post_says_is_no_command(tmp_path: Path) -> None:
    (tmp_path / "feeds").mkdir()
    (tmp_path / "episodes").mkdir()
    (tmp_path / "feeds/talks.yaml").write_text("title: Talks\nurl: https://talks.example/\ndescription: Talks.\n", "utf-8")
    (tmp_path / "episodes/a.md").write_text("---\ntitle: a\n'::add-mask::x': y\ntitel: '##[error]::error::x'\n---\n\nText\n", "utf-8")
    (tmp_path / "episodes/b\u2028::add-mask::\x85::stop-commands::x.md").write_text("Text", "utf-8")
    command = [sys.executable, "-m", "pipeline", "check", "--github", "--root", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    first, *_ = lines = done.stdout.splitlines()
    token = first.removeprefix("::stop-commands::")
    assert re.fullmatch(r"[0-9a-f]{32}", token)
    assert done.stderr == ""
    for line in lines[lines.index(f"::{token}::") + 1 :]:
        assert runner_reads(line)[1]["file"].startswith(("episodes/a.md", "episodes/b"))


def test_what_was_told_is_kept_though_the_run_breaks_off(tmp_path: Path) -> None:
    """A full disk is told once, not each hour."""
    job = github.job({"GITHUB_OUTPUT": str(tmp_path / "outputs")}, NOW)

    @github.noting(job, tmp_path)
    def broken() -> None:
        hooks.once(("true",), "{}", tmp_path)
        raise OSError("full")

    for _ in range(2):
        with pytest.raises(OSError, match="full"):
            broken()
    with github.noting(job, tmp_path):
        memo.remember(tmp_path / ".pipeline/talks", ["ada"])
    assert (tmp_path / "outputs").read_text("utf-8").split() == ["noted=true", "noted=false", "noted=true"]


def test_the_bulletin_tells_what_a_host_wants_to_know() -> None:
    run = WorkflowRun(NOW, datetime(2026, 11, 5, 7, 17, tzinfo=UTC), datetime(2026, 10, 1, tzinfo=UTC))
    talks = ShowReport(
        title="Talks & *Tools*",
        url="https://talks.example/",
        changes=(
            Change("ada", "Ada | <Example>", "new", "new: 32:10, 8 chapters, dated Thu 2026-11-05 07:00 UTC"),
            Change("bob", "Bob", "chapters", "chapter 4 moves 12:31 -> 12:38"),
        ),
        dates={"ada": datetime(2026, 11, 5, 7, 0, tzinfo=UTC), "bob": datetime(2026, 10, 5, tzinfo=UTC)},
        waiting=(
            Waiting("liv", "Liv", datetime(2099, 1, 5, 7, 0, tzinfo=UTC), "that is its date"),
            Waiting("eve", "Eve", datetime(2027, 1, 5, 7, 0, tzinfo=UTC), "that is its date"),
            Waiting("joe", "Joe", None, "it is a draft"),
        ),
        missing=("ron", "tim"),
        kept=("kim",),
        unrecorded=("tim",),
        news=("the hub https://hub.example/ was told",),
    )
    refused = ShowReport("Other", "https://other.example/", (), {}, refusals=("the feed would lose `x`: restore it",))
    problems = [Problem(Place("episodes/ron.md", 12), f"`{number}` is <no> date") for number in range(60)]
    hold(ROOT / "tests/cases/bulletin/busy.md", bulletin(run, (talks, refused), problems, held=True))
    idle = ShowReport("Talks", "https://talks.example/", (), {})
    hold(ROOT / "tests/cases/bulletin/idle.md", bulletin(WorkflowRun(NOW), (idle,), ()))
    assert " after its date" not in bulletin(WorkflowRun(NOW), (talks,), ())  # a person started it, and knows
    assert bulletin(run, (refused,), (), held=True).startswith("**Nothing was deployed.**\n\n## ")  # nothing of it would have gone out


@given(st.text(alphabet="`~ab\n"))
def test_text_stays_in_its_block(text: str) -> None:
    first, *lines, last, _ = fenced(text).split("\n")
    assert first == f"{last}text"
    assert not any(last in line for line in lines)


def test_a_schedule_that_ends_is_told_in_time() -> None:
    told = [bool(list(github._fading(WorkflowRun(NOW, committed=datetime(2026, month, 20, tzinfo=UTC))))) for month in (10, 9, 8)]
    assert told == [False, True, True]
    assert list(github._fading(WorkflowRun(NOW))) == []


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_proxy: None) -> Path:  # noqa: ARG001 - no variable is to lead elsewhere
    """Two shows of one post: the first was alone on Pages for years, and has not moved."""
    monkeypatch.setenv("PAGES_URL", "https://talks.example")
    monkeypatch.setenv("GITHUB_OUTPUT", str(tmp_path / "outputs"))
    files.write(tmp_path / "feeds/talks.yaml", small.feed())
    files.write(tmp_path / "feeds/more.yaml", small.feed().replace(b"https://talks.example", b"https://talks.example/more"))
    files.write(tmp_path / "episodes/ada.md", small.post("ada", "Talk"))
    files.write(tmp_path / "episodes/ada/audio.mp3", small.sound())
    return tmp_path


def outputs(root: Path) -> dict[str, str]:
    return dict(line.split("=", 1) for line in (root / "outputs").read_text("utf-8").splitlines())


def test_a_second_show_does_not_move_the_first(two: Path) -> None:
    done = small.publish(two, small.NOW, "--github")
    assert (done.code, outputs(two)["deploy"], outputs(two)["folder"]) == (0, "true", "public/.pages"), done.said
    at_root = content(two / "public/talks") | {f"more/{path}": data for path, data in content(two / "public/more").items()}
    assert content(two / "public/.pages") == at_root
    (two / "feeds/more.yaml").unlink()
    small.publish(two, small.NOW, "--github")
    assert outputs(two)["folder"] == "public/talks"


def test_what_is_left_of_an_earlier_deployment_is_not_deployed_again(two: Path) -> None:
    files.write(two / "elsewhere/gone.html", b"an episode that was taken back")
    (two / "public").mkdir()
    (two / "public/.pages").symlink_to(two / "elsewhere")
    assert small.publish(two, small.NOW, "--github").code == 0
    assert "gone.html" not in content(two / outputs(two)["folder"])
    assert content(two / "elsewhere") == {"gone.html": b"an episode that was taken back"}


def test_a_second_show_is_not_put_where_the_first_has_an_episode(two: Path) -> None:
    (two / "feeds/more.yaml").rename(two / "feeds/ada.yaml")
    files.write(two / "feeds/ada.yaml", small.feed().replace(b"https://talks.example", b"https://talks.example/ada"))
    done = small.publish(two, small.NOW, "--github")
    assert (done.code, outputs(two)["deploy"]) == (1, "false")
    assert "::feeds/talks.yaml has something else at https://talks.example/ada/, so nothing is deployed" in done.said


def test_a_show_is_not_sent_to_the_root_because_another_cannot_be_read(two: Path) -> None:
    files.write(two / "feeds/talks.yaml", b"title: Talks\n")
    done = small.publish(two, small.NOW, "--github")
    assert (done.code, outputs(two)["deploy"]) == (1, "false")
    assert "is not where GitHub Pages serves" not in done.said


def test_a_show_is_sent_to_where_pages_serves_it(two: Path) -> None:
    files.write(two / "feeds/more.yaml", small.feed().replace(b"https://talks.example", b"https://talks.example/walks"))
    done = small.publish(two, small.NOW, "--github")
    assert (done.code, outputs(two)["deploy"]) == (1, "false")
    assert "write `url: https://talks.example/more/`" in done.said
    (two / "feeds/talks.yaml").unlink()
    assert "write `url: https://talks.example/`" in small.publish(two, small.NOW, "--github").said


def test_pages_names_a_host_in_any_case(two: Path) -> None:
    (two / "feeds/more.yaml").unlink()
    files.write(two / "feeds/talks.yaml", small.feed().replace(b"https://talks.example", b"http://TALKS.example"))
    assert small.publish(two, small.NOW, "--github").code == 0


def test_the_summary_of_a_plan_says_that_there_was_nothing_to_compare_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the plan does on a terminal."""
    files.write(tmp_path / "feeds/talks.yaml", small.feed().replace(b"https://talks.example", b"http://127.0.0.1:9"))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary"))
    assert cli.main(["plan", "--github", "--root", str(tmp_path)], small.NOW) == 0
    assert "nothing to compare the new feed with: http://127.0.0.1:9/feed.xml could not be" in (tmp_path / "summary").read_text("utf-8")


def test_when_a_run_was_planned() -> None:
    assert github._planned("17 * * * *", NOW) == datetime(2026, 11, 5, 7, 17, tzinfo=UTC)
    assert github._planned("5,35 6 * * 1-5", NOW) == datetime(2026, 11, 5, 6, 35, tzinfo=UTC)
    assert github._planned("whenever", NOW) is None
    assert github._planned("", NOW) is None
