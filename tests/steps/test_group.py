"""Of a group, only the files that are made of something else than before are made, and what is known of the others stays."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

from pipeline.derive.earlier import published, reader
from pipeline.keep.ledger import unpacked
from pipeline.keep.site import Site
from pipeline.steps.group import Group, Order, Text, write
from pipeline.steps.records import ShowFile

FEED = b"<rss><channel><title>Talks</title></channel></rss>"
READING = reader.page(FEED)


def test_a_file_is_made_if_it_may_be_made_of_something_else(tmp_path: Path) -> None:
    wrote: list[str] = []

    def text(path: str, data: bytes, alone: str = "", reading: published.PublishedFeed | None = None) -> Text:
        return Text(path, lambda: wrote.append(path) or data, alone, reading)

    def made(*_: object) -> Iterator[Text]:
        yield text("new", b"0", "0")
        yield text("same", b"1", "1")
        yield text("other", b"2", "2")
        yield text("unknown", b"3")
        yield text("feed.xml", FEED, "", READING)

    site = Site(tmp_path / "public", tmp_path / "beside")
    known = {
        path: ShowFile("group", "before", site.write(path, data), alone)
        for path, data, alone in (("same", b"1", "1"), ("other", b"1", "1"), ("unknown", b"3", ""))
    }
    files, readings = write(Order(SimpleNamespace(site=site), Group("group", "now", made), (), known))
    assert wrote == ["new", "other", "unknown", "feed.xml"]
    assert {path: (file.made_of, file.alone, bool(file.mark)) for path, file in files.items()} == {
        "new": ("now", "0", False),
        "same": ("now", "1", False),
        "other": ("now", "2", False),
        "unknown": ("now", "", False),
        "feed.xml": ("now", "", True),
    }
    assert [files[path].state == known[path].state for path in known] == [True, False, True]
    assert {mark: unpacked(reading) for mark, reading in readings.items()} == {files["feed.xml"].mark: READING}
