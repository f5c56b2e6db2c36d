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
from dossier_timeline.publishing.exchange import exchange, restore
from dossier_timeline.publishing.folder_access import make_alike
from dossier_timeline.publishing.lock import Lock, locked, record_of
from dossier_timeline.publishing.other_entries import (
    Carried,
    adopted,
    bring_back,
    left_behind,
    names_of,
    others_in,
)
from dossier_timeline.publishing.site_files import Files
from dossier_timeline.publishing.site_folder import Trees, made_in, refuse_strangers, resolved
from dossier_timeline.publishing.tree_index import State, Tree, complete, recognised, state_of, states_of
from dossier_timeline.workers import divided

_MANY = 200
"""From so many folders on it pays to write in more than one process."""


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
    """How the site differs from the one before, in numbers of files, and what stands now.

    `kept` are the entries in its folder that no build made.
    """

    written: int
    removed: int
    unchanged: int
    kept: tuple[str, ...] = ()
    stood: Stood = field(default_factory=Stood, compare=False, repr=False)


def publish(files: Mapping[str, bytes], site: Path, stood: Stood | None = None) -> Published:
    """Make `site` hold exactly these files (by relative path with "/"), and what others put there.

    Where `site` is a link, the folder that it leads to is meant. `stood` is what is known of both folders;
    where its mark is still the lock's, `site` itself isn't looked at again. Raises `PublishError` when it
    can't; the folder is then as it was.
    """
    files = files if isinstance(files, Files) else Files(files)
    names = names_of(files)
    try:
        trees = Trees(resolved(site))
        refuse_strangers(trees)
        trees.live.parent.mkdir(parents=True, exist_ok=True)
        with locked(trees.lock) as lock:
            restore(trees.live, aside=trees.aside, spare=trees.spare)
            bring_back(trees.live, trees.spare, lock.record.moved)
            made = made_in(trees, lock.record)
            if lock.record.made is None:
                bring_back(trees.live, trees.spare, left_behind(trees.live, trees.spare, names))
            kept = adopted(trees.live, others_in(trees.live, made, names), files, names)
            try:
                published = _publish(files, trees, stood or Stood(), lock, made | names)
            except OSError:
                # A full disk needs the room, and a half-made spare tree is of no use to anyone.
                if not any(os.path.lexists(trees.spare / path) for path in lock.record.moved):
                    shutil.rmtree(trees.spare, ignore_errors=True)
                raise
            lock.conclude(mark=published.stood.mark, made=names, moved=())
            return replace(published, kept=kept)
    except OSError as error:
        raise PublishError(
            f"The site could not be written: {refusal(error)}. What was published before is untouched."
        ) from error


def discard(site: Path) -> None:
    """Remove what publications left beside `site`: for a folder that is itself going to go."""
    trees = Trees(site)
    if record_of(trees.lock).moved:
        return
    shutil.rmtree(trees.spare, ignore_errors=True)
    trees.lock.unlink(missing_ok=True)


def _publish(files: Files, trees: Trees, stood: Stood, lock: Lock, made: frozenset[str]) -> Published:
    """Publish while the lock is held; `made` are the names that are a build's, now or before."""
    mark = lock.record.mark
    trusted = bool(stood.mark) and stood.mark == mark
    live = (
        stood.live if trusted else recognised(states_of(trees.live, others_in(trees.live, made)), stood.live)
    )
    live = complete(trees.live, live)
    wanted = {path: files.digest(path) for path in files}
    if trees.live.is_dir() and live.digests == wanted:
        return Published(0, 0, len(files), stood=Stood(mark, live, stood.spare))
    if trees.spare.exists():
        spare = recognised(states_of(trees.spare), stood.spare)
    else:
        spare = _begin_with(live, trees)
    if trees.live.exists():
        make_alike(trees.spare, trees.live)
    spare = complete(trees.spare, spare)
    now = _apply(files, wanted, trees, live, spare)
    _change_places(trees, live, lock, made)
    same = sum(live.digests.get(path) == digest for path, digest in wanted.items())
    removed = len(live.digests.keys() - wanted.keys())
    return Published(len(wanted) - same, removed, same, stood=Stood(secrets.token_hex(8), now, live))


def _change_places(trees: Trees, live: Tree, lock: Lock, made: frozenset[str]) -> None:
    """Let the spare tree become the live one, with what others put into that one."""
    if not trees.live.exists():
        lock.write(made=made)
        trees.spare.rename(trees.live)
        return
    carried = Carried(trees.live, trees.spare, others_in(trees.live, made))
    lock.write(made=made, moved=tuple(carried.to_move))
    try:
        carried.move()
        try:
            exchange(trees.live, trees.spare, aside=trees.aside)
        except OSError as error:
            if error.errno != errno.EXDEV or live.states:
                raise
            lock.write(moved=(*carried.linked, *carried.to_move))
            carried.empty()
            trees.live.rmdir()
            trees.spare.rename(trees.live)
            return
    except BaseException:
        carried.undo()
        raise
    carried.forget()


def _begin_with(live: Tree, trees: Trees) -> Tree:
    """Make the spare tree, with the files of the other under a second name where the system knows that.

    What is known of it then. No file of a tree is ever written to: one that changes is removed, and another
    made.
    """
    trees.spare.mkdir()
    if trees.live.exists():
        make_alike(trees.spare, trees.live)
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
    for root, folders, _ in os.walk(tree, topdown=False, onerror=_raise):
        for name in folders:
            empty = Path(root, name)
            if empty.relative_to(tree).as_posix() not in wanted:
                empty.rmdir()


def _raise(error: OSError) -> None:
    raise error
