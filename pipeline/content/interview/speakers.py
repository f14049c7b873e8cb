"""Which labels of a post are its speakers, and who they are: `Q:` is the host, `Lewis:` the Lewis Tunstall of the title."""

from collections import Counter
from collections.abc import Container, Mapping
from itertools import islice
from math import ceil

from pipeline.content.interview.beginnings import Beginnings
from pipeline.content.interview.cast import Cast, bare
from pipeline.content.interview.labels import Label, has_form_of_name, is_full_name, is_role, joined
from pipeline.content.interview.lexicon import ANSWERS, ASKING_AND_ANSWERING, ASKS, LETTERS

_MANY = 300
_FEW = 2  # labels with a dash that may be anything
_ASKS_ALONE = frozenset(("Q", "问", "問", "문"))  # letters that are nobody's initial


def speakers(
    found: Beginnings,
    cast: Cast,
    host: str | None,
    guests: tuple[str, ...],
    beneath: frozenset[int] = frozenset(),
    *,
    talk: int,
) -> dict[str, str | None]:
    """Which labels are speakers, with their full names; None for one that speaks but is not named (`Q:` of an unknown host).

    Somebody named in the feed file or the front matter is a speaker. Any other label must occur again, or be in bold beside others that do,
    so that a single lead-in stays text; a role, `**Host:**`, must be in bold behind the first heading, block `talk`, or behind somebody who
    speaks; two people in one label, `**Ana & Bo:**`, must each speak alone as well. If nobody is found in this way, labels count if they
    begin most of the blocks `beneath` headings that ask.
    """
    seen = _meant([(item.label, item.bold) for items in found.values() for item in items if item.label], cast)
    counts = Counter(dict(Counter([label.name for label, _ in seen]).most_common(_MANY)))
    bold = {label.name for label, in_bold in seen if in_bold} & counts.keys()
    meant = {name: cast.resolve(name) or name for name in counts}
    people: Counter[str] = Counter()  # labels may use somebody's full name once and the first name then
    for name, count in counts.items():
        people[meant[name]] += count
    names: dict[str, str | None] = {}
    for name, count in counts.items():
        if is_role(name) and (count > 1 or " " in name or (len(counts) > 1 and _plays(name, found, talk))):
            names[name] = name
            continue
        back = people[meant[name]] > 1
        full = cast.resolve_given(name) or (cast.resolve_told(name) if back or name in bold else None)
        if full or back:
            names[name] = full or meant[name]
    for name in sorted((name for name in counts if name not in names), key=lambda name: not is_full_name(name)):
        full = cast.resolve(name) or bare(name)
        if full in names.values():
            names[name] = full
        elif _speaks_once(name, names, found, bold=name in bold):
            names[name] = name
    if _lead_ins(names, found, beneath):
        names = {name: full for name, full in names.items() if cast.resolve_given(name)}
    if not names:
        answering = [item.label.name for index, items in found.items() if index in beneath for item in items[:1] if item.label]
        answering = answering if len(answering) * 2 >= len(beneath) else []
        names = {name: cast.resolve(name) or name for name in answering if len(name.split()) < 4}
        counts = Counter(answering)
    return _with_parts(_with_letters(names, counts, host, guests), cast, host, guests)


def _with_parts(found: dict[str, str | None], cast: Cast, host: str | None, guests: tuple[str, ...]) -> dict[str, str | None]:
    """Gives roles their names: `Host:` is the host, `Guest:` the guest if there is only one."""
    guest = cast.resolve_given(guests[0]) if len(guests) == 1 else None
    return {name: _played_by(name, host, guest) or full for name, full in found.items()}


def _played_by(part: str, host: str | None, guest: str | None) -> str | None:
    if not is_role(part):
        return None
    return host if part.casefold() in ASKS else guest if part.casefold() in ANSWERS else None


def _meant(labels: list[tuple[Label, bool]], cast: Cast) -> list[tuple[Label, bool]]:
    """The labels that count, and whether they are in bold.

    One with a dash in place of a colon counts only if somebody known has that name, or if two such labels occur often; `Q.` also counts
    beside any other label that comes back.
    """
    counts = Counter([label.name for label, _ in labels if label.loose])
    if not counts:
        return labels
    often = {name for name, count in counts.items() if count > _FEW - (name in LETTERS)}
    answered = any(count > 1 for count in Counter([label.name for label, _ in labels if not label.loose]).values())
    talking = often if len(often) > 1 else often & _ASKS_ALONE if answered else set()
    return [(label, bold) for label, bold in labels if not label.loose or label.name in talking or cast.resolve_told(label.name)]


def _speaks_once(name: str, names: Mapping[str, str | None], found: Beginnings, *, bold: bool) -> bool:
    """Whether a label that does not come back is a speaker beside those who are: a name in bold, or a part to play behind the first of them.

    Those who are called together each speak alone as well, which `Pros & Cons` do not.
    """
    if parts := joined(name):
        return all(part in names or part in names.values() for part in parts)
    if not bold or len(names) < 2 or len(name.split()) > 3 or not has_form_of_name(name) or not _set_alike(name, names, found):
        return False
    return not is_role(name) or _plays(name, found, _first_block(names, found))


def _set_alike(name: str, names: Container[str], found: Beginnings) -> bool:
    """Whether a label stands alone in its line where others do: beside `**Ana:** words`, `**Summary**` is a heading."""
    labels = [item.label for items in found.values() for item in items if item.label]
    alone = {label.length > len(label.name) for label in labels if label.name in names}
    return any((label.length > len(label.name)) in alone for label in labels if label.name == name)


def _first_block(names: Container[str], found: Beginnings) -> int:
    """The block that begins with the first of these labels."""
    return next(index for index, items in found.items() if any(item.label and item.label.name in names for item in items))


def _plays(part: str, found: Beginnings, talk: int) -> bool:
    """Whether a role occurs in bold behind block `talk`: the first heading, or the first label of a speaker."""
    behind = (item for index, items in found.items() if index > talk for item in items)
    return any(item.bold and item.label and item.label.name == part for item in behind)


def _lead_ins(names: Mapping[str, str | None], found: Beginnings, beneath: frozenset[int]) -> bool:
    """Whether there are too few labels for them to be answers: fewer than one for three of the headings that ask."""
    enough = ceil(len(beneath) / 3)
    labelled = (index for index, items in found.items() if any(item.label and item.label.name in names for item in items))
    return len(beneath) > 3 and len(tuple(islice(labelled, enough))) < enough


def _with_letters(found: dict[str, str | None], counts: Counter[str], host: str | None, guests: tuple[str, ...]) -> dict[str, str | None]:
    """Gives letters their names: `Q:` is the host, `A:` the guest if there is only one; in Spanish `P:` and `R:`, in Chinese 问 and 答 ..."""
    if {*counts, *found}.isdisjoint(LETTERS):
        return found
    if any(counts[answering] > 1 and (counts[asking] > 1 or counts.keys() == {answering}) for asking, answering in ASKING_AND_ANSWERING):
        others = {full for name, full in found.items() if name not in LETTERS and full != host and not is_role(name)} or {*guests} - {host}
        for asking, answering in ASKING_AND_ANSWERING:
            if counts[answering] and (counts[asking] or counts.keys() == {answering}):
                found |= {asking: host, answering: next(iter(others)) if len(others) == 1 else None}
    return {
        name: host if full == name and name in _ASKS_ALONE and len(found) > 1 else full
        for name, full in found.items()
        if full != name or name not in LETTERS or len(name) == 1  # `Question:` without `Answer:` is a lead-in
    }
