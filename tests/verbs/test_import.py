"""Taking over a feed from elsewhere: posts get what listeners have learnt, and nothing else of them changes."""

import re
import shutil
import time
from datetime import UTC, datetime
from html import unescape
from itertools import zip_longest
from pathlib import Path

import pytest

from pipeline.content import frontmatter, read_post, read_show
from pipeline.content.amend import Amendment
from pipeline.content.frontmatter import FrontMatter
from pipeline.content.keys import fences
from pipeline.content.pinned import Pinned
from pipeline.content.post import Post
from pipeline.derive.adoption.takeover import Takeover, takeover
from pipeline.derive.earlier import published, reader
from pipeline.edge import files
from pipeline.run import Silent
from pipeline.verbs.importing import take_over
from tests.expected import FOLDERS, hold
from tests.webhost import Reply, webhost

CASES = sorted((FOLDERS / "import").iterdir())
ELSEWHERE = next(case for case in CASES if case.name == "elsewhere")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ELSEWHERE / "show", tmp_path / "show"))


def said(root: Path, feed: str) -> str:
    report = take_over(root, feed, Silent())
    return "\n".join((*report.lines, *map(str, sorted(report.problems)))).replace(str(ELSEWHERE), "") + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_cases(case: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(case / "show", tmp_path / "show"))
    told = said(root, str(case / "feed.xml"))
    hold(case / "said.txt", told)
    for post in sorted((root / "episodes").iterdir()):
        before, after = (case / "show/episodes" / post.name).read_bytes(), post.read_bytes()
        if before != after:
            hold(case / "after" / post.name, after.decode().replace("\r", "␍"))
        assert after.endswith(before[-30:])
    assert {path.name for path in (case / "after").iterdir()} == {
        path.name for path in (root / "episodes").iterdir() if path.read_bytes() != (case / "show/episodes" / path.name).read_bytes()
    }


def test_a_second_import_writes_nothing(root: Path) -> None:
    said(root, str(ELSEWHERE / "feed.xml"))
    before = {path: ((root / path).stat().st_mtime_ns, files.digest(root / path)) for path in files.tree(root)}
    again = said(root, str(ELSEWHERE / "feed.xml"))
    assert {path: ((root / path).stat().st_mtime_ns, files.digest(root / path)) for path in files.tree(root)} == before
    assert "ada: nothing to write" in again
    assert " written (" not in again.replace("not written (", "")


def test_other_line_ends_are_kept(root: Path) -> None:
    said(root, str(ELSEWHERE / "feed.xml"))
    data = (root / "episodes/ada.md").read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n")
    assert b"# as on the blog\r\n" in data


def test_the_guard_finds_nothing_to_refuse_in_what_was_taken_over(root: Path) -> None:
    """GUID, date and enclosure of the post are those of the feed, to the letter."""
    said(root, str(ELSEWHERE / "feed.xml"))
    old = reader.read(((ELSEWHERE / "feed.xml").read_bytes(),))
    for slug, number in (("ada", 0), ("bob", 1)):
        post, _ = read_post.read((root / f"episodes/{slug}.md").read_bytes(), f"episodes/{slug}.md")
        assert post is not None
        assert post.enclosure is not None
        assert (post.guid, post.date, post.enclosure.address) == (
            old.items[number].guid,
            old.items[number].date,
            old.items[number].enclosure,
        )


def test_a_feed_at_an_address_with_all_its_pages(root: Path) -> None:
    text = (ELSEWHERE / "feed.xml").read_text("utf-8")
    first, items = text.split("    <item>", 1)
    current, *archived = (f"    <item>{item}" for item in items.rsplit("  </channel>", 1)[0].split("    <item>"))
    link = '<atom:link rel="prev-archive" href="old.xml"/>\n'
    with webhost() as host:
        host.replies["/feed.xml"] = Reply(f"{first}{link}{current}</channel></rss>".encode())
        host.replies["/old.xml"] = Reply(f"{first}{''.join(archived)}</channel></rss>".encode())
        told = said(root, f"{host.url}/feed.xml")
    hold(ELSEWHERE / "said.txt", told)


@pytest.mark.parametrize("above", [b"\n\n", b"\n\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n", b"\r\n\xef\xbb\xbf"])
def test_what_stands_above_a_feed_is_passed_over(root: Path, above: bytes) -> None:
    """Blogs have blank lines there whose plugins end with one; most apps read such a feed."""
    saved = root / "feed.xml"
    saved.write_bytes(above + (ELSEWHERE / "feed.xml").read_bytes().replace(b"\n", b"\r\n"))
    hold(ELSEWHERE / "said.txt", said(root, str(saved)))


@pytest.mark.parametrize(
    ("feed", "words"),
    [
        ("nowhere.xml", "nowhere.xml: the feed could not be read: No such file or directory"),
        ("http://127.0.0.1:9/feed.xml", "the feed could not be fetched: connection refused"),
        (str(Path(__file__)), "this cannot be read as a feed of RSS 2.0: it is not well-formed XML"),
    ],
)
def test_a_feed_that_cannot_be_had(root: Path, feed: str, words: str) -> None:
    assert words in said(root, feed)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ('<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Mills</title></feed>', "it is Atom"),
        ('<RDF xmlns="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>', "it is RSS 1.0"),
        ('<opml version="2.0"><body/></opml>', "it is a list of feeds (OPML)"),
        ("\n<!doctype html><title>Mills</title><br>", "it is a web page"),
        ("<HTML lang=en><br></HTML>", "it is a web page"),
        ('<html xmlns="http://www.w3.org/1999/xhtml"/>', "it is a web page"),
        ('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', "it is a web page"),
        ('<!DOCTYPE rss SYSTEM "rss.dtd"><rss><channel/></rss>', "it has a document type, `<!DOCTYPE ...>`, which no feed needs"),
        ("<mills/>", "it is not RSS: its root is <mills>"),
    ],
)
def test_what_is_no_such_feed_is_called_what_it_is(root: Path, data: str, what: str) -> None:
    (root / "saved.xml").write_text(data, "utf-8")
    elsewhere = "give the address of the show's RSS feed, or a file that it was saved to"
    next_step = "save the feed as a file, correct that, and import the file" if "document type" in what else elsewhere
    assert f"this cannot be read as a feed of RSS 2.0: {what} ({next_step})" in said(root, str(root / "saved.xml"))


