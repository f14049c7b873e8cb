"""A show of many episodes to measure with: posts, records, captions for a part, and so little sound that no time goes into it."""

import os
import subprocess
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from imageio_ffmpeg import get_ffmpeg_exe

from bench.scale.posts import HOST, NEWEST, Sample, sample, slug
from pipeline.content import recording as record
from pipeline.content import recordtext
from pipeline.content.recording import Lack, RecordedFile, RecordedVideo, Recording
from pipeline.content.text import timecode
from pipeline.edge import files

NAME = "scale"
FEED = f"feeds/{NAME}.yaml"
PACE = 330  # ms a word
_LINE = 8  # words of a caption
_FEED = f"""\
title: A show to measure with
url: https://scale.example/
description: Many interviews that nobody ever gave.
language: en
category: Technology
author: {HOST}
owner: {{name: {HOST}, email: ann@scale.example}}
host: {HOST}
"""


def lay(root: Path, count: int, pool: Sequence[str], captioned: float) -> None:
    """Write a show of `count` episodes into `root`, of which the share `captioned` has captions, spread evenly."""
    for folder in ("feeds", "episodes"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    (root / FEED).write_text(_FEED, encoding="utf-8")
    sound = _noise(root / "noise.mp3")
    for number in range(1, count + 1):
        _episode(root / "episodes", sample(number, pool), sound, has_captions=_has_captions(number, captioned))


def middle(count: int, captioned: float) -> str:
    """The file name of the post in the middle of `count`, or of the next one without captions."""
    half = (count + 1) // 2
    return f"{slug(next((number for number in range(half, count + 1) if not _has_captions(number, captioned)), half))}.md"


def _has_captions(number: int, captioned: float) -> bool:
    return int(number * captioned) > int((number - 1) * captioned)


def _episode(folder: Path, made: Sample, sound: Path, *, has_captions: bool) -> None:
    place = folder / made.slug
    place.mkdir(exist_ok=True)
    (folder / f"{made.slug}.md").write_text(made.text, encoding="utf-8")
    heard = " ".join(made.spoken).split()
    duration = (len(heard) + 30) * PACE
    os.link(sound, place / "audio.mp3")
    recorded = RecordedFile("audio.mp3", "audio/mpeg", sound.stat().st_size, files.digest(sound), "youtube", duration, "mp3")
    captions = None
    if has_captions:
        data = captions_of(heard).encode()
        (place / "captions.en.vtt").write_bytes(data)
        captions = RecordedFile("captions.en.vtt", "text/vtt", len(data), files.digest(place / "captions.en.vtt"), "youtube", language="en")
    absent = ("thumbnail",) if captions else ("captions", "thumbnail")
    known = Recording(
        guid=record.mint("5f1d4ee8-3f5b-5a7c-9a55-6d0fd2f4e0c1", made.video, made.slug),
        fetched=NEWEST + timedelta(hours=1),
        video=RecordedVideo(made.video, made.slug, duration=duration, published=NEWEST),
        audio=recorded,
        captions=captions,
        thumbnail=None,
        lacks=tuple(Lack(what, "it has none", final=True) for what in absent),
    )
    (place / recordtext.FILE).write_text(recordtext.compose(known), encoding="utf-8")


def captions_of(heard: Sequence[str]) -> str:
    """The words as WebVTT, every ninth of them left out or misheard, as by speech recognition."""
    lines = ["WEBVTT", ""]
    for at in range(0, len(heard), _LINE):
        words = (word if n % 9 else word[::-1] for n, word in enumerate(heard[at : at + _LINE], at))
        lines += [f"{timecode.exact(at * PACE)} --> {timecode.exact((at + _LINE) * PACE)}", " ".join(words), ""]
    return "\n".join(lines)


def _noise(path: Path) -> Path:
    """A second of noise, about as loud as speech."""
    given = ("-f", "lavfi", "-i", "anoisesrc=r=44100:a=0.22:d=1:seed=1", "-c:a", "libmp3lame", "-b:a", "64k")
    subprocess.run((get_ffmpeg_exe(), "-hide_banner", "-loglevel", "error", "-y", *given, path), check=True)
    return path
