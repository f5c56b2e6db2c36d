"""Pages of the dossier's own to which nothing leads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.references import find_references
from dossier_timeline.model.source_positions import SourcePositions
from dossier_timeline.model.wordings import find_wordings
from dossier_timeline.site.builtin_pages import BUILTIN_PAGES

_LINK = re.compile(r"\]\(\s*<?(?:[^()\s<>]*/)?([^()\s<>/]+)/[^()\s<>/]+\.md")
"""A link to a text of the dossier, with the folder in which that text stands."""


def check_orphan_pages(
    dossier: Dossier, positions: SourcePositions, content_path: str, *, with_drafts: bool
) -> Iterator[Diagnostic]:
    """A warning for each page that is in no menu, and that no text leads to."""
    pages = [page for page in dossier.pages if page.id not in {*BUILTIN_PAGES, *dossier.settings.pages}]
    if not with_drafts:
        pages = [page for page in pages if not all(prose.head.draft for prose in page.texts.values())]
    named = _find_linked_ids(dossier) if pages else frozenset[str]()
    for page in pages:
        if named.isdisjoint({page.id, *page.aliases}) and page.id not in positions.unread_ids:
            message = f"nothing leads readers to the page “{page.id}”"
            file = f"{content_path}/dossier.yml"
            hint = f"add {page.id} to `pages` in {file}, which puts it in the menu, or link to it"
            yield Diagnostic(positions.of(page.id), Code.ORPHAN_PAGE, message, hint)


def _find_linked_ids(dossier: Dossier) -> frozenset[str]:
    """What the texts of a dossier lead to, but for those of a page to itself."""
    found = {
        reference.id
        for wording in find_wordings(dossier)
        for text in wording.words.root.values()
        for reference in find_references(text)
    }
    for entry, texts in dossier.texts():
        for prose in texts.values():
            named = {*(one.id for one in find_references(prose.body)), *_LINK.findall(prose.body)}
            found |= named - {entry}
    return frozenset(found)
