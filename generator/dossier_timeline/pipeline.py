"""How a site is made: read, check, plan, render, audit. `build_site` lists the steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial

from dossier_timeline.cache.build_cache import BuildCache
from dossier_timeline.cache.image_cache import open_image_cache
from dossier_timeline.cache.store import CACHE_FOLDER
from dossier_timeline.checks.all_checks import check_content, raise_on_errors, read_content
from dossier_timeline.checks.dossier import DossierCheckTask
from dossier_timeline.checks.id_owners import IdOwners
from dossier_timeline.checks.media import MediaTools
from dossier_timeline.checks.option_values import locate_setting
from dossier_timeline.checks.page_addresses import check_page_addresses
from dossier_timeline.checks.published_addresses import check_published_addresses
from dossier_timeline.checks.texts import TextCheckSteps
from dossier_timeline.config import Config, ProjectPaths
from dossier_timeline.content.evidence_files import load_receipt
from dossier_timeline.content.published_addresses import PublishedAddresses, read_addresses
from dossier_timeline.content.reading import ContentReading
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import ContentError, Diagnostic, Position, sort_diagnostics
from dossier_timeline.exports.data_package import data_zip_path
from dossier_timeline.languages import check_unknown_words
from dossier_timeline.output.audit import audit_site, open_cached_reports
from dossier_timeline.output.card_rendering import find_untitled_languages
from dossier_timeline.output.compression import compress_files
from dossier_timeline.output.first_pages import NO_FIRST_PAGES, FirstPages
from dossier_timeline.output.hosts.headers import HeaderSettings
from dossier_timeline.output.hosts.host_files import make_host_files
from dossier_timeline.output.hosts.mounting import (
    list_section_clashes,
    mount_section,
    split_section,
)
from dossier_timeline.output.hosts.setup import HostSetup
from dossier_timeline.output.hosts.site_rules import list_rule_conflicts
from dossier_timeline.output.page_reports import PageReports
from dossier_timeline.output.prefetch import Prefetch
from dossier_timeline.output.redirects import make_moved_pages
from dossier_timeline.output.render import render_site
from dossier_timeline.output.search import SearchedPages, SearchIndex, SearchIndexTask
from dossier_timeline.output.search_vocabulary import make_compound_splitters
from dossier_timeline.output.section_links import check_section_links
from dossier_timeline.progress import ProgressReporter, report_nothing
from dossier_timeline.publishing.site_files import MANIFEST_PATH, SiteFiles, make_manifest
from dossier_timeline.publishing.spool_folder import SpoolFolder
from dossier_timeline.site.known_moves import KnownMoves
from dossier_timeline.site.permalinks import (
    EMPTY_INVENTORY,
    NO_REDIRECTS,
    AddressInventory,
    Redirects,
    collect_addresses,
    drop_broken_redirects,
    resolve_redirects,
)
from dossier_timeline.site.plan import SitePlan, plan_site
from dossier_timeline.site.searched_pages import is_searched


@dataclass(frozen=True, slots=True)
class CheckedPlan:
    """A planned site, and the problems found on the way."""

    site: SitePlan
    problems: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class BuildResult:
    """A whole site, audited: its files by path, and the warnings on the way.

    `published_files` are all that are published together: more than `files` where the dossier is a section of
    another site.
    """

    files: SiteFiles
    published_files: SiteFiles
    problems: tuple[Diagnostic, ...]
    search: SearchIndex = field(default_factory=SearchIndex)
    searched_pages: SearchedPages = field(default_factory=SearchedPages)
    """The pages of which the search index is made; a preview makes it after it has shown them."""
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By a page's path: the files of content that it's made of, its own text first."""
    reused_pages: int = 0
    """How many pages are those of the last build."""
    untitled_languages: tuple[str, ...] = ()
    """The languages whose card images show no title, as their font lacks the letters."""


