"""Parsed files: an unchanged file gives what parsing it would, and a changed one is parsed."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from dossier_timeline.cache import parsed_files
from dossier_timeline.cache.parsed_files import ParsedFileCache
from dossier_timeline.cache.store import Store
from dossier_timeline.content import entries
from dossier_timeline.content import reading as content_reading
from dossier_timeline.content.reading import ContentReading, read_content_folder
from dossier_timeline.file_reading import file_digest
from dossier_timeline.model.documents import Document
from dossier_timeline.model.entry_digests import OWNED_FIELDS, EntryDigests
from dossier_timeline.model.uses import EntryMentions
from tests.cache.edited_project import EditedProject
from tests.helpers.files import GOOD, ROOT

PROGRAM = Path(parsed_files.__file__).parents[1]


def read_with_cache(
    root: Path, folder: Path, *, in_memory: bool = False, **other_digests: str
) -> ContentReading:
    """The content of a project, read as a build does; the next one reads from the store."""
    return read_and_digest(root, folder, in_memory=in_memory, **other_digests)[0]


def read_and_digest(
    root: Path, folder: Path, *, in_memory: bool = False, **other_digests: str
) -> tuple[ContentReading, str]:
    """The same, with the digest of all content but the words of texts."""
    if not in_memory:
        parsed_files._in_memory.clear()
    files = (*(root / "content").rglob("*"), PROGRAM / "model" / "facts.py")
    digests = {str(file): file_digest(file, 1 << 30) for file in files if file.is_file()}
    digests |= {str(PROGRAM / f"{name}.py"): digest for name, digest in other_digests.items()}
    with closing(Store(folder)) as store:
        cache = ParsedFileCache(store, root, "content", digests)
        reading = read_content_folder(root, parsed_before=cache)
        cache.save()
        return reading, cache.content_key


def test_all_but_the_words_of_texts_has_a_digest(tmp_path: Path) -> None:
    project = EditedProject.copy(tmp_path)
    keys = [read_and_digest(project.root, tmp_path / "store")[1]]
    for text in ("content/documents/plan-2019/en.md", "content/pages/about/nl.md"):
        file = project.root / text
        file.write_text(file.read_text("utf-8") + "\nMore words.\n", "utf-8")
        keys.append(read_and_digest(project.root, tmp_path / "store")[1])
    assert len({*keys}) == 1, "whichever texts are parsed anew"
    for edit in ("the name of a term", "a reference to something else"):
        project.toggle(edit)
        keys.append(read_and_digest(project.root, tmp_path / "store")[1])
    assert len({*keys}) == 3


@pytest.fixture
def parsed_paths(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the files that are parsed."""
    paths: list[str] = []
    parse = entries.parse_content_file

    def note_and_parse(*given: Any) -> entries.ParsedFile:
        paths.append(given[3])
        return parse(*given)

    monkeypatch.setattr(content_reading, "parse_content_file", note_and_parse)
    return paths


@pytest.mark.parametrize("root", [GOOD, ROOT, ROOT / "tests/sites/three"], ids=["good", "real", "three"])
@pytest.mark.parametrize("in_memory", [False, True])
def test_what_was_parsed_is_the_same(
    root: Path, in_memory: bool, tmp_path: Path, parsed_paths: list[str]
) -> None:
    wanted = read_content_folder(root)
    assert wanted.dossier is not None
    first = read_with_cache(root, tmp_path)
    parsed_paths.clear()
    found = read_with_cache(root, tmp_path, in_memory=in_memory)
    assert parsed_paths == []
    for one in (first, found):
        assert one.dossier == wanted.dossier
        assert repr(one.dossier) == repr(wanted.dossier)
        assert one.problems == wanted.problems
    assert found.dossier is not None
    assert found.dossier.by_id.keys() == wanted.dossier.by_id.keys()
    _compare_digests(found)
    for name in wanted.dossier.by_id:
        assert found.positions.all_of(name) == wanted.positions.all_of(name), name


def _compare_digests(reading: ContentReading) -> None:
    """The digests and mentions that were kept are those of the values."""
    assert reading.dossier is not None
    digests, mentions = EntryDigests(), EntryMentions()
    for entry in reading.dossier.entries():
        for field in ("", *OWNED_FIELDS) if isinstance(entry, Document) else ("",):
            assert reading.digests.of_part(entry, field) == digests.of_part(entry, field), (entry.id, field)
        assert dict(reading.mentions.find(entry)) == dict(mentions.find(entry)), entry.id


def test_only_a_changed_file_is_parsed(tmp_path: Path, parsed_paths: list[str]) -> None:
    project = EditedProject.copy(tmp_path)
    read_with_cache(project.root, tmp_path / "cache")
    parsed_paths.clear()
    for name, path in (("a value", "documents/plan-2019/document.yml"), ("the name of a term", "terms.yml")):
        project.toggle(name)
        assert read_with_cache(project.root, tmp_path / "cache").dossier == (
            read_content_folder(project.root).dossier
        )
        assert parsed_paths[0] == f"content/{path}"
        assert len(parsed_paths) == 1 + len(list(_content_files(project.root))), "and all without the cache"
        parsed_paths.clear()


def _content_files(root: Path) -> list[Path]:
    content = root / "content"
    return [*content.rglob("*.yml"), *content.rglob("*.md"), *content.glob("translations.json")]


def test_a_file_with_a_mistake_is_parsed_each_time(tmp_path: Path, parsed_paths: list[str]) -> None:
    project = EditedProject.copy(tmp_path)
    project.toggle("an unknown key")
    for _ in range(2):
        parsed_paths.clear()
        found = read_with_cache(project.root, tmp_path / "cache")
        assert "content/documents/plan-2019/document.yml" in parsed_paths
        assert found.problems == read_content_folder(project.root).problems != ()


def test_a_file_that_is_missing_is_forgotten(tmp_path: Path) -> None:
    project = EditedProject.copy(tmp_path)
    read_with_cache(project.root, tmp_path / "cache")
    (project.root / "content/terms.yml").unlink()
    read_with_cache(project.root, tmp_path / "cache")
    with closing(Store(tmp_path / "cache")) as store:
        keys = store.list_keys("content", parsed_files._describe_program(_program_digests()))
    assert "content/actors.yml" in keys
    assert "content/terms.yml" not in keys


def _program_digests() -> dict[str, str]:
    file = PROGRAM / "model" / "facts.py"
    return {str(file): file_digest(file, 1 << 30)}


def test_another_version_of_the_program_parses_everything(tmp_path: Path, parsed_paths: list[str]) -> None:
    """Any module of it may read values in another way, or write them in another order."""
    read_with_cache(GOOD, tmp_path)
    for digest in ("one", "other"):
        parsed_paths.clear()
        read_with_cache(GOOD, tmp_path, checking=digest)
        assert len(parsed_paths) == len(_content_files(GOOD))
    parsed_paths.clear()
    read_with_cache(GOOD, tmp_path, checking="other")
    assert parsed_paths == []


def test_a_file_at_another_path_is_another(tmp_path: Path) -> None:
    """The same bytes may say another thing elsewhere: the folder is the id of a document."""
    project = EditedProject.copy(tmp_path)
    read_with_cache(project.root, tmp_path / "cache")
    folder = project.root / "content/documents/plan-2019"
    folder.rename(folder.with_name("plan-2020"))
    found = read_with_cache(project.root, tmp_path / "cache")
    assert found.problems == read_content_folder(project.root).problems != ()
