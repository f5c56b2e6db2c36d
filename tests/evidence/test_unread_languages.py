"""Documents in languages of which the words around values aren't known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from dossier_timeline.__main__ import cli

pytestmark = pytest.mark.process

PLAN = "content/documents/plan-2019/document.yml"


def _told(folder: Path, monkeypatch: pytest.MonkeyPatch, *words: str) -> list[dict[str, object]]:
    """What a command tells of words around values."""
    monkeypatch.chdir(folder)
    done = CliRunner().invoke(cli, [*words, "--format", "json"])
    problems = json.loads(done.stdout)["problems"]
    return [one for one in problems if one["code"] == "no-evidence-words"]


def _in_language(folder: Path, code: str) -> int:
    """Write the language of a document; the line on which it stands."""
    file = folder / PLAN
    lines = file.read_text("utf-8").splitlines(keepends=True)
    number = next(at for at, line in enumerate(lines) if line.startswith("language:"))
    lines[number] = f"language: {code}\n"
    text = "".join(lines)
    if code != "nl":
        text = text.replace("translation: {en:", "translation: {nl: in juni, en:")
    file.write_text(text, "utf-8")
    return number + 1


def _write_own_words(folder: Path, code: str, words: str) -> None:
    """Write the dossier's own words by which texts in a language are read."""
    file = folder / f"templates/locales/{code}/evidence.yml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(words, "utf-8")


@pytest.mark.parametrize(
    ("code", "file"),
    [
        ("sv", "sv"),
        ("ro-MD", "ro_MD"),
        ("cs", "cs"),
        ("pl", "pl"),
        ("pt-BR", "pt_BR"),
        ("nl", ""),
        ("de", ""),
        ("de-AT", ""),
        ("fr-BE", ""),
    ],
)
def test_a_language_without_words_around_values(
    good: Path, monkeypatch: pytest.MonkeyPatch, code: str, file: str
) -> None:
    line = _in_language(good, code)
    told = _told(good, monkeypatch, "check")
    if not file:
        assert told == []
        return
    (problem,) = told
    assert (problem["path"], problem["line"], problem["level"]) == (PLAN, line, "warning")
    assert f"templates/locales/{file}/evidence.yml" in str(problem["hint"])
    verified = _told(good, monkeypatch, "verify", "--sources", "sources")
    assert [one["line"] for one in verified] == [line]


def test_a_release_waits_for_the_words(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _in_language(good, "sv")
    (problem,) = _told(good, monkeypatch, "check", "--release")
    assert problem["level"] == "error"


def test_a_dossiers_own_words_are_enough(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _in_language(good, "sv")
    _write_own_words(good, "sv", "seasons: {summer: [sommar]}\n")
    assert len(_told(good, monkeypatch, "check")) == 1
    _write_own_words(good, "sv", "qualifiers: {about: [omkring]}\n")
    assert _told(good, monkeypatch, "check") == []


def test_a_reader_confirms_the_words(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _in_language(good, "pl")
    (problem,) = _told(good, monkeypatch, "check")
    assert "no reader of the language pl has confirmed" in str(problem["message"])
    assert "confirmed: true" in str(problem["hint"])
    _write_own_words(good, "pl", "qualifiers: {about: [okołu]}\n")
    assert len(_told(good, monkeypatch, "check")) == 1
    _write_own_words(good, "pl", "confirmed: true\n")
    assert _told(good, monkeypatch, "check") == []


def test_a_draft_may_wait(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _in_language(good, "sv")
    file = good / PLAN
    file.write_text(file.read_text("utf-8").replace("language:", "draft: true\nlanguage:", 1), "utf-8")
    assert _told(good, monkeypatch, "check") == []
