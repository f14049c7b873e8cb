"""Plain text: its white space, its sentences and questions, quotation marks, what in it is not said, and cutting it at a word."""

import re
from html import escape, unescape

# Question marks of Latin, Arabic, Armenian, Ethiopic and East Asian writing. Greek writes `;`, which asks only among Greek letters.
MARKS = "?？؟՞፧⸮‽⁇⁈"
_GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]")
# Pairs of opening and closing quotation marks.
QUOTES = (("„", "“"), ("“", "”"), ('"', '"'), ("«", "»"), ("「", "」"), ("『", "』"), ("【", "】"))
_QUOTED = re.compile(f"[{''.join(mark for pair in QUOTES for mark in pair)}]")
CLOSERS = "\"'”’»)]）」』】"

# How sentences end that state something, and how all sentences end. A full stop may also end an abbreviation.
STATING_ENDS = (".", "!", "…", "。", "！")
SENTENCE_ENDS = (*STATING_ENDS, "?", "？")
_CLOSING = CLOSERS + "“ "
# Japanese and Chinese mark a question by its last word, with or without a question mark. Armenian has the mark inside a word.
_ASKING_WORDS = ("ですか", "でしたか", "ますか", "ましたか", "ませんか", "でしょうか", "だろうか", "吗", "嗎")

_STOPS = "[.!?…؟՞፧։।‽⁇⁈⸮。．！？;\u037e]"
# Begins with a set that is not repeated, so that Python can search for its characters quickly. “ closes a quotation in German.
_STOP = re.compile(rf"{_STOPS}{_STOPS}*[{re.escape(CLOSERS)}]*(?:“(?!\S))?")
_NEEDS_NO_BLANK = "。．！？"
_UNWRITABLE = "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
_INLINE = r"(?i)<(/?)(a|abbr|b|cite|code|em|i|mark|q|s|small|span|strong|sub|sup|u)\b[^<>]*>"
_BREAK = r"(?i)\s?<br\s?/?>\s?"
_ASIDE = re.compile(r"\[[^\[\]]{0,400}\]")
# `((laughs))`, and what a translator adds in Chinese or Japanese: `（译者注：…）`.
_DOUBLY = re.compile(r"\(\([^()]{1,400}\)\)|（(?:译者?注|譯者?[註注]|訳者?注)[:：][^（）]{1,400}）")
# What is heard or seen beside words, in the round brackets that newspapers have for it, and what their editors add in them:
# `(lacht)`, `(der Imker, Anm. d. Red.)`; and in asterisks that an export has escaped.
_SOUND = r"""(?:(?:\w+\s){0,2}(?:laugh(?:s|ter|ing)?|chuckl(?:es?|ing)|giggl(?:es?|ing)|applau(?:se|ds)|lacht|lachen|gelächter|applaus|beifall|rires?
    |applaudissements|risas?|se\sríe|aplausos|risos?|risate|ridono|applausi|gelach|śmiech|śmieje\ssię|oklaski|смех|сме[её]тся|смеются|сміх|сміється
    |аплодисменты|оплески|gül(?:er|üyor|üşmeler)|alkışlar)|pauses?|long\spause|sighs?|coughs|clears\s(?:his|her|their)?\s?throat|crosstalk|inaudible
    |indiscernible|unintelligible|unclear|smil(?:es|ing)|nods|nodding|gasps|music(?:\splaying)?|schmunzelt|überlegt|unverständlich|пауза|неразборчиво|[爆苦大众眾]?笑い?
    |一同笑|拍手|掌[声聲]|웃음|박수)"""
_HEARD = rf"""(?ix)[(（*]\*?{_SOUND}\*?[)）*]
    |[(（](?:[^()（）]{{0,200}}[\s,–—-])?(?:anm\.?\s?d(?:\.|er)\s?red(?:\.|aktion)|editor['’]s\snote|ed\.\snote|nd[lt]?r|n\.d\.[lt]?r\.|прим\.\s?ред\.)(?:[\s:：][^()（）]{{0,400}})?[)）]"""
