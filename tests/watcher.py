"""A watcher of a run that keeps what it was told."""

from pipeline.run import Silent


class Watcher(Silent):
    """Remembers what was being done, in order."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def doing(self, stage: str, what: str) -> None:
        self.said.append(f"{stage}: {what}")
