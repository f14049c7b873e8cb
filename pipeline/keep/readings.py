"""Readings: what the guard reads in a page of a feed, cached by a digest of the page, so that none is parsed twice."""

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from pipeline.derive.earlier import published
from pipeline.derive.earlier.published import PublishedFeed, PublishedPage, UnreadableError
from pipeline.keep.digests import fingerprint, source_digest
from pipeline.keep.ledger import Ledger, packed, unpacked

READERS = (
    "derive/earlier/published",
    "derive/earlier/feedxml",
    "derive/earlier/mending",
    "derive/earlier/reader",
    "content/text/dates",
    "content/pinned",
    "content/text/pattern",
    "content/text/plaintext",
    "content/text/timecode",
    "content/web",
)
_NAME, _READ = ".feed ", "read"  # cannot be a post's name: files that begin with a dot are hidden


def page(path: Path) -> PublishedPage:
    """The page in the file at `path`."""
    return PublishedPage(published.mark(path.read_bytes()), path.read_bytes)


def keep(ledger: Ledger, mark: str, reading: bytes) -> None:
    """Cache the reading of the page with this mark: a packed `PublishedFeed`."""
    ledger.keep(_name(mark), None, {_READ: reading})


def of(path: Path, pages: Iterable[PublishedPage]) -> dict[str, PublishedFeed]:
    """The readings of pages by their marks, without pages that cannot be read.

    Those of other pages are dropped from the ledger at `path`.
    """
    wanted = {_name(page.mark): page for page in pages}
    with closing(Ledger(path)) as ledger:
        for name in ledger.names():
            if name.startswith(_NAME) and name not in wanted:
                ledger.drop(name)
        return {page.mark: reading for name, page in wanted.items() if (reading := _reading(ledger, name, page))}


def _reading(ledger: Ledger, name: str, page: PublishedPage) -> PublishedFeed | None:
    """The reading of a page, from the ledger or made now and kept there; None if the page cannot be read."""
    known = unpacked(ledger.part(name, _READ))
    if isinstance(known, PublishedFeed):
        return known
    from pipeline.derive.earlier import reader  # noqa: PLC0415 - most publishes leave the feed as it is

    try:
        reading = reader.page(page.data())
    except UnreadableError:
        return None
    ledger.keep(name, None, {_READ: packed(reading)})
    return reading


def _name(mark: str) -> str:
    return f"{_NAME}{fingerprint(mark, source_digest(*READERS))}"
