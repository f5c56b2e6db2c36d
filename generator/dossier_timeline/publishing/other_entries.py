"""Entries that others put into the folder of a site: they stay there when the two trees are exchanged.

A build knows the names that it made itself: the top names of the site's paths, and the whole paths below a
top name that begins with a point. Every other entry at the top belongs to somebody else (`.git`,
`.htaccess`, a file that proves to a search engine whose site this is). Below a name that a build made,
everything belongs to the build.

An entry of others that isn't a folder gets a second name in the staging tree, so it never disappears. A
folder can't have two names: it's moved just before the exchange, and recorded before it's moved. So when a
build ends in between, the next one finds the record and moves the folder back.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterable, Iterator, Set
from contextlib import suppress
from pathlib import Path

from dossier_timeline.file_reading import read_plain_file
from dossier_timeline.publishing import PublishError
from dossier_timeline.publishing.folder_access import copy_access
from dossier_timeline.publishing.site_files import MANIFEST_PATH as MANIFEST
from dossier_timeline.publishing.site_files import SiteFiles

_MAX_MANIFEST_SIZE = 1 << 28
"""Bytes: a longer manifest wasn't written by a build."""


def top_names(paths: Iterable[str]) -> frozenset[str]:
    """The names by which a build recognises what it made."""
    return frozenset(_top_name(path) for path in paths)


def _top_name(path: str) -> str:
    top = path.partition("/")[0]
    return path if top.startswith(".") else top


def list_names(folder: Path) -> frozenset[str]:
    """The names of everything in a folder; none where there is no such folder."""
    return frozenset(os.listdir(folder)) if folder.is_dir() else frozenset()  # noqa: PTH208 -- only names


def visible_names(names: Iterable[str]) -> frozenset[str]:
    """Those names that don't begin with a point."""
    return frozenset(name for name in names if not name.startswith("."))


def names_in_manifest(site: Path) -> frozenset[str]:
    """The names that the manifest of a site lists, for a site without a record; none without a manifest."""
    file = site / MANIFEST
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        content = read_plain_file(file, _MAX_MANIFEST_SIZE, within=site)
        return top_names([*json.loads(content)["files"], MANIFEST])
    return frozenset()


def list_other_entries(site: Path, own_names: Set[str], new_names: Set[str] = frozenset()) -> tuple[str, ...]:
    """The paths of the topmost entries that no build made, sorted. Raises `OSError`.

    `new_names` are names that a build is about to make: a folder that is to hold one is searched too.
    """
    parent_folders = _parent_folders(own_names | new_names)
    return tuple(sorted(_walk_other_entries(site, "", own_names, parent_folders))) if site.is_dir() else ()


def _walk_other_entries(
    folder: Path, prefix: str, own_names: Set[str], parent_folders: Set[str]
) -> Iterator[str]:
    """The topmost entries below a folder that aren't among `own_names`; `parent_folders` are searched too."""
    with os.scandir(folder) as entries:
        for entry in entries:
            path, is_folder = prefix + entry.name, entry.is_dir(follow_symlinks=False)
            if is_folder and path in parent_folders:
                yield from _walk_other_entries(Path(entry.path), f"{path}/", own_names, parent_folders)
            elif path not in own_names or (is_folder and path.startswith(".")):
                yield path


def _parent_folders(names: Set[str]) -> set[str]:
    """The paths of all folders that hold one of the names."""
    return {name[:index] for name in names for index, character in enumerate(name) if character == "/"}


def without_identical_entries(
    site: Path, others: Iterable[str], files: SiteFiles, names: Set[str]
) -> tuple[str, ...]:
    """The other entries except those that equal, byte for byte, the file that a build puts there.

    `names` are the names of the build's files. Raises `PublishError` when a build would put something else
    there.
    """
    parent_folders = _parent_folders(names)
    remaining, clashes = [], []
    for path in others:
        if path in names or path in parent_folders or any(path.startswith(f"{name}/") for name in names):
            if not _is_identical(site / path, path, files):
                clashes.append(path)
        else:
            remaining.append(path)
    if clashes:
        listing = ", ".join(f"“{path}”" for path in clashes[:10]) + (" …" if len(clashes) > 10 else "")
        raise PublishError(
            f"“{site}” holds what no build of this project made, where a build has something of its own to "
            f"put: {listing}. Nothing was published. If nobody needs it, remove it and build again; or name "
            f"another folder as site_dir in mkdocs.yml."
        )
    return tuple(remaining)


def _is_identical(file: Path, path: str, files: SiteFiles) -> bool:
    """Whether a plain file has the content that the build's file at `path` has."""
    if path not in files:
        return False
    found_stat = file.lstat()
    return (
        stat.S_ISREG(found_stat.st_mode)
        and found_stat.st_size == files.size(path)
        and file.read_bytes() == files[path]
    )


