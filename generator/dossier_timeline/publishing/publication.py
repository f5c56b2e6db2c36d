"""Publishing: the only step that writes to the site's folder, and it writes all of a site or nothing.

Beside the published folder lies a staging folder, `.<name>.spare`. A change is applied to the staging
folder, and then both folders are exchanged in one step. If a build ends before that step (an error, a full
disk, a signal), the published folder is as it was; the next build compares every file of the staging folder
with what it knows, reads the files that differ, and so repairs it. A lock makes builds wait for each other,
and the id of a publication in the lock file tells whether another build has published in the meantime.
Entries of others stay in the folder (`other_entries.py`), and so do its owner, group, mode and access lists.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from dossier_timeline.diagnostics.os_errors import describe_os_error
from dossier_timeline.publishing import PublishError
from dossier_timeline.publishing.exchange import exchange_folders, finish_interrupted_exchange
from dossier_timeline.publishing.folder_access import copy_access
from dossier_timeline.publishing.lock import PublicationLock, PublicationRecord, hold_lock, read_record
from dossier_timeline.publishing.other_entries import (
    EntryTransfer,
    list_names,
    list_other_entries,
    list_stranded_folders,
    move_back,
    remove_second_names,
    top_names,
    visible_names,
    without_identical_entries,
)
from dossier_timeline.publishing.site_files import SiteFiles
from dossier_timeline.publishing.site_folder import (
    SitePaths,
    own_names_in,
    require_usable_paths,
    resolve_site_folder,
)
from dossier_timeline.publishing.staging import create_staging, update_staging
from dossier_timeline.publishing.tree_index import (
    TreeIndex,
    hash_missing,
    stat_files,
    with_known_digests,
)


@dataclass(frozen=True, slots=True)
class PublishedSnapshot:
    """The state of both folders after a publication, and the publication's id.

    An index may lack files or digests; everything that it holds was true then.
    """

    publication_id: str = ""
    live: TreeIndex = field(default_factory=TreeIndex)
    staging: TreeIndex = field(default_factory=TreeIndex)


@dataclass(frozen=True, slots=True)
class PublicationResult:
    """How the site differs from the one before, in numbers of files, and the new state of the folders.

    `other_entries` are the entries in its folder that no build made.
    """

    written: int
    removed: int
    unchanged: int
    other_entries: tuple[str, ...] = ()
    snapshot: PublishedSnapshot = field(default_factory=PublishedSnapshot, compare=False, repr=False)


def publish(
    files: Mapping[str, bytes],
    site: Path,
    snapshot: PublishedSnapshot | None = None,
    *,
    is_taking_over: bool = False,
) -> PublicationResult:
    """Make `site` hold exactly these files (by relative path with "/"), beside the entries of others.

    When `site` is a link, the folder that it leads to is used. `snapshot` is what is known of both folders;
    while its publication is still the last one, `site` itself isn't examined again. With `is_taking_over` a
    site that another program made there is replaced too, as that program would do; hidden entries stay.
    Raises `PublishError`; the folder is then as it was.
    """
    files = files if isinstance(files, SiteFiles) else SiteFiles(files)
    names = top_names(files)
    try:
        paths = SitePaths(resolve_site_folder(site))
        require_usable_paths(paths)
        paths.live.parent.mkdir(parents=True, exist_ok=True)
        with hold_lock(paths.lock) as lock:
            finish_interrupted_exchange(paths.live, backup=paths.backup, staging=paths.staging)
            move_back(paths.live, paths.staging, lock.record.moved_entries)
            own_names = own_names_in(paths, lock.record)
            if is_taking_over:
                own_names |= visible_names(names if lock.record.own_names else list_names(paths.live))
            if lock.record.own_names is None:
                move_back(paths.live, paths.staging, list_stranded_folders(paths.live, paths.staging, names))
            others = without_identical_entries(
                paths.live, list_other_entries(paths.live, own_names, names), files, names
            )
            try:
                result = _publish_locked(
                    files, paths, snapshot or PublishedSnapshot(), lock, own_names | names
                )
            except OSError:
                # A full disk needs the room, and a half-made staging tree is of no use to anyone.
                if not any(os.path.lexists(paths.staging / path) for path in lock.record.moved_entries):
                    shutil.rmtree(paths.staging, ignore_errors=True)
                raise
            lock.write_final_record(PublicationRecord(result.snapshot.publication_id, names))
            return replace(result, other_entries=others)
    except OSError as error:
        raise PublishError(
            f"The site could not be written: {describe_os_error(error)}. "
            "What was published before is untouched."
        ) from error


def remove_publication_files(site: Path) -> None:
    """Remove the names that publications left beside `site`: for a folder that will itself be removed."""
    paths = SitePaths(site)
    if read_record(paths.lock).moved_entries:
        return
    shutil.rmtree(paths.staging, ignore_errors=True)
    paths.lock.unlink(missing_ok=True)


def _publish_locked(
    files: SiteFiles,
    paths: SitePaths,
    snapshot: PublishedSnapshot,
    lock: PublicationLock,
    own_names: frozenset[str],
) -> PublicationResult:
    """Publish while the lock is held; `own_names` are names that this build or an earlier one made."""
    publication_id = lock.record.publication_id
    trusted = bool(snapshot.publication_id) and snapshot.publication_id == publication_id
    live = (
        snapshot.live
        if trusted
        else with_known_digests(
            stat_files(paths.live, list_other_entries(paths.live, own_names)), snapshot.live
        )
    )
    live = hash_missing(paths.live, live)
    wanted = {path: files.digest(path) for path in files}
    if paths.live.is_dir() and live.digests == wanted:
        # A build that was ended before the exchange may have left them.
        remove_second_names(paths.staging, list_other_entries(paths.live, own_names))
        return PublicationResult(
            0, 0, len(files), snapshot=PublishedSnapshot(publication_id, live, snapshot.staging)
        )
    if paths.staging.exists():
        staging = with_known_digests(stat_files(paths.staging), snapshot.staging)
    else:
        staging = create_staging(live, paths)
    if paths.live.exists():
        copy_access(paths.staging, paths.live)
    staging = hash_missing(paths.staging, staging)
    new_live = update_staging(files, wanted, paths, live, staging)
    _exchange_trees(paths, live, lock, own_names)
    unchanged = sum(live.digests.get(path) == digest for path, digest in wanted.items())
    removed = len(live.digests.keys() - wanted.keys())
    return PublicationResult(
        len(wanted) - unchanged,
        removed,
        unchanged,
        snapshot=PublishedSnapshot(secrets.token_hex(8), new_live, live),
    )


def _exchange_trees(
    paths: SitePaths, live: TreeIndex, lock: PublicationLock, own_names: frozenset[str]
) -> None:
    """Let the staging tree become the live one, with the entries that others put into the live tree."""
    if not paths.live.exists():
        lock.write_record(replace(lock.record, own_names=own_names))
        paths.staging.rename(paths.live)
        return
    transfer = EntryTransfer(paths.live, paths.staging, list_other_entries(paths.live, own_names))
    moved = tuple(transfer.to_move)
    lock.write_record(replace(lock.record, own_names=own_names, moved_entries=moved))
    try:
        transfer.move_entries()
        try:
            exchange_folders(paths.live, paths.staging, backup=paths.backup)
        except OSError as error:
            if error.errno != errno.EXDEV or live.stats:
                raise
            lock.write_record(replace(lock.record, moved_entries=(*transfer.linked, *moved)))
            transfer.empty_live_folder()
            paths.live.rmdir()
            paths.staging.rename(paths.live)
            return
    except BaseException:
        transfer.undo()
        raise
    transfer.remove_links()
