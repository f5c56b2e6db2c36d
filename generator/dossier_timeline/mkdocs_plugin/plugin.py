"""The MkDocs door. ProperDocs, its maintained fork, comes in by the same one.

| hook            | what it does                                                                     |
|-----------------|----------------------------------------------------------------------------------|
| `on_startup`    | remembers the command; being there keeps the plugin alive while `serve` rebuilds |
| `on_config`     | points MkDocs at empty scratch folders, so that it walks no content and empties  |
|                 | nothing that is published                                                        |
| `on_files`      | leaves out pages that other plugins made                                         |
| `on_post_build` | last of all: gives MkDocs its folders back, makes the site, publishes it         |
| `on_build_error`| gives the folders back                                                           |
| `on_serve`      | watches content, templates and sources; lays problems over the pages             |
| `on_shutdown`   | removes what only this process needed                                            |
"""

from __future__ import annotations

import atexit
import contextlib
import logging
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, NoReturn

from mkdocs.config import config_options as c
from mkdocs.config import load_config
from mkdocs.config.base import Config as PluginConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files

from dossier_timeline.cache.snapshots import InputSnapshot, take_snapshot
from dossier_timeline.config import OWN_TEMPLATES, Config, packaged_templates
from dossier_timeline.content.published_addresses import ADDRESSES_PATH as ADDRESSES
from dossier_timeline.diagnostics.os_errors import PublishError, refusal, refused_by_message
from dossier_timeline.diagnostics.problems import ContentError, Level, Problem
from dossier_timeline.diagnostics.reporting import Quotes, as_text
from dossier_timeline.file_reading import read_plain_file
from dossier_timeline.mkdocs_plugin.complaints import (
    UnusableSettings,
    heard,
    misplaced_settings,
    settings_problems,
    uncounted,
    unforeseen,
    unusable,
)
from dossier_timeline.mkdocs_plugin.ignored_settings import ignored_settings
from dossier_timeline.mkdocs_plugin.summary import as_before, summary
from dossier_timeline.preview.overlay import Overlay
from dossier_timeline.preview.panel import problem_page
from dossier_timeline.progress import show_progress
from dossier_timeline.publishing.placement import ProjectFolders, check_placement
from dossier_timeline.publishing.publication import publish, remove_publication_files
from dossier_timeline.publishing.site_folder import other_entries_in
from dossier_timeline.teardown import interrupt_on_termination, skip_teardown

log = get_plugin_logger(__name__)

Command = Literal["build", "gh-deploy", "serve"]


class DossierOptions(PluginConfig):  # type: ignore[no-untyped-call]
    """The plugin's own options in mkdocs.yml."""

    report_url = c.Type(str, default="")
    """Where a reader reports an error; `{page}` stands for the page's address."""
    sources = c.Type(str, default="")
    """The folder of source texts, where it is at hand; relative to mkdocs.yml."""
    search = c.Type(bool, default=True)
    """Make a search page and its index in each language."""
    release = c.Type(bool, default=False)
    """Refuse what may be looked at but not published."""
    security_contact = c.Type(str, default="")
    """Whom to tell of a weakness, for security.txt: a mailto:, https: or tel: address."""
    security_expires = c.Type(str, default="")
    """Until when security.txt counts, like 2030-01-31T00:00:00Z."""

    hsts_max_age = c.Type(int, default=0)
    """For how many seconds browsers shall ask for the site by https only (HSTS); 0: nothing is said."""
    host_files = c.Type(bool, default=True)
    """Publish _headers and _redirects, which Netlify, Cloudflare Pages and others read."""
    precompress = c.Type(bool, default=False)
    """Publish every text as .br and .gz too, for servers that send those as they are."""


