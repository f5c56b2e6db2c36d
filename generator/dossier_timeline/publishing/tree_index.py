"""What stands in a folder of files: its states, and the digests that are known by them.

A file whose size, time and number are those that it had when its SHA-256 was taken still has it; any
other is read. Somebody who changes a published file in place, keeps its size and sets its time back isn't
noticed: what the system tells besides (when the entry was changed) changes with every second name, too.
A symbolic link is never a file of the site.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

FileStat = tuple[int, int, int]
"""Of a file: its size, when it was changed (ns) and its number."""

NO_DIGEST = ""
"""The digest of what is no plain file, or can't be read."""


@dataclass(frozen=True, slots=True)
class TreeIndex:
    """The files of a folder by path, with "/": their states and SHA-256."""

    stats: dict[str, FileStat] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)


def stat_files(folder: Path, excluded: Collection[str] = ()) -> dict[str, FileStat]:
    """The state of every file below a folder, `but` some of its entries; nothing where there is none.

    A link counts as a file and isn't followed. Raises `OSError`.
    """
    found: dict[str, FileStat] = {}
    left = [("", os.fspath(folder))] if folder.is_dir() else []
    while left:
        prefix, place = left.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                if excluded and prefix + entry.name in excluded:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    left.append((f"{prefix}{entry.name}/", entry.path))
                else:
                    found[prefix + entry.name] = _state(entry.stat(follow_symlinks=False))
    return found


def with_known_digests(stats: dict[str, FileStat], known: TreeIndex) -> TreeIndex:
    """A tree by its states, with the digests of the files that are as they were when those were taken."""
    same = (path for path, state in stats.items() if known.stats.get(path) == state)
    return TreeIndex(stats, {path: known.digests[path] for path in same})


def hash_missing(folder: Path, tree: TreeIndex) -> TreeIndex:
    """A tree with the digests of all its files: those that aren't known yet are read."""
    new = {path: _digest(f"{folder}/{path}") for path in tree.stats if path not in tree.digests}
    return TreeIndex(tree.stats, {**tree.digests, **new})


def stat_file(file: str) -> FileStat:
    """The state of one file. Raises `OSError`."""
    return _state(os.lstat(file))


def dump_tree_index(tree: TreeIndex, base: TreeIndex | None = None) -> dict[str, tuple[int, int, int, str]]:
    """A tree as plain values; without what is the same in another."""
    base = base or TreeIndex()
    return {
        path: (*state, tree.digests[path])
        for path, state in tree.stats.items()
        if base.stats.get(path) != state or base.digests.get(path) != tree.digests[path]
    }


def load_tree_index(
    values: Mapping[str, tuple[int, int, int, str]], base: TreeIndex | None = None
) -> TreeIndex:
    """What `written` gave; with what is known `of` another, where it was left out for that."""
    base = base or TreeIndex()
    states = {path: (size, time, number) for path, (size, time, number, _) in values.items()}
    digests = {path: one[3] for path, one in values.items()}
    return TreeIndex({**base.stats, **states}, {**base.digests, **digests})


def _state(found: os.stat_result) -> FileStat:
    return found.st_size, found.st_mtime_ns, found.st_ino


def _digest(file: str) -> str:
    try:
        if not stat.S_ISREG(os.lstat(file).st_mode):
            return NO_DIGEST
        with open(file, "rb") as content:  # noqa: PTH123
            return sha256(content.read()).hexdigest()
    except OSError:
        return NO_DIGEST
