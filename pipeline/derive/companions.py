"""The small files beside an episode's page: its chapters and its timed transcript, for apps, other sites and the video."""

from pipeline.derive import places, transcript, writeback
from pipeline.derive.chapters import chapters_json
from pipeline.derive.episode import Episode


def companions(episode: Episode, language: str) -> dict[str, bytes]:
    """The files of an episode in this `language` by path, without those that would be empty."""
    texts: dict[str, str] = {}
    if episode.chapters:
        texts[places.chapters_json(episode.slug)] = chapters_json(episode.chapters)
        texts[places.chapters_text(episode.slug)] = writeback.chapters(episode, language)
    if episode.cuts:
        texts[places.transcript(episode.slug, "vtt")] = transcript.vtt(episode.cuts.cues)
        texts[places.transcript(episode.slug, "srt")] = transcript.srt(episode.cuts.subtitles)
        texts[places.transcript(episode.slug, "json")] = transcript.transcript_json(episode.cuts.cues)
        texts[places.captions(episode.slug)] = writeback.captions(episode)
    return {path: text.encode() for path, text in texts.items() if text}