@dataclass(frozen=True, slots=True)
class _RenderedSite:
    """The pages and what stands beside them, with what the next steps need of how they were made."""

    reading: ContentReading
    checked_plan: CheckedPlan
    published: PublishedAddresses
    files: SiteFiles
    compiled_templates: MutableMapping[str, bytes]
    problems: tuple[Diagnostic, ...]


def build_site(
    config: Config,
    *,
    extra_files: Mapping[str, bytes] | None = None,
    cache: BuildCache | None = None,
    spool: SpoolFolder | None = None,
    report: ProgressReporter = report_nothing,
    is_indexed: bool = True,
    first_pages: FirstPages = NO_FIRST_PAGES,
) -> BuildResult:
    """Everything that would be published, in memory, or in `spool` where many files are made.

    `extra_files` are files of other makers (another MkDocs plugin) that are published along; they are
    not audited, but links to them hold. Where the dossier is a section, they are the rest of its site.
    `cache` holds what earlier builds left. `report` is called before each long step. Without `is_indexed` no
    search index is made. `first_pages` are rendered before all others. Raises `ContentError`.
    """
    cache, extra_files = cache or BuildCache(config), extra_files or {}
    mount = config.addresses.mount
    beside_files = {} if mount else extra_files
    rendered = _plan_and_render(config, cache, spool, report, first_pages)
    plan, files, problems = rendered.checked_plan.site, rendered.files, [*rendered.problems]

    searched_pages = _choose_searched_pages(files, plan, config)
    with closing(
        SearchIndexTask(searched_pages, spool, is_preview=config.mode.drafts or not is_indexed)
    ) as search_task:
        redirects = resolve_redirects(rendered.published)
        reports = _start_page_reports(files, config, cache, redirects)
        moved_pages, address_problems = _redirect_addresses(rendered, config, redirects, reports)
        problems += address_problems
        files.update(moved_pages)
        problems += (missing_words := check_unknown_words(plan.languages))

        report("Checking what was made")
        audit_problems = audit_site(
            files,
            base=config.addresses.site_url,
            folder=config.paths.site.name,
            linkable_files=merge_files(files, beside_files, config.paths)[0],
            reports=reports,
            clean_files=cache.clean_files,
            find_id_owner=IdOwners(plan, rendered.reading.positions),
        )
        problems += audit_problems
        report("Indexing")
        search = search_task.wait()
    problems += search.problems
    files.update(search.files)
    section = split_section(files) if mount else None
    own_files = section.files if section else files
    host_files = _make_host_files(config, plan.languages, redirects, (*own_files, *beside_files))
    if section is None:
        files.update(host_files)
    all_files, clashes = merge_files(own_files, beside_files, config.paths)
    problems += clashes
    if section:
        position = locate_setting(config.paths, "mount")
        problems += list_section_clashes(section, extra_files, mount, position)
        if config.outputs.host_files:
            setup = _host_setup(config, plan.languages, redirects)
            problems += list_rule_conflicts(extra_files, own_files, setup, config.paths.rest_path)
        problems += check_section_links(
            extra_files, reports, all_files, config.addresses, config.paths.site.name
        )
    raise_on_errors(problems, strict=config.mode.strict)

    if config.outputs.precompress and not config.mode.drafts:
        all_files.update(compress_files(all_files, cache.buckets))
    cache.save(files, problems, is_complete=not missing_words, is_clean=not audit_problems)
    all_files[MANIFEST_PATH] = make_manifest(all_files)
    sources = {page.path: tuple(source.path for source in page.sources) for page in plan.pages}
    return BuildResult(
        all_files,
        mount_section(all_files, {**section.root_files, **host_files}, extra_files, mount)
        if section
        else all_files,
        sort_diagnostics(problems),
        search,
        replace(searched_pages, files=all_files),
        sources,
        cache.reused_pages,
        find_untitled_languages(plan, config),
    )


