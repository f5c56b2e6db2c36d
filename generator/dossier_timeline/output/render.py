"""Rendering of a site: the same plan and settings give the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeAlias

from dossier_timeline.cache.buckets import Cache, fingerprint
from dossier_timeline.cache.step_results import ResultUpdates, StepResults
from dossier_timeline.cache.steps import PublishedSteps
from dossier_timeline.config import Config
from dossier_timeline.exports.all_exports import EXPORTERS
from dossier_timeline.exports.export_context import ExportContext
from dossier_timeline.exports.sitemap import export_sitemap
from dossier_timeline.output.assets import EMBED_STYLE, Assets
from dossier_timeline.output.card_rendering import render_cards
from dossier_timeline.output.commitment_filters import write_commitment_filters
from dossier_timeline.output.environment import environment
from dossier_timeline.output.file_templates import make_file_renderer
from dossier_timeline.output.first_pages import NO_FIRST_PAGES, FirstPages
from dossier_timeline.output.lent_words import strip_lent_marks
from dossier_timeline.output.media_rendering import render_media
from dossier_timeline.output.page_rendering import (
    ASSET_SOURCE,
    RenderContext,
    render_first_pages,
    render_pages,
)
from dossier_timeline.output.prefetch import Prefetch
from dossier_timeline.output.print_rules import document_titles, running_titles
from dossier_timeline.output.style_rules import read_styled_assets
from dossier_timeline.output.timeline_filters import write_timeline_filters
from dossier_timeline.publishing.site_files import SiteFiles, StoredFile
from dossier_timeline.publishing.spool_folder import SpoolFolder
from dossier_timeline.read_recorder import ComputedSource, ReadDigests, ReadRecorder
from dossier_timeline.site.embed_pages import EMBED_KIND
from dossier_timeline.site.language_context import LanguageContext
from dossier_timeline.site.plan import SitePlan
from dossier_timeline.site.recorded_site import RecordedSite
from dossier_timeline.site.report_parts import name_report_style
from dossier_timeline.site.source_pages import SOURCE_KIND
from dossier_timeline.site.timeline_pages import name_filter_style

OpenSteps: TypeAlias = Callable[[ReadDigests], PublishedSteps]
"""Gives the steps of the last build; takes what gives the digest of what a step read."""
_ExportedFiles: TypeAlias = dict[str, tuple[dict[str, bytes | StoredFile], frozenset[str]]]
"""By an exporter's name: its files by path, and what was read for them."""
_MadeExports: TypeAlias = tuple[_ExportedFiles, ResultUpdates]
"""The exports, and the results that were taken over or computed for them."""


def render_site(
    site: SitePlan,
    config: Config,
    prefetch: Prefetch | None = None,
    open_steps: OpenSteps = lambda _: PublishedSteps(),
    spool: SpoolFolder | None = None,
    *,
    first_pages: FirstPages = NO_FIRST_PAGES,
) -> SiteFiles:
    """Every file of the site by its path: pages, exports, assets, sitemap, robots.txt.

    `prefetch` was started before there was a plan, `open_steps` gives the steps of the last build, and new
    files are put into `spool`. Raises `ContentError` for a mistake in a template.
    """
    prefetch, spool = prefetch or Prefetch(config.paths.templates, Cache()), spool or SpoolFolder()
    templates = prefetch.compiled_templates()
    environments = {
        code: environment(config.paths.templates, language, templates)
        for code, language in site.languages.items()
    }
    recorder = ReadRecorder()
    recorded_site = RecordedSite(site, config.addresses.site_url, recorder)
    contexts = {
        code: LanguageContext(site, config, language, environments[code].show, recorder, recorded_site)
        for code, language in site.languages.items()
    }
    files = _make_assets(site, config.paths.templates, contexts)
    recorded_site.sources.add(ASSET_SOURCE, ComputedSource(files.path))
    asset_files = _strip_marks_in_files(site, files.files)
    render_file = make_file_renderer(config.paths, templates)
    context = RenderContext(config, contexts, environments, files, templates, spool, first_pages)
    rendered_first = render_first_pages(site, context, asset_files)
    steps = open_steps(recorded_site.sources)
    plans = {page.path: fingerprint(page) for page in site.pages}
    found_pages = ((page.path, steps.find(page.path, plans[page.path])) for page in site.pages)
    cached = {path: stored[path] for path, stored in found_pages if stored is not None}
    rendered = {path: page for path, page in rendered_first.items() if path not in cached}
    exports = _Exports(site, ExportContext(contexts, render_file), steps, spool, first_pages)
    new_pages, made_exports = render_pages(site, context, cached.keys() | rendered.keys(), exports.make)
    rendered.update(new_pages)
    site_files = SiteFiles()
    for page in site.pages:
        if page.path in rendered:
            content, reads = rendered[page.path]
            site_files.add(page.path, content)
            steps.record(page.path, plans[page.path], reads, {page.path: site_files.digest(page.path)})
        else:
            site_files.add_stored(page.path, cached[page.path])
    site_files.update(exports.record(made_exports))
    site_files.update(render_cards(site, contexts, steps, spool))
    site_files.update(render_media(site.media, steps, spool))
    sitemap = export_sitemap(site, config.addresses, render_file)
    site_files.update({**asset_files, **_strip_marks_in_files(site, sitemap)})
    return site_files.sorted_by_path()


