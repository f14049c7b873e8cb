"""The recording: what the outside world answered once about an episode, and its text, `recording.json`.

The text is JSON in one canonical form: indented by two blanks, keys in the order of the fields below, unknown values left out, the video's
description as a list of lines, a line feed at the end. So fetching again changes no byte, and diffs are readable.
"""

import json
import re
import uuid
from datetime import UTC, datetime
from typing import NamedTuple

from pipeline.content import conflict, jsonobject, web
from pipeline.content.jsonobject import Object
from pipeline.content.problem import UNTIMED, Place, Problem, Severity

SCHEMA = 1
FILE = "recording.json"
_SCHEMA_KEY = re.compile(r'^\s*\{\s*"schema"\s*:\s*(\d{1,9})\s*[,}]')
_REMEDY = "restore the file from version control, or record it again with `pipeline fetch SLUG --again`"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_ORIGINS = ("youtube", "host")
_LACKING = ("audio", "captions", "thumbnail")


class RecordedFile(NamedTuple):
    """A file beside `recording.json`. `duration` is in milliseconds, for sound; `format` is the source's own name for the format.

    `origin` is `youtube` or `host` (put there by hand). `name` is relative to the record's folder and stays inside the show. `track` tells
    which of YouTube's captions they are: `manual` or `automatic`.
    """

    name: str
    type: str
    bytes: int
    sha256: str
    origin: str
    duration: int | None = None
    format: str | None = None
    language: str | None = None
    track: str | None = None


class RecordedVideo(NamedTuple):
    """What YouTube says of the video. `duration` is in milliseconds; `chapters` are YouTube's own: (start in ms, title).

    If YouTube was not asked, since the host's own files are enough, only the `id` is known.
    """

    id: str
    title: str | None = None
    channel: str | None = None
    channel_url: str | None = None
    duration: int | None = None
    published: datetime | None = None
    language: str | None = None
    description: str = ""
    chapters: tuple[tuple[int, str], ...] = ()


class Lack(NamedTuple):
    """Something that YouTube did not give: `what` is `audio`, `captions` or `thumbnail`, `why` is one sentence.

    If it is `final`, it does not exist, and only `fetch --again` asks for it; otherwise the next fetch does.
    """

    what: str
    why: str
    final: bool


class Enclosure(NamedTuple):
    """Tagged sound outside the site, where the listeners of one feed get it. `duration` is in milliseconds.

    `mark` is a digest of all that it was made of (sound, tags, chapters, cover); it is made again only when that changes. `mark` and
    `sha256` are None for a file that another program has put there.
    """

    feed: str
    address: str
    type: str
    bytes: int
    duration: int
    sha256: str | None = None
    mark: str | None = None


