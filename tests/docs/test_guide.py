"""docs/guide.md, followed to the letter: from the PDF to the page, with what it promises counted."""

from __future__ import annotations

import json
import re
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from dossier_timeline.source_reading.pdf import read_pdf
from dossier_timeline.source_reading.text_writing import write_source_text
from tests.conftest import Command
from tests.docs.guide import (
    DOCUMENT,
    ORIGINAL,
    PAGE,
    PRINTED,
    list_facts,
    print_original,
)
from tests.docs.guide_cases import (
    MakeOriginal,
    convert_with_libreoffice,
    follow_guide,
    make_numbered_docx,
    make_numbered_odt,
    make_parking_case,
    take_to_page,
)
from tests.helpers.files import ROOT


@pytest.mark.slow
def test_the_guide_does_what_it_says(command: Command, tmp_path: Path) -> None:
    reader, effort = follow_guide(tmp_path, command)
    effort.require_promise()
    facts = list_facts(reader.folder, DOCUMENT)
    for code in ("en", "nl"):
        text = (reader.folder / f"content/documents/{DOCUMENT}/{code}.md").read_text("utf-8")
        assert len(re.findall(r"\[\[", text.rpartition("---\n")[2])) == len(facts)
        name = {"en": "tree-plan-of-waterdorp", "nl": "bomenplan-van-waterdorp"}[code]
        (page,) = (reader.folder / "site" / code).rglob(f"{name}/index.html")
        assert page.read_text("utf-8").count('class="fact"') >= len(facts)
    receipt = json.loads((reader.folder / "content/verification.json").read_text("utf-8"))
    assert {fact["id"] for fact in facts} <= set(json.dumps(receipt).split('"'))
    assert not re.search(r"\b[0-9a-f]{12}\b", PAGE.read_text("utf-8")), "nobody writes a digest"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("make_original", "suffix"), [(make_numbered_docx, "docx"), (make_numbered_odt, "odt")]
)
def test_a_regulation_with_numbered_paragraphs_takes_no_more(
    command: Command, tmp_path: Path, make_original: MakeOriginal, suffix: str
) -> None:
    take_to_page(make_parking_case(make_original, suffix), tmp_path, command).require_promise()
    text = (tmp_path / "dossier/sources/parking-2024.en.txt").read_text("utf-8")
    assert "Article 3 Fines\n\n1. Who parks" in text, "the numbers are those that readers see"


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["docx", "odt"])
def test_the_same_as_libreoffice_writes_it(command: Command, tmp_path: Path, suffix: str) -> None:
    scratch = tmp_path / "libreoffice"
    scratch.mkdir()
    try:
        case = make_parking_case(partial(convert_with_libreoffice, suffix=suffix, folder=scratch), suffix)
    except FileNotFoundError:
        pytest.skip(f"LibreOffice (soffice) isn't installed: its {suffix.upper()} was not tried")
    take_to_page(case, tmp_path, command).require_promise()


@pytest.mark.browser
def test_the_pdf_is_what_chromium_prints(browser: Browser) -> None:
    made, kept = read_pdf(print_original(browser)), read_pdf(PRINTED.read_bytes())
    assert write_source_text(made.blocks).text == write_source_text(kept.blocks).text
    assert made.pages == kept.pages


def test_no_word_of_the_original_is_lost_or_out_of_order() -> None:
    html = ORIGINAL.read_text("utf-8").partition("</style>")[2]
    html = re.sub(r"&shy;", "", re.sub(r"<sup>1</sup>", "¹", html))
    note = re.search(r'<p class="note">(.*?)</p>', html, re.DOTALL)
    assert note is not None
    expected = re.sub(r"<[^>]*>", " ", html).split()
    blocks = [block for block in read_pdf(PRINTED.read_bytes()).blocks if block.kind != "page-line"]
    assert write_source_text(blocks).text.split() == expected


def test_pictures_are_there_and_light() -> None:
    named = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", PAGE.read_text("utf-8"))
    assert len(named) >= 3
    sizes = [(ROOT / "docs" / path).stat().st_size for _, path in named]
    assert sum(sizes) < 400_000
    assert all(len(words.split()) > 4 for words, _ in named)
