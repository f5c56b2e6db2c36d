"""The only step that writes: all of a site, or nothing of it.

Beside the published folder lies a spare one, `.<name>.spare`. A change is applied to the spare
folder, and then both change places in one step. Whatever ends a build before that step (an error,
a full disk, a signal) leaves the published folder as it was; the next build looks at every file
of the spare folder, reads those that aren't as it knows them, and so heals it. A lock makes builds
wait in line, and tells by a mark in it whether another has published in the meantime. What others
put into the folder stays there (`others.py`), and so do its owner, group, mode and access lists.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from dossier_timeline.diagnostics.os_errors import PublishError, refusal
from dossier_timeline.publishing.exchange import exchange_folders, finish_interrupted_exchange
from dossier_timeline.publishing.folder_access import copy_access
from dossier_timeline.publishing.lock import PublicationLock, hold_lock, read_record
from dossier_timeline.publishing.other_entries import (
    EntryTransfer,
    list_other_entries,
    list_stranded_folders,
    move_back,
    top_names,
    without_identical_entries,
)
from dossier_timeline.publishing.site_files import SiteFiles
from dossier_timeline.publishing.site_folder import (
    SitePaths,
    own_names_in,
    require_usable_paths,
    resolve_site_folder,
)
from dossier_timeline.publishing.tree_index import (
    FileStat,
    TreeIndex,
    hash_missing,
    stat_file,
    stat_files,
    with_known_digests,
)
from dossier_timeline.workers import parallel_map

_MANY = 200
"""From so many folders on it pays to write in more than one process."""


@dataclass(frozen=True, slots=True)
class PublishedSnapshot:
    """What stood in both folders after a publication, and the mark that it left.

    A tree may lack files or digests; what is there was so.
    """

    publication_id: str = ""
    live: TreeIndex = field(default_factory=TreeIndex)
    staging: TreeIndex = field(default_factory=TreeIndex)


@dataclass(frozen=True, slots=True)
class PublicationResult:
    """How the site differs from the one before, in numbers of files, and what stands now.

    `kept` are the entries in its folder that no build made.
    """

    written: int
    removed: int
    unchanged: int
    other_entries: tuple[str, ...] = ()
    snapshot: PublishedSnapshot = field(default_factory=PublishedSnapshot, compare=False, repr=False)


def publish(
    files: Mapping[str, bytes], site: Path, snapshot: PublishedSnapshot | None = None
) -> PublicationResult:
    """Make `site` hold exactly these files (by relative path with "/"), and what others put there.

    Where `site` is a link, the folder that it leads to is meant. `stood` is what is known of both folders;
    where its mark is still the lock's, `site` itself isn't looked at again. Raises `PublishError` when it
    can't; the folder is then as it was.
    """
    files = files if isinstance(files, SiteFiles) else SiteFiles(files)
    names = top_names(files)
    try:
        trees = SitePaths(resolve_site_folder(site))
        require_usable_paths(trees)
        trees.live.parent.mkdir(parents=True, exist_ok=True)
        with hold_lock(trees.lock) as lock:
            finish_interrupted_exchange(trees.live, backup=trees.backup, staging=trees.staging)
            move_back(trees.live, trees.staging, lock.record.moved_entries)
            made = own_names_in(trees, lock.record)
            if lock.record.own_names is None:
                move_back(trees.live, trees.staging, list_stranded_folders(trees.live, trees.staging, names))
            kept = without_identical_entries(
                trees.live, list_other_entries(trees.live, made, names), files, names
            )
            try:
                published = _publish_locked(files, trees, snapshot or PublishedSnapshot(), lock, made | names)
            except OSError:
                # A full disk needs the room, and a half-made spare tree is of no use to anyone.
                if not any(os.path.lexists(trees.staging / path) for path in lock.record.moved_entries):
                    shutil.rmtree(trees.staging, ignore_errors=True)
                raise
            lock.write_final_record(
                publication_id=published.snapshot.publication_id, own_names=names, moved_entries=()
            )
            return replace(published, other_entries=kept)
    except OSError as error:
        raise PublishError(
            f"The site could not be written: {refusal(error)}. What was published before is untouched."
        ) from error


def remove_publication_files(site: Path) -> None:
    """Remove what publications left beside `site`: for a folder that is itself going to go."""
    trees = SitePaths(site)
    if read_record(trees.lock).moved_entries:
        return
    shutil.rmtree(trees.staging, ignore_errors=True)
    trees.lock.unlink(missing_ok=True)


def _publish_locked(
    files: SiteFiles, trees: SitePaths, stood: PublishedSnapshot, lock: PublicationLock, made: frozenset[str]
) -> PublicationResult:
    """Publish while the lock is held; `made` are the names that are a build's, now or before."""
    mark = lock.record.publication_id
    trusted = bool(stood.publication_id) and stood.publication_id == mark
    live = (
        stood.live
        if trusted
        else with_known_digests(stat_files(trees.live, list_other_entries(trees.live, made)), stood.live)
    )
    live = hash_missing(trees.live, live)
    wanted = {path: files.digest(path) for path in files}
    if trees.live.is_dir() and live.digests == wanted:
        return PublicationResult(0, 0, len(files), snapshot=PublishedSnapshot(mark, live, stood.staging))
    if trees.staging.exists():
        spare = with_known_digests(stat_files(trees.staging), stood.staging)
    else:
        spare = _create_staging(live, trees)
    if trees.live.exists():
        copy_access(trees.staging, trees.live)
    spare = hash_missing(trees.staging, spare)
    now = _update_staging(files, wanted, trees, live, spare)
    _exchange_trees(trees, live, lock, made)
    same = sum(live.digests.get(path) == digest for path, digest in wanted.items())
    removed = len(live.digests.keys() - wanted.keys())
    return PublicationResult(
        len(wanted) - same, removed, same, snapshot=PublishedSnapshot(secrets.token_hex(8), now, live)
    )


