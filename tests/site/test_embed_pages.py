"""What can be embedded: which things, at which addresses, and the line that others copy."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from dossier_timeline.model.facts import Fact, Figure
from dossier_timeline.model.story import Event
from dossier_timeline.site.embed_pages import (
    EMBED_KIND,
    EMBEDS_KIND,
    OEMBED_FILE,
    EmbedFrame,
    EmbedIndex,
    embed_path,
)
from dossier_timeline.site.permalinks import collect_addresses
from dossier_timeline.site.searched_pages import is_searched
from tests.helpers.files import GOOD
from tests.helpers.small_site import config_of, dossier_of, embeddable_site, planned

FRAME = EmbedFrame("https://example.org/embed/en/a/", 'He said "<b>" & left', height=300)


def test_a_group_is_there_as_a_whole_or_not_at_all() -> None:
    dossier = embeddable_site().dossier
    figures, facts, events = (
        len([*found]) for found in (dossier.all_figures(), dossier.all_facts(), dossier.all_events())
    )
    (_, key_facts, _) = EmbedIndex(dossier, figures + facts + events - 1).groups
    assert 0 < len(key_facts) < facts
    sizes = {
        most: tuple(map(len, EmbedIndex(dossier, most).groups))
        for most in (0, figures, figures + len(key_facts), 1000)
    }
    assert sizes == {
        0: (0, 0, 0),
        figures: (figures, 0, 0),
        figures + len(key_facts): (figures, len(key_facts), 0),
        1000: (figures, facts, events),
    }
    for most in range(40):
        assert len([*EmbedIndex(dossier, most).list_entries()]) <= most


def test_each_thing_has_a_page_in_each_language_that_nobody_finds_by_searching() -> None:
    site = embeddable_site()
    pages = [page for page in site.pages if page.kind in (EMBED_KIND, EMBEDS_KIND)]
    for code in site.languages:
        shown = {
            type(site.dossier.by_id[page.entity]) for page in pages if page.language == code and page.entity
        }
        assert shown == {Figure, Fact, Event}
        assert sum(page.kind == EMBEDS_KIND for page in pages if page.language == code) == 1
    for page in pages:
        of_all = page.kind == EMBEDS_KIND
        assert page.path == (
            f"{page.language}/embed/index.html" if of_all else embed_path(page.language, page.entity)
        )
        assert not page.is_indexed
        assert not is_searched(page)
        assert not page.alternates


def test_a_dossier_that_wants_none_has_none() -> None:
    site = planned(dossier_of(GOOD), config_of(GOOD))
    assert not [page for page in site.pages if page.kind in (EMBED_KIND, EMBEDS_KIND)]


def test_the_line_to_copy_is_one_element_whatever_the_title_holds() -> None:
    found: list[tuple[str, dict[str, str | None]]] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: found.append((tag, dict(attrs)))  # type: ignore[method-assign]
    parser.feed(FRAME.write_line())
    ((tag, attributes),) = found
    assert tag == "iframe"
    assert attributes["src"] == FRAME.url
    assert attributes["title"] == FRAME.title
    assert (attributes["width"], attributes["height"], attributes["loading"]) == ("640", "300", "lazy")
    assert "\n" not in replace(FRAME, title="a").write_line()


@pytest.mark.parametrize("name", ["index.html", OEMBED_FILE])
def test_the_address_of_a_page_is_kept_and_that_of_the_file_beside_it_is_not(name: str) -> None:
    path = embed_path("en", "launch", name)
    kept = collect_addresses([path], lambda _: frozenset(), (), ()).paths
    assert kept == ({path} if name == "index.html" else frozenset())
