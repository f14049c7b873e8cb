"""Questions in a dress, as headings, with what else the host says in it."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from pipeline.content.interview.beginnings import Placed, alternate, labels, scan
from pipeline.content.interview.dress import (
    ASKING_LETTERS,
    QUESTION_LETTERS,
    Part,
    dress_of,
    is_dashed,
    letter_of,
    parts_of,
    undressed,
    whole,
    without_tail,
)
from pipeline.content.interview.labels import label_of
from pipeline.content.interview.questions import asks, speaks_to_guest
from pipeline.content.interview.signposts import opens
from pipeline.content.lexicon.parts import SIGNING_OFF
from pipeline.content.lexicon.people import LETTERS
from pipeline.content.lexicon.phrases import folded
from pipeline.content.markup.block import Block, paragraphs
from pipeline.content.markup.source import Source
from pipeline.content.text.plaintext import squeeze
from pipeline.content.text.sentences import closes_sentence, ends_asking, holds_mark, sentences

# How many of a dress must ask. Bold text and folds are set on purpose, so two are enough.
_ENOUGH = {"bold": 2, "fold": 2, "dash": 2, "item": 2, "letter": 2, "italics": 3, "quotation": 3, "number": 3, "plain": 3}
_EMPHASIS = ("italics", "quotation")
_APART = ("bold", "dash")
_COMMON = (*_EMPHASIS, "item", "number")  # these also occur inside what people say
_SELDOM = 5  # whoever asks is labelled right behind fewer than one in so many of the questions
_LABELLED = 3  # paragraphs with the only label, at least
_FEW = 5  # paragraphs, at most, to a question that is a paragraph without any markup
_LONGEST = 200  # characters, at most, of a request without any markup
_OWN = frozenset(("i", "i'm", "i'd", "we'd", "let's", "me"))
_TO_READERS = ("comment", "coment", "komment", "коммент", "コメント", "评论", "評論", "댓글")
_UNANSWERED = 5  # one in so many questions, at most, may lack its answer


def with_headings(blocks: tuple[Block, ...], source: Source, headings: int, *, heads_ask: bool) -> tuple[Block, ...]:
    """The blocks, with the questions in the post's dress turned into headings unless its own `headings` are as many.

    If some of these ask (`heads_ask`), so may what a speaker says above the first question.
    """
    dress, parts = _dressed(blocks, source)
    asking = [index for index, part in enumerate(parts) if part.dress == dress and part.asks] if dress else []
    if not asking:
        own = _before_answers(blocks)
        return tuple(undressed(block) if index in own else block for index, block in enumerate(blocks)) if own else blocks
    if headings >= len(asking):
        return blocks
    spoken = {*asking, *_talking(parts, dress, asking)}
    cut = tuple(_cut_out(parts))
    intro = {*range(min(spoken) - 1)}
    if heads_ask:
        intro -= {index - 1 for index in _speaking(cut) if asks(cut[index - 1].text)}
    return tuple(undressed(block) if index in spoken else _of_intro(block) if index in intro else block for index, block in enumerate(cut))


def _before_answers(blocks: Sequence[Block]) -> frozenset[int]:
    """What somebody without a label says in bold, if that is right above nearly all words of the only one who is labelled; empty if not."""
    bold = {index for index, block in enumerate(blocks) if block.tag == "p" and block.is_bold}
    placed = {index: label_of(block.text) for index, block in enumerate(blocks) if block.tag == "p" and index not in bold}
    own = {index: label.name for index, label in placed.items() if label and not label.loose}
    if len(own) < _LABELLED or len({*own.values()}) > 1:
        return frozenset()
    lead = sum(1 for index in own if index - 1 in bold)
    led = sum(1 for index in bold if index + 1 in bold or index + 1 in own)
    sure = lead * _UNANSWERED >= len(own) * (_UNANSWERED - 1) and led * _UNANSWERED >= len(bold) * (_UNANSWERED - 1)
    return frozenset(index for index in bold if whole(blocks[index], "bold").talks or asks(blocks[index].text)) if sure else frozenset()


def ask_apart(blocks: Sequence[Block]) -> int:
    """How many paragraphs ask in bold, or behind dashes that answers do not have as well, as in a dialogue that somebody tells."""
    worn = ["" if block.tag != "p" else dress_of(block) for block in blocks]
    asking = Counter(dress for dress, block in zip(worn, blocks, strict=True) if dress in _APART and ends_asking(without_tail(block.text)))
    told = ("dash", "dash") in pairwise(worn)
    return max(asking["bold"], 0 if told else asking["dash"])


def _dressed(blocks: Sequence[Block], source: Source) -> tuple[str, Sequence[Part]]:
    """The dress in which questions are asked, and the blocks, those that wear it in parts; no dress and nothing if there is none."""
    parted = {index: parts for index, block in enumerate(blocks) if (parts := parts_of(block, source))}
    dress = _worn([part for parts in parted.values() for part in parts])
    if dress in ("", "plain") and (own := _alone_labelled(blocks) or _above_dashes(blocks)):
        return "letter", [whole(block, "letter" if index in own else "") for index, block in enumerate(blocks)]
    if not dress:
        return "", ()
    # A paragraph may hold a question and, in the next line, its answer behind another letter; in other dresses answers stand apart.
    asking = {index: parts if dress == "letter" else parts[-1:] for index, parts in parted.items()}
    places = [index for index, parts in asking.items() if any(part.dress == dress and part.asks for part in parts)]
    if dress == "plain":
        places = [*_without_answers(places, blocks)]
    if not _are_hosts(dress, blocks, places):
        return "", ()
    if dress == "plain":
        own = frozenset((*places, *_requests(places, blocks)))
        return dress, [whole(block, dress if index in own else "") for index, block in enumerate(blocks)]
    worn = {index: parts for index, parts in parted.items() if any(part.dress == dress for part in parts)}
    return dress, [part for index, block in enumerate(blocks) for part in worn.get(index, (whole(block),))]


def _without_answers(asked: Sequence[int], blocks: Sequence[Block]) -> Iterator[int]:
    """The paragraphs that ask, without each that is between two others, alone, and only ends in a question: `It burns. Or does it?`"""
    places = frozenset(asked)
    for index in asked:
        between = index - 1 in places and index + 1 in places and index - 2 not in places and index + 2 not in places
        if not (between and len(said := sentences(squeeze(blocks[index].text))) > 1 and not ends_asking(said[0])):
            yield index


def _requests(asked: Sequence[int], blocks: Sequence[Block]) -> Iterator[int]:
    """The paragraphs without markup that request something amid plain questions, of one sentence or two: `Tell us about wax.`

    They have an answer above and below. The first is above the answer that precedes all questions, and not for readers:
    `Tell us in the comments.`
    """
    places = frozenset(asked)
    for index in (*([asked[0] - 2] if asked[0] > 1 else ()), *range(asked[0] + 2, len(blocks) - 1)):
        around = (index - 1, index + 1) if index > asked[0] else (index + 1,)
        answered = places.isdisjoint((*around, index)) and blocks[index + 1].tag == "p"
        if answered and _is_request(blocks[index]) and (index > asked[0] or not _is_for_readers(blocks[index].text)):
            yield index


def _is_for_readers(request: str) -> bool:
    small = folded(request)
    return any(word in small for word in _TO_READERS)


def _is_request(block: Block) -> bool:
    """Whether a paragraph is plain and requests something of others, not of oneself: `I am curious about wax.`"""
    if block.tag != "p" or not block.plain or len(block.text) > _LONGEST or not closes_sentence(block.text):
        return False
    said = sentences(squeeze(block.text))
    return len(said) < 3 and not ends_asking(said[-1]) and asks(said[-1]) and _OWN.isdisjoint(folded(said[-1]).split())


def _are_hosts(dress: str, blocks: Sequence[Block], places: Sequence[int]) -> bool:
    """Whether the questions in a dress, which are in the blocks `places`, are the host's: nobody who is labelled may have asked them."""
    if dress == "plain":
        return _alternate(blocks, places)
    if dress != "letter":
        return dress not in _COMMON or not _converse(blocks, frozenset(places))
    lettered = [
        index for index in places if letter_of(blocks[index].text) in QUESTION_LETTERS
    ]  # in dialogues, `Interviewer:` is as good as a name
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
    asking = frozenset(index for index in own if ends_asking(without_tail(blocks[index].text)))
    enough = len(asking) >= _ENOUGH["plain"] and len(asking) * 2 > len(own) and _are_answered(asking, (*own, len(blocks)))
    return frozenset(own) if enough else frozenset()


