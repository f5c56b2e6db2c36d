"""The store: entries are found again where they were written, and a stranger's file counts for nothing."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier_timeline.cache import seals, store
from dossier_timeline.cache.buckets import CacheBucket
from dossier_timeline.cache.store import STORE_FILE, Store

VALUES = {"a": b"one\n", "b": bytes(range(256)), "": b""}


def write_store(folder: Path) -> Path:
    """A store with some entries in two buckets; its file."""
    with closing(Store(folder)) as one:
        assert one.write("first", VALUES, "1", used=3)
        assert one.write("second", {"a": b"of the second"})
    return folder / STORE_FILE


@contextmanager
def change(file: Path) -> Iterator[sqlite3.Connection]:
    """Change the file behind the back of the program."""
    with closing(sqlite3.connect(file)) as connection, connection:
        yield connection


def test_entries_are_found_again(tmp_path: Path) -> None:
    write_store(tmp_path / "deep" / "down")
    with closing(Store(tmp_path / "deep" / "down")) as found:
        assert found.read_all("first", "1") == VALUES
        assert {key: found.read("first", key, "1") for key in VALUES} == VALUES
        assert found.list_keys("first", "1") == dict.fromkeys(VALUES, 3)
        assert found.read("second", "a") == b"of the second"
        assert found.read("first", "other", "1") is None
        assert found.read_all("third") == {}


def test_a_store_without_a_folder_keeps_nothing() -> None:
    nowhere = Store(None)
    assert not nowhere.write("first", VALUES)
    nowhere.mark_used("first", VALUES, 1)
    assert nowhere.read("first", "a") is None
    assert nowhere.list_keys("first") == {}
    nowhere.close()


def test_entries_are_written_and_removed_in_one_step(tmp_path: Path) -> None:
    write_store(tmp_path)
    with closing(Store(tmp_path)) as one:
        assert one.write("first", {"a": b"two"}, "1", used=4, removed=["b", "unknown"])
        assert one.read_all("first", "1") == {"a": b"two", "": b""}
        one.mark_used("first", ["", "unknown"], 9)
        assert one.list_keys("first", "1") == {"a": 4, "": 9}


def test_entries_of_another_version_go(tmp_path: Path) -> None:
    write_store(tmp_path)
    with closing(Store(tmp_path)) as one:
        assert one.read("first", "a", "2") is None
        assert one.read_all("first", "2") == one.list_keys("first", "2") == {}
        assert one.write("first", {"c": b"new"}, "2")
        assert one.read_all("first", "1") == {}
        assert one.read("second", "a") == b"of the second", "other buckets stay"


def test_reading_makes_no_file(tmp_path: Path) -> None:
    with closing(Store(tmp_path / "cache")) as one:
        assert one.read_all("first") == {}
    assert list(tmp_path.iterdir()) == []


def test_nothing_else_is_left_in_the_folder(tmp_path: Path) -> None:
    file = write_store(tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == [file.name]


def test_a_process_opens_a_store_of_its_own(tmp_path: Path) -> None:
    """A fork that shared the connection could harm the file."""
    one = Store(tmp_path)
    assert one.write("first", VALUES)
    mine = one._connection
    one._process = os.getpid() + 1
    assert one.read("first", "a") == b"one\n"
    assert one._connection is not mine
    one.close()
    assert mine is not None
    mine.close()


def test_another_build_that_writes_is_no_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write_store(tmp_path)
    whole = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path, **more: whole(path, **{**more, "timeout": 0.05}))
    with closing(whole(file, isolation_level=None)) as other, closing(Store(tmp_path)) as one:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE entries SET used = 7")
        assert not one.write("first", {"a": b"two"}, "1")
        assert one.read("first", "a", "1") == b"one\n", "what was there before can be read still"
        other.execute("ROLLBACK")
        other.execute("BEGIN EXCLUSIVE")
        assert one.read("first", "a", "1") is None
        other.execute("COMMIT")
        assert one.read_all("first", "1") == VALUES, "and the file is whole"
        assert one.write("first", {"a": b"two"}, "1")


def test_two_builds_at_once_write_whole_entries(tmp_path: Path) -> None:
    """Both write many entries at once; in the end each is that of one of them."""
    done: list[bool] = []

    def write_all(letter: bytes) -> None:
        with closing(Store(tmp_path)) as one:
            done.extend(one.write("first", {str(n): letter * 5000 for n in range(40)}) for _ in range(5))

    threads = [threading.Thread(target=write_all, args=(letter,)) for letter in (b"x", b"y")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert any(done)
    with closing(Store(tmp_path)) as one:
        found = one.read_all("first")
    assert found.keys() == {str(n) for n in range(40)}
    assert len(set(found.values())) == 1, "a step is whole or not at all"
    assert set(found.values()) <= {b"x" * 5000, b"y" * 5000}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(data=st.data())
def test_a_damaged_store_gives_no_other_value(tmp_path: Path, data: st.DataObject) -> None:
    file = tmp_path / STORE_FILE
    file.unlink(missing_ok=True)
    content = bytearray(write_store(tmp_path).read_bytes())
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(0, len(content) - 1)) :]
    else:
        for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=20)):
            content[place] ^= data.draw(st.integers(1, 255))
    file.write_bytes(content)
    with closing(Store(tmp_path)) as one:
        assert one.read_all("first", "1").items() <= VALUES.items()
        assert one.read("second", "a") in {None, b"of the second"}
        one.list_keys("first", "1")
        if one.write("first", {"c": b"new"}, "1"):
            assert one.read("first", "c", "1") == b"new"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(content=st.binary(max_size=200) | st.binary(max_size=200).map(b"SQLite format 3\0".__add__))
def test_another_file_counts_as_empty_and_goes(tmp_path: Path, content: bytes) -> None:
    (tmp_path / STORE_FILE).write_bytes(content)
    with closing(Store(tmp_path)) as one:
        assert one.read_all("first") == {}
        one.write("first", VALUES)
        assert one.write("first", VALUES), "after that there is room for a store"
        assert one.read_all("first") == VALUES


def test_a_store_that_grew_too_large_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write_store(tmp_path)
    monkeypatch.setattr(store, "MAX_STORE_SIZE", file.stat().st_size - 1)
    with closing(Store(tmp_path)) as one:
        assert one.read_all("first", "1") == {}
        assert not file.exists()
        assert one.write("first", {"a": b"1"}, "1")


def test_a_file_without_end_is_not_read(tmp_path: Path) -> None:
    file = write_store(tmp_path)
    os.truncate(file, 1 << 42)
    with closing(Store(tmp_path)) as one:
        assert one.read_all("first", "1") == {}
        assert not file.exists()


def test_removed_entries_leave_room(tmp_path: Path) -> None:
    """A store doesn't grow by what replaces other entries."""
    with closing(Store(tmp_path)) as one:
        sizes = []
        for number in range(8):
            assert one.write(
                "first",
                {f"{number}-{n}": os.urandom(20_000) for n in range(20)},
                "1",
                removed=one.list_keys("first", "1"),
            )
            sizes.append((tmp_path / STORE_FILE).stat().st_size)
    assert sizes[-1] < 2 * sizes[1]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices")
