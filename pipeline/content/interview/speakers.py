"""Which labels of a post are its speakers, and who they are: `Q:` is the host, `Lewis:` the Lewis Tunstall of the title."""

from collections import Counter
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from pipeline.content.interview.beginnings import Beginnings, Placed
from pipeline.content.interview.cast import Cast
from pipeline.content.interview.text import Text
from pipeline.content.lexicon.people import ANSWERS, ASKING_AND_ANSWERING, ASKS, IS, LETTERS, UNNAMED
from pipeline.content.text.names import bare, has_form_of_name, initials_of, is_full_name, is_role, joined, without_role
from pipeline.content.text.sentences import closes_sentence

_MANY = 300  # different labels, at most
_INITIALS = 3  # letters, at most
_LONG = 8  # letters of a name that may be misspelt: two shorter ones are sooner two people's
_ALIKE = 0.89  # two letters exchanged, one of them wrong or left out
_OFTEN = 4  # all but one in so many paragraphs, at least, have labels where one that occurs once is a speaker's
_ABOVE = 2  # blocks, at most, above the first speaker that comes back in which another opens
_FEW = 2  # labels with a dash that may be anything; letters, at least, that are names
_ASKS_ALONE = frozenset(("Q", "Qs", "Ques", "问", "問", "문"))  # letters that are nobody's initial
_ANSWERS_ALONE = frozenset(("Ans", "答", "답"))


class Known(NamedTuple):
    """Who is known before it is told which labels are speakers: the people of a post, and which of them host it and are its guests."""

    cast: Cast
    host: str | None
    guests: tuple[str, ...]

    @property
    def guest(self) -> str | None:
        """The only guest; None if there are several or none."""
        return self.guests[0] if len(self.guests) == 1 else None


def speakers(text: Text, known: Known, beneath: frozenset[int]) -> dict[str, str | None]:
    """Which labels are speakers, with their full names; None for one that speaks but is not named (`Q:` of an unknown host).

    Somebody named in the feed file or the front matter is a speaker. Any other label must occur again, or be in bold beside others that do,
    so that a single lead-in stays text; a role, `**Host:**`, must be in bold behind the first heading, or behind somebody who
    speaks, or amid those who do; two people in one label, `**Ana & Bo:**`, must each speak alone as well. If nobody is found in this way, labels count if they
    begin most of the blocks `beneath` headings that ask.
    """
    placed, cast = text.labels, known.cast
    meant = _unexplained(_meant(placed, cast), text)
    counts = Counter(dict(Counter([label.name for _, label, _ in meant]).most_common(_MANY)))
    bold = {label.name for _, label, in_bold in meant if in_bold}
    names = _coming_back(counts, bold, text, cast)
    _add_once(names, counts, _bold(names, meant) | _timed(names, meant) | _amid_turns(names, meant, text), placed, cast)
    if _lead_ins(names, placed, beneath):
        names = {name: full for name, full in names.items() if cast.resolve_given(name)}
    if not names:
        counts = _answering(text.begun, beneath)
        names = {name: cast.resolve(name) or name for name in counts if len(name.split()) < 4}
    return _with_roles(_with_letters(names, counts, known), known)


def _coming_back(counts: Counter[str], bold: Container[str], text: Text, cast: Cast) -> dict[str, str | None]:
    """The labels that occur again, with those of people known without them, and of roles that are played."""
    talk = next((index for index in text.headings if text.blocks[index].level > 1), len(text.blocks))
    short = _shortened(counts, text.labels)
    meant = {name: cast.resolve(short.get(name, name)) or short.get(name, name) for name in counts}
    people: Counter[str] = Counter()  # labels may use somebody's full name once and the first name then
    for name, count in counts.items():
        people[meant[name]] += count
    names: dict[str, str | None] = {}
    for name, count in counts.items():
        if is_role(name) and (_is_surely_role(name, count) or (len(counts) > 1 and _plays(name, text.labels, talk))):
            names[name] = name
        elif name[0] != "?" and (people[meant[name]] > 1 or cast.resolve_given(name) or (name in bold and cast.resolve_told(name))):
            names[name] = meant[name]
    return names


