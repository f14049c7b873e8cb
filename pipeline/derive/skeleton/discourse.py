"""Discourse markers by language, for transcripts without punctuation: how questions and answers begin, and where nobody stops.

Only openings of questions that hardly ever occur elsewhere are listed: `how did`, not `how`; `which of`, not `which is`. In a language that
is not listed, only question marks count.
"""

import re
from collections.abc import Mapping
from functools import cache

_OPENINGS = {
    "en": r"""(?:what|how|why|when|where|who)(?:['’](?:s|re|d))?\s+(?:is|are|was|were|do|does|did|would|will|can|could|should|has|have|had|made
        |brought|got|led|inspired|motivated|kind\ of|sort\ of|types?\ of|advice|about|exactly|makes|happens|happened|comes)\b
        |(?:what|how|who|where)['’](?:s|re)\b|how\ (?:much|many|long|often|far|big|important|hard)\b
        |(?:do|did)\ you\b|(?:have|are|were|would|can|could|will|should)\ you\b(?!\ know\b)|(?:is|are|was|were)\ there\b
        |(?:does|did|is|was)\ (?:it|this|that(?!\ (?:I|we|you|they|he|she|it|there|if|when)\b))\b
        |(?:tell|walk|take)\ (?:us|me)\b|which\ (?:ones?|of|kinds?|types?|parts?|way|tools?|books?)\b
        |(?:what|which)\ (?!(?:the|an?|I|we|they|he|she|it|you|this|that|these|those|is|was)\b)(?:\w+\ ){1,3}(?:did|do|would|should|could|can)\ you\b(?!\ know)""",
    "de": r"""(?:wie|was|warum|wieso|weshalb|wer|wo|woher|wohin|wann|womit|worum|welche[rsmn]?)\s+(?:ist|sind|war|waren|hat|hast|haben|bist|kann|kannst
        |können|kam|kamst|kommt|kommst|macht|machst|machen|sieht|siehst|geht|gibt|würde|würdest|würden|wird|muss|denkst|glaubst|heißt|bedeutet|viele?)\b
        |(?:wie|was|warum|wieso|weshalb|wer|wo|woher|wohin|wann|womit|worum)\s+\w+\s+(?:du|ihr|sie|man|es|das|wir)\b
        |(?:hast|bist|kannst|würdest|könntest|magst|willst|glaubst|denkst)\ du\b|(?:haben|sind|können|würden|könnten|glauben|denken)\ sie\b
        |gibt\ es\b|erzähl\b""",
    "fr": r"""(?:est-ce\ qu|qu['’]est-ce|comment|pourquoi|combien)\w*\b|(?:quels?|quelles?)\ (?:est|sont|était|étaient|conseils?)\b
        |(?:où|quand|qui)\ (?:est|sont|as-tu|avez-vous)\b|\w+-(?:tu|vous)\b""",
    "es": r"""(?:qué|cómo|por\ qué|cuándo|dónde|quién|quiénes|cuál|cuáles|cuánto|cuántos|cuántas)\b|(?:puedes|podrías|nos)\ (?:contar\w*|cuentas|explicar\w*)\b""",
    "pt": r"""(?:o\ que|como|por\ que|quando|onde|quem|qual|quais|quanto)\s+(?:é|são|foi|foram|você|vocês|tu|te|se|era|está)\b|(?:você|pode)\ (?:pode|nos)\b""",
    "it": r"""(?:che\ cosa|cosa|come|perché|quando|dove|chi|quale|quali|quanto)\s+(?:è|sono|era|hai|ha|avete|sei|siete|fai|fate|pensi|ti|vi|si)\b
        |(?:puoi|potresti|ci)\ (?:raccontar\w*|racconti|spiegar\w*)\b""",
    "nl": r"""(?:wat|hoe|waarom|wanneer|waar|wie|welke?)\s+(?:is|zijn|was|waren|heb|hebt|heeft|ben|bent|kan|kun|kunt|doe|doet|komt|kwam|ga|gaat)\b
        |(?:heb|ben|kun|kan|wil|denk|zou)\ (?:je|jij|u)\b""",
    "ru": r"""(?:как|почему|зачем|когда|где|откуда|кто|сколько|какой|какая|какое|какие|что\ (?:такое|вы|ты|для)|расскажи(?:те)?)\b""",
}
_LEADS = {
    "en": "so|and|but|okay|ok|now|then|well|or|yeah|great|cool|right|nice|wondering|curious|question|ask|um|uh|like|maybe|first|interesting",
    "de": "und|aber|also|jetzt|dann|oder|ja|okay|gut|super|genau|frage",
    "fr": "et|mais|alors|donc|ou|oui|ok|d'accord|question|bon",
    "es": "y|pero|entonces|pues|bueno|o|vale|ok|pregunta",
    "pt": "e|mas|então|bom|ou|ok|pergunta",
    "it": "e|ma|allora|quindi|o|ok|bene|domanda",
    "nl": "en|maar|dus|nou|of|ja|oké|vraag",
    "ru": "и|а|но|ну|вот|да|вопрос",
}
# With the first, answers begin; with the second as well, but they may also be said while thinking what to ask.
_ANSWERS = {
    "en": r"yeah|yes|yep|oh|exactly|absolutely|definitely|of course|thanks|thank you|sure (?:so|i|yeah|um|uh)",
    "de": r"genau|klar|nein",
    "fr": r"oui|exactement",
    "es": r"sí|claro|exacto",
    "pt": r"sim|claro|exatamente",
    "it": r"sì|certo|esatto",
    "nl": r"nee|precies",
    "ru": r"да|нет|конечно",
}
_THINKING = {
    "en": r"um|uh|well|(?:so|i) (?:i|i'm|i've|we|it's|my|think|would|was|started|mean|guess|don't)|i'd",
    "de": r"ja|naja|ähm|äh|also ich|ich (?:bin|habe|glaube|denke|würde)",
    "fr": r"euh|ben|bah|je (?:suis|pense|crois|dirais)",
    "es": r"bueno|eh|pues|yo (?:creo|soy|diría)",
    "pt": r"bom|eu (?:acho|sou|diria)",
    "it": r"beh|ehm|io (?:penso|credo|sono|direi)",
    "nl": r"ja|nou|eh|ik (?:ben|heb|denk|zou)",
    "ru": r"ну|э|я (?:думаю|считаю)",
}
# German and Dutch end clauses with verbs and with words that are otherwise prepositions: none of those is listed.
_HANGING = {
    "en": "the|a|an|of|to|in|on|at|for|from|with|by|as|than|into|about|and|or|but|so|if|that|who|which|because|when|where|while|what|how|is|are"
    "|was|were|be|been|has|have|had|do|does|did|can|could|would|will|should|i|i'm|i've|i'd|we|we're|they|they're|he|she|you're|my|our|your|his|her"
    "|their|its|it's|that's|there's|these|those|this|very|really|just|not|don't|didn't|like|um|uh|some|any|every|more|most|kind|sort",
    "de": "der|die|das|den|dem|des|eine|einen|einem|einer|und|oder|aber|also|dass|weil|wenn|zu|in|im|am|von|vom|für|als|wie|ich|wir|er|sehr|mein"
    "|meine|unser|unsere|diese|dieser|ähm|äh",
    "fr": "le|la|les|l|un|une|des|du|de|d|et|ou|mais|donc|que|qui|si|à|au|aux|en|dans|sur|avec|pour|par|je|il|elle|on|nous|ils|est|sont|a|ai|ont|pas"
    "|très|mon|ma|mes|son|sa|ses|ce|cette|ces|euh",
    "es": "el|la|los|las|un|una|de|del|y|e|o|pero|que|si|a|al|en|con|por|para|como|yo|es|son|era|ha|he|han|no|muy|mi|su|sus|este|esta|eh",
    "pt": "o|a|os|as|um|uma|de|do|da|dos|das|e|ou|mas|que|se|em|no|na|com|por|para|como|eu|é|são|era|tem|não|muito|meu|minha|seu|sua|este|esta",
    "it": "il|lo|la|i|gli|le|un|una|di|del|della|e|o|ma|che|se|a|al|in|con|per|come|io|è|sono|era|ha|ho|hanno|non|molto|mio|mia|suo|sua|questo|questa",
    "nl": "de|het|een|van|en|of|maar|dus|dat|die|als|te|in|met|ik|we|hij|heel|mijn|onze|eh",
    "ru": "и|а|но|или|что|как|в|во|на|с|со|к|по|из|за|от|до|для|о|об|у|не|это|я|мы|он|она|они|если|когда|который|которая|которые|очень|мой|наш|его|её|их|вот|ну",
}
_ADDRESSES = re.compile(
    r"\b(?:you|your|yours|du|dich|dir|dein\w*|sie|ihnen|ihre?|tu|te|toi|vous|votre|vos|usted|tú|tus?|você|seu|sua|vostr\w+|je|jij|jouw|u|uw|вы|вас|вам|ваш\w*|ты|тебя|тебе)\b"
    r"|(?:as|es|éis|áis|aste|iste)\b(?=\?)|-(?:tu|vous)\b|[你您]|あなた|さん|(?:です|ます|した|しょう)か(?=[？?])|(?:니까|나요|까요|세요)(?=\?)|؟",
    re.IGNORECASE,
)


