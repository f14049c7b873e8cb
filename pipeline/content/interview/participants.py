"""Who takes part in an interview, by all that a post and its feed file say of it: who speaks, who the host is, who the guest."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import islice, takewhile
from typing import NamedTuple

from pipeline.content.frontmatter import FrontMatter
from pipeline.content.interview.announced import cohosts_in, first_names_in, hosts_in
from pipeline.content.interview.beginnings import Beginnings
from pipeline.content.interview.cast import Cast, gather, handle, key, unspaced
from pipeline.content.interview.labels import Label, has_form_of_name, is_role, joined, label_of, untimed
from pipeline.content.interview.lexicon import (
    ASKS,
    CREDITING,
    FIRMS,
    HOSTING,
    INTRODUCING,
    INVITING,
    LETTERS,
    WELCOMING,
    folded,
    places,
)
from pipeline.content.interview.parts import is_title
from pipeline.content.interview.questions import asks
from pipeline.content.interview.speakers import speakers
from pipeline.content.markup import Block
from pipeline.content.post import Section
from pipeline.content.words import ends_asking, holds_mark, squeeze

# In characters: people are introduced within the first part of a post.
_INTRO = 8_000
_FIRST_BLOCKS = 50  # in which whoever speaks is called by name
_ENOUGH = 3  # turns, at least, of whoever is known as the host by asking
_SEVERAL = 2  # speakers, at least, of whom one is the host because of a welcome
_OPENING = 6  # turns, at most, in which that is said
_WELCOME = 300  # characters of a turn, at most, in which it is
_CREDIT = 60  # characters, at most, of the phrase that such a text begins with
_LINES = r"\n(?=[^\n:：]{1,30}[:：])"  # `Host: Ana Ruiz`, and below it `Guest: Bo Lind`
_NAMING = (*HOSTING, *INVITING, *INTRODUCING)  # behind these somebody is called by name
# These are needed by few texts, and compiled only then.
_CALLED_SHOW = r"([^|:]{1,60}?)(?: (?:Podcast|Show)|['’]s (?i:podcast|show))\b"
# A guest may be `one of the hosts of` another show.
_AS_COHOST = r"\bI(?:['’]m|\sam)\s(?:also\s)?(?:your|one\sof)\b[^.!?]{0,30}\b(?:co-?)?hosts?\b(?!\sof\b)"


class Text(NamedTuple):
    """What a post says: its title, its blocks, the indices of headings among them, and the beginnings that may be labels."""

    title: str
    blocks: Sequence[Block]
    headings: Sequence[int]
    begun: Beginnings


class Participants(NamedTuple):
    """The people of an interview. `names` are the speakers by label (see `speakers`), `cohosts` the hosts beside the first.

    `alone` is who speaks where no label says so, `guest` who answers the host's headings there.
    """

    cast: Cast
    names: dict[str, str | None]
    host: str | None
    cohosts: tuple[str, ...]
    alone: str | None
    guest: str | None


def find(text: Text, front: FrontMatter, people: Sequence[str], feed_host: str | None) -> Participants:
    """Everybody who takes part; `people` and `feed_host` are full names from the feed file."""
    found = _find(text, front, people, feed_host)
    author = _only_author(text, front, found) if found.host is None else None
    return _find(text, front, people, author) if author else found


def _find(text: Text, front: FrontMatter, people: Sequence[str], feed_host: str | None) -> Participants:
    intro = _intro(text)
    announced = hosts_in(intro) or hosts_in(_credit(text.blocks))
    announced = tuple(name for name in announced if name not in front.guests)  # `Host: Ada Example, welcome!` addresses the guest
    hosts = tuple(name for name in (*front.hosts, feed_host, *announced) if name)
    given = (*front.guests, *hosts, *front.speakers, *people, *front.authors)
    labels = [item.label for items in text.begun.values() for item in items if item.label]
    cast = gather(given, text.title, intro, labels)
    host = front.host or next(iter(announced), feed_host)
    host = (cast.resolve_given(host) or host) if host else None
    talk = next((index for index in text.headings if text.blocks[index].level > 1), len(text.blocks))
    beneath = _beneath_questions(text)
    above = _above(text, cast)
    names = speakers(text.begun, cast, host, front.guests or front.speakers, beneath=beneath, talk=talk)
    names = _as_written(names | _entitled(text, cast), text.blocks)
    asking = _in_role(labels, names)
    host = (
        host
        or next(iter(asking), None)
        or _called_host(text, intro, names)
        or _asking(text, names, above, front.guests, cast)
        or _writing(front, names, cast, text.title)
    )
    found = Participants(
        cast=cast,
        names=names | above,
        host=host,
        cohosts=_cohosts(front.hosts or announced or asking or _only_asking(above, names), cast, host)
        or _beside(host, text, names, front.guests),
        alone=_alone(front, names | above, host),
        guest=_only_guest(front, host),
    )
    if front.guests or front.speakers or not (names or beneath) or _answering(names, host):
        return found
    guest = _introduced(text, (*hosts, *filter(None, above.values())), front.authors, asked=bool(beneath))
    if guest and text.begun:
        cast = cast._replace(given=(*cast.given, guest))
        names = speakers(text.begun, cast, host, (guest,), beneath=beneath, talk=talk)
    return found._replace(cast=cast, names=names | above, guest=guest)


def _introduced(text: Text, others: Sequence[str], authors: Sequence[str], *, asked: bool) -> str | None:
    """The guest of a post whose answers have no names: as the title, the intro or, if headings have `asked`, the first answer tells.

    `others` ask, and so are no guests.
    """
    from pipeline.content.interview.invited import invited, self_introduced  # noqa: PLC0415 - most posts name who answers

    first = next(index for index in text.headings if _asks(text.blocks[index])) + 1 if asked else len(text.blocks)
    opening = _intro(text._replace(blocks=text.blocks[:first]))
    guest = invited(text.title, opening, others, "\n".join(_written(text.blocks)), authors)
    answer = takewhile(lambda block: not block.level, text.blocks[first:])
    return guest or self_introduced("\n".join(block.text for block in answer), others, text.title)


def _asks(heading: Block) -> bool:
    """Whether a heading asks, perhaps without a question mark: `### Tell us about yourself`."""
    return heading.level > 1 and (holds_mark(heading.text) or asks(heading.text))


def _written(blocks: Iterable[Block]) -> Iterator[str]:
    """The text of blocks, and what stands for their pictures: `![Ana Ruiz](ana.jpg)`."""
    for block in blocks:
        yield block.text
        if "<img" in block.html:
            yield from (picture.attributes.get("alt") or "" for picture in block.select("img"))


def _intro(text: Text) -> str:
    """The text above the first label, where people are introduced, and what is said behind that label.

    `Host: Ana Ruiz` names the host if it occurs once. A role that occurs again is a speaker's label, and `Host: Ana, welcome!` addresses
    the guest.
    """
    labels = [(index, item.label) for index, items in text.begun.items() for item in items if item.label]
    counts = Counter(label.name for _, label in labels)
    speaking = ((index, label) for index, label in labels if not is_role(label.name) or counts[label.name] > 1)
    first, label = next(speaking, (len(text.blocks), None))
    called, apart = 0, False
    if label and first < len(text.blocks):  # it may be below these blocks
        said = text.blocks[first].text
        apart = len(said) == label.length  # from what is said, below it
        unsigned = said.startswith("\n", label.length) or label.length == len(label.name)
        called = label.length if unsigned or is_role(label.name) else 0
    lines: list[str] = []
    room = _INTRO
    for index, block in enumerate(text.blocks[: first + 1 + apart]):
        if room > 0 and (block.tag in ("p", "ul") or block.level):
            lines.append(_introduction(block, called if index == first else 0, lines[-1] if lines else ""))
            room -= len(lines[-1]) + 1
    return "\n".join(lines)[:_INTRO]


def _introduction(block: Block, at: int, above: str) -> str:
    """What a block says from an offset on, each credit in its own line. A list below `Hosts` is one: `Hosts: Ana Ruiz, Bo Lind`."""
    if block.tag == "ul" and above.casefold() in ("host", "hosts"):
        items = (squeeze(item.text()) for item in block.nodes[0].iter())
        return f"{above}: {', '.join(re.split(r' *[,(]', item, maxsplit=1)[0] for item in items)}"
    words = block.text[at:].strip()
    return "\n".join(map(squeeze, words.split("\n") if block.tag == "ul" else re.split(_LINES, words)))


def _credit(blocks: Sequence[Block]) -> str:
    """What one of the last three blocks says of who made the text: `The interview was conducted by Ana Ruiz.`"""
    return next((block.text for block in blocks[-3:] if block.text[:_CREDIT].lstrip().casefold().startswith(CREDITING)), "")


def _beneath_questions(text: Text) -> frozenset[int]:
    """The first block below each heading that asks, comments left aside."""
    blocks = text.blocks
    asking = (index for index in text.headings if blocks[index].level > 1 and holds_mark(blocks[index].text))
    first = (next((below for below in range(index + 1, len(blocks)) if blocks[below].tag != "-comment"), index) for index in asking)
    return frozenset(index for index in first if not blocks[index].level)


def _above(text: Text, cast: Cast) -> dict[str, str | None]:
    """Who asks in headings (`### Omar Bell: Where does salt come from?`): labels that occur several times, or name a known person."""
    headings = (text.blocks[index] for index in text.headings)
    marked = (block for block in headings if (":" in block.text or "：" in block.text) and holds_mark(block.text))
    asking = (label_of(squeeze(block.text)) for block in marked if not is_title(block, text.title))
    counts = Counter(label.name for label in asking if label and not label.loose and label.name not in LETTERS)
    return {name: cast.resolve(name) or name for name, count in counts.items() if count > 1 or cast.resolve_told(name)}


def _entitled(text: Text, cast: Cast) -> dict[str, str | None]:
    """Who speaks below headings that are names and come back: two or more, of whom the title or a paragraph mentions one.

    First names alone may be anything, `Added` and `Fixed`, unless somebody is introduced by one: `I spoke with Bo`.
    """
    counts = Counter([untimed(text.blocks[index].text) for index in text.headings])
    again = [name for name, count in counts.items() if count > 1 and has_form_of_name(name)]
    full = [name for name in again if " " in name]
    prose = (text.title, *(block.text for block in text.blocks if not block.level)) if len(again) > 1 else ()
    if len(full) > 1 and any(name in words for words in prose for name in full):
        return {name: cast.resolve(name) or name for name in full}
    introduced = any(_introduces(words, again) for words in prose)
    meant = {name: cast.resolve(name) or name for name in again} if introduced else {}
    return {label: name if name.startswith(label) else label for label, name in meant.items()}


def _introduces(words: str, names: Sequence[str]) -> bool:
    """Whether a text introduces somebody by one of these names: `I'm your host, Ana`, `I spoke with Bo`."""
    behind = (words[at + len(phrase) :] for at, phrase in places(_NAMING, folded(words)))
    return any(re.match(rf",?\s+{re.escape(name)}\b", text) for text in behind for name in names)


def _as_written(names: dict[str, str | None], blocks: Sequence[Block]) -> dict[str, str | None]:
    """The names, with those of labels in capitals as the first blocks write them: of `ANA: I'm Ana`, that is Ana."""
    capitals = {full: full.title() for full in names.values() if full and full.isupper() and len(full) > len("JP")}
    prose = "\n".join(block.text for block in blocks[:_FIRST_BLOCKS]) if capitals else ""
    written = {full: name for full, name in capitals.items() if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", prose)}
    return {label: written.get(full or "", full) for label, full in names.items()}


def _in_role(labels: Iterable[Label], names: dict[str, str | None]) -> tuple[str, ...]:
    """The speakers whose labels say that they ask: `Ana (host):`, `Bo (co-host):`."""
    asking = (names.get(label.name) for label in labels if label.alias and label.alias.casefold().removeprefix("co-") in ASKS)
    return tuple(dict.fromkeys(name for name in asking if name))


def _asking(text: Text, names: dict[str, str | None], above: dict[str, str | None], guests: tuple[str, ...], cast: Cast) -> str | None:
    """The host by how the text is.

    That is whoever the show is called after, is there beside the guest, asks in headings and never answers, asks most, or welcomes.
    """
    host = _of_show(names, text.title) or _host_among((names | above).values(), guests, cast, text.title)
    host = host or next(iter(_only_asking(above, names)), None)
    return host or ((_asking_most(text, names) or _welcoming(text, names)) if names and not guests else None)


def _of_show(names: dict[str, str | None], title: str) -> str | None:
    """The speaker after whom the title calls the show: `Bo Lind on wax | The Ana Ruiz Podcast`."""
    called = re.findall(_CALLED_SHOW, title) if names else ()
    return next((name for name in names.values() if name and any(text.endswith(name) for text in called)), None)


def _host_among(speaking: Iterable[str | None], guests: tuple[str, ...], cast: Cast, title: str) -> str | None:
    """The host, if two people speak and the other one is the guest by front matter or title."""
    both = tuple(dict.fromkeys(name for name in speaking if name and not is_role(name) and not joined(name)))
    if len(both) != 2:
        return None
    invited = {handle(cast.resolve_given(guest) or guest) for guest in guests}
    known = [handle(name) in invited for name in both] if guests else [_names(title, name) for name in both]
    return both[known.index(False)] if any(known) and not all(known) else None


def _names(title: str, name: str) -> bool:
    """Whether a name stands in a title, perhaps in a longer form (`Pat` for Patrick), and not only inside a word: `E` in `Beekeepers`."""
    if unspaced(name):
        return key(name) in key(title)
    held, wanted = (re.sub(r"\W+", " ", f" {key(text)} ") for text in (title, name))
    return (wanted.rstrip() if len(wanted) > len(" Jo ") else wanted) in held


def _only_asking(above: dict[str, str | None], names: dict[str, str | None]) -> tuple[str, ...]:
    """The one or two who are labelled in headings that ask, and never below them. More may be listeners."""
    asking = tuple(dict.fromkeys(name for name in above.values() if name))
    return asking if len(asking) < 3 and set(asking).isdisjoint(names.values()) else ()


def _asking_most(text: Text, names: dict[str, str | None]) -> str | None:
    """The one of several speakers most of whose turns end in a question, while those of the others hardly do."""
    turns: dict[str, list[bool]] = {}  # of each speaker: whether it ends in a question
    beginning = _beginning(text, names)
    for (index, name), following in zip(beginning.items(), (*beginning, len(text.blocks))[1:], strict=True):
        if name and not is_role(name):
            below = takewhile(lambda block: not block.level, text.blocks[index + 1 : following])
            said = [text.blocks[index], *(block for block in below if block.tag == "p")]
            turns.setdefault(name, []).append(ends_asking(said[-1].text.rstrip()))
    asking = [name for name, asked in turns.items() if len(asked) >= _ENOUGH and sum(asked) * 2 > len(asked)]
    answering = [name for name, asked in turns.items() if sum(asked) * 3 < len(asked)]
    return asking[0] if len(asking) == 1 and len(answering) == len(turns) - 1 > 0 else None


def _beginning(text: Text, names: dict[str, str | None]) -> dict[int, str | None]:
    """Who speaks from each block on that begins with a speaker's label, in order."""
    labels = {index: items[0].label.name for index, items in sorted(text.begun.items()) if items[0].label}
    return {index: names[label] for index, label in labels.items() if label in names}


