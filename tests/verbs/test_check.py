"""`check` reads what a publish would: the captions in the language of the show, with its own words around the chapters."""

import os
import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.edge import files
from pipeline.run import Silent
from pipeline.steps import misplaced
from pipeline.verbs import checking, examining, fetching
from tests import small
from tests.media import make

FEED = "title: T\nurl: https://t.example/\ndescription: D.\n"
ASKED = "What brought you to compilers in the first place?"
SAID = "A broken one, to be honest, which I found in a cellar and mended for weeks with my brother until it ran again."
POST = f"---\ntitle: Ada\nvideo: abcDEF_12-x\n---\n\n### {ASKED}\n\n**Ada:** {SAID}\n"
RIGHT = f"WEBVTT\n\n00:15.000 --> 00:20.000\n{ASKED}\n\n00:20.000 --> 00:40.000\n{SAID}\n"
OTHER = "WEBVTT\n\n00:15.000 --> 00:20.000\nWas hat dich zu Compilern gebracht?\n\n00:20.000 --> 00:40.000\nEin kaputter, ehrlich gesagt.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "feeds").mkdir()
    (tmp_path / "episodes/ada").mkdir(parents=True)
    (tmp_path / "episodes/ada.md").write_text(POST)
    return tmp_path


@pytest.mark.parametrize(("language", "opening"), [("en", "Introduction"), ("fr", "Introduction"), ("it", "Introduzione")])
def test_captions_are_those_in_the_language_of_the_show(root: Path, language: str, opening: str) -> None:
    (root / "feeds/talks.yaml").write_text(f"{FEED}language: {language}\n")
    (root / f"episodes/ada/captions.{language}.vtt").write_text(RIGHT)
    (root / "episodes/ada/captions.de.vtt").write_text(OTHER)
    report = checking.check(root, Silent())
    assert [str(problem) for problem in report.problems if problem.is_error] == []
    assert [line.split()[-1] for line in report.lines[1].splitlines()] == [opening, "place?"]


@pytest.mark.parametrize("feed", [None, FEED.replace("url:", "ulr:"), "title: [\n"], ids=["none", "without an address", "no YAML"])
def test_posts_are_checked_without_a_feed_that_can_be_read(root: Path, feed: str | None) -> None:
    if feed:
        (root / "feeds/talks.yaml").write_text(feed)
    (root / "episodes/ada/captions.vtt").write_text(RIGHT)
    (root / "episodes/bob.md").write_text("---\ntitle: Bob\ndate: soon\n---\n")
    report = checking.check(root, Silent())
    assert {problem.place.path for problem in report.problems if problem.is_error} == {
        "feeds/talks.yaml" if feed else "feeds",
        "episodes/bob.md",
    }
    assert report.lines[0] == "episodes/ada.md"
    assert "no feed selects it" not in "".join(report.lines)


def test_posts_that_another_feed_selects_are_checked_once(root: Path) -> None:
    (root / "feeds/broken.yaml").write_text("title: [\n")
    (root / "feeds/talks.yaml").write_text(f"{FEED}episodes: {{tag: talk}}\n")
    (root / "episodes/bob.md").write_text("---\ntitle: Bob\ntags: [talk]\n---\n\nText.\n")
    report = checking.check(root, Silent())
    assert [problem.place.path for problem in report.problems] == ["feeds/broken.yaml", "episodes/bob.md"]
    assert [line for line in report.lines if line] == ["episodes/ada.md: no captions yet: `make fetch` records them"]


def test_sound_of_ones_own_without_captions_is_told_where_they_belong(root: Path) -> None:
    (root / "feeds/talks.yaml").write_text(FEED)
    (root / "episodes/ada.md").write_text(POST.replace("video:", "audio: ada.mp3\nvideo: no\nnote:"))
    (root / "episodes/ada.mp3").write_bytes(small.sound())
    told = "episodes/ada.md: no captions yet: put captions.vtt or captions.srt from any tool into episodes/ada/"
    assert told in checking.check(root, Silent()).lines