def _is_surely_role(role: str, count: int) -> bool:
    """Whether a role needs nobody beside it: it comes back, or has more words, as `Speaker 3`, but neither `??` nor a single `Male voice`."""
    return role[0] != "?" and (count > 1 or (" " in role and role.partition(" ")[0].casefold() not in UNNAMED))


def _shortened(counts: Mapping[str, int], placed: Sequence[Placed]) -> dict[str, str]:
    """What two or more letters that come back are short for: `A` and `B`, if only `Ana` and `Bo`, who speak before, begin with these."""
    letters = [name for name, count in counts.items() if len(name) == 1 and name.isupper() and count > 1]
    if len(letters) < _FEW or not _ASKS_ALONE.isdisjoint(counts):
        return {}
    order = [*dict.fromkeys(label.name for _, label, _ in placed)]
    begun = {letter: [name for name in order if len(name) > 1 and name[0] == letter and not is_role(name)] for letter in letters}
    are_short = all(len(found) == 1 and order.index(found[0]) < order.index(letter) for letter, found in begun.items())
    return {letter: found[0] for letter, found in begun.items()} if are_short else {}


def _bold(names: Container[str], placed: Sequence[Placed]) -> frozenset[str]:
    """The labels in bold that are the first of their block, or amid speakers' in it: not `**Place:** Hove` in a line below `**Date:** May`."""
    amid = _amid(names, placed)
    above = (None, *(index for index, _, _ in placed))
    found = enumerate(zip(placed, above, strict=False))
    return frozenset(label.name for place, ((index, label, bold), before) in found if bold and (index != before or place in amid))


def _amid(names: Container[str], placed: Sequence[Placed]) -> frozenset[int]:
    """The places of the labels that have speakers' labels above and below them in their block."""
    speaking = [(place, index) for place, (index, label, _) in enumerate(placed) if label.name in names]
    first, last = {index: place for place, index in reversed(speaking)}, {index: place for place, index in speaking}
    return frozenset(place for place, (index, _, _) in enumerate(placed) if first.get(index, place) < place < last.get(index, place))


def _timed(names: Container[str], placed: Sequence[Placed]) -> frozenset[str]:
    """The labels with a time that have their block for themselves, if all labels of speakers have times.

    Several in one block may be a list of chapters, unless they are amid speakers' in it, and so may those with a time before that of
    somebody who spoke above them.
    """
    if any(label.at is None for _, label, _ in placed if label.name in names):
        return frozenset()
    crowd, amid = Counter([index for index, _, _ in placed]), _amid(names, placed)
    found, last = set(), 0
    for place, (index, label, _) in enumerate(placed):
        if label.at is not None and label.at >= last and (crowd[index] == 1 or place in amid):
            found.add(label.name)
        if label.at is not None and label.name in names:
            last = max(last, label.at)
    return frozenset(found)


def _amid_turns(names: Container[str], placed: Sequence[Placed], text: Text) -> frozenset[str]:
    """The full names that label sentences where nearly every paragraph has a speaker's label: whoever asks once in a meeting.

    All labels are set in the same way, neither in bold nor with a time, and in capitals if the speakers' are. Elsewhere such a name may be a
    lead-in in what somebody says, `Clean Code: buy it.`, and so it may if another one follows.
    """
    speaking = {index: label for index, label, _ in placed if label.name in names}
    if not speaking or any(bold for index, _, bold in placed if index in speaking):
        return frozenset()
    first, last = min(speaking), max(speaking)
    between = [index for index in range(first, last) if text.blocks[index].tag == "p"]
    if sum(index in speaking for index in between) * _OFTEN < len(between) * (_OFTEN - 1):
        return frozenset()
    in_capitals = all(label.name.isupper() for label in speaking.values())
    once = {
        index: label.name
        for index, label, bold in placed
        if first - _ABOVE <= index < last
        and not (bold or index in speaking)
        and is_full_name(label.name)
        and label.name.isupper() == in_capitals
        and closes_sentence(text.blocks[index].text)
    }
    return frozenset(name for index, name in once.items() if in_capitals or once.keys().isdisjoint((index - 1, index + 1)))


