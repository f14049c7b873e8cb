"""The sound of an episode where listeners get it, if that is not the site: on record, made here, or found in the store.

A publish goes in this order, so that a feed never names what is not there: `unchanged`, `made` or `stored` says what each enclosure will
be; when the guard has let the feed pass, `carry` puts the files into the store and checks them as a listener would; `note` records the
result; only then are the sites exchanged. If a file could not be carried, the feed keeps the enclosure that is on record.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import NamedTuple

from pipeline.content import recordtext
from pipeline.content.problem import Place, Problem, Severity
from pipeline.content.recording import Enclosure, Recording
from pipeline.content.show import Store
from pipeline.content.text import timecode
from pipeline.content.trouble import Trouble
from pipeline.derive.chapters import Chapter
from pipeline.derive.sound_tags import SoundTags
from pipeline.edge import files, recordings
from pipeline.edge.media import audio
from pipeline.edge.media.sound import TYPES
from pipeline.edge.store import BytesSent, OpenStore, StoredFile

_FORM = 1  # of the files that `tags` writes: to be raised when all of them should be sent again
_DIGITS = 16  # hexadecimal digits kept of a digest
_AT_ONCE = 2  # files sent at the same time
_CLOSE = 2 * timecode.SECOND  # lengths that differ by less are of the same sound
_BEGINNING = 1 << 20  # bytes: contains tags, cover and chapters
_FROM_THERE = "publish from the machine that has the sound"


class Wanted(NamedTuple):
    """What the enclosure of an episode in a feed has to be. `mark` comes from the function of that name, `path` is the post's.

    `stem` is the file's name in the store without its suffix: the slug or, if the post was renamed, the name that apps know. `carried` is
    what an earlier run has put there; the record says the same until it is checked out again.
    """

    feed: str
    store: Store
    slug: str
    path: str
    mark: str
    recording: Recording
    stem: str
    carried: Enclosure | None = None

    @property
    def known(self) -> Enclosure | None:
        """What is known to be in this store: what is on record, or what was carried if that is as wanted or nothing is on record."""
        ours = {f"{self.store.media}{self.stem}{suffix}" for suffix in TYPES}
        found = [one for one in (self.recording.enclosure(self.feed), self.carried) if one and one.address in ours]
        return next((one for one in found if one.mark == self.mark), found[0] if found else None)

    @property
    def name(self) -> str:
        """The name of the file in the store, as far as it can be told without the sound."""
        if self.known:
            return self.known.address.rpartition("/")[2]
        sound = self.recording.audio
        return f"{self.stem}{'.mp3' if sound and sound.type == TYPES['.mp3'] else '.m4a'}"

    @property
    def address(self) -> str:
        """The address of that file for listeners."""
        return f"{self.store.media}{self.name}"


class Upload(NamedTuple):
    """What has to be true before a feed says so: that `file` is at `enclosure.address` or, without a file, that something is there already.

    `path` is the post's. `known` is what the feed says until then.
    """

    slug: str
    path: str
    enclosure: Enclosure
    file: Path | None = None
    known: Enclosure | None = None

    @property
    def name(self) -> str:
        """The name of the file in the store."""
        return self.enclosure.address.rpartition("/")[2]


class Enclosed(NamedTuple):
    """What an enclosure will be, and what has to be carried for it; `enclosure` is None if nothing can be said."""

    enclosure: Enclosure | None
    upload: Upload | None = None
    problems: tuple[Problem, ...] = ()


def mark(sound: str, labels: SoundTags, chapters: Sequence[Chapter], cover: str) -> str:
    """Two digests of what goes into a file: one of its sound, one of what is said about it.

    `sound` identifies the recording and its encoding, `cover` what the picture is made of. The file's bytes are not included, so that
    another version of a library does not cause a thousand files to be sent again.
    """
    tags = {name: str(value) for name, value in labels._asdict().items() if value}
    marks = [(chapter.start, chapter.end, chapter.title) for chapter in chapters]
    parts = [_FORM, sound], [_FORM, cover, tags, marks]
    return "-".join(hashlib.sha256(json.dumps(part).encode()).hexdigest()[:_DIGITS] for part in parts)


def unchanged(wanted: Wanted) -> Enclosed | None:
    """The enclosure, if it is known to be as wanted already: then nothing has to be made or asked. None if it is not."""
    return Enclosed(wanted.known) if wanted.known and wanted.known.mark == wanted.mark else None


def made(wanted: Wanted, file: Path) -> Enclosed:
    """The enclosure that a tagged file on this disk will be, once it has been carried to the store."""
    enclosure = Enclosure(
        feed=wanted.feed,
        address=f"{wanted.store.media}{wanted.stem}{file.suffix}",
        type=TYPES[file.suffix],
        bytes=file.stat().st_size,
        duration=wanted.recording.duration or 0,
        sha256=files.digest(file),
        mark=wanted.mark,
    )
    return Enclosed(enclosure, Upload(wanted.slug, wanted.path, enclosure, file, wanted.known))


def stored(wanted: Wanted, store: OpenStore | Trouble, aside: Path, tag: Callable[[Path], Path]) -> Enclosed:
    """The enclosure if the sound is not on this disk: the file in the store as it is, or with new tags.

    For new tags it is fetched from the store to `aside`, whose name gets the file's suffix. `tag` writes the episode's tags, chapters and
    cover into a sound, whether it has older ones or not, and returns the new file.
    """
    if isinstance(store, Trouble):
        return _left(wanted, store)
    found = store.look(wanted.name) or _missing(wanted)
    if isinstance(found, Trouble):
        return _left(wanted, found)
    if found.mark == wanted.mark or (wanted.known is None and not store.writable):
        enclosure = _as_found(wanted, found)
        return Enclosed(enclosure, Upload(wanted.slug, wanted.path, enclosure, None, wanted.known))
    before = found.mark or (wanted.known.mark if wanted.known else None)
    if _sound(before) not in (None, _sound(wanted.mark)):
        return _left(wanted, Trouble(f"{wanted.address} is not the sound that was recorded", _FROM_THERE, stops=False))
    if not store.writable:
        return _left(wanted, Trouble(f"the tags and chapters in {wanted.address} are out of date", _FROM_THERE, stops=False))
    brought = aside.with_name(f"{aside.name}{Path(wanted.name).suffix}")
    trouble = _bring(wanted, store, brought)
    return _left(wanted, trouble) if trouble else made(wanted, tag(brought))


def carry(
    uploads: Iterable[Upload], store: OpenStore | Trouble, progress: Callable[[str, int, int], None], ended: Callable[[str], None]
) -> dict[str, Enclosure | Trouble]:
    """Carry uploads to the store, several at once; by slug, what listeners will find, or why it failed.

    After a trouble that every other file would have too, nothing more is asked. `progress` is called with slug, bytes sent, and bytes in all.
    """
    stopped = Event()
    reasons: list[Trouble] = []

    def one(upload: Upload) -> tuple[str, Enclosure | Trouble]:
        answer = reasons[0] if stopped.is_set() else _carry(upload, store, lambda done, total: progress(upload.slug, done, total))
        if isinstance(answer, Trouble) and answer.stops:
            reasons.append(answer)
            stopped.set()
        ended(upload.slug)
        return upload.slug, answer

    with ThreadPoolExecutor(_AT_ONCE) as executor:
        return dict(executor.map(one, uploads))


def note(folder: Path, enclosure: Enclosure) -> None:
    """Write into the record in `folder` what listeners get.

    The record's time is kept, because the host's own files are compared with it.
    """
    known = recordings.on_record(folder)
    if known is None or known.enclosure(enclosure.feed) == enclosure:
        return
    path = folder / recordtext.FILE
    before = path.stat()
    files.write(path, recordtext.compose(known.with_enclosure(enclosure)).encode())
    files.date(path, before)


def problem(trouble: Trouble, path: str, known: Enclosure | None) -> Problem:
    """A trouble with an episode's sound, as a problem at its post: a warning if listeners still have the sound from before."""
    if known is None:
        return Problem(Place(path), trouble.message, trouble.hint)
    return Problem(Place(path), f"{trouble.message}; its listeners keep the previous sound", trouble.hint, Severity.WARNING)


