"""Bilingual captions: cues that say the same in two scripts, such as English above Chinese. The post's own script is kept."""

import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from pipeline.content.captions import Captions

# A translation makes up a third of the words or more, terms of another language a tenth.
TRANSLATED = 0.2
# Whoever speaks with terms of another script writes about as many of them; a translation is not in the post.
WRITTEN = 0.5
# So many words tell the shares of scripts.
SAMPLE = 300
_JAPANESE = frozenset({"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "IDEOGRAPHIC"})  # in one text: ー and 々 are the last two


def in_script_of(captions: Captions, keys: Sequence[str]) -> Captions:
    """The captions without the translations, if most cues have one in a script that hardly occurs in a post with these `keys`.

    The words that are kept share the time of their whole cue. Captions with measured words are as they were spoken.
    """
    if captions.exact or "".join(captions.texts).isascii():
        return captions
    heard, written = _shares(captions.texts), _shares(keys)
    own = max(written, key=written.__getitem__, default="")
    other = max(heard.keys() - {own}, key=heard.__getitem__, default="")
    if heard.get(other, 0.0) < TRANSLATED or written.get(other, 0.0) > WRITTEN * heard[other]:
        return captions
    scripts = [_script(word) for word in captions.texts]
    cues = [range(*edges) for edges in pairwise((*captions.cues, len(scripts)))]
    both = [{own, other} <= set(scripts[cue.start : cue.stop]) for cue in cues]
    if 2 * sum(both) <= len(cues):
        return captions
    return _only(captions, [[n for n in cue if not (two and scripts[n] == other)] for cue, two in zip(cues, both, strict=True)])


def _shares(words: Sequence[str]) -> dict[str, float]:
    """The share of each script among the words that have letters, by a sample of them."""
    scripts = Counter(map(_script, words[:: 1 + len(words) // SAMPLE]))
    del scripts[""]
    return {script: times / scripts.total() for script, times in scripts.items()}


def _script(word: str) -> str:
    """The script of a word's first letter; empty if it has none."""
    return next((_of_letter(letter) for letter in word if letter.isalpha()), "")


@cache
def _of_letter(letter: str) -> str:
    name = unicodedata.name(letter, "").partition(" ")[0]
    return "CJK" if name in _JAPANESE else name


def _only(captions: Captions, kept: Sequence[Sequence[int]]) -> Captions:
    """The captions with these words of each cue. A change of speaker before a word that is left out stands at the next one of its cue."""
    words = [n for cue in kept for n in cue]
    cues = (*captions.cues, len(captions.texts))
    starts: list[int] = []
    ends: list[int] = []
    for cue, (first, following) in zip(kept, pairwise(cues), strict=True):
        begin, lasts = captions.starts[first], captions.ends[following - 1] - captions.starts[first]
        since = captions.starts[cue[0]]
        had = captions.ends[cue[-1]] - since or 1
        starts += [begin + (captions.starts[n] - since) * lasts // had for n in cue]
        ends += [begin + (captions.ends[n] - since) * lasts // had for n in cue]
    turns = {at: name for n, name in captions.turns if (at := bisect_left(words, n)) < bisect_left(words, cues[bisect_right(cues, n)])}
    return captions._replace(
        texts=tuple(captions.texts[n] for n in words),
        starts=tuple(starts),
        ends=tuple(ends),
        turns=tuple(turns.items()),
        cues=tuple(bisect_left(words, n) for n in captions.cues),
    )