def _welcoming(text: Text, names: dict[str, str | None]) -> str | None:
    """The first of several speakers who, in one of the first turns, welcomes to the show: `Welcome to Small Hours.`"""
    beginning = _beginning(text, names)
    if len({*beginning.values()}) < _SEVERAL:
        return None
    welcoming = (name for index, name in islice(beginning.items(), _OPENING) if _welcomes(text.blocks[index].text))
    return next((name for name in welcoming if name and not is_role(name)), None)


def _welcomes(said: str) -> bool:
    return next(places(WELCOMING, folded(said[:_WELCOME])), None) is not None


def _writing(front: FrontMatter, names: dict[str, str | None], cast: Cast, title: str) -> str | None:
    """The one of several speakers who has written the post, unless it is about that person."""
    speaking = {name for name in names.values() if name and not is_role(name) and not joined(name)}
    authors = {handle(cast.resolve_given(name) or name) for name in front.authors}
    writing = [name for name in speaking if handle(name) in authors and name not in front.guests and not _names(title, name)]
    return writing[0] if len(writing) == 1 < len(speaking) else None


def _only_author(text: Text, front: FrontMatter, found: Participants) -> str | None:
    """The post's only author, who asks where nobody is known to, but somebody else to answer."""
    author, *others = front.authors or ("",)
    answering = {name for name in (*front.guests, found.guest, *found.names.values()) if name and not is_role(name)}
    if others or front.speakers or not answering or author in answering or not _is_somebody(author) or _names(text.title, author):
        return None
    asked = any(name is None or name.casefold() in ASKS for name in found.names.values())  # `Q:` and `Interviewer:`
    return author if asked or _beneath_questions(text) else None


