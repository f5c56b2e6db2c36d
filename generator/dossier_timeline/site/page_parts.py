"""The parts of pages that hold too much for one: lists of documents, figures, promises, registers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from dossier_timeline.languages import Language
from dossier_timeline.languages.slugs import number_slug
from dossier_timeline.model.base import Entry
from dossier_timeline.model.dates import Edtf, parse_date
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.registers import Work
from dossier_timeline.model.uses import Uses
from dossier_timeline.site.entry_weights import weigh_entry, weigh_list_item
from dossier_timeline.site.names import EntryNames
from dossier_timeline.site.page_bounds import MOST_PAGE_WEIGHT
from dossier_timeline.site.page_cuts import cut_by_initial, cut_by_number, cut_by_time
from dossier_timeline.site.routes import INDEX, PagePlan, absolute_url
from dossier_timeline.site.theme_contents import ThemeContents

OF_SEVERAL, COMPUTED, UNDATED, NUMBERED = "of-several", "computed", "undated", "part"
"""Groups of entries that have no place in time and no initial: figures put together by the publisher,
facts computed by him, works without a date, and whatever stands in the order of its file."""

_AnyEntry = TypeVar("_AnyEntry", bound=Entry)


@dataclass(frozen=True, slots=True)
class PagePart:
    """Some of the entries of a page that is cut: those of some months, of an initial, or of a group.

    `number` counts the parts of one month, initial or group, from 1.
    """

    slug: str
    entries: tuple[Entry, ...] = field(repr=False)
    months: tuple[tuple[int, int], tuple[int, int]] | None = None
    initial: str = ""
    group: str = ""
    number: int = 1
    language: str = ""
    """The language in which alone it is a part: an initial is one of names in that language."""
    theme: str = ""
    """The id of the theme, of a part of the page of one."""

    @property
    def entity(self) -> str:
        """The entity of its page; it has a colon, which no id has."""
        return ":".join(filter(None, (self.theme or "part", self.language, self.slug)))


@dataclass(frozen=True)
class PartIndex:
    """The pages of one language that are cut, and their parts."""

    names: EntryNames
    uses: Uses
    """What names each entry, in the first language: it tells how heavy an entry of a register is."""
    theme_contents: Mapping[str, ThemeContents]
    """What belongs to each theme, by its id."""
    first: PartIndex | None = None
    """The one of the first language: what isn't cut by name is cut as there."""

    @property
    def dossier(self) -> Dossier:
        """The dossier."""
        return self.names.dossier

    def parts_of(self, page: PagePlan) -> tuple[PagePart, ...]:
        """Return the parts of a page, or of the page of which this is a part; none where it isn't cut."""
        return self.list_parts(page.kind, page.entity)

    def list_parts(self, kind: str, entity: str) -> tuple[PagePart, ...]:
        """Return the parts of the page of a kind; `entity` says of which theme, or of which part of one."""
        if kind == "theme":
            return self._theme_parts.get(entity.partition(":")[0], ())
        return self._parts.get(kind, ())

    def find_part(self, page: PagePlan) -> PagePart | None:
        """Return the part that is shown on a page; `None` for a page that is no part."""
        return next((part for part in self.parts_of(page) if part.entity == page.entity), None)

    def choose_entries(
        self, page: PagePlan, entry_type: type[_AnyEntry], list_all: Callable[[], Iterable[_AnyEntry]]
    ) -> tuple[_AnyEntry, ...]:
        """Return which of the entries of a type stand on a page: all, those of its part, or none.

        None stand on the first page of a page that is cut, which has its contents. `list_all` gives all.
        """
        part = self.find_part(page)
        if part is None:
            return () if self.parts_of(page) else tuple(list_all())
        return tuple(entry for entry in part.entries if isinstance(entry, entry_type))

    def describe_all(self) -> str:
        """Return a text that differs whenever the parts or the entries in them do."""
        every = [*self._parts.items(), *self._theme_parts.items()]
        return repr(
            [(kind, parts, [[one.id for one in part.entries] for part in parts]) for kind, parts in every]
        )

    def find_entity(self, kind: str, entry_id: str) -> str:
        """Return the entity of the page of a kind that holds an entry: "" where the page isn't cut."""
        return self._entities.get(kind, {}).get(entry_id, "")

    @cached_property
    def _parts(self) -> Mapping[str, tuple[PagePart, ...]]:
        found = {
            kind: tuple(cut(self))
            if self.first is None or kind in _CUT_BY_NAME
            else self.first._parts.get(kind, ())
            for kind, cut in _CUTS.items()
        }
        return {kind: parts for kind, parts in found.items() if parts}

    @cached_property
    def _theme_parts(self) -> Mapping[str, tuple[PagePart, ...]]:
        if self.first is not None:
            return self.first._theme_parts
        return {name: tuple(_cut_theme(self, name)) for name in self.theme_contents}

    @cached_property
    def _entities(self) -> Mapping[str, Mapping[str, str]]:
        return {
            kind: {
                one.id: part.entity for part in parts for entry in part.entries for one in _list_held(entry)
            }
            for kind, parts in self._parts.items()
        }

    def _weigh(self, entry: Entry) -> int:
        return weigh_entry(entry, len(self.uses.get(entry.id, ())))

    def is_heavy(self, entries: Iterable[Entry]) -> bool:
        """Return whether entries are too much for one page."""
        return sum(map(self._weigh, entries)) > MOST_PAGE_WEIGHT

    def cut_by_name(self, entries: Sequence[Entry]) -> Iterator[PagePart]:
        """Yield parts by initial, if entries are too much for one page."""
        if not self.is_heavy(entries):
            return
        language = self.names.language
        ordered = sorted(entries, key=lambda one: language.sort_key(self.names.sort_name(one)))
        pieces = cut_by_initial(ordered, self.names.sort_name, self._weigh, MOST_PAGE_WEIGHT)
        for initial, number, items in pieces:
            slug = initial.lower() or NUMBERED
            yield PagePart(
                number_slug(slug, number), items, initial=initial, number=number, language=language.code
            )

    def cut_by_date(
        self, dated_entries: Iterable[tuple[Edtf, Entry]], weigh: Callable[[Entry], int] | None = None
    ) -> Iterator[PagePart]:
        """Yield parts by time; entries of one day stand in the order in which they are given."""
        weigh_one = weigh or self._weigh
        ordered = sorted(dated_entries, key=lambda one: one[0].lower)
        pieces = cut_by_time(ordered, _find_month, lambda one: weigh_one(one[1]), MOST_PAGE_WEIGHT)
        for piece in pieces:
            entries = tuple(entry for _, entry in piece.items)
            yield PagePart(piece.slug, entries, months=(piece.first, piece.last), number=piece.number)

    def cut_in_order(self, entries: Sequence[Entry], group: str) -> Iterator[PagePart]:
        """Yield parts in the order of the file."""
        pieces = cut_by_number(entries, [self._weigh(one) for one in entries], MOST_PAGE_WEIGHT)
        for number, items in enumerate(pieces, start=1):
            yield PagePart(number_slug(group, number), items, group=group, number=number)


