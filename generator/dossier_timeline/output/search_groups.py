"""The pages of a search index in groups, each with an index of its own, so that a change makes one again.

Which group of its language a page is in is decided by its path alone, and a group's index is made of its
pages in the order of their paths: so the same site has the same index, whatever was built before. A
reader's browser puts the results of all groups together.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dossier_timeline.cache.store import Store
from dossier_timeline.output.pagefind import ENTRY_FILE

PAGES_IN_ONE_GROUP = 250
"""A language with more pages has two groups, with more than twice as many four.

Each group costs a reader's browser some requests, so there are no more.
"""
_MAX_GROUPS = 4
_MAX_UNUSED = 8
"""How many groups of earlier builds are kept: going back and forth between two states is common."""
_BUCKET = "search"
_SHARED_SUFFIXES = (".js", ".pagefind")
"""Suffixes of the programs: the first group has them for all."""


@dataclass(frozen=True, slots=True, order=True)
class PageGroup:
    """Some pages of a language, in the order of their paths. `number` counts from 1 within the language."""

    language: str
    number: int
    paths: tuple[str, ...]

    @property
    def folder(self) -> str:
        """Where its index lies, below the folder of the whole index; the first one is there itself."""
        return "" if self.number == 1 else f"{self.number}/"


def group_pages(languages: Mapping[str, str]) -> list[PageGroup]:
    """The groups of pages, given as the language of each page by its path."""
    groups = []
    for language in sorted(set(languages.values())):
        paths = sorted(path for path, code in languages.items() if code == language)
        shares = _divide(paths)
        groups += [PageGroup(language, number, tuple(share)) for number, share in enumerate(shares, 1)]
    return groups


def _divide(paths: Sequence[str]) -> list[list[str]]:
    """The paths in as many shares as so many pages have; a share without a path is left out."""
    count = 1
    while count < _MAX_GROUPS and len(paths) > count * PAGES_IN_ONE_GROUP:
        count *= 2
    shares: list[list[str]] = [[] for _ in range(count)]
    for path in paths:
        shares[hashlib.sha256(path.encode()).digest()[0] % count].append(path)
    return [share for share in shares if share]


def place_bundle(group: PageGroup, bundle: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a group's index by path within the whole index, without its entry file."""
    return {
        group.folder + path: content
        for path, content in bundle.items()
        if path != ENTRY_FILE and not (group.folder and path.endswith(_SHARED_SUFFIXES))
    }


def make_entry_files(entry_files: Iterable[tuple[PageGroup, bytes]]) -> dict[str, bytes]:
    """The entry file of each folder by path, made of those of its groups.

    The first one tells how many groups each language has; Pagefind's own script passes over that.
    """
    entries: dict[str, dict[str, dict[str, dict[str, object]]]] = {}
    for group, content in entry_files:
        own = json.loads(content)
        entry = entries.setdefault(group.folder + ENTRY_FILE, {**own, "languages": {}})
        entry["languages"].update(own["languages"])
        for language in own["languages"]:
            entries[ENTRY_FILE]["languages"][language]["groups"] = group.number
    return {
        path: json.dumps(entry, sort_keys=True, separators=(",", ":")).encode()
        for path, entry in entries.items()
    }


def make_group_key(rules: Iterable[str], pages: Iterable[tuple[str, str]]) -> str:
    """A digest of everything on which a group's index depends: rules, and path and digest of each page."""
    return hashlib.sha256(json.dumps([*rules, *pages]).encode()).hexdigest()[:32]


def has_bundle(store: Store, key: str) -> bool:
    """Whether a group's index seems to be remembered; what is in it isn't looked at."""
    return key in store.list_keys(_BUCKET)


def read_bundle(store: Store, key: str) -> dict[str, bytes] | None:
    """The remembered index of a group; `None` when there is none."""
    content = store.read(_BUCKET, key)
    if content is None:
        return None
    position = content.index(b"\n") + 1
    bundle = {}
    for path, size in json.loads(content[:position]):
        bundle[path] = content[position : position + size]
        position += size
    return bundle


def write_bundle(store: Store, key: str, bundle: Mapping[str, bytes]) -> None:
    """Remember the index of a group: paths and sizes in a line of JSON, and the files one after the other."""
    sizes = json.dumps([(path, len(content)) for path, content in bundle.items()])
    packed = b"".join((sizes.encode(), b"\n", *bundle.values()))
    store.write(_BUCKET, {key: packed}, used=time.time_ns() // 1_000_000)


def remove_unused_bundles(store: Store, used_keys: Iterable[str]) -> None:
    """Keep the groups of this build and the newest others."""
    times = store.list_keys(_BUCKET)
    unused = sorted(times.keys() - set(used_keys), key=times.__getitem__, reverse=True)
    if len(unused) > _MAX_UNUSED:
        store.write(_BUCKET, {}, removed=unused[_MAX_UNUSED:])
