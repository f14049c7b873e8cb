"""A cookies file in Netscape's format, as browsers export it."""

import re
from pathlib import Path

NONE = "is not a cookies file in Netscape format"  # what is wrong with a file without `lines`
_FIRST = re.compile(rb"#(?: Netscape)? HTTP Cookie File")
_COOKIE = re.compile(rb"(?!#(?!HttpOnly_))(?:[^\t]*\t){4}(?:\d+(?:\.\d+)?)?\t[^\t]*\t[^\t]*")


def lines(file: Path) -> tuple[bytes, ...]:
    """The first line of a cookies file, and each cookie's: seven fields with tabs between. Nothing if it is no such file.

    Invalid lines are left out: yt-dlp would print them, secrets and all.
    """
    first, *others = file.read_bytes().splitlines() or [b""]
    return (first, *filter(_COOKIE.fullmatch, others)) if _FIRST.match(first) else ()
