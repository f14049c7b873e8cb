"""Selects among a video's many tracks: captions, picture and sound, from yt-dlp's dictionaries.

Sound is in the language that was spoken, never a dub; captions are what was said, never a machine translation.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from pipeline.content.keys import languages
from pipeline.content.recording import RecordedVideo
from pipeline.content.text import timecode

Facts = Mapping[str, object]

_PICTURES = ("maxresdefault", "hq720", "sddefault", "hqdefault")
_LOW = 480  # px of height: of a muxed stream only the sound is used, so a small picture is enough
_SPOKEN = (10, 5)  # yt-dlp's language_preference of the original track and of the default one


class CaptionTrack(NamedTuple):
    """A caption track to be asked for; `kind` is `manual` or `automatic`."""

    address: str
    language: str
    kind: str


def video(facts: Facts) -> RecordedVideo:
    """What stays true of a video, without view counts and signed addresses."""
    return RecordedVideo(
        id=_text(facts, "id") or "",
        title=_text(facts, "title"),
        channel=_text(facts, "channel") or _text(facts, "uploader"),
        channel_url=_text(facts, "channel_url") or _text(facts, "uploader_url"),
        duration=_milliseconds(facts.get("duration")),
        published=_published(facts),
        language=spoken(facts),
        description=(_text(facts, "description") or "").replace("\r\n", "\n"),
        chapters=tuple(
            (start, title)
            for chapter in _dicts(facts.get("chapters"))
            if (start := _milliseconds(chapter.get("start_time"))) is not None and (title := _text(chapter, "title"))
        ),
    )


def announced(facts: Facts) -> datetime | None:
    """When an upcoming premiere or stream will begin, as far as YouTube says."""
    return _moment(facts.get("release_timestamp")) if facts.get("live_status") == "is_upcoming" else None


def spoken(facts: Facts) -> str | None:
    """The language that is spoken, as far as YouTube says: that of the original sound, else that of the automatic captions."""
    formats = _dicts(facts.get("formats"))
    for preference in _SPOKEN:
        for stream in formats:
            if stream.get("language_preference") == preference and (language := _text(stream, "language")):
                return language
    return next((track.language for track in _automatic(facts)), None)


def captions(facts: Facts, wanted: str | None) -> tuple[CaptionTrack, ...]:
    """The tracks worth asking for, the best first: manual in the post's language, automatic as spoken, manual as spoken."""
    said = spoken(facts)
    automatic = tuple(track for track in _automatic(facts) if said is None or languages.are_same(track.language, said))
    manual = tuple(_tracks(facts, "subtitles", "manual"))
    in_wanted = _of_language(manual, wanted)
    as_spoken = (track for track in _of_language(manual, said) if track not in in_wanted)
    return (*in_wanted, *automatic, *as_spoken)


def other_languages(facts: Facts) -> tuple[str, ...]:
    """The languages of all manual tracks, for a message if none is of use."""
    return tuple(sorted({track.language for track in _tracks(facts, "subtitles", "manual")}))


def pictures(facts: Facts) -> tuple[str, ...]:
    """Addresses of the video's still, largest first; the first of them often answer 404.

    Those with a query are smaller crops of one of the others.
    """
    found = [urlsplit(address) for picture in _dicts(facts.get("thumbnails")) if (address := _text(picture, "url"))]
    whole = dict.fromkeys(address for address in found if not address.query)
    return tuple(address.geturl() for name in _PICTURES for address in whole if address.path.endswith(f"/{name}.jpg"))


def sound(formats: Sequence[Facts]) -> Facts | None:
    """The stream to take from formats sorted worst first: as spoken, AAC in M4A before Opus before a small muxed video.

    Compressed dynamic range (DRC) only if there is no other, never a protected stream, and never a dub if the spoken one is there.
    """
    heard = [stream for stream in formats if _is_heard(stream)]
    best = max((_preference(stream) for stream in heard), default=0)
    spoken_ones = [stream for stream in heard if _preference(stream) == best]
    return max(reversed(spoken_ones), key=_rank, default=None)


def _of_language(manual: Sequence[CaptionTrack], language: str | None) -> tuple[CaptionTrack, ...]:
    """The tracks in a language: first those with exactly its tag, then the plain one, then those with regions."""
    found = [track for track in manual if language and languages.are_same(track.language, language)]
    return tuple(sorted(found, key=lambda track: (track.language != language, len(track.language), track.language)))


def _is_heard(stream: Facts) -> bool:
    """Whether a stream has sound that can be fetched. For a playlist's sound the codec is not given, only that it has no pictures."""
    codec = stream.get("acodec") or ("unknown" if stream.get("vcodec") == "none" else "none")
    return codec != "none" and not stream.get("has_drm") and _text(stream, "url") is not None


def _preference(stream: Facts) -> int:
    found = stream.get("language_preference")
    return found if isinstance(found, int) else -1


def _rank(stream: Facts) -> tuple[bool, bool, bool, int]:
    """What makes one stream better than another, in this order: no pictures, full dynamic range, M4A, pictures no higher than needed."""
    alone = stream.get("vcodec") in (None, "none")
    height = stream.get("height")
    small = -height if isinstance(height, int) and not alone else 0
    return alone, "DRC" not in (_text(stream, "format_note") or ""), stream.get("ext") == "m4a", min(small + _LOW, 0)


def _automatic(facts: Facts) -> tuple[CaptionTrack, ...]:
    """Automatic tracks in the spoken language. yt-dlp calls them `en-orig`; translated ones have `tlang` in their address."""
    return tuple(dict.fromkeys(_tracks(facts, "automatic_captions", "automatic")))


def _tracks(facts: Facts, key: str, kind: str) -> Iterator[CaptionTrack]:
    """The caption tracks of a kind in YouTube's own format, without machine translations."""
    named = facts.get(key)
    if not isinstance(named, Mapping):
        return
    for name, forms in named.items():
        for form in _dicts(forms):
            address = _text(form, "url")
            query = parse_qs(urlsplit(address).query) if address else {}
            if address and form.get("ext") == "json3" and "tlang" not in query:
                language = query.get("lang", [str(name).removesuffix("-orig")])[0]
                yield CaptionTrack(address, language, kind)


def _published(facts: Facts) -> datetime | None:
    """When the video was published; YouTube may say only on which day, which then counts as midnight UTC."""
    if known := _moment(facts.get("release_timestamp")) or _moment(facts.get("timestamp")):
        return known
    day = _text(facts, "upload_date") or ""
    if len(day) == 8 and day.isascii() and day.isdigit():
        return datetime(int(day[:4]), int(day[4:6]), int(day[6:]), tzinfo=UTC)
    return None


def _moment(seconds: object) -> datetime | None:
    return datetime.fromtimestamp(int(seconds), UTC) if isinstance(seconds, int | float) else None


def _milliseconds(seconds: object) -> int | None:
    return round(seconds * timecode.SECOND) if isinstance(seconds, int | float) else None


def _text(facts: Facts, key: str) -> str | None:
    """A text without lone surrogates, which JSON may contain; None if empty."""
    found = facts.get(key)
    return (found.encode("utf-8", "replace").decode() or None) if isinstance(found, str) else None


def _dicts(found: object) -> tuple[Facts, ...]:
    return tuple(item for item in found if isinstance(item, Mapping)) if isinstance(found, list | tuple) else ()
