"""The only step that writes: all of a site, or nothing of it.

Beside the published folder lies a spare one, `.<name>.spare`. A change is applied to the spare
folder, and then both change places in one step. Whatever ends a build before that step (an error,
a full disk, a signal) leaves the published folder as it was; the next build compares every file
of the spare folder with what it should be, and so heals it. A lock makes builds wait in line.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.alongside import divided
from generator.output.exchange import exchange, restore

KEPT = ".gitignore"
"""The one file of the published folder that is the project's and not the site's."""

_MANY = 200
"""From so many folders on it pays to write in more than one process."""


class PublishError(Exception):
    """The site could not be written; what was published before still stands."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication did, in numbers of files."""

    written: int
    removed: int
    unchanged: int


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


def publish(files: Mapping[str, bytes], site: Path) -> Published:
    """Make `site` hold exactly these files (by relative path with "/"), and its own `.gitignore`.

    Raises `PublishError` when it can't; the folder is then as it was.
    """
    trees = Trees(site)
    try:
        site.parent.mkdir(parents=True, exist_ok=True)
        with _locked(trees.lock):
            restore(trees.live, aside=trees.aside, spare=trees.spare)
            try:
                return _publish(files, trees)
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


def discard(site: Path) -> None:
    """Remove what publications left beside `site`: for a folder that is itself going to go."""
    trees = Trees(site)
    shutil.rmtree(trees.spare, ignore_errors=True)
    trees.lock.unlink(missing_ok=True)


def _publish(files: Mapping[str, bytes], trees: Trees) -> Published:
    own = trees.live / KEPT
    wanted = dict(files)
    if own.is_file():
        wanted[KEPT] = own.read_bytes()
    if trees.live.is_dir() and _holds(trees.live, wanted):
        return Published(0, 0, len(files))
    if not trees.spare.exists():
        _begin_with(trees.live, trees.spare)
    done = _apply(wanted, trees.spare)
    if trees.live.exists():
        _keep_times(wanted, trees)
        exchange(trees.live, trees.spare, aside=trees.aside)
    else:
        trees.spare.rename(trees.live)
    return done


def _begin_with(tree: Path, spare: Path) -> None:
    """Make the spare tree, with the files of the other under a second name where the system knows that.

    No file of a tree is ever written to: one that changes is removed, and another made.
    """
    spare.mkdir()
    if not tree.is_dir():
        return
    made = {""}
    with contextlib.suppress(OSError):
        for path, entry in _walk(tree):
            folder = path.rpartition("/")[0]
            if folder not in made:
                made.add(folder)
                (spare / folder).mkdir(parents=True, exist_ok=True)
            os.link(entry.path, f"{spare}/{path}", follow_symlinks=False)


def _holds(tree: Path, files: Mapping[str, bytes]) -> bool:
    """Whether the tree has these files and no others."""
    found = 0
    for path, entry in _walk(tree):
        content = files.get(path)
        if content is None or entry.is_symlink() or not _same(entry, content):
            return False
        found += 1
    return found == len(files)


def _apply(files: Mapping[str, bytes], tree: Path) -> Published:
    """Make the tree hold exactly these files, writing only what differs."""
    removed = 0
    same: set[str] = set()
    for path, entry in _walk(tree):
        content = files.get(path)
        if content is not None and not entry.is_symlink() and _same(entry, content):
            same.add(path)
        else:
            Path(entry.path).unlink()
            removed += content is None
    _drop_empty_folders(tree, files)
    folders: defaultdict[Path, list[str]] = defaultdict(list)
    for path in files:
        if path not in same:
            folders[(tree / path).parent].append(path)
    divided(partial(_write, files, tree), list(folders.items()), least=_MANY)
    return Published(len(files) - len(same), removed, len(same))


def _write(files: Mapping[str, bytes], tree: Path, folders: Sequence[tuple[Path, Sequence[str]]]) -> None:
    """Write the files of these folders."""
    for folder, paths in folders:
        _make_folder(folder, tree)
        for path in paths:
            (tree / path).write_bytes(files[path])


def _keep_times(files: Mapping[str, bytes], trees: Trees) -> None:
    """A file that stays as it is keeps its time: servers tell readers by it that nothing has changed."""
    live, spare = str(trees.live), str(trees.spare)
    for path, content in files.items():
        try:
            known, made = os.lstat(f"{live}/{path}"), os.lstat(f"{spare}/{path}")
            if known.st_mtime_ns == made.st_mtime_ns or known.st_size != made.st_size:
                continue
            before = trees.live / path
            if not before.is_symlink() and before.read_bytes() == content:
                os.utime(trees.spare / path, ns=(known.st_atime_ns, known.st_mtime_ns))
        except (FileNotFoundError, NotADirectoryError):
            continue


def _make_folder(folder: Path, tree: Path) -> None:
    """Make a folder of the tree; a path that leads out of it is refused."""
    folder.mkdir(parents=True, exist_ok=True)
    if not folder.resolve().is_relative_to(tree.resolve()):
        raise OSError(0, "A path leads out of the site", str(folder))


def _drop_empty_folders(tree: Path, files: Mapping[str, bytes]) -> None:
    """Remove the folders in which nothing is left and nothing will be."""
    wanted = {"."}
    for path in files:
        parts = path.split("/")
        wanted.update("/".join(parts[:i]) for i in range(1, len(parts)))
    for root, folders, _ in os.walk(tree, topdown=False):
        for name in folders:
            folder = Path(root, name)
            if folder.relative_to(tree).as_posix() not in wanted:
                folder.rmdir()


def _same(entry: os.DirEntry[str], content: bytes) -> bool:
    if entry.stat(follow_symlinks=False).st_size != len(content):
        return False
    with open(entry.path, "rb") as file:  # noqa: PTH123 -- a Path for each file takes as long as reading it
        return file.read() == content


def _walk(tree: Path, prefix: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every file below the tree, with its path; a link counts as a file and isn't followed."""
    with os.scandir(tree) as entries:
        listed = list(entries)
    for entry in listed:
        path = prefix + entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), path + "/")
        else:
            yield path, entry


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the lock; it goes with the process, however that ends."""
    if sys.platform == "win32":
        import msvcrt

        with path.open("a+b") as handle:
            msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
            try:
                yield
            finally:
                handle.seek(0)
                msvcrt.locking(handle.fileno(), msvcrt.LK_UNLCK, 1)
    else:
        import fcntl

        with path.open("a+b") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