def opens(text: str, language: str) -> bool:
    """Whether unpunctuated words begin like a question."""
    found = _opening(language)
    return found is not None and found.match(text) is not None


def leads(word: str, language: str) -> bool:
    """Whether a question may begin after this word: `so`, `and`, `okay`."""
    return _is_among(_LEADS, word, language)


def answers(text: str, language: str) -> bool:
    """Whether these words begin an answer rather than a question: `yeah`."""
    return _begins(_ANSWERS, text, language)


def thinks(text: str, language: str) -> bool:
    """Whether these words begin an answer, or are said by somebody who thinks: `um`, `so I`."""
    return _begins(_THINKING, text, language)


def addresses(text: str) -> bool:
    """Whether somebody is addressed: by a pronoun, or by a verb form that shows it. In Arabic every verb does."""
    return _ADDRESSES.search(text) is not None


def hangs(word: str, language: str) -> bool:
    """Whether no sentence ends with this word: `the`, `and`. A silence after it is only a breath."""
    return _is_among(_HANGING, word, language)


@cache
def _opening(language: str) -> re.Pattern[str] | None:
    found = _listed(_OPENINGS, language)
    return re.compile(found, re.IGNORECASE | re.VERBOSE) if found else None


def _begins(lists: Mapping[str, str], text: str, language: str) -> bool:
    found = _listed(lists, language)
    return bool(found) and re.match(rf"(?i)(?:{found})\b", text) is not None


def _is_among(lists: Mapping[str, str], word: str, language: str) -> bool:
    return word.lower() in _parted(_listed(lists, language))


def _listed(lists: Mapping[str, str], language: str) -> str:
    """What a list has for a language tag such as `pt-BR`; empty if nothing."""
    return lists.get(language.lower()[:2], "")


@cache
def _parted(words: str) -> frozenset[str]:
    return frozenset(filter(None, words.split("|")))
