"""Time this generator beside plain MkDocs with mkdocs-static-i18n, on as many pages of like size.

    python -m tests.bench.compare [--runs 5]

Each page of this dossier has a counterpart in plain MkDocs with as many links to the words and either
as many bytes of HTML ("like bytes") or as many words ("like words": fewer bytes, as a number here has
its note, its source and its marks). MkDocs has its built-in theme with a menu of two pages and, like
this generator here, no search. All build in new processes, by turns, on this machine, from nothing, and
this generator also with what it remembers in `.cache/`. Printed are medians of the time that passed and of
the time that processors worked, with the ratios: times of different machines don't compare, ratios nearly do.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, cycle
from pathlib import Path

from dossier_timeline.mkdocs_plugin.settings import load_config
from dossier_timeline.pipeline import build_site
from tests.helpers.files import ROOT

_SENTENCE = "the bridge was measured again in May and the report says how long it is and who paid for it"
_OF_A_LINK = len('<a href="../page-10/#part-3"></a>')


@dataclass(frozen=True, slots=True)
class Size:
    """Of the main part of a page: bytes of HTML, words and links."""

    bytes: int
    words: int
    links: int


def text_of(size: Size, page: int, pages: int) -> str:
    """Markdown with so many words and links: headings, paragraphs, lists and a table."""
    words, every = cycle(_SENTENCE.split()), max(2, size.words // max(1, size.links))
    targets = (f"page-{(page + step) % pages}.md#part-{step % 2 + 1}" for step in count(1))

    def some(wanted: int) -> Iterator[str]:
        for number in range(wanted):
            word = next(words)
            yield f"[{word}]({next(targets)})" if number % every == every - 1 else word

    blocks, left, part = [f"# Page {page}"], size.words, 0
    shapes = cycle(("paragraph", "paragraph", "list", "paragraph", "table"))
    while left > 0 or part < 2:
        if len(blocks) % 6 == 1:
            part += 1
            blocks.append(f"## Part {part}")
        shape, wanted = next(shapes), max(10, min(left, 60))
        if shape == "list":
            blocks.append("\n".join(f"- {' '.join(some(wanted // 5))}" for _ in range(5)))
        elif shape == "table":
            rows = [f"| {' '.join(some(wanted // 10))} | {' '.join(some(wanted // 10))} |" for _ in range(5)]
            blocks.append("\n".join(["| One | Other |", "|---|---|", *rows]))
        else:
            blocks.append(" ".join(some(wanted)).capitalize() + ".")
        left -= wanted
    return "\n\n".join(blocks) + "\n"


def plain_site(folder: Path, sizes: list[Size], languages: tuple[str, ...]) -> None:
    """A MkDocs project with a page for each size, in each language."""
    (folder / "docs").mkdir(parents=True)
    for number, size in enumerate(sizes):
        text = text_of(size, number, len(sizes))
        for language in languages:
            (folder / "docs" / f"page-{number}.{language}.md").write_text(text, "utf-8")
            if number == 0:
                (folder / "docs" / f"index.{language}.md").write_text("# Home\n", "utf-8")
    listed = "\n".join(
        f"        - {{locale: {code}, name: {code}, build: true, default: {'true' if i == 0 else 'false'}}}"
        for i, code in enumerate(languages)
    )
    (folder / "mkdocs.yml").write_text(
        "site_name: Plain\nsite_url: https://example.org/\ntheme: mkdocs\nnav: [index.md, page-0.md]\n"
        "not_in_nav: page-*.md\nplugins:\n  - i18n:\n"
        f"      docs_structure: suffix\n      languages:\n{listed}\n",
        "utf-8",
    )


def dossier_site(folder: Path) -> None:
    """The dossier, configured as ever but for the search."""
    for name in ("content", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    plugin = "plugins:\n  - dossier:\n      search: false\n"
    (folder / "mkdocs.yml").write_text(f"INHERIT: {ROOT / 'mkdocs.yml'}\n{plugin}", "utf-8")


def own_sizes() -> tuple[list[Size], tuple[str, ...]]:
    """The sizes of the pages of our own site in its first language, and all its languages."""
    site = build_site(load_config(str(ROOT / "mkdocs.yml")))
    languages = {path.split("/")[0] for path in site.files if path.count("/") == 1 and "/index.html" in path}
    first = min(languages)
    return [
        size_of(content.decode())
        for path, content in site.files.items()
        if path.startswith(f"{first}/") and path.endswith(".html")
    ], tuple(sorted(languages))


def size_of(html: str) -> Size:
    """The size of a page's main part."""
    inside = re.search(r"<(main|div [^>]*role=\"main\")\b.*(?=</main>|<footer)", html, re.DOTALL)
    text = inside[0] if inside else html
    return Size(len(text.encode()), len(re.sub(r"<[^>]*>", " ", text).split()), text.count("<a "))


