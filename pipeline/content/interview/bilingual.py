"""Posts in English and another language, whose paragraphs begin with the code of the one they are in: `EN: Why wax?`, `[CN] 为什么是蜡？`"""

import re
from collections.abc import Sequence

from pipeline.content.interview.rewriting import BEGINS_BOLD, ENDS_BOLD, rewritten
from pipeline.content.markup.block import Block, paragraphs
from pipeline.content.text.sentences import ends_asking

_SEVERAL = 2  # languages
# Codes of languages: English and another one before paragraphs say that these are in them. Initials are more often other letters.
_LANGUAGE = re.compile(r"[\[(]?(EN|CN|ZH|JP|JA|KR|KO|DE|FR|ES|IT|PT|RU|UA|UK|PL|NL|TR)(?:\s?[:：]|[\])]\s?[:：]?)")
_CODED = rf"^{BEGINS_BOLD}[\[(]?\w\w[\])]?(?P<closed>{ENDS_BOLD})\s?[:：]?(?P<behind>{ENDS_BOLD})\s*"


def in_one(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks without codes of languages, if English and another one have them. A question in both is one paragraph.

    If one of them mostly asks, and another never does, they are the initials of two people.
    """
    coded = {index: found[1] for index, block in enumerate(blocks) if block.tag == "p" and (found := _LANGUAGE.match(block.text))}
    tongues = {*coded.values()}
    if "EN" not in tongues or len(tongues) < _SEVERAL:
        return blocks
    bare = rewritten(blocks, coded, _without_code)
    asking = {index for index in coded if ends_asking(bare[index].text)}
    own = [index for index in coded if coded[index] in {coded[other] for other in asking}]
    if len(own) < len(coded) and 3 * len(asking) > 2 * len(own):
        return blocks
    again: list[int] = []
    for index in sorted(asking):
        if index - 1 in asking and coded[index - 1] != coded[index] and again[-1:] != [index - 1]:
            again.append(index)
    both = [(bare[index - 1].line, f"{bare[index - 1].inner}\n{bare[index].inner}") for index in again]
    joined = dict(zip(again, paragraphs(both), strict=True))
    return [joined.get(index + 1, block) for index, block in enumerate(bare) if index not in joined]


def _without_code(html: str) -> str:
    """HTML without the code that it begins with, which may be all that is in bold."""
    return re.sub(_CODED, lambda code: "" if code["closed"] or code["behind"] else code["bold"], html, count=1)
