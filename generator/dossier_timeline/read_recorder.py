"""What a step of a build reads, noted while it runs: it's run again only when some of that has changed.

A source is a named mapping or index (`entry`, `route`, `uses`), and what is read is written as `source key`.
A step that goes through all of a source reads `source *`. The digest of each read can be asked for later,
also in another build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from itertools import product
from typing import Any, Generic, Protocol, TypeVar

ALL = "*"
"""The key of a read of a whole source."""
TEXT_READS = "text "
"""How reads of the words of a Markdown text begin."""
_BETWEEN_PARTS = "\x1f"
"""Stands between the parts of a key that is a tuple."""

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
_Result = TypeVar("_Result")


class ReadRecorder:
    """Notes the reads of the step that is running."""

    def __init__(self) -> None:
        self._reads: set[str] = set()
        self.note: Callable[[str], None] = self._reads.add
        """Notes one read."""

    def note_all(self, reads: Iterable[str]) -> None:
        """Note several reads."""
        self._reads.update(reads)

    @contextmanager
    def record(self) -> Iterator[set[str]]:
        """Record what is read inside, in the set that this gives; it's read outside too."""
        outer = self._reads
        inner = self._replace(set())
        try:
            yield inner
        finally:
            self._replace(outer).update(inner)

    @contextmanager
    def pause(self) -> Iterator[None]:
        """Note nothing of what is read inside: for values that are themselves sources."""
        outer = self._reads
        self._replace(set())
        try:
            yield
        finally:
            self._replace(outer)

    def _replace(self, reads: set[str]) -> set[str]:
        self._reads, self.note = reads, reads.add
        return reads


class DigestedSource(Protocol):
    """A source that tells the digest of what a key of it holds."""

    def digest(self, key: str) -> str:
        """The digest of what stands under a key, as reads write it; of everything for `ALL`."""


class ComputedSource:
    """A source whose digests are computed by a function."""

    def __init__(self, compute: Callable[[str], str]) -> None:
        self._compute = compute

    def digest(self, key: str) -> str:
        """The digest of what a key of it holds."""
        return self._compute(key)


class ReadDigests(Protocol):
    """What tells whether reads would give the same now.

    Reads of a group have one digest together too: where it's the same, none of them has changed.
    """

    def digest_read(self, read: str) -> str:
        """The digest of what stands where a read read; "" where there is nothing."""

    def find_group(self, read: str) -> str:
        """The group of a read; "" for none."""

    def digest_group(self, group: str) -> str:
        """The digest of all that reads of a group can read; "" for an unknown group."""


