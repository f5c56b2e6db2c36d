"""What earlier builds worked out: found again, never trusted when it isn't whole or is another's."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier_timeline.cache.store import Cache, CacheBucket


def filled(file: Path, version: str = "1") -> CacheBucket:
    shelf = CacheBucket(file, version)
    shelf["a"], shelf["b"] = b"one\n", bytes(range(256))
    shelf.save()
    return shelf


def test_results_are_found_again(tmp_path: Path) -> None:
    filled(tmp_path / "deep" / "shelf")
    again = CacheBucket(tmp_path / "deep" / "shelf", "1")
    assert dict(again) == {"a": b"one\n", "b": bytes(range(256))}
    assert [one.name for one in (tmp_path / "deep").iterdir()] == ["shelf"]


def test_another_version_finds_nothing(tmp_path: Path) -> None:
    filled(tmp_path / "shelf")
    assert not CacheBucket(tmp_path / "shelf", "2")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300, deadline=None)
@given(data=st.data())
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, data: st.DataObject) -> None:
    file = tmp_path / "shelf"
    filled(file)
    whole = file.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    if data.draw(st.booleans()):
        file.write_bytes(whole[:at])
    else:
        file.write_bytes(whole[:at] + bytes([whole[at] ^ data.draw(st.integers(1, 255))]) + whole[at + 1 :])
    assert not CacheBucket(file, "1")


@given(content=st.binary(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_foreign_file_is_as_good_as_none(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "shelf"
    file.write_bytes(content)
    assert not CacheBucket(file, "1")


def test_what_nobody_asks_for_goes_in_time(tmp_path: Path) -> None:
    file = tmp_path / "shelf"
    filled(file)
    for build in range(4):
        shelf = CacheBucket(file, "1")
        assert shelf["a"] == b"one\n"
        shelf[f"new-{build}"] = b""
        shelf.save()
    kept = CacheBucket(file, "1")
    assert "a" in kept
    assert "b" not in kept


def test_nothing_new_writes_nothing(tmp_path: Path) -> None:
    filled(tmp_path / "shelf")
    before = (tmp_path / "shelf").stat()
    shelf = CacheBucket(tmp_path / "shelf", "1")
    assert shelf["a"]
    shelf.save()
    after = (tmp_path / "shelf").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("folder", ["file/below", None])
def test_a_folder_that_cannot_be_written_to_is_no_problem(tmp_path: Path, folder: str | None) -> None:
    (tmp_path / "file").write_text("in the way")
    memory = Cache(tmp_path / folder if folder else None)
    memory.bucket("one", "1")["a"] = b"x"
    memory.save()
    assert memory.bucket("one", "1")["a"] == b"x"


def test_two_at_once_leave_a_whole_one(tmp_path: Path) -> None:
    first, second = CacheBucket(tmp_path / "shelf", "1"), CacheBucket(tmp_path / "shelf", "1")
    first["a"], second["b"] = b"1", b"2"
    first.save()
    second.save()
    assert dict(CacheBucket(tmp_path / "shelf", "1")) == {"b": b"2"}
