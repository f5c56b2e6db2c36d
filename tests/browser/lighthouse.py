"""Give a page of each kind in each language to Lighthouse, and put the table in docs/quality.md.

    python -m tests.browser.lighthouse node_modules/.bin/lighthouse

Lighthouse comes from npm and isn't installed with the tests. What `make audit` found is read from
docs/audit.md, so run that first. Ends with 1 when any score is below 100.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from dossier_timeline.mkdocs_plugin.settings import load_config
from dossier_timeline.pipeline import build_site
from tests.browser.chromium import ARGUMENTS, NAMES, address, largest_of_each_kind, served
from tests.helpers.files import ROOT

AUDIT, QUALITY = ROOT / "docs" / "audit.md", ROOT / "docs" / "quality.md"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PORT = 8643
"""The site is made for the address at which it's served, which addresses in it must name."""
Scores = dict[str, int | None]
TRIES = 4
SLOWER = 4.0
"""How many times slower than a quiet machine Lighthouse takes a phone to be."""
PHONE = 264
"""Lighthouse's benchmark of a simple phone, by which Chrome's own developer tools calibrate."""
_ROW = re.compile(r"^\| ([^|]+\.html) \| ([a-z-]+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", re.M)
_TABLE = re.compile(r"(?<=<!-- table -->\n).*?(?=<!-- end of table -->)", re.S)


@dataclass(frozen=True)
class Kind:
    """What `make audit` found on the pages of one kind in one language."""

    name: str
    language: str
    pages: int
    findings: int
    complaints: int
    weight: int
    requests: int


def language_of(path: str) -> str:
    """The folder of its language in which a page is; "" for a page of all languages."""
    return path.removeprefix("embed/").rpartition("/")[0].partition("/")[0]


def audited(table: str) -> dict[tuple[str, str], Kind]:
    """The table of docs/audit.md by kind and language: sums of findings, the heaviest page."""
    found: dict[tuple[str, str], Kind] = {}
    for path, kind, *numbers in _ROW.findall(table):
        findings, complaints, weight, requests = map(int, numbers)
        language = language_of(path)
        known = found.get((kind, language)) or Kind(kind, language, 0, 0, 0, 0, 0)
        found[kind, language] = replace(
            known,
            pages=known.pages + 1,
            findings=known.findings + findings,
            complaints=known.complaints + complaints,
            weight=max(known.weight, weight),
            requests=max(known.requests, requests),
        )
    return found


def scores(
    lighthouse: str, url: str, slower: float, categories: Sequence[str] = CATEGORIES
) -> tuple[Scores, float]:
    """Lighthouse's scores of one page, out of 100 (`None` where it gave none), and the machine's benchmark.

    `slower` says how many times slower than this machine the phone is. Tells what lowers the scores.
    """
    chrome = next(found for name in NAMES if (found := shutil.which(name)))
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        flags = " ".join(("--headless=new", *ARGUMENTS))
        words = [lighthouse, url, "--quiet", "--output=json", f"--output-path={report}"]
        words += [f"--chrome-flags={flags}", f"--only-categories={','.join(categories)}"]
        words += [f"--throttling.cpuSlowdownMultiplier={slower:.2f}"]
        for _ in range(TRIES):  # Chromium doesn't always start on a machine that is busy
            done = subprocess.run(words, check=False, env={**os.environ, "CHROME_PATH": chrome})
            if done.returncode == 0:
                break
        told = json.loads(report.read_text("utf-8"))
    for category in categories:
        for one in told["categories"][category]["auditRefs"]:
            audit = told["audits"][one["id"]]
            if one["weight"] and audit["score"] is not None and audit["score"] < 1:
                why = audit.get("displayValue") or audit.get("explanation") or ""
                print(f"  {category}: {audit['title']} ({why})", flush=True)
    given = {name: told["categories"].get(name, {}).get("score") for name in CATEGORIES}
    scores = {name: None if score is None else round(score * 100) for name, score in given.items()}
    return scores, told["environment"]["benchmarkIndex"]


def best(lighthouse: str, url: str, slower: float) -> tuple[Scores, float]:
    """The best of a few tries: what else the machine does counts against a page too.

    After each try the phone is slower by as much as the machine, at that moment, is faster than it; so much
    is given back as well, for the next page.
    """
    tries: list[Scores] = []
    while len(tries) < TRIES and not (tries and tries[-1]["performance"] == 100):
        found, benchmark = scores(lighthouse, url, slower)
        slower = min(SLOWER, max(1.0, benchmark / PHONE))
        tries.append(found)
    return max(tries, key=lambda one: one["performance"] or 0), slower


def rows(lighthouse: str, only: str, untimed: bool) -> Iterator[tuple[str, str, Scores]]:
    """Kind, language and scores, page by page."""
    below = urlsplit(load_config(str(ROOT / "mkdocs.yml")).addresses.site_url).path
    config = load_config(str(ROOT / "mkdocs.yml")).with_settings(site_url=f"http://127.0.0.1:{PORT}{below}")
    files = build_site(config).files
    slower = SLOWER
    with served(files, below, PORT) as base:
        for kind, paths in largest_of_each_kind(files).items():
            if kind == "moved":  # it leads on at once
                continue
            for path in paths if not only or kind == only else ():
                print(path, flush=True)
                if untimed:
                    given, _ = scores(lighthouse, base + address(path), slower, CATEGORIES[1:])
                else:
                    given, slower = best(lighthouse, base + address(path), slower)
                print(" ", *given.values(), flush=True)
                yield kind, language_of(path), given


def table(found: Iterable[tuple[str, str, Scores]], known: dict[tuple[str, str], Kind]) -> str:
    """A line for each kind of page in each language."""
    head = (
        "| kind of page | language | pages | axe | complaints | Lighthouse | HTML + CSS, bytes | requests |\n"
        "|---|---|--:|--:|--:|---|--:|--:|\n"
    )
    lines = []
    for kind, language, given in found:
        one = known[kind, language]
        shown = " ".join("–" if score is None else str(score) for score in given.values())
        lines.append(
            f"| {kind} | {language or 'all'} | {one.pages} | {one.findings} | {one.complaints} "
            f"| {shown} | {one.weight} | {one.requests} |\n"
        )
    return head + "".join(lines)


def main() -> int:
    """Try a page of each kind, write the table, tell what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lighthouse", help="the program, as npm installed it")
    parser.add_argument("--only", default="", help="one kind of page; writes no table")
    parser.add_argument("--untimed", action="store_true", help="leave performance out, on a busy machine")
    given = parser.parse_args()
    found = list(rows(given.lighthouse, given.only, given.untimed))
    if not given.only:
        text = QUALITY.read_text("utf-8")
        made_table = table(found, audited(AUDIT.read_text("utf-8")))
        QUALITY.write_text(_TABLE.sub(lambda _: made_table, text), "utf-8")
    return 1 if any(score != 100 for *_, each in found for score in each.values() if score is not None) else 0


if __name__ == "__main__":
    sys.exit(main())
