"""Who the hosts of an interview are, where nobody says so: by their labels, and by how they ask, welcome and write."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from pipeline.content.frontmatter import FrontMatter
from pipeline.content.interview.announced import cohosts_in, first_names_in
from pipeline.content.interview.beginnings import Beginnings
from pipeline.content.interview.cast import Cast
from pipeline.content.interview.lexicon import AND, ASKS, FIRMS, GREETINGS, INTERVIEWING, LETTERS, THANKING_HOST, WELCOMING
from pipeline.content.interview.names import FULL_NAME, handle, has_form_of_name, is_role, joined, key, names_in, unspaced
from pipeline.content.interview.phrases import either, folded, places
from pipeline.content.interview.text import INTRO, Text, beneath_questions, written
from pipeline.content.plaintext import ends_asking, holds_mark

_ENOUGH = 3  # turns, at least, of whoever is known as the host by asking
_ALIKE = 3  # letters with which another form of a first name begins
_SEVERAL = 2  # speakers, at least, of whom one is the host because of a welcome
_OPENING = 6  # turns, at most, in which that is said
_DESCRIBED = 60  # characters, at most, before the name of whom somebody interviewed
_WELCOME = 300  # characters of a turn, at most, in which it is
# These are needed by few texts, and compiled only then.
_CALLED_SHOW = r"([^|:]{1,60}?)(?: (?:Podcast|Show)|['’]s (?i:podcast|show))\b"
# A guest may be `one of the hosts of` another show.
_AS_COHOST = r"\bI(?:['’]m|\sam)\s(?:also\s)?(?:your|one\sof)\b[^.!?]{0,30}\b(?:co-?)?hosts?\b(?!\sof\b)"
_BEFORE_VERB = rf"({FULL_NAME.pattern})(?:,[^,.!?\n]{{1,60}},|\s?\([^()\n]{{1,60}}\))?\s$"
_JOINED_BY = r"^([^.!?\n]{1,200}?),? (?:is|are) joined (?:\w+ )?by\b"
_TALKING_TO = rf"""(?mx)(?:^|[.!?]\s)([^.!?\n]{{1,200}}?)\s
    (?:(?:speak|spoke|talk|talked|chat|chatted|sit\sdown|sat\sdown|catch\sup|caught\sup)\s(?:with|to)|interview|interviewed)\s{FULL_NAME.pattern}"""
# What a translator is credited with, in many languages.
_TRANSLATED = r"(?i:translat|übersetz|tradu|vertaa?l|tłuma|перев[её]|переклад|译|譯|訳|번역)"


class Clues(NamedTuple):
    """All by which hosts are known.

    `names` are the speakers by label, `above` those who ask in headings. The intro or a credit has `announced` hosts. `speaking` is who
    speaks from each block on that begins with a speaker's label, in order.
    """

    text: Text
    intro: str
    front: FrontMatter
    cast: Cast
    names: dict[str, str | None]
    above: dict[str, str | None]
    announced: tuple[str, ...]
    speaking: dict[int, str | None]


def speaking(begun: Beginnings, names: Mapping[str, str | None]) -> dict[int, str | None]:
    """The `speaking` of `Clues`."""
    return {index: names[items[0].label.name] for index, items in begun.items() if items[0].label and items[0].label.name in names}


def hosts(clues: Clues, named: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The host, None if nobody seems to be one, and the hosts beside that one. `named` is the host if somebody says who it is."""
    labelled = _in_role(clues)
    host = named or next(iter(labelled), None) or _called_host(clues) or _asking(clues) or _writing(clues)
    others = clues.front.hosts or clues.announced or labelled or _only_asking(clues) or _opening(clues)
    resolved = dict.fromkeys(clues.cast.resolve_given(name) or name for name in others)
    return host, tuple(name for name in resolved if name != host) or _beside(clues, host)


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
    found = (_speaking_as(called, clues.names) for called in first_names_in(opening))
    return next((full for full in found if full and not is_role(full)), None)


def _speaking_as(called: str, names: dict[str, str | None]) -> str | None:
    """The speaker who has a label, a full name or a first name like this."""
    return names.get(called) or next((full for full in names.values() if full and called in (full, full.partition(" ")[0])), None)


