"""The host's own files beside a post: `audio.*` or the file that the post names, `captions.*`, `thumbnail.*`.

They have precedence over YouTube's. Sound that was recorded before is read again only if the disk shows that it has changed.
"""

import errno
import os
import re
from collections.abc import Container
from pathlib import Path
from typing import NamedTuple, Self

from pipeline.content.keys import languages
from pipeline.content.problem import Place, Problem, Severity
from pipeline.content.recording import RecordedFile, is_inside
from pipeline.content.recordtext import FILE
from pipeline.edge import files
from pipeline.edge.media.sound import refuse_cut_off

POST_TYPES = (".md", ".markdown", ".mdx")
AUDIO_SUFFIXES = (".m4a", ".m4b", ".mp3", ".aac", ".opus", ".ogg", ".oga", ".flac", ".wav", ".w64", ".aif", ".aiff", ".caf", ".wma", ".mka")
_FILMS = (".mp4", ".webm", ".mkv", ".mov", ".m4v", ".3gp", ".avi", ".mpg", ".mpeg")
CAPTION_TYPES = {
    ".json3": "application/json",
    ".vtt": "text/vtt",
    ".srt": "application/x-subrip",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".otr": "application/json",
    ".srv3": "application/xml",
    ".srv2": "application/xml",
    ".srv1": "application/xml",
    ".ttml": "application/ttml+xml",
    ".dfxp": "application/ttml+xml",
    ".xml": "application/xml",
    ".sbv": "text/plain",
    ".ass": "text/plain",
    ".ssa": "text/plain",
    ".stl": "text/plain",
    ".sub": "text/plain",
    ".lrc": "text/plain",
    ".tsv": "text/tab-separated-values",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".html": "text/html",
}
VIDEO_TYPES = {".mp4": "video/mp4", ".m4v": "video/x-m4v", ".mov": "video/quicktime"}  # Apple's words, and all that it takes
PICTURE_TYPES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".avif": "image/avif",
}
_ORDERS = {
    stem: {suffix: at for at, suffix in enumerate(types)}  # the best first
    for stem, types in {
        "audio": AUDIO_SUFFIXES + _FILMS,
        "video": VIDEO_TYPES,
        "captions": CAPTION_TYPES,
        "thumbnail": PICTURE_TYPES,
    }.items()
}
_STEMS = tuple(f"{stem}." for stem in _ORDERS)
_USUAL = {"audio": "audio.mp3", "video": "video.mp4", "captions": "captions.vtt", "thumbnail": "thumbnail.jpg"}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
SAID = (".json3", ".vtt", ".srt", ".srv3", ".srv2", ".srv1", ".ttml", ".dfxp", ".sbv", ".ass", ".ssa", ".lrc")  # of nothing but captions
_FETCHED = re.compile(r"captions\.[\w-]+\.json3|thumbnail\.jpg")  # as `gather` names what YouTube sends


class Beside(NamedTuple):
    """An episode's folder, and the sorted names of files in it that may be the host's.

    `astray` are captions with another name, the best first: many programs name them after the sound.
    """

    folder: Path
    names: tuple[str, ...]
    astray: tuple[str, ...] = ()


class Named(NamedTuple):
    """The files that a post names; None for a kind of which it names none."""

    audio: Path | None = None
    picture: Path | None = None

    @classmethod
    def below(cls, folder: Path, audio: str | None, picture: str | None) -> Self:
        """The files that a post in this folder names by their paths."""
        return cls(folder / audio if audio else None, folder / picture if picture else None)


class Material(NamedTuple):
    """The files of an episode supplied by the host; None if there is none.

    `unused` are sound files beside the one that is used. `unread` are the names of files in unknown formats, of kinds of which there is no
    other. `misnamed` is the name of captions that are not read because of it, empty if there are captions that are.
    """

    audio: Path | None
    captions: Path | None
    thumbnail: Path | None
    unused: tuple[Path, ...] = ()
    unread: tuple[str, ...] = ()
    misnamed: str = ""