def load_host_setup(config: Config) -> HostSetup:
    """What a server must know of the site. Raises `ContentError` with what hinders knowing it."""
    reading = read_content(config.paths)
    published, problems = read_addresses(config.paths.root)
    if reading.dossier is None or problems:
        raise ContentError((*reading.problems, *problems))
    return _host_setup(config, reading.dossier.languages, resolve_redirects(published))


def load_addresses(config: Config) -> tuple[PublishedAddresses, AddressInventory]:
    """The list of published addresses, and what a build would publish now. Raises `ContentError`."""
    cache = BuildCache(config)
    tools = MediaTools(partial(open_image_cache, cache.buckets))
    checked_plan = check_and_plan(config, read_content(config.paths), media_tools=tools)
    published, _ = _read_published_addresses(config, checked_plan.problems)
    with closing(Prefetch(config.paths.templates, cache.buckets)) as prefetch:
        files = render_site(checked_plan.site, config, prefetch)
        reports = _start_page_reports(files, config, cache)
        mount = config.addresses.mount
        return published, _collect_addresses(files, checked_plan.site, reports, mount)


def check_and_plan(
    config: Config,
    reading: ContentReading,
    check_steps: TextCheckSteps | None = None,
    dossier_check: DossierCheckTask | None = None,
    media_tools: MediaTools | None = None,
) -> CheckedPlan:
    """The planned pages, and warnings; without `media_tools` no image is made. Raises `ContentError`."""
    checked = check_content(config, reading, check_steps, dossier_check, media_tools)
    dossier = checked.reading.dossier
    if dossier is None:
        raise ContentError(checked.problems)
    receipt, _ = load_receipt(config.paths)
    plan = plan_site(
        dossier,
        checked.languages,
        config,
        receipt,
        reading.digests,
        reading.mentions,
        source_passages=checked.source_passages,
        published_texts=checked.published_texts,
        search_words=checked.search_words,
        media=checked.media,
    )
    clashes = check_page_addresses(plan.pages, reading.positions, config.paths.settings_file)
    return CheckedPlan(plan, (*checked.problems, *clashes))


def _check_new_data(
    config: Config, cache: BuildCache, reading: ContentReading, report: ProgressReporter
) -> CheckedPlan:
    """The planned pages; a dossier with new data is checked while the steps of the last build are read."""
    tools = MediaTools(partial(open_image_cache, cache.buckets), report)
    if reading.dossier is None or not cache.parsed_files.has_new_data:
        return check_and_plan(config, reading, cache.open_check_steps(reading), media_tools=tools)
    with closing(DossierCheckTask(reading.dossier, reading.positions)) as dossier_check:
        return check_and_plan(config, reading, cache.open_check_steps(reading), dossier_check, tools)


def _plan_and_render(
    config: Config,
    cache: BuildCache,
    spool: SpoolFolder | None,
    report: ProgressReporter,
    first_pages: FirstPages,
) -> _RenderedSite:
    """Read, check and plan, or take over the plan of the last build; then render."""
    report("Reading and checking")
    reading = read_content(config.paths, cache.parsed_files)
    with closing(Prefetch(config.paths.templates, cache.buckets)) as prefetch:
        checked_plan = _check_new_data(config, cache, reading, report)
        published, problems = _read_published_addresses(config, checked_plan.problems)
        open_steps = partial(cache.open_steps, checked_plan.site.dossier)
        report(f"Making {len(checked_plan.site.pages)} pages")
        first_pages = replace(first_pages, problems=sort_diagnostics(problems))
        files = render_site(checked_plan.site, config, prefetch, open_steps, spool, first_pages=first_pages)
        templates = prefetch.compiled_templates()
    return _RenderedSite(reading, checked_plan, published, files, templates, tuple(problems))


def _read_published_addresses(
    config: Config, problems: Iterable[Diagnostic]
) -> tuple[PublishedAddresses, list[Diagnostic]]:
    """The list of published addresses, and all problems so far. Raises `ContentError`."""
    published, unclear = read_addresses(config.paths.root)
    known = [*problems, *unclear]
    raise_on_errors(known, strict=config.mode.strict)
    return published, known


