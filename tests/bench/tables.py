"""The tables in Markdown, as docs/performance.md holds them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from tests.bench import edits as work
from tests.bench import generators as by
from tests.bench.goals import FILES, OWN, Goal, list_goals, list_growth_goals, list_own_goals
from tests.bench.like_sizes import LIKE_BYTES
from tests.bench.page_sizes import FEED, REPORT, SITE_MAP
from tests.bench.results import Results, find_median

BEGIN, END = "<!-- measured -->", "<!-- end of what was measured -->"
"""The marks between which a page has the tables."""
_PAGE_GOALS = {REPORT: (400, 10_000), FEED: (None, 50), SITE_MAP: (50_000, 50_000)}
_PAGE_GOAL = (150, 3_000)
"""Kilobytes and elements that a page has at the most; the site map's are its protocol's."""


def write_tables(results: Results) -> str:
    """Return everything that was measured, the goals first."""
    sizes = sorted({one.dossier for one in results if one.dossier != OWN}, key=int)
    parts = [("Goals", _write_goals(results, sizes))]
    for dossier in [*sizes, OWN]:
        name = _name_dossier(dossier)
        parts += [
            (f"{name}: builds{_tell_runs(results, dossier)}", _write_builds(results, dossier)),
            (f"{name}: files", _write_files(results, dossier)),
            (f"{name}: served", _write_served(results, dossier)),
            (f"{name}: memory", _write_memory(results, dossier)),
            (f"{name}: pages", _write_pages(results, dossier)),
        ]
    return "\n\n".join(f"### {title}\n\n{table}" for title, table in parts if table) + "\n"


def replace_tables(page: str, tables: str) -> str:
    """Return a page with other tables between its marks. Raises `SystemExit` where it has no marks."""
    begin, mark, rest = page.partition(BEGIN)
    _, end_mark, end = rest.partition(END)
    if not mark or not end_mark:
        raise SystemExit(f"the page has no {BEGIN} with {END} after it")
    return f"{begin}{BEGIN}\n\n{tables.strip()}\n\n{END}{end}"


def write_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown, or nothing when it has no rows."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}", *lines]) if lines else ""


def write_number(value: float) -> str:
    """Return a number with two digits that count: 0.42, 1.3, 12, 1,234."""
    return (
        f"{value:,.0f}" if abs(value) >= 9.95 else f"{value:.1f}" if abs(value) >= 0.995 else f"{value:.2g}"
    )


def _tell_runs(results: Results, dossier: str) -> str:
    """Say of how many runs the medians are."""
    times = Counter(
        (one.generator, one.work) for one in results if (one.what, one.dossier) == ("build", dossier)
    )
    return f", medians of {max(times.values())} runs" if times and max(times.values()) > 1 else ""


def _name_dossier(dossier: str) -> str:
    return "This repository’s dossier" if dossier == OWN else f"{int(dossier):,} documents"


def _write_goals(results: Results, sizes: Sequence[str]) -> str:
    goals = [*list_own_goals(), *(goal for size in sizes for goal in list_goals(size))]
    goals += [goal for pair in pairwise(sizes) for goal in list_growth_goals(*pair)]
    rows = [row for goal in goals if (row := _write_goal(goal, results))]
    rows += [row for size in sizes for row in _write_page_goals(results, size)]
    return write_table(("dossier", "work", "goal", "measured", ""), rows)


def _write_goal(goal: Goal, results: Results) -> tuple[str, ...] | None:
    found = goal.measure(results)
    if found is None:
        return None
    first, *others = (f"{one:,.0f}" if goal.unit == FILES else write_number(one) for one in found)
    quantity, beside = goal.quantity, f" (passed {', '.join(others)})" if others else ""
    unit = " times" if goal.against else goal.unit
    kind = {"serve": "serve: ", "memory": "memory: "}.get(quantity.what, "")
    kind = "`check` after " if quantity.generator == by.CHECK else kind
    search = ", search off" if quantity.generator == by.OURS_UNSEARCHED else ""
    return (
        _name_dossier(quantity.dossier),
        f"{kind}{quantity.work}{search}",
        goal.words,
        f"{first}{unit}{beside}",
        _tell_whether_met(found[0] <= goal.most),
    )


def _tell_whether_met(is_met: bool) -> str:
    return "met" if is_met else "not met"


def _write_page_goals(results: Results, dossier: str) -> Iterator[tuple[str, ...]]:
    """One row each for pages, parts of the report, feeds and the site map: the largest of all."""
    rows = _list_pages(results, dossier)
    for words, kinds in (
        ("pages", {row[0] for row in rows} - set(_PAGE_GOALS)),
        ("parts of the report", {REPORT}), (FEED, {FEED}), (SITE_MAP, {SITE_MAP}),
    ):  # fmt: skip
        found = [row for row in rows if row[0] in kinds]
        if found:
            size, count = max(row[2] for row in found), max(row[3] for row in found)
            most_size, most_count = _PAGE_GOALS.get(next(iter(kinds)), _PAGE_GOAL)
            what = "elements" if words not in (FEED, SITE_MAP) else "entries"
            sized = f"{most_size:,} kB and " if most_size else ""
            yield (
                _name_dossier(dossier),
                f"largest of the {words}" if what == "elements" else words,
                f"at most {sized}{most_count:,} {what}",
                f"{size:,.0f} kB, {count:,.0f} {what}",
                _tell_whether_met(all(is_small_enough(*row) for row in found)),
            )


def is_small_enough(kind: str, pages: float, kilobytes: float, elements: float) -> bool:
    """Return whether the largest page of a kind is as small as it should be."""
    most_size, most_count = _PAGE_GOALS.get(kind, _PAGE_GOAL)
    return (most_size is None or kilobytes <= most_size) and elements <= most_count


def _list_pages(results: Results, dossier: str) -> list[tuple[str, float, float, float]]:
    """The kinds of pages with their number, and the kilobytes and elements of the largest."""
    return [
        (one.work, one.figures["pages"], one.figures["kilobytes"], one.figures["elements"])
        for one in results
        if (one.what, one.dossier) == ("page", dossier)
    ]


def _write_pages(results: Results, dossier: str) -> str:
    rows = [
        (
            kind,
            f"{pages:,.0f}",
            f"{size:,.0f}",
            f"{count:,.0f}",
            _tell_whether_met(is_small_enough(kind, pages, size, count)),
        )
        for kind, pages, size, count in _list_pages(results, dossier)
    ]
    return write_table(("kind", "pages", "largest, kB", "elements or entries", "goal"), rows)


def _write_builds(results: Results, dossier: str) -> str:
    """Time that passed and time of processors, as ratios to one generator, and that one's seconds."""
    found = [one for one in results if (one.what, one.dossier) == ("build", dossier)]
    makers = list(dict.fromkeys(one.generator for one in found))
    base = next((one for one in (by.HUGO_LEAN, LIKE_BYTES) if one in makers), makers[0] if makers else "")

    def write_cell(maker: str, kind: str) -> str:
        cells = []
        for figure in ("passed", "processor"):
            kind_of_base = kind if base != LIKE_BYTES else work.FROM_NOTHING
            value = find_median(results, "build", dossier, maker, kind, figure)
            unit = find_median(results, "build", dossier, base, kind_of_base, figure)
            if value is None:
                return ""
            cells.append(write_number(value if maker == base or not unit else value / unit))
        return f"{' / '.join(cells)} s" if maker == base else " / ".join(cells)

    kinds = list(dict.fromkeys(one.work for one in found))
    rows = [(kind, *(write_cell(maker, kind) for maker in makers)) for kind in kinds]
    return write_table(("passed / processor", *makers), rows)


