"""Pages of a site that would have the same address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.languages.slugs import fold_address
from dossier_timeline.model.source_positions import SourcePositions
from dossier_timeline.site.routes import PagePlan


def check_page_addresses(
    pages: Iterable[PagePlan], positions: SourcePositions, settings_file: str
) -> Iterator[Diagnostic]:
    """Yield a problem for each page with the address of another, at the slug of one of them.

    An address is that of another where some host takes the two for one. A page that isn't made of content is
    reported at `settings_file`.
    """
    pages_by_address: dict[str, PagePlan] = {}
    for page in pages:
        other = pages_by_address.setdefault(fold_address(page.path), page)
        if other is page:
            continue
        first, second = (
            (page, other) if _find_slug_owner(page) or not _find_slug_owner(other) else (other, page)
        )
        name = second.sources[0].path if second.sources else f"the built-in page “{second.title}”"
        yield Diagnostic(
            _locate_slug(first, positions, settings_file),
            Code.TWO_PAGES_ONE_ADDRESS,
            f"“{first.title}” would have the same address as “{second.title}”: {first.path}",
            f"give one of them another slug; the other comes from {name}",
        )


def _find_slug_owner(page: PagePlan) -> str:
    """Return the entry whose slug is the last part of a page's address; "" where none is."""
    if page.kind in ("document", "theme", "page"):
        return "" if ":" in page.entity else page.entity
    return page.kind if any(source.kind == "text" for source in page.sources) else ""


def _locate_slug(page: PagePlan, positions: SourcePositions, settings_file: str) -> Position:
    name = _find_slug_owner(page)
    if not name:
        return Position(page.sources[0].path if page.sources else settings_file)
    if page.kind in ("document", "theme"):
        return positions.of(name, "slug", page.language)
    return positions.in_front_matter(
        name, page.availability.canonical_language if page.availability else page.language, "slug"
    )
