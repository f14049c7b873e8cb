"""Prepares sound and video for publication; each result is kept until something that it is made of changes.

What makes them is imported only when something is made: most runs find everything already there.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.content.recording import RecordedFile
from pipeline.content.show import Encoding
from pipeline.derive.chapters import Chapter
from pipeline.derive.sound_tags import SoundTags
from pipeline.edge import files
from pipeline.edge.media.sound import TYPES, Loudness, Sound
from pipeline.keep.digests import fingerprint, source_digest
from pipeline.keep.workshop import Workshop
from pipeline.run import doing
from pipeline.steps.drawings import Embedded

if TYPE_CHECKING:
    from pipeline.edge.film import Film


class Ready(NamedTuple):
    """Sound as it is published, but without tags. `loudness` is what listeners get, in LUFS."""

    sound: Sound
    loudness: float


def sound(slug: str, source: Path, recorded: RecordedFile, encoding: Encoding | None, workshop: Workshop) -> Ready:
    """The sound as podcast apps want it, and its loudness. Both are made once for each source file, which is on record as `recorded`.

    `SoundError` if the file cannot be used.
    """
    measured = _loudness(slug, source, recorded.sha256, workshop)
    name, program = f"{slug}.ready", source_digest("edge/media/audio", "edge/media/ffmpeg", "edge/media/sound")
    parts = {"its recording": recorded.sha256, "`audio` in the feed file": repr(encoding), "this program": program}
    found = workshop.kept(name, parts)
    if not isinstance(found, Sound):
        from pipeline.edge.media import audio  # noqa: PLC0415 - see the top

        target, progress = workshop.path(name), _progress(f"{slug}: sound")
        found = audio.prepare(source, target, encoding, progress, measured=measured, duration=recorded.duration)
        for suffix in TYPES.keys() - {found.path.suffix}:
            workshop.path(f"{name}{suffix}").unlink(missing_ok=True)
        workshop.keep(name, parts, found, (found.path,))
    return Ready(found, measured.integrated if found.loudness is None else found.loudness)


def video(slug: str, source: Path, chapters: tuple[Chapter, ...], workshop: Workshop) -> "Film":
    """The host's video file as podcast apps want it, copied once for each state of it. `SoundError` if it cannot be used."""
    from pipeline.edge import film  # noqa: PLC0415 - few episodes have one

    name = f"{slug}.video"
    parts = {
        "its video": files.state(source),
        "its chapters": fingerprint(repr(chapters)),
        "this program": source_digest("edge/film", "edge/media/mp4", "edge/media/audio", "edge/media/ffmpeg", "edge/media/sound"),
    }
    found = workshop.kept(name, parts)
    if not isinstance(found, film.Film):
        found = film.prepare(source, workshop.path(f"{name}{source.suffix}"), chapters)
        workshop.keep(name, parts, found, (found.path,))
    return found


def tagged(slug: str, sound: Path, labels: SoundTags, marks: Sequence[Chapter], cover: Embedded, *, workshop: Workshop) -> Path:
    """The sound with its tags. If only tags have changed and no site shares the file, only the tags are rewritten.

    If a kill leaves the file incomplete meanwhile, its traces differ, and all of it is made anew.
    """
    name, target = f"{slug}.tagged", workshop.path(f"{slug}{sound.suffix}")
    tagging = {"its tags": fingerprint(repr(labels)), "its chapters": fingerprint(repr(marks)), "its cover": cover.mark}
    parts = {"its sound": files.state(sound), **tagging, "this program": source_digest("edge/media/tags", "edge/media/mp4")}
    if workshop.kept(name, parts):
        return target
    from pipeline.edge.media import tags  # noqa: PLC0415 - see the top

    before, picture = workshop.parts(name), cover.path.read_bytes()
    if not (before.get("its sound") == parts["its sound"] and tags.retag(target, labels, marks, picture)):
        tags.make(sound, target, labels, marks, picture)
    workshop.keep(name, parts, value=True, paths=(target,))
    return target


def _loudness(slug: str, source: Path, digest: str, workshop: Workshop) -> Loudness:
    """The loudness of the sound file `source`, whose SHA-256 is `digest`, measured once."""
    name, parts = f"{slug}.loudness", {"its recording": digest}
    found = workshop.kept(name, parts)
    if not isinstance(found, tuple):
        from pipeline.edge.media import audio  # noqa: PLC0415 - see the top

        found = tuple(audio.loudness(source, _progress(f"{slug}: loudness")))
        workshop.keep(name, parts, found)  # as plain numbers, which other versions of this program can read: they measure alike
    return Loudness(*found)


def _progress(what: str) -> Callable[[float], None]:
    """Tells the watcher which share of the work, 0 to 1, is done."""
    return lambda share: doing(f"{what} {share:.0%}")