# The same in italics or bold, `*laughs*`, in HTML. Begins with literals, which Python finds quickly.
_SLANTED = rf"""(?ix)<(?:em|i|strong|b)\b[^<>]*>(?:<(?:em|i|strong|b)>)?((?:{_SOUND})(?:\s\w+ly)?[.!…]?)</(?:em|i|strong|b)>(?:</(?:em|i|strong|b)>)?"""
_EMPHASIS = ("</em>", "</i>", "</strong>", "</b>")
_APART = (*STATING_ENDS, "?", "？", *CLOSERS, "“", "—", "–", "-")  # ends of what a sound may follow
_TAG = re.compile(r"<[^<>]*>")
_TIME_BEHIND = r"(?<!\s)\s*\(\d{1,2}:\d\d(?::\d\d)?\)\s*$"
# What an editor has changed in a quotation: `[W]e need bee[s]`. Begins with a literal, which Python finds quickly.
_IN_WORD = r"\[(?:([^\W\d_])\](?=[a-zß-ÿ])|(?<=[a-zß-ÿ]\[)(e?[sd]|[nr]|ing|ly)\])"
# What a blog engine replaces, by a character in it: Liquid, Hugo, Svelte, attribute lists of kramdown and pandoc; WordPress and callouts;
# snippets of MkDocs; Obsidian's comments and block names.
_MACROS = (
    (
        "{",
        r"(?is)\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}|\{(?:%[^{}]*%|\{[^{}]*\}|[:#/][^{}\s][^{}]*|: [^{}\n]*|\.[a-z][^{}]*)\}",
    ),
    ("[", r"""(?i)\[(?:/?(?:caption|gallery|playlist|toc)\]|[a-z][\w-]*\s+[\w-]+=["'“”″][^\[\]]*\]|/[a-z][\w-]*\]|![a-z]+\][+-]?)"""),
    ("%", r"%%[^%]*%%"),
    ("--8", r"""-{2,}8(?:<|&lt;)-{2,}(?:\s?(?:"[^"\n]*"|&quot;[^"\n]*?&quot;|'[^'\n]*'))?"""),
    ("^", r"(?i) \^[a-z\d]{6}(?=\s*(?:$|</))"),
)
_CODE = r"(?s)<code\b(?:(?!<code\b).)*?</code>"
# `[[page#part|words]]` of Obsidian and other wikis. Elsewhere, a single word that is not inside a sentence is a macro or an anchor.
_WIKI = re.compile(r"((?<![^\s>\]])!)?\[\[([^\[\]|<>]{1,200})(?:\\?\|([^\[\]<>]{1,200}))?\]\]")
_LONGEST_PAGE = 201
_ONE_WORD = re.compile(r"[\w-]+")
# `[Wax Works][wax-works]`, `[Wax Works][]` and `[Wax Works][1]`, if the text nowhere says where that leads; but not `[laughs][applause]`.
_UNDEFINED = re.compile(r"(?<!!)\[([^\[\]\n]{1,80})\]\[([\w .-]{0,60})\]")
_HIGHLIGHT = re.compile(r"==([^=\s](?:[^=<>\n]*[^=\s])?)==")
_SIGNS = r"(?:^|(?<=[.!?…])(\s?))\s*(?:(?:[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]|\d\ufe0f?\u20e3)[\ufe0f\u200d♀♂\s]*)+"
_FIRST_SIGN = "\u20e3"  # each of them holds this character or a higher one
# A name with its time within a sentence, but nothing that is heard beside words.
_GUESSED = r"""(?x)\[(?<=[\w,]\s.)(?!(?i:inaudible|unintelligible|indiscernible|incomprehensible|unclear|crosstalk|overlapping|laugh|chuckl|applau|music|silence|pause
    |sing|cough|sigh|noise|sound|audio|video|no\s|foreign|time|slide|break|begin|end|start|intro|outro|clip|speak|phonetic|muted))
    ([A-Z0-9][\w.&'’-]*(?:\s(?:(?:of|the|and|de|van|von)\s)?[A-Z0-9&][\w.&'’-]*){0,4})\s\d{1,2}:\d{2}:\d{2}(?:\.\d+)?\]"""
_LEFT_ALONE = re.compile(r" ([.,;:!?…](?: |$)|[。，、！？])")
_NESTED = 3
# Characters of Latin, Greek and Cyrillic that do not combine: no accents, no parts of a flag or emoji; and with those of Chinese, Japanese and
# Korean, which are so many that they take 2 ms to compile.
_WESTERN = " -~¡-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u2070-\u20cf\u2100-\u2bff"
_LETTERS = f"[{_WESTERN}]*"
_MORE_LETTERS = f"[{_WESTERN}\u3001-\u3029\u3041-\u3096\u30a1-\u30fe\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff9d]*"
_ABBREVIATIONS = {
    "dr", "mr", "mrs", "ms", "prof", "st", "vs", "etc", "e.g", "i.e", "cf", "vol", "fig", "al", "inc", "ltd", "co", "corp", "jr", "sr", "sra",
    "approx", "u.s", "u.k", "ud", "bzw", "z.b", "d.h", "usw", "ca",
}  # fmt: skip


def squeeze(text: str) -> str:
    """The text in one line, with single blanks.

    Most texts are so already: the blank is the only white space that Python calls printable.
    """
    bare = text.strip()
    return bare if "\n" not in bare and bare.isprintable() and "  " not in bare else " ".join(text.split())


