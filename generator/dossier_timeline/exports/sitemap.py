"""The sitemap with the translations of each page, and robots.txt, which says where it is.

Sources: sitemaps.org protocol 0.9; Google, "Tell Google about localized versions of your page"; RFC 9309.
"""

from __future__ import annotations

from dossier_timeline.exports.export_context import RenderFile
from dossier_timeline.site.plan import SitePlan

SITEMAP, ROBOTS = "sitemap.xml", "robots.txt"


def export_sitemap(site: SitePlan, site_url: str, render: RenderFile) -> dict[str, bytes]:
    """Both files by path; the sitemap has every page that may be indexed, sorted by path."""
    pages = sorted((page for page in site.pages if page.is_indexed), key=lambda page: page.path)
    return {
        SITEMAP: render("exports/sitemap.xml", pages=pages).encode(),
        ROBOTS: render("exports/robots.txt", sitemap_url=f"{site_url}{SITEMAP}").encode(),
    }
