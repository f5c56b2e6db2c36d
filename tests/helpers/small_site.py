"""The small good site, rendered in memory."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from dossier_timeline.config import Config, MarkdownSettings, ProjectPaths, SiteAddresses
from dossier_timeline.content.reading import read_content_folder
from dossier_timeline.languages import Language, load_languages
from dossier_timeline.model.dossier import Dossier, Settings
from dossier_timeline.output.render import render_site
from dossier_timeline.publishing.site_files import SiteFiles
from dossier_timeline.site.plan import SitePlan, plan_site
from tests.helpers.files import GOOD, ROOT

BASE = "https://example.org/dossier/"
NO_SETTINGS = Settings.model_construct()  # type: ignore[call-arg]
"""For a dossier of which only the entries are looked at."""


def config_of(root: Path, **changes: object) -> Config:
    """Settings as a small site has them."""
    config = Config(
        ProjectPaths(root, root / "content", (root / "templates", ROOT / "templates"), root / "site"),
        SiteAddresses(
            site_url=BASE,
            repo_url="https://example.org/repository",
            edit_uri="edit/main/content/",
            report_url="https://example.org/report?page={url}",
        ),
        MarkdownSettings(("tables", "attr_list")),
    )
    return config.with_settings(**changes)


def languages_of(dossier: Dossier, config: Config) -> dict[str, Language]:
    """The dossier's languages, with their words."""
    return load_languages(dossier.languages, [folder / "locales" for folder in config.paths.templates])[0]


def dossier_of(root: Path) -> Dossier:
    """The dossier of a content folder."""
    reading = read_content_folder(root)
    assert reading.dossier is not None
    return reading.dossier


def planned(dossier: Dossier, config: Config) -> SitePlan:
    """The pages of a dossier."""
    return plan_site(dossier, languages_of(dossier, config), config)


@lru_cache(maxsize=2)
def good_site() -> SitePlan:
    """The small good site, planned."""
    return planned(dossier_of(GOOD), config_of(GOOD))


@lru_cache(maxsize=2)
def good_files() -> SiteFiles:
    """The small good site, rendered."""
    return render_site(good_site(), config_of(GOOD))


@lru_cache(maxsize=1)
def embeddable_site() -> SitePlan:
    """The small good site with pages that other sites can embed, planned."""
    return planned(dossier_of(GOOD), config_of(GOOD, embeds=100))


@lru_cache(maxsize=1)
def embeddable_files() -> SiteFiles:
    """The same, rendered."""
    return render_site(embeddable_site(), config_of(GOOD, embeds=100))
