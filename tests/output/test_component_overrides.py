"""A component that a dossier overrides is its own wherever it is shown: nothing else writes its markup."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from dossier_timeline.mkdocs_plugin.settings import load_config
from dossier_timeline.pipeline import build_site
from tests.helpers.files import ROOT
from tests.helpers.illustrated_site import add_images
from tests.helpers.published_site import publish_letter
from tests.look.component_samples import FOLDER, component_classes

NAMES = sorted(component_classes())
SITES = ("good", "three")
MARKUP = {
    "badge": r'<(?:a|span) class="tag\b',
    "breadcrumbs": r'<nav class="crumbs"',
    "citation_box": r'<div class="cite"',
    "cited_title": r"<cite\b",
    "commitment_card": r'<article class="promise"',
    "commitment_list": r'<ul class="brief"',
    "contents": r'<nav class="contents"[^>]*>\n<h2[^>]*>[^<]*</h2>\n<details class="unfolds">',
    "data_table": r'<figure class="data"',
    "dated_list": r'<ul class="dated"',
    "difference_card": r'<div class="differ"',
    "difference_list": r'<ul class="differ"',
    "difference_mark": r'<a class="differs"',
    "embed_lines": r'<details class="embed"',
    "fact_mark": r'(?<!<p><b>)<a class="fact"',
    "fact_note": r'<li id="[^"]*"><p><b>',
    "filter_result": r'<div class="result"',
    "help_banner": r'<p class="help"',
    "key_figures": r'<dl class="figures"',
    "language_switch": r'<a class="language"(?:[^\n]*? <a class="language")*',
    "lede": r'<p class="lede"',
    "note_list": r'(?:<p class="said">[^\n]*\n)*<ol class="notes"',
    "list_filters": r'<form class="filters\b',
    "notice": r'<div class="notice\b',
    "outside_link": r'<a class="out\b',
    "prose_block": r'<div class="prose"',
    "published_text": r'<div class="published"',
    "quotation_list": r'<dl class="quotations"',
    "quoted_words": r'<a class="quote"',
    "record_card": r'<div class="card"',
    "record_list": r'<ol class="records"',
    "register_entry": r'<li class="entry" id=',
    "register_list": r'<ul class="entries">\s*(?:@register_entry@)?<li class="entry" id=',
    "scroll_box": r'<div class="scroll" role="group" tabindex="0" aria-label=',
    "site_header": r'<header class="bar"',
    "note_popover": r'<div class="note-popover"',
    "text_link": r'<a class="entry-link"',
    "time_element": r"<time\b",
    "timeline": r'<div class="line"',
    "timeline_event": r'<li id="[^"]*"[^>]*>\s*<p class="when">(?:(?!</p>).)*</p>\n<h\d>',
    "timeline_year": r'<section class="year"',
}
"""By what the markup of a component is known, where it is known by something of its own."""


def _build_pages(site: str, folder: Path, templates: Mapping[str, str]) -> dict[str, str]:
    """Build a test site with templates of its own, and a preview of it; return the pages by path."""
    shutil.copytree(ROOT / "tests/sites" / site, folder)
    for name, text in templates.items():
        file = folder / "templates" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    if site == "good":
        edit = {
            "had the wrong year": "was wrong beside [[quotation-progress]]",
            "stond een": "stond naast [[quotation-progress]] een",
        }
        corrections = folder / "content/corrections.yml"
        text = corrections.read_text("utf-8")
        for old, new in edit.items():
            assert old in text
            text = text.replace(old, new)
        corrections.write_text(text, "utf-8")
        publish_letter(folder)
        add_images(folder)
        settings = folder / "content/dossier.yml"
        settings.write_text(f"{settings.read_text('utf-8')}style:\n  logo: bridge-map\n", "utf-8")
    pages: dict[str, str] = {}
    for is_preview in (False, True):
        config = load_config(str(folder / "mkdocs.yml"), drafts=is_preview)
        config = replace(config, pages=replace(config.pages, embeds=100))
        files = build_site(config).files
        where = f"{site} in a preview" if is_preview else site
        pages |= {f"{where}/{path}": files[path].decode() for path in files if path.endswith(".html")}
    return pages


def _mark(name: str) -> str:
    """Return the packaged template of a component with a mark before what it shows."""
    text = (FOLDER / name / f"{name}.html").read_text("utf-8")
    marked, count = re.subn(
        rf"(\{{%- macro {name}\(.*?-%\}})", rf"\1@{name}@{{#- -#}}", text, flags=re.DOTALL
    )
    assert count == 1, name
    return marked


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("packaged")
    return {k: v for site in SITES for k, v in _build_pages(site, folder / site, {}).items()}


@pytest.fixture(scope="module")
def marked_pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    own = {f"components/{name}/{name}.html": _mark(name) for name in NAMES}
    folder = tmp_path_factory.mktemp("overridden")
    return {k: v for site in SITES for k, v in _build_pages(site, folder / site, own).items()}


@pytest.mark.parametrize("name", NAMES)
def test_an_override_is_shown(name: str, marked_pages: dict[str, str]) -> None:
    assert any(f"@{name}@" in text for text in marked_pages.values())


@pytest.mark.parametrize("name", sorted(MARKUP))
def test_an_override_is_shown_wherever_the_component_is(
    name: str, pages: dict[str, str], marked_pages: dict[str, str]
) -> None:
    known = re.compile(MARKUP[name])
    by_macro = re.compile(rf"@{name}@(?:@\w+@)*(?:{MARKUP[name]})")
    assert pages.keys() == marked_pages.keys()
    for path, text in pages.items():
        marked = re.sub(rf"@(?!{name}@)\w+@", "", marked_pages[path])
        assert len(by_macro.findall(marked)) == len(known.findall(text)), path
    assert any(known.search(text) for text in pages.values())
