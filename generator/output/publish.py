"""The only step that writes: all of a site, or nothing of it.

Beside the published folder lies a spare one, `.<name>.spare`. A change is applied to the spare
folder, and then both change places in one step. Whatever ends a build before that step (an error,
a full disk, a signal) leaves the published folder as it was; the next build looks at every file
of the spare folder, reads those that aren't as it knows them, and so heals it. A lock makes builds
wait in line, and tells by a mark in it whether another has published in the meantime.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO

from generator.alongside import divided
from generator.output.exchange import exchange, restore
from generator.output.files import Files
from generator.output.trees import State, Tree, complete, recognised, state_of, states_of

KEPT = ".gitignore"
"""The one file of the published folder that is the project's and not the site's."""

_MANY = 200
"""From so many folders on it pays to write in more than one process."""


class PublishError(Exception):
    """The site could not be written; what was published before still stands."""


@dataclass(frozen=True, slots=True)
class Stood:
    """What stood in both folders after a publication, and the mark that it left.

    A tree may lack files or digests; what is there was so.
    """

    mark: str = ""
    live: Tree = field(default_factory=Tree)
    spare: Tree = field(default_factory=Tree)


@dataclass(frozen=True, slots=True)
class Published:
    """How the site differs from the one before, in numbers of files, and what stands now."""

    written: int
    removed: int
    unchanged: int
    stood: Stood = field(default_factory=Stood, compare=False, repr=False)


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


def publish(files: Mapping[str, bytes], site: Path, stood: Stood | None = None) -> Published:
    """Make `site` hold exactly these files (by relative path with "/"), and its own `.gitignore`.

    `stood` is what is known of both folders; where its mark is still the lock's, `site` itself isn't
    looked at again. Raises `PublishError` when it can't; the folder is then as it was.
    """
    trees = Trees(site)
    files = files if isinstance(files, Files) else Files(files)
    try:
        site.parent.mkdir(parents=True, exist_ok=True)
        with _locked(trees.lock) as lock:
            restore(trees.live, aside=trees.aside, spare=trees.spare)
            try:
                return _publish(files, trees, stood or Stood(), lock)
            except OSError:
                # A full disk needs the room, and a half-made spare tree is of no use to anyone.
                shutil.rmtree(trees.spare, ignore_errors=True)
                raise
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        raise PublishError(
            f"The site could not be written: {error.strerror or error}{where}. "
            f"What was published before is untouched."
        ) from error


def mark_of(site: Path) -> str:
    """The mark that the last publication left; "" where there is none."""
    try:
        return Trees(site).lock.read_text("ascii")
    except (OSError, ValueError):
        return ""


def discard(site: Path) -> None:
    """Remove what publications left beside `site`: for a folder that is itself going to go."""
    trees = Trees(site)
    shutil.rmtree(trees.spare, ignore_errors=True)
    trees.lock.unlink(missing_ok=True)


def _publish(files: Files, trees: Trees, stood: Stood, lock: BinaryIO) -> Published:
    mark = lock.read().decode("ascii", "replace")
    trusted = bool(stood.mark) and stood.mark == mark
    live = stood.live if trusted else recognised(states_of(trees.live), stood.live)
    live = complete(trees.live, live)
    own = trees.live / KEPT
    if own.is_file():
        files = Files(files)
        files[KEPT] = own.read_bytes()
    wanted = {path: files.digest(path) for path in files}
    if trees.live.is_dir() and live.digests == wanted:
        return Published(0, 0, len(files) - (KEPT in files), Stood(mark, live, stood.spare))
    if trees.spare.exists():
        spare = recognised(states_of(trees.spare), stood.spare)
    else:
        spare = _begin_with(live, trees)
    spare = complete(trees.spare, spare)
    now = _apply(files, wanted, trees, live, spare)
    if trees.live.exists():
        exchange(trees.live, trees.spare, aside=trees.aside)
    else:
        trees.spare.rename(trees.live)
    same = sum(live.digests.get(path) == digest for path, digest in wanted.items())
    removed = len(live.digests.keys() - wanted.keys())
    return Published(len(wanted) - same, removed, same - (KEPT in files), Stood(_marked(lock), now, live))


def _marked(lock: BinaryIO) -> str:
    mark = secrets.token_hex(8)
    lock.seek(0)
    lock.truncate()
    lock.write(mark.encode())
    lock.flush()
    return mark


def _begin_with(live: Tree, trees: Trees) -> Tree:
    """Make the spare tree, with the files of the other under a second name where the system knows that.

    What is known of it then. No file of a tree is ever written to: one that changes is removed, and another
    made.
    """
    trees.spare.mkdir()
    for folder in sorted({path.rpartition("/")[0] for path in live.states} - {""}):
        (trees.spare / folder).mkdir(parents=True, exist_ok=True)
    linked = divided(partial(_linked_all, trees), list(live.states), least=_MANY)
    return live if all(linked) else recognised(states_of(trees.spare), live)


def _linked_all(trees: Trees, paths: Sequence[str]) -> bool:
    """Give files of the live tree a second name in the spare one; whether all have it now."""
    live, spare = trees.live, trees.spare
    try:
        for path in paths:
            os.link(f"{live}/{path}", f"{spare}/{path}", follow_symlinks=False)
    except OSError:
        return False
    return True


def _apply(files: Files, wanted: dict[str, str], trees: Trees, live: Tree, spare: Tree) -> Tree:
    """Make the spare tree hold exactly these files, of these digests, and tell what it is then.

    A file that the live tree has is the same one there, or has its time: servers tell readers by it that
    nothing has changed.
    """
    gone = spare.digests.keys() - files.keys()
    same = {path for path, digest in wanted.items() if spare.digests.get(path) == digest}
    for path in spare.digests.keys() - same:
        (trees.spare / path).unlink()
    if gone or files.keys() - spare.digests.keys():
        _drop_empty_folders(trees.spare, files)
    states = {path: spare.states[path] for path in same}
    folders: defaultdict[Path, list[str]] = defaultdict(list)
    for path in files:
        if path not in same:
            folders[(trees.spare / path).parent].append(path)
    as_live = {path: live.states[path] for path, digest in wanted.items() if live.digests.get(path) == digest}
    for path in same & as_live.keys():
        if states[path][1] != as_live[path][1]:
            os.utime(trees.spare / path, ns=(as_live[path][1],) * 2)
            states[path] = state_of(f"{trees.spare}/{path}")
    divided(partial(_write, files, trees, as_live), list(folders.items()), least=_MANY)
    fresh = files.keys() - same
    states.update((path, state_of(f"{trees.spare}/{path}")) for path in fresh)
    return Tree(states, wanted)


def _write(
    files: Files, trees: Trees, as_live: Mapping[str, State], folders: Sequence[tuple[Path, Sequence[str]]]
) -> None:
    """Write the files of these folders; `as_live` are the states of those that the live tree has."""
    for folder, paths in folders:
        _make_folder(folder, trees.spare)
        for path in paths:
            live, spare = trees.live / path, trees.spare / path
            same = path in as_live and _is_still(live, as_live[path])
            name = live if same else Path(files.new(path)) if files.new(path) else None
            if name is None or not _linked(name, spare):
                spare.write_bytes(files[path])
                if same:
                    shutil.copystat(live, spare)


def _is_still(file: Path, state: State) -> bool:
    try:
        return state_of(os.fspath(file)) == state
    except OSError:
        return False


def _linked(file: Path, name: Path) -> bool:
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


def _drop_empty_folders(tree: Path, files: Mapping[str, bytes]) -> None:
    """Remove the folders in which nothing is left and nothing will be."""
    wanted: set[str] = set()
    for path in files:
        folder = path.rpartition("/")[0]
        while folder not in wanted:
            wanted.add(folder)
            folder = folder.rpartition("/")[0]
    for root, folders, _ in os.walk(tree, topdown=False):
        for name in folders:
            empty = Path(root, name)
            if empty.relative_to(tree).as_posix() not in wanted:
                empty.rmdir()


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[BinaryIO]:
    """Hold the lock; it goes with the process, however that ends."""
    if sys.platform == "win32":
        import msvcrt

        with path.open("a+b") as handle:
            handle.seek(0)
            msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
            try:
                yield handle
            finally:
                handle.seek(0)
                msvcrt.locking(handle.fileno(), msvcrt.LK_UNLCK, 1)
    else:
        import fcntl

        with path.open("a+b") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            handle.seek(0)
            yield handle