def _is_somebody(author: str) -> bool:
    """Whether an author is a person with a full name, and no firm: `Apache WAX`, `The Wax Works Team`."""
    words = author.split()
    firm = any(word.casefold().strip(".,") in FIRMS or (word.isupper() and word.isalpha() and len(word) > len("JP")) for word in words)
    return len(words) > 1 and has_form_of_name(author) and not firm


def _answering(names: dict[str, str | None], host: str | None) -> bool:
    """Whether somebody else than the host speaks, and not only as a role."""
    return any(name and name != host and not is_role(name) for name in names.values())


def _cohosts(hosts: Iterable[str], cast: Cast, host: str | None) -> tuple[str, ...]:
    """The hosts beside the first, who is `host`."""
    named = dict.fromkeys(cast.resolve_given(name) or name for name in hosts)
    return tuple(name for name in named if name != host)


def _beside(host: str | None, text: Text, names: dict[str, str | None], guests: Container[str]) -> tuple[str, ...]:
    """The hosts beside the first, as they say in the first turns: `with my co-host, Bo`, `I'm one of the hosts`."""
    found: list[str | None] = []
    for index, name in islice(_beginning(text, names).items(), _OPENING) if host else ():
        said = text.blocks[index].text
        if name == host:
            found += [_speaking_as(called, names) for called in cohosts_in(said)]
        elif re.search(_AS_COHOST, said):
            found.append(name)
    return tuple(name for name in dict.fromkeys(found) if name and name != host and name not in guests)