class Recording(NamedTuple):
    """The record of one episode. `guid` is made once and never changes; `fetched` is the moment of the first fetch.

    `offset` is how many milliseconds later than in the captions a word is heard in the sound; `misfit` says why no offset makes the
    captions fit the sound, None if one does.
    """

    guid: str
    fetched: datetime
    video: RecordedVideo | None
    audio: RecordedFile | None
    captions: RecordedFile | None
    thumbnail: RecordedFile | None
    offset: int = 0
    lacks: tuple[Lack, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    misfit: str | None = None

    @property
    def files(self) -> tuple[RecordedFile, ...]:
        """The files on record, the sound first."""
        return tuple(file for file in (self.audio, self.captions, self.thumbnail) if file)

    @property
    def duration(self) -> int | None:
        """The length of the sound in milliseconds; None if there is no sound, or it is not known."""
        return self.audio.duration if self.audio else None

    @property
    def shift(self) -> int:
        """Milliseconds to add to a time in the sound to get that in the video.

        Only the video's own captions beside the host's own sound tell; else it is 0.
        """
        heard = self.audio.origin if self.audio else "youtube"
        read = self.captions.origin if self.captions else "host"
        return -self.offset if (heard, read) == ("host", "youtube") else 0

    @property
    def complete(self) -> bool:
        """Whether there is nothing left for a later fetch to ask for."""
        return self.audio is not None and all(lack.final for lack in self.lacks)

    def enclosure(self, feed: str) -> Enclosure | None:
        """The sound that the feed of this name has outside its site, if it has any."""
        return next((enclosure for enclosure in self.enclosures if enclosure.feed == feed), None)

    def with_enclosure(self, enclosure: Enclosure) -> "Recording":
        """The record with this sound as its feed's, in place of any before."""
        others = (other for other in self.enclosures if other.feed != enclosure.feed)
        return self._replace(enclosures=tuple(sorted((*others, enclosure), key=lambda one: one.feed)))


def mint(feed_guid: str, video_id: str | None, slug: str) -> str:
    """The GUID of an episode: UUIDv5 (RFC 9562) of the feed's GUID and the video id, or the slug if there is no video.

    So a lost record gets the same GUID again. A feed GUID that is no UUID is turned into one first.
    """
    try:
        space = uuid.UUID(feed_guid)
    except ValueError:
        space = uuid.uuid5(uuid.NAMESPACE_URL, feed_guid)
    return str(uuid.uuid5(space, video_id or slug))


def warnings(recording: Recording, path: str, *, marked: bool = False) -> tuple[Problem, ...]:
    """Warnings, at the file `path`, about what the recording lacks and an author can do something about.

    With `marked`, headings have their times in the post, and so are chapters all the same.
    """
    lost = "the timed transcript will be missing" if marked else "the chapters and the timed transcript will be missing"
    if recording.misfit is not None:
        message = f"the captions do not fit the sound: {recording.misfit}; {lost}"
        hint = "if the sound is complete, make captions of it with any tool, and put them beside this file as captions.vtt"
        return (Problem(Place(path), message, hint, Severity.WARNING, UNTIMED),)
    if recording.captions is not None:
        return ()
    why = next((lack.why for lack in recording.lacks if lack.what == "captions"), "")
    message = f"no captions{f': {why}' if why else ''}; {lost}"
    hint = "put captions.vtt or captions.srt from any tool beside this file"
    if recording.video is not None:
        hint += ", or add captions to the video and fetch it again"
    return (Problem(Place(path), message, hint, Severity.WARNING, UNTIMED),)


def compose(recording: Recording) -> str:
    """The text of `recording.json`. Moments are cut to whole seconds of UTC."""
    tree = _given(
        schema=SCHEMA,
        guid=recording.guid,
        fetched=_moment_text(recording.fetched),
        offset=recording.offset or None,
        misfit=recording.misfit,
        video=_video_tree(recording.video) if recording.video else None,
        audio=_tree(recording.audio),
        captions=_tree(recording.captions),
        thumbnail=_tree(recording.thumbnail),
        lacks=[lack._asdict() for lack in recording.lacks] or None,
        enclosures=[_tree(enclosure) for enclosure in recording.enclosures] or None,
    )
    return json.dumps(tree, ensure_ascii=False, indent=2) + "\n"


def parse(text: str, path: str) -> tuple[Recording | None, tuple[Problem, ...]]:
    """The recording in `text`; None and problems, at the lines of `path`, if it is damaged or of a newer schema."""
    try:
        tree = json.loads(text)
    except json.JSONDecodeError as error:
        message = conflict.MESSAGE if text.startswith(conflict.BEGIN, error.pos) else f"this is not JSON: {error.msg}"
        return None, (Problem(Place(path, error.lineno), message, _REMEDY),)
    except (ValueError, RecursionError):
        return None, (Problem(Place(path), "this JSON cannot be read", _REMEDY),)
    if not isinstance(tree, dict):
        return None, (Problem(Place(path), "a recording must be one JSON object", _REMEDY),)
    if is_newer(text):
        message = f"the recording has schema {tree['schema']}; this version of the pipeline reads up to {SCHEMA}"
        return None, (Problem(Place(path, jsonobject.line(text, "schema")), message, "update the pipeline"),)
    record = Object(tree, text, path, [], _REMEDY)
    recording = _recording(record)
    return (None if record.problems else recording), tuple(record.problems)


def is_newer(text: str) -> bool:
    """Whether a text has a schema that only a newer version reads. Such a record is never overwritten."""
    found = _SCHEMA_KEY.search(text)
    return found is not None and int(found[1]) > SCHEMA


def is_inside(name: str) -> bool:
    """Whether a file name, relative to `episodes/<slug>/`, is certain to stay inside the show's folder."""
    parts = name.split("/")
    climbs = sum(part == ".." for part in parts)
    odd = name.startswith("/") or any(letter in name for letter in "\\\0")
    return bool(name) and not odd and climbs <= 2 and ".." not in parts[climbs:] and parts[-1] != ".."


def _given(**tree: object) -> dict[str, object]:
    """A JSON object without unknown values."""
    return {key: value for key, value in tree.items() if value is not None}


def _tree(file: RecordedFile | Enclosure | None) -> dict[str, object] | None:
    return _given(**file._asdict()) if file else None


def _video_tree(video: RecordedVideo) -> dict[str, object]:
    written = {
        "published": _moment_text(video.published) if video.published else None,
        "description": video.description.split("\n") if video.description else None,
        "chapters": [{"start": start, "title": title} for start, title in video.chapters] or None,
    }
    return _given(**(video._asdict() | written))


def _moment_text(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def _recording(record: Object) -> Recording:
    record.allow_only("schema", *Recording._fields)
    if record.required("schema", int) != SCHEMA and not record.problems:
        record.complain("schema", f"there is no schema {record.tree['schema']}")
    record.required("fetched", str)
    fetched = record.moment("fetched")
    return Recording(
        guid=record.required("guid", str),
        fetched=fetched or datetime.fromtimestamp(0, UTC),
        video=_video(record.inner("video")),
        audio=_file(record.inner("audio")),
        captions=_file(record.inner("captions")),
        thumbnail=_file(record.inner("thumbnail")),
        offset=record.optional("offset", int) or 0,
        misfit=record.optional("misfit", str),
        lacks=tuple(_lack(lack) for lack in record.objects("lacks")),
        enclosures=tuple(_enclosure(enclosure) for enclosure in record.objects("enclosures")),
    )


def _video(video: Object | None) -> RecordedVideo | None:
    if video is None:
        return None
    video.allow_only(*RecordedVideo._fields)
    lines = video.optional("description", list) or []
    if not all(isinstance(line, str) for line in lines):
        video.complain("description", "`description` must be a list of lines")
    return RecordedVideo(
        id=video.required("id", str),
        title=video.optional("title", str),
        channel=video.optional("channel", str),
        channel_url=video.optional("channel_url", str),
        duration=video.optional("duration", int),
        published=video.moment("published"),
        language=video.optional("language", str),
        description="\n".join(str(line) for line in lines),
        chapters=tuple((chapter.required("start", int), chapter.required("title", str)) for chapter in video.objects("chapters")),
    )


def _file(file: Object | None) -> RecordedFile | None:
    if file is None:
        return None
    file.allow_only(*RecordedFile._fields)
    found = RecordedFile(
        name=file.required("name", str),
        type=file.required("type", str),
        bytes=file.required("bytes", int),
        sha256=file.required("sha256", str),
        origin=file.required("origin", str),
        duration=file.optional("duration", int),
        format=file.optional("format", str),
        language=file.optional("language", str),
        track=file.optional("track", str),
    )
    if found.name and not is_inside(found.name):
        file.complain("name", f"`{found.name}` is outside the show's folder")
    if found.origin and found.origin not in _ORIGINS:
        file.complain("origin", f"`{found.origin}` is not one of {', '.join(_ORIGINS)}")
    _check_facts(file, found)
    return found


def _lack(lack: Object) -> Lack:
    lack.allow_only(*Lack._fields)
    found = Lack(lack.required("what", str), lack.required("why", str), lack.required("final", bool))
    if found.what and found.what not in _LACKING:
        lack.complain("what", f"`{found.what}` is not one of {', '.join(_LACKING)}")
    return found


def _enclosure(enclosure: Object) -> Enclosure:
    enclosure.allow_only(*Enclosure._fields)
    found = Enclosure(
        feed=enclosure.required("feed", str),
        address=enclosure.required("address", str),
        type=enclosure.required("type", str),
        bytes=enclosure.required("bytes", int),
        duration=enclosure.required("duration", int),
        sha256=enclosure.optional("sha256", str),
        mark=enclosure.optional("mark", str),
    )
    if found.address and web.address(found.address) != found.address:
        enclosure.complain("address", f"`{found.address}` is not a web address")
    _check_facts(enclosure, found)
    return found


def _check_facts(file: Object, found: RecordedFile | Enclosure) -> None:
    """Complain about a digest, a size or a duration that no file has."""
    if found.sha256 and not _SHA256.fullmatch(found.sha256):
        file.complain("sha256", "`sha256` is not 64 lower-case hexadecimal digits")
    for key, amount in (("bytes", found.bytes), ("duration", found.duration or 0)):
        if amount < 0:
            file.complain(key, f"`{key}` is negative")
