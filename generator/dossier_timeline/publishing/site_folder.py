"""The folder of a site and the names beside it, and what stands there before a publication."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from dossier_timeline.diagnostics.os_errors import PublishError
from dossier_timeline.publishing.lock import Record, record_of
from dossier_timeline.publishing.other_entries import made_before, others_in
from dossier_timeline.publishing.tree_index import State, states_of


@dataclass(frozen=True, slots=True)
class Trees:
    """The names beside each other that a publication uses."""

    live: Path

    @property
    def spare(self) -> Path:
        """The tree that is being prepared."""
        return self.live.with_name(f".{self.live.name}.spare")

    @property
    def aside(self) -> Path:
        """Where the old tree waits for an instant, on systems without an exchange."""
        return self.live.with_name(f".{self.live.name}.aside")

    @property
    def lock(self) -> Path:
        """The file that a publication holds locked."""
        return self.live.with_name(f".{self.live.name}.lock")


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in the folder of a site: the last publication's mark, its files, and whether it's whole.

    It isn't while entries of others lie in the other tree, where a build that was killed moved them.
    """

    mark: str
    states: dict[str, State]
    whole: bool


def standing(site: Path) -> Standing:
    """What stands in the folder of a site now. Raises `OSError`."""
    record = record_of(Trees(site).lock)
    return Standing(record.mark, states_of(site, kept_in(site)), not record.moved)


def kept_in(site: Path) -> tuple[str, ...]:
    """The topmost entries in the folder of a site that no build made. Raises `OSError`."""
    trees = Trees(site)
    return others_in(site, made_in(trees, record_of(trees.lock)))


def mark_of(site: Path) -> str:
    """The mark that the last publication left; "" where there is none."""
    return record_of(Trees(site).lock).mark


def made_in(trees: Trees, record: Record) -> frozenset[str]:
    """The names in the live tree that a build made."""
    return made_before(trees.live) if record.made is None else record.made


def resolved(site: Path) -> Path:
    """The folder that is meant, without a link on the way to it. Raises `OSError`."""
    try:
        return site.resolve()
    except RuntimeError as error:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(site)) from error


def refuse_strangers(trees: Trees) -> None:
    """Raise `PublishError` where one of the names that are used is no folder of the project's own.

    Raises `OSError` where the site's folder is a mounted one, which no other can change places with.
    """
    for folder in (trees.live, trees.spare, trees.aside):
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
    """Whether something is mounted there; Linux tells also of what is of the same file system."""
    if folder.is_mount():
        return True
    try:
        lines = Path("/proc/self/mountinfo").read_bytes().splitlines()
    except OSError:
        return False
    # Source: man 5 proc_pid_mountinfo; spaces and the like are written as octal numbers.
    name = os.fsencode(folder)
    for sign in b"\\ \t\n":
        name = name.replace(bytes([sign]), b"\\%03o" % sign)
    return any(fields[4] == name for line in lines if len(fields := line.split(b" ")) > 4)
