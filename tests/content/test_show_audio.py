"""How feed files ask for sound to be encoded: the forms that work, and what is said of those that do not."""

import pytest

from pipeline.content.read_show import read
from pipeline.content.show import Encoding

HEAD = "title: A\nurl: https://a.example\ndescription: b\n"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("language: en", None),
        ("audio: {format: mp3, bitrate: 96k, loudness: -16}", Encoding("mp3", 96_000, -16.0)),
        ("audio: {bitrate: 96}", Encoding(None, 96_000)),
        ("audio: {bitrate: 96000}", Encoding(None, 96_000)),
        ("audio: {bitrate: 128 kbit/s}", Encoding(None, 128_000)),
        ("audio: {loudness: -16 LUFS}", Encoding(loudness=-16.0)),
        ("audio: {loudness: \u221214.5}", Encoding(loudness=-14.5)),
        ("audio: {format: m4a}", Encoding("m4a")),
        ("audio: {}", None),
        ("audio: {format: }", None),
    ],
)
def test_forms(line: str, found: Encoding | None) -> None:
    show, problems = read(f"{HEAD}{line}\n".encode(), "feeds/a.yaml")
    assert problems == ()
    assert show is not None
    assert show.audio == found


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("audio: mp3", "feeds/a.yaml:4: `audio` must be a table (such as {format: mp3, bitrate: 96k, loudness: -16})"),
        ("audio: [mp3]", "feeds/a.yaml:4: `audio` must be a table (such as {format: mp3, bitrate: 96k, loudness: -16})"),
        ("audio: {format: ogg}", "feeds/a.yaml:4: `format: ogg` is not known (one of: m4a, mp3)"),
        ("audio: {bitrate: 8k}", "feeds/a.yaml:4: `bitrate: 8k` is not a bit rate for speech (32k to 320k; 96k is good for two voices)"),
        (
            "audio: {bitrate: much}",
            "feeds/a.yaml:4: `bitrate: much` is not a bit rate for speech (32k to 320k; 96k is good for two voices)",
        ),
        ("audio: {loudness: 16}", "feeds/a.yaml:4: `loudness: 16` is not a usable loudness in LUFS (did you mean `-16`?)"),
        ("audio: {loudness: -3}", "feeds/a.yaml:4: `loudness: -3` is not a usable loudness in LUFS (-31 to -9; -16 is usual)"),
        ("audio:\n  loud: -16", "feeds/a.yaml:5: unknown key `loud` (did you mean `loudness`?)"),
    ],
)
def test_what_cannot_be_used_keeps_the_show_back(line: str, says: str) -> None:
    """Sound in another format has another address, and apps keep the first one they see."""
    show, problems = read(f"{HEAD}{line}\n".encode(), "feeds/a.yaml")
    assert "\n".join(map(str, problems)) == says
    assert show is None
