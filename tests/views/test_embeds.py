"""Pages to embed, as they're published: small, without scripts, with source, licence and the way back."""

from __future__ import annotations

import gzip
import json
from urllib.parse import urljoin

import pytest

from dossier_timeline.output.render import render_site
from dossier_timeline.site.embed_pages import EMBED_KIND, EMBEDS_KIND, OEMBED_FILE
from dossier_timeline.site.routes import INDEX
from tests.helpers.files import GOOD
from tests.helpers.html import select, select_one, text_of, texts, values
from tests.helpers.small_site import BASE, config_of, dossier_of, embeddable_files, embeddable_site, planned

EMBEDS = [page for page in embeddable_site().pages if page.kind == EMBED_KIND]
LIGHT = 12 * 1024


@pytest.fixture(scope="module", params=EMBEDS, ids=lambda page: f"{page.language}-{page.entity}")
def path(request: pytest.FixtureRequest) -> str:
    """The path of each page to embed."""
    found: str = request.param.path
    return found


def test_a_page_runs_nothing_and_its_links_leave_the_frame(path: str) -> None:
    content = embeddable_files()[path]
    assert not select(content, "script")
    assert values(content, "base[target]", "target") == ["_top"]
    assert not values(content, "base[href]", "href")
    assert values(content, "meta[name=robots]", "content") == ["noindex"]
    (style,) = values(content, "link[rel=stylesheet]", "href")
    weight = sum(len(gzip.compress(one)) for one in (content, embeddable_files()[resolve(path, style)]))
    assert weight < LIGHT


def resolve(path: str, href: str) -> str:
    target = urljoin(BASE + path, href).removeprefix(BASE).partition("#")[0]
    return target + INDEX if not target or target.endswith("/") else target


def test_a_page_leads_back_to_what_it_shows(path: str) -> None:
    content = embeddable_files()[path]
    entity = embeddable_site().dossier.by_id[path.split("/")[-2]].id
    back, licence = values(content, "footer a", "href")
    assert back.endswith(f"#{entity}")
    target = embeddable_files()[resolve(path, back)]
    assert entity in values(target, "[id]", "id")
    assert licence == embeddable_site().dossier.settings.licence.url
    assert len(texts(content, "h1")) == 1


def test_programs_find_the_file_that_says_how_a_page_is_embedded(path: str) -> None:
    content = embeddable_files()[path]
    (href,) = values(content, "link[type=application/json+oembed]", "href")
    assert href == f"{BASE}{path.removesuffix(INDEX)}{OEMBED_FILE}"
    said = json.loads(embeddable_files()[href.removeprefix(BASE)])
    assert (said["version"], said["type"]) == ("1.0", "rich")
    assert {
        "title",
        "width",
        "height",
        "provider_name",
        "provider_url",
        "license",
        "license_url",
    } <= said.keys()
    assert said["html"] == text_of(select_one(content, "textarea#line"))
    assert f'src="{BASE}{path.removesuffix(INDEX)}"' in said["html"]


def test_all_of_them_are_listed_and_each_figure_leads_to_its_own() -> None:
    pages = {page.path for page in EMBEDS}
    listed = {
        resolve(page.path, href)
        for page in embeddable_site().pages
        if page.kind == EMBEDS_KIND
        for href in values(embeddable_files()[page.path], "main section a", "href")
    }
    assert listed == pages
    for page in embeddable_site().pages:
        if page.kind == "figures":
            links = {
                resolve(page.path, href) for href in values(embeddable_files()[page.path], "main a", "href")
            }
            own = {
                one.path
                for one in EMBEDS
                if one.language == page.language
                and one.entity in {f.id for f in embeddable_site().dossier.all_figures()}
            }
            assert own
            assert own <= links


def test_without_embeds_nothing_of_them_is_published() -> None:
    config = config_of(GOOD)
    files = render_site(planned(dossier_of(GOOD), config), config)
    assert not [path for path in files if "embed" in path]
    assert not [path for path in files if path.endswith(".html") and b"/embed/" in files[path]]
