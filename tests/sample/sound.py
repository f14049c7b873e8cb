"""Sound of the sample show beside the voices: loudness, the bells between the parts, and the encoder."""

import math
import random
import subprocess
import sys
from array import array
from itertools import pairwise
from pathlib import Path

import imageio_ffmpeg

RATE = 16_000

LOUDNESS = 0.11  # root mean square of speech, of full scale 1
KNEE, CEILING = 0.45, 0.7  # from the knee on peaks bend towards the ceiling
ROOM = 0.0004  # the hiss of a quiet room: pauses of digital silence sound like a fault

BELLS = ((0.0, 523.25), (0.22, 659.25), (0.44, 987.77))  # when each is struck, and its pitch
PARTIALS = ((1.0, 1.0, 2.6), (2.0, 0.35, 3.6), (3.01, 0.14, 5.0))  # of a bell: ratio, weight, decay
CHIME = 2.6

CODECS = {".mp3": ("libmp3lame", "mp3"), ".m4a": ("aac", "ipod")}
RUMBLE = "highpass=f=60"  # below any voice


def chime() -> "array[int]":
    """Three bells that ring into each other."""
    moments = (sample / RATE for sample in range(round(CHIME * RATE)))
    return array("h", (round(3600 * _bells(moment) * min(1.0, (CHIME - moment) / 0.4)) for moment in moments))


def _bells(moment: float) -> float:
    return sum(
        weight * math.sin(2 * math.pi * pitch * ratio * (moment - struck)) * math.exp(-decay * (moment - struck))
        for struck, pitch in BELLS
        if moment >= struck
        for ratio, weight, decay in PARTIALS
    )


def level(samples: "array[int]", bright: float) -> "array[int]":
    """As loud as everybody else; peaks bend instead of clipping. `bright` lifts the highest tones by the factor 1 + 2 `bright`."""
    lifted = [sample + bright * (sample - before) for before, sample in pairwise((0, *samples))]
    gain = LOUDNESS / math.sqrt(sum(sample * sample for sample in lifted) / len(lifted))
    return array("h", (round(32767 * _bend(sample * gain)) for sample in lifted))


def _bend(value: float) -> float:
    over = (abs(value) - KNEE) / (CEILING - KNEE)
    return value if over <= 0 else math.copysign(KNEE + (CEILING - KNEE) * math.tanh(over), value)


def encode(samples: "array[int]", target: Path, chance: random.Random) -> None:
    """Mono at 32 kbit/s, without tags and without anything that changes from run to run."""
    codec, container = CODECS[target.suffix]
    room = array("h", (sample + round(chance.gauss(0, ROOM) * 32768) for sample in samples))
    if sys.byteorder == "big":
        room.byteswap()
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", "-f", "s16le", "-ar", str(RATE), "-ac", "1", "-i", "pipe:0"]
    command += ["-af", RUMBLE, "-c:a", codec, "-b:a", "32k", "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact"]
    subprocess.run([*command, "-f", container, str(target)], input=room.tobytes(), check=True)
