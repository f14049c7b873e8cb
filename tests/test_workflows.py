"""The workflows of GitHub Actions: valid, pinned, with few rights; their steps run here as a runner would run them, in a fresh clone."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.clone import SetUp, copy, machine
from tests.program import ROOT
from tests.webhost import static

FILES = sorted((ROOT / ".github/workflows").glob("*.yml"))
TOOLS = ("bash", "sh", "cat", "make", "awk", "rm", "touch", "git")


def workflow(name: str) -> dict[str, Any]:
    return yaml.safe_load((ROOT / f".github/workflows/{name}.yml").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@pytest.mark.parametrize("path", [*FILES, ROOT / ".github/dependabot.yml"], ids=lambda path: path.stem)
def test_valid_by_the_published_schema(path: Path) -> None:
    schema = "vendor.github-workflows" if path in FILES else "vendor.dependabot"
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_actions_are_pinned_by_digest_and_say_their_version(path: Path) -> None:
    used = re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))
    assert used
    for line in used:
        assert re.fullmatch(r"actions/[a-z/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_one_action_is_pinned_to_one_digest() -> None:
    used = {line for path in FILES for line in re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))}
    owners = [re.sub(r"(actions/[a-z-]+)[^@]*@.*", r"\1", line) for line in used]
    versions = {re.sub(r"(actions/[a-z-]+)[^@]*(@.*)", r"\1\2", line) for line in used}
    assert len(versions) == len(set(owners))


def test_rights_are_few() -> None:
    for path in FILES:
        told = workflow(path.stem)
        assert told["permissions"] == {}
        writing = {name for name, job in told["jobs"].items() if "write" in job["permissions"].values()}
        assert writing <= {"deploy"}
        assert all("timeout-minutes" in job for job in told["jobs"].values())
    assert not any("run" in step for step in workflow("publish")["jobs"]["deploy"]["steps"])
    assert "secrets." not in (ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8")


def test_nothing_that_others_write_stands_in_a_command() -> None:
    """An expression in a command is pasted into it before the shell sees it: whoever writes the value writes commands."""
    for path in FILES:
        for job in workflow(path.stem)["jobs"].values():
            assert not [step["run"] for step in job["steps"] if "${{" in step.get("run", "")]


def test_the_schedule_keeps_off_the_full_hour() -> None:
    [schedule] = workflow("publish")[True]["schedule"]  # YAML 1.1 reads the key `on` as yes
    minute, *_ = schedule["cron"].split()
    assert 5 <= int(minute) <= 55


@dataclass
class Runner:
    """A machine that runs the shell steps of a job; actions of others are left out, what they would give is `given`."""

    folder: Path
    machine: dict[str, str]
    given: Mapping[str, str]
    outputs: dict[str, str] = field(default_factory=dict)
    summary: str = ""
    log: str = ""

    def run(self, job: dict[str, Any]) -> int:
        """Run a job's steps, after one that fails only those that want it so; returns its exit code, or 0."""
        code = 0
        for step in job["steps"]:
            if "run" in step and (not code or "!cancelled()" in step.get("if", "")):
                code = self._step(step, job.get("env", {})) or code
        return code

    def _step(self, step: dict[str, Any], shared: Mapping[str, str]) -> int:
        files = {name: self.folder.parent / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for path in files.values():
            path.write_text("", encoding="utf-8")
        named = {name: self._value(value) for name, value in {**shared, **step.get("env", {})}.items()}
        environment = {**self.machine, "GITHUB_ACTIONS": "true", **{name: str(path) for name, path in files.items()}, **named}
        environment |= {"GITHUB_EVENT_NAME": self.given.get("event", "push"), "GITHUB_SHA": self.given.get("commit", "a" * 40)}
        done = subprocess.run(
            ["bash", "-e", "-c", step["run"]], cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )
        self.log += done.stdout + done.stderr
        told = files["GITHUB_OUTPUT"].read_text(encoding="utf-8")
        self.outputs |= dict(line.split("=", 1) for line in told.splitlines())
        self.summary += files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
        return done.returncode

    def _value(self, text: str) -> str:
        found = re.fullmatch(r"\$\{\{ (.*) \}\}", text)
        return self.given.get(found[1], "") if found else text


@dataclass
class Pages:
    """GitHub Pages, for one site: what is deployed is served."""

    folder: Path
    url: str

    def deploy(self, site: Path) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(site, self.folder)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    folder = tmp_path_factory.mktemp("pages") / "site"
    with static(folder) as url:
        yield Pages(folder, url)


@pytest.fixture(scope="module")
def show(tmp_path_factory: pytest.TempPathFactory, address: Pages, set_up: SetUp) -> Path:
    """The sample show at the address of these Pages, committed and set up; one post has come due, two are dated in the future."""
    folder = copy(tmp_path_factory.mktemp("show") / "clone")
    for path, old, new in (
        ("feeds/sample.yaml", "https://companion.example/\n", f"{address.url}\n"),
        ("episodes/callum-reid.md", "date: 2026-10-12", f"date: {datetime.now(UTC) + timedelta(days=30):%Y-%m-%d}"),
    ):
        text = (folder / path).read_text("utf-8")
        assert old in text
        (folder / path).write_text(text.replace(old, new, 1), "utf-8")
    commit(folder)
    (folder / ".venv").symlink_to(set_up.folder / ".venv")
    return folder


def commit(folder: Path) -> None:
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@show.example", "-c", "init.defaultBranch=main"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "The show"]):
        subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def computer(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """YouTube lies behind a door that is shut: to ask would take long and fail."""
    return {**machine(tmp_path_factory.mktemp("bin"), tmp_path_factory.mktemp("home"), TOOLS), "PIPELINE_PROXY": "http://127.0.0.1:9"}


def released(folder: Path, computer: dict[str, str], pages: Pages, **given: str) -> Runner:
    runner = Runner(folder, computer, {"steps.pages.outputs.base_url": pages.url, **given})
    runner.outputs["failed"] = str(runner.run(workflow("publish")["jobs"]["publish"]))
    return runner


@pytest.fixture(scope="module")
def first(show: Path, computer: dict[str, str], address: Pages) -> Runner:
    """The first run of all, by which the show is released."""
    runner = released(show, computer, address)
    assert runner.outputs["failed"] == "0", runner.log
    return runner


@pytest.fixture
def pages(address: Pages, first: Runner) -> Pages:
    """As they are after the first run, whatever another test has deployed."""
    address.deploy(first.folder / first.outputs["folder"])
    return address


def fresh(folder: Path, target: Path, *, kept: bool = True) -> Path:
    """Another runner's clone, with what earlier runs kept, if there were any. Its set-up is taken over, to spare a minute."""
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{folder}", str(target)], check=True, capture_output=True)
    (target / ".venv").symlink_to(folder / ".venv")
    (target / ".venv/.run").touch()
    if kept and (folder / ".pipeline").is_dir():
        shutil.copytree(folder / ".pipeline", target / ".pipeline")
    return target


def test_what_is_due_goes_out_and_the_future_waits(
    show: Path, computer: dict[str, str], first: Runner, pages: Pages, tmp_path: Path
) -> None:
    assert {name: first.outputs[name] for name in ("code", "deploy", "kept", "noted", "folder")} == {
        "code": "0",
        "deploy": "true",
        "kept": "true",
        "noted": "true",
        "folder": "public/sample",
    }
    assert "**Tobias Quist on the Second a Question Is Asked**: new:" in first.summary
    assert "| Callum Reid on the Promises a Feed Makes |" in first.summary
    assert f"paste {pages.url}tobias-quist/chapters.txt into its description" in first.summary
    assert "copy public/" not in first.summary, "the workflow does that"
    assert (pages.folder / "tobias-quist/index.html").is_file()
    assert not (pages.folder / "callum-reid").exists()

    announcing = Runner(show, computer, {})
    assert announcing.run(workflow("publish")["jobs"]["announce"]) == 0, announcing.log
    assert f"1 episode checked at {pages.url}, all in order" in announcing.log

    idle = released(fresh(show, tmp_path / "idle"), computer, pages, event="schedule", **{"github.event.schedule": "17 * * * *"})
    assert [idle.outputs[name] for name in ("code", "deploy", "kept", "noted")] == ["0", "false", "false", "false"], idle.log
    assert "Nothing new." in idle.summary
    assert "This run was planned for" in idle.summary

    # Pages that were pushed and not deployed, as where GitHub had trouble, are deployed by the next hour's run, though their feed is the same.
    late = released(fresh(show, tmp_path / "late"), computer, pages, event="schedule", commit="b" * 40)
    assert [late.outputs[name] for name in ("code", "deploy", "kept", "noted")] == ["0", "true", "false", "false"], late.log


def test_what_was_never_recorded_waits_for_a_desk(show: Path, computer: dict[str, str], pages: Pages, tmp_path: Path) -> None:
    clone = fresh(show, tmp_path / "clone")
    post = "---\ntitle: Later\ndate: 2020-01-01\n---\n\n<iframe src='https://www.youtube.com/embed/abcdefghijk'></iframe>\n\n### Why?\n\n**Ada:** So.\n"
    (clone / "episodes/later.md").write_text(post, "utf-8")
    (clone / "episodes/soon.md").write_text(post.replace("2020", "2098").replace("abcdefghijk", "lmnopqrstuv"), "utf-8")
    runner = released(clone, computer, pages)
    assert runner.outputs["failed"] == "0", runner.log
    assert (runner.outputs["code"], runner.outputs["deploy"]) == ("3", "true")
    assert "pipeline fetch later" in runner.summary
    assert "pipeline fetch soon" in runner.summary
    assert "::error file=episodes/later.md,line=6::YouTube is not asked from this machine" in runner.log
    assert "::warning file=episodes/soon.md,line=6::YouTube is not asked from this machine" in runner.log
    last = Runner(clone, computer, {})
    assert last.run(workflow("publish")["jobs"]["incomplete"]) == 3


def test_what_would_harm_listeners_is_not_deployed(show: Path, computer: dict[str, str], pages: Pages, tmp_path: Path) -> None:
    """Without `public/` and without what earlier runs kept, the feed at the address tells what listeners have."""
    clone = fresh(show, tmp_path / "clone", kept=False)
    (clone / "episodes/tobias-quist.md").unlink()
    refused = released(clone, computer, pages)
    assert (refused.outputs["failed"], refused.outputs["deploy"]) == ("1", "false"), refused.log
    assert "--allow emptied" in refused.summary
    allowed = released(clone, computer, pages, **{"inputs.allow": "emptied dropped:tobias-quist"})
    assert (allowed.outputs["failed"], allowed.outputs["deploy"]) == ("0", "true"), allowed.log
    assert "disappears from the feed" in allowed.summary


def test_a_feed_for_another_place_is_not_deployed(show: Path, computer: dict[str, str], pages: Pages, tmp_path: Path) -> None:
    clone = fresh(show, tmp_path / "clone")
    elsewhere = released(clone, computer, pages, **{"steps.pages.outputs.base_url": "https://ada.github.io/talks"})
    assert (elsewhere.outputs["code"], elsewhere.outputs["deploy"]) == ("1", "false")
    assert f"::error file=feeds/sample.yaml,line=1::`url: {pages.url}` is not where GitHub Pages serves" in elsewhere.log
    assert "write `url: https://ada.github.io/talks/`" in elsewhere.log


def test_where_nothing_can_be_compared_nothing_is_deployed(show: Path, computer: dict[str, str], pages: Pages, tmp_path: Path) -> None:
    clone = fresh(show, tmp_path / "clone")
    file = clone / "feeds/sample.yaml"
    file.write_text(file.read_text("utf-8").replace(pages.url, "http://127.0.0.1:9/"), "utf-8")
    runner = released(clone, computer, pages, **{"steps.pages.outputs.base_url": "http://127.0.0.1:9/"})
    assert (runner.outputs["code"], runner.outputs["deploy"]) == ("1", "false")
    assert "nothing to compare the new feed with" in runner.summary


@pytest.mark.usefixtures("pages")
def test_a_pull_request_is_shown_what_is_wrong_and_what_it_changes(show: Path, computer: dict[str, str], tmp_path: Path) -> None:
    clone = fresh(show, tmp_path / "clone")
    post = clone / "episodes/tobias-quist.md"
    post.write_text(post.read_text("utf-8").replace("date: ", "date: about ", 1), "utf-8")
    check = workflow("check")["jobs"]["check"]
    runner = Runner(clone, computer, {})
    assert runner.run(check) == 1
    assert len(re.findall(r"^::error file=episodes/tobias-quist\.md,line=\d+::", runner.log, re.MULTILINE)) == 1, runner.log
    assert "## Problems\n\n- episodes/tobias-quist.md:" in runner.summary
    post.write_text(post.read_text("utf-8").replace("date: about ", "date: ", 1), "utf-8")
    assert "```text" in runner.summary
    runner = Runner(clone, computer, {})
    assert runner.run(check) == 0, runner.log
    assert "waits until" in runner.summary
    assert not (clone / "public").exists()


@pytest.mark.usefixtures("pages")
def test_a_pull_request_is_told_what_is_to_be_fetched_before_it_is_merged(show: Path, computer: dict[str, str], tmp_path: Path) -> None:
    clone = fresh(show, tmp_path / "clone")
    post = "---\ntitle: Later\ndate: 2020-01-01\n---\n\n<iframe src='https://www.youtube.com/embed/abcdefghijk'></iframe>\n\n### Why?\n\n**Ada:** So.\n"
    (clone / "episodes/later.md").write_text(post, "utf-8")
    (clone / "episodes/soon.md").write_text(post.replace("2020", "2098").replace("abcdefghijk", "lmnopqrstuv"), "utf-8")
    runner = Runner(clone, computer, {})
    assert runner.run(workflow("check")["jobs"]["check"]) == 0, runner.log
    assert "::error file=episodes/later.md,line=6::YouTube is not asked from this machine" in runner.log
    assert "::warning file=episodes/soon.md,line=6::YouTube is not asked from this machine" in runner.log
    assert "Run `pipeline fetch later` on your own computer" in runner.log
    assert not (clone / "episodes/later").exists()


def test_each_episode_is_told_once_and_each_problem_until_it_changes(
    show: Path, computer: dict[str, str], pages: Pages, tmp_path: Path
) -> None:
    """Pages shows the feed of before while the first run announces, so that a later run does; `.pipeline` is saved as the workflow says."""
    hooks = {f"vars.ON_{name}": f"sh -c 'echo told >>{tmp_path}/{name}'" for name in ("PUBLISHED", "PROBLEM")}
    saved = tmp_path / "saved"

    def job(name: str, **given: str) -> Runner:
        clone = fresh(show, tmp_path / name, kept=False)
        (clone / "episodes/broken.md").write_text("---\ntitle: [\n---\n", "utf-8")
        post = clone / "episodes/callum-reid.md"
        post.write_text(re.sub("^date: .*", "date: 2026-10-12", post.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
        if saved.exists():
            shutil.copytree(saved, clone / ".pipeline")
        runner = released(clone, computer, pages, **hooks, **given)
        if "true" in (runner.outputs["kept"], runner.outputs["noted"]):
            shutil.rmtree(saved, ignore_errors=True)
            shutil.copytree(clone / ".pipeline", saved)
        return runner

    first = job("first")
    assert (first.outputs["kept"], first.outputs["noted"]) == ("true", "true"), first.log
    pages.deploy(tmp_path / "first" / first.outputs["folder"])
    told = [job(f"hour-{number}", event="schedule").outputs for number in range(3)]
    assert [(one["kept"], one["noted"]) for one in told] == [("false", "true"), ("false", "false"), ("false", "false")]
    assert [(tmp_path / name).read_text("utf-8") for name in ("PUBLISHED", "PROBLEM")] == ["told\n", "told\n"]
