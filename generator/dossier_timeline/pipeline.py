"""The road: read, check, plan, render, audit, publish. Each step is a function of its own."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field

from dossier_timeline.cache.pages import input_key_without_texts, open_page_cache
from dossier_timeline.cache.plans import PlanResult, load_cached_plan, store_plan
from dossier_timeline.cache.snapshots import (
    InputSnapshot,
    record_build,
    take_published_snapshot,
    take_snapshot,
)
from dossier_timeline.cache.store import CACHE_FOLDER, Cache, code_fingerprint, is_unlinked_folder
from dossier_timeline.checks.all_checks import check_content, raise_on_errors, read_content
from dossier_timeline.checks.id_owners import IdOwners
from dossier_timeline.config import Config
from dossier_timeline.content.entry_positions import EntryPositions
from dossier_timeline.content.evidence_files import load_receipt
from dossier_timeline.content.published_addresses import PublishedAddresses, read_addresses
from dossier_timeline.content.reading import ContentReading
from dossier_timeline.diagnostics.codes import Code, Trait
from dossier_timeline.diagnostics.diagnostic import ContentError, Diagnostic, Position, sort_diagnostics
from dossier_timeline.exports.data_package import data_zip_path
from dossier_timeline.languages import check_unknown_words
from dossier_timeline.output.audit import audit_site, open_cached_reports
from dossier_timeline.output.compression import compress_files
from dossier_timeline.output.hosts.headers import HeaderSettings
from dossier_timeline.output.hosts.host_files import make_host_files
from dossier_timeline.output.hosts.setup import HostSetup
from dossier_timeline.output.prefetch import Prefetch
from dossier_timeline.output.redirects import make_moved_pages
from dossier_timeline.output.render import render_site
from dossier_timeline.output.search import SearchIndex, build_search_index
from dossier_timeline.progress import ProgressReporter, report_nothing
from dossier_timeline.publishing.publication import PublicationResult, PublishedSnapshot, publish
from dossier_timeline.publishing.site_files import MANIFEST_PATH as MANIFEST
from dossier_timeline.publishing.site_files import FilesChangedError, SiteFiles, make_manifest
from dossier_timeline.publishing.spool_folder import SpoolFolder
from dossier_timeline.site import permalinks as kept
from dossier_timeline.site.permalinks import (
    EMPTY_INVENTORY,
    AddressInventory,
    Redirects,
    check_addresses,
    drop_broken_redirects,
    resolve_redirects,
)
from dossier_timeline.site.plan import SitePlan as PlannedSite
from dossier_timeline.site.plan import plan_site

_TWO = "take that plugin out of mkdocs.yml, or let it call its file something else"

_NOT_READ = ContentReading(None, (), EntryPositions(()))
"""Of a build that need not read."""


@dataclass(frozen=True, slots=True)
class Site:
    """A whole site in memory, audited: bytes by path, and the warnings on the way."""

    files: SiteFiles
    problems: tuple[Diagnostic, ...]
    search: SearchIndex = field(default_factory=SearchIndex)
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By a page's path: the files of content that it's made of, its own text first."""
    taken: int = 0
    """How many pages are those of the last build."""


