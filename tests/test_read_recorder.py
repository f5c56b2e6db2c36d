"""The recorder: what a step reads is noted, whoever read it before, and tells whether it has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dossier_timeline.read_recorder import (
    ALL,
    ComputedSource,
    ReadRecorder,
    RecordedIndex,
    RecordedMapping,
    Remembered,
    Sources,
)

VALUES: Mapping[str, int] = {"a": 1, "b": 2, "c": 3}


def record_mapping(
    recorder: ReadRecorder,
    values: Mapping[str, int] = VALUES,
    shards: Mapping[str, str] | None = None,
    missing: int | None = None,
) -> RecordedMapping[str, int]:
    return RecordedMapping("values", recorder, lambda: values, repr, missing, shards=shards)


def test_reads_of_a_step_are_those_of_the_steps_in_it() -> None:
    recorder = ReadRecorder()
    recorder.note("before it")
    with recorder.record() as outer:
        recorder.note("one")
        with recorder.record() as inner:
            recorder.note("two")
        recorder.note_all(["three", "one"])
    assert inner == {"two"}
    assert outer == {"one", "two", "three"}
    recorder.note("after it")
    assert outer == {"one", "two", "three"}


def test_reads_of_a_step_that_fails_are_kept() -> None:
    recorder = ReadRecorder()
    with recorder.record() as outer:
        with pytest.raises(LookupError), recorder.record() as inner:
            recorder.note("one")
            raise LookupError
        recorder.note("two")
    assert (inner, outer) == ({"one"}, {"one", "two"})


def test_nothing_is_noted_during_a_pause() -> None:
    recorder = ReadRecorder()
    with recorder.record() as reads:
        with pytest.raises(LookupError), recorder.pause():
            recorder.note("one")
            with recorder.record() as inner:
                recorder.note("two")
            raise LookupError
        recorder.note("three")
    assert (inner, reads) == ({"two"}, {"three"})


def test_a_remembered_result_brings_its_reads() -> None:
    recorder = ReadRecorder()
    values, computed = record_mapping(recorder), list[str]()
    remembered: Remembered[int] = Remembered(recorder)

    def compute() -> int:
        computed.append("once")
        return values["a"] + remembered.find("inner", lambda: values["b"])

    for _ in range(3):
        with recorder.record() as reads:
            assert remembered.find("outer", compute) == 3
        assert reads == {"values a", "values b"}
    with recorder.record() as reads:
        assert remembered.find("inner", compute) == 2
    assert reads == {"values b"}
    assert computed == ["once"]


READS: dict[str, tuple[Callable[[Mapping[str, int]], object], set[str]]] = {
    "one": (lambda values: values["a"], {"values a"}),
    "one that may be missing": (lambda values: values.get("z"), {"values z"}),
    "whether one is there": (lambda values: "b" in values, {"values b"}),
    "how many there are": (len, {"values *"}),
    "the keys": (list, {"values *"}),
    "all": (lambda values: dict(values.items()), {"values *", "values a", "values b", "values c"}),
    "whether there are any": (bool, {"values *"}),
}


@pytest.mark.parametrize("how", READS)
def test_each_way_of_reading_a_mapping_is_noted(how: str) -> None:
    recorder = ReadRecorder()
    read, wanted = READS[how]
    values = record_mapping(recorder)
    for _ in range(2):
        with recorder.record() as reads:
            found = read(values)
        assert reads == wanted
    assert found == read(VALUES)


def test_a_key_that_is_missing_is_noted() -> None:
    recorder = ReadRecorder()
    with recorder.record() as reads, pytest.raises(KeyError):
        record_mapping(recorder)["z"]
    assert reads == {"values z"}


def test_a_mapping_that_always_has_an_answer() -> None:
    recorder = ReadRecorder()
    values = record_mapping(recorder, missing=0)
    with recorder.record() as reads:
        assert values["z"] == values.get("z", 7) == 0
        assert "z" not in values
    assert reads == {"values z"}


def test_computing_a_mapping_notes_nothing() -> None:
    recorder = ReadRecorder()
    inner = record_mapping(recorder)
    outer = RecordedMapping("outer", recorder, lambda: {"sum": sum(inner.values())}, repr)
    with recorder.record() as reads:
        assert outer["sum"] == 6
    assert reads == {"outer sum"}
    with recorder.record() as reads:
        assert outer.digest("sum")
        assert outer.values_unrecorded == {"sum": 6}
    assert reads == set()


MAPPINGS = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 2))
SHARDS = st.dictionaries(st.sampled_from("abcd"), st.sampled_from(("first", "second")))


@given(before=MAPPINGS, after=MAPPINGS, shards=SHARDS, later=SHARDS, key=st.sampled_from("abcd"))
def test_a_read_that_gives_another_value_has_another_digest(
    before: dict[str, int], after: dict[str, int], shards: dict[str, str], later: dict[str, str], key: str
) -> None:
    """Also when keys have moved from one shard to another, or into one.

    A key without a value that leaves its shard is told by the read of the entry of that id.
    """
    assume(key in before or key not in shards or shards[key] == later.get(key))
    recorder = ReadRecorder()
    old, new = record_mapping(recorder, before, shards), record_mapping(recorder, after, later)
    with recorder.record() as reads:
        found = old.get(key)
    (read,) = (one.partition(" ")[2] for one in reads)
    if found != new.get(key):
        assert old.digest(read) != new.digest(read)
        assert old.digest(ALL) != new.digest(ALL)
    assert (old.digest(ALL) == new.digest(ALL)) == (list(before.items()) == list(after.items()))


def test_tuples_are_keys() -> None:
    recorder = ReadRecorder()
    values = RecordedMapping("pairs", recorder, lambda: {("a", 1): "x", ("a", 2): "y"}, repr)
    with recorder.record() as reads:
        assert values["a", 2] == "y"
    (read,) = reads
    other = RecordedMapping("pairs", recorder, lambda: {("a", 1): "x", ("a", 2): "z"}, repr)
    assert values.digest(read.partition(" ")[2]) not in {"", other.digest(read.partition(" ")[2])}


@dataclass
class Index:
    """An index as the site has them."""

    values: Mapping[str, int] = field(default_factory=lambda: dict(VALUES))

    @cached_property
    def total(self) -> int:
        return sum(self.values.values())

    def times(self, key: str, factor: int) -> int:
        return self.values[key] * factor

    def sum_of(self, keys: Iterable[str]) -> int:
        return sum(self.values[key] for key in keys)


def record_index(recorder: ReadRecorder, values: Mapping[str, int] = VALUES) -> Index:
    index: Index = RecordedIndex("index", recorder, lambda: Index(values), repr)  # type: ignore[assignment]
    return index


def test_each_way_of_reading_an_index_is_noted() -> None:
    recorder = ReadRecorder()
    index = record_index(recorder)
    sources = Sources()
    sources.add("index", index)  # type: ignore[arg-type]
    changed = Sources()
    changed.add("index", record_index(recorder, {**VALUES, "a": 5}))  # type: ignore[arg-type]
    reads_of_index: tuple[tuple[Callable[[], int], int, bool], ...] = (
        (lambda: index.total, 6, True),
        (lambda: index.values["a"], 1, True),
        (lambda: index.values["b"], 2, False),
        (lambda: index.times("a", 3), 3, True),
        (lambda: index.times("b", 3), 6, False),
        (lambda: index.sum_of(["b", "c"]), 5, False),
        (lambda: index.sum_of(["a", "c"]), 4, True),
    )
    for read_index, wanted, is_changed in reads_of_index:
        for _ in range(2):
            with recorder.record() as reads:
                assert read_index() == wanted
            assert reads
            same = [sources.digest_read(read) == changed.digest_read(read) for read in reads]
            assert all(same) != is_changed, reads


def test_an_argument_that_is_a_number_is_one_again() -> None:
    recorder = ReadRecorder()
    index = RecordedIndex("index", recorder, Index, repr)
    assert "6" in index.digest("times\x1f=b\x1f#3")
    with pytest.raises(AttributeError):
        index.nothing  # noqa: B018 -- that's what is tried


def test_sources_tell_groups_and_digests() -> None:
    recorder, sources = ReadRecorder(), Sources()
    sources.add("values", record_mapping(recorder))
    sources.add("index", RecordedIndex("index", recorder, Index, repr))
    sources.add("one", ComputedSource(str.upper))
    assert sources.digest_read("one x y") == "X Y"
    assert sources.digest_read("nothing x") == sources.digest_group("nothing") == ""
    assert sources.find_group("one x") == sources.find_group("nothing x") == ""
    for read in ("values a", "index values\x1fa"):
        group = sources.find_group(read)
        assert group
        assert sources.digest_group(group)
        assert sources.digest_read(read)
    assert sources.find_group("index total") == ""