def _speaking_as(called: str, names: dict[str, str | None]) -> str | None:
    """The speaker who has a label, a full name or a first name like this."""
    return names.get(called) or next((full for full in names.values() if full and called in (full, full.partition(" ")[0])), None)


def _called_host(text: Text, intro: str, names: dict[str, str | None]) -> str | None:
    """The one of several speakers whom the intro or the first turn calls the host, perhaps by a first name: `I'm your host Ana, and ...`"""
    if len({*names.values()}) < _SEVERAL:
        return None
    first, second = (*_beginning(text, names), len(text.blocks), len(text.blocks))[:2]
    opening = "\n".join((intro, *(block.text for block in text.blocks[first + 1 : second])))[:_INTRO]
    return next((full for called in first_names_in(opening) if (full := _speaking_as(called, names))), None)


def _alone(front: FrontMatter, names: dict[str, str | None], host: str | None) -> str | None:
    """Who speaks where no label says so: the only person of a talk, who may answer questions (`A:`) afterwards."""
    named = tuple(dict.fromkeys((*front.speakers, *front.guests)))
    if len(front.speakers) == 1 and not front.guests and not host:
        return front.speakers[0]
    only_letters = all(name in LETTERS for name in names)
    return named[0] if only_letters and len(named) == 1 and not host and " " in named[0] else None