def hash_text(text: str) -> str:
    """The digest of a text that describes values."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def write_key(key: object) -> str:
    """A key as reads write it: the parts of a tuple follow each other."""
    return _BETWEEN_PARTS.join(map(str, key)) if isinstance(key, tuple) else str(key)


class Sources:
    """The sources of reads by name: whether reads would give the same now."""

    def __init__(self) -> None:
        self._sources: dict[str, DigestedSource] = {}
        self._group_digests: dict[str, str] = {}

    def add(self, name: str, source: DigestedSource) -> None:
        """Add a source under the name with which its reads begin."""
        self._sources[name] = source

    def digest_read(self, read: str) -> str:
        """The digest of what stands where a read read; "" where there is nothing."""
        name, _, key = read.partition(" ")
        source = self._sources.get(name)
        return source.digest(key) if source is not None else ""

    def find_group(self, read: str) -> str:
        """The group of a read: its source, or the attribute of an index; "" for none."""
        name, _, key = read.partition(" ")
        source = self._sources.get(name)
        if isinstance(source, RecordedIndex):
            attribute, separator, _ = key.partition(_BETWEEN_PARTS)
            return f"{name} {attribute}" if separator else ""
        return name if getattr(source, "is_grouped", False) else ""

    def digest_group(self, group: str) -> str:
        """The digest of all that reads of a group can read; "" for an unknown group."""
        if group not in self._group_digests:
            name, _, attribute = group.partition(" ")
            source = self._sources.get(name)
            key = f"{attribute}{_BETWEEN_PARTS}{ALL}" if attribute else ALL
            self._group_digests[group] = source.digest(key) if source is not None else ""
        return self._group_digests[group]


class RecordedMapping(Mapping[_Key, _Value], Generic[_Key, _Value]):
    """A mapping whose reads are noted. It's computed when it's first read, and that notes nothing.

    `missing` is given for a key that isn't there, where the mapping always has an answer.
    """

    is_grouped = True

    def __init__(  # noqa: PLR0917 -- the last are for few
        self,
        source: str,
        recorder: ReadRecorder,
        compute: Callable[[], Mapping[_Key, _Value]],
        describe: Callable[[Any], str],
        missing: _Value | None = None,
        attribute: str = "",
        shards: Mapping[str, str] | None = None,
    ) -> None:
        """`describe` gives a text that differs when a value does.

        `attribute` is the mapping's name in an index. Keys with the same one of `shards` are read together:
        reading one counts as reading all.
        """
        self.source, self._recorder, self._compute = source, recorder, compute
        self._prefix = f"{source} {attribute}{_BETWEEN_PARTS}" if attribute else f"{source} "
        self._describe, self._missing = describe, missing
        self._shards: Mapping[Any, str] = {} if shards is None else shards
        self._computed: Mapping[_Key, _Value] | None = None
        self._keys_by_text: dict[str, list[_Key]] | None = None

    @property
    def values_unrecorded(self) -> Mapping[_Key, _Value]:
        """The mapping itself, for what isn't a step."""
        if self._computed is None:
            with self._recorder.pause():
                self._computed = self._compute()
        return self._computed

    def __getitem__(self, key: _Key) -> _Value:
        self._note(key)
        values = self.values_unrecorded
        if self._missing is not None and key not in values:
            return self._missing
        return values[key]

    def get(self, key: _Key, default: Any = None) -> Any:
        self._note(key)
        return self.values_unrecorded.get(key, default if self._missing is None else self._missing)

    def __contains__(self, key: object) -> bool:
        self._note(key)
        return key in self.values_unrecorded

    def __iter__(self) -> Iterator[_Key]:
        self._recorder.note(self._prefix + ALL)
        return iter(self.values_unrecorded)

    def __len__(self) -> int:
        self._recorder.note(self._prefix + ALL)
        return len(self.values_unrecorded)

    def _note(self, key: object) -> None:
        self._recorder.note(self._prefix + self._find_shard(key))

    def _find_shard(self, key: object) -> str:
        return self._shards.get(key) or (key if type(key) is str else write_key(key))

    def digest(self, key: str) -> str:
        """The digest of what is under a key, as reads write it; "" where there is nothing."""
        with self._recorder.pause():
            values, describe = self.values_unrecorded, self._describe
            if key == ALL:
                return hash_text("".join([f"{one}={describe(value)}\n" for one, value in values.items()]))
            if self._keys_by_text is None:
                self._keys_by_text = {}
                for one in values:
                    self._keys_by_text.setdefault(self._find_shard(one), []).append(one)
            moved: list[Any] = [key] if key in values else []  # into a shard since it was read
            keys = self._keys_by_text.get(key, moved)
            return hash_text("".join([f"{one}={describe(values[one])}\n" for one in keys])) if keys else ""