class DossierPlugin(BasePlugin[DossierOptions]):  # type: ignore[no-untyped-call]
    """Makes the dossier's site where MkDocs would make its own."""

    def __init__(self) -> None:
        self._command: Command = "build"
        self._scratch: Path | None = None
        self._given: tuple[str, str, list[str]] = ("", "", [])
        self._served: Path | None = None
        self._overlay = Overlay()

    def on_startup(self, *, command: Command, dirty: bool) -> None:
        """Remember what was asked for, and let whatever ends this process end it as Control-C does."""
        self._command = command
        interrupt_on_termination()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Give MkDocs three empty folders to work in."""
        self._forget_scratch()
        settings(config)
        with refused_by_message(Abort):
            self._lend_folders(config)
        return config

    def _lend_folders(self, config: MkDocsConfig) -> None:
        self._scratch = Path(tempfile.mkdtemp(prefix="dossier-"))
        atexit.register(shutil.rmtree, self._scratch, ignore_errors=True)
        self._given = (config.docs_dir, config.site_dir, list(config.theme.dirs))
        for name in ("docs", "site", "theme"):
            (self._scratch / name).mkdir()
        config.docs_dir = str(self._scratch / "docs")
        config.site_dir = str(self._scratch / "site")
        config.theme.dirs = [str(self._scratch / "theme")]
        config.theme.static_templates = set()

    @event_priority(-100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave out pages that another plugin made: they'd need a theme, and no template is theirs."""
        for file in list(files.documentation_pages()):
            maker = getattr(file, "generated_by", None)
            by = f" (made by “{maker}”)" if maker else ""
            log.warning(
                "This site has no place for pages of other plugins: “%s”%s is left out", file.src_uri, by
            )
            files.remove(file)
        return files

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Make and publish the site, together with what other plugins left in the scratch folder."""
        if self._command == "serve":
            uncounted(log.logger.name)
        self._refuse_warnings_if_strict(config)
        with refused_by_message(Abort):
            self._make(config)

    def _make(self, config: MkDocsConfig) -> None:
        foreign = _files_below(Path(config.site_dir))
        self._give_back(config)
        began = time.perf_counter()
        wanted = settings(config, drafts=self._command == "serve")
        looked = take_snapshot(wanted, foreign)
        if looked is not None and looked.last_build is not None and self._command != "serve":
            tell(looked.last_build.problems, wanted)
            log.info(as_before(looked.last_build, wanted, time.perf_counter() - began))
        else:
            self._build(wanted, foreign, looked, began)
        if self._command == "gh-deploy":
            config.site_dir = str(_copy_to_deploy(wanted.site_dir))

    def _build(
        self, wanted: Config, foreign: dict[str, bytes], looked: InputSnapshot | None, began: float
    ) -> None:
        # Half a second of imports, for which there may be no need.
        from dossier_timeline.cache.plans import plans_in_memory
        from dossier_timeline.pipeline import build

        try:
            with show_progress() as step:
                site, done = build(wanted, foreign=foreign, looked=looked, step=step)
        except Exception as error:
            if self._command != "serve":
                _stop(error, wanted)
            self._failed(error, wanted)
            return
        tell(site.problems, wanted)
        log.info(summary(site, done, wanted, time.perf_counter() - began))
        if self._command == "serve":
            self._served = wanted.site_dir
            self._overlay.good(site.problems, site.sources, _quotes(wanted))
        else:
            skip_teardown(site, done, looked, plans_in_memory())

    def on_build_error(self, *, error: Exception, **_: Any) -> None:
        """Leave nothing behind; MkDocs tells what went wrong."""
        self._forget_scratch()

    def on_serve(self, server: LiveReloadServer, /, *, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
        """Rebuild on a change of content, templates or source texts, and show in the pages what is wrong."""
        wanted = settings(config)
        listed = wanted.root / ADDRESSES
        sources = [wanted.sources] if wanted.sources is not None and wanted.sources.is_dir() else []
        for place in (wanted.content, *wanted.templates, *sources, *([listed] if listed.is_file() else [])):
            server.watch(str(place))
        server.set_app(self._overlay.app(server.get_app(), server.mount_path))  # type: ignore[arg-type]
        server.builder = self._never_stuck(server.builder, Path(config.config_file_path), wanted)
        return server

    def on_shutdown(self) -> None:
        """Remove what only this process needed."""
        self._forget_scratch()
        if self._served is not None:
            remove_publication_files(self._served)

    def _give_back(self, config: MkDocsConfig) -> None:
        config.docs_dir, config.site_dir, config.theme.dirs = self._given
        self._forget_scratch()

    def _forget_scratch(self) -> None:
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)
            self._scratch = None

    def _failed(self, error: BaseException, config: Config, said: tuple[str, ...] = ()) -> None:
        """While serving: tell what is wrong, and show it over the last good site, or by itself."""
        problems = error.problems if isinstance(error, ContentError) else ()
        if problems:
            tell(problems, config)
            log.error(_told(problems))
        elif not said:
            foreseen = isinstance(error, PublishError | OSError)
            told = refusal(error) if isinstance(error, OSError) else str(error)
            said = (told if foreseen else unforeseen(error),)
            log.error(said[0], exc_info=not foreseen)
        self._overlay.bad(problems, said, _quotes(config))
        if not self._overlay.now.shown:
            with contextlib.suppress(PublishError):
                publish({"index.html": problem_page(problems, said, _quotes(config))}, config.site_dir)
            self._served = config.site_dir

    def _never_stuck(self, rebuild: Callable[[], None], file: Path, config: Config) -> Callable[[], None]:
        """MkDocs's server waits for ever for a rebuild that fails; so here none does."""

        def rebuilt() -> None:
            before = self._overlay.now
            with heard() as said:
                try:
                    rebuild()
                except (Exception, SystemExit) as error:
                    self._forget_scratch()
                    if self._overlay.now is not before and self._overlay.now.wrong:
                        return
                    if problems := settings_problems(file, config.root, said):
                        self._failed(ContentError(problems), config)
                    else:
                        self._failed(error, config, (*said, str(error)))

        return rebuilt

    def _refuse_warnings_if_strict(self, config: MkDocsConfig) -> None:
        """Under strict MkDocs counts warnings and stops after the last hook: too late for us."""
        if not config.strict:
            return
        for name in ("mkdocs", "properdocs"):
            for handler in logging.getLogger(name).handlers:
                counts: list[tuple[str, int]] = getattr(handler, "get_counts", list)()
                if counts:
                    self._give_back(config)
                    told = ", ".join(f"{number} {level.lower()}(s)" for level, number in counts)
                    raise Abort(f"{told} in strict mode; nothing was published")


