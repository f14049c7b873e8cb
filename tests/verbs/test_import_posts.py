"""Taking over a podcast that has no posts yet: one is written for each episode, its sound is loaded, and listeners notice nothing."""

import re
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.content import read_post
from pipeline.content.amend import Amendment
from pipeline.content.background import Background
from pipeline.content.pinned import Pinned
from pipeline.content.show import ChapterSource
from pipeline.derive.adoption import imported
from pipeline.derive.adoption.imported import Known
from pipeline.derive.earlier import reader
from pipeline.derive.earlier.published import PublishedFeed
from pipeline.derive.feed.pieces import pieces
from pipeline.edge import files, loading
from pipeline.run import Silent
from pipeline.verbs.importing import take_over
from tests import small
from tests.expected import FOLDERS, hold
from tests.media import make
from tests.webhost import Host, Reply, webhost

CASE = FOLDERS / "adopting"
SITE = "https://mill.example"
SOUNDS = ("/get/8?source=feed&x=1", "/media/7.mp3", "/media/6.m4a", "/media/5.mp3", "/media/4.mp3", "/media/3.mp3", "/media/2.mp3")
CHAPTERS = b"""{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "Hello"}, {"startTime": 5.5, "img": "a.png", "toc": false},
{"startTime": 9, "img": "b.png"}, {"startTime": 20.25, "title": "# Stones"}, {"startTime": 40, "title": "Water"}]}"""
TRANSCRIPTS = {
    "/transcripts/8.it.vtt": b"WEBVTT\n\n00:00.500 --> 00:04.000\nSiamo al mulino.\n",
    "/transcripts/8.html": b"<p>We are at the mill.</p>",
    "/transcripts/8.vtt": b"WEBVTT\n\n00:00.500 --> 00:04.000\n<v Ina Muhl>We are at the mill.\n",
    "/transcripts/7?as=subtitles": b"1\n00:00:00,500 --> 00:00:04,000\nIt turns.\n",
    "/transcripts/5.html": b"<p>Water runs.</p>",
}
PAGE = b"<!DOCTYPE html><html><body>Please sign in.</body></html>"


@cache
def m4a() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return make.sound(Path(folder) / "audio.m4a", seconds=small.SECONDS).read_bytes()


@pytest.fixture
def host() -> Iterator[Host]:
    """What a podcast host serves: the feed and the sound."""
    with webhost() as host:
        host.replies["/feed.xml"] = Reply((CASE / "feed.xml").read_text("utf-8").replace(SITE, host.url).encode())
        host.replies |= {path: Reply(m4a() if path.endswith(".m4a") else small.sound()) for path in SOUNDS}
        host.replies |= {path: Reply(data) for path, data in TRANSCRIPTS.items()} | {"/chapters/2.json": Reply(CHAPTERS)}
        yield host


@pytest.fixture
def root(tmp_path: Path, host: Host) -> Iterator[Path]:
    """A show that will be published at an address which leads to the old feed until then."""
    root = Path(shutil.copytree(CASE / "show", tmp_path / "show"))
    (root / "pipeline.local.yaml").write_text("fetch: no\n")
    feed = root / "feeds/mill.yaml"
    with webhost() as site:
        site.replies["/feed.xml"] = host.replies["/feed.xml"]
        feed.write_text(feed.read_text("utf-8").replace(SITE, site.url))
        yield root


def said(root: Path, host: Host, *, posts: bool = True) -> str:
    report = take_over(root, f"{host.url}/feed.xml", Silent(), posts=posts)
    return "\n".join((*report.lines, *map(str, sorted(report.problems)))).replace(host.url, SITE) + "\n"


def asked(host: Host) -> list[str]:
    """The sounds that were asked for since the last time."""
    paths = [one.path for one in host.asked if one.path in SOUNDS]
    host.asked.clear()
    return paths