@pytest.mark.parametrize(
    ("form", "title"),
    [
        *((form, "Mühlen") for form in ("utf-16", "utf-16-le", "utf-16-be", "iso-8859-1", "windows-1252")),
        *(
            ("gb2312", "水车"),
            ("Big5", "水車"),
            ("Shift_JIS", "水車"),
            ("euc-jp", "水車"),
            ("EUC-KR", "물레방아"),
            ("windows-1251", "Мельница"),
        ),
    ],
)
def test_a_feed_is_read_in_the_encoding_that_it_names(form: str, title: str) -> None:
    named = form[:6] if form.startswith("utf") else form
    text = f"<?xml version='1.0' encoding = '{named}'?><rss><channel><title>{title}</title><item><title>12</title></item></channel></rss>"
    read = reader.read((text.encode(form),))
    assert (read.title, read.items[0].title) == (title, "12")


@pytest.mark.parametrize("form", ["klingon", "base64", "EUC-KR"])
def test_a_feed_whose_bytes_are_not_in_the_encoding_that_it_names_is_refused(form: str) -> None:
    text = f'<?xml version="1.0" encoding="{form}"?><rss><channel><title>Mühlen</title></channel></rss>'
    with pytest.raises(published.UnreadableError, match="it is not well-formed XML: "):
        reader.read((text.encode("latin-1"),))


@pytest.mark.parametrize("feed", [b"<?xml version='1.0' encoding='ISO-8859-1'?>%s", b"<?xml version='1.0' encoding='UTF-8'?>%s"])
def test_marks_of_windows_are_read_as_browsers_do(feed: bytes) -> None:
    """Programs call Windows-1252 Latin-1, or write its numbers for characters; those of Latin-1 itself are controls."""
    written = b"L\x92eau" if b"8859" in feed else b"L&#146;eau"
    notes = b"<description>Eau &#151; et&#129; vent&#133;&#127;</description>"
    (item,) = reader.read((feed % (b"<rss><channel><item><title>%s</title>%s</item></channel></rss>" % (written, notes)),)).items
    assert (item.title, item.notes) == ("L’eau", "Eau — et vent…")


def test_a_post_that_cannot_be_added_to_is_left_alone(root: Path) -> None:
    post = root / "episodes/ada.md"
    post.write_text("---\n{title: 'Ada & the broken compiler'}\n---\nHello\n", "utf-8")
    before = post.read_bytes()
    assert 'front matter cannot be changed automatically (write `guid: "old:7"`; `date: ' in said(root, str(ELSEWHERE / "feed.xml"))
    assert post.read_bytes() == before


def test_a_posts_mode_and_links_stay(root: Path) -> None:
    post, real = root / "episodes/bob.md", root / "bob-itself.md"
    post.rename(real)
    real.chmod(0o600)
    post.symlink_to(real)
    said(root, str(ELSEWHERE / "feed.xml"))
    assert post.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o600
    assert "old:6" in real.read_text("utf-8")


def taken_over(front: str, items: str, intro: str = "", other: str = "") -> Takeover:
    """What a post, with this front matter, takes over from a feed with these items, beside an `other` one; its zone is New York's."""
    spaces = 'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0"'
    feed = reader.read((f"<rss {spaces}><channel><title>T</title>{items}</channel></rss>".encode(),))
    posts = [post_of(front, "episodes/bob.md", intro), *([post_of(other, "episodes/eve.md")] if other else ())]
    return takeover(feed, posts, "T", "America/New_York")


@pytest.mark.parametrize("day", ["2024-04-04", "2024-04-01"])
def test_a_day_in_the_name_of_a_post_is_none_that_it_says(day: str) -> None:
    """The feed knows the time as well, and its day is the one that apps show."""
    feed = reader.read((f"<rss><channel><title>T</title>{on_day('Bob Reed')}</channel></rss>".encode(),))
    (taken,) = takeover(feed, [post_of("title: Bob Reed", f"episodes/{day}-bob.md")], "T", "UTC").taken
    assert (taken.amendment.date, taken.problems) == (datetime(2024, 4, 4, 22, 30, tzinfo=UTC), ())


def post_of(front: str, path: str, intro: str = "") -> tuple[Post, FrontMatter]:
    text = f"---\n{front}\n---\n\n{intro}\n\n### Why?\n\n**Bob:** Because.\n"
    post, _ = read_post.read(text.encode(), path)
    assert post is not None
    matter, *_ = fences.split(text, path)
    return post, frontmatter.read(matter, path)[0]


def test_a_video_in_the_notes_of_many_settles_nothing() -> None:
    notes = "<description>https://youtu.be/bobVIDEO001</description>"
    items = "".join(f"<item><title>{name}</title><guid>{name}</guid>{notes}</item>" for name in ("One", "Two"))
    found = taken_over("title: Bob", items, "https://youtu.be/bobVIDEO001")
    assert (found.taken, [slugs for _, slugs in found.items]) == ((), [("bob",), ("bob",)])


@pytest.mark.parametrize("order", [("bob", "eve"), ("eve", "bob")])
def test_the_posts_that_an_item_may_belong_to_are_told_in_the_order_in_which_it_names_them(order: tuple[str, str]) -> None:
    notes = " ".join(f"https://youtu.be/{slug}VIDEO001" for slug in order)
    bob, eve = (f"title: {slug}\nvideo: {slug}VIDEO001" for slug in ("bob", "eve"))
    found = taken_over(bob, f"<item><title>Both</title><guid>1</guid><description>{notes}</description></item>", other=eve)
    assert [slugs for _, slugs in found.items] == [order]


def test_an_item_that_is_known_by_its_guid_is_not_another_posts_of_the_same_title() -> None:
    """A talk that went out again, such as in summer."""
    found = taken_over("title: Ada\nguid: '1'", "<item><title>Bob</title><guid>1</guid></item>", other="title: Bob")
    assert [taken.post.slug for taken in found.taken] == ["bob"]
    assert [post.slug for post in found.posts] == ["eve"]


