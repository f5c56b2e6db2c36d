"""The cache: what earlier builds worked out, in `.cache/dossier/`, which may be deleted at any time.

A bucket holds results of one kind under digests of everything that they were made of. It's one sealed file:
a line of JSON, and the results one after the other. A file that is damaged, cut off, of another version or
not written by this user's own builds counts as missing, because some results are compiled templates, and
those are programs. A file is replaced in one step, so two builds at once each find a whole one; the last to
end wins. A result that no build has asked for in a while is dropped.

When `.cache` or a folder in it is a link, nothing is cached: what is there isn't the project's own.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import time
from collections.abc import Iterable, Iterator, MutableMapping
from contextlib import suppress
from functools import cache
from pathlib import Path

from dossier_timeline.cache.sealed_files import seal, unseal
from dossier_timeline.config import Config
from dossier_timeline.file_reading import LARGEST_LIST, file_digest
from dossier_timeline.file_writing import replace_file

log = logging.getLogger("mkdocs.plugins.dossier_timeline.cache")
"""A child of the logger that MkDocs shows."""

CACHE_FOLDER = Path(".cache", "dossier")
"""The folder of the cache, below the folder of mkdocs.yml."""

_MAX_IDLE_BUILDS = 4
"""A result is dropped after so many builds that changed its bucket and didn't ask for it."""
_MAX_AGE = 30 * 86_400
"""Seconds: how long a folder's files are kept after its last build."""


BucketUpdates = tuple[frozenset[str], dict[str, bytes]]
"""The keys that were asked for, and the new results."""


class CacheBucket(MutableMapping[str, bytes]):
    """Results by digest; `version` covers everything on which all of them depend."""

    def __init__(self, file: Path | None = None, version: str = "") -> None:
        self.file, self.version = file, hashlib.sha256(version.encode()).hexdigest()
        self._results: dict[str, bytes] = {}
        self._idle_builds: dict[str, int] = {}
        self._requested: set[str] = set()
        self._added: set[str] = set()
        self._is_changed = False
        if file is not None:
            self._read(file)

    def __getitem__(self, key: str) -> bytes:
        self._requested.add(key)
        return self._results[key]

    def __setitem__(self, key: str, content: bytes) -> None:
        self._requested.add(key)
        self._results[key] = content
        self._added.add(key)
        self._is_changed = True

    def __delitem__(self, key: str) -> None:
        del self._results[key]
        self._added.discard(key)
        self._is_changed = True

    def __iter__(self) -> Iterator[str]:
        return iter(self._results)

    def __len__(self) -> int:
        return len(self._results)

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
        """Write new results to disk. It's no problem if the folder can't be written to."""
        if self.file is None or not self._is_changed:
            return
        idle_builds = {
            key: 0 if key in self._requested else self._idle_builds.get(key, 0) + 1 for key in self._results
        }
        kept_keys = sorted(key for key, builds in idle_builds.items() if builds < _MAX_IDLE_BUILDS)
        header = {
            "version": self.version,
            "entries": [(key, len(self._results[key]), idle_builds[key]) for key in kept_keys],
        }
        body = b"".join((json.dumps(header).encode(), b"\n", *(self._results[key] for key in kept_keys)))
        self._is_changed = not write_cache_file(self.file, body)

    def _read(self, file: Path) -> None:
        content = read_cache_file(file)
        if content is None:
            return
        line = content.index(b"\n")
        header = json.loads(content[:line])
        if header["version"] != self.version:
            return
        position = line + 1
        for key, length, idle in header["entries"]:
            self._results[key], self._idle_builds[key] = content[position : position + length], idle
            position += length


class Cache:
    """All buckets of one folder; without a folder they last as long as one build."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self._buckets: dict[str, CacheBucket] = {}

    def bucket(self, name: str, version: str) -> CacheBucket:
        """The bucket of this name with the results of one version of the code that makes them."""
        bucket = self._buckets.get(name)
        if bucket is None:
            bucket = self._buckets[name] = CacheBucket(self.folder and self.folder / name, version)
        return bucket

    def save(self) -> None:
        """Write the new results of all buckets to disk."""
        for shelf in self._buckets.values():
            shelf.save()


def cache_file(config: Config, name: str) -> Path:
    """The cache file for something that belongs to one folder of a site; all previews share one file."""
    site_digest = hashlib.sha256(os.fsencode(config.paths.site)).hexdigest()[:16]
    owner = "preview" if config.mode.drafts else site_digest
    return config.paths.root / CACHE_FOLDER / f"{owner}.{name}"


def prune(config: Config) -> None:
    """Remove the files of site folders in which nothing has been built for a long time."""
    with suppress(OSError):
        for file in (
            (config.paths.root / CACHE_FOLDER).glob("*.*")
            if is_unlinked_folder(config.paths.root / CACHE_FOLDER)
            else ()
        ):
            if file.is_file() and time.time() - file.stat().st_mtime > _MAX_AGE:
                file.unlink()


def read_cache_file(file: Path) -> bytes | None:
    """The content that `write_cache_file` wrote; `None` for a missing, damaged or foreign file."""
    return unseal(file) if is_unlinked_folder(file.parent) else None


def write_cache_file(file: Path, body: bytes) -> bool:
    """Write a sealed file in one step; returns whether that was possible."""
    if not is_unlinked_folder(file.parent):
        return False
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_file(file, seal(file, body))
    except OSError:
        return False
    return True


def is_unlinked_folder(folder: Path) -> bool:
    """Whether a folder of the cache is the project's own and not a link to another place."""
    link = next((path for path in (folder.parent, folder) if path.is_symlink()), None)
    if link is not None:
        _log_link(link)
    return link is None


@cache
def _log_link(link: Path) -> None:
    log.info("%s is a link, so nothing is remembered there; remove the link", link)


def code_fingerprint(files: Iterable[str]) -> str:
    """A digest of the source of modules, because any change in it may change their results."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(bytes.fromhex(file_digest(file, LARGEST_LIST)))
    return digest.hexdigest()


def fingerprint(value: object) -> str:
    """A digest of a value whose `repr` shows all of it."""
    return hashlib.sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()
