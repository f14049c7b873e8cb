"""Progress as a person sees it: bars on a terminal, a line for each stage elsewhere, nothing with `--quiet`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self, TextIO

from pipeline.run import Silent, Watcher
from pipeline.verbs.telling import tell


class Lines(Silent):
    """A line when a stage begins, for logs and pipes, which need none for each episode."""

    def began(self, stage: str, total: int) -> None:
        tell(f"{stage}: {total}")


class Bars:
    """A bar for each stage; all disappear at the end."""

    def __init__(self, stream: TextIO) -> None:
        # Importing this takes 50 ms, which a pipe or a quiet run need not pay.
        from rich.console import Console  # noqa: PLC0415
        from rich.markup import escape  # noqa: PLC0415
        from rich.progress import Progress, TaskID  # noqa: PLC0415

        self.progress = Progress(console=Console(file=stream), transient=True)
        self.tasks: dict[str, TaskID] = {}
        self._escape = escape

    def __enter__(self) -> Self:
        self.progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.progress.stop()

    def began(self, stage: str, total: int) -> None:
        self.tasks[stage] = self.progress.add_task(stage, total=total)

    def doing(self, stage: str, what: str) -> None:
        self.progress.update(self.tasks[stage], description=self._described(stage, what))

    def ended(self, stage: str, name: str) -> None:
        self.progress.update(self.tasks[stage], advance=1, description=self._described(stage, name))

    def _described(self, stage: str, what: str) -> str:
        """A stage with what is worked on, in which brackets are no markup."""
        return f"{stage} [dim]{self._escape(what)}[/dim]"


@contextmanager
def watching(*, quiet: bool) -> Iterator[Watcher]:
    """The watcher that suits where the output goes, while the context lasts."""
    if quiet:
        yield Silent()
    elif sys.stderr.isatty():
        with Bars(sys.stderr) as bars:
            yield bars
    else:
        yield Lines()
