"""How large the largest page of each kind is, and how long the feeds and the site map are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.bench.results import Measurement

_KIND = re.compile(rb'<body class="page-([a-z-]+)')
_ELEMENT = re.compile(rb"<[a-zA-Z]")
REPORT = "report"
"""The kind of the pages of the whole report, whose parts may be larger."""
FEED, SITE_MAP = "entries of a feed", "addresses of a site map"


def measure_pages(dossier: str, generator: str, site: Path) -> Iterator[Measurement]:
    """Yield, for each kind of page, how many there are, and the kilobytes and elements of the largest."""
    found: dict[str, list[tuple[int, int]]] = {}
    for file in site.rglob("*.html"):
        page = file.read_bytes()
        named = _KIND.search(page)
        sizes = found.setdefault(named[1].decode() if named else "other", [])
        sizes.append((len(page), len(_ELEMENT.findall(page))))
    for kind, sizes in sorted(found.items()):
        most_bytes, most_elements = max(size for size, _ in sizes), max(count for _, count in sizes)
        figures = {"pages": len(sizes), "kilobytes": most_bytes / 1000, "elements": most_elements}
        yield Measurement("page", dossier, generator, kind, figures)
    for name, pattern, mark in ((FEED, "feed*.xml", b"<entry>"), (SITE_MAP, "sitemap*.xml", b"<url>")):
        files = list(site.rglob(pattern))
        counts = [file.read_bytes().count(mark) for file in files]
        if counts:
            size = max(file.stat().st_size for file in files) / 1000
            figures = {"pages": len(files), "kilobytes": size, "elements": max(counts)}
            yield Measurement("page", dossier, generator, name, figures)
