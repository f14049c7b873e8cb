"""Authors' HTML: only what is on the allow-list reaches a page or the feed."""

from unicodedata import normalize
from urllib.parse import urljoin
from xml.dom import minidom

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from pipeline.content import encoding
from pipeline.content.markup import document
from pipeline.content.markup.sanitise import clean, shows
from pipeline.content.read_post import read
from pipeline.content.reference import resolved
from tests.posts import post_of

BLOG = "https://blog.example/stories"

CASES = {
    "<script>alert(1)</script>words": "words",
    '<img src=x onerror="alert(1)">': '<img src="https://blog.example/stories/x">',
    '<a href="javascript:alert(1)">a</a>': '<a rel="noopener">a</a>',
    '<a href=" JaVa\tScRiPt:alert(1)">a</a>': '<a rel="noopener">a</a>',
    '<a href="data:text/html,x">a</a>': '<a rel="noopener">a</a>',
    '<a href="vbscript:x">a</a>': '<a rel="noopener">a</a>',
    '<a href="mailto:a@b.example">a</a>': '<a href="mailto:a@b.example" rel="noopener">a</a>',
    '<a href="/root">a</a>': '<a href="https://blog.example/root" rel="noopener">a</a>',
    '<a href="deep/er">a</a>': '<a href="https://blog.example/stories/deep/er" rel="noopener">a</a>',
    '<a href="//other.example/x">a</a>': '<a href="https://other.example/x" rel="noopener">a</a>',
    '<a href="#anchor">a</a>': '<a rel="noopener">a</a>',
    '<a href="{{ page.url }}">a</a>': '<a rel="noopener">a</a>',
    '<a href="%7B%7Bpage.url%7D%7D">a</a>': '<a rel="noopener">a</a>',
    '<a href="https://a.example" target="_blank" rel="opener" onclick="x()">a</a>': '<a href="https://a.example" rel="noopener">a</a>',
    '<p style="display:none" class="x" id="y">p</p>': "<p>p</p>",
    '<form action="https://evil.example"><input name="p">words</form>': "",
    '<iframe src="https://evil.example"></iframe>': "",
    "<svg onload=alert(1)><circle/></svg>": "",
    "<style>p { display: none }</style>": "",
    "</div></article></body>words": "words",
    "<b>open": "<b>open</b>",
    "<!-- comment -->words": "words",
    '<time datetime="2024-01-01">t</time><abbr title="x">a</abbr>': '<time datetime="2024-01-01">t</time><abbr title="x">a</abbr>',
}  # fmt: skip


@pytest.mark.parametrize(("html", "expected"), CASES.items(), ids=CASES)
def test_cases(html: str, expected: str) -> None:
    assert clean(html, BLOG) == expected


parts = st.text(st.sampled_from("aZ0_./~+@:,=&%-?#; \\é"), max_size=12)


@given(st.builds("{}://{}{}".format, st.sampled_from(["https", "http", "HTTP", "ftp"]), parts, parts))
def test_whole_addresses_stay_as_joining_leaves_them(address: str) -> None:
    try:
        joined = urljoin(f"{BLOG}/", address)
    except ValueError:
        joined = None
    assert resolved(BLOG, address) == (None if "%%" in address else joined)


def test_without_the_blogs_address_relative_links_stay() -> None:
    assert clean('<a href="/root">a</a>', None) == '<a href="/root" rel="noopener">a</a>'


@pytest.mark.parametrize("assets", [BLOG, None])
def test_an_address_that_lacks_its_scheme_alone_is_of_the_web(assets: str | None) -> None:
    assert clean('<img src="//cdn.example/i.png?a=1#b">', assets) == '<img src="https://cdn.example/i.png?a=1#b">'


def test_paragraphs_of_words_alone_lose_their_attributes_too() -> None:
    assert clean('<p onclick="x()" data-sourcepos="1:1-1:2">words &amp; more</p>', None) == "<p>words &amp; more</p>"


def test_paragraphs_of_words_alone_keep_their_language_and_direction() -> None:
    told = '<p lang="ar" dir="rtl">words</p>'
    assert clean(told, None) == told
    post = post_of(f"---\ntitle: T\n---\n\n### How so?\n\n**Ana:** Words.\n\n{told}\n")
    [turn] = post.turns
    assert [paragraph.html for paragraph in turn.paragraphs] == ["<p>Words.</p>", told]


@pytest.mark.parametrize(
    ("html", "expected"), [("<p> </p>", False), ("<p>a</p>", True), ('<p><img src="x"></p>', True), ("<hr>", True), ("", False)]
)
def test_what_shows(html: str, *, expected: bool) -> None:
    assert shows(html) is expected


tags = st.sampled_from(
    [
        "script",
        "a href='javascript:x'",
        "img src=x onerror=y",
        "p",
        "/p",
        "div",
        "/div",
        "svg",
        "style",
        "iframe",
        "b",
        "/b",
        "table",
        "td",
        "math",
        "form",
        "!--",
        "textarea",
    ]
)
soup = st.lists(st.one_of(tags.map("<{}>".format), st.text(max_size=12)), max_size=25).map("".join)

FORBIDDEN = "script, style, iframe, object, embed, form, input, svg, math, textarea, base, meta, link, video, audio"


def offends(html: str) -> bool:
    """Whether a browser would find something forbidden in `html`."""
    tree = LexborHTMLParser(f"<!doctype html><body>{html}")
    assert tree.body
    attributes = [attribute for node in tree.body.css("*") for attribute in node.attributes.items()]
    return (
        bool(tree.body.css(FORBIDDEN))
        or any(name.startswith("on") or name in {"style", "class", "id"} for name, _ in attributes)
        or any("javascript:" in (value or "") for _, value in attributes)
    )


