"""Feeds that are not quite XML: what can be put right without a doubt is, and of everything else the place is named."""

import gzip
from pathlib import Path

import pytest

from pipeline.content.problem import Severity
from pipeline.derive.earlier import feedxml, mending, reader
from pipeline.derive.earlier.published import UnreadableError
from pipeline.run import Silent
from pipeline.verbs.importing import take_over
from tests.pace import grows_evenly
from tests.webhost import Reply, webhost

SPACES = 'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0"'
SOUND = "https://mill.example/1.mp3"


def feed(
    title: str = "Wheels", *, declaration: str = "<?xml version='1.0' encoding='UTF-8'?>\n", root: str = SPACES, more: str = ""
) -> str:
    sound = f'<enclosure url="{SOUND}" length="9" type="audio/mpeg"/>'
    item = f"<item>\n<title>{title}</title><guid>1</guid>{sound}{more}</item>"
    return f'{declaration}<rss version="2.0" {root}>\n<channel><title>Mills</title>\n{item}\n</channel>\n</rss>'


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Stones & wheels", "Stones & wheels"),
        ("R&D, Q&A;", "R&D, Q&A;"),
        ("Caf&eacute;&nbsp;M&uuml;hle &hellip; &AMP; &lt;b&gt;", "Café Mühle … & <b>"),
        ("A &amp; B & C &#38; D &#x26; E", "A & B & C & D & E"),
        ("One\x0b \x1ftwo&#31;&#0;&#xFFFE; three", "One two three"),
        ("5 &#; 6 &#ab; 7", "5 &#; 6 &#ab; 7"),
        ("Wheels &#55357;&#56832; &#xD83D;&#xDE01; &#xD83D; &#56832;turn", "Wheels 😀 😁 turn"),
        ("<![CDATA[Caf&eacute; & <b>more</b>\x08]]> & less", "Caf&eacute; & <b>more</b> & less"),
        ("<![CDATA[R&D]]> <!-- R&D -->& so on", "R&D & so on"),
    ],
)
def test_what_refers_to_nothing_in_xml_is_read_as_it_was_meant(written: str, title: str) -> None:
    (item,) = reader.read((feed(written).encode(),)).items
    assert (item.title, item.guid, item.enclosure) == (title, "1", SOUND)


def test_elements_inside_a_text_are_a_part_of_it() -> None:
    written = feed("Stones <i>and</i> wheels", more="<description>They <p>turn</p> slowly.</description>")
    (item,) = reader.read((written.encode(),)).items
    assert (item.title, item.notes) == ("Stones and wheels", "They turn slowly.")


@pytest.mark.parametrize("around", ["<channel><title>More</title>{}</channel>", "{}"])
def test_no_item_is_lost_wherever_it_is(around: str) -> None:
    more = around.format("<item><title>Stones</title><guid>2</guid></item>")
    assert [item.guid for item in reader.read((feed().replace("</rss>", f"{more}</rss>").encode(),)).items] == ["1", "2"]


@pytest.mark.parametrize("space", ["http://backend.userland.com/rss2", "http://blogs.law.harvard.edu/tech/rss"])
@pytest.mark.parametrize("title", ["Wheels", "R&D"])
def test_rss_may_have_a_namespace(space: str, title: str) -> None:
    written = feed(title, root=f'xmlns="{space}" {SPACES}', more="<itunes:season>2</itunes:season>")
    (item,) = reader.read((written.encode(),)).items
    assert (item.title, item.guid, item.numbers) == (title, "1", ("2", ""))


@pytest.mark.parametrize(
    ("root", "channel", "item", "sound"),
    [
        ('xml:base="https://mill.example/x/"', ' xml:base="y/"', "", "https://mill.example/x/y/1.mp3"),
        ('xml:base="x/"', "", "", "https://b.example/a/x/1.mp3"),
        ("", "", ' xml:base="z/"', "https://b.example/a/z/1.mp3"),
        ("", ' xml:base="/c/"', ' xml:base="https://mill.example/"', "https://mill.example/1.mp3"),
    ],
)
def test_bases_are_relative_to_those_around_them(root: str, channel: str, item: str, sound: str) -> None:
    written = feed(root=f'xmlns:atom="http://www.w3.org/2005/Atom" {root}').replace(SOUND, "1.mp3").replace("<item>", f"<item{item}>")
    written = written.replace("<channel>", f"<channel{channel}><atom:link rel='self' href='https://b.example/a/feed.xml'/>")
    assert reader.read((written.encode(),)).items[0].enclosure == sound