def test_posts_are_written_and_sound_is_loaded(root: Path, host: Host) -> None:
    hold(CASE / "said.txt", said(root, host))
    written = {path.name: path.read_text("utf-8").replace(host.url, SITE) for path in sorted((root / "episodes").glob("*.md"))}
    assert written.pop("stones.md") == (CASE / "show/episodes/stones.md").read_text("utf-8")
    for name, text in written.items():
        hold(CASE / "after" / name, text)
    assert {path.name for path in (CASE / "after").iterdir()} == set(written)
    assert sorted(asked(host)) == sorted(SOUNDS)
    loaded = [path for path in files.tree(root / "episodes") if path.suffix != ".md"]
    assert {path.parent.name for path in loaded} == {name.removesuffix(".md") for name in written}
    assert {path.name for path in loaded} == {"audio.mp3", "audio.m4a", "captions.vtt", "captions.srt"}
    served = {
        ".mp3": small.sound(),
        ".m4a": m4a(),
        ".vtt": TRANSCRIPTS["/transcripts/8.vtt"],
        ".srt": TRANSCRIPTS["/transcripts/7?as=subtitles"],
    }
    assert all((root / "episodes" / path).read_bytes() == served[path.suffix] for path in loaded)


def remembered(feed: PublishedFeed) -> list[tuple[object, ...]]:
    """What apps know of each episode, and show of it; in a title, a number and the show's name are shown beside it."""
    return [
        (item.guid, item.date, item.enclosure, item.bytes, item.type, item.title, item.numbers, item.kind or "full", item.is_explicit)
        for item in feed.items
    ]


def words(notes: str) -> str:
    """What readers see of notes, without blanks."""
    return "".join("".join(piece.text for piece in pieces(notes)).split())


def test_listeners_notice_nothing(root: Path, host: Host) -> None:
    said(root, host)
    done = small.publish(root, small.NOW)  # without mill-1, which has no sound
    assert (done.code, "warning" in done.told) == (0, False), done.told
    old, new = (reader.read((data,)) for data in (host.replies["/feed.xml"].body, (root / "public/mill/feed.xml").read_bytes()))
    assert remembered(new) == remembered(old._replace(items=old.items[:-1]))
    assert [words(item.notes) for item in new.items[1:-1]] == [words(item.notes) for item in old.items[1:-2]]
    assert words(new.items[0].notes) == "Wevisitamill&itsmiller.InthisepisodeStonesWater:themillrace0:00Hello0:20Stones&*wheels0:40Water"
    assert [len(item.chapters) for item in new.items] == [3, 0, 0, 3, 0, 0, 3]
    assert [len(item.links) for item in new.items] == [1] * 7
    assert [bool(item.transcripts) for item in new.items] == [True, True, False, False, False, False, False]
    assert "<v Ina Muhl>We are at the mill." in (root / "public/mill/stones-2024-01-09/transcript.vtt").read_text("utf-8")


def test_the_sound_of_a_site_that_is_replaced_has_its_new_size(root: Path, host: Host) -> None:
    feed = root / "feeds/mill.yaml"
    feed.write_text(re.sub("(?m)^url: .*", f"url: {host.url}/", feed.read_text("utf-8")))
    said(root, host)
    small.publish(root, small.NOW)
    items = reader.read(((root / "public/mill/feed.xml").read_bytes(),)).items
    ours = [(item.bytes, item.enclosure.removeprefix(f"{host.url}/")) for item in items if "/media/" in item.enclosure]
    assert [size for size, _ in ours] == [(root / "public/mill" / path).stat().st_size for _, path in ours]
    assert items[0].bytes == 496552, "that of the old host's file"


def amended(host: Host, before: str, after: str) -> None:
    """Have the old feed say something else, in one place."""
    feed = host.replies["/feed.xml"].body.decode()
    assert feed.count(before) == 1
    host.replies["/feed.xml"] = Reply(feed.replace(before, after).encode())


def test_of_items_with_the_same_guid_the_first_is_the_episode(root: Path, host: Host) -> None:
    amended(host, ">mill-6<", ">mill-7<")
    told = [said(root, host), said(root, host)]
    assert ["not sure" in one for one in told] == [False, False]
    assert (told[0].count("what-they-said-it-turns-it-stops: sound loaded"), "why-does-it-turn" in told[0]) == (1, False)
    assert asked(host).count("/media/7.mp3") == 1


