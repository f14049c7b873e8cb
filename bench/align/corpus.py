"""Recordings that people marked, for measuring.

A corpus is a folder with one folder a recording: `edited-questions.md` (the post; `edited.md`, where there is one, has topics as headings),
`captions.vtt`, SOURCE.txt with a line such as `tier: close-plain`, and `truth.json`: rows with `file`, `heading`, `t` (the second people
wrote down for it, or null), `t_caption` (the second at which its opening words stand verbatim in the captions, or null), `suspect`.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.content import captions
from pipeline.content.captions import Captions
from pipeline.content.post import Post
from pipeline.content.read_post import read

POST = "edited-questions.md"
WRONG_VIDEO = "wrongvideo"
NEAR = 3.0  # seconds, within which people's marks of the same moment lie
FAITHFUL = 0.95


class Recording(NamedTuple):
    """A post, its captions, and for each marked heading (its index in the post) the second that people wrote down.

    `spoken` are the seconds at which the opening words of headings stand verbatim in the captions, found without an aligner.
    """

    name: str
    tier: str
    post: Post
    captions: Captions
    truth: dict[int, float]
    spoken: dict[int, float]

    @property
    def faithful(self) -> bool:
        """Whether marks agree with the words: of 100 headings whose opening words occur verbatim, 95 are within three seconds of them."""
        near = [abs(self.spoken[heading] - second) <= NEAR for heading, second in self.truth.items() if heading in self.spoken]
        return sum(near) >= FAITHFUL * len(near) > 0


def recordings(corpus: Path, name: str = POST) -> Iterator[Recording]:
    """All recordings of a corpus that have a post of this name, and captions. Exits if none has."""
    folders = sorted(path.parent for path in corpus.glob("*/captions.vtt") if path.with_name(name).exists())
    if not folders:
        sys.exit(f"{corpus}: no folders with {name} and captions.vtt in them, see bench/align/README.md")
    for folder in folders:
        post, _ = read((folder / name).read_bytes(), f"{folder.name}.md")
        words, _ = captions.read((folder / "captions.vtt").read_bytes(), "captions.vtt")
        found = re.search(r"^tier: *([a-z]+)", (folder / "SOURCE.txt").read_text(encoding="utf-8"), re.MULTILINE)
        tier = found[1] if found else "other"
        if post and words:
            rows = _marked(post, name, json.loads((folder / "truth.json").read_text(encoding="utf-8")))
            marks = dict.fromkeys(rows, 0.0) if tier == WRONG_VIDEO else _seconds(rows, "t")
            yield Recording(folder.name, tier, post, words, marks, _seconds(rows, "t_caption"))


def _marked(post: Post, name: str, rows: list[dict[str, object]]) -> dict[int, dict[str, object]]:
    """The rows by the index of the heading that they are about, without suspect ones. Headings are found in order, by their letters."""
    marked: dict[int, dict[str, object]] = {}
    at = 0
    for row in rows:
        if row.get("file") != name or not isinstance(row.get("heading"), str):
            continue
        wanted = _letters(str(row["heading"]))[:40]
        hit = next((n for n in range(at, len(post.headings)) if _letters(post.headings[n].text).startswith(wanted)), None)
        at = at if hit is None else hit + 1
        if hit is not None and not row.get("suspect"):
            marked[hit] = row
    return marked


def _seconds(rows: dict[int, dict[str, object]], field: str) -> dict[int, float]:
    return {heading: float(row[field]) for heading, row in rows.items() if isinstance(row.get(field), int | float)}  # type: ignore[arg-type]


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", text.lower())
