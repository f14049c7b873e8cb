"""What goes back to the video: chapters to paste into its description, captions in the edited words to upload.

Both are on the clock of the video, which differs from that of the sound if the podcast has an intro or the video a trailer.
"""

from collections.abc import Collection, Iterator

from pipeline.content.text.ellipsis import shorten
from pipeline.content.text.plaintext import squeeze
from pipeline.content.text.timecode import SECOND, label
from pipeline.derive import places, transcript
from pipeline.derive.chapters import Chapter, long_enough
from pipeline.derive.cue import Cues
from pipeline.derive.episode import Episode
from pipeline.derive.phrases import phrases

# YouTube shows no chapters if there are fewer. A description has at most 5,000 bytes and no angle brackets
# (developers.google.com/youtube/v3/docs/videos, snippet.description).
_FEWEST = 3
_MOST = 5000
_NO_BRACKETS = str.maketrans("<>", "‹›")
_NAMED = 5  # episodes with a line of their own, at most
_TITLES = (100, 80, 60, 40, 20)  # characters, tried until all fit


def chapters(episode: Episode, language: str) -> str:
    """Lines such as `12:34 How did you start?`; empty if there is no video, it lists them itself, or YouTube would show no chapters.

    What only the video has before them is its introduction, named in this `language`.
    """
    if episode.post.video is None or any(chapter.line == 0 for chapter in episode.chapters):
        return ""
    shift, duration = episode.recording.shift, _duration(episode)
    moved = [_moved(chapter, shift) for chapter in episode.chapters]
    opening = phrases(language).say["introduction"]
    kept, _ = long_enough([chapter for chapter in moved if chapter.start < duration], duration, opening)
    lists = ("".join(_line(chapter, longest) for chapter in kept) for longest in _TITLES)
    return next((text for text in lists if len(text.encode()) <= _MOST), "") if len(kept) >= _FEWEST else ""


def captions(episode: Episode) -> str:
    """SubRip with speakers' names, two lines of 42 letters in a cue; empty if there is no video or no edited word has a time."""
    if episode.post.video is None or episode.cuts is None or not episode.post.is_conversation:
        return ""
    return transcript.srt(_on_the_video(episode.cuts.captions, episode.recording.shift, _duration(episode)))


def instructions(site: str, slugs: Collection[str], written: Collection[str]) -> Iterator[str]:
    """Where the files for the video are, for episodes that are new or changed for listeners; `written` are paths below `site`."""
    ways = {slug: [way for way in _ways(slug) if way[0] in written] for slug in slugs}
    carried = [slug for slug in slugs if ways[slug]]
    for slug in carried[:_NAMED]:
        yield f"for the video of {slug}: {', '.join(how.format(f'{site}/{path}') for path, how in ways[slug])}"
    if more := carried[_NAMED:]:
        names = dict.fromkeys(path.rpartition("/")[2] for slug in more for path, _ in ways[slug])
        yield f"the same for {len(more)} more: {' and '.join(f'<slug>/{name}' for name in names)}"


def _ways(slug: str) -> tuple[tuple[str, str], ...]:
    """The files for an episode's video, and what to do with each."""
    return (places.chapters_text(slug), "paste {} into its description"), (places.captions(slug), "upload {} as its captions")


def _on_the_video(cues: Cues, shift: int, duration: int) -> Cues:
    """The cues that are inside the video, on its clock."""
    if not shift and max(cues.ends, default=0) <= duration:
        return cues
    starts = [max(start + shift, 0) for start in cues.starts]
    ends = [min(end + shift, duration) for end in cues.ends]
    kept = [n for n, (start, end) in enumerate(zip(starts, ends, strict=True)) if start < end]
    return Cues(
        tuple(starts[n] for n in kept),
        tuple(ends[n] for n in kept),
        tuple(cues.speakers[n] for n in kept),
        tuple(cues.texts[n] for n in kept),
        frozenset(now for now, n in enumerate(kept) if n in cues.close),
    )


def _duration(episode: Episode) -> int:
    """The length of the video in ms; if YouTube has not said it, that of the sound, on the video's clock."""
    video = episode.recording.video
    return video.duration if video and video.duration else episode.media.duration + episode.recording.shift


def _moved(chapter: Chapter, shift: int) -> Chapter:
    """A chapter on the video's clock. The introduction, which has no heading, begins with the video."""
    return chapter._replace(start=0 if chapter.line is None else max(chapter.start + shift, 0) // SECOND * SECOND)


def _line(chapter: Chapter, longest: int) -> str:
    title = squeeze(chapter.title.translate(_NO_BRACKETS))
    return f"{label(chapter.start)} {shorten(title, longest)}\n"