def _left(wanted: Wanted, trouble: Trouble) -> Enclosed:
    """The enclosure as it is known to be, if there is one, and the trouble as a problem."""
    return Enclosed(wanted.known, problems=(problem(trouble, wanted.path, wanted.known),))


def _missing(wanted: Wanted) -> Trouble:
    """The trouble that the sound is nowhere. What the host has recorded, YouTube does not have."""
    sound = wanted.recording.audio
    fetched = sound is not None and sound.origin == "youtube"
    other = f"run `pipeline fetch {wanted.slug} --again`" if fetched else "put the sound beside the post again"
    hint = f"publish from the machine that has it, or {other}"
    return Trouble(f"the sound is neither on this disk nor at {wanted.address}", hint, stops=False)


def _sound(mark: str | None) -> str | None:
    """The part of a mark that identifies the sound."""
    return mark.partition("-")[0] if mark else None


def _as_found(wanted: Wanted, found: StoredFile) -> Enclosure:
    """The enclosure that a file in the store is, with what the store says of it."""
    return Enclosure(
        feed=wanted.feed,
        address=wanted.address,
        type=TYPES[Path(wanted.name).suffix],
        bytes=found.bytes,
        duration=found.duration or wanted.recording.duration or 0,
        sha256=found.sha256,
        mark=found.mark,
    )


