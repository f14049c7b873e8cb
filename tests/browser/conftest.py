"""A site of three talks, and visits of it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from pipeline.derive.episode import Episode
from tests.browser.visits import Served, Visits, interview, served, write
from tests.pages import example


def formerly(old: str, made: Episode) -> Episode:
    """An episode whose post has had another name."""
    return made._replace(post=made.post._replace(formerly=(old,)))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("site") / "under" / "prefix"
    write(
        folder,
        (
            formerly("talk", interview("first-talk", "First talk", 0)),
            interview("second-talk", "Second talk", 1, ("marmalade",)),
            example.episode(
                "well", title="井戸の話", script=("? 井戸はどうして枯れないのですか。", "石田: 毎年春に石を洗います。CSSで石を。"), number=2
            ),
        ),
    )
    with served(folder.parent.parent) as host:
        yield host._replace(folder=folder, url=f"{host.url}/under/prefix")


@pytest.fixture
def visit(browser: Browser, site: Served) -> Iterator[Visits]:
    visits = Visits(browser, site)
    yield visits
    visits.close()
