"""The steps of the last build that this one needn't run again: their files are taken from the site's folder.

A step makes one page, or the files of one exporter. It's run again when its plan has changed, or something
that was read while it ran (`read_recorder.py`), or what all steps share: the templates, the words of the
interface, the settings, the program, and the dossier's settings, units and kinds. Its files are taken over
only when the published ones still have the digests that they had.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path

from dossier_timeline.cache.buckets import code_fingerprint, fingerprint, site_key
from dossier_timeline.cache.snapshots import InputSnapshot
from dossier_timeline.cache.store import Store
from dossier_timeline.config import Config, ProjectPaths
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.publishing.site_files import SiteFiles, StoredFile
from dossier_timeline.publishing.tree_index import TreeIndex
from dossier_timeline.read_recorder import ReadDigests

_BUCKET = "steps"


@dataclass(frozen=True, slots=True)
class CachedStep:
    """A step of the last build: the digest of its plan, what it read, and the digest of each file by path."""

    plan: str
    reads: frozenset[str]
    files: Mapping[str, str]


@dataclass
class StepCache:
    """What may be taken over of the last build, and what is recorded for the next one."""

    store: Store | None = None
    site: str = ""
    """The key of the site's folder in the store."""
    folder: Path | None = None
    published: TreeIndex = field(default_factory=TreeIndex)
    """The index of the published files."""
    global_key: str = ""
    read_digests: ReadDigests | None = None
    previous_steps: Mapping[str, CachedStep] = field(default_factory=dict)
    current_steps: dict[str, CachedStep] = field(default_factory=dict)
    unchanged_reads: Mapping[str, str] = field(default_factory=dict)
    """Reads of earlier builds with the digest that they have still."""
    changed_reads: Set[str] = frozenset()
    previous_files: Mapping[str, str] = field(default_factory=dict)
    """The SHA-256 of every file of the last build, by path: nothing was wrong with them."""
    reused_pages: int = 0

    def find(self, name: str, plan: str) -> dict[str, StoredFile] | None:
        """The published files of a step by path, if it would make the same; `None` otherwise."""
        step = self.previous_steps.get(name)
        if step is None or self.folder is None or step.plan != plan:
            return None
        if not self.changed_reads.isdisjoint(step.reads):
            return None
        digests, stats = self.published.digests, self.published.stats
        if any(digests.get(path) != digest for path, digest in step.files.items()):
            return None
        self.current_steps[name] = step
        self.reused_pages += name in step.files
        return {
            path: StoredFile(f"{self.folder}/{path}", digest, stats[path].size)
            for path, digest in step.files.items()
        }

    def record(self, name: str, plan: str, reads: Set[str], files: Mapping[str, str]) -> None:
        """Record a step that ran: what it read, and the SHA-256 of each of its files by path."""
        if self.store is not None:
            self.current_steps[name] = CachedStep(plan, frozenset(reads), dict(files))

    def save(self, files: SiteFiles) -> None:
        """Write what was recorded to the cache; nothing is wrong with `files`, which are all files."""
        if self.store is None or self.read_digests is None:
            return
        reads = sorted(frozenset[str]().union(*(step.reads for step in self.current_steps.values())))
        numbers = {read: number for number, read in enumerate(reads)}
        known, digest_read = self.unchanged_reads, self.read_digests.digest_read
        groups = sorted({group for read in reads if (group := self.read_digests.find_group(read))})
        body = {
            "global": self.global_key,
            "reads": reads,
            "digests": [known.get(read) or digest_read(read) for read in reads],
            "groups": {group: self.read_digests.digest_group(group) for group in groups},
            "steps": {
                name: [step.plan, [numbers[read] for read in step.reads], step.files]
                for name, step in self.current_steps.items()
            },
            "files": {path: files.digest(path) for path in files},
        }
        self.store.write(_BUCKET, {self.site: json.dumps(body).encode()}, _code_version())


def open_step_cache(  # noqa: PLR0917 -- all on which it depends
    store: Store,
    snapshot: InputSnapshot | None,
    config: Config,
    dossier: Dossier,
    published: TreeIndex,
    read_digests: ReadDigests,
) -> StepCache:
    """The steps of the last build, with their files among `published`; an empty cache without a snapshot."""
    if snapshot is None:
        return StepCache()
    key, site = make_global_key(snapshot, config.paths, dossier), site_key(config)
    steps = StepCache(store, site, config.paths.site, published, key, read_digests)
    content = store.read(_BUCKET, site, _code_version())
    stored = json.loads(content) if content is not None else {}
    if stored.get("global") == key:
        reads, digests = stored["reads"], stored["digests"]
        steps.previous_steps = {
            name: CachedStep(plan, frozenset(reads[number] for number in numbers), files)
            for name, (plan, numbers, files) in stored["steps"].items()
        }
        steps.previous_files = stored["files"]
        groups = stored["groups"].items()
        unchanged_groups = {group for group, digest in groups if read_digests.digest_group(group) == digest}

        def is_unchanged(read: str, digest: str) -> bool:
            group = read_digests.find_group(read)
            return group in unchanged_groups or read_digests.digest_read(read) == digest

        known = dict(zip(reads, digests, strict=True))
        steps.unchanged_reads = {read: digest for read, digest in known.items() if is_unchanged(read, digest)}
        steps.changed_reads = known.keys() - steps.unchanged_reads.keys()
    return steps


def make_global_key(snapshot: InputSnapshot, paths: ProjectPaths, dossier: Dossier) -> str:
    """A digest of everything that all steps share."""
    folders = tuple(f"{folder}/" for folder in (*paths.templates, Path(__file__).parents[1]))
    files = sorted((path, file.digest) for path, file in snapshot.files.items() if path.startswith(folders))
    return fingerprint((snapshot.settings, files, dossier.settings, dossier.units, dossier.kinds))


def digest_plan(plan: object) -> str:
    """The digest of the plan of a step."""
    return fingerprint(plan)


def _code_version() -> str:
    return code_fingerprint([__file__])