def test_an_address_with_letters_beyond_ascii_is_the_same_when_it_is_read_again(root: Path, host: Host) -> None:
    host.replies["/media/M%C3%BChle%206.m4a"] = Reply(small.sound())
    amended(host, "/media/6.m4a", "/media/Mühle 6.m4a")
    assert "why-does-it-turn: sound loaded" in said(root, host)
    assert "why-does-it-turn: nothing to write" in said(root, host)


def test_the_picture_of_an_episode_is_loaded_if_it_is_not_the_shows(root: Path, host: Host) -> None:
    images = ("/5.png", "/7.jpg", "/shared.jpg?x", "/shared.jpg?x", "/cover.jpg", "/shared.jpg?x", "/shared.jpg?x", "/shared.jpg?x", "")
    parts = host.replies["/feed.xml"].body.decode().split("<item>")
    drawn = (f"<item><itunes:image href='{host.url}{image}'/>{part}" for image, part in zip(images, parts[1:], strict=False))
    host.replies["/feed.xml"] = Reply("".join((parts[0], *drawn)).encode())
    host.replies |= {
        "/5.png": Reply(small.picture("red")),
        "/7.jpg": Reply(b"\xff\xd8\xff no picture"),
        "/shared.jpg?x": Reply(small.picture("blue")),
    }
    told = said(root, host)
    assert told.count(": picture loaded") == 1
    assert (root / "episodes/stones-2024-01-09/thumbnail.png").read_bytes() == small.picture("red")
    wrong = (
        "what-they-said-it-turns-it-stops.md:1: warning: its picture could not be loaded from https://mill.example/7.jpg: the picture is "
    )
    assert wrong in told
    assert not {"/shared.jpg?x", "/cover.jpg"} & {one.path for one in host.asked}
    host.replies["/7.jpg"] = Reply(PAGE)
    assert "from https://mill.example/7.jpg: what is there is no picture in JPEG, PNG, WebP or GIF (save it beside" in said(root, host)
    host.asked.clear()
    (root / "episodes/what-they-said-it-turns-it-stops/thumbnail.jpg").write_bytes(small.picture("green"))
    assert "picture" not in said(root, host)
    assert not {"/5.png", "/7.jpg"} & {one.path for one in host.asked}


def test_a_sound_that_two_episodes_have_is_loaded_for_both(root: Path, host: Host) -> None:
    """The second one is published at another address."""
    amended(host, "/media/5.mp3", "/media/7.mp3")
    told = said(root, host)
    assert "the same sound: “Times in the notes”" in told
    assert asked(host).count("/media/7.mp3") == 2
    done = small.publish(root, small.NOW, "--allow", "enclosure:times-in-the-notes")
    assert done.code == 0, done.told
    items = reader.read(((root / "public/mill/feed.xml").read_bytes(),)).items
    assert (len(items), len({item.guid for item in items}), len({item.enclosure for item in items})) == (7, 7, 7)


def test_a_title_that_is_escaped_twice_is_an_address_of_its_words(root: Path, host: Host) -> None:
    amended(host, "Why does it turn?", "Wheels &amp;amp; &amp;#8220;races&amp;#8221;")
    assert "wheels-races: sound loaded" in said(root, host)


def test_an_item_whose_address_leads_nowhere_gets_no_post(root: Path, host: Host) -> None:
    amended(host, f"{host.url}/media/6.m4a", "ftp://mill.example/6.m4a")
    told = said(root, host)
    assert "no post: “Why does it turn?”" in told
    assert " (the address of its sound leads nowhere: ftp://mill.example/6.m4a)\n" in told
    assert not (root / "episodes/why-does-it-turn.md").exists()


def test_it_is_shown_what_is_loaded_and_how_much_of_it(root: Path, host: Host) -> None:
    shown: list[str] = []

    class Shown(Silent):
        def doing(self, stage: str, what: str) -> None:
            shown.append(f"{stage} {what}")

        def ended(self, stage: str, name: str) -> None:
            shown.append(f"{stage} {name} ended")

    take_over(root, f"{host.url}/feed.xml", Shown(), posts=True)
    told = [one for one in shown if one.startswith("loading why-does-it-turn")]
    assert told[-2:] == ["loading why-does-it-turn: sound 100%", "loading why-does-it-turn ended"]


