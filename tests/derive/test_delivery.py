"""How a file must be served: what is let pass, and what is said of the rest."""

import pytest

from pipeline.derive.delivery import Head, faults

WANTED = "https://show.example/media/one.m4a"
GOOD = Head(WANTED, 200, 1000, "audio/x-m4a", ranges=True, hops=0)


@pytest.mark.parametrize(
    "head",
    [
        GOOD,
        GOOD._replace(type="audio/mp4"),
        GOOD._replace(type="Audio/X-M4A; x=y"),
        GOOD._replace(hops=1, address="https://cdn.example/one"),
    ],
)
def test_good(head: Head) -> None:
    assert tuple(faults(head, WANTED, 1000, "audio/x-m4a", 1)) == ()


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (GOOD._replace(status=405, bytes=None, type=None, ranges=False), ("is not available: the server answers 405",)),
        (GOOD._replace(bytes=None), ("is sent without its size (Content-Length)",)),
        (GOOD._replace(type=None), ("has no type instead of audio/x-m4a",)),
        (GOOD._replace(type="audio/mpeg"), ("has the type audio/mpeg instead of audio/x-m4a",)),
        (GOOD._replace(address="http://show.example/one"), ("redirects from https to http, at http://show.example/one",)),
        (
            GOOD._replace(bytes=999, ranges=False, hops=2),
            (
                "has 999 bytes there, but 1,000 in the feed",
                "is sent without byte ranges, so listeners cannot jump to a chapter",
                f"is only reached after 2 redirects, at {WANTED}",
            ),
        ),
    ],
)
def test_faults(head: Head, told: tuple[str, ...]) -> None:
    assert tuple(faults(head, WANTED, 1000, "audio/x-m4a", 1)) == told
