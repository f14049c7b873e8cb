"""Questions that are not headings: paragraphs in bold, italics or quotations, behind dashes, numbers or `Q:`, summaries of folds.

They are turned into headings if they outnumber the post's own and none, or very few, of those ask. How a question is set is called its
dress. It is `plain` where nothing sets it apart: then the paragraphs that ask must alternate with answers.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from pipeline.content import markup
from pipeline.content.interview.beginnings import labels, scan
from pipeline.content.interview.labels import label_of, may_begin
from pipeline.content.interview.lexicon import ABBREVIATED, ASKING_AND_ANSWERING, ASKS, GREETINGS, LETTERS, REACTIONS, SIGNING_OFF
from pipeline.content.interview.names import FULL_NAME
from pipeline.content.interview.passages import rows
from pipeline.content.interview.phrases import end, folded
from pipeline.content.interview.questions import asks, holds_question
from pipeline.content.interview.signposts import closes, is_title, opens
from pipeline.content.markup import BOLD, ITALIC, Block, Piece
from pipeline.content.plaintext import CLOSERS, SENTENCE_ENDS, ends_asking, holds_mark, squeeze, without_asides
from pipeline.content.source import Source

# How many of a dress must ask. Bold text and folds are set on purpose, so two are enough.
_ENOUGH = {"bold": 2, "fold": 2, "dash": 2, "item": 2, "letter": 2, "italics": 3, "quotation": 3, "number": 3, "plain": 3}
_EMPHASIS = ("italics", "quotation")
_APART = ("bold", "dash")
_COMMON = (*_EMPHASIS, "item", "number")  # these also occur inside what people say
_BY_LEAD = {"summary": "fold", "question": "fold", **dict.fromkeys(BOLD, "bold"), **dict.fromkeys((*ITALIC, "u"), "italics")}
_DASHES = tuple("—–―─－ー")  # the last lengthens a vowel in Japanese, where no word begins with it
_ANY_DASH = "".join(_DASHES)
_DASH = re.compile(rf"\s*[{_ANY_DASH}]+\s*")
_MARK = re.compile(rf"^\s*[{_ANY_DASH}-]+\s*")
_BOLD_LINE = re.compile(rf"\n<(?:{'|'.join(BOLD)})[ >]")
_ITEM_IN_BOLD = (
    rf"^<ol[^>]*>\s*<li[^>]*>\s*(?:<p[^>]*>)?<({'|'.join(BOLD)})\b[^>]*>[^<]*</\1>\s*(?:</p>\s*)?</li>\s*</ol>$"  # `1. **Tell us of wax.**`
)
_NUMBER = re.compile(r"\s*\d{1,2}[.)]\s")
_NUMBERED = r"\d{1,2}(?:\s?[-–—]\s|[、．])"  # which begin no list in Markdown: `1 - Why wax?`, `1、为什么？`
_LETTER = re.compile(r"\s*([^\W\d_]{1,14})\s?\d{0,3}\s?([.:：])")
_DASH_IN_LINE = re.compile(rf"\n[^\S\n]*[{_ANY_DASH}]")
_SEVERAL = 3  # headings that ask: fewer may stand beside questions in bold or behind dashes: `## Who is Ana?`, `## Want to join us?`
_SELDOM = 5  # whoever asks is labelled right behind fewer than one in so many of the questions
_FEW = 5  # paragraphs, at most, to a question that is a paragraph without any markup
_UNANSWERED = 5  # one in so many questions, at most, may lack its answer
_LONGEST = 300  # characters, at most, of such a question
_PHRASE = 5  # blanks, at most, in a phrase that is no sentence
# Letters and words before a question, without their number.
_QUESTIONS = frozenset(asking for asking, _ in ASKING_AND_ANSWERING)
_ASKING = _QUESTIONS | frozenset(part.capitalize() for part in ASKS)
_LETTERED = {letter: "letter" if letter in _QUESTIONS else "" for letter in LETTERS}  # the dresses of lines behind letters
_LEFT_OUT = _ASKING | frozenset(LETTERS)  # of the heading that is made of the line behind them


class _Part(NamedTuple):
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
        """Whether it ends in a question, or a fold, quotation, dash, letter or brackets in bold set a request apart: `**Q. Tell us.**`"""
        if not self.dress or ends_asking(_said(self.text)):
            return bool(self.dress)
        if self.dress == "bold" and _requests_by_letter(self.text):
            return True
        if self.dress in ("fold", "quotation") or (self.dress == "bold" and self.text.lstrip().startswith("【")):
            return asks(self.text)
        return self.text.lstrip().startswith(_DASHES) and asks(_MARK.sub("", self.text))

    @property
    def talks(self) -> bool:
        """Whether somebody says something here that does not end in a question: `**That sounds hard.**`

        In bold it may lack its full stop if it is long. A quotation holds a question, or a request: `> Tell us of wax.`
        """
        said = _said(self.text)
        if self.dress == "bold" and said.count(" ") > _PHRASE:
            return not said.endswith((":", "："))
        if self.dress == "quotation":
            return holds_question(said)
        if self.dress == "number":
            return True
        return self.dress in ("bold", "dash", "fold", "item", "letter") and said.rstrip(CLOSERS).endswith(SENTENCE_ENDS)

    @property
    def addresses(self) -> bool:
        """Whether somebody is spoken to here, as far as can be told of words in bold with nothing above: `**Hi Ana, and welcome!**`"""
        said = squeeze(self.text)
        small = folded(said)
        greets = small.split(" ", 1)[0].rstrip(",!") in GREETINGS or end(REACTIONS, small) is not None
        return self.dress != "bold" or greets or holds_mark(said) or asks(said) or label_of(said) is not None


def with_questions(blocks: tuple[Block, ...], source: Source, title: str) -> tuple[Block, ...]:
    """The blocks, with the questions in the post's dress turned into headings, and with what else is said in it."""
    headings = [block for block in blocks if block.level and not is_title(block, title) and not closes(block.text)]
    asking_headings = len([*islice((block for block in headings if asks(block.text)), _SEVERAL)])
    if asking_headings and not (asking_headings < _SEVERAL and _ask_apart(blocks) > 2 * asking_headings):
        return blocks
    dress, parts = _dressed(blocks, source)
    asking = [index for index, part in enumerate(parts) if part.dress == dress and part.asks] if dress else []
    if len(headings) >= len(asking):
        return blocks
    spoken = {*asking, *_talking(parts, dress, asking)}
    cut = tuple(_cut_out(parts))
    intro = {*range(min(spoken) - 1)}
    if asking_headings:
        intro -= {index - 1 for index in _speaking(cut) if asks(cut[index - 1].text)}
    return tuple(_heading(block) if index in spoken else _of_intro(block) if index in intro else block for index, block in enumerate(cut))


