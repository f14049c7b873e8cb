"""Progress on a terminal shows what is being done as it is called, whatever signs are in the names."""

import io

from rich.text import Text

from pipeline.verbs.terminal import Bars


def shown(bars: Bars) -> str:
    [task] = bars.progress.tasks
    return Text.from_markup(task.description).plain


def test_brackets_in_names_are_no_markup() -> None:
    with Bars(io.StringIO()) as bars:
        bars.began("recording", 1)
        bars.doing("recording", "talk [live]: sound 10%")
        assert shown(bars) == "recording talk [live]: sound 10%"
        bars.ended("recording", "talk [live]")
        assert shown(bars) == "recording talk [live]"