def make_part_indexes(
    names: Mapping[str, EntryNames], uses: Uses, theme_contents: Mapping[str, ThemeContents]
) -> Mapping[str, PartIndex]:
    """Return the parts of pages that are cut, by language; `uses` are those of the first language."""
    indexes: dict[str, PartIndex] = {}
    for code, names_in_language in names.items():
        first = next(iter(indexes.values()), None)
        indexes[code] = PartIndex(names_in_language, uses, theme_contents, first)
    return indexes


def _find_month(dated_entry: tuple[Edtf, Entry]) -> tuple[int, int]:
    day = dated_entry[0].lower
    return day.year, day.month


def _list_held(entry: Entry) -> Iterator[Entry]:
    """Yield an entry, and what has its place where that stands: the facts from a work."""
    yield entry
    if isinstance(entry, Work):
        yield from entry.facts


def _cut_documents(index: PartIndex) -> Iterator[PagePart]:
    documents = index.dossier.documents
    if index.is_heavy(documents):
        yield from index.cut_by_date((document.date, document) for document in documents)


def _cut_commitments(index: PartIndex) -> Iterator[PagePart]:
    """Yield parts by the date of the document in which a promise stands."""
    dated = [(document.date, one) for document in index.dossier.documents for one in document.commitments]
    if index.is_heavy(one for _, one in dated):
        yield from index.cut_by_date(dated)


def _cut_figures(index: PartIndex) -> Iterator[PagePart]:
    """Yield parts by the date of a figure's document, after figures of several and before computed facts."""
    dossier = index.dossier
    dated = [(document.date, figure) for document in dossier.documents for figure in document.figures]
    if index.is_heavy([*dossier.figures, *(figure for _, figure in dated), *dossier.facts]):
        yield from index.cut_in_order(dossier.figures, OF_SEVERAL)
        yield from index.cut_by_date(dated)
        yield from index.cut_in_order(dossier.facts, COMPUTED)


def _cut_differences(index: PartIndex) -> Iterator[PagePart]:
    if index.is_heavy(index.dossier.differences):
        by_group = sorted(index.dossier.differences, key=lambda one: one.group)
        yield from index.cut_in_order(by_group, NUMBERED)


