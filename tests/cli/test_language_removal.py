"""A language is taken out of a dossier: all of it or nothing, and nothing that can't be brought back."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from dossier_timeline.content.change_set import ChangeError, ChangeSet, apply_changes
from dossier_timeline.content.file_editor import FileEditor
from dossier_timeline.content.list_editor import remove_from_list
from dossier_timeline.content.published_addresses import PublishedAddress, dump_addresses
from dossier_timeline.content.words_editor import remove_column
from tests.conftest import Command
from tests.helpers.files import ROOT


def _commit(root: Path) -> None:
    name = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for words in (("init", "-q"), ("add", "-A"), (*name, "commit", "-q", "--allow-empty", "-m", "x")):
        subprocess.run(["git", "-C", str(root), *words], check=True)


def _content(root: Path) -> dict[str, bytes]:
    files = (one for one in root.rglob("*") if one.is_file() and ".git" not in one.parts)
    return {one.relative_to(root).as_posix(): one.read_bytes() for one in files if ".cache" not in one.parts}


def test_what_was_added_is_removed_to_the_byte(command: Command, good: Path) -> None:
    _commit(good)
    before = _content(good)
    command("language", "add", "pt")
    _commit(good)
    told = command("language", "remove", "pt", "--yes").stdout
    assert "removed templates/locales/pt/LC_MESSAGES/messages.po" in told
    assert _content(good) == before
    assert not (good / "templates/locales/pt").exists()


def test_every_word_of_a_language_goes_and_no_other(command: Command, good: Path) -> None:
    addresses = (
        PublishedAddress("/en/plan/"),
        PublishedAddress("/embed/en/plan/"),
        PublishedAddress("/charts/a.en.svg"),
        PublishedAddress("/nl/end/", "moved", "/en/plan/#top"),
        PublishedAddress("/nl/en/"),
        PublishedAddress("en", is_id=True),
    )
    (good / "published-addresses.txt").write_text(dump_addresses(addresses), "utf-8")
    _commit(good)
    told = command("language", "remove", "en", "--yes").stdout
    assert "content/documents/plan-2019/en.md: the whole file" in told
    assert "published-addresses.txt: 4 addresses in “en” are gone" in told
    assert list(good.rglob("en.md")) == []
    assert "en:" not in (good / "content/units.yml").read_text("utf-8")
    lines = (good / "published-addresses.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#") and line] == [
        "/charts/a.en.svg gone",
        "/embed/en/plan/ gone",
        "/en/plan/ gone",
        "/nl/en/",
        "/nl/end/ gone",
        "id en",
    ]
    (good / "published-addresses.txt").unlink()
    command("check")


def test_the_real_dossier_stays_verified_without_a_language(command: Command, good: Path) -> None:
    """With rows, folded words, cells, waivers and quotations that are translated."""
    shutil.rmtree(good / "content")
    shutil.copytree(ROOT / "content", good / "content")
    config = good / "mkdocs.yml"
    config.write_text(re.sub(" +sources: .*\n", "", config.read_text("utf-8")), "utf-8")
    _commit(good)
    before = _content(good)
    command("language", "remove", "en", "--yes")
    after = _content(good)
    assert after["content/verification.json"] == before["content/verification.json"]
    assert {name for name in before if name not in after and not name.endswith("/en.md")} == set()
    assert "files and the search index would be published" in command("check").output


def test_nothing_goes_without_an_answer(command: Command, good: Path) -> None:
    _commit(good)
    before = _content(good)
    told = command("language", "remove", "en", exit_code=1)
    assert "content/units.yml: " in told.stdout
    assert "git has all these files as they are now" in told.stdout
    assert "nothing was changed; --yes removes it without asking" in told.stderr
    assert _content(good) == before


def test_what_git_does_not_have_goes_into_an_archive(command: Command, good: Path, tmp_path: Path) -> None:
    _commit(good)
    text = good / "content/pages/about/en.md"
    text.write_text(text.read_text("utf-8") + "\nMore.\n", "utf-8")
    before = _content(good)
    told = command("language", "remove", "en", "--yes", exit_code=1).stderr
    assert "git doesn't have content/pages/about/en.md as it is now, so nothing was changed" in told
    assert _content(good) == before
    archive = tmp_path / "before.zip"
    command("language", "remove", "en", "--yes", "--backup", str(archive))
    with zipfile.ZipFile(archive) as packed:
        assert packed.read("content/pages/about/en.md") == before["content/pages/about/en.md"]
        for path in packed.namelist():
            (good / path).parent.mkdir(parents=True, exist_ok=True)
            (good / path).write_bytes(packed.read(path))
    assert _content(good) == before
    told = command("language", "remove", "en", "--yes", "--backup", str(archive), exit_code=2).stderr
    assert "is there already" in told


def test_a_language_that_can_not_be_removed(command: Command, good: Path) -> None:
    told = command("language", "remove", "fr", exit_code=2).stderr
    assert "nothing is in “fr”; the dossier has nl, en" in told
    text = good / "content/pages/about/nl.md"
    text.write_text(text.read_text("utf-8") + "\nOok in het [Engels](en.md).\n", "utf-8")
    told = " ".join(command("language", "remove", "en", "--yes", exit_code=1).stderr.split())
    assert "this links to content/pages/about/en.md, which would go; link to another" in told
    settings = good / "content/dossier.yml"
    settings.write_text(settings.read_text("utf-8").replace("[nl, en]", "[nl]"), "utf-8")
    assert "is the only language" in command("language", "remove", "nl", exit_code=2).stderr


def test_a_title_that_only_one_language_has_stops_it(command: Command, good: Path) -> None:
    settings = good / "content/dossier.yml"
    text = settings.read_text("utf-8").replace("languages: [nl, en]", "languages: [en, nl]")
    settings.write_text(
        text.replace("languages: [en, nl]", "languages: [en, nl]\nunfinished_languages: [nl]")
    )
    themes = good / "content/themes.yml"
    themes.write_text(themes.read_text("utf-8").replace("{nl: ", "{").replace("{Bruggen, ", "{"), "utf-8")
    _commit(good)
    before = _content(good)
    told = command("language", "remove", "en", "--yes", exit_code=1).stderr
    assert "nothing was changed" in told
    assert _content(good) == before


def test_words_of_a_language_that_was_taken_off_the_list_are_told_together(
    command: Command, good: Path
) -> None:
    settings = good / "content/dossier.yml"
    settings.write_text(settings.read_text("utf-8").replace("[nl, en]", "[nl]"), "utf-8")
    told = command("check", exit_code=1).stderr
    assert told.count("error[unknown-language]") == 1
    assert "the dossier has no language “en”, and " in told
    assert "`dossier-timeline language remove en`" in told
    _commit(good)
    command("language", "remove", "en", "--yes")
    command("check")


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        ("a:\n  nl: x\n  en: >-\n    y\n    z\n\nb: 1\n", ("a", "en"), "a:\n  nl: x\n\nb: 1\n"),
        ("a:\n  en: |\n    y\n  nl: x\n", ("a", "en"), "a:\n  nl: x\n"),
        ("a:\n- en: |\n    y\n  nl: x\n- c: 1\n", ("a", 0, "en"), "a:\n- nl: x\n- c: 1\n"),
        ("a: {en: y, nl: x}\n", ("a", "en"), "a: {nl: x}\n"),
        ("a: {nl: x,\n    en: y}\n", ("a", "en"), "a: {nl: x}\n"),
        ("a: 1\nb:\n  en: >-\n    y\nc: 2\n", ("b",), "a: 1\nc: 2\n"),
        ("a:\r\n  nl: x\r\n  en: y\r\nb: 1\r\n", ("a", "en"), "a:\r\n  nl: x\r\nb: 1\r\n"),
    ],
)
def test_a_key_goes_with_its_value(before: str, path: tuple[str | int, ...], after: str) -> None:
    editor = FileEditor("x.yml", before.encode())
    editor.remove_key(path)
    assert editor.edited_bytes().decode() == after


def test_a_column_goes_with_its_cells() -> None:
    rows = "facts:\n  - [id, label.nl, label.en, note.en]\n  - [a, x, y, z]\n  - [b, x]\n  - id: c\n"
    editor = FileEditor("document.yml", rows.encode())
    remove_column(editor, "label.en")
    remove_column(editor, "note.en")
    expected = "facts:\n  - [id, label.nl]\n  - [a, x]\n  - [b, x]\n  - id: c\n"
    assert editor.edited_bytes().decode() == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x: [nl, en]\n", "x: [nl]\n"),
        ("x: [en, nl]\n", "x: [nl]\n"),
        ("x:\n  - nl\n  - en # c\na: 1\n", "x:\n  - nl\na: 1\n"),
        ("x: [en]\na: 1\n", "a: 1\n"),
        ("x: [fr]\n", "x: [fr]\n"),
    ],
)
def test_an_item_goes_from_a_list(before: str, after: str) -> None:
    editor = FileEditor("x.yml", before.encode())
    remove_from_list(editor, "x", "en")
    assert editor.edited_bytes().decode() == after


def test_a_removal_that_fails_is_taken_back(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/x").write_text("1")
    with pytest.raises(ChangeError):
        apply_changes(tmp_path, ChangeSet({"y": b"2"}, removals=("a/b/x", "a/b/none")))
    assert {one.name for one in tmp_path.rglob("*")} == {"a", "b", "x"}
    apply_changes(tmp_path, ChangeSet({}, removals=("a/b/x",)))
    assert list(tmp_path.iterdir()) == []
