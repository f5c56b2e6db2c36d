"""Snapshots of a build's inputs and of the published files, by which a build knows that nothing has changed.

A build records its inputs as they were before it began to read (every file of content, templates and source
texts, the settings, this program and its libraries), and the published files as they were in the end. If all
of that is still the same, another build would make the same site.

A file counts as the same when its size and times are the same, or else its SHA-256. A file that was changed
less than two seconds before it was examined could change again without a sign, so the next build reads it.
One of the times is that of the inode's last change, which nobody can set back, so an edit that keeps size
and modification time is noticed too. Published files have no such time to go by, because every exchange of
the trees changes their inodes; an edit of that kind isn't noticed there (`publishing/tree_index.py`).
"""

from __future__ import annotations

import json
import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from dossier_timeline.cache.buckets import code_fingerprint, fingerprint, site_key
from dossier_timeline.cache.store import CACHE_FOLDER, Store
from dossier_timeline.config import Config
from dossier_timeline.diagnostics.codes import Level, code_of
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.file_reading import file_digest, is_within, link_boundary
from dossier_timeline.publishing.publication import PublishedSnapshot
from dossier_timeline.publishing.site_files import SiteFiles
from dossier_timeline.publishing.site_folder import SiteFolderState, read_site_folder
from dossier_timeline.publishing.tree_index import (
    dump_tree_index,
    hash_missing,
    load_tree_index,
    with_known_digests,
)

_LAST_BUILD, _TREES = "last", "trees"
"""The buckets of what is recorded of each folder of a site."""
_DAY, _MAX_AGE = 86_400, 30
"""Seconds of a day; and days: how long a folder's records are kept after its last build."""

_RECENT = 2_000_000_000
"""Nanoseconds: a file that was changed so recently can't be recognised by its times."""

_MAX_HASHED_SIZE = 1 << 30
"""Bytes: of a larger file, and of a link, only the size and the times count."""


class FileFingerprint(NamedTuple):
    """What the system tells of a file, and its SHA-256 or another sign of its state."""

    size: int
    modified_ns: int
    changed_ns: int
    inode: int
    digest: str


@dataclass(frozen=True, slots=True)
class LastBuild:
    """What the last build made: the numbers of pages and files, and its warnings."""

    pages: int
    files: int
    problems: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class InputSnapshot:
    """Everything on which a build depends, and the published files before it.

    `settings` is a digest of the settings, the program's environment and files of other plugins; `files` are
    the input files by path; `rest_digest` is that of the rest of the site, where the dossier is a section.
    `site_folder` is what stands in the site's folder; a preview looks at that later.
    `unchanged_build` is given when this build would make the same as the last one and
    that is still there.
    """

    settings: str
    files: Mapping[str, FileFingerprint]
    site_folder: SiteFolderState | None = None
    unchanged_build: LastBuild | None = None
    rest_digest: str = ""


def take_snapshot(config: Config, extra_files: Mapping[str, bytes]) -> InputSnapshot | None:
    """The inputs and published files as they are now; `None` when an input can't be examined from outside.

    A file that is as it was at the end of the last build isn't read.
    """
    libraries = _list_libraries()
    if not all(_is_library(name, libraries) for name in config.markdown.extensions):
        return None
    last_build = _read(config, _LAST_BUILD)
    stored_files = last_build["files"].items() if last_build else ()
    previous_files = {path: FileFingerprint(*values) for path, values in stored_files}
    now, files = time.time_ns(), {}
    for path, entry in _walk_inputs(config):
        if entry is None:
            return None
        files[path] = _fingerprint_file(path, entry, now, previous_files.get(path))
    extra_digests = _list_digests(extra_files)
    is_section = bool(config.addresses.mount)
    # No step reads the files of the site around a section.
    settings = _settings_key(config, [] if is_section else extra_digests, libraries)
    if config.mode.drafts:
        return InputSnapshot(settings, files)
    site_folder = read_site_folder(config.paths.site)
    rest_digest = fingerprint(extra_digests) if is_section else ""
    snapshot = InputSnapshot(settings, files, site_folder, rest_digest=rest_digest)
    if (
        last_build is None
        or not site_folder.is_whole
        or not _is_unchanged(snapshot, site_folder, last_build, previous_files)
    ):
        return snapshot
    if files != previous_files:
        _write(config, {_LAST_BUILD: {**last_build, "files": files}})
    problems = tuple(_load_problem(*values) for values in last_build["problems"])
    return replace(snapshot, unchanged_build=LastBuild(last_build["pages"], last_build["made"], problems))


