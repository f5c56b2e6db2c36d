"""Pictures of the site for docs/screenshots: five kinds of page, wide and on a phone, light and dark.

python -m tests.browser.screenshots [--language en]
"""

from __future__ import annotations

import argparse
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import sync_playwright

from dossier_timeline.mkdocs_plugin.settings import load_config
from dossier_timeline.pipeline import build_site
from tests.browser.chromium import SCHEMES, address, largest_of_each_kind, launch, served, visit
from tests.helpers.files import ROOT

FOLDER = ROOT / "docs" / "screenshots"
KINDS = ("home", "promises", "timeline", "document", "figures")
SIZES = {"wide": (1280, 960, 1), "phone": (390, 844, 2)}
"""Width and height in CSS pixels, and how many pixels each is."""
COLOURS = 256
"""So many colours a picture has, which makes it half as large and is seen by nobody."""


def main() -> None:
    """Take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--language", default="en", help="the language of the pages")
    language = parser.parse_args().language
    config = load_config(str(ROOT / "mkdocs.yml"))
    files = build_site(config).files
    kinds = largest_of_each_kind(files)
    FOLDER.mkdir(exist_ok=True)
    with (
        sync_playwright() as playwright,
        served(files, urlsplit(config.addresses.site_url).path) as base,
    ):
        browser = launch(playwright.chromium)
        for size, (width, height, scale) in SIZES.items():
            for scheme in SCHEMES:
                page = browser.new_page(
                    viewport={"width": width, "height": height},
                    device_scale_factor=scale,
                    color_scheme=scheme,
                )
                for kind in KINDS:
                    path = next(one for one in kinds[kind] if one.startswith(f"{language}/"))
                    visit(page, base + address(path))
                    picture = FOLDER / f"{kind}-{size}-{scheme}.png"
                    page.screenshot(path=picture)
                    with Image.open(picture) as taken:
                        taken.convert("RGB").quantize(COLOURS).save(picture, optimize=True)
                page.close()
        browser.close()


if __name__ == "__main__":
    main()
