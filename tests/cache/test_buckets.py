"""Buckets: results are found again by later builds, and those that nobody asks for go."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from dossier_timeline.cache.buckets import Cache, CacheBucket
from dossier_timeline.cache.store import Store


def open_bucket(folder: Path, version: str = "1") -> CacheBucket:
    """The bucket as the next build finds it."""
    return CacheBucket(Store(folder), "results", version)


def fill_bucket(folder: Path, version: str = "1") -> CacheBucket:
    """A bucket with two results."""
    bucket = open_bucket(folder, version)
    bucket["a"], bucket["b"] = b"one\n", bytes(range(256))
    bucket.save()
    return bucket


def test_results_are_found_again(tmp_path: Path) -> None:
    fill_bucket(tmp_path / "deep" / "cache")
    found = open_bucket(tmp_path / "deep" / "cache")
    assert dict(found) == {"a": b"one\n", "b": bytes(range(256))}
    assert [one.name for one in (tmp_path / "deep" / "cache").iterdir()] == ["store.sqlite"]


def test_another_version_finds_nothing(tmp_path: Path) -> None:
    fill_bucket(tmp_path)
    other = open_bucket(tmp_path, "2")
    assert not other
    with pytest.raises(KeyError):
        other["a"]
    other["c"] = b""
    other.save()
    assert not open_bucket(tmp_path, "1"), "what is of another version goes"


def test_buckets_have_their_own_results(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.bucket("one", "1")["a"] = b"1"
    cache.bucket("two", "1")["a"] = b"2"
    cache.save()
    assert cache.bucket("one", "1") is cache.bucket("one", "1")
    found = Cache(tmp_path)
    assert (found.bucket("one", "1")["a"], found.bucket("two", "1")["a"]) == (b"1", b"2")


def test_idle_results_go_in_time(tmp_path: Path) -> None:
    fill_bucket(tmp_path)
    for build in range(4):
        assert "b" in dict.fromkeys(open_bucket(tmp_path)), f"still there before build {build}"
        bucket = open_bucket(tmp_path)
        assert bucket["a"] == b"one\n"
        bucket[f"new-{build}"] = b""
        bucket.save()
    kept = open_bucket(tmp_path)
    assert "a" in kept
    assert "b" not in kept


def test_results_that_are_requested_unread_stay(tmp_path: Path) -> None:
    fill_bucket(tmp_path)
    for build in range(6):
        bucket = open_bucket(tmp_path)
        bucket.request(["b"])
        bucket[f"new-{build}"] = b""
        bucket.save()
    assert open_bucket(tmp_path)["b"] == bytes(range(256))


def test_nothing_new_writes_nothing(tmp_path: Path) -> None:
    fill_bucket(tmp_path)
    before = (tmp_path / "store.sqlite").stat()
    bucket = open_bucket(tmp_path)
    assert bucket["a"]
    bucket.save()
    after = (tmp_path / "store.sqlite").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("folder", ["file/below", None])
def test_a_folder_that_cannot_be_written_to_is_no_problem(tmp_path: Path, folder: str | None) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = Cache(tmp_path / folder if folder else None)
    cache.bucket("one", "1")["a"] = b"x"
    cache.save()
    assert cache.bucket("one", "1")["a"] == b"x"


def test_updates_of_another_process_are_taken_over(tmp_path: Path) -> None:
    fill_bucket(tmp_path)
    first, copy = open_bucket(tmp_path), open_bucket(tmp_path)
    assert copy["b"]
    copy["c"] = b"new"
    first.apply_updates(copy.updates())
    first.save()
    assert open_bucket(tmp_path)["c"] == b"new"
    assert first.updates()[0] >= {"b", "c"}


def test_two_builds_at_once_keep_the_results_of_both(tmp_path: Path) -> None:
    first, second = open_bucket(tmp_path), open_bucket(tmp_path)
    first["a"], second["b"] = b"1", b"2"
    first.save()
    second.save()
    assert dict(open_bucket(tmp_path)) == {"a": b"1", "b": b"2"}


class BucketMachine(RuleBasedStateMachine):
    """A bucket without a folder is a mapping like any other."""

    keys = st.sampled_from("abc")

    def __init__(self) -> None:
        super().__init__()
        self.bucket, self.wanted = CacheBucket(), dict[str, bytes]()

    @rule(key=keys, value=st.binary(max_size=3))
    def put(self, key: str, value: bytes) -> None:
        self.bucket[key] = self.wanted[key] = value

    @rule(key=keys)
    def remove(self, key: str) -> None:
        assert self.bucket.pop(key, None) == self.wanted.pop(key, None)

    @invariant()
    def it_holds_the_same(self) -> None:
        assert dict(self.bucket) == self.wanted
        assert len(self.bucket) == len(self.wanted)


TestBucketMachine = BucketMachine.TestCase
