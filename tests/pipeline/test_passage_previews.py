"""A preview shows the words of each passage in its note; what readers get never has them."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from dossier_timeline.cache.store import CACHE_FOLDER
from tests.cache.edited_project import EditedProject
from tests.helpers.files import GOOD, files_below
from tests.helpers.html import select, text_of
from tests.helpers.small_site import dossier_of

PLAN = "en/documents/bridge-plan-2019/index.html"
_GZIP = b"\x1f\x8b"
"""How the pieces of a search index begin."""
_SHORTEST = 60
"""Signs of a line of a source text that no quotation or value can be."""


def _list_source_lines() -> list[str]:
    """The lines of the source texts that are too long to be quoted."""
    texts = [file.read_text("utf-8") for file in sorted((GOOD / "sources").iterdir())]
    return [line for text in texts for line in text.splitlines() if len(line) >= _SHORTEST]


def _find_leaks(folder: Path) -> Iterator[str]:
    """Name the files below a folder in which a line of a source text stands."""
    lines = [line.encode() for line in _list_source_lines()]
    for path, content in files_below(folder).items():
        plain = gzip.decompress(content) if content.startswith(_GZIP) else content
        if any(line in plain for line in lines):
            yield path


@pytest.fixture
def project(tmp_path: Path) -> EditedProject:
    return EditedProject.copy(tmp_path)


def test_each_note_of_a_preview_has_the_words_of_its_passage(project: EditedProject) -> None:
    files, _ = project.build(project.config("preview", is_preview=True))
    assert files is not None
    notes = select(files[PLAN].decode(), ".notes > li")
    shown = [select(note, "blockquote[lang='nl'][dir='ltr']") for note in notes]
    with_passage = {fact.id for fact in dossier_of(GOOD).all_facts() if fact.passage}
    assert {note.get("id") for note, one in zip(notes, shown, strict=True) if one} == {
        note.get("id") for note in notes if note.get("id") in with_passage
    }
    text = "".join(file.read_text("utf-8") for file in (GOOD / "sources").iterdir())
    words = [word for one in shown if one for word in text_of(one[0]).split()]
    assert words
    assert {word for word in words if word not in text} <= {"|"}
    assert list(_find_leaks(project.root / "preview")), "a preview has whole lines of the source texts"


def test_nothing_of_a_source_text_is_in_a_build(project: EditedProject) -> None:
    """The texts are at hand, and a preview stood in the same folder before, with the same cache."""
    preview = project.config("site", is_preview=True)
    project.with_search = True
    for config in (preview, project.config(), preview, project.config()):
        built = project.build(config)
        assert built == project.build_from_nothing(config)
    assert len(_list_source_lines()) > 3
    assert list(_find_leaks(project.root / "site")) == []
    assert list(_find_leaks(project.root / CACHE_FOLDER)) == []


def test_a_source_text_that_changes_is_seen_in_a_preview(project: EditedProject) -> None:
    preview = project.config("preview", is_preview=True)
    project.build(preview)
    file = project.root / "sources/plan-2019.nl.txt"
    file.write_text(file.read_text("utf-8").replace("\n\n", "\n\nEen nieuwe alinea.\n\n", 1), "utf-8")
    (project.root / "content/verification.json").unlink()
    assert project.build(preview) == project.build_from_nothing(preview)
    file.unlink()
    assert project.build(preview) == project.build_from_nothing(preview)