@pytest.mark.parametrize(
    ("title", "item"),
    [
        ("Café Größe", "Cafe Grosse"),
        ("Zoe Bjork", "3. Zoë Björk"),
        ("Łódź, a city", "Lodz: a city"),
        ("Ελλάδα", "ΕΛΛΑΔΑ"),
        ("Ёлка", "Елка"),
    ],
)
def test_a_title_is_the_same_without_its_accents(title: str, item: str) -> None:
    (taken,) = taken_over(f"title: '{title}'", f"<item><title>{item}</title><guid>1</guid></item>").taken
    assert taken.amendment.guid == "1"


def test_titles_that_differ_only_in_accents_are_told_apart_by_them() -> None:
    items = "<item><title>Schön</title><guid>1</guid></item><item><title>Schon</title><guid>2</guid></item>"
    found = taken_over("title: Schon", items, other="title: Schön")
    assert [(taken.post.slug, taken.amendment.guid) for taken in found.taken] == [("eve", "1"), ("bob", "2")]
    found = taken_over("title: Schôn", items)
    assert (found.taken, [slugs for _, slugs in found.items]) == ((), [("bob",), ("bob",)])


def on_day(title: str, guid: str = "1", day: int = 4) -> str:
    return f"<item><title>{title}</title><guid>{guid}</guid><pubDate>{day:02} Apr 2024 22:30:00 GMT</pubDate></item>"


@pytest.mark.parametrize(
    ("title", "item"),
    [
        ("Bob Reed on stone arches", on_day("031 Reed: Arches of stone")),
        ("Reed & Sons", on_day("Reed and Sons, a Tale")),
        (
            "Interview with Bob Reed",
            on_day("Bob Reed") + on_day("Interview with Eve Hall", "2") + on_day("Interview with Ada Quill", "3", 5),
        ),
        ("石の橋を歩く", on_day("第42回　石の橋を歩いた")),
    ],
)
def test_most_words_of_the_title_tell_an_item_of_the_same_day(title: str, item: str) -> None:
    """Blogs and podcasts often have another title each. In New York, it was still the evening of the same day."""
    (taken,) = taken_over(f"title: {title}\ndate: 2024-04-04", item).taken
    assert taken.amendment.guid == "1"


@pytest.mark.parametrize(
    ("title", "items"),
    [
        ("Bob Reed on stone arches", on_day("Arches of stone", day=11)),
        ("Bob Reed on stone arches", on_day("Water under stone bridges")),
        ("On the Road", on_day("On the Sea")),
        ("The Bridge, part 1", on_day("The Bridge, part 2")),
        ("Interview with Bob Reed", on_day("Interview with Eve Hall") + on_day("Interview with Ada Quill", "2", day=5)),
        ("", on_day("")),
    ],
)
def test_another_episode_of_the_same_day_is_none(title: str, items: str) -> None:
    found = taken_over(f"title: '{title}'\ndate: 2024-04-04", items)
    assert (found.taken, found.lost[0].guid) == ((), "1")


def test_a_post_with_another_guid_is_not_that_of_the_same_day() -> None:
    found = taken_over("title: Bob Reed on arches\ndate: 2024-04-04\nguid: '7'", on_day("Arches with Reed"))
    assert (found.taken, found.lost[0].guid) == ((), "1")


def test_a_day_and_words_that_two_posts_share_settle_nothing() -> None:
    titles = ("title: Stone arches, the talk", "title: Arches of stone, the film")
    found = taken_over(f"{titles[0]}\ndate: 2024-04-04", on_day("Stone arches"), other=f"{titles[1]}\ndate: 2024-04-04")
    assert (found.taken, [slugs for _, slugs in found.items]) == ((), [()])


def test_an_item_that_leads_to_the_video_belongs_to_its_post() -> None:
    link = '<podcast:contentLink href="https://youtu.be/bobVIDEO001">Watch</podcast:contentLink>'
    (taken,) = taken_over("title: Bob", f"<item><title>Another</title><guid>1</guid>{link}</item>", "https://youtu.be/bobVIDEO001").taken
    assert taken.amendment.guid == "1"


@pytest.mark.parametrize(
    ("page", "sound", "slug"),
    [
        ("https://talks.example/bob/", "https://cdn.example/2.mp3", "bob"),
        ("https://host.example/episodes/12", "https://cdn.example/bob.mp3", "bob"),
        ("https://host.example/episodes/12", "", "12"),
        ("https://[host.example/bob/", "", "1"),
    ],
)
def test_an_item_is_called_after_its_folder_or_its_sound(page: str, sound: str, slug: str) -> None:
    item = f'<item><guid>1</guid><link>{page}</link><enclosure url="{sound}"/></item>'
    assert reader.item(item.encode()).slug == slug


