"""What in a text is not said: editors' notes, times, and what is heard beside words."""

import re
from html import unescape

from pipeline.content.text.macros import without_macros
from pipeline.content.text.plaintext import squeeze
from pipeline.content.text.sentences import CLOSERS, STATING_ENDS

_ASIDE = re.compile(r"\[[^\[\]]{0,400}\]")
# `((laughs))`, and what a translator adds in Chinese or Japanese: `（译者注：…）`.
_DOUBLY = re.compile(r"\(\([^()]{1,400}\)\)|（(?:译者?注|譯者?[註注]|訳者?注)[:：][^（）]{1,400}）")
# What is heard or seen beside words, in the round brackets that newspapers have for it, and what their editors add in them:
# `(lacht)`, `(der Imker, Anm. d. Red.)`; and in asterisks that an export has escaped.
_SOUND = r"""(?:(?:\w+\s){0,2}(?:laugh(?:s|ter|ing)?|chuckl(?:es?|ing)|giggl(?:es?|ing)|applau(?:se|ds)|lacht|lachen|gelächter|applaus|beifall|rires?
    |applaudissements|risas?|se\sríe|aplausos|risos?|risate|ridono|applausi|gelach|śmiech|śmieje\ssię|oklaski|смех|сме[её]тся|смеются|сміх|сміється
    |аплодисменты|оплески|gül(?:er|üyor|üşmeler)|alkışlar)|pauses?|long\spause|sighs?|coughs|clears\s(?:his|her|their)?\s?throat|crosstalk|inaudible
    |indiscernible|unintelligible|unclear|smil(?:es|ing)|nods|nodding|gasps|music(?:\splaying)?|schmunzelt|überlegt|unverständlich|пауза|неразборчиво|[爆苦大众眾]?笑い?
    |一同笑|拍手|掌[声聲]|聞き取れず|听不清|웃음|박수|불명확)"""
# What a note of editors is called.
OF_EDITORS = r"""(?:(?:editor|translator)s?['’]?s?\snote|ed(?:\.|itor)?\snote|note\sfrom\sthe\seditors?|anm(?:erkung|\.)?\s?d(?:er|\.)?\s?red(?:aktion|\.)?
    |nota\s(?:del\seditor|de\sla\sredacci[óo]n|d[oa]\s(?:editor|reda[çc][ãa]o)|della\sredazione)|n\.\s?del\s?[ert]\.|ndlr|nd[rt]|n\.\s?d\.\s?l\.\s?r\.|n\.\s?d\.\s?[rt]\.
    |note\sde\sla\sr[ée]daction|прим(?:\.|ечание)\s?ред(?:\.|акции)|от\sредакции|[编編]者[按註注]|編集部注)"""
# Rev's transcripts tell what an interjection means: `Mm-hmm (affirmative).`
_HEARD = rf"""(?ix)[(（*<【［〈＜]\*?{_SOUND}[.!]?\*?[)）*>】］〉＞]|(?<=[hmu][hm]\s)\((?:affirmative|negative)\)|[(（](?:[^()（）]{{0,200}}[\s,–—-])?{OF_EDITORS}(?:[\s:：][^()（）]{{0,400}})?[)）]
    |[(（][^()（）]{{1,200}}[–—-]\s?ed\.[)）]"""