def test_a_post_without_headings_is_told_how_to_get_chapters(root: Path) -> None:
    (root / "feeds/talks.yaml").write_text(FEED)
    (root / "episodes/ada.md").write_text(POST.replace("### ", "**Bo:** "))
    (root / "episodes/ada/captions.vtt").write_text(RIGHT)
    assert "write ### before a question to make it another, or `chapters: questions`" in checking.check(root, Silent()).lines[1]
    for chapters, told in (
        ("questions", "  no headings, and the host asks nothing that is clear by itself and answered at length, so one chapter"),
        ("off", ""),
    ):
        (root / "episodes/ada.md").write_text(POST.replace("### ", "**Bo:** ").replace("video:", f"chapters: {chapters}\nvideo:"))
        assert checking.check(root, Silent()).lines[1].partition(":")[0] == told


def test_captions_that_are_no_transcript_of_show_notes_alone_are_told(root: Path) -> None:
    (root / "episodes/ada.md").write_text(f"{POST.partition('###')[0]}We talk about compilers.\n\n0:00 Ada\n0:20 A cellar\n0:50 Ends\n")
    without = re.sub("[.?]\n", "\n", RIGHT)
    for captions, feed, told in (
        (RIGHT, "", ""),
        (without, "", "  the captions have no punctuation, or are a translation: they make no transcript\n"),
        (without, "transcript: off\n", ""),
    ):
        (root / "feeds/talks.yaml").write_text(f"{FEED}{feed}")
        (root / "episodes/ada/captions.vtt").write_text(captions)
        assert checking.check(root, Silent()).lines[1].partition("    0:00")[0] == told


def test_listed_chapters_are_shown_before_anything_is_recorded(root: Path) -> None:
    (root / "feeds/talks.yaml").write_text(FEED)
    (root / "episodes/ada.md").write_text("---\ntitle: Ada\nvideo: abcDEF_12-x\n---\n\n0:00 Cellars\n5:00 Compilers\n1:20:00 Brothers\n")
    path, table = checking.check(root, Silent()).lines
    assert (path, [line.split()[-1] for line in table.splitlines()]) == ("episodes/ada.md", ["Cellars", "Compilers", "Brothers"])


def test_files_that_would_have_one_address_are_told(root: Path) -> None:
    for name in ("feeds/talks.yaml", "feeds/talks.yml", "episodes/ada.mdx"):
        (root / name).write_text("")
    assert [problem.place.path for problem in misplaced.doubled(root)] == ["episodes/ada.mdx", "feeds/talks.yml"]
    assert misplaced.misplaced(root) == (), "they are told once"


def test_posts_of_one_video_are_told(root: Path) -> None:
    (root / "feeds/talks.yaml").write_text(FEED)
    for slug, front in {"bob": "", "cyd": "guid: another\n", "dan": "draft: yes\n", "eve": ""}.items():
        (root / f"episodes/{slug}.md").write_text(f"---\ntitle: {slug}\n{front}---\n\nhttps://youtu.be/abcDEF12345\n")
    found = [str(problem) for problem in checking.check(root, Silent()).problems if "the same" in problem.message]
    assert [line.partition(" (")[0] for line in found] == [
        "episodes/eve.md:5: the same video as in episodes/bob.md: apps would show only one of the two"
    ]


def test_a_folder_that_was_copied_with_its_record_is_told(root: Path) -> None:
    files.write(root / "feeds/talks.yaml", small.feed())
    for slug in ("ada", "bob", "cyd", "dan"):
        files.write(root / f"episodes/{slug}.md", small.post(slug, slug))
        files.write(root / f"episodes/{slug}/audio.mp3", small.sound())
    assert small.publish(root).code == 0
    for slug in ("bob", "cyd", "dan"):
        shutil.copy(root / "episodes/ada/recording.json", root / f"episodes/{slug}")
    files.write(root / "episodes/cyd.md", small.post("cyd", "cyd").replace(b"tags:", b"guid: another\ntags:"))
    files.write(root / "episodes/dan.md", small.post("dan", "dan").replace(b"tags:", b"draft: yes\ntags:"))
    (line,) = [str(problem) for problem in checking.check(root, Silent()).problems if problem.is_error]
    assert line == (
        "episodes/bob.md:1: the same GUID is on record as for episodes/ada.md: apps would show only one of the two "
        "(if one of their folders is a copy, delete recording.json in it)"
    )