def test_an_address_is_read_whole() -> None:
    written = feed().replace(SOUND, f"{SOUND}?a=1&b=2&copy=3")
    assert reader.read((written.encode(),)).items[0].enclosure == f"{SOUND}?a=1&b=2&copy=3"


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("<br />\n<b>Warning</b>: Undefined index in <b>feed.php</b> on line <b>7</b><br />\n", ""),
        ("Notice: R&D is deprecated\n", "\n"),
        ("\n <!-- cached -->\n", "\n<script>count()</script>\n"),
        ("", "\n<br />\n<b>Fatal error</b>: out of time"),
    ],
)
def test_what_a_server_writes_around_a_feed_is_passed_over(above: str, below: str) -> None:
    assert reader.read((f"{above}{feed()}{below}".encode(),)).items[0].guid == "1"


@pytest.mark.parametrize(
    ("root", "more", "numbers"),
    [
        ("", "<itunes:season>2</itunes:season><media:content media:medium='x'/>", ("2", "")),
        (SPACES, "<dc:creator>Ina</dc:creator><itunes:episode xlink:href='#'>3</itunes:episode>", ("", "3")),
        (f"{SPACES} {SPACES}", "<itunes:season>2</itunes:season>", ("2", "")),
        ("xmlns:itunes='http://www.itunes.com/DTDs/Podcast-1.0.dtd'", "<itunes:season>2</itunes:season><a:b>&</a:b>", ("2", "")),
    ],
)
def test_prefixes_that_are_declared_twice_or_not_at_all_are_those_that_everybody_means(
    root: str, more: str, numbers: tuple[str, str]
) -> None:
    assert reader.read((feed(root=root, more=more).encode(),)).items[0].numbers == numbers


@pytest.mark.parametrize(
    ("declared", "data", "title"),
    [
        ("utf-16", "Mühlen".encode(), "Mühlen"),
        ("ISO-8859-1", "Mühlen – 水車".encode(), "Mühlen – 水車"),
        ("us-ascii", "Mühlen".encode(), "Mühlen"),
        ("utf-16-le", "Mühlen".encode(), "Mühlen"),
        ("utf-32", "Mühlen".encode("cp1252"), "Mühlen"),
        ("windows-1251", "Мельница – 水車".encode(), "Мельница – 水車"),
        ("gbk", "水车的故事".encode(), "水车的故事"),
        ("gbk", "水车的故事".encode("gbk"), "水车的故事"),
        ("iso-2022-jp", "水車のはなし".encode("iso-2022-jp"), "水車のはなし"),
        ("utf-7", "Mühlen".encode("utf-7"), "Mühlen"),
        ("ISO-8859-1", "Mühlen".encode("latin-1"), "Mühlen"),
        ("UTF-8", "Mühlen – „Räder“".encode("cp1252"), "Mühlen – „Räder“"),
        ("UTF-8", "Mühlen".encode() + " – Räder".encode("cp1252"), "Mühlen – Räder"),
    ],
)
def test_a_feed_may_be_in_another_encoding_than_it_says(declared: str, data: bytes, title: str) -> None:
    whole = feed("@", declaration=f'<?xml version="1.0" encoding="{declared}"?>').encode().replace(b"@", data)
    assert reader.read((whole,)).items[0].title == title


