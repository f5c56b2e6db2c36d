"""Rendering of pages: from planned pages to bytes, in as many processes as pay off."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from jinja2 import Environment
from markupsafe import Markup

from dossier_timeline.cache.buckets import BucketUpdates, CacheBucket
from dossier_timeline.config import Config
from dossier_timeline.diagnostics.diagnostic import ContentError, Diagnostic
from dossier_timeline.model.uses import Uses
from dossier_timeline.output.assets import STYLE, Assets
from dossier_timeline.output.first_pages import NO_FIRST_PAGES, FirstPages
from dossier_timeline.output.hosts.headers import page_security_policy
from dossier_timeline.output.lent_words import mark_lent_words
from dossier_timeline.output.template_mistakes import template_mistake
from dossier_timeline.publishing.site_files import StoredFile
from dossier_timeline.publishing.spool_folder import SpoolFolder
from dossier_timeline.site.language_context import LanguageContext
from dossier_timeline.site.plan import SitePlan
from dossier_timeline.site.routes import PagePlan, link_from
from dossier_timeline.views.all_views import make_page_view
from dossier_timeline.workers import run_in_parallel, usable_processors

MIN_FORKED = 40
"""It takes so many pages beside the heaviest one until another process pays off."""

ASSET_SOURCE = "asset"
"""The source of reads of the address of an asset."""

RenderedPage = tuple[bytes | StoredFile, frozenset[str]]
"""A page's content, and what was read for it."""

_Result = TypeVar("_Result")

_NumberedPage = tuple[int, PagePlan]
"""A page with its place among all pages."""


@dataclass(frozen=True, slots=True)
class RenderContext:
    """Everything with which the pages of a site are rendered, by language where they differ."""

    config: Config
    language_contexts: Mapping[str, LanguageContext]
    environments: Mapping[str, Environment]
    assets: Assets
    templates: CacheBucket
    spool: SpoolFolder
    first_pages: FirstPages = NO_FIRST_PAGES


@dataclass(frozen=True, slots=True)
class _RenderedShare:
    """Some of the pages by path, and what rendering them changed in the process that did it."""

    pages: dict[str, RenderedPage]
    mistakes: list[tuple[int, Diagnostic]]
    unknown_keys: dict[str, set[tuple[str, str]]]
    uses: dict[str, Uses]
    template_updates: BucketUpdates


def render_first_pages(
    site: SitePlan, context: RenderContext, asset_files: Mapping[str, bytes]
) -> dict[str, RenderedPage]:
    """Render the pages that somebody waits for, by path, and show each with the files of assets.

    A page that can't be rendered is left out: `render_pages` reports why.
    """
    first_pages, rendered = context.first_pages, dict[str, RenderedPage]()
    for path in first_pages.list_paths():
        page = next((page for page in site.pages if page.path == path), None)
        if page is None:
            continue
        first_pages.go_on()
        try:
            content, reads = _render_recorded(site, context, page)
        except Exception:  # noqa: S112 -- reported when it's rendered with all others
            continue
        first_pages.show({**asset_files, path: content}, first_pages.problems)
        rendered[path] = context.spool.store(content), reads
    return rendered


def render_pages(
    site: SitePlan,
    context: RenderContext,
    cached_paths: Set[str],
    other_work: Callable[[], _Result] | None = None,
) -> tuple[dict[str, RenderedPage], _Result | None]:
    """Every page by path but the cached ones, and the result of work that is done beside them.

    Each process knows the whole site, so that another one is only started for the other work where a
    processor has nothing else to do. Raises `ContentError` for mistakes in templates.
    """
    pages = [(number, page) for number, page in enumerate(site.pages) if page.path not in cached_paths]
    page_works = [partial(_render_share, site, context, share) for share in _divide_pages(pages, site)]
    has_processor = len(site.pages) >= MIN_FORKED and usable_processors() > len(page_works)
    works: list[Callable[[], tuple[_RenderedShare | None, _Result | None]]]
    works = [partial(_do_both, work, None) for work in page_works]
    if other_work is not None and has_processor:
        works.append(partial(_do_both, None, other_work))
    elif other_work is not None:
        works[-1] = partial(_do_both, page_works[-1], other_work)
    results = run_in_parallel(works)
    shares, other_result = [share for share, _ in results if share is not None], results[-1][1]
    mistakes = sorted(mistake for share in shares for mistake in share.mistakes)
    if mistakes:
        raise ContentError([problem for _, problem in mistakes])
    for share in shares[1:]:
        for code, keys in share.unknown_keys.items():
            site.languages[code].unknown_keys.update(keys)
        site.uses.update(share.uses)
        context.templates.apply_updates(share.template_updates)
    return {path: page for share in shares for path, page in share.pages.items()}, other_result


