"""Lists of words with times in seconds: Deepgram's answer, and a bare list of `[text, start, end, speaker]`.

Deepgram: `{"results": {"channels": [{"alternatives": [{"words": [{"word", "punctuated_word", "start", "end", "speaker"}]}]}]}}`.
"""

from pipeline.content.captions.cue import Track
from pipeline.content.captions.items import item, word_cues
from pipeline.content.captions.jsontext import Json
from pipeline.content.problem import Place, Problem, Severity


def words(value: Json) -> list[Json] | None:
    """The words of the document; None when it is no list of words."""
    match value:
        case {"results": {"channels": [{"alternatives": [{"words": list(found)}, *_]}, *_]}}:
            return found
        case {"words": list(found)} | {"word_segments": list(found)}:
            return found
        case [{"word": str()}, *_] | [[str(), int() | float(), int() | float(), *_], *_]:
            return value
    return None


def parse(found: list[Json], name: str) -> Track:
    """Cues of words that follow one another."""
    read = [(at, item(value)) for at, value in enumerate(found, 1)]
    problems = (
        Problem(Place(name), f"word {at} cannot be read and is left out", "", Severity.WARNING) for at, word in read if word is None
    )
    return Track(tuple(word_cues(word for _, word in read if word)), None, tuple(problems))
