"""Addresses, ids and lists of addresses that content may give and pages or hosts may not bear."""

# ruff: noqa: E501
from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.content.fuzz.inputs import Input
from tests.pipeline import minimal_dossiers as minimal

LETTERS = ("a", "é", "ж", "한", "น้ำ", "नि", "𐌰", "ß", "a-", "ж-", "A", "e\u0301")
LENGTHS = (1, 60, 99, 130, 201, 260, 4000)
IDS = (
    "main", "menu", "section-contents", "part-timeline", "part-notes", "section-notes", "data", "section-data",
    "search", "overview", "filter", "notes", "constructor", "contents", "top", "facets", "settings",
)  # fmt: skip
SLUGS = (
    "timeline",
    "method",
    "documents",
    "report",
    "feed",
    "data",
    "assets",
    "who",
    "safety",
    "404",
    "index",
    "2019",
)
LINES = (
    "/en/About/ gone", "/en/%41bout/ -> /nl/", "/en/about/index.html gone", "/en/old/ -> /en/old/", "/en/a/ -> /en/b/",
    "/en/old/ -> https://example.org/bridges/en/", "/en/old/ -> /en/about/#x", "/EN/ gone", "/en/old.csv -> /en/about/",
    "/en/old -> /en/about/", "/en/ gone", "/ gone", "id main", "id budget gone", "/en/ｏｌｄ/ gone", "/en/old%2F/ gone",
)  # fmt: skip
_PLACES = {
    "slug of a page": ("content/pages/about/en.md", "slug: about"),
    "slug of a document": ("content/documents/plan-2019/document.yml", "en: bridge-plan-2019"),
    "slug of a theme": ("content/themes.yml", "en: safety"),
    "name of an actor": ("content/actors.yml", "name: Anna de Boer"),
    "name of a kind": ("content/kinds.yml", "en: Opening"),
    "name of a theme": ("content/themes.yml", "en: Safety"),
    "id of an event": ("content/documents/plan-2019/document.yml", "id: plan-sent"),
    "id of an actor": ("content/actors.yml", "id: de-boer"),
    "id of a heading": ("content/documents/plan-2019/en.md", "{#"),
}
"""What is drawn: the file in which it stands, and before it what is replaced."""


def _replaced(root: Path, place: str, value: str) -> None:
    path, old = _PLACES[place]
    text = (root / path).read_text("utf-8")
    if place == "id of a heading":
        new = f"\n\n## Words {{#{value}}}\n\nWords.\n"
        for code in ("nl", "en"):
            with (root / path).with_name(f"{code}.md").open("a", encoding="utf-8") as file:
                file.write(new)
        return
    name = old.partition(" ")[0]
    (root / path).write_text(text.replace(old, f"{name} {value}", 1), "utf-8")
    (root / "content/verification.json").unlink(missing_ok=True)


def _listed(root: Path, lines: str) -> None:
    (root / "published-addresses.txt").write_text(f"{lines}\n", "utf-8")


def _instead(root: Path, pieces: frozenset[str], empty: bool) -> None:
    shutil.rmtree(root / "content", ignore_errors=True)
    minimal.written(root, pieces, empty=empty)


def address_inputs(seed: int, share: int) -> Iterator[Input]:
    """Names, slugs and ids of every length and script, and lists of addresses: one in `share` of all."""
    drawn: list[tuple[str, str]] = []
    for place in _PLACES:
        if place.startswith("id"):
            drawn += [(place, name) for name in IDS]
            continue
        drawn += [
            (place, f'"{letter * length}"') for letter in LETTERS for length in LENGTHS if length < 5000
        ]
        drawn += [(place, name) for name in SLUGS]
    for place, value in drawn[seed % share :: share]:
        yield Input("addresses", place, f"{place} {value[:40]}", partial(_replaced, place=place, value=value))
    for number, line in enumerate([*LINES, *map("\n".join, itertools.pairwise(LINES))]):
        if (number + seed) % share == 0:
            yield Input("addresses", "list", line.replace("\n", " | "), partial(_listed, lines=line))


def minimal_inputs(seed: int, share: int) -> Iterator[Input]:
    """Dossiers in which one or two pieces are left out or empty, or are there alone: one in `share` of all."""
    few = [frozenset(some) for size in (0, 1, 2) for some in itertools.combinations(minimal.PIECES, size)]
    every = frozenset(minimal.PIECES)
    wanted = dict.fromkeys(
        minimal.whole(have) for some in few for have in (every - some, some | {"document"})
    )
    for pieces, empty in [*itertools.product(wanted, (False, True))][seed % share :: share]:
        missing = (
            ", ".join(sorted(every - pieces)) if len(pieces) > 10 else f"all but {', '.join(sorted(pieces))}"
        )
        name = f"without {missing}{', empty' if empty else ''}"
        yield Input("minimal", "left out", name, partial(_instead, pieces=pieces, empty=empty))
