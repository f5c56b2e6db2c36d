"""Somebody who follows docs/guide.md from the PDF to the page, and what that takes."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml
from playwright.sync_api import Browser, PdfMargins

from tests.docs.reader import Reader
from tests.helpers.files import ROOT
from tests.helpers.module_run import run_module
from tests.mkdocs_plugin.serving import Served, serving, wait_for

PAGE = ROOT / "docs" / "guide.md"
PRINTED = ROOT / "docs" / "guide" / "tree-plan.pdf"
ORIGINAL = ROOT / "docs" / "guide" / "tree-plan.html"
DOCUMENT = "tree-plan-2024"
_STYLE = "font-size: 8px; margin-left: 20mm"
_HEAD = f"<span style='{_STYLE}'>Waterdorp · Tree plan 2024</span>"
_FOOT = f"<span style='{_STYLE}'>Page <span class=pageNumber></span> of <span class=totalPages></span></span>"
_PRINTED_AT = re.compile(rb"\(D:\d{14}")
_MARGIN: PdfMargins = {"top": "25mm", "bottom": "25mm", "left": "20mm", "right": "20mm"}


def print_original(browser: Browser) -> bytes:
    """The PDF of the guide, as Chromium prints it of docs/guide/tree-plan.html, whenever it does."""
    page = browser.new_page()
    page.goto(ORIGINAL.as_uri())
    content = page.pdf(
        format="A4", display_header_footer=True, header_template=_HEAD, footer_template=_FOOT, margin=_MARGIN
    )
    page.close()
    return _PRINTED_AT.sub(b"(D:20240514000000", content)


class GuideReader(Reader):
    """Follows the guide in an empty folder, where `generator` is the folder of the generator.

    What `make` would install is there already, so it's only asked what it would do. `look` is called with the
    site while `mkdocs serve` runs.
    """

    lines_of_yaml: int = 0
    look: Callable[[Served], None] | None = None

    def do(self, kind: str, block: str) -> None:
        if kind == "yaml":
            self.lines_of_yaml += len(block.splitlines())
        if self.told.startswith("serves "):
            self.serve(block)
            self.commands += 1
            return
        super().do(kind, block)

    def serve(self, block: str) -> None:
        """Look at the page for the words that the guide names, as long as `mkdocs serve` runs."""
        assert block == "mkdocs serve\n"
        address, _, words = self.told.removeprefix("serves ").partition(": ")
        with serving(self.folder, "mkdocs", below="trees") as served:
            for one in words.split("; "):
                wait_for(served.root + address, one)
            if self.look:
                self.look(served)

    def run_line(self, line: str, exit_code: int) -> None:
        program, *words = shlex.split(line)
        if program == "cd":
            self.folder = (self.folder / words[0]).resolve()
            os.chdir(self.folder)
        elif program == "make":
            subprocess.run(["make", "--dry-run", *words], cwd=ROOT, check=True, capture_output=True)
        elif program == ".":
            assert words == [".venv/bin/activate"]
        elif program == "mkdocs":
            done = run_module(self.folder, "mkdocs", *words)
            assert done.returncode == 0, done.stderr
            self.said = done.stdout + done.stderr
        else:
            super().run_line(
                " ".join([program, *map(shlex.quote, map(os.path.expanduser, words))]), exit_code
            )


@contextmanager
def empty_computer(folder: Path, original: Path = PRINTED) -> Iterator[Path]:
    """A folder for the generator on a computer with nothing but the PDF among its downloads."""
    downloads = folder / "Downloads"
    downloads.mkdir()
    shutil.copy(original, downloads / "tree-plan.pdf")
    generator = folder / "generator"
    generator.mkdir()
    before, home, sources = Path.cwd(), os.environ.get("HOME"), os.environ.pop("SOURCES", None)
    os.environ["HOME"] = str(folder)
    os.chdir(generator)
    try:
        yield generator
    finally:
        os.chdir(before)
        if home is not None:
            os.environ["HOME"] = home
        if sources is not None:
            os.environ["SOURCES"] = sources


def list_facts(dossier: Path, document: str) -> list[dict[str, object]]:
    """The facts of a document.yml."""
    text = (dossier / "content" / "documents" / document / "document.yml").read_text("utf-8")
    found: list[dict[str, object]] = yaml.safe_load(text).get("facts", [])
    return found