def _ask_apart(blocks: Sequence[Block]) -> int:
    """How many paragraphs ask in bold, or behind dashes that answers do not have as well, as in a dialogue that somebody tells."""
    worn = ["" if block.tag != "p" else _dress(block) for block in blocks]
    asking = Counter(dress for dress, block in zip(worn, blocks, strict=True) if dress in _APART and ends_asking(_said(block.text)))
    told = ("dash", "dash") in pairwise(worn)
    return max(asking["bold"], 0 if told else asking["dash"])


def _dressed(blocks: Sequence[Block], source: Source) -> tuple[str, Sequence[_Part]]:
    """The dress in which questions are asked, and the blocks, those that wear it in parts; no dress and nothing if there is none."""
    parted = {index: parts for index, block in enumerate(blocks) if (parts := _parts(block, source))}
    dress = _worn([part for parts in parted.values() for part in parts])
    if dress in ("", "plain") and (own := _alone_labelled(blocks)):
        return "letter", [_whole(block, "letter" if index in own else "") for index, block in enumerate(blocks)]
    if not dress:
        return "", ()
    # A paragraph may hold a question and, in the next line, its answer behind another letter; in other dresses answers stand apart.
    asking = {index: parts if dress == "letter" else parts[-1:] for index, parts in parted.items()}
    places = [index for index, parts in asking.items() if any(part.dress == dress and part.asks for part in parts)]
    if not _are_hosts(dress, blocks, places):
        return "", ()
    worn = {index: parts for index, parts in parted.items() if any(part.dress == dress for part in parts)}
    return dress, [part for index, block in enumerate(blocks) for part in worn.get(index, (_whole(block),))]


