"""How `mkdocs serve` learns of a change: Linux tells at once, and elsewhere files are looked at repeatedly.

MkDocs looks at every watched file twice a second. Linux can tell of changes by itself (inotify), unless a
folder lies on a file system that others change too, holds links, whose targets can't be watched, or the
system has no watch to spare. Then MkDocs' own way is used for everything.
Source: man 7 inotify, "Limitations and caveats".
"""

from __future__ import annotations

import logging
import os
import sys
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from watchdog.events import (
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers.api import BaseObserver, ObservedWatch

from dossier_timeline.publishing.site_folder import mount_name

log = logging.getLogger("mkdocs.plugins.dossier_timeline.preview")
"""A child of the logger that MkDocs shows."""

_LOCAL_FILE_SYSTEMS = frozenset(
    ("bcachefs", "btrfs", "ext2", "ext3", "ext4", "f2fs", "jfs", "overlay", "reiserfs", "tmpfs", "xfs", "zfs")
)
"""The types of file systems that only this machine changes."""
_EVENTS: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileModifiedEvent,
    FileDeletedEvent,
    FileMovedEvent,
    DirDeletedEvent,
    DirMovedEvent,
]
"""What changes a site; that a file was opened or read doesn't."""
_Watches = tuple[tuple[BaseObserver, ObservedWatch], ...]
_Schedule = Callable[[BaseObserver], ObservedWatch]


class FileObserver:
    """Stands in for the observer of MkDocs' server: the system tells of changes, or files are looked at."""

    def __init__(self, polling: BaseObserver) -> None:
        """`polling` is the observer that looks at files; it isn't started yet."""
        self._polling, self._in_use = polling, [polling]
        self._native = _make_native_observer()
        if self._native is not None:
            self._in_use.append(self._native)
        self._places: list[str] = []

    @property
    def is_told(self) -> bool:
        """Whether the system tells of changes; known once the observer has started."""
        return self._polling not in self._in_use

    def schedule(self, handler: FileSystemEventHandler, path: str, *, recursive: bool = True) -> _Watches:
        """Watch a file or folder: `handler` is called for each change. Gives what `unschedule` takes."""
        self._places.append(path)
        watches = []
        for observer in self._in_use:
            if observer is self._polling:
                watch = observer.schedule(handler, path, recursive=recursive)
            else:
                watch = _schedule_native(observer, handler, os.path.realpath(path), is_recursive=recursive)
            watches.append((observer, watch))
        return tuple(watches)

    def unschedule(self, watches: _Watches) -> None:
        """Watch something no longer."""
        for observer, watch in watches:
            if observer in self._in_use:
                observer.unschedule(watch)

    def start(self) -> None:
        """Begin to watch."""
        if self._native is not None and self._start_native(self._native):
            self._polling.unschedule_all()
            self._in_use = [self._native]
        else:
            self._in_use = [self._polling]
            self._polling.start()

    def stop(self) -> None:
        """Watch nothing any more."""
        for observer in self._in_use:
            observer.stop()

    def join(self) -> None:
        """Wait for the end."""
        for observer in self._in_use:
            if observer.is_alive():
                observer.join()

    def _start_native(self, native: BaseObserver) -> bool:
        """Start to be told by the system; whether that's possible."""
        reason = next(filter(None, map(find_hindrance, self._places)), "")
        if not reason:
            # A folder that was moved away and comes back is watched anew, of which watchdog warns.
            warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)
            try:
                native.start()
            except OSError as error:
                reason = error.strerror or str(error)
            else:
                return True
        log.info("Files are looked at twice a second, as the system can't tell of changes: %s", reason)
        native.unschedule_all()
        native.stop()
        return False


def find_hindrance(place: str) -> str:
    """Why the system can't tell of all changes of a file or below a folder; "" where it can."""
    kind = find_file_system(place)
    if kind not in _LOCAL_FILE_SYSTEMS:
        return f"{place} lies on another kind of file system ({kind or 'unknown'})"
    link = next((path for path in _list_entries(place) if os.path.islink(path)), "")  # noqa: PTH114 -- thousands of them
    return f"{link} is a link" if link else ""


def find_file_system(place: str, mounts: Path = Path("/proc/self/mountinfo")) -> str:
    """The type of the file system on which something lies, like "ext4"; "" where the system doesn't tell."""
    try:
        lines = [line.split(b" ") for line in mounts.read_bytes().splitlines()]
    except OSError:
        return ""
    # Source: man 5 proc_pid_mountinfo; the type follows a dash that ends a row of optional fields.
    types = {fields[4]: fields[fields.index(b"-", 6) + 1].decode() for fields in lines if b"-" in fields[6:]}
    real = Path(os.path.realpath(place))
    return next((types[name] for name in map(mount_name, (real, *real.parents)) if name in types), "")


def _list_entries(place: str) -> Iterable[str]:
    """Everything below a folder."""
    for folder, folders, files in os.walk(os.path.realpath(place)):
        yield from (os.path.join(folder, name) for name in (*folders, *files))  # noqa: PTH118 -- thousands of them


def _make_native_observer() -> BaseObserver | None:
    """An observer that the system tells of changes; `None` where there is none."""
    if sys.platform != "linux":
        return None
    from watchdog.observers.inotify import InotifyObserver

    try:
        return InotifyObserver()
    except OSError as error:
        log.info(
            "Files are looked at twice a second, as the system can't tell of changes: %s", error.strerror
        )
        return None


def _schedule_native(
    observer: BaseObserver, handler: FileSystemEventHandler, path: str, *, is_recursive: bool
) -> ObservedWatch:
    """Watch a folder, or the folder of a file: an editor may put another file in its place."""
    is_folder = os.path.isdir(path)  # noqa: PTH112 -- a path of MkDocs
    folder = path if is_folder else os.path.dirname(path)  # noqa: PTH120
    relay = _Relay(handler, "" if is_folder else path)
    return observer.schedule(relay, folder, recursive=is_folder and is_recursive, event_filter=_EVENTS)


class _Relay(FileSystemEventHandler):
    """Hands on what happens to one file, or to all; a folder that goes is told like a file that goes."""

    def __init__(self, handler: FileSystemEventHandler, file: str) -> None:
        """`file` is the path of the only one that counts, or ""."""
        self._handler, self._file = handler, file

    def dispatch(self, event: FileSystemEvent) -> Any:
        """Hand on an event."""
        if self._file and self._file not in (event.src_path, event.dest_path):
            return
        self._handler.dispatch(FileDeletedEvent(event.src_path) if event.is_directory else event)
