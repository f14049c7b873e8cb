"""Structured data for pages: schema.org values as JSON-LD."""

import json
from collections.abc import Iterable, Iterator

from pipeline.content.keys import licenses
from pipeline.content.show import License, Location, Person, Show
from pipeline.content.text.timecode import SECOND, clock
from pipeline.derive import places
from pipeline.derive.episode import Episode, Picture, language_of
from pipeline.derive.pages.card import Card, Question, about

Json = str | int | float | list["Json"] | dict[str, "Json"] | None


def podcast_series(show: Show, cover: Picture | None) -> dict[str, Json]:
    """The show as a PodcastSeries."""
    return {
        **_series(show),
        "description": show.description,
        "inLanguage": show.language,
        "webFeed": show.feed_url,
        "author": {"@type": "Organization", "name": show.author},
        "license": _license(show.license),
        "image": places.address(show.url, cover.path) if cover else None,
    }


def podcast_episode(show: Show, episode: Episode, card: Card) -> dict[str, Json]:
    """An episode as a PodcastEpisode with its sound, and its video with a Clip for each question; `card` is its card."""
    url = places.address(show.url, places.page(episode.slug))
    post = episode.post
    return {
        "@type": "PodcastEpisode",
        "@id": f"{url}#episode",
        "name": episode.title,
        "url": url,
        "description": about(card),
        "datePublished": episode.published.isoformat(),
        "inLanguage": language_of(show, post),
        "duration": duration(episode.media.duration),
        "episodeNumber": post.episode,
        "partOfSeason": _season(show, post.season) if post.season else None,
        "partOfSeries": _series(show),
        "isFamilyFriendly": False if episode.explicit else None,
        "license": _license(post.license or show.license),
        "contentLocation": [_place(place) for place in post.locations if place.rel != "creator"],
        "locationCreated": [_place(place) for place in post.locations if place.rel == "creator"],
        "keywords": ", ".join(post.tags) or None,
        "image": places.address(show.url, episode.cover.path),
        "actor": [_person(person) for person in (*episode.hosts, *episode.guests)],
        "associatedMedia": _audio(show, episode),
        "video": _video(show, episode, url, card),
    }


def script(value: dict[str, Json]) -> str:
    """The value as JSON, in which no text can end or start an HTML element; None and empty values are left out."""
    text = json.dumps({"@context": "https://schema.org", **_bare(value)}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def duration(milliseconds: int) -> str:
    """A duration in ISO 8601, in whole seconds: `PT1H2M3S`."""
    hours, minutes, seconds = clock(milliseconds)
    return f"PT{hours}H{minutes}M{seconds}S" if hours else f"PT{minutes}M{seconds}S"


def _series(show: Show) -> dict[str, Json]:
    return {"@type": "PodcastSeries", "@id": f"{show.url}#series", "name": show.title, "url": show.url}


def _season(show: Show, number: int) -> dict[str, Json]:
    return {"@type": "PodcastSeason", "seasonNumber": number, "name": dict(show.seasons).get(number)}


def _license(given: License | None) -> str | None:
    """The address of its text, else its name."""
    found = licenses.usual(given) if given else None
    return found and (found.url or found.name)


def _place(place: Location) -> dict[str, Json]:
    return {"@type": "Place", "name": place.name}


def _audio(show: Show, episode: Episode) -> dict[str, Json]:
    return {
        "@type": "AudioObject",
        "contentUrl": places.address(show.url, episode.media.path),
        "encodingFormat": episode.media.type,
        "contentSize": str(episode.media.bytes),
        "duration": duration(episode.media.duration),
    }


def _video(show: Show, episode: Episode, url: str, card: Card) -> Json:
    """Google requires name, thumbnailUrl and uploadDate, so a video without a still is left out."""
    if not episode.post.video or not episode.poster:
        return None
    recorded = episode.recording.video
    length = (recorded.duration if recorded else None) or episode.media.duration
    return {
        "@type": "VideoObject",
        "name": episode.title,
        "description": about(card),
        "thumbnailUrl": places.address(show.url, episode.poster.path),
        "uploadDate": ((recorded.published if recorded else None) or episode.published).isoformat(),
        "duration": duration(length),
        "embedUrl": f"https://www.youtube-nocookie.com/embed/{episode.post.video.id}",
        "hasPart": list(_clips(card.questions, url, episode.recording.shift, length)),
    }


def _clips(questions: Iterable[Question], url: str, shift: int, length: int) -> Iterator[dict[str, Json]]:
    """The questions that are in the video, on its clock.

    Google wants a time in the query of the page's own address, which is on the sound's clock.
    """
    for question in questions:
        if question.start is None or question.end is None:
            continue
        start, end = max(question.start + shift, 0) // SECOND, min(question.end + shift, length) // SECOND
        if start < end:
            yield {
                "@type": "Clip",
                "name": question.title,
                "startOffset": start,
                "endOffset": end,
                "url": f"{url}?t={question.start // SECOND}",
            }


def _person(person: Person) -> dict[str, Json]:
    return {"@type": "Person", "name": person.name, "url": person.url}


def _bare(value: dict[str, Json]) -> dict[str, Json]:
    return {key: _inner(inner) for key, inner in value.items() if inner not in (None, [], "")}


def _inner(value: Json) -> Json:
    if isinstance(value, dict):
        return _bare(value)
    return [_inner(item) for item in value] if isinstance(value, list) else value
