"""Pinned enclosures: the address that apps have learnt stays as it is, letter by letter."""

from collections.abc import Collection
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.content import frontmatter
from pipeline.content.keys.fences import Matter
from pipeline.content.pinned import Pinned, compose, parse
from pipeline.derive import places
from pipeline.edge import files
from pipeline.edge.material import VIDEO_TYPES
from pipeline.edge.media.sound import TYPES
from tests import small
from tests.media import make

ODD = "https://Traffic.Host.example/p/12%20b.mp3?source=feed&id=1,2;3"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (ODD, Pinned(ODD)),
        (f"  {ODD}\n 23456789\n audio/mpeg ", Pinned(ODD, 23456789, "audio/mpeg")),
        ("https://host.example/ü.mp3", Pinned("https://host.example/%C3%BC.mp3")),
        (f"{ODD} 0 audio/x-m4a", Pinned(ODD, 0, "audio/x-m4a")),
        ("", None),
        ("/audio/12.mp3", None),
        ("ftp://host.example/12.mp3", None),
        ("javascript:alert(1)", None),
        (f"{ODD} 23456789", None),
        (f"{ODD} many audio/mpeg", None),
        (f"{ODD} 12 text/html", None),
        (f"{ODD} {'9' * 5000} audio/mpeg", None),
        (f"{ODD} 12 audio/mpeg more", None),
    ],
)
def test_cases(text: str, found: Pinned | None) -> None:
    assert parse(text) == found


@given(st.integers(0, 10**15 - 1) | st.none(), st.from_regex(r"[!-~]{0,20}", fullmatch=True))
def test_there_and_back(size: int | None, path: str) -> None:
    made = parse(f"https://host.example/{path}")
    pinned = made and Pinned(made.address, size, None if size is None else "audio/mpeg")
    assert pinned is None or parse(compose(pinned)) == pinned


@given(st.text())
def test_any_text_is_pinned_or_none(text: str) -> None:
    found = parse(text)
    assert found is None or found.address.isascii()


def test_the_front_matter_leaves_a_blogs_own_key_alone() -> None:
    for value in ("/audio/12.mp3", "[a, b]", "{url: x}"):
        front, problems = frontmatter.read(Matter(f"enclosure: {value}\n"), "one.md")
        assert front.enclosure is None
        assert not any(problem.is_error for problem in problems)


@pytest.mark.parametrize(
    ("address", "kind", "path"),
    [
        ("https://a.example/s/media/ada.mp3", TYPES, "media/ada.mp3"),
        ("https://a.example/s/media/%C3%BC.m4a", TYPES, "media/ü.m4a"),
        ("https://count.example/e/a.example/s/media/ada.mp3", TYPES, "media/ada.mp3"),
        ("https://another-a.example/s/media/ada.mp3", TYPES, None),
        ("http://a.example/s/media/ada.mp3", TYPES, None),
        ("https://a.example/s/media/ada.mp4", VIDEO_TYPES, "media/ada.mp4"),
        ("https://a.example/s/media/ada.mp4", TYPES, None),
        ("https://a.example/s/media/ada.mp3?from=feed", TYPES, None),
        ("https://a.example/media/ada.mp3", TYPES, None),
        ("https://a.example/s/media/..%2Fada.mp3", TYPES, None),
        ("https://a.example/s/media/%00.mp3", TYPES, None),
        ("https://a.example/s/media/.mp3", TYPES, None),
        ("https://a.example/s/feed.xml", TYPES, None),
        (f"https://a.example/s/media/{'a' * 252}.mp3", TYPES, None),
    ],
)
def test_a_sound_of_the_site_under_another_name(address: str, kind: Collection[str], path: str | None) -> None:
    assert places.pinned("https://a.example/s/", address, kind) == path


def test_a_renamed_episode_whose_sound_gets_another_format_is_refused_like_any_other(tmp_path: Path) -> None:
    """A web server would send the new file with the type of the old one, for its ending."""
    pinned = "enclosure: https://talks.example/media/ada.mp3"
    files.write(tmp_path / "feeds/talks.yaml", small.feed())
    files.write(tmp_path / "episodes/zoe.md", small.post("zoe", "A talk of").replace(b"---\n", f"---\n{pinned}\n".encode(), 1))
    files.write(tmp_path / "episodes/zoe/audio.mp3", small.sound())
    assert small.publish(tmp_path).code == 0
    (tmp_path / "episodes/zoe/audio.mp3").unlink()
    make.sound(tmp_path / "episodes/zoe/audio.m4a", seconds=small.SECONDS)
    refused = small.publish(tmp_path)
    assert "from https://talks.example/media/ada.mp3 to https://talks.example/media/ada.m4a" in refused.told
    assert "provide the sound as .mp3 again; or allow it with `--allow enclosure:zoe`" in refused.told
    assert small.publish(tmp_path, small.NOW, "--allow", "enclosure:zoe").code == 0
    assert (tmp_path / "public/talks/media/ada.m4a").exists()
