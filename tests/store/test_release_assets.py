"""Sound among the assets of a release: found over a redirect, of no particular type, and taken for what it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.content.show import Store
from pipeline.derive import delivery
from pipeline.edge import web
from pipeline.edge.settings import Settings
from pipeline.edge.store import OpenStore, StoredFile
from tests.webhost import Reply, webhost

DATA = bytes(range(256)) * 40


@pytest.fixture
def media() -> Iterator[str]:
    """The address of a release: a host that leads to another one, which signs its addresses."""
    with webhost() as site, webhost() as assets:
        folder = "/ann/talks/releases/download/sound/"
        signed = "/release-assets/1/2?sig=a%2Fb&response-content-type=application%2Foctet-stream"
        site.replies[f"{folder}ada.m4a"] = Reply(status=302, headers={"Location": f"{assets.url}{signed}"})
        kind = {"Content-Type": "application/octet-stream", "Content-Disposition": "attachment; filename=ada.m4a", "Accept-Ranges": "bytes"}
        assets.replies[signed] = Reply(DATA, headers=kind)
        yield f"{site.url}{folder}"


def test_an_asset_is_found_and_read(media: str, tmp_path: Path) -> None:
    release = OpenStore(Store(media), None, Settings())
    assert release.look("ada.m4a") == StoredFile(len(DATA), "application/octet-stream")
    assert release.begins("ada.m4a", 1000) == DATA[:1000]
    assert release.bring("ada.m4a", tmp_path / "ada.m4a") == StoredFile(len(DATA), "application/octet-stream")
    assert (tmp_path / "ada.m4a").read_bytes() == DATA
    assert release.look("bob.m4a") is None


def test_apple_would_miss_the_type_and_nothing_else(media: str) -> None:
    told = web.ask(Settings(), f"{media}ada.m4a", "HEAD")
    head = delivery.Head(told.address, told.status, len(DATA), told.headers.get("content-type"), ranges=True, hops=told.hops)
    assert tuple(delivery.faults(head, media, len(DATA), "audio/x-m4a", 1)) == (
        "has the type application/octet-stream instead of audio/x-m4a",
    )
