"""What a build writes to the log of MkDocs, and how MkDocs counts it."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from mkdocs.plugins import get_plugin_logger

from dossier_timeline.config import MOUNT_HINT, Config
from dossier_timeline.diagnostics.codes import Level
from dossier_timeline.diagnostics.diagnostic import Diagnostic
from dossier_timeline.diagnostics.reporting import SourceLines, format_as_text

if TYPE_CHECKING:
    from dossier_timeline.output.search import SearchIndex

log = get_plugin_logger(__name__)

_LOGGERS = ("mkdocs", "properdocs")


def log_problems(problems: tuple[Diagnostic, ...], config: Config) -> None:
    """Log each problem; errors as errors. MkDocs doesn't count the warnings of content."""
    quotes = source_lines_of(config)
    for problem in problems:
        level = logging.ERROR if problem.level is Level.ERROR else logging.WARNING
        log.log(level, "%s", format_as_text(problem, quotes))


def log_search_index(index: SearchIndex) -> None:
    """Log that the pages of a preview can be searched, or why not. Warnings were told when they were made."""
    for problem in index.problems:
        if problem.level is Level.ERROR:
            log.error("%s", format_as_text(problem))
    if index.seconds is not None:
        log.info("%d pages can be searched now: indexed in %.2f s", index.pages, index.seconds)


def source_lines_of(config: Config) -> SourceLines:
    """The lines that are quoted with a problem; those of the site's folder aren't."""
    return SourceLines(config.paths.root, config.paths.site.name)


def describe_failure(problems: tuple[Diagnostic, ...]) -> str:
    """The last line of a build that these problems stopped."""
    stopped = sum(problem.level is Level.ERROR for problem in problems) or len(problems)
    return f"{stopped} problem(s); nothing was published"


def describe_internal_error(error: BaseException) -> str:
    """The message for a mistake of the generator itself, which nothing in content explains."""
    return (
        f"The generator itself failed, which it never should ({type(error).__name__}). "
        "What it was doing stands in the terminal; undo the last change to go on, and please report it."
    )


def describe_vanishing_pages(pages: Iterable[Any]) -> str:
    """The message for pages that other plugins made and that no template of a dossier shows."""
    names = []
    for page in pages:
        maker = getattr(page, "generated_by", None)
        names.append(f"“{page.src_uri}”" + (f" (made by “{maker}”)" if maker else ""))
    return (
        f"This site has no place for pages of other plugins, and these would vanish: {', '.join(names)}. "
        f"Take the plugin out, or {MOUNT_HINT}."
    )


def exception_messages(error: BaseException) -> Iterator[str]:
    """What an exception and those that led to it say, the first one first."""
    if error.__context__ is not None:
        yield from exception_messages(error.__context__)
    if str(error):
        yield str(error)


def leave_uncounted(logger: str) -> None:
    """Keep what `logger` logs out of the counts by which MkDocs' strict mode stops."""
    for name in _LOGGERS:
        for handler in logging.getLogger(name).handlers:
            if hasattr(handler, "get_counts"):
                handler.addFilter(lambda record: record.name != logger)


def warning_counts() -> Iterator[list[tuple[str, int]]]:
    """The levels and numbers of the records that MkDocs has counted, of each handler that counted any."""
    for name in _LOGGERS:
        for handler in logging.getLogger(name).handlers:
            counts: list[tuple[str, int]] = getattr(handler, "get_counts", list)()
            if counts:
                yield counts
