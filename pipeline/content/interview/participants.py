"""Who takes part in an interview, by all that a post and its feed file say of it: who speaks, who the host is, who the guest."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, islice, pairwise, takewhile
from typing import NamedTuple

from pipeline.content.frontmatter import FrontMatter
from pipeline.content.interview.announced import author_in, guests_in, hosts_in, speakers_in
from pipeline.content.interview.authorship import only_author
from pipeline.content.interview.cast import Cast, gather
from pipeline.content.interview.clues import Clues, speaking
from pipeline.content.interview.heads import ROUND
from pipeline.content.interview.hosts import hosts, nicknamed
from pipeline.content.interview.labels import label_of, time_alone, time_behind, untimed
from pipeline.content.interview.questions import holds_question
from pipeline.content.interview.signposts import entitles, is_title
from pipeline.content.interview.speakers import Known, speakers
from pipeline.content.interview.text import Text, asking_headings, attending, beneath_questions, colophon, credit, intro, masthead, written
from pipeline.content.lexicon.people import HOSTING, INTRODUCING, INVITING, LETTERS
from pipeline.content.lexicon.phrases import folded, places
from pipeline.content.markup.block import Block
from pipeline.content.post import Section
from pipeline.content.text.names import FULL_NAME, handle, has_form_of_name, is_full_name, is_role, joined, uncapitalised
from pipeline.content.text.plaintext import squeeze

_FAR = 300  # characters of a turn in which somebody says who it is
_FIRST_QUESTIONS = 3  # of which one may ask who the guest is
_FIRST_BLOCKS = 50  # in which whoever speaks is called by name
_ALTERNATING = 6  # headings, at least, that alternate as speakers do
_DIFFERENT = 3  # headings, at most, where two alternate, one of which may be the title
_FIRST_LINES = 3  # of which one may say who wrote the post
_COUNTED = r"(?i)(?:speaker|spk|sprecher|hablante|orador|locuteur)\b"  # not a listener: `Audience member`
_NAMING = (*HOSTING, *INVITING, *INTRODUCING)  # behind these somebody is called by name


class Participants(NamedTuple):
    """The people of an interview. `names` are the speakers by label (see `speakers`), `cohosts` the hosts beside the first.

    `listed` are the speakers or guests whom the front matter, the text around a talk or the title lists. `alone` is who speaks where no label says so, `guest` who
    answers the host's headings there.
    """

    cast: Cast
    names: dict[str, str | None]
    host: str | None
    cohosts: tuple[str, ...]
    listed: tuple[str, ...]
    alone: str | None
    guest: str | None


def find(text: Text, front: FrontMatter, people: Sequence[str], feed_host: str | None) -> Participants:
    """Everybody who takes part; `people` and `feed_host` are full names from the feed file."""
    if not (front.speakers or front.guests):
        front = front._replace(guests=_credited(text), speakers=speakers_in(masthead(text), text.title))
    if not front.authors:
        front = front._replace(authors=_signing(text))
    found = _find(text, front, people, feed_host)
    if feed_host and _is_away(feed_host, found, front, text):
        others = _find(text, front, people, None)
        if others.alone or (others.host and not is_role(others.host)):
            return others
    author = only_author(text, front, found.names, found.guest) if found.host is None else None
    return _find(text, front, people, author) if author else found


def _is_away(feed_host: str, found: Participants, front: FrontMatter, text: Text) -> bool:
    """Whether the host of the feed file is nobody's label in a post that names no host, and in which no heading asks: others may be asking."""
    is_host = found.host is not None and handle(found.host) == handle(feed_host) and not front.hosts
    return is_host and found.host not in found.names.values() and next(asking_headings(text), None) is None


def _signing(text: Text) -> tuple[str, ...]:
    """Who wrote the post, as one of its first lines says: `By Ana Ruiz`."""
    lines = (block.text for block in masthead(text)[:_FIRST_LINES] if block.tag == "p")
    return tuple(filter(None, map(author_in, lines)))


def _credited(text: Text) -> tuple[str, ...]:
    """The guests whom credits above a talk name, and those below it who are named before: another one may come next week.

    A label that comes back is that of a guest who speaks. If none of these is theirs, they are known by what is said.
    """
    counts = Counter([label.name for _, label, _ in text.labels])
    speaking = [name for name, count in counts.items() if count > 1]
    above, below = guests_in(masthead(text)), guests_in(colophon(text))
    found = (*above, *(name for name in below if name not in above and _is_named(name, text)))
    cast = gather(found, "", "", ())
    if any(map(is_role, speaking)) or (speaking and not any(map(cast.resolve_given, speaking))):
        return ()
    return found