def look(folder: Path) -> Beside:
    """The files that a host may have put beside a post; none if there is no such folder.

    `OSError` for a name that no record can contain.
    """
    try:
        with os.scandir(folder) as entries:
            found = sorted(
                one.name for one in entries if (low := one.name.lower()).startswith(_STEMS) or low.endswith(SAID) if one.is_file()
            )
    except (FileNotFoundError, NotADirectoryError):
        return Beside(folder, ())
    names = tuple(name for name in found if name.lower().startswith(_STEMS))
    for name in names:
        if not name.isascii() and files.legible(name) != name:
            raise OSError(errno.EILSEQ, "its name is not valid text in any encoding", f"{folder}/{name}")
    astray = (name for name in found if _suffix(name) in SAID and _stem(name) != "captions")
    return Beside(folder, names, tuple(sorted(astray, key=lambda name: SAID.index(_suffix(name)))))


def find(beside: Beside, named: Named, language: str | None, recorded: tuple[RecordedFile, ...]) -> Material:
    """The host's own files, first those that the post has `named`; captions in its `language` precede others.

    `recorded` is what is on record: files of YouTube's among them are not the host's. A picture that is an address of the blog does not
    count. The sound of `video.mp4` is used if there is no other.
    """
    folder = beside.folder
    ours = {file.name: file for file in recorded if file.origin == "youtube"}

    def every(stem: str, language: str | None = None) -> tuple[Path, ...]:
        """The files of a kind, the best first."""
        found = _sorted(beside.names, stem, language)
        return tuple(folder / name for name in found if name not in ours or not unchanged(folder, ours[name]))

    own_sound = (named.audio,) if named.audio and named.audio.is_file() else ()
    heard = any(file.duration is not None for file in ours.values())
    sounds = own_sound or every("audio") or (() if heard else every("video")[:1])
    shown = named.picture if named.picture and _is_picture(named.picture, folder) else None
    odd = [name for name in beside.names if name not in beside.astray and name.count(".") == 1]
    strange = [name for name in odd if _suffix(name) not in _ORDERS[_stem(name)]]
    said = any(_stem(name) == "captions" for name in beside.names)
    own = {"audio": own_sound, "thumbnail": shown}
    return Material(
        audio=next(iter(sounds), None),
        captions=next(iter(every("captions", language)), None),
        thumbnail=shown or next(iter(every("thumbnail")), None),
        unused=sounds[1:],
        unread=tuple(name for name in strange if not (own.get(_stem(name)) or every(_stem(name)))),
        misnamed="" if said else next(iter(beside.astray), ""),
    )


def _is_picture(named: Path, folder: Path) -> bool:
    """Whether what a post names as its picture is one that can be used."""
    is_ours = named.suffix.lower() in PICTURE_TYPES and allowed(named, folder)
    return is_ours and os.path.isfile(named)  # noqa: PTH113 - pathlib's raises for a name that is too long


def sounds_astray(beside: Beside) -> tuple[str, ...]:
    """The names, relative to the posts' folder, of sound with another name than `audio.*`: in an episode's folder or beside its post."""
    folder, kinds = beside.folder, (*AUDIO_SUFFIXES, *_FILMS)
    inside = (f"{folder.name}/{name}" for name in files.names(folder, ("",)) if _suffix(name) in kinds and (folder / name).is_file())
    return (*inside, *(name for name in (f"{folder.name}{suffix}" for suffix in kinds) if (folder.parent / name).is_file()))


def video(beside: Beside) -> Path | None:
    """The video file that a host has put into an episode's folder."""
    return next((beside.folder / name for suffix in VIDEO_TYPES if (name := f"video{suffix}") in beside.names), None)


def problems(found: Material, post: str) -> tuple[Problem, ...]:
    """Warnings, at the post whose path is `post`, about files that are not read, and about several sound files of which only one is used."""
    return (*(_unread(name, post) for name in found.unread), *_misnamed(found, post), *_unused(found, post))


def _unread(name: str, post: str) -> Problem:
    message = f"{name} is in a format that is not read"
    return Problem(Place(post), message, f"save it as {_USUAL[_stem(name)]}", Severity.WARNING)


def _misnamed(found: Material, post: str) -> tuple[Problem, ...]:
    if not found.misnamed:
        return ()
    message, hint = f"{files.legible(found.misnamed)} is not read, because of its name", f"rename it to captions{_suffix(found.misnamed)}"
    return (Problem(Place(post), message, hint, Severity.WARNING),)


