"""From planned pages to bytes: the same site and settings give the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from contextlib import closing
from dataclasses import dataclass
from functools import partial

from jinja2 import Environment
from markupsafe import Markup

from dossier_timeline.cache.pages import PageCache
from dossier_timeline.cache.store import BucketUpdates, Cache, CacheBucket
from dossier_timeline.config import Config
from dossier_timeline.diagnostics.diagnostic import ContentError, Diagnostic
from dossier_timeline.exports.all_exports import export_files
from dossier_timeline.exports.export_context import ExportContext
from dossier_timeline.exports.sitemap import export_sitemap
from dossier_timeline.languages.lending import strip_marks
from dossier_timeline.model.uses import Uses
from dossier_timeline.output.assets import STYLE, Assets, assets
from dossier_timeline.output.environment import environment
from dossier_timeline.output.file_templates import make_file_renderer
from dossier_timeline.output.filter_rules import filter_rules
from dossier_timeline.output.hosts.headers import page_security_policy
from dossier_timeline.output.lent_words import mark_lent_words, strip_lent_marks
from dossier_timeline.output.prefetch import PendingCharts, Prefetch, fill_placeholders, has_placeholder
from dossier_timeline.output.print_rules import document_titles, running_titles
from dossier_timeline.output.template_mistakes import template_mistake
from dossier_timeline.publishing.site_files import SiteFiles, StoredFile
from dossier_timeline.publishing.spool_folder import SpoolFolder
from dossier_timeline.site.language_context import LanguageContext
from dossier_timeline.site.plan import SitePlan
from dossier_timeline.site.routes import PagePlan, relative_link, rooted_link
from dossier_timeline.views.all_views import make_page_view
from dossier_timeline.views.figure_charts import find_undrawn_charts
from dossier_timeline.workers import run_in_fork, usable_processors

_MANY = 40
"""From so many pages beside the heaviest on it pays to make them in more than one process."""


def render_site(
    site: SitePlan,
    config: Config,
    prefetch: Prefetch | None = None,
    page_cache: PageCache | None = None,
    spool: SpoolFolder | None = None,
) -> SiteFiles:
    """Every file of the site by its path: pages, what stands beside them, assets, sitemap, robots.txt.

    Raises `ContentError` for a mistake in a template. `prefetch` was begun before there was a plan,
    `page_cache` holds what may be taken over from the last build; files are written to `spool`.
    """
    prefetch = prefetch or Prefetch(config, Cache())
    page_cache, spool = page_cache or PageCache(), spool or SpoolFolder()
    rules = page_cache.shared_text("filters.css", lambda: filter_rules(site.timeline_index))
    files = assets(config.paths.templates).plus("filters.css", rules)
    wanted = _undrawn(site, config, prefetch)
    drawn = prefetch.draw_charts(wanted)
    drawings = PendingCharts(prefetch.drawings, wanted)
    templates = prefetch.compiled_templates()
    environments = {
        code: environment(config.paths.templates, language, templates)
        for code, language in site.languages.items()
    }
    language_contexts = {
        code: LanguageContext(site, config, language, environments[code].show, drawings)
        for code, language in site.languages.items()
    }
    for code, language_context in language_contexts.items():
        titles = page_cache.shared_text(f"print-{code}.css", partial(running_titles, language_context))
        files = files.plus(f"print-{code}.css", files.content("print.css") + titles)
        files = files.plus(
            f"report-{code}.css",
            page_cache.shared_text(f"report-{code}.css", partial(document_titles, language_context)),
        )
    taken = {
        page.path: standing for page in site.pages if (standing := page_cache.find_page(page)) is not None
    }
    render_file = make_file_renderer(config, templates)
    beside = _Beside(site, ExportContext(language_contexts, render_file), page_cache, spool)
    kit = _Kit(config, language_contexts, environments, files, prefetch.drawings, templates, spool)
    with closing(beside):
        fresh = _pages(site, kit, taken.keys())
        made_beside = beside()
    prefetch.drawings.update(drawn())
    inserted = {digest: strip_marks(prefetch.drawings[digest].decode()).encode() for digest in wanted}
    made = SiteFiles()
    for page in site.pages:
        if page.path in fresh:
            content, read = fresh[page.path]
            made.add(
                page.path, fill_placeholders(content, inserted) if isinstance(content, bytes) else content
            )
            page_cache.record_page(page, made.digest(page.path), read)
        else:
            made.add_stored(page.path, taken[page.path])
    made.update(made_beside)
    made.update(_bare(site, {**files.files, **export_sitemap(site, config.addresses.site_url, render_file)}))
    if not any(language.unknown_keys for language in site.languages.values()):
        page_cache.save()
    return made.sorted_by_path()


def _bare(site: SitePlan, files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Files that are no pages, without the marks of words that a language was lent."""
    if not any(language.stand_ins for language in site.languages.values()):
        return files
    return {path: strip_lent_marks(content) for path, content in files.items()}