def _is_named(name: str, text: Text) -> bool:
    """Whether a part of a name stands in the title, or above the last blocks."""
    above = len(text.blocks) - len(colophon(text))
    told = "\n".join((text.title, *(block.text for block in text.blocks[:above])))
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", told) for word in name.split())


def _find(text: Text, front: FrontMatter, people: Sequence[str], feed_host: str | None) -> Participants:
    opening = intro(text)
    called = hosts_in(opening) or hosts_in(credit(text)) or (*_alternating(text).values(),)[:1]
    hosting = (name for name in called if name not in front.guests)  # `Host: Ada Example, welcome!` addresses the guest
    announced = tuple(sorted(hosting, key=lambda name: name != feed_host))  # of several, whom the feed file names asks
    asking = tuple(filter(None, (*front.hosts, *announced, feed_host)))
    given = (*front.guests, *asking, *front.speakers, *people, *front.authors, *attending(text))
    told = "\n".join((opening, *_introducing_themselves(text)))
    cast = gather(given, text.title, told, [label for _, label, _ in text.labels])
    named = cast.resolve_given(asking[0]) if asking else None
    above = _above(text, cast)
    names = _labelled(text, front, Known(cast, named, front.guests or front.speakers))
    clues = Clues(text, opening, front, cast, names, above, announced, speaking(text.begun, names))
    names = nicknamed(clues)
    host, cohosts = hosts(clues, named)
    guest, together = _only_guest(front, host), tuple[str, ...]()
    if not (front.guests or front.speakers or _answering(names, host)):
        others = (*asking, *filter(None, (host, *above.values())))
        guest = _introduced(text, others, front)
        together = _introduced_together(text, others) if guest is None else ()
        if guest and text.begun:
            cast = cast._replace(given=(*cast.given, guest))
            names = _labelled(text, front, Known(cast, host, (guest,)))
    names |= above
    return Participants(cast, names, host, cohosts, front.speakers or front.guests or together, _alone(front, names, host), guest)


def _introducing_themselves(text: Text) -> Iterator[str]:
    """The full names that people who are labelled by their first names give in their first turns: `Ana: Welcome! I'm Ana Ruiz.`"""
    first = {label.name: index for index, label, _ in reversed(text.labels) if " " not in label.name and len(label.name) > 1}
    for name, index in first.items():
        said = text.blocks[index].text[:_FAR]
        if name in said[len(name) :]:
            behind = (FULL_NAME.match(said, at + len(phrase) + 1) for at, phrase in places(INTRODUCING, folded(said)))
            yield from (found[0] for found in behind if found and found[0].startswith(f"{name} "))


def _labelled(text: Text, front: FrontMatter, known: Known) -> dict[str, str | None]:
    """The speakers by label, or by headings that are their names."""
    cast = known.cast
    names = {name: cast.resolve(name) or name for name in front.transcribed} | speakers(text, known, beneath_questions(text))
    names |= {label: cast.resolve(name) or name for label, name in front.labelled if label in names}
    return _as_written(_recognised(names, front, text) | _entitled(text, cast), text.blocks)


def _introduced(text: Text, others: Sequence[str], front: FrontMatter) -> str | None:
    """The guest of a post whose answers have no names: as its titles, the intro or the answer below the first heading that asks tells.

    `others` ask, and so are no guests.
    """
    from pipeline.content.interview import entitled, introduced  # noqa: PLC0415 - most posts name who answers
    from pipeline.content.interview.invited import invited  # noqa: PLC0415 - as above

    others_asking = asking_headings(text)
    asking = [*islice(others_asking, _FIRST_QUESTIONS)]
    first = (asking[0] if asking else len(text.blocks)) + 1
    opening = intro(text._replace(blocks=text.blocks[:first]))
    talk, told = "\n".join(written(text)), f"{front.subtitle or ''}\n{opening}"
    titles = (text.title, *filter(entitles, told.split("\n")))  # a heading may be another one: `An interview with its author, Ana Ruiz`
    # A summary may name more people than whom the intro invites.
    found = (invited(title, above, others, talk, front.authors) for title in titles for above in (told, opening))
    guest = next(filter(None, found), None)
    if guest or not asking:
        return guest
    introducing = [index for index in asking if index == asking[0] or introduced.asks_who(text.blocks[index].text)]
    said = (takewhile(lambda block: not block.level, text.blocks[index + 1 :]) for index in introducing)
    answers = ("\n".join(block.text for block in answer) for answer in said)
    named = (introduced.self_introduced(answer, others, text.title) for answer in answers)
    above = [block.text for block in text.blocks[: asking[0]]]
    headings = (text.blocks[index].text for index in text.headings if index < asking[0])
    questions = [text.blocks[index].text for index in chain(asking, others_asking)]
    return (
        next(filter(None, named), None)
        or introduced.told_as_fact(above)
        or introduced.told_above(headings, opening, others)
        or (entitled.address_guest(questions) and introduced.presented(opening, (*others, *front.authors)))
        or entitled.mononym(text.title, opening)
        or entitled.named_alone(text.title, talk)
        or entitled.named_apart(text.title, "\n".join(written(text._replace(blocks=text.blocks[asking[0] :]))), questions)
    )


