"""Pictures for docs/pictures: what somebody sees who follows docs/maintaining.md and docs/guide.md.

python -m tests.docs.pictures
"""

from __future__ import annotations

import base64
import os
import tempfile
from pathlib import Path

from click.testing import CliRunner, Result
from playwright.sync_api import Page, expect, sync_playwright
from pypdfium2 import PdfDocument

from dossier_timeline.__main__ import cli
from tests.browser.chromium import launch
from tests.docs import guide
from tests.docs.reader import Reader
from tests.helpers.files import ROOT
from tests.helpers.site_copies import copied
from tests.mkdocs_plugin.serving import PATIENCE, Served, serving, wait_for

FOLDER = ROOT / "docs" / "pictures"
BROKEN = "content/documents/letter-2021/document.yml"
ADDRESS = "en/documents/letter-of-2022/"


_SHOWN_PART = 0.7
"""How much of the height of the first page is shown: below that it's empty."""
_DRAW_PIXELS = """([pixels, width, height, part]) => {
    const size = {width, height: Math.round(height * part)};
    const canvas = Object.assign(document.createElement("canvas"), size);
    const bytes = Uint8ClampedArray.from(atob(pixels), (sign) => sign.charCodeAt(0));
    canvas.getContext("2d").putImageData(new ImageData(bytes, width, height), 0, 0);
    return canvas.toDataURL("image/webp", 0.8);
}"""
_DRAW_SHOT = """async (address) => {
    const picture = new Image();
    picture.src = address;
    await picture.decode();
    const size = {width: picture.width, height: picture.height};
    const canvas = Object.assign(document.createElement("canvas"), size);
    canvas.getContext("2d").drawImage(picture, 0, 0);
    return canvas.toDataURL("image/webp", 0.85);
}"""


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


def take_of_maintaining(page: Page, folder: Path) -> None:
    """Follow docs/maintaining.md as far as the summaries, and take its pictures."""
    root = copied(folder)
    os.chdir(root)
    text = (ROOT / "docs" / "maintaining.md").read_text("utf-8")
    Reader(root, command).follow(text.partition("### 6.")[0])
    with serving(root, "mkdocs") as served:
        take(page, root, served.root)
    os.chdir(ROOT)


def take_of_guide(page: Page, folder: Path) -> None:
    """Print the document of docs/guide.md, follow that as far as `mkdocs serve`, and take its pictures."""
    assert page.context.browser is not None
    guide.PRINTED.write_bytes(guide.print_original(page.context.browser))
    bitmap = PdfDocument(guide.PRINTED.read_bytes())[0].render(
        scale=1.25, rev_byteorder=True, prefer_bgrx=True
    )
    pixels = base64.b64encode(bytes(bitmap.buffer)).decode()
    write_webp(
        "guide-original", page.evaluate(_DRAW_PIXELS, [pixels, bitmap.width, bitmap.height, _SHOWN_PART])
    )

    def look(served: Served) -> None:
        page.goto(served.root + "en/documents/tree-plan-of-waterdorp/")
        shoot(page, "guide-page")
        page.locator("main a[href^='#note'], main a.fact").first.click()
        page.wait_for_timeout(500)
        shoot(page, "guide-notes")

    with guide.empty_computer(folder) as generator:
        reader = guide.GuideReader(generator, command)
        reader.look = look
        reader.follow(guide.PAGE.read_text("utf-8").partition("## 6.")[0])


def shoot(page: Page, name: str) -> None:
    """Take what is seen of a page."""
    shot = base64.b64encode(page.screenshot()).decode()
    write_webp(name, page.evaluate(_DRAW_SHOT, f"data:image/png;base64,{shot}"))


def write_webp(name: str, address: str) -> None:
    """Write a picture from its data address."""
    (FOLDER / f"{name}.webp").write_bytes(base64.b64decode(address.partition(",")[2]))


def main() -> None:
    """Follow both pages, and take the pictures."""
    FOLDER.mkdir(exist_ok=True)
    expect.set_options(timeout=PATIENCE * 1000)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        for number, take_all in enumerate((take_of_maintaining, take_of_guide)):
            page = browser.new_page(viewport={"width": 1000, "height": 640})
            scratch = Path(folder, str(number))
            scratch.mkdir()
            take_all(page, scratch)
        browser.close()


if __name__ == "__main__":
    main()
