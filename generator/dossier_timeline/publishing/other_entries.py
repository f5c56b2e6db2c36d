"""What others put into the folder of a site: it stays there when two trees change places.

A build knows what it made: the names at the top of the site, and the paths of what begins with a point
there. Any other entry at the top is somebody else's (`.git`, `.htaccess`, a file that proves to a search
engine whose site this is), whatever it is; below a name that a build made, everything is the build's.

A file of others gets a second name in the other tree, so that it's never gone. A folder can't have two
names: it's moved just before the trees change places, and what is moved is recorded before. So whatever
ends a build, the next one finds it and moves it back.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterable, Iterator, Set
from contextlib import suppress
from pathlib import Path

from dossier_timeline.diagnostics.os_errors import PublishError
from dossier_timeline.file_reading import read_plain_file
from dossier_timeline.publishing.folder_access import copy_access
from dossier_timeline.publishing.manifest import MANIFEST_PATH as MANIFEST
from dossier_timeline.publishing.site_files import SiteFiles

_LONGEST = 1 << 28
"""Bytes: a longer manifest is none of ours."""


def top_names(paths: Iterable[str]) -> frozenset[str]:
    """The names by which a build knows again what it made."""
    return frozenset(_top_name(path) for path in paths)


def _top_name(path: str) -> str:
    top = path.partition("/")[0]
    return path if top.startswith(".") else top


def names_in_manifest(site: Path) -> frozenset[str]:
    """The names that a site's own manifest lists, for where nothing was recorded; none without one."""
    file = site / MANIFEST
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        content = read_plain_file(file, _LONGEST, within=site)
        return top_names([*json.loads(content)["files"], MANIFEST])
    return frozenset()


def list_other_entries(site: Path, own_names: Set[str], new_names: Set[str] = frozenset()) -> tuple[str, ...]:
    """The paths of the topmost entries that no build made, in order. Raises `OSError`.

    `wanted` are names that a build is about to make: a folder that is to hold one is looked into.
    """
    holding = _parent_folders(own_names | new_names)
    return tuple(sorted(_walk_other_entries(site, "", own_names, holding))) if site.is_dir() else ()


def _walk_other_entries(folder: Path, prefix: str, made: Set[str], holding: Set[str]) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            path, is_folder = prefix + entry.name, entry.is_dir(follow_symlinks=False)
            if is_folder and path in holding:
                yield from _walk_other_entries(Path(entry.path), f"{path}/", made, holding)
            elif path not in made or (is_folder and path.startswith(".")):
                yield path


def _parent_folders(names: Set[str]) -> set[str]:
    return {name[:at] for name in names for at, sign in enumerate(name) if sign == "/"}


def without_identical_entries(
    site: Path, others: Iterable[str], files: SiteFiles, names: Set[str]
) -> tuple[str, ...]:
    """The others without those that are, byte for byte, what a build would put there.

    `names` are those of its files. Raises `PublishError` where a build would put something else there.
    """
    holding = _parent_folders(names)
    left, clashes = [], []
    for path in others:
        if path in names or path in holding or any(path.startswith(f"{name}/") for name in names):
            if not _is_identical(site / path, path, files):
                clashes.append(path)
        else:
            left.append(path)
    if clashes:
        told = ", ".join(f"“{path}”" for path in clashes[:10]) + (" …" if len(clashes) > 10 else "")
        raise PublishError(
            f"“{site}” holds what no build of this project made, where a build has something of its own to "
            f"put: {told}. Nothing was published. If nobody needs it, remove it and build again; or name "
            f"another folder as site_dir in mkdocs.yml."
        )
    return tuple(left)


def _is_identical(file: Path, path: str, files: SiteFiles) -> bool:
    if path not in files:
        return False
    found = file.lstat()
    return (
        stat.S_ISREG(found.st_mode) and found.st_size == files.size(path) and file.read_bytes() == files[path]
    )


