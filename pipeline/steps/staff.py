"""The staff of a run: who does its work."""

from typing import TYPE_CHECKING, NamedTuple

from pipeline.run import Watcher, Workers

if TYPE_CHECKING:
    from pipeline.cluster import Cluster


class Staff(NamedTuple):
    """The `workers` on this machine and, if there is one, a `crew` on others, which does what is slow. The `watcher` is told how it goes."""

    watcher: Watcher
    workers: Workers
    crew: "Cluster | None" = None
