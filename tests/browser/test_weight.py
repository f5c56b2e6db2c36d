"""What a reader must fetch before there is something to read."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from tests.browser.chromium import kind_of, wait_until_quiet
from tests.browser.conftest import Opened
from tests.browser.weighing import blocking, compressed, weight

KB = 1024
PAGE, SCRIPTS = 14 * KB, 10 * KB
"""What a server sends before it waits for an answer; and all scripts together."""
LARGER = {"report": 45 * KB, "timeline": 16 * KB, "notes": 16 * KB}
"""Kinds of pages that may be more: the notes are those of the longest document, as only the tests cut it."""
LONGEST_DOCUMENT = 24 * KB
SHIFTS = """globalThis.shifted = 0;
new PerformanceObserver(list => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) shifted += one.value;
}).observe({type: "layout-shift", buffered: true});"""


def test_a_page_of_each_kind_shows_after_one_round_trip(
    files: Mapping[str, bytes], kinds: Mapping[str, list[str]]
) -> None:
    """The longest document, the report and the timeline take a second one."""
    largest = {path for paths in kinds.values() for path in paths}
    documents = {path for path, content in files.items() if kind_of(content) == "document"}
    too_heavy = {}
    for path in largest | documents:
        kind = kind_of(files[path])
        most = LARGER.get(kind, PAGE)
        if path in kinds["document"]:
            most = LONGEST_DOCUMENT
        if (size := weight(files, path)) > most:
            too_heavy[path] = size, most
    assert too_heavy == {}


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
        one.load()
        wait_until_quiet(one.page)
        assert one.page.evaluate("shifted") < 0.01, one.path
