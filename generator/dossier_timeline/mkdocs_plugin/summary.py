"""The line that a build ends with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier_timeline.config import Config
from dossier_timeline.diagnostics.os_errors import printable

if TYPE_CHECKING:
    from dossier_timeline.cache.snapshots import LastBuild
    from dossier_timeline.output.search import SearchIndex
    from dossier_timeline.pipeline import Site
    from dossier_timeline.publishing.publication import PublicationResult


def summary(site: Site, done: PublicationResult, config: Config, seconds: float) -> str:
    """What a build made, and how it differs from the one before."""
    pages = sum(path.endswith(".html") for path in site.files)
    return (
        f"{pages} pages ({site.taken} as before) in {len(site.files)} files: {done.written} written, "
        f"{done.unchanged} unchanged, {done.removed} removed, in {seconds:.2f} s, "
        f"in {printable(config.site_dir)}{_about_search(site.search)}{_about_others(done)}"
    )


def _about_others(done: PublicationResult) -> str:
    """What others put into the site's folder, where a reader may come upon it."""
    seen = [path for path in done.other_entries if not path.startswith(".")]
    return f"; not made by a build, and left there: {', '.join(seen[:10])}" if seen else ""


def as_before(last: LastBuild, config: Config, seconds: float) -> str:
    """What the last build made, where this one had nothing to do."""
    return (
        f"{last.pages} pages in {last.files} files: nothing has changed, in {seconds:.2f} s, "
        f"in {printable(config.site_dir)}"
    )


def _about_search(search: SearchIndex) -> str:
    """How long the search index took: apart, because it's made only when a page has changed."""
    if not search.pages:
        return ""
    took = "search index as before" if search.seconds is None else f"search index in {search.seconds:.2f} s"
    return f"; {took}"
