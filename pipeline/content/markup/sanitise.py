"""What an author's HTML may contain on a page and in a feed: an allow-list, enforced by nh3 (ammonia)."""

import re
from functools import lru_cache, partial

import nh3

from pipeline.content.markup import footnotes
from pipeline.content.reference import resolved

_TAGS = {
    "a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl",
    "dt", "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q",
    "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead",
    "time", "tr", "u", "ul", "var", "wbr",
}  # fmt: skip
_DROPPED = {
    "script", "style", "iframe", "object", "embed", "form", "noscript", "template", "svg", "math", "title", "textarea", "select", "video",
    "audio",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"lang", "dir", "title"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_SCHEMES = {"http", "https", "mailto"}
_KEPT = re.compile(rf"\s(?:{'|'.join(sorted(_ATTRIBUTES['*']))})=")
_TAG = re.compile(r"<[^>]*>")
_LOST_PICTURE = re.compile(r'<img(?:\s(?!src=)[\w-]+="[^"]*")*>')  # without its address, as of one that was written into the text (`data:`)
_SHOWN = re.compile(r"<(?:img|hr|table)\b")


@lru_cache(maxsize=16)
def _cleaner(assets: str | None) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS,
        clean_content_tags=_DROPPED,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener",
        url_relative=partial(resolved, assets),
    )


def clean(html: str, assets: str | None) -> str:
    """`html` reduced to the allow-list; addresses relative to `assets` are made absolute."""
    begin = html.find(">") + 1
    if html.startswith("<p") and html.endswith("</p>") and html.find("<", 1) == len(html) - 4 and not _KEPT.search(html, 0, begin):
        return f"<p>{html[begin:-4].strip()}</p>"  # a serialised paragraph of nothing but words: nothing to clean
    cleaned = _cleaner(assets).clean(html)
    return footnotes.shown(_LOST_PICTURE.sub("", cleaned) if "<img" in cleaned else cleaned)


def shows(html: str) -> bool:
    """Whether sanitised HTML has any words or pictures to show."""
    return bool(_SHOWN.search(html) or _TAG.sub("", html).strip())
