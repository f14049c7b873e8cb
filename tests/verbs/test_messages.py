"""What a person reads when something is wrong: what, where, and what to do; and an example in the help of each verb."""

import contextlib
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli import main
from pipeline.content.problem import MISTIMED, Place, Problem, gathered, listed
from pipeline.edge import faults, files
from pipeline.edge.exchange import exchange
from pipeline.verbs import arguments, telling
from tests.program import ROOT, pipeline


@pytest.mark.parametrize("verb", arguments.VERBS, ids=lambda verb: verb.name)
def test_the_help_of_a_verb_has_an_example(
    verb: arguments.Verb, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    with pytest.raises(SystemExit) as ended:
        main([verb.name, "--help"])
    assert ended.value.code == 0
    assert f"Example: {verb.example}\n" in capsys.readouterr().out


@pytest.mark.parametrize("code", faults.STEPS)
def test_a_broken_machine_is_told_with_its_file_and_the_next_step(code: int) -> None:
    said = telling.broken(OSError(code, os.strerror(code), "episodes/a.md"))
    assert said.startswith(f"episodes/a.md: {os.strerror(code)} (")


def test_of_what_cannot_be_moved_the_place_it_should_go_to_is_told(tmp_path: Path) -> None:
    """As when `public/` cannot be written to: there the site is to go, and nothing is wrong with the place it comes from."""
    files.write(tmp_path / "public", b"no folder")
    files.write(tmp_path / "site/index.html", b"")
    with pytest.raises(NotADirectoryError) as raised:
        exchange(tmp_path / "site", tmp_path / "public/talks")
    assert telling.broken(raised.value).startswith(f"{tmp_path}/public/talks: ")


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from(["here", "there"]))))
def test_what_is_wrong_in_many_places_is_said_once_and_all_places_are_named(found: list[tuple[str, str]]) -> None:
    """In up to five places each has its line, which an editor can jump to; as it has in any case where each is listed."""
    problems = [Problem(Place(path), message) for path, message in found]
    told = "\n".join(gathered(problems))
    for message in ("here", "there"):
        places = {str(problem.place) for problem in problems if problem.message == message}
        lines = [line for line in listed(problems) if line.endswith(f": {message}")]
        assert len(lines) == len(places)
        assert sum(line in told.splitlines() for line in lines) == (len(places) if len(places) <= 5 else 1)
        if len(places) > 5:
            first, *others = sorted(places)
            assert f"{first}: {message}\n  the same: {', '.join(others)}" in told


@pytest.mark.parametrize("count", [5, 6])
def test_many_wrong_times_of_a_post_are_said_once(count: int) -> None:
    """They differ in what they say, and are listed with it by `check`."""
    times = [Problem(Place("a.md", line), f"{line}:00 is wrong", code=MISTIMED) for line in range(1, count + 1)]
    problems = [Problem(Place("a.md", 3), "no video"), *times, Problem(Place("b.md"), "1:00 is wrong", code=MISTIMED)]
    told = gathered(problems)
    if count == 5:
        assert told == listed(problems)
    else:
        others = "  other times: " + ", ".join(f"a.md:{line}" for line in range(2, 7))
        assert told == ["a.md:1: 1:00 is wrong", others, "a.md:3: no video", "b.md:1: 1:00 is wrong"]
        assert len(listed(problems)) == 8