def _is_unchanged(
    snapshot: InputSnapshot,
    site_folder: SiteFolderState,
    last_build: Mapping[str, Any],
    previous_files: Mapping[str, FileFingerprint],
) -> bool:
    """Whether the inputs and the published files are those of the last build."""
    return (
        last_build["settings"] == snapshot.settings
        and last_build["rest_digest"] == snapshot.rest_digest
        and last_build["site"] == fingerprint(sorted(site_folder.stats.items()))
        and snapshot.files.keys() == previous_files.keys()
        and all(snapshot.files[path].digest == file.digest for path, file in previous_files.items())
    )


def take_published_snapshot(snapshot: InputSnapshot, config: Config) -> PublishedSnapshot:
    """The published files and the staging folder with digests; a published file that has changed is read."""
    stored, known = _read(config, _TREES), PublishedSnapshot()
    if stored is not None:
        live = load_tree_index(stored["live"])
        known = PublishedSnapshot("", live, load_tree_index(stored["spare"], live))
    site_folder = snapshot.site_folder or read_site_folder(config.paths.site)
    return PublishedSnapshot(
        site_folder.publication_id,
        hash_missing(config.paths.site, with_known_digests(site_folder.stats, known.live)),
        known.staging,
    )


def record_build(
    snapshot: InputSnapshot,
    config: Config,
    paths_made: Iterable[str],
    problems: Iterable[Diagnostic],
    published: PublishedSnapshot,
) -> None:
    """Record a finished build: its inputs, the paths of its files, its warnings and the published files."""
    paths = list(paths_made)
    trees = {
        "live": dump_tree_index(published.live),
        "spare": dump_tree_index(published.staging, published.live),
    }
    body = {
        "settings": snapshot.settings,
        "rest_digest": snapshot.rest_digest,
        "files": snapshot.files,
        "site": fingerprint(sorted(published.live.stats.items())),
        "pages": sum(path.endswith(".html") for path in paths),
        "made": len(paths),
        "problems": [_dump_problem(problem) for problem in problems],
    }
    _write(config, {_TREES: trees, _LAST_BUILD: body})


def _read(config: Config, bucket: str) -> dict[str, Any] | None:
    """What the last build recorded of this site's folder, by this version of the code; `None` without it."""
    with closing(Store(config.paths.root / CACHE_FOLDER)) as store:
        content = store.read(bucket, site_key(config), _code_version())
    found: dict[str, Any] | None = json.loads(content) if content is not None else None
    return found


