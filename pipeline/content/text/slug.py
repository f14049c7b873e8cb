"""A slug: the name of a post's file without `.md`, which is the name of its folder and a part of its addresses."""

import re

_FORM = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


def is_slug(text: str) -> bool:
    """Whether a text can be a folder on every file system, and a part of an address as it is."""
    return _FORM.fullmatch(text) is not None