def _above_dashes(blocks: Sequence[Block]) -> frozenset[int]:
    """The paragraphs right above those behind dashes, if half of them ask, and what is behind dashes hardly ever does; empty otherwise.

    In a report, what somebody is quoted with stands behind dashes, but what is told above it does not ask.
    """
    dashed = [index for index, block in enumerate(blocks) if block.tag == "p" and is_dashed(block.text)]
    own = [index - 1 for index in dashed if index and blocks[index - 1].tag == "p" and not is_dashed(blocks[index - 1].text)]
    asking, asked = (sum(ends_asking(without_tail(blocks[index].text)) for index in some) for some in (own, dashed))
    enough = asking > 1 and len(own) >= _ENOUGH["plain"] and 2 * asking >= len(own) and asked * _UNANSWERED <= len(dashed)
    return frozenset(own) if enough and not _speaking(blocks) else frozenset()


def _are_answered(asking: Collection[int], places: Sequence[int]) -> bool:
    """Whether other blocks follow nearly all that ask. `places` are the blocks that look like these, and then the post's end."""
    answered = sum(1 for index, after in pairwise(places) if index in asking and after - index > 1)
    return answered * _UNANSWERED >= len(asking) * (_UNANSWERED - 1)


def _talking(parts: Sequence[Part], dress: str, asking: Sequence[int]) -> Iterator[int]:
    """The indices of parts in this dress in which something is said; none if the answers have the same dress.

    Words in bold above the first question are said by nobody, unless they address somebody: they are a summary, or a note on the text.
    Nor is anything said behind the last question once a part signs off: `This interview was edited.` In italics may be notes there, unless
    they go on to ask: `*What do you wish for? The floor is yours.*`
    """
    answered = sum(1 for index in asking if index + 1 < len(parts) and not parts[index + 1].dress)
    if answered * 2 <= len(asking):
        return
    begun = False
    for index, part in enumerate(parts):
        ended = part.block.tag == "hr" if dress == "italics" else part.text.lstrip().casefold().startswith(SIGNING_OFF)
        if index > asking[-1] and ended:
            return
        if part.dress == dress and part.talks and (dress != "italics" or index < asking[-1] or part.is_strong or _asks_on(parts, index)):
            begun = begun or index > asking[0] or part.addresses
            if begun:
                yield index


