"""A dossier overrides the packaged templates file by file, or has none of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dossier_timeline.diagnostics.diagnostic import ContentError
from dossier_timeline.mkdocs_plugin.settings import load_config
from dossier_timeline.pipeline import build_site
from tests.conftest import Run
from tests.helpers.html import texts

THEME = "theme:\n  name: null\n  custom_dir: templates\n"
DOORS = ("mkdocs", "properdocs")


def with_theme(site: Path, theme: str) -> None:
    file = site / "mkdocs.yml"
    text = file.read_text("utf-8")
    assert THEME in text
    file.write_text(text.replace(THEME, theme), "utf-8")


def without_templates(site: Path, theme: str) -> None:
    shutil.rmtree(site / "templates")
    with_theme(site, theme)


@pytest.mark.parametrize("door", DOORS)
def test_a_dossier_without_templates(door: str, good: Path, run: Run) -> None:
    without_templates(good, "theme: dossier\n")
    done = run(good, door, "build", "-f", "mkdocs.yml")
    assert done.returncode == 0, done.stderr
    assert (good / "site/en/index.html").is_file()
    assert not (good / "site/css").exists()


def test_mkdocs_needs_no_theme_at_all(good: Path, run: Run) -> None:
    without_templates(good, "")
    done = run(good, "mkdocs", "build", "-f", "mkdocs.yml")
    assert done.returncode == 0, done.stderr
    assert (good / "site/en/index.html").is_file()


def test_a_folder_that_is_named_and_not_there_is_told(good: Path, run: Run) -> None:
    shutil.rmtree(good / "templates")
    done = run(good, "mkdocs", "build", "-f", "mkdocs.yml")
    assert done.returncode != 0
    assert "custom_dir" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "theme", ["theme: dossier\n", THEME, "theme:\n  name: dossier\n  custom_dir: templates\n"]
)
def test_one_file_is_overridden_and_the_others_stay(theme: str, good: Path) -> None:
    with_theme(good, theme)
    own = good / "templates/components/help_banner/help_banner.html"
    own.parent.mkdir(parents=True)
    own.write_text("{% macro help_banner(text, href) %}<p>OURS: {{ text }}</p>{% endmacro %}", "utf-8")
    style = good / "templates/assets/css/99-ours.css"
    style.parent.mkdir(parents=True)
    style.write_text(".ours { color: red }", "utf-8")
    site = build_site(load_config(str(good / "mkdocs.yml")))
    page = site.files["en/index.html"]
    assert "OURS: Bridge broken? Call the bridge desk." in texts(page, "p")
    assert texts(page, "a.skip[href='#main']") == ["Skip to the content"]
    styles = [text for path, text in site.files.items() if path.endswith(".css") and b".ours" in text]
    assert len(styles) == 1
    assert b".skip" in styles[0]


def test_an_override_in_the_former_place_of_a_component_is_told(good: Path) -> None:
    own = good / "templates/components"
    own.mkdir(parents=True)
    for name in ("note", "mine"):
        (own / f"{name}.html").write_text("{% macro note(id) %}{{ id }}{% endmacro %}", "utf-8")
    with pytest.raises(ContentError) as caught:
        build_site(load_config(str(good / "mkdocs.yml")))
    (problem,) = caught.value.problems
    assert (problem.code, problem.position.path) == ("moved-component", "templates/components/note.html")
    assert "templates/components/fact_note/fact_note.html" in problem.hint


def test_own_words_stand_before_the_packaged_ones(good: Path) -> None:
    catalogue = good / "templates/locales/en/LC_MESSAGES/messages.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(
        'msgid ""\nmsgstr "Language: en_GB\\n"\n\nmsgid "Timeline"\nmsgstr "What happened"\n', "utf-8"
    )
    site = build_site(load_config(str(good / "mkdocs.yml")))
    assert "What happened" in texts(site.files["en/index.html"], "a")
    assert [problem for problem in site.problems if problem.code == "missing-word"] == []


def test_what_a_template_asks_for_and_is_not_there_is_told(good: Path) -> None:
    own = good / "templates/pages/method.html"
    own.parent.mkdir(parents=True)
    own.write_text('{% extends "base.html" %}\n{% block main %}{{ view.nothing }}{% endblock %}\n', "utf-8")
    with pytest.raises(ContentError) as caught:
        build_site(load_config(str(good / "mkdocs.yml")))
    assert {problem.code for problem in caught.value.problems} == {"template-undefined"}
    assert {str(problem.position) for problem in caught.value.problems} == {"templates/pages/method.html:2:1"}