def _start_page_reports(
    files: SiteFiles, config: Config, cache: BuildCache, redirects: Redirects = NO_REDIRECTS
) -> PageReports:
    """The reports on the pages among these files, for the list of published addresses and for the audit."""
    cached = open_cached_reports(cache.buckets)
    return PageReports(files, config.addresses.site_url, cached, redirects.targets.keys())


def _redirect_addresses(
    rendered: _RenderedSite, config: Config, redirects: Redirects, reports: PageReports
) -> tuple[Mapping[str, bytes], list[Diagnostic]]:
    """The pages that stand at addresses that have moved, and addresses that are lost."""
    plan, published = rendered.checked_plan.site, rendered.published
    inventory = EMPTY_INVENTORY
    if published.exists:
        inventory = _collect_addresses(rendered.files, plan, reports, config.addresses.mount)
    problems = check_published_addresses(
        published,
        inventory,
        release=config.mode.release,
        drafts=config.mode.drafts,
        base=config.addresses.site_url,
    )
    working = drop_broken_redirects(redirects, inventory)
    pages = make_moved_pages(
        working,
        plan,
        rendered.files,
        rendered.compiled_templates,
        template_folders=config.paths.templates,
        site_url=config.addresses.site_url,
        is_preview=config.mode.drafts,
    )
    return pages, problems


def _collect_addresses(
    files: SiteFiles, plan: SitePlan, reports: PageReports, mount: str
) -> AddressInventory:
    """The addresses and ids of a release, which has the zip of all data too."""
    own_files = split_section(files).files if mount else files
    paths = (*own_files, MANIFEST_PATH, data_zip_path(plan.dossier))
    reports.inspect(files)
    find_known_move = KnownMoves(plan).find_target
    return collect_addresses(paths, reports.find_ids, plan.dossier.by_id, plan.languages, find_known_move)


def _choose_searched_pages(files: SiteFiles, plan: SitePlan, config: Config) -> SearchedPages:
    """The pages that readers find by the search; none where the site has no search."""
    languages = {page.path: page.language for page in plan.pages if is_searched(page)}
    cache_folder = config.paths.root / CACHE_FOLDER
    return SearchedPages(
        files,
        languages if config.outputs.search else {},
        cache_folder,
        config.paths.settings_file,
        make_compound_splitters(plan.dossier, plan.search_words),
    )


def _make_host_files(
    config: Config, languages: Iterable[str], redirects: Redirects, paths: Iterable[str]
) -> Mapping[str, bytes]:
    """Files that tell a host how to serve the site, where they are wanted; `paths` are all others."""
    if not config.outputs.host_files:
        return {}
    return make_host_files((*paths, MANIFEST_PATH), _host_setup(config, languages, redirects))


def _host_setup(config: Config, languages: Iterable[str], redirects: Redirects) -> HostSetup:
    headers = HeaderSettings(config.outputs.search, config.outputs.hsts_max_age)
    addresses = config.addresses
    return HostSetup(addresses.site_url, tuple(languages), headers, redirects, addresses.mount)


def merge_files(
    site_files: SiteFiles, extra_files: Mapping[str, bytes], paths: ProjectPaths
) -> tuple[SiteFiles, list[Diagnostic]]:
    """All files with an empty manifest, and a problem for each that another plugin makes, too."""
    hint = f"take that plugin out of {paths.settings_file}, or let it call its file something else"
    clashes = [
        Diagnostic(
            Position(f"{paths.site.name}/{path}"), Code.TWO_MAKERS, f"another plugin makes {path} too", hint
        )
        for path in sorted(site_files.keys() & extra_files.keys())
    ]
    merged = SiteFiles(extra_files)
    merged.update(site_files)
    merged[MANIFEST_PATH] = b""
    return merged, clashes
