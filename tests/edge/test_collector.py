"""The garbage collector runs rarely, and never while modules are imported or at the end; what refers only to itself is freed all the same."""

import subprocess
import sys
import textwrap

RUN = textwrap.dedent("""
    import gc
    from contextlib import suppress
    from pipeline.edge import collector

    class Cycle:
        def __init__(self, name):
            self.name, self.itself = name, self

        def __del__(self):
            print(self.name)

    usual = gc.get_threshold()[0]
    collector.ease()
    eased = gc.get_freeze_count()
    print(gc.get_threshold()[0] > usual, eased > 0)
    with suppress(ImportError), collector.loading():
        print(gc.isenabled())
        raise ImportError
    print(gc.isenabled(), gc.get_freeze_count() > eased)
    with collector.loading():
        loaded = [[] for _ in range(1000)]
    print(gc.isenabled(), gc.get_freeze_count() > eased + 1000)
    collections = []
    gc.callbacks.append(lambda phase, _: collections.append(phase))
    for name in ("one", "two"):
        Cycle(name)
        for _ in range(20):
            collector.tidy()
    print(0 < collections.count("start") <= 10)
    Cycle("last")
""")


def test_the_collector_runs_rarely_and_frees_what_refers_only_to_itself() -> None:
    done = subprocess.run([sys.executable, "-c", RUN], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["True True", "False", "True False", "True True", "one", "two", "True"]