def _write_files(results: Results, dossier: str) -> str:
    found = [
        one for one in results if (one.what, one.dossier) == ("build", dossier) and "files" in one.figures
    ]
    makers = list(dict.fromkeys(one.generator for one in found))

    def write_cell(maker: str, kind: str) -> str:
        figures = next((one.figures for one in found if (one.generator, one.work) == (maker, kind)), None)
        if figures is None:
            return ""
        return f"{figures['files']:,} made" if kind == work.FROM_NOTHING else f"{figures['different']:,}"

    kinds = list(dict.fromkeys(one.work for one in found))
    rows = [(kind, *(write_cell(maker, kind) for maker in makers)) for kind in kinds]
    return write_table(("files that differ", *makers), rows)


def _write_served(results: Results, dossier: str) -> str:
    found = [one for one in results if (one.what, one.dossier) == ("serve", dossier)]
    makers = list(dict.fromkeys(one.generator for one in found))

    def write_cell(maker: str, kind: str) -> str:
        values = (find_median(results, "serve", dossier, maker, kind, one) for one in ("passed", "processor"))
        return " / ".join(write_number(value) for value in values if value is not None)

    kinds = list(dict.fromkeys(one.work for one in found))
    rows = [(kind, *(write_cell(maker, kind) for maker in makers)) for kind in kinds]
    return write_table(("seconds, passed / processor", *makers), rows)


def _write_memory(results: Results, dossier: str) -> str:
    found = [one for one in results if (one.what, one.dossier) == ("memory", dossier)]
    base = find_median(results, "memory", dossier, by.HUGO_EQUAL, work.FROM_NOTHING, "megabytes")
    rows = [
        (
            one.generator,
            one.work,
            f"{one.figures['megabytes']:,.0f}",
            write_number(one.figures["megabytes"] / base) if base else "",
        )
        for one in found
    ]
    return write_table(("generator", "work", "MB at the most", "to equal Hugo’s"), rows)
