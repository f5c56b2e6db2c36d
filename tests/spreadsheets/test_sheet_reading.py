"""Tables in CSV, XLSX and ODS, as real programs write them: each cell is what it shows, or is told.

The files in `files/` were saved by LibreOffice 7.4, from tables that openpyxl had made.
Broken and hostile ones are made here.
"""

from __future__ import annotations

import io
import random
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from dossier_timeline.spreadsheets.number_formats import find_number_form
from dossier_timeline.spreadsheets.sheet_reading import read_sheet
from dossier_timeline.spreadsheets.sheets import SheetError, name_column, parse_cell_name
from tests.helpers.packed_making import pack

FILES = Path(__file__).parent / "files"
SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
ODS = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
CELLS = [
    ("een getal", "number", "12000"),
    ("een breuk", "number", "30.8"),
    ("een aandeel", "share", "30.8"),
    ("een bedrag", "number", "40000"),
    ("een dag", "date", "2014-12-31"),
    ("een maand", "date", "2014-05"),
    ("een jaar", "date", "2014"),
    ("een tijdstip", "date", "2014-12-31T10:30"),
    ("een tijd", "text", "12:30"),
    ("een som", "number", "12001"),
    ("een fout", "faulty", "it shows an error, #DIV/0!; write the value itself"),
    ("waar", "truth", "true"),
    ("tekst", "text", "31/12/2014"),
    ("ruimte", "text", "twee woorden"),
    ("heel klein", "number", "0.0000001"),
    ("nul", "number", "0"),
    ("na een lege rij", "text", "x"),
]


def make_xlsx(rows: str, **parts: str) -> bytes:
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return pack(
        {
            "xl/workbook.xml": f'<workbook {SHEET} xmlns:r="{relation}"><sheets>'
            '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r1" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f"<worksheet {SHEET}><sheetData>{rows}</sheetData></worksheet>",
            **parts,
        }
    )


def make_ods(rows: str, **parts: str) -> bytes:
    content = (
        f"<office:document-content {ODS}><office:body><office:spreadsheet>"
        f'<table:table table:name="a">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return pack(
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content, **parts}
    )


@pytest.mark.parametrize("name", ["cells.xlsx", "cells.ods"])
def test_a_cell_is_what_its_program_shows(name: str) -> None:
    sheet = read_sheet(name, (FILES / name).read_bytes())
    found = [(what.text, cell.kind, cell.text) for what, cell in sheet.rows[1:]]
    # A truth that LibreOffice took from another program's file is a number in ODS.
    if name.endswith(".ods"):
        found = [("waar", "truth", "true") if one == ("waar", "number", "1") else one for one in found]
    assert found == CELLS
    assert sheet.numbers[-2:] == (17, 19)
    assert sheet.describe_position(12, 1) == f"{name}, row 13, column B “cel”"


@pytest.mark.process
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
@pytest.mark.parametrize("name", ["events.xlsx", "events.ods"])
def test_the_same_table_as_csv_of_libreoffice(name: str, tmp_path: Path) -> None:
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false",
         "--outdir", tmp_path, FILES / name],
        check=True, capture_output=True, timeout=600,
    )  # fmt: skip
    ours = read_sheet(name, (FILES / name).read_bytes()).texts
    theirs = read_sheet("a.csv", (tmp_path / "events.csv").read_bytes()).texts
    assert [row[2:] for row in ours] == [row[2:] for row in theirs]
    assert [row[0] for row in ours] == [row[0] for row in theirs]


FORMATS = [
    ("dag", "date", "2014-12-31"),
    ("oud", "date", "1899-03-01"),
    ("verborgen", "number", "7"),
    ("procent", "share", "30.8"),
    ("geld", "number", "1203.5"),
    ("som", "number", "1204.5"),
    ("fout", "faulty", "it shows an error, #REF!; write the value itself"),
    ("nullen", "text", "007"),
    ("duizend", "text", "1.203"),
]
"""What `formats.*` hold: saved by LibreOffice 7.4, dates counted from 1904, with a hidden row and sheet."""


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_formats_of_cells_and_what_is_hidden(ending: str) -> None:
    sheet = read_sheet("a", (FILES / f"formats.{ending}").read_bytes())
    expected = FORMATS
    if ending == "xlsx":  # Its dates are numbers, of which programs show none below zero as a day.
        expected = [one for one in FORMATS if one[0] != "oud"]
        assert sheet.rows[2][1].text == "“-1766” can't be shown as its cell is set; write it as text"
    found = [(what.text, cell.kind, cell.text) for what, cell in sheet.rows[1:]]
    assert [one for one in found if one[0] != "oud" or ending == "ods"] == expected
    assert (sheet.name, sheet.hidden) == ("Feiten", (4,))


