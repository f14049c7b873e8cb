"""Pictures of people beside the feed file: in the site, named in the feed, and told of where they cannot be used."""

from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from tests.program import copy_sample, pipeline


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_sample(tmp_path_factory.mktemp("portraits"))
    file = root / "feeds/sample.yaml"
    text = file.read_text("utf-8")
    for end, image in (
        ("//companion.example/", "maren.png"),
        ("tobias.example/", "gone.jpg"),
        ("callum.example/", "https://callum.example/me.jpg"),
    ):
        text = text.replace(f'{end}"}}', f'{end}", image: "{image}"}}')
    file.write_text(text, "utf-8")
    Image.new("RGB", (400, 400), "teal").save(root / "feeds/maren.png")
    done = pipeline("publish", root=root)
    assert done.returncode == 0, done.stdout + done.stderr
    (root / "said.txt").write_text(done.stderr, "utf-8")
    return root


def test_a_picture_is_served_and_named(root: Path) -> None:
    assert (root / "public/sample/assets/maren.png").read_bytes() == (root / "feeds/maren.png").read_bytes()
    people = etree.parse(root / "public/sample/feed.xml").iterfind(".//{https://podcastindex.org/namespace/1.0}person")
    assert {person.text: person.get("img") for person in people} == {
        "Maren Holt": "https://companion.example/assets/maren.png",
        "Tobias Quist": None,
        "Callum Reid": "https://callum.example/me.jpg",
    }


def test_one_that_is_not_there_is_told_of(root: Path) -> None:
    message = "`image: gone.jpg` of Tobias Quist does not exist (put a picture beside the feed file, or leave `image` out)"
    assert f"feeds/sample.yaml:21: warning: {message}" in (root / "said.txt").read_text("utf-8")


def test_a_picture_written_in_place_changes_no_published_one(root: Path) -> None:
    published = root / "public/sample/assets/maren.png"
    before = published.read_bytes()
    with (root / "feeds/maren.png").open("r+b") as file:
        file.write(b"scribble")
    after = published.read_bytes()
    (root / "feeds/maren.png").write_bytes(before)
    assert after == before


def test_what_is_no_picture_is_not_served(tmp_path: Path) -> None:
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds/talks.yaml").write_text(
        "title: T\nurl: https://t.example\ndescription: D.\npeople: {Ada Example: {image: ada.jpg}}\n", "utf-8"
    )
    (tmp_path / "keys").write_text("secret", "utf-8")
    (tmp_path / "feeds/ada.jpg").symlink_to(tmp_path / "keys")
    done = pipeline("publish", root=tmp_path)
    assert "feeds/talks.yaml:4: warning: `image: ada.jpg` of Ada Example cannot be used" in done.stderr
    assert not (tmp_path / "public/talks/assets/ada.jpg").exists()
