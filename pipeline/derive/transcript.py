"""The timed transcript in the edited words, as cues with speakers: WebVTT, SubRip, and the JSON of the Podcast Namespace."""

import json
from collections.abc import Iterable
from html import escape

from pipeline.content.clock import SECOND, exact
from pipeline.derive.cue import Cue


def vtt(cues: Iterable[Cue]) -> str:
    """WebVTT (w3.org/TR/webvtt1), each cue in its speaker's voice."""
    return "\n".join(["WEBVTT\n", *map(_vtt_cue, cues)])


def _vtt_cue(cue: Cue) -> str:
    voice = f"<v {escape(cue.speaker, quote=False)}>" if cue.speaker else ""
    return f"{exact(cue.start)} --> {exact(cue.end)}\n{voice}{escape(cue.text, quote=False)}\n"


def srt(cues: Iterable[Cue]) -> str:
    """SubRip, which has no specification: numbered cues with a comma before the milliseconds."""
    return "\n".join(f"{number}\n{exact(cue.start, ',')} --> {exact(cue.end, ',')}\n{cue.text}\n" for number, cue in enumerate(cues, 1))


def transcript_json(cues: Iterable[Cue]) -> str:
    """The transcript format of the Podcast Namespace (Podcastindex-org/podcast-namespace, transcripts/transcripts.md); times in seconds."""
    from pipeline.content.tokens import join  # noqa: PLC0415 - only where there are captions

    segments = [
        {
            **({"speaker": cue.speaker} if cue.speaker else {}),
            "startTime": cue.start / SECOND,
            "endTime": cue.end / SECOND,
            "body": join(cue.text.split("\n")),
        }
        for cue in cues
    ]
    return json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=False) + "\n"
