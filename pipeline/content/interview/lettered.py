"""Paragraphs whose first word is written as most people write it: `Q:` for `[Q]`, `Q)` or `Q #2:`, and `Interviewer:` for an `Editor:` who asks."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from html import escape

from pipeline.content.interview import bilingual
from pipeline.content.interview.rewriting import BEGINS_BOLD, ENDS_BOLD, heading, rewritten
from pipeline.content.lexicon.people import ASKING_AND_ANSWERING
from pipeline.content.markup.block import Block
from pipeline.content.text.pattern import compiled
from pipeline.content.text.sentences import ends_asking, holds_mark

_ENOUGH = 3  # questions
_SIGNS = " -–—|.:"  # that stand apart from a letter, so that there is one: `Q - Why wax?`
_FAR = 30  # characters, with the dash, of the name of whoever asks
_ASKING, _ANSWERING = (frozenset(letters) for letters in zip(*ASKING_AND_ANSWERING, strict=True))
_LETTERS = sorted({*_ASKING, *_ANSWERING})
_LETTER = f"(?:{'|'.join(letter for letter in _LETTERS if len(letter) == 1)}|{'|'.join(form for word in _LETTERS if len(word) > 1 for form in (word, word.upper()))})"
# In HTML. `[Q]`, `(Q2)`, `Q)`, `Q>`, `Q |`, `【Q】`; with a dash behind or in bold letters; and `Question #2:` or `Ｑ：`
_SIGNED = rf"""(?xm)^{BEGINS_BOLD}(?:
    [\[(【［（]?(?P<lettered>{_LETTER}[ ]?\d{{0,3}})(?:(?:[\])】］）]|&gt;)[:.：]?|[ ]?[|｜])(?P<behind>{ENDS_BOLD})
    |(?P<dashed>{_LETTER}[ ]?\d{{0,3}})(?:(?P<ends></(?:strong|b)>)[ ][-–—]|[ ]?[-–—](?P<last></(?:strong|b)>))
    |(?P<numbered>{_LETTER}[ ]?[\#№][ ]?\d{{1,3}}|[ＱＡ]\d{{0,3}})(?:[:.：．]|[ ][-–—])(?P<after>{ENDS_BOLD})
    )(?:[ ]+|(?<=[】］）：]))(?=\S)"""
_MAY_BE_SIGNED = rf"[\[(【［（]?(?:{_LETTER}|[ＱＡ])[ ]?(?:[#№][ ]?)?\d{{0,3}}[ ]?[\])】］）>|｜:.：．–—-]"
_OPENING = "[(【［（"
_FORMS = frozenset(("Ｑ", "Ａ", *_LETTERS, *map(str.upper, _LETTERS)))
_BEGINS_SIGN = frozenset((*_OPENING, *(form[0] for form in _FORMS)))
_WORD = re.compile(r"[^\W\d_]+")
_CHOICE = r"(?m)^[\[(【［（]?[BC](?:[】］）]|[\])>][ ]|[ ][|｜][ ])"  # `B) ...`: what may be chosen
_EDITOR = re.compile(r"(?:The |THE )?(?:Editors?|EDITORS?)[:：]")
_EDITOR_IN_BOLD = rf"^{BEGINS_BOLD}(?:The |THE )?(?:Editors?|EDITORS?)(?={ENDS_BOLD}[:：])"
_NUMBERED = re.compile(r"\s*([^\W\d_]{1,14})\s?#?\d{1,3}\s?[.:：]?\s*")  # a heading that is no more than `Question 1`


def labelled(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks, with such paragraphs in the usual form. Most posts have none."""
    return _without_numbers(_with_colons(_with_signs(_with_asker(_with_interviewer(bilingual.in_one(blocks))))))


def _with_interviewer(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks, of which those of an `Editor:` are an interviewer's if most of them ask, three or more."""
    own = [index for index, block in enumerate(blocks) if block.tag == "p" and _EDITOR.match(block.text)]
    asking = sum(ends_asking(blocks[index].text.partition("\n")[0]) for index in own)
    return rewritten(blocks, own, _interviewed) if asking >= _ENOUGH and 2 * asking > len(own) else blocks


def _interviewed(html: str) -> str:
    return re.sub(_EDITOR_IN_BOLD, r"\g<bold>Interviewer", html, count=1)


def _with_asker(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks, with a colon behind capitals, as of a magazine's name, that are before dashes in bold and mostly ask: `**WAX – Why?**`"""
    heads = {index: block.text[:_FAR].partition(" – ")[0] for index, block in enumerate(blocks) if " – " in block.text[:_FAR]}
    named = {index: name.strip() for index, name in heads.items() if name.isupper() and blocks[index].tag == "p" and blocks[index].is_bold}
    name, count = max(Counter(named.values()).items(), key=lambda item: item[1], default=("", 0))
    own = [index for index, before in named.items() if before == name]
    if count < _ENOUGH or 2 * sum(holds_mark(blocks[index].text) for index in own) < count:
        return blocks
    written = escape(name, quote=False)
    return rewritten(
        blocks, own, lambda html: re.sub(rf"^({BEGINS_BOLD}){re.escape(written)}\s*– \s*", lambda found: f"{found[1]}{written}: ", html)
    )


def _with_signs(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks, with a colon behind the letters of three questions or more, and of the answers right below them: `Q Why wax?`, `A It burns.`"""
    begun = (index for index, block in enumerate(blocks[:-1]) if block.text.startswith("Q "))
    asked = [index for index in begun if _is_behind("Q ", blocks[index]) and _is_behind("A ", blocks[index + 1])]
    if len(asked) < _ENOUGH or 2 * sum(holds_mark(blocks[index].text) for index in asked) < len(asked):
        return blocks
    said = [place for index in asked for place in (index, index + 1)]
    return rewritten(blocks, said, lambda html: re.sub(rf"^({BEGINS_BOLD}[QA])({ENDS_BOLD}) ", r"\1:\3 ", html))


def _is_behind(letter: str, block: Block) -> bool:
    return block.text.startswith(letter) and block.tag == "p" and block.text[2:3] not in _SIGNS


def _with_colons(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks, with a colon behind the letters of questions and answers, if three questions or more have another sign, and nothing is to choose.

    Most of those have to ask, since sections and clauses have letters as well.
    """
    said = [(index, block.text) for index, block in enumerate(blocks) if block.tag == "p" or block.level]
    signs = {index: sign for index, text in said if _may_be_signed(text) and (sign := re.search(_SIGNED, blocks[index].inner))}
    asked = [blocks[index].text for index, sign in signs.items() if _letter(sign) in _ASKING]
    if len(asked) < _ENOUGH or 2 * sum(map(holds_mark, asked)) < len(asked) or any(compiled(_CHOICE).search(text) for _, text in said):
        return blocks
    return rewritten(blocks, signs, _with_colon)


def _may_be_signed(text: str) -> bool:
    """Whether a line of a text may have a sign that stands for a colon: a quick test that most texts fail."""
    if text[:1] not in _BEGINS_SIGN and "\n" not in text:
        return False
    return any(map(_may_begin_signed, text.split("\n")))


def _may_begin_signed(line: str) -> bool:
    """Whether a line begins with a letter or word of questions and answers, and no other word follows."""
    if line[:1] not in _BEGINS_SIGN:
        return False
    word = _WORD.match(line, 1 if line[0] in _OPENING else 0)
    if not word or word[0] not in _FORMS or line[word.end() : word.end() + 2].lstrip(" ")[:1].isalpha():
        return False
    return compiled(_MAY_BE_SIGNED).match(line) is not None


def _with_colon(html: str) -> str:
    return re.sub(_SIGNED, _usual, html)


def _usual(sign: re.Match[str]) -> str:
    after = next(filter(None, sign.group("behind", "ends", "last", "after")), "")
    return f"{sign['bold']}{_letter(sign)}:{after} "


def _letter(sign: re.Match[str]) -> str:
    """The letter or word of a sign, with a capital and without its number."""
    written = sign["lettered"] or sign["dashed"] or sign["numbered"]
    letter = unicodedata.normalize("NFKC", written.rstrip(" #№0123456789"))
    return letter if letter in _ASKING else letter.capitalize()


def _without_numbers(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks, with questions as headings where those above them are only `Question 1`, and without any such as `Answer 1`."""
    numbered = {
        index: found[1].capitalize() for index, block in enumerate(blocks) if block.level and (found := _NUMBERED.fullmatch(block.text))
    }
    asking = {index + 1: blocks[index].level for index, letter in numbered.items() if letter in _ASKING and _asks_below(blocks, index)}
    if len(asking) < _ENOUGH or 2 * len(asking) < sum(letter in _ASKING for letter in numbered.values()):
        return blocks
    left_out = {index for index, letter in numbered.items() if index + 1 in asking or letter in _ANSWERING}
    kept = (index for index in range(len(blocks)) if index not in left_out)
    return [heading(blocks[index], asking[index]) if index in asking else blocks[index] for index in kept]


def _asks_below(blocks: Sequence[Block], index: int) -> bool:
    return index + 1 < len(blocks) and blocks[index + 1].tag == "p" and ends_asking(blocks[index + 1].text)
