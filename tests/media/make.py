"""Sound for tests, made by the ffmpeg of the wheel from its own generators."""

import subprocess
from pathlib import Path

from imageio_ffmpeg import get_ffmpeg_exe

TALK = "aevalsrc='(0.2+0.15*sin(t))*sin(2*PI*(180+40*sin(3*t))*t)':s=44100:d={seconds}"
STILL = "testsrc2=s=320x180:r=10:d={seconds}"


def ffmpeg(*arguments: str | Path) -> str:
    """Run ffmpeg and give what it said on both outputs."""
    done = subprocess.run((get_ffmpeg_exe(), "-hide_banner", "-nostdin", "-y", *arguments), capture_output=True, check=True)
    return (done.stdout + done.stderr).decode()


def sound(path: Path, *options: str, seconds: float = 4) -> Path:
    """A file of sound in the format that its suffix says."""
    ffmpeg("-f", "lavfi", "-i", TALK.format(seconds=seconds), *options, f"file:{path}")
    return path


def video(path: Path, *options: str, seconds: float = 4) -> Path:
    """A file of pictures and sound."""
    ffmpeg("-f", "lavfi", "-i", STILL.format(seconds=seconds), "-f", "lavfi", "-i", TALK.format(seconds=seconds), *options, f"file:{path}")
    return path
