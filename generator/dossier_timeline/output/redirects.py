"""What stands at an address that has moved, for hosts that know nothing of redirects.

In place of a page stands one that leads on; any other file stands there as it is at its new address.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping

from dossier_timeline.config import Config
from dossier_timeline.output.assets import STYLE, assets
from dossier_timeline.output.environment import environment
from dossier_timeline.output.render import finish_page, policy_for_page
from dossier_timeline.site.permalinks import Redirects
from dossier_timeline.site.plan import SitePlan
from dossier_timeline.site.routes import PagePlan, absolute_url, relative_link

_TEMPLATE = "pages/moved.html"


def make_moved_pages(
    moved: Redirects,
    site: SitePlan,
    files: Mapping[str, bytes],
    config: Config,
    compiled: MutableMapping[str, bytes],
) -> dict[str, bytes]:
    """The files at the addresses that have moved, by path; `files` are those of the site.

    `compiled` holds the templates that are compiled already.
    """
    made: dict[str, bytes] = {}
    looks = assets(config.paths.templates).path(STYLE)
    for path, target in moved.targets.items():
        page, _, fragment = target.partition("#")
        elsewhere = "://" in target
        if not path.endswith(".html"):
            if page in files:
                made[path] = files[page]
            continue
        found = None if elsewhere else site.pages_by_path.get(page)
        language = site.languages[_language(path, found, site)]
        templates = environment(config.paths.templates, language, compiled)
        html = templates.get_template(_TEMPLATE).render(
            code=language.code,
            direction=language.direction,
            policy=policy_for_page(config, searches=False),
            style=relative_link(path, looks) if looks else "",
            canonical=target if elsewhere else absolute_url(config.addresses.site_url, page),
            href=target if elsewhere else relative_link(path, page, fragment),
            title=found.title
            if found
            else target
            if elsewhere
            else absolute_url(config.addresses.site_url, page),
        )
        made[path] = finish_page(html)
    return made


def _language(path: str, found: PagePlan | None, site: SitePlan) -> str:
    """Of the page to which it leads; else of the folder in which it was; else the first."""
    folder = path.partition("/")[0]
    named = found.language if found else ""
    return named or (folder if folder in site.languages else next(iter(site.languages)))