def _are_hosts(dress: str, blocks: Sequence[Block], places: Sequence[int]) -> bool:
    """Whether the questions in a dress, which are in the blocks `places`, are the host's: nobody who is labelled may have asked them."""
    if dress == "plain":
        return _alternate(blocks, places)
    if dress != "letter":
        return dress not in _COMMON or not _converse(blocks, frozenset(places))
    lettered = [index for index in places if _letter(blocks[index].text) in _QUESTIONS]  # in dialogues, `Interviewer:` is as good as a name
    return not _converse(blocks, frozenset(lettered)) and (not lettered or _begins_with_letters(blocks))


def _alone_labelled(blocks: Sequence[Block]) -> frozenset[int]:
    """The paragraphs of the only person who is labelled, if most of them ask and others answer: `**Ana:** How so?`; empty otherwise."""
    names = set[str]()
    own: list[int] = []
    loose: Counter[str] = Counter()
    for index, block in enumerate(blocks):
        label = label_of(block.text) if block.tag == "p" else None
        if label and label.loose:
            loose[label.name] += 1
        elif label:
            names.add(label.name)
            own.append(index)
            if len(names) > 1:
                return frozenset()
    if max(loose.values(), default=0) >= len(own):  # a handle that answers
        return frozenset()
    asking = frozenset(index for index in own if ends_asking(_said(blocks[index].text)))
    enough = len(asking) >= _ENOUGH["plain"] and len(asking) * 2 > len(own) and _are_answered(asking, (*own, len(blocks)))
    return frozenset(own) if enough else frozenset()


def _are_answered(asking: Collection[int], places: Sequence[int]) -> bool:
    """Whether other blocks follow nearly all that ask. `places` are the blocks that look like these, and then the post's end."""
    answered = sum(1 for index, after in pairwise(places) if index in asking and after - index > 1)
    return answered * _UNANSWERED >= len(asking) * (_UNANSWERED - 1)


def _talking(parts: Sequence[_Part], dress: str, asking: Sequence[int]) -> Iterator[int]:
    """The indices of parts in this dress in which something is said; none if the answers have the same dress.

    Words in bold above the first question are said by nobody, unless they address somebody: they are a summary, or a note on the text.
    Nor is anything said behind the last question once a part signs off: `This interview was edited.` Amid questions in italics, requests in
    italics are the host's as well.
    """
    answered = sum(1 for index in asking if index + 1 < len(parts) and not parts[index + 1].dress)
    if answered * 2 <= len(asking):
        return
    begun = False
    for index, part in enumerate(parts):
        if index > asking[-1] and part.text.lstrip().casefold().startswith(SIGNING_OFF):
            return
        if part.dress == dress and (part.talks or (dress == "italics" and index < asking[-1] and asks(part.text))):
            begun = begun or index > asking[0] or part.addresses
            if begun:
                yield index


def _worn(parts: Sequence[_Part]) -> str:
    """The dress in which most questions are asked, which is any but `plain` if there is one; empty if none has enough of them."""
    asking = Counter(part.dress for part in parts if part.asks)
    if asking["quotation"] > 2 * sum(part.dress == "quotation" and holds_mark(part.text) for part in parts):
        del asking["quotation"]  # most are requests, as in verses: `> Tell me not, in mournful numbers`
    enough = (dress for dress, count in sorted(asking.items(), key=lambda item: (item[0] == "plain", -item[1])) if count >= _ENOUGH[dress])
    return next((dress for dress in enough if dress not in _EMPHASIS or asking[dress] * 2 > _among(parts, dress)), "")


