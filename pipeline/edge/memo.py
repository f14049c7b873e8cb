"""What is still to be announced of a feed: a memo, kept in a folder until it is done; and what came of announcing it."""

import json
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple

from pipeline.edge import files, layout

_FILE = "announce.json"


class Memo(NamedTuple):
    """What is still to be announced of a feed: slugs of episodes whose sound has to be checked, and of those that are new to listeners."""

    look: frozenset[str] = frozenset()
    new: frozenset[str] = frozenset()

    def union(self, other: "Memo") -> "Memo":
        return Memo(self.look | other.look, self.new | other.new)

    def intersection(self, other: "Memo") -> "Memo":
        return Memo(self.look & other.look, self.new & other.new)

    def difference(self, other: "Memo") -> "Memo":
        return Memo(self.look - other.look, self.new - other.new)


class News(NamedTuple):
    """The results of announcing: sentences about what was done, what went wrong, and what is left to a later publish."""

    done: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def announcing(folder: Path) -> AbstractContextManager[None]:
    """Hold the right to announce as long as that takes: another run waits, and finds what is left."""
    return files.lock(folder / "announce.lock", waits=True)


def remember(folder: Path, look: Iterable[str], new: Iterable[str] = ()) -> Memo:
    """Write down in `folder` that a feed is to be announced, in addition to what is already noted; returns all of it."""
    with _writing(folder):
        left = (waiting(folder) or Memo()).union(Memo(frozenset(look), frozenset(new)))
        _write(folder, left)
    return left


def waiting(folder: Path) -> Memo | None:
    """What is still to be announced; None if nothing is."""
    try:
        told = json.loads(_path(folder).read_bytes())
        return Memo(frozenset(map(str, told["look"])), frozenset(map(str, told["new"])))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        return Memo()


def forget(folder: Path, told: Memo) -> None:
    """Remove what was announced from the notes; what another run has noted meanwhile stays."""
    with _writing(folder):
        left = (waiting(folder) or Memo()).difference(told)
        if any(left):
            _write(folder, left)
        else:
            _path(folder).unlink(missing_ok=True)


def notes(root: Path) -> list[Path]:
    """The note files of all shows."""
    return sorted((root / layout.KEPT).glob(f"*/{_FILE}"))


def _write(folder: Path, memo: Memo) -> None:
    files.write(_path(folder), json.dumps({"look": sorted(memo.look), "new": sorted(memo.new)}).encode())


def _writing(folder: Path) -> AbstractContextManager[None]:
    """Hold the note for a moment: another publish may write to it while this one announces."""
    return files.lock(folder / f"{_FILE}.lock", waits=True)


def _path(folder: Path) -> Path:
    return folder / _FILE