def test_a_date_without_a_zone_is_the_same_wherever_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it was that of the machine, a CI job would date the episode otherwise than a desk."""
    with monkeypatch.context() as there:
        there.setenv("TZ", "Asia/Tokyo")
        time.tzset()
        read = reader.item(b"<item><pubDate>Wed, 07 Jan 2026 08:00:00 -0000</pubDate></item>").date
    time.tzset()
    assert read == datetime(2026, 1, 7, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2024-02-06", datetime(2024, 2, 6, tzinfo=UTC)),
        ("2024-02-06T08:00:00+02:00", datetime(2024, 2, 6, 6, tzinfo=UTC)),
        ("Tue, 06 Feb 2024 06:00:00 GMT", datetime(2024, 2, 6, 6, tzinfo=UTC)),
        ("Tue, 06 Feb 2024 08:00:00 +02:00", datetime(2024, 2, 6, 6, tzinfo=UTC)),
        ("Tue, 06 Feb 2024 06:00 EST", datetime(2024, 2, 6, 11, tzinfo=UTC)),
        ("Tue, 06 Feb 2024 06:05:09 PM EST", datetime(2024, 2, 6, 23, 5, 9, tzinfo=UTC)),
        ("06 Feb 2024 6:00 p.m. GMT", datetime(2024, 2, 6, 18, tzinfo=UTC)),
        ("Tue, 06 Feb 2024 12:30 am +0100", datetime(2024, 2, 5, 23, 30, tzinfo=UTC)),
        ("Tue, 06 Feb 2024 06:00 CEST", datetime(2024, 2, 6, 6, tzinfo=UTC)),  # a zone that RFC 822 does not know
        ("Tue Feb 06 2024 08:00:00 GMT+0200 (Eastern European Standard Time)", datetime(2024, 2, 6, 6, tzinfo=UTC)),
        ("Tue, 06 Feb 2024 06:00:00 PM", datetime(2024, 2, 6, 18, tzinfo=UTC)),
        ("soon", None),
        ("Mon, 01 Jan 0001 00:00:00 +0000", None),  # Hugo's for none; Python reads it as 2001
        ("Sat, 06 Feb 99 06:00:00 +0000", datetime(1999, 2, 6, 6, tzinfo=UTC)),
    ],
)
def test_a_date_may_have_the_form_that_other_programs_write(written: str, date: datetime | None) -> None:
    assert reader.item(f"<item><pubDate>{written}</pubDate></item>".encode()).date == date


@pytest.mark.parametrize(
    ("post", "is_told"), [("", True), ("date: 2024-02-06", False), ("draft: yes", True), ("video: https://youtu.be/abcdefghijk", False)]
)
def test_an_item_without_a_date_is_named_where_the_post_has_none_either(post: str, tmp_path: Path, *, is_told: bool) -> None:
    """Otherwise an old episode would come out as the newest one."""
    files.write(tmp_path / "feeds/small.yaml", b"title: Small\nurl: https://small.example/\ndescription: Small.\n")
    files.write(tmp_path / "episodes/bob.md", f"---\ntitle: Bob\n{post}\n---\n\nBob.\n".encode())
    feed = "<rss><channel><title>Small</title><item><title>Bob</title><guid>1</guid><pubDate>soon</pubDate></item></channel></rss>"
    files.write(tmp_path / "feed.xml", feed.encode())
    told = said(tmp_path, str(tmp_path / "feed.xml"))
    assert ("episodes/bob.md:1: warning: the feed has no date of “Bob” that can be read (write `date:` into the post" in told) == is_told


@pytest.mark.parametrize(
    "spaces",
    [
        """xmlns:itunes='http://www.itunes.com/DTDs/Podcast-1.0.dtd' xmlns:podcast="https://podcastindex.org/namespace/1.0/\"""",
        """xmlns:itunes = "https://www.itunes.com/dtds/podcast-1.0.dtd"
        xmlns:podcast="https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md\"""",
        """xmlns:apple="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:p2="https://podcastindex.org/namespace/1.0\"""",
    ],
)
def test_namespaces_are_recognised_as_programs_spell_them(spaces: str) -> None:
    itunes, podcast = ("apple", "p2") if "apple" in spaces else ("itunes", "podcast")
    feed = (
        f'<rss {spaces} xmlns:other="urn:other"><channel><{podcast}:guid>g</{podcast}:guid><{itunes}:author>Ina</{itunes}:author>'
        f"<item><{itunes}:season>2</{itunes}:season><other:title>Not this</other:title></item></channel></rss>"
    )
    read = reader.read((feed.encode(),))
    assert (read.guid, read.author, read.items[0].numbers[0], read.items[0].title) == ("g", "Ina", "2", "")


@pytest.mark.parametrize(
    ("tags", "notes"),
    [
        ("<description>Long.</description><itunes:summary>Short.</itunes:summary>", "Long."),
        ("<content:encoded> </content:encoded><description/><itunes:summary>Short.</itunes:summary>", "Short."),
        ("<itunes:subtitle>Shortest.</itunes:subtitle>", "Shortest."),
        ("", ""),
    ],
)
def test_the_notes_are_in_the_first_of_several_tags_that_says_something(tags: str, notes: str) -> None:
    assert reader.item(f"<item>{tags}</item>".encode()).notes == notes


def test_a_title_may_be_only_for_apple() -> None:
    assert reader.item(b"<item><itunes:title>Bob</itunes:title></item>").title == "Bob"
    assert reader.item(b"<item><itunes:title>Bob</itunes:title><title>12: Bob</title></item>").title == "12: Bob"


def test_a_picture_or_a_paper_is_no_enclosure() -> None:
    picture, paper, sound = (
        f'<enclosure url="https://host.example/{name}" type="{kind}"/>'
        for name, kind in (("1.jpg", "image/jpeg"), ("1.pdf", "application/pdf"), ("1.mp3", "audio/mpeg"))
    )
    enclosed = [reader.item(f"<item>{tags}</item>".encode()).enclosure for tags in (picture + paper + sound, picture)]
    assert enclosed == ["https://host.example/1.mp3", ""]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("https://mill.example/Mühle 6.mp3", "https://mill.example/M%C3%BChle%206.mp3"),
        ("https://mill.example/Mill  6.mp3", "https://mill.example/Mill%20%206.mp3"),
        ("https://mill.example/6.mp3?a=1&amp;b=%20{x}|(y)", "https://mill.example/6.mp3?a=1&b=%20{x}|(y)"),
        ("/6.mp3", "/6.mp3"),
        ("/Mühle.mp3", "/Mühle.mp3"),
    ],
)
def test_the_address_of_a_sound_is_read_as_apps_ask_for_it(written: str, read: str) -> None:
    """As a post can contain it, too: the guard would otherwise take the one for another."""
    assert reader.item(f'<item><enclosure url="{written}"/></item>'.encode()).enclosure == read


def test_that_a_saved_feed_continues_elsewhere_is_told(root: Path) -> None:
    page = ELSEWHERE.joinpath("feed.xml").read_text("utf-8")
    link = '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="next" href="https://old.example/feed.xml?page=2"/>'
    files.write(root / "saved.xml", page.replace("<channel>", f"<channel>{link}").encode())
    told = "its older episodes are not in this file, but on another page: https://old.example/feed.xml?page=2 (import the feed's address"
    assert (told in said(root, str(root / "saved.xml")), told in said(root, str(ELSEWHERE / "feed.xml"))) == (True, False)


@pytest.mark.parametrize("name", ["url", "href"])
def test_the_file_with_chapters_is_named_by_url_or_as_some_hosts_do(name: str) -> None:
    item = f'<item><podcast:chapters {name}="https://mill.example/1.json" type="application/json+chapters"/></item>'
    assert reader.item(item.encode()).chapters_at == "https://mill.example/1.json"


