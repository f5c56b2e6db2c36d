"""All generators get the same dossier, and every edit reaches all of them."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.bench.__main__ import choose_edits
from tests.bench.corpus import LANGUAGES, Corpus, invent_corpus
from tests.bench.edits import FROM_NOTHING, NEW_DOCUMENT, REMOVED_DOCUMENT, Edit, list_edits
from tests.bench.generators import HUGO_EQUAL, MKDOCS_EQUAL, Generator, list_generators
from tests.bench.own_dossier import DossierFiles, list_own_edits, read_own_dossier
from tests.bench.page_parts import list_timelines, split_report

CORPUS = invent_corpus(5)
GENERATORS = {one.name: one for one in list_generators()}
EDITS = {one.name: one for one in list_edits()}

every_generator = pytest.mark.parametrize("generator", GENERATORS.values(), ids=GENERATORS.keys())
every_edit = pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())


def files_of(generator: Generator[Corpus], corpus: Corpus) -> dict[str, str]:
    """The files of a generator's site."""
    return dict(generator.make_files(corpus))


def texts_of(generator: Generator[Corpus], corpus: Corpus) -> Counter[str]:
    """How many texts of each document there are, by its id."""
    paths = (path for path in files_of(generator, corpus) if path.endswith(".md"))
    return Counter(found[0] for path in paths if (found := re.search(r"paper-\d+", path)))


@every_generator
def test_every_generator_has_each_document_in_each_language(generator: Generator[Corpus]) -> None:
    expected = {paper.id: len(LANGUAGES) for paper in CORPUS.papers}
    assert texts_of(generator, CORPUS) == expected


@every_generator
def test_every_generator_has_all_values_days_and_names(generator: Generator[Corpus]) -> None:
    everything = "\n".join(files_of(generator, CORPUS).values())
    for paper in CORPUS.papers:
        assert all(str(fact.value) in everything for fact in paper.facts)
        assert all(day in everything for day in (paper.day, *paper.events))
    names = [thing.name[code] for thing in (*CORPUS.themes, *CORPUS.actors) for code in LANGUAGES]
    assert all(name in everything for name in names)


@pytest.mark.parametrize("name", [HUGO_EQUAL, MKDOCS_EQUAL])
def test_a_long_report_and_long_timelines_have_parts(name: str) -> None:
    corpus = invent_corpus(120)
    texts = [path for path in files_of(GENERATORS[name], corpus) if path.endswith(".md")]
    parts, timelines = split_report(corpus), list(list_timelines(corpus))
    assert len(parts) > 1
    assert sum("/report" in path for path in texts) == len(LANGUAGES) * (len(parts) + 1)
    pages = [path for timeline in timelines for path, _ in timeline.pages]
    assert len(pages) > len(timelines), "one at least has parts"
    found = [path for path in texts if "/timeline" in path and not re.search("(who|theme)/_", path)]
    assert len(found) == len(LANGUAGES) * len(pages)


def test_the_same_size_gives_the_same_dossier() -> None:
    assert invent_corpus(5) == CORPUS
    assert invent_corpus(6).papers[0] != invent_corpus(6).papers[1]


@every_generator
@every_edit
def test_an_edit_changes_the_files_of_every_generator(
    generator: Generator[Corpus], edit: Edit[Corpus]
) -> None:
    corpus = EDITS[NEW_DOCUMENT].change(CORPUS, 1) if edit.name == REMOVED_DOCUMENT else CORPUS
    before, after = files_of(generator, corpus), files_of(generator, edit.change(corpus, 7))
    changed = [path for path in before.keys() | after.keys() if before.get(path) != after.get(path)]
    is_kept = edit.change(corpus, 7) == corpus
    assert bool(changed) is not is_kept


def test_a_document_is_added_before_one_is_removed() -> None:
    chosen = choose_edits(list_edits(), [REMOVED_DOCUMENT])
    assert [one.name for one in chosen] == [FROM_NOTHING, NEW_DOCUMENT, REMOVED_DOCUMENT]
    assert [one.name for one in choose_edits(list_edits(), [])] == list(EDITS)


@every_generator
def test_a_document_that_is_removed_leaves_no_trace(generator: Generator[Corpus]) -> None:
    more = EDITS[NEW_DOCUMENT].change(CORPUS, 1)
    assert len(texts_of(generator, more)) == len(CORPUS.papers) + 1
    less = EDITS[REMOVED_DOCUMENT].change(more, 2)
    assert files_of(generator, less) == files_of(generator, CORPUS)


@pytest.mark.parametrize("edit", list_own_edits(), ids=lambda edit: edit.name)
def test_this_repositorys_dossier_has_the_words_that_are_edited(edit: Edit[DossierFiles]) -> None:
    files = read_own_dossier()
    once = edit.change(files, 3)
    again = edit.change(once, 4)
    assert (once == files) is (again == files)
    changed = [path for path in files if again[path] != files[path]]
    assert len(changed) <= 1
    assert not edit.shown(4) or again != once