class RecordedIndex:
    """An index of a site whose attributes and calls are noted, with what they give as their digest.

    A mapping among the attributes is noted by its keys.
    """

    def __init__(  # noqa: PLR0917 -- the last are for few
        self,
        source: str,
        recorder: ReadRecorder,
        make: Callable[[], Any],
        describe: Callable[[Any], str],
        shards: Mapping[str, str] | None = None,
        convert: Callable[[Any], Any] = lambda value: value,
    ) -> None:
        """`make` gives the index, `describe` a text that differs when a value does.

        `shards` are those of keys, and `convert` is applied to what the index gives.
        """
        self._convert = convert
        self._shards: Mapping[str, str] = {} if shards is None else shards
        self._members: dict[str, list[str | int]] | None = None
        self._source, self._recorder, self._make, self._describe = source, recorder, make, describe
        self._index: Any = None
        self._attributes: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        value = self._find_attribute(name)
        if isinstance(value, RecordedMapping):
            return value
        if callable(value):
            return self._wrap_method(name, value)
        self._recorder.note(f"{self._source} {name}")
        return value

    def _find_attribute(self, name: str) -> Any:
        if name not in self._attributes:
            with self._recorder.pause():
                self._index = self._index or self._make()
                value = getattr(self._index, name)
                if isinstance(value, Mapping):
                    value = {key: self._convert(one) for key, one in value.items()}
                elif not callable(value):
                    value = self._convert(value)
            if isinstance(value, Mapping):
                mapping = value
                value = RecordedMapping(
                    self._source,
                    self._recorder,
                    lambda: mapping,
                    self._describe,
                    attribute=name,
                    shards=self._shards,
                )
            self._attributes[name] = value
        return self._attributes[name]

    def _wrap_method(self, name: str, method: Callable[..., _Result]) -> Callable[..., _Result]:
        def call(*arguments: Any) -> _Result:
            if not all(isinstance(argument, str | int) for argument in arguments):
                # No read can say that; so what the method reads of the index is noted.
                result: _Result = getattr(type(self._index), name)(self, *arguments)
                return result
            sharded = (self._shards.get(one, one) if isinstance(one, str) else one for one in arguments)
            self._recorder.note(f"{self._source} {write_key((name, *map(_write_argument, sharded)))}")
            with self._recorder.pause():
                converted: _Result = self._convert(method(*arguments))
                return converted

        return call

    def digest(self, key: str) -> str:
        """The digest of an attribute, of a key of one that is a mapping, or of what a call gives."""
        name, *arguments = key.split(_BETWEEN_PARTS)
        value = self._find_attribute(name)
        if isinstance(value, RecordedMapping):
            return value.digest(_BETWEEN_PARTS.join(arguments))
        if arguments == [ALL]:
            return ""
        with self._recorder.pause():
            if not callable(value):
                return hash_text(self._describe(value))
            read = [_read_argument(argument) for argument in arguments]
            members = [self._find_members(argument) for argument in read]
            return hash_text("\n".join([self._describe(value(*one)) for one in product(*members)]))

    def _find_members(self, argument: str | int) -> Sequence[str | int]:
        """The arguments with one shard; a shard may be an argument itself."""
        if self._members is None:
            self._members = {}
            for key, shard in self._shards.items():
                self._members.setdefault(shard, []).append(key)
        return self._members.get(argument, [argument]) if isinstance(argument, str) else [argument]


def _write_argument(argument: str | int) -> str:
    """An argument of a call of an index, as reads write it."""
    return f"#{argument}" if isinstance(argument, int) else f"={argument}"


def _read_argument(text: str) -> str | int:
    return int(text[1:]) if text.startswith("#") else text[1:]


class Remembered(Generic[_Result]):
    """Results of a function by key, each with what was read for it: who takes one has read that too."""

    def __init__(self, recorder: ReadRecorder) -> None:
        self._recorder = recorder
        self._results: dict[Any, tuple[_Result, frozenset[str]]] = {}

    def find(self, key: object, compute: Callable[[], _Result]) -> _Result:
        """The result under a key; `compute` gives it when it's first asked for."""
        known = self._results.get(key)
        if known is None:
            with self._recorder.record() as reads:
                result = compute()
            self._results[key] = result, frozenset(reads)
            return result
        if known[1]:
            self._recorder.note_all(known[1])
        return known[0]
