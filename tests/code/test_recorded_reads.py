"""Views, exporters, components and graphics read the site only where each read is noted.

A page that reads the plan of a site behind the recorder's back would stay as it was when that changes.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.helpers.files import ROOT

PACKAGE = ROOT / "generator" / "dossier_timeline"
FOLDERS = ("views", "exports", "components", "graphics")
PLAN_FREE = {"languages", "page_settings"}
"""What of a plan isn't content: it follows from settings, which all steps share."""
PLANS = {"SitePlan", "TimelineIndex", "ReportIndex", "PartIndex"}
"""What a site is planned with."""
UNRECORDED = {"values_unrecorded", "pause", "uses_in", "part_indexes", "shared", "recorded_site"}
"""What leads around the recorder."""
OUTSIDE_STEPS = {
    "exports/sitemap.py": "made by every build, of the pages that it has planned",
}
"""Modules that read a plan where no step runs, and for what."""


def find_faults(source: str) -> list[str]:
    """What a module reads where no read is noted, with the line."""
    return [f"{line}: {what}" for line, what in sorted(_find_faults(ast.parse(source)))]


def _find_faults(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            if isinstance(node.value, ast.Attribute) and node.value.attr == "site":
                if node.attr not in PLAN_FREE:
                    yield node.lineno, f"site.{node.attr}"
            elif node.attr in UNRECORDED or node.attr.startswith("_site"):
                yield node.lineno, node.attr
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, one.name) for one in node.names if one.name in PLANS)


def test_every_read_of_a_page_is_noted() -> None:
    faults = {}
    for folder in FOLDERS:
        for file in sorted((PACKAGE / folder).rglob("*.py")):
            if found := find_faults(file.read_text("utf-8")):
                faults[file.relative_to(PACKAGE).as_posix()] = found
    assert faults.keys() == OUTSIDE_STEPS.keys(), faults


def test_a_read_around_the_recorder_is_found() -> None:
    assert find_faults("x = ctx.language_context.site.dossier.terms") == ["1: site.dossier"]
    assert find_faults("x = self.site.timeline_index\ny = ctx.shared.routes") == [
        "1: site.timeline_index",
        "2: shared",
    ]
    assert find_faults("from dossier_timeline.site.plan import SitePlan") == ["1: SitePlan"]
    assert find_faults("x = ctx.dossier.terms, ctx.language_context.site.languages") == []
