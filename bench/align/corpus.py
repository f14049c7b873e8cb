"""Recordings that people marked, for measuring.

A corpus is a folder with one folder a recording: `edited-questions.md` (the post), `captions.vtt` and `truth.json`: rows with
`file`, `heading`, `t` (the second people wrote down for it, or null), `suspect`; SOURCE.txt has a line `tier: close-plain`.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.content import captions
from pipeline.content.captions import Captions
from pipeline.content.post import Post
from pipeline.content.read_post import read

POST = "edited-questions.md"
WRONG_VIDEO = "wrongvideo"


@dataclass(frozen=True, slots=True)
class Recording:
    """A post, its captions, and for each marked heading (its index in the post) the second that people wrote down."""

    name: str
    tier: str
    post: Post
    captions: Captions
    truth: dict[int, float]


def recordings(corpus: Path) -> Iterator[Recording]:
    """All recordings of a corpus that have questions."""
    for folder in sorted(path.parent for path in corpus.glob(f"*/{POST}")):
        post, _ = read((folder / POST).read_bytes(), f"{folder.name}.md", None)
        words, _ = captions.read((folder / "captions.vtt").read_bytes(), "captions.vtt")
        tier = re.search(r"^tier: *([a-z]+)", (folder / "SOURCE.txt").read_text(encoding="utf-8"), re.MULTILINE)
        if post and words:
            rows = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
            yield Recording(
                folder.name, tier[1] if tier else "other", post, words, _truth(post, rows, tier is not None and tier[1] == WRONG_VIDEO)
            )


def _truth(post: Post, rows: list[dict[str, object]], wrong: bool) -> dict[int, float]:
    """Marks by heading, found in order by their letters. In a wrong video every time is wrong: 0 stands for it."""
    truth: dict[int, float] = {}
    at = 0
    for row in rows:
        if row.get("file") != POST or not isinstance(row.get("heading"), str):
            continue
        wanted = _letters(str(row["heading"]))[:40]
        hit = next((n for n in range(at, len(post.headings)) if _letters(post.headings[n].text).startswith(wanted)), None)
        at = at if hit is None else hit + 1
        mark = 0.0 if wrong else row.get("t")
        if hit is not None and isinstance(mark, int | float) and not row.get("suspect"):
            truth[hit] = float(mark)
    return truth


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", text.lower())
