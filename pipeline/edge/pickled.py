"""Pickled values that contain paths: those below a folder are stored relative to it, so that they are right wherever the folder is."""

import io
import pickle
from pathlib import Path
from typing import Any


def dumps(value: object, folder: Path) -> bytes:
    """A pickled value in which paths below `folder` are relative to it."""
    written = io.BytesIO()
    _Pickler(written, folder).dump(value)
    return written.getvalue()


def loads(data: bytes, folder: Path) -> Any:
    """The value that `dumps` wrote, with paths below `folder`. `data` must come from this program."""
    return _Unpickler(io.BytesIO(data), folder).load()


class _Pickler(pickle.Pickler):
    def __init__(self, file: io.BytesIO, folder: Path) -> None:
        super().__init__(file, protocol=pickle.HIGHEST_PROTOCOL)
        self._folder = folder

    def persistent_id(self, obj: object) -> str | None:
        return obj.relative_to(self._folder).as_posix() if isinstance(obj, Path) and obj.is_relative_to(self._folder) else None


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, folder: Path) -> None:
        super().__init__(file)
        self._folder = folder

    def persistent_load(self, pid: str) -> Path:
        return self._folder / pid