@pytest.mark.parametrize(
    "make",
    [
        os.mkfifo,
        Path.mkdir,
        lambda file: file.symlink_to("/dev/zero"),
        lambda file: file.symlink_to("nothing"),
    ],
    ids=["a pipe", "a folder", "a link to a device", "a link to nothing"],
)
def test_what_is_no_plain_file_is_left_alone(tmp_path: Path, make: Callable[[Path], object]) -> None:
    file = tmp_path / STORE_FILE
    make(file)
    kind = stat.S_IFMT(file.lstat().st_mode)
    with closing(Store(tmp_path)) as one:
        assert one.read_all("first") == {}
        assert not one.write("first", VALUES)
    assert stat.S_IFMT(file.lstat().st_mode) == kind


@pytest.mark.skipif(sys.platform == "win32", reason="links")
@pytest.mark.parametrize("link", [".cache", ".cache/dossier"])
def test_nothing_is_read_or_written_where_a_link_leads(tmp_path: Path, link: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    file = write_store(elsewhere / ("dossier" if link == ".cache" else ""))
    before = file.read_bytes()
    (tmp_path / link).parent.mkdir(exist_ok=True)
    (tmp_path / link).symlink_to(elsewhere)
    with closing(Store(tmp_path / ".cache" / "dossier")) as one:
        assert one.read_all("first", "1") == {}
        assert not one.write("first", {"a": b"x"}, "1")
    assert file.read_bytes() == before


def test_entries_count_only_in_their_own_place(tmp_path: Path) -> None:
    file = write_store(tmp_path / "mine")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / STORE_FILE).write_bytes(file.read_bytes())
    with closing(Store(tmp_path / "other")) as other:
        assert other.read_all("first", "1") == {}, "a store of another project"
    with change(file) as connection:
        found = connection.execute("SELECT bucket, key, seal, value FROM entries").fetchall()
        rows = {(bucket, key): (code, value) for bucket, key, code, value in found}
        one, other_place = ("first", "a"), ("first", "b")
        for place, (code, value) in ((one, rows[other_place]), (other_place, rows[one])):
            connection.execute(
                "UPDATE entries SET seal = ?, value = ? WHERE bucket = ? AND key = ?", (code, value, *place)
            )
        connection.execute("UPDATE entries SET bucket = 'third' WHERE bucket = 'second'")
    with closing(Store(tmp_path / "mine")) as mine:
        assert mine.read_all("first", "1") == {"": b""}, "two entries changed places"
        assert mine.read("third", "a") is None, "an entry of another bucket"
    with change(file) as connection:
        connection.execute("UPDATE entries SET version = '2'")
    with closing(Store(tmp_path / "mine")) as mine:
        assert mine.read_all("first", "2") == {}, "entries of another version"


