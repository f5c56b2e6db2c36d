"""One small change to the real dossier, and its build fails: where, and what was expected."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from dossier_timeline.checks.all_checks import check_content
from dossier_timeline.diagnostics.diagnostic import ContentError
from dossier_timeline.mkdocs_plugin.settings import load_config
from tests.helpers.files import ROOT, SOURCES

DOCUMENT = "content/documents/letter-2015"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("real")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "content", folder / "content")
    (folder / "templates").symlink_to(ROOT / "templates")
    return folder


def problems(project: Path, sources: Path | None) -> list[str]:
    config = load_config(str(project / "mkdocs.yml")).with_settings(sources=sources)
    try:
        return [str(problem) for problem in check_content(config).problems]
    except ContentError as error:
        return [str(problem) for problem in error.problems]


def changed(project: Path, file: str, pattern: str, new: str, sources: Path | None) -> tuple[int, list[str]]:
    """What a build says when the first match becomes something else, and the line where that is."""
    path = project / file
    text = path.read_text("utf-8")
    match = re.search(pattern, text, re.MULTILINE)
    assert match, f"{pattern} is no longer in {file}"
    path.write_text(text[: match.start()] + match.expand(new) + text[match.end() :], "utf-8")
    try:
        return text.count("\n", 0, match.start()) + 1, problems(project, sources)
    finally:
        path.write_text(text, "utf-8")


def test_the_dossier_as_it_is_has_no_problem(project: Path) -> None:
    assert problems(project, None) == []


FACT = r"(- id: victims-2014-combined\n(?:    .*\n)*?    value: )423"


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the source texts are not at hand: not tried against them")
def test_one_digit_of_a_fact_against_the_texts(project: Path) -> None:
    line, found = changed(project, f"{DOCUMENT}/document.yml", FACT, r"\g<1>424", SOURCES)
    own = [text for text in found if "victims-2014-combined" in text or "424" in text]
    assert any(
        re.match(rf"{DOCUMENT}/document\.yml:\d+:\d+: error\[value-not-in-passage\]", text) for text in own
    )
    assert int(own[0].split(":")[1]) >= line


def test_one_digit_of_a_fact_against_the_receipt(project: Path) -> None:
    _, found = changed(project, f"{DOCUMENT}/document.yml", FACT, r"\g<1>424", None)
    assert any(
        re.match(rf"{DOCUMENT}/document\.yml:\d+:\d+: error\[changed-since-checked\]", text) for text in found
    )


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the source texts are not at hand: not tried against them")
def test_one_word_of_a_passage(project: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    shutil.copytree(SOURCES, texts)
    file = texts / "2015-06-01-progress-letter.nl.txt"
    text = file.read_text("utf-8")
    assert "verder geïntensiveerd" in text
    file.write_text(text.replace("verder geïntensiveerd", "weer geïntensiveerd"), "utf-8")
    found = problems(project, texts)
    assert any(
        re.match(rf"{DOCUMENT}/document\.yml:\d+:\d+: error\[passage-changed\]", text) for text in found
    )


def test_one_heading_of_a_translation(project: Path) -> None:
    line, found = changed(project, f"{DOCUMENT}/en.md", r"^(## .*\{#)[a-z-]+\}", r"\g<1>elsewhere}", None)
    assert any(
        text.startswith(f"{DOCUMENT}/en.md:{line}:") and "error[heading-parity]" in text for text in found
    )


def test_one_reference_dropped(project: Path) -> None:
    line, found = changed(project, f"{DOCUMENT}/en.md", r"\[\[victims-2013[^\]]*\]\]", "fewer", None)
    parity = [text for text in found if "error[reference-parity]" in text]
    assert any(text.startswith(f"{DOCUMENT}/") and "victims-2013" in text for text in parity)
    assert any(re.search(r"(nl|en)\.md:\d+", text) for text in parity)
    assert line > 1
