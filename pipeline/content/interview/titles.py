"""The chapter title that a spoken heading gives: its question, without lead-in, and with what the question speaks of.

English is read closely; of other languages the question marks and the commonest lead-ins are known.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from pipeline.content.words import MARKS, ends_asking, sentences, shorten, shorten_front, without_asides

LIMIT = 100
_FAR = 2_000  # of a heading as long as a chapter of a book, the rest gives no title

_AUX = r"(?:is|are|was|were|am|do|does|did|have|has|had|can|could|would|will|should|shall|may|might|isn['’]t|aren['’]t|wasn['’]t|don['’]t|doesn['’]t|didn['’]t|haven['’]t|can['’]t|won['’]t|wouldn['’]t)"
_WH = r"(?:what(?:['’]s)?|how(?:['’]s)?|why|who(?:['’]s)?|whom|whose|where(?:['’]s)?|when|which)"
_ASKS = re.compile(
    rf"(?:(?:{_WH}|{_AUX})\b|(?:best|favou?rite|fav|any)\b.*[{MARKS}])",
    re.IGNORECASE,
)
# A request asks without a question mark.
_REQUEST = re.compile(
    r"""(?:(?:please|maybe|perhaps|then|also|first(?:\ of\ all)?|so|and|okay|ok|yeah|well|now|alright|all\ right)[,\s]+)*
        (?:(?:can|could|would|will)\ you\b
        |(?:please\ )?(?:tell|walk|take|give|show)\ (?:us|me|our|everyone|the\ listeners)\b
        |(?:please\ )?(?:talk|speak)\ (?:to\ us\ |to\ me\ |a\ (?:little\ )?bit\ |more\ )*about\b
        |(?:please\ )?(?:describe|explain|introduce)\b
        |(?:i['’]m|i\ am|i\ was|we['’]re)\ (?:just\ |also\ |really\ |very\ |still\ )*(?:wondering|curious)\b
        |(?:just\ )?(?:wondering|curious)\b
        |(?:i['’]d|i\ would|we['’]d)\ (?:love|like)\ (?:you\ to|to\ (?:hear|know|ask|learn))\b
        |i\ want(?:ed)?\ to\ ask\b
        |let['’]s\ (?:(?:start|begin)\ (?:with|by|from)|talk|discuss|speak|chat|go\ back)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_EXCLAIMS = re.compile(r"(?:what an? \w+[^?]*|how (?:very |really |so )?(?!to\b|do\b|you\b|can\b)\w+[^?]*!)[.!]*$", re.IGNORECASE)

# "..., right?" wants a nod, not an answer.
_TAG = re.compile(
    r"(?:^¿?|[,，、–—-]\s*¿?|\s¿?)(?:right|correct|no|yes|yeah|huh|eh|okay|ok|you know|really|seriously|true|(?:is|was) (?:that|it|this) (?:right|correct|so|true|it|fair)|am i right|(?:is|are|was|were|do|does|did|have|has|would|can|could|will)n['’]t (?:it|you|they|he|she|we|there|that)|(?:de )?verdad|no es así|no|en serio|nicht wahr|oder|wirklich|ehrlich|echt|n['’]est-ce pas|vraiment|ah bon|davvero"
    r"|sério|правда|серь[её]зно|真的吗?|真的嗎|是吗|是嗎|对吗|本当(?:ですか|に)?|そうですか|정말(?:요|이에요)?)"
    rf"\s*[{MARKS}]+[\"”’')\]]*$",
    re.IGNORECASE,
)

_FUNCTION = frozenset(
    ["a", "about", "actually", "after", "again", "ago", "all", "also", "always", "am", "an", "and", "another", "any", "anyone", "anything", "anyway", "are", "aren't", "around", "as", "ask", "at", "away", "back", "basically", "be", "because", "been", "before", "being", "best", "better", "bit", "both", "but", "by", "can", "can't", "come", "could", "couldn't", "did", "didn't", "different", "do", "does", "doesn't", "doing", "don't", "done", "each", "either", "else", "even", "ever", "every", "everybody", "everyone", "everything", "exactly", "far", "few", "first", "for", "from", "further", "get", "getting", "go", "goes", "going", "gonna", "good", "got", "great", "guess", "had", "happen", "happened", "happening", "happens", "has", "have", "haven't", "having", "he", "her", "here", "hers", "him", "his", "how", "i", "i'd", "i'll", "i'm", "i've", "if", "in", "into", "is", "isn't", "it", "it's", "its", "just", "kind", "know", "last", "lately", "let", "let's", "like", "likely", "little", "lot", "made", "make", "makes", "making", "many", "maybe", "me", "mean", "means", "might", "mine", "more", "most", "much", "my", "myself", "need", "never", "new", "next", "no", "nobody", "none", "nor", "not", "nothing", "now", "of", "off", "oh", "ok", "okay", "on", "once", "one", "ones", "only", "or", "other", "others", "our", "out", "over", "part", "people's", "perhaps", "please", "pretty", "put", "quite", "rather", "really", "right", "same", "say", "saying", "see", "seen", "seem", "seems", "shall", "she", "should", "show", "since", "so", "some", "somebody", "someone", "something", "somehow", "sometimes", "somewhere", "sort", "still", "stuff", "such", "sure", "take", "tell", "than", "that", "that's", "the", "their", "theirs", "them", "themselves", "then", "there", "there's", "these", "they", "they're", "thing", "things", "think", "thinking", "this", "those", "though", "through", "time", "times", "to", "today", "together", "told", "too", "took", "true", "try", "trying", "two", "under", "until", "up", "upon", "us", "use", "used", "using", "very", "want", "wanted", "was", "wasn't", "way", "ways", "we", "we're", "we've", "well", "went", "were", "weren't", "what", "what's", "when", "where", "where's", "which", "while", "who", "whom", "whose", "why", "will", "with", "within", "without", "won't", "would", "wouldn't", "yeah", "yes", "yet", "you", "you'd", "you'll", "you're", "you've", "your", "yours", "yourself"],
)
_WORD = re.compile(r"[^\W_](?:[\w’'.&/+-]*\w)?")

_POINTER = r"(?:that|this|these|those|it|they|them|he|she|him)"
_POINTS = re.compile(
    rf"""^(?:and\ |but\ |so\ |or\ )*(?:(?:it|they|that|this|these|those|he|she)\b(?!\ (?:means|possible)\ that))
        |\b{_AUX}\ (?:n['’]t\ )?{_POINTER}\b(?!\ (?:\w+\ ){{0,2}}(?:to|for\ you\ to|if|whether|that|any|a|an|some|anything|something|other)\b)
        |\b(?:about|of|with|for|on|in|like|to|from|by|at|into|behind|after|before|than|do|doing|did|does|done|how|why|what|where)\ (?:that|this|these|those|it|them|him|there|so)(?=[\s]*(?:$|[{re.escape(MARKS)},.;:!–—-]|(?:and|or|but|in|at|from|to|for|with|on|when|if|as|is|was|were|are|all|also|too|come|came|work|works|worked|look|looks|happen|happened|happens|evolve|affect|mean)\b))
        |\bone\s*[{re.escape(MARKS)}]""",
    re.IGNORECASE | re.VERBOSE,
)
_POINTING = frozenset(["that", "this", "these", "those", "it", "they", "them", "he", "she", "him", "there", "so", "one"])
_REACTION = re.compile(
    r"""(?:(?:yeah|yes|no|nope|okay|ok|right|exactly|totally|absolutely|definitely|sure|wow|oh|ah|haha|hm+|great|good|nice|cool|awesome|amazing|perfect|interesting|excellent|fantastic|wonderful
        |brilliant|beautiful|indeed|true|congratulations|thanks|thank\ you|got\ it|i\ see|love\ (?:it|that|this)|well\ done|fair\ enough|makes\ sense|that\ makes\ sense|of\ course|for\ sure|same|agreed|alright|all\ right|welcome)\b
        |(?:that|this|it)(?:['’]s|\ is|\ was|\ sounds)\ (?:so\ |very\ |really\ |such\ |super\ |pretty\ |quite\ |all\ |just\ )*(?:a\ |an\ )?\w+)[^.]{0,60}$""",
    re.IGNORECASE | re.VERBOSE,
)

_SOFT_LEAD = r"(?:so|and|but|or|now|then|ok|okay|because|y|e|und|also|et|alors|donc|entonces|pues|bueno|así que)"
_HARD_LEAD = (
    r"(?:yeah|yes|yep|no|nope|well|right|alright|all right|all right then|great|good|nice|cool|awesome|perfect|exactly|absolutely|totally|sure|oh|ah|hm+|um|uh|wow|interesting|actually|basically|finally|also"
    r"|anyway|thanks|thank you|thanks a lot|got it|i see|for sure|of course|you know|like|maybe|first|first of all|next|last|lastly|obviously|clearly|indeed|see|look|listen|i mean|i guess|i think|hey|hi|please|again"
    r"|just out of curiosity|out of curiosity|by the way|in that case|speaking of which|with that said|that said|having said that|to start|to begin with|diving right in|also|besides|moving on|okay cool|ok cool"
    r"|muy bien|bueno|vale|claro|perfecto|gracias|genial|sí|super|bien|merci|oui|ja|gut|danke|genau)"
)
_ANNOUNCES = (
    r"(?:(?:and |so |but |maybe )*(?:(?:the )?(?:last|next|final) one|(?:my|the|our|another|one|a)(?: (?:next|first|last|other|final|more|main|second|third|follow-up|quick))*(?: question)(?: (?:here|now|for you|i have|i had|would be|is|was|that i have|then))*)(?: is)?"
    r"|(?:just )?(?:i['’]m|i am|i was|i['’]m also|i['’]m just|i was just) (?:wondering|curious)|(?:just )?(?:wondering|curious)|let me ask(?: you)?(?: this| something| a question)?|can i ask(?: you)?|i wanted to ask(?: you)?|tell me|question)"
)
_LEADS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_SOFT_LEAD}(?:\s*[,–—:.…-]+\s+|\s+)(?=\S)",
        rf"(?:{_HARD_LEAD}[ ,]*)+\s*[,–—:.…!-]+\s+(?=\S)",
        rf"{_ANNOUNCES}\s*(?:[,–—:-]+\s*(?=\S)|(?=[“\"‘]))",
        rf"{_ANNOUNCES}\s+(?={_WH}\b)",
    )
)
_NUMBER = re.compile(r"(?:(?:q(?:uestion)?\s*)?\d{1,2}\s*[.):]|q\d{0,2}\s*[:.])\s+", re.IGNORECASE)
_CLAUSE = re.compile(rf"(?:[,;:–—-]|\.\.\.)\s+(?:and\s+|so\s+|but\s+|or\s+)?(?=(?:{_WH}|{_AUX})\b)", re.IGNORECASE)


