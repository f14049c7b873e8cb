"""The timed transcript in the edited words, as cues with speakers: WebVTT, SubRip, and the Podcast Namespace's JSON."""

import json
from collections.abc import Sequence
from html import escape

from pipeline.content.text.timecode import exacts, seconds
from pipeline.derive.cue import Cues


def vtt(cues: Cues) -> str:
    """WebVTT (w3.org/TR/webvtt1), each cue in its speaker's voice."""
    voices = {speaker: f"<v {escape(speaker, quote=False)}>" if speaker else "" for speaker in {*cues.speakers}}
    rows = zip(exacts(cues.starts, "."), exacts(cues.ends, "."), cues.speakers, _html(cues.texts), strict=True)
    return "\n".join(["WEBVTT\n", *[f"{start} --> {end}\n{voices[speaker]}{text}\n" for start, end, speaker, text in rows]])


def srt(cues: Cues) -> str:
    """SubRip, which has no specification: numbered cues with a comma before the milliseconds."""
    rows = zip(range(1, len(cues.texts) + 1), exacts(cues.starts, ","), exacts(cues.ends, ","), cues.texts, strict=True)
    return "\n".join([f"{number}\n{start} --> {end}\n{text}\n" for number, start, end, text in rows])


def transcript_json(cues: Cues) -> str:
    """The transcript format of the Podcast Namespace (Podcastindex-org/podcast-namespace, transcripts/transcripts.md); times in seconds."""
    quoted = json.JSONEncoder(ensure_ascii=False).encode
    voices = {speaker: f'"speaker": {quoted(speaker)}, ' if speaker else "" for speaker in {*cues.speakers}}
    bodies = [quoted(text.replace("\n", "" if n in cues.close else " ")) for n, text in enumerate(cues.texts)]
    segments = [
        f'{{{voices[speaker]}"startTime": {start}, "endTime": {end}, "body": {body}}}'
        for start, end, speaker, body in zip(seconds(cues.starts), seconds(cues.ends), cues.speakers, bodies, strict=True)
    ]
    return f'{{"version": "1.0.0", "segments": [{", ".join(segments)}]}}\n'


def _html(texts: Sequence[str]) -> Sequence[str]:
    """The texts of cues, escaped; most transcripts have nothing to escape."""
    together = "".join(texts)
    return [escape(text, quote=False) for text in texts] if any(sign in together for sign in "&<>") else texts
