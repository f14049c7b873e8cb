"""What a sentence wants: an answer, assent, or nothing; whether it greets; whether it can stand alone; and which part of it is only a lead-in.

Patterns are matched against folded text, in lower case, which takes a third of the time of ignoring case.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from pipeline.content.lexicon.phrases import either, end, ends, folded
from pipeline.content.lexicon.speech import (
    ASKING,
    AUXILIARY,
    FUNCTION_WORDS,
    GREETINGS,
    HARD_LEADS,
    INTERROGATIVE,
    NODS,
    POINTING,
    SOFT_LEADS,
    WHY,
    WONDERING,
)
from pipeline.content.text.pattern import compiled
from pipeline.content.text.plaintext import squeeze
from pipeline.content.text.quotations import QUOTES, holds_quote
from pipeline.content.text.sentences import CLOSERS, MARKS, STATING_ENDS, ends_asking, holds_mark

# Requests are questions without a question mark. By language, since one interview has one; what a sentence has in front is of all.
_REQUESTS = {
    "en": (
        r"(?:can|could|would|will) you\b",
        r"(?:tell|walk|take) (?:us|me|our|everyone|the listeners)\b",
        (
            r"(?:give|show) (?:us|me|our|everyone|the listeners) (?:\S+ ){0,4}"
            r"(?:advice|background|example|glimpse|idea|insight|intro|introduction|overview|picture|sense|summary|taste|tip|tour|update)s?\b"
        ),
        r"(?:talk|speak) (?:to us |to me |a (?:little )?bit |more )*about\b",
        r"(?:describe|explain|introduce)\b",
        r"share (?:\S+ ){0,3}about (?:you|your|yourself|the|what|how)\b",
        r"(?:(?:i'm|i am|i was|we're) (?:just |also |really |very |still )*|just )?(?:wondering|curious)\b(?! to see)",
        r"(?:i'd|i would|we'd|we would) (?:love|like) (?:you to|to (?:hear|know|ask|learn))\b",
        r"i want(?:ed)? to ask\b",
        r"let's (?:(?:start|begin) (?:with|by|from)|talk|discuss|speak|chat|go back)\b",
    ),
    "de": (
        r"erzählen sie (?:uns|mir)\b",
        r"erzähl (?:uns|mir)\b",
        r"(?:erzähl|beschreib|stell)[et]? (?:doch |mal |uns |dich |euch )+",
        r"beschreib(?:e|en sie)? (?:bitte |kurz |uns )*(?:dein|euer|eur|ihr)",
        r"(?:fangen|beginnen) wir mit\b",
        r"(?:mich|uns) (?:würde (?:noch |auch |sehr )*interessieren|interessiert)\b",
    ),
    "fr": (
        r"(?:parlez|racontez|dites|parle|raconte)[- ](?:nous|moi)\b",
        r"(?:décri(?:s|vez)|résumez?|présentez?)(?:[- ](?:nous|moi|toi|vous)| (?:en|ton|ta|tes|votre|vos))\b",
        r"commençons (?:par|avec)\b",
        r"(?:j'aimerais|je voudrais|nous aimerions) (?:bien )?(?:(?:en )?savoir|(?:vous |te )?demander)\b",
    ),
    "es": (
        r"cu[ée]nt[ae](?:nos|me)\b",
        r"h[áa]bl[ae](?:nos|me)\b",
        r"(?:descr[íi]be(?:te|nos)|descr[íi]ba(?:se|nos)|pres[ée]nt(?:ate|ese))\b",
        r"empecemos (?:con|por)\b",
        r"(?:(?:me|nos) gustar[íi]a|quisiera|quisiéramos) (?:saber|preguntar(?:te|le|os|les)?)\b",
    ),
    "pt": (
        r"(?:conte|conta|fale|fala)(?:-nos|-me| (?:para|pra) (?:a gente|nós|mim))\b",
        r"(?:descreva|resuma|apresente-se)\b",
        r"(?:vamos começar|comecemos) (?:com|por|pel[oa])\b",
        r"(?:gostaria|gostaríamos|queria) (?:de )?(?:saber|(?:te |lhe )?perguntar)\b",
    ),
    "it": (
        r"(?:[cm]i racconti|racconta[cm]i|[cm]i parli|parla[cm]i)\b",
        r"(?:(?:ci |mi )?(?:descriv[ai](?:ci|ti)?|riassum[ai])|presentati|si presenti)\b",
        r"(?:cominciamo|iniziamo|partiamo) (?:con|da[il]?|dall[ae])\b",
        r"(?:vorrei|vorremmo|mi piacerebbe) (?:sapere|chieder(?:e|ti|le|vi))\b",
    ),
    "pl": (r"(?:opowiedz|powiedz|przedstaw|opisz)\b",),
    "cs": (r"(?:představ|řekni|popiš|vyprávěj|představte|řekněte|popište)\b",),
    "sv, no, da": (r"(?:berätta|beskriv|fortell|fortæl)\b",),
    "nl": (r"(?:vertel|beschrijf|omschrijf)\b",),
    "fi": (r"kerro\b",),
}
_REQUESTS_BEYOND_LATIN = {
    "ru, uk": (r"(?:расскажи|поделись|опиши|представь|посоветуй|розкажи|розкажіть|поділіться)(?:те)?(?:сь)?\b",),
    "he": (r"(?:ספרי?|תספרי?) לנו",),
    "ar": (r"(?:حدثنا|حدثينا|أخبرنا|أخبرينا|عرفنا|عرفينا)\b",),
    "fa": (r".{0,60}معرفی کنید[.!]?",),
    "zh": (
        r"(?:首?先)?(?:[请請](?:[你您]|[给給跟和](?:我们|我們|大家))?|[给給跟和](?:我们|我們|大家))(?:先|再|简单|簡單|[做作][个個])*(?:自我)?(?:介[绍紹]|[谈談]{2}|[讲講]{2}|[说說]{2}|聊聊|分享)(?:吧[。！]?$)?",
    ),
    "ja": (
        r".{0,80}(?:教えて|聞かせて|語って|話して|お(?:聞かせ|教え|話し|答え))(?:ください|下さい)[。！]?",
        r".{0,80}(?:一言|メッセージを?)、?お願い(?:します|いたします|致します)。?",
        r"(?:[^、。]{1,12}さん、)?(?:まず、?)?(?:簡単に|自己紹介)を?.{0,8}(?:お願い|教え|聞かせ)",
    ),
    "ko": (
        r".{0,80}(?:말씀해|설명해|소개해|이야기해|얘기해|들려|알려|한마디 ?(?:해|부탁해)) ?(?:주세요|주십시오|주시겠어요)[.。]?",
        r".{0,80}부탁 ?(?:드립니다|드려요|드릴게요|드려도 될까요|합니다|해요)[.!。]?$",
        r".{0,80}(?:궁금합니다|궁금해요|궁금하네요)[.!。]?$",
    ),
}
_BEFORE_REQUEST = (
    r"(?:(?:please|maybe|perhaps|then|also|first(?: of all)?|so|and|okay|ok|yeah|well|now|alright|all right)[,\s]+)*(?:[^\W\d_]+, )?"
)
# A clause before a request that is polite, or made to us: `For those who don't know you, tell us ...`, `As its author, please ...`
_CLAUSE_BEFORE = (
    r"(?:after|as|at|because|before|for|from|given|if|in|on|since|to|when|with|without) [^.!?:;]{1,80}, "
    r"(?=please\b|(?:tell|walk|take|give|show) (?:us|me|our|everyone|the listeners)\b)"
)
_REQUEST, _REQUEST_BEYOND_LATIN = (
    rf"(?:{_CLAUSE_BEFORE})?{_BEFORE_REQUEST}(?:{'|'.join(chain.from_iterable(requests.values()))})"
    for requests in (_REQUESTS, _REQUESTS_BEYOND_LATIN)
)
_LAST_LATIN = "\u036f"
# A question that is nothing else, and so needs what was said before it.
_WHY = re.compile(rf"\W*{either(WHY)}\W*$")
_GUEST = frozenset(("you", "your", "yourself"))
_EXCLAIMS = r"(?:what an? \w+[^?]*|how (?:very |really |so )?(?!to\b|do\b|you\b|can\b)\w+[^?]*!)[.!]*$"
# What names a part of a text begins like a question, but goes on with its subject: `How the hives were built`, `How Acme uses wax`.
_SUBORDINATE = (
    r"(?:(?:how|what|when|where|who) (?:the|our|my|his|her|their)|(?:how|what|when|where|why) (?:to|it|i|we|he|she|they)|what you)\b"
    r"|how (?!(?:do|does|did|is|are|was|were|can|could|would|should|will|have|has|had|may|might|must|come|about|much|many|long|often)\b)"
    r"(?:\S+ ){1,3}(?:uses|used|built|builds|makes|made|became|helps|helped|brought|brings|runs|keeps|turned|saves|saved|creates|created|powers|scales|scaled|moved)\b"
)
_BREAK = re.compile(r"(?:^|[,，、–—-]\s*|\s)¿?")
_LONGEST_NOD = 30
_NOD_ENDS = frozenset(nod[-2:] for nod in NODS)
_STATES = re.compile(r"(?:that|it|this|you|we|they|he|she|everything|nothing|there)(?:'(?:s|re|ll|d|ve))?\b(?=[^,–—]*$)")

_WORD = re.compile(r"[^\W_]\w*(?:['.&/+-]+\w+)*")
_PERSON = r"(?:that|this|these|those|it|they|them|he|she|him)"
_BEHIND = r"""(?:about|of|with|for|on|in|like|to|from|by|at|into|behind|after|before|than|do|doing|did|does|done|how|why|what|where)"""
_GOES_ON = r"""(?:and|or|but|in|at|from|to|for|with|on|when|if|as|is|was|were|are|all|also|too|comes?|came|works?|worked|looks?
    |happen|happens|happened|evolve|affect|mean)"""
_POINTS = re.compile(
    rf"""\b(?=[a-z])(?:^(?:(?:and|but|so|or)\ )*(?:it|they|that|this|these|those|he|she)\b
    |{either(AUXILIARY)}\ {_PERSON}\b(?!\ (?:\w+\ ){{0,2}}(?:to|for\ you\ to|if|whether|that|any|a|an|some|anything|something|other)\b)
    |{_BEHIND}\ (?:that|this|these|those|it|them|him|there|so)(?=\s*(?:$|[{re.escape(MARKS)},.;:!–—-]|{_GOES_ON}\b))
    |one\s*[{re.escape(MARKS)}]
    |what\ (?:do|did)\ you\ mean\s*[{re.escape(MARKS)}])""",
    re.VERBOSE,
)
# For whom something is to be explained: `What is a hive, for someone who has never seen one?`
_UNKNOWING = re.compile(
    r"\b(for|to) (?:(?:any|some)(?:one|body)|people|those|listeners|readers|viewers) who\b(?=.*\b(?:never|not|\w+n't)\b)"
)
_POINTS_BACK = re.compile(rf"(?:it|them|that|this|these|those|him|her)\s*[{re.escape(MARKS)}]")
_MY_QUESTION = re.compile(
    r"(?:(?:and|so|but|maybe|i guess) )*(?:my|the|our|another|one|a)"
    r"(?: (?:next|first|last|other|final|more|main|second|third|follow-up|quick))*"
    r" question(?: (?:here|now|for you|i have|i had|would be|is|was|that i have|then))*"
)
_ANNOUNCING = frozenset(("and", "so", "but", "maybe", "my", "the", "our", "another", "one", "a", *WONDERING))
_FIRST_WORD = re.compile(r"\w+")
_NO_LEADS = ("now that ", "y a-t-", "y aura-", "y aurait-", "y avait-")  # the last ones in French, in which `y` is no `and`
_SOFT_PAUSE = re.compile(r"(?:\s*[,،–—:.…-]+\s+|\s+)(?=\S)")
_HARD_PAUSE = re.compile(r"(?:[ ,]*\s*[,،–—:.…!-]+\s+|\s*[，、！]\s*)(?=\S)")
_COLON = r"\s*(?:[,–—:-]+\s*(?=\S)|(?=[“\"‘]))"
_BLANKS = re.compile(r"\s+")
_GREETED = r"(?:\s+[^\W\d_][\w’'.-]*){0,3}\s*(?:[,!–—-]+\s+|[，、！]\s*)(?=\S)"
_CALLED = re.compile(r"[^\W\d_][\w’'-]*")
_BEHIND_CALLED = r"\.?((?:\s+[^\W\d_][\w’'.-]*){0,3})\s*[,–—]\s+"
_NUMBER = re.compile(r"(?:(?:(?:q(?:uestion)?\s*)?\d{1,2}\s*(?:[.):/|]|[–—-](?=\s+\D))|q\d{0,2}\s*[:.])\s+|\d{1,2}[、．])?[-–—• ]*")
_QUOTATION = re.compile(r"[“”\"]")
_CLAUSE = re.compile(r"(?:[,;:–—-]|\.\.\.)\s+((?:and|so|but|or)\s+)?")


@lru_cache(maxsize=512)
def asks(text: str) -> bool:
    """Whether a sentence wants an answer: it ends with a question mark, begins like one, or is a request. It may have line breaks."""
    sentence = squeeze(text)
    if ends_asking(sentence):
        return True
    bare = folded(trim(sentence))
    if bare.rstrip("\"'”’)]").endswith(("!?", "?!", "！？", "？！")):
        return _opens(bare) and len(bare.split()) > 4
    if (_opens(bare) and _request(folded(sentence))) or (_requests(bare) and not _QUOTATION.match(sentence)):
        return not compiled(_EXCLAIMS).match(bare)
    unclosed = not bare.rstrip(CLOSERS).endswith((*STATING_ENDS, ":", "-", "–"))
    opens = unclosed and _opens(bare) and len(bare.split()) > 3
    return opens and not compiled(_SUBORDINATE).match(bare) and not compiled(_EXCLAIMS).match(bare)


def holds_question(text: str) -> bool:
    """Whether a heading, of one sentence or more, asks: `Why wax? Tell me all.`, `Tell us about wax`."""
    return holds_mark(text) or asks(text)


def speaks_to_guest(text: str) -> bool:
    """Whether a text has a word for whoever it is said to: `So you keep bees.`"""
    return not _GUEST.isdisjoint(_words(text))


def greets(text: str) -> bool:
    """Whether a text begins with a greeting: `Hi Ana!`"""
    return folded(text).partition(" ")[0].rstrip(",!") in GREETINGS


def _opens(small: str, at: int = 0) -> bool:
    """Whether a `folded` sentence has an interrogative or an auxiliary at an offset."""
    return end(ASKING, small, at) is not None


def _request(small: str) -> re.Match[str] | None:
    """The request that a `folded` sentence begins with."""
    beyond = not small.isascii() and max(filter(str.isalpha, small), default="") > _LAST_LATIN
    return compiled(_REQUEST).match(small) or (compiled(_REQUEST_BEYOND_LATIN).match(small) if beyond else None)


def _requests(bare: str) -> bool:
    """Whether a request says what it is about, or addresses the guest: `Tell us about your bees.`"""
    found = _request(bare)
    return found is not None and (speaks_to_guest(bare) or content(bare[found.end() :] or bare) > 0)


def wants_nod(sentence: str) -> bool:
    """Whether a statement asks for no more than assent: `..., right?`"""
    marked = sentence.rstrip("\"'”’)]")
    stated = marked.rstrip(MARKS)
    if len(stated) == len(marked) or folded(stated.rstrip()[-2:]) not in _NOD_ENDS:
        return False
    stated = folded(stated.rstrip())
    breaks = _BREAK.finditer(stated, max(0, len(sentence) - _LONGEST_NOD))
    found = next((at.start() for at in breaks if stated[at.end() :] in NODS), None)
    return found is not None and not opens_asking(trim(sentence[:found]))


def confirms(question: str) -> bool:
    """Whether a question only repeats what was said, with hardly a word of its own: `That's your secret?`"""
    return _STATES.match(folded(question)) is not None and content(question) < 2


def thrown_in(question: str) -> bool:
    """Whether a question is only a word or two between somebody else's: `Google?`, `How so?`"""
    words = len(question.split(None, 2))
    if words > 2 or not question.isascii():
        return words < 2 and content(question) < 2
    return words < 2 or content(question) == 0 or not opens_asking(question)