def test_entries_of_a_strangers_key_are_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as stranger:
        stranger.setattr(seals, "_load_key", lambda: bytes(32))
        write_store(tmp_path)
    with closing(Store(tmp_path)) as one:
        assert one.read_all("first", "1") == {}
        assert one.read("second", "a") is None
        assert one.write("first", {"a": b"mine"}, "1")
        assert one.read_all("first", "1") == {"a": b"mine"}


@pytest.mark.parametrize("value", ["'text'", "7", "1.5", "x'6f6e650a'"])
@pytest.mark.parametrize("column", ["seal", "value", "key"])
def test_values_of_other_kinds_are_none(tmp_path: Path, column: str, value: str) -> None:
    file = write_store(tmp_path)
    with change(file) as connection:
        connection.execute(f"UPDATE entries SET {column} = {value} WHERE bucket = 'second'")
    with closing(Store(tmp_path)) as one:
        assert one.read_all("second") == {}
        assert one.read("second", "a") is None
        assert one.read_all("first", "1") == VALUES


@pytest.mark.parametrize("used", ["'text'", "x'00'", "1.5", "-1", "9223372036854775807"])
def test_numbers_of_builds_that_are_none(tmp_path: Path, used: str) -> None:
    file = write_store(tmp_path)
    with change(file) as connection:
        connection.execute(f"UPDATE entries SET used = {used} WHERE bucket = 'first' AND key = 'a'")
    with closing(Store(tmp_path)) as one:
        assert one.list_keys("first", "1") == {"b": 3, "": 3}
    for number in range(2):
        bucket = CacheBucket(Store(tmp_path), "third")
        bucket[f"new-{number}"] = b"1"
        bucket.save()
        with change(file) as connection:
            connection.execute(f"UPDATE entries SET used = {used} WHERE bucket = 'third'")
        bucket._store.close()


_ENDLESS = (
    "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers) "
    "SELECT 'first' AS bucket, n AS key, '1' AS version, 1 AS used, x'' AS seal, x'' AS value FROM numbers"
)
HOSTILE = {
    "a trigger": "CREATE TRIGGER t AFTER INSERT ON entries BEGIN DELETE FROM entries; END",
    "a trigger at removal": "CREATE TRIGGER t BEFORE DELETE ON entries BEGIN SELECT RAISE(FAIL, 'no'); END",
    "a view beside the table": f"CREATE VIEW more AS {_ENDLESS}",
    "a view for the table": f"DROP TABLE entries; CREATE VIEW entries AS {_ENDLESS}",
    "another table": "CREATE TABLE more (x)",
    "another column": "ALTER TABLE entries ADD COLUMN more",
    "a generated column": "ALTER TABLE entries ADD COLUMN more AS (hex(zeroblob(1000000))) VIRTUAL",
    "no table": "DROP TABLE entries; CREATE TABLE other (x)",
    "a circle of views": "DROP TABLE entries; CREATE VIEW entries AS SELECT * FROM other; "
    "CREATE VIEW other AS SELECT * FROM entries",
    "a virtual table": "DROP TABLE entries; "
    "CREATE VIRTUAL TABLE entries USING fts5(bucket, key, version, used, seal, value)",
}


