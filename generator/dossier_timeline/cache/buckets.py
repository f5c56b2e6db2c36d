"""Buckets of results under digests of everything that they were made of, kept in the store between builds."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, MutableMapping
from pathlib import Path

from dossier_timeline.cache.store import Store
from dossier_timeline.config import Config
from dossier_timeline.file_reading import LARGEST_LIST, file_digest

_MAX_IDLE_BUILDS = 4
"""A result is dropped after so many builds that changed its bucket and didn't ask for it."""

BucketUpdates = tuple[frozenset[str], dict[str, bytes]]
"""The keys that were asked for, and the new results."""


class CacheBucket(MutableMapping[str, bytes]):
    """Results by digest; `version` covers everything on which all of them depend."""

    def __init__(self, store: Store | None = None, name: str = "", version: str = "") -> None:
        self._store, self._name = store or Store(None), name
        self._version = hashlib.sha256(version.encode()).hexdigest()[:32]
        self._last_uses = self._store.list_keys(name, self._version)
        self._results: dict[str, bytes] = {}
        self._requested: set[str] = set()
        self._added: set[str] = set()
        self._removed: set[str] = set()

    def __getitem__(self, key: str) -> bytes:
        self._requested.add(key)
        if key not in self._results:
            value = self._store.read(self._name, key, self._version) if key in self._last_uses else None
            if value is None:
                self._last_uses.pop(key, None)
                raise KeyError(key)
            self._results[key] = value
        return self._results[key]

    def __setitem__(self, key: str, content: bytes) -> None:
        self._requested.add(key)
        self._results[key] = content
        self._added.add(key)
        self._removed.discard(key)

    def __delitem__(self, key: str) -> None:
        if key not in self:
            raise KeyError(key)
        self._results.pop(key, None)
        self._last_uses.pop(key, None)
        self._added.discard(key)
        self._removed.add(key)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.get(key) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self._last_uses, *self._results)))

    def __len__(self) -> int:
        return len(self._last_uses.keys() | self._results.keys())

    def request(self, keys: Iterable[str]) -> None:
        """Note that results are needed still, without reading them."""
        self._requested.update(keys)

    def updates(self) -> BucketUpdates:
        """The keys that were asked for and the results that were added."""
        return frozenset(self._requested), {key: self._results[key] for key in self._added}

    def apply_updates(self, updates: BucketUpdates) -> None:
        """Take over the updates of another process's copy of this bucket."""
        asked, new = updates
        for key, content in new.items():
            self[key] = content
        self._requested |= asked

    def save(self) -> None:
        """Write new results to the store. It's no problem if that can't be written to."""
        if not self._added and not self._removed:
            return
        build = max(self._last_uses.values(), default=0) + 1
        idle = {
            key
            for key, last_use in self._last_uses.items()
            if key not in self._requested and build - last_use >= _MAX_IDLE_BUILDS
        }
        new = {key: self._results[key] for key in self._added}
        if self._store.write(self._name, new, self._version, used=build, removed={*idle, *self._removed}):
            self._store.mark_used(self._name, self._requested - new.keys(), build)
            self._added, self._removed = set(), set()


class Cache:
    """All buckets of one folder; without a folder they last as long as one build."""

    def __init__(self, folder: Path | None = None) -> None:
        self.store = Store(folder)
        self._buckets: dict[str, CacheBucket] = {}

    def bucket(self, name: str, version: str) -> CacheBucket:
        """The bucket of this name with the results of one version of the code that makes them."""
        bucket = self._buckets.get(name)
        if bucket is None:
            bucket = self._buckets[name] = CacheBucket(self.store, name, version)
        return bucket

    def save(self) -> None:
        """Write the new results of all buckets to the store."""
        for bucket in self._buckets.values():
            bucket.save()


def site_key(config: Config) -> str:
    """The key of what belongs to one folder of a site; all previews share one."""
    site_digest = hashlib.sha256(os.fsencode(config.paths.site)).hexdigest()[:16]
    return "preview" if config.mode.drafts else site_digest


def code_fingerprint(files: Iterable[str]) -> str:
    """A digest of the source of modules, because any change in it may change their results."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(bytes.fromhex(file_digest(file, LARGEST_LIST)))
    return digest.hexdigest()


def fingerprint(value: object) -> str:
    """A digest of a value whose `repr` shows all of it."""
    return hashlib.sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()