def _among(parts: Sequence[_Part], dress: str) -> int:
    """How many parts have a dress from the first that asks to the last: above and below are notes, `*Photos: Ana Ruiz*`."""
    places = [index for index, part in enumerate(parts) if part.dress == dress and part.asks]
    return sum(part.dress == dress for part in parts[places[0] : places[-1] + 1])


def _converse(blocks: Sequence[Block], asked: frozenset[int]) -> bool:
    """Whether one of the labelled speakers may be the one who asks in the blocks `asked`, so that these are answers that end in a question.

    A letter (`Q`) is no such speaker, nor is a name that occurs once. None of the speakers asks if most of the blocks have a label right
    behind them, and whoever mostly spoke before the blocks often answers as well.
    """
    speaking = _speaking(blocks)
    if not speaking:
        return False
    places = (*(index for index, block in enumerate(blocks) if block.tag != "-comment"), len(blocks))
    spoken = sorted(speaking)
    answering = (index if index in speaking else after for index, after in pairwise(places) if index in asked)
    behind = [speaking[index][0] for index in answering if index in speaking]
    before = Counter(speaking[spoken[bisect_left(spoken, place) - 1]][-1] for place in asked if place > spoken[0])
    leading = sum(behind.count(name) for name, _ in before.most_common(1))
    return 2 * len(behind) <= len(asked) or leading * _SELDOM < len(behind)


def _speaking(blocks: Sequence[Block]) -> dict[int, list[str]]:
    """The names that label the blocks and occur again, by the index of the block."""
    placed = [(index, label.name) for index, label, _ in labels(scan(blocks)) if not label.loose]
    counts = Counter([name for _, name in placed])
    speaking: dict[int, list[str]] = {}
    for index, name in placed:
        if counts[name] > 1 and name.rstrip(".").capitalize() not in _ASKING:
            speaking.setdefault(index, []).append(name)
    return speaking


def _begins_with_letters(blocks: Sequence[Block]) -> bool:
    """Whether a conversation begins with `Q:`, rather than a talk that has questions behind it: nobody speaks above at length."""
    first = next(index for index, block in enumerate(blocks) if _letter(block.text) in _QUESTIONS)
    above, below = (sum(len(block.text) for block in some if block.tag == "p") for some in (blocks[:first], blocks[first:]))
    return above < below and min(_speaking(blocks), default=first) >= first


def _alternate(blocks: Sequence[Block], asked: Sequence[int]) -> bool:
    """Whether the paragraphs that ask alternate with answers, few to each of them, and nobody is labelled: others may ask themselves."""
    behind = sum(1 for block in blocks[asked[0] :] if block.tag == "p")
    if len(asked) * _FEW < behind or not _are_answered(frozenset(asked), (*asked, len(blocks))):
        return False
    return all(label.loose for _, label, _ in labels(scan(blocks)))


def _cut_out(parts: Sequence[_Part]) -> Iterator[Block]:
    """The parts as blocks."""
    cuts = iter(markup.paragraphs([(part.block.line + part.row, part.html) for part in parts if part.html is not None]))
    return (part.block if part.html is None else next(cuts) for part in parts)


def _heading(block: Block) -> Block:
    """A heading of the words alone, without the dash or letter before them and the colon behind them."""
    text = _unled(_MARK.sub("", block.text, count=1))
    label = label_of(text, bold=True)
    return block._replace(
        tag="h3", level=3, plain=False, text=text[label.length :] if label and label.name.capitalize() in _LEFT_OUT else text
    )


def _of_intro(block: Block) -> Block:
    """A heading far above the first question does not belong to the conversation, unless it announces it, or asks a speaker who is labelled."""
    return block._replace(tag="p", level=0) if block.level > 1 and not opens(block.text) else block


def _whole(block: Block, dress: str = "") -> _Part:
    return _Part(block, dress, block.text)


