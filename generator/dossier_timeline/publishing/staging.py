"""The staging tree: made from the live one, and changed until it holds exactly the files of a site."""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from dossier_timeline.publishing.folder_access import copy_access
from dossier_timeline.publishing.site_files import SiteFiles
from dossier_timeline.publishing.site_folder import (
    SitePaths,
)
from dossier_timeline.publishing.tree_index import (
    FileStat,
    TreeIndex,
    stat_file,
    stat_files,
    with_known_digests,
)
from dossier_timeline.workers import parallel_map

_MIN_FORKED = 200
"""It takes so many folders until writing in more than one process pays off."""


def create_staging(live: TreeIndex, paths: SitePaths) -> TreeIndex:
    """Make the staging tree, with second names for the live tree's files if the system can do that.

    Returns its index. No file of a tree is ever written to: a changed file is removed, and a new one made.
    """
    paths.staging.mkdir()
    if paths.live.exists():
        copy_access(paths.staging, paths.live)
    for folder in sorted({path.rpartition("/")[0] for path in live.stats} - {""}):
        (paths.staging / folder).mkdir(parents=True, exist_ok=True)
    results = parallel_map(partial(_link_files, paths), list(live.stats), min_items=_MIN_FORKED)
    return live if all(results) else with_known_digests(stat_files(paths.staging), live)


def _link_files(paths: SitePaths, file_paths: Sequence[str]) -> bool:
    """Give files of the live tree a second name in the staging tree; whether all of them have one now."""
    live, staging = paths.live, paths.staging
    try:
        for path in file_paths:
            os.link(f"{live}/{path}", f"{staging}/{path}", follow_symlinks=False)
    except OSError:
        return False
    return True


def update_staging(
    files: SiteFiles, wanted: dict[str, str], paths: SitePaths, live: TreeIndex, staging: TreeIndex
) -> TreeIndex:
    """Make the staging tree hold exactly these files, of the digests `wanted`, and return its index.

    A file that the live tree has too is linked to it or gets its time, because servers make the `ETag` of
    it.
    """
    obsolete = staging.digests.keys() - files.keys()
    unchanged = {path for path, digest in wanted.items() if staging.digests.get(path) == digest}
    for path in staging.digests.keys() - unchanged:
        (paths.staging / path).unlink()
    if obsolete or files.keys() - staging.digests.keys():
        _remove_empty_folders(paths.staging, files)
    stats = {path: staging.stats[path] for path in unchanged}
    by_folder: defaultdict[Path, list[str]] = defaultdict(list)
    for path in files:
        if path not in unchanged:
            by_folder[(paths.staging / path).parent].append(path)
    live_stats = {
        path: live.stats[path] for path, digest in wanted.items() if live.digests.get(path) == digest
    }
    for path in unchanged & live_stats.keys():
        if stats[path].modified_ns != live_stats[path].modified_ns:
            os.utime(paths.staging / path, ns=(live_stats[path].modified_ns,) * 2)
            stats[path] = stat_file(f"{paths.staging}/{path}")
    parallel_map(
        partial(_write_files, files, paths, live_stats), list(by_folder.items()), min_items=_MIN_FORKED
    )
    fresh = files.keys() - unchanged
    stats.update((path, stat_file(f"{paths.staging}/{path}")) for path in fresh)
    return TreeIndex(stats, wanted)


def _write_files(
    files: SiteFiles,
    site_paths: SitePaths,
    live_stats: Mapping[str, FileStat],
    folders: Sequence[tuple[Path, Sequence[str]]],
) -> None:
    """Write the files of these folders; `live_stats` are the stats of those that the live tree has too."""
    for folder, paths in folders:
        _make_folder(folder, site_paths.staging)
        for path in paths:
            live_file, staging_file = site_paths.live / path, site_paths.staging / path
            is_same = path in live_stats and _is_unchanged(live_file, live_stats[path])
            source = (
                live_file if is_same else Path(files.new_location(path)) if files.new_location(path) else None
            )
            if source is None or not _link_file(source, staging_file):
                staging_file.write_bytes(files[path])
                if is_same:
                    shutil.copystat(live_file, staging_file)


def _is_unchanged(file: Path, state: FileStat) -> bool:
    """Whether a file still has this stat."""
    try:
        return stat_file(os.fspath(file)) == state
    except OSError:
        return False


def _link_file(file: Path, name: Path) -> bool:
    """Give a file a second name, if the system can do that; whether it did."""
    try:
        os.link(file, name)
    except OSError:
        return False
    return True


def _make_folder(folder: Path, tree: Path) -> None:
    """Make a folder of the tree. Raises `OSError` for a path that leads out of the tree."""
    folder.mkdir(parents=True, exist_ok=True)
    if not folder.resolve().is_relative_to(tree.resolve()):
        raise OSError(0, "A path leads out of the site", str(folder))


def _remove_empty_folders(tree: Path, files: Mapping[str, bytes]) -> None:
    """Remove the folders that are empty and will stay empty."""
    wanted: set[str] = set()
    for path in files:
        folder = path.rpartition("/")[0]
        while folder not in wanted:
            wanted.add(folder)
            folder = folder.rpartition("/")[0]
    for root, folders, _ in os.walk(tree, topdown=False, onerror=_raise):
        for name in folders:
            empty = Path(root, name)
            if empty.relative_to(tree).as_posix() not in wanted:
                empty.rmdir()


def _raise(error: OSError) -> None:
    """Raise an error; for `os.walk`."""
    raise error
