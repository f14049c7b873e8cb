"""How a question is set that is no heading, which is called its dress: bold, italics, quotation, fold, dash, item, number or `Q:`.

It is `plain` where nothing sets it apart.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.content.interview.labels import label_of, may_begin
from pipeline.content.interview.passages import rows
from pipeline.content.interview.questions import asks, greets, holds_question, speaks_to_guest
from pipeline.content.lexicon.people import ABBREVIATED, ASKING_AND_ANSWERING, ASKS, LETTERS
from pipeline.content.lexicon.phrases import end, folded
from pipeline.content.lexicon.speech import REACTIONS
from pipeline.content.markup import contents
from pipeline.content.markup.block import BOLD, ITALIC, ITEMISED, Block, Piece
from pipeline.content.markup.source import Source
from pipeline.content.text.asides import without_asides
from pipeline.content.text.names import FULL_NAME
from pipeline.content.text.plaintext import squeeze
from pipeline.content.text.sentences import CLOSERS, SENTENCE_ENDS, closes_sentence, ends_asking, holds_mark, sentences

_BY_LEAD = {"summary": "fold", "question": "fold", **dict.fromkeys(BOLD, "bold"), **dict.fromkeys((*ITALIC, "u"), "italics")}
_DASHES = tuple("—–―─－ー")  # the last lengthens a vowel in Japanese, where no word begins with it
_ANY_DASH = "".join(_DASHES)
_DASH = re.compile(rf"\s*[{_ANY_DASH}]+\s*")
_HYPHENED = ("- ", "-¿", "-¡")  # written as `\- Why wax?`, since it would begin a list, or by converters from other formats
_LEADING_DASH = re.compile(rf"^\s*[{_ANY_DASH}-]+\s*")
_BOTH = rf"<p[^>]*><({'|'.join(ITALIC)})\b[^>]*><({'|'.join(BOLD)})\b[^>]*>(?:(?!</\2>).)*</\2></\1></p>"  # `***Why wax?***`
_BOLD_LINE = re.compile(rf"\n<(?:{'|'.join(BOLD)})[ >]")
_ITEM_IN_BOLD = (
    rf"^<ol[^>]*>\s*<li[^>]*>\s*(?:<p[^>]*>)?<({'|'.join(BOLD)})\b[^>]*>[^<]*</\1>\s*(?:</p>\s*)?</li>\s*</ol>$"  # `1. **Tell us of wax.**`
)
_NUMBER = re.compile(r"\s*\d{1,2}[.)]\s")
_NUMBERED = r"\d{1,2}(?:\s?[-–—|]\s|[、．])"  # which begin no list in Markdown: `1 - Why wax?`, `1、为什么？`
_LETTER = re.compile(r"\s*([^\W\d_]{1,14})\s?\d{0,3}\s?([.:：])")
_BEGIN_SPEECH = (*_DASHES, *_HYPHENED)
_DASH_IN_LINE = re.compile(rf"\n[^\S\n]*[{_ANY_DASH}]")
_LONGEST = 300  # characters, at most, of a plain question
_WORDS_OF_NAME = 5  # with the dash before it, of who asked a question: fewer
_PHRASE = 5  # blanks, at most, in a phrase that is no sentence
# Letters and words before a question, without their number.
QUESTION_LETTERS = frozenset(asking for asking, _ in ASKING_AND_ANSWERING)
ASKING_LETTERS = QUESTION_LETTERS | frozenset(part.capitalize() for part in ASKS)
_LETTERED = {letter: "letter" if letter in QUESTION_LETTERS else "" for letter in LETTERS}  # the dresses of lines behind letters

_LEFT_OUT = ASKING_LETTERS | frozenset(LETTERS)  # of the heading that is made of the line behind them


class Part(NamedTuple):
    """A block and its dress, which is empty if it has none; or a part of a block, which is still to be cut out.

    `text` is what it says, `row` its line in the block (from 0). `html` is that of a part, None for a whole block.
    """

    block: Block
    dress: str
    text: str
    row: int = 0
    html: str | None = None

    @property
    def asks(self) -> bool:
        """Whether it ends in a question, or a fold, quotation, dash, letter or brackets in bold set a request apart: `**Q. Tell us.**`

        What is plain has no such dress unless it asks.
        """
        if not self.dress or self.dress == "plain" or ends_asking(without_tail(self.text)):
            return bool(self.dress)
        if self.dress == "bold" and _asks_behind_letter(self.text):
            return True
        if self.dress in ("fold", "quotation") or (self.dress == "bold" and self.text.lstrip().startswith("【")):
            return asks(self.text)
        return is_dashed(self.text) and asks(_LEADING_DASH.sub("", self.text))

    @property
    def talks(self) -> bool:
        """Whether somebody says something here that does not end in a question: `**That sounds hard.**`

        In bold it may lack its full stop if it is long. A quotation holds a question, or a request: `> Tell us of wax.` So do words in
        italics alone, unless they speak to the guest: `*So you keep bees.*` Others are a caption, or tell what happens.
        """
        said = without_tail(self.text)
        if (self.dress == "bold" or self.is_strong) and said.count(" ") > _PHRASE:
            return not said.endswith((":", "：")) or _requests(said)
        if self.dress == "quotation":
            return holds_question(said)
        if self.dress == "italics" and not self.is_strong:
            return holds_question(said) or speaks_to_guest(said)
        if self.dress == "number":
            return True
        return self.dress in ("bold", "dash", "fold", "italics", "item", "letter") and said.rstrip(CLOSERS).endswith(SENTENCE_ENDS)

    @property
    def is_strong(self) -> bool:
        """Whether a paragraph is all in bold italics: `***That sounds hard.***`"""
        return self.dress == "italics" and re.fullmatch(_BOTH, self.block.html, re.DOTALL) is not None

    @property
    def addresses(self) -> bool:
        """Whether somebody is spoken to here, as far as can be told of words with nothing above: `**Hi Ana, and welcome!**`

        In italics they ask, and that of the guest: an intro may ask, too.
        """
        said = squeeze(self.text)
        if self.dress == "italics":
            return asks(said) or (holds_mark(said) and speaks_to_guest(said))
        answers = greets(said) or end(REACTIONS, folded(said)) is not None
        return self.dress != "bold" or answers or holds_mark(said) or _requests(said) or label_of(said) is not None


def _requests(said: str) -> bool:
    """Whether one of the sentences asks: `Good to see you, Bo. Please share a bit about yourself.`"""
    return any(map(asks, sentences(squeeze(said))))


def whole(block: Block, dress: str = "") -> Part:
    return Part(block, dress, block.text)


def parts_of(block: Block, source: Source) -> tuple[Part, ...]:
    """The parts of a block of which one has a dress; empty for most blocks."""
    if block.tag == "p":
        return _of_paragraph(block)
    if block.tag not in (*ITEMISED, "blockquote") or label_of(block.text.lstrip()):
        return ()
    if block.tag == "blockquote":
        return (whole(block, "quotation"),) if holds_question(block.text) else ()
    if not (holds_mark(block.text) or (block.tag == "ol" and re.search(_ITEM_IN_BOLD, block.html) and asks(block.text))):
        return ()
    return tuple(_of_list(block, source))


def _of_paragraph(block: Block) -> tuple[Part, ...]:
    """The parts of a paragraph. `**How so?** Because.` is a question and its answer; lines behind dashes are each said by somebody."""
    if not block.text.isascii() and _DASH_IN_LINE.search(block.text):
        return tuple(_lines(block, lambda line: "dash" if _DASH.match(line) else None))
    if (
        "\n" in block.text
        and letter_of(block.text) in QUESTION_LETTERS
        and any(letter_of(line) in _LETTERED for line in block.text.split("\n")[1:])
    ):
        return tuple(_lines(block, lambda line: _LETTERED.get(letter_of(line))))
    if _BOLD_LINE.search(block.html) and (lines := tuple(_bold_lines(block))):
        return lines
    dress = dress_of(block)
    pieces = [piece for piece in block.pieces() if piece.text.strip()] if dress in ("bold", "italics") else []
    if len(pieces) < 2 or (
        dress == "bold" and all(piece.tag in BOLD for piece in pieces) and not ends_asking(without_tail(pieces[0].text))
    ):
        return (whole(block, dress),) if dress else ()
    first = _part(block, dress, 0, pieces[:1])
    if dress == "italics" or not (first.asks or first.talks):
        return ()
    return (first, _part(block, "", pieces[0].text.count("\n"), pieces[1:]))


def _part(block: Block, dress: str, row: int, pieces: Sequence[Piece]) -> Part:
    text = "".join(piece.text for piece in pieces)
    return Part(block, dress, text, row + text.startswith("\n"), "".join(piece.html for piece in pieces))


def dress_of(block: Block) -> str:
    """The dress of a paragraph. A label is none, except one that asks: a letter, or `**Interviewer:**`."""
    text, lead = block.text, block.lead
    if text.lstrip()[:1] in _DASHES and lead not in BOLD:
        return "dash"
    if not lead and text.startswith(_HYPHENED):
        return "dash"
    dress = _BY_LEAD.get(lead, "")
    if dress in ("bold", "italics"):
        inside, behind = _emphasised(block.html, lead)
        requested = behind.startswith("\n") and " " in text.partition("\n")[0].strip() and _asks_by_sign(text)
        if not (
            requested
            or behind.lstrip().startswith(("</p>", "<br"))
            or ends_asking(without_tail(inside))
            or _begins_requesting(block, inside)
        ):
            dress = ""
        elif _is_name_alone(text):
            return ""
    if not dress and _asks_by_letter(text):
        return "letter"
    if block.plain and (re.match(_NUMBERED, text) or (not lead and _NUMBER.match(text))):  # as `1\. Why wax?` begins no list either
        return "number"
    return dress or ("plain" if block.plain and len(text) < _LONGEST and ends_asking(text.rstrip()) and not may_begin(text) else "")


def is_dashed(text: str) -> bool:
    """Whether a text begins with a dash, as what somebody says does in many languages."""
    return text.lstrip().startswith(_BEGIN_SPEECH)


def _begins_requesting(block: Block, inside: str) -> bool:
    """Whether a paragraph begins with a request in bold, of which `inside` is the HTML: `**Tell us about wax.** It burns.`"""
    first = next((piece for piece in block.pieces() if piece.text.strip()), None) if closes_sentence(inside) else None
    return first is not None and first.tag in BOLD and asks(first.text)


def _emphasised(html: str, lead: str) -> tuple[str, str]:
    """What is in the emphasis that a paragraph begins with, and what follows. A question may be in two parts: `**How** **so?**`"""
    inside, _, behind = html.partition(f"</{lead}>")
    while not ends_asking(without_tail(inside)) and (again := re.match(rf" *<{lead}(?: [^>]*)?>", behind)):
        more, _, behind = behind[again.end() :].partition(f"</{lead}>")
        inside = f"{inside} {more}"
    return inside, behind


def _is_name_alone(text: str) -> bool:
    """Whether a text is only a label, of somebody rather than a letter: `**Ana:**`, above what she says."""
    label = label_of(text)
    return label is not None and not label.loose and label.name not in LETTERS and not text[label.length :].strip(" *_\n")


def without_tail(text: str) -> str:
    """A text without what is behind its question: an aside such as `[laughs]`, who asked it, `(Ana)` or `– Ana`, or a colon."""
    bare = _without_colon(text.rstrip())
    if (found := bare.find("? – ")) > 0 and bare.count(" ", found) < _WORDS_OF_NAME and not bare.endswith(SENTENCE_ENDS):
        return bare[: found + 1]
    if bare.endswith(")"):
        question, _, aside = bare.rpartition(" (")
        return question if aside and ends_asking(question) else bare
    return without_asides(bare) or _unbracketed(bare) if bare.endswith("]") else bare


def _unbracketed(text: str) -> str:
    """A text without the brackets around all of it: `[Why wax?]`."""
    found = re.fullmatch(r"\s*(?:\[([^\[\]]*)\]|\(([^()]*)\))\s*", text)
    return found[1] or found[2] if found else text


def _without_colon(text: str) -> str:
    """A text without the colon that leads from its question mark to the answer: `How so?:`"""
    return text[:-1] if text.endswith((":", "：")) and holds_mark(text[-2:]) else text


def _asks_by_letter(text: str, stops: str = ":：") -> bool:
    """Whether a text begins with `Q:`, `Question 2:`, `Interviewer:` or the like; `stops` are the characters that may end that."""
    return letter_of(text, stops) in ASKING_LETTERS


def _asks_by_sign(text: str) -> bool:
    """Whether a text begins with `Q.` or the like, or with a number: `2. Tell us of wax.`"""
    return _asks_by_letter(text, ".:：") or _NUMBER.match(text) is not None


def letter_of(text: str, stops: str = ":：") -> str:
    """The letter or word in front of a text, with a capital; empty if there is none. A full stop may end `Q`, `Ans` and the like in any case."""
    letter = _LETTER.match(text)
    return letter[1].capitalize() if letter and (letter[2] in stops or letter[1] in ABBREVIATED) else ""


def _asks_behind_letter(text: str) -> bool:
    """Whether a text in bold begins with `Q.` or the like, and not only to say who asks: `**Interviewer: Ana Ruiz**`."""
    return _asks_by_letter(text, ".:：") and FULL_NAME.fullmatch(squeeze(_LETTER.sub("", text, count=1))) is None


def _lines(block: Block, dressed: Callable[[str], str | None]) -> Iterator[Part]:
    """The lines of a paragraph that are each said by somebody, with the dress of each; None for a line that continues the one before."""
    begun: list[tuple[int, str, list[Piece]]] = []
    for row, pieces in rows(block):
        dress = dressed("".join(piece.text for piece in pieces))
        if begun and dress is None:
            begun[-1][2].extend((Piece("", "\n", "\n"), *pieces))
        else:
            begun.append((row, dress or "", pieces))
    return (_part(block, dress, row, pieces) for row, dress, pieces in begun)


def _bold_lines(block: Block) -> Iterator[Part]:
    """The lines of a paragraph that ask in bold, and the text between them; nothing if no line asks. Lines all in bold may be one question."""
    bold = all(piece.tag in BOLD for piece in block.pieces() if piece.text.strip()) and label_of(block.text, bold=True) is None
    if bold and (ends_asking(without_tail(block.text)) or not holds_mark(block.text)):
        yield whole(block, "bold")
        return
    begun: list[tuple[int, bool, list[Piece]]] = []
    for row, pieces in rows(block):
        worded = [piece for piece in pieces if piece.text.strip()]
        asking = len(worded) == 1 and worded[0].tag in BOLD and _asks_in_line(worded[0].text)
        if begun and not asking and not begun[-1][1]:
            begun[-1][2].extend((Piece("", "\n", "\n"), *pieces))
        elif worded:
            begun.append((row, asking, pieces))
    if any(asking for _, asking, _ in begun):
        yield from (_part(block, "bold" if asking else "", row, pieces) for row, asking, pieces in begun)


def _asks_in_line(text: str) -> bool:
    """Whether a line asks: it ends with a question mark, or is a request, `Tell us of wax.`, and no topic without a full stop."""
    bare = without_tail(text)
    return ends_asking(bare) or (closes_sentence(bare) and asks(bare))


def _of_list(block: Block, source: Source) -> Iterator[Part]:
    """A question alone in its list; the items of a list that ask and answer, or of one in which questions and answers alternate."""
    items = [(*_item(first), *map(whole, others)) for first, *others in contents.items(block, source)]
    asking = [asks(item[0].text) for item in items]
    answered = sum(1 for item, asked in zip(items, asking, strict=True) if asked and len(item) > 1)
    take_turns = len(items) > 3 and asking[0] and all(first != second for first, second in pairwise(asking))
    if len(items) == 1 or answered * 2 > len(items) or take_turns:
        for (question, *answer), asked in zip(items, asking, strict=True):
            yield question._replace(dress="item" if asked or question.dress else "")
            yield from answer


def _item(first: Block) -> tuple[Part, ...]:
    """The parts of an item's first block: its question, in bold or not, and the answer that follows in the same paragraph."""
    if first.tag != "p":
        return (whole(first),)
    parts = _of_paragraph(first) if first.lead in BOLD else _above_answer(first)
    return parts if 0 < len(parts) < 3 else (whole(first),)


def _above_answer(block: Block) -> tuple[Part, ...]:
    """The question that is the first line of a paragraph, and the answer in those below; nothing if that line does not ask."""
    (_, question), *below = rows(block) if "\n" in block.text else [(0, ())]
    if not below or not _asks_in_line("".join(piece.text for piece in question)):
        return ()
    answer = [piece for _, pieces in below for piece in (*pieces, Piece("", "\n", "\n"))]
    return (_part(block, "", 0, question), _part(block, "", below[0][0], answer[:-1]))


def undressed(block: Block) -> Block:
    """A heading of the words alone, without the dash or letter before them and the colon behind them."""
    text = _unbracketed(_without_colon(_LEADING_DASH.sub("", block.text, count=1)))
    label = label_of(text, bold=True)
    return block._replace(
        tag="h3", level=3, plain=False, text=text[label.length :] if label and label.name.capitalize() in _LEFT_OUT else text
    )
