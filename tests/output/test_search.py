"""The search index: what goes in, that it's the same every time, and that it's remembered."""

from __future__ import annotations

import base64
import gzip
import json
import shutil
import sqlite3
import sys
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dossier_timeline.cache.store import STORE_FILE, Store
from dossier_timeline.diagnostics.diagnostic import ContentError
from dossier_timeline.notation.compound_words import CompoundSplitter
from dossier_timeline.output import pagefind, search, search_groups
from dossier_timeline.output.hosts.headers import is_fingerprinted
from dossier_timeline.output.search import (
    SearchedPages,
    SearchIndex,
    SearchIndexTask,
    build_search_index,
)
from dossier_timeline.output.search_groups import group_pages
from dossier_timeline.output.searchable_text import EXCLUDED_SELECTORS, indexable_html
from dossier_timeline.pipeline import build_site
from dossier_timeline.publishing.site_files import SiteFiles
from dossier_timeline.site.searched_pages import is_searched
from tests.helpers.files import GOOD
from tests.helpers.small_site import config_of, good_files, good_site


def languages() -> dict[str, str]:
    """The language of each page of it that is searched, by path."""
    return {page.path: page.language for page in good_site().pages if is_searched(page)}


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """The small good site, rendered."""
    return dict(good_files())


def indexed(
    files: Mapping[str, bytes], folder: Path, searched: Mapping[str, str] | None = None
) -> SearchIndex:
    """The index of these pages, with what is remembered in a folder."""
    chosen = languages() if searched is None else searched
    return build_search_index(SearchedPages(SiteFiles(files), chosen, folder))


