"""The timeline: its items in order, the values by which readers filter it, and the parts of a long one."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import Any, TypeVar

from dossier_timeline.languages.slugs import shorten_slug
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.registers import Actor, Country
from dossier_timeline.model.story import Event
from dossier_timeline.site.entry_weights import weigh_timeline_item
from dossier_timeline.site.page_bounds import MOST_FACET_VALUES, MOST_TIMELINE_WEIGHT
from dossier_timeline.site.page_cuts import cut_by_time

TimelineItem = Document | Event
"""An item of a timeline: an event, or a document without an event of its own."""
AnyTimelineItem = TypeVar("AnyTimelineItem", Document, Event, TimelineItem)

FACETS = ("document", "theme", "kind", "actor")
FEWEST_ITEMS: Mapping[str, int] = {"document": 1, "theme": 1, "kind": 1, "actor": 2}
"""So many events a value must have to be offered: a person named once is found in the register."""
DOCUMENT_KIND = "document"
"""The event kind of a document's own appearance."""


@dataclass(frozen=True, slots=True)
class TimelinePart:
    """Some months of a long timeline: a decade, a year of a decade with too many items, or a part of a year.

    `number` counts the parts of one month, from 1.
    """

    first: tuple[int, int]
    last: tuple[int, int]
    slug: str
    """The last part of its address: "1990-1999", "1994" or "1994-07"."""
    number: int
    items: tuple[TimelineItem, ...]

    @property
    def first_year(self) -> int:
        """The year in which it begins."""
        return self.first[0]

    @property
    def last_year(self) -> int:
        """The year in which it ends."""
        return self.last[0]


def find_own_event(document: Document) -> Event | None:
    """Return the event that tells of a document's own appearance, if the dossier has one."""
    return next(
        (
            event
            for event in document.events
            if event.kind == DOCUMENT_KIND and event.date.lower == document.date.lower
        ),
        None,
    )


def sort_by_time(dossier: Dossier, items: Iterable[AnyTimelineItem]) -> list[AnyTimelineItem]:
    """Return items in the order of the timeline.

    They are sorted by time (see `model/date_order.py`); on one day documents come before events, then items
    as in the files.
    """

    def key(item: AnyTimelineItem) -> tuple[Any, ...]:
        day, place = dossier.chronological_keys[item.id]
        return (day, isinstance(item, Event), place)

    return sorted(items, key=key)


def list_timeline_items(dossier: Dossier) -> list[TimelineItem]:
    """Return all items of the dossier's timeline, in no order."""
    documents = [document for document in dossier.documents if find_own_event(document) is None]
    return [*dossier.all_events(), *documents]


