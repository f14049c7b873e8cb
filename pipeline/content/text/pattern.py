"""Patterns that are compiled when a text first needs them. Python's `re` does so as well, but forgets the oldest of 512."""

import re
from functools import cache


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, compiled once in a process: for those that many posts need, but not each, since most take as long as reading a page."""
    return re.compile(pattern)
