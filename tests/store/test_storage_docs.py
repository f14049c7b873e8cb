"""docs/storage.md holds what the program does: each example is read, each name is known, each header and key is the one written."""

import json
import re
from datetime import UTC, datetime

import pytest

from pipeline.content.read_show import read
from pipeline.content.recording import Recording
from pipeline.content.recordtext import compose, parse
from pipeline.edge import credentials, store
from tests.documents import blocks
from tests.program import ROOT

PAGE = ROOT / "docs/storage.md"
DOCUMENT = PAGE.read_text(encoding="utf-8")
HEAD = "title: A\nurl: https://a.example\ndescription: b\n"


@pytest.mark.parametrize("lines", blocks(PAGE, "yaml"))
def test_examples_are_two_lines_that_are_understood(lines: str) -> None:
    show, problems = read((HEAD + lines).encode(), "feeds/a.yaml")
    assert problems == ()
    assert show is not None
    assert show.store is not None
    assert len(lines.splitlines()) <= 2


def test_every_kind_of_place_has_an_example() -> None:
    shows = [read((HEAD + lines).encode(), "feeds/a.yaml")[0] for lines in blocks(PAGE, "yaml")]
    assert {show.store.kind for show in shows if show and show.store} == {"s3", "gs", "az", "folder", "address"}
    assert any(show.store.endpoint for show in shows if show and show.store)


def test_a_region_in_running_text_is_understood() -> None:
    written = re.findall(r"`(store: \{.*?\})`", DOCUMENT)
    assert written
    for line in written:
        show, problems = read(f"{HEAD}{line}\nmedia: https://cdn.example\n".encode(), "feeds/a.yaml")
        assert show is not None
        assert problems == ()


def test_names_of_keys_are_known() -> None:
    named = set(re.findall(r"`((?:AWS|GOOGLE|AZURE)_\w+)`", DOCUMENT))
    assert named <= {name for names in credentials.NAMES.values() for name in names}
    for group in credentials.NEEDED.values():
        assert set(group[0]) <= named


def test_the_record_is_one_that_is_read() -> None:
    [example] = [block for block in blocks(PAGE, "json") if block.startswith('"enclosures"')]
    record = json.loads(compose(Recording("g", datetime(2026, 5, 4, tzinfo=UTC), None, None, None, None)))
    found, problems = parse(json.dumps(record | json.loads(f"{{{example}}}")), "recording.json")
    assert problems == ()
    assert found is not None
    assert found.enclosures[0].mark


def test_headers_are_those_that_are_sent() -> None:
    assert f"`Cache-Control: {store._CACHED}`" in DOCUMENT


def test_the_bill_is_added_up_right() -> None:
    """100 episodes of 30 MB, 4,000 downloads a month."""
    stored, downloaded = 100 * 30 / 1000, 4000 * 30 / 1000
    assert f"{stored:g} GB of storage and {downloaded:g} GB of traffic" in DOCUMENT
    assert f"| {stored * 0.023:.2f} + {(downloaded - 100) * 0.09:.2f} |" in DOCUMENT
    assert f"| 0 + {(downloaded - 3 * stored) * 0.01:.2f} |" in DOCUMENT
    assert [round(rate * 0.45) for rate in (64, 96, 128)] == [29, 43, 58]
    assert "29 at 64, 43 at 96, 58 at 128" in DOCUMENT
