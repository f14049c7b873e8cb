"""Any bytes give a post or problems, never an exception; and big or twisted ones do it in time that grows with their size."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.content.background import Background
from pipeline.content.inspection import to_json, to_table
from pipeline.content.markup import document
from pipeline.content.post import Post
from pipeline.content.problem import Problem
from pipeline.content.read_post import read
from tests.pace import grows_evenly
from tests.posts import post_of

FRONT = "---\ntitle: T\nvideo: abcDEF_12-x\n---\n\n"

lines = st.sampled_from(
    [
        "---", "title: T", "### What is it?", "### Ana: Why?", "## Topic", "**Ana:** words", "Ana: words", "Bo (00:12): words", "[00:12:34] words", "words", "", "- item", "> quote",
        "<!-- at 1:00 -->", "<!-- chapter: -->", "<div>", "</div>", "<h3>raw</h3>", '<iframe src="https://youtu.be/abcDEF_12-x"></iframe>', "https://youtu.be/abcDEF_12-x",
        "```", "| a | b |", "| - | - |", "[^1]", "[^1]: note", "{{< youtube x >}}", "*note*", "**Lead-in:**", "![](x.png)", "## Links", "<table>", "<b>", "\t", "&#1;", "Q: x", "A: y",
        "**How so?**", "**How so?** words", "—How so?", "— words", "> How so?", "1. How so?", "- How so?", "    words", "<details>", "<summary>How so?</summary>", "_How so?_", "佐藤　words",
        "Ana — words", "**Ana** — words", "+++", "Date: May 3, 2024", "Tags: a, b", '[caption id="a"]words[/caption]', "[[a|b]]", "- ### How so?", "{",
    ]
)  # fmt: skip
posts = st.lists(st.one_of(lines, st.text(max_size=30)), max_size=40).map("\n".join)


def sound(post: Post | None, problems: tuple[Problem, ...], text: str) -> bool:
    last = text.count("\n") + text.count("\r") + 2
    places = [problem.place.line for problem in problems]
    if post:
        places += [heading.line for heading in post.headings] + [turn.line for turn in post.turns]
        assert all(heading.text and (heading.chapter is None or heading.chapter.strip()) for heading in post.headings)
    return all(1 <= line <= last for line in places) and (post is not None or bool(problems))


@given(st.one_of(posts, posts.map(lambda body: FRONT + body)))
@settings(deadline=None, max_examples=300)
def test_any_text_gives_a_post_or_problems(text: str) -> None:
    post, problems = read(text.encode(errors="replace"), "p.md", Background(assets="https://blog.example"))
    assert sound(post, problems, text)
    to_json(post, problems).encode()
    to_table(post, problems).encode()


@pytest.mark.parametrize(
    "text",
    [
        "<details><summary>",
        "# Wax\n\n<details><summary> ",
        FRONT + '1. How so?\n<iframe src="https://youtu.be/abcDEF_12-x"></iframe>\n\n1. How so?\nTags: a, b',
    ],
)
def test_tags_without_words_are_read(text: str) -> None:
    post, problems = read(text.encode(), "p.md")
    assert post
    assert sound(post, problems, text)


def test_words_that_a_parser_moves_out_of_a_table_keep_their_lines() -> None:
    """HTML 13.2.6.1 calls that foster parenting."""
    post, problems = read(b"Of wax.\n\n<table>\n\xe2\x80\x94Why bees?\n\xe2\x80\x94Why wax?", "p.md")
    assert post
    assert sound(post, problems, "\n" * 4)
    assert [(heading.line, heading.text) for heading in post.headings] == [(4, "Why bees?"), (5, "Why wax?")]


@pytest.mark.parametrize(
    "fold", ["<details><summary>", "<details><summary> </summary>\n\nOf wax.\n\n</details>", "<question>\n</question>"]
)
def test_a_fold_may_have_a_title_of_blanks_alone(fold: str) -> None:
    post, problems = read(f"Of bees.\n\n{fold}".encode(), "p.md")
    assert post
    assert sound(post, problems, "\n" * 8)
    assert post.headings == ()


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Of wax.\nAnd bees.<p>Honey.\nSalt.", [1, 2]),
        ("Of wax.\nAnd\n<summary>honey.</summary>\nSalt.", [1, 3, 4]),
        ("Of wax.\n\n<div>Honey.</div>\n\nSalt.", [1, 3, 5]),
    ],
)
def test_what_a_tag_within_a_paragraph_begins_has_its_own_line(text: str, lines: list[int]) -> None:
    assert [block.line for block in document.parse(text).blocks if block.text.strip()] == lines


def test_a_dash_behind_nothing_but_comments_is_read() -> None:
    post, _ = read("<summary><!-- c -->## H\n<span><!-- c --></li></ul>—How so?\xa0".encode(), "p.md")
    assert post


@given(st.binary(max_size=200))
def test_any_bytes_give_a_post_or_problems(data: bytes) -> None:
    post, problems = read(data, "p.md")
    assert post or problems


@given(posts)
@settings(deadline=None)
def test_the_same_text_gives_the_same_post(text: str) -> None:
    data = text.encode(errors="replace")
    assert read(data, "p.md") == read(data, "p.md")


@pytest.mark.parametrize(
    "divider",
    ["  ", "\t", "\n", "\r", "\f", "\x1c", "&#9;", "&#11;", "&#13;", "&#28;", "&Tab;", "&NewLine;", "&nbsp;", "\x85", "\u2028", "\u3000"],
)
@pytest.mark.parametrize("paragraph", ["one {} two", "**Ana:** one {} two", "<p>one {} two</p>", "<p><b>Ana:</b> one {} two</p>"])
def test_what_is_said_is_one_line_whatever_divides_its_words(paragraph: str, divider: str) -> None:
    text = f"{FRONT}### How?\n\n**Ana:** Well.\n\n{paragraph.format(divider)}\n"
    post = post_of(text)
    assert [said.spoken for turn in post.turns for said in turn.paragraphs] == ["Well.", "one two"]


TWISTED = {
    "an interview": "### What is it about, and why?\n\n**Ana:** Some [words](http://a.example/) and `code`.\n\n",
    "brackets": "[",
    "open links": "[a](",
    "stars": "*a _b ",
    "labels": "Ana: words\n",
    "labels alone": "a:\n",
    "definitions": "Ana\n: words\n\n",
    "bold that touches italics": "**a***b",
    "bold in bold lines": "**How?**\n<b>a\n",
    "one label more each": "Ana: words\n\n",
    "headings": "### What?\n",
    "one endless heading": "so, how is it? ",
    "liquid": "{{ {% ",
    "comments": "<!-- at 1:00 -->\n",
    "open comments": "<!--",
    "players": '<iframe src="https://youtu.be/abcDEF_12-x"></iframe>\n',
    "links": "[a](https://youtu.be/abcDEF_12-x) ",
    "times": "[00:01] a\n",
    "names": "Ana Bo (Cy) ",
    "closing tags": "</p>",
    "raw paragraphs": "<p>a\n",
    "rules": "---\n\n",
    "pipes": "|a",
    "footnotes": "[^a]",
    "mojibake": "â€™ ",
    "entities": "&#65;",
    "questions in bold": "**How?** a\n\n",
    "questions behind dashes": "— How?\n",
    "questions behind letters": "Q: How?\n\nA: a\n\n",
    "parts that wind up": "## Conclusion\n\na\n\n## How?\n\n",
    "questions in items": "- How?\n\n  a\n",
    "lists of one question": "1. How?\n\na\n\n",
    "folds": "<details><summary>How?</summary>a</details>\n",
    "names and blanks": "佐藤　a\n\n",
    "names and dashes": "Ana — words\n\n",
    "captions of pictures": '[caption id="a" ',
    "wiki links": "[[a|b]] [[",
    "properties": "Date: a\n",
    "dialogue in a list": "- **Ana:** words\n",
    "dialogue in quotations": "> **Ana:** words\n\n",
    "names alone": "**Ana**\nwords\n\n",
    "names in one paragraph": "**Ana**\n",
    "quotation marks": '“a” "b" „c“ « ',
    "moments": "https://youtu.be/abcDEF_12-x?t=5\n\n",
    "brackets in headings": "### [",
    "quotations in headings": "### They ask, “how",
    "embedded notes": "![[",
    "directives": "::youtube{",
    "shortcodes": "{{< youtube ",
}


def repeated(unit: str) -> Callable[[int], str]:
    """What repeats something below a heading, up to so many characters."""
    return lambda size: f"### What?\n\n{unit * (size // len(unit))}"


GROWING: dict[str, tuple[Callable[[int], str], int]] = {  # a body by a count, and a count of which four times as many are read as well
    **{name: (repeated(unit), 15_000) for name, unit in TWISTED.items()},
    # The first words of a post are looked at for a summary, where no heading stands before them.
    "addresses within addresses": (lambda count: "https:]//www." * count + " and so on, with many a word", 50),
    "lines of no-break spaces": (lambda count: "\xa0\n" * count, 5_000),
    "blanks behind a word": (lambda count: f"### What?\n\nvideo{' ' * count}: a", 4_000),
    "accents behind a word": (lambda count: "### What?\n\na" + "\u0316\u0300" * count + ": a", 4_000),
    "pictures within pictures": (lambda count: "![[" * count + "](x)" * count, 2_000),
    "parts without labels behind labelled ones": (
        lambda count: "### Wax\n\n**Bo:** a\n\n" * count + "### It is.\n\na\n\n" + "### Join us\n\na\n\n" * 8,
        2_000,
    ),
    "topics beside a talk that is announced": (
        lambda count: "## Interview\n\n### What?\n\na\n\n" + "### b\n\n" * count + "## And now?\n\na\n\n" + "## Wax\n\n" * count,
        3_000,
    ),
    "topics above the first label": (lambda count: "## Wax\n\na\n\n" * count + "**Ana:** a\n\n**Bo:** b\n\n" * 2, 1_000),
    "questions amid links": (lambda count: "# How?\n\n# Links\n\n" * count, 1_500),
}


@pytest.mark.parametrize("name", GROWING)
def test_time_grows_with_size(name: str) -> None:
    body, count = GROWING[name]
    assert grows_evenly(lambda size: read(f"{FRONT}{body(size)}".encode(), "p.md"), count)


def test_time_grows_with_the_parts_of_a_talk_of_one_person() -> None:
    part, front = "## Links\n\n## Wax\n\nIt is soft.\n\n", "---\ntitle: Of bees\nspeakers: [Bo Lind]\n---\n\n"
    assert grows_evenly(lambda count: read(f"{front}{part * count}".encode(), "p.md"), 400)


NESTED = {
    "quotes": ">" * 100_000,
    "divisions": "<div>" * 100_000,
    "lists": "\n".join(f"{'  ' * depth}- a" for depth in range(1_000)),
    "bold": "<b>" * 100_000,
}


@pytest.mark.parametrize("body", NESTED.values(), ids=NESTED)
def test_deep_nesting_is_refused_with_a_sentence(body: str) -> None:
    post, problems = read(f"{FRONT}{body}".encode(), "p.md")
    assert post is None
    assert [problem.message for problem in problems] == ["this post cannot be read, because its tags are nested too deeply"]


def test_a_hundred_megabytes_are_refused() -> None:
    post, [problem] = read(b"x" * 100_000_000, "p.md")
    assert post is None
    assert "100,000,000 bytes" in problem.message


@pytest.mark.parametrize(
    "yaml", ["a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]", f"a: {'[' * 10_000}", f"a: {'{b: ' * 10_000}"], ids=["aliases", "lists", "tables"]
)
def test_yaml_bombs_are_refused(yaml: str) -> None:
    post, [problem] = read(f"---\n{yaml}\n---\n".encode(), "p.md")
    assert post
    assert problem.place.line in range(2, 5)