def _make_assets(
    site: SitePlan,
    template_folders: tuple[Path, ...],
    contexts: Mapping[str, LanguageContext],
) -> Assets:
    """The assets of the templates, and the style sheets that are made for this site."""
    files = read_styled_assets(template_folders, site.dossier.settings.style)
    if not any(page.kind == SOURCE_KIND for page in site.pages):
        files = files.without("source.css")
    if not any(page.kind == EMBED_KIND for page in site.pages):
        files = files.without(EMBED_STYLE)
    if not site.media.images:
        files = files.without("images.css")
    for slug, items in site.timeline_index.items_of_pages.items():
        files = files.plus(name_filter_style(slug), write_timeline_filters(site.timeline_index, items))
    for name, rules in write_commitment_filters(site):
        files = files.plus(name, rules)
    for code, context in contexts.items():
        files = files.plus(f"print-{code}.css", files.content("print.css") + running_titles(context))
    for page in site.pages:
        if page.kind == "report":
            name, documents = name_report_style(page), site.report_index.documents_on(page.entity)
            files = files.plus(name, document_titles(contexts[page.language], documents))
    return files


def _strip_marks_in_files(site: SitePlan, files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Files that are no pages, without the marks of words that a language was lent."""
    is_lending = site.dossier.settings.unfinished_languages or any(
        language.stand_ins for language in site.languages.values()
    )
    if not is_lending:
        return files
    return {path: strip_lent_marks(content) for path, content in files.items()}


class _Exports:
    """The exports of a site: data, feeds, citations. What would be the same as before is taken over."""

    def __init__(
        self,
        site: SitePlan,
        context: ExportContext,
        steps: PublishedSteps,
        spool: SpoolFolder,
        first_pages: FirstPages = NO_FIRST_PAGES,
    ) -> None:
        """Look which exporters have something new to say."""
        self._results = StepResults(steps.steps, context.first.recorder)
        self._context = context
        self._site, self._steps, self._spool = site, steps, spool
        self._first_pages = first_pages
        self._files = SiteFiles()
        self._unmade = []
        for name in EXPORTERS:
            stored = steps.find(name, "")
            if stored is None:
                self._unmade.append(name)
            else:
                self._files.update(SiteFiles.from_stored(stored))

    @property
    def make(self) -> Callable[[], _MadeExports] | None:
        """What makes the others, in this process or in a fork of it; `None` where there are none."""
        return self._make if self._unmade else None

    def record(self, new_exports: _MadeExports | None) -> SiteFiles:
        """All exports, with the new ones among them."""
        exports, updates = new_exports or ({}, self._results.updates())
        self._results.save(updates)
        for name, (contents, reads) in exports.items():
            files = SiteFiles()
            for path, content in contents.items():
                files.add(path, content)
            self._steps.record(name, "", reads, {path: files.digest(path) for path in files})
            self._files.update(files)
        return self._files

    def _make(self) -> _MadeExports:
        """The files of exporters by path and what was read for them, by the exporter's name; and results."""
        exports: _ExportedFiles = {}
        for name in self._unmade:
            self._first_pages.go_on()
            context = replace(self._context, find_result=partial(self._results.find, name))
            with context.first.recorder.record() as reads:
                contents = _strip_marks_in_files(self._site, EXPORTERS[name](context))
            stored = {
                path: self._steps.find_same(path, content) or self._spool.store(content)
                for path, content in contents.items()
            }
            exports[name] = stored, frozenset(reads)
        return exports, self._results.updates()