def _only_guest(front: FrontMatter, host: str | None) -> str | None:
    guests = front.guests or tuple(name for name in front.speakers if name not in (*front.hosts, host))
    return guests[0] if len(guests) == 1 and (" " in guests[0] or not guests[0].isascii()) else None


def _together(label: str, cast: Cast) -> Iterator[str]:
    """Those of the people whom a label calls together whose full names the post tells."""
    return (full for part in joined(label) if (full := cast.resolve_told(part)))


def guests(front: FrontMatter, sections: Sequence[Section], people: Participants) -> tuple[str, ...]:
    """The guests in the front matter, else everybody who says something and is no host.

    A handle is replaced by the name of the speaker it fits.
    """
    said = (turn for section in sections for turn in section.turns if any(paragraph.spoken for paragraph in turn.paragraphs))
    speaking = dict.fromkeys(turn.speaker for turn in said if turn.speaker)
    single = (full for name in speaking for full in (_together(name, people.cast) if joined(name) else (name,)))
    named = tuple(name for name in dict.fromkeys(single) if name not in (people.host, *people.cohosts) and not is_role(name))
    if not front.guests:
        return named
    if len(front.guests) == 1 and len(named) == 1 and " " not in front.guests[0]:
        return named
    by_handle = {handle(name): name for name in named}
    return tuple(dict.fromkeys(by_handle.get(handle(name), name) for name in front.guests))