def _introduced_together(text: Text, others: Sequence[str]) -> tuple[str, ...]:
    """The guests of such a post whom its title names together."""
    from pipeline.content.interview.invited import invited_together  # noqa: PLC0415 - most posts name who answers

    return invited_together(text.title, others, "\n".join(written(text)))


def _above(text: Text, cast: Cast) -> dict[str, str | None]:
    """Who asks in headings (`### Omar Bell: Where does salt come from?`): labels that occur several times, or name a known person."""
    headings = (text.blocks[index] for index in text.headings)
    asking = (block.text for block in headings if holds_question(block.text) and not is_title(block, text.title))
    counts = Counter(label.name for label in map(label_of, map(squeeze, asking)) if label and not label.loose and label.name not in LETTERS)
    return {name: cast.resolve(name) or name for name, count in counts.items() if count > 1 or cast.resolve_told(name)}


def _entitled(text: Text, cast: Cast) -> dict[str, str | None]:
    """Who speaks below headings that are names and come back: two or more, of whom the title or a paragraph mentions one, or all with times.

    First names alone may be anything, `Added` and `Fixed`, unless somebody is introduced by one: `I spoke with Bo`.
    """
    if alternating := _alternating(text):
        return {label: cast.resolve(name) or name for label, name in alternating.items()}
    counts = Counter([untimed(text.blocks[index].text).rstrip(":： ") for index in text.headings])
    again = [name for name, count in counts.items() if count > 1 and has_form_of_name(name)]
    full = [name for name in again if " " in name]
    prose = (text.title, *(block.text for block in text.blocks if not block.level)) if len(again) > 1 else ()
    if len(full) > 1 and (any(name in words for words in prose for name in full) or _are_timed(text, full)):
        return {name: cast.resolve(name) or name for name in full}
    introduced = any(_introduces(words, again) for words in prose)
    meant = {name: cast.resolve(name) or name for name in again} if introduced else {}
    return {label: name if name.startswith(label) else label for label, name in meant.items()}


def _alternating(text: Text) -> dict[str, str]:
    """Who speaks below two headings that alternate, the host first, who asks below one: `# Rocky (WAX)`, `# Waxo | Hives`.

    Both are full names, or a word of the title: else they may be `Exercise` and `Solution`.
    """
    if len({text.blocks[index].text for index in text.headings}) > _DIFFERENT:
        return {}
    headings = [index for index in text.headings if not is_title(text.blocks[index], text.title)]
    labels = [squeeze(text.blocks[index].text).rstrip(":： ") for index in headings]
    names = {label: re.split(r"\s*[(（|｜]", label, maxsplit=1)[0] for label in labels[:2]}
    if len(labels) < _ALTERNATING or len(names) < len({*labels}) or any(label == other for label, other in pairwise(labels)):
        return {}
    known = all(map(FULL_NAME.fullmatch, names.values())) or any(
        re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text.title) for name in names.values()
    )
    parts = zip(labels, headings, (*headings[1:], len(text.blocks)), strict=True)
    asked = Counter(label for label, begin, end in parts if any(holds_question(block.text) for block in text.blocks[begin + 1 : end]))
    host, guest = sorted(names, key=asked.__getitem__, reverse=True)
    each = len(labels) / 2  # turns of either
    return {label: names[label] for label in (host, guest)} if known and asked[guest] < each / 2 < asked[host] else {}


def _are_timed(text: Text, names: Sequence[str]) -> bool:
    """Whether all headings that are names have a time, which is not always as round as in a programme: `### Ana Ruiz - 01:13`."""
    headings = [squeeze(text.blocks[index].text) for index in text.headings]
    times = [time_alone(heading) or time_behind(heading) for heading in headings if untimed(heading).rstrip(":： ") in names]
    return all(times) and any(time[0] % ROUND for time in times if time)


