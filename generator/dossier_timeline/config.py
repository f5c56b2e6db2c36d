"""The settings of a build, in the parts that steps take. An option of the plugin is declared here, once."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dossier_timeline.diagnostics.diagnostic import Diagnostic

OWN_TEMPLATES = "templates"
"""The folder of a dossier's own templates, where its theme names no other as `custom_dir`."""
ADDRESSES_PATH = "published-addresses.txt"
"""The path of the list of published addresses, beside mkdocs.yml."""
MOUNT_HINT = (
    "make the dossier a section of the site: “mount: dossier” and “content: dossier-content” below the "
    "plugin “dossier” (docs/existing-site.md)"
)
"""What keeps the pages of an existing site."""
REPORT_PLACEHOLDERS = ("page", "url", "title")
"""What may stand in braces in `report_url`: the page's address, by two names, and its title."""


def packaged_templates() -> Path:
    """The templates in the wheel; in a checkout they are beside the package."""
    package = Path(__file__).parent
    packaged = package / "_templates"
    return packaged if packaged.is_dir() else package.parents[1] / "templates"


@dataclass(frozen=True, slots=True)
class OptionDocs:
    """What the documentation says of a plugin option, and the variable that mkdocs.yml takes it from."""

    meaning: str
    environment: str = ""


def _option(meaning: str, *, environment: str = "") -> Mapping[type, OptionDocs]:
    """Marks a field as a plugin option, which has the field's name, type and default.

    `mkdocs_plugin/option_schema.py` makes MkDocs' schema, the values and docs/options.md of these fields.
    A field of type `Path | None` is a folder, written relative to the configuration file.
    """
    return {OptionDocs: OptionDocs(meaning, environment)}


@dataclass(frozen=True, slots=True)
class ProjectPaths:
    """Where the files of a project are; every path but `settings_file` is absolute.

    `templates` are searched in order: the dossier's own folder, then the packaged one.
    """

    root: Path
    content: Path = field(
        metadata=_option(
            "the folder of the dossier, beside that of the site's own pages; only with `mount`, as else the "
            "dossier lies in `docs_dir`"
        )
    )
    templates: tuple[Path, ...]
    site: Path
    settings_file: str = "mkdocs.yml"
    """The name of the configuration file, in `root`."""
    rest_path: str = ""
    """The folder of the site's own pages, relative to `root`, where the dossier is a section of a site."""
    sources: Path | None = field(
        default=None,
        metadata=_option("the folder of source texts, where it is at hand", environment="SOURCES"),
    )

    @property
    def content_path(self) -> str:
        """The content folder as it stands in positions, relative to `root`."""
        return self.content.relative_to(self.root).as_posix()

    @property
    def locales(self) -> tuple[Path, ...]:
        """The folders of catalogues, searched in order."""
        return tuple(folder / "locales" for folder in self.templates)


@dataclass(frozen=True, slots=True)
class SiteAddresses:
    """Addresses on the web. `site_url` ends in "/"; `edit_uri` is joined to `repo_url` as MkDocs does.

    Where the dossier is a section of another site, `site_url` is the address of that section, `mount` its
    path below the address of the whole site, and `whole_site_name` what that site is called.
    """

    site_url: str
    repo_url: str = ""
    edit_uri: str = ""
    report_url: str = field(
        default="",
        metadata=_option(
            "where a reader reports an error; `{page}` stands for the address of the page and `{title}` for "
            "its title; no link when empty",
            environment="REPORT_URL",
        ),
    )

    mount: str = field(
        default="",
        metadata=_option(
            "the path below the site's address at which the dossier stands as a section of an existing site, "
            "like `dossier`; the rest of the site stays as it is: docs/existing-site.md"
        ),
    )
    whole_site_name: str = ""

    @property
    def folder(self) -> str:
        """What stands before the paths of the dossier's files in the published folder: "dossier/", or ""."""
        return f"{self.mount}/" if self.mount else ""

    @property
    def whole_site_url(self) -> str:
        """The address of all that is published together; it ends in "/"."""
        return self.site_url.removesuffix(self.folder)

    @property
    def edit_base(self) -> str:
        """The address before a file's path in the links to edit it; empty when not configured."""
        if "://" in self.edit_uri:
            return self.edit_uri
        return self.repo_url.rstrip("/") + "/" + self.edit_uri.lstrip("/") if self.repo_url else ""


