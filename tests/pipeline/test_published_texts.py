"""A source text has pages where its document says what allows that, and only as it was verified."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from dossier_timeline.cli.commands import rename
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import ContentError
from dossier_timeline.mkdocs_plugin.settings import load_config
from dossier_timeline.pipeline import build_site
from tests.helpers.html import select, select_one, text_of, values
from tests.helpers.published_site import LETTER, PUBLISHED_FILE, publish_letter, write_receipt

PAGE = "en/documents/progress-report-2021/source/index.html"
DUTCH_PAGE = "nl/documenten/voortgangsbericht-2021/bron/index.html"
DOCUMENT_PAGE = "en/documents/progress-report-2021/index.html"
SOURCE_SHEET = re.compile(r"assets/source\.[0-9a-f]{8}\.css")


def _build(root: Path, *, drafts: bool = False) -> Mapping[str, bytes]:
    return build_site(load_config(str(root / "mkdocs.yml"), drafts=drafts)).files


def _refuse(root: Path) -> list[tuple[str, str]]:
    """Return the place and code of each problem for which nothing is published."""
    with pytest.raises(ContentError) as caught:
        _build(root)
    return [(str(problem.position), problem.code) for problem in caught.value.problems]


@pytest.fixture
def published(good: Path) -> Path:
    """A copy of the good site in which the text of the letter is published, and no source text is at hand."""
    publish_letter(good)
    shutil.rmtree(good / "sources")
    return good


def test_a_text_is_shown_as_it_is_cut(published: Path) -> None:
    page = _build(published)[PAGE].decode()
    text = select_one(page, ".published")
    assert (text.get("lang"), text.get("dir")) == ("nl", "ltr")
    assert [text_of(one) for one in select(text, "h2")] == ["Stand van zaken"]
    assert [text_of(one) for one in select(text, "tr")] == [
        "JaarGeïnspecteerdAfgekeurd",
        "2018245",
        "2020253",
        "2021262",
    ]
    note = select_one(text, ".footnote")
    assert text_of(note).startswith("1 Het plan van 14 maart 2019 ging uit van 24 bruggen.")
    mark = select_one(text, "p > sup > a")
    assert mark.get("href") == f"#{note.get('id')}"
    assert "Gemeente Brugstede" not in text_of(text), "furniture is left out"
    ids = values(page, "[id]", "id")
    assert len(ids) == len(set(ids))
    assert all(one.get("href", "").removeprefix("#") in ids for one in select(text, "a"))


def test_a_page_names_what_allows_it_and_asks_not_to_be_found(published: Path) -> None:
    files = _build(published)
    for path in (PAGE, DUTCH_PAGE):
        page = files[path].decode()
        card = select_one(page, ".origin .card")
        assert "https://creativecommons.org/licenses/by/4.0/" in values(card, "a", "href")
        assert "https://example.org/letter-2021" in values(card, "a", "href")
        assert re.search(r"[0-9a-f]{64}", text_of(card))
        assert select_one(page, "meta[name=robots]").get("content") == "noindex"
        assert select(page, "link[rel=canonical]") == []
        assert select(page, "link[rel=alternate][hreflang]") == []
        assert select(page, "main[data-pagefind-body]") == []
    assert select_one(files[PAGE].decode(), "a.language").get("href", "").endswith("/bron/")
    assert PAGE.removesuffix("index.html").encode() not in files["sitemap.xml"]


def test_a_note_leads_to_its_passage(published: Path) -> None:
    files = _build(published)
    document = files[DOCUMENT_PAGE].decode()
    assert "source/" in values(document, ".card a", "href")
    ids = values(files[PAGE].decode(), "[id]", "id")
    for name in ("bridges-2021", "evening-people"):
        links = values(document, f"[id='{name}'] .src a", "href")
        assert links[0].partition("#")[0] == "source/"
        assert links[0].partition("#")[2] in ids
        assert links[1].startswith("https://example.org/letter-2021")
    found = select_one(document, "[id='evening-people'] .src a[href^='source/']").get("href", "")
    passage = select_one(files[PAGE].decode(), f"[id='{found.partition('#')[2]}']")
    assert "80 deelnemers" in text_of(passage)


def test_events_and_tables_lead_to_their_passages(published: Path) -> None:
    files = _build(published)
    ids = values(files[PAGE].decode(), "[id]", "id")
    for path, start in ((DOCUMENT_PAGE, "source/"), ("en/timeline/index.html", "../documents/")):
        links = [href for href in values(files[path].decode(), "a[href]", "href") if "source/#" in href]
        assert links
        assert all(href.startswith(start) and href.partition("#")[2] in ids for href in links), links
    (table,) = [
        href for href in values(files[DOCUMENT_PAGE].decode(), ".data .src a", "href") if "source" in href
    ]
    shown = select_one(files[PAGE].decode(), f"[id='{table.partition('#')[2]}']")
    assert select(shown, "table"), "a table leads to its table"


def test_a_legal_basis_stands_for_a_licence(good: Path) -> None:
    law = "{name: {nl: Wet op hergebruik, en: Reuse Act}, url: 'https://example.org/act'}"
    publish_letter(good, f"{{publish: true, allowed_by: {law}}}")
    files = _build(good)
    assert "Reuse Act" in text_of(select_one(files[PAGE].decode(), ".origin"))
    assert "Wet op hergebruik" in text_of(select_one(files[DUTCH_PAGE].decode(), ".origin"))


def test_without_publication_there_is_nothing_of_it(good: Path) -> None:
    files = _build(good)
    assert not [path for path in files if "/source/" in path or SOURCE_SHEET.match(path)]
    publish_letter(good)
    more = _build(good)
    assert PAGE in more
    assert any(map(SOURCE_SHEET.match, more))


@pytest.mark.parametrize("change", ["bruggen", "¹", "\n\n"])
def test_a_text_that_is_not_the_verified_one_is_refused(published: Path, change: str) -> None:
    """A word, the mark of a footnote, a line end: each sign counts."""
    file = published / PUBLISHED_FILE
    text = file.read_text("utf-8")
    assert change in text
    file.write_text(text.replace(change, "", 1), "utf-8")
    assert _refuse(published) == [(f"{PUBLISHED_FILE}:1:1", Code.PUBLISHED_TEXT_CHANGED)]


def test_line_ends_of_another_system_are_the_same_text(published: Path) -> None:
    before, file = _build(published), published / PUBLISHED_FILE
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert {**_build(published)} == {**before}


def test_a_text_that_was_verified_anew_without_the_published_one_is_refused(published: Path) -> None:
    receipt = published / "content/verification.json"
    old = receipt.read_text("utf-8")
    digest = re.search(r'"letter-2021.nl.txt": "([0-9a-f]{64})"', old)
    assert digest
    receipt.write_text(old.replace(digest[1], "0" * 64), "utf-8")
    assert (f"{PUBLISHED_FILE}:1:1", Code.PUBLISHED_TEXT_CHANGED) in _refuse(published)


def test_a_text_that_is_not_there_is_told_at_its_line(published: Path) -> None:
    (published / PUBLISHED_FILE).unlink()
    ((place, code),) = _refuse(published)
    assert place.startswith(f"{LETTER}/document.yml:24:")
    assert code == Code.NO_PUBLISHED_TEXT


def test_a_text_that_nothing_allows_is_told(published: Path) -> None:
    file = published / LETTER / "document.yml"
    text = file.read_text("utf-8")
    file.write_text(re.sub("(?m)^source_text:.*\n", "", text), "utf-8")
    assert _refuse(published) == [(f"{PUBLISHED_FILE}:1:1", Code.UNPUBLISHED_TEXT)]


def test_a_text_without_a_receipt_is_not_published(published: Path) -> None:
    (published / "content/verification.json").unlink()
    assert (f"{PUBLISHED_FILE}:1:1", Code.PUBLISHED_TEXT_CHANGED) in _refuse(published)


def test_a_file_that_is_no_text_is_told(published: Path) -> None:
    (published / PUBLISHED_FILE).write_bytes(b"%PDF-1.7 \xff")
    assert [code for _, code in _refuse(published)] == [Code.NOT_A_TEXT]


def test_a_published_text_is_verified_where_the_folder_has_none(published: Path) -> None:
    """A clone has the text: everything is verified against it."""
    (published / "sources").mkdir()
    shutil.copy(Path(__file__).parents[1] / "sites/good/sources/plan-2019.nl.txt", published / "sources")
    before = (published / "content/verification.json").read_bytes()
    write_receipt(published)
    assert (published / "content/verification.json").read_bytes() == before


HOSTILE = """\
<script>alert("x")</script> & "quotes" </p></div>

