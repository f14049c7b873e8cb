"""Where sound lives, as feed files say it: the forms that work, and what is said of those that do not."""

import pytest

from pipeline.content.read_show import read
from pipeline.content.show import Show, Store

HEAD = "title: A\nurl: https://a.example\ndescription: b\n"
CDN = "https://cdn.example/a/"


def show(lines: str) -> tuple[Show | None, str]:
    found, problems = read(f"{HEAD}{lines}\n".encode(), "feeds/a.yaml")
    return found, "\n".join(map(str, problems))


@pytest.mark.parametrize(
    ("lines", "store", "name"),
    [
        ("language: en", None, ""),
        ("media: https://cdn.example/a", Store(CDN), CDN),
        ("store: s3://bucket\nmedia: https://cdn.example/a/", Store(CDN, "s3", "bucket"), "s3://bucket"),
        ("store: S3://bucket/a/b/\nmedia: https://cdn.example/a", Store(CDN, "s3", "bucket", "a/b"), "s3://bucket/a/b"),
        ("store: gs://my.bucket/x\nmedia: https://cdn.example/a", Store(CDN, "gs", "my.bucket", "x"), "gs://my.bucket/x"),
        ("store: az://container/x\nmedia: https://cdn.example/a", Store(CDN, "az", "container", "x"), "az://container/x"),
        ("store: /srv/www/sound\nmedia: https://cdn.example/a", Store(CDN, "folder", "/srv/www/sound"), "/srv/www/sound"),
        ("store: ../sound\nmedia: https://cdn.example/a", Store(CDN, "folder", "../sound"), "../sound"),
        (
            "store: {url: s3://bucket/x, endpoint: https://S3.host.example/, region: auto}\nmedia: https://cdn.example/a",
            Store(CDN, "s3", "bucket", "x", "https://s3.host.example", "auto"),
            "s3://bucket/x",
        ),
    ],
)
def test_forms(lines: str, store: Store | None, name: str) -> None:
    found, problems = show(lines)
    assert problems == ""
    assert found is not None
    assert found.store == store
    assert str(found.store or "") == name


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (
            "store: s3://bucket/x",
            (
                "feeds/a.yaml:4: `store: s3://bucket/x` has no address for listeners "
                "(write `media: https://bucket.s3.REGION.amazonaws.com/x`, or better an address of your own that leads there)"
            ),
        ),
        (
            "store: {url: s3://bucket/x, endpoint: https://s3.host.example}",
            "feeds/a.yaml:4: `store: s3://bucket/x` has no address for listeners (write `media: https://...`, the address where it is served)",
        ),
        (
            "store: gs://bucket",
            (
                "feeds/a.yaml:4: `store: gs://bucket` has no address for listeners "
                "(write `media: https://storage.googleapis.com/bucket/`, or better an address of your own that leads there)"
            ),
        ),
        (
            "store: https://archive.example/x\nmedia: https://archive.example/x",
            (
                "feeds/a.yaml:4: `store: https://archive.example/x` cannot be written to "
                "(if another program puts the sound there, write only `media: https://archive.example/x`)"
            ),
        ),
        (
            "store: ftp://host/x\nmedia: https://cdn.example",
            (
                "feeds/a.yaml:4: `store: ftp://host/x` cannot be written to "
                "(s3://bucket/folder, gs://bucket/folder, az://container/folder, or the path of a folder)"
            ),
        ),
        (
            "store: s3://AKIA123:geheim@bucket/x\nmedia: https://cdn.example",
            (
                "feeds/a.yaml:4: `store: s3://...` seems to hold a key "
                "(move the key to the environment or pipeline.local.yaml, and replace it by a new one if others have seen this file)"
            ),
        ),
        (
            "store: s3://\nmedia: https://cdn.example",
            (
                "feeds/a.yaml:4: `store: s3://` names no bucket "
                "(s3://bucket/folder, gs://bucket/folder, az://container/folder, or the path of a folder)"
            ),
        ),
        (
            "store: s3://bucket/../x\nmedia: https://cdn.example",
            "feeds/a.yaml:4: `store: s3://bucket/../x` has a folder that cannot be part of an address (use letters, digits, - and _)",
        ),
        (
            "store: {url: s3://bucket, endpoint: https://s3.host.example/bucket}\nmedia: https://cdn.example",
            (
                "feeds/a.yaml:4: `endpoint: https://s3.host.example/bucket` is not the address of a service "
                "(such as https://s3.eu-central-003.backblazeb2.com, without the bucket)"
            ),
        ),
        (
            "store: {url: gs://bucket, region: eu}\nmedia: https://cdn.example",
            "feeds/a.yaml:4: `endpoint` and `region` cannot be used with `gs://bucket` (they are only for s3://)",
        ),
        (
            "store: {uri: s3://bucket}\nmedia: https://cdn.example",
            "feeds/a.yaml:4: unknown key `uri` (did you mean `url`?)",
        ),
        (
            "store: s3:/bucket/talks\nmedia: https://cdn.example",
            "feeds/a.yaml:4: `store: s3:/bucket/talks` cannot be written to (did you mean `s3://bucket/talks`?)",
        ),
        (
            "media: https://cdn.example/feed.xml",
            (
                "feeds/a.yaml:4: `media: https://cdn.example/feed.xml` is not the address of a website "
                "(such as https://show.example/ or https://show.example/podcast/)"
            ),
        ),
    ],
)
def test_what_cannot_be_used_keeps_the_feed_back(lines: str, says: str) -> None:
    """Sound that is announced at a wrong address is never found again by the apps that have seen it."""
    assert show(lines) == (None, says)


def test_no_key_is_ever_repeated() -> None:
    for scheme in ("s3", "gs", "az", "https"):
        assert "geheim" not in show(f"store: {scheme}://user:geheim@bucket/x")[1]
    assert "geheim" not in show("store: {url: s3://b, endpoint: https://user:geheim@s3.host.example}\nmedia: https://cdn.example")[1]
