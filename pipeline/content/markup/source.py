"""Lines and offsets in Markdown's source, by which the place of what was rendered is found in its file."""

import re
from bisect import bisect_right
from itertools import accumulate


class Source:
    """The text that was rendered, whose first line is line `first_line` of the file.

    Lines are those of the file, unless they are called rendered. Lines of both are counted from 1, offsets in the text from 0.
    """

    def __init__(self, text: str, first_line: int) -> None:
        self.text = text
        self._before = first_line - 1
        self._starts = list(accumulate(map((1).__add__, map(len, text.split("\n")[:-1])), initial=0))
        self._absent: set[tuple[str, int]] = set()

    def line_at(self, offset: int) -> int:
        """The line of the file that contains an offset."""
        return self._before + bisect_right(self._starts, offset)

    def offset_of_line(self, line: int) -> int:
        """The offset at which a line of the file begins."""
        return self.offset_of_rendered(self.rendered_of_line(line))

    def offset_of_rendered(self, line: int) -> int:
        """The offset at which a line of the rendered text begins."""
        return self._starts[self._nearest(line) - 1]

    def line_of_rendered(self, line: int | None) -> int:
        """The line of the file for a line of the rendered text; 0 for None."""
        return 0 if line is None else self._before + self._nearest(line)

    def rendered_of_line(self, line: int) -> int:
        """The line of the rendered text for a line of the file."""
        return line - self._before

    def _nearest(self, line: int) -> int:
        """The nearest line that the text has: raw HTML may claim any."""
        return line if 0 < line <= len(self._starts) else max(1, min(line, len(self._starts)))

    def seek(self, needle: str, offset: int, limit: int | None = None) -> int | None:
        """The offset of `needle` at or after `offset` and before `limit`; None if it is not there (lexbor adds elements of its own)."""
        end = len(self.text) if limit is None else limit
        if (needle, end) in self._absent:
            return None
        found = re.compile(re.escape(needle), re.IGNORECASE | re.ASCII).search(self.text, offset, end)
        if found is None:
            self._absent.add((needle, end))
            return None
        return found.start()
