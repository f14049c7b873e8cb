"""Loads what belongs to an episode that was published elsewhere: its sound, its captions and its picture, as the host's own files, and its chapters."""

import os
from collections.abc import Callable, Iterable
from itertools import zip_longest
from pathlib import Path
from urllib.parse import urlsplit

from pipeline.content import captions
from pipeline.content import web as written
from pipeline.content.keys.languages import are_same
from pipeline.content.pinned import Pinned
from pipeline.derive import chapters
from pipeline.derive.earlier.published import PublishedItem
from pipeline.edge import files, material, web
from pipeline.edge.media import audio
from pipeline.edge.media.picture import ICON, PictureError
from pipeline.edge.media.sound import SoundError
from pipeline.edge.settings import Settings

_SUFFIXES = {  # for addresses without one; most sound is MP3
    "audio/mp4": ".m4a",
    "audio/m4a": ".m4a",
    "audio/x-m4a": ".m4a",
    "audio/aac": ".aac",
    "audio/ogg": ".ogg",
    "audio/opus": ".opus",
}

_PICTURES = ((b"\xff\xd8\xff", ".jpg"), (b"\x89PNG", ".png"), (b"RIFF", ".webp"), (b"GIF8", ".gif"))  # by how they begin
_TRANSCRIPTS = (".vtt", ".json", ".srt")


class LoadError(Exception):
    """Something could not be loaded; the text says why."""


def with_chapters(settings: Settings, item: PublishedItem) -> PublishedItem:
    """The item with the chapters in the file that it names, unless it has chapters itself. `LoadError` if there are none."""
    if item.chapters or not item.chapters_at:
        return item
    found = chapters.read_json(_answer(settings, item.chapters_at))
    if not found:
        raise LoadError("what is there lists no chapters")
    return item._replace(chapters=found)


def load_sound(settings: Settings, sound: Pinned, folder: Path, report: Callable[[int, int | None], None]) -> None:
    """Put the file into `folder` if all of it has arrived and is sound; until then it has a hidden name.

    `report` is told the bytes that have arrived, and of how many. `LoadError` concerns this file alone, `OSError` the machine.
    """
    try:
        with files.replacing(folder / _name(sound)) as temporary:
            _fill(temporary, settings, written.address(sound.address) or sound.address, report)
            audio.probe(temporary)
    except web.SilenceError as silence:
        raise LoadError(str(silence)) from silence
    except SoundError as error:
        raise LoadError(f"what is there {error.what}") from error


def transcripts(item: PublishedItem, language: str) -> tuple[str, ...]:
    """The addresses of an item's transcripts that are no translations from this language, the best first."""
    tongues = zip_longest(item.transcripts, item.spoken[: len(item.transcripts)], fillvalue="")
    spoken = (address for address, tongue in tongues if not (tongue and language) or are_same(tongue, language))
    return tuple(sorted(spoken, key=_rank))


def load_captions(settings: Settings, addresses: Iterable[str], folder: Path) -> None:
    """Put the first of the transcripts at these addresses that has times into `folder`. `LoadError` says why the first of all is none."""
    refused: list[LoadError] = []
    for address in addresses:
        try:
            data = _answer(settings, address)
        except LoadError as error:
            refused.append(error)
            continue
        words, problems = captions.read(data, folder.name)
        if words:
            with files.replacing(folder / f"captions{_form(data)}") as temporary:
                temporary.write_bytes(data)
            return
        refused.append(LoadError("; ".join(problem.message for problem in problems)))
    raise refused[0]


def load_picture(settings: Settings, address: str, folder: Path) -> None:
    """Put the picture at an address into `folder`. `LoadError` if there is none that covers can be made of."""
    from pipeline.edge.media import artwork  # noqa: PLC0415 - see there

    data = _answer(settings, address)
    ending = next((ending for mark, ending in _PICTURES if data.startswith(mark)), None)
    if ending is None:
        raise LoadError("what is there is no picture in JPEG, PNG, WebP or GIF")
    try:
        artwork.cover(data, "", ICON)
    except PictureError as error:
        raise LoadError(error.message) from error
    with files.replacing(folder / f"thumbnail{ending}") as temporary:
        temporary.write_bytes(data)


def _rank(address: str) -> int:
    """The forms that name speakers come first; a web page has the least chance to have times."""
    ending = _ending(address)
    return _TRANSCRIPTS.index(ending) if ending in _TRANSCRIPTS else len(_TRANSCRIPTS)


def _form(data: bytes) -> str:
    """The ending of a file with captions, whatever it was called."""
    begun = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:6]
    return ".vtt" if begun == b"WEBVTT" else ".json" if begun[:1] in b"{[" else ".html" if begun[:1] == b"<" else ".srt"


def _answer(settings: Settings, address: str) -> bytes:
    """What is at an address. `LoadError` if there is nothing."""
    try:
        answer = web.ask(settings, written.address(address) or address)
    except web.SilenceError as silence:
        raise LoadError(str(silence)) from silence
    if answer.status != 200:
        raise LoadError(f"it answers {answer.status}")
    return answer.body


def _ending(address: str) -> str:
    return os.path.splitext(urlsplit(address).path)[1].lower()  # noqa: PTH122 - an address is no path of this machine


def _fill(path: Path, settings: Settings, address: str, report: Callable[[int, int | None], None]) -> None:
    received = 0
    with path.open("wb") as file:
        for block, total in web.stream(settings, address):
            file.write(block)
            received += len(block)
            report(received, total)


def _name(sound: Pinned) -> str:
    """The name under which a host would put the file beside a post: with the ending of its address, else one for its type."""
    ending = _ending(sound.address)
    if sound.is_video:
        return f"video{ending if ending in material.VIDEO_TYPES else '.mp4'}"
    return f"audio{ending if ending in material.AUDIO_SUFFIXES else _SUFFIXES.get(sound.type or '', '.mp3')}"
