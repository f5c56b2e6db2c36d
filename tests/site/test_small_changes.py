"""A document that is added, or called otherwise, changes few files of a large site."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from dossier_timeline.output.render import render_site
from dossier_timeline.output.searchable_text import indexable_html
from tests.bench.synthetic import write_dossier
from tests.helpers.sampling import sample
from tests.helpers.small_site import config_of, dossier_of, planned

COUNT = 90
"""So many documents that the timeline and the report have parts."""


def files_of(root: Path) -> Mapping[str, bytes]:
    config = config_of(root, search=True)
    return render_site(planned(dossier_of(root), config), config)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("changes") / "dossier"
    write_dossier(folder, COUNT)
    return folder


@pytest.fixture(scope="module")
def before(root: Path) -> Mapping[str, bytes]:
    return files_of(root)


def add_document(root: Path, date: str) -> None:
    """Add a document without events of its own, like one that is there."""
    source, folder = root / "content/documents/paper-7", root / "content/documents/added"
    folder.mkdir()
    document = json.loads((source / "document.yml").read_text("utf-8").replace("paper-7", "added"))
    document |= {"date": date, "events": [], "themes": [], "from": []}
    (folder / "document.yml").write_text(json.dumps(document), "utf-8")


def differing_pages(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> set[str]:
    """The pages that were there and are others now."""
    return {path for path in before.keys() & after.keys() if before[path] != after[path]} & {
        path for path in before if path.endswith(".html")
    }


@pytest.mark.parametrize("date", sample(["2005-06-15", "1990-01-01", "2021-05-05"]))
def test_an_added_document_changes_no_page_of_another_document(
    root: Path, before: Mapping[str, bytes], date: str
) -> None:
    try:
        add_document(root, date)
        after = files_of(root)
    finally:
        for file in (root / "content/documents/added").iterdir():
            file.unlink()
        (root / "content/documents/added").rmdir()
    assert before.keys() - {path for path in before if path.startswith("assets/")} <= after.keys()
    changed = differing_pages(before, after)
    assert not {path for path in changed if "/documents/paper" in path or "/documenten/paper" in path}
    for folder, most in (("en/report/", 2), ("en/timeline/", 2), ("nl/rapport/", 2), ("nl/tijdlijn/", 2)):
        assert len({path for path in changed if path.startswith(folder)}) <= most, folder
    searched = {path for path in changed if b" data-pagefind-body " in after[path]}
    assert searched
    assert all(indexable_html(before[path], "") == indexable_html(after[path], "") for path in searched)


def test_a_title_changes_only_the_pages_that_show_it(root: Path, before: Mapping[str, bytes]) -> None:
    file = root / "content/documents/paper-7/document.yml"
    text = file.read_text("utf-8")
    try:
        file.write_text(text.replace("Paper number-7", "Paper seven"), "utf-8")
        after = files_of(root)
    finally:
        file.write_text(text, "utf-8")
    changed = differing_pages(before, after)
    assert changed
    assert {path for path in changed if b"Paper seven" not in after[path]} == set()