def test_a_post_without_language_that_feeds_of_two_languages_take_is_told(root: Path) -> None:
    for name, language, chosen in (("a", "en", "{language: en}"), ("b", "de", "{language: [de, nl]}"), ("c", "fr", "all")):
        feed = f"{FEED.replace('t.example', f't.example/{name}')}language: {language}\nepisodes: {chosen}\n"
        (root / f"feeds/{name}.yaml").write_text(feed)
    (root / "episodes/bob.md").write_text(POST.replace("video:", "language: de\nvideo:").replace("abc", "xyz"))
    (line,) = [str(problem) for problem in checking.check(root, Silent()).problems if "language" in problem.message]
    assert line == (
        "episodes/ada.md:1: warning: both feeds/a.yaml and feeds/b.yaml take this post, because it says no language "
        "(write `language: en` or `language: de` into it)"
    )
    (root / "feeds/b.yaml").write_text(f"{FEED.replace('t.example', 't.example/b')}language: en-GB\nepisodes: {{language: en-GB}}\n")
    assert [problem for problem in checking.check(root, Silent()).problems if "no language" in problem.message] == []


def test_a_post_with_the_former_name_of_another_is_told_before_its_date(root: Path) -> None:
    files.write(root / "feeds/talks.yaml", small.feed())
    pinned = "enclosure: https://talks.example/media/eve.mp3\n"
    for slug, front in {
        "bob": "date: 2100-01-01\n",
        "cyd": "draft: yes\n",
        "dan": "formerly: bob\n",
        "eve": f"formerly: bob\n{pinned}",
    }.items():
        (root / f"episodes/{slug}.md").write_text(f"---\ntitle: {slug}\ntags: [talk]\n{front}---\n\nText.\n")
    found = [str(problem) for problem in checking.check(root, Silent()).problems if "its sound" in problem.message]
    assert [line.partition(" (")[0] for line in found] == [
        "episodes/dan.md:1: warning: its sound would have the name of that of episodes/bob.md, `bob`"
    ]


def test_feeds_that_would_put_the_sound_of_an_episode_at_one_address_are_told(root: Path) -> None:
    """The tags of a file name its feed, so that each publish would replace the other feed's file."""
    for name, chosen in {"all": "all", "other": "{tag: other}", "talks": "{tag: talk}"}.items():
        (root / f"feeds/{name}.yaml").write_text(
            f"title: {name}\nurl: https://{name}.example/\ndescription: D.\nepisodes: {chosen}\nmedia: https://sound.example\n"
        )
    (root / "feeds/a.yaml").write_text("title: without a store\nurl: https://a.example/\ndescription: D.\n")
    (root / "episodes/ada.md").write_bytes(small.post("ada", "Ada"))
    found = [str(problem) for problem in checking.check(root, Silent()).problems if "`media:`" in problem.message]
    assert found == [
        (
            "feeds/talks.yaml:1: warning: `media:` is the same as in feeds/all.yaml, so `ada` would have one address in both feeds, "
            "and each would replace the other's file (give each feed a folder of its own in `store:` and `media:`)"
        )
    ]


