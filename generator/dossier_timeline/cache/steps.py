"""The steps of earlier builds that this one needn't run again, because nothing that they read has changed.

A step has a name and a plan: what it's to do. It's run again when its plan has changed, or something that
was read while it ran (`read_recorder.py`), or what all steps share: the templates, the words of the
interface, the settings, the program, and the dossier's settings, units and kinds.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from dossier_timeline.cache.buckets import code_fingerprint, fingerprint
from dossier_timeline.cache.snapshots import InputSnapshot
from dossier_timeline.cache.store import Store
from dossier_timeline.config import ProjectPaths
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.publishing.site_files import SiteFiles, StoredFile
from dossier_timeline.publishing.tree_index import TreeIndex
from dossier_timeline.read_recorder import TEXT_READS, ReadDigests

_MOST_UNUSED = 2
"""Reads are numbered anew when there are so many times as many as steps have."""


@dataclass(frozen=True, slots=True)
class CachedStep:
    """A step: the digest of its plan, the numbers of what it read, the digest of each file by path."""

    plan: str
    reads: Sequence[int]
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _StoredSteps:
    """The steps of one place of the store, with what stands beside them there, as bytes and read."""

    content: bytes
    head: Mapping[str, Any]
    steps: Mapping[str, CachedStep]


_in_memory: dict[tuple[str, str, str], _StoredSteps] = {}
"""What this process has read or written, by the file of the store, bucket and key."""


@dataclass
class StepCache:
    """What may be taken over of an earlier build, and what is recorded for the next one."""

    store: Store | None = None
    bucket: str = ""
    key: str = ""
    """Where the steps stand in the store."""
    global_key: str = ""
    """The digest of everything that all steps share."""
    read_digests: ReadDigests | None = None
    content_key: str = ""
    """The digest of all content but words of Markdown texts; "" where it isn't known."""
    previous_steps: Mapping[str, CachedStep] = field(default_factory=dict)
    current_steps: dict[str, CachedStep] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    """The reads with their numbers in the store; some of them no step has any more."""
    unchanged_reads: Mapping[str, str] = field(default_factory=dict)
    """Reads of earlier builds with the digest that they have still."""
    unchanged_groups: Mapping[str, str] = field(default_factory=dict)
    """Groups of reads with the digest that they have still."""
    changed_numbers: Set[int] = frozenset()
    """The numbers of reads that have changed."""
    stored_head: bytes | None = None
    """What stands in the store beside the steps: another build may have written it when this one ends."""
    stored_names: Set[str] = frozenset()
    """The names of the steps in the store, whether they may be taken over or not."""
    previous_files: Mapping[str, str] = field(default_factory=dict)
    """The SHA-256 of every file of the last build, by path: nothing was wrong with them."""

    def find(self, name: str, plan: str) -> CachedStep | None:
        """A step of the last build that would give the same again; `None` without one."""
        step = self.previous_steps.get(name)
        if step is None or step.plan != plan or not self.changed_numbers.isdisjoint(step.reads):
            return None
        self.current_steps[name] = step
        return step

    def record(self, name: str, plan: str, reads: Set[str], files: Mapping[str, str] | None = None) -> None:
        """Record a step that ran: what it read, and the SHA-256 of each of its files by path."""
        if self.store is not None:
            numbered = [self.numbers.setdefault(read, len(self.numbers)) for read in sorted(reads)]
            self.current_steps[name] = CachedStep(plan, numbered, dict(files or {}))

    def save(self, files: SiteFiles | None = None) -> None:
        """Write what was recorded to the store; nothing is wrong with `files`, which are all files."""
        if self.store is None or self.read_digests is None:
            return
        digests = {path: files.digest(path) for path in files} if files else {}
        is_same = self.current_steps == self.previous_steps and digests == self.previous_files
        if is_same and not self.changed_numbers:
            return
        used = set[int]().union(*(step.reads for step in self.current_steps.values()))
        if len(self.numbers) > _MOST_UNUSED * len(used):
            self._renumber(used)
            used = set(self.numbers.values())
        reads = [read for read, number in self.numbers.items() if number in used]
        digest_read, digest_group = self.read_digests.digest_read, self.read_digests.digest_group
        groups = sorted({group for read in reads if (group := self.read_digests.find_group(read))})
        head = {
            "global": self.global_key,
            "content": self.content_key,
            "reads": list(self.numbers),
            "digests": [
                (digest_read(read) if (known := self.unchanged_reads.get(read)) is None else known)
                if number in used
                else None
                for read, number in self.numbers.items()
            ],
            "groups": {group: self.unchanged_groups.get(group) or digest_group(group) for group in groups},
            "files": digests,
        }
        # Reads keep their numbers, so that steps which are as they were needn't be written again.
        rows = {
            f"{self.key}:{name}": json.dumps([step.plan, step.reads, step.files])
            for name, step in self.current_steps.items()
            if self.previous_steps.get(name) is not step
        }
        rows[self.key] = json.dumps(head)
        removed = [f"{self.key}:{name}" for name in self.stored_names - self.current_steps.keys()]
        values = {name: row.encode() for name, row in rows.items()}
        guard = (self.key, self.stored_head)
        if self.store.write(self.bucket, values, _code_version(), removed=removed, unless_changed=guard):
            stored = _StoredSteps(values[self.key], head, self.current_steps)
            _in_memory[self.store.path, self.bucket, self.key] = stored

    def _renumber(self, used: Set[int]) -> None:
        """Forget the reads that no step has any more."""
        read_numbers = [(read, number) for read, number in self.numbers.items() if number in used]
        self.numbers = {read: number for number, (read, _) in enumerate(read_numbers)}
        new_numbers = {number: self.numbers[read] for read, number in read_numbers}
        self.current_steps = {
            name: CachedStep(step.plan, [new_numbers[number] for number in step.reads], step.files)
            for name, step in self.current_steps.items()
        }


