"""YouTube addresses and players: which video a text refers to."""

import re
from urllib.parse import SplitResult, parse_qs, urlsplit

from pipeline.content.text import timecode

_ID = re.compile(r"[A-Za-z0-9_-]{11}")
_PARAMETERS = re.compile(r"[?&].*", re.DOTALL)
PLACEHOLDERS = ("videoseries", "live_stream")  # stand in place of an id in the player of a playlist or of a channel's stream
_BARE = ("www.youtube", "youtube.com", "m.youtube.com", "youtu.be")
_HOSTS = ("youtube.com", "youtube-nocookie.com")


def is_id(text: str) -> bool:
    """Whether `text` has the form of a video id: eleven letters, digits, `_` or `-`."""
    return _ID.fullmatch(text) is not None


def id_of(address: str) -> str | None:
    """The video id in a YouTube address of any form; None for channels, playlists and other hosts."""
    parts = _split(address) if "youtu" in address.lower() else None
    if parts is None or parts.scheme not in ("", "http", "https"):
        return None
    host = re.sub(r"^(?:www|m|music|studio)\.", "", parts.netloc.rpartition("@")[2].partition(":")[0].lower())
    path = [part for part in parts.path.split("/") if part]
    if host == "youtu.be":
        found = path[0] if path else ""
    elif host in _HOSTS and path and path[0] in ("embed", "shorts", "live", "v", "e", "vi", "video"):
        found = path[1] if len(path) > 1 else ""
    elif host in _HOSTS and path in (["watch"], []):
        found = (parse_qs(parts.query).get("v") or [""])[0]
    else:
        return None
    return found if is_id(found) and found not in PLACEHOLDERS else None


def named(text: str) -> str | None:
    """The video id that `text` is the address of, or is itself, perhaps with parameters as in an address: `abcDEF_12-x?rel=0`."""
    alone = _PARAMETERS.sub("", text)
    return id_of(text) or (alone if is_id(alone) else None)


def inside(address: str) -> str | None:
    """The YouTube address contained in that of an embedding service, as Medium and others use them (Embedly, Iframely)."""
    parts = _split(address)
    given = parse_qs(parts.query) if parts else {}
    return next((text for key in ("src", "url") for text in given.get(key, ()) if id_of(text)), None)


def _split(address: str) -> SplitResult | None:
    """The parts of an address, even if its author left out `https://`."""
    bare = address.strip()
    try:
        return urlsplit(f"https://{bare}" if bare.startswith(_BARE) else bare)
    except ValueError:
        return None


def time_of(address: str) -> int | None:
    """The time that a YouTube address points to (`t=`, `start=`, `#t=`), in milliseconds."""
    parts = _split(address)
    if parts is None or id_of(address) is None:
        return None
    for query in (parts.query, parts.fragment):
        values = parse_qs(query)
        for key in ("t", "start", "time_continue"):
            if key in values:
                return timecode.parse(values[key][0])
    return None
