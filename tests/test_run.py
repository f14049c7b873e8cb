"""Work is done in parallel, and what it says is heard."""

import pytest

from pipeline import run


class Heard(run.Silent):
    """A watcher that remembers what is done right now."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def doing(self, stage: str, what: str) -> None:
        self.said.append(f"{stage}: {what}")


@pytest.mark.parametrize(("count", "is_quick"), [(1, False), (2, True), (9, False), (70, True)])
def test_what_work_says_is_heard_from_here_from_threads_and_processes(count: int, is_quick: bool) -> None:
    items = {str(number): f"part {number}" for number in range(count)}
    heard = Heard()
    assert dict(run.each("making", run.doing, items, heard, is_quick=is_quick)) == dict.fromkeys(items)
    assert sorted(heard.said) == sorted(f"making: {what}" for what in items.values())
    run.doing("outside of the work nobody listens")
    assert len(heard.said) == count


def fail(number: int) -> int:
    if number == 3:
        raise OSError(5, "this one fails")
    return number


@pytest.mark.parametrize("is_quick", [False, True])
@pytest.mark.parametrize("count", [5, 40])
def test_what_fails_is_raised(count: int, is_quick: bool) -> None:
    with pytest.raises(OSError, match="this one fails"):
        dict(run.each("making", fail, {str(number): number for number in range(count)}, run.Silent(), is_quick=is_quick))
