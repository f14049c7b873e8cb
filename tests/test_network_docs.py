"""The count in docs/network.md is what the program counts of the seconds that stand there."""

import re

from bench.network import Assumed, bill
from tests.expected import hold
from tests.program import ROOT

PAGE = ROOT / "docs/network.md"
SOUND = 57_860_000  # bytes of the hour that the page speaks of
TABLE = re.compile(r"\| step \|.*?\n\n", re.DOTALL)
COUNT = re.compile(r"\| [\d,]+ recordings of an hour \|.*?\n\n", re.DOTALL)


def test_the_count_is_that_of_the_seconds() -> None:
    page = PAGE.read_text(encoding="utf-8")
    taken = {name: float(seconds) for name, seconds in re.findall(r"^\| ([^|]+) \| ([\d.]+) \| [\d,]+ \|$", page, re.MULTILINE)}
    assert len(taken) == 6
    steps, count = bill(taken, SOUND, Assumed()).split("\n\n")
    page = TABLE.sub(lambda _: f"{steps}\n\n", page, count=1)
    hold(PAGE, COUNT.sub(lambda _: f"{count}\n\n", page, count=1))
