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
from dossier_timeline.diagnostics.diagnostic import Position, path_in_project
from dossier_timeline.mkdocs_plugin.ineffective_settings import ineffective_settings
from dossier_timeline.mkdocs_plugin.mount_settings import (
    MARKDOWN_EXTENSIONS,
    list_mount_problems,
    make_edit_uri,
)
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
    if problems := tuple(list_mount_problems(mkdocs, plugin.config)):
        raise UnusableSettings(problems, file.parent)
    values = option_values(plugin.config, root)
    mount = values["addresses"]["mount"]
    content = _resolved(str(values["paths"].pop("content") or mkdocs.docs_dir))
    if sources:
        values["paths"]["sources"] = root / sources
    values["mode"]["release"] |= release
    own_templates, site_theme = root / OWN_TEMPLATES, mkdocs.theme.custom_dir
    if site_theme and not mount:
        own_templates = Path(site_theme)
    is_site_theme = bool(mount and site_theme and own_templates == Path(site_theme))
    templates = [own_templates] if own_templates.is_dir() and not is_site_theme else []
    paths = ProjectPaths(
        root=root,
        content=content,
        templates=tuple(dict.fromkeys(folder.resolve() for folder in (*templates, packaged_templates()))),
        site=_resolved(mkdocs.site_dir),
        settings_file=file.name,
        rest_path=path_in_project(_resolved(mkdocs.docs_dir), root) if mount else "",
        **values["paths"],
    )
    _refuse_misplaced_folders(file, paths, own_templates, is_section=bool(mount))
    site_url, edit_uri = (mkdocs.site_url or "").rstrip("/") + "/", mkdocs.edit_uri or ""
    markdown = MarkdownSettings(tuple(mkdocs.markdown_extensions), mkdocs.mdx_configs)
    if mount:
        site_url += f"{mount}/"
        edit_uri = make_edit_uri(edit_uri, _resolved(mkdocs.docs_dir), content, root)
        markdown = MarkdownSettings(MARKDOWN_EXTENSIONS)
    return Config(
        paths,
        SiteAddresses(
            site_url=site_url,
            repo_url=(mkdocs.repo_url or "") if edit_uri or not mount else "",
            edit_uri=edit_uri,
            whole_site_name=mkdocs.site_name if mount else "",
            **values["addresses"],
        ),
        markdown,
        TextSettings(**values["texts"]),
        BuildMode(strict=bool(mkdocs.strict), drafts=drafts, **values["mode"]),
        OutputSettings(**values["outputs"]),
        PageSettings(**values["pages"]),
        ineffective_settings(
            file.resolve(), root, [name for name, _ in mkdocs._schema], is_section=bool(mount)
        ),
    )


def _refuse_misplaced_folders(
    file: Path, paths: ProjectPaths, own_templates: Path, *, is_section: bool
) -> None:
    """Raise `UnusableSettings` where content or site lie where they can't be read or published."""
    sources = (paths.sources or paths.root).resolve()
    others = (("of templates", own_templates.resolve()), ("of source texts", sources))
    read = tuple(place for place in others if not paths.root.is_relative_to(place[1]))
    folders = ProjectFolders(paths.root, paths.content, paths.site, read)

    def locate(key: str) -> Position:
        written = SettingsFile.read(file, file.parent)
        if is_section and key == "docs_dir":
            return written.position(*written.plugin_options()[0], "content")
        return written.position(key)

    if problems := check_placement(folders, locate):
        raise UnusableSettings(problems, file.parent)


def _resolved(folder: str) -> Path:
    """A folder's absolute path, with every link followed."""
    try:
        return Path(folder).resolve()
    except (OSError, RuntimeError):
        return Path(folder).absolute()  # a link in a circle: publishing reports it
