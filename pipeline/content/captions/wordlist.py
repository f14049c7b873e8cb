"""Lists of words with their times: Deepgram's answer, its like, and a bare list of `[text, start, end, speaker]`.

Deepgram: `{"results": {"channels": [{"alternatives": [{"words": [{"word", "punctuated_word", "start", "end", "speaker"}]}]}]}}`, seconds.
"""

from pipeline.content.captions.cue import Track
from pipeline.content.captions.items import cues_of_words, word
from pipeline.content.captions.jsontext import Json
from pipeline.content.problem import Place, Problem, Severity


def words(value: Json) -> list[Json]:
    """The words of the document; empty when it is no list of words."""
    match value:
        case {"results": {"channels": [{"alternatives": [{"words": list(found)}, *_]}, *_]}}:
            return found
        case {"words": list(found)} | {"word_segments": list(found)}:
            return found
        case list():
            found = [entry for entry in value if isinstance(entry, list) or (isinstance(entry, dict) and "word" in entry)]
            return found if len(found) * 2 > len(value) else []
    return []


def parse(found: list[Json], name: str) -> Track:
    """Cues of words that follow one another."""
    read = [(at, word(value)) for at, value in enumerate(found, 1)]
    hint = "make the list again with the tool that wrote it"
    problems = (
        Problem(Place(name), f"word {at} cannot be read and is left out", hint, Severity.WARNING) for at, each in read if each is None
    )
    return Track(tuple(cues_of_words([each for _, each in read if each])), None, tuple(problems))