def without_html(text: str) -> str:
    """Text of front matter without HTML's inline elements and character references, which blogs write there, as the words that they show.

    What is opened and never closed is no element but words: `List<T> and <b>`.
    """
    if "<" in text:
        tags = {(slash, name.lower()) for slash, name in re.findall(_INLINE, text)}
        closed = {name for slash, name in tags if slash and ("", name) in tags}
        text = re.sub(_INLINE, lambda tag: "" if tag[2].lower() in closed else tag[0], text)
        text = re.sub(_BREAK, " ", text).strip()
    return unescape(text) if "&" in text else text


def scrubbed(text: str) -> str:
    """The text without characters that XML does not allow: controls, lone surrogates, noncharacters."""
    return text if text.isprintable() else re.sub(_UNWRITABLE, "", text)


def in_quotes(text: str) -> str:
    """The text as it is written between double quotes in HTML and XML."""
    return escape(text, quote=False).replace('"', "&quot;")


def without_signs(text: str) -> str:
    """A text without emoji before and behind its sentences: `🐝 What is wax?`, `Nice! 🎉 And you?`, `1️⃣ How?`"""
    return text if text.isascii() or max(text) < _FIRST_SIGN else re.sub(_SIGNS, r"\1", text).strip()


def without_macros(text: str) -> str:
    """Text or HTML without what a blog's engine would replace, but for HTML's code, and with wiki links reduced to their words."""
    if "<code" not in text:
        return _without_macros(text)
    code: list[str] = []

    def sign(found: re.Match[str]) -> str:
        code.append(found[0])
        return f"\x1a{len(code) - 1}\x1a"

    return re.sub("\x1a(\\d{1,9})\x1a", lambda found: code[int(found[1])], _without_macros(re.sub(_CODE, sign, text)))


def _without_macros(text: str) -> str:
    if "[" in text and "[[" in text:  # one character is found many times faster than two
        text = _WIKI.sub(_words_of_wiki, text)
    if "][" in text:
        text = _UNDEFINED.sub(_words_of_link, text)
    for sign, form in _MACROS:
        if sign in text:
            text = re.sub(form, "", text)
    return _HIGHLIGHT.sub(r"\1", text) if "=" in text and "==" in text else text


def _words_of_wiki(link: re.Match[str]) -> str:
    """The words of a wiki link; empty for a macro that stands alone, and for a heading's anchor, which only repeats the heading."""
    embedded, page, words = link.groups()
    before = link.string[max(0, link.start() - _LONGEST_PAGE) : link.start()]
    amid = len(before) > 1 and before.endswith((" ", "(", "“", '"'))
    if embedded or (words is None and ((_ONE_WORD.fullmatch(page) and not amid) or before.rstrip().endswith(page))):
        return ""
    return words or page.strip("#").partition("#")[0]


def _words_of_link(link: re.Match[str]) -> str:
    """The words of a link whose address is nowhere; two asides beside each other stay as they are."""
    words, label = link.groups()
    small = words.casefold()
    leads = not label or label.isdecimal() or (label != words and all(part in small for part in re.split(r"[\s._-]+", label.casefold())))
    return words if leads and any(map(str.isalpha, words)) else link[0]


def may_hold_aside(plain: str) -> bool:
    """Whether a text may hold an aside that is not in square brackets: a quick test that most texts fail."""
    return "(" in plain or "（" in plain or "*" in plain


