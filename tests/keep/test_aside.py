"""A question is answered the same by another process, by this one, or by none."""

import os
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from pipeline.keep.aside import Aside

ASKED = textwrap.dedent("""
    import os
    import signal
    import time
    from pipeline.keep.aside import Aside

    def elsewhere():
        return os.getpid() != own

    def half():  # more than a pipe holds, so the other process ends in the middle of it
        if elsewhere():
            signal.signal(signal.SIGALRM, end)
            signal.setitimer(signal.ITIMER_REAL, 0.1)
        return bytes(1 << 20)

    own = os.getpid()
    for end in (signal.SIG_DFL, lambda *_: 1 / 0):
        with Aside(half, is_long=True) as ended:
            time.sleep(0.5)
            print(ended.answer() == half())
    for is_long in (True, False):
        with Aside(elsewhere, is_long=is_long) as so, Aside(lambda: not elsewhere(), is_long=is_long) as not_so, Aside(lambda: 1 / 0, is_long=True):
            print(so.answer(), not_so.answer())
    with Aside(lambda: time.sleep(600), is_long=True):
        pass
    try:
        print(os.waitpid(-1, os.WNOHANG))
    except ChildProcessError:
        print("no process is left")
    Aside(lambda: bytes(1 << 20), is_long=True)  # which ends with this process
""")

REFUSED = textwrap.dedent("""
    import os
    import resource
    from pathlib import Path
    from pipeline.keep.aside import Aside

    def open_files():
        return {os.path.realpath(path) for path in Path("/dev/fd").iterdir()}

    own, before = os.getpid(), open_files()
    if os.getuid() == 0:
        os.setuid(65534)  # no limit holds for root
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    with Aside(lambda: os.getpid() == own, is_long=True) as is_here:
        print(is_here.answer(), {path for path in open_files() - before if "pipe" in path})
""")


def test_a_long_question_is_answered_by_another_process_where_there_can_be_one() -> None:
    done = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=True, timeout=60)
    whole, here = ["True"] * 2, ["False True"]
    assert done.stdout.splitlines() == [*whole, *(["True False"] if (os.cpu_count() or 1) > 1 else here), *here, "no process is left"]


def test_where_the_system_refuses_another_process_it_is_answered_by_this_one() -> None:
    done = subprocess.run([sys.executable, "-c", REFUSED], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "True set()\n"


def test_where_there_are_threads_no_process_is_copied() -> None:
    own, over = os.getpid(), Event()
    with ThreadPoolExecutor(1) as threads:
        threads.submit(over.wait)
        with Aside(lambda: os.getpid() == own, is_long=True) as is_here:
            assert is_here.answer()
        over.set()
    with pytest.raises(ZeroDivisionError), Aside(lambda: 1 // 0 == 1, is_long=True) as broken:
        broken.answer()