def test_a_person_without_a_role_is_a_host() -> None:
    item = b"<item><podcast:person>Ann</podcast:person><podcast:person role='Guest'>Bob</podcast:person></item>"
    assert reader.item(item).people == (("host", "Ann"), ("guest", "Bob"))


@pytest.mark.parametrize(
    ("title", "tags", "numbers"),
    [
        ("The Tower -- Episode 8", "", (None, 8)),
        ("S03E11: Finding Bob", "", (3, 11)),
        ("S03E11: Finding Bob", "<itunes:episode>31</itunes:episode>", (None, 31)),
        ("Episode 0: Hello", "<itunes:season>0</itunes:season>", (None, None)),
        ("Interview #58 - Bob", "", (None, None)),
    ],
)
def test_a_number_that_only_the_title_has_is_not_lost_with_it(title: str, tags: str, numbers: tuple[int | None, int | None]) -> None:
    """The new feed's titles are without it, since apps show the number in the tag beside them."""
    (taken,) = taken_over(f'title: "{title}"', f"<item><title>{title}</title><guid>1</guid>{tags}</item>").taken
    assert (taken.amendment.season, taken.amendment.episode) == numbers


RUN_AGAIN = "".join(
    f"<item><title>{title}</title><guid>{guid}</guid><enclosure url='https://host.example/1.mp3' length='9' type='audio/mpeg'/></item>"
    for title, guid in (("Bob, again", "2"), ("Bob", "1"))
)


def test_of_items_with_the_same_sound_only_the_first_keeps_its_address(root: Path) -> None:
    """A feed in which both had it would be refused as a whole."""
    again, first = taken_over("title: Bob", RUN_AGAIN, other="title: Bob, again").taken
    assert (again.post.slug, again.amendment.enclosure) == ("eve", Pinned("https://host.example/1.mp3", 9, "audio/mpeg"))
    assert (first.amendment.guid, first.amendment.enclosure, first.problems) == ("1", None, ())
    (root / "old.xml").write_text(f"<rss><channel><title>Small</title>{RUN_AGAIN}</channel></rss>")
    told = said(root, str(root / "old.xml"))
    assert "the same sound: “Bob” has that of “Bob, again”, which keeps its address; it gets another one\n" in told


def test_an_episode_that_apps_do_not_show_because_of_its_guid_is_named(root: Path) -> None:
    items = [f"<item><title>{title}</title><guid>1</guid></item>" for title in ("Bob", "Bob", "Eve")]
    (root / "old.xml").write_text(f"<rss><channel><title>Small</title>{''.join(items)}</channel></rss>")
    told = said(root, str(root / "old.xml"))
    assert told.count("left out: ") == 1
    assert "left out: “Eve” has the GUID of “Bob”, so apps show only that; to have both, write a post for it\n" in told


def test_a_blogs_post_without_sound_is_no_episode_to_keep(root: Path) -> None:
    items = "<item><title>News</title><guid>1</guid></item><item><title>More</title><guid>2</guid></item>"
    (root / "old.xml").write_text(f"<rss><channel><title>Small</title>{items}</channel></rss>")
    told = said(root, str(root / "old.xml"))
    assert ("no post: “News” (it has no sound)\n" in told, "to keep" in told) == (True, False)


@pytest.mark.parametrize(
    ("channel", "url", "whole"),
    [
        ("<link>https://mill.example/show/</link>", "media/1.mp3", "https://mill.example/show/media/1.mp3"),
        ("<link>https://mill.example/show/</link>", "/1.mp3?x=1", "https://mill.example/1.mp3?x=1"),
        ("<link>https://mill.example/</link>", "//cdn.example/1.mp3", "https://cdn.example/1.mp3"),
        ("<link>https://mill.example/</link>", "HTTPS://cdn.example/1.mp3", "HTTPS://cdn.example/1.mp3"),
        ("<link>https://mill.example/</link>", "Mühle 1.mp3", "https://mill.example/M%C3%BChle%201.mp3"),
        (
            "<link>https://mill.example/</link><atom:link rel='self' href='https://feeds.example/mill/feed.xml'/>",
            *("1.mp3", "https://feeds.example/mill/1.mp3"),
        ),
        ("<link>https://mill.example/</link>", "", ""),
        ("<link>https://[mill/</link>", "1.mp3", "1.mp3"),
        ("", "/1.mp3", "/1.mp3"),
    ],
)
def test_the_address_of_a_sound_may_be_relative_to_that_of_the_feed(channel: str, url: str, whole: str) -> None:
    text = (
        f"<rss xmlns:atom='http://www.w3.org/2005/Atom'><channel>{channel}<item><enclosure url='{url}'/></item></channel></rss>",
        "<rss xml:base='https://base.example/a/'><channel><item><enclosure url='1.mp3'/></item></channel></rss>",
    )
    assert [reader.read((one.encode(),)).items[0].enclosure for one in text] == [whole, "https://base.example/a/1.mp3"]


def test_titles_without_a_word_are_not_alike() -> None:
    assert taken_over("title: '!!!'", "<item><title>???</title><guid>1</guid></item>").taken == ()


@pytest.mark.parametrize(
    ("people", "line"),
    [
        (("host:Ina Muhl", "host:Ina Muhl guest:Bob", ""), '`host: "Ina Muhl"`, as in that feed'),
        (("host:Ina Muhl host:Otto Bach", "host:Ina Muhl", "host:Ina Muhl host:Eve"), '`host: "Ina Muhl"`, as in that feed'),
        (("host:Ina Muhl host:Otto Bach",), "as `host:` which one asks the questions: Ina Muhl or Otto Bach"),
        (("host:Ina Muhl", "host:Otto Bach"), None),
        (("guest:Bob",), None),
    ],
)
def test_the_host_may_be_named_in_the_items_alone(root: Path, people: tuple[str, ...], line: str | None) -> None:
    items = ""
    for number, named in enumerate(people):
        tags = (
            f"<podcast:person role='{role}'>{name}</podcast:person>" for role, name in re.findall(r"(host|guest):([^:]+)(?: |$)", named)
        )
        items += f"<item><title>{number}</title><guid>{number}</guid>{''.join(tags)}</item>"
    assert of_the_show(root, items, "") == ([line] if line else [])
    assert of_the_show(root, f"<podcast:person>Ann</podcast:person>{items}", "") == ['`host: "Ann"`, as in that feed']