def settings(
    config: MkDocsConfig, *, release: bool = False, drafts: bool = False, sources: str | None = None
) -> Config:
    """This project's settings, out of those of MkDocs. The plugin must be among its plugins."""
    plugin = config.plugins.get("dossier") or config.plugins.get("generator/dossier")
    if not isinstance(plugin, DossierPlugin):
        raise ConfigurationError("mkdocs.yml does not name the plugin “dossier” under plugins")
    root = Path(config.config_file_path).parent.resolve()
    own = Path(config.theme.custom_dir or root / OWN_TEMPLATES)
    folders = dict.fromkeys(
        folder.resolve() for folder in ([own] if own.is_dir() else []) + [packaged_templates()]
    )
    where = sources or plugin.config.sources
    content, site = (_whole(folder) for folder in (config.docs_dir, config.site_dir))
    places = (("of templates", own.resolve()), ("of source texts", (root / (where or ".")).resolve()))
    read = tuple(place for place in places if not root.is_relative_to(place[1]))
    if wrong := check_placement(ProjectFolders(root, content, site, read)):
        raise misplaced_settings(Path(config.config_file_path), wrong)
    return Config(
        root=root,
        content=content,
        templates=tuple(folders),
        site_dir=site,
        site_name=config.site_name,
        site_url=(config.site_url or "").rstrip("/") + "/",
        repo_url=config.repo_url or "",
        edit_uri=config.edit_uri or "",
        report_url=plugin.config.report_url,
        markdown_extensions=tuple(config.markdown_extensions),
        extension_configs=config.mdx_configs,
        strict=bool(config.strict),
        sources=(root / where) if where else None,
        release=release or plugin.config.release,
        drafts=drafts,
        security_contact=plugin.config.security_contact.strip(),
        security_expires=plugin.config.security_expires.strip(),
        search=plugin.config.search,
        hsts=plugin.config.hsts_max_age,
        host_files=plugin.config.host_files,
        precompress=plugin.config.precompress,
        problems=ignored_settings(
            Path(config.config_file_path).resolve(),
            root,
            [name for name, _ in config._schema],
            [*(name for name, _ in plugin.config._schema), "enabled"],  # of every plugin
        ),
        file=Path(config.config_file_path).name,
    )


def _whole(folder: str) -> Path:
    """A folder's whole name, with every link followed."""
    try:
        return Path(folder).resolve()
    except (OSError, RuntimeError):
        return Path(folder).absolute()  # a link in a circle: told when it's published


def settings_of(config_file: str, **wanted: Any) -> Config:
    """The settings in a configuration file. Raises `UnusableSettings` (exit code 2) when they're wrong."""
    file = Path(config_file).absolute()
    with heard() as said:
        try:
            return settings(load_config(config_file=config_file), **wanted)
        except UnusableSettings:
            raise
        except (Exception, SystemExit) as error:
            raise unusable(file, [*said, str(error)], error) from error


def tell(problems: tuple[Problem, ...], config: Config) -> None:
    """Log each problem; errors as errors. Warnings of content are told, not counted by MkDocs."""
    quotes = _quotes(config)
    for problem in problems:
        level = logging.ERROR if problem.level is Level.ERROR else logging.WARNING
        log.log(level, "%s", as_text(problem, quotes))


def _quotes(config: Config) -> Quotes:
    return Quotes(config.root, config.site_dir.name)


def _stop(error: Exception, config: Config) -> NoReturn:
    """End a build that can't be published, with its problems told."""
    if isinstance(error, ContentError):
        tell(error.problems, config)
        raise Abort(_told(error.problems))
    if isinstance(error, PublishError):
        raise Abort(str(error))
    raise error


def _told(problems: tuple[Problem, ...]) -> str:
    stopped = sum(problem.level is Level.ERROR for problem in problems) or len(problems)
    return f"{stopped} problem(s); nothing was published"


def _files_below(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): read_plain_file(path, sys.maxsize - 1)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _copy_to_deploy(site: Path) -> Path:
    """The site without hidden entries of others in it, for a branch that is published as it is."""
    target = Path(tempfile.mkdtemp(prefix="dossier-deploy-"))
    # MkDocs deploys after its last hook, so this folder goes when the process does.
    atexit.register(shutil.rmtree, target, ignore_errors=True)
    hidden = {site / path for path in other_entries_in(site) if path.startswith(".")}

    def left_out(folder: str, names: list[str]) -> set[str]:
        places = {name: Path(folder, name) for name in names}
        return {name for name, place in places.items() if place in hidden or place.is_symlink()}

    shutil.copytree(site, target, dirs_exist_ok=True, ignore=left_out)
    return target
