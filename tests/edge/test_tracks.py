"""Which of a video's tracks are taken, out of what yt-dlp tells of it."""

import pytest

from pipeline.edge.media import tracks


def caption(language: str, *, translated: bool = False) -> dict[str, object]:
    address = f"https://www.youtube.com/api/timedtext?v=abcDEF12345&lang={language}{'&tlang=fr' if translated else ''}"
    return {"ext": "json3", "url": address}


BRAZIL = {"pt": [caption("pt")], "pt-BR": [caption("pt-BR")], "en": [caption("en")]}
HEARD = {"pt-BR-orig": [caption("pt-BR")], "fr": [caption("pt-BR", translated=True)]}


@pytest.mark.parametrize(
    ("wanted", "best"),
    [
        ("pt-BR", "manual pt-BR"),
        ("pt", "manual pt"),
        ("pt-PT", "manual pt"),
        ("en", "manual en"),
        ("fr", "automatic pt-BR"),
        (None, "automatic pt-BR"),
    ],
)
def test_captions(wanted: str | None, best: str) -> None:
    track, *_ = tracks.captions({"subtitles": BRAZIL, "automatic_captions": HEARD}, wanted)
    assert f"{track.kind} {track.language}" == best


def test_of_two_tracks_of_a_language_the_first_is_taken_whatever_its_address() -> None:
    named = [{"ext": "json3", "url": f"https://www.youtube.com/api/timedtext?ei={signed}&lang=en"} for signed in ("z", "a")]
    assert [track.address for track in tracks.captions({"subtitles": {"en": named}}, "en")] == [entry["url"] for entry in named]


def test_a_small_cut_of_a_still_is_not_taken_for_it() -> None:
    still = "https://i.ytimg.com/vi/abcDEF12345"
    listed = [f"{still}/hqdefault.jpg?sqp=-oaymwEiCKgBEF5I&rs=AOn4C", f"{still}/hqdefault.jpg", f"{still}/maxresdefault.jpg"]
    assert tracks.pictures({"thumbnails": [{"url": address} for address in listed]}) == (listed[2], listed[1])