def _parts(block: Block, source: Source) -> tuple[_Part, ...]:
    """The parts of a block of which one has a dress; empty for most blocks."""
    if block.tag == "p":
        return _of_paragraph(block)
    if block.tag not in ("ul", "ol", "blockquote") or label_of(block.text.lstrip()):
        return ()
    if block.tag == "blockquote":
        return (_whole(block, "quotation"),) if holds_question(block.text) else ()
    if not (holds_mark(block.text) or (block.tag == "ol" and re.search(_ITEM_IN_BOLD, block.html) and asks(block.text))):
        return ()
    return tuple(_of_list(block, source))


def _of_paragraph(block: Block) -> tuple[_Part, ...]:
    """The parts of a paragraph. `**How so?** Because.` is a question and its answer; lines behind dashes are each said by somebody."""
    if not block.text.isascii() and _DASH_IN_LINE.search(block.text):
        return tuple(_lines(block, lambda line: "dash" if _DASH.match(line) else None))
    if "\n" in block.text and _letter(block.text) in _QUESTIONS and any(_letter(line) in _LETTERED for line in block.text.split("\n")[1:]):
        return tuple(_lines(block, lambda line: _LETTERED.get(_letter(line))))
    if _BOLD_LINE.search(block.html) and (lines := tuple(_bold_lines(block))):
        return lines
    dress = _dress(block)
    pieces = [piece for piece in block.pieces() if piece.text.strip()] if dress in ("bold", "italics") else []
    if len(pieces) < 2 or (dress == "bold" and all(piece.tag in BOLD for piece in pieces) and not ends_asking(_said(pieces[0].text))):
        return (_whole(block, dress),) if dress else ()
    first = _part(block, dress, 0, pieces[:1])
    if dress == "italics" or not (first.asks or first.talks):
        return ()
    return (first, _part(block, "", pieces[0].text.count("\n"), pieces[1:]))


def _part(block: Block, dress: str, row: int, pieces: Sequence[Piece]) -> _Part:
    text = "".join(piece.text for piece in pieces)
    return _Part(block, dress, text, row + text.startswith("\n"), "".join(piece.html for piece in pieces))


def _dress(block: Block) -> str:
    """The dress of a paragraph. A label is none, except one that asks: a letter, or `**Interviewer:**`."""
    text, lead = block.text, block.lead
    if text.lstrip()[:1] in _DASHES and lead not in BOLD:
        return "dash"
    dress = _BY_LEAD.get(lead, "")
    if dress in ("bold", "italics"):
        inside, behind = _emphasised(block.html, lead)
        requested = behind.startswith("\n") and " " in text.partition("\n")[0].strip() and _asks_by_sign(text)
        if not (requested or behind.lstrip().startswith(("</p>", "<br")) or ends_asking(_said(inside))):
            dress = ""
        elif _is_name_alone(text):
            return ""
    if not dress and _asks_by_letter(text):
        return "letter"
    if block.plain and (re.match(_NUMBERED, text) or (not lead and _NUMBER.match(text))):  # as `1\. Why wax?` begins no list either
        return "number"
    return dress or ("plain" if block.plain and len(text) < _LONGEST and ends_asking(text.rstrip()) and not may_begin(text) else "")


def _emphasised(html: str, lead: str) -> tuple[str, str]:
    """What is in the emphasis that a paragraph begins with, and what follows. A question may be in two parts: `**How** **so?**`"""
    inside, _, behind = html.partition(f"</{lead}>")
    while not ends_asking(_said(inside)) and (again := re.match(rf" *<{lead}(?: [^>]*)?>", behind)):
        more, _, behind = behind[again.end() :].partition(f"</{lead}>")
        inside = f"{inside} {more}"
    return inside, behind


def _is_name_alone(text: str) -> bool:
    """Whether a text is only a label, of somebody rather than a letter: `**Ana:**`, above what she says."""
    label = label_of(text)
    return label is not None and not label.loose and label.name not in LETTERS and not text[label.length :].strip(" *_\n")


def _said(text: str) -> str:
    """A text without an aside such as `[laughs]` at its end, or a colon behind its question mark."""
    bare = _unled(text.rstrip())
    return without_asides(bare) if bare.endswith("]") else bare