def test_what_cannot_be_loaded_is_loaded_by_the_next_run(root: Path, host: Host) -> None:
    wrong = {
        "/media/7.mp3": (Reply(b"gone", 404), "it answers 404"),
        "/media/5.mp3": (Reply(small.sound()[:999], 200, {"Content-Length": "9999"}), "the answer ended after 999 of 9,999 bytes"),
        "/media/4.mp3": (Reply(PAGE), "what is there is a web page, not a recording"),
        "/media/2.mp3": (Reply(b"", 302, {"Location": "ftp://mill.example/2.mp3"}), "unknown url type: ftp"),
    }
    host.replies |= {path: reply for path, (reply, _) in wrong.items()} | {"/media/3.mp3": Reply(b"", 302, {"Location": "/media/6.m4a"})}
    host.replies |= {"/chapters/2.json": Reply(b'{"version": "1.2.0", "chapters": []}'), "/transcripts/7?as=subtitles": Reply(b"gone", 404)}
    told = said(root, host)
    assert f"its chapters could not be loaded from {SITE}/chapters/2.json: what is there lists no chapters" in told
    assert f"its transcript could not be loaded from {SITE}/transcripts/7?as=subtitles: it answers 404" in told
    for path, (_, why) in wrong.items():
        assert f"its sound could not be loaded from {SITE}{path}: {why}" in told
    assert told.count(": sound loaded") == len(SOUNDS) - len(wrong)
    assert not [path for path in files.tree(root / "episodes") if path.name.startswith(".")]
    asked(host)
    host.replies |= {path: Reply(small.sound()) for path in wrong}
    told = said(root, host)
    assert sorted(asked(host)) == sorted(wrong)
    assert (told.count(": post written"), told.count(": sound loaded"), "sound could not" in told) == (0, len(wrong), False)
    (root / "episodes/stones-2024-01-09/captions.vtt").write_text("WEBVTT\n\n00:00.500 --> 00:04.000\nMy own words.\n")
    said(root, host)
    assert "/transcripts/8.vtt" not in {one.path for one in host.asked}
    assert asked(host) == []


@pytest.mark.parametrize(
    ("sound", "name"),
    [
        (Pinned("https://a.example/8.m4a?x=1"), "audio.m4a"),
        (Pinned("https://a.example/8", 1, "audio/x-m4a"), "audio.m4a"),
        (Pinned("https://a.example/8.php", 1, "audio/mpeg"), "audio.mp3"),
        (Pinned("https://a.example/8.MOV", 1, "video/quicktime"), "video.mov"),
        (Pinned("https://a.example/8", 1, "video/mp4"), "video.mp4"),
    ],
)
def test_a_file_is_named_for_what_it_is(sound: Pinned, name: str) -> None:
    assert loading._name(sound) == name


def test_nothing_that_exists_is_overwritten(root: Path, host: Host) -> None:
    (root / "episodes/a-film").mkdir()
    (root / "episodes/a-film/notes.txt").write_text("of somebody else")
    (root / "episodes/what-they-said-it-turns-it-stops").symlink_to("a disk that is away")
    own = root / "episodes/why-does-it-turn.md"
    own.write_text("---\ntitle: Why does it turn?\ntags: [mill]\n---\n\nMy own words.\n")
    (root / "episodes/why-does-it-turn").mkdir()
    (root / "episodes/why-does-it-turn/audio.wav").write_bytes(b"my own sound")
    (root / "episodes/times-in-the-notes.mdx").write_text("---\ntitle: My times\ntags: [mill]\n---\n\nMine.\n")
    told = said(root, host)
    assert "times-in-the-notes-2023-12-19: post written" in told
    assert "why-does-it-turn: guid, date, enclosure written" in told
    assert "a-film-2023-12-12: post written" in told
    assert "what-they-said-it-turns-it-stops-2024-01-02: post written" in told
    assert own.read_text("utf-8").endswith("\n\nMy own words.\n")
    assert [path.name for path in (root / "episodes/why-does-it-turn").iterdir()] == ["audio.wav"]
    assert "/media/6.m4a" not in asked(host)


