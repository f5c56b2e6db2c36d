"""What a build is asked to do: the settings, whoever read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dossier_timeline.diagnostics.problems import Problem

OWN_TEMPLATES = "templates"
"""The folder of a dossier's own templates, where its theme names no other as `custom_dir`."""


def packaged_templates() -> Path:
    """The templates in the wheel; in a checkout they are beside the package."""
    package = Path(__file__).parent
    packaged = package / "_templates"
    return packaged if packaged.is_dir() else package.parents[1] / "templates"


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of one build; paths are absolute.

    `templates` are searched in order: the dossier's own folder, then the packaged one.
    `site_url` ends in "/". `edit_uri` is joined to `repo_url` as MkDocs does.
    """

    root: Path
    content: Path
    templates: tuple[Path, ...]
    site_dir: Path
    site_name: str
    site_url: str
    repo_url: str = ""
    edit_uri: str = ""
    report_url: str = ""
    markdown_extensions: tuple[str, ...] = ()
    extension_configs: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    strict: bool = False
    sources: Path | None = None
    release: bool = False
    drafts: bool = False
    security_contact: str = ""
    """Whom to tell of a weakness: a mailto:, https: or tel: address; then there is a security.txt."""
    security_expires: str = ""
    """Until when security.txt counts: a moment of RFC 3339."""
    search: bool = True
    hsts: int = 0
    """For how many seconds browsers shall ask for the site by https only; 0 for nothing said."""
    host_files: bool = True
    """Publish `_headers` and `_redirects`."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with the settings themselves."""
    precompress: bool = False
    """Publish compressed files beside the others."""
    file: str = "mkdocs.yml"
    """The name of the configuration file, in `root`."""

    @property
    def content_path(self) -> str:
        """The content folder as it stands in positions, relative to `root`."""
        return self.content.relative_to(self.root).as_posix()

    @property
    def locales(self) -> tuple[Path, ...]:
        """The folders of catalogues, searched in order."""
        return tuple(folder / "locales" for folder in self.templates)

    @property
    def edit_base(self) -> str:
        """The address before a file's path in the links to edit it; empty when not configured."""
        if "://" in self.edit_uri:
            return self.edit_uri
        return self.repo_url.rstrip("/") + "/" + self.edit_uri.lstrip("/") if self.repo_url else ""