@dataclass(frozen=True, slots=True)
class MarkdownSettings:
    """The extensions of Python-Markdown, and the settings of each by its name."""

    extensions: tuple[str, ...] = ()
    extension_settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TextSettings:
    """What a dossier asks of its own texts."""

    most_marks: int = field(
        default=10,
        metadata=_option(
            "how many marks a summary may have for 100 words: values that lead to their notes, and links; "
            "`check` remarks on a text with more; 0 for no bound"
        ),
    )


@dataclass(frozen=True, slots=True)
class BuildMode:
    """How much a build accepts: `strict` stops at warnings, `drafts` shows what is unfinished."""

    strict: bool = False
    drafts: bool = False
    release: bool = field(
        default=False,
        metadata=_option(
            "refuse what may be looked at but not published, as `check --release` does",
            environment="RELEASE",
        ),
    )


@dataclass(frozen=True, slots=True)
class PageSettings:
    """Which pages a dossier wants beside those that every dossier has."""

    timeline_pages: tuple[str, ...] = field(
        default=("theme", "kind", "actor"),
        metadata=_option(
            "of what the timeline has pages of its own, with the events of one value each: `theme`, `kind`, "
            "`actor` and `document`; a document's events stand on its own page anyway; `[]` for none"
        ),
    )
    report_documents: int = field(
        default=40,
        metadata=_option(
            "how many documents a page of the whole report holds; a dossier with more has a title page and "
            "parts by years; 0 leaves the report out"
        ),
    )
    card_images: int = field(
        default=200,
        metadata=_option(
            "up to how many documents each page has a card image of its own, which networks and messengers "
            "show when the page is shared; in a larger dossier the pages about documents have that of the "
            "home page; 0 for no card images"
        ),
    )
    png_charts: int = field(
        default=20,
        metadata=_option(
            "up to how many charts a dossier has each of them as PNG too, beside its SVG; in one with "
            "more there is no PNG, and none for 0"
        ),
    )
    embeds: int = field(
        default=0,
        metadata=_option(
            "up to how many figures, numbers and events have an address that other sites can embed, in each "
            "language: first the figures, then the numbers that come first somewhere, then the events, then "
            "all other numbers, each of these as a whole or not at all; 0 for none"
        ),
    )


@dataclass(frozen=True, slots=True)
class OutputSettings:
    """What is published beside the pages."""

    search: bool = field(
        default=True, metadata=_option("publish a search page and its index in each language")
    )
    precompress: bool = field(
        default=False,
        metadata=_option(
            "publish every text as `.br` and `.gz` too, for servers that send those as they are",
            environment="PRECOMPRESS",
        ),
    )
    host_files: bool = field(
        default=True,
        metadata=_option(
            "publish `_headers` and `_redirects`, which Netlify, Cloudflare Pages and others read"
        ),
    )
    hsts_max_age: int = field(
        default=0,
        metadata=_option(
            "for how many seconds browsers shall ask for the site by https only (HSTS); 0 leaves it out"
        ),
    )
    security_contact: str = field(
        default="",
        metadata=_option(
            "whom to tell of a weakness, as `mailto:`, `https:` or `tel:`; then there is a security.txt",
        ),
    )
    security_expires: str = field(
        default="", metadata=_option("until when security.txt counts, like `2030-01-31T00:00:00Z`")
    )


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of one build. A step takes the parts that it needs."""

    paths: ProjectPaths
    addresses: SiteAddresses
    markdown: MarkdownSettings = MarkdownSettings()
    texts: TextSettings = TextSettings()
    mode: BuildMode = BuildMode()
    outputs: OutputSettings = OutputSettings()
    pages: PageSettings = PageSettings()
    problems: tuple[Diagnostic, ...] = ()
    """What is wrong with the settings themselves."""

    @property
    def site_folder(self) -> Path:
        """The folder of the dossier's own files: that of the site, or the one of its section there."""
        return self.paths.site / self.addresses.mount

    def with_settings(self, **changes: Any) -> Config:
        """The same configuration with other values, by the names of the fields of its parts.

        Raises `TypeError` for a name that no part has.
        """
        parts = {}
        for name in PARTS:
            part = getattr(self, name)
            known = {one.name for one in dataclasses.fields(part)} & changes.keys()
            parts[name] = dataclasses.replace(part, **{key: changes.pop(key) for key in known})
        return dataclasses.replace(self, **parts, **changes)


PARTS: Mapping[str, type] = {
    "paths": ProjectPaths,
    "addresses": SiteAddresses,
    "markdown": MarkdownSettings,
    "texts": TextSettings,
    "mode": BuildMode,
    "outputs": OutputSettings,
    "pages": PageSettings,
}
"""The parts of a `Config`, by the names under which it holds them."""
