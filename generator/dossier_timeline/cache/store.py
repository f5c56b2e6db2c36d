"""What earlier builds worked out, kept in `.cache/dossier/`, which may be thrown away at any time.

A shelf holds results of one kind under a digest of exactly what went into them. It is one sealed file: a
line of JSON, and the results one after the other. A file that is damaged, cut off, of another version or
not of this user's own builds is as good as none: among the results are compiled templates, and those are
programs. It is replaced in one step, so two builds at once each find a whole one; the last to end has its
say. What no build has asked for in a while goes.

Where `.cache` or a folder in it is a link, nothing is remembered: what is there isn't the project's own.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import tempfile
import time
from collections.abc import Iterable, Iterator, MutableMapping
from contextlib import suppress
from functools import cache
from pathlib import Path

from dossier_timeline.cache.sealed_files import seal, unseal
from dossier_timeline.config import Config
from dossier_timeline.file_reading import LARGEST_LIST, file_digest

log = logging.getLogger("mkdocs.plugins.generator.remember")
"""Below the logger that MkDocs shows."""

CACHE_FOLDER = Path(".cache", "dossier")
"""Where it is kept, below the folder of mkdocs.yml."""

_IDLE = 4
"""After so many builds that changed a shelf and didn't ask for it, a result goes."""
_LONG = 30 * 86_400
"""Seconds without a build."""


BucketUpdates = tuple[frozenset[str], dict[str, bytes]]
"""The keys that were asked for, and new results."""


class CacheBucket(MutableMapping[str, bytes]):
    """Results by digest; `version` is everything that they all depend on."""

    def __init__(self, file: Path | None = None, version: str = "") -> None:
        self.file, self.version = file, hashlib.sha256(version.encode()).hexdigest()
        self._known: dict[str, bytes] = {}
        self._idle: dict[str, int] = {}
        self._asked: set[str] = set()
        self._added: set[str] = set()
        self._new = False
        if file is not None:
            self._read(file)

    def __getitem__(self, key: str) -> bytes:
        self._asked.add(key)
        return self._known[key]

    def __setitem__(self, key: str, content: bytes) -> None:
        self._asked.add(key)
        self._known[key] = content
        self._added.add(key)
        self._new = True

    def __delitem__(self, key: str) -> None:
        del self._known[key]
        self._added.discard(key)
        self._new = True

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def updates(self) -> BucketUpdates:
        """What was asked for, and what is new."""
        return frozenset(self._asked), {key: self._known[key] for key in self._added}

    def apply_updates(self, updates: BucketUpdates) -> None:
        """Take over what another copy of this shelf learned."""
        asked, new = updates
        for key, content in new.items():
            self[key] = content
        self._asked |= asked

    def save(self) -> None:
        """Write what is new; a folder that can't be written to is no problem."""
        if self.file is None or not self._new:
            return
        idle = {key: 0 if key in self._asked else self._idle.get(key, 0) + 1 for key in self._known}
        kept = sorted(key for key, builds in idle.items() if builds < _IDLE)
        head = {"version": self.version, "entries": [(key, len(self._known[key]), idle[key]) for key in kept]}
        body = b"".join((json.dumps(head).encode(), b"\n", *(self._known[key] for key in kept)))
        self._new = not write_cache_file(self.file, body)

    def _read(self, file: Path) -> None:
        content = read_cache_file(file)
        if content is None:
            return
        line = content.index(b"\n")
        head = json.loads(content[:line])
        if head["version"] != self.version:
            return
        at = line + 1
        for key, length, idle in head["entries"]:
            self._known[key], self._idle[key] = content[at : at + length], idle
            at += length


class Cache:
    """All shelves of one folder; without a folder they live as long as one build."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self._shelves: dict[str, CacheBucket] = {}

    def bucket(self, name: str, version: str) -> CacheBucket:
        """The results of one kind, made by one version of what makes them."""
        known = self._shelves.get(name)
        if known is None:
            known = self._shelves[name] = CacheBucket(self.folder and self.folder / name, version)
        return known

    def save(self) -> None:
        """Write what is new on any shelf."""
        for shelf in self._shelves.values():
            shelf.save()


def cache_file(config: Config, name: str) -> Path:
    """Where something is kept that belongs to one folder of a site; all previews share a place."""
    site_digest = hashlib.sha256(os.fsencode(config.paths.site)).hexdigest()[:16]
    owner = "preview" if config.mode.drafts else site_digest
    return config.paths.root / CACHE_FOLDER / f"{owner}.{name}"


def prune(config: Config) -> None:
    """Remove what belongs to folders of which no site has been built in a long time."""
    with suppress(OSError):
        for file in (
            (config.paths.root / CACHE_FOLDER).glob("*.*")
            if is_unlinked_folder(config.paths.root / CACHE_FOLDER)
            else ()
        ):
            if file.is_file() and time.time() - file.stat().st_mtime > _LONG:
                file.unlink()


def read_cache_file(file: Path) -> bytes | None:
    """What `keep` wrote; `None` where there is nothing else, or not all of it."""
    return unseal(file) if is_unlinked_folder(file.parent) else None


def write_cache_file(file: Path, body: bytes) -> bool:
    """Write a file in one step, sealed; whether that could be done."""
    if not is_unlinked_folder(file.parent):
        return False
    try:
        _replace(file, seal(file, body))
    except OSError:
        return False
    return True


def is_unlinked_folder(folder: Path) -> bool:
    """Whether a folder of what is remembered is the project's own, and not a link to another place."""
    linked = next((one for one in (folder.parent, folder) if one.is_symlink()), None)
    if linked is not None:
        _tell(linked)
    return linked is None


@cache
def _tell(linked: Path) -> None:
    log.info("%s is a link, so nothing is remembered there; remove the link", linked)


def code_fingerprint(files: Iterable[str]) -> str:
    """A digest of modules' own source: what they make may change with any word of it."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(bytes.fromhex(file_digest(file, LARGEST_LIST)))
    return digest.hexdigest()


def _replace(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as part:
            part.write(content)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