def test_a_season_may_be_told_only_in_the_podcast_namespace() -> None:
    item = b"<item><podcast:season name='Mills'>2</podcast:season><itunes:episode>3</itunes:episode><podcast:episode>4</podcast:episode></item>"
    assert reader.item(item).numbers == ("2", "3")


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ('length="9" type="audio/mpeg"', (9, "audio/mpeg")),
        ('length="0" type="audio/mpeg"', (0, "audio/mpeg")),  # otherwise it would have the type of our own file
        ('type="audio/mpeg"', (0, "audio/mpeg")),
        ('length="9" type="mp3"', (None, None)),
    ],
)
def test_an_item_without_a_guid_keeps_the_address_that_apps_know_it_by(told: str, kept: tuple[int | None, str | None]) -> None:
    sound = "https://host.example/bob.mp3"
    item = f'<item><title>Bob &amp;amp; the web</title><enclosure url="{sound}" {told}/></item>'
    (taken,) = taken_over("title: Bob & the web", item).taken
    assert (taken.amendment.guid, taken.amendment.enclosure) == (sound, Pinned(sound, *kept))


def test_an_item_without_guid_and_sound_changes_nothing() -> None:
    (taken,) = taken_over("title: Bob\nguid: mine\nenclosure: https://host.example/bob.mp3", "<item><title>Bob</title></item>").taken
    assert (taken.amendment.lines, taken.problems) == ({}, ())
    (taken,) = taken_over("title: Bob", "<item><title>Ann</title></item><item><title>Bob</title></item>").taken
    assert (taken.amendment.lines, taken.problems) == ({}, ())


def test_an_enclosure_that_the_post_contradicts_is_told() -> None:
    item = '<item><title>Bob</title><guid>1</guid><enclosure url="https://old.example/bob.mp3" length="9" type="audio/mpeg"/></item>'
    (taken,) = taken_over("title: Bob\nenclosure: https://new.example/bob.mp3", item).taken
    assert taken.amendment.enclosure is None
    [problem] = taken.problems
    assert str(problem.place) == "episodes/bob.md:3"
    assert problem.message == "`enclosure: https://new.example/bob.mp3` is not that of “Bob” in the feed"
    assert problem.hint == "to keep what listeners have, write `enclosure: https://old.example/bob.mp3`"


@pytest.mark.parametrize(
    ("written", "taken_as", "contradicts"),
    [
        ("2024-05-06", "2024-05-06T23:30:00-04:00", False),  # the day on which it came out there
        ("2024-05-07", "2024-05-06T23:30:00-04:00", False),  # the same in UTC
        ("2024-05-08", None, True),
        ("2024-05-06 23:30", None, False),
        ("2024-05-06 08:00", None, True),
        ("2024-05-07T03:30:00+00:00", None, False),
        ("2024-05-07T00:00:00+00:00", None, True),
    ],
)
def test_a_date_is_taken_over_where_the_post_has_none_or_only_the_day(written: str, taken_as: str | None, *, contradicts: bool) -> None:
    item = "<item><title>Bob</title><guid>1</guid><pubDate>Tue, 07 May 2024 03:30:00 GMT</pubDate></item>"
    (taken,) = taken_over(f"title: Bob\ndate: {written}", item).taken
    assert taken.amendment.date == (datetime.fromisoformat(taken_as) if taken_as else None)
    assert bool(taken.problems) == contradicts


CHANNEL = """<language>de-at</language><copyright>2024 Ina &amp; Otto</copyright><itunes:author>Ina Muhl</itunes:author>
<itunes:owner><itunes:name>Ina</itunes:name><itunes:email>ina@mill.example</itunes:email></itunes:owner><itunes:type>Serial</itunes:type>
<itunes:category text="Society &amp; Culture"><itunes:category text="Documentary"/></itunes:category><itunes:explicit>yes</itunes:explicit>
<itunes:image href="https://mill.example/cover.png"/>"""


def of_the_show(root: Path, channel: str, written: str) -> list[str]:
    """What the import of a feed with this channel says of a feed file in which more is `written`."""
    (root / "feeds/small.yaml").write_text(f"title: Small\nurl: https://s.example/\ndescription: D.\n{written}")
    spaces = 'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0"'
    (root / "old.xml").write_text(f"<rss {spaces}><channel><title>Small</title>{channel}</channel></rss>")
    return [
        line.removeprefix("feeds/small.yaml: write ") for line in take_over(root, str(root / "old.xml"), Silent()).lines if "write" in line
    ]


def test_what_the_feed_file_lacks_is_told(root: Path) -> None:
    told = [
        "`language: de-AT`, as in that feed",
        '`author: "Ina Muhl"`, as in that feed',
        '`owner: {name: "Ina", email: ina@mill.example}`, as in that feed',
        "`explicit: yes`, as in that feed",
        "`type: serial`, as in that feed",
        '`copyright: "2024 Ina & Otto"`, as in that feed',
        "`category: Society & Culture > Documentary`, as in that feed",
        "`cover: cover.jpg`, and save https://mill.example/cover.png beside it under that name",
    ]
    assert of_the_show(root, CHANNEL, "") == told
    lines = "".join(f"{line.split('`')[1]}\n" for line in told)
    assert of_the_show(root, CHANNEL, lines) == []
    show, problems = read_show.read((root / "feeds/small.yaml").read_bytes(), "feeds/small.yaml")
    assert show is not None
    assert (show.language, show.author, show.owner_email, show.category[-1], show.explicit, show.type, show.copyright, problems) == (
        *("de-AT", "Ina Muhl", "ina@mill.example", "Documentary", True, "serial", "2024 Ina & Otto", ()),
    )


def test_a_guid_in_capitals_is_the_same(root: Path) -> None:
    channel = "<podcast:guid>917393E3-1B1E-5CEF-ACE4-EDAA54E1F810</podcast:guid>"
    assert of_the_show(root, channel, "") == ["`guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810`, so that directories recognise the show"]
    assert of_the_show(root, channel, "guid: 917393E3-1B1E-5CEF-ACE4-EDAA54E1F810\n") == []


