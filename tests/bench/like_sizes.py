"""Plain MkDocs with as many pages as this repository's dossier, of like size.

Each page of the dossier has a counterpart with as many links to the words, and either as many bytes of HTML
("like bytes") or as many words ("like words": fewer bytes, as a number here has its note and its source).
MkDocs has its built-in theme with a menu of two pages and no search.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count, cycle
from pathlib import Path

from tests.bench.generators import MKDOCS_BUILD, Generator, WorkingSite
from tests.bench.mkdocs_site import make_i18n_settings
from tests.bench.synthetic import Files

LIKE_BYTES, LIKE_WORDS = "MkDocs, like bytes", "MkDocs, like words"
_SENTENCE = "the bridge was measured again in May and the report says how long it is and who paid for it"
_LINK_BYTES = len('<a href="../page-10/#part-3"></a>')


@dataclass(frozen=True, slots=True)
class PageSize:
    """Of the main part of a page: bytes of HTML, words and links."""

    bytes: int
    words: int
    links: int


def list_like_generators(site: Path, folder: Path) -> Iterator[Generator[Mapping[str, str]]]:
    """Yield MkDocs with like bytes and with like words as a built site; it's tried in `folder`."""
    languages = tuple(sorted(place.name for place in site.iterdir() if (place / "index.html").is_file()))
    languages = tuple(code for code in languages if (site / code / "404.html").is_file())
    pages = [page.read_text("utf-8") for page in sorted((site / languages[0]).rglob("*.html"))]
    sizes = [measure_page(page) for page in pages]
    wanted = sum(len(page.read_bytes()) for page in site.rglob("*.html"))
    # What the theme adds is only known when it's built: once to see, then to be as large.
    tried = WorkingSite(_make_generator(LIKE_BYTES, grow_text(sizes, 1), languages), folder)
    tried.write({})
    subprocess.run(MKDOCS_BUILD, cwd=folder, check=True, capture_output=True)
    made = [page.read_text("utf-8") for page in tried.output.rglob("*.html")]
    missing = wanted - sum(len(page.encode()) for page in made)
    times = 1 + missing / sum(measure_page(page).bytes for page in made)
    yield _make_generator(LIKE_BYTES, grow_text(sizes, times), languages)
    yield _make_generator(LIKE_WORDS, sizes, languages)


def _make_generator(
    name: str, sizes: list[PageSize], languages: tuple[str, ...]
) -> Generator[Mapping[str, str]]:
    files = dict(_make_files(sizes, languages))
    return Generator(name, lambda _: iter(files.items()), MKDOCS_BUILD, ("site",), "site", remembers=False)


def _make_files(sizes: list[PageSize], languages: tuple[str, ...]) -> Files:
    yield "mkdocs.yml", make_i18n_settings("Plain", languages, ["index.md", "page-0.md"])
    for number, size in enumerate(sizes):
        text = write_text(size, number, len(sizes))
        for language in languages:
            yield f"docs/page-{number}.{language}.md", text
    yield from ((f"docs/index.{language}.md", "# Home\n") for language in languages)


def measure_page(html: str) -> PageSize:
    """Return the size of a page's main part."""
    inside = re.search(r"<(main|div [^>]*role=\"main\")\b.*(?=</main>|<footer)", html, re.DOTALL)
    text = inside[0] if inside else html
    return PageSize(len(text.encode()), len(re.sub(r"<[^>]*>", " ", text).split()), text.count("<a "))


def grow_text(sizes: list[PageSize], times: float) -> list[PageSize]:
    """Return sizes with as many bytes in plain paragraphs, and links to their words, `times` as large."""
    result = []
    for size in sizes:
        plain = size.words * 5 + size.links * _LINK_BYTES + size.words // 60 * 40
        more = times * size.bytes / max(1, plain)
        result.append(PageSize(size.bytes, round(size.words * more), round(size.links * more)))
    return result


def write_text(size: PageSize, page: int, pages: int) -> str:
    """Return Markdown with so many words and links: headings, paragraphs, lists and a table."""
    words, every = cycle(_SENTENCE.split()), max(2, size.words // max(1, size.links))
    targets = (f"page-{(page + step) % pages}.md#part-{step % 2 + 1}" for step in count(1))

    def write_some(wanted: int) -> Iterator[str]:
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
            blocks.append("\n".join(f"- {' '.join(write_some(wanted // 5))}" for _ in range(5)))
        elif shape == "table":
            rows = [
                f"| {' '.join(write_some(wanted // 10))} | {' '.join(write_some(wanted // 10))} |"
                for _ in range(5)
            ]
            blocks.append("\n".join(["| One | Other |", "|---|---|", *rows]))
        else:
            blocks.append(" ".join(write_some(wanted)).capitalize() + ".")
        left -= wanted
    return "\n\n".join(blocks) + "\n"
