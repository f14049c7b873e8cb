"""Keeps the results of a run for the next one: named records in an SQLite file. The file may be deleted at any time.

A record has a head, which every run reads, and parts, which are read only when they are asked for. Whoever makes or needs a part packs or
unpacks it, in any process.

With SQLite, a changed record costs the same in a show of ten thousand episodes as in one of ten, and a run that is killed leaves only
complete records.
"""

import errno
import pickle
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

_FORM = 13  # to be raised whenever the tables change, or what is kept in them
_NEW = 0  # SQLite's `user_version` of a new file
_PAGE = 16_384  # bytes; an episode takes about 30 kB, and each page costs a system call
_COMMIT_AFTER = 100  # changed records: a run that is killed may have to make so many again
_BEGIN = "BEGIN"  # outside of a transaction, each read would lock the file anew
_TABLES = {
    "records": "name TEXT PRIMARY KEY, head BLOB NOT NULL",
    "parts": "name TEXT NOT NULL, part TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (name, part)",
}
_GET_HEAD = "SELECT head FROM records WHERE name = ?"
# Rows are updated rather than replaced: SQLite overwrites a row of the same length in place, and writes nothing if it is equal.
_PUT_HEAD = "INSERT INTO records VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET head = excluded.head"
_PUT_PART = "INSERT INTO parts VALUES (?, ?, ?) ON CONFLICT (name, part) DO UPDATE SET data = excluded.data"

_PRIMARY = 0xFF  # of a result code of SQLite, the part that tells the kind
_NUMBERS = {sqlite3.SQLITE_FULL: errno.ENOSPC, sqlite3.SQLITE_READONLY: errno.EACCES, sqlite3.SQLITE_CANTOPEN: errno.EACCES}


class DamagedError(OSError):
    """The records were damaged and have been deleted."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EIO, "was damaged; the next run rebuilds it", str(path))


class Ledger:
    """The records of one show. `OSError` if they cannot be written, `DamagedError` if they cannot be read."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path, self._changes = path, 0
        try:
            self._base = _open(path)
        except sqlite3.DatabaseError:  # damaged, or of another form
            path.unlink(missing_ok=True)
            with self._using():
                self._base = _open(path)

    def heads(self) -> dict[str, object]:
        """The heads of all records by name, without those that cannot be unpacked any more."""
        with self._using():
            rows = self._base.execute("SELECT name, head FROM records")
            return {name: head for name, packed in rows if (head := unpacked(packed)) is not None}

    def names(self) -> list[str]:
        with self._using():
            return [name for [name] in self._base.execute("SELECT name FROM records")]

    def head(self, name: str) -> object | None:
        with self._using():
            row = self._base.execute(_GET_HEAD, (name,)).fetchone()
        return unpacked(row[0]) if row else None

    def part(self, name: str, part: str) -> bytes:
        """A part of a record as it was given to `keep`; empty if there is none."""
        with self._using():
            row = self._base.execute("SELECT data FROM parts WHERE name = ? AND part = ?", (name, part)).fetchone()
        return row[0] if row else b""

    def keep(self, name: str, head: object, parts: Mapping[str, bytes]) -> None:
        """Write a record: its head, and these parts. Its other parts stay as they are."""
        with self._changing():
            self._base.execute(_PUT_HEAD, (name, packed(head)))
            self._base.executemany(_PUT_PART, [(name, part, data) for part, data in parts.items()])

    def drop(self, name: str) -> None:
        with self._changing():
            for table in _TABLES:
                self._base.execute(f"DELETE FROM {table} WHERE name = ?", (name,))  # noqa: S608 - our own word

    def close(self) -> None:
        """Commit everything and close the file, which is closed even if that fails."""
        with self._using(), closing(self._base):
            self._base.commit()

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Run the statements that change one record; a commit comes only between two records."""
        with self._using():
            yield
            self._changes += 1
            if self._changes % _COMMIT_AFTER == 0:
                self._base.commit()
                self._base.execute(_BEGIN)

    @contextmanager
    def _using(self) -> Iterator[None]:
        """Turn SQLite's errors in this block into `OSError`; a damaged file is deleted, and the error is a `DamagedError`."""
        try:
            yield
        except sqlite3.OperationalError as error:
            number = _NUMBERS.get(error.sqlite_errorcode & _PRIMARY, errno.EIO)
            raise OSError(number, f"cannot be written: {error}", str(self._path)) from error
        except sqlite3.DatabaseError as error:
            self._base.close()
            self._path.unlink(missing_ok=True)
            raise DamagedError(self._path) from error


def peek(path: Path, name: str) -> object | None:
    """The head of a record, or None if it cannot be read now. Safe beside another run: it never waits, creates or deletes anything."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", timeout=0, uri=True)) as base:
            row = base.execute(_GET_HEAD, (name,)).fetchone()
    except sqlite3.Error:
        return None
    return unpacked(row[0]) if row else None


def _open(path: Path) -> sqlite3.Connection:
    """The database at `path`. `sqlite3.DatabaseError` if the file is damaged or has another form."""
    base = sqlite3.connect(path)
    try:
        _prepare(base)
    except sqlite3.DatabaseError:
        base.close()
        raise
    return base


def _prepare(base: sqlite3.Connection) -> None:
    """Set the database up, and begin a transaction. `sqlite3.DatabaseError` as for `_open`."""
    base.execute(f"PRAGMA page_size = {_PAGE}")
    base.execute("PRAGMA synchronous = OFF")  # waiting for the disk takes as long as a post; a power cut may cost the records
    [form] = base.execute("PRAGMA user_version").fetchone()
    if form not in (_NEW, _FORM):
        raise sqlite3.DatabaseError
    if form == _NEW:
        base.execute(f"PRAGMA user_version = {_FORM}")
    for table, columns in _TABLES.items():
        base.execute(f"CREATE TABLE IF NOT EXISTS {table} ({columns})")
    base.execute(_BEGIN)


def packed(value: object) -> bytes:
    """A value as a part of a record, or its head."""
    return pickle.dumps(value)


def unpacked(data: bytes) -> object | None:
    """The value that was packed; None if it cannot be read, whatever a record of another version raises: it is then made anew."""
    try:
        found: object = pickle.loads(data)  # noqa: S301 - our own file
    except Exception:  # noqa: BLE001
        return None
    return found