def test_of_very_many_places_twenty_are_named() -> None:
    problems = [Problem(Place(f"episodes/{number:04}.md"), "no video", "name it") for number in range(1000)]
    first, others = gathered(problems)
    assert first == "episodes/0000.md:1: no video (name it)"
    assert others.startswith("  the same: episodes/0001.md:1, episodes/0002.md:1, ")
    assert others.endswith(", episodes/0020.md:1 and 979 more")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("publish",), 1, "feeds:1: there is no feed file (write feeds/<name>.yaml with title, url and description)\n"),
        (("fetch", "nope"), 3, "episodes/nope.md:1: there is no such post (write it, or check the spelling)\n"),
        (("fetch", "episodes/nope.md"), 3, "episodes/nope.md:1: there is no such post"),
        (("fetch", "episodes/nope/"), 3, "episodes/nope.md:1: there is no such post"),
        (("review", "episodes/nope.md"), 1, "episodes/nope.md:1: there is no such post"),
        (
            ("inspect", "nope.md"),
            1,
            "nope.md:1: nope.md cannot be read: No such file or directory (check its spelling and, if it is a link, where it leads)\n",
        ),
        (("inspect", "."), 1, ".:1: . cannot be read: Is a directory (there is a folder where a file should be: move it away)\n"),
        (("align", "/", "nope"), 1, "/:1: "),
        (
            ("publish", "--allow", "all"),
            2,
            "--allow: nothing can be allowed by the name `all` (write what the refusal names, such as dropped:SLUG)\n",
        ),
    ],
)
def test_messages_say_what_where_and_what_to_do(words: tuple[str, ...], code: int, says: str, tmp_path: Path) -> None:
    done = pipeline(*words, root=tmp_path)
    assert done.returncode == code
    assert says in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("`a\n\tb` is none", "`a  b` is none"),
        ("`\u202ea\x1b[1m` is none", r"`\u202ea\x1b[1m` is none"),
        ("`\u0645\u06cc\u200c\u062f\u0627\u0646\u0645` is none", "`\u0645\u06cc\u200c\u062f\u0627\u0646\u0645` is none"),
        (f"`{'x' * 400}` is none of `a` and `b`", f"`{'x' * 79}...` is none of `a` and `b`"),
    ],
)
def test_a_problem_is_one_line_in_which_all_is_seen(message: str, told: str) -> None:
    assert str(Problem(Place("a.md", 2), message, "write\nit")) == f"a.md:2: {told} (write it)"


@given(st.text(st.one_of(st.characters(), st.sampled_from("\x1b\x9b\r\x85\u2028\u202e\u2066\n\t"))))
def test_what_is_printed_steers_no_terminal_and_stays_json(text: str) -> None:
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        telling.put(json.dumps([text], ensure_ascii=False))
    assert json.loads(printed.getvalue()) == [text]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", printed.getvalue())


@pytest.mark.parametrize("verb", ["plan", "publish"])
@pytest.mark.parametrize(
    ("post", "says"),
    [
        ("2026/ada.md", "episodes:1: warning: there is no post (write episodes/<slug>.md, directly in that folder, "),
        ("ada.md", "feeds/bees.yaml:1: warning: `episodes:` selects no post (widen it, "),
    ],
)
def test_a_show_that_would_be_empty_is_told(verb: str, post: str, says: str, tmp_path: Path) -> None:
    feed = b"title: Bees\nurl: https://b.example/\ndescription: D.\nepisodes: {tag: wax}\n"
    files.write(tmp_path / "feeds/bees.yaml", feed)
    files.write(tmp_path / "episodes" / post, b"---\ntitle: Ada\n---\n\nText.\n")
    done = pipeline(verb, root=tmp_path)
    assert (done.returncode, done.stderr.count("warning")) == (0, 1)
    assert says in done.stderr


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ("PYTHONIOENCODING=ascii $PIPELINE publish 2>&1", 0, r"B\xfccher: 0 episodes in public/books/, "),
        ("$PIPELINE publish 2>&-", 0, "Bücher: 0 episodes in public/books/, "),
        ("$PIPELINE publish >&-", 0, ""),
        ("set -o pipefail; $PIPELINE publish 2>&1 | true", 0, ""),
        ("set -o pipefail; $PIPELINE --help 2>&1 | true", 0, ""),
        ("$PIPELINE publish 2>/dev/full", 0, "Bücher: 0 episodes in public/books/, "),
        ("$PIPELINE --help 2>&1 >/dev/full", 1, "standard output: No space left on device (free some disk space, "),
        ("PYTHONUNBUFFERED=1 $PIPELINE --help 2>&1 >/dev/full", 1, "standard output: No space left on device (free some disk space, "),
    ],
)
def test_streams_of_any_kind_are_spoken_to(words: str, code: int, says: str, tmp_path: Path) -> None:
    """An encoding that lacks letters, a stream that is closed, full, or read by nobody."""
    files.write(tmp_path / "feeds/books.yaml", "title: Bücher\nurl: https://b.example/\ndescription: D.\n".encode())
    told = {**os.environ, "PIPELINE": f"{sys.executable} -m pipeline", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["bash", "-c", words], capture_output=True, text=True, check=False, cwd=tmp_path, env=told)
    assert done.returncode == code
    assert says in done.stdout
    assert "Traceback" not in done.stderr
    assert "ignored" not in done.stderr
    assert (tmp_path / "public/books/feed.xml").is_file() == ("publish" in words)
