"""Finds the guest in the title or intro of a post whose answers have no names."""

from collections.abc import Collection

from pipeline.content.interview.entitled import entitled, portrayed
from pipeline.content.interview.inviting import belongs, may_be_person, strangers, talked_to, told_by_us
from pipeline.content.text.names import handle, has_no_case, names_in


def invited(title: str, intro: str, others: Collection[str], talk: str, authors: Collection[str] = ()) -> str | None:
    """The full name of the only guest that the title, or else the intro, names. `others`, who ask, are not guests.

    `authors` may have written of their guest, so only the title can say that one of them is it. A name in the intro may be the host's:
    `She spoke to Bo Lind.` So it must be in the title as well, or be the only name, unless whoever asks has written that: `We spoke to Bo.`
    Then the full name may be the title's.
    What the `talk` has in lower case is no name: `How to talk to Language Models`.
    """
    known = frozenset(map(handle, others))
    written = strangers(names_in(intro), known)
    named = [*written, *strangers(names_in(title), known)]
    above = f"{title}\n{intro}"
    firms = tuple(f" {name}" for name in named if belongs(name, above))
    people = {name for name in named if not f" {name}".endswith(firms)}
    guests = {*entitled(title, written, named, known, talk)}
    if not guests:
        told = [*told_by_us(intro, dict.fromkeys(named))] or [name for name in talked_to(intro) if name in title or people <= {name}]
        guests = {*strangers(told, known.union(map(handle, authors)))} or {*strangers(portrayed(title, intro, written, talk), known)}
    guest = next(iter(guests)) if len(guests) == 1 else ""
    return guest if may_be_person(guest) and not _is_common(guest, talk) else None


def invited_together(title: str, others: Collection[str], talk: str) -> tuple[str, ...]:
    """The guests whom a title names together, who may all have given the answers: `Interview with Ana Ruiz and Bo Lind`."""
    named = names_in(title)
    guests = dict.fromkeys(entitled(title, (), named, frozenset(map(handle, others)), talk))
    are_people = all(may_be_person(name) and not _is_common(name, talk) for name in guests)
    return tuple(guests) if len(guests) > 1 and are_people else ()


def _is_common(name: str, talk: str) -> bool:
    """Whether a name is in lower case in the talk, and so is none."""
    return not has_no_case(name) and name.lower().removesuffix("s") in talk
