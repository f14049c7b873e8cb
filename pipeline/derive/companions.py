"""The small files beside an episode's page: its chapters and its timed transcript, for apps, other sites and the video."""

from pipeline.derive import places, transcript, writeback
from pipeline.derive.chapters import chapters_json
from pipeline.derive.episode import Episode


def companions(one: Episode) -> dict[str, bytes]:
    """The files by path, without those that would be empty."""
    texts: dict[str, str] = {}
    if one.chapters:
        texts[places.chapters_json(one.slug)] = chapters_json(one.chapters)
        texts[places.chapters_text(one.slug)] = writeback.chapters(one)
    if one.cuts:
        texts[places.transcript(one.slug, "vtt")] = transcript.vtt(one.cuts.cues)
        texts[places.transcript(one.slug, "srt")] = transcript.srt(one.cuts.subtitles)
        texts[places.transcript(one.slug, "json")] = transcript.transcript_json(one.cuts.cues)
        texts[places.captions(one.slug)] = writeback.captions(one)
    return {path: text.encode() for path, text in texts.items() if text}