<!-- --> {{ frame }} {% raw %}

\u202eright to left\u202c \ufffe \u2028

javascript:alert(1) <img src=x onerror=alert(1)>
"""


def test_a_text_is_untrusted(good: Path) -> None:
    source = good / "sources/letter-2021.nl.txt"
    text = source.read_text("utf-8")
    source.write_text(text.replace("Stand van zaken\n", f"Stand van zaken\n\n{HOSTILE}"), "utf-8")
    (good / "content/verification.json").unlink()
    document = good / LETTER / "document.yml"
    document.write_text(
        re.sub(r"(Stand van zaken, paragraph: )(\d)", _add_four, document.read_text("utf-8")), "utf-8"
    )
    publish_letter(good)
    page = _build(good)[PAGE].decode()
    assert select(page, ".published script, .published img") == []
    assert "<script>alert" not in page
    assert 'alert("x")' in text_of(select_one(page, ".published"))


def _add_four(match: re.Match[str]) -> str:
    return f"{match[1]}{int(match[2]) + 4}"


def test_a_published_text_goes_along_when_its_document_is_renamed(published: Path) -> None:
    config = load_config(str(published / "mkdocs.yml"))
    result = CliRunner().invoke(rename.command, ["letter-2021", "message-2021"], obj=config)
    assert result.exit_code == 0, result.output
    assert (published / "content/documents/message-2021/source.txt").is_file()
    assert PAGE in _build(published)
