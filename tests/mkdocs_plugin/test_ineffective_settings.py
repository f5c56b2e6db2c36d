"""A setting of MkDocs that changes nothing here is told, at its line, with what would be right."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from mkdocs.config.defaults import MkDocsConfig

from dossier_timeline.checks.all_checks import check_content
from dossier_timeline.diagnostics.codes import Level
from dossier_timeline.mkdocs_plugin.ineffective_settings import ineffective_settings
from dossier_timeline.mkdocs_plugin.option_schema import OPTIONS as DECLARED
from dossier_timeline.mkdocs_plugin.settings import load_config
from tests.helpers.files import ROOT
from tests.helpers.site_copies import copied

COUNT = {
    "site_name", "site_url", "theme", "docs_dir", "site_dir", "dev_addr", "repo_url", "edit_uri", "strict",
    "markdown_extensions", "plugins", "hooks", "watch", "remote_branch", "remote_name",
}  # fmt: skip
"""The settings of MkDocs that this project heeds, or MkDocs itself."""
BY_ITSELF = {"config_file_path", "mdx_configs"}
"""What MkDocs sets, and nobody writes."""

NAMES = sorted(name for name, _ in MkDocsConfig()._schema)
OPTIONS = sorted(option.name for option in DECLARED)

SETTINGS = {
    "nav: [{Home: index.md}]": "nav",
    "site_description: x": "site_description",
    "copyright: x": "copyright",
    "use_directory_urls: false": "use_directory_urls",
    "extra_css: [a.css]": "extra_css",
    "extra_javascript: [a.js]": "extra_javascript",
    "extra: {a: b}": "extra",
    "validation: {links: {not_found: ignore}}": "validation",
    "exclude_docs: a": "exclude_docs",
    "theme: mkdocs": "theme: mkdocs",
    "theme:\n  name: material": "theme: material",
    "theme:\n  name: null\n  palette: {scheme: slate}": "theme: palette",
    "markdown_extensions: [toc: {permalink: true}]": "toc",
    "markdown_extensions:\n  - codehilite": "codehilite",
    "markdown_extensions:\n  markdown.extensions.md_in_html: {}": "markdown.extensions.md_in_html",
    "plugins: [search, dossier]": "search",
    "site_urll: https://bruggen.nl/": "site_urll",
    "colour: blue": "colour",
    "plugins: [dossier: {relase: true}]": "relase",
    "plugins:\n  dossier: {relase: true}": "relase",
}
HEEDED = [
    "theme: dossier",
    "markdown_extensions: [toc, tables, attr_list]",
    "plugins: [dossier]",
    "plugins: [dossier: {release: true, sources: texts}]",
    "plugins: [macros: {relase: true}, dossier]",
    "INHERIT: other.yml",
    "nav:",
    "strict: true",
]


def told(folder: Path, text: str) -> list[tuple[int, str]]:
    file = folder / "mkdocs.yml"
    file.write_text(f"site_name: x\n{text}\n", "utf-8")
    problems = ineffective_settings(file, folder, NAMES)
    assert {(p.code, p.level, bool(p.hint)) for p in problems} <= {
        ("setting-without-effect", Level.WARNING, True),
        ("vanishing-page", Level.ERROR, True),
    }
    return [(problem.position.line, problem.message.split("”")[0].strip("“")) for problem in problems]


@pytest.mark.parametrize("text", SETTINGS)
def test_each_that_changes_nothing(tmp_path: Path, text: str) -> None:
    lines = text.splitlines()
    assert told(tmp_path, text) == [(len(lines) + 1, SETTINGS[text])]


@pytest.mark.parametrize("text", HEEDED)
def test_none_that_counts(tmp_path: Path, text: str) -> None:
    assert told(tmp_path, text) == []


def test_every_setting_of_mkdocs_counts_or_is_told(tmp_path: Path) -> None:
    names = {name for name, _ in MkDocsConfig()._schema} - BY_ITSELF
    assert names >= COUNT
    for name in names - COUNT:
        assert told(tmp_path, yaml.safe_dump({name: "x"})) == [(2, name)], name


@pytest.mark.parametrize("file", [ROOT / "mkdocs.yml", *(ROOT / "tests/sites").glob("*/mkdocs.yml")], ids=str)
def test_our_own_files_have_none(file: Path) -> None:
    assert ineffective_settings(file, file.parent, NAMES) == ()


def test_a_menu_whose_pages_would_vanish_is_an_error_that_names_them(tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text("site_name: x\nnav:\n  - Home: index.md\n  - Guide: [guide/a.md, b.md]\n", "utf-8")
    (problem,) = ineffective_settings(file, tmp_path, NAMES)
    assert (str(problem.position), problem.code) == ("mkdocs.yml:2:1", "vanishing-page")
    assert problem.message.endswith(": “index.md”, “guide/a.md”, “b.md”")
    assert "“mount: dossier” and “content: dossier-content”" in problem.hint
    assert ineffective_settings(file, tmp_path, NAMES, is_section=True) == ()


def test_a_check_tells_it(tmp_path: Path) -> None:
    root = copied(tmp_path)
    file = root / "mkdocs.yml"
    file.write_text(f"{file.read_text('utf-8')}copyright: us\n", "utf-8")
    problems = check_content(load_config(str(file))).problems
    line = len(file.read_text("utf-8").splitlines())
    assert (f"mkdocs.yml:{line}:1", "setting-without-effect") in {(str(p.position), p.code) for p in problems}


def test_a_name_that_lacks_a_letter_is_told_with_the_one_that_was_meant(tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    form = "plugins:\n  - dossier:\n      {}: x\n"
    cases = [(f"{name[:-2]}{name[-1]}: x\n", name, 2, 1) for name in COUNT]
    cases += [(form.format(f"{name[:-2]}{name[-1]}"), name, 4, 7) for name in OPTIONS]
    for text, meant, line, column in cases:
        file.write_text(f"site_name: x\n{text}", "utf-8")
        (problem,) = ineffective_settings(file, tmp_path, NAMES)
        assert str(problem.position) == f"mkdocs.yml:{line}:{column}"
        assert problem.hint == f"did you mean “{meant}”?"


def test_a_check_tells_an_option_that_is_misspelt(tmp_path: Path) -> None:
    root = copied(tmp_path)
    file = root / "mkdocs.yml"
    text = file.read_text("utf-8")
    assert text.count("sources:") == 1
    file.write_text(text.replace("sources:", "source:"), "utf-8")
    hints = [
        p.hint for p in check_content(load_config(str(file))).problems if p.code == "setting-without-effect"
    ]
    assert hints == ["did you mean “sources”?"]
    file.write_text(text.replace("- dossier:", "- dossier:\n      enabled: true"), "utf-8")
    assert not [
        p for p in check_content(load_config(str(file))).problems if p.code == "setting-without-effect"
    ]
