"""The version of this program that results depend on: its own files, and the packages that determine its output.

Beside `folders` it imports only `os` and `sys`, since a publish that has nothing to do imports little else.
"""

import os
import sys

from pipeline.keep.folders import Folders

MAKERS = (  # third-party packages whose version may change the bytes of the output
    "comrak",
    "feedgen",
    "ftfy",
    "imageio-ffmpeg",
    "jinja2",
    "lxml",
    "mutagen",
    "nh3",
    "pillow",
    "pyyaml",
    "rapidfuzz",
    "selectolax",
    "tzdata",
    "wcwidth",
)
_SUFFIX = ".dist-info"


def trace(folders: Folders) -> str:
    """Text that is equal as long as the program is the same; found from sizes and times, without reading any file."""
    own = folders.traces(os.path.dirname(os.path.dirname(__file__)))
    return "".join(own.values()) + versions()


def versions() -> str:
    """The makers and Python with their versions."""
    return "\n".join((*makers(), sys.version)) + "\n"


def makers() -> list[str]:
    """The makers with their versions, taken from the names of `.dist-info` folders: `importlib.metadata` would read a file for each."""
    names = (name for folder in _folders() for name in os.listdir(folder) if name.endswith(_SUFFIX))
    found = {name.removesuffix(_SUFFIX).lower() for name in names}
    return sorted(name for name in found if name.rpartition("-")[0].replace("_", "-") in MAKERS)


def _folders() -> set[str]:
    return {name for name in sys.path if name.endswith(("site-packages", "dist-packages")) and os.path.isdir(name)}
