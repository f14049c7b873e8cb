"""A disk that is full, for a while, or refuses something."""

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_room() -> Iterator[None]:
    """Files have room for 64 bytes each: as on a full disk, a part of a write is taken, and then it fails."""
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)


def refused(number: int) -> None:
    """Answer as the system does that knows this error."""
    raise OSError(number, os.strerror(number))