@pytest.mark.parametrize("how", HOSTILE)
def test_a_hostile_schema_counts_as_empty_and_goes(tmp_path: Path, how: str) -> None:
    file = write_store(tmp_path)
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(HOSTILE[how])
    with closing(Store(tmp_path)) as one:
        assert one.read_all("first", "1") == {}
        assert one.read("first", "a", "1") is None
        assert one.write("first", VALUES, "1")
        assert one.read_all("first", "1") == VALUES
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT type, name FROM sqlite_schema").fetchall()[0] == (
            "table",
            "entries",
        )
        assert connection.execute("SELECT count(*) FROM sqlite_schema WHERE type != 'index'").fetchone() == (
            1,
        )


def test_an_index_of_a_stranger_changes_no_value(tmp_path: Path) -> None:
    file = write_store(tmp_path)
    with change(file) as connection:
        connection.execute("CREATE INDEX more ON entries (abs(used), hex(value))")
    with closing(Store(tmp_path)) as one:
        assert one.read_all("first", "1").items() <= VALUES.items()
        one.write("first", {"a": b"two"}, "1")
        assert one.read_all("first", "1").items() <= {**VALUES, "a": b"two"}.items()


def test_a_schema_that_says_one_thing_and_does_another(tmp_path: Path) -> None:
    """The text of the schema is as it must be, but the pages of the table are others."""
    file = write_store(tmp_path)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("CREATE TABLE more (x, y)")
        connection.execute("INSERT INTO more VALUES ('first', 'a')")
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'more'").fetchone()
        connection.execute("DELETE FROM sqlite_schema WHERE name = 'more'")
        connection.execute("UPDATE sqlite_schema SET rootpage = ? WHERE name = 'entries'", (page,))
    with closing(Store(tmp_path)) as one:
        assert one.read_all("first", "1") == {}
        assert one.read("first", "a", "1") is None


def test_a_statement_that_goes_round_in_circles_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_store(tmp_path)
    monkeypatch.setattr(store, "_STEPS_BETWEEN_CALLS", 1000)
    monkeypatch.setattr(store, "_MOST_CALLS", 20)
    with closing(Store(tmp_path)) as one:
        assert one._open() is not None
        began = time.process_time()
        assert one._query(f"SELECT count(*) FROM ({_ENDLESS})", ()) == []
        assert time.process_time() - began < 60


def test_nothing_is_written_over_what_another_build_wrote(tmp_path: Path) -> None:
    first, second = Store(tmp_path), Store(tmp_path)
    assert first.write("steps", {"head": b"1"}, unless_changed=("head", None))
    assert not second.write("steps", {"head": b"2", "more": b"2"}, unless_changed=("head", None))
    assert second.read_all("steps") == {"head": b"1"}
    assert second.write("steps", {"head": b"2"}, unless_changed=("head", b"1"))
    assert first.read("steps", "head") == b"2"


def test_a_damaged_entry_does_not_keep_others_from_being_written(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.write("steps", {"head": b"1"})
    store.close()
    with closing(sqlite3.connect(tmp_path / STORE_FILE)) as connection:
        connection.execute("UPDATE entries SET value = ?", (b"of a stranger",))
        connection.commit()
    assert store.read("steps", "head") is None
    assert store.write("steps", {"head": b"2"}, unless_changed=("head", None))
    assert store.read("steps", "head") == b"2"


def test_entries_of_an_owner_are_forgotten(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.write("steps", {"a": b"", "a:one": b"", "a unpublished:one": b"", "ab:one": b"", "b": b""})
    store.forget("steps", "a")
    assert store.read_all("steps").keys() == {"ab:one", "b"}
