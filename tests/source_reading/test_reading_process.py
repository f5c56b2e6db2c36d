"""A document is read in a process of its own; whatever becomes of that ends in a message."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from dossier_timeline.cli import commands
from dossier_timeline.source_reading import reading_process
from dossier_timeline.source_reading.document_reading import read_blocks
from dossier_timeline.source_reading.pdf import MOST_PAGES
from dossier_timeline.source_reading.reading_process import ReadingBounds, read_document
from dossier_timeline.source_reading.unreadable import UnreadableDocumentError
from tests.helpers.pdf_making import make_pdf, printed_lines

pytestmark = pytest.mark.process
PAGE = printed_lines(70, 780, ["The harbour counts every ship.", "Each day of the year."])


def encrypted() -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(make_pdf([PAGE])))
    writer.encrypt("secret")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_the_result_is_that_of_this_process() -> None:
    content = make_pdf([PAGE, PAGE], outline=["The harbour counts"])
    assert read_document(content, "pdf") == read_blocks(content, "pdf")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (encrypted(), "locked with a password"),
        (b"%PDF-1.4 nothing", "broken"),
        (make_pdf([[]]), "ocrmypdf"),
        (make_pdf([PAGE])[:400], "broken"),
        (make_pdf([[]] * (MOST_PAGES + 1)), f"more than {MOST_PAGES} aren't read"),
    ],
    ids=["encrypted", "broken", "scan", "cut", "pages"],
)
def test_a_pdf_that_cannot_be_read(content: bytes, message: str) -> None:
    with pytest.raises(UnreadableDocumentError, match=message):
        read_document(content, "pdf")


def test_a_page_tree_that_leads_in_a_circle() -> None:
    content = make_pdf([PAGE]).replace(b"/Kids [8 0 R]", b"/Kids [2 0 R]")
    with pytest.raises(UnreadableDocumentError):
        read_document(content, "pdf", bounds=ReadingBounds(seconds=20))


def test_a_document_that_takes_too_long() -> None:
    with pytest.raises(UnreadableDocumentError, match="takes more than 1 seconds"):
        read_document(b"<p><b>x</b> y" * 400_000, "html", bounds=ReadingBounds(seconds=1))


def test_a_document_that_takes_too_much_memory() -> None:
    with pytest.raises(UnreadableDocumentError, match=r"memory|crash"):
        read_document(b"word " * 12_000_000, "text", bounds=ReadingBounds(memory=150 << 20))


def test_a_text_that_is_too_long() -> None:
    with pytest.raises(UnreadableDocumentError, match="too long"):
        read_document(b"word " * 100_000, "text", bounds=ReadingBounds(result=10_000))


def test_a_crash_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    real = subprocess.Popen
    code = "import os, sys; sys.stdin.buffer.read(); os.abort()"
    monkeypatch.setattr(
        subprocess, "Popen", lambda command, **more: real([sys.executable, "-c", code], **more)
    )
    with pytest.raises(UnreadableDocumentError, match="crash"):
        reading_process.read_document(b"x", "text")


def test_a_library_that_is_missing_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "selectolax", None)
    monkeypatch.delitem(sys.modules, "dossier_timeline.source_reading.html_document", raising=False)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"<p>x</p>")))
    monkeypatch.setattr(reading_process, "limit_this_process", lambda *_: None)
    assert reading_process.run_reading(["html", "", "1", "1", "1"]) == 3
    assert "needs the library selectolax" in (printed := capsys.readouterr().out)
    assert "pip install 'dossier-timeline[sources]'" in printed


def test_commands_need_none_of_the_libraries_that_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the process that reads a document loads them, so that a message can say what to install."""
    for library in ("chardet", "markdown_it", "pypdf", "pypdfium2", "selectolax"):
        (tmp_path / f"{library}.py").write_text(f"raise ModuleNotFoundError(name={library!r})\n", "utf-8")
    names = [path.stem for path in Path(commands.__file__).parent.glob("[!_]*.py")]
    assert "source" in names
    loaded = "".join(f"import dossier_timeline.cli.commands.{name}\n" for name in names)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with pytest.raises(
        UnreadableDocumentError, match=r"library pypdf.*in a clone of the generator: make sources"
    ):
        read_document(make_pdf([PAGE]), "pdf")
