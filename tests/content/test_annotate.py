"""A note is written below a heading and nowhere else; what cannot be written so is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.content import read_post
from pipeline.content.annotate import Verdict, annotate, moment, noted
from tests.pace import grows_evenly

AT = Verdict(754_320)
NOTE = b"<!-- at 12:34.3 -->"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(b"### Why?\n\n**Ada:** So.\n", b"### Why?\n" + NOTE + b"\n\n**Ada:** So.\n", id="below"),
        pytest.param(b"### Why?", b"### Why?\n" + NOTE + b"\n", id="at the end"),
        pytest.param(b"### Why?\n**Ada:** So.\n", b"### Why?\n" + NOTE + b"\n**Ada:** So.\n", id="without a blank line"),
        pytest.param(
            b"\xef\xbb\xbf### Why?\r\n\r\nSo.\r\n", b"\xef\xbb\xbf### Why?\r\n" + NOTE + b"\r\n\r\nSo.\r\n", id="mark and line ends"
        ),
        pytest.param(b"### Why?\r\rSo.\r", b"### Why?\r" + NOTE + b"\r\rSo.\r", id="an old Macintosh"),
        pytest.param(b"### Why?\n\n<!-- at 1:00 -->\n\nSo.\n", b"### Why?\n\n" + NOTE + b"\n\nSo.\n", id="in the place of a time"),
        pytest.param(b"### Why?\n<!--at 1:00-->\n<!-- no chapter -->\nSo.\n", b"### Why?\n" + NOTE + b"\nSo.\n", id="for both"),
        pytest.param(
            b"### Why?\n<!-- chapter: Because -->\n\n<!-- to do:\nask Ada -->\nSo.\n",
            b"### Why?\n" + NOTE + b"\n<!-- chapter: Because -->\n\n<!-- to do:\nask Ada -->\nSo.\n",
            id="beside other comments",
        ),
        pytest.param(b"Why?\n----\n\nSo.\n", b"Why?\n----\n" + NOTE + b"\n\nSo.\n", id="underlined"),
        pytest.param(
            b"1. Why?\n\n   So.\n\n2. How?\n\n   So.\n", b"1. Why?\n   " + NOTE + b"\n\n   So.\n\n2. How?\n\n   So.\n", id="in an item"
        ),
        pytest.param(b"**Why?**\n\nSo.\n\n**How?**\n", b"**Why?**\n" + NOTE + b"\n\nSo.\n\n**How?**\n", id="in bold"),
        pytest.param(b"<h3>Why?</h3>\n\nSo.\n", b"<h3>Why?</h3>\n" + NOTE + b"\n\nSo.\n", id="HTML"),
        pytest.param("### Wäre â€™ so?\n\nSo.\n".encode(), "### Wäre â€™ so?\n".encode() + NOTE + b"\n\nSo.\n", id="any letters"),
    ],
)
def test_only_the_note_is_written(before: bytes, after: bytes) -> None:
    assert annotate(before, 1, AT) == after
    assert annotate(after, 1, AT) == after
    assert noted(after, 1) == Verdict(754_300)
    dropped = annotate(after, 1, Verdict(no_chapter=True))
    assert dropped
    assert sorted(dropped.splitlines()) == sorted(after.replace(NOTE, b"<!-- no chapter -->").splitlines())
    post, _ = read_post.read(dropped, "p.md")
    assert post
    assert post.headings[0].chapter is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"### Why?\n<!-- at 1:00 -->\n\nSo.\n", b"### Why?\n\nSo.\n"),
        (b"### Why?\n\n<!-- no chapter --> <!-- chapter: B -->\nSo.\n", b"### Why?\n\n <!-- chapter: B -->\nSo.\n"),
        (b"### Why?\n\nSo.\n", b"### Why?\n\nSo.\n"),
    ],
)
def test_a_note_is_taken_back(before: bytes, after: bytes) -> None:
    assert annotate(before, 1, Verdict()) == after


TALK = " We talk about this and that and all sorts of other things for as long as it takes until there are twenty words."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- header: Trains", "- header: Trains <!-- at 12:34.3 -->"),
        ("- header: 'Ada''s trains'", "- header: 'Ada''s trains <!-- at 12:34.3 -->'"),
        ('- header: "Trains"', '- header: "Trains <!-- at 12:34.3 -->"'),
        ("- header: 'Trains,\n    and ships'", "- header: 'Trains, <!-- at 12:34.3 -->\n    and ships'"),
        ("- header: Trains <!-- at 1:00 -->", "- header: Trains <!-- at 12:34.3 -->"),
        ("- {header: Trains}", "- {header: Trains <!-- at 12:34.3 -->}"),
        ("- { header: 'Trains, and ships' }", "- { header: 'Trains, and ships <!-- at 12:34.3 -->' }"),
        ('- {header: "Trains", time: "12:00"}', '- {header: "Trains <!-- at 12:34.3 -->", time: "12:00"}'),
        ('- {time: "12:00", header: Trains}', '- {time: "12:00", header: Trains <!-- at 12:34.3 -->}'),
        (f"- {{by: [{'A, ' * 30}], header: Trains}}", f"- {{by: [{'A, ' * 30}], header: Trains <!-- at 12:34.3 -->}}"),
    ],
)
def test_a_note_stands_behind_a_heading_in_the_front_matter(before: str, after: str) -> None:
    frame = "---\ntitle: T\ntranscript:\n%s\n- line: Why?\n  who: Ben\n- line: So." + TALK + "\n  who: Ada\n---\n\nIntro.\n"
    written = annotate((frame % before).encode(), 4, AT)
    assert written == (frame % after).encode()
    assert noted(written, 4) == Verdict(754_300)
    assert annotate(written, 4, Verdict()) == (frame % before.replace(" <!-- at 1:00 -->", "")).encode()


def test_a_transcript_in_one_row_is_given_up_soon() -> None:
    def work(count: int) -> None:
        rows = ", ".join(f"{{header: Of train {number}}}, {{line: 'So, so.{TALK}', who: Ada}}" for number in range(count))
        assert annotate(f"---\ntitle: T\ntranscript: [{rows}]\n---\n\nIntro.\n".encode(), 3, AT) is None

    assert grows_evenly(work, 50)


QUESTIONS = ("Why are trains late?", "And what of ships?", "Who needs a map?")


@pytest.mark.parametrize(
    "form",
    [
        "{}",
        "**{}**",
        "**{}**\n**Tell me, why so?**",
        "{}\n----",
        "1. {}\n\n  ",
        "{}\n{{: .question}}",
        '{{{{< details "{}" >}}}}',
        '!!! question "{}"\n\n   ',
    ],
)
@pytest.mark.parametrize("where", ["transcript: |\n  %s\n---\n\nIntro.", "video: no\n---\n\n%s"])
def test_a_note_is_written_and_removed_wherever_a_heading_is(form: str, where: str) -> None:
    talk = "\n\n".join(
        f"{form.format(question)} {TALK}" if form.endswith(" ") else f"{form.format(question)}\n\n{TALK}" for question in QUESTIONS
    )
    text = talk.replace("\n", "\n  ") if "|" in where else talk
    data = f"---\ntitle: T\n{where % text}\n".encode()
    post, _ = read_post.read(data, "post.md")
    assert post
    assert len(post.headings) == 3
    for heading in post.headings:
        written = annotate(data, heading.line, AT)
        assert written
        assert noted(written, heading.line) == Verdict(754_300)
        assert annotate(written, heading.line, Verdict()) == data


def test_a_note_on_what_is_said_is_left_alone() -> None:
    data = b"---\ntitle: T\n---\n\n### Trains?\n**Ada:** No.\n<!-- at 2:00 -->\n\n**Ada:** Ships.\n"
    assert noted(data, 5) == Verdict()
    assert annotate(data, 5, Verdict()) == data


@pytest.mark.parametrize("closing", ["---", "---\n\n" + "Intro.\n" * 20])
def test_no_note_stands_behind_a_heading_that_is_escaped_in_the_front_matter(closing: str) -> None:
    data = f'---\ntitle: T\ntranscript: "## Trains\\n\\n**Ben:** Why?\\n\\n**Ada:** So.{TALK}\\n\\n## Ships\\n\\n**Ada:** No."\n{closing}\n'.encode()
    post, _ = read_post.read(data, "post.md")
    assert post
    assert [annotate(data, heading.line, AT) for heading in post.headings] == [None, None]


@pytest.mark.parametrize(
    ("post", "line"),
    [
        pytest.param(b"### Why?\n\nSo.\n", 3, id="no heading there"),
        pytest.param(b"### Why?\n\nSo.\n", 99, id="no line there"),
        pytest.param(b"### Why?\n\n\xff\n", 1, id="no text"),
        pytest.param(b"", 1, id="nothing"),
        pytest.param(b"-->\n---\n<!-- note", 1, id="inside another comment"),
    ],
)
def test_what_cannot_be_written_safely_is_not(post: bytes, line: int) -> None:
    assert annotate(post, line, AT) is None
    assert annotate(post, line, Verdict(no_chapter=True)) is None


pieces = st.sampled_from(
    [
        "### Why?",
        "### How come?",
        "<!-- at 0:10 -->",
        "<!-- no chapter -->",
        "<!-- chapter: C -->",
        "<!-- note",
        "-->",
        "**Ada:** So.",
        "Text.",
        "---",
        "",
    ]
)


@given(st.lists(pieces, max_size=12), st.sampled_from(["\n", "\r\n"]), st.integers(0, 3_600_000), st.booleans())
def test_whatever_stands_around(rows: list[str], ending: str, at: int, drop: bool) -> None:
    data = ending.join(rows).encode()
    post, _ = read_post.read(data, "p.md")
    verdict = Verdict(None if drop else at, no_chapter=drop)
    for heading in post.headings if post else ():
        written = annotate(data, heading.line, verdict)
        if written is None:
            continue
        assert noted(written, heading.line) == Verdict(None if drop else at // 100 * 100, no_chapter=drop)
        lost = [row for row in data.splitlines() if row not in written.splitlines()]
        assert all(row.startswith(b"<!--") for row in lost)


@given(st.integers(0, 10_000_000))
def test_a_moment_is_read_back(at: int) -> None:
    assert noted(f"### Why?\n<!-- at {moment(at)} -->\n".encode(), 1) == Verdict(at // 100 * 100)