@pytest.mark.parametrize("form", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declared", ["", "utf-16", "utf-16-le", "utf-8", "iso-8859-1"])
@pytest.mark.parametrize("title", ["Mühlen", "Mühlen & 水車"])
def test_utf_16_is_told_by_its_first_bytes(form: str, declared: str, title: str) -> None:
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    assert reader.read((feed(title, declaration=declaration).encode(form),)).items[0].title == title


def test_a_feed_in_utf_16_that_is_broken_is_told_like_any_other() -> None:
    whole = feed("Wheels<br>").encode("utf-16")
    with pytest.raises(UnreadableError, match=r"mismatched tag in line 5, near `<title>Wheels<br></title>"):
        reader.read((whole,))
    for cut in (-1, -41):
        with pytest.raises(UnreadableError, match="it is cut off in line"):
            reader.read((feed().encode("utf-16")[:cut],))
    for wrong in (feed(), *(feed(declaration=f'<?xml version="1.0" encoding="{name}"?>') for name in ("utf-32", "utf-99"))):
        with pytest.raises(UnreadableError, match="it is not well-formed XML: "):
            reader.read((wrong.encode("utf-32"),))
    with pytest.raises(UnreadableError, match="it is not well-formed XML: "):
        reader.read((feed("@").encode("utf-16-le").replace(b"@\0", b"\0\xd8"),))


@pytest.mark.parametrize("form", ["shift_jis", "gb18030", "koi8-r", "cp1251", "euc-kr"])
def test_an_encoding_that_cannot_be_told_is_not_guessed(form: str) -> None:
    """Titles would become nonsense, which would then be published."""
    title = {"shift_jis": "水車のはなし", "gb18030": "水车的故事", "euc-kr": "물레방아 이야기"}.get(form, "Мельница и река")
    with pytest.raises(UnreadableError, match="not well-formed"):
        reader.read((feed("@", declaration="").encode().replace(b"@", title.encode(form)),))


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (feed("Wheels<br>"), "mismatched tag in line 5, near `<title>Wheels<br></title><guid>"),
        (f"\n\n{feed('Wheels<br>')}", "mismatched tag in line 7, near "),
        (f"<b>Warning</b>:\n R&D\n{feed('Wheels<br>')}", "mismatched tag in line 7, near "),
        (feed("& Caf&eacute; <b"), "not well-formed (invalid token) in line 5, near `<title>&amp; Café <b</title>"),
        (feed().replace('"9"', "9"), "not well-formed (invalid token) in line 5, near "),
        ("\n\nMills\n", "syntax error in line 3, near `Mills`"),
        ("<!-- Mills -->\n", "no element found in line 2"),
        ("<!-- Mills -->\r", "no element found in line 2"),
        (feed("<![CDATA[Wheels"), "unclosed CDATA section in line 7, near `</rss>`"),
    ],
)
def test_where_a_feed_is_broken_is_told(wrong: str, why: str, tmp_path: Path) -> None:
    saved = tmp_path / "feed.xml"
    saved.write_text(wrong, "utf-8")
    (problem,) = take_over(tmp_path, str(saved), Silent()).problems
    assert f"it is not well-formed XML: {why}" in problem.message
    assert f"in line {problem.place.line}" in problem.message
    assert problem.hint == "save the feed as a file, correct that, and import the file"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "it is empty"),
        (b"\xef\xbb\xbf\r\n", "it is empty"),
        (b"\xff\xfe", "it is empty"),
        (b'{"version": "https://jsonfeed.org/version/1.1"}', "it is JSON"),
        (gzip.compress(feed().encode()), "it is a compressed file, which has to be unpacked first"),
        (b"PK\x03\x04", "it is an archive, which has to be unpacked first"),
        (b"<!-- Mills --><html><br></html>", "it is a web page"),
        (b"<?xml version='1.0'?>\n<!DOCTYPE html><html><br></html>", "it is a web page"),
        ("<!DOCTYPE html><br>".encode("utf-16"), "it is a web page"),
        (b"<body>Please wait<br></body>", "it is a web page"),
        (b"<rss></rss>", "it is not RSS: its root is <rss>, without a <channel>"),
        (b'<feed version="0.3" xmlns="http://purl.org/atom/ns#"/>', "it is Atom"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"><title>Wheels & stones</title></feed>', "it is Atom"),
        (b'<?xml version="1.0"?><!-- Mills --><a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>Caf&eacute;', "it is Atom"),
        (b'<!DOCTYPE rdf:RDF [<!ENTITY % x "<y>">]>\n<rdf:RDF xmlns="http://purl.org/rss/1.0/"><channel>', "it is RSS 1.0"),
        ('<RDF xmlns="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'.encode("utf-16"), "it is RSS 1.0"),
        (b'<?xml version="1.0"?><opml version="2.0"><body><outline text="R&D"/></body></opml>', "it is a list of feeds (OPML)"),
    ],
)
def test_what_is_no_feed_at_all_is_called_what_it_is(data: bytes, what: str) -> None:
    with pytest.raises(UnreadableError) as raised:
        reader.read((data,))
    assert (str(raised.value), raised.value.line) == (what, 0)
    assert raised.value.hint == "give the address of the show's RSS feed, or a file that it was saved to"


