"""The files of a folder with their stats and digests.

A file whose size, modification time and inode are those at which its SHA-256 was taken still has that
digest; any other file is read. Someone who changes a published file in place, keeps its size and sets its
time back isn't noticed: the change time of its inode can't be used, because every second name changes it
too. A symbolic link never counts as a file of the site.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from dossier_timeline.file_reading import file_digest


class FileStat(NamedTuple):
    """What the system tells of a file without reading it."""

    size: int
    modified_ns: int
    inode: int


NO_DIGEST = ""
"""The digest of whatever isn't a plain file or can't be read."""


@dataclass(frozen=True, slots=True)
class TreeIndex:
    """The stats and SHA-256 digests of the files of a folder, by path with "/".

    A digest may be missing.
    """

    stats: dict[str, FileStat] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)

    def inside(self, folder: str) -> TreeIndex:
        """The index of what lies in a folder, which ends in "/"; the whole where it's ""."""
        if not folder:
            return self
        start = len(folder)
        return TreeIndex(
            {path[start:]: found for path, found in self.stats.items() if path.startswith(folder)},
            {path[start:]: digest for path, digest in self.digests.items() if path.startswith(folder)},
        )


def stat_files(folder: Path, excluded: Collection[str] = ()) -> dict[str, FileStat]:
    """The stat of every file below a folder by path, except for the entries `excluded`.

    Nothing when there is no such folder. A link counts as a file and isn't followed. Raises `OSError`.
    """
    stats: dict[str, FileStat] = {}
    folders_left = [("", os.fspath(folder))] if folder.is_dir() else []
    while folders_left:
        prefix, folder_path = folders_left.pop()
        with os.scandir(folder_path) as entries:
            for entry in entries:
                if excluded and prefix + entry.name in excluded:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders_left.append((f"{prefix}{entry.name}/", entry.path))
                else:
                    stats[prefix + entry.name] = _to_file_stat(entry.stat(follow_symlinks=False))
    return stats


def with_known_digests(stats: dict[str, FileStat], known: TreeIndex) -> TreeIndex:
    """An index of these stats, with the digests of those files whose stat is the one in `known`."""
    unchanged = (path for path, state in stats.items() if known.stats.get(path) == state)
    return TreeIndex(stats, {path: known.digests[path] for path in unchanged})


def hash_missing(folder: Path, tree: TreeIndex) -> TreeIndex:
    """The index with the digests of all its files: the files without a digest are read."""
    digests = {path: _hash_file(f"{folder}/{path}") for path in tree.stats if path not in tree.digests}
    return TreeIndex(tree.stats, {**tree.digests, **digests})


def stat_file(file: str) -> FileStat:
    """The stat of one file. Raises `OSError`."""
    return _to_file_stat(os.lstat(file))


def dump_tree_index(tree: TreeIndex, base: TreeIndex | None = None) -> dict[str, tuple[int, int, int, str]]:
    """The index as plain values, without entries that are the same in `base`."""
    base = base or TreeIndex()
    return {
        path: (*file_stat, tree.digests[path])
        for path, file_stat in tree.stats.items()
        if base.stats.get(path) != file_stat or base.digests.get(path) != tree.digests[path]
    }


def load_tree_index(
    values: Mapping[str, tuple[int, int, int, str]], base: TreeIndex | None = None
) -> TreeIndex:
    """The index from the values of `dump_tree_index`, completed with `base`."""
    base = base or TreeIndex()
    stats = {path: FileStat(*stat_values) for path, (*stat_values, _) in values.items()}
    digests = {path: digest for path, (*_, digest) in values.items()}
    return TreeIndex({**base.stats, **stats}, {**base.digests, **digests})


def _to_file_stat(result: os.stat_result) -> FileStat:
    return FileStat(result.st_size, result.st_mtime_ns, result.st_ino)


def _hash_file(file: str) -> str:
    """The SHA-256 of a plain file; `NO_DIGEST` for anything else."""
    try:
        return file_digest(file, sys.maxsize) if stat.S_ISREG(os.lstat(file).st_mode) else NO_DIGEST
    except OSError:
        return NO_DIGEST
