"""Lines written into front matter: only they change, and what cannot be written safely is not."""

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.content import encoding, frontmatter
from pipeline.content.amend import Amendment, amend
from pipeline.content.keys import fences
from pipeline.content.pinned import Pinned

MOMENT = datetime(2024, 5, 31, 14, 3, 22, tzinfo=timezone(timedelta(hours=2)))
ALL = Amendment("tag:old,2019:12", MOMENT, Pinned("https://old.example/12.mp3?a=b", 123, "audio/mpeg"))
LINES = b'guid: "tag:old,2019:12"\ndate: 2024-05-31T14:03:22+02:00\nenclosure: "https://old.example/12.mp3?a=b 123 audio/mpeg"\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(b"---\ntitle: T\n---\n\nHello\n", b"---\ntitle: T\n" + LINES + b"---\n\nHello\n", id="at the end"),
        pytest.param(b"Hello\n", b"---\n" + LINES + b"---\n\nHello\n", id="a front matter of its own"),
        pytest.param(b"", b"---\n" + LINES + b"---\n\n", id="an empty post"),
        pytest.param(
            b"\xef\xbb\xbf---\r\ntitle: T # so called\r\n...\r\nHello\r\n",
            b"\xef\xbb\xbf---\r\ntitle: T # so called\r\n" + LINES.replace(b"\n", b"\r\n") + b"...\r\nHello\r\n",
            id="a mark and other line ends",
        ),
        pytest.param(
            b"\xef\xbb\xbf# Hello\r\n",
            b"\xef\xbb\xbf---\r\n" + LINES.replace(b"\n", b"\r\n") + b"---\r\n\r\n# Hello\r\n",
            id="a mark, none",
        ),
        pytest.param(b"---\rtitle: T\r---\rHello", b"---\rtitle: T\r" + LINES.replace(b"\n", b"\r") + b"---\rHello", id="an old Macintosh"),
        pytest.param(
            b"\n\n---\ndate: '2024-05-31'   # a Friday\nguid:  # later\ntitle: T\nenclosure:\n---\nguid: none\n",
            b"\n\n---\ndate: '2024-05-31T14:03:22+02:00'   # a Friday\n"
            b'guid: "tag:old,2019:12"  # later\ntitle: T\nenclosure: "https://old.example/12.mp3?a=b 123 audio/mpeg"\n---\nguid: none\n',
            id="where keys stand already",
        ),
        pytest.param(b"---\n---\nHello", b"---\n" + LINES + b"---\nHello", id="nothing in it"),
        pytest.param(
            b"+++\ntitle = 'T'\ndate = 2024-05-31 # a Friday\n[params]\na = 1\n+++\nHello",
            b'+++\nguid = "tag:old,2019:12"\nenclosure = "https://old.example/12.mp3?a=b 123 audio/mpeg"\n'
            b"title = 'T'\ndate = 2024-05-31T14:03:22+02:00 # a Friday\n[params]\na = 1\n+++\nHello",
            id="TOML",
        ),
        pytest.param(
            b"---\nsummary: |\n  Two\n\n  lines\n\n---\nHello",
            b"---\nsummary: |\n  Two\n\n  lines\n\n" + LINES + b"---\nHello",
            id="a long text",
        ),
        pytest.param(
            b"\ntitle: T\r\ndate: 2024-05-31\r\n---\r\nHello\r\n\r\n---\r\n",
            b"\ntitle: T\r\ndate: 2024-05-31T14:03:22+02:00\r\n"
            + re.sub(rb"date.*\n", b"", LINES).replace(b"\n", b"\r\n")
            + b"---\r\nHello\r\n\r\n---\r\n",
            id="Hexo's, without a fence above",
        ),
        pytest.param(
            "---\ntitle: “Ü” \xa0\n---\nâ€™ ".encode() + b"\n",
            "---\ntitle: “Ü” \xa0\n".encode() + LINES + "---\nâ€™ ".encode() + b"\n",
            id="any letters",
        ),
    ],
)
def test_only_the_lines_are_written(before: bytes, after: bytes) -> None:
    assert amend(before, ALL) == after
    assert amend(after, Amendment()) == after


@pytest.mark.parametrize(
    "post",
    [
        pytest.param(b"+++\ntitle = 'T'\n", id="TOML not closed"),
        pytest.param(b'{\n"title": "T"\n}\n', id="JSON"),
        pytest.param(b"---\ntitle: T\n", id="not closed"),
        pytest.param(b"---\ntitle: [a\n---\n", id="broken"),
        pytest.param(b"---\n{title: T}\n---\n", id="in braces"),
        pytest.param(b"---\n  title: T\n---\n", id="indented"),
        pytest.param(b"---\n- a\n---\n", id="a list"),
        pytest.param(b"---\nguid: other\n---\n", id="another GUID"),
        pytest.param(b"---\ndate: 2024-05-31 10:00\n---\n", id="another time"),
        pytest.param(b"---\ndate: >\n  2024-05-31\n---\n", id="a folded date"),
        pytest.param(b"---\nenclosure: /12.mp3\n---\n", id="another enclosure"),
        pytest.param(b"\xff\xfe---\n", id="no text"),
    ],
)
def test_what_cannot_be_written_is_not(post: bytes) -> None:
    assert amend(post, ALL) is None


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


@given(texts, texts, st.sampled_from([b"\n", b"\r\n"]), st.booleans(), texts)
def test_any_post_says_what_was_written_or_is_left_alone(title: str, body: str, ending: bytes, mark: bool, guid: str) -> None:
    guid = guid.strip()
    assume(guid)
    head = f"---\ntitle: {title}\n---\n{body}".encode()
    before = (b"\xef\xbb\xbf" if mark else b"") + head.replace(b"\n", ending)
    amended = amend(before, Amendment(guid=guid))
    if amended is not None:
        text, _ = encoding.decode(amended, "")
        front, _ = frontmatter.read(fences.split(text or "", "").matter, "")
        assert front.guid == guid
        rows, kept = amended.splitlines(keepends=True), before.splitlines(keepends=True)
        assert [row for row in rows if row in kept or not row.startswith(b"guid: ")] == kept
        assert amend(amended, Amendment(guid=guid)) is None


def test_moments_are_compared_as_moments() -> None:
    assert amend(b"---\ndate: 2024-05-31\n---\n", Amendment(date=MOMENT.astimezone(UTC))) == b"---\ndate: 2024-05-31T12:03:22+00:00\n---\n"