class _Beside:
    """What stands beside the pages: data, feeds, citations; made alongside them where there are many."""

    def __init__(self, site: SitePlan, context: ExportContext, last: PageCache, store: SpoolFolder) -> None:
        """Begin."""
        self._site, self._context, self._last, self._store = site, context, last, store
        self._taken = last.find_exports()
        alongside = self._taken is None and usable_processors() > 1 and len(site.pages) >= _MANY
        self._making = run_in_fork(self._exported) if alongside else None

    def __call__(self) -> SiteFiles:
        """Wait for it."""
        if self._taken is not None:
            return self._taken
        making, self._making = self._making or self._exported, None
        contents, read = making()
        made = SiteFiles()
        for path, content in contents.items():
            made.add(path, content)
        self._last.record_exports(made, read)
        return made

    def close(self) -> None:
        """End it where nobody waits for it any more."""
        if self._making is not None:
            self._making.cancel()

    def _exported(self) -> tuple[dict[str, bytes | StoredFile], set[str]]:
        """The files, and the texts that were read for them."""
        for language_context in self._context.languages.values():
            language_context.texts_read.clear()
        contents = _bare(self._site, export_files(self._context))
        made = {path: self._store.store(content) for path, content in contents.items()}
        return made, {
            path
            for language_context in self._context.languages.values()
            for path in language_context.texts_read
        }


_Numbered = tuple[int, PagePlan]
"""A page, and its place among all."""


@dataclass(frozen=True, slots=True)
class _Kit:
    """All that pages are made with."""

    config: Config
    language_contexts: Mapping[str, LanguageContext]
    environments: Mapping[str, Environment]
    files: Assets
    drawings: CacheBucket
    compiled: CacheBucket
    store: SpoolFolder


@dataclass(frozen=True, slots=True)
class _Part:
    """Some of the pages, and all that making them left behind."""

    made: dict[str, tuple[bytes | StoredFile, frozenset[str]]]
    mistakes: list[tuple[int, Diagnostic]]
    unknown: dict[str, set[tuple[str, str]]]
    uses: dict[str, Uses]
    learned: tuple[BucketUpdates, BucketUpdates]


def _pages(
    site: SitePlan, kit: _Kit, taken: Set[str]
) -> dict[str, tuple[bytes | StoredFile, frozenset[str]]]:
    """Every page that isn't taken, by its path, with the texts that were read for it.

    Raises `ContentError`.
    """
    pages = [(number, page) for number, page in enumerate(site.pages) if page.path not in taken]
    own, *groups = _shares(pages, site)
    others = [run_in_fork(partial(_part, site, kit, group)) for group in groups]
    try:
        first = _part(site, kit, own)
    except BaseException:
        for other in others:
            other.cancel()
        raise
    parts = [first, *(other() for other in others)]
    mistakes = sorted(mistake for part in parts for mistake in part.mistakes)
    if mistakes:
        raise ContentError([problem for _, problem in mistakes])
    for part in parts[1:]:
        for code, words in part.unknown.items():
            site.languages[code].unknown_keys.update(words)
        site.uses.update(part.uses)
        kit.drawings.apply_updates(part.learned[0])
        kit.compiled.apply_updates(part.learned[1])
    return {path: content for part in parts for path, content in part.made.items()}


