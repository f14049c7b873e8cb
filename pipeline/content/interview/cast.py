"""The people of a post, and which of them a label refers to: `Lewis` is the Lewis Tunstall of the title."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.content.interview.labels import Label
from pipeline.content.text.names import (
    ACCOUNT,
    FULL_NAME,
    NAME_WORD,
    bare,
    handle,
    initials_of,
    is_full_name,
    key,
    names_in,
    unspaced,
    without_role,
)
from pipeline.content.text.pattern import compiled
from pipeline.content.text.plaintext import ends_line, squeeze

_MANY = 300  # labels, at most, with full names
_MIDDLE = 3  # initials, of which the second is of a middle name
_SHORT = 3  # characters, at least, of a short form of a name
# These are needed by few texts, and compiled only then.
# Ada van Holt (“AvH”), Ada Holt (adavh), Ada “Avi” Holt: searched for by their brackets and quotation marks, since few names have any.
_BRACKETED = rf"\(\s*[“\"‘']?({NAME_WORD}|{ACCOUNT})[”\"’']?(?:\s+for\s+short)?\s*\)"
_QUOTED = rf"[“\"‘'(](?<=\s.)({NAME_WORD})[”\"’')][^\S\n]+({NAME_WORD})"
_OPENING_QUOTES = (" “", ' "', " ‘", " '", " (")
_NUMBER_OF_ACCOUNT = r"(?<=[^\W\d_]{3})\d{1,4}$"  # `Ana93`, as accounts in a call are named
_LONGEST_NAME = 200  # characters before a nickname in which the name is looked for
_AT_END = rf"(?m)(\S+)[^\S\n]\(({NAME_WORD})\)\s*$"
_BEFORE_BRACKET = rf"{FULL_NAME.pattern}(?=\s*$)"
_BEFORE_QUOTE = rf"{NAME_WORD}(?=\s+$)"


class Cast(NamedTuple):
    """The people of a post, the surest first: `given` in feed file and front matter, `written` in title and intro, `labelled` in full.

    `nicknames` are full names by nickname, in the form of `key`. `first_names`, in lower case, are of those who are given.
    """

    given: tuple[str, ...]
    written: tuple[str, ...]
    labelled: tuple[str, ...]
    nicknames: dict[str, str]
    first_names: frozenset[str]

    def resolve(self, label: str) -> str | None:
        """The full name that `label` stands for; None if nobody known has such a name."""
        if known := self.resolve_told(label) or _match(without_role(label), self.labelled, loose=False):
            return known
        if full := _initials(label, (*self.labelled, *self.written)):
            return self.resolve_told(full) or full
        return _initials(label, _ends(self.written)) if len(label) > 1 else None

    def resolve_told(self, label: str) -> str | None:
        """Like `resolve`, but only among people whom the post mentions outside its labels."""
        return self.resolve_given(label) or _match(without_role(label), self.written, loose=False)

    def resolve_given(self, label: str) -> str | None:
        """Like `resolve`, but only among people named in the feed file or the front matter."""
        forms = dict.fromkeys((label, without_role(label), re.sub(_NUMBER_OF_ACCOUNT, "", label)))
        return next(filter(None, map(self._given, forms)), None)

    def _given(self, label: str) -> str | None:
        full = tuple(name for name in self.given if " " in name or unspaced(name))
        handles = tuple(name for name in self.given if name not in full)
        return (
            self.nicknames.get(key(label))
            or _match(label, full, loose=True)
            or _initials(label, self.given)
            or next((name for name in full if " " not in label and handle(name) == handle(label)), None)  # OndrejBerg
            or _from_handle(label, handles)
        )


def _match(label: str, names: tuple[str, ...], *, loose: bool) -> str | None:
    wanted = key(label)
    if len(wanted) < 2 and wanted.isascii():  # the first letter of a sentence such as `Q. Welcome`
        return None
    keys = [(name, key(name)) for name in names if name.islower() or not _is_noun_in(wanted, name)]
    first, last = wanted.split()[0], wanted.split()[-1]
    tests = (
        lambda other: other == wanted,
        lambda other: other.startswith(f"{wanted} "),
        lambda other: other.endswith(f" {wanted}"),
        lambda other: first != last and other.split()[0] == first and other.split()[-1].startswith(last),  # Lewis T.
        lambda other: first != last and other.split()[-1] == last and other[0] == first[0],  # Kat Berg
        lambda other: loose and wanted in other.split(),
        lambda other: len(wanted) > 1 and unspaced(other) and other.startswith(wanted),  # the family's name comes first
    )
    return next((name for test in tests for name, other in keys if other and test(other)), None)


def _is_noun_in(word: str, name: str) -> bool:
    """Whether a word is in small letters in a name with capitals, and so is nobody's: `The wax interview team`."""
    return any(part == word and part.islower() for part in name.split())


def _initials(label: str, names: tuple[str, ...]) -> str | None:
    """The name that initials stand for: `AvH` is Ada van Holt. A single letter counts if only one name begins with it."""
    label = label.replace(".", "").replace(" ", "")
    if not 1 <= len(label) <= 4 or not label.isalpha() or label.islower():
        return None
    if len(label) == 1:
        begun = [name for name in names if name[:1].upper() == label.upper()]
        return begun[0] if len(begun) == 1 and label not in "QA" else None
    wanted = label.casefold()
    return next((name for name in names if wanted in initials_of(name)), None)


def _initials_without_middle(label: str, names: tuple[str, ...]) -> str | None:
    """The only name of two words that initials stand for if they have a middle one that is not written out: `ABR` is Ana Ruiz."""
    if len(label) != _MIDDLE or not label.isupper():
        return None
    found = [name for name in names if name.count(" ") == 1 and label[::2].casefold() in initials_of(name)]
    return found[0] if len(found) == 1 else None


