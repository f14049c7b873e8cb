"""A post to start from, in the shape that `inspect` reads: what is known of a video, and places for the words."""

import json
import re
import unicodedata

from pipeline.content import clock
from pipeline.content.recording import RecordedVideo

_EMPTY = "### The first question?\n\n**Guest:** The answer.\n"
_LINES = 12  # of a description: what comes later is links and hashtags


def slug(title: str) -> str:
    """A file name made of a title: letters and digits of ASCII, joined by dashes."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-") or "episode"


def post(video: RecordedVideo) -> str:
    """Front matter, the description as an intro, the player, and a heading for each of YouTube's chapters with its time."""
    front = [f"title: {json.dumps(video.title or video.id, ensure_ascii=False)}"]
    if video.published:
        front.append(f"date: {video.published.isoformat()}")
    intro = "\n\n".join(line.strip() for line in video.description.splitlines()[:_LINES] if line.strip())
    player = f'<iframe src="https://www.youtube.com/embed/{video.id}" title="YouTube video player" allowfullscreen></iframe>'
    headings = "\n".join(_heading(start, title) for start, title in video.chapters) or _EMPTY
    return "\n\n".join(part for part in ("---\n" + "\n".join(front) + "\n---", intro, player, headings) if part)


def _heading(start: int, title: str) -> str:
    return f"### {' '.join(title.split())}\n\n<!-- at {clock.label(start)} -->\n\n**Guest:** The answer.\n"