@pytest.fixture(scope="module")
def found(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Its search index."""
    return dict(indexed(files, tmp_path_factory.mktemp("cache")).files)


def fragments(files: dict[str, bytes]) -> dict[str, dict[str, Any]]:
    """What the index holds of each page, by its address."""
    pages = {}
    for path, content in files.items():
        if path.endswith(".pf_fragment"):
            text = gzip.decompress(content)
            page = json.loads(text[text.index(b"{") :])
            pages[page["url"]] = page
    return pages


def test_each_language_has_an_index_of_its_own(found: dict[str, bytes]) -> None:
    entry = json.loads(found["pagefind/pagefind-entry.json"])
    assert list(entry["languages"]) == sorted(entry["languages"])
    assert len(entry["languages"]) == 2
    assert not any("-ui" in path or "highlight" in path for path in found)


def test_the_same_pages_give_the_same_bytes(
    files: dict[str, bytes], found: dict[str, bytes], tmp_path: Path
) -> None:
    turned = dict(reversed([*files.items()]))
    assert dict(indexed(turned, tmp_path, dict(reversed([*languages().items()]))).files) == found


def test_what_only_says_what_others_say_is_not_in_it(
    files: dict[str, bytes], found: dict[str, bytes]
) -> None:
    pages = fragments(found)
    assert pages
    for path in ("en/index.html", "en/report/index.html", "en/404.html", "en/search/index.html"):
        assert path in files
        assert f"/{path.removesuffix('index.html')}" not in pages
    themes = [page for page in pages.values() if page["meta"]["kind"] == "theme"]
    documents = [page for page in pages.values() if page["meta"].get("kind") == "document"]
    titles = {page["meta"]["title"] for page in documents}
    assert themes
    assert not any(title in page["content"] for title in titles for page in themes)
    assert documents
    assert all(page["meta"]["themes"] for page in documents)
    assert not any(", note" in page["content"] for page in documents)


def test_an_entry_is_led_to_by_its_heading() -> None:
    page = (
        '<html lang="en"><body><nav>menu</nav><main data-pagefind-body><h1>A</h1><ul>'
        '<li class="entry" id="b"><h3 lang="nl">B</h3></li><li><h3>C</h3></li></ul>'
        '<section id="d"><h2 id="e">D</h2><h3>E</h3></section></main></body></html>'
    )
    shown = indexable_html(page.encode(), "en")
    assert '<h3 id="b" lang="nl">B</h3>' in shown
    assert "<h3>C</h3>" in shown
    assert '<h2 id="e">D</h2><h3>E</h3>' in shown
    assert "menu" not in shown


def test_ways_on_notices_drawings_and_what_is_marked_are_not_handed_over() -> None:
    page = (
        '<html lang="en"><main data-pagefind-body><nav><ol><li>way</li></ol></nav><h1>A</h1>'
        '<script type="application/ld+json">data</script><svg><text>drawn</text></svg><link href="style.css">'
        '<div class="notice old"><p>late</p></div><form><label>choice</label></form>'
        '<section id="n" data-pagefind-ignore><h2>Notes</h2><p>note</p></section>'
        "<section><h2>B</h2><p>kept</p></section></main></html>"
    )
    shown = indexable_html(page.encode(), "en")
    assert [
        word
        for word in ("way", "late", "choice", "Notes", "note", "data<", "drawn", "style")
        if word in shown
    ] == []
    assert "<section><h2>B</h2><p>kept</p></section></main>" in shown


@pytest.mark.parametrize(
    ("part", "shown"),
    [
        ("<section data-pagefind-ignore><section>a</section>b</section>c", "c"),
        ('<ul><li id="x" data-pagefind-ignore>a<ul><li>b</li></ul></li><li>c</li></ul>', "<ul><li>c"),
        ("<dl><dt data-pagefind-ignore>a</dt><dd>b</dd></dl>", "<dl><dd>b"),
        ("<ul><li data-pagefind-ignore>a<li>b</ul>", "<ul><li data-pagefind-ignore>a<li>b</ul>"),
        ("<p data-pagefind-ignore>a", "<p data-pagefind-ignore>a"),
    ],
)
def test_marked_elements_are_left_out_where_it_is_said_where_they_end(part: str, shown: str) -> None:
    page = f"<main data-pagefind-body>{part}</main>"
    assert f"<main data-pagefind-body>{shown}" in indexable_html(page.encode(), "en")


def test_numbers_of_tables_are_not_looked_for() -> None:
    table = '<table><tr><th scope="row">Iron</th><td class="num">4711</td><td>mended</td></tr></table>'
    page = f'<html lang="en"><main data-pagefind-body><h1>A</h1>{table}</main></html>'
    bundle = pagefind.build_bundle(
        [("en/index.html", indexable_html(page.encode(), "en"))], EXCLUDED_SELECTORS
    )
    content = fragments(bundle)["/en/"]["content"]
    assert "4711" not in content
    assert "Iron" in content
    assert "mended" in content


def test_words_within_compounds_are_looked_for_and_stand_in_no_attribute() -> None:
    page = '<main data-pagefind-body><h1>Brug</h1><p title="brugverkeer">Brugverkeer, verkeer.</p></main>'
    splitter = CompoundSplitter(("e",), frozenset({"brug"}))
    shown = indexable_html(page.encode(), "nl", splitter)
    assert '<p title="brugverkeer">Brugverkeer \u2063verkeer\u2063, verkeer.</p>' in shown
    assert "\u2063" not in indexable_html(page.encode(), "nl")


def test_a_word_that_is_newly_known_makes_the_index_of_its_language_again(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    known = languages()
    nothing, word = CompoundSplitter(("e",), frozenset()), CompoundSplitter(("e",), frozenset({"brug"}))
    first = SearchedPages(SiteFiles(files), known, tmp_path, splitters={"nl": nothing})
    assert build_search_index(first).seconds is not None
    assert build_search_index(first).seconds is None
    newly = build_search_index(replace(first, splitters={"nl": word}))
    fresh = build_search_index(replace(first, splitters={"nl": word}, cache_folder=tmp_path / "fresh"))
    assert dict(newly.files) == dict(fresh.files)


def test_rows_and_lists_do_not_run_together() -> None:
    page = "<html><main data-pagefind-body><dl><dt>Date</dt><dd>1 June</dd></dl><li><p>One.</p></li></main>"
    shown = indexable_html(page.encode(), "en")
    assert "Date: </dt>" in shown
    assert "1 June · </dd>" in shown
    assert "<p>One.</p></li>" in shown


def test_an_unchanged_site_is_not_indexed_again(
    files: dict[str, bytes], found: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = indexed(files, tmp_path)
    assert first.seconds is not None
    monkeypatch.setattr(search, "build_bundle", None)
    others = {"assets/new.css": b"", "en/report/index.html": b"<html>"}
    again = indexed({**files, **others}, tmp_path)
    assert again.seconds is None
    assert dict(again.files) == dict(first.files) == found


def test_what_nobody_looks_for_may_change(
    files: dict[str, bytes], found: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexed(files, tmp_path)
    monkeypatch.setattr(search, "build_bundle", None)
    changed = {path: files[path].replace(b"<footer", b"<footer hidden") for path in languages()}
    assert changed != {path: files[path] for path in languages()}
    assert dict(indexed({**files, **changed}, tmp_path).files) == found


def test_only_the_group_of_a_changed_page_is_indexed_again(
    files: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_groups, "PAGES_IN_ONE_GROUP", 3)
    indexed(files, tmp_path / "before")
    made: list[list[str]] = []

    def note_pages(pages: Iterable[tuple[str, str]], excluded: tuple[str, ...]) -> dict[str, bytes]:
        listed = list(pages)
        made.append([path for path, _ in listed])
        return pagefind.build_bundle(listed, excluded)

    monkeypatch.setattr(search, "build_bundle", note_pages)
    page = "en/about/index.html"
    changed = {**files, page: files[page].replace(b"</h1>", b" newly</h1>", 1)}
    again = dict(indexed(changed, tmp_path / "before").files)
    assert len(made) == 1
    assert page in made[0]
    assert again == dict(indexed(changed, tmp_path / "nothing").files)


def test_each_page_is_in_one_of_at_most_four_groups(
    files: dict[str, bytes], found: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_groups, "PAGES_IN_ONE_GROUP", 2)
    grouped = dict(indexed(files, tmp_path).files)
    entry = json.loads(grouped["pagefind/pagefind-entry.json"])
    assert {language["groups"] for language in entry["languages"].values()} == {4}
    assert {path.split("/")[1] for path in grouped if path.count("/") == 3} == {"2", "3", "4"}
    assert fragments(grouped).keys() == fragments(found).keys()
    assert [path for path in grouped if path.endswith(".js")] == [
        path for path in found if path.endswith(".js")
    ]
    assert all(is_fingerprinted(path) for path in grouped if path.endswith(("_fragment", "_index", "_meta")))


@pytest.mark.parametrize(("pages", "groups"), [(1, 1), (250, 1), (251, 2), (500, 2), (501, 4), (9000, 4)])
def test_many_pages_have_more_groups(pages: int, groups: int) -> None:
    made = group_pages({f"en/documents/{number}/index.html": "en" for number in range(pages)})
    assert [group.number for group in made] == list(range(1, groups + 1))
    assert sum(len(group.paths) for group in made) == pages


def test_a_damaged_memory_is_made_anew(
    files: dict[str, bytes], found: dict[str, bytes], tmp_path: Path
) -> None:
    indexed(files, tmp_path)
    with closing(sqlite3.connect(tmp_path / STORE_FILE)) as connection:
        changed = connection.execute("UPDATE entries SET value = substr(value, 1, 1000)").rowcount
        connection.commit()
    assert changed == 3, "two groups and what is indexed of each page"
    assert dict(indexed(files, tmp_path).files) == found


def test_a_memory_that_cannot_be_written_is_no_problem(
    files: dict[str, bytes], found: dict[str, bytes], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("a file stands in the way")
    assert dict(indexed(files, tmp_path / "file" / "below").files) == found


def test_only_the_last_few_are_remembered(
    files: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = "en/about/index.html"
    bundle = pagefind.build_bundle([(path, indexable_html(files[path], "en"))], ())
    monkeypatch.setattr(search, "build_bundle", lambda pages, excluded: bundle)
    for number in range(12):
        page = files[path].replace(b"<h1>", f"<h1>{number} ".encode())
        indexed({path: page}, tmp_path, {path: "en"})
    assert len(Store(tmp_path).list_keys("search")) == 9


def test_a_preview_shows_its_pages_first(files: dict[str, bytes], tmp_path: Path) -> None:
    pages = SearchedPages(SiteFiles(files), languages(), tmp_path)
    with closing(SearchIndexTask(pages, is_preview=True)) as task:
        assert dict(task.wait().files) == {}
    assert not any(tmp_path.iterdir())


def test_an_index_that_nobody_waits_for_is_given_up(files: dict[str, bytes], tmp_path: Path) -> None:
    task = SearchIndexTask(SearchedPages(SiteFiles(files), languages(), tmp_path))
    task.close()


def good_copy(folder: Path) -> Path:
    shutil.copytree(GOOD, folder)
    return folder


def test_without_pagefind_the_build_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise pagefind.PagefindError("Pagefind's program isn't installed")

    monkeypatch.setattr(pagefind, "find_program", nowhere)
    config = config_of(good_copy(tmp_path / "good"))
    with pytest.raises(ContentError, match=r"no-search-index.*search: false"):
        build_site(config)


def test_a_site_may_do_without(tmp_path: Path) -> None:
    site = build_site(config_of(good_copy(tmp_path / "good")).with_settings(search=False))
    assert not any(path.startswith("pagefind/") or "/search/" in path for path in site.files)
    assert not any(b"data-pagefind-body" in content for content in site.files.values())


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("import sys; sys.stdin.buffer.read(9)", "it gave no answer"),
        ("print('%s,', flush=True); input()", "Pagefind says: too much"),
        ("print('?', end=',', flush=True); input()", "Pagefind stopped"),
    ],
)
def test_a_service_that_fails_is_told(
    script: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = base64.b64encode(json.dumps({"payload": {"type": "Error", "message": "too much"}}).encode())
    program = tmp_path / "program"
    program.write_text(f"#!{sys.executable}\n{script.replace('%s', answer.decode())}\n")
    program.chmod(0o755)
    monkeypatch.setattr(pagefind, "find_program", lambda: program)
    pages = [(f"{number}.html", "<p>word" * 9999) for number in range(9)]
    with pytest.raises(pagefind.PagefindError, match=words):
        pagefind.build_bundle(pages, ())


def test_a_service_that_does_not_answer_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "program"
    program.write_text(f"#!{sys.executable}\nimport time; time.sleep(600)\n")
    program.chmod(0o755)
    monkeypatch.setattr(pagefind, "find_program", lambda: program)
    monkeypatch.setattr(pagefind, "_TIMEOUT", 0.2)
    with pytest.raises(pagefind.PagefindError, match="it gave no answer"):
        pagefind.build_bundle([("a.html", "<p>word" * 99999)], ())


def test_a_part_of_a_theme_is_not_searched() -> None:
    page = next(page for page in good_site().pages if page.kind == "theme")
    assert is_searched(page)
    assert not is_searched(replace(page, entity=f"{page.entity}:2"))
