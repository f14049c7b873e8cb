"""What a blog's engine replaces in a text: macros, shortcodes, attributes and wiki links."""

import re

from pipeline.content.text.pattern import compiled

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
_WIKI = r"((?<![^\s>\]])!)?\[\[([^\[\]|<>]{1,200})(?:\\?\|([^\[\]<>]{1,200}))?\]\]"
_LONGEST_PAGE = 201
_ONE_WORD = re.compile(r"[\w-]+")
# `[Wax Works][wax-works]`, `[Wax Works][]` and `[Wax Works][1]`, if the text nowhere says where that leads; but not `[laughs][applause]`.
_UNDEFINED = r"(?<!!)\[([^\[\]\n]{1,80})\]\[([\w .-]{0,60})\]"
_HIGHLIGHT = r"==([^=\s](?:[^=<>\n]*[^=\s])?)=="


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
        text = compiled(_WIKI).sub(_words_of_wiki, text)
    if "][" in text:
        text = compiled(_UNDEFINED).sub(_words_of_link, text)
    for sign, form in _MACROS:
        if sign in text:
            text = re.sub(form, "", text)
    return compiled(_HIGHLIGHT).sub(r"\1", text) if "=" in text and "==" in text else text


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
