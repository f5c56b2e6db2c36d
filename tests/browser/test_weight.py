"""What a reader must fetch before there is something to read."""

from __future__ import annotations

import posixpath
import re

import brotli
import pytest

KB = 1024
SHIFTS = """globalThis.shifted = 0;
new PerformanceObserver(list => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) shifted += one.value;
}).observe({type: "layout-shift", buffered: true});"""
DOCUMENT, LONGEST, SCRIPTS = 14 * KB, 24 * KB, 10 * KB


def compressed(content: bytes) -> int:
    return len(brotli.compress(content, quality=11))


def beside(files, path: str, pattern: bytes, content: bytes) -> list[str]:
    """The paths of files that a part of a page asks for."""
    folder = posixpath.dirname(path)
    found = [one.decode() for one in re.findall(pattern, content)]
    paths = [posixpath.normpath(posixpath.join(folder, one)) for one in found]
    return [one for one in paths if one in files]


def blocking(files, path: str) -> list[str]:
    """The stylesheets that a screen waits for before it shows the title."""
    before = files[path].partition(b"<h1")[0]
    return beside(files, path, rb'<link rel="stylesheet" href="([^"]+)"(?! media="print")', before)


def weight(files, path: str) -> int:
    return compressed(files[path]) + sum(compressed(files[one]) for one in blocking(files, path))


def test_each_document_shows_after_one_round_trip(files, kinds):
    documents = [path for path, content in files.items() if b'<body class="page-document' in content]
    weights = {path: weight(files, path) for path in documents}
    longest = kinds["document"]
    assert {path: size for path, size in weights.items() if path not in longest and size > DOCUMENT} == {}
    assert {path: weights[path] for path in longest if weights[path] > LONGEST} == {}


def test_scripts_are_light(files):
    scripts = {path for path in files if path.endswith(".js") and not path.startswith("pagefind/")}
    assert sum(compressed(files[path]) for path in scripts) <= SCRIPTS


def test_two_requests_before_text_shows(files):
    for path, content in files.items():
        if path.endswith(".html"):
            assert len(blocking(files, path)) <= 1, path
            assert b"<script src" not in re.sub(rb'<script src="[^"]+" defer>', b"", content), path


@pytest.mark.browser
def test_nothing_shifts_while_a_page_loads(opened):
    for one in opened:
        one.page.add_init_script(SHIFTS)
        one.page.reload(wait_until="networkidle")
        assert one.page.evaluate("shifted") < 0.01, one.path