def _bring(wanted: Wanted, store: OpenStore, target: Path) -> Trouble | None:
    """Copy the stored sound to `target`; the trouble if that fails, or if it is not the sound of the recording."""
    found = store.bring(wanted.name, target) or _missing(wanted)
    if isinstance(found, Trouble):
        return found
    length, heard = wanted.recording.duration, audio.probe(target).duration
    if length is None or abs(heard - length) <= _CLOSE:
        return None
    what = f"{wanted.address} lasts {timecode.label(heard)}, but the recording {timecode.label(length)}"
    return Trouble(what, _FROM_THERE, stops=False)


def _carry(upload: Upload, store: OpenStore | Trouble, progress: BytesSent) -> Enclosure | Trouble:
    """Send the file, unless the store has it already, and look at it as a listener: what is there then, or the trouble."""
    if isinstance(store, Trouble):
        return store
    if upload.file and store.writable:
        wanted = upload.enclosure
        about = StoredFile(wanted.bytes, wanted.type, wanted.sha256, wanted.mark, wanted.duration)
        found = store.look(upload.name)
        if isinstance(found, StoredFile) and (found.bytes, found.type, found.sha256) == (about.bytes, about.type, about.sha256):
            return _seen(upload, store)
        sent = found if isinstance(found, Trouble) else store.send(upload.file, upload.name, about, progress)
        if isinstance(sent, Trouble):
            return sent
    return _seen(upload, store)


def _seen(upload: Upload, store: OpenStore) -> Enclosure | Trouble:
    """What listeners get at the address, if that is what the feed may say."""
    address, seen = upload.enclosure.address, store.seen(upload.name)
    if isinstance(seen, Trouble):
        return seen
    if seen is None:
        leads = f"it is in {store}: check that `media:` in the feed file leads there, then publish again"
        return Trouble(f"there is nothing at {address}", leads if store.writable else _put(upload), stops=False)
    if seen.type.startswith("text/"):
        return Trouble(f"{address} is a page, not a recording", "check `media:` in the feed file")
    return _seen_in_store(upload, seen) if store.writable else _seen_elsewhere(upload, store, seen)


def _seen_in_store(upload: Upload, seen: StoredFile) -> Enclosure | Trouble:
    """The enclosure, if listeners get as many bytes as were sent; until a cache has let go of the previous file, a trouble."""
    enclosure = upload.enclosure
    if seen.bytes == enclosure.bytes:
        return enclosure
    what = f"{enclosure.address} still has {seen.bytes:,} bytes, but the new file has {enclosure.bytes:,}"
    hint = "a cache still serves the previous file: publish again when it has expired, usually within an hour"
    return Trouble(what, hint, stops=False)


def _seen_elsewhere(upload: Upload, store: OpenStore, seen: StoredFile) -> Enclosure | Trouble:
    """If another program puts the files there, the first one is accepted as it is, and a later one is waited for."""
    enclosure = upload.enclosure
    if _is_there(upload, store, seen):
        return enclosure
    if upload.known:
        return Trouble(f"the tags and chapters in {enclosure.address} are out of date", _put(upload), stops=False)
    return enclosure._replace(bytes=seen.bytes, sha256=None, mark=None)


def _put(upload: Upload) -> str:
    return f"put {upload.file} there, then publish again" if upload.file else _FROM_THERE


def _is_there(upload: Upload, store: OpenStore, seen: StoredFile) -> bool:
    """Whether exactly this file is at a web address: compared by its length and its beginning, which contains all that may change."""
    if upload.file is None:
        return seen.bytes == upload.enclosure.bytes
    with upload.file.open("rb") as file:
        return seen.bytes == upload.enclosure.bytes and store.begins(upload.name, _BEGINNING) == file.read(_BEGINNING)