@pytest.mark.parametrize(("kinds", "is_film"), [(("video/mp4", "Video/mp4", ""), True), (("video/mp4", "audio/mpeg"), False), ((), False)])
def test_a_feed_of_videos_is_one_of_videos_again(root: Path, kinds: tuple[str, ...], *, is_film: bool) -> None:
    """In one of sound, each enclosure would be another file than apps know, and be refused."""
    sounds = {kind: f'<enclosure url="https://mill.example/1" type="{kind}"/>' if kind else "" for kind in kinds}
    items = (f"<item><title>{kind}!</title><guid>{kind}!</guid>{sound}</item>" for kind, sound in sounds.items())
    assert ("`medium: video`, as in that feed" in of_the_show(root, "".join(items), "")) == is_film


@pytest.mark.parametrize(
    ("main", "sub", "now"),
    [
        ("Education", "Higher Education", "Education"),
        ("Games &amp; Hobbies", "", "Leisure"),
        ("Games &amp; Hobbies", "Video Games", "Leisure > Video Games"),
        ("Games and Hobbies", "Other Games", "Leisure > Games"),
        ("Government &amp; Organizations", "Regional", "Government"),
        ("Government &amp; Organizations", "Non-Profit", "Business > Non-Profit"),
        ("Society &amp; Culture", "History", "History"),
        ("Society &amp; Culture/Philosophy", "", "Society & Culture > Philosophy"),
        ("Science &amp; Medicine", "Natural Sciences", "Science > Natural Sciences"),
        ("Health", "Alternative Health", "Health & Fitness > Alternative Health"),
        ("news &amp; politics", "", "News"),
    ],
)
def test_a_category_that_apple_no_longer_has_is_what_took_its_place(root: Path, main: str, sub: str, now: str) -> None:
    inner = f"<itunes:category text='{sub}'/>" if sub else ""
    channel = f"<itunes:category text='{main}'>{inner}</itunes:category>"
    (told,) = of_the_show(root, channel, "")
    assert told.startswith(f"`category: {now}`, which Apple has now for “{unescape(main)}")
    assert of_the_show(root, channel, f"category: {now}\n") == []


def test_a_category_that_apple_never_had_is_told(root: Path) -> None:
    channel = "<itunes:category text='Podcasting'/>"
    assert of_the_show(root, channel, "") == ["one of Apple's categories as `category:`; that feed's is not among them: Podcasting"]


def test_a_former_category_in_a_feed_file_is_told_with_the_present_one() -> None:
    written = b"title: Small\nurl: https://s.example/\ndescription: D.\ncategory: Games & Hobbies\n"
    assert "(did you mean `Leisure`?)" in str(read_show.read(written, "feeds/small.yaml")[1][0])


def test_names_of_seasons_are_told(root: Path) -> None:
    """The newest episode's, if they differ."""
    seasons = (("2", "Stones, again"), ("1", "Wheels"), ("2", "Stones"), ("x", "None"), ("3", ""))
    items = (
        f"<item><title>{n}!</title><podcast:season name='{name}'>{number}</podcast:season></item>"
        for n, (number, name) in enumerate(seasons)
    )
    line = 'seasons: {1: "Wheels", 2: "Stones, again"}'
    assert of_the_show(root, "".join(items), "")[-1] == f"`{line}`, as in that feed"
    show, problems = read_show.read(f"title: Small\nurl: https://s.example/\ndescription: D.\n{line}\n".encode(), "feeds/small.yaml")
    assert (show and show.seasons, problems) == (((1, "Wheels"), (2, "Stones, again")), ())


@pytest.mark.parametrize(("written", "told"), [("Yes", True), ("no", False)])
def test_a_feed_that_directories_do_not_list_is_told(root: Path, written: str, *, told: bool) -> None:
    of_the_show(root, f"<itunes:block>{written}</itunes:block>", "")
    assert any("itunes:block" in line for line in take_over(root, str(root / "old.xml"), Silent()).lines) == told


@pytest.mark.parametrize(("blocks", "told"), [("Yes", "cleo"), ("yes yes", "cleo and dora"), ("no", ""), ("", "")])
def test_episodes_that_directories_do_not_list_are_told(root: Path, blocks: str, told: str) -> None:
    feed = root / "old.xml"
    items = "".join(
        f"<item><title>{name}</title><guid>{name}</guid><itunes:block>{block}</itunes:block></item>"
        for name, block in zip_longest(("Cleo", "Dora"), blocks.split())
    )
    feed.write_text(f'<rss xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>{items}</channel></rss>')
    lines = [line for line in take_over(root, str(feed), Silent()).lines if "itunes:block" in line]
    assert [line.split(" there ")[0] for line in lines] == ([f"directories do not list {told}"] if told else [])


@pytest.mark.parametrize(
    ("written", "ours", "told"),
    [("no", "", ["`locked: no`, as in that feed"]), ("No", "locked: yes\n", []), ("no", "locked: no\n", []), ("yes", "", []), ("", "", [])],
)
def test_a_feed_that_others_may_import_is_told(root: Path, written: str, ours: str, told: list[str]) -> None:
    assert of_the_show(root, f"<podcast:locked owner='a@b.example'>{written}</podcast:locked>", ours) == told


GUID = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
PERSON = "<podcast:person href='https://ina.example/' img='https://ina.example/i.jpg'>Ina Muhl</podcast:person>"
OTHER = "<podcast:person role='Host'>Otto Bach</podcast:person><podcast:person role='editor'>Eve</podcast:person>"
ABOUT = '`people: {"Ina Muhl": {url: "https://ina.example/", image: "https://ina.example/i.jpg"}}`, as in that feed'