def _add_once(names: dict[str, str | None], counts: Iterable[str], bold: Container[str], placed: Sequence[Placed], cast: Cast) -> None:
    """Add the labels that occur once and are another name of a speaker, or somebody beside those who speak."""
    again = [name for name in names if not is_role(name)]
    for name in sorted((name for name in counts if name not in names), key=lambda name: not is_full_name(name)):
        full = cast.resolve(name) or bare(name)
        if together := _initials_together(name, cast):
            names[name] = together
        elif full in names.values() or _speaks_once(name, names, placed, bold=name in bold):
            names[name] = full
        elif meant := _misspelt(name, again):
            names[name] = names[meant]


def _initials_together(name: str, cast: Cast) -> str | None:
    """Those whose initials a label joins, and the post explains: `Ana Ruiz & Bo Lind` are `AR & BL`."""
    parts = joined(name)
    full = [cast.resolve_told(part) for part in parts if _are_initials(part)]
    return " & ".join(filter(None, full)) if parts and all(full) and len(full) == len(parts) else None


def _are_initials(name: str) -> bool:
    return name.isupper() and name.isalpha() and len(name) <= _INITIALS


def _misspelt(name: str, again: Collection[str]) -> str | None:
    """The label that comes back and is nearly this one, which nobody else's is: `Whiterobin` is meant by `Whitreobin`."""
    if len(name) < _LONG or not name.replace(" ", "").isalpha() or name.casefold() in map(str.casefold, again):
        return None
    from difflib import get_close_matches  # noqa: PLC0415 - most labels come back

    near = get_close_matches(name, again, 2, _ALIKE)
    return near[0] if len(near) == 1 and near[0].count(" ") == name.count(" ") else None


def _answering(found: Beginnings, beneath: frozenset[int]) -> Counter[str]:
    """How often each label begins a block `beneath` a heading that asks; none if these are few of the blocks. Handles above words do not count."""
    first = (items[0].label for index, items in found.items() if index in beneath)
    begun = [label.name for label in first if label and not label.above]
    return Counter(begun if len(begun) * 2 >= len(beneath) else ())


def _with_roles(found: dict[str, str | None], known: Known) -> dict[str, str | None]:
    """What was found, with the names of roles: `Host:` is the host, `Guest:` the guest if there is only one."""
    guest = known.cast.resolve_given(known.guest) if known.guest else None
    return {name: _played_by(name, known.host, guest) or full for name, full in found.items()}


def _played_by(role: str, host: str | None, guest: str | None) -> str | None:
    if not is_role(role):
        return None
    return host if role.casefold() in ASKS else guest if role.casefold() in ANSWERS else None


def _meant(placed: Sequence[Placed], cast: Cast) -> Sequence[Placed]:
    """The labels that count.

    One with a dash in place of a colon counts only if somebody known has that name, or if two such labels occur often; `Q.` also counts
    beside any other label that comes back, and so does whoever takes turns with that, as a handle above what is said must.
    """
    counts = Counter([label.name for _, label, _ in placed if label.loose])
    if not counts:
        return placed
    often = {name for name, count in counts.items() if count > _FEW - (name in LETTERS)}
    sure = Counter([label.name for _, label, _ in placed if not label.loose])
    answered = any(count > 1 for count in sure.values())
    apart = often - {label.name for _, label, _ in placed if label.above}
    if len(apart) > 1:
        talking = apart
    elif _take_turns(placed, often, sure):
        talking = often
    else:
        talking = often & _ASKS_ALONE if answered else set()
    return [
        (index, label, bold) for index, label, bold in placed if not label.loose or label.name in talking or cast.resolve_told(label.name)
    ]


def _unexplained(placed: Sequence[Placed], text: Text) -> Sequence[Placed]:
    """The labels without those that occur once, in bold, before what they are: `**Wax Club:** Wax Club is a place in Hove.`"""
    counts = Counter([label.name for _, label, _ in placed])
    return [item for item in placed if not item[2] or counts[item[1].name] > 1 or not _is_explained(item, text)]


def _is_explained(item: Placed, text: Text) -> bool:
    index, label, _ = item
    before, _, behind = text.blocks[index].text.partition(f"{label.name}: {label.name} ")
    return not before and behind.partition(" ")[0] in IS


