"""Rendering of a site: the same plan and settings give the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from functools import partial
from pathlib import Path

from dossier_timeline.cache.pages import PageCache
from dossier_timeline.cache.store import Cache
from dossier_timeline.config import Config
from dossier_timeline.exports.all_exports import export_files
from dossier_timeline.exports.export_context import ExportContext
from dossier_timeline.exports.sitemap import export_sitemap
from dossier_timeline.languages.lending import strip_marks
from dossier_timeline.output.assets import Assets, assets
from dossier_timeline.output.environment import environment
from dossier_timeline.output.file_templates import make_file_renderer
from dossier_timeline.output.filter_rules import filter_rules
from dossier_timeline.output.lent_words import strip_lent_marks
from dossier_timeline.output.page_rendering import MIN_FORKED, RenderContext, render_pages
from dossier_timeline.output.prefetch import PendingCharts, Prefetch, fill_placeholders
from dossier_timeline.output.print_rules import document_titles, running_titles
from dossier_timeline.publishing.site_files import SiteFiles, StoredFile
from dossier_timeline.publishing.spool_folder import SpoolFolder
from dossier_timeline.site.language_context import LanguageContext
from dossier_timeline.site.plan import SitePlan
from dossier_timeline.site.report_parts import name_report_style
from dossier_timeline.site.timeline_pages import name_filter_style
from dossier_timeline.views.figure_charts import find_undrawn_charts
from dossier_timeline.workers import run_in_fork, usable_processors


def render_site(
    site: SitePlan,
    config: Config,
    prefetch: Prefetch | None = None,
    page_cache: PageCache | None = None,
    spool: SpoolFolder | None = None,
) -> SiteFiles:
    """Every file of the site by its path: pages, exports, assets, sitemap, robots.txt.

    `prefetch` was started before there was a plan, `page_cache` holds pages of the last build, and new files
    are put into `spool`. Raises `ContentError` for a mistake in a template.
    """
    prefetch = prefetch or Prefetch(config.paths.templates, Cache())
    page_cache, spool = page_cache or PageCache(), spool or SpoolFolder()
    undrawn = _find_undrawn_charts(site, config, prefetch)
    wait_for_charts = prefetch.draw_charts(undrawn)
    drawings = PendingCharts(prefetch.drawings, undrawn)
    templates = prefetch.compiled_templates()
    environments = {
        code: environment(config.paths.templates, language, templates)
        for code, language in site.languages.items()
    }
    contexts = {
        code: LanguageContext(site, config, language, environments[code].show, drawings)
        for code, language in site.languages.items()
    }
    files = _make_assets(site, config.paths.templates, contexts, page_cache)
    found_pages = ((page.path, page_cache.find_page(page)) for page in site.pages)
    cached = {path: stored for path, stored in found_pages if stored is not None}
    render_file = make_file_renderer(config.paths, templates)
    context = RenderContext(config, contexts, environments, files, prefetch.drawings, templates, spool)
    with closing(_ExportTask(site, ExportContext(contexts, render_file), page_cache, spool)) as export_task:
        rendered = render_pages(site, context, cached.keys())
        exports = export_task.wait()
    prefetch.drawings.update(wait_for_charts())
    charts = {digest: strip_marks(prefetch.drawings[digest].decode()).encode() for digest in undrawn}
    site_files = SiteFiles()
    for page in site.pages:
        if page.path in rendered:
            content, texts_read = rendered[page.path]
            filled = fill_placeholders(content, charts) if isinstance(content, bytes) else content
            site_files.add(page.path, filled)
            page_cache.record_page(page, site_files.digest(page.path), texts_read)
        else:
            site_files.add_stored(page.path, cached[page.path])
    site_files.update(exports)
    sitemap = export_sitemap(site, config.addresses.site_url, render_file)
    site_files.update(_strip_marks_in_files(site, {**files.files, **sitemap}))
    if not any(language.unknown_keys for language in site.languages.values()):
        page_cache.save()
    return site_files.sorted_by_path()


def _find_undrawn_charts(site: SitePlan, config: Config, prefetch: Prefetch) -> dict[str, str]:
    """The specifications of the charts to draw, by digest; nothing when no process is ready to draw them."""
    if not prefetch.is_drawing:
        return {}
    contexts = (
        LanguageContext(site, config, language, drawn_charts=prefetch.drawings)
        for language in site.languages.values()
    )
    return {
        digest: specification
        for context in contexts
        for digest, specification in find_undrawn_charts(context).items()
    }


def _make_assets(
    site: SitePlan,
    template_folders: tuple[Path, ...],
    contexts: Mapping[str, LanguageContext],
    page_cache: PageCache,
) -> Assets:
    """The assets of the templates, and the style sheets that are made for this site."""
    files = assets(template_folders)
    for slug, items in site.timeline_index.items_of_pages.items():
        name, make_rules = name_filter_style(slug), partial(filter_rules, site.timeline_index, items)
        files = files.plus(name, page_cache.shared_text(name, make_rules))
    for code, context in contexts.items():
        titles = page_cache.shared_text(f"print-{code}.css", partial(running_titles, context))
        files = files.plus(f"print-{code}.css", files.content("print.css") + titles)
    for page in site.pages:
        if page.kind == "report":
            name, documents = name_report_style(page), site.report_index.documents_on(page.entity)
            make_titles = partial(document_titles, contexts[page.language], documents)
            files = files.plus(name, page_cache.shared_text(name, make_titles))
    return files


def _strip_marks_in_files(site: SitePlan, files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Files that are no pages, without the marks of words that a language was lent."""
    if not any(language.stand_ins for language in site.languages.values()):
        return files
    return {path: strip_lent_marks(content) for path, content in files.items()}


class _ExportTask:
    """The exports of a site (data, feeds, citations); a fork makes them while many pages are rendered."""

    def __init__(
        self, site: SitePlan, context: ExportContext, page_cache: PageCache, spool: SpoolFolder
    ) -> None:
        """Take the exports from the cache, or start making them."""
        self._site, self._context, self._page_cache, self._spool = site, context, page_cache, spool
        self._cached = page_cache.find_exports()
        use_fork = self._cached is None and usable_processors() > 1 and len(site.pages) >= MIN_FORKED
        self._task = run_in_fork(self._make_exports) if use_fork else None

    def wait(self) -> SiteFiles:
        """The exports. May be called once."""
        if self._cached is not None:
            return self._cached
        task, self._task = self._task or self._make_exports, None
        contents, texts_read = task()
        files = SiteFiles()
        for path, content in contents.items():
            files.add(path, content)
        self._page_cache.record_exports(files, texts_read)
        return files

    def close(self) -> None:
        """End the fork if nobody waited for it."""
        if self._task is not None:
            self._task.cancel()

    def _make_exports(self) -> tuple[dict[str, bytes | StoredFile], set[str]]:
        """The exports by path, and the paths of the texts that were read for them."""
        contexts = self._context.languages.values()
        for context in contexts:
            context.texts_read.clear()
        contents = _strip_marks_in_files(self._site, export_files(self._context))
        stored = {path: self._spool.store(content) for path, content in contents.items()}
        return stored, {path for context in contexts for path in context.texts_read}
