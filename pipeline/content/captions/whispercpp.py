"""whisper.cpp's segments, in milliseconds: `{"offsets": {"from", "to"}, "text", "tokens": [{"text", "offsets": {"from", "to"}}]}`."""

from collections.abc import Iterator
from itertools import zip_longest

from pipeline.content.captions.jsonvalue import Json

_LOST = 4  # letters, at most, that no token has


def segment(value: Json) -> Json:
    """A segment of whisper.cpp as one of Whisper; anything else as it is."""
    match value:
        case {"offsets": {"from": int(start), "to": int(end)}, "text": str(text)} if isinstance(value, dict):
            words = list(_of_tokens(text, value.get("tokens")))
            return {**value, "start_ms": start, "end_ms": end, "words": words}
    return value


def _of_tokens(text: str, tokens: Json) -> Iterator[Json]:
    """The text in parts, each with the times of the token with which it begins.

    A letter that two tokens share is in neither; a token that is not in the text is a sign (`[_BEG_]`).
    """
    found: list[tuple[int, dict[str, Json]]] = []
    at = 0
    for token in tokens if isinstance(tokens, list) else []:
        match token:
            case {"text": str(part), "offsets": {"from": int(start), "to": int(end)}} if part and isinstance(token, dict):
                place = text.find(part, at, at + len(part) + _LOST)
                if place >= 0:
                    found.append((place if found else 0, _aligned(token.get("t_dtw")) or {"start_ms": start, "end_ms": end}))
                    at = place + len(part)
    untils = [place for place, _ in found[1:]]
    for (place, times), until in zip_longest(found, untils):
        yield {"text": text[place:until], **times}


def _aligned(moment: Json) -> dict[str, Json] | None:
    """The start that was found by aligning the sound with the text (`--dtw`), in hundredths of a second; -1 if it was not."""
    return {"start_ms": moment * 10} if isinstance(moment, int) and moment >= 0 else None
