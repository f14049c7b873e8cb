"""What is read in a page of the feed is kept by the page's text, and forgotten with it."""

from pathlib import Path

import pytest

from pipeline.derive.earlier import reader
from pipeline.derive.earlier.published import PublishedPage, held, mark
from pipeline.keep import readings
from pipeline.keep.ledger import Ledger, packed
from tests.feeds.talks import feed, show, talks


def test_readings_are_kept_until_their_pages_are_gone(tmp_path: Path) -> None:
    path, one, two, none = tmp_path / "records", *map(held, (feed(show(), talks(1)), feed(show(), talks(2)), b"no feed"))
    expected = {each.mark: reader.page(each.data()) for each in (one, two)}
    assert readings.of(path, (one, two, none)) == expected
    ledger = Ledger(path)
    ledger.keep("ada", "an entry", {})
    assert len(ledger.names()) == 3
    ledger.close()
    assert readings.of(path, (two,)) == {two.mark: expected[two.mark]}
    ledger = Ledger(path)
    assert len(ledger.names()) == 2
    assert ledger.head("ada") == "an entry"
    ledger.close()


def test_records_are_not_held_after_a_page_could_not_be_read(tmp_path: Path) -> None:
    def gone() -> bytes:
        raise FileNotFoundError

    path = tmp_path / "records"
    with pytest.raises(FileNotFoundError):
        readings.of(path, (held(feed(show(), talks(1))), PublishedPage("gone", gone)))
    ledger = Ledger(path)
    ledger.keep("ada", "an entry", {})
    ledger.close()


def test_what_was_made_of_items_that_are_known_is_not_read_again(tmp_path: Path) -> None:
    path, data = tmp_path / "records", feed(show(), talks(1))
    ledger, told = Ledger(path), reader.page(data)._replace(title="As it was kept")
    readings.keep(ledger, mark(data), packed(told))
    ledger.close()
    assert readings.of(path, (held(data),)) == {mark(data): told}
