"""Try every page of the site in the browser, with every rule in every width and colour scheme.

    python -m tests.browser.audit [--output docs/audit.md]

Writes a table and ends with 1 when anything was found. It takes some minutes.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from dossier_timeline.mkdocs_plugin.settings import load_config
from dossier_timeline.pipeline import build_site
from tests.browser.chromium import (
    SCHEMES,
    WIDTHS,
    address,
    everything,
    kind_of,
    launch,
    listen,
    served,
    visit,
)
from tests.browser.weighing import blocking, weight
from tests.helpers.files import ROOT


@dataclass(frozen=True)
class Row:
    """What was found on one page."""

    path: str
    kind: str
    findings: tuple[str, ...]
    complaints: tuple[str, ...]
    weight: int
    requests: int


def look(browser: Browser, base: str, files: Mapping[str, bytes], path: str) -> Row:
    """Open one page and try it."""
    page = browser.new_page()
    heard = listen(page)
    visit(page, base + address(path))
    findings = everything(page)
    page.close()
    elsewhere = [url for url in heard.requests if urlsplit(url).netloc != urlsplit(base).netloc]
    return Row(
        path=path,
        kind=kind_of(files[path]),
        findings=tuple(findings),
        complaints=(*heard.complaints, *(f"fetched {url}" for url in elsewhere)),
        weight=weight(files, path),
        requests=1 + len(blocking(files, path)),
    )


def rows() -> Iterator[Row]:
    """What was found on every page, page by page; one that leads on at once to another is that other."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    files = build_site(config).files
    with (
        sync_playwright() as playwright,
        served(files, urlsplit(config.addresses.site_url).path) as base,
    ):
        browser = launch(playwright.chromium)
        pages = (path for path in files if path.endswith(".html") and kind_of(files[path]) != "moved")
        for path in sorted(pages):
            yield look(browser, base, files, path)
        browser.close()


HEAD = """\
# Every page in the browser

Made by `make audit`: axe's rules for WCAG 2.2 A and AA and its best practices, at {widths} px, \
{schemes}, under a strict content security policy. Weight is HTML and the CSS that the title waits for, \
compressed with Brotli; requests are those that the title waits for.

| page | kind | axe | complaints | weight, bytes | requests |
|---|---|--:|--:|--:|--:|
"""


def table(found: list[Row]) -> str:
    """The results as a page of documentation."""
    head = HEAD.format(widths=", ".join(map(str, WIDTHS)), schemes=" and ".join(SCHEMES))
    return head + "".join(
        f"| {one.path} | {one.kind} | {len(one.findings)} | {len(one.complaints)} "
        f"| {one.weight} | {one.requests} |\n"
        for one in found
    )


def main() -> int:
    """Try all pages, write the table, tell what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "audit.md")
    output = parser.parse_args().output
    found = []
    for row in rows():
        found.append(row)
        print(f"{row.path}: {len(row.findings)} findings, {len(row.complaints)} complaints", flush=True)
        for what in dict.fromkeys((*row.findings, *row.complaints)):
            print(f"  {what}", flush=True)
    output.write_text(table(found), "utf-8")
    wrong = sum(bool(row.findings or row.complaints) for row in found)
    print(f"{len(found)} pages, {wrong} with findings; the table is in {output}")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