@given(soup)
def test_no_soup_gets_through(html: str) -> None:
    assert not offends(clean(html, None))
    post, _ = read(f"---\ntitle: T\n---\n\n{html}\n\n### What?\n\n**Ana:** {html}\n".encode(errors="replace"), "p.md")
    assert post is None or not offends(post.notes)
    assert post is None or not any(offends(paragraph.html) for turn in post.turns for paragraph in turn.paragraphs)


def test_nothing_that_breaks_xml_is_left() -> None:
    text = '---\ntitle: "a\\x01b"\n---\n\n### What \x02 is &#x3; it &#xFFFE;&#65;?\n\n**Ana:** \x0c&#0;&#31; words\x1b ]]> <b>&#8;</b>\n'
    post = post_of(text)
    told = [
        post.title,
        post.headings[0].text,
        post.headings[0].chapter or "",
        *(p.html for t in post.turns for p in t.paragraphs),
        *(p.spoken for t in post.turns for p in t.paragraphs),
    ]
    for part in told:
        minidom.parseString(f"<x><![CDATA[{part.replace(']]>', '')}]]></x>".encode())
    assert post.headings[0].text == "What is it A?"


@pytest.mark.parametrize("misread", ["mac_roman", "cp1252", "latin-1"])
@pytest.mark.parametrize(
    "text", ["It’s a “café” – naïve…", "Łódź, Žižek, señor", "Γειά σου κόσμε, τι κάνεις", "日本語の質問ですか？", "100 € ± 5 °C"]
)
def test_texts_encoded_twice_are_repaired(text: str, misread: str) -> None:
    broken = "".join(bytes([byte]).decode(misread, "ignore") or chr(byte) for byte in text.encode())
    found, [problem] = encoding.decode(f"plain\n{broken}\nplain\n".encode(), "p.md")
    assert found == f"plain\n{text}\nplain\n"
    assert (problem.place.line, problem.is_error) == (2, False)


@pytest.mark.parametrize(
    "text",
    [
        "“Größe” – „wären“ ‚Äpfel‘",
        "El niño, ¿qué? «sí»…",
        "café”… déjà-vu",
        "Đà Nẵng, Ångström",
        "Привет! Как дела?",
        "你好，世界。",
        "🤗🚀",
        "¬ça, ¬é",
    ],
)
def test_sound_texts_are_left_alone(text: str) -> None:
    assert encoding.decode(text.encode(), "p.md") == (text, ())


@pytest.mark.parametrize(
    "text", ["Gespräche über Brücken", "Việt Nam", "Привет, Йога", "パン", "「ガ」がある", "한국어 질문", "آمنة تسأل أحمد"]
)
def test_letters_that_were_taken_apart_are_composed(text: str) -> None:
    assert encoding.decode(normalize("NFD", text).encode(), "p.md") == (text, ())


@pytest.mark.parametrize("text", ["\ufa19", "\u212b", "\uff71", "=\u0338"])
def test_of_the_form_nfc_nothing_else_is_applied(text: str) -> None:
    """A rare character of somebody's name is not replaced by a common one."""
    assert encoding.decode(f"{text} a\u0308".encode(), "p.md") == (f"{text} ä", ())


@pytest.mark.parametrize(
    ("data", "line"),
    [(b"a\n\xff\xfeb", 2), (b"a\nb\n\x00", 3), ("é".encode("latin-1"), 1), ("text".encode("utf-16"), 1), (b"x" * 8_000_001, 1)],
    ids=["bytes", "zero", "latin-1", "utf-16", "too big"],
)
def test_what_is_no_text_is_refused_with_its_line(data: bytes, line: int) -> None:
    text, [problem] = encoding.decode(data, "p.md")
    assert text is None
    assert problem.is_error
    assert problem.place.line == line


@given(st.text(max_size=300))
def test_any_text_decodes_to_what_xml_can_hold(text: str) -> None:
    found, _ = encoding.decode(text.encode(errors="replace"), "p.md")
    assert found is None or all(char in "\t\n" or char >= " " for char in found)


def test_lines_of_blocks_within_raw_html() -> None:
    text = "<div>\n\n### One\n\n<h3\n  class='x'>Two</h3>\n\n</p>\n<p>three</p>\nfour <b>five</b>\n\n</div>\n\n- six\n\n<h3>Seven</h3>\n"
    found = [(block.line, block.tag, " ".join(block.text.split())) for block in document.parse(text).blocks if block.text.strip()]
    assert found == [(3, "h3", "One"), (5, "h3", "Two"), (9, "p", "three"), (10, "p", "four five"), (14, "ul", "six"), (16, "h3", "Seven")]


@pytest.mark.parametrize(
    "picture", ['<img src="data:image/png;base64,iVBORw0KGgo=">', '<img alt="a > b" src="data:image/png;base64,iVBORw0KGgo=" width="1">']
)
def test_a_picture_whose_address_cannot_be_kept_is_left_out(picture: str) -> None:
    assert clean(f'<p>{picture}Wax<img src="https://wax.example/a.png"></p>', None) == '<p>Wax<img src="https://wax.example/a.png"></p>'


def test_nobody_says_a_picture_that_cannot_be_shown() -> None:
    picture = "![](data:image/png;base64,iVBORw0KGgo=)"
    post = post_of("---\ntitle: On bees\nhost: Bo Lind\n---\n\n" + f"### Why do you keep bees?\n\n{picture}\n\n**Ana:** For wax.\n\n" * 2)
    assert [turn.speaker for turn in post.turns] == ["Ana", "Ana"]
