"""What a run has come to, kept for the next one: records, each with a name. All of it may be deleted at any time.

A record has a head, which every run reads, and parts, each of which is read where it is asked for, and packed and unpacked by whoever makes it
and needs it, in whatever process.

SQLite keeps them: a record more or less costs the same in a show of ten thousand episodes as in one of ten, and a run that is killed leaves
whole records.
"""

import errno
import pickle
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

_FORM = 11  # raised when the tables become others, or what is kept in them
_NEW = 0  # the form of a file that was just made
_PAGE = 16_384  # bytes; an episode takes some 30 kB, and each page is a call of the kernel
_AT_ONCE = 100  # records: what a run that is killed may have to make again
_BEGIN = "BEGIN"  # what is read outside of a transaction locks the file anew each time
_TABLES = {
    "records": "name TEXT PRIMARY KEY, head BLOB NOT NULL",
    "parts": "name TEXT NOT NULL, part TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (name, part)",
}
# A row is updated rather than replaced: SQLite writes one in its place where it is as long as before, and not at all where it is the same.
_HEAD = "INSERT INTO records VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET head = excluded.head"
_PARTS = "INSERT INTO parts VALUES (?, ?, ?) ON CONFLICT (name, part) DO UPDATE SET data = excluded.data"

_PRIMARY = 0xFF  # of a result code of SQLite, the part that tells the kind
_NUMBERS = {sqlite3.SQLITE_FULL: errno.ENOSPC, sqlite3.SQLITE_READONLY: errno.EACCES, sqlite3.SQLITE_CANTOPEN: errno.EACCES}


class DamagedError(OSError):
    """The records were damaged, and have been thrown away."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EIO, "was damaged, and is made anew by the next run", str(path))


class Ledger:
    """The records of one show. `OSError` where they cannot be written, `DamagedError` where they cannot be read."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path, self._new = path, 0
        try:
            self._base = _opened(path)
        except sqlite3.DatabaseError:  # damaged, or of another form
            path.unlink(missing_ok=True)
            with self._using():
                self._base = _opened(path)

    def heads(self) -> dict[str, object]:
        """The heads of all records by name; a head that cannot be read any more is left out."""
        with self._using():
            rows = self._base.execute("SELECT name, head FROM records")
            return {name: head for name, packed in rows if (head := unpacked(packed)) is not None}

    def names(self) -> list[str]:
        return [name for [name] in self._base.execute("SELECT name FROM records")]

    def head(self, name: str) -> object | None:
        with self._using():
            row = self._base.execute("SELECT head FROM records WHERE name = ?", (name,)).fetchone()
        return unpacked(row[0]) if row else None

    def part(self, name: str, part: str) -> bytes:
        """A part of a record as it was given; empty where there is none."""
        with self._using():
            row = self._base.execute("SELECT data FROM parts WHERE name = ? AND part = ?", (name, part)).fetchone()
        return row[0] if row else b""

    def keep(self, name: str, head: object, parts: Mapping[str, bytes]) -> None:
        """Have this head, and these parts, in a record of that name; its other parts stay."""
        with self._changing():
            self._base.execute(_HEAD, (name, packed(head)))
            self._base.executemany(_PARTS, [(name, part, data) for part, data in parts.items()])

    def drop(self, name: str) -> None:
        with self._changing():
            for table in _TABLES:
                self._base.execute(f"DELETE FROM {table} WHERE name = ?", (name,))  # noqa: S608 - our own word

    def close(self) -> None:
        """Have all of it outlast this run."""
        with self._using():
            self._base.commit()
        self._base.close()

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Change a record, all of it before it can be committed."""
        with self._using():
            yield
            self._new += 1
            if self._new % _AT_ONCE == 0:
                self._base.commit()
                self._base.execute(_BEGIN)

    @contextmanager
    def _using(self) -> Iterator[None]:
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
    """The head of a record, where it can be read while another run may be at it: nothing is waited for, made or thrown away."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", timeout=0, uri=True)) as base:
            row = base.execute("SELECT head FROM records WHERE name = ?", (name,)).fetchone()
    except sqlite3.Error:
        return None
    return unpacked(row[0]) if row else None


def _opened(path: Path) -> sqlite3.Connection:
    """The records at `path`. `sqlite3.DatabaseError` when it is no such file, or one of another form."""
    base = sqlite3.connect(path)
    try:
        _prepare(base)
    except sqlite3.DatabaseError:
        base.close()
        raise
    return base


def _prepare(base: sqlite3.Connection) -> None:
    base.execute(f"PRAGMA page_size = {_PAGE}")
    base.execute("PRAGMA synchronous = OFF")  # to wait for the disk takes as long as a post; a power cut may cost the records
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
    """What was packed, or None where it cannot be read any more: whatever another version's record raises, it is made anew."""
    try:
        found: object = pickle.loads(data)  # noqa: S301 - our own file
    except Exception:  # noqa: BLE001
        return None
    return found