def _unled(text: str) -> str:
    """A text without the colon that leads from its question mark to the answer: `How so?:`"""
    return text[:-1] if text.endswith((":", "：")) and holds_mark(text[-2:]) else text


def _asks_by_letter(text: str, stops: str = ":：") -> bool:
    """Whether a text begins with `Q:`, `Question 2:`, `Interviewer:` or the like; `stops` are the characters that may end that."""
    return _letter(text, stops) in _ASKING


def _asks_by_sign(text: str) -> bool:
    """Whether a text begins with `Q.` or the like, or with a number: `2. Tell us of wax.`"""
    return _asks_by_letter(text, ".:：") or _NUMBER.match(text) is not None


def _letter(text: str, stops: str = ":：") -> str:
    """The letter or word in front of a text, with a capital; empty if there is none. A full stop may end `Q`, `Ans` and the like in any case."""
    letter = _LETTER.match(text)
    return letter[1].capitalize() if letter and (letter[2] in stops or letter[1] in ABBREVIATED) else ""


def _requests_by_letter(text: str) -> bool:
    """Whether a text in bold begins with `Q.` or the like, and not only to say who asks: `**Interviewer: Ana Ruiz**`."""
    return _asks_by_letter(text, ".:：") and FULL_NAME.fullmatch(squeeze(_LETTER.sub("", text, count=1))) is None


def _lines(block: Block, dressed: Callable[[str], str | None]) -> Iterator[_Part]:
    """The lines of a paragraph that are each said by somebody, with the dress of each; None for a line that continues the one before."""
    begun: list[tuple[int, str, list[Piece]]] = []
    for row, pieces in rows(block):
        dress = dressed("".join(piece.text for piece in pieces))
        if begun and dress is None:
            begun[-1][2].extend((Piece("", "\n", "\n"), *pieces))
        else:
            begun.append((row, dress or "", pieces))
    return (_part(block, dress, row, pieces) for row, dress, pieces in begun)


def _bold_lines(block: Block) -> Iterator[_Part]:
    """The lines of a paragraph that ask in bold, and the text between them; nothing if no line asks. Lines all in bold may be one question."""
    bold = all(piece.tag in BOLD for piece in block.pieces() if piece.text.strip()) and label_of(block.text, bold=True) is None
    if bold and (ends_asking(_said(block.text)) or not holds_mark(block.text)):
        yield _whole(block, "bold")
        return
    begun: list[tuple[int, bool, list[Piece]]] = []
    for row, pieces in rows(block):
        worded = [piece for piece in pieces if piece.text.strip()]
        asking = len(worded) == 1 and worded[0].tag in BOLD and ends_asking(_said(worded[0].text))
        if begun and not asking and not begun[-1][1]:
            begun[-1][2].extend((Piece("", "\n", "\n"), *pieces))
        elif worded:
            begun.append((row, asking, pieces))
    if any(asking for _, asking, _ in begun):
        yield from (_part(block, "bold" if asking else "", row, pieces) for row, asking, pieces in begun)


def _of_list(block: Block, source: Source) -> Iterator[_Part]:
    """A question alone in its list; the items of a list that ask and answer, or of one in which questions and answers alternate."""
    items = [(*_item(first), *map(_whole, others)) for first, *others in markup.items(block, source)]
    asking = [asks(item[0].text) for item in items]
    answered = sum(1 for item, asked in zip(items, asking, strict=True) if asked and len(item) > 1)
    take_turns = len(items) > 3 and asking[0] and all(first != second for first, second in pairwise(asking))
    if len(items) == 1 or answered * 2 > len(items) or take_turns:
        for (question, *answer), asked in zip(items, asking, strict=True):
            yield question._replace(dress="item" if asked or question.dress else "")
            yield from answer


def _item(first: Block) -> tuple[_Part, ...]:
    """The parts of an item's first block: its question, in bold or not, and the answer that follows in the same paragraph."""
    parts = _of_paragraph(first) if first.tag == "p" and first.lead in BOLD else ()
    return parts if 0 < len(parts) < 3 else (_whole(first),)
