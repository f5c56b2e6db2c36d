"""What there is before a build, and whether it has anything to do: nothing, where all is as it was.

A build notes what there was before it began to read (every file of content, templates and source texts,
the settings, this program and the libraries beside it) and what stood in the site's folder when it was
done. Where all of that is still so, the site is what another build would make of it.

A file counts as the same when its size and times are, or else its SHA-256. One that was changed less
than two seconds before it was looked at could change again without a sign of it, so next time it's read.
Of the times one is when the entry was changed, which nobody can set back: an edit that leaves size and time
as they were is seen, too. Files of the published folder have no such time to go by, because their entries
change whenever the trees change places; there an edit of that kind stays unseen (`trees.py`).
"""

from __future__ import annotations

import json
import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from dossier_timeline.cache.store import (
    cache_file,
    code_fingerprint,
    prune,
    read_cache_file,
    write_cache_file,
)
from dossier_timeline.config import Config
from dossier_timeline.diagnostics.codes import Level, code_of
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.file_reading import file_digest, is_within, link_boundary
from dossier_timeline.publishing.publication import PublishedSnapshot
from dossier_timeline.publishing.site_folder import read_site_folder
from dossier_timeline.publishing.tree_index import FileStat as Stand
from dossier_timeline.publishing.tree_index import (
    dump_tree_index,
    hash_missing,
    load_tree_index,
    with_known_digests,
)

_FRESH = 2_000_000_000
"""Nanoseconds: what was changed so shortly ago isn't known by its times."""

_LARGEST = 1 << 30
"""Bytes: of a larger file, and of a link, only the size and the times are looked at."""

FileFingerprint = tuple[int, int, int, int, str]
"""Of a file: size, when it was changed and when its entry was (ns), its number; SHA-256 or ""."""


@dataclass(frozen=True, slots=True)
class LastBuild:
    """What the last build made: how many pages and files, and what it warned of."""

    pages: int
    files: int
    problems: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class InputSnapshot:
    """All that a build depends on, settings and program in one digest and files by path; what stands.

    `site` are the states of the files in the site's folder, `mark` is that of its last publication;
    `last` is what the last build made, where this one would make the same and it's still there.
    """

    settings: str
    files: Mapping[str, FileFingerprint]
    site_stats: dict[str, Stand]
    publication_id: str = ""
    last_build: LastBuild | None = None


def take_snapshot(config: Config, extra_files: Mapping[str, bytes]) -> InputSnapshot | None:
    """What there is now; `None` where what a build depends on can't be told from outside.

    A file that is as it was when the last build was done isn't read.
    """
    libraries = _libraries()
    if not all(_is_library(name, libraries) for name in config.markdown.extensions):
        return None
    last = _noted(config)
    before = {path: tuple(state) for path, state in last["files"].items()} if last else {}
    now, files = time.time_ns(), {}
    for path, entry in _inputs(config):
        if entry is None:
            return None
        files[path] = _state(path, entry, now, before.get(path))
    there = read_site_folder(config.paths.site)
    mark = there.publication_id
    looked = InputSnapshot(_settings(config, extra_files, libraries), files, there.stats, mark)
    if last is None or not there.is_whole or not _same(looked, last, before):
        return looked
    if files != before:
        write_cache_file(cache_file(config, "last"), json.dumps({**last, "files": files}).encode())
    problems = tuple(_problem(*each) for each in last["problems"])
    return InputSnapshot(
        looked.settings, files, looked.site_stats, mark, LastBuild(last["pages"], last["made"], problems)
    )


def _same(looked: InputSnapshot, last: Mapping[str, Any], before: Mapping[str, FileFingerprint]) -> bool:
    return (
        last["settings"] == looked.settings
        and last["site"] == _digest(sorted(looked.site_stats.items()))
        and looked.files.keys() == before.keys()
        and all(looked.files[path][-1] == state[-1] for path, state in before.items())
    )


def take_published_snapshot(snapshot: InputSnapshot, config: Config) -> PublishedSnapshot:
    """What stands in the site's folder and the spare one; what isn't as it was noted is read."""
    body = read_cache_file(cache_file(config, "trees"))
    note = json.loads(body) if body is not None else {}
    known = PublishedSnapshot()
    if note.get("version") == _version():
        live = load_tree_index(note["live"])
        known = PublishedSnapshot("", live, load_tree_index(note["spare"], live))
    return PublishedSnapshot(
        snapshot.publication_id,
        hash_missing(config.paths.site, with_known_digests(snapshot.site_stats, known.live)),
        known.staging,
    )


