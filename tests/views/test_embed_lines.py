"""How others embed something: a line beside each figure, and the way to it at notes and events."""

from __future__ import annotations

import json
from functools import partial
from urllib.parse import urljoin

import pytest

from dossier_timeline.exports.chart_files import chart_path
from dossier_timeline.graphics.chart_files import CHART_FILE_WIDTH
from dossier_timeline.site.embed_pages import EMBED_KIND, OEMBED_FILE, embed_path, write_picture_line
from dossier_timeline.site.routes import PagePlan
from dossier_timeline.views.embed_lines import LINE_ID
from tests.helpers.html import select, select_one, text_of, texts, values
from tests.helpers.small_site import BASE, embeddable_files, embeddable_site

SITE = embeddable_site()
FIGURES = {figure.id for figure in SITE.dossier.all_figures()}


def pages_of(*kinds: str) -> list[PagePlan]:
    found = [page for page in SITE.pages if page.kind in kinds]
    assert found
    return found


def read_lines(page: PagePlan) -> dict[str, str]:
    """The lines to copy on a page, by their id."""
    lines = select(embeddable_files()[page.path], "details.embed textarea[readonly]")
    return {one.get("id", ""): text_of(one) for one in lines}


def frame_line(page: PagePlan, name: str) -> str:
    line: str = json.loads(embeddable_files()[embed_path(page.language, name, OEMBED_FILE)])["html"]
    return line


@pytest.mark.parametrize("page", pages_of("figures", "document"), ids=lambda page: page.path)
def test_the_line_stands_beside_each_figure(page: PagePlan) -> None:
    content = embeddable_files()[page.path]
    shown = FIGURES & {*values(content, "figure[id]", "id")}
    lines = read_lines(page)
    assert {name: lines[f"{name}.{LINE_ID}"] for name in shown} == {
        name: frame_line(page, name) for name in shown
    }
    assert len(lines) == len(select(content, "details.embed label[for]"))
    for name in shown:
        figure = select_one(content, f'figure[id="{name}"]')
        words = texts(figure, "details summary")
        assert len(words) == 1
        assert " – " in words[0]
        (own_page,) = values(figure, "details a", "href")
        assert urljoin(BASE + page.path, own_page) == f"{BASE}embed/{page.language}/{name}/"
        files = values(figure, ".src a", "href")
        for form in ("svg", "png"):
            has_file = any(href.endswith(f".{form}") for href in files)
            assert (f"{name}.{form}" in lines) == has_file


def test_some_figure_has_a_picture_and_a_line_for_each_form() -> None:
    lines = {name: line for page in pages_of("figures") for name, line in read_lines(page).items()}
    assert {name.rpartition(".")[2] for name in lines} == {LINE_ID, "svg", "png"}


@pytest.mark.parametrize("page", pages_of(EMBED_KIND), ids=lambda page: page.path)
def test_the_picture_s_line_names_a_file_that_is_there_and_leads_to_the_page(page: PagePlan) -> None:
    lines = read_lines(page)
    assert lines.pop(LINE_ID) == frame_line(page, page.entity)
    figure = SITE.dossier.by_id[page.entity]
    assert not lines or figure.id in FIGURES
    for form, line in lines.items():
        assert values(line, "a", "href") == [page.canonical]
        picture = select_one(line, "a > img")
        assert picture.get("src") == BASE + chart_path(figure, page.language, form)  # type: ignore[arg-type]
        assert picture.get("src", "").removeprefix(BASE) in embeddable_files()
        assert picture.get("width") == str(CHART_FILE_WIDTH)
        assert picture.get("alt", "").startswith(page.title)


def test_notes_and_events_lead_to_their_line() -> None:
    for kinds, items in ((("timeline", "document"), ".year li"), (("document",), ".notes > li")):
        found = set()
        for page in pages_of(*kinds):
            for item in select(embeddable_files()[page.path], items):
                name = item.get("id", "")
                target = f"{BASE}embed/{page.language}/{name}/#{LINE_ID}"
                ways = [urljoin(BASE + page.path, href) for href in values(item, ".src > a", "href")]
                is_embeddable = embed_path(page.language, name) in embeddable_files()
                assert (target in ways) == is_embeddable, (page.path, name)
                found.add(is_embeddable)
        assert True in found


def test_the_report_for_paper_has_none() -> None:
    for page in pages_of("report"):
        assert "/embed/" not in embeddable_files()[page.path].decode()
        assert not read_lines(page)


def test_a_picture_s_line_is_whole_whatever_its_words_hold() -> None:
    write = partial(write_picture_line, "https://example.org/a/?b&c", "https://example.org/a.svg")
    line = write('He said "<b>" & left', 600)
    assert values(line, "a > img", "alt") == ['He said "<b>" & left']
    assert values(line, "a", "href") == ["https://example.org/a/?b&c"]
    assert not select(line, "b")
    assert "\n" not in line