def _unused(found: Material, post: str) -> tuple[Problem, ...]:
    if found.audio is None or not found.unused:
        return ()
    others = " and ".join(path.name for path in found.unused)
    message = f"{found.audio.name} is used as the sound, and {others} beside it {'is' if len(found.unused) == 1 else 'are'} not used"
    return (Problem(Place(post), message, "delete what is not needed, or name the right file as `audio:` in the post", Severity.WARNING),)


def record_sound(path: Path, folder: Path, recorded: RecordedFile | None, doubted: Container[str] = ()) -> RecordedFile:
    """The record of a host's sound file, or the existing one if the file is unchanged. `SoundError` if it is not sound, or cut off.

    A file whose name is `doubted` is read whatever its time says: an older file may have been moved to its place.
    """
    known = _known(path, folder, recorded, doubted)
    if known:
        return known
    from pipeline.edge.media import audio  # noqa: PLC0415 - most runs find all sound on record

    sound, name = audio.probe(path), relative(path, folder)
    refuse_cut_off(path, sound)
    return RecordedFile(name, sound.type, sound.bytes, files.digest(path), "host", sound.duration, f"{sound.container} {sound.codec}")


def record(path: Path, folder: Path, recorded: RecordedFile | None) -> RecordedFile:
    """The record of a host's captions or picture, or the existing one if the file is unchanged."""
    known = _known(path, folder, recorded)
    if known:
        return known
    suffix = path.suffix.lower()
    kind = (CAPTION_TYPES | PICTURE_TYPES)[suffix]
    return RecordedFile(relative(path, folder), kind, path.stat().st_size, files.digest(path), "host", language=_language(path.name))


def unchanged(folder: Path, file: RecordedFile, doubted: Container[str] = ()) -> bool:
    """Whether a file is still the one on record.

    Sound, which is large, is read only if in doubt: if it is `doubted` by name, or was written after the record. For a small file that
    comparison proves nothing, since a checkout may write a newer file before the record. The inode's change time proves nothing either: a
    site with a hard link to the sound changes it at every build.
    """
    try:
        found = (folder / file.name).stat()
        written = (folder / FILE).stat().st_mtime_ns
    except (FileNotFoundError, NotADirectoryError):
        return False
    if found.st_size != file.bytes:
        return False
    trusted = file.duration is not None and file.name not in doubted and found.st_mtime_ns < written
    return trusted or files.digest(folder / file.name) == file.sha256


def relative(path: Path, folder: Path) -> str:
    """A file's name relative to the episode's folder, with forward slashes."""
    return Path(os.path.relpath(path, folder)).as_posix()


def allowed(named: Path, folder: Path) -> bool:
    """Whether the file that a post names is in the show's folder, two above the episode's.

    A link that leads elsewhere is the host's choice.
    """
    return is_inside(relative(named, folder))


def _known(path: Path, folder: Path, recorded: RecordedFile | None, doubted: Container[str] = ()) -> RecordedFile | None:
    same = recorded and recorded.origin == "host" and recorded.name == relative(path, folder) and unchanged(folder, recorded, doubted)
    return recorded if same else None


def _sorted(names: tuple[str, ...], stem: str, language: str | None) -> list[str]:
    """The names of the files of a kind, the best first.

    What may have been fetched comes last: once a host's file has taken its place on record, only its name shows that it is YouTube's.
    """
    order = _ORDERS[stem]
    found = {name: order[suffix] for name in names if name.lower().startswith(f"{stem}.") and (suffix := _suffix(name)) in order}
    return sorted(found, key=lambda name: (_FETCHED.fullmatch(name) is not None, _foreign(name, language), found[name]))


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()  # noqa: PTH122 - names are enough, and a show has thousands of folders


def _stem(name: str) -> str:
    return name.lower().partition(".")[0]


def _language(name: str) -> str | None:
    middle = name.split(".")[1:-1]
    return middle[0] if middle and _LANGUAGE.fullmatch(middle[0]) else None


def _foreign(name: str, language: str | None) -> int:
    found = _language(name)
    if found is None or language is None:
        return 1
    return 0 if languages.are_same(found, language) else 2