def test_an_error_in_csv_is_told_and_text_stays_as_it_is() -> None:
    sheet = read_sheet("a", (FILES / "formats.csv").read_bytes())
    found = {what.text: (cell.kind, cell.text) for what, cell in sheet.rows[1:]}
    assert found["fout"] == ("faulty", "it shows an error, #REF!; write the value itself")
    assert found["nullen"] == ("text", "007")
    assert found["dag"] == ("text", "12/31/2014")
    assert sheet.hidden == ()


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_one_of_several_sheets(ending: str) -> None:
    content = (FILES / f"several.{ending}").read_bytes()
    with pytest.raises(SheetError, match=r"say which with --sheet: “Een”, “Twee”$"):
        read_sheet("a", content)
    with pytest.raises(SheetError, match="there is no sheet “Drie” with anything in it; there are: “Een”"):
        read_sheet("a", content, "Drie")
    assert read_sheet("a", content, "Twee").texts == (("id", "name"), ("c", "d"))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "a: this file is empty"),
        (b" \n", "a: this file is empty"),
        (b"%PDF-1.7", "a: this is a PDF, and no table"),
        (b"\x89PNG\r\n", "a: this is a picture"),
        (b"<!doctype html><table>", "a: this is a page of markup, and no table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "a: this workbook is locked with a password, or of a program before"),
        (b"PK\x03\x04 broken", "a: this file is broken: it can't be unpacked; open it in a spreadsheet"),
        (pack({"a.txt": "x"}), "a: this is a packed file, and no XLSX or ODS"),
        (b"id,name\n", "a:1: this table has one row; write rows below its headings"),
        (b",,\n,\n", "nothing stands in this table"),
        ("id;naam\na;caf\xe9".encode("latin-1"), "this file is not in UTF-8"),
        (make_xlsx(""), "a: nothing stands in this workbook"),
        (make_ods(""), "a: nothing stands in this workbook"),
        (make_ods("", **{"META-INF/manifest.xml": "<m><encryption-data/></m>"}), "locked with a password"),
        (pack({"encrypted-package": "x", "mimetype": "x"}), "locked with a password; save it without"),
        (pack({"content.xml": "<a><body><text/></body></a>"}), "this is a document, and no workbook"),
        (make_xlsx('<row><c r="XFD1048576"><v>1</v></c></row>'), "something stands in column XFD"),
        (make_xlsx("", **{"xl/styles.xml": "<!DOCTYPE a><a/>"}), "it declares a document type"),
        (make_ods('<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
                  'office:value-type="float" office:value="1"/></table:table-row>'), "more than 20000 cells"),
        (make_ods('<table:table-row><table:table-cell table:number-columns-repeated="99999" '
                  'office:value-type="float" office:value="1"/></table:table-row>'), "more than 20000 cells"),
        ((FILES / "joined.xlsx").read_bytes(), "cells are joined to one in this table (A2:B3)"),
        ((FILES / "joined.ods").read_bytes(), "cells are joined to one in this table (A2:B3)"),
        (make_xlsx("".join(f'<row><c r="{c}{r}"><v>1</v></c></row>' for c in "ABC" for r in range(1, 7000))),
         "more than 20000 cells"),
        (make_xlsx("<row>" * 300), "can't be read"),
        (make_xlsx("", **{"xl/styles.xml": "<?xml version='1.0' encoding='UF-8'?><a/>"}), "is broken"),
    ],
)  # fmt: skip
def test_what_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(SheetError) as caught:
        read_sheet("a", content)
    assert message in str(caught.value)