def _asking(clues: Clues) -> str | None:
    """The host by how the text is.

    That is whoever the show is called after, is there beside the guest, asks in headings and never answers, is joined by others, opens a
    talk of others, sat down with somebody, asks most, welcomes, or is thanked for it.
    """
    host = _of_show(clues) or _beside_guest(clues) or next(iter((*_only_asking(clues), *_opening(clues))), None) or _interviewing(clues)
    apart = len({*clues.speaking.values()}) >= _SEVERAL
    if host or clues.front.guests or not (apart or len({*_turns(clues)}) >= _SEVERAL) or _is_asked_by_role(clues):
        return host
    welcoming = _welcoming_with_cohost(clues) or _asking_most(clues) or next(_welcoming(clues), (None, ""))[0]
    return welcoming or (_greeting(clues) or _thanked(clues) if apart else None)


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
    both = _single((clues.names | clues.above).values())
    if len(both) != 2:
        return None
    invited = {handle(cast.resolve_given(guest) or guest) for guest in guests}
    known = [handle(name) in invited for name in both] if guests else [_is_in_title(name, clues.text) for name in both]
    if all(known) or not any(known):
        return None
    other, guest = sorted(both, key=lambda name: known[both.index(name)])
    return guest if not guests and guest == _asking_most(clues) else other


def _single(names: Iterable[str | None]) -> tuple[str, ...]:
    """The people who speak under a name of their own, each once."""
    return tuple(dict.fromkeys(name for name in names if name and not is_role(name) and not joined(name)))


def _is_in_title(name: str, text: Text) -> bool:
    """Whether a name stands in the title, perhaps in a longer form (`Pat` for Patrick), and not only inside a word: `E` in `Beekeepers`."""
    if unspaced(name):
        return key(name) in key(text.title)
    held, wanted = (re.sub(r"\W+", " ", f" {key(words)} ") for words in (text.title, name))
    return (wanted.rstrip() if len(wanted) > len(" Jo ") else wanted) in held


def _only_asking(clues: Clues) -> tuple[str, ...]:
    """The one or two who are labelled in headings that ask, and never below them. More may be listeners."""
    asking = tuple(dict.fromkeys(name for name in clues.above.values() if name))
    return asking if len(asking) < 3 and set(asking).isdisjoint(clues.names.values()) else ()


def _opening(clues: Clues) -> tuple[str, ...]:
    """The speakers whom others join, who talk to others together, or who open a talk of others, unless somebody else asks most."""
    found = _receiving(clues) or _talking_together(clues) or _unlisted(clues)
    return found if found and _asking_most(clues) in (None, *found) else ()


def _receiving(clues: Clues) -> tuple[str, ...]:
    """The speakers whom, as a line of the intro begins, others join, the first to speak first: `Ana Ruiz and Bo Lind are joined by Cy Berg`."""
    found = re.search(_JOINED_BY, clues.intro, re.MULTILINE) if "joined" in clues.intro else None
    return _speaking_of(clues, found[1]) if found else ()


def _talking_together(clues: Clues) -> tuple[str, ...]:
    """The two or more of whom the first opens the talk, and whom the intro has talk to others: `Ana Ruiz and Bo Lind speak with Cy Berg`."""
    told = re.search(_TALKING_TO, clues.intro) if len({*clues.names.values()}) > _SEVERAL else None
    found = _speaking_of(clues, told[1]) if told else ()
    invited = any(name in clues.front.guests or _is_in_title(name, clues.text) for name in found)
    return found if len(found) >= _SEVERAL and not invited and found[0] == next(_turns(clues)) else ()


def _speaking_of(clues: Clues, called: str) -> tuple[str, ...]:
    """Those of several people named in a text who speak, the first to speak first."""
    names = re.split(rf",\s*(?:{AND}\s+)?|\s+{AND}\s+", called)
    meant = {clues.cast.resolve(re.sub(r"[“\"][^“”\"]*[”\"]\s*", "", name)) for name in names}
    return tuple(dict.fromkeys(name for name in _turns(clues) if name in meant))


def _turns(clues: Clues) -> Iterator[str]:
    """Whoever speaks, in order, also where a paragraph has several labels."""
    return (name for _, label, _ in clues.text.labels if (name := clues.names.get(label.name)))