def _do_both(
    render: Callable[[], _RenderedShare] | None, other_work: Callable[[], _Result] | None
) -> tuple[_RenderedShare | None, _Result | None]:
    """Do the other work before the pages, whose values take the memory that it leaves."""
    other_result = other_work() if other_work else None
    return render() if render else None, other_result


def _divide_pages(pages: Sequence[_NumberedPage], site: SitePlan) -> list[list[_NumberedPage]]:
    """The pages of each process: by language, because pages share most with others of their language."""
    codes, weights = list(site.languages), [_weigh_page(page, site) for _, page in pages]
    is_enough = sum(weights) - max(weights, default=0) >= MIN_FORKED
    processes = usable_processors() if is_enough else 1
    if processes > 1 and len({page.language for _, page in pages}) == 1:
        reports = [numbered for numbered in pages if numbered[1].kind == "report"]
        others = [numbered for numbered in pages if numbered[1].kind != "report"]
        return [share for share in (reports, others) if share]
    processes = min(processes, len(codes))
    process_of = {code: place % processes for place, code in enumerate(codes)}
    return [
        [numbered for numbered in pages if process_of.get(numbered[1].language, 0) == process]
        for process in range(processes)
    ]


def _weigh_page(page: PagePlan, site: SitePlan) -> int:
    """The weight of a page: 1, or the number of documents on a part of the report."""
    return max(1, len(site.report_index.documents_on(page.entity))) if page.kind == "report" else 1


def _render_share(site: SitePlan, context: RenderContext, pages: Sequence[_NumberedPage]) -> _RenderedShare:
    rendered: dict[str, RenderedPage] = {}
    mistakes: list[tuple[int, Diagnostic]] = []
    for number, page in pages:
        context.first_pages.go_on()
        try:
            content, reads = _render_recorded(site, context, page)
            rendered[page.path] = context.spool.store(content), reads
        except Exception as error:
            paths = context.config.paths
            mistake = template_mistake(error, page.template, paths.templates, paths.root)
            if mistake is None:
                raise
            mistakes.append((number, mistake))
    unknown_keys = {code: language.unknown_keys for code, language in site.languages.items()}
    return _RenderedShare(rendered, mistakes, unknown_keys, site.uses, context.templates.updates())


def _render_recorded(site: SitePlan, context: RenderContext, page: PagePlan) -> tuple[bytes, frozenset[str]]:
    """A page, and what was read for it."""
    code = page.language or next(iter(site.languages))
    language_context = context.language_contexts[code]
    with language_context.recorder.record() as reads:
        content = render_page(language_context, context.environments[code], page, context.assets)
    return content, frozenset(reads)


def render_page(
    language_context: LanguageContext, templates: Environment, page: PagePlan, files: Assets
) -> bytes:
    """One page as it's published."""
    frame, view = make_page_view(language_context, page)
    html = templates.get_template(page.template).render(
        frame=frame,
        view=view,
        asset=_make_asset_function(language_context, page, files),
        language=language_context.language,
        policy=policy_for_page(
            is_preview=language_context.config.mode.drafts, searches=page.kind == "search"
        ),
    )
    return finish_page(html)


def policy_for_page(*, is_preview: bool, searches: bool) -> Markup:
    """The security policy within a page; none in a preview, whose server adds a script to each page."""
    policy = "" if is_preview else page_security_policy(searches=searches)
    return Markup(policy)  # noqa: S704 -- our own, and without what would have to be escaped


def finish_page(html: str) -> bytes:
    """A page as it's published: UTF-8, without blank lines, with a newline at its end."""
    lines = (line.rstrip() for line in mark_lent_words(html).splitlines())
    return ("\n".join(line for line in lines if line) + "\n").encode()


def _make_asset_function(
    language_context: LanguageContext, page: PagePlan, files: Assets
) -> Callable[[str], str]:
    """The function by which a template asks for the address of an asset; "" for an unknown asset."""

    def asset(name: str = STYLE) -> str:
        language_context.recorder.note(f"{ASSET_SOURCE} {name}")
        path = files.path(name)
        if not path:
            return ""
        return link_from(page, language_context.config.addresses.site_url, path)

    return asset