def grown(sizes: list[Size], times: float) -> list[Size]:
    """As many bytes of HTML in plain paragraphs with as many links to the words; about so many `times`."""
    result = []
    for size in sizes:
        plain = size.words * 5 + size.links * _OF_A_LINK + size.words // 60 * 40
        more = times * size.bytes / max(1, plain)
        result.append(Size(size.bytes, round(size.words * more), round(size.links * more)))
    return result


def html_of(output: Path) -> tuple[int, int]:
    """The bytes of all pages, and of their main parts."""
    pages = [file.read_text("utf-8") for file in output.rglob("*.html")]
    return sum(len(page.encode()) for page in pages), sum(size_of(page).bytes for page in pages)


@dataclass(frozen=True, slots=True)
class Cost:
    """One build: seconds that passed, seconds of processor."""

    wall: float
    cpu: float


def cost(command: list[str], folder: Path, output: Path) -> Cost:
    """What one build costs that finds no site of an earlier one."""
    for place in (output, output.with_name(f".{output.name}.spare")):
        shutil.rmtree(place, ignore_errors=True)
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    sizes, languages = own_sizes()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        plain_site(work / "words", sizes, languages)
        mkdocs = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir"]
        dossier_site(work / "dossier")
        ours = [*mkdocs, str(work / "ours")]
        told = (
            ("this generator, cold", ours, work / "dossier", work / "ours"),
            ("this generator, remembering", ours, work / "dossier", work / "ours"),
            ("MkDocs + static-i18n, like bytes", [*mkdocs, str(work / "b")], work / "bytes", work / "b"),
            ("MkDocs + static-i18n, like words", [*mkdocs, str(work / "w")], work / "words", work / "w"),
        )
        # What its theme adds is only known when it's built: once to see, then to be as large as ours.
        plain_site(work / "bytes", grown(sizes, 1), languages)
        for command, folder in ((ours, work / "dossier"), (told[2][1], work / "bytes")):
            subprocess.run(command, cwd=folder, check=True, capture_output=True)
        (wanted, _), (made_of, inside) = html_of(work / "ours"), html_of(work / "b")
        shutil.rmtree(work / "bytes")
        plain_site(work / "bytes", grown(sizes, 1 + (wanted - made_of) / inside), languages)
        costs: dict[str, list[Cost]] = {label: [] for label, *_ in told}
        for turn in range(runs + 1):
            for label, command, folder, output in told:
                if label.endswith("cold"):
                    shutil.rmtree(folder / ".cache", ignore_errors=True)
                spent = cost(command, folder, output)
                if turn:
                    costs[label].append(spent)
        print(f"{len(sizes)} pages in each of {len(languages)} languages, median of {runs} runs, seconds")
        print(f"{'':34}{'passed':>8}{'processor':>11}{'HTML, MB':>10}{'words':>9}")
        for label, _, _, output in told:
            pages = [size_of(file.read_text("utf-8")) for file in output.rglob("*.html")]
            volume = sum(file.stat().st_size for file in output.rglob("*.html")) / 1e6
            wall, cpu = (statistics.median(getattr(c, k) for c in costs[label]) for k in ("wall", "cpu"))
            print(f"{label:34}{wall:8.2f}{cpu:11.2f}{volume:10.2f}{sum(page.words for page in pages):9}")


if __name__ == "__main__":
    main()