def _interviewing(clues: Clues) -> str | None:
    """Who the intro says has interviewed the guest of the title: `Ana Ruiz sat down with Bo Lind`. The title names only the other one.

    A guest of whom it says nothing may have interviewed anybody, long ago.
    """
    verbs = ((at, at + len(verb)) for at, verb in places(INTERVIEWING, folded(clues.intro)))
    found = (
        re.search(_BEFORE_VERB, clues.intro[:at])
        for at, end in verbs
        if (whom := re.match(rf"[^.!?\n]{{1,{_DESCRIBED}}}?({FULL_NAME.pattern})", clues.intro[end:]))
        and any(_is_in_title(name, clues.text) for name in names_in(whom[1]))
    )
    asking = (clues.cast.resolve(name) or name for before in found if before for name in names_in(before[1]) if _is_somebody(name))
    speaking = {name for name in clues.names.values() if name and not _is_in_title(name, clues.text)}  # `A:` may be the guest's
    return next((name for name in asking if not _is_in_title(name, clues.text) and (name in speaking or not speaking)), None)


def _unlisted(clues: Clues) -> tuple[str, ...]:
    """The one or two who speak beside those who are listed, as one of the first two does, and before a whole talk is held.

    The front matter lists `speakers`; a title such as `Interview with Ana Ruiz` lists one of several. Whoever joins later may be a listener.
    If somebody listed never speaks, the one who is not listed may be the same, misspelt.
    """
    speaking = {handle(name): name for name in _single(clues.speaking.values())}
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


def _asking_most(clues: Clues) -> str | None:
    """The one of several speakers most of whose turns end in a question, while those of the others hardly do."""
    last: dict[int, str] = {}  # the last paragraph of each turn
    turn = None
    for index, block in enumerate(clues.text.blocks):
        turn = index if index in clues.speaking else None if block.level else turn
        if turn is not None and block.tag == "p":
            last[turn] = block.text
    turns: dict[str, list[bool]] = {}  # of each speaker: whether it ends in a question
    for index, text in last.items():
        if (name := clues.speaking[index]) and not is_role(name):
            turns.setdefault(name, []).append(ends_asking(text.rstrip()))
    asking = [name for name, asked in turns.items() if len(asked) >= _ENOUGH and sum(asked) * 2 > len(asked)]
    answering = [name for name, asked in turns.items() if sum(asked) * 3 < len(asked)]
    return asking[0] if len(asking) == 1 and len(answering) == len(turns) - 1 > 0 else None


def _welcoming_with_cohost(clues: Clues) -> str | None:
    """The speaker who welcomes to the show and says who else asks: `Welcome to Small Hours. I'm Ana, and this is my co-host, Bo.`"""
    return next((name for name, said in _welcoming(clues) if any(_cohosts(clues, said))), None)


def _welcoming(clues: Clues) -> Iterator[tuple[str, str]]:
    """Those of several speakers who, in one of the first turns, welcome to the show, with what they say: `Welcome to Small Hours.`"""
    for name, said in islice(_openings(clues), _OPENING):
        if name and not is_role(name) and any(places(WELCOMING, folded(said[:_WELCOME]))):
            yield name, said


def _openings(clues: Clues) -> Iterator[tuple[str | None, str]]:
    """Whoever speaks, with what the paragraph of each label says, or those of its lines that follow the label if others do as well."""
    for index, name in clues.speaking.items():
        begun = [item for item in clues.text.begun[index] if item.label and item.label.name in clues.names]
        lines = clues.text.blocks[index].text.split("\n") if len(begun) > 1 else []
        if not lines:
            yield name, _beginning(clues, index)
        for item, end in zip(begun, (*(item.row for item in begun[1:]), None), strict=True) if lines else ():
            yield clues.names[item.label.name] if item.label else None, "\n".join(lines[item.row : end])


def _beginning(clues: Clues, index: int) -> str:
    """What the paragraph of a label says, or the one below it if the label stands alone."""
    blocks, label = clues.text.blocks, clues.text.begun[index][0].label
    alone = label is not None and label.length >= len(blocks[index].text.rstrip())
    return blocks[index + 1].text if alone and index + 1 < len(blocks) else blocks[index].text


def _greeting(clues: Clues) -> str | None:
    """The one of several who speaks first and greets another by name, unless that is an answer: `Hello Bo, thanks for having me.`"""
    first, second = islice(clues.speaking, 2)
    name, said = clues.speaking[first], "\n".join(block.text for block in clues.text.blocks[first:second])
    return name if name and not is_role(name) and _greets(said, {*clues.speaking.values()} - {name}) else None