class EntryTransfer:
    """Entries of others on their way from the live tree to the spare one."""

    def __init__(self, live: Path, spare: Path, others: Iterable[str]) -> None:
        """Give each a second name in the spare tree where it can have one; `to_move` are the rest."""
        self._live, self._spare = live, spare
        self.linked: list[str] = []
        self.to_move: list[str] = []
        for path in others:
            _make_parents(live, spare, path)
            _remove_leftover(spare / path)
            if not stat.S_ISDIR((live / path).lstat().st_mode) and _link_entry(live / path, spare / path):
                self.linked.append(path)
            else:
                self.to_move.append(path)

    def move_entries(self) -> None:
        """Move the rest. Raises `PublishError` when one can't be moved; then each is in its place."""
        for path in self.to_move:
            try:
                (self._live / path).rename(self._spare / path)
            except OSError as error:
                self.undo()
                raise PublishError(
                    f"“{self._live / path}” is not the site's own and can't be carried along when the site "
                    f"is exchanged for the new one ({error.strerror}). Nothing was published: move it out of "
                    f"the site's folder, or let it be of the same file system and owner as that folder."
                ) from error

    def empty_live_folder(self) -> None:
        """Remove the first names too: for a folder that is made anew. Raises `OSError`."""
        for path in self.linked:
            (self._live / path).unlink()
        for root, folders, _ in os.walk(self._live, topdown=False):
            for name in folders:
                Path(root, name).rmdir()

    def undo(self) -> None:
        """Bring everything back to the live tree; raises nothing."""
        with suppress(OSError):
            move_back(self._live, self._spare, [*self.linked, *self.to_move])

    def remove_links(self) -> None:
        """Remove the second names, from the tree that is the spare one now; raises nothing."""
        for path in self.linked:
            with suppress(OSError):
                (self._spare / path).unlink()


def move_back(live: Path, spare: Path, paths: Iterable[str]) -> None:
    """Move entries of others that lie in the spare tree back to the live one.

    Raises `PublishError` where the live tree has something else there, and `OSError`.
    """
    for path in paths:
        left, place = spare / path, live / path
        if not os.path.lexists(left):
            continue
        if not os.path.lexists(place):
            if not live.exists():
                live.mkdir()
                copy_access(live, spare)
            _make_parents(spare, live, path)
            left.rename(place)
        elif _is_same_file(left, place):
            left.unlink()
        else:
            raise PublishError(
                f"“{left}” was moved there by a build that was ended, and now there is “{place}”, too. "
                f"Nothing was published: keep the right one of them at “{place}”, and build again."
            )


def _is_same_file(left: Path, place: Path) -> bool:
    """Whether two names are of one file, or of two with the same in them."""
    one, other = left.lstat(), place.lstat()
    if (one.st_dev, one.st_ino) == (other.st_dev, other.st_ino):
        return True
    if stat.S_ISREG(one.st_mode) and stat.S_ISREG(other.st_mode):
        return one.st_size == other.st_size and left.read_bytes() == place.read_bytes()
    return left.is_symlink() and place.is_symlink() and left.readlink() == place.readlink()


def list_stranded_folders(live: Path, spare: Path, names: Set[str]) -> tuple[str, ...]:
    """Hidden folders of others in the spare tree, where a build of an older version left them.

    It kept no record, so both manifests tell what a build made; `names` are those that it's about to make.
    """
    made = names | names_in_manifest(live) | names_in_manifest(spare)
    hidden = (path for path in list_other_entries(spare, made) if path.startswith("."))
    return tuple(path for path in hidden if _has_file(spare / path))


def _has_file(folder: Path) -> bool:
    return not folder.is_symlink() and any(files for _, _, files in os.walk(folder))


def _make_parents(model: Path, tree: Path, path: str) -> None:
    """Make the folders above a path of a tree, open to the same people as those of the other tree."""
    for parent in reversed(Path(path).parents[:-1]):
        folder = tree / parent
        if not folder.is_dir():
            folder.mkdir()
            folder.chmod(stat.S_IMODE((model / parent).stat().st_mode))


def _remove_leftover(place: Path) -> None:
    """Remove a second name or an empty folder that a build which was ended left."""
    with suppress(FileNotFoundError):
        if stat.S_ISDIR(place.lstat().st_mode):
            place.rmdir()
        else:
            place.unlink()


def _link_entry(file: Path, name: Path) -> bool:
    """Give a file, a link or whatever is no folder a second name, where the system knows that."""
    try:
        os.link(file, name, follow_symlinks=False)
    except (OSError, NotImplementedError):
        return False
    return True