class EntryTransfer:
    """Entries of others on their way from the live tree to the staging tree."""

    def __init__(self, live: Path, staging: Path, others: Iterable[str]) -> None:
        """Give each entry a second name in the staging tree if it can have one; `to_move` are the others."""
        self.live, self.staging = live, staging
        self.linked: list[str] = []
        self.to_move: list[str] = []
        for path in others:
            _make_parents(live, staging, path)
            _remove_leftover(staging / path)
            if not stat.S_ISDIR((live / path).lstat().st_mode) and _link_entry(live / path, staging / path):
                self.linked.append(path)
            else:
                self.to_move.append(path)

    def move_entries(self) -> None:
        """Move the entries without a second name. Raises `PublishError` after moving all of them back."""
        for path in self.to_move:
            try:
                (self.live / path).rename(self.staging / path)
            except OSError as error:
                self.undo()
                raise PublishError(
                    f"“{self.live / path}” is not the site's own and can't be carried along when the site "
                    f"is exchanged for the new one ({error.strerror}). Nothing was published: move it out of "
                    f"the site's folder, or let it be of the same file system and owner as that folder."
                ) from error

    def empty_live_folder(self) -> None:
        """Remove the first names and all folders, so that the live folder can be made anew. Raises
        `OSError`.
        """
        for path in self.linked:
            (self.live / path).unlink()
        for root, folders, _ in os.walk(self.live, topdown=False):
            for name in folders:
                Path(root, name).rmdir()

    def undo(self) -> None:
        """Bring all entries back to the live tree; never raises."""
        with suppress(OSError):
            move_back(self.live, self.staging, [*self.linked, *self.to_move])

    def remove_links(self) -> None:
        """Remove the second names from the tree that is the staging tree after the exchange; never raises."""
        remove_second_names(self.staging, self.linked)


def remove_second_names(staging: Path, paths: Iterable[str]) -> None:
    """Remove what the staging tree has of entries of others that are no folders; never raises."""
    for path in paths:
        with suppress(OSError):
            (staging / path).unlink()


def move_back(live: Path, staging: Path, paths: Iterable[str]) -> None:
    """Move entries of others that lie in the staging tree back to the live tree.

    Raises `PublishError` when something else lies in their place in the live tree, and `OSError`.
    """
    for path in paths:
        stranded, place = staging / path, live / path
        if not os.path.lexists(stranded):
            continue
        if not os.path.lexists(place):
            if not live.exists():
                live.mkdir()
                copy_access(live, staging)
            _make_parents(staging, live, path)
            stranded.rename(place)
        elif _is_same_file(stranded, place):
            stranded.unlink()
        else:
            raise PublishError(
                f"“{stranded}” was moved there by a build that was ended, and now there is “{place}”, too. "
                f"Nothing was published: keep the right one of them at “{place}”, and build again."
            )


def _is_same_file(stranded: Path, place: Path) -> bool:
    """Whether two paths name one file, or two files or links with the same content."""
    stranded_stat, place_stat = stranded.lstat(), place.lstat()
    if (stranded_stat.st_dev, stranded_stat.st_ino) == (place_stat.st_dev, place_stat.st_ino):
        return True
    if stat.S_ISREG(stranded_stat.st_mode) and stat.S_ISREG(place_stat.st_mode):
        return stranded_stat.st_size == place_stat.st_size and stranded.read_bytes() == place.read_bytes()
    return stranded.is_symlink() and place.is_symlink() and stranded.readlink() == place.readlink()


def list_stranded_folders(live: Path, staging: Path, names: Set[str]) -> tuple[str, ...]:
    """Hidden folders of others that a build of an older version left in the staging tree.

    Such a build kept no record, so both manifests tell what builds made; `names` are about to be made.
    """
    own_names = names | names_in_manifest(live) | names_in_manifest(staging)
    hidden_paths = (path for path in list_other_entries(staging, own_names) if path.startswith("."))
    return tuple(path for path in hidden_paths if _has_file(staging / path))


def _has_file(folder: Path) -> bool:
    """Whether a folder holds a file at any depth."""
    return not folder.is_symlink() and any(files for _, _, files in os.walk(folder))


def _make_parents(model: Path, tree: Path, path: str) -> None:
    """Make the folders above a path of `tree`, with the modes that they have in the tree `model`."""
    for parent in reversed(Path(path).parents[:-1]):
        folder = tree / parent
        if not folder.is_dir():
            folder.mkdir()
            folder.chmod(stat.S_IMODE((model / parent).stat().st_mode))


def _remove_leftover(place: Path) -> None:
    """Remove a second name or an empty folder that an interrupted build left."""
    with suppress(FileNotFoundError):
        if stat.S_ISDIR(place.lstat().st_mode):
            place.rmdir()
        else:
            place.unlink()


def _link_entry(file: Path, name: Path) -> bool:
    """Give an entry that is no folder a second name, if the system can do that; whether it did."""
    try:
        os.link(file, name, follow_symlinks=False)
    except (OSError, NotImplementedError):
        return False
    return True
