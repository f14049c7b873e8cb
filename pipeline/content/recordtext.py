"""The text of a recording, `recording.json`: composed and parsed.

It is JSON in one canonical form: indented by two blanks, keys in the order of the fields of `Recording`, unknown values left out, the video's
description as a list of lines, a line feed at the end. So fetching again changes no byte, and diffs are readable.
"""

import json
import re
from datetime import UTC, datetime

from pipeline.content import conflict, jsonobject, web
from pipeline.content.jsonobject import Object
from pipeline.content.problem import Place, Problem
from pipeline.content.recording import Enclosure, Lack, RecordedFile, RecordedVideo, Recording, is_inside

SCHEMA = 1
FILE = "recording.json"
_SCHEMA_KEY = re.compile(r'^\s*\{\s*"schema"\s*:\s*(\d{1,9})\s*[,}]')
_REMEDY = "restore the file from version control, or record it again with `pipeline fetch SLUG --again`"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_ORIGINS = ("youtube", "host")
_LACKING = ("audio", "captions", "thumbnail")


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
