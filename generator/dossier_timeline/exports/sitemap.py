"""The sitemap with the translations of each page, and robots.txt, which says where it is.

A site with too many pages for one sitemap has several, and a sitemap index in the place of the one. Where the
dossier is a section of another site, an index names the sitemap of that site beside the dossier's. It has a
name of its own: themes read sitemap.xml to know which pages are theirs.
Sources: sitemaps.org protocol 0.9; Google, "Tell Google about localized versions of your page"; RFC 9309.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from markupsafe import escape

from dossier_timeline.config import SiteAddresses
from dossier_timeline.exports.export_context import RenderFile
from dossier_timeline.site.plan import SitePlan
from dossier_timeline.site.routes import PagePlan

SITEMAP, ROBOTS = "sitemap.xml", "robots.txt"
SITEMAP_INDEX = "sitemap_index.xml"
"""The index of the sitemaps of a whole site, of which the dossier is a section."""
MOST_URLS, MOST_BYTES = 50_000, 50 * 1024 * 1024
"""What the protocol allows in one sitemap."""
_BASE_BYTES, _PAGE_BYTES, _LINK_BYTES = 300, 90, 60
"""What a sitemap, a page in it and a link to a translation take beside their addresses, rounded up."""


def export_sitemap(site: SitePlan, addresses: SiteAddresses, render: RenderFile) -> dict[str, bytes]:
    """All files by path; the sitemap has every page that may be indexed, sorted by path."""
    pages = sorted((page for page in site.pages if page.is_indexed), key=lambda page: page.path)
    files: dict[str, bytes] = {}
    sitemaps: list[tuple[str, date | None]] = []
    groups = list(_divide_sitemap(pages)) or [[]]
    for number, group in enumerate(groups, start=1):
        path = f"sitemap-{number}.xml" if len(groups) > 1 else SITEMAP
        files[path] = render("exports/sitemap.xml", pages=group).encode()
        last_changed = max((page.last_changed for page in group), default=None)
        sitemaps.append((f"{addresses.site_url}{path}", last_changed))
    if len(groups) > 1:
        files[SITEMAP] = render("exports/sitemap-index.xml", sitemaps=sitemaps).encode()
    if addresses.mount:
        sitemaps = [(f"{addresses.whole_site_url}{SITEMAP}", None), *sitemaps]
        files[SITEMAP_INDEX] = render("exports/sitemap-index.xml", sitemaps=sitemaps).encode()
    sitemap_url = f"{addresses.whole_site_url}{SITEMAP_INDEX if addresses.mount else SITEMAP}"
    return {**files, ROBOTS: render("exports/robots.txt", sitemap_url=sitemap_url).encode()}


def _divide_sitemap(pages: Sequence[PagePlan]) -> Iterator[list[PagePlan]]:
    """Yield the pages of each sitemap: as many as the protocol allows."""
    group: list[PagePlan] = []
    size = _BASE_BYTES
    for page in pages:
        page_size = _estimate_bytes(page)
        if group and (len(group) == MOST_URLS or size + page_size > MOST_BYTES):
            yield group
            group, size = [], _BASE_BYTES
        group.append(page)
        size += page_size
    if group:
        yield group


def _estimate_bytes(page: PagePlan) -> int:
    """Return at least so many bytes as a page takes in a sitemap."""
    links = sum(_LINK_BYTES + len(one.hreflang) + len(escape(one.url)) for one in page.alternates)
    return _PAGE_BYTES + len(escape(page.canonical)) + links
