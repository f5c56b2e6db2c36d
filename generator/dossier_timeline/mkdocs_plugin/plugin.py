"""The MkDocs plugin. ProperDocs, the maintained fork of MkDocs, loads the same one.

| hook            | what it does                                                                      |
|-----------------|-----------------------------------------------------------------------------------|
| `on_startup`    | notes the command; defining it keeps the plugin alive while `serve` rebuilds      |
| `on_config`     | points MkDocs at scratch folders, so that it walks no content and empties nothing |
|                 | that is published; for the rest of a site with a section it's the site's alone    |
| `on_files`      | refuses pages that other plugins made, where the dossier is the whole site        |
| `on_nav`        | gives a section its place in the navigation of the site                           |
| `on_post_build` | runs last: gives MkDocs its folders back, builds the site and publishes it        |
| `on_build_error`| removes the scratch folders                                                       |
| `on_serve`      | watches content, templates and sources; shows problems on the pages; has them     |
|                 | indexed for the search when they're shown                                         |
| `on_shutdown`   | removes the scratch folders and what publishing kept for the next build           |
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from dossier_timeline.cache.snapshots import InputSnapshot, take_snapshot
from dossier_timeline.config import ADDRESSES_PATH, Config
from dossier_timeline.diagnostics.diagnostic import ContentError
from dossier_timeline.diagnostics.os_errors import describe_os_error, translate_os_errors
from dossier_timeline.mkdocs_plugin.build_log import (
    describe_failure,
    describe_internal_error,
    describe_vanishing_pages,
    exception_messages,
    leave_uncounted,
    log,
    log_problems,
    log_search_index,
    source_lines_of,
    warning_counts,
)
from dossier_timeline.mkdocs_plugin.build_summary import build_summary, unchanged_summary
from dossier_timeline.mkdocs_plugin.option_schema import DossierOptions
from dossier_timeline.mkdocs_plugin.scratch_folders import (
    ScratchFolders,
    copy_to_deploy,
    index_files,
    read_files,
)
from dossier_timeline.mkdocs_plugin.settings import config_from_mkdocs
from dossier_timeline.mkdocs_plugin.settings_errors import settings_problems
from dossier_timeline.mkdocs_plugin.site_navigation import (
    SiteNavigation,
    find_dossier_title,
    find_theme_language,
    link_dossier,
)
from dossier_timeline.model.remembering import keep_results
from dossier_timeline.preview.overlay import ProblemOverlay
from dossier_timeline.preview.panel import make_problem_page
from dossier_timeline.progress import show_progress
from dossier_timeline.publishing import PublishError
from dossier_timeline.publishing.publication import publish, remove_publication_files
from dossier_timeline.teardown import interrupt_on_termination, relax_gc, skip_teardown

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

    from dossier_timeline.diagnostics.diagnostic import Diagnostic
    from dossier_timeline.output.first_pages import FirstPages
    from dossier_timeline.preview.page_preview import PagePreview
    from dossier_timeline.preview.search_preview import SearchPreview

Command = Literal["build", "gh-deploy", "serve"]

_LAST = -1000
"""The priority of a hook that runs after those of other plugins, some of which have -100."""
_BUILD_DELAY = 0.03
"""Seconds without a further change after which a build begins: an editor that saves makes several changes."""


class DossierPlugin(BasePlugin[DossierOptions]):  # type: ignore[valid-type, no-untyped-call]
    """Builds the dossier's site where MkDocs would build its own."""

    def __init__(self) -> None:
        self._command: Command = "build"
        self._folders, self._navigation = ScratchFolders(), SiteNavigation()
        self._mount = ""
        """Where the dossier stands, if it's a section of a site."""
        self._served: Path | None = None
        self._overlay = ProblemOverlay()
        self._has_news = False
        """Whether the last build ended with other problems than those with which its pages are shown."""
        self._reload_browsers: Callable[[], None] = _reload_nothing

    @cached_property
    def _page_preview(self) -> PagePreview:
        """What shows pages of `serve` before all are made; a build doesn't need what this imports."""
        from dossier_timeline.preview.page_preview import PagePreview

        return PagePreview(self._end_preview)

    @cached_property
    def _search_preview(self) -> SearchPreview:
        """The search of `serve`; a build doesn't need what this imports."""
        from dossier_timeline.preview.search_preview import SearchPreview

        return SearchPreview(log_search_index)

    def on_startup(self, *, command: Command, dirty: bool) -> None:
        """Note the command, and let every signal that ends this process end it as Control-C does."""
        self._command = command
        interrupt_on_termination()
        if command == "serve":
            keep_results()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Give MkDocs scratch folders to work in."""
        self._folders.remove()
        self._mount = config_from_mkdocs(config).addresses.mount
        self._navigation.forget_mount()
        if self._mount:
            self._navigation.expect_mount(self._mount)
        with translate_os_errors(Abort):
            self._folders.assign(config, is_section=bool(self._mount))
        return config

    @event_priority(-100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Refuse pages that another plugin made, where no template shows them."""
        pages = [] if self._mount else list(files.documentation_pages())
        if pages:
            log.error(describe_vanishing_pages(pages))
            raise Abort("nothing was published")
        return files

    @event_priority(_LAST)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Give a section its place in the navigation of the site."""
        if self._mount:
            paths = config_from_mkdocs(config).paths
            title = find_dossier_title(paths, find_theme_language(config), self._mount)
            link_dossier(nav, self._mount, title)
        return nav

    @event_priority(_LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Build and publish the site, together with what other plugins left in the scratch folder."""
        if self._command == "serve":
            leave_uncounted(log.logger.name)
        self._refuse_warnings_if_strict(config)
        with translate_os_errors(Abort):
            self._build_or_skip(config)

    def _build_or_skip(self, config: MkDocsConfig) -> None:
        """Build the site, unless nothing has changed since the last build."""
        scratch_site = Path(config.site_dir)
        extra_files: Mapping[str, bytes] = (
            index_files(scratch_site) if self._mount else read_files(scratch_site)
        )
        self._folders.restore(config)
        if not self._mount:
            self._folders.remove()
        began = time.perf_counter()
        settings = config_from_mkdocs(config, drafts=self._command == "serve")
        input_snapshot = take_snapshot(settings, extra_files)
        if (
            input_snapshot is not None
            and input_snapshot.unchanged_build is not None
            and self._command != "serve"
        ):
            log_problems(input_snapshot.unchanged_build.problems, settings)
            log.info(
                unchanged_summary(
                    input_snapshot.unchanged_build, settings.paths.site, time.perf_counter() - began
                )
            )
        elif self._command == "serve":
            self._page_preview.run(
                partial(self._build, settings, extra_files, input_snapshot, began),
                partial(self._show_first, settings),
                settings.addresses.folder,
            )
        else:
            self._build(settings, extra_files, input_snapshot, began)
        if self._command == "gh-deploy":
            config.site_dir = str(copy_to_deploy(settings.paths.site))

    def _build(
        self,
        config: Config,
        extra_files: Mapping[str, bytes],
        input_snapshot: InputSnapshot | None,
        began: float,
        first_pages: FirstPages | None = None,
    ) -> bool:
        """Build and publish; returns whether that was possible, which only a preview asks."""
        relax_gc()  # imports make many values too
        # Half a second of imports, for which there may be no need.
        from dossier_timeline.build_run import build_and_publish
        from dossier_timeline.output.first_pages import NO_FIRST_PAGES, BuildSupersededError

        try:
            with show_progress() as step:
                result, published = build_and_publish(
                    config,
                    extra_files=extra_files,
                    input_snapshot=input_snapshot,
                    report=step,
                    first_pages=first_pages or NO_FIRST_PAGES,
                )
        except BuildSupersededError:
            raise
        except Exception as error:
            if self._command != "serve":
                _stop(error, config)
            self._show_failure(error, config)
            self._has_news = True
            return False
        log_problems(result.problems, config)
        log.info(build_summary(result, published, config.paths.site, time.perf_counter() - began))
        if self._command == "serve":
            self._served = config.paths.site
            self._has_news = result.problems != self._overlay.state.problems
            folder = config.addresses.folder
            sources = {f"{folder}{path}": files for path, files in result.sources.items()}
            self._overlay.set_site(result.problems, sources, source_lines_of(config))
            self._search_preview.index_pages(result.searched_pages)
        else:
            skip_teardown(result, published, input_snapshot)
        return True

    def _show_first(
        self, config: Config, _files: Mapping[str, bytes], problems: tuple[Diagnostic, ...]
    ) -> None:
        """Note the problems of a build of which the first pages are shown."""
        sources = self._overlay.state.page_sources
        self._overlay.set_site(problems, sources, source_lines_of(config))

    def _end_preview(self) -> None:
        """Note that a build of a preview has ended; tell the browsers what it found after it showed pages."""
        self._search_preview.expect_nothing()
        if self._has_news:
            self._reload_browsers()

    def on_build_error(self, *, error: Exception, **_: Any) -> None:
        """Leave nothing behind; MkDocs reports the error."""
        self._folders.remove()

    def on_serve(self, server: LiveReloadServer, /, *, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
        """Rebuild on a change of content, templates or source texts, and show on the pages what is wrong."""
        from dossier_timeline.preview.live_server import reload_browsers, watch_by_system

        watch_by_system(server)
        server.build_delay = _BUILD_DELAY
        self._reload_browsers = partial(reload_browsers, server)
        settings = config_from_mkdocs(config)
        paths = settings.paths
        addresses = paths.root / ADDRESSES_PATH
        sources = [paths.sources] if paths.sources is not None and paths.sources.is_dir() else []
        listed = [addresses] if addresses.is_file() else []
        for place in (paths.content, *paths.templates, *sources, *listed):
            server.watch(str(place))
        with_pages = self._page_preview.wrap_application(server.get_app(), server.mount_path)  # type: ignore[arg-type]
        mount, folder = str(server.mount_path), settings.addresses.folder
        with_problems = self._overlay.wrap_application(with_pages, mount, folder)
        server.set_app(self._search_preview.wrap_application(with_problems, f"{mount}{folder}"))
        server.builder = self._without_failing(server.builder, Path(config.config_file_path), settings)
        return server

    def on_shutdown(self) -> None:
        """Remove what only this process needed."""
        if self._command == "serve":
            self._page_preview.stop()
        self._folders.remove()
        if self._served is not None:
            remove_publication_files(self._served)

    def _show_failure(self, error: BaseException, config: Config, messages: tuple[str, ...] = ()) -> None:
        """While serving: log what is wrong, and show it on the last good pages or on a page of its own."""
        problems = error.problems if isinstance(error, ContentError) else ()
        if problems:
            log_problems(problems, config)
            log.error(describe_failure(problems))
        elif not messages:
            is_foreseen = isinstance(error, PublishError | OSError)
            message = describe_os_error(error) if isinstance(error, OSError) else str(error)
            messages = (message if is_foreseen else describe_internal_error(error),)
            log.error(messages[0], exc_info=not is_foreseen)
        self._overlay.set_failure(problems, messages, source_lines_of(config))
        if not self._overlay.state.has_site:
            with contextlib.suppress(PublishError):
                page = make_problem_page(problems, messages, source_lines_of(config))
                publish({"index.html": page}, config.paths.site)
            self._served = config.paths.site

    def _without_failing(self, rebuild: Callable[[], None], file: Path, config: Config) -> Callable[[], None]:
        """The rebuild, with every failure shown: after an exception MkDocs' server would wait for ever."""

        def rebuild_and_show() -> None:
            self._page_preview.begin()
            self._has_news = False
            self._search_preview.expect_pages()
            before = self._overlay.state
            try:
                rebuild()
            except (Exception, SystemExit) as error:
                self._folders.remove()
                if self._overlay.state is not before and self._overlay.state.is_outdated:
                    return
                if problems := settings_problems(file):
                    self._show_failure(ContentError(problems), config)
                else:
                    self._show_failure(error, config, tuple(exception_messages(error)))
            finally:
                self._page_preview.finish()

        return rebuild_and_show

    def _refuse_warnings_if_strict(self, config: MkDocsConfig) -> None:
        """Stop before anything is published: MkDocs itself counts warnings only after the last hook."""
        if not config.strict:
            return
        for counts in warning_counts():
            self._folders.restore(config)
            self._folders.remove()
            listed = ", ".join(f"{number} {level.lower()}(s)" for level, number in counts)
            raise Abort(f"{listed} in strict mode; nothing was published")


def _reload_nothing() -> None:
    """There is no server yet, so no browser has a page of it."""


def _stop(error: Exception, config: Config) -> NoReturn:
    """End a build that can't be published, with its problems logged."""
    if isinstance(error, ContentError):
        log_problems(error.problems, config)
        raise Abort(describe_failure(error.problems))
    if isinstance(error, PublishError):
        raise Abort(str(error))
    raise error
