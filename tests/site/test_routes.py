"""Links between pages: relative ones from anywhere to anywhere."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier_timeline.site.routes import absolute_url, quote_address, relative_link, rooted_link

PATHS = st.lists(st.text("abé-", min_size=1, max_size=3), max_size=4).map(
    lambda parts: "/".join([*parts, "index.html"])
)


@pytest.mark.parametrize(
    ("origin", "target", "fragment", "link"),
    [
        ("xx/a/index.html", "xx/b/index.html", "", "../b/"),
        ("xx/a/index.html", "xx/a/index.html", "", "./"),
        ("xx/a/index.html", "xx/a/index.html", "one", "#one"),
        ("xx/a/index.html", "xx/index.html", "", "../"),
        ("xx/a/index.html", "index.html", "", "../../"),
        ("index.html", "xx/index.html", "", "xx/"),
        ("index.html", "index.html", "", "./"),
        ("xx/a/index.html", "xx/a/b/index.html", "two", "b/#two"),
        ("xx/a/index.html", "assets/site.css", "", "../../assets/site.css"),
        ("index.html", "assets/site.css", "", "assets/site.css"),
        ("404.html", "index.html", "", "./"),
    ],
)
def test_relative(origin: str, target: str, fragment: str, link: str) -> None:
    assert relative_link(origin, target, fragment) == link


@given(PATHS, PATHS)
def test_a_relative_link_leads_where_a_browser_goes(origin: str, target: str) -> None:
    base = "https://example.org/sub/"
    here = base + quote_address(origin)
    assert urljoin(here, relative_link(origin, target)) == base + quote_address(target)
    file = posixpath.join(
        unquote(urljoin(here, relative_link(origin, target)).removeprefix(base)), "index.html"
    )
    assert file == target


def test_addresses_are_encoded_and_end_in_a_slash() -> None:
    assert quote_address("xx/café/index.html") == "xx/caf%C3%A9/"
    assert quote_address("index.html") == ""
    assert quote_address("xx/404.html") == "xx/404.html"
    assert absolute_url("https://example.org/", "xx/index.html") == "https://example.org/xx/"


def test_a_page_for_any_address_links_from_the_root() -> None:
    assert rooted_link("https://example.org/sub/", "xx/a/index.html") == "/sub/xx/a/"
    assert rooted_link("https://example.org/", "index.html", "one") == "/#one"
