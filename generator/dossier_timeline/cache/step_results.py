"""Results of steps that make no files of their own: what each gave is kept beside what it read.

A result counts only where its digest is the one that was recorded with the step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from hashlib import sha256
from typing import TypeAlias

from dossier_timeline.cache.buckets import code_fingerprint
from dossier_timeline.cache.steps import StepCache
from dossier_timeline.cache.store import Store
from dossier_timeline.read_recorder import ReadRecorder

RESULTS_BUCKET = "results"
_PREFIX, _DIGEST = "result ", "result"

ResultUpdates: TypeAlias = tuple[frozenset[str], dict[str, tuple[bytes, frozenset[str]]]]
"""The names of the results that were asked for, and the new ones with what was read for them. A name begins
with that of the step that asks, and a blank."""


class StepResults:
    """The results of steps by name."""

    def __init__(self, steps: StepCache, recorder: ReadRecorder) -> None:
        """`recorder` notes what is read; who takes a result has read that too."""
        self._steps, self._recorder = steps, recorder
        self._requested: set[str] = set()
        self._new: dict[str, tuple[bytes, frozenset[str]]] = {}

    def find(self, asking: str, name: str, compute: Callable[[], bytes]) -> bytes:
        """The result of a step, which is run only if it would give something else than before.

        `asking` is the step that needs it: as long as that isn't run again, its results stay.
        """
        name = f"{asking} {name}"
        self._requested.add(name)
        step = self._steps.find(_PREFIX + name, "")
        content = self._stored.get(name) if step else None
        if step and content is not None and sha256(content).hexdigest() == step.files.get(_DIGEST):
            reads = self._reads
            self._recorder.note_all([reads[number] for number in step.reads])
            return content
        with self._recorder.record() as noted_reads:
            content = compute()
        self._new[name] = content, frozenset(noted_reads)
        return content

    def updates(self) -> ResultUpdates:
        """What was asked for and what was computed."""
        return frozenset(self._requested), self._new

    def save(self, updates: ResultUpdates) -> None:
        """Record what this process, or a fork of it, has asked for and computed.

        The results for steps that asked for nothing, as they weren't run, stay.
        """
        requested, new = updates
        asking = {name.partition(" ")[0] for name in requested}
        names = (one.removeprefix(_PREFIX) for one in self._steps.previous_steps if one.startswith(_PREFIX))
        unasked = {name for name in names if name.partition(" ")[0] not in asking}
        staying = {name for name in requested - new.keys() | unasked if self._steps.find(_PREFIX + name, "")}
        for name, (content, reads) in new.items():
            self._steps.record(_PREFIX + name, "", reads, {_DIGEST: sha256(content).hexdigest()})
        if requested:
            values = {self._key(name): content for name, (content, _) in new.items()}
            removed = [self._key(name) for name in self._stored.keys() - staying - new.keys()]
            if values or removed:
                self._store.write(RESULTS_BUCKET, values, _code_version(), removed=removed)

    @property
    def _store(self) -> Store:
        return self._steps.store or Store(None)

    def _key(self, name: str) -> str:
        return f"{self._steps.key}:{name}"

    @cached_property
    def _stored(self) -> Mapping[str, bytes]:
        """The results in the store, by name."""
        rows, prefix = self._store.read_all(RESULTS_BUCKET, _code_version()), self._key("")
        return {key.removeprefix(prefix): row for key, row in rows.items() if key.startswith(prefix)}

    @cached_property
    def _reads(self) -> list[str]:
        """The reads in the order of their numbers."""
        return list(self._steps.numbers)


def _code_version() -> str:
    return code_fingerprint([__file__])
