"""What of an author's HTML may stand on a page and in a feed: an allow-list, kept by nh3 (ammonia)."""

from functools import lru_cache

import nh3

_TAGS = {
    "a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl",
    "dt", "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q",
    "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead",
    "time", "tr", "u", "ul", "var", "wbr",
}  # fmt: skip
_DROPPED = {"script", "style", "iframe", "object", "embed", "form", "noscript", "template", "svg", "math", "title", "textarea", "select", "video", "audio"}
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


@lru_cache(maxsize=16)
def _cleaner(assets: str | None) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS,
        clean_content_tags=_DROPPED,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener",
        url_relative=("rewrite_with_base", assets) if assets else "pass_through",
    )


def clean(html: str, assets: str | None) -> str:
    """`html` with nothing in it but the allow-list's elements; addresses relative to `assets` are made absolute."""
    if "<" not in html:
        return html
    return _cleaner(assets).clean(html)
