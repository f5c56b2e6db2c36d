"""Files to download: what is in them must be what their name says, and nothing that runs is offered."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest

from dossier_timeline.media.download_types import check_download
from dossier_timeline.media.unusable_file import UnusableFileError
from tests.helpers.image_making import make_svg
from tests.helpers.pdf_making import Printed
from tests.helpers.pdf_making import make_pdf as make_printed_pdf


def make_package(**parts: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return written.getvalue()


ODT = "application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("content", "ending", "name"),
    [
        (b"%PDF-1.7\n...\n%%EOF\n", "pdf", "PDF"),
        (b"%PDF-1.7\n...\n%%EOF\n", "PDF", "PDF"),
        ("a;b\nü;2\n".encode(), "csv", "CSV"),
        (b'\xef\xbb\xbf{"type": "FeatureCollection"}', "geojson", "GeoJSON"),
        (make_package(mimetype=ODT), "odt", "ODT"),
        (make_package(**{"word/document.xml": "<w/>"}), "docx", "DOCX"),
        (make_package(mimetype="application/epub+zip"), "epub", "EPUB"),
    ],
)
def test_what_is_offered(content: bytes, ending: str, name: str) -> None:
    assert check_download(content, ending).name == name


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (b"<html>", "html"),
        (make_svg(), "svg"),
        (b"MZ\x90", "exe"),
        (b"#!/bin/sh\n", "sh"),
        (b"PK\x03\x04", "zip"),
        (b"", ""),
    ],
)
def test_other_kinds_are_not_offered(content: bytes, ending: str) -> None:
    with pytest.raises(UnusableFileError, match="aren't offered for download"):
        check_download(content, ending)


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (b"<html><script>alert(1)</script>", "pdf"),
        (b"%PDF-1.7 cut off", "pdf"),
        (b"<html><script>alert(1)</script>", "txt"),
        (b"#!/bin/sh\nrm", "txt"),
        (b"\xff\xfea\x00", "csv"),
        (b"[" * 100_000, "json"),
        (make_package(**{"word/document.xml": "<w/>", "word/vbaProject.bin": "x"}), "docx"),
        (make_package(mimetype=ODT), "ods"),
        (make_package(mimetype=ODT, **{"Basic/Standard/Module1.xml": "x"}), "odt"),
        (make_package(**{"xl/workbook.xml": "<w/>", "xl/macrosheets/sheet1.xml": "x"}), "xlsx"),
        (make_package(**{"word/document.xml": "<w/>", "word/embeddings/oleObject1.bin": "x"}), "docx"),
        (make_package(mimetype=ODT, **{"Scripts/python/a.py": "x"}), "odt"),
        (make_package(mimetype="application/epub+zip", **{"OPS/a.js": "x"}), "epub"),
        (b"PK\x03\x04 cut off", "xlsx"),
    ],
)
def test_what_is_in_a_file_must_be_what_its_name_says(content: bytes, ending: str) -> None:
    with pytest.raises(UnusableFileError, match="or is broken"):
        check_download(content, ending)


def make_pdf(objects: bytes) -> bytes:
    return b"%PDF-1.7\n" + objects + b"\n%%EOF\n"


def pack_objects(objects: bytes, kind: bytes = b"/ObjStm", filters: bytes = b"/FlateDecode") -> bytes:
    head = b"1 0 obj <</Type " + kind + b" /N 1 /First 4 /Filter " + filters + b">> stream\r\n"
    return make_pdf(head + zlib.compress(objects) + b"\nendstream endobj")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (make_pdf(b"<</OpenAction <</S /JavaScript /JS (app.alert(1))>>>>"), "holds a script"),
        (make_pdf(b"<</S /J#61va#53cript /JS (x)>>"), "holds a script"),
        (pack_objects(b"1 0 <</S/JavaScript/JS(x)>>"), "holds a script"),
        (pack_objects(b"1 0 <</S/JavaScript/JS(x)>>", kind=b"/Obj#53tm"), "holds a script"),
        (make_pdf(b"<</S /Launch /F (a.exe)>>"), "starts a program"),
        (make_pdf(b"<</Type /EmbeddedFile>>"), "another file"),
        (make_pdf(b"<</AcroForm <</XFA [1 0 R]>>>>"), "a form with scripts"),
        (pack_objects(b"x", filters=b"[/ASCIIHexDecode /FlateDecode]"), "can't be looked through"),
        (pack_objects(b"x", filters=b"5 0 R"), "can't be looked through"),
        (pack_objects(b"x", filters=b"/FlateDecode /DecodeParms <</Predictor 12>>"), "looked through"),
        (pack_objects(b"x").replace(zlib.compress(b"x"), b"broken"), "can't be looked through"),
        (make_pdf(b"trailer <</Encrypt 3 0 R>>"), "can't be looked through"),
    ],
)
def test_a_pdf_that_does_something_is_not_offered(content: bytes, said: str) -> None:
    with pytest.raises(UnusableFileError, match=said):
        check_download(content, "pdf")


def test_a_pdf_of_pages_is_offered() -> None:
    printed = make_printed_pdf([[Printed(70, 800, "No /JavaScriptless words run.")]])
    assert check_download(printed, "pdf").name == "PDF"
    for filters in (b"/FlateDecode", b"[/FlateDecode]", b"[ /FlateDecode ]"):
        assert check_download(pack_objects(b"1 0 <</Type/Page>>", filters=filters), "pdf").name == "PDF"