# The same in italics or bold, `*laughs*`, in HTML. Begins with literals, which Python finds quickly.
_SLANTED = rf"""(?ix)<(?:em|i|strong|b)\b[^<>]*>(?:<(?:em|i|strong|b)>)?((?:{_SOUND})(?:\s\w+ly)?[.!…]?)</(?:em|i|strong|b)>(?:</(?:em|i|strong|b)>)?"""
_WIDE = re.compile("[（<【［〈＜]")  # in which the sounds of other languages are; as HTML, `<laughs>` is no text
_EMPHASIS = ("</em>", "</i>", "</strong>", "</b>")
_APART = (*STATING_ENDS, "?", "？", *CLOSERS, "“", "—", "–", "-")  # ends of what a sound may follow
_TAG = re.compile(r"<[^<>]*>")
_TIME_BEHIND = r"(?<!\s)\s*\(\d{1,2}:\d\d(?::\d\d)?\)\s*$"
# What an editor has changed in a quotation: `[W]e need bee[s]`. Begins with a literal, which Python finds quickly.
_IN_WORD = r"\[(?:([^\W\d_])\](?=[a-zß-ÿ])|(?<=[a-zß-ÿ]\[)(e?[sd]|[nr]|ing|ly)\])"
# A name with its time within a sentence, but nothing that is heard beside words.
_GUESSED = r"""(?x)\[(?<=[\w,]\s.)(?!(?i:inaudible|unintelligible|indiscernible|incomprehensible|unclear|crosstalk|overlapping|laugh|chuckl|applau|music|silence|pause
    |sing|cough|sigh|noise|sound|audio|video|no\s|foreign|time|slide|break|begin|end|start|intro|outro|clip|speak|phonetic|muted))
    ([A-Z0-9][\w.&'’-]*(?:\s(?:(?:of|the|and|de|van|von)\s)?[A-Z0-9&][\w.&'’-]*){0,4})\s\d{1,2}:\d{2}:\d{2}(?:\.\d+)?\]"""
_LEFT_ALONE = re.compile(r" ([.,;:!?…](?: |$)|[。，、！？])")
_NESTED = 3


def may_hold_aside(plain: str) -> bool:
    """Whether a text may hold an aside that is not in square brackets: a quick test that most texts fail."""
    return "(" in plain or "*" in plain or (not plain.isascii() and _WIDE.search(plain) is not None)


def without_asides(text: str) -> str:
    """The text in one line, without macros, editors' notes, a time in brackets at its end, and what is heard beside words: `(laughs)`.

    Nor is anything said that is in brackets that are square or double: `[he smiles]`, `((he smiles))`.

    Square ones around a part of a word are an editor's, who has changed it, and that part stays. So does a name within a sentence that was not
    surely heard, with the time at which it was: `We buy it of [Wax Works 00:12:34].`
    """
    text = without_macros(text)
    said = re.sub(_TIME_BEHIND, "", re.sub(_HEARD, " ", _DOUBLY.sub(" ", text))) if may_hold_aside(text) else text
    if "[" in said:
        said = re.sub(_IN_WORD, r"\1\2", said.replace("^[", "["))  # ^[a note of pandoc]
        said = re.sub(_GUESSED, r"\1", said) if ":" in said else said
        for _ in range(_NESTED):
            said = _ASIDE.sub(" ", said)
            if "[" not in said:
                break
    elif said == text:
        return squeeze(text)
    left = _LEFT_ALONE.sub(r"\1", squeeze(said))
    return left if any(map(str.isalnum, left)) else ""


def without_sounds(text: str, html: str) -> str:
    """A text without what its HTML has in italics or bold for what is heard beside words, outside of sentences: `Yes. *laughs* I did.`

    Inside of one it is a word, as in `He *laughs* a lot.` or `*Applause* is loud.`
    """
    if not any(end in html for end in _EMPHASIS):
        return text
    parts = [unescape(_TAG.sub("", part)) for part in re.split(_SLANTED, html)]  # words and sounds take turns
    if len(parts) == 1 or "".join(parts).split() != text.strip("*_ ").split():
        return text
    said, before = parts[:1], parts[0].rstrip()
    for sound, behind, following in zip(parts[1::2], parts[2::2], (*parts[3::2], ""), strict=True):
        apart = _is_apart(before, sound, behind.lstrip() or following)
        said += (" ", behind) if apart else (sound, behind)
        before = behind.rstrip() or (before if apart else sound)
    return "".join(said)


def _is_apart(before: str, sound: str, behind: str) -> bool:
    """Whether a word that may be a sound is no part of a sentence: one ends before it, and it begins none."""
    if behind.startswith((",", "，", ":", "：", ";")):
        return False
    if before.endswith((",", "，")):
        return not behind or (behind[0].isalpha() and not behind[0].islower())
    return (not before or before.endswith(_APART)) and (sound[0].islower() or not behind[:1].islower())