def _ends(names: Iterable[str]) -> tuple[str, ...]:
    """What stands behind the first words of names of three words and more, which may be a calling: `Beekeeper Ana Ruiz`."""
    split = (name.split() for name in names)
    return tuple(" ".join(words[at:]) for words in split for at in range(1, len(words) - 1))


def _from_handle(label: str, handles: tuple[str, ...]) -> str | None:
    """The name that a label and a handle give together: `Pia` and `pialund` are Pia Lund. If both are equal, that is a name of one word."""
    wanted = key(label)
    for account in handles:
        if key(account) == wanted:
            return account if account[0].isupper() else label
        rest = key(account).removeprefix(wanted).lstrip("-_.")
        if " " not in wanted and len(wanted) > 2 and key(account).startswith(wanted) and len(rest) > 1 and rest.isalpha():
            return f"{label[:1].upper()}{label[1:].lower()} {rest.capitalize()}"
    return None


def gather(given: Iterable[str], title: str, intro: str, labels: Sequence[Label]) -> Cast:
    """The people of a post, from everything that names some."""
    given = tuple(dict.fromkeys(given))
    names = dict.fromkeys(label.name for label in labels)
    labelled = tuple([name for name in dict.fromkeys(map(without_role, names)) if is_full_name(name)][:_MANY])
    titled = names_in(title)
    nicknames = _nicknames(title, intro, labels)
    named = dict.fromkeys((*titled, *names_in(intro), *nicknames.values()))
    known = {*named, *labelled}
    written = tuple(name for name in named if not _holds(name, known))
    cast = Cast(given, written, labelled, nicknames, frozenset(name.split()[0].casefold() for name in given))
    for label in labels:  # Ada (AvH), where the intro has no more of her name
        if label.alias and label.alias.isupper() and key(label.alias) not in nicknames:
            nicknames[key(label.alias)] = cast.resolve(label.name) or label.name
    letters = frozenset(name for name in names if len(name) == 1)
    if any(name[:1] in letters for name in given):  # B, where Berta Ruiz has written `Q&A with Bo Lind`
        from pipeline.content.interview.inviting import talked_to  # noqa: PLC0415 - few posts have such labels

        nicknames |= {key(full[0]): full for full in talked_to(title) if full[0] in letters}
    for name in (name for name in names if len(name) >= _SHORT):  # Pat, where the title has Patrick Berg
        begun = [full for full in titled if key(full).startswith(key(name))] or [*_described(name, titled)]
        if len(begun) == 1 and not cast.resolve(name):
            nicknames[key(name)] = begun[0]
    for name, count in Counter([label.name for label in labels]).items():
        full = _initials_without_middle(name, given) if count > 1 and not cast.resolve(name) else None
        if full and full not in map(cast.resolve_given, names):  # beside `Ana: Yes.`, `AWS: a cloud` is no turn of Ana Sanz
            nicknames[key(name)] = full
    return cast


def _described(name: str, titled: Iterable[str]) -> Iterator[str]:
    """The full names that begin with a first name behind other words with capitals: `Gardener Ana Ruiz` for `Ana`."""
    for full in titled:
        before, _, family = full.partition(f" {name} ")
        if family and " " not in before:
            yield f"{name} {family}"


def _nicknames(title: str, intro: str, labels: Sequence[Label]) -> dict[str, str]:
    """The full names of those who have nicknames, by these: in brackets in the intro or in a label, or quoted inside a name."""
    found = {key(nick): squeeze(full) for nick, full in _bracketed(intro)}
    found |= {
        key(label.alias): bare(label.name)
        for label in labels
        if label.alias and (" " in label.name or unspaced(label.name)) and label.alias.casefold() not in ("host", "guest")
    }
    for nick, full in _quoted(f"{title}\n{intro}"):
        found.setdefault(key(nick), full)
    return found


def _bracketed(text: str) -> Iterator[tuple[str, str]]:
    """Nicknames in brackets, each with the full name before it.

    Lines of which several end with one name in brackets tell instead who recommends what: `Wax Works (Bo)`.
    """
    brackets = [*compiled(_BRACKETED).finditer(text)] if _stand_behind_capitals(("(",), text) else []
    if brackets and (ending := dict(re.findall(_AT_END, text))) and len({*ending.values()}) < len(ending):
        brackets = [found for found in brackets if not ends_line(text, found.end())]
    return ((found[1], full) for found in brackets if (full := _before(found, _BEFORE_BRACKET)))


def _quoted(text: str) -> Iterator[tuple[str, str]]:
    """Nicknames quoted between first and last name, each with both."""
    quoted = compiled(_QUOTED).finditer(text) if _stand_behind_capitals(_OPENING_QUOTES, text) else ()
    return ((found[1], f"{first} {found[2]}") for found in quoted if (first := _before(found, _BEFORE_QUOTE)))


def _stand_behind_capitals(signs: Iterable[str], text: str) -> bool:
    """Whether one of the signs is right behind a word with a capital: a quick test that most texts fail."""
    line = squeeze(text)
    return any(any(map(str.isupper, "".join(before.split()[-1:]))) for sign in signs for before in line.split(sign)[:-1])


def _before(sign: re.Match[str], form: str) -> str | None:
    """The name of this form that stands right before a match."""
    name = re.compile(form).search(sign.string, max(0, sign.start() - _LONGEST_NAME), sign.start())
    return name[0] if name else None


def _holds(name: str, known: Container[str]) -> bool:
    """Whether a longer name ends with a known one: it then begins with a noun, as German writes nouns with a capital."""
    words = name.split()
    return any(" ".join(words[at:]) in known for at in range(1, len(words) - 1))
