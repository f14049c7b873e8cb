"""What a feed file says that matters to how its posts are read."""

from typing import NamedTuple

from pipeline.content.show import ChapterSource


class Background(NamedTuple):
    """`assets` is the blog's address, `people` and `host` are full names.

    `chapters` and `verbatim` are for posts that do not say it themselves.
    """

    assets: str | None = None
    people: tuple[str, ...] = ()
    host: str | None = None
    chapters: ChapterSource = ChapterSource.HEADINGS
    verbatim: bool = True