def test_sound_and_a_cover_that_cannot_be_used_are_told(root: Path) -> None:
    (root / "feeds/talks.yaml").write_text(f"{FEED}cover: cover.jpg\n")
    (root / "episodes/ada.md").write_text("---\ntitle: Ada\naudio: ada.mp3\n---\n")
    (root / "episodes/ada.mp3").write_bytes(b"")
    (root / "episodes/bob").mkdir()
    (root / "episodes/bob.md").write_text("---\ntitle: Bob\n---\n")
    (root / "episodes/bob/audio.mp3").write_bytes(small.sound())
    (root / "episodes/cy.md").write_text("---\ntitle: Cy\naudio: cy.mp3\n---\n")
    (root / "episodes/cy.mp3").write_bytes(small.sound()[: len(small.sound()) // 2])
    told = [str(problem).partition(" (")[0] for problem in checking.check(root, Silent()).problems]
    assert told == [
        "feeds/talks.yaml:4: `cover: cover.jpg` does not exist",
        "episodes/ada.md:1: ada.mp3: is empty",
        "episodes/cy.md:1: cy.mp3: ends at 0:30 but its header says 1:02: it is cut off",
    ]


def test_sound_outside_the_shows_folder_is_told_and_not_opened(root: Path) -> None:
    """As `publish` refuses it: a pull request can name any file of the machine that checks it."""
    (root / "feeds/talks.yaml").write_text(FEED)
    (root / "episodes/ada.md").write_text("---\ntitle: Ada\naudio: ../../outside.txt\n---\n\nHello.\n")
    (root.parent / "outside.txt").write_text("no sound")
    (told,) = [str(problem) for problem in checking.check(root, Silent()).problems if problem.is_error]
    assert told.startswith("episodes/ada.md:3: the sound file that the post names is outside the show's folder [../../outside.txt]")


def test_a_portrait_is_a_picture_that_takes_no_other_place_in_the_site(root: Path) -> None:
    """Under the name of the show's own cover, listeners would see a portrait as that; and of other files browsers make no picture."""
    names = ("ada.JPG", "cover.jpg", "cy.txt", "cover.png", "Icon.jpg")
    people = "".join(f"  {name}: {{image: {name}}}\n" for name in names)
    (root / "feeds/talks.yaml").write_text(f"{FEED}people:\n{people}")
    for name in names:
        (root / "feeds" / name).write_bytes(small.picture("red"))
    told = [str(problem).partition(" (")[0] for problem in checking.check(root, Silent()).problems if "image" in problem.message]
    assert told == [
        "feeds/talks.yaml:6: warning: `image: cover.jpg` of cover.jpg cannot be used",
        "feeds/talks.yaml:7: warning: `image: cy.txt` of cy.txt cannot be used",
        "feeds/talks.yaml:9: warning: `image: Icon.jpg` of Icon.jpg cannot be used",
    ]


def test_files_that_are_named_and_are_not_there_are_told_with_their_lines(root: Path) -> None:
    """Until sound is on record, which may then be in a store."""
    feed = f"{FEED}people:\n  Ada:\n    url: https://ada.example/\n    image: ada.jpg\n"
    (root / "feeds/talks.yaml").write_text(feed)
    (root / "episodes/ada.md").write_text("---\ntitle: Ada\nthumbnail: ada.png\naudio: ada.mp3\n---\n")
    told = [str(problem).partition(" (")[0] for problem in checking.check(root, Silent()).problems]
    assert told == [
        "feeds/talks.yaml:7: warning: `image: ada.jpg` of Ada does not exist",
        "episodes/ada.md:3: warning: `thumbnail: ada.png` does not exist",
        "episodes/ada.md:4: the sound file that the post names does not exist [ada.mp3]",
    ]


def test_a_new_name_of_sound_that_is_on_record_is_told_if_there_is_no_such_file(root: Path) -> None:
    """As `publish` tells it. The file on record may be in a store."""
    (root / "feeds/talks.yaml").write_text(FEED)
    post, sound = root / "episodes/ada.md", root / "episodes/ada.mp3"
    post.write_text("---\ntitle: Ada\naudio: ada.mp3\n---\n")
    sound.write_bytes(small.sound())
    assert small.publish(root).code == 0
    sound.unlink()
    assert checking.check(root, Silent()).problems == ()
    post.write_text("---\ntitle: Ada\naudio: adda.mp3\n---\n")
    (told,) = map(str, checking.check(root, Silent()).problems)
    assert told.startswith("episodes/ada.md:3: the sound file that the post names does not exist [adda.mp3]")
    assert told in small.publish(root).told


@pytest.mark.parametrize(
    ("put", "why"),
    [(Path.mkdir, "Is a directory"), (lambda path: path.symlink_to(os.devnull), "it is not a file")],
    ids=["a folder", "a device"],
)
def test_a_cover_that_is_there_and_cannot_be_read_is_not_said_to_be_missing(root: Path, put: Callable[[Path], None], why: str) -> None:
    """A pull request can bring a link to a device, which may never end."""
    (root / "feeds/talks.yaml").write_text(f"{FEED}cover: art.jpg\n")
    put(root / "feeds/art.jpg")
    (told,) = [str(problem).partition(" (")[0] for problem in checking.check(root, Silent()).problems if problem.place.line == 4]
    assert told == f"feeds/talks.yaml:4: `cover: art.jpg` cannot be read: {why}"


def test_headings_with_their_times_are_chapters_without_captions(root: Path) -> None:
    (root / "feeds/talks.yaml").write_text(FEED)
    (root / "episodes/ada.md").write_text(f"---\ntitle: Ada\n---\n\n### {ASKED}\n\n<!-- at 0:20 -->\n\n**Ada:** {SAID}\n")
    (root / "episodes/ada/audio.mp3").write_bytes(small.sound())
    done = small.publish(root)
    assert "ada/recording.json:1: warning: no captions; the timed transcript will be missing (put captions.vtt or captions.srt" in done.told
    assert "add captions to the video" not in done.told
    report = checking.check(root, Silent())
    assert [line.split()[0] for line in report.lines[1].splitlines()] == ["0:00", "0:20"]
    assert str(report.problems[0]) in done.told


def test_an_episode_without_a_conversation_needs_no_captions(root: Path) -> None:
    (root / "feeds/talks.yaml").write_text(FEED)
    (root / "episodes/ada.md").write_text("---\ntitle: Ada\n---\n\nAda builds compilers, and tells us how.\n")
    (root / "episodes/ada/audio.mp3").write_bytes(small.sound())
    assert "captions" not in small.publish(root).told
    report = checking.check(root, Silent())
    assert (report.lines, report.problems) == (("episodes/ada.md: no conversation, so it needs no captions", ""), ())


@pytest.mark.parametrize(
    ("key", "talk"),
    [("", f"### {ASKED}\n\n<!-- at 0:20 -->\n\n**Ada:** {SAID}"), ("chapters: listed\n", "- 0:20 Wax\n- 0:40 Bees\n- 0:55 Honey")],
)
def test_chapters_that_need_no_captions_are_shown_before_anything_is_on_record(root: Path, key: str, talk: str) -> None:
    (root / "feeds/talks.yaml").write_text(FEED)
    (root / "episodes/ada.md").write_text(f"---\ntitle: Ada\n{key}---\n\n{talk}\n")
    (root / "episodes/ada/audio.mp3").write_bytes(small.sound())
    report = checking.check(root, Silent())
    assert [line.split()[0] for line in report.lines[1].splitlines()][:2] == ["0:00", "0:20"]


@pytest.mark.parametrize("replaced", [False, True], ids=["new", "replaced"])
def test_sound_that_is_shorter_than_its_captions_is_told_before_it_is_recorded(root: Path, replaced: bool) -> None:
    (root / "feeds/talks.yaml").write_text(FEED)
    (root / "episodes/ada/captions.vtt").write_text(RIGHT)
    sound = root / "episodes/ada/audio.mp3"
    if replaced:
        sound.write_bytes(small.sound())
        small.publish(root)
        assert checking.check(root, Silent()).problems == ()
    make.sound(sound, seconds=24)
    [first, *_] = checking.check(root, Silent()).problems
    assert first.message == "the captions go on until 0:40, but the recording ends at 0:24: they are of different cuts"


def test_of_times_without_captions_those_that_cannot_be_are_told_and_no_chapter_leads_to_them(root: Path) -> None:
    """A link to a time in the list of chapters is a chapter to the page's script."""
    (root / "feeds/talks.yaml").write_text(FEED)
    times = {"0:20": "What is wax?", "0:25": "Is it sweet?", "0:40": "What is honey?", "0:35": "Who eats it?", "1:10:00": "What is next?"}
    talk = "\n\n".join(f"### {asked} [{at}]\n\n**Ada:** {SAID}" for at, asked in times.items())
    (root / "episodes/ada.md").write_text(f"---\ntitle: Ada\n---\n\n{talk}\n")
    (root / "episodes/ada/audio.mp3").write_bytes(small.sound())
    done = small.publish(root)
    page = (root / "public/talks/ada/index.html").read_text()
    chapters = page.partition('<nav id="chapters"')[2].partition("</nav>")[0]
    assert re.findall('<a href="#([^"]+)"><span class="at">', chapters) == ["t=0", "t=25", "t=35"]
    assert re.findall('<a href="#([^"]+)"><span>([^<]+)', chapters) == [("q2", "What is honey?"), ("q4", "What is next?")]
    report = checking.check(root, Silent())
    for line, told in ((13, "0:40 contradicts 0:35 in line 17"), (21, "1:10:00 is after the end of the recording (1:02)")):
        message = f"ada.md:{line}: warning: the time {told} (correct it; until then it is not used)"
        assert message in done.told
        assert message in "\n".join(map(str, report.problems))


def test_a_time_that_cannot_be_is_told_where_it_is_the_only_one(root: Path) -> None:
    (root / "feeds/talks.yaml").write_text(FEED)
    (root / "episodes/ada.md").write_text(f"---\ntitle: Ada\n---\n\n### {ASKED} [1:10:00]\n\n**Ada:** {SAID}\n")
    (root / "episodes/ada/audio.mp3").write_bytes(small.sound())
    done = small.publish(root)
    message = "ada.md:5: warning: the time 1:10:00 is after the end of the recording (1:02) (correct it; until then it is not used)"
    assert message in done.told
    assert message in "\n".join(map(str, checking.check(root, Silent()).problems))


def test_posts_in_folders_below_are_told_with_their_place(root: Path) -> None:
    for name in (
        *("2024/bo.md", "2024/cleo/index.md", "2024/dora.md", "2024/dora/audio.mp3", "eli/index.md"),
        *("eli/audio.mp3", "ada/words.md", ".trash/dan.md", "2024/eve.txt", "2024/_index.md", "_drafts/fay.md"),
    ):
        (root / "episodes" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "episodes" / name).write_text("")
    told = {problem.place.path: problem.hint for problem in checking.check(root, Silent()).problems if not problem.is_error}
    assert told == {
        "episodes/2024/bo.md": "move it to episodes/bo.md",
        "episodes/2024/cleo/index.md": "move it to episodes/cleo.md, and its folder episodes/2024/cleo to episodes/cleo",
        "episodes/2024/dora.md": "move it to episodes/dora.md, and its folder episodes/2024/dora to episodes/dora",
        "episodes/eli/index.md": "move it to episodes/eli.md",
    }


@pytest.mark.parametrize("file", ["recording.json", "audio.mp3", "captions.de.vtt"])
def test_the_folder_of_a_post_that_was_renamed_without_it_is_told(root: Path, file: str) -> None:
    for folder in ("bo", "ada", "_cleo", "pictures"):
        (root / "episodes" / folder).mkdir(exist_ok=True)
        (root / "episodes" / folder / (file if folder != "pictures" else "map.png")).write_text("{}")
    told = {problem.place.path: problem.hint for problem in checking.check(root, Silent()).problems if "bo" in problem.place.path}
    assert told == {"episodes/bo": "if the post was renamed, rename the folder too; if it was deleted, delete the folder"}
    assert not any(name in str(checking.check(root, Silent()).problems) for name in ("_cleo", "pictures"))


@pytest.mark.parametrize("name", ["bo.md.txt", "bo.MD", "bo.txt", "bo.docx", "bo.2024.txt"])
def test_a_post_under_an_ending_that_nothing_reads_is_told(root: Path, name: str) -> None:
    (root / "episodes" / name).write_text(POST)
    for other in ("ada.jpg", "md"):
        (root / "episodes" / other).write_text("")
    told = [str(problem) for problem in checking.check(root, Silent()).problems if not problem.is_error]
    right = "bo.2024.md" if "2024" in name else "bo.md"
    assert told == [
        f"episodes/{name}:1: warning: the names of posts end in .md, so this file is not read (save it as Markdown in episodes/{right})"
    ]


def test_templates_in_a_folder_that_is_not_named_like_a_feed_file_are_told(root: Path) -> None:
    (root / "feeds/talks.yaml").write_text(FEED)
    for file in ("talks/index.html", "Talk/site.css", "portraits/ada.jpg", "icons/ada.svg", ".git/index.html"):
        files.write(root / "feeds" / file, b"")
    [line] = [str(problem) for problem in checking.check(root, Silent()).problems if problem.place.path.startswith("feeds/")]
    assert line == (
        "feeds/Talk:1: warning: there is no feed file feeds/Talk.yaml, so the templates in this folder are not used "
        "(name the folder like the feed file)"
    )


@pytest.mark.parametrize(("name", "right"), [("ada.vtt", "captions.vtt"), ("ada.en.SRT", "captions.en.srt")])
def test_captions_beside_their_post_are_told(root: Path, name: str, right: str) -> None:
    for other in (name, "bob.vtt", "_ada.vtt", "ada.txt"):
        (root / "episodes" / other).write_text(RIGHT)
    told = [str(problem) for problem in checking.check(root, Silent()).problems if "aptions" in problem.message]
    assert told == [
        f"episodes/{name}:1: warning: captions must be in the folder of their post, so this file is not read (move it to episodes/ada/{right})"
    ]


@pytest.mark.parametrize("name", ["talks.yaml.txt", "talks.YML"])
def test_a_feed_file_under_an_ending_that_nothing_reads_is_told(root: Path, name: str) -> None:
    (root / "feeds" / name).write_text("title: T\n")
    (root / "feeds/yaml").write_text("")
    told = [str(problem) for problem in checking.check(root, Silent()).problems if not problem.is_error]
    assert told == [
        f"feeds/{name}:1: warning: the names of feed files end in .yaml, so this file is not read (rename it to feeds/talks.yaml)"
    ]


def test_a_show_without_posts_is_told(root: Path) -> None:
    (root / "feeds/talks.yaml").write_text(FEED)
    (root / "episodes/ada.md").unlink()
    told = [str(problem) for problem in checking.check(root, Silent()).problems]
    assert told == [
        "episodes:1: warning: there is no post (write episodes/<slug>.md, directly in that folder, or start one with `pipeline new URL`)"
    ]


def test_a_feed_that_selects_no_post_is_told(root: Path) -> None:
    (root / "feeds/talks.yaml").write_text(FEED)
    (root / "feeds/wax.yaml").write_text("title: W\nurl: https://w.example/\ndescription: D.\nepisodes: {tag: wax}\n")
    told = [str(problem) for problem in checking.check(root, Silent()).problems if problem.place.path.startswith("feeds/")]
    assert told == [
        "feeds/wax.yaml:1: warning: `episodes:` selects no post (widen it, or write into posts what it selects them by: tags, season or language)"
    ]


def test_of_two_feeds_with_one_address_both_are_held_back(root: Path) -> None:
    for name in ("older", "newer"):
        (root / f"feeds/{name}.yaml").write_text(FEED)
    told = [
        str(problem) for problem in checking.check(root, Silent()).problems if problem.is_error and problem.place.path != "feeds/talks.yaml"
    ]
    assert told == [
        f"feeds/{one}.yaml:1: the same `url` as in feeds/{other}.yaml: two shows cannot have the same address (correct the one that is wrong)"
        for one, other in (("newer", "older"), ("older", "newer"))
    ]


def test_posts_that_no_feed_takes_are_named(root: Path) -> None:
    (root / "feeds/talks.yaml").write_text(f"{FEED}episodes: {{tag: talk}}\n")
    (root / "feeds/deutsch.yaml").write_text("title: D\nurl: https://d.example/\ndescription: D.\nepisodes: {language: de}\n")
    for slug, front in {"bob": "tags: [talk]", "cyd": "language: de", "dan": "tag: talk", "eve": "tags: [Talks, nlp]\nseason: 2"}.items():
        (root / f"episodes/{slug}.md").write_text(f"---\ntitle: {slug}\ndraft: yes\n{front}\n---\n\nhttps://youtu.be/abcDEF12345\n")
    report = checking.check(root, Silent())
    assert [line for line in report.lines if "no feed" in line] == [
        "episodes/ada.md: no feed selects it (tags: none; season: none; language: the feed's)",
        "episodes/dan.md: no feed selects it (tags: none; season: none; language: the feed's)",
        "episodes/eve.md: no feed selects it (tags: Talks, nlp; season: 2; language: the feed's)",
    ]
    for feed in ("title: T\n", f"{FEED}episodes: {{tag: talk}}\nlanguage: 5x\n"):  # whose filter cannot be relied on
        (root / "feeds/talks.yaml").write_text(feed)
        assert [line for line in checking.check(root, Silent()).lines if "no feed" in line] == []


def test_a_post_may_be_given_by_its_slug_or_its_path(root: Path) -> None:
    text, _ = examining.inspect(Path("ada"), root, as_json=False)
    assert examining.inspect(root / "episodes/ada", root, as_json=False)[0] == text, "a shell completes the folder beside it"
    assert text == examining.inspect(root / "episodes/ada.md", root, as_json=False)[0].replace(f"{root}/", "")


def test_a_post_that_no_feed_takes_is_not_fetched_and_the_message_says_why(root: Path) -> None:
    (root / "feeds/talks.yaml").write_text(f"{FEED}episodes: {{tag: talk}}\n")
    told = fetching.record(root, datetime(2026, 1, 1, tzinfo=UTC), Silent(), "ada").problems
    assert [str(problem) for problem in told] == [
        "episodes/ada.md:1: no feed selects this post (compare `episodes:` in the feed file with the post, as `pipeline check` shows it)"
    ]


def test_a_feed_file_with_an_error_is_not_said_to_select_nothing(root: Path) -> None:
    (root / "feeds/talks.yaml").write_text(f"{FEED}language: 5x\n")
    told = [fetching.record(root, datetime(2026, 1, 1, tzinfo=UTC), Silent(), slug).problems for slug in ("ada", "nobody")]
    assert [[problem.place.path for problem in problems] for problems in told] == [
        ["feeds/talks.yaml"],
        ["feeds/talks.yaml", "episodes/nobody.md"],
    ]


def test_a_name_that_begins_with_an_underscore_is_no_post(root: Path) -> None:
    """Blogs have the text of a section in `_index.md`."""
    (root / "feeds/talks.yaml").write_text(FEED)
    (root / "episodes/ada.md").write_text("---\ntitle: Ada\n---\n")
    (root / "episodes/ada/audio.mp3").write_bytes(small.sound())
    (root / "episodes/_index.md").write_text("---\ntitle: Episodes\n---\n")
    (root / "episodes/_index.html").write_text("<p>Episodes</p>")
    report, done = checking.check(root, Silent()), small.publish(root)
    assert "_index" not in "".join((*report.lines, *map(str, report.problems), done.said, done.told))
    assert done.code == 0


@pytest.mark.parametrize(
    ("picture", "told"),
    [
        ("ada.jpg", True),
        ("ada/ada.jpg", True),
        ("../pictures/ada.png", True),
        ("x" * 300, True),
        (f"{'x' * 300}.jpg", True),
        ("/a.jpg", False),
        ("images/a.jpg", False),
        ("https://t.example/a.jpg", False),
    ],
)
def test_a_picture_that_a_post_names_and_that_is_not_there_is_told(root: Path, picture: str, told: bool) -> None:
    """Addresses of the blog are not the pipeline's."""
    (root / "feeds/talks.yaml").write_text(FEED)
    (root / "episodes/ada.md").write_text(f"---\ntitle: Ada\nthumbnail: {picture}\n---\n")
    (root / "episodes/ada/audio.mp3").write_bytes(small.sound())
    problems = checking.check(root, Silent()).problems
    assert [problem.message for problem in problems if "does not exist" in problem.message] == [
        f"`thumbnail: {picture}` does not exist"
    ] * told


def test_a_picture_that_a_post_names_and_that_is_not_read_is_told(root: Path) -> None:
    (root / "feeds/talks.yaml").write_text(FEED)
    (root / "episodes/ada.md").write_text("---\ntitle: Ada\nthumbnail: ada/ada.svg\n---\n")
    (root / "episodes/ada/audio.mp3").write_bytes(small.sound())
    (root / "episodes/ada/ada.svg").write_text("<svg/>")
    told = [str(problem) for problem in checking.check(root, Silent()).problems if "thumbnail" in problem.message]
    assert told == [
        "episodes/ada.md:3: warning: `thumbnail: ada/ada.svg` is in a format that is not read (save it as JPEG or PNG, and write its new name here)"
    ]


def test_beside_a_picture_that_a_post_names_no_other_is_told_to_be_unread(root: Path) -> None:
    (root / "feeds/talks.yaml").write_text(FEED)
    (root / "episodes/ada.md").write_text("---\ntitle: Ada\nthumbnail: ada/ada.png\n---\n")
    (root / "episodes/ada/audio.mp3").write_bytes(small.sound())
    (root / "episodes/ada/ada.png").write_bytes(small.picture("red"))
    (root / "episodes/ada/thumbnail.psd").write_bytes(b"bytes")
    assert not [str(problem) for problem in checking.check(root, Silent()).problems if "thumbnail" in problem.message]


def test_a_plan_of_several_feeds_says_which_of_them_changes(root: Path) -> None:
    files.write(root / "episodes/ada.md", small.post("ada", "Ada"))
    files.write(root / "episodes/ada/audio.mp3", small.sound())
    files.write(root / "feeds/talks.yaml", small.feed())
    assert small.publish(root).code == 0
    assert small.plan(root) == ["Nothing changes for listeners."]
    files.write(root / "feeds/zoo.yaml", small.feed("Zoo").replace(b"talks.example", b"zoo.example"))
    assert small.plan(root) == [
        f"Talks in {root}/public/talks/",
        "  Nothing changes for listeners.",
        f"Zoo in {root}/public/zoo/",
        "  ada: Ada ada",
        "    new: 1:02, dated Tue 2024-10-01 08:00 UTC",
    ]


def test_names_that_differ_only_in_capitals_are_told(root: Path) -> None:
    for name in ("Ada.md", "bob.md"):
        (root / "episodes" / name).write_text(POST)
    [problem] = misplaced.misplaced(root)
    assert (problem.place.path, problem.is_error) == ("episodes/ada.md", False)
    assert "differs from `Ada` only in capitals" in problem.message