def record_build(
    snapshot: InputSnapshot,
    config: Config,
    paths_made: Iterable[str],
    problems: Iterable[Diagnostic],
    published: PublishedSnapshot,
) -> None:
    """Note a build that is done: what it had looked at before, the paths of its files, what stands now."""
    paths = list(paths_made)
    trees = {
        "version": _version(),
        "live": dump_tree_index(published.live),
        "spare": dump_tree_index(published.staging, published.live),
    }
    write_cache_file(cache_file(config, "trees"), json.dumps(trees).encode())
    body = {
        "version": _version(),
        "settings": snapshot.settings,
        "files": snapshot.files,
        "site": _digest(sorted(published.live.stats.items())),
        "pages": sum(path.endswith(".html") for path in paths),
        "made": len(paths),
        "problems": [_written(problem) for problem in problems],
    }
    write_cache_file(cache_file(config, "last"), json.dumps(body).encode())
    prune(config)


def _noted(config: Config) -> dict[str, Any] | None:
    body = read_cache_file(cache_file(config, "last"))
    found: dict[str, Any] = json.loads(body) if body is not None else {}
    return found if found.get("version") == _version() else None


def _version() -> str:
    return code_fingerprint([__file__])


def _settings(config: Config, foreign: Mapping[str, bytes], libraries: Mapping[str, Path]) -> str:
    others = [(path, sha256(content).hexdigest()) for path, content in sorted(foreign.items())]
    known = sorted(name for name in libraries if name.endswith(".dist-info"))
    return _digest([repr(config), sys.version, known, others])


def _libraries() -> dict[str, Path]:
    """What is installed: modules, and the folders that are called after a library and its version."""
    folders = (Path(folder) for folder in sys.path if folder.endswith(("site-packages", "dist-packages")))
    return {entry.name: entry for folder in folders if folder.is_dir() for entry in folder.iterdir()}


def _is_library(extension: str, libraries: Mapping[str, Path]) -> bool:
    """Whether a Markdown extension comes with a library, whose version tells what it does."""
    if "." not in extension and ":" not in extension:
        return True
    top = extension.replace(":", ".").split(".")[0]
    return top in libraries or f"{top}.py" in libraries


def _inputs(config: Config) -> Iterator[tuple[str, os.DirEntry[str] | None]]:
    """Every file that may count, with its path; `None` for a folder that leads elsewhere."""
    folders = (
        config.paths.content,
        *config.paths.templates,
        Path(__file__).parents[1],
        config.paths.sources,
    )
    for folder in dict.fromkeys(folder for folder in folders if folder and folder.is_dir()):
        yield from _below(str(folder), link_boundary(folder))
    with os.scandir(config.paths.root) as beside:
        for entry in beside:
            if not entry.name.startswith(".") and os.path.isfile(entry.path):  # noqa: PTH113 -- circles of links end
                yield entry.path, entry


def _below(folder: str, whole: Path | None) -> Iterator[tuple[str, os.DirEntry[str] | None]]:
    """Every file below a folder; a link out of the folder `whole` is left out, for nobody reads it.

    A folder that can't be opened is one of which nothing can be told: who reads it says so.
    """
    try:
        opened = os.scandir(folder)
    except OSError:
        yield folder, None
        return
    with opened as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    yield from _below(entry.path, whole)
            elif whole is None or not entry.is_symlink() or is_within(entry.path, whole):
                yield entry.path, None if entry.is_dir() else entry


def _state(path: str, entry: os.DirEntry[str], now: int, before: FileFingerprint | None) -> FileFingerprint:
    try:
        found = entry.stat()
    except OSError:
        return 0, 0, 0, 0, "nothing"
    if not stat.S_ISREG(found.st_mode):
        return 0, 0, 0, 0, "no plain file"
    times = found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino
    fresh = max(times[1:3]) > now - _FRESH
    if entry.is_symlink() or found.st_size > _LARGEST:
        return *times, repr((times, now if fresh else 0))
    if fresh:
        times = 0, 0, 0, 0
    elif before is not None and before[:4] == times:
        return before
    try:
        digest = file_digest(path, _LARGEST)
    except OSError:
        digest = "unreadable"
    return *times, digest


def _digest(value: object) -> str:
    return sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()


def _written(problem: Diagnostic) -> list[object]:
    at = problem.position
    return [at.path, at.line, at.column, problem.code, problem.message, problem.hint, problem.level.value]


def _problem(path: str, line: int, column: int, code: str, message: str, hint: str, level: str) -> Diagnostic:  # noqa: PLR0917
    return Diagnostic(Position(path, line, column), code_of(code), message, hint, Level(level))
