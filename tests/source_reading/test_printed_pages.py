"""PDFs that a browser prints: running heads and feet, columns, tables, lists and footnotes, every word."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, PdfMargins

from dossier_timeline.source_reading.cleaning_rules import find_cleaning_rules
from dossier_timeline.source_reading.pdf import read_pdf
from dossier_timeline.source_reading.text_writing import write_source_text

pytestmark = pytest.mark.browser

STYLE = (
    "body{font:11pt/1.35 serif} table{border-collapse:collapse} td,th{border:1px solid;padding:3px 6px}"
    ".columns{column-count:2;text-align:justify} .note{font-size:8pt} h2{font-size:12pt}"
    "ol.letters{list-style:lower-alpha}"
)
SENTENCE = (
    "De samen&shy;werking van de gemeenten Brugstede en Havenstad bij de be&shy;oor&shy;deling van "
    "vergunningen duurt in het efficiëntste geval {} weken, en de affiches hangen er {} dagen."
)
COLUMNS = "".join(
    f"<p>{SENTENCE.format(n, n * 7)} {SENTENCE.format(n + 100, 3 * n)}</p>" for n in range(1, 60)
)
PAGE = f"""<!doctype html><html lang=nl><meta charset=utf-8><style>{STYLE}</style>
<h1>Parkeerverordening Brugstede 2024</h1>
<p>De raad; gelezen het voorstel van 5 maart 2024, nr. 24-118; besluit de huur- of koopprijs te bepalen.</p>
<h2>Artikel 1 Begripsbepalingen</h2><p>In deze verordening wordt verstaan onder:</p>
<ol class=letters><li>motorvoertuig: hetgeen daaronder wordt verstaan in artikel 1 van het reglement, met
uitzondering van brommobielen;<li>houder: degene die als houder van een voertuig geldt<sup>1</sup>.</ol>
<h2>Artikel 2 Vergunningen</h2><ol><li>Zij geldt ten hoogste een jaar.<li>Zij is 2,5% duurder.</ol>
<h2>Artikel 3 Tarieven</h2><p>De tarieven luiden als volgt:</p>
<table><tr><th>Zone<th>Soort vergunning<th>Tarief</tr><tr><td>A<td>Bewoners van het centrum van Brugstede,
die een eigen parkeerplaats op hun erf of in een garage hebben<td>€ 120,00</tr>
<tr><td>B<td>Bedrijven<td>€ 240,50</table>
<h2>Artikel 4 Toelichting</h2><div class=columns>{COLUMNS}</div>
<p class=note><sup>1</sup> Vergelijk de memorie van toelichting van 1994.</p>"""
HEAD = "<span style='font-size:8px;margin-left:40px'>Gemeenteblad 2024 nr. 118</span>"
FOOT = "<span style='font-size:8px;margin-left:40px'>Pagina <span class=pageNumber></span></span>"


@pytest.fixture(scope="module")
def printed(browser: Browser) -> bytes:
    page = browser.new_page()
    page.set_content(PAGE)
    margin: PdfMargins = {"top": "25mm", "bottom": "25mm", "left": "20mm", "right": "20mm"}
    content = page.pdf(
        format="A4", display_header_footer=True, header_template=HEAD, footer_template=FOOT, margin=margin
    )
    page.close()
    return content


def test_every_word_is_there_in_the_order_of_the_page(printed: bytes) -> None:
    text = read_pdf(printed)
    assert (text.only_first, text.only_second) == ({}, {})
    words = [block.words for block in text.blocks if block.kind != "page-line"]
    written = write_source_text([block for block in text.blocks if block.kind != "page-line"]).text
    plain = re.sub(r"<style>.*?</style>|&shy;", "", PAGE)
    expected = re.sub(r"<sup>1</sup>", "¹", re.sub(r"<(?!sup|/sup)[^>]*>", " ", plain)).split()
    found = [word for word in written.split() if word not in ("a.", "b.", "1.", "2.")]
    assert words
    assert found == expected


def test_heads_feet_headings_and_their_rules(printed: bytes) -> None:
    written = write_source_text(read_pdf(printed).blocks)
    rules = find_cleaning_rules(written)
    assert rules.furniture == ("Gemeenteblad 2024 nr. 118", "Pagina *")
    assert rules.sections == ("Artikel *", "Parkeerverordening Brugstede 2024")
    assert written.doubts == {}


def test_tables_items_and_footnotes(printed: bytes) -> None:
    blocks = read_pdf(printed).blocks
    (table,) = (block for block in blocks if block.kind == "table")
    assert [len(row) for row in table.rows] == [3, 3, 3]
    assert table.rows[1][1].endswith("die een eigen parkeerplaats op hun erf of in een garage hebben")
    assert [block.mark for block in blocks if block.kind == "item"] == ["a.", "b.", "1.", "2."]
    (note,) = (block for block in blocks if block.kind == "footnote")
    assert (note.mark, note.text) == ("1", "Vergelijk de memorie van toelichting van 1994.")
