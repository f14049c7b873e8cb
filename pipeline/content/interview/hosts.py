"""Who the hosts of an interview are, where nobody says so: by their labels, by title and intro, and by how they talk and write."""

import re
from collections.abc import Collection, Iterable
from itertools import islice

from pipeline.content.interview.announced import first_names_in
from pipeline.content.interview.authorship import author_speaking, is_somebody
from pipeline.content.interview.clues import Clues, individuals, is_in_title, speaking_as
from pipeline.content.interview.hosting import asking_most, asking_together, beside, talking_as_host
from pipeline.content.interview.text import INTRO, written
from pipeline.content.lexicon.people import AND, ASKS, INTERVIEWING, LETTERS
from pipeline.content.lexicon.phrases import folded, places
from pipeline.content.text.names import FULL_NAME, handle, is_role, names_in
from pipeline.content.text.sentences import holds_mark

_ALIKE = 3  # letters with which another form of a first name begins
_SEVERAL = 2  # speakers, at least, of whom one is the host because of a welcome
_DESCRIBED = 60  # characters, at most, before the name of whom somebody interviewed
# These are needed by few texts, and compiled only then.
_CALLED_SHOW = r"([^|:]{1,60}?)(?: (?:Podcast|Show)|['’]s (?i:podcast|show))\b"
_BEFORE_VERB = rf"({FULL_NAME.pattern})(?:,[^,.!?\n]{{1,60}},|\s?\([^()\n]{{1,60}}\))?\s$"
_OURS = rf"\b[Oo]ur\s(?!guest\b)(?:[\w-]+\s){{1,4}}?{FULL_NAME.pattern},?\s$"
_JOINED_BY = r"^([^.!?\n]{1,200}?),? (?:is|are) joined (?:\w+ )?by\b"
_TALKING_TO = rf"""(?mx)(?:^|[.!?]\s)([^.!?\n]{{1,200}}?)\s
    (?:(?:speak|spoke|talk|talked|chat|chatted|sit\sdown|sat\sdown|catch\sup|caught\sup)\s(?:with|to)|interview|interviewed)\s{FULL_NAME.pattern}"""