def open_step_cache(  # noqa: PLR0917 -- all on which it depends
    store: Store, bucket: str, key: str, global_key: str, read_digests: ReadDigests, content_key: str = ""
) -> StepCache:
    """The steps that stand under a key of a bucket; none where what all steps share has changed.

    Where `content_key` is the same, only reads of words of texts can give something else.
    """
    steps = StepCache(store, bucket, key, global_key, read_digests, content_key)
    stored = _load_steps(store, bucket, key)
    steps.stored_names, steps.stored_head = stored.steps.keys(), stored.content or None
    head = stored.head
    if head.get("global") == global_key:
        reads, digests = head["reads"], head["digests"]
        steps.numbers = {read: number for number, read in enumerate(reads)}
        steps.previous_steps = stored.steps
        steps.previous_files = head["files"]
        known = {read: digest for read, digest in zip(reads, digests, strict=True) if digest is not None}
        if content_key and head["content"] == content_key:
            texts = {read: digest for read, digest in known.items() if read.startswith(TEXT_READS)}
            changed = texts.keys() - _find_unchanged(texts, {}, read_digests).keys()
            steps.unchanged_reads = {read: known[read] for read in known.keys() - changed}
            steps.unchanged_groups = head["groups"]
        else:
            steps.unchanged_groups = _find_unchanged_groups(head["groups"], read_digests)
            steps.unchanged_reads = _find_unchanged(known, steps.unchanged_groups, read_digests)
        steps.changed_numbers = {
            number for number, read in enumerate(reads) if read not in steps.unchanged_reads
        }
    return steps


def _load_steps(store: Store, bucket: str, key: str) -> _StoredSteps:
    """The steps under a key of a bucket. They're read once by a process, unless another one writes others."""
    known = _in_memory.get((store.path, bucket, key))
    if known is not None and known.content == store.read(bucket, key, _code_version()):
        return known
    rows = store.read_all(bucket, _code_version())
    prefix, content = f"{key}:", rows.get(key, b"")
    steps = {
        name.removeprefix(prefix): CachedStep(*json.loads(row))
        for name, row in rows.items()
        if name.startswith(prefix)
    }
    stored = _StoredSteps(content, json.loads(content) if content else {}, steps)
    _in_memory[store.path, bucket, key] = stored
    return stored


def _find_unchanged_groups(groups: Mapping[str, str], read_digests: ReadDigests) -> Mapping[str, str]:
    """Those groups of reads that have the same digest as before."""
    return {
        group: digest
        for group, digest in groups.items()
        if digest and read_digests.digest_group(group) == digest
    }


def _find_unchanged(
    known: Mapping[str, str], groups: Mapping[str, str], read_digests: ReadDigests
) -> Mapping[str, str]:
    """Those reads that have the same digest as before; of those in `groups` none has changed."""
    return {
        read: digest
        for read, digest in known.items()
        if read_digests.find_group(read) in groups or read_digests.digest_read(read) == digest
    }


@dataclass
class PublishedSteps:
    """Steps that make files: they're taken over only while the published files are still those.

    Where nothing is published there is no index of such files: then only digests of files are taken over.
    """

    steps: StepCache = field(default_factory=StepCache)
    folder: Path | None = None
    published: TreeIndex | None = None
    """The index of the published files."""
    reused_pages: int = 0

    def find(self, name: str, plan: str) -> dict[str, StoredFile] | None:
        """The published files of a step by path, if it would make the same; `None` otherwise."""
        step = self.steps.find(name, plan)
        if step is None:
            return None
        if self.published is None:
            self.reused_pages += name in step.files and name.endswith(".html")
            return {path: StoredFile("", digest, 0) for path, digest in step.files.items()}
        digests, stats = self.published.digests, self.published.stats
        if any(digests.get(path) != digest for path, digest in step.files.items()):
            return None
        self.reused_pages += name in step.files and name.endswith(".html")
        return {
            path: StoredFile(f"{self.folder}/{path}", digest, stats[path].size)
            for path, digest in step.files.items()
        }

    def find_same(self, path: str, content: bytes) -> StoredFile | None:
        """The published file at a path, if it has this content."""
        digest = self.published.digests.get(path) if self.published else None
        if self.published is None or digest is None or sha256(content).hexdigest() != digest:
            return None
        return StoredFile(f"{self.folder}/{path}", digest, len(content))

    def record(self, name: str, plan: str, reads: Set[str], files: Mapping[str, str]) -> None:
        """Record a step that ran: what it read, and the SHA-256 of each of its files by path."""
        self.steps.record(name, plan, reads, files)


def make_global_key(snapshot: InputSnapshot, paths: ProjectPaths, dossier: Dossier) -> str:
    """A digest of everything that all steps share."""
    folders = tuple(f"{folder}/" for folder in (*paths.templates, Path(__file__).parents[1]))
    files = sorted((path, file.digest) for path, file in snapshot.files.items() if path.startswith(folders))
    return fingerprint((snapshot.settings, files, dossier.settings, dossier.units, dossier.kinds))


def _code_version() -> str:
    return code_fingerprint([__file__])
