"""A table or a line of code in a text that is wider than the screen scrolls in its own box."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from dossier_timeline.mkdocs_plugin.settings import load_config
from dossier_timeline.pipeline import build_site
from tests.browser.chromium import WIDTHS, address, briefly, served, set_look
from tests.helpers.site_copies import copied

HEAD = "| Gemeente | Bevolkingsontwikkeling | Woningvoorraad | Bereikbaarheid |"
TABLE = f"{HEAD}\n|---|---|---|---|\n| Brugstede | a | b | c |"
CODE = f"```\n{'een-lange-regel-code ' * 8}\n```"
LONG = f"`{'een-heel-lange-regel-' * 8}`"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    root = copied(tmp_path_factory.mktemp("wide"))
    for code in ("nl", "en"):
        text = root / f"content/pages/about/{code}.md"
        text.write_text(f"{text.read_text('utf-8')}\n\n{TABLE}\n\n{CODE}\n\n- {LONG}\n", "utf-8")
    return dict(build_site(load_config(str(root / "mkdocs.yml")).with_settings(search=False)).files)


def test_what_is_wide_scrolls_in_its_box(files: dict[str, bytes], browser: Browser) -> None:
    page = browser.new_context().new_page()
    with served(files, "/") as base:
        page.goto(base + address(_about(files)))
        for width in WIDTHS[:2]:
            set_look(page, width)
            assert page.evaluate("document.documentElement.scrollWidth") == width
        set_look(page, WIDTHS[0])
        boxes = page.locator(".prose .scroll")
        assert [boxes.nth(n).get_attribute("aria-label") for n in range(boxes.count())] == ["Tabel", "Code"]
        for number in range(boxes.count()):
            box = boxes.nth(number)
            assert box.evaluate("one => one.scrollWidth > one.clientWidth")
            box.focus()
            page.keyboard.press("ArrowRight")
            for _ in range(100):  # scrolling takes some frames
                if box.evaluate("one => one.scrollLeft"):
                    break
                page.wait_for_timeout(20)
            assert box.evaluate("one => one.scrollLeft") > 0
        assert briefly(page, WIDTHS[:1]) == []
        page.goto(base + address("nl/documenten/voortgangsbericht-2021/index.html"))
        facts = page.locator(".prose .fact")
        assert facts.count()
        assert (
            facts.evaluate_all("all => all.map(one => getComputedStyle(one).unicodeBidi)")
            == ["isolate"] * facts.count()
        )


def _about(files: dict[str, bytes]) -> str:
    return next(path for path in files if path.startswith("nl/") and b"een-heel-lange-regel-" in files[path])
