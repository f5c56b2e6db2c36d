"""The sites that are called equal have as many pages as ours, and the same files for each document."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from dossier_timeline.output.render import render_site
from dossier_timeline.site.page_parts import is_page_part
from dossier_timeline.site.searched_pages import CHOICE_KIND, MISSING_KIND
from tests.bench.corpus import LANGUAGES, Corpus, invent_corpus
from tests.bench.generators import HUGO_EQUAL, MKDOCS_EQUAL, WorkingSite, list_generators
from tests.bench.synthetic import write_dossier
from tests.helpers.small_site import config_of, dossier_of, planned

GENERATORS = {one.name: one for one in list_generators()}


def document_files(paths: Iterable[str]) -> Counter[tuple[str, str]]:
    """How many files of each suffix there are of each document."""
    named = ((re.search(r"paper-\d+", path), path) for path in paths)
    return Counter((found[0], Path(path).suffix) for found, path in named if found)


@pytest.mark.process
def test_equal_hugo_makes_the_same_files_of_each_document(tmp_path: Path) -> None:
    write_dossier(tmp_path / "ours", 4)
    config = config_of(tmp_path / "ours", search=False)
    ours = render_site(planned(dossier_of(tmp_path / "ours"), config), config)
    hugo = WorkingSite(GENERATORS[HUGO_EQUAL], tmp_path / "hugo")
    hugo.write(invent_corpus(4))
    subprocess.run(hugo.generator.build, cwd=hugo.folder, check=True)
    made = (file.relative_to(hugo.output).as_posix() for file in hugo.output_files())
    assert document_files(made) == document_files(ours)


@pytest.mark.parametrize("documents", [4, 90])
def test_equal_sites_have_as_many_pages(documents: int, tmp_path: Path) -> None:
    write_dossier(tmp_path, documents)
    plan = planned(dossier_of(tmp_path), config_of(tmp_path, search=False))
    # Their lists, figures and registers are whole: the same entries on fewer pages.
    left_out = (CHOICE_KIND, MISSING_KIND)
    pages = [page for page in plan.pages if page.kind not in left_out and not is_page_part(page)]
    corpus = invent_corpus(documents)
    # The list of documents has no file of its own, and what holds timelines of one facet is no page.
    assert count_texts(HUGO_EQUAL, corpus, r"(who|theme)/_index") + len(LANGUAGES) == len(pages)
    assert count_texts(MKDOCS_EQUAL, corpus, "no such") == len(pages)


def count_texts(generator: str, corpus: Corpus, left_out: str) -> int:
    """How many texts a generator makes pages of."""
    paths = (path for path, _ in GENERATORS[generator].make_files(corpus))
    return sum(path.endswith(".md") and not re.search(left_out, path) for path in paths)
