"""The registry of exporters: every file that a site has for machines beside its pages.

The sitemap and robots.txt depend on which pages there are, not on what the dossier says: see `sitemap.py`.
"""

from __future__ import annotations

from collections.abc import Mapping

from dossier_timeline.exports.chart_files import export_charts
from dossier_timeline.exports.citation_files import export_citations
from dossier_timeline.exports.data_package import export_data_package
from dossier_timeline.exports.event_calendar import export_calendars
from dossier_timeline.exports.export_context import Exporter
from dossier_timeline.exports.feeds import export_feeds
from dossier_timeline.exports.oembed import export_oembed
from dossier_timeline.exports.security_txt import export_security_txt

EXPORTERS: Mapping[str, Exporter] = {
    export.__name__: export
    for export in (
        export_citations,
        export_charts,
        export_feeds,
        export_oembed,
        export_calendars,
        export_data_package,
        export_security_txt,
    )
}
"""The exporters by name."""