def without_asides(text: str) -> str:
    """The text in one line, without macros, editors' notes, a time in brackets at its end, and what is heard beside words: `(laughs)`.

    Nor is anything said that is in brackets that are square or double: `[he smiles]`, `((he smiles))`.

    Square ones around a part of a word are an editor's, who has changed it, and that part stays. So does a name within a sentence that was not
    surely heard, with the time at which it was: `We buy it of [Wax Works 00:12:34].`
    """
    text = without_macros(text)
    said = re.sub(_TIME_BEHIND, "", re.sub(_HEARD, " ", _DOUBLY.sub(" ", text))) if may_hold_aside(text) else text
    if "[" in said:
        said = re.sub(_GUESSED, r"\1", re.sub(_IN_WORD, r"\1\2", said.replace("^[", "[")))  # ^[a note of pandoc]
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


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of one line of text, each with its closing mark. Initials, abbreviations and dots before lower case do not end one."""
    found: list[str] = []
    start = 0
    for stop in _STOP.finditer(text):
        at, end = stop.span()
        if _closes(text, start, at, end):
            found.append(text[start:end].strip())
            start = end
    rest = text[start:].strip()
    return (*found, rest) if rest else tuple(found)


def _closes(text: str, start: int, at: int, end: int) -> bool:
    """Whether the marks from `at` to `end` close a sentence.

    A blank follows Latin marks, but not East Asian ones; `;` closes a question in Greek.
    """
    mark = text[at]
    if mark in _NEEDS_NO_BLANK:
        return True
    if end < len(text) and not text[end].isspace():
        return False
    if mark in ";\u037e":
        return _GREEK.match(text[max(0, at - 1)]) is not None
    after = text[end + 1 : end + 2]
    if after and after in MARKS:  # What of Vue, Svelte... ?
        return False
    if after.islower() and (mark in ".…" or text[end - 1] in CLOSERS):  # "Who?" he asked.
        return False
    return mark != "." or not after or not abbreviates(text[max(start, at - 30) : at])


def abbreviates(before: str) -> bool:
    """Whether the word before a dot is an abbreviation or an initial."""
    word = before.rpartition(" ")[2].lstrip("(“\"'‘").casefold()
    return word in _ABBREVIATIONS or (len(word) == 1 and word.isalnum() and not word.isdecimal() and word != "i")


def closes_sentence(text: str) -> bool:
    """Whether a text ends like a sentence."""
    return text.rstrip().endswith(SENTENCE_ENDS)


def holds_mark(text: str) -> bool:
    """Whether a text contains a question mark."""
    return "?" in text or (not text.isascii() and any(mark in text for mark in MARKS))


def ends_asking(sentence: str) -> bool:
    """Whether a sentence ends with a question mark of any script. `?!` and `!?` express astonishment and do not count."""
    bare = sentence.rstrip(_CLOSING)
    if not bare:
        return False
    if bare[-1] in MARKS:
        return not bare.endswith(("!?", "！？"))
    if bare[-1] in ";\u037e":
        return bool(_GREEK.search(bare))
    if bare[-1] > _FIRST_SIGN and not bare[-1].isalnum() and (plain := without_signs(bare)) != bare:
        return ends_asking(plain)
    return bare.rstrip("。").endswith(_ASKING_WORDS) or "՞" in bare


def holds_quote(text: str) -> bool:
    """Whether a text contains a quotation mark."""
    return '"' in text or (not text.isascii() and _QUOTED.search(text) is not None)


def paired(text: str) -> str:
    """Words cut out of a longer text, with their quotation marks completed: `…in bees.” Is that so?` becomes `…“in bees.” Is that so?`"""
    if not holds_quote(text):
        return text
    for opening, closing in QUOTES:
        if opening == closing:
            text = _completed(text, closing) if text.count(opening) % 2 else text
        elif opening in text or (closing in text and opening != "„"):  # what closes behind „ opens elsewhere
            text = _paired(text, opening, closing)
        if opening == "„" and opening in text:
            break
    return text


def _completed(text: str, mark: str) -> str:
    """A text in which one mark too few or too many both opens and closes quotations."""
    first = text.index(mark)
    closes = text[:first].endswith(STATING_ENDS) and not text[first + 1 : first + 2].strip()
    return _opened(text, first, mark) if closes else f"{text}{mark}"


def _paired(text: str, opening: str, closing: str) -> str:
    if text.rfind(opening) > text.rfind(closing):
        text = f"{text}{closing}"
    first = text.find(closing)
    if first < 0 or opening in text[:first]:
        return text
    return _opened(text, first, opening)


def _opened(text: str, first: int, opening: str) -> str:
    """A text whose first mark closes a quotation that has begun further before: behind an ellipsis it is opened, else it is none."""
    return f"…{opening}{text[1:]}" if text.startswith("…") else text[:first] + text[first + 1 :]


def shorten(text: str, limit: int = 100) -> str:
    """At most `limit` characters as a reader counts them, cut at a word, with an ellipsis if something is left out."""
    if len(text) <= limit:
        return text
    letters = _letters(text)
    if len(letters) <= limit:
        return text
    head = "".join(letters[: limit - 1])
    at_word = head if letters[limit - 1].isspace() else head.rpartition(" ")[0]
    return f"{(at_word if len(at_word) > limit // 2 else head).rstrip(' ,;:–—-')}…"


def shorten_front(text: str, limit: int) -> str:
    """The last words of `text` that fit into `limit` characters, with an ellipsis before them."""
    letters = _letters(text)
    if len(letters) <= limit:
        return text
    tail = "".join(letters[len(letters) - limit + 1 :])
    at_word = tail if letters[len(letters) - limit].isspace() else tail.partition(" ")[2]
    return f"…{(at_word or tail).lstrip(' ,;:–—-')}"


def _letters(text: str) -> list[str]:
    """Grapheme clusters (Unicode annex 29): a letter with its accents, a flag, an emoji with its joiners."""
    if text.isascii() or re.fullmatch(_LETTERS, text) or re.fullmatch(_MORE_LETTERS, text):
        return list(text)
    import wcwidth  # noqa: PLC0415  (its tables take 0.1 s to load, and few titles are both long and of letters that join)

    return list(wcwidth.iter_graphemes(text))
