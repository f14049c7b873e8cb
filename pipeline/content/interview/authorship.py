"""Who has written a post, and may be the one who asks in it."""

import re
from collections.abc import Collection

from pipeline.content.frontmatter import FrontMatter
from pipeline.content.interview.clues import Clues, individuals, is_in_title
from pipeline.content.interview.text import Text, beneath_questions, written
from pipeline.content.lexicon.people import ASKS, FIRMS
from pipeline.content.text.names import handle, has_form_of_name, is_role

# What a translator is credited with, in many languages.
_TRANSLATED = r"(?i:translat|übersetz|tradu|vertaa?l|tłuma|перев[её]|переклад|译|譯|訳|번역)"


def author_speaking(clues: Clues) -> str | None:
    """The one of several speakers who has written the post, unless it is about that person."""
    front, speaking = clues.front, individuals(clues.names.values())
    authors = {handle(clues.cast.resolve_given(name) or name) for name in front.authors}
    writing = [name for name in speaking if handle(name) in authors and name not in front.guests and not is_in_title(name, clues.text)]
    return writing[0] if len(writing) == 1 and (len(speaking) > 1 or _answers_once(clues.text, writing)) else None


def _answers_once(text: Text, asking: Collection[str]) -> bool:
    """Whether the guest of the title has a label as well, though it does not come back: `Bo: It burns.` above answers without any."""
    from pipeline.content.interview.invited import invited  # noqa: PLC0415 - few posts have a single speaker

    guest = invited(text.title, "", asking, "\n".join(written(text)))
    return guest is not None and any(label.name in (guest, guest.partition(" ")[0]) for _, label, _ in text.labels)


def only_author(text: Text, front: FrontMatter, names: dict[str, str | None], guest: str | None) -> str | None:
    """The post's only author, or only one beside the guest, who is the host where nobody else is known to be, but somebody else answers."""
    answering = {name for name in (*front.guests, guest, *names.values()) if name and not is_role(name)}
    beside = tuple(name for name in front.authors if name not in answering)
    author, *others = beside or front.authors or ("",)
    if others or front.speakers or not answering or author in answering or not is_somebody(author) or is_in_title(author, text):
        return None
    if _is_translator(author, text):
        return None
    asked = any(name is None or name.casefold() in ASKS for name in names.values())  # `Q:` and `Interviewer:`
    return author if asked or beneath_questions(text) else None


def _is_translator(author: str, text: Text) -> bool:
    """Whether the text says so: `Translated by Ana Ruiz`."""
    credited = rf"{_TRANSLATED}[^\n]{{0,40}}(?<![a-z]){re.escape(author)}"
    return any(author in block.text and re.search(credited, block.text) for block in text.blocks)


def is_somebody(author: str) -> bool:
    """Whether an author is a person with a full name, and no firm: `Apache WAX`, `The Wax Works Team`."""
    words = author.split()
    firm = any(word.casefold().strip(".,") in FIRMS or (word.isupper() and word.isalpha() and len(word) > len("JP")) for word in words)
    return len(words) > 1 and has_form_of_name(author) and not firm
