"""How hosts talk: they ask most, welcome to the show, greet, are thanked, and name those who ask beside them."""

import re
from collections.abc import Collection, Iterator
from itertools import islice

from pipeline.content.interview.announced import cohosts_in
from pipeline.content.interview.clues import Clues, is_in_title, speaking_as
from pipeline.content.interview.labels import untimed
from pipeline.content.lexicon.people import THANKING_HOST, WELCOMING
from pipeline.content.lexicon.phrases import either, folded, places
from pipeline.content.lexicon.speech import GREETINGS
from pipeline.content.markup.block import Block
from pipeline.content.text.names import is_role
from pipeline.content.text.sentences import ends_asking

_ENOUGH = 3  # turns, at least, of whoever is known as the host by asking
_OPENING = 6  # turns, at most, in which that is said
_WELCOME = 300  # characters of a turn, at most, in which it is
# A guest may be `one of the hosts of` another show.
_AS_COHOST = r"\bI(?:['’]m|\sam)\s(?:also\s)?(?:your|one\sof)\b[^.!?]{0,30}\b(?:co-?)?hosts?\b(?!\sof\b)"


def asking_most(clues: Clues) -> str | None:
    """The one of several speakers most of whose turns end in a question, while those of the others hardly do."""
    asking = _asking(clues)
    return asking[0] if len(asking) == 1 else None


def asking_together(clues: Clues) -> tuple[str, ...]:
    """The two of several speakers who ask so, of whom one begins, while the title names only others, as it does guests."""
    asking = _asking(clues)
    if len(asking) != 2 or next(clues.turns()) not in asking:
        return ()
    titled = {name for name in {*clues.turns()} if is_in_title(name, clues.text)}
    return asking if titled and titled.isdisjoint(asking) else ()


def _asking(clues: Clues) -> tuple[str, ...]:
    """The speakers most of whose turns end in a question, while those of all others hardly do; nobody if there are no such others."""
    last: dict[int, tuple[str | None, str]] = {}  # of each turn: who speaks, and its last paragraph
    turn, name = 0, None
    for index, block in enumerate(clues.text.blocks):
        if index in clues.speaking or block.level:
            turn, name = index, clues.speaking.get(index) or _entitling(block, clues)
        if name is not None and block.tag == "p" and not block.text.isspace():
            last[turn] = name, block.text
    turns: dict[str, list[bool]] = {}  # of each speaker: whether it ends in a question
    for name, text in last.values():
        if name and not is_role(name):
            turns.setdefault(name, []).append(ends_asking(text.rstrip()))
    asking = [name for name, asked in turns.items() if len(asked) >= _ENOUGH and sum(asked) * 2 > len(asked)]
    answering = [name for name, asked in turns.items() if sum(asked) * 3 < len(asked)]
    return tuple(asking) if 0 < len(answering) == len(turns) - len(asking) else ()


def _entitling(block: Block, clues: Clues) -> str | None:
    """Whose name a heading is: `### Ana Ruiz (00:12)`."""
    return clues.names.get(untimed(block.text).rstrip(":： ")) if block.level else None


def talking_as_host(clues: Clues, *, apart: bool) -> str | None:
    """The one of several who welcomes with a co-host, asks most or welcomes; where their turns stand `apart`, also who greets or is thanked."""
    welcoming = _welcoming_with_cohost(clues) or asking_most(clues) or next(_welcoming(clues), (None, ""))[0]
    return welcoming or (_greeting(clues) or _thanked(clues) if apart else None)


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
        items = ((item.row, item.label) for item in clues.text.begun[index])
        begun = [(row, clues.names[label.name]) for row, label in items if label and label.name in clues.names]
        if len(begun) == 1:
            yield name, _beginning(clues, index)
            continue
        lines = clues.text.blocks[index].text.split("\n")
        for (row, speaker), end in zip(begun, (*(row for row, _ in begun[1:]), None), strict=True):
            yield speaker, "\n".join(lines[row:end])


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


def beside(clues: Clues, host: str | None) -> tuple[str, ...]:
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
    return [speaking_as(clues.cast.resolve(called) or called, clues.names) for called in cohosts_in(said)]
