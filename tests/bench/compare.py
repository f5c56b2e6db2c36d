"""Time this generator beside plain MkDocs with mkdocs-static-i18n, on as many pages of like size.

    python tests/bench/compare.py [--runs 5]

Both build in new processes, by turns, on this machine, from nothing. Printed are the median times
and their ratio: times of different machines don't compare, ratios nearly do.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generator.build import made
from generator.plugin import settings_of

ROOT = Path(__file__).parents[2]


def plain_site(folder: Path, bodies: list[int], languages: tuple[str, ...]) -> None:
    """A MkDocs project with a page of about as many words as each of ours, in each language."""
    (folder / "docs").mkdir(parents=True)
    sentence = "The bridge was measured again and the report says how long it is."
    per_paragraph = 4 * len(sentence.split())
    for number, size in enumerate(bodies):
        text = "\n\n".join(" ".join([sentence] * 4) for _ in range(max(1, size // per_paragraph)))
        for language in languages:
            name = "index" if number == 0 else f"page-{number}"
            (folder / "docs" / f"{name}.{language}.md").write_text(f"# Page {number}\n\n{text}\n", "utf-8")
    listed = "\n".join(
        f"        - {{locale: {code}, name: {code}, build: true, default: {'true' if i == 0 else 'false'}}}"
        for i, code in enumerate(languages)
    )
    (folder / "mkdocs.yml").write_text(
        f"site_name: Plain\ntheme: mkdocs\nplugins:\n  - i18n:\n      docs_structure: suffix\n"
        f"      languages:\n{listed}\n",
        "utf-8",
    )


def words_of_pages() -> tuple[list[int], tuple[str, ...]]:
    """How many words of text each page of our own site has, for one language, and the languages."""
    site = made(settings_of(str(ROOT / "mkdocs.yml")))
    languages = sorted(
        {path.split("/")[0] for path in site.files if path.endswith("/index.html")} - {"assets"}
    )
    sizes = []
    for path, content in site.files.items():
        if path.startswith(f"{languages[0]}/") and path.endswith(".html"):
            text = content.decode()
            inside = text[text.find("<main") :]
            sizes.append(len("".join(" " if c == "<" else c for c in inside).split()) // 2)
    return sizes, tuple(languages)


def seconds(command: list[str], folder: Path, output: Path) -> float:
    """How long one build takes, from nothing."""
    shutil.rmtree(output, ignore_errors=True)
    began = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - began


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    sizes, languages = words_of_pages()
    with tempfile.TemporaryDirectory() as name:
        plain, output = Path(name) / "plain", Path(name) / "out"
        plain_site(plain, sizes, languages)
        mkdocs = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(output)]
        ours, theirs = [], []
        for _ in range(runs):
            ours.append(seconds(mkdocs, ROOT, output))
            shutil.rmtree(Path(name) / ".out.spare", ignore_errors=True)
            theirs.append(seconds(mkdocs, plain, output))
    mine, other = statistics.median(ours), statistics.median(theirs)
    print(
        f"{len(sizes)} pages in each of {len(languages)} languages, {sum(sizes)} words, median of {runs} runs"
    )
    print(f"this generator              {mine:6.2f} s")
    print(f"MkDocs + static-i18n        {other:6.2f} s")
    print(f"ratio (theirs to ours)      {other / mine:6.2f}")


if __name__ == "__main__":
    main()
