"""An S3 server, what passes on the way to it, and the address at which listeners find what lies there."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.content.show import Store
from pipeline.edge import store
from tests.store.servers import BUCKET, Weather, s3, weather
from tests.webhost import static


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that refuses is asked again as often as ever, but at once."""
    usual = store._retries()
    monkeypatch.setattr(store, "_retries", lambda: usual | {"backoff": {"init_backoff": timedelta(milliseconds=1)}})


@pytest.fixture(scope="module")
def buckets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The folder of buckets behind an S3 server, and its address. It lives for a module, since rclone is never idle."""
    folder = tmp_path_factory.mktemp("s3") / "buckets"
    with s3(folder) as address:
        yield folder, address


@pytest.fixture
def way(buckets: tuple[Path, str]) -> Iterator[Weather]:
    with weather(buckets[1]) as passing:
        yield passing


@pytest.fixture(scope="module")
def listeners(buckets: tuple[Path, str]) -> Iterator[str]:
    """The address at which everybody may read what lies in the bucket."""
    with static(buckets[0] / BUCKET) as address:
        yield address


def named(request: pytest.FixtureRequest) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in request.node.name)


@pytest.fixture
def ours(way: Weather, listeners: str, request: pytest.FixtureRequest) -> Store:
    """A folder of its own in the bucket for each test."""
    return Store(f"{listeners}{named(request)}/", "s3", BUCKET, named(request), way.address)
