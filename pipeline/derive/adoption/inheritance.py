"""What a feed that is taken over says of the show, and the feed file does not: the lines to write, so that directories show the same."""

import uuid
from collections import Counter
from collections.abc import Container, Iterator

from pipeline.content import web
from pipeline.content.feedfile import frequency
from pipeline.content.keys import categories, languages
from pipeline.content.keys.yamltext import quoted
from pipeline.content.show import Show
from pipeline.derive.adoption import written
from pipeline.derive.earlier.published import PublishedFeed, RemoteFeed, ShownPerson

_LONG_NUMBER = 10  # digits that no season has


def advice(feed: PublishedFeed, show: Show, given: Container[str]) -> Iterator[str]:
    """A sentence for each line. `given` are the keys that the feed file has; only the GUID is asked for although another is given."""
    if (guid := _guid(feed.guid)) and show.guid != guid:
        yield f"{show.path}: write `guid: {guid}`, so that directories recognise the show"
    for key, value, default in _keys(feed, show):
        if value and key not in given and value != default:
            yield f"{show.path}: write `{key}: {value}`, as in that feed"
    if feed.category and "category" not in given:
        yield from _category(feed.category, show)
    hosts = _hosts(feed)
    if len(hosts) > 1 and "host" not in given:
        yield f"{show.path}: write as `host:` which one asks the questions: {' or '.join(host.name for host in hosts)}"
    if feed.blocked.lower() == "yes":
        yield "that feed asks directories not to list it (itunes:block); the new one does not, so give its address only to those who may know it"
    if feed.cover and "cover" not in given:
        yield f"{show.path}: write `cover: cover.jpg`, and save {feed.cover} beside it under that name"


def _guid(guid: str) -> str:
    """A feed's GUID as a feed file has it, empty if it is no UUID."""
    try:
        return str(uuid.UUID(guid))
    except ValueError:
        return ""


def _keys(feed: PublishedFeed, show: Show) -> Iterator[tuple[str, str, str]]:
    """Keys with what the feed says, in the form of the feed file, empty if that is nothing that can be written, and what holds otherwise."""
    hosts = _hosts(feed)
    yield "language", languages.normal(feed.language) or "", show.language
    yield "author", quoted(feed.author) if feed.author else "", quoted(show.author)
    yield "owner", _owner(feed), ""
    yield "host", quoted(hosts[0].name) if len(hosts) == 1 else "", ""
    yield "people", written.table(*(f"{quoted(host.name)}: {about}" for host in hosts if (about := _about(host)))), ""
    yield "explicit", "yes" if feed.is_explicit else "", "no"
    yield "type", "serial" if feed.kind.lower() == "serial" else "", show.type
    yield "medium", "video" if _is_film(feed) else "", show.medium
    yield "frequency", "complete" if feed.complete.lower() in ("yes", "true") else _frequency(*feed.frequency), ""
    yield "copyright", quoted(feed.copyright) if feed.copyright else "", ""
    yield "locked", "no" if feed.locked.lower() == "no" else "", ""
    yield "license", written.license_(*feed.license), ""
    yield "funding", _funding(feed), ""
    yield "location", written.listed([written.place(place) for place in feed.places if place.name]), ""
    seasons = {int(number): name for number, name in reversed(feed.seasons) if number.isdecimal() and len(number) < _LONG_NUMBER}
    yield "seasons", written.table(*(f"{number}: {quoted(name)}" for number, name in sorted(seasons.items()))), ""
    yield "podroll", written.listed(list(filter(None, map(_other_feed, feed.podroll)))), ""
    yield "publisher", next(filter(None, map(_other_feed, feed.publisher)), ""), ""
    yield "txt", _txt(feed), ""


def _is_film(feed: PublishedFeed) -> bool:
    """Whether apps get a video for each episode: a feed of sound would give them another file."""
    kinds = [item.type for item in feed.items if item.enclosure]
    return bool(kinds) and all(kind.lower().startswith("video/") for kind in kinds)


def _category(written: str, show: Show) -> Iterator[str]:
    """The line for the feed's category, or for the one that Apple has now in its place."""
    now = " > ".join(categories.present(written) or ())
    if not now:
        yield f"{show.path}: write one of Apple's categories as `category:`; that feed's is not among them: {written}"
    elif now != " > ".join(show.category):
        as_there = "as in that feed" if now == written else f"which Apple has now for “{written}”"
        yield f"{show.path}: write `category: {now}`, {as_there}"


def _hosts(feed: PublishedFeed) -> list[ShownPerson]:
    """The hosts that the channel names, or else those of most items that name people."""
    naming = [item.people for item in feed.items if item.people]
    counts = Counter(name for people in naming for role, name in dict.fromkeys(people) if role == "host")
    usual = (ShownPerson("host", name, "", "") for name, count in counts.items() if 2 * count > len(naming))
    found = [person for person in feed.people if person.role == "host"] or usual
    return [person for person in found if any(map(str.isalpha, person.name))]


def _about(person: ShownPerson) -> str:
    """The page and the picture of somebody, empty if there are none."""
    found = (("url", web.address(person.page)), ("image", web.address(person.picture)))
    return written.table(*(f"{key}: {quoted(address)}" for key, address in found if address))


def _funding(feed: PublishedFeed) -> str:
    found = [(url, text) for address, text in feed.funding if (url := web.address(address))]
    each = [written.table(f"url: {quoted(url)}", f"text: {quoted(text)}") if text else quoted(url) for url, text in found]
    return written.listed(each)


def _frequency(words: str, rule: str) -> str:
    """How often episodes come out; empty if it is not said in words, which the feed needs."""
    known = frequency.rule(rule)
    return written.table(f"text: {quoted(words)}", *([f"rule: {quoted(known)}"] if known else ())) if words else ""


def _other_feed(feed: RemoteFeed) -> str:
    """Another feed; empty without an address, by which apps find it."""
    if (address := web.address(feed.address)) is None:
        return ""
    rows = (("feed", quoted(address)), ("guid", _guid(feed.guid)), ("title", quoted(feed.title) if feed.title else ""))
    return written.table(*(f"{key}: {value}" for key, value in rows if value))


def _txt(feed: PublishedFeed) -> str:
    """The texts by purpose, or all without one, since a feed file has either; of texts with the same purpose, the first."""
    texts = {purpose: text for purpose, text in reversed(feed.txt) if purpose and text}
    if texts:
        return written.table(*(f"{quoted(purpose)}: {quoted(text)}" for purpose, text in reversed(texts.items())))
    return written.listed([quoted(text) for _, text in feed.txt if text])


def _owner(feed: PublishedFeed) -> str:
    if not web.is_email(feed.owner_email):
        return ""
    return written.table(f"name: {quoted(feed.owner_name)}", f"email: {feed.owner_email}") if feed.owner_name else feed.owner_email
