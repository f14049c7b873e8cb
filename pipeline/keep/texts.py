"""Texts that a run leaves in `.pipeline/` for the next one. Like `traces`, this module imports hardly more than `os`."""

import os

from pipeline.edge.layout import KEPT


def read(root: str, name: str) -> bytes:
    """The text that an earlier run left under this name, encoded; empty if there is none."""
    try:
        with open(os.path.join(root, KEPT, name), "rb") as file:
            return file.read()
    except OSError:
        return b""


def write(root: str, name: str, data: bytes) -> None:
    """Leave an encoded text, completely or not at all. Another run that does so at the same time waits."""
    from pathlib import Path  # noqa: PLC0415 - only a publish that had something to do writes

    from pipeline.edge import files  # noqa: PLC0415 - as above

    with files.replacing(Path(root, KEPT, name)) as new:
        new.write_bytes(data)


def decoded(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")  # the name of a file may be any bytes


def encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