@pytest.mark.parametrize("front", ["video: abcDEF12345", "audio: film.wav"])
def test_a_post_that_names_its_video_or_its_sound_gets_none(root: Path, host: Host, front: str) -> None:
    (root / "episodes/film.md").write_text(f"---\ntitle: A film\ntags: [mill]\n{front}\n---\n\nA mill.\n")
    said(root, host)
    assert "/media/4.mp3" not in asked(host)


def test_a_post_of_another_guid_gets_no_transcript(root: Path, host: Host) -> None:
    title = """What they said: \\"it turns\\" & 'it stops'"""
    (root / "episodes/mill.md").write_text(f'---\ntitle: "{title}"\ntags: [mill]\nguid: another\n---\n\nA mill.\n')
    assert "episodes/mill.md:4: `guid: another`" in said(root, host)
    assert not (root / "episodes/mill").exists()


def test_a_post_with_a_slip_is_not_written_a_second_time(root: Path, host: Host) -> None:
    said(root, host)
    before = sorted(path.name for path in (root / "episodes").iterdir())
    post = root / "episodes/2023-11-28.md"
    post.write_text(post.read_text("utf-8").replace('title: "水車"', "title: {水車"), "utf-8")
    told = said(root, host)
    assert "no post: “水車”, 2023-11-28\n" in told
    assert "no post is written while one cannot be read, since it may be that of an episode: correct episodes/2023-11-28.md first\n" in told
    assert "episodes/2023-11-28.md:2: broken YAML" in told
    assert sorted(path.name for path in (root / "episodes").iterdir()) == before


def test_of_several_feeds_the_one_of_that_name_or_else_language_takes_over(root: Path, host: Host) -> None:
    mill, other = root / "feeds/mill.yaml", root / "feeds/anchor.yaml"
    text = mill.read_text("utf-8").replace("{tag: mill}", "{language: [de, cs]}")
    mill.write_text(text)
    other.write_text("title: Anchors\nurl: https://anchor.example/\ndescription: Anchors.\nepisodes: {language: en}\n")

    def heirs() -> set[str]:
        return {line.partition(":")[0] for line in said(root, host, posts=False).splitlines() if line.startswith("feeds/")}

    assert heirs() == {"feeds/mill.yaml"}
    mill.write_text(text.replace("The Mill Hour", "Another name"))
    assert heirs() == {"feeds/mill.yaml"}
    mill.write_text(text.replace("The Mill Hour", "Another name").replace("de-AT", "fr"))
    assert heirs() == {"feeds/anchor.yaml"}

    mill.write_text(text)
    said(root, host)
    written = {path.name for path in (root / "episodes").glob("*.md") if "\nlanguage: de\n" in path.read_text("utf-8")}
    assert written == {path.name for path in (root / "episodes").glob("*.md")} - {"stones.md"}


def test_without_the_flag_nothing_is_written(root: Path, host: Host) -> None:
    assert "to keep 7 episodes that have no post: import with --posts, which writes" in said(root, host, posts=False)
    assert [path.name for path in (root / "episodes").iterdir()] == ["stones.md"]
    assert asked(host) == []


def test_a_show_without_a_feed_file_is_told_to_write_one(root: Path, host: Host) -> None:
    (root / "feeds/mill.yaml").unlink()
    assert "there is no feed file" in said(root, host)
    assert [path.name for path in (root / "episodes").iterdir()] == ["stones.md"]


def test_what_a_feed_file_lacks_is_said_instead_of_that_there_is_none(root: Path, host: Host) -> None:
    (root / "feeds/mill.yaml").write_text("title: The Mill Hour\ndescription: Mills.\n")
    assert said(root, host) == "feeds/mill.yaml:1: `url` is missing (write `url: ...`)\n"


_TRICKY = (
    "wax", "Bees. ", "Ada:", "Why?", "#", "1.", "- ", "    ", "\t", "\n", "\n\n", "**", "*", "__", "`", "```\n", "~~~", "|", ":::", "---",
    "+++", "===", "[^1]", "[^1]: note", "[caption]", "[[wiki|b]]", "{{ x }}", "{% if %}", "{: .x}", "%%c%%", "==hi==", " ^abc123", "$x$",
    "!!!", ">", "https://a.example/x_y_", "https://youtu.be/abcDEF12345", "12:30 ", "Q: ", "“", "import x", "ä", "水", "🐝",
)  # fmt: skip


