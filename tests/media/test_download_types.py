"""Files to download: what is in them must be what their name says, and nothing that runs is offered."""

from __future__ import annotations

import io
import zipfile

import pytest

from dossier_timeline.media.download_types import check_download
from dossier_timeline.media.unusable_file import UnusableFileError
from tests.helpers.image_making import make_svg


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
        (b"PK\x03\x04 cut off", "xlsx"),
    ],
)
def test_what_is_in_a_file_must_be_what_its_name_says(content: bytes, ending: str) -> None:
    with pytest.raises(UnusableFileError, match="or is broken"):
        check_download(content, ending)
