"""When TTML's body and divisions begin, which the times inside of them count from (TTML2, 12: time containers).

What is inside of one begins with it, and with `timeContainer="seq"` where the one before it ends. In Apple's lyrics, a division for a verse
tells when its first line begins, and yet all times are the recording's.
"""

from dataclasses import dataclass
from typing import NamedTuple

TAGS = frozenset({"body", "div"})


class Times(NamedTuple):
    """What an element tells of its times, in milliseconds; None for what it does not tell."""

    begin: float | None
    end: float | None
    dur: float | None

    @property
    def span(self) -> tuple[float, float | None]:
        """Begin and end, None if it does not tell one, from where it begins without a `begin`."""
        begin = self.begin or 0
        return begin, min((end for end in (self.end, None if self.dur is None else begin + self.dur) if end is not None), default=None)


@dataclass
class _Division:
    """An open division, in milliseconds of the recording if times inside count from it.

    `base` is where what comes next in it begins without a `begin`, `reached` the end of what was in it. `told` is its `begin` as it is
    written.
    """

    base: float
    end: float | None
    reached: float
    told: float | None
    is_sequence: bool


class Divisions:
    """The open divisions of a document.

    Times inside `count_from_them` unless each division that begins later than the recording tells the same begin as the first thing in it.
    """

    def __init__(self) -> None:
        self._open: list[_Division] = []
        self._begins: list[int] = []  # as told by divisions in which nothing has begun yet
        self.count_from_them = False

    @property
    def base(self) -> float:
        """Where what comes next begins without a `begin`, if times count from divisions."""
        return self._open[-1].base if self._open else 0

    @property
    def tells_when(self) -> bool:
        """Whether what comes next needs no `begin`."""
        return bool(self._open) and (self._open[-1].is_sequence or self._open[-1].told is not None)

    def whole(self) -> tuple[int, int] | None:
        """Begin and end, from the base, of what tells no times in a division that tells its own."""
        if not self._open or self._open[-1].told is None or self._open[-1].is_sequence:
            return None
        self.count_from_them = True
        last = self._open[-1]
        return 0, 0 if last.end is None else round(last.end - last.base)

    def opened(self, times: Times, *, is_sequence: bool) -> None:
        """A division with these times begins."""
        if times.begin is not None:
            self._begun(round(times.begin))
        if times.begin:
            self._begins.append(round(times.begin))
        begin, end = times.span
        since = self.base + begin
        until = None if end is None else self.base + end
        self._open.append(_Division(since, until, since, times.begin, is_sequence))
        self.count_from_them |= is_sequence

    def closed(self) -> None:
        """The innermost division ends."""
        if self._open:
            last = self._open.pop()
            self._ended(last.reached if last.end is None else last.end)

    def said(self, begin: int, end: int) -> None:
        """Something with these times, as they are written, has been said."""
        self._begun(begin)
        self._ended(self.base + end)

    def _begun(self, begin: int) -> None:
        self.count_from_them |= any(told != begin for told in self._begins)
        self._begins.clear()

    def _ended(self, end: float) -> None:
        if self._open:
            last = self._open[-1]
            last.reached = max(last.reached, end)
            last.base = end if last.is_sequence else last.base
