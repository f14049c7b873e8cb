"""What a heading of the interview is, and the chapter title it gives."""

import re

from pipeline.content.post import Kind

_MARKS = "?？؟;⁇⁈⸮՞፧‽"
_QUESTION = re.compile(r"[?？؟՞፧⸮‽]")


def kind_of(text: str) -> Kind:
    """Question, label or remark."""
    if text.rstrip().endswith((":", "：")):
        return Kind.LABEL
    if _QUESTION.search(text) and "?!" not in text and "!?" not in text:
        return Kind.QUESTION
    return Kind.REMARK


def chapter_title(text: str) -> str:
    return text[:100]
