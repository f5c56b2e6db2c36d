"""A language is added, and the dossier builds at once with the words of another one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dossier_timeline.checks.languages_and_slugs import find_untranslated
from dossier_timeline.content.file_editor import EditError, FileEditor
from dossier_timeline.content.list_editor import append_to_list
from dossier_timeline.content.reading import read_content_folder
from dossier_timeline.languages.lending import BEGIN, END
from dossier_timeline.model.lent_words import lend_missing_words
from dossier_timeline.output.render import render_site
from tests.conftest import Command
from tests.helpers.small_site import config_of, dossier_of, planned


@pytest.fixture
def added(command: Command, good: Path) -> Path:
    """The small site with Portuguese, in which neither words nor interface are there."""
    told = command("language", "add", "pt").stdout
    assert "The dossier is in nl, en, pt now, and builds." in told
    assert "wrote templates/locales/pt/LC_MESSAGES/messages.po" in told
    return good


def test_only_the_settings_change_and_a_release_waits(command: Command, added: Path) -> None:
    text = (added / "content/dossier.yml").read_text("utf-8")
    assert "languages: [nl, en, pt]\nunfinished_languages: [pt]\n" in text
    told = command("--release", "check", exit_code=1).stderr
    assert "error[not-translated]" in told
    assert "23 words have no translation into “pt” yet" in told


def test_words_of_a_draft_are_not_missing(command: Command, good: Path) -> None:
    file = good / "content/documents/plan-2019/document.yml"
    file.write_text("draft: true\n" + file.read_text("utf-8"), "utf-8")
    command("language", "add", "pt")
    reading = read_content_folder(good)
    dossier = reading.dossier
    assert dossier is not None
    assert "plan-2019" not in str({one.path for one in find_untranslated(dossier, reading.positions, "pt")})
    command("translate", "export", "--language", "pt", "--output", "pt.po")
    assert "plan-2019.title" not in (good / "pt.po").read_text("utf-8")


def test_pages_show_lent_words_with_their_language(added: Path) -> None:
    dossier = dossier_of(added)
    filled = lend_missing_words(dossier)
    assert lend_missing_words(filled).documents == filled.documents
    plan = next(one for one in filled.documents if one.id == "plan-2019")
    assert plan.title["pt"] == f"{BEGIN}nl\ufdd1Bruggenplan 2019{END}"
    assert plan.slug["pt"] == "bruggenplan-2019"  # part of an address is lent as it is
    assert plan.quotations[0].translation is not None
    unit = next(one for one in filled.units if one.id == "bridge")
    assert set(unit.name["pt"]) >= {"one", "other"}
    files = render_site(planned(dossier, config_of(added)), config_of(added))
    content = {
        path: files[path] for path in files if path.startswith("pt/") or path.endswith((".css", ".json"))
    }
    assert not any(mark.encode() in one for one in content.values() for mark in (BEGIN, END))
    pages = [one.decode() for path, one in content.items() if path.endswith("/bruggenplan-2019/index.html")]
    assert re.search(r'<h1[^>]*><span lang="nl" dir="ltr">Bruggenplan 2019</span>', pages[0])


def test_a_language_that_lacks_nothing_is_taken_away_from_the_list(command: Command, good: Path) -> None:
    file = good / "content/dossier.yml"
    text = file.read_text("utf-8")
    file.write_text(
        text.replace("languages: [nl, en]", "languages: [nl, en]\nunfinished_languages: [en]"), "utf-8"
    )
    assert "take “en” away from unfinished_languages" in command("check").stderr
    file.write_text(
        text.replace("languages: [nl, en]", "languages: [nl, en]\nunfinished_languages: [nl, fy]"), "utf-8"
    )
    told = command("check", exit_code=1).stderr
    assert "“nl” lends others its words" in told
    assert "the dossier has no language “fy”" in told


@pytest.mark.parametrize(
    ("code", "message"),
    [("en", "the dossier is in “en” already; it has nl, en"), ("xx", "“xx” is not a language whose dates")],
)
def test_a_language_that_can_not_be_added(command: Command, code: str, message: str) -> None:
    assert message in " ".join(command("language", "add", code, exit_code=2).output.split())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("languages: [nl]  # c\na: 1\n", "languages: [nl, fr]  # c\nmore: [fr]\na: 1\n"),
        (
            "languages:\n  - nl\n  - en # c\na: 1\n",
            "languages:\n  - nl\n  - en # c\n  - fr\nmore: [fr]\na: 1\n",
        ),
        ("languages: [nl]\nmore: []\n", "languages: [nl, fr]\nmore: [fr]\n"),
        ("languages: [nl]\r\n", "languages: [nl, fr]\r\nmore: [fr]\r\n"),
    ],
)
def test_a_list_gets_an_item(before: str, after: str) -> None:
    editor = FileEditor("x.yml", before.encode())
    append_to_list(editor, "languages", "fr")
    append_to_list(editor, "more", "fr", after="languages")
    assert editor.edited_bytes().decode() == after


def test_a_word_in_the_place_of_a_list_is_refused() -> None:
    with pytest.raises(EditError, match="write “languages” as a list"):
        append_to_list(FileEditor("x.yml", b"languages: nl\n"), "languages", "fr")