def made(
    config: Config,
    *,
    foreign: Mapping[str, bytes] | None = None,
    looked: InputSnapshot | None = None,
    before: PublishedSnapshot | None = None,
    store: SpoolFolder | None = None,
    step: ProgressReporter = report_nothing,
) -> Site:
    """Everything that would be published, in memory, or in `store` where many files are made.

    `foreign` are files of other makers (another MkDocs plugin) that are published along; they are
    not audited, but links to them hold. `looked` is what there was before anything was read, `before`
    what stands in the site's folder; with them, pages of the last build are taken over. `step` is told
    of each step. Raises `ContentError`.
    """
    step("Reading and checking")
    memory, before = Cache(config.paths.root / CACHE_FOLDER), before or PublishedSnapshot()
    recalled = load_cached_plan(looked, config)
    reading = read_content(config) if recalled is None else _NOT_READ
    figures = reading.dossier.all_figures() if reading.dossier else ()
    with closing(Prefetch(config, memory, has_charts=any(one.chart != "none" for one in figures))) as ahead:
        start = recalled or _planned(config, reading, _sound(looked, config, reading, memory))
        published, problems = _published(config, start.problems)
        planned = start.site
        last = open_page_cache(looked, config, planned, before.live, start.digests)
        step(f"Making {len(planned.pages)} pages")
        files = render_site(planned, config, ahead, last, store)
        templates = ahead.compiled_templates()
    away = resolve_redirects(published)
    now = _there(files, planned, memory) if published.exists else EMPTY_INVENTORY
    problems += check_addresses(
        published,
        now,
        release=config.mode.release,
        drafts=config.mode.drafts,
        base=config.addresses.site_url,
    )
    files.update(make_moved_pages(drop_broken_redirects(away, now), planned, files, config, templates))
    unknown = check_unknown_words(planned.languages)
    problems += unknown
    step("Indexing")
    search = (
        build_search_index(files, config.paths.root / ".cache", serving=config.mode.drafts)
        if config.outputs.search
        else SearchIndex()
    )
    problems += search.problems
    files.update(search.files)
    if config.outputs.host_files:
        paths = (*files, *(foreign or {}), MANIFEST)
        files.update(make_host_files(paths, _setup(config, planned.languages, away)))
    everything, clashes = _together(files, foreign or {}, config)
    problems += clashes
    step("Looking at what was made")
    flawless = before.live if recalled else None
    problems += audit_site(
        files,
        base=config.addresses.site_url,
        folder=config.paths.site.name,
        linkable_files=everything,
        cached_reports=open_cached_reports(memory),
        last_clean_tree=flawless,
        redirect_pages=away.targets.keys(),
        find_id_owner=IdOwners(planned, reading.positions),
    )
    raise_on_errors(problems, config)
    if config.outputs.precompress and not config.mode.drafts:
        everything.update(compress_files(everything, memory))
    memory.save()
    if reading.dossier is not None and looked is not None and not unknown and _lasting(problems):
        store_plan(looked, config, reading.dossier, start, last.digests)
    everything[MANIFEST] = make_manifest(everything)
    sources = {page.path: tuple(source.path for source in page.sources) for page in planned.pages}
    return Site(everything, sort_diagnostics(problems), search, sources, last.reused_pages)


def served(config: Config) -> HostSetup:
    """What a server must know of the site. Raises `ContentError` with what hinders knowing it."""
    reading = read_content(config)
    published, unclear = read_addresses(config.paths.root)
    if reading.dossier is None or unclear:
        raise ContentError((*reading.problems, *unclear))
    return _setup(config, reading.dossier.languages, resolve_redirects(published))


def addresses(config: Config) -> tuple[PublishedAddresses, AddressInventory]:
    """The list of published addresses, and what a build would publish now. Raises `ContentError`."""
    start = _planned(config, read_content(config))
    published, _ = _published(config, start.problems)
    memory = Cache(config.paths.root / CACHE_FOLDER)
    with closing(Prefetch(config, memory)) as ahead:
        return published, _there(render_site(start.site, config, ahead), start.site, memory)


def _planned(
    config: Config, reading: ContentReading, known: MutableMapping[str, bytes] | None = None
) -> PlanResult:
    """The planned pages, and warnings. Raises `ContentError`."""
    start = check_content(config, reading, known)
    dossier = start.reading.dossier
    if dossier is None:
        raise ContentError(start.problems)
    planned = plan_site(
        dossier, start.languages, config, load_receipt(config.paths.content)[0], reading.positions
    )
    return PlanResult(planned, (*start.problems, *planned.problems))