def split_by_years(
    items: Sequence[AnyTimelineItem],
    find_month: Callable[[AnyTimelineItem], tuple[int, int]],
    weigh: Callable[[AnyTimelineItem], int],
) -> tuple[TimelinePart, ...]:
    """Return the parts of a long timeline: decades, years of a decade with too many items, parts of a year.

    Items are in order; `find_month` gives the year and month in which each stands. A timeline that fits on
    one page has no parts. The bounds are those of the calendar, so that an address stays when events are
    added.
    """
    if sum(map(weigh, items)) <= MOST_TIMELINE_WEIGHT:
        return ()
    parts = []
    for decade, of_decade in groupby(items, lambda item: find_month(item)[0] // 10 * 10):
        in_decade = tuple(of_decade)
        if sum(map(weigh, in_decade)) <= MOST_TIMELINE_WEIGHT:
            slug = f"{decade}-{decade + 9}"
            parts.append(TimelinePart((decade, 1), (decade + 9, 12), slug, 1, in_decade))
        else:
            pieces = cut_by_time(in_decade, find_month, weigh, MOST_TIMELINE_WEIGHT, years=1)
            parts += [TimelinePart(one.first, one.last, one.slug, one.number, one.items) for one in pieces]
    return tuple(parts)


@dataclass(frozen=True, slots=True)
class OfferedValues:
    """What a page offers to choose of one facet, and how many other values its events have.

    `counts` has the number of events on the page that have a value, by value, in order.
    """

    counts: Mapping[str, int]
    left_out: int

    @property
    def values(self) -> tuple[str, ...]:
        """The values, in order."""
        return tuple(self.counts)


@dataclass(frozen=True)
class TimelineIndex:
    """The timeline of one dossier: its parts, and the values of each facet by which readers filter it."""

    dossier: Dossier

    @cached_property
    def items(self) -> tuple[TimelineItem, ...]:
        """All items, in order."""
        return tuple(sort_by_time(self.dossier, list_timeline_items(self.dossier)))

    @cached_property
    def own_events(self) -> Mapping[str, str]:
        """The id of each document's own event, by the document's id; other documents are items themselves."""
        events = ((document.id, find_own_event(document)) for document in self.dossier.documents)
        return {name: event.id for name, event in events if event}

    @cached_property
    def parts(self) -> tuple[TimelinePart, ...]:
        """Its parts, each a page; none where one page holds it."""
        return split_by_years(self.items, self._find_month, self._weigh)

    def _weigh(self, item: TimelineItem) -> int:
        return self._weights[item.id]

    @cached_property
    def _weights(self) -> Mapping[str, int]:
        """How heavy each item is, by its id: it stands on several timelines."""
        return {item.id: weigh_timeline_item(item) for item in self.items}

    def _find_month(self, item: TimelineItem) -> tuple[int, int]:
        day, _ = self.dossier.chronological_keys[item.id]
        return day.year, day.month

    def split_items_with(self, facet: str, value: str) -> tuple[TimelinePart, ...]:
        """Return the parts of the items that have a value; none where one page holds them."""
        parts = self._parts_by_value.get((facet, value))
        if parts is None:
            parts = split_by_years(self.items_with(facet, value), self._find_month, self._weigh)
            self._parts_by_value[facet, value] = parts
        return parts

    @cached_property
    def _parts_by_value(self) -> dict[tuple[str, str], tuple[TimelinePart, ...]]:
        return {}

    @cached_property
    def items_of_pages(self) -> Mapping[str, tuple[TimelineItem, ...]]:
        """The items of each page of the timeline that shows some, by the slug of its part or ""."""
        return {part.slug: part.items for part in self.parts} or {"": self.items}

    @cached_property
    def outline(self) -> tuple[TimelinePart, ...]:
        """Its parts without their items: all that a part knows of the others."""
        return tuple(replace(part, items=()) for part in self.parts)

    def find_part(self, slug: str) -> TimelinePart | None:
        """Return the part with a slug; `None` where there is none."""
        return next((part for part in self.parts if part.slug == slug), None)

    def find_part_with(self, facet: str, value: str, slug: str) -> TimelinePart | None:
        """Return the part of the items that have a value; `None` where there is none of this slug."""
        return next((part for part in self.split_items_with(facet, value) if part.slug == slug), None)

    def outline_with(self, facet: str, value: str) -> tuple[TimelinePart, ...]:
        """Return the parts of the items that have a value, without their items."""
        return tuple(replace(part, items=()) for part in self.split_items_with(facet, value))

    @cached_property
    def document_keys(self) -> Mapping[str, Any]:
        """By what documents are in order, by id."""
        return {
            document.id: self.dossier.chronological_keys[document.id] for document in self.dossier.documents
        }

    @cached_property
    def part_slugs(self) -> Mapping[str, str]:
        """The slug of the part that holds an item, by the item's id; empty where there are no parts."""
        return {item.id: part.slug for part in self.parts for item in part.items}

    @cached_property
    def counts_by_year(self) -> Mapping[int, tuple[int, int]]:
        """How many items of the timeline and how many documents there are in each year."""
        items = Counter(item.date.year for item in self.items)
        documents = Counter(document.date.year for document in self.dossier.documents)
        return {year: (items[year], documents[year]) for year in items | documents}

    def find_page_of_years(self, first_year: int, last_year: int) -> tuple[str, str]:
        """Return the slug of the part that holds these years, and a fragment on its page.

        Where they aren't in one part, that is the first of their parts among the contents of the timeline.
        """
        if not self.parts:
            years = (item.date.year for item in self.items if first_year <= item.date.year <= last_year)
            return "", next((f"year-{year}" for year in years), "")
        parts = [part for part in self.parts if part.first_year <= last_year and part.last_year >= first_year]
        if len(parts) == 1:
            return parts[0].slug, ""
        return "", f"years-{parts[0].slug}" if parts else ""

    @cached_property
    def item_facets(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """The values of each item by facet, as ids that entries have now, by the item's id."""
        return {item.id: self._find_facets(item) for item in self.items}

    def _find_facets(self, item: TimelineItem) -> Mapping[str, tuple[str, ...]]:
        document = item if isinstance(item, Document) else self.dossier.document_of.get(item.id)
        actors = item.sender if isinstance(item, Document) else item.actors
        people = (a for a in actors if isinstance(self.dossier.by_id.get(a), Actor | Country))
        return {
            "document": (document.id,) if document else (),
            "theme": self._canonical_ids(item.themes),
            "kind": (DOCUMENT_KIND if isinstance(item, Document) else item.kind,),
            "actor": self._canonical_ids(people),
        }

    def _canonical_ids(self, names: Iterable[str]) -> tuple[str, ...]:
        entries = (self.dossier.by_id.get(name) for name in names)
        return tuple(dict.fromkeys(entry.id for entry in entries if entry))

    @cached_property
    def facet_values(self) -> Mapping[str, tuple[str, ...]]:
        """The values that each facet offers, in the order of the registers; a single value isn't offered."""
        counts = {facet: Counter[str]() for facet in FACETS}
        for facets in self.item_facets.values():
            for facet in FACETS:
                counts[facet].update(facets[facet])
        registers = {
            "document": self.dossier.documents,
            "theme": self.dossier.themes,
            "kind": self.dossier.kinds,
            "actor": (*self.dossier.actors, *self.dossier.countries),
        }
        offered = {
            facet: tuple(
                entry.id for entry in registers[facet] if counts[facet][entry.id] >= FEWEST_ITEMS[facet]
            )
            for facet in FACETS
        }
        return {facet: ids if len(ids) > 1 else () for facet, ids in offered.items()}

    def offers(self, facet: str, value: str) -> bool:
        """Return whether readers can choose a value of a facet."""
        return value in self._offered[facet]

    @cached_property
    def _offered(self) -> Mapping[str, frozenset[str]]:
        return {facet: frozenset(values) for facet, values in self.facet_values.items()}

    def find_offered_values(self, items: Iterable[TimelineItem]) -> Mapping[str, OfferedValues]:
        """Return what can be chosen among some items: of each facet the values that most have, if several."""
        facets_of_items = [self.item_facets[item.id] for item in items]
        offered: dict[str, OfferedValues] = {}
        for facet in FACETS:
            counts = Counter(value for facets in facets_of_items for value in facets[facet])
            values = self._order_values(facet, counts)
            most_common = set(sorted(values, key=lambda value: -counts[value])[:MOST_FACET_VALUES])
            if len(values) > 1:
                offered_counts = {value: counts[value] for value in values if value in most_common}
                offered[facet] = OfferedValues(offered_counts, len(values) - len(offered_counts))
        return offered

    def _order_values(self, facet: str, counts: Mapping[str, int]) -> list[str]:
        """The values of a facet that are counted, in the order of the registers; each document is offered."""
        if facet == "document":
            return sorted(counts, key=lambda value: self.document_keys[value])
        return [value for value in self.facet_values[facet] if counts.get(value)]

    def items_with(self, facet: str, value: str) -> tuple[TimelineItem, ...]:
        """Return the items that have a value, in order."""
        return tuple(self._items_by_value.get((facet, value), ()))

    @cached_property
    def _items_by_value(self) -> Mapping[tuple[str, str], list[TimelineItem]]:
        groups: dict[tuple[str, str], list[TimelineItem]] = {}
        for item in self.items:
            for facet in FACETS:
                for value in dict.fromkeys(self.item_facets[item.id][facet]):
                    groups.setdefault((facet, value), []).append(item)
        return groups


def make_slug(name: str, fallback: str) -> str:
    """Return a name as the last part of an address: lower-case letters and hyphens, in NFC.

    Marks on Latin and Greek letters are left out. In every other script what Unicode calls a mark is
    part of the word: a vowel sign in Hindi or Thai, the voicing mark in Japanese. A long one is cut behind
    a word.
    """
    unquoted = name.replace("’", "").replace("'", "").replace("\N{ZERO WIDTH JOINER}", "")
    normalised = "".join(
        piece if piece in _UNSPLIT_VOWELS else unicodedata.normalize("NFKC", piece)
        for piece in _VOWEL_SPLITTER.split(unquoted)
    )
    letters = "".join(map(_strip_accents, normalised)).casefold().lower()
    parts = "".join(sign if _is_word_character(sign) else "-" for sign in letters).split("-")
    return shorten_slug(unicodedata.normalize("NFC", "-".join(filter(None, parts))).strip("-_")) or fallback


_UNSPLIT_VOWELS = ("\N{THAI CHARACTER SARA AM}", "\N{LAO VOWEL SIGN AM}")
"""Vowels that keyboards write as one sign, and that Unicode's compatible forms would take apart."""
_VOWEL_SPLITTER = re.compile(f"([{''.join(_UNSPLIT_VOWELS)}])")


def _strip_accents(sign: str) -> str:
    apart = unicodedata.normalize("NFD", sign)
    if unicodedata.name(apart[0], "").startswith(("LATIN", "GREEK")):
        return "".join(one for one in apart if not unicodedata.combining(one))
    return sign


def _is_word_character(sign: str) -> bool:
    return sign.isalnum() or sign == "_" or unicodedata.category(sign).startswith("M")
