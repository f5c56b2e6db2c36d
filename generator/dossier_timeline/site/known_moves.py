"""Where the addresses are now that earlier versions of the generator made.

They had the citations of a document and of its page beside that page, in each language, the CSV of a figure
beside the page of figures, and a page of the timeline with the events of each document; parts of the whole
report had numbers. `addresses --write` fills in what this tells, so that nobody has to write a line for each
document.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from dossier_timeline.model.documents import Document
from dossier_timeline.site.permalinks import permalink_of
from dossier_timeline.site.plan import SitePlan
from dossier_timeline.site.routes import PageKey, PagePlan
from dossier_timeline.site.timeline_pages import find_facet_slug

_CITATIONS = {"bib": "bib", "ris": "ris", "json": "csl.json"}
"""The endings of citations, then and now."""
_DOCUMENTS_OF_PART = 40
"""So many documents were in each numbered part of the report."""
_NUMBERED_PART = re.compile(r"(.+/)[^/]+-(\d{1,6})/")


@dataclass(frozen=True)
class KnownMoves:
    """The new addresses of a site's former ones, as the list of published addresses writes them."""

    site: SitePlan

    def find_target(self, address: str) -> str:
        """Return where a former address is now; "" where that isn't known."""
        return self._targets.get(address) or self._find_part(address)

    @cached_property
    def _pages(self) -> Mapping[PageKey, PagePlan]:
        return {page.key: page for page in self.site.pages}

    @cached_property
    def _targets(self) -> Mapping[str, str]:
        return dict(move for page in self.site.pages for move in self._list_moves_around(page))

    def _list_moves_around(self, page: PagePlan) -> Iterator[tuple[str, str]]:
        """Yield the former and the new addresses of what stood beside a page or repeated it."""
        address = permalink_of(page.path)
        if page.kind == "figures" and not page.entity:
            for figure in self.site.dossier.all_figures():
                yield f"{address}{figure.id}.csv", f"/data/figures/{figure.id}.csv"
        document = self.site.dossier.by_id.get(page.entity) if page.kind == "document" else None
        if not isinstance(document, Document):
            return
        for former, ending in _CITATIONS.items():
            yield f"{address}citation.{former}", f"/data/citations/{document.id}.{ending}"
            yield f"{address}this-page.{former}", address
        if timeline := self._pages.get(("timeline", "", page.language)):
            facet = find_facet_slug(self.site.languages[page.language], "document")
            slug = posixpath.basename(posixpath.dirname(page.path))
            target = f"{address}#section-events" if document.events else address
            yield f"{permalink_of(timeline.path)}{facet}/{slug}/", target

    def _find_part(self, address: str) -> str:
        """Return the part of the report that has the first document of a part with a number."""
        found = _NUMBERED_PART.fullmatch(address)
        page = self._report_pages.get(found[1]) if found else None
        place = (int(found[2]) - 1) * _DOCUMENTS_OF_PART if found else 0
        if page is None or not 0 <= place < len(self.site.dossier.documents):
            return ""
        part = self.site.report_index.find_page_of(self.site.dossier.documents[place].id)
        return permalink_of(self._pages["report", part, page.language].path)

    @cached_property
    def _report_pages(self) -> Mapping[str, PagePlan]:
        """The first pages of the report by address."""
        return {
            permalink_of(page.path): page
            for page in self.site.pages
            if page.kind == "report" and not page.entity
        }
