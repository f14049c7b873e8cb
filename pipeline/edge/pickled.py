"""Values in pickled form that speak of files: what lies below a folder is told as seen from there, so that it may move with the folder."""

import io
import pickle
from pathlib import Path
from typing import Any


def dumps(value: object, folder: Path) -> bytes:
    """A value in pickled form, in which paths below `folder` are told as seen from there."""
    written = io.BytesIO()
    _Pickler(written, folder).dump(value)
    return written.getvalue()


def loads(data: bytes, folder: Path) -> Any:
    """What `dumps` wrote, in another place of the folder: `data` comes from this very program."""
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
