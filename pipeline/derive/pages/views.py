"""Values as the templates use them: texts, addresses and times ready to be written, and HTML only if the name says so."""

import re
from collections.abc import Collection, Mapping
from html import unescape
from typing import NamedTuple
from urllib.parse import quote

from pipeline.content.keys import licenses, services
from pipeline.content.mentioned import followed
from pipeline.content.show import License, Person, Show
from pipeline.content.text.timecode import SECOND, label
from pipeline.derive import places
from pipeline.derive.episode import Episode, Media, Picture, language_of
from pipeline.derive.interview import Interview
from pipeline.derive.pages import partview
from pipeline.derive.pages.card import Card, Neighbour, Question
from pipeline.derive.pages.pagehtml import page_html, with_moments
from pipeline.derive.phrases import Phrases, direction, phrases

View = dict[str, object]


class Head(NamedTuple):
    """The head of a page: its path in the site, what it is called, and what search engines and shared links show of it.

    `title` is the `heading` with the show's name, `kind` is what Open Graph calls the page, `data` JSON-LD that cannot end an element.
    `translations` are languages and the addresses of the same page in them.
    """

    path: str
    language: str
    heading: str
    title: str
    description: str
    kind: str
    picture: Picture | None
    license: License | None
    policy: str
    data: str
    translations: tuple[tuple[str, str], ...] = ()


class QuestionView(NamedTuple):
    """A line of the chapter list. `moment` (`t=754`) is empty if the time is unsure; then `anchor` is the heading's address."""

    title: str
    moment: str
    anchor: str
    label: str
    length: str


class PersonView(NamedTuple):
    """Somebody who speaks; `picture` is empty if the site has none."""

    name: str
    url: str | None
    role: str
    picture: str


class CardView(NamedTuple):
    """An episode in a list of episodes. `standing` is its season, number and kind, `strip` is SVG path data.

    `language` and `direction` are those of its title, summary and questions, empty if they are the list's own.
    """

    address: str
    title: str
    published: str
    day: str
    length: str
    standing: tuple[str, ...]
    summary: str
    guests: tuple[str, ...]
    questions: tuple[QuestionView, ...]
    strip: str
    language: str
    direction: str


_TAG = re.compile(r"<[^>]*>")
_MANY = 250  # passages: in longer transcripts, the browser is told to lay out only what is visible


def apps(show: Show) -> tuple[tuple[str, str], ...]:
    """Where else the show can be heard, and the podcast apps that accept a feed's address in a link of their own, by name."""
    bare = quote(show.feed_url.split("://", 1)[-1])
    whole = quote(show.feed_url, safe="")
    given = tuple((services.usual(place.text), place.url) for place in show.subscribe)
    links = (
        ("Apple Podcasts", f"podcast://{bare}"),
        ("Overcast", f"overcast://x-callback-url/add?url={whole}"),
        ("Pocket Casts", f"pktc://subscribe/{bare}"),
        ("AntennaPod", f"https://antennapod.org/deeplink/subscribe?url={whole}"),
    )
    return *given, *(link for link in links if link[0] not in dict(given))


def of_head(show: Show, head: Head) -> View:
    """What templates know as `page`, apart from its language. Where there are translations, search engines want each page to list itself too."""
    url = places.address(show.url, head.path)
    return {
        "heading": head.heading,
        "title": head.title,
        "description": head.description,
        "kind": head.kind,
        "url": url,
        "translations": ((head.language, url), *head.translations) if head.translations else (),
        "picture": head.picture,
        "picture_url": places.address(show.url, head.picture.path) if head.picture else "",
        "license": _license(head.license, phrases(head.language)),
        "policy": head.policy,
        "data_html": head.data,
    }


def _license(given: License | None, words: Phrases) -> License | None:
    """The licence as the page names it; a phrase in place of a name is in the page's language."""
    found = licenses.usual(given) if given else None
    return found._replace(name=words.say["all_rights"]) if found and found.name == licenses.RESERVED else found


def of_episode(show: Show, episode: Episode, card: Card, interview: Interview, beside: Collection[str]) -> View:
    """All values of an episode's page that do not depend on other episodes. `beside` are the paths of its companions."""
    words = phrases(language_of(show, episode.post))
    anchors = {part.heading.line: part.anchor for part in interview.parts if part.heading}
    hosts = tuple(person.name for person in episode.hosts)
    return {
        "title": episode.title,
        "summary": _dek(episode),
        "published": episode.published.isoformat(),
        "day": words.day(episode.published),
        "length": words.duration(episode.media.duration),
        "standing": (*_standing(card, dict(show.seasons), words), *(place.name for place in episode.post.locations)),
        "total": label(episode.media.duration),
        "seconds": episode.media.duration // SECOND,
        "key": episode.guid,
        "media": places.address("../", episode.media.path),
        "artwork": places.address("../", (episode.still or episode.poster or episode.cover).path),
        "guests": episode.guests,
        "people": [
            *(_person(person, words.say["host"]) for person in episode.hosts),
            *(_person(person, words.say["guest"]) for person in episode.guests),
        ],
        "questions": [_question(question, words, anchors) for question in card.questions],
        "chapters_file": bool(episode.chapters),
        "strip": strip(card) or "M0 4H1000",
        "video": _video(episode),
        "notes_html": _notes(episode, words),
        "downloads": _downloads(episode, beside, words),
        "parts": partview.views(interview, hosts),
        "vast": len(interview.passages.spoken) > _MANY,
    }