def _exchange_trees(trees: SitePaths, live: TreeIndex, lock: PublicationLock, made: frozenset[str]) -> None:
    """Let the spare tree become the live one, with what others put into that one."""
    if not trees.live.exists():
        lock.write_record(own_names=made)
        trees.staging.rename(trees.live)
        return
    carried = EntryTransfer(trees.live, trees.staging, list_other_entries(trees.live, made))
    lock.write_record(own_names=made, moved_entries=tuple(carried.to_move))
    try:
        carried.move_entries()
        try:
            exchange_folders(trees.live, trees.staging, backup=trees.backup)
        except OSError as error:
            if error.errno != errno.EXDEV or live.stats:
                raise
            lock.write_record(moved_entries=(*carried.linked, *carried.to_move))
            carried.empty_live_folder()
            trees.live.rmdir()
            trees.staging.rename(trees.live)
            return
    except BaseException:
        carried.undo()
        raise
    carried.remove_links()


def _create_staging(live: TreeIndex, trees: SitePaths) -> TreeIndex:
    """Make the spare tree, with the files of the other under a second name where the system knows that.

    What is known of it then. No file of a tree is ever written to: one that changes is removed, and another
    made.
    """
    trees.staging.mkdir()
    if trees.live.exists():
        copy_access(trees.staging, trees.live)
    for folder in sorted({path.rpartition("/")[0] for path in live.stats} - {""}):
        (trees.staging / folder).mkdir(parents=True, exist_ok=True)
    linked = parallel_map(partial(_link_files, trees), list(live.stats), min_items=_MANY)
    return live if all(linked) else with_known_digests(stat_files(trees.staging), live)


def _link_files(trees: SitePaths, paths: Sequence[str]) -> bool:
    """Give files of the live tree a second name in the spare one; whether all have it now."""
    live, spare = trees.live, trees.staging
    try:
        for path in paths:
            os.link(f"{live}/{path}", f"{spare}/{path}", follow_symlinks=False)
    except OSError:
        return False
    return True


def _update_staging(
    files: SiteFiles, wanted: dict[str, str], trees: SitePaths, live: TreeIndex, spare: TreeIndex
) -> TreeIndex:
    """Make the spare tree hold exactly these files, of these digests, and tell what it is then.

    A file that the live tree has is the same one there, or has its time: servers tell readers by it that
    nothing has changed.
    """
    gone = spare.digests.keys() - files.keys()
    same = {path for path, digest in wanted.items() if spare.digests.get(path) == digest}
    for path in spare.digests.keys() - same:
        (trees.staging / path).unlink()
    if gone or files.keys() - spare.digests.keys():
        _remove_empty_folders(trees.staging, files)
    states = {path: spare.stats[path] for path in same}
    folders: defaultdict[Path, list[str]] = defaultdict(list)
    for path in files:
        if path not in same:
            folders[(trees.staging / path).parent].append(path)
    as_live = {path: live.stats[path] for path, digest in wanted.items() if live.digests.get(path) == digest}
    for path in same & as_live.keys():
        if states[path][1] != as_live[path][1]:
            os.utime(trees.staging / path, ns=(as_live[path][1],) * 2)
            states[path] = stat_file(f"{trees.staging}/{path}")
    parallel_map(partial(_write_files, files, trees, as_live), list(folders.items()), min_items=_MANY)
    fresh = files.keys() - same
    states.update((path, stat_file(f"{trees.staging}/{path}")) for path in fresh)
    return TreeIndex(states, wanted)


def _write_files(
    files: SiteFiles,
    trees: SitePaths,
    as_live: Mapping[str, FileStat],
    folders: Sequence[tuple[Path, Sequence[str]]],
) -> None:
    """Write the files of these folders; `as_live` are the states of those that the live tree has."""
    for folder, paths in folders:
        _make_folder(folder, trees.staging)
        for path in paths:
            live, spare = trees.live / path, trees.staging / path
            same = path in as_live and _is_unchanged(live, as_live[path])
            name = live if same else Path(files.new_location(path)) if files.new_location(path) else None
            if name is None or not _link_file(name, spare):
                spare.write_bytes(files[path])
                if same:
                    shutil.copystat(live, spare)


def _is_unchanged(file: Path, state: FileStat) -> bool:
    try:
        return stat_file(os.fspath(file)) == state
    except OSError:
        return False


def _link_file(file: Path, name: Path) -> bool:
    """Give a file a second name, where the system knows that."""
    try:
        os.link(file, name)
    except OSError:
        return False
    return True


def _make_folder(folder: Path, tree: Path) -> None:
    """Make a folder of the tree; a path that leads out of it is refused."""
    folder.mkdir(parents=True, exist_ok=True)
    if not folder.resolve().is_relative_to(tree.resolve()):
        raise OSError(0, "A path leads out of the site", str(folder))


def _remove_empty_folders(tree: Path, files: Mapping[str, bytes]) -> None:
    """Remove the folders in which nothing is left and nothing will be."""
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
    raise error