@example("https://a.example/x_y_[[wiki|b]]")
@given(st.lists(st.sampled_from(_TRICKY), min_size=1, max_size=12).map("".join))
def test_plain_notes_say_what_they_said(text: str) -> None:
    item = reader.item(f"<item><title>Wax</title><guid>1</guid><description>{escape(text)}</description></item>".encode())
    known = Background(host="Ina Muhl")
    post, problems = read_post.read(imported.post(item, Amendment(guid="1"), Known(known)).encode(), "episodes/wax.md", known)
    assert post is not None
    assert [problem for problem in problems if problem.code != "video"] == []
    assert (post.is_conversation, post.video, words(post.notes)) == (False, None, "".join(text.split()))


LONG = "Why the wheel of the upper mill turns in the dry months, when the lower one has stood still for weeks, and who pays for all of that water"


@pytest.mark.parametrize(
    ("titles", "seconds"),
    [
        (["Wheels", "Stones", "Sacks"], 60),
        (["Wheels", LONG, "Sacks"], 60),
        (["Ads", "Wheels", "Ads", "Stones"], 60),
        (["1", "2", "3"], 60),
        (["🎵", "Wheels", "Stones", "Sacks"], 60),
        (["Wheels and what they do", "Stones and what they do", "Sacks and what is in them"], 4),
        (["Ina: wheels", "Otto: stones", "Ina: sacks"], 60),
        (["- Wheels", '"Stones": {a} #1', "Sacks"], 60),
        (["Wheels", "Stones"], 60),
    ],
)
def test_chapters_are_those_of_the_item(titles: list[str], seconds: int) -> None:
    chapters = "".join(f"<psc:chapter start='{at * seconds}' title='{escape(title)}'/>" for at, title in enumerate(titles))
    item = reader.item(f"<item><title>Wax</title><guid>1</guid><psc:chapters>{chapters}</psc:chapters></item>".encode())
    post, _ = read_post.read(imported.post(item, Amendment(guid="1"), Known(None)).encode(), "episodes/wax.md")
    assert post is not None
    assert [(one.title, one.start) for one in post.listed] == [(title, at * seconds * 1000) for at, title in enumerate(titles)]
    assert (post.chapter_source, post.is_conversation) == (ChapterSource.LISTED, False)


@pytest.mark.parametrize(
    ("tags", "lines"),
    [
        ("<podcast:soundbite startTime='73.0' duration='60'>Why: it turns</podcast:soundbite>", ['soundbite: "1:13-2:13 Why: it turns"']),
        (
            "<podcast:soundbite startTime='5' duration='15.5'/><podcast:soundbite startTime='73' duration='60'> Wheels </podcast:soundbite>",
            ['soundbite: ["0:05-0:20", "1:13-2:13 Wheels"]'],
        ),
        ("<podcast:soundbite startTime='5' duration='0.2'/><podcast:soundbite startTime='x' duration='60'/><podcast:soundbite/>", []),
        (
            "<podcast:location geo='geo:48.4,10.0' country='DE'>Ulm</podcast:location>",
            ['location: {name: "Ulm", geo: "geo:48.4,10.0", country: "de"}'],
        ),
        ("<podcast:location>Ulm</podcast:location><podcast:location/>", ['location: "Ulm"']),
        ("<podcast:license>CC BY 4.0</podcast:license>", ["license: cc-by-4.0"]),
        ("<podcast:license url='https://m.example/l'>Ours</podcast:license>", ['license: {name: "Ours", url: "https://m.example/l"}']),
        ("<podcast:license>Ours</podcast:license>", []),
    ],
)
def test_soundbites_places_and_licence_are_those_of_the_item(tags: str, lines: list[str]) -> None:
    item = reader.item(f"<item><title>Wax</title><guid>1</guid>{tags}</item>".encode())
    text = imported.post(item, Amendment(guid="1"), Known(None))
    assert text.split("\n")[3:-2] == lines
    _, problems = read_post.read(text.encode(), "episodes/wax.md")
    assert [problem.code for problem in problems] == ["video"]