def _notes(episode: Episode, words: Phrases) -> str:
    """The show notes. In a list of chapters, the times are links."""
    shown = page_html(followed(episode.post.notes, episode.post.links, words.say["mentioned"]))
    return with_moments(shown, {chapter.start for chapter in episode.chapters}) if episode.post.listed else shown


def of_card(card: Card, seasons: Mapping[int, str], words: Phrases, list_language: str) -> CardView:
    """An episode in a list of episodes whose language is `list_language`. `seasons` are the names of seasons that have one."""
    language = card.language if card.language and card.language != list_language else ""
    return CardView(
        address=places.address("", places.page_file(card.slug)),
        title=card.title,
        published=card.published.isoformat(),
        day=words.day(card.published),
        length=words.duration(card.duration),
        standing=_standing(card, seasons, words),
        summary=card.summary,
        guests=card.guests,
        questions=tuple(_question(question, words, {}) for question in card.questions),
        strip=strip(card),
        language=language,
        direction=direction(language) if language else "",
    )


def _standing(card: Card, seasons: Mapping[int, str], words: Phrases) -> tuple[str, ...]:
    """The season, number and kind of an episode, if they were written, and whether it is explicit."""
    say = words.say
    season = " – ".join(filter(None, (_together(say["season"], card.season), seasons.get(card.season)))) if card.season else ""
    number = _together(say["number"], card.number) if card.number else ""
    kind = {"trailer": say["trailer"], "bonus": say["bonus"]}.get(card.type, "")
    return tuple(filter(None, (season, number, kind, say["explicit"] if card.explicit else "")))


def _together(phrase: str, number: int) -> str:
    """A phrase with a number that no line begins with."""
    return phrase.format(number).replace(" ", "\u00a0")


def of_neighbour(neighbour: Neighbour | None) -> View | None:
    """The episode before or after."""
    return {"title": neighbour.title, "address": places.address("", places.page_file(neighbour.slug))} if neighbour else None


def strip(card: Card) -> str:
    """The conversation as a line with one stroke for each chapter, as SVG path data 1000 wide; empty without chapters."""
    timed = [(question.start, question.end) for question in card.questions if question.start is not None and question.end]
    scale = 1000 / max(1, card.duration)
    return "".join(f"M{round(start * scale)} 4H{max(round(start * scale) + 2, round(end * scale) - 3)}" for start, end in timed)


def _dek(episode: Episode) -> str:
    """The summary, unless the notes on the same page contain the same words."""
    summary, notes = episode.post.summary, unescape(_TAG.sub("", episode.post.notes))
    return "" if _unspaced(summary.rstrip("… ")) in _unspaced(notes) else summary


def _unspaced(text: str) -> str:
    return "".join(text.split())


def _question(question: Question, words: Phrases, anchors: Mapping[int, str]) -> QuestionView:
    """A question without a time links to its heading, if the page has it."""
    if question.start is None:
        return QuestionView(question.title, "", anchors.get(question.line or 0, "transcript"), "", "")
    length = words.duration(question.end - question.start) if question.end else ""
    moment = f"t={question.start // SECOND}"
    return QuestionView(question.title, moment, moment, label(question.start), length)


def _person(person: Person, role: str) -> PersonView:
    """A picture on another host is not shown, because the page would have to ask that host for it."""
    picture = places.address("../", places.asset(person.image_file)) if person.image_file else ""
    return PersonView(person.name, person.url, role, picture)


def _video(episode: Episode) -> View | None:
    video, picture = episode.post.video, episode.still or episode.poster
    if not video:
        return None
    return {
        "id": video.id,
        "watch": f"https://www.youtube.com/watch?v={quote(video.id)}",
        "shift": episode.recording.shift / SECOND,
        "poster": places.address("../", picture.path) if picture else "",
        "width": picture.width if picture else 0,
        "height": picture.height if picture else 0,
    }


def _downloads(episode: Episode, beside: Collection[str], words: Phrases) -> list[tuple[str, str, str]]:
    """Name, address and note of the sound, the video, and of each file for listeners that is `beside` the page.

    Those for the video's page on YouTube are the host's.
    """
    slug, say = episode.slug, words.say
    found = [(say["audio"], episode.media.path, _size(episode.media))]
    if episode.video:
        found.append((say["video"], episode.video.path, _size(episode.video)))
    files = (
        (say["subtitles"], places.transcript(slug, "vtt"), "VTT"),
        (say["subtitles"], places.transcript(slug, "srt"), "SRT"),
        (say["transcript_json"], places.transcript(slug, "json"), "JSON"),
        (say["chapters_json"], places.chapters_json(slug), "JSON"),
    )
    found += [file for file in files if file[1] in beside]
    return [(name, places.address("../", path), note) for name, path, note in found]


def _size(media: Media) -> str:
    size = f"{round(media.bytes / 1e6)} MB" if media.bytes >= 1e6 else f"{max(1, round(media.bytes / 1e3))} kB"
    return f"{media.path.rsplit('.', 1)[-1].upper()}, {size}"
