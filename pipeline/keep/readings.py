"""Readings: what the guard reads in the pages of a feed, kept by their text, so that no page is taken apart twice."""

from collections.abc import Iterable
from pathlib import Path

from pipeline.derive import published
from pipeline.derive.published import PublishedFeed, PublishedPage
from pipeline.keep.ledger import Ledger, packed, unpacked
from pipeline.keep.workshop import fingerprint, recipe

_NAME, _READ = ".feed ", "read"  # no post is called so: files that begin with a dot are hidden


def page(path: Path) -> PublishedPage:
    """The page that lies at `path`."""
    return PublishedPage(published.mark(path.read_bytes()), path.read_bytes)


def keep(ledger: Ledger, mark: str, reading: bytes) -> None:
    """Have it known what is read in the page of this mark: a `PublishedFeed`, packed."""
    ledger.keep(_name(mark), None, {_READ: reading})


def of(path: Path, pages: Iterable[PublishedPage]) -> dict[str, PublishedFeed]:
    """What is read in pages, by their marks; those that cannot be read are left out. Readings of all others are forgotten."""
    ledger, wanted = Ledger(path), {_name(page.mark): page for page in pages}
    for name in ledger.names():
        if name.startswith(_NAME) and name not in wanted:
            ledger.drop(name)
    found = {page.mark: reading for name, page in wanted.items() if (reading := _reading(ledger, name, page))}
    ledger.close()
    return found


def _reading(ledger: Ledger, name: str, page: PublishedPage) -> PublishedFeed | None:
    known = unpacked(ledger.part(name, _READ))
    if isinstance(known, PublishedFeed):
        return known
    try:
        reading = published.page(page.data())
    except published.UnreadableError:
        return None
    ledger.keep(name, None, {_READ: packed(reading)})
    return reading


def _name(mark: str) -> str:
    return f"{_NAME}{fingerprint(mark, recipe('derive/published'))}"
