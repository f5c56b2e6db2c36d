"""The pages with the source text of a document that publishes it: one, or parts that begin at headings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import count, groupby

from dossier_timeline.evidence.passages import Segmentation
from dossier_timeline.languages.slugs import fold_address, is_slug, number_slug, shorten_slug
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.site.names import EntryNames
from dossier_timeline.site.page_bounds import MOST_PAGE_WEIGHT
from dossier_timeline.site.page_cuts import cut_by_number
from dossier_timeline.site.routes import INDEX, PagePlan, absolute_url
from dossier_timeline.site.source_blocks import SourceBlock, list_source_blocks, weigh_block

SOURCE_KIND = "source"
"""The kind of a page with a source text; its entity is the document's id, and of a part "document:slug"."""
_MOST_SLUG_BYTES = 50
_LABEL = re.compile(r"(\w+)\W+(\d+\w*|[ivxlcdm]+)(?!\w)")
"""A heading that is a word with a number: its address is made of those, whatever title follows."""


@dataclass(frozen=True, slots=True)
class SourcePart:
    """Some of the blocks of a source text: those that stand on one page.

    `heading` is that of its first passages; `number` counts the pieces of a section that is too
    heavy for one page, from 1.
    """

    document_id: str
    slug: str
    heading: str
    number: int
    blocks: tuple[SourceBlock, ...] = field(repr=False)

    @property
    def entity(self) -> str:
        """The entity of its page, where the text has several."""
        return f"{self.document_id}:{self.slug}"


@dataclass(frozen=True, slots=True)
class _Section:
    """The blocks from one heading to the next, or a piece of them."""

    heading: str
    number: int
    blocks: tuple[SourceBlock, ...]

    @property
    def weight(self) -> int:
        return sum(map(weigh_block, self.blocks))


@dataclass(frozen=True)
class SourceIndex:
    """The published source texts of a dossier, by the document's id, and the parts of each."""

    dossier: Dossier
    segmentations: Mapping[str, Segmentation]

    def parts_of(self, document_id: str) -> tuple[SourcePart, ...]:
        """Return the parts of a document's text: one where it fits on a page, none where it's unpublished."""
        return self._parts.get(document_id, ())

    def find_part(self, entity: str) -> SourcePart | None:
        """Return the part that stands on the page with an entity; `None` on one that leads to the parts."""
        parts = self.parts_of(entity.partition(":")[0])
        if len(parts) == 1:
            return parts[0]
        return next((part for part in parts if part.entity == entity), None)

    def find_place(self, document_id: str, digest: str, place: str) -> tuple[str, str]:
        """Return the entity of the page with a passage, and its id there; empty where it isn't published.

        `digest` is that of its words; `place`, as it's counted, tells several with the same words apart.
        """
        found = self._places.get(document_id, {})
        return found.get((digest, place)) or found.get((digest, "")) or ("", "")

    @cached_property
    def _parts(self) -> Mapping[str, tuple[SourcePart, ...]]:
        return {
            document.id: tuple(_cut_parts(document, self.segmentations[document.id]))
            for document in self.dossier.documents
            if document.id in self.segmentations
        }

    @cached_property
    def _places(self) -> Mapping[str, Mapping[tuple[str, str], tuple[str, str]]]:
        return {name: dict(_list_places(parts)) for name, parts in self._parts.items()}


