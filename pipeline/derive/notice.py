"""The JSON documents that hooks read."""

import json
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from pipeline.content.problem import Problem
from pipeline.content.show import Show
from pipeline.content.text.timecode import SECOND
from pipeline.derive.earlier.published import PublishedItem, mark


def published(show: Show, items: Sequence[PublishedItem], feed: str) -> str:
    """`{"event": "published", "id": ..., "show": {...}, "episodes": [...]}`; dates are ISO 8601, durations in seconds.

    `feed` is the mark of the feed with these items: if a run is killed and the next one reports the same again, the `id` is the same.
    """
    episodes = [
        {
            "slug": item.slug,
            "title": item.title,
            "url": item.links[0] if item.links else "",
            "guid": item.guid,
            "date": item.date.isoformat() if item.date else None,
            "duration": item.duration // SECOND,
            "sound": item.enclosure,
            "cover": item.cover,
            "people": [name for _, name in item.people],
        }
        for item in items
    ]
    about = {"name": show.name, "title": show.title, "url": show.url, "feed": show.feed_url}
    return _document("published", id=mark("\n".join((feed, *(item.guid for item in items))).encode()), show=about, episodes=episodes)


def trouble(
    *,
    problems: Iterable[Problem] = (),
    refused: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    missing: Iterable[str] = (),
    wrong: Iterable[str] = (),
) -> str:
    """`{"event": "problem", ...}`: errors with places, the guard's refusals by show, slugs of missing episodes, what went wrong afterwards.

    Empty if there is none of these.
    """
    facts = {
        "problems": [
            {**one.place._asdict(), "message": one.message, "hint": one.hint} for one in sorted({one for one in problems if one.is_error})
        ],
        "refused": {name: list(why) for name, why in refused.items() if why},
        "missing": list(missing),
        "wrong": list(wrong),
    }
    return _document("problem", **facts) if any(facts.values()) else ""


def _document(event: str, **facts: object) -> str:
    return json.dumps({"event": event, **facts}, ensure_ascii=False, indent=1) + "\n"
