"""Try the largest page of each kind in each language with another axe-core than that of the tests.

    python -m tests.browser.newest_axe FOLDER

FOLDER is the package as npm unpacks it: `make axe` fetches the version that locks/axe/ names. Ends with 1
when anything was found.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from dossier_timeline.mkdocs_plugin.settings import load_config
from dossier_timeline.pipeline import build_site
from tests.browser.chromium import (
    AXE,
    CONTRAST,
    SCHEMES,
    address,
    findings,
    largest_of_each_kind,
    launch,
    served,
    set_look,
    visit,
)
from tests.helpers.files import ROOT

WIDTHS = (390, 1280)


def find_faults(browser: Browser, url: str, axe: str) -> Iterator[str]:
    """Yield what axe finds on a page in each width and colour scheme, with where it was found."""
    page = browser.new_page()
    visit(page, url)
    page.evaluate(axe)
    for width in WIDTHS:
        for scheme in SCHEMES:
            set_look(page, width, scheme)
            # Only the rule of contrast depends on the colours.
            for one in findings(page, AXE if scheme == SCHEMES[0] else CONTRAST):
                yield f"{width} px, {scheme}: {one}"
    page.close()


def try_pages(files: Mapping[str, bytes], below: str, axe: str) -> int:
    """Try a page of each kind in each language, tell what was found, and return on how many pages."""
    faulty = 0
    with sync_playwright() as playwright, served(files, below) as base:
        browser = launch(playwright.chromium)
        kinds = largest_of_each_kind(files)
        # A page at an address that has moved leads on by itself, to one of the others.
        for kind in kinds.keys() - {"moved"}:
            for path in kinds[kind]:
                found = list(dict.fromkeys(find_faults(browser, base + address(path), axe)))
                faulty += bool(found)
                print(f"{path}: {len(found)} findings", *found, sep="\n  ", flush=True)
        browser.close()
    return faulty


def main() -> int:
    """Build the site and try its pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the package axe-core, as npm unpacks it")
    folder = parser.parse_args().folder
    version = json.loads((folder / "package.json").read_text("utf-8"))["version"]
    config = load_config(str(ROOT / "mkdocs.yml"))
    files = build_site(config).files
    axe = (folder / "axe.min.js").read_text("utf-8")
    faulty = try_pages(files, urlsplit(config.addresses.site_url).path, axe)
    print(f"axe-core {version}: findings on {faulty} pages")
    return 1 if faulty else 0


if __name__ == "__main__":
    raise SystemExit(main())