def _shares(pages: Sequence[_Numbered], site: SitePlan) -> list[list[_Numbered]]:
    """The pages of each process: by language, as most of what pages have in common is of one language."""
    codes, weights = list(site.languages), [_weight(page, site) for _, page in pages]
    many = sum(weights) - max(weights, default=0) >= _MANY
    hands = usable_processors() if many else 1
    if hands > 1 and len({page.language for _, page in pages}) == 1:
        shares = ([one for one in pages if (one[1].kind == "report") is whole] for whole in (True, False))
        return [share for share in shares if share]
    hands = min(hands, len(codes))
    hand = {code: place % hands for place, code in enumerate(codes)}
    return [[one for one in pages if hand.get(one[1].language, 0) == which] for which in range(hands)]


def _weight(page: PagePlan, site: SitePlan) -> int:
    """For how many pages a page counts: a page of the whole report for one for each document on it."""
    return max(1, len(site.report_index.documents_on(page.entity))) if page.kind == "report" else 1


def _part(site: SitePlan, kit: _Kit, pages: Sequence[_Numbered]) -> _Part:
    """Some of the pages."""
    first = next(iter(site.languages))
    made: dict[str, tuple[bytes | StoredFile, frozenset[str]]] = {}
    mistakes: list[tuple[int, Diagnostic]] = []
    for number, page in pages:
        code = page.language or first
        language_context = kit.language_contexts[code]
        language_context.texts_read.clear()
        try:
            content = render_page(language_context, kit.environments[code], page, kit.files)
            made[page.path] = (
                content if has_placeholder(content) else kit.store.store(content),
                frozenset(language_context.texts_read),
            )
        except Exception as error:
            mistake = template_mistake(
                error, page.template, kit.config.paths.templates, kit.config.paths.root
            )
            if mistake is None:
                raise
            mistakes.append((number, mistake))
    unknown = {code: language.unknown_keys for code, language in site.languages.items()}
    return _Part(made, mistakes, unknown, site.uses, (kit.drawings.updates(), kit.compiled.updates()))


def _undrawn(site: SitePlan, config: Config, ahead: Prefetch) -> dict[str, str]:
    """The specifications of all charts that somebody is there to draw, by digest."""
    if not ahead.is_drawing:
        return {}
    language_contexts = (
        LanguageContext(site, config, language, drawn_charts=ahead.drawings)
        for language in site.languages.values()
    )
    return {
        digest: spec
        for language_context in language_contexts
        for digest, spec in find_undrawn_charts(language_context).items()
    }


def render_page(
    language_context: LanguageContext, templates: Environment, page: PagePlan, files: Assets
) -> bytes:
    """One page, UTF-8, with a newline at its end."""
    frame, view = make_page_view(language_context, page)
    html = templates.get_template(page.template).render(
        frame=frame,
        view=view,
        asset=_asset(language_context.config, page, files),
        language=language_context.language,
        policy=policy_for_page(language_context.config, searches=page.kind == "search"),
    )
    return finish_page(html)


def policy_for_page(config: Config, *, searches: bool) -> Markup:
    """The policy that stands in a page; none in a preview, into which its server puts a script."""
    said = "" if config.mode.drafts else page_security_policy(searches=searches)
    return Markup(said)  # noqa: S704 -- our own, and without what would have to be escaped


def finish_page(html: str) -> bytes:
    """A page as it is published: UTF-8, without blank lines, with a newline at its end."""
    lines = (line.rstrip() for line in mark_lent_words(html).splitlines())
    return ("\n".join(line for line in lines if line) + "\n").encode()


def _asset(config: Config, page: PagePlan, files: Assets) -> Callable[[str], str]:
    """The function by which a template asks for the address of an asset; "" for one that isn't there."""

    def asset(name: str = STYLE) -> str:
        path = files.path(name)
        if not path:
            return ""
        return (
            rooted_link(config.addresses.site_url, path)
            if page.kind == "missing"
            else relative_link(page.path, path)
        )

    return asset
