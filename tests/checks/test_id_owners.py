"""An id of content that a page has for something of its own is told where it's written, not in a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from dossier_timeline.checks.ids import find_heading_ids
from dossier_timeline.diagnostics.codes import Level
from dossier_timeline.diagnostics.diagnostic import ContentError
from dossier_timeline.model.base import ID_PATTERN
from dossier_timeline.output.page_reports import PageReports
from dossier_timeline.pipeline import build_site
from dossier_timeline.publishing.site_files import SiteFiles
from tests.helpers.small_site import BASE, config_of, good_files, good_site

INSTANCES = ("main", "menu", "section-contents")
WORDS = "{nl: Iets, en: Something}"
EVENT = "date: 2020-05, kind: meeting, passage: {paragraph: 1}"


@lru_cache
def ids_of_frames() -> tuple[str, ...]:
    """Every id on the pages of the good site that is none of its content's, and that content could give."""
    files = good_files()
    reports = PageReports(SiteFiles(files), BASE)
    ids = (reports.find_ids(path) for path in files if path.endswith(".html"))
    dossier = good_site().dossier
    texts = (prose.body for _, each in dossier.texts() for prose in each.values())
    ours = dossier.by_id.keys() | {name for text in texts for name, _, _ in find_heading_ids(text)}
    ours |= {f"{figure.id}-{row.id}" for figure in dossier.all_figures() for row in figure.rows}
    rest = frozenset().union(*ids) - ours
    return tuple(sorted(name for name in rest if re.fullmatch(ID_PATTERN, name)))


def _entries(root: Path, file: str, lines: Iterator[str]) -> None:
    with (root / "content" / file).open("a", encoding="utf-8") as stream:
        stream.writelines(f"{line}\n" for line in lines)


def actors(root: Path, names: tuple[str, ...]) -> None:
    _entries(root, "actors.yml", (f"- {{id: {name}, kind: body, name: {WORDS}}}" for name in names))


def events(root: Path, names: tuple[str, ...]) -> None:
    file = root / "content/documents/letter-2021/document.yml"
    lines = "".join(f"  - {{id: {name}, title: {WORDS}, {EVENT}}}\n" for name in names)
    file.write_text(file.read_text("utf-8").replace("\nevents:\n", f"\nevents:\n{lines}"), "utf-8")


def headings(root: Path, names: tuple[str, ...]) -> None:
    for code in ("nl", "en"):
        _entries(root, f"pages/about/{code}.md", (f"\n## T {{#{name}}}\n\nWords." for name in names))


def told(root: Path) -> list[tuple[str, str, str]]:
    """The file, the code and the line of each error."""
    (root / "content/verification.json").unlink()
    try:
        build_site(config_of(root, search=False))
    except ContentError as error:
        places = [(one.position, one.code) for one in error.problems if one.level is Level.ERROR]
        lines = {at.path: (root / at.path).read_text("utf-8").split("\n") for at, _ in places}
        return [(at.path, code, lines[at.path][at.line - 1]) for at, code in places]
    return []


@pytest.mark.parametrize("kind", [actors, events, headings])
def test_every_id_of_a_frame_is_told_at_its_line_or_harms_nothing(
    kind: Callable[[Path, tuple[str, ...]], None], good: Path
) -> None:
    """Whichever of them pages have beside this content: no problem stands in a page that was made."""
    assert len(ids_of_frames()) > 30
    kind(good, ids_of_frames())
    found = told(good)
    assert {(path.split("/")[0], code) for path, code, _ in found} == {("content", "reserved-id")}
    wanted = INSTANCES if kind is not headings else INSTANCES[:1]
    assert all(re.search(rf"\b{name}\b", " ".join(line for *_, line in found)) for name in wanted)