@pytest.mark.parametrize(
    ("channel", "lines"),
    [
        (PERSON, ['`host: "Ina Muhl"`, as in that feed', ABOUT]),
        (OTHER, ['`host: "Otto Bach"`, as in that feed']),
        (PERSON + OTHER, [ABOUT, "as `host:` which one asks the questions: Ina Muhl or Otto Bach"]),
        ("<podcast:person/><podcast:person role='guest'>Bob</podcast:person>", []),
        ("<podcast:license>cc-by-4.0</podcast:license>", ["`license: cc-by-4.0`, as in that feed"]),
        (
            "<podcast:license url='https://creativecommons.org/licenses/by/4.0/'>CC-BY-4.0</podcast:license>",
            ["`license: cc-by-4.0`, as in that feed"],
        ),
        (
            "<podcast:license url='https://mill.example/l'>Mill &amp; Co</podcast:license>",
            ['`license: {name: "Mill & Co", url: "https://mill.example/l"}`, as in that feed'],
        ),
        ("<podcast:license>cc-by-sa-4.0</podcast:license>", ['`license: {name: "cc-by-sa-4.0", url: ...}`, as in that feed']),
        (
            "<podcast:updateFrequency rrule='FREQ=WEEKLY;BYDAY=MO'>Mondays</podcast:updateFrequency>",
            ['`frequency: {text: "Mondays", rule: "FREQ=WEEKLY;BYDAY=MO"}`, as in that feed'],
        ),
        (
            "<podcast:updateFrequency rrule='often'>Now: and then</podcast:updateFrequency>",
            ['`frequency: {text: "Now: and then"}`, as in that feed'],
        ),
        ("<podcast:updateFrequency complete='true'>Done</podcast:updateFrequency>", ["`frequency: complete`, as in that feed"]),
        ("<podcast:updateFrequency rrule='FREQ=WEEKLY'/>", []),
        (
            """<podcast:podroll><podcast:remoteItem feedGuid='917393E3-1B1E-5CEF-ACE4-EDAA54E1F810' feedUrl='https://a.example/feed' title='A: "b"'/>
            <podcast:remoteItem feedGuid='x' feedUrl='https://b.example/feed'/><podcast:remoteItem feedGuid='y'/></podcast:podroll>""",
            [
                rf'`podroll: [{{feed: "https://a.example/feed", guid: {GUID}, title: "A: \"b\""}}, {{feed: "https://b.example/feed"}}]`, as in that feed'
            ],
        ),
        (
            "<podcast:publisher><podcast:remoteItem medium='publisher' feedUrl='https://p.example/feed'/></podcast:publisher>",
            ['`publisher: {feed: "https://p.example/feed"}`, as in that feed'],
        ),
        ("<podcast:funding url='https://mill.example/?a: b#c'/>", ['`funding: "https://mill.example/?a:%20b#c"`, as in that feed']),
        (
            "<podcast:funding url='https://mill.example/'>Help: \"us\"</podcast:funding>",
            [r'`funding: {url: "https://mill.example/", text: "Help: \"us\""}`, as in that feed'],
        ),
        (
            """<podcast:funding url='https://a.example/'>A</podcast:funding><podcast:funding url='mailto:a'>No</podcast:funding>
            <podcast:funding url='https://b.example/'/>""",
            ['`funding: [{url: "https://a.example/", text: "A"}, "https://b.example/"]`, as in that feed'],
        ),
        ("<podcast:license>All rights reserved.</podcast:license>", ["`license: arr`, as in that feed"]),
        ("<itunes:complete>Yes</itunes:complete>", ["`frequency: complete`, as in that feed"]),
        ("<itunes:complete>no</itunes:complete>", []),
        ("<podcast:location>Ulm: old town</podcast:location>", ['`location: "Ulm: old town"`, as in that feed']),
        (
            """<podcast:location geo='geo:48.4,9.99' osm='r2788516' country='DE' rel='subject'>Ulm</podcast:location><podcast:location/>
            <podcast:location geo='north' osm='12' country='xx' rel='creator'>Graz</podcast:location>""",
            [
                '`location: [{name: "Ulm", geo: "geo:48.4,9.99", osm: "R2788516", country: "de"}, {name: "Graz", rel: "creator"}]`, as in that feed'
            ],
        ),
        ("<podcast:txt purpose='verify'>a: b</podcast:txt>", ['`txt: {"verify": "a: b"}`, as in that feed']),
        ("<podcast:txt>one</podcast:txt><podcast:txt>two</podcast:txt>", ['`txt: ["one", "two"]`, as in that feed']),
        (
            "<podcast:txt purpose='x'>1</podcast:txt><podcast:txt>2</podcast:txt><podcast:txt purpose='x'>3</podcast:txt>",
            ['`txt: {"x": "1"}`, as in that feed'],
        ),
    ],
)
def test_who_hosts_the_show_and_how_it_may_be_supported_and_used_is_told(root: Path, channel: str, lines: list[str]) -> None:
    assert of_the_show(root, channel, "") == lines
    written = "".join(f"{line.split('`')[1]}\n" for line in lines if line.startswith("`") and "..." not in line)
    _, problems = read_show.read(f"title: Small\nurl: https://s.example/\ndescription: D.\n{written}".encode(), "feeds/small.yaml")
    assert (of_the_show(root, channel, written), problems) == ([line for line in lines if not line.startswith("`") or "..." in line], ())


@pytest.mark.parametrize(
    "channel",
    [
        "",
        "<language>en</language><itunes:author>Small</itunes:author><itunes:explicit>clean</itunes:explicit><itunes:type>episodic</itunes:type>",
        "<podcast:guid>the-mills</podcast:guid>",  # the feed file takes UUIDs alone
        "<language>xx-yy</language><itunes:category text='Technology'/><itunes:owner><itunes:email>nobody</itunes:email></itunes:owner>",
    ],
)
def test_what_holds_anyway_or_cannot_be_written_is_not_told(root: Path, channel: str) -> None:
    assert of_the_show(root, channel, "") == []


def test_an_item_that_is_less_explicit_than_its_feed_stays_so() -> None:
    item = "<item><title>Bob</title><guid>1</guid><itunes:explicit>{}</itunes:explicit></item>"
    for channel, told, taken_as in (("yes", "no", False), ("no", "no", None), ("yes", "Yes", True), ("yes", "", None)):
        (taken,) = taken_over("title: Bob", f"<itunes:explicit>{channel}</itunes:explicit>{item.format(told)}").taken
        assert taken.amendment.explicit is taken_as


def test_what_a_post_says_already_is_not_written_a_second_time() -> None:
    told = "<itunes:explicit>true</itunes:explicit><itunes:season>2</itunes:season><pubDate>Tue, 07 May 2024 04:00:00 GMT</pubDate>"
    item = f"<item><title>Bob</title><guid>1</guid>{told}</item>"
    (taken,) = taken_over("title: Bob\ndate: 2024-05-07\nexplicit: no\nseason: 3", item).taken
    assert (taken.amendment, taken.problems) == (Amendment(guid="1"), ())
