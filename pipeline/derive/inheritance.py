"""What a feed that is taken over says of the show, and the feed file does not: the lines to write, so that directories show the same."""

import uuid
from collections.abc import Container, Iterator

from pipeline.content import categories, languages, web
from pipeline.content.show import Show
from pipeline.content.yamltext import quoted
from pipeline.derive.published import PublishedFeed


def advice(feed: PublishedFeed, show: Show, given: Container[str]) -> Iterator[str]:
    """A sentence for each line. `given` are the keys that the feed file has; only the GUID is asked for although another is given."""
    if (guid := _guid(feed)) and show.guid != guid:
        yield f"{show.path}: write `guid: {guid}`, so that directories recognise the show"
    for key, value, default in _keys(feed, show):
        if value and key not in given and value != default:
            yield f"{show.path}: write `{key}: {value}`, as in that feed"
    if feed.cover and "cover" not in given:
        yield f"{show.path}: write `cover: cover.jpg`, and save {feed.cover} beside it under that name"


def _guid(feed: PublishedFeed) -> str:
    """The feed's GUID as a feed file has it, empty if it is no UUID."""
    try:
        return str(uuid.UUID(feed.guid))
    except ValueError:
        return ""


def _keys(feed: PublishedFeed, show: Show) -> Iterator[tuple[str, str, str]]:
    """Keys with what the feed says, in the form of the feed file, empty if that is nothing that can be written, and what holds otherwise."""
    yield "language", languages.normal(feed.language) or "", show.language
    yield "author", quoted(feed.author) if feed.author else "", quoted(show.author)
    yield "owner", _owner(feed), ""
    yield "category", _category(feed), " > ".join(show.category)
    yield "explicit", "yes" if feed.is_explicit else "", "no"
    yield "type", "serial" if feed.kind.lower() == "serial" else "", show.type
    yield "medium", "video" if _is_film(feed) else "", show.medium
    yield "copyright", quoted(feed.copyright) if feed.copyright else "", ""


def _is_film(feed: PublishedFeed) -> bool:
    """Whether apps get a video for each episode: a feed of sound would give them another file."""
    kinds = [item.type for item in feed.items if item.enclosure]
    return bool(kinds) and all(kind.lower().startswith("video/") for kind in kinds)


def _category(feed: PublishedFeed) -> str:
    """The feed's category, without a subcategory that Apple does not have any more."""
    whole, main = feed.category, feed.category.partition(" > ")[0]
    return " > ".join(categories.find(whole) or categories.find(main) or ())


def _owner(feed: PublishedFeed) -> str:
    if not web.is_email(feed.owner_email):
        return ""
    return f"{{name: {quoted(feed.owner_name)}, email: {feed.owner_email}}}" if feed.owner_name else feed.owner_email
