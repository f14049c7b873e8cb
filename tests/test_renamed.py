"""Renamed posts: with `formerly:`, apps find the sound, and links find the page, where they have always been."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline import stages
from pipeline.content import frontmatter
from pipeline.content.keys.fences import Matter
from pipeline.derive import policy
from pipeline.derive.earlier import reader
from pipeline.derive.earlier.published import PublishedItem
from pipeline.edge import files
from tests import small

SITE = Path("public/talks")
STOPPED = 130  # the exit code after Ctrl-C


def lay(root: Path, name: str, front: Mapping[str, str] | None = None, own: str = "audio.mp3") -> None:
    """A post with its sound or video."""
    fields = {"title": "A talk", "date": "2024-10-01 08:00", "tags": "[talk]", **(front or {})}
    files.write(root / f"episodes/{name}.md", small.written(fields))
    if not (root / f"episodes/{name}").exists():
        files.write(root / f"episodes/{name}/{own}", small.film() if own == "video.mp4" else small.sound())


def rename(root: Path, old: str, new: str, front: Mapping[str, str] | None = None) -> None:
    (root / f"episodes/{old}").rename(root / f"episodes/{new}")
    (root / f"episodes/{old}.md").unlink()
    lay(root, new, front)


def item(root: Path) -> PublishedItem:
    (found,) = reader.read(((root / SITE / "feed.xml").read_bytes(),)).items
    return found


def sounds(root: Path) -> dict[str, str]:
    """Where the sound of each episode is, by GUID."""
    return {one.guid: one.enclosure for one in reader.read(((root / SITE / "feed.xml").read_bytes(),)).items}


@pytest.fixture
def show(tmp_path: Path) -> Path:
    """A show with one episode that is published as `ada`."""
    files.write(tmp_path / "feeds/talks.yaml", small.feed())
    lay(tmp_path, "ada")
    assert small.publish(tmp_path).code == 0
    return tmp_path


@pytest.mark.parametrize("own", ["audio.mp3", "video.mp4"])
def test_a_post_that_is_renamed_keeps_its_sound_where_a_refusal_says_how(tmp_path: Path, own: str) -> None:
    files.write(tmp_path / "feeds/talks.yaml", small.feed() + (b"medium: video\n" if own == "video.mp4" else b""))
    lay(tmp_path, "ada", own=own)
    assert small.publish(tmp_path).code == 0
    before = item(tmp_path)
    rename(tmp_path, "ada", "zoe")
    refused = small.publish(tmp_path)
    advice = re.search("`(formerly): ([^`]+)`", refused.told) or pytest.fail(refused.told)
    lay(tmp_path, "zoe", dict([advice.groups()]))
    assert small.publish(tmp_path).code == 0
    after = item(tmp_path)
    assert (after.enclosure, after.guid, after.slug) == (before.enclosure, before.guid, "zoe")
    served = tmp_path / SITE / after.enclosure.removeprefix("https://talks.example/")
    assert served.stat().st_size == after.bytes


def test_the_addresses_of_its_former_names_lead_to_a_renamed_episode(show: Path) -> None:
    rename(show, "ada", "zoe", {"formerly": "ada"})
    assert small.publish(show).code == 0
    rename(show, "zoe", "zuse", {"formerly": "[ada, zoe]"})
    assert small.publish(show).code == 0
    for old in ("ada", "zoe"):
        assert {path.name for path in (show / SITE / old).iterdir()} == {"index.html", "embed.html"}
        for name, canonical in (("index.html", "zuse/"), ("embed.html", "zuse/embed.html")):
            page = (show / SITE / old / name).read_text()
            assert f'<meta http-equiv="refresh" content="0; url=../zuse/{name}">' in page
            assert f'<link rel="canonical" href="https://talks.example/{canonical}">' in page
            script = re.search("<script>(.+)</script>", page) or pytest.fail(page)
            assert policy.for_page_alone("script", script[1]).replace("'", "&#39;") in page, "else browsers do not run it"
    assert item(show).enclosure == "https://talks.example/media/ada.mp3"
    assert "/ada/" not in (show / SITE / "sitemap.xml").read_text()
    assert small.publish(show).reasons == set(), "nothing is made a second time"


def test_a_title_that_changes_is_on_the_page_of_a_former_name_too(show: Path) -> None:
    rename(show, "ada", "zoe", {"formerly": "ada"})
    assert small.publish(show).code == 0
    lay(show, "zoe", {"formerly": "ada", "title": "Another <talk>"})
    assert small.publish(show).code == 0
    assert '<a href="../zoe/index.html">Another &lt;talk&gt;</a>' in (show / SITE / "ada/index.html").read_text()


def test_a_post_that_gets_its_former_name_back_has_its_page_there(show: Path) -> None:
    page = (show / SITE / "ada/index.html").read_bytes()
    rename(show, "ada", "zoe", {"formerly": "ada"})
    assert small.publish(show).code == 0
    rename(show, "zoe", "ada")
    assert small.publish(show).code == 0
    assert (show / SITE / "ada/index.html").read_bytes() == page
    assert not (show / SITE / "zoe").exists()
    assert item(show).enclosure == "https://talks.example/media/ada.mp3"
    assert small.publish(show).reasons == set()


def test_the_page_of_a_former_name_goes_when_it_is_not_wanted_any_more(show: Path) -> None:
    rename(show, "ada", "zoe", {"formerly": "ada", "enclosure": "https://talks.example/media/ada.mp3"})
    assert small.publish(show).code == 0
    lay(show, "zoe", {"enclosure": "https://talks.example/media/ada.mp3"})
    assert small.publish(show).code == 0
    assert not (show / SITE / "ada").exists()


def test_a_post_of_the_former_name_of_another_has_its_own_page(show: Path) -> None:
    rename(show, "ada", "zoe", {"formerly": "bob", "enclosure": "https://talks.example/media/ada.mp3"})
    assert small.publish(show).code == 0
    assert "../zoe/index.html" in (show / SITE / "bob/index.html").read_text()
    lay(show, "bob", {"title": "What Bob said"})
    assert small.publish(show).code == 0
    assert "What Bob said" in (show / SITE / "bob/index.html").read_text()
    assert (show / SITE / "bob/oembed.json").exists()


def test_a_name_that_differs_only_in_capitals_needs_no_page_of_its_own(show: Path) -> None:
    """On macOS and Windows, it would take the place of the episode's."""
    rename(show, "ada", "Ada", {"formerly": "ada"})
    assert small.publish(show).code == 0
    assert {path.name for path in (show / SITE).iterdir() if path.name.lower() == "ada"} == {"Ada"}
    assert item(show).enclosure == "https://talks.example/media/ada.mp3"


