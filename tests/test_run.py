"""Work is done in parallel, and what it says is heard."""

import errno
import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import pool, run
from tests.watcher import Watcher


@pytest.mark.parametrize("count", [1, 2, 9, 70])
def test_what_work_says_is_heard_from_here_from_threads_and_processes(count: int) -> None:
    items = {str(number): f"part {number}" for number in range(count)}
    heard = Watcher()
    assert dict(run.each("making", run.doing, items, heard)) == dict.fromkeys(items)
    assert sorted(heard.said) == sorted(f"making: {what}" for what in items.values())
    run.doing("outside of the work nobody listens")
    assert len(heard.said) == count


def fail(number: int) -> int:
    if number == 3:
        raise OSError(5, "this one fails")
    return number


@pytest.mark.parametrize("count", [5, 40])
def test_what_fails_is_raised(count: int) -> None:
    with pytest.raises(OSError, match="this one fails"):
        dict(run.each("making", fail, {str(number): number for number in range(count)}, run.Silent()))


def test_a_process_that_was_ended_is_told() -> None:
    """As by a system that is short of memory: where its result is taken, and where the next item is handed out."""
    with pool.processes(run._connect, run.doing) as processes:
        for work in (os._exit, abs):
            with pytest.raises(OSError, match="a process was killed while it was making") as caught:
                list(pool.results("making", work, [("ada", 9)], processes, 16))
            assert (caught.value.errno, caught.value.filename) == (errno.ENOMEM, "ada")


def take(item: float | Path) -> bool:
    """Work for so many seconds, or that is done once another process has come to a place, too: whether it is done."""
    if isinstance(item, Path):
        (item / str(os.getpid())).touch()
        return waited(lambda: len(list(item.iterdir())) > 1)
    time.sleep(item)
    return True


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="with one core there is one process")
def test_work_that_takes_long_is_shared(tmp_path: Path) -> None:
    """The first four are handed out together; what is left of them when one has taken long, each by itself."""
    items: dict[str, float | Path] = {"slow": 1.5, "one": tmp_path, "other": tmp_path} | {f"quick {number}": 0.0 for number in range(61)}
    assert dict(run.each("taking", take, items, run.Silent())) == dict.fromkeys(items, True)


BEGUN = """
import sys, threading
from pipeline import run

known = "nothing"

def tell(name):
    run.doing(f"{name} knows {known}")

if __name__ == "__main__":
    known = "what was learnt"
    if sys.argv[1] == "thread":
        threading.Thread(target=threading.Event().wait, daemon=True).start()
    class Heard(run.Silent):
        def doing(self, stage, what):
            print(what)
    with run.Workers() as workers:
        workers.begin()
        for items in ({"a": "a"} | {"b": "b"}, {str(number): str(number) for number in range(70)}):
            assert dict(run.each("telling", tell, items, Heard(), workers)) == dict.fromkeys(items)
"""


@pytest.mark.parametrize("beside", ["thread", "nothing"])
def test_processes_that_begin_early_are_copies_where_no_thread_would_be_lost(tmp_path: Path, beside: str) -> None:
    script = tmp_path / "begun.py"
    script.write_text(BEGUN)
    done = subprocess.run([sys.executable, "-W", "error", script, beside], capture_output=True, text=True, check=True)
    known = "what was learnt" if sys.platform == "linux" and beside == "nothing" else "nothing"
    assert sorted(done.stdout.splitlines()) == sorted(f"{name} knows {known}" for name in ("a", "b", *map(str, range(70))))
    assert done.stderr == ""


HOLDING = """
import fcntl, sys, time
from pathlib import Path
from pipeline import run

def hold(path):
    with open(path, "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        Path(f"{path}.held").touch()
        time.sleep(600)

if __name__ == "__main__":
    items = {str(number): f"{sys.argv[1]}/{number}" for number in range(9)}
    with run.Workers() as workers:
        if sys.argv[2] == "early":
            workers.begin()
        dict(run.each("holding", hold, items, run.Silent(), workers))
"""


def waited(happened: Callable[[], bool]) -> bool:
    """Whether something happens while one may wait for it."""
    until = time.monotonic() + 60
    while not happened() and time.monotonic() < until:
        time.sleep(0.05)
    return happened()


@pytest.mark.parametrize("begun", ["early", "late"])
def test_nobody_works_on_for_a_run_that_was_killed(tmp_path: Path, begun: str) -> None:
    script, held = tmp_path / "holding.py", tmp_path / "0"
    script.write_text(HOLDING)
    # Python's own keeper of semaphores outlives a run that is killed, and says what it clears away.
    with subprocess.Popen([sys.executable, script, tmp_path, begun], stderr=subprocess.DEVNULL) as process:
        assert waited((tmp_path / "0.held").exists)
        process.kill()
    assert waited(lambda: is_free(held))


def is_free(path: Path) -> bool:
    with path.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