@pytest.mark.parametrize("form", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_wherever_it_stands(form: str) -> None:
    above = f'<?xml version="1.0"?>\n<!-- {"mill " * 2_000} -->\n<!DOCTYPE rss [<!ENTITY mill "wheel">]>\n'
    with pytest.raises(UnreadableError, match="it has a document type") as raised:
        reader.read((feed("&mill;", declaration=above).encode(form),))
    assert raised.value.line == 3


def test_a_document_type_in_a_text_is_none() -> None:
    written = feed("<![CDATA[Why <!DOCTYPE html>?]]>", declaration="<!-- no <!DOCTYPE> -->")
    assert reader.read((written.encode(),)).items[0].title == "Why <!DOCTYPE html>?"


def test_a_feed_without_episodes_is_told(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(feed().replace("item>", "ITEM>"))
    (problem,) = take_over(tmp_path, str(tmp_path / "feed.xml"), Silent()).problems
    assert (problem.message, problem.severity) == ("this feed has no episodes", Severity.WARNING)


@pytest.mark.parametrize("length", [-1, -20, -40])
def test_a_feed_that_is_cut_off_is_not_read_as_a_shorter_one(length: int) -> None:
    with pytest.raises(UnreadableError, match=r"it is cut off in line \d: it has no </rss>") as raised:
        reader.read((feed("Stones & wheels")[:length].encode(),))
    assert raised.value.hint == "load the feed again, and ask its host if it always ends there"


@pytest.mark.parametrize("body", [b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"/>', feed("<br>").encode()])
def test_a_feed_that_was_fetched_and_cannot_be_read_was_not_left_out_by_the_network(body: bytes, tmp_path: Path) -> None:
    with webhost() as host:
        host.replies["/feed.xml"] = Reply(body)
        (problem,) = take_over(tmp_path, f"{host.url}/feed.xml", Silent()).problems
    assert (str(problem.place), "fetched" in problem.message) == (f"{host.url}/feed.xml", False)
    assert problem.message.startswith("this cannot be read as a feed of RSS 2.0: it is ")


def test_a_web_page_that_names_its_feeds_is_told_with_them(tmp_path: Path) -> None:
    rows = (
        "<link rel='alternate' type='application/rss+xml' title='Mills' href='https://mill.example/feed/?a=1&amp;b=2'>",
        '<link href="/comments/feed/" rel=alternate type=application/rss+xml />',
        '<link rel="alternate" type="application/json" href="/api">',
    )
    (tmp_path / "page.html").write_text(f"<!DOCTYPE html><html><head>{''.join(rows)}</head></html>")
    (problem,) = take_over(tmp_path, str(tmp_path / "page.html"), Silent()).problems
    assert problem.hint == "import the show's RSS feed; that page names https://mill.example/feed/?a=1&b=2 and /comments/feed/"


@pytest.mark.parametrize(
    "unit",
    [
        "& ",
        "&",
        "<![CDATA[",
        "<!--",
        "<rss ",
        "<rss a='",
        "</a:",
        " a:b='",
        "<rss>",
        "</rss>",
        "a" * 9,
        " x=''",
        "\udc80 ",
        "&#xd83d;",
        "<?",
        "<!-- -->",
    ],
)
def test_mending_takes_even_time(unit: str) -> None:
    def mended(count: int) -> None:
        for text in (f"<rss>{unit * count}</rss>", f"{unit * count}<rss {unit * count}></rss>{unit * count}"):
            mending.mended(text.encode(errors="surrogateescape"), feedxml.NAMESPACES)

    assert grows_evenly(mended, 4_000)
