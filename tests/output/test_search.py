"""The search index: what goes in, that it's the same every time, and that it's remembered."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from dossier_timeline.diagnostics.diagnostic import ContentError
from dossier_timeline.output import pagefind, search
from dossier_timeline.output.search import build_search_index, indexable_html
from dossier_timeline.pipeline import build_site
from dossier_timeline.site.plan import is_searched
from tests.helpers.files import GOOD
from tests.helpers.small_site import config_of, good_files, good_site


def languages() -> dict[str, str]:
    """The language of each page of it that is searched, by path."""
    return {page.path: page.language for page in good_site().pages if is_searched(page)}


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """The small good site, rendered."""
    return dict(good_files())


@pytest.fixture(scope="module")
def found(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Its search index."""
    return dict(
        build_search_index(
            files, languages(), tmp_path_factory.mktemp("cache"), settings_file="mkdocs.yml"
        ).files
    )


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
    assert dict(build_search_index(turned, languages(), tmp_path, settings_file="mkdocs.yml").files) == found


def test_what_only_says_what_others_say_is_not_in_it(
    files: dict[str, bytes], found: dict[str, bytes]
) -> None:
    pages = fragments(found)
    assert pages
    for path in ("en/index.html", "en/report/index.html", "en/404.html", "en/search/index.html"):
        assert path in files
        assert f"/{path.removesuffix('index.html')}" not in pages
    documents = [page for page in pages.values() if page["meta"].get("kind") == "document"]
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


def test_rows_and_lists_do_not_run_together() -> None:
    page = "<html><main data-pagefind-body><dl><dt>Date</dt><dd>1 June</dd></dl><li><p>One.</p></li></main>"
    shown = indexable_html(page.encode(), "en")
    assert "Date: </dt>" in shown
    assert "1 June · </dd>" in shown
    assert "<p>One.</p></li>" in shown


def test_an_unchanged_site_is_not_indexed_again(
    files: dict[str, bytes], found: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = build_search_index(files, languages(), tmp_path, settings_file="mkdocs.yml")
    assert first.seconds is not None
    monkeypatch.setattr(search, "build_bundle", None)
    again = build_search_index(
        {**files, "assets/new.css": b"", "en/report/index.html": b"<html>"},
        languages(),
        tmp_path,
        settings_file="mkdocs.yml",
    )
    assert again.seconds is None
    assert dict(again.files) == dict(first.files) == found


def test_a_damaged_memory_is_made_anew(
    files: dict[str, bytes], found: dict[str, bytes], tmp_path: Path
) -> None:
    build_search_index(files, languages(), tmp_path, settings_file="mkdocs.yml")
    (kept,) = (tmp_path / "search").iterdir()
    kept.write_bytes(kept.read_bytes()[:1000])
    assert dict(build_search_index(files, languages(), tmp_path, settings_file="mkdocs.yml").files) == found


def test_a_memory_that_cannot_be_written_is_no_problem(
    files: dict[str, bytes], found: dict[str, bytes], tmp_path: Path
) -> None:
    (tmp_path / "search").write_text("a file stands in the way")
    assert dict(build_search_index(files, languages(), tmp_path, settings_file="mkdocs.yml").files) == found


def test_only_the_last_few_are_remembered(
    files: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "build_bundle", lambda pages, excluded: {"a": str(len(pages)).encode()})
    page = files["en/about/index.html"]
    for number in range(7):
        build_search_index(
            {"en/about/index.html": page.replace(b"<h1>", f"<h1>{number} ".encode())},
            {"en/about/index.html": "en"},
            tmp_path,
            settings_file="mkdocs.yml",
        )
    assert len(list((tmp_path / "search").iterdir())) == 4


def test_a_large_site_is_not_indexed_anew_while_serving(
    files: dict[str, bytes], found: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "MAX_PAGES_WHILE_SERVING", 3)
    assert (
        build_search_index(files, languages(), tmp_path, serving=True, settings_file="mkdocs.yml").files == {}
    )
    build_search_index(files, languages(), tmp_path, settings_file="mkdocs.yml")
    assert (
        dict(build_search_index(files, languages(), tmp_path, serving=True, settings_file="mkdocs.yml").files)
        == found
    )


def good_copy(folder: Path) -> Path:
    shutil.copytree(GOOD, folder)
    return folder


def test_without_pagefind_the_build_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise pagefind.PagefindError("Pagefind's program isn't installed")

    monkeypatch.setattr(pagefind, "_find_program", nowhere)
    config = config_of(good_copy(tmp_path / "good"))
    with pytest.raises(ContentError, match=r"no-search-index.*search: false"):
        build_site(config)


def test_a_site_may_do_without(tmp_path: Path) -> None:
    site = build_site(config_of(good_copy(tmp_path / "good")).with_settings(search=False))
    assert not any(path.startswith("pagefind/") or "/search/" in path for path in site.files)
    assert not any(b"data-pagefind-body" in content for content in site.files.values())