def _asks_on(parts: Sequence[Part], index: int) -> bool:
    """Whether a part behind the last that ends in a question asks: it speaks to the guest, and an answer follows. Links are for readers."""
    part, after = parts[index], parts[index + 1 : index + 2]
    asking = holds_mark(part.text) and speaks_to_guest(part.text) and "<a " not in part.block.html
    return asking and any(not other.dress and other.block.tag == "p" for other in after)


def _worn(parts: Sequence[Part]) -> str:
    """The dress in which most questions are asked, which is any but `plain` if there is one; empty if none has enough of them."""
    asking = Counter(part.dress for part in parts if part.asks)
    if asking["quotation"] > 2 * sum(part.dress == "quotation" and holds_mark(part.text) for part in parts):
        del asking["quotation"]  # most are requests, as in verses: `> Tell me not, in mournful numbers`
    enough = (dress for dress, count in sorted(asking.items(), key=lambda item: (item[0] == "plain", -item[1])) if count >= _ENOUGH[dress])
    return next((dress for dress in enough if dress not in _EMPHASIS or asking[dress] * 2 > _among(parts, dress)), "")


def _among(parts: Sequence[Part], dress: str) -> int:
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
        if counts[name] > 1 and name not in LETTERS and name.rstrip(".").capitalize() not in ASKING_LETTERS:
            speaking.setdefault(index, []).append(name)
    return speaking


def _begins_with_letters(blocks: Sequence[Block]) -> bool:
    """Whether a conversation begins with `Q:`, rather than a talk that has questions behind it: nobody speaks above at length."""
    first = next(index for index, block in enumerate(blocks) if letter_of(block.text) in QUESTION_LETTERS)
    above, below = (sum(len(block.text) for block in some if block.tag == "p") for some in (blocks[:first], blocks[first:]))
    return above < below and min(_speaking(blocks), default=first) >= first


def _alternate(blocks: Sequence[Block], asked: Sequence[int]) -> bool:
    """Whether the paragraphs that ask alternate with answers, few to each of them.

    Nobody is labelled, since others may ask themselves, or all who answer are.
    """
    behind = sum(1 for block in blocks[asked[0] :] if block.tag == "p")
    if len(asked) * _FEW < behind or not _are_answered(frozenset(asked), (*asked, len(blocks))):
        return False
    placed = labels(scan(blocks))
    labelled = frozenset(index for index, label, _ in placed if not label.loose)
    return _lead_to(labelled, blocks, asked) if labelled else not _stand_above(blocks, placed)


def _lead_to(labelled: Collection[int], blocks: Sequence[Block], asked: Sequence[int]) -> bool:
    """Whether nearly all paragraphs that ask are right above a label, as one is above the first label, and no labelled paragraph asks.

    Where one does, whoever asks may be labelled as well, and only goes on in further paragraphs.
    """
    led = sum(1 for index in asked if index + 1 in labelled)
    asking = any(ends_asking(without_tail(blocks[index].text)) for index in labelled)
    above = blocks[max(0, min(labelled) - 1)]
    return not asking and ends_asking(above.text) and led * _UNANSWERED >= len(asked) * (_UNANSWERED - 1)


def _stand_above(blocks: Sequence[Block], placed: Sequence[Placed]) -> bool:
    """Whether names that come back stand alone above what is said, as in plays, and take turns: `ANA RUIZ`, and below it what she asks."""
    alone = [label.name for index, label, _ in placed if label.length == len(blocks[index].text)]
    counts = Counter(alone)
    return alternate([name for name in alone if counts[name] > 1])


def _cut_out(parts: Sequence[Part]) -> Iterator[Block]:
    """The parts as blocks."""
    cuts = iter(paragraphs([(part.block.line + part.row, part.html) for part in parts if part.html is not None]))
    return (part.block if part.html is None else next(cuts) for part in parts)


def _of_intro(block: Block) -> Block:
    """A heading far above the first question does not belong to the conversation, unless it announces it, or asks a speaker who is labelled."""
    return block._replace(tag="p", level=0) if block.level > 1 and not opens(block.text) else block
