"""What HTML holds that is no text for readers: scripts and forms, newsletters' widgets, marks of footnotes."""

import re

from pipeline.content.markup.htmltree import Node

# Elements without text for readers. A form is not among them: if it is left unclosed, it contains all that follows.
_UNREAD = ("script", "style", "template", "textarea", "select", "button", "input", "svg", "math", "title", "meta", "base", "link")
# Classes of boxes that ask for a subscription, in exports of Substack and Ghost.
_WIDGETS = (
    "subscription-widget-wrap",
    "subscription-widget-wrap-editor",
    "button-wrapper",
    "kg-button-card",
    "kg-signup-card",
    "kg-cta-card",
)
# In the address of a mark that leads to a footnote or back, as Substack, Word and pandoc write them.
_NOTED = ("#footnote", "#_ftn", "#fn")
_HOLDS_UNREAD = re.compile(rf"<(?:{'|'.join(_UNREAD)})", re.IGNORECASE)


def remove(top: Node, text: str) -> None:
    """Take it out of the tree of a text; of the marks of footnotes, those that the text writes as links of its own."""
    if _HOLDS_UNREAD.search(text):
        for unread in top.css(", ".join(_UNREAD)):
            unread.decompose()
    if any(name in text for name in _WIDGETS):
        for widget in top.css(", ".join(f".{name}" for name in _WIDGETS)):
            if "youtu" not in (widget.html or ""):  # a button may lead to the video
                widget.decompose()
    if any(mark in text for mark in _NOTED):
        for link in top.css(", ".join(f'a[href*="{mark}"]' for mark in _NOTED)):
            if not link.text().strip("[]↩\ufe0e ").strip("0123456789"):
                link.decompose()
