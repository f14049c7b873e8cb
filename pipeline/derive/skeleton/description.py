"""A video's description: which part introduces the conversation, and which links belong to it.

Descriptions also contain what a post does not need: chapters that the player shows anyway, hashtags, accounts to follow, thanks to
sponsors. All of that stays on record with the video; a post gets what a reader would miss.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import chain, zip_longest
from typing import NamedTuple

from pipeline.content.interview.inviting import leading_names
from pipeline.content.interview.signposts import closes
from pipeline.content.listed import is_entry
from pipeline.content.text.names import handle, names_in
from pipeline.content.text.plaintext import squeeze

_MOST = 6  # paragraphs in an intro, at most
_FAR = 120  # characters behind a word that introduces somebody in which the names are looked for
_FEW = 8  # words beside an address from which on a line is a sentence
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]’']")
_HASHTAG = re.compile(r"(?<!\w)#[^\W\d][\w-]*")
_BULLET = re.compile(r"[-*•●▪▸►‣·]\s+")
_EDGE = re.compile(r"^(?:[^\w(“\"'‘¿¡]+|\d{1,2}[.)]\s)|[\s:：>→⇒»|–—-]+$")
_BOXED = re.compile(r"^\W*\[([^][]+)\]")
_DECORATION = re.compile(r"^[^\w\s(\[<“”\"'‘’«¿¡@#$€£+*•●▪▸►‣·/-]+\ufe0f?\s+")
_UNSPEAKABLE = ("Cc", "Cs", "Cn", "Co")  # controls, surrogates, unassigned and private characters
# Requests to follow, thank or pay somebody, in the most common languages.
_PROMOTES = re.compile(
    r"""\b(?:subscribe|follow\ (?:us|me|the|our|him|her)|patreon|paypal|buy\ me\ a\ coffee|ko-fi|sponsor(?:s|ed)?\b|promo|coupon|discount|affiliate
    |\d+\s*%\s*off|use\ (?:the\ )?code|business\ (?:inquir|enquir)|merch|newsletter|join\ (?:us|our|the|my)|sign\ up|support\ (?:us|me|the)
    |donat|instagram|twitter|facebook|tiktok|threads|discord|telegram|linkedin|spotify|apple\ podcasts?|abonnier|abonnez|suscr[ií]be
    |inscreva|iscriviti|подпис|спонсор)|구독|문의|登録|订阅|訂閱|赞助|[\w.+-]+@[\w-]+\.\w""",
    re.IGNORECASE | re.VERBOSE,
)
_INVITES = re.compile(
    r"\b(?:with|feat\.?|ft\.?|featuring|guests?(?:\s+is)?:?|joined\s+by|interview(?:s|ing)?|(?:talk|speak|chat|sit)\w*\s+(?:down\s+)?(?:to|with)"
    r"|conversation\s+with|mit|avec|con|com|invit\w+)\s+(?=\w)",
    re.IGNORECASE,
)


class Description(NamedTuple):
    """Paragraphs of an intro, each a single line or a list of lines, and links as pairs (words, address)."""

    intro: tuple[str, ...]
    links: tuple[tuple[str, str], ...]


def read(text: str) -> Description:
    """The intro and the links in a description."""
    intro: list[str] = []
    links: dict[str, str] = {}
    for block in _blocks(text):
        prose: list[str] = []
        for line in block:
            found = ADDRESS.search(line)
            if not found or len(ADDRESS.sub("", line).split()) >= _FEW:
                prose.append(line)
                continue
            words = _named(line)
            above = prose.pop() if prose and _announces(prose[-1], words) else ""
            if prose and words and _heads(prose[-1]) and (prose[-1].isupper() or not names_in(prose[-1])):
                prose.pop()  # the heading of a list of links
            if not _PROMOTES.search(f"{above} {line}"):
                links.setdefault(_whole(found[0]), words or ("" if closes(above) else _named(above)))
        if kept := [line for line in prose if not _PROMOTES.search(line) and not line.endswith((":", "："))]:
            intro.append(_paragraph(kept))
    return Description(tuple(intro[:_MOST]), tuple((words, address) for address, words in links.items()))


def guests(title: str, text: str, others: tuple[str, ...]) -> tuple[str, ...]:
    """The full names that title or description introduce as guests (`with Ada Example`), without `others` (host, channel).

    If nobody is introduced like that, names that occur in both.
    """
    prose = " ".join(read(text).intro)
    invited = [name for source in (title, prose) for name in _invited(source)]
    if not invited:
        invited = [name for name in names_in(title) if name in prose]
    known = tuple(map(handle, others))
    return tuple(dict.fromkeys(name for name in invited if not any(one in handle(name) or handle(name) in one for one in known if one)))


def title(written: str) -> str:
    """A video's title without hashtags, the signs around them, and characters that YAML does not allow."""
    printable = "".join(" " if unicodedata.category(letter) in _UNSPEAKABLE else letter for letter in written)
    return squeeze(_HASHTAG.sub("", printable)).strip(" |–—-") or squeeze(printable)


def with_links(text: str, plain: Callable[[str], str], link: Callable[[str], str]) -> str:
    """A text with its addresses written as `link` does, without a scheme as they are, and all between them as `plain` does."""
    addresses = (link(address) if address.startswith("http") else address for address in ADDRESS.findall(text))
    return "".join(chain.from_iterable(zip_longest(map(plain, ADDRESS.split(text)), addresses, fillvalue="")))


def _blocks(text: str) -> Iterator[list[str]]:
    """Groups of lines with text, separated by empty lines and rules."""
    block: list[str] = []
    for line in (*text.splitlines(), ""):
        bare = squeeze(_HASHTAG.sub("", line))
        if not any(map(str.isalnum, bare)):
            yield block
            block = []
        elif is_entry(bare):
            if block and _heads(block[-1]):
                block.pop()
        else:
            block.append(_DECORATION.sub("", bare))


def _announces(line: str, words: str) -> bool:
    """Whether a line says what the address in the line below is, beside which there are these words."""
    return len(line.split()) <= 2 * _FEW and (not words or line.endswith((":", "：", "?")))


def _heads(line: str) -> bool:
    """Whether a line looks like the heading of a list below it."""
    return not ADDRESS.search(line) and len(line.split()) < 5 and not line.endswith((".", "!", "?"))


def _named(line: str) -> str:
    """The words beside the address in a line, without decoration."""
    bare = squeeze(ADDRESS.sub("", line).replace("[ ]", "").replace("()", "").replace("[]", ""))
    bare = _BOXED.sub(r"\1", bare)
    while (shorter := _EDGE.sub("", bare)) != bare:
        bare = shorter
    return bare


def _whole(address: str) -> str:
    return address if address.startswith("http") else f"https://{address}"


def _paragraph(lines: list[str]) -> str:
    """One line, or a list if the lines are items."""
    if not any(map(_BULLET.match, lines)):
        return " ".join(lines)
    rows: list[str] = []
    for line in lines:
        if found := _BULLET.match(line):
            rows.append(f"- {line[found.end() :]}")
        elif rows:
            rows[-1] += f" {line}"
        else:
            rows.append(line)
    return "\n".join(rows)


def _invited(text: str) -> Iterator[str]:
    """The names right behind words such as `with`, each with those joined to it by `and`."""
    for word in _INVITES.finditer(text):
        rest = text[word.end() : word.end() + _FAR]
        names = tuple(leading_names(rest))
        yield from names if names and rest.startswith(names[0]) else ()
