"""What a reader must fetch before there is something to read."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from tests.browser.conftest import Opened
from tests.browser.weighing import blocking, compressed, weight

KB = 1024
DOCUMENT, LONGEST, SCRIPTS = 14 * KB, 24 * KB, 10 * KB
SHIFTS = """globalThis.shifted = 0;
new PerformanceObserver(list => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) shifted += one.value;
}).observe({type: "layout-shift", buffered: true});"""


def test_each_document_shows_after_one_round_trip(
    files: Mapping[str, bytes], kinds: Mapping[str, list[str]]
) -> None:
    documents = [path for path, content in files.items() if b'<body class="page-document' in content]
    weights = {path: weight(files, path) for path in documents}
    longest = kinds["document"]
    assert {path: size for path, size in weights.items() if path not in longest and size > DOCUMENT} == {}
    assert {path: weights[path] for path in longest if weights[path] > LONGEST} == {}


def test_scripts_are_light(files: Mapping[str, bytes]) -> None:
    scripts = {path for path in files if path.endswith(".js") and not path.startswith("pagefind/")}
    assert sum(compressed(files[path]) for path in scripts) <= SCRIPTS


def test_two_requests_before_text_shows(files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        if path.endswith(".html"):
            assert len(blocking(files, path)) == 1, path
            assert b"<script src" not in re.sub(rb'<script src="[^"]+" defer>', b"", content), path


@pytest.mark.browser
def test_nothing_shifts_while_a_page_loads(opened: tuple[Opened, ...]) -> None:
    for one in opened:
        one.page.add_init_script(SHIFTS)
        one.page.reload(wait_until="networkidle")
        assert one.page.evaluate("shifted") < 0.01, one.path
