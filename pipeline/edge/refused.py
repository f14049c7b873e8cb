"""What is raised when YouTube, or the way to it, refuses; and how that is read in what yt-dlp raises."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pipeline.content.failure import Failure, recognise
from pipeline.content.refusal import Reason
from pipeline.edge.settings import without_password

_WHOSE = re.compile(r"^\[\w+\] (?:[\w-]{11}: )?")  # with which part of yt-dlp and which video its messages begin


class RefusedError(Exception):
    """YouTube, or the way to it, refused: the reason, what was said, and the moment for which an upcoming video is announced."""

    def __init__(self, reason: Reason, detail: str = "", until: datetime | None = None) -> None:
        super().__init__(f"{reason.sentence}: {detail}")
        self.reason, self.detail, self.until = reason, detail, until


def refused_by(error: BaseException, warnings: Sequence[str] = ()) -> RefusedError:
    """What an exception of yt-dlp means, with the warnings before it."""
    failure = _failure(error, tuple(warnings))
    return RefusedError(recognise(failure), first_line(failure.text))


def _failure(error: BaseException, warnings: tuple[str, ...]) -> Failure:
    """What yt-dlp raised, down to the original exception, for `recognise`."""
    info = getattr(error, "exc_info", None)
    inner = (info[1] if info else None) or error
    text = str(getattr(inner, "orig_msg", None) or getattr(error, "msg", None) or error)
    cause: Any = inner
    while getattr(cause, "status", None) is None and isinstance(getattr(cause, "cause", None), BaseException):
        cause = cause.cause
    return Failure(type(cause).__name__, text.removeprefix("ERROR: "), getattr(cause, "status", None), warnings)


def first_line(text: str) -> str:
    """The first sentence or two of a message, without yt-dlp's advice about its own command line."""
    line = _WHOSE.sub("", without_password(next(iter(text.strip().splitlines()), "")).removeprefix("ERROR: "))
    for advice in ("; please report this issue", " Use --cookies", ". See  https", " (caused by"):
        line = line.partition(advice)[0]
    return line
