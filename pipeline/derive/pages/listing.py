"""The list of all episodes, page by page: the newest ones on the first page, older ones on archive pages, which keep their episodes."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from pipeline.content.show import Show
from pipeline.derive.pages.card import Neighbour

_T = TypeVar("_T")

_FULL = 40  # episodes on an archive page; the newest 20 to 59 are on the first page


class ListPage(NamedTuple):
    """A page of the list: `number` 0 is the first one, 1 the oldest of the `archives` archive pages."""

    number: int
    archives: int

    @property
    def newer(self) -> int | None:
        """The number of the page with newer episodes; None for the first page."""
        if self.number == 0:
            return None
        return self.number + 1 if self.number < self.archives else 0

    @property
    def older(self) -> int | None:
        """The number of the page with older episodes; None for the oldest page."""
        return None if self.number == 1 or self.archives == 0 else (self.number or self.archives + 1) - 1


class Front(NamedTuple):
    """What only the first page has: the versions of the blocks of search data, and where a serial show begins."""

    versions: Sequence[str] = ()
    first: Neighbour | None = None
    trailer: Neighbour | None = None


def archives(count: int) -> int:
    """The number of archive pages in a list of so many episodes."""
    return max(0, (count - _FULL // 2) // _FULL)


def paged(ordered: Sequence[_T]) -> list[tuple[ListPage, Sequence[_T]]]:
    """The pages of a list of episodes, which is given oldest first, each with its episodes; the first page first, then the oldest."""
    last = archives(len(ordered))
    starts = {0: last * _FULL, **{number: (number - 1) * _FULL for number in range(1, last + 1)}}
    return [(ListPage(number, last), ordered[start : start + _FULL] if number else ordered[start:]) for number, start in starts.items()]


def front(show: Show, versions: Sequence[str], episodes: Iterable[tuple[Neighbour, str]]) -> Front:
    """What the first page of a show has, given its episodes and their types, oldest first.

    Only a serial show of more than one episode has a beginning: its first full episode and its first trailer.
    """
    ordered = [*episodes] if show.type == "serial" else []
    firsts = {type_: episode for episode, type_ in reversed(ordered)} if len(ordered) > 1 else {}
    return Front(versions, firsts.get("full"), firsts.get("trailer"))