def _greets(said: str, others: Collection[str | None]) -> bool:
    """Whether somebody greets one of the others by first name: `This is our fourth talk of wax. Hello Bo.`"""
    small = folded(said)
    called = (re.escape(folded(name.partition(" ")[0])) for name in others if name)
    greeted = rf"(?<!\w){either(tuple(GREETINGS))},? (?:{'|'.join(called)})(?!\w)"
    return re.search(greeted, small) is not None and "thank" not in small


def _thanked(clues: Clues) -> str | None:
    """The one of several whom another answers with thanks, in one of the first turns, and who has not thanked before: `Thanks for having me.`"""
    begun = [(name, folded(_beginning(clues, index)[:_WELCOME])) for index, name in islice(clues.speaking.items(), _OPENING)]
    thanking = {name for name, said in begun if any(places(THANKING_HOST, said))}
    first = next((at for at, (name, _) in enumerate(begun) if name in thanking), 0)
    before = [name for name, _ in begun[:first] if name and not is_role(name)]
    return before[-1] if before and not thanking.intersection(before) else None


def _writing(clues: Clues) -> str | None:
    """The one of several speakers who has written the post, unless it is about that person."""
    front, speaking = clues.front, _single(clues.names.values())
    authors = {handle(clues.cast.resolve_given(name) or name) for name in front.authors}
    writing = [name for name in speaking if handle(name) in authors and name not in front.guests and not _is_in_title(name, clues.text)]
    return writing[0] if len(writing) == 1 and (len(speaking) > 1 or _answers_once(clues.text, writing)) else None


def _answers_once(text: Text, asking: Collection[str]) -> bool:
    """Whether the guest of the title has a label as well, though it does not come back: `Bo: It burns.` above answers without any."""
    from pipeline.content.interview.invited import invited  # noqa: PLC0415 - few posts have a single speaker

    guest = invited(text.title, "", asking, "\n".join(written(text)))
    return guest is not None and any(label.name in (guest, guest.partition(" ")[0]) for _, label, _ in text.labels)


def _beside(clues: Clues, host: str | None) -> tuple[str, ...]:
    """The hosts beside the first, as they say in the first turns: `with my co-host, Bo`, `I'm one of the hosts`."""
    found: list[str | None] = []
    for index, name in islice(clues.speaking.items(), _OPENING) if host else ():
        said = _beginning(clues, index)
        if name == host:
            found += _cohosts(clues, said)
        elif re.search(_AS_COHOST, said):
            found.append(name)
    return tuple(name for name in dict.fromkeys(found) if name and name != host and name not in clues.front.guests)


def _cohosts(clues: Clues, said: str) -> list[str | None]:
    """The speakers whom a host calls co-hosts, None for anybody else."""
    return [_speaking_as(clues.cast.resolve(called) or called, clues.names) for called in cohosts_in(said)]


def only_author(text: Text, front: FrontMatter, names: dict[str, str | None], guest: str | None) -> str | None:
    """The post's only author, or only one beside the guest, who is the host where nobody else is known to be, but somebody else answers."""
    answering = {name for name in (*front.guests, guest, *names.values()) if name and not is_role(name)}
    beside = tuple(name for name in front.authors if name not in answering)
    author, *others = beside or front.authors or ("",)
    if others or front.speakers or not answering or author in answering or not _is_somebody(author) or _is_in_title(author, text):
        return None
    if _is_translator(author, text):
        return None
    asked = any(name is None or name.casefold() in ASKS for name in names.values())  # `Q:` and `Interviewer:`
    return author if asked or beneath_questions(text) else None


def _is_translator(author: str, text: Text) -> bool:
    """Whether the text says so: `Translated by Ana Ruiz`."""
    credited = rf"{_TRANSLATED}[^\n]{{0,40}}(?<![a-z]){re.escape(author)}"
    return any(author in block.text and re.search(credited, block.text) for block in text.blocks)


def _is_somebody(author: str) -> bool:
    """Whether an author is a person with a full name, and no firm: `Apache WAX`, `The Wax Works Team`."""
    words = author.split()
    firm = any(word.casefold().strip(".,") in FIRMS or (word.isupper() and word.isalpha() and len(word) > len("JP")) for word in words)
    return len(words) > 1 and has_form_of_name(author) and not firm