def opens_asking(question: str) -> bool:
    """Whether a question begins like one, with an interrogative or an auxiliary, or is the word for `why` in any language."""
    return _opens(folded(question)) or _only_why(question)


def _only_why(question: str) -> bool:
    return _WHY.match(folded(question)) is not None


@lru_cache(maxsize=512)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold().replace("’", "'")))


def content(text: str) -> int:
    """How many words have a meaning of their own.

    In scripts without blanks, two characters count as a word, even with a Latin name among them.
    """
    return sum(1 if word.isascii() or max(word) <= "\u2e80" else len(word) // 2 for word in _words(text) if word not in FUNCTION_WORDS)


@lru_cache(maxsize=512)
def stands_alone(sentence: str) -> bool:
    """Whether a question can be understood without what came before it."""
    found = None if POINTING.isdisjoint(_words(sentence)) else _POINTS.search(folded(sentence))
    is_clear = found is None or content(sentence[: found.start()]) > 2 or _names_before(sentence, found.start())
    return is_clear and not _only_why(sentence)


def _names_before(sentence: str, pointing: int) -> bool:
    """Whether what points at an index does so to what the question itself has named, which it asks to explain to those who do not know it."""
    small = folded(sentence)
    unknowing = _UNKNOWING.search(small, 0, pointing)
    if unknowing is None:
        return False
    verbs = 0 if unknowing[1] == "for" else 1  # `describe a hive to ...`
    return content(small[: unknowing.start()]) > verbs


def points_back(question: str) -> bool:
    """Whether a question ends with a pronoun, such as for what was named before: `Why did you build it?`"""
    last = folded(question).split()[-1:]
    return bool(last) and _POINTS_BACK.fullmatch(last[0]) is not None


def asking_clauses(question: str) -> tuple[str, ...]:
    """The clauses of a long question that ask by themselves: `When ..., what do you do?` contains `What do you do?`

    Of two questions in one, `Who ..., and why ...?`, the first comes first.
    """
    small = folded(question)
    found = tuple(clause for clause in _CLAUSE.finditer(small) if _opens(small, clause.end()))
    first = (f"{question[: clause.start()]}{question[-1]}" for clause in found if clause[1] and opens_asking(question))
    return (*first, *(_capital(question[clause.end() :]) for clause in found))


def trim(sentence: str, names: frozenset[str] = frozenset()) -> str:
    """A sentence without its lead-in: `So, Ana, I was wondering – how do you ...?` becomes `How do you ...?` `names` are in lower case."""
    small = folded(sentence)
    numbered = None if small[:1].isalpha() and small[0] != "q" else _NUMBER.match(small)
    at = numbered.end() if numbered else 0
    opening = "¿" if small.startswith("¿", at) else ""
    at += len(opening)
    while (behind := _lead_in(small, at) or _called(sentence, at, names)) and behind < len(small):
        at = behind
    text = opening + sentence[at:]
    if "¿" in text and text.index("¿") < 25:
        text = text[text.index("¿") :]
    return _capital(unquoted(_quoted_question(text) or text) if holds_quote(text) else text)


def _quoted_question(text: str) -> str | None:
    """The question that a sentence reads out: `The next one is, “How do you feed bees?”` becomes `How do you feed bees?`"""
    lead, *quoted = _QUOTATION.split(text, 2)
    if not lead or not quoted or any(quoted[1:]) or opens_asking(lead):
        return None
    question = trim(quoted[0])
    return question if opens_asking(question) and ends_asking(question) and stands_alone(question) else None


def _lead_in(said: str, at: int) -> int | None:
    """The end of a lead-in from an offset on: `so `, `yeah, great. `, `my next question: `, `i was wondering what ...`, `hi ana, `"""
    found = _FIRST_WORD.match(said, at)
    word = found[0] if found else ""
    return (
        (_behind(_SOFT_PAUSE, said, ends(SOFT_LEADS, said, at)) if word in SOFT_LEADS and not said.startswith(_NO_LEADS, at) else None)
        or (_hard_leads(said, at) if word in HARD_LEADS else None)
        or (_announcement(said, at) if word in _ANNOUNCING else None)
        or (_behind(compiled(_GREETED), said, (at + len(word),)) if word in GREETINGS else None)
    )


def _behind(pause: re.Pattern[str], said: str, stops: Iterable[int]) -> int | None:
    """The end of the pause at the first of these offsets that has one."""
    for stop in stops:
        if found := pause.match(said, stop):
            return found.end()
    return None


def _hard_leads(said: str, at: int) -> int | None:
    """The end of a row of words that needs a pause behind the last of them."""
    found = None
    while stops := ends(HARD_LEADS, said, at):
        found = _behind(_HARD_PAUSE, said, stops) or found
        at = stops[0]
        while said.startswith((" ", ","), at):
            at += 1
    return found


def _announcement(said: str, at: int) -> int | None:
    """The end of a phrase that announces a question, if a pause or the question's interrogative follows."""
    asked = _MY_QUESTION.match(said, at)
    stops = (*((asked.end(),) if asked else ()), *ends(WONDERING, said, at))
    blanks = (blank.end() for stop in stops if (blank := _BLANKS.match(said, stop)))
    return _behind(compiled(_COLON), said, stops) or next((stop for stop in blanks if end(INTERROGATIVE, said, stop) is not None), None)


def _called(sentence: str, at: int, names: frozenset[str]) -> int | None:
    """The end of a name that a sentence begins with and addresses: `Ana, how ...`, `Ms. Ruiz, how ...`"""
    name = _CALLED.match(sentence, at)
    if name is None or name[0].casefold() not in names:
        return None
    behind = compiled(_BEHIND_CALLED).match(sentence, name.end())
    return behind.end() if behind and not any(word[0].islower() for word in behind[1].split()) else None


def _capital(text: str) -> str:
    at = 1 if text.startswith("¿") else 0
    return text[:at] + text[at].upper() + text[at + 1 :] if text[at : at + 1].islower() else text


def unquoted(text: str) -> str:
    """A text without the quotation marks around it, or without an opening one that a cut has left alone."""
    for opening, closing in QUOTES:
        inner = text.removeprefix(opening).removesuffix(closing)
        if text.startswith(opening) and opening not in inner and closing not in inner:
            return inner
    return text
