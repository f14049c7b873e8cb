"""What a run has come to, kept for the next one: records, each with a name. All of it may be deleted at any time.

SQLite keeps them: a record more or less costs the same in a show of ten thousand episodes as in one of ten, and a run that is killed leaves
whole records.
"""

import errno
import pickle
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_FORM = 3  # raised when the table becomes another, or what is kept in it
_AT_ONCE = 100  # records: what a run that is killed may have to make again


class DamagedError(OSError):
    """The records were damaged, and have been thrown away."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EIO, "was damaged, and is made anew by the next run", str(path))


class Ledger:
    """The records of one show, each in two parts: the head, which every run reads, and the body, read when it is asked for.

    `OSError` where they cannot be written, `DamagedError` where they cannot be read.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path, self._new = path, 0
        try:
            self._base = _opened(path)
        except sqlite3.DatabaseError:  # damaged
            path.unlink(missing_ok=True)
            with self._using():
                self._base = _opened(path)

    def heads(self) -> dict[str, object]:
        """The heads of all records by name; a head that cannot be read any more is left out."""
        with self._using():
            rows = self._base.execute("SELECT name, head FROM records")
            return {name: head for name, packed in rows if (head := _unpacked(packed)) is not None}

    def names(self) -> list[str]:
        return [name for [name] in self._base.execute("SELECT name FROM records")]

    def head(self, name: str) -> object | None:
        with self._using():
            row = self._base.execute("SELECT head FROM records WHERE name = ?", (name,)).fetchone()
        return _unpacked(row[0]) if row else None

    def body(self, name: str) -> object | None:
        with self._using():
            row = self._base.execute("SELECT body FROM records WHERE name = ?", (name,)).fetchone()
        return _unpacked(row[0]) if row else None

    def keep(self, name: str, head: object, body: object) -> None:
        """Have this record, in the place of one of that name."""
        self._change("INSERT OR REPLACE INTO records VALUES (?, ?, ?)", name, pickle.dumps(head), pickle.dumps(body))

    def mend(self, name: str, head: object) -> None:
        """Have another head before the body of a record."""
        self._change("UPDATE records SET head = ?2 WHERE name = ?1", name, pickle.dumps(head))

    def drop(self, name: str) -> None:
        self._change("DELETE FROM records WHERE name = ?", name)

    def close(self) -> None:
        """Have all of it outlast this run."""
        with self._using():
            self._base.commit()
        self._base.close()

    def _change(self, words: str, *values: object) -> None:
        with self._using():
            self._base.execute(words, values)
            self._new += 1
            if self._new % _AT_ONCE == 0:
                self._base.commit()

    @contextmanager
    def _using(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:  # a full disk, or one that may not be written
            raise OSError(errno.EIO, f"cannot be written: {error}", str(self._path)) from error
        except sqlite3.DatabaseError as error:
            self._base.close()
            self._path.unlink(missing_ok=True)
            raise DamagedError(self._path) from error


def _opened(path: Path) -> sqlite3.Connection:
    """The records at `path`; those of another form are dropped. `sqlite3.DatabaseError` when it is no such file."""
    base = sqlite3.connect(path)
    try:
        base.execute("PRAGMA synchronous = OFF")  # to wait for the disk takes as long as a post; a power cut may cost the records
        [form] = base.execute("PRAGMA user_version").fetchone()
        if form != _FORM:
            base.execute("DROP TABLE IF EXISTS records")
            base.execute(f"PRAGMA user_version = {_FORM}")
        base.execute("CREATE TABLE IF NOT EXISTS records (name TEXT PRIMARY KEY, head BLOB NOT NULL, body BLOB NOT NULL)")
    except sqlite3.DatabaseError:
        base.close()
        raise
    return base


def _unpacked(packed: bytes) -> object | None:
    """What was kept, or None where it cannot be read any more: whatever another version's record raises, it is made anew."""
    try:
        found: object = pickle.loads(packed)  # noqa: S301 - our own file
    except Exception:  # noqa: BLE001
        return None
    return found
