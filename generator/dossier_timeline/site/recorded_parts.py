"""The parts of pages that are cut, each read of which is noted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TypeVar

from dossier_timeline.model.base import Entry
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.read_recorder import ALL, ReadRecorder, hash_text
from dossier_timeline.site.page_parts import PagePart, PartIndex, is_page_part
from dossier_timeline.site.routes import PagePlan

_AnyEntry = TypeVar("_AnyEntry", bound=Entry)


class RecordedParts:
    """The parts of the pages of one language that are cut.

    Reads are noted as `cut key` (what parts there are), `contents key` (with the ids in them), `part key`
    (the ids in one part) and `place kind:id` (the parts that hold an entry and others of its document).
    """

    is_grouped = True

    def __init__(
        self,
        source: str,
        index: PartIndex,
        dossier: Dossier,
        recorder: ReadRecorder,
        shards: Mapping[str, str],
    ) -> None:
        """`dossier` is the one whose reads are noted; `shards` tell in which document an entry stands."""
        self._source, self._index, self._dossier, self._recorder = source, index, dossier, recorder
        self._shards = shards

    @cached_property
    def _ids_of_shards(self) -> Mapping[str, list[str]]:
        ids: dict[str, list[str]] = {}
        for name, shard in self._shards.items():
            ids.setdefault(shard, []).append(name)
        return ids

    def parts_of(self, page: PagePlan) -> tuple[PagePart, ...]:
        """Return the parts of a page, or of the page of which this is a part; none where it isn't cut.

        A part is told the others without what is in them.
        """
        parts = self._index.parts_of(page)
        if is_page_part(page):
            self._note("cut", page)
            return tuple(replace(part, entries=()) for part in parts)
        self._note("contents", page)
        return tuple(self._with_recorded_entries(part) for part in parts)

    def find_part(self, page: PagePlan) -> PagePart | None:
        """Return the part that is shown on a page; `None` for a page that is no part."""
        self._note("part", page)
        part = self._index.find_part(page)
        return self._with_recorded_entries(part) if part else None

    def choose_entries(
        self, page: PagePlan, entry_type: type[_AnyEntry], list_all: Callable[[], Iterable[_AnyEntry]]
    ) -> tuple[_AnyEntry, ...]:
        """Return which of the entries of a type stand on a page: all, those of its part, or none."""
        part = self.find_part(page)
        if part is None:
            self._note("cut", page)
            return () if self._index.parts_of(page) else tuple(list_all())
        return tuple(entry for entry in part.entries if isinstance(entry, entry_type))

    def find_entity(self, kind: str, entry_id: str) -> str:
        """Return the entity of the page of a kind that holds an entry: "" where the page isn't cut."""
        self._recorder.note(f"{self._source} place {kind}:{self._shards.get(entry_id, entry_id)}")
        return self._index.find_entity(kind, entry_id)

    def digest(self, key: str) -> str:
        """The digest of what a read holds: the parts that there are, or the ids in them."""
        if key == ALL:
            return hash_text(self._index.describe_all())
        what, _, name = key.partition(" ")
        kind, _, entity = name.partition(":")
        if what == "place":
            ids = self._ids_of_shards.get(entity, [entity])
            return hash_text(repr([(one, self._index.find_entity(kind, one)) for one in ids]))
        parts = self._index.list_parts(kind, entity)
        if what == "part":
            parts = tuple(part for part in parts if part.entity == entity)
        ids_of_parts = [] if what == "cut" else [[entry.id for entry in part.entries] for part in parts]
        return hash_text(repr((parts, ids_of_parts)))

    def _note(self, what: str, page: PagePlan) -> None:
        self._recorder.note(f"{self._source} {what} {page.kind}:{page.entity}")

    def _with_recorded_entries(self, part: PagePart) -> PagePart:
        return replace(part, entries=tuple(self._dossier.by_id[entry.id] for entry in part.entries))
