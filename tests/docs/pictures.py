"""Pictures for docs/pictures: what somebody sees who follows docs/maintaining.md.

python -m tests.docs.pictures
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from click.testing import CliRunner, Result
from playwright.sync_api import Page, expect, sync_playwright

from dossier_timeline.__main__ import cli
from tests.browser.chromium import launch
from tests.docs.reader import Reader
from tests.helpers.files import ROOT
from tests.helpers.site_copies import copied
from tests.mkdocs_plugin.serving import PATIENCE, serving, wait_for

FOLDER = ROOT / "docs" / "pictures"
BROKEN = "content/documents/letter-2021/document.yml"
ADDRESS = "en/documents/letter-of-2022/"


def command(*words: str, exit_code: int = 0) -> Result:
    """Run a command in the folder of the dossier."""
    done = CliRunner().invoke(cli, list(words))
    if done.exit_code != exit_code:
        raise SystemExit(done.output)
    return done


def take(page: Page, root: Path, served: str) -> None:
    """A draft while it is written, the way from a number to its passage, and a mistake."""
    wait_for(served + ADDRESS, "Letter of 2022")
    page.goto(served + ADDRESS)
    page.screenshot(path=FOLDER / "draft.png")
    page.locator("main a[href^='#note'], main a.fact").first.click()
    page.wait_for_timeout(500)
    page.screenshot(path=FOLDER / "passage.png")
    file = root / BROKEN
    file.write_text(file.read_text("utf-8").replace("kind: letter\n", "knid: letter\n", 1), "utf-8")
    page.goto(served + "en/documents/progress-report-2021/")
    expect(page.get_by_role("alert")).to_contain_text("knid")
    page.screenshot(path=FOLDER / "mistake.png")


def main() -> None:
    """Follow the page as far as the summaries, and take the pictures."""
    FOLDER.mkdir(exist_ok=True)
    expect.set_options(timeout=PATIENCE * 1000)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = copied(Path(folder))
        os.chdir(root)
        text = (ROOT / "docs" / "maintaining.md").read_text("utf-8")
        Reader(root, command).follow(text.partition("### 6.")[0])
        browser = launch(playwright)
        page = browser.new_page(viewport={"width": 1000, "height": 640})
        with serving(root, "mkdocs") as served:
            take(page, root, served.root)
        browser.close()
        os.chdir(ROOT)


if __name__ == "__main__":
    main()