def test_a_new_post_whose_sound_would_replace_that_of_a_renamed_one_is_refused(show: Path) -> None:
    rename(show, "ada", "zoe", {"formerly": "ada"})
    assert small.publish(show).code == 0
    lay(show, "ada", {"title": "Another Ada"})
    refused = small.publish(show)
    assert "have the same sound, https://talks.example/media/ada.mp3" in refused.told
    assert refused.code != 0


def test_two_posts_may_swap_their_names(show: Path) -> None:
    lay(show, "bob", {"title": "What Bob said"})
    assert small.publish(show).code == 0
    before = sounds(show)
    for old, new in (("ada", "aside"), ("bob", "ada"), ("aside", "bob")):
        rename(show, old, new)
    (show / "episodes/aside.md").unlink(missing_ok=True)
    lay(show, "ada", {"title": "What Bob said", "formerly": "bob"})
    lay(show, "bob", {"formerly": "ada"})
    done = small.publish(show)
    assert (done.code, done.said.count(", which cannot lead to it, as an episode has that name")) == (0, 2), done.told
    assert sounds(show) == before
    assert all((show / SITE / address.removeprefix("https://talks.example/")).exists() for address in before.values())
    assert small.publish(show).reasons == set()


def test_a_post_that_goes_leaves_the_sound_that_is_anothers_too(show: Path) -> None:
    """The refused site had the sound of one post, which was made last, at an address that both have."""
    rename(show, "ada", "zoe", {"formerly": "ada"})
    assert small.publish(show).code == 0
    lay(show, "ada", {"guid": "another"})
    assert "rename the newer post, or correct its `formerly:` or `enclosure:`" in small.publish(show).told
    rename(show, "ada", "ada-2", {"guid": "another"})
    assert small.publish(show).code == 0
    assert sorted(path.name for path in (show / SITE / "media").iterdir()) == ["ada-2.mp3", "ada.mp3"]


def test_a_publish_that_is_stopped_while_a_post_takes_a_former_name_does_not_give_it_the_page_of_another(
    show: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename(show, "ada", "zoe", {"formerly": "[ada, bob]"})
    assert small.publish(show).code == 0
    lay(show, "bob", {"title": "What Bob said"})
    with monkeypatch.context() as patch:
        patch.setattr(stages, "generate", stopped)
        assert small.publish(show).code == STOPPED
    assert small.publish(show).code == 0
    assert "What Bob said" in (show / SITE / "bob/index.html").read_text()
    assert small.publish(show).reasons == set()


def stopped(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("value", "names", "line"),
    [
        ("ada", ("ada",), None),
        ("[ada, bob-2]", ("ada", "bob-2"), None),
        ("\n  - ada\n  - episodes/bob.md", ("ada",), 1),
        ("../ada", (), 1),
        ("ada.md", (), 1),
        ("Acme Inc.", (), 1),
        ("''", (), None),
    ],
)
def test_former_names_are_those_of_posts(value: str, names: tuple[str, ...], line: int | None) -> None:
    front, problems = frontmatter.read(Matter(f"formerly: {value}\n"), "one.md")
    assert front.formerly == names
    assert [(problem.place.line, problem.is_error) for problem in problems] == ([(line, False)] if line else [])


def test_a_former_name_that_the_site_needs_itself_is_refused(show: Path) -> None:
    lay(show, "ada", {"formerly": "assets"})
    refused = small.publish(show)
    assert "episodes/ada.md:1: the site needs the name `assets` for itself (remove it from `formerly:`)" in refused.told