def _introduces(words: str, names: Sequence[str]) -> bool:
    """Whether a text introduces somebody by one of these names: `I'm your host, Ana`, `I spoke with Bo`."""
    behind = (words[at + len(phrase) :] for at, phrase in places(_NAMING, folded(words)))
    return any(re.match(rf",?\s+{re.escape(name)}\b", text) for text in behind for name in names)


def _as_written(names: dict[str, str | None], blocks: Sequence[Block]) -> dict[str, str | None]:
    """The names, with those of labels in capitals as the first blocks write them: of `ANA: I'm Ana`, that is Ana.

    Where all labels are in capitals, these tell nothing of how a name is written, and full names have small letters as well.
    """
    capitals = {full: uncapitalised(full) for full in names.values() if full and full.isupper() and len(full) > len("JP")}
    prose = "\n".join(block.text for block in blocks[:_FIRST_BLOCKS]) if capitals else ""
    set_so = len(names) > 1 and all(label.isupper() for label in names if not is_role(label))
    spelt = {
        full: name
        for full, name in capitals.items()
        if (set_so and is_full_name(full)) or re.search(rf"(?<!\w){re.escape(name)}(?!\w)", prose)
    }
    return {label: spelt.get(full or "", full) for label, full in names.items()}


def _recognised(names: dict[str, str | None], front: FrontMatter, text: Text) -> dict[str, str | None]:
    """The names, with the only speaker of the front matter for the one of several `Speaker 0` and the like who says most of all."""
    if (
        len(front.speakers) != 1
        or front.speakers[0] in front.hosts
        or not names
        or not all(full and is_role(full) for full in names.values())
    ):
        return names
    beginning = {index: items[0].label.name for index, items in sorted(text.begun.items()) if items[0].label}
    said = Counter[str]()
    for (index, label), after in zip(beginning.items(), (*beginning, len(text.blocks))[1:], strict=True):
        said[label] += sum(len(block.text) for block in text.blocks[index:after])
    label, most = said.most_common(1)[0]
    sure = label in names and re.match(_COUNTED, label) and most * 2 > said.total()
    return names | {label: front.speakers[0]} if sure else names


def _answering(names: dict[str, str | None], host: str | None) -> bool:
    """Whether somebody else than the host speaks, and not only as a role."""
    return any(name and name != host and not is_role(name) for name in names.values())


def _alone(front: FrontMatter, names: dict[str, str | None], host: str | None) -> str | None:
    """Who speaks where no label says so: the only person of a talk, who may answer questions (`A:`) afterwards."""
    named = tuple(dict.fromkeys((*front.speakers, *front.guests)))
    if host or len(named) != 1:
        return None
    return named[0] if not front.guests or (" " in named[0] and all(name in LETTERS for name in names)) else None


def _only_guest(front: FrontMatter, host: str | None) -> str | None:
    guests = front.guests or tuple(name for name in front.speakers if name not in (*front.hosts, host))
    return guests[0] if len(guests) == 1 and (" " in guests[0] or not guests[0].isascii()) else None


def _together(label: str, cast: Cast) -> Iterator[str]:
    """Those of the people whom a label calls together whose full names the post tells."""
    return (full for part in joined(label) if (full := cast.resolve_told(part)))


def guests(front: FrontMatter, sections: Sequence[Section], people: Participants) -> tuple[str, ...]:
    """The guests in the front matter, else everybody who says something and is no host; if nobody has a name, who is listed or introduced.

    A handle is replaced by the name of the speaker it fits.
    """
    turns = (turn for section in sections for turn in section.turns)
    talking = dict.fromkeys(turn.speaker for turn in turns for paragraph in turn.paragraphs if paragraph.spoken and turn.speaker)
    single = (full for name in talking for full in (_together(name, people.cast) if joined(name) else (name,)))
    named = tuple(name for name in dict.fromkeys(single) if name not in (people.host, *people.cohosts) and not is_role(name))
    if not front.guests:
        silent = (people.guest,) if people.guest else ()
        return named or tuple(name for name in people.listed if name not in (people.host, *people.cohosts)) or silent
    if len(front.guests) == 1 and len(named) == 1 and " " not in front.guests[0]:
        return named
    by_handle = {handle(name): name for name in named}
    return tuple(dict.fromkeys(by_handle.get(handle(name), name) for name in front.guests))