def asks(sentence: str) -> bool:
    """Whether a sentence wants an answer: it closes with a question mark, opens like a question, or requests."""
    if ends_asking(sentence):
        return True
    bare = trim(sentence)
    if bare.rstrip("\"'”’)]").endswith(("!?", "?!", "！？", "？！")):
        return bool(re.match(rf"(?:{_WH}|{_AUX})\b", bare, re.IGNORECASE)) and len(bare.split()) > 4
    if _EXCLAIMS.match(bare):
        return False
    if _REQUEST.match(sentence) or _REQUEST.match(bare):
        return True
    return not bare.endswith((".", "!", "…", "。", "！", ":", "-", "–")) and bool(_ASKS.match(bare)) and len(bare.split()) > 3


def wants_nod(sentence: str) -> bool:
    """`..., right?`: a statement that asks for no more than assent."""
    found = _TAG.search(sentence)
    if not found:
        return False
    return not re.match(rf"(?:{_WH}|{_AUX})\b", trim(sentence[: found.start()]), re.IGNORECASE)


@lru_cache(maxsize=512)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold().replace("’", "'")))


def content(text: str) -> int:
    """How many words say something by themselves. Writing without blanks counts by its characters."""
    return sum(len(word) // 2 if word[0] > "\u2e80" else 1 for word in _words(text) if word not in _FUNCTION)


@lru_cache(maxsize=512)
def stands_alone(sentence: str) -> bool:
    """Whether a listener understands a question without what came before it."""
    found = None if _POINTING.isdisjoint(_words(sentence)) else _POINTS.search(sentence)
    return found is None or content(sentence[: found.start()]) > 2


def reacts(sentence: str) -> bool:
    """`That's very cool.`"""
    return _REACTION.match(sentence) is not None


def trim(sentence: str, names: tuple[str, ...] = ()) -> str:
    """A sentence without its lead-in: `So, Ana, I was wondering – how do you ...?` is `How do you ...?`"""
    numbered = _NUMBER.match(sentence)
    text = sentence[numbered.end() if numbered else 0 :].lstrip("-–—• ")
    vocative = re.compile(rf"(?:{'|'.join(map(re.escape, names))})\s*[,–—]\s+", re.IGNORECASE) if names else None
    before = None
    while before != text:
        before = text
        for lead in (*_LEADS, *((vocative,) if vocative else ())):
            found = lead.match(text)
            if found and found.end() < len(text):
                text = text[found.end() :]
    if "¿" in text and text.index("¿") < 25:
        text = text[text.index("¿") :]
    text = _unquoted(text)
    at = 1 if text.startswith("¿") else 0
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :] if text[at : at + 1].islower() else text