def _write(config: Config, records: Mapping[str, object]) -> None:
    """Record what goes by the names of buckets, and forget folders in which nothing was built for long."""
    today = int(time.time() // _DAY)
    with closing(Store(config.paths.root / CACHE_FOLDER)) as store:
        for bucket, record in records.items():
            uses = store.list_keys(bucket, _code_version()).items()
            old = [key for key, used in uses if today - used > _MAX_AGE]
            values = {site_key(config): json.dumps(record).encode()}
            store.write(bucket, values, _code_version(), used=today, removed=old)
            for owner in old:
                store.forget("steps", owner)
                store.forget("checks", owner)
                store.forget("results", owner)


def _code_version() -> str:
    return code_fingerprint([__file__])


def _list_digests(files: Mapping[str, bytes]) -> list[tuple[str, str]]:
    """The SHA-256 of each file with its path, sorted; files on disk stay unread."""
    files = files if isinstance(files, SiteFiles) else SiteFiles(files)
    return [(path, files.digest(path)) for path in sorted(files)]


def _settings_key(config: Config, extra_digests: list[tuple[str, str]], libraries: Mapping[str, Path]) -> str:
    """A digest of the settings, the versions of Python and the libraries, and other plugins' files."""
    installed = sorted(name for name in libraries if name.endswith(".dist-info"))
    return fingerprint([repr(config), sys.version, installed, extra_digests])


def _list_libraries() -> dict[str, Path]:
    """Installed modules and folders by name; a folder of metadata has the library's version in its name."""
    folders = (Path(folder) for folder in sys.path if folder.endswith(("site-packages", "dist-packages")))
    return {entry.name: entry for folder in folders if folder.is_dir() for entry in folder.iterdir()}


def _is_library(extension: str, libraries: Mapping[str, Path]) -> bool:
    """Whether a Markdown extension belongs to a library, whose version determines what it does."""
    if "." not in extension and ":" not in extension:
        return True
    top = extension.replace(":", ".").split(".")[0]
    return top in libraries or f"{top}.py" in libraries


def _walk_inputs(config: Config) -> Iterator[tuple[str, os.DirEntry[str] | None]]:
    """Every file that may count, with its path; `None` in place of a folder that can't be examined."""
    folders = (
        config.paths.content,
        *config.paths.templates,
        Path(__file__).parents[1],
        config.paths.sources,
    )
    for folder in dict.fromkeys(folder for folder in folders if folder and folder.is_dir()):
        yield from _walk_folder(str(folder), link_boundary(folder))
    with os.scandir(config.paths.root) as entries:
        for entry in entries:
            if not entry.name.startswith(".") and os.path.isfile(entry.path):  # noqa: PTH113 -- circles of links end
                yield entry.path, entry


def _walk_folder(folder: str, boundary: Path | None) -> Iterator[tuple[str, os.DirEntry[str] | None]]:
    """Every file below a folder, except links out of the folder `boundary`, which nobody reads.

    A folder that can't be opened gives `None`; reading it will report the problem.
    """
    try:
        entries_iterator = os.scandir(folder)
    except OSError:
        yield folder, None
        return
    with entries_iterator as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    yield from _walk_folder(entry.path, boundary)
            elif boundary is None or not entry.is_symlink() or is_within(entry.path, boundary):
                yield entry.path, None if entry.is_dir() else entry


def _fingerprint_file(
    path: str, dir_entry: os.DirEntry[str], now: int, previous: FileFingerprint | None
) -> FileFingerprint:
    """The fingerprint of a file; `previous` is returned when the file is as it was then."""
    try:
        found = dir_entry.stat()
    except OSError:
        return FileFingerprint(0, 0, 0, 0, "nothing")
    if not stat.S_ISREG(found.st_mode):
        return FileFingerprint(0, 0, 0, 0, "no plain file")
    file_stat = found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino
    is_recent = max(found.st_mtime_ns, found.st_ctime_ns) > now - _RECENT
    if dir_entry.is_symlink() or found.st_size > _MAX_HASHED_SIZE:
        return FileFingerprint(*file_stat, repr((file_stat, now if is_recent else 0)))
    if not is_recent and previous is not None and previous[:4] == file_stat:
        return previous
    try:
        digest = file_digest(path, _MAX_HASHED_SIZE)
    except OSError:
        digest = "unreadable"
    return FileFingerprint(0, 0, 0, 0, digest) if is_recent else FileFingerprint(*file_stat, digest)


def _dump_problem(problem: Diagnostic) -> list[object]:
    position = problem.position
    return [
        position.path,
        position.line,
        position.column,
        problem.code,
        problem.message,
        problem.hint,
        problem.level.value,
    ]


def _load_problem(  # noqa: PLR0917 -- the values as they were stored
    path: str, line: int, column: int, code: str, message: str, hint: str, level: str
) -> Diagnostic:
    return Diagnostic(Position(path, line, column), code_of(code), message, hint, Level(level))
