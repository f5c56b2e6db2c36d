"""The line with which a build ends."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dossier_timeline.diagnostics.os_errors import printable_name

if TYPE_CHECKING:
    from dossier_timeline.cache.snapshots import LastBuild
    from dossier_timeline.output.search import SearchIndex
    from dossier_timeline.pipeline import BuildResult
    from dossier_timeline.publishing.publication import PublicationResult


def build_summary(result: BuildResult, published: PublicationResult, folder: Path, seconds: float) -> str:
    """What a build made, and how it differs from the one before."""
    pages = sum(path.endswith(".html") for path in result.files)
    others = len(result.published_files) - len(result.files)
    return (
        f"{pages} pages ({result.reused_pages} as before) in {len(result.files)} files"
        f"{f', and {others} files of the rest of the site' if others else ''}: "
        f"{published.written} written, {published.unchanged} unchanged, {published.removed} removed, "
        f"in {seconds:.2f} s, in {printable_name(folder)}"
        f"{_search_words(result.search)}{_words_on_cards(result.untitled_languages)}"
        f"{_words_on_other_entries(published)}"
    )


def unchanged_summary(last: LastBuild, folder: Path, seconds: float) -> str:
    """What the last build made, where this one had nothing to do."""
    return (
        f"{last.pages} pages in {last.files} files: nothing has changed, in {seconds:.2f} s, "
        f"in {printable_name(folder)}"
    )


def _words_on_other_entries(published: PublicationResult) -> str:
    """What others put into the site's folder, where a reader may come upon it."""
    visible = [path for path in published.other_entries if not path.startswith(".")]
    return f"; not made by a build, and left there: {', '.join(visible[:10])}" if visible else ""


def _words_on_cards(languages: tuple[str, ...]) -> str:
    """In which languages cards show no title, because their font lacks the letters."""
    if not languages:
        return ""
    return f"; card images without a title, as their font lacks the letters: {', '.join(languages)}"


def _search_words(search: SearchIndex) -> str:
    """How long the search index took: apart, because it's made only when a page has changed."""
    if not search.pages:
        return ""
    took = "search index as before" if search.seconds is None else f"search index in {search.seconds:.2f} s"
    return f"; {took}"
