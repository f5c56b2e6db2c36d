"""Pictures for docs/existing-site.md: a site of Material for MkDocs, and the dossier that is a section of it.

python -m tests.docs.section_pictures
"""

from __future__ import annotations

import functools
import http.server
import io
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.browser.chromium import launch
from tests.docs.pictures import FOLDER
from tests.helpers.files import GOOD
from tests.mkdocs_plugin.mounted_site import ENVIRONMENT, write_settings

INDEX = """# The town's handbook

What a newcomer to the town has to know, and where to ask.

- [When the bridges open](guide/opening-hours.md), by day and by season
- [What was promised about the bridges](dossier/), and what came of it: a dossier of its own,
  from the town's papers

!!! note
    The desk at the quay answers on weekdays.
"""
HOURS = "# Opening hours\n\n| bridge | opens |\n|---|---|\n| north | 9 to 17 |\n| south | 8 to 20 |\n"
NAV = [{"Home": "index.md"}, {"The bridges": "dossier/"}, {"Opening hours": "guide/opening-hours.md"}]


def make_site(folder: Path) -> None:
    """Write and build the site, in the folder `www/docs` within `folder`."""
    shutil.copytree(GOOD / "content", folder / "dossier-content")
    (folder / "docs/guide").mkdir(parents=True)
    (folder / "docs/index.md").write_text(INDEX, "utf-8")
    (folder / "docs/guide/opening-hours.md").write_text(HOURS, "utf-8")
    write_settings(
        folder,
        theme={"name": "material", "font": False},
        markdown_extensions=["admonition"],
        nav=NAV,
        plugins=["search"],
        options={"search": True},
        site_dir="www/docs",
    )
    words = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(words, cwd=folder, env={**os.environ, **ENVIRONMENT}, check=True)


@contextmanager
def served_plainly(folder: Path) -> Iterator[str]:
    """The files of a folder without any policy, as Material needs it; gives the address."""
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def take_of_section(page: Page, address: str) -> None:
    """The site, the way from it to the dossier, and the dossier with the way back."""
    page.goto(address)
    _shoot(page, "section-site")
    mount = page.get_by_role("link", name="The bridges", exact=True).first.evaluate("(link) => link.href")
    page.goto(f"{mount}en/")
    _shoot(page, "section-dossier")


def _shoot(page: Page, name: str) -> None:
    """Take what is seen of a page, whose policy may let no script make a picture of it."""
    with Image.open(io.BytesIO(page.screenshot())) as taken:
        taken.save(FOLDER / f"{name}.webp", quality=85, method=6)


def main() -> None:
    """Make the site, and take the pictures."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        make_site(Path(folder))
        browser = launch(playwright.chromium)
        page = browser.new_page(viewport={"width": 1240, "height": 620})
        with served_plainly(Path(folder, "www")) as address:
            take_of_section(page, f"{address}docs/")
        browser.close()


if __name__ == "__main__":
    main()