def test_a_damaged_workbook_is_read_or_told() -> None:
    chance = random.Random(7)
    told = 0
    for name in ("cells.xlsx", "cells.ods"):
        content = (FILES / name).read_bytes()
        for _ in range(150):
            damaged = damage_part(content, chance)
            try:
                read_sheet(name, damaged)
            except SheetError as error:
                told += 1
                assert str(error).startswith(f"{name}: ")
    assert told > 100


def damage_part(content: bytes, chance: random.Random) -> bytes:
    """A packed file with a few other signs in one of its parts."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([one for one in parts if one.endswith(("sheet1.xml", "content.xml", "styles.xml"))])
    signs = bytearray(parts[name])  # type: ignore[arg-type]
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(signs))
        signs[at : at + chance.randint(0, 3)] = chance.choice(
            [b"9", b'"', b"<c/>", b"-1", b"NaN", b"1e999", b""]
        )
    return pack({**parts, name: bytes(signs)})


def test_a_part_that_unpacks_without_end_is_refused() -> None:
    with pytest.raises(SheetError, match="unpacks to more than"):
        read_sheet("a", make_xlsx("<row>" + " " * (65 << 20) + "</row>"))


@pytest.mark.parametrize(
    ("cell", "kind", "text"),
    [
        ('<c r="A2"><f>1+1</f></c>', "faulty", "it has a formula and no value"),
        ('<c r="A2"><f>1+1</f><v></v></c>', "faulty", "it has a formula and no value"),
        ('<c r="A2" t="str"><f>""</f><v>x</v></c>', "text", "x"),
        ('<c r="A2" t="s"><v>7</v></c>', "faulty", "its text is lost"),
        ('<c r="A2" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>', "text", "ab"),
        ('<c r="A2"><v>1e300</v></c>', "faulty", "“1e300” can't be shown as its cell is set"),
        ('<c r="A2"><v>x</v></c>', "faulty", "“x” can't be shown"),
        ('<c r="A2" t="d"><v>2014-12-31T00:00:00</v></c>', "date", "2014-12-31"),
        ('<c r="A2" t="inlineStr"><is><t>a\u200bb\u202e</t></is></c>', "faulty", "a character that nobody"),
        ('<c><v>0.1</v></c>', "number", "0.1"),
    ],
)  # fmt: skip
def test_cells_of_xlsx(cell: str, kind: str, text: str) -> None:
    sheet = read_sheet("a", make_xlsx(f'<row><c r="A1"><v>1</v></c></row><row>{cell}</row>'))
    assert sheet.rows[1][0].kind == kind
    assert sheet.rows[1][0].text.startswith(text) or text in sheet.rows[1][0].text


@pytest.mark.parametrize(
    ("cell", "kind", "text"),
    [
        ('<table:table-cell table:formula="of:=1+1"/>', "faulty", "it has a formula and no value"),
        (
            '<table:table-cell office:value-type="float" office:value="x"/>',
            "faulty",
            "can't be read as a number",
        ),
        (
            "<table:table-cell><text:p>a<text:s/>b</text:p><text:p>c</text:p></table:table-cell>",
            "text",
            "a b c",
        ),
        ('<table:table-cell office:value-type="boolean" office:boolean-value="false"/>', "truth", "false"),
    ],
)
def test_cells_of_ods(cell: str, kind: str, text: str) -> None:
    head = '<table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row>'
    sheet = read_sheet("a", make_ods(f"{head}<table:table-row>{cell}</table:table-row>"))
    assert sheet.rows[1][0].kind == kind
    assert text in sheet.rows[1][0].text


@pytest.mark.parametrize(
    ("format_id", "code", "form"),
    [
        (0, "", "number"),
        (10, "", "share"),
        (14, "", "day"),
        (17, "", "month"),
        (164, 'yyyy"-dag"', "year"),
        (164, "[$-413]mmmm\\ yyyy", "month"),
        (164, "General", "number"),
        (164, '0.0\\ %;[Red]"d"0', "share"),
        (164, "[h]:mm:ss", "time"),
        (164, "#,##0.00", "number"),
    ],
)
def test_what_a_format_shows(format_id: int, code: str, form: str) -> None:
    assert find_number_form(format_id, code) == form


def test_the_names_of_cells() -> None:
    assert [name_column(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert parse_cell_name("AB12") == (11, 27)
