"""Files at addresses that have moved, for hosts that know nothing of redirects.

A page is replaced by one that leads on; any other file is a copy of the file at its new address. Where that
is a page, there is nothing: what asks for a citation or a table can do nothing with a page under its name.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from functools import partial
from pathlib import Path

from dossier_timeline.output.assets import STYLE, Assets
from dossier_timeline.output.environment import environment
from dossier_timeline.output.page_rendering import finish_page, policy_for_page
from dossier_timeline.output.style_rules import read_styled_assets
from dossier_timeline.site.permalinks import Redirects
from dossier_timeline.site.plan import SitePlan
from dossier_timeline.site.routes import PagePlan, absolute_url, relative_link

_TEMPLATE = "pages/moved.html"


def make_moved_pages(
    moved: Redirects,
    site: SitePlan,
    files: Mapping[str, bytes],
    compiled_templates: MutableMapping[str, bytes],
    *,
    template_folders: tuple[Path, ...],
    site_url: str,
    is_preview: bool,
) -> dict[str, bytes]:
    """The files at the addresses that have moved, by path; `files` are those of the site.

    `compiled_templates` holds templates that are compiled already.
    """
    redirect_files: dict[str, bytes] = {}
    if not moved.targets:
        return redirect_files
    assets = read_styled_assets(template_folders, site.dossier.settings.style)
    for path, target in moved.targets.items():
        page, _, fragment = target.partition("#")
        is_external = "://" in target
        if not path.endswith(".html"):
            if page in files and not page.endswith(".html"):
                redirect_files[path] = files[page]
            continue
        target_page = None if is_external else site.pages_by_path.get(page)
        language = site.languages[_choose_language_code(path, target_page, site)]
        templates = environment(template_folders, language, compiled_templates)
        html = templates.get_template(_TEMPLATE).render(
            code=language.code,
            direction=language.direction,
            policy=policy_for_page(is_preview=is_preview, searches=False),
            asset=partial(_link_to_asset, assets, path),
            canonical=target if is_external else absolute_url(site_url, page),
            href=target if is_external else relative_link(path, page, fragment),
            title=target_page.title
            if target_page
            else target
            if is_external
            else absolute_url(site_url, page),
        )
        redirect_files[path] = finish_page(html)
    return redirect_files


def _link_to_asset(assets: Assets, page_path: str, name: str = STYLE) -> str:
    """The address of an asset as a page names it; "" for an unknown asset."""
    path = assets.path(name)
    return relative_link(page_path, path) if path else ""


def _choose_language_code(path: str, target_page: PagePlan | None, site: SitePlan) -> str:
    """The language of the target page; else of the folder in which the page was; else the first language."""
    folder = path.partition("/")[0]
    named = target_page.language if target_page else ""
    return named or (folder if folder in site.languages else next(iter(site.languages)))