def _unquoted(text: str) -> str:
    """Without the quotation mark that a cut left alone."""
    for opening, closing in (("“", "”"), ('"', '"')):
        if text.startswith(opening) and closing not in text[1:]:
            return text[1:]
        if text.endswith(closing) and opening not in text[:-1]:
            return text[:-1]
    return text


@dataclass(frozen=True, slots=True)
class Reading:
    """A heading's sentences, and those that ask: their numbers and their words without lead-in. `names` are first names of people."""

    sentences: tuple[str, ...]
    asked: tuple[tuple[int, str], ...]
    names: tuple[str, ...] = ()


NOTHING = Reading((), ())


def read(text: str, names: tuple[str, ...] = ()) -> Reading:
    """The sentences of a heading without editorial asides."""
    found = sentences(without_asides(text[:_FAR]))
    return Reading(found, tuple((index, trim(sentence, names)) for index, sentence in enumerate(found) if asks(sentence)), names)


def title(reading: Reading) -> str | None:
    """The chapter title of a spoken heading, None where it asks nothing that a listener could look for."""
    best = _choose(reading)
    if best is None:
        return None
    index, question = best
    context = _context(reading.sentences[:index], reading.names)
    if stands_alone(question) and (_says_enough(question) or len(question.split()) > 3 or not context):
        return _fit(question)
    if context:
        return _joined(context, question)
    following = next((other for number, other in reading.asked if number > index), None)
    if following and content(f"{question} {following}") > 1:
        return shorten(f"{question} {following}", LIMIT)
    return _fit(question)