def _published(config: Config, problems: Iterable[Diagnostic]) -> tuple[PublishedAddresses, list[Diagnostic]]:
    """The list of published addresses, and all problems so far. Raises `ContentError`."""
    published, unclear = read_addresses(config.paths.root)
    found = [*problems, *unclear]
    raise_on_errors(found, config)
    return published, found


def _sound(
    looked: InputSnapshot | None, config: Config, reading: ContentReading, memory: Cache
) -> MutableMapping[str, bytes] | None:
    """The Markdown texts in which an earlier build found nothing wrong."""
    if looked is None or reading.dossier is None:
        return None
    return memory.bucket("texts", input_key_without_texts(looked, config, reading.dossier))


def _there(files: SiteFiles, planned: PlannedSite, memory: Cache) -> AddressInventory:
    """What a release has; the zip of all data only comes with one."""
    known = memory.bucket("ids", code_fingerprint([kept.__file__]))

    def on_page(path: str) -> frozenset[str]:
        digest = files.digest(path)
        if digest not in known:
            known[digest] = " ".join(sorted(kept.find_ids(files[path]))).encode()
        return frozenset(known[digest].decode().split())

    paths = (*files, MANIFEST, data_zip_path(planned.dossier))
    return kept.collect_addresses(paths, on_page, planned.dossier.by_id, planned.languages)


def _setup(config: Config, languages: Iterable[str], away: Redirects) -> HostSetup:
    return HostSetup(
        config.addresses.site_url,
        tuple(languages),
        HeaderSettings(config.outputs.search, config.outputs.hsts_max_age),
        away,
    )


def _together(
    made_here: SiteFiles, foreign: Mapping[str, bytes], config: Config
) -> tuple[SiteFiles, list[Diagnostic]]:
    """All files but the manifest, and a problem for each that another maker has, too."""
    clashes = [
        Diagnostic(
            Position(f"{config.paths.site.name}/{path}"),
            Code.TWO_MAKERS,
            f"another plugin makes {path} too",
            _TWO,
        )
        for path in sorted(made_here.keys() & foreign.keys())
    ]
    together = SiteFiles(foreign)
    together.update(made_here)
    together[MANIFEST] = b""
    return together, clashes


def build(
    config: Config,
    *,
    foreign: Mapping[str, bytes] | None = None,
    looked: InputSnapshot | None = None,
    step: ProgressReporter = report_nothing,
) -> tuple[Site, PublicationResult]:
    """Make the site and publish it. Raises `ContentError` or `PublishError`; then nothing changed.

    `looked` is what there is to build from, where somebody has looked already.
    """
    with _patiently():
        looked = looked or take_snapshot(config, foreign or {})
        before = take_published_snapshot(looked, config) if looked else None
        try:
            site, published = _built(config, foreign, looked, before, step)
        except FilesChangedError:  # somebody was at the published files in the meantime: take none of them
            site, published = _built(config, foreign, looked, None, step)
        if looked is not None and _lasting(site.problems):
            record_build(looked, config, site.files, site.problems, published.snapshot)
    return site, published


def _lasting(problems: Iterable[Diagnostic]) -> bool:
    """Whether the same would be told another day; only then may a build be remembered."""
    return all(Trait.DEPENDS_ON_TODAY not in problem.code.traits for problem in problems)


def _built(
    config: Config,
    foreign: Mapping[str, bytes] | None,
    looked: InputSnapshot | None,
    before: PublishedSnapshot | None,
    step: ProgressReporter,
) -> tuple[Site, PublicationResult]:
    below = config.paths.root / CACHE_FOLDER
    with closing(SpoolFolder(below if is_unlinked_folder(below) else None)) as store:
        site = made(config, foreign=foreign, looked=looked, before=before, store=store, step=step)
        step(f"Publishing {len(site.files)} files")
        published = publish(site.files, config.paths.site, before)
        site.files.mark_published(config.paths.site)
    return site, published


@contextmanager
def _patiently() -> Iterator[None]:
    """A build makes millions of values and few circles of them: Python needn't look for those so often."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*before)
