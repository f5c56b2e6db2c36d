"""The folder of a site, the names beside it, and what stands there before a publication."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from dossier_timeline.publishing import PublishError
from dossier_timeline.publishing.lock import PublicationRecord, read_record
from dossier_timeline.publishing.other_entries import list_other_entries, names_in_manifest
from dossier_timeline.publishing.tree_index import FileStat, stat_files


@dataclass(frozen=True, slots=True)
class SitePaths:
    """The paths that a publication uses: the live folder and names beside it."""

    live: Path

    @property
    def staging(self) -> Path:
        """The tree that the next publication prepares."""
        return self.live.with_name(f".{self.live.name}.spare")

    @property
    def backup(self) -> Path:
        """Where the old tree waits for an instant, on systems without an exchange."""
        return self.live.with_name(f".{self.live.name}.aside")

    @property
    def lock(self) -> Path:
        """The lock file."""
        return self.live.with_name(f".{self.live.name}.lock")


@dataclass(frozen=True, slots=True)
class SiteFolderState:
    """The content of a site's folder: the id of the last publication, the files, and whether it's whole.

    It isn't whole while entries of others lie in the staging tree, where an interrupted build moved them.
    """

    publication_id: str
    stats: dict[str, FileStat]
    is_whole: bool


def read_site_folder(site: Path) -> SiteFolderState:
    """The content of a site's folder now. Raises `OSError`."""
    record = read_record(SitePaths(site).lock)
    return SiteFolderState(
        record.publication_id, stat_files(site, other_entries_in(site)), not record.moved_entries
    )


def other_entries_in(site: Path) -> tuple[str, ...]:
    """The topmost entries in the folder of a site that no build made. Raises `OSError`."""
    trees = SitePaths(site)
    return list_other_entries(site, own_names_in(trees, read_record(trees.lock)))


def own_names_in(trees: SitePaths, record: PublicationRecord) -> frozenset[str]:
    """The names in the live tree that builds made."""
    return names_in_manifest(trees.live) if record.own_names is None else record.own_names


def resolve_site_folder(site: Path) -> Path:
    """The folder of a site with every link on the way followed. Raises `OSError`."""
    try:
        return site.resolve()
    except RuntimeError as error:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(site)) from error


def require_usable_paths(trees: SitePaths) -> None:
    """Raise `PublishError` unless each path that is used is a folder or unused.

    Raises `OSError` when the site's folder is a mount point, which can't be exchanged with another folder.
    """
    for folder in (trees.live, trees.staging, trees.backup):
        try:
            mode = folder.lstat().st_mode
        except FileNotFoundError:
            continue
        if not stat.S_ISDIR(mode):
            raise PublishError(
                f"“{folder}” should be a folder, and is something else (such as a link or a file). "
                f"Nothing was published and nothing was changed: move it away, and build again."
            )
    if _is_mounted(trees.live):
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(trees.live))


def _is_mounted(folder: Path) -> bool:
    """Whether something is mounted on a folder; Linux also lists mounts of the same file system."""
    if folder.is_mount():
        return True
    try:
        lines = Path("/proc/self/mountinfo").read_bytes().splitlines()
    except OSError:
        return False
    name = mount_name(folder)
    return any(fields[4] == name for line in lines if len(fields := line.split(b" ")) > 4)


def mount_name(folder: Path) -> bytes:
    """The name of a folder in Linux' list of mounts, where white space and backslashes are octal numbers.

    Source: man 5 proc_pid_mountinfo.
    """
    name = os.fsencode(folder)
    for character in b"\\ \t\n":
        name = name.replace(bytes([character]), b"\\%03o" % character)
    return name