def hosts(clues: Clues, named: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The host, None if nobody seems to be one, and the hosts beside that one. `named` is the host if somebody says who it is."""
    labelled = _in_role(clues)
    host = named or next(iter(labelled), None) or _called_host(clues) or _asking(clues) or author_speaking(clues)
    others = clues.front.hosts or clues.announced or labelled or _only_asking(clues) or _opening(clues)
    resolved = dict.fromkeys(clues.cast.resolve_given(name) or name for name in others)
    return host, tuple(name for name in resolved if name != host) or beside(clues, host) or _asking_beside(clues, host)


def _asking_beside(clues: Clues, host: str | None) -> tuple[str, ...]:
    """Who asks as the host does, in a talk with somebody whom the title names. No guest of the front matter does."""
    speaking = {*clues.names.values()}
    asking = asking_together(clues) if host in speaking and len(speaking) > _SEVERAL else ()
    others = tuple(name for name in asking if name not in (host, *clues.front.guests))
    return others if len(others) < len(asking) else ()


def nicknamed(clues: Clues) -> dict[str, str | None]:
    """The names by label, with the post's only host for whoever speaks beside the guest under another form of that first name: `Nate` of Nathan."""
    host, *others = clues.front.hosts or ("",)
    called = _beside_guest(clues) if host and not others and host not in clues.names.values() else None
    if called is None or " " in called or called[:_ALIKE] != host[:_ALIKE] or len(called) > len(host.partition(" ")[0]):
        return clues.names
    return {label: host if name == called else name for label, name in clues.names.items()}


def _in_role(clues: Clues) -> tuple[str, ...]:
    """The speakers whose labels say that they ask: `Ana (host):`, `Bo (co-host):`."""
    asking = (
        clues.names.get(label.name)
        for _, label, _ in clues.text.labels
        if label.alias and label.alias.casefold().removeprefix("co-") in ASKS
    )
    return tuple(dict.fromkeys(name for name in asking if name))


def _called_host(clues: Clues) -> str | None:
    """The one of several speakers whom the intro or the first turn calls the host, perhaps by a first name: `I'm your host Ana, and ...`"""
    if len({*clues.names.values()}) < _SEVERAL:
        return None
    blocks = clues.text.blocks
    first, second = (*clues.speaking, len(blocks), len(blocks))[:2]
    opening = "\n".join((clues.intro, *(block.text for block in blocks[first + 1 : second])))[:INTRO]
    found = (speaking_as(called, clues.names) for called in first_names_in(opening))
    return next((full for full in found if full and not is_role(full)), None)


def _asking(clues: Clues) -> str | None:
    """The host by how the text is.

    That is whoever the show is called after, is there beside the guest, asks in headings and never answers, is joined by others, opens a
    talk of others, sat down with somebody, asks most, welcomes, or is thanked for it.
    """
    host = _of_show(clues) or _beside_guest(clues) or next(iter((*_only_asking(clues), *_opening(clues))), None) or _interviewing(clues)
    apart = len({*clues.speaking.values()}) >= _SEVERAL
    several = apart or len({*clues.turns()} or {*clues.names.values()}) >= _SEVERAL  # labels, or else headings that are names
    if host or clues.front.guests or not several or _is_asked_by_role(clues):
        return host
    return talking_as_host(clues, apart=apart)


def _is_asked_by_role(clues: Clues) -> bool:
    """Whether `Interviewer:` begins, nobody knows who that is, and so those who have names answer: they may welcome and greet as well."""
    first = next((label.name for _, label, _ in clues.text.labels if label.name in clues.names), "")
    return first.casefold() in ASKS and is_role(first)


def _of_show(clues: Clues) -> str | None:
    """The speaker after whom the title calls the show: `Bo Lind on wax | The Ana Ruiz Podcast`."""
    called = re.findall(_CALLED_SHOW, clues.text.title) if clues.names else ()
    return next((name for name in clues.names.values() if name and any(text.endswith(name) for text in called)), None)


def _beside_guest(clues: Clues) -> str | None:
    """The host, if two people speak and the other one is the guest by front matter, or by title and does not ask.

    On the site of whoever was asked, a title may name the one who did: `Fireside chat with Ana Ruiz`.
    """
    guests, cast = clues.front.guests, clues.cast
    both = individuals((clues.names | clues.above).values())
    if len(both) != 2:
        return None
    invited = {handle(cast.resolve_given(guest) or guest) for guest in guests}
    known = [handle(name) in invited for name in both] if guests else [is_in_title(name, clues.text) for name in both]
    if all(known) or not any(known):
        return None
    other, guest = sorted(both, key=lambda name: known[both.index(name)])
    return guest if not guests and guest == asking_most(clues) else other


def _only_asking(clues: Clues) -> tuple[str, ...]:
    """The one or two who are labelled in headings that ask, and never below them. More may be listeners."""
    asking = tuple(dict.fromkeys(name for name in clues.above.values() if name))
    return asking if len(asking) < 3 and set(asking).isdisjoint(clues.names.values()) else ()


def _opening(clues: Clues) -> tuple[str, ...]:
    """The speakers whom others join, who talk to or ask others together, or who open a talk of others, unless somebody else asks most."""
    found = _receiving(clues) or _talking_together(clues) or _unlisted(clues) or asking_together(clues)
    return found if found and asking_most(clues) in (None, *found) else ()


def _receiving(clues: Clues) -> tuple[str, ...]:
    """The speakers whom, as a line of the intro begins, others join, the first to speak first: `Ana Ruiz and Bo Lind are joined by Cy Berg`."""
    found = re.search(_JOINED_BY, clues.intro, re.MULTILINE) if "joined" in clues.intro else None
    return _speaking_of(clues, found[1]) if found else ()


def _talking_together(clues: Clues) -> tuple[str, ...]:
    """The two or more of whom the first opens the talk, and whom the intro has talk to others: `Ana Ruiz and Bo Lind speak with Cy Berg`."""
    told = re.search(_TALKING_TO, clues.intro) if len({*clues.names.values()}) > _SEVERAL else None
    found = _speaking_of(clues, told[1]) if told else ()
    invited = any(name in clues.front.guests or is_in_title(name, clues.text) for name in found)
    return found if len(found) >= _SEVERAL and not invited and found[0] == next(clues.turns()) else ()


def _speaking_of(clues: Clues, called: str) -> tuple[str, ...]:
    """Those of several people named in a text who speak, the first to speak first."""
    names = re.split(rf",\s*(?:{AND}\s+)?|\s+{AND}\s+", called)
    meant = {clues.cast.resolve(re.sub(r"[“\"][^“”\"]*[”\"]\s*", "", name)) for name in names}
    return tuple(dict.fromkeys(name for name in clues.turns() if name in meant))


def _interviewing(clues: Clues) -> str | None:
    """Who the intro says has interviewed the guest of the title: `Ana Ruiz sat down with Bo Lind`. The title names only the other one.

    It may also say that this is one of ours: `Our editor Ana Ruiz sat down with Bo Lind`.

    A guest of whom it says nothing may have interviewed anybody, long ago.
    """
    verbs = ((at, at + len(verb)) for at, verb in places(INTERVIEWING, folded(clues.intro)))
    found = (
        re.search(_BEFORE_VERB, clues.intro[:at])
        for at, end in verbs
        if (whom := re.match(rf"[^.!?\n]{{1,{_DESCRIBED}}}?({FULL_NAME.pattern})", clues.intro[end:]))
        and (any(is_in_title(name, clues.text) for name in names_in(whom[1])) or re.search(_OURS, clues.intro[:at]))
    )
    asking = (clues.cast.resolve(name) or name for before in found if before for name in names_in(before[1]) if is_somebody(name))
    speaking = {name for name in clues.names.values() if name and not is_in_title(name, clues.text)}  # `A:` may be the guest's
    return next((name for name in asking if not is_in_title(name, clues.text) and (name in speaking or not speaking)), None)


def _unlisted(clues: Clues) -> tuple[str, ...]:
    """The one or two who speak beside those who are listed, as one of the first two does, and before a whole talk is held.

    The front matter lists `speakers`; a title such as `Interview with Ana Ruiz` lists one of several. Whoever joins later may be a listener.
    If somebody listed never speaks, the one who is not listed may be the same, misspelt.
    """
    speaking = {handle(name): name for name in individuals(clues.speaking.values())}
    expected = clues.front.speakers or (_invited(clues, speaking.values()) if len(speaking) > _SEVERAL else ())
    if not 0 < len(expected) < len(speaking):
        return ()
    listed = {handle(clues.cast.resolve_given(name) or name) for name in expected}
    others = tuple(name for account, name in speaking.items() if account not in listed)
    if not listed <= {*speaking} or len(others) > 2 or {*islice(speaking.values(), 2)}.isdisjoint(others) or _talks_above(clues, listed):
        return ()
    first, at = next(iter(clues.speaking)), next(index for index, name in clues.speaking.items() if name in others)
    return others if sum(len(block.text) for block in clues.text.blocks[first:at]) < INTRO else ()


def _talks_above(clues: Clues, listed: Collection[str]) -> bool:
    """Whether those who are listed only answer by letters (`A:`), and before the first label is a talk of theirs, below headings."""
    answering = {label for label, name in clues.names.items() if name and handle(name) in listed}
    headed = any(index < min(clues.speaking) and clues.text.blocks[index].level > 1 for index in clues.text.headings)
    return headed and answering <= {*LETTERS}


def _invited(clues: Clues, speaking: Iterable[str]) -> tuple[str, ...]:
    """The one of those `speaking` whom the title invites, `Interview with Ana Ruiz`, if all others ask."""
    from pipeline.content.interview.invited import invited  # noqa: PLC0415 - few posts have several speakers

    guest = invited(clues.text.title, "", (), "\n".join(written(clues.text))) if clues.text.title else None
    asking = {name for index, name in clues.speaking.items() if holds_mark(clues.text.blocks[index].text)}
    return (guest,) if guest and {guest} < {*speaking} <= asking | {guest} else ()