def _says_enough(question: str) -> bool:
    return content(question) > 1 or len(question.split()) > 4


def _choose(reading: Reading) -> tuple[int, str] | None:
    """The first question that stands alone, else the first that has its meaning from the sentence before, else the first of all."""
    serious = [(index, question) for index, question in reading.asked if not wants_nod(reading.sentences[index]) and not _echo(question)]
    alone = [(index, question) for index, question in serious if stands_alone(question)]
    full = ((index, question) for index, question in alone if _says_enough(question))
    return next(chain(full, alone, serious), None)


def _echo(question: str) -> bool:
    """`Google?`, `How so?`: a word or two thrown in."""
    words = len(question.split())
    if words > 2 or not question.isascii():
        return words < 2 and content(question) < 2
    return words < 2 or content(question) == 0 or not re.match(rf"(?:{_WH}|{_AUX})\b", question, re.IGNORECASE)


def _context(before: tuple[str, ...], names: tuple[str, ...]) -> str | None:
    """The nearest sentence before a question that says something."""
    for sentence in reversed(before):
        bare = trim(sentence, names)
        if content(bare) > 1 and not reacts(bare):
            return bare
    return None


def _joined(context: str, question: str) -> str:
    room = LIMIT - len(question) - 1
    if room >= LIMIT // 4:
        return f"{shorten_front(context, room)} {question}"
    return shorten(f"{context} {question}", LIMIT) if len(context) <= LIMIT * 3 // 4 else _fit(question)


def _fit(question: str) -> str:
    """At most a title's length: the clause that asks where that is enough, else cut at a word."""
    if len(question) <= LIMIT:
        return question
    for found in _CLAUSE.finditer(question):
        clause = question[found.end() :]
        if len(clause) <= LIMIT and content(clause) > 2 and stands_alone(clause):
            return clause[0].upper() + clause[1:]
    return _unquoted(shorten(question, LIMIT))