def _list_places(parts: Sequence[SourcePart]) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Yield where each passage is shown, by digest and place and by digest alone; the first comes last."""
    for part in reversed(parts):
        entity = part.entity if len(parts) > 1 else part.document_id
        for block in reversed(part.blocks):
            if block.digest:
                yield (block.digest, block.place), (entity, block.id)
                yield (block.digest, ""), (entity, block.id)


def _cut_parts(document: Document, segmentation: Segmentation) -> Iterator[SourcePart]:
    blocks = list_source_blocks(segmentation)
    sections = [piece for section in _list_sections(blocks) for piece in _cut_section(section)]
    groups = cut_by_number(sections, [section.weight for section in sections], MOST_PAGE_WEIGHT)
    taken: set[str] = set()
    for group in groups:
        first = group[0]
        slug = _choose_free_slug(first, taken)
        taken.add(fold_address(slug))
        inside = tuple(block for section in group for block in section.blocks)
        yield SourcePart(document.id, slug, first.heading, first.number, inside)


def _list_sections(blocks: Sequence[SourceBlock]) -> Iterator[_Section]:
    """Yield sections; headings that follow each other begin one together, named after the last."""
    runs = [
        (is_heading, tuple(run)) for is_heading, run in groupby(blocks, lambda one: one.kind == "heading")
    ]
    headings: tuple[SourceBlock, ...] = ()
    for is_heading, run in runs:
        if is_heading:
            headings = run
        else:
            yield _Section(headings[-1].text if headings else "", 1, (*headings, *run))
            headings = ()
    if headings:
        yield _Section(headings[-1].text, 1, headings)


def _cut_section(section: _Section) -> Iterator[_Section]:
    if section.weight <= MOST_PAGE_WEIGHT:
        yield section
        return
    pieces = cut_by_number(section.blocks, list(map(weigh_block, section.blocks)), MOST_PAGE_WEIGHT)
    for number, blocks in enumerate(pieces, start=1):
        yield replace(section, number=number, blocks=blocks)


def _choose_free_slug(section: _Section, taken: set[str]) -> str:
    wanted = make_heading_slug(section.heading)
    numbered = (number_slug(wanted, number) for number in count(section.number))
    return next(slug for slug in numbered if fold_address(slug) not in taken)


def make_heading_slug(heading: str) -> str:
    """Return a part of an address made of a heading: of its label and number where it begins with those."""
    words = unicodedata.normalize("NFC", unicodedata.normalize("NFC", heading).lower())
    label = _LABEL.match(words)
    shown = "-".join(label.groups()) if label else words
    signs = (sign if unicodedata.category(sign)[0] in "LM" or sign.isdecimal() else " " for sign in shown)
    slug = shorten_slug("-".join("".join(signs).split()), _MOST_SLUG_BYTES)
    return slug if is_slug(slug) else "part"


def plan_source_pages(
    base: PagePlan, source_index: SourceIndex, names: EntryNames, site_url: str
) -> Iterator[PagePlan]:
    """Yield the pages with the source text of the document whose page is `base`, if that is published.

    Search engines are asked to leave them out: the official text is the one to be found.
    """
    parts = source_index.parts_of(base.entity)
    say, slug = names.language.gettext, names.language.pgettext("slug", "source")
    folder = f"{base.path.removesuffix(INDEX)}{slug}/"
    description = say("The source text of “%(title)s”, passage by passage.", title=base.title)
    entities = [(base.entity, folder, say("%(title)s: source text", title=base.title))] if parts else []
    if len(parts) > 1:
        entities += [
            (part.entity, f"{folder}{part.slug}/", name_source_part(part, names, source_index.dossier))
            for part in parts
        ]
    for entity, address, title in entities:
        yield replace(
            base,
            kind=SOURCE_KIND,
            entity=entity,
            path=f"{address}{INDEX}",
            title=title,
            description=description,
            template="pages/source.html",
            canonical=absolute_url(site_url, f"{address}{INDEX}"),
            sources=(),
            availability=None,
            is_indexed=False,
        )


def name_source_part(part: SourcePart, names: EntryNames, dossier: Dossier) -> str:
    """Return the title of a part of a source text: by its first section, with the number of a piece."""
    say, document = names.language.gettext, dossier.by_id[part.document_id]
    assert isinstance(document, Document)  # noqa: S101 -- only documents have source texts
    heading = part.heading or say("before the first heading")
    title = f"{names.plain_words(document.short)}{names.language.colon}{heading}"
    if part.number == 1:
        return title
    return say("%(heading)s, part %(number)s", heading=title, number=names.language.number(part.number))
