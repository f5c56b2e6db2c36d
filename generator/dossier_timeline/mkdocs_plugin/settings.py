"""From the configuration of MkDocs to this project's own."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from dossier_timeline.config import (
    OWN_TEMPLATES,
    BuildMode,
    Config,
    MarkdownSettings,
    OutputSettings,
    PageSettings,
    ProjectPaths,
    SiteAddresses,
    TextSettings,
    packaged_templates,
)
from dossier_timeline.mkdocs_plugin.ineffective_settings import ineffective_settings
from dossier_timeline.mkdocs_plugin.option_schema import PLUGIN, DossierOptions, option_values
from dossier_timeline.mkdocs_plugin.settings_errors import (
    UnusableSettings,
    load_mkdocs_config,
    unusable_file,
)
from dossier_timeline.mkdocs_plugin.settings_file import SettingsFile
from dossier_timeline.publishing.placement import ProjectFolders, check_placement


def load_config(
    config_file: str, *, release: bool = False, drafts: bool = False, sources: Path | None = None
) -> Config:
    """The settings in a configuration file. Raises `UnusableSettings` (exit code 2) when they're wrong.

    `release` and `sources` take the place of the plugin's options.
    """
    mkdocs, warnings = load_mkdocs_config(Path(config_file).absolute())
    config = config_from_mkdocs(mkdocs, release=release, drafts=drafts, sources=sources)
    return config.with_settings(problems=(*warnings, *config.problems))


def config_from_mkdocs(
    mkdocs: MkDocsConfig, *, release: bool = False, drafts: bool = False, sources: Path | None = None
) -> Config:
    """This project's settings, out of those of MkDocs. Raises `UnusableSettings`."""
    file = Path(mkdocs.config_file_path)
    plugin = mkdocs.plugins.get(PLUGIN)
    if plugin is None or not isinstance(plugin.config, DossierOptions):
        raise unusable_file(file, f"{file.name} does not name the plugin “{PLUGIN}” under plugins")
    root = file.parent.resolve()
    values = option_values(plugin.config, root)
    if sources:
        values["paths"]["sources"] = root / sources
    values["mode"]["release"] |= release
    own_templates = Path(mkdocs.theme.custom_dir or root / OWN_TEMPLATES)
    templates = [own_templates] if own_templates.is_dir() else []
    paths = ProjectPaths(
        root=root,
        content=_resolved(mkdocs.docs_dir),
        templates=tuple(dict.fromkeys(folder.resolve() for folder in (*templates, packaged_templates()))),
        site=_resolved(mkdocs.site_dir),
        settings_file=file.name,
        **values["paths"],
    )
    _refuse_misplaced_folders(file, paths, own_templates)
    return Config(
        paths,
        SiteAddresses(
            site_url=(mkdocs.site_url or "").rstrip("/") + "/",
            repo_url=mkdocs.repo_url or "",
            edit_uri=mkdocs.edit_uri or "",
            **values["addresses"],
        ),
        MarkdownSettings(tuple(mkdocs.markdown_extensions), mkdocs.mdx_configs),
        TextSettings(**values["texts"]),
        BuildMode(strict=bool(mkdocs.strict), drafts=drafts, **values["mode"]),
        OutputSettings(**values["outputs"]),
        PageSettings(**values["pages"]),
        ineffective_settings(file.resolve(), root, [name for name, _ in mkdocs._schema]),
    )


def _refuse_misplaced_folders(file: Path, paths: ProjectPaths, own_templates: Path) -> None:
    """Raise `UnusableSettings` where content or site lie where they can't be read or published."""
    sources = (paths.sources or paths.root).resolve()
    others = (("of templates", own_templates.resolve()), ("of source texts", sources))
    read = tuple(place for place in others if not paths.root.is_relative_to(place[1]))
    folders = ProjectFolders(paths.root, paths.content, paths.site, read)
    if problems := check_placement(folders, lambda key: SettingsFile.read(file, file.parent).position(key)):
        raise UnusableSettings(problems, file.parent)


def _resolved(folder: str) -> Path:
    """A folder's absolute path, with every link followed."""
    try:
        return Path(folder).resolve()
    except (OSError, RuntimeError):
        return Path(folder).absolute()  # a link in a circle: publishing reports it