def _cut_corrections(index: PartIndex) -> Iterator[PagePart]:
    corrections = index.dossier.corrections
    if index.is_heavy(corrections):
        yield from index.cut_by_date((one.date, one) for one in corrections)


def _cut_works(index: PartIndex) -> Iterator[PagePart]:
    works = index.dossier.works
    if index.is_heavy(works):
        ordered = sorted(works, key=lambda one: one.id)
        yield from index.cut_by_date((one.date, one) for one in ordered if one.date)
        yield from index.cut_in_order([one for one in ordered if not one.date], UNDATED)


def _cut_people(index: PartIndex) -> Iterator[PagePart]:
    yield from index.cut_by_name(index.dossier.actors)


def _cut_countries(index: PartIndex) -> Iterator[PagePart]:
    yield from index.cut_by_name(index.dossier.countries)


def _cut_terms(index: PartIndex) -> Iterator[PagePart]:
    yield from index.cut_by_name(index.dossier.terms)


def _cut_theme(index: PartIndex, theme_id: str) -> Iterator[PagePart]:
    """Yield parts of the documents and promises of a theme, by the date of the document."""
    contents = index.theme_contents[theme_id]
    dated: list[tuple[Edtf, Entry]] = [(one.date, one) for one in contents.documents]
    dated += [(index.dossier.document_of[one.id].date, one) for one in contents.commitments]
    if sum(weigh_list_item(entry) for _, entry in dated) > MOST_PAGE_WEIGHT:
        for part in index.cut_by_date(dated, weigh_list_item):
            yield replace(part, theme=theme_id)


_CUTS: Mapping[str, Callable[[PartIndex], Iterator[PagePart]]] = {
    "documents": _cut_documents,
    "promises": _cut_commitments,
    "figures": _cut_figures,
    "differences": _cut_differences,
    "corrections": _cut_corrections,
    "works": _cut_works,
    "people": _cut_people,
    "countries": _cut_countries,
    "terms": _cut_terms,
}
"""How pages of a kind are cut."""
_CUT_BY_NAME = ("people", "countries", "terms")
"""The kinds of pages that each language cuts by its own names."""


def is_page_part(page: PagePlan) -> bool:
    """Return whether a page is a part of one that is cut."""
    return page.kind in {"theme", *_CUTS} and ":" in page.entity


def plan_page_parts(base: PagePlan, index: PartIndex, site_url: str) -> Iterator[PagePlan]:
    """Yield the pages of the parts of a page."""
    say, folder = index.names.language.gettext, base.path.removesuffix(INDEX)
    for part in index.parts_of(base):
        name = name_page_part(part, index.names)
        path = f"{folder}{part.slug}/{INDEX}"
        yield PagePlan(
            kind=base.kind,
            entity=part.entity,
            language=base.language,
            path=path,
            title=say("%(title)s, %(part)s", title=base.title, part=name),
            description=say("A part of “%(title)s”: %(part)s.", title=base.title, part=name),
            template=base.template,
            canonical=absolute_url(site_url, path),
            last_changed=base.last_changed,
        )


def name_page_part(part: PagePart, names: EntryNames) -> str:
    """Return what a part is called among the others: its years or months, its initial, or its group."""
    language = names.language
    if part.group == NUMBERED or not (part.months or part.initial or part.group):
        return language.gettext("part %(number)s", number=language.number(part.number))
    if part.months:
        return name_months(*part.months, part.number, names)
    return _add_number(_name_group(part, names), part.number, language)


def name_months(first: tuple[int, int], last: tuple[int, int], number: int, names: EntryNames) -> str:
    """Return the years from a first to a last month in words, or the months, with a number from 2 on."""
    if (first[1], last[1]) == (1, 12):
        words = "–".join(dict.fromkeys(names.language.year(year) for year, _ in (first, last)))
    else:
        texts = dict.fromkeys(f"{year:04}-{month:02}" for year, month in (first, last))
        words = names.write_date(parse_date("/".join(texts)))
    return _add_number(words, number, names.language)


def _add_number(words: str, number: int, language: Language) -> str:
    if number == 1:
        return words
    return language.gettext("%(what)s, part %(number)s", what=words, number=language.number(number))


def _name_group(part: PagePart, names: EntryNames) -> str:
    say = names.language.gettext
    if part.initial == "0":
        return say("other signs")
    groups = {
        OF_SEVERAL: say("put together by us"),
        COMPUTED: say("computed by us"),
        UNDATED: say("without a date"),
    }
    return groups.get(part.group, part.initial)
