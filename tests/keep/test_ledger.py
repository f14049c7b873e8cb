"""Records outlast the run that kept them, and damage to their file costs no more than they do."""

import errno
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.keep.ledger import DamagedError, Ledger, peek


def test_records_come_back(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "kept" / "records")
    ledger.keep("ada", ("head", 1), {"long": b"a long part", "short": b"a short one"})
    ledger.keep("bob", ("head", 2), {"long": b"a part"})
    ledger.keep("ada", ("head", 3), {"short": b"another"})
    ledger.drop("bob")
    ledger.close()
    again = Ledger(tmp_path / "kept" / "records")
    assert again.heads() == {"ada": ("head", 3)}
    assert (again.head("ada"), again.head("bob")) == (("head", 3), None)
    assert [again.part("ada", part) for part in ("long", "short", "none")] == [b"a long part", b"another", b""]
    assert again.part("bob", "long") == b""
    again.close()


def test_what_keeps_records_from_being_written_is_told_apart(tmp_path: Path) -> None:
    full, barred = Ledger(tmp_path / "full"), Ledger(tmp_path / "barred")
    full._base.execute("PRAGMA max_page_count = 1")
    barred._base.execute("PRAGMA query_only = 1")
    for ledger, number in ((full, errno.ENOSPC), (barred, errno.EACCES)):
        with pytest.raises(OSError, match="cannot be written") as caught:
            ledger.keep("ada", "head", {"part": bytes(1_000_000)})
        assert caught.value.errno == number
        ledger.close()


def test_what_cannot_be_written_in_the_end_is_closed(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "records")
    ledger._base.execute("PRAGMA busy_timeout = 0")
    ledger.keep("ada", 1, {})
    with closing(sqlite3.connect(tmp_path / "records")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM records").fetchall()
        with pytest.raises(OSError, match="locked"):
            ledger.close()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        ledger._base.commit()


def test_a_run_that_ends_early_leaves_whole_records(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "records")
    for number in range(150):
        ledger.keep(f"{number}", number, {"part": b"of it"})
    ledger._base.close()  # as a kill would: the rest of what it had is forgotten
    with closing(Ledger(tmp_path / "records")) as kept:
        assert len(kept.heads()) == 100
        assert all(kept.part(name, "part") for name in kept.names())


def test_a_record_is_looked_at_while_another_run_is_at_it(tmp_path: Path) -> None:
    path = tmp_path / "records"
    assert peek(path, "ada") is None
    assert not path.exists()
    ledger = Ledger(path)
    ledger.keep("ada", 1, {})
    ledger.close()
    ledger = Ledger(path)
    ledger.keep("ada", 2, {})
    assert (peek(path, "ada"), peek(path, "nobody")) == (1, None)
    ledger._base.execute("PRAGMA cache_spill = 1")
    ledger._base.execute("PRAGMA cache_size = 1")
    ledger.keep("bob", 3, {"part": bytes(10**6)})  # more than is held back: nobody may read until it is whole
    assert peek(path, "ada") is None
    ledger.close()
    assert (peek(path, "ada"), peek(path, "bob")) == (2, 3)
    damage = b"no database"
    path.write_bytes(damage)
    assert peek(path, "ada") is None
    assert path.read_bytes() == damage


@pytest.mark.parametrize("data", [b"no database", b"SQLite format 3\0" + bytes(5000), b""])
def test_a_damaged_file_is_begun_anew(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "records").write_bytes(data)
    ledger = Ledger(tmp_path / "records")
    assert ledger.heads() == {}
    ledger.keep("ada", 1, {})
    ledger.close()
    with closing(Ledger(tmp_path / "records")) as again:
        assert again.heads() == {"ada": 1}


@pytest.mark.parametrize("look", [Ledger.heads, Ledger.names])
def test_damage_that_is_found_late_is_told_and_gone(tmp_path: Path, look: Callable[[Ledger], object]) -> None:
    ledger = Ledger(tmp_path / "records")
    for number in range(200):
        ledger.keep(f"{number}", "x" * 100, {"part": b"y" * 1000})
    ledger.close()
    data = bytearray((tmp_path / "records").read_bytes())
    page = int.from_bytes(data[16:18])  # the first one tells what is in the others
    data[page:] = bytes(len(data) - page)
    (tmp_path / "records").write_bytes(data)
    with pytest.raises(DamagedError, match="damaged"):
        look(Ledger(tmp_path / "records"))
    with closing(Ledger(tmp_path / "records")) as again:
        assert again.heads() == {}


def test_records_of_another_form_are_begun_anew(tmp_path: Path) -> None:
    Ledger(tmp_path / "now").close()
    with closing(sqlite3.connect(tmp_path / "now")) as base:
        assert base.execute("PRAGMA user_version").fetchone() != (0,), "that of a file without a form, which every later one would accept"
    base = sqlite3.connect(tmp_path / "records")
    base.execute("PRAGMA user_version = 99")
    base.execute("CREATE TABLE records (something TEXT)")
    base.commit()
    base.close()
    ledger = Ledger(tmp_path / "records")
    assert ledger.heads() == {}
    ledger.close()


def test_a_head_that_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "records")
    ledger.keep("ada", 1, {})
    ledger._base.execute("UPDATE records SET head = ?", (b"cos\nno_such_name\n.",))
    assert ledger.heads() == {}
    ledger.close()
