"""Where the words of a post are on the clock of its recording, and the cues cut from them."""

from typing import NamedTuple

from pipeline.content.problem import Problem
from pipeline.derive.alignment import Alignment
from pipeline.derive.cue import Cuts


class Timeline(NamedTuple):
    """What is known of a post's words in time. `alignment` is None if there are neither usable captions nor times given by the author.

    `problems` are those with the captions. Only the cues have the time of each single word: `alignment.utterances` is empty here, since
    nobody needs it any more, unless the post has no conversation of its own.
    """

    alignment: Alignment | None = None
    cuts: Cuts | None = None
    problems: tuple[Problem, ...] = ()