def _take_turns(placed: Sequence[Placed], often: Container[str], sure: Counter[str]) -> bool:
    """Whether those who come back `often` take nearly every other turn, behind somebody whose label is `sure`: `adavh：蜂蜡。`"""
    names = [name for name, _ in groupby(label.name for _, label, _ in placed if label.name in often or sure[label.name] > 1)]
    behind = [other in sure for other, name in pairwise(("", *names)) if name in often]
    return all(behind) and len(behind) * 2 + 1 >= len(names)


def _speaks_once(name: str, names: Mapping[str, str | None], placed: Sequence[Placed], *, bold: bool) -> bool:
    """Whether a label that does not come back is a speaker beside those who are: a name in bold, or a role behind the first of them.

    Those who are called together each speak alone as well, which `Pros & Cons` do not. A name with its initials
    is nothing else where another speaker is called so too, unlike `Royal Jelly (RJ)`.
    """
    if not _are_initials(name) and not is_role(name) and all(_are_initials(other) for other in names if not is_role(other)):
        return False  # beside `AR` and `BL` a single `Wax` is a lead-in
    if parts := joined(name):
        return all(part in names or part in names.values() for part in parts)
    initialled = {label.name for _, label, _ in placed if label.alias and label.alias.casefold() in initials_of(label.name)}
    if name in initialled:
        return not initialled.isdisjoint(names)
    if (
        not bold
        or len(names) < 2
        or len(without_role(name).split()) > 3
        or not has_form_of_name(name)
        or not _set_alike(name, names, placed)
    ):
        return False
    return not is_role(name) or _plays(name, placed, next(index for index, label, _ in placed if label.name in names))


def _set_alike(name: str, names: Container[str], placed: Sequence[Placed]) -> bool:
    """Whether a label stands alone in its line where others do: beside `**Ana:** words`, `**Summary**` is a heading."""
    alone = {label.length > len(label.name) for _, label, _ in placed if label.name in names}
    return any((label.length > len(label.name)) in alone for _, label, _ in placed if label.name == name)


def _plays(role: str, placed: Sequence[Placed], talk: int) -> bool:
    """Whether a role has a time, or occurs in bold behind block `talk`, the first heading or the first label of a speaker, or amid others.

    Those others are set like it: amid `**Ana:** words`, a line that begins with `Host: localhost` is none of them.
    """
    counts = Counter([(label.name, bold) for _, label, bold in placed])
    others = {
        bold: [at for at, label, alike in placed if alike == bold and label.name != role and counts[label.name, bold] > 1]
        for bold in (True, False)
    }
    return any(
        label.at is not None or (bold and index > talk) or (bool(others[bold]) and others[bold][0] < index < others[bold][-1])
        for index, label, bold in placed
        if label.name == role
    )


def _lead_ins(names: Container[str], placed: Sequence[Placed], beneath: frozenset[int]) -> bool:
    """Whether there are too few labels for them to be answers: fewer than one for three of the headings that ask."""
    return len(beneath) > 3 and 3 * len({index for index, label, _ in placed if label.name in names}) < len(beneath)


def _with_letters(found: dict[str, str | None], counts: Counter[str], known: Known) -> dict[str, str | None]:
    """What was found, with the names of letters: `Q:` is the host, `A:` the guest if there is only one; in Spanish `P:` and `R:`, in Chinese 问 and 答 ..."""
    if {*counts, *found}.isdisjoint(LETTERS):
        return found
    back = [name for name, count in counts.items() if count > 1]
    pairs = [(ask, answer) for ask, answer in ASKING_AND_ANSWERING if counts[answer] and (counts[ask] or back == [answer])]
    if any(counts[answer] > 1 and counts[ask] != 1 for ask, answer in pairs):
        named = {full for name, full in found.items() if name not in LETTERS and full != known.host and not is_role(name)}
        others = named or {*known.guests} - {known.host}
        guest = next(iter(others)) if len(others) == 1 else None
        for ask, answer in pairs:
            found |= {ask: known.host, answer: guest}
    if found.keys() & _ANSWERS_ALONE:  # those who ask have names
        guest = known.guest if known.guest != known.host else None
        found |= {name: guest for name in _ANSWERS_ALONE if found.get(name) == name}
    return {
        name: known.host if full == name and name in _ASKS_ALONE and len(found) > 1 else full
        for name, full in found.items()
        if full != name or name not in LETTERS or len(name) == 1  # `Question:` without `Answer:` is a lead-in
    }
