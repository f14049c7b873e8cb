"""What is said in an episode whose post has no conversation: the words of its captions, as they are, in paragraphs by speaker."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from pipeline.content.captions import Captions
from pipeline.content.captions.word import ends_sentence
from pipeline.content.interview.cast import Cast, gather
from pipeline.content.listed import LEAD
from pipeline.content.text.names import spelled
from pipeline.content.text.timecode import SECOND
from pipeline.content.text.words import likely_close
from pipeline.derive.alignment import Utterance

PARAGRAPH, LONGEST = 60, 110  # words after which a paragraph ends at a silence, and at any sentence
_SILENCE = SECOND // 2


def utterances(captions: Captions, people: Iterable[str], chapters: Iterable[int] = ()) -> Iterator[Utterance]:
    """A paragraph each, none across the beginning of a chapter (ms); nothing if the captions have no punctuation to divide them by.

    A speaker is one of these `people`, else called as in the captions if that is a name, else None.
    """
    if not captions.is_punctuated:
        return
    cast = gather(people, "", "", ())
    names = dict(captions.turns)
    speaker: str | None = None
    for first, end in pairwise((*_begins(captions, chapters), len(captions.texts))):
        speaker = _person(names[first], cast) if first in names else speaker
        words = captions.texts[first:end]
        yield Utterance(0, speaker, words, captions.starts[first:end], captions.ends[first:end], frozenset(likely_close(words)))


def _person(label: str, cast: Cast) -> str | None:
    return cast.resolve_given(label) or spelled(label) if label else None


def _turns(captions: Captions) -> Iterator[int]:
    """The indices of words with which somebody else begins: some programs name the speaker in each cue."""
    speaker = ""
    for n, name in captions.turns:
        if not name or name != speaker:
            yield n
        speaker = name


def _begins(captions: Captions, chapters: Iterable[int]) -> Iterator[int]:
    """The indices of words with which a paragraph begins."""
    starts, ends, turns = captions.starts, captions.ends, set(_turns(captions))
    edges = iter(sorted(start - LEAD for start in chapters if start > LEAD))
    edge, begun, scale = next(edges, None), 0, captions.scale
    yield from (0,) if starts else ()
    for n in range(1, len(starts)):
        length, ended = n - begun, ends_sentence(captions.texts[n - 1])
        crossed = edge is not None and starts[n] >= edge
        paused = length >= PARAGRAPH * scale and starts[n] - ends[n - 1] >= _SILENCE
        if n in turns or (ended and (crossed or paused or length >= LONGEST * scale)):
            yield n
            begun = n
            while edge is not None and starts[n] >= edge:
                edge = next(edges, None)
