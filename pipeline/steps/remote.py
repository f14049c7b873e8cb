"""Recording of an episode by another machine, from that machine's address and with its access to YouTube."""

import os
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from pipeline.content.recording import Recording
from pipeline.content.refusal import Refusal
from pipeline.edge import files, material, settings
from pipeline.edge.fetch import Session
from pipeline.edge.offline import Request
from pipeline.run import doing

_ONE_AT_A_TIME = Lock()  # as on a host's own machine, YouTube is asked about one video after the other


class RemoteRequest(NamedTuple):
    """What another machine is to record, for a run that began at `now`."""

    request: Request
    now: datetime

    @property
    def needs(self) -> Iterator[Path]:
        """The files that are on record already, and the host's own."""
        request = self.request
        yield from (request.folder / name for name in files.tree(request.folder))
        named = (path for path in request.named if path and material.allowed(path, request.folder))
        yield from (path for path in named if path.is_file())


def record(sent: RemoteRequest) -> Recording | Refusal:
    """On the other machine: record what is missing, as `Session.fetch` does.

    All requests of one run in this process share a session, and so what it learns of refusals.
    """
    with _ONE_AT_A_TIME:
        return _session(sent.now).fetch(sent.request)


@lru_cache(maxsize=1)
def _session(now: datetime) -> Session:
    """A session with the settings of this machine: those of its environment and of the folder in which the worker was started."""
    return Session(settings.read(Path(), os.environ)[0], now, lambda step: doing(str(step)))
