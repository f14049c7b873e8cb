"""Puts right what keeps a feed from being XML, where there is no doubt what was meant; no item and no word of it is left out.

The recovering parser of lxml is of no use here: it leaves out what it does not know, `&` and `&eacute;`, in titles and in addresses.
"""

import re
from collections.abc import Mapping
from html import escape
from html.entities import html5

from pipeline.content.text.plaintext import scrubbed

_ROOT = re.compile(r"<rss\b([^<>]*)>")
_END = "</rss>"
_ATTRIBUTE = re.compile(r"""(?<![\w:.-])([\w:.-]+)\s*=\s*("[^"]*"|'[^']*')""")
_PREFIX = re.compile(r"""</?([A-Za-z_][\w.-]*):|\s([A-Za-z_][\w.-]*):[\w.-]+\s*=\s*["']""")
_OWN = ("xml", "xmlns")  # prefixes that need no declaration
_SECTION = r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)"
_REFERENCE = re.compile(rf"{_SECTION}|&(?:#(?P<hex>[xX]?)(?P<number>[0-9a-fA-F]{{1,8}});|(?P<name>[A-Za-z][A-Za-z0-9]*;))?", re.DOTALL)
_OF_XML = ("amp;", "lt;", "gt;", "quot;", "apos;")
_STRAY = re.compile("[\udc80-\udcff]+")  # bytes that are not UTF-8
_SURROGATE = re.compile("[\ud800-\udfff]")
_MOST_STRAY = 2  # next to each other; more are no accent here and there, but a script of another encoding


def mended(data: bytes, namespaces: Mapping[str, str]) -> bytes:
    """The feed in UTF-8, with its lines where they were, and with these:

    - `&amp;` for an `&` that refers to nothing, and the character for a name that only HTML knows: `&eacute;`;
    - no characters that XML does not allow, and a letter of Windows-1252 for a single byte that is not UTF-8;
    - nothing outside the root, such as warnings of a blog's server, and no declaration, which may name another encoding;
    - each attribute of the root once, and all prefixes declared, which are `namespaces` by prefix or of no importance.

    What is not RSS, or is in an encoding that cannot be told, is returned as it is.
    """
    text = _STRAY.sub(_as_in_windows, data.decode(errors="surrogateescape"))
    root, end = _ROOT.search(text), text.rfind(_END)
    if root is None or end < root.end() or _STRAY.search(text):
        return data
    above, inside = text[: root.start()], text[root.end() : end]
    whole = f"{_blank(above)}{_root(root, inside, namespaces)}{inside}{_END}"
    return _in_pairs(_REFERENCE.sub(_known, scrubbed(whole))).encode()


def _as_in_windows(stray: re.Match[str]) -> str:
    written = stray[0].encode(errors="surrogateescape")
    return stray[0] if len(written) > _MOST_STRAY else written.decode("cp1252", "ignore")


def _blank(text: str) -> str:
    return "\n" * text.count("\n")


def _root(root: re.Match[str], inside: str, namespaces: Mapping[str, str]) -> str:
    """The start tag of the root."""
    given: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(root[1]):
        given.setdefault(name, value)
    for prefix in dict.fromkeys(one or other for one, other in _PREFIX.findall(inside)):
        if prefix not in _OWN:
            given.setdefault(f"xmlns:{prefix}", f'"{namespaces.get(prefix, f"urn:{prefix}")}"')
    return f"<rss{''.join(f' {name}={value}' for name, value in given.items())}>{_blank(root[1])}"


def _known(found: re.Match[str]) -> str:
    """A section or a comment as it is, and a reference as one that XML knows."""
    if not found[0].startswith("&"):
        return found[0]
    if number := found["number"]:
        return _numbered(found[0], number, 16 if found["hex"] else 10)
    name = found["name"]
    if name is None:
        return "&amp;"
    if name in _OF_XML:
        return found[0]
    return escape(html5[name]) if name in html5 else f"&amp;{name}"


def _in_pairs(text: str) -> str:
    """A text with the characters, emoji above all, that pairs of surrogates stand for, and without surrogates that are not in a pair."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore") if _SURROGATE.search(text) else text


def _numbered(reference: str, number: str, base: int) -> str:
    """A numeric reference; the surrogate that it stands for; empty if it stands for another character that XML does not allow."""
    try:
        character = chr(int(number, base))
        return reference if scrubbed(character) else character if _SURROGATE.match(character) else ""
    except (ValueError, OverflowError):  # letters in a decimal number, or no such character
        return f"&amp;{reference[1:]}"
